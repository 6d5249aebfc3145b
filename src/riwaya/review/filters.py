"""What a reader asks for, in the page's address → a `Filter` of the store's queries, and back.

/incidents?type=ASSAULT&status=alleged&actor=hts&place=درعا&from=2023-01-01&to=2023-03&contradicted=yes&page=2
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from fastapi import Depends, Query

from riwaya.errors import InputError
from riwaya.model import EVENT_TYPES, STATUSES
from riwaya.project.queries import Filter

PAGE = 25  # rows: what a reader takes in, and a server writes in a few milliseconds
Known = TypeVar("Known", bound=str)
Page = Annotated[int, Query(ge=1, le=1_000_000)]
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_DISPUTED = {"yes": True, "no": False}


class Parameters:
    """What an address asks of a list: values as they were given, "" where none was, and the page, from 1."""

    __slots__ = ()
    page: int

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * PAGE

    @property
    def any(self) -> bool:
        """Whether anything was asked for."""
        return any(value for _, value in self.items())

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters of the address without the page."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Asked(Parameters):
    """What is asked of incidents and claims."""

    type: str = ""
    status: str = ""
    actor: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    contradicted: str = ""
    page: int = 1

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters of the address without the page."""
        yield from (
            ("type", self.type), ("status", self.status), ("actor", self.actor), ("place", self.place),
            ("from", self.since), ("to", self.until), ("contradicted", self.contradicted),
        )  # fmt: skip

    def filter(self) -> Filter:
        """Return what the store is asked; an InputError that says which parameter is wrong."""
        return Filter(
            actor=self.actor or None,
            type=one_of("type", self.type, EVENT_TYPES),
            place=self.place or None,
            between=days_between(self.since, self.until),
            status=one_of("status", self.status, STATUSES),
            contradicted=_DISPUTED[self.contradicted] if one_of("contradicted", self.contradicted, _DISPUTED) else None,
        )  # fmt: skip


def asked(
    type: Annotated[str, Query(max_length=20)] = "",
    status: Annotated[str, Query(max_length=20)] = "",
    actor: Annotated[str, Query(max_length=200)] = "",
    place: Annotated[str, Query(max_length=200)] = "",
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    contradicted: Annotated[str, Query(max_length=3)] = "",
    page: Page = 1,
) -> Asked:
    """Return what an address asks for: a dependency of every route that lists."""
    return Asked(type, status, actor.strip(), place.strip(), since.strip(), until.strip(), contradicted, page)


Wanted = Annotated[Asked, Depends(asked)]


def pages(count: int) -> int:
    """Return how many pages that many rows fill, at least one."""
    return max(1, -(-count // PAGE))


def one_of(name: str, value: str, known: Iterable[Known]) -> Known | None:
    """Return what a parameter asks for, None if nothing; an InputError if it is none of those that are known."""
    if not value:
        return None
    options = list(known)
    for one in options:
        if one == value:
            return one
    raise InputError(f"{name}: {value!r} is none of {', '.join(options)}")


def days_between(since: str, until: str) -> tuple[date | None, date | None] | None:
    """Return the first and the last day of an interval, either of which may be open; None where neither is given."""
    first, last = _day("from", since, first=True), _day("to", until, first=False)
    return (first, last) if first or last else None


def _day(name: str, value: str, first: bool) -> date | None:
    """A day, a month or a year; of the longer ones the first or the last day."""
    if not value:
        return None
    match = _DAY.fullmatch(value)
    try:
        if match:
            year, month = int(match[1]), int(match[2] or (1 if first else 12))
            return date(year, month, int(match[3] or (1 if first else monthrange(year, month)[1])))
    except ValueError:  # such as 2023-02-30
        pass
    raise InputError(f"{name}: {value!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY")
