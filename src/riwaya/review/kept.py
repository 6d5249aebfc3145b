"""Sums over thousands of incidents, kept until the project changes: so that a map turns and a slider moves at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from riwaya.project import Project
from riwaya.project.queries import Filter, Queries

T = TypeVar("T")
_MOST = 24  # answers of a kind, of a project
_KEPT: WeakKeyDictionary[Project, dict[str, OrderedDict[Hashable, _Answer]]] = WeakKeyDictionary()
_LOCK = Lock()


class _Answer:
    """What one reader works out, and others wait for who ask the same meanwhile."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: list[Any] = []

    def of(self, make: Callable[[], Any]) -> Any:
        """Return the answer; if whoever worked it out failed, the next tries again."""
        with self._lock:
            if not self._found:
                self._found.append(make())
            return self._found[0]


def kept(project: Project, asked: Queries, kind: str, of: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` makes of the queries; what it made at the same moment of the project is given again."""
    key = (asked.moment(), asked.names, of)
    with _LOCK:
        held = _KEPT.setdefault(project, {}).setdefault(kind, OrderedDict())
        answer = held.setdefault(key, _Answer())
        held.move_to_end(key)
        while len(held) > _MOST:
            held.popitem(last=False)
    found: T = answer.of(make)
    return found


def count_incidents(project: Project, asked: Queries, wanted: Filter) -> int:
    """Return how many incidents are asked for: it takes as long to count them as to write a page of them."""
    return kept(project, asked, "count", wanted, lambda: asked.count_incidents(wanted))
