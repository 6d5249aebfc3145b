"""Incidents by the place and by the days that they are told of, counted in the database: for maps and timelines of thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Text, cast, func, or_, select

from riwaya.project import schema
from riwaya.project.parts import parts
from riwaya.project.views.filters import Filter, of_incidents
from riwaya.project.views.names import Names
from riwaya.report.labels import quad


class Where(NamedTuple):
    """A place as incidents have it: its keys from the settlement up, its name, its point."""

    settlement: str | None
    province: str | None
    country: str | None
    name: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Heap:
    """So many incidents of one quad class whose claims stand alike: some asserted, denied, alleged, or none of these."""

    quad: int
    statuses: tuple[str, ...]  # of "asserted", "denied", "alleged"
    contradicted: bool
    count: int


_i = schema.incident
_WHERE = (_i.c.settlement, _i.c.province, _i.c.country, _i.c.place, _i.c.latitude, _i.c.longitude)


def _stands(status: str) -> ColumnElement[bool]:
    """Whether a claim of the incident has that status. Its JSON is read as text: that takes a tenth of the time."""
    return cast(_i.c.statuses, Text).contains(f'"{status}"')


_TOLD = ("asserted", "denied", "alleged")
_KINDS: tuple[Any, ...] = (_i.c.type, _i.c.contradicted, *(_stands(status).label(status) for status in _TOLD))


def by_place(connection: Connection, wanted: Filter, names: Names) -> Iterator[tuple[Where, Heap]]:
    """Yield the places that the incidents asked for are told of, each with a heap of them."""
    return _placed(connection, of_incidents(connection, wanted, names))


def place_of(connection: Connection, incident: str) -> Iterator[tuple[Where, Heap]]:
    """Yield the place of one incident, with a heap of just that one; nothing if there is no such incident."""
    return _placed(connection, [_i.c.id == incident])


def _placed(connection: Connection, conditions: list[ColumnElement[bool]]) -> Iterator[tuple[Where, Heap]]:
    columns = (*_WHERE, *_KINDS)
    statement = select(*columns, func.count()).where(*conditions)
    for *row, count in connection.execute(statement.group_by(*columns)):
        yield Where(*row[: len(_WHERE)]), _heap(row[len(_WHERE) :], count)


def by_days(
    connection: Connection, wanted: Filter, names: Names, letters: int
) -> Iterator[tuple[str | None, str | None, Heap]]:
    """Yield the first and the last period of incidents with a heap of them: months of 7 letters, days of 10.

    None is an open end; both are None where no claim tells a day.
    """
    ends = (func.substr(_i.c.earliest, 1, letters), func.substr(_i.c.latest, 1, letters))
    statement = select(*ends, *_KINDS, func.count()).where(*of_incidents(connection, wanted, names))
    for first, last, *row, count in connection.execute(statement.group_by(*ends, *_KINDS)):
        yield first, last, _heap(row, count)


def _heap(row: Sequence[Any], count: int) -> Heap:
    type_, contradicted, *held = row
    statuses = tuple(s for s, has in zip(_TOLD, held, strict=True) if has)
    return Heap(quad(type_), statuses, bool(contradicted), count)


def ids_at(connection: Connection, wanted: Filter, names: Names, places: Sequence[Where]) -> list[str]:
    """Return the incidents asked for that are told of one of these places, those that most reports tell of first."""
    order = (_i.c.reports, _i.c.claims, _i.c.earliest, _i.c.id)
    base = select(*order).where(*of_incidents(connection, wanted, names))
    found = [
        row
        for some in parts(list(dict.fromkeys(place[:4] for place in places)))
        for row in connection.execute(base.where(or_(*(_is(key) for key in some))))
    ]
    found.sort(key=lambda row: (row[0], row[1], row[2] or "", row[3]), reverse=True)
    return [row[3] for row in found]


def _is(key: tuple[Any, ...]) -> ColumnElement[bool]:
    settlement, province, country, name = key
    pairs = zip(_WHERE[:4], (settlement, province, country, name), strict=True)
    held = [column == value if value is not None else column.is_(None) for column, value in pairs]
    whole = held[0]
    for one in held[1:]:
        whole = whole & one
    return whole
