"""Sums over thousands of incidents, kept until the project changes: so that a map turns and a slider moves at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from riwaya.project import Project
from riwaya.project.queries import Queries

T = TypeVar("T")
_MOST = 24  # answers of a project
_KEPT: WeakKeyDictionary[Project, OrderedDict[Hashable, Any]] = WeakKeyDictionary()
_LOCK = Lock()


def kept(project: Project, asked: Queries, what: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` makes of the queries; what it made at the same moment of the project is given again."""
    key = (asked.moment(), what)
    with _LOCK:
        held = _KEPT.setdefault(project, OrderedDict())
        if key in held:
            held.move_to_end(key)
            return held[key]  # type: ignore[no-any-return]
    found = make()
    with _LOCK:
        held[key] = found
        while len(held) > _MOST:
            held.popitem(last=False)
    return found
