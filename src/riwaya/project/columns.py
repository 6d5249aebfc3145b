"""What the store keeps compressed: JSON that is written once, and read back whole.

A database that compresses by itself would do with its own JSON; SQLite doesn't, and three quarters of a store are such values.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from riwaya.project.codec import decoder

if TYPE_CHECKING:
    _Bytes = TypeDecorator[Any]
else:
    _Bytes = TypeDecorator
_LEVEL = 6
_REMEMBERED = (
    8_192  # values that were read last: an incident's claims are read again with each claim that joins it
)


class Packed(_Bytes):
    """JSON, compressed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Return what is written of a value."""
        return None if value is None else pack(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Return the value that was written."""
        return None if value is None else unpack(value)


class Frozen(_Bytes):
    """A frozen value of linking that was written as `Packed`: type_coerce(claim.c.record, Frozen(Record)).

    Of several in a row: Frozen(tuple[Ground, ...]).
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Such values are encoded where they are written."""
        raise TypeError("write it as Packed")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Return the value that was written."""
        return None if value is None else _decoded(self.kind, value)


def pack(value: Any) -> bytes:
    """Return a value as compressed JSON."""
    return zlib.compress(orjson.dumps(value), _LEVEL)


def unpack(packed: bytes) -> Any:
    """Return the value that `pack` was given."""
    return orjson.loads(zlib.decompress(packed))


@lru_cache(maxsize=_REMEMBERED)
def _decoded(kind: Any, packed: bytes) -> Any:
    return decoder(kind)(unpack(packed))
