"""Long lists in parts that fit into a statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_AT_ONCE = 500  # values in one statement


def parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield a list in parts, in order."""
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
