"""Long lists in parts that fit into a statement."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, bindparam

IDS: BindParameter[Any] = bindparam("ids", expanding=True)  # where a statement made once takes a part
T = TypeVar("T")
_AT_ONCE = 500  # values in one statement


def parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield a list in parts, in order."""
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
