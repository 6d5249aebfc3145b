"""The values of linking ↔ plain JSON, by the fields that they have: what a field's default is, is left out.

So a record that was stored before a field was added can still be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Decoder = Callable[[Any], Any]
_PLAIN = frozenset((str, int, float, bool, NoneType))


def encode(value: Any) -> Any:
    """Return a frozen value as plain JSON: {"claim": "…", "where": {"name": "…"}}."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [encode(one) for one in value]
    if not hasattr(kind, "__dataclass_fields__"):
        return value
    return {
        name: encode(held) for name, default in _defaults(kind) if (held := getattr(value, name)) != default
    }


def decode(kind: type[T], data: dict[str, Any]) -> T:
    """Return the value of a class that `encode` made `data` of; what the class has no field for is left out."""
    of: Any = kind
    decoders = _decoders(of)
    return kind(**{name: decoders[name](held) for name, held in data.items() if name in decoders})


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(kind))  # MISSING, where there is none, equals no value


@cache
def _decoders(kind: Any) -> dict[str, _Decoder]:
    return {name: _decoder(hint) for name, hint in get_type_hints(kind).items()}


@cache
def decoder(kind: Any) -> _Decoder:
    """Return what makes a value of that kind of plain JSON, also a tuple of them: decoder(tuple[Ground, ...])."""
    return _decoder(kind)


def _decoder(hint: Any) -> _Decoder:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (held,) = (one for one in get_args(hint) if one is not NoneType)
        inner = _decoder(held)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        each = _decoder(get_args(hint)[0])
        return lambda values: tuple([each(value) for value in values])
    if hint is date:
        return date.fromisoformat
    if is_dataclass(hint) and isinstance(hint, type):
        return lambda value: decode(hint, value)
    return _itself


def _itself(value: Any) -> Any:
    return value
