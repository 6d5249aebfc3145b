"""How a source fares: in how many incidents it stands alone, is corroborated, contradicted, denied later by another.

Outlets, organisations and offices only; no private person is ever listed. What is counted is the accounts that go
back to the source, by the same rules as those of docs/incidents.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from riwaya.errors import ProjectError
from riwaya.project import schema
from riwaya.project.faring import Around
from riwaya.project.parts import parts
from riwaya.project.views.grades import graded, reliabilities
from riwaya.project.views.names import Names
from riwaya.project.views.sources import called
from riwaya.project.views.tally import Sum, tallied


@dataclass(frozen=True, slots=True)
class SourceStatistics:
    """A source and how its accounts stand. `reports` and `claims` are those that an outlet printed; `quoted_reports`
    and `quoted_claims` those of others that quote the source. An incident may count as several of the last four."""

    key: str
    name: str
    name_en: str | None
    kind: str  # "outlet", or the lexicon's
    reliability: str  # A to F; F until somebody sets it
    note: str | None
    reports: int
    claims: int
    quoted_reports: int
    quoted_claims: int
    incidents: int  # that have an account of it
    alone: int  # nobody else tells of them
    corroborated: int  # an independent account of another, named, takes the same stand
    contradicted: int  # its account is a side of a contradiction
    denied_later: int  # it asserts, and another denies on a later day


@dataclass(frozen=True, slots=True)
class SourceIncident:
    """How a source's account stands in one incident; the others are told by their keys."""

    incident: str
    claims: tuple[str, ...]
    others: tuple[str, ...]
    corroborated_by: tuple[str, ...]
    contradictions: tuple[str, ...]  # ids of findings
    denied_later_by: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether nobody else tells of it."""
        return not self.others


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with the incidents that have an account of it, a page of them, the latest first."""

    row: SourceStatistics
    incidents: tuple[SourceIncident, ...]


def source_statistics(
    connection: Connection, names: Names, limit: int | None = None, offset: int = 0
) -> list[SourceStatistics]:
    """Return the sources, those with accounts of most incidents first; `limit` None means all."""
    fares, grades = _fares(connection), graded(connection)
    with tallied(connection, names) as tally:
        ranked = sorted(
            _known(tally.sources, fares, names), key=lambda key: (-fares.get(key, _NONE).incidents, key)
        )
        page = ranked[offset : None if limit is None else offset + limit]
        return [_row(key, tally.sources, fares, grades, names) for key in page]


def count_sources(connection: Connection, names: Names) -> int:
    """Return how many sources there are."""
    a = schema.account
    told = connection.execute(select(a.c.origin).distinct()).scalars().all()
    with tallied(connection, names) as tally:
        return len(_known(tally.sources, told, names))


def source_view(
    connection: Connection, names: Names, key: str, limit: int | None = None, offset: int = 0
) -> SourceView:
    """Return one source; a ProjectError if it is none of the project's outlets, organisations and offices."""
    fares, grades = _fares(connection, key), graded(connection)
    with tallied(connection, names) as tally:
        if key not in _known(tally.sources, fares, names):
            raise ProjectError(f"no source {key!r} here; take its key from riwaya sources")
        row = _row(key, tally.sources, fares, grades, names)
    a, i = schema.account, schema.incident
    latest = (
        select(a.c.incident)
        .join(i, i.c.id == a.c.incident)
        .where(a.c.origin == key)
        .order_by(i.c.earliest.is_(None), i.c.earliest.desc(), i.c.id)
        .limit(limit)
        .offset(offset)
    )
    ids = list(connection.execute(latest).scalars())
    around = incidents_around(connection, ids)
    return SourceView(row, tuple(_incident(one, around[one], key) for one in ids))


def _incident(incident: str, around: Around, key: str) -> SourceIncident:
    fares = around.faring(key)
    return SourceIncident(
        incident, tuple(around.accounts[key].claims), fares.others, fares.corroborated_by, fares.contradictions,
        fares.denied_later_by,
    )  # fmt: skip


# Who is a source, and what is counted.


class _Fares(NamedTuple):
    """In how many incidents a source has an account, and in how many of these it fares so."""

    incidents: int
    alone: int
    corroborated: int
    contradicted: int
    denied_later: int


_NONE = _Fares(0, 0, 0, 0, 0)


def _fares(connection: Connection, key: str | None = None) -> dict[str, _Fares]:
    """Return how the accounts of each origin fare, or of one."""
    a = schema.account
    columns = (a.c.origin, a.c.alone, a.c.corroborated, a.c.contradicted, a.c.denied_later)
    alike = select(*columns, func.count()).group_by(*columns)  # in the order of an index
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(columns))
    for origin, *fares, count in connection.execute(alike if key is None else alike.where(a.c.origin == key)):
        sums = found[origin]
        sums[0] += count
        for n, held in enumerate(fares, 1):
            sums[n] += count * held
    return {origin: _Fares(*sums) for origin, sums in found.items()}


def _known(sums: Mapping[str, Sum], told: Iterable[str], names: Names) -> set[str]:
    """Return the keys of the sources that the project has: never a private person's, whom no list knows."""
    return {*sums, *(key for key in told if key in names.actors or key in names.registry.arabic)}


def _row(
    key: str, sums: Mapping[str, Sum], fares: Mapping[str, _Fares], grades: Mapping[str, tuple[str, str | None]],
    names: Names,
) -> SourceStatistics:  # fmt: skip
    one = sums.get(key) or Sum()
    reports = one.outlets.total()
    return SourceStatistics(
        key, *called(key, one, names), *grades.get(key, ("F", None)), reports, one.printed, one.documents - reports,
        one.claims - one.printed, *fares.get(key, _NONE),
    )  # fmt: skip


# How accounts stand, incident by incident.


def incidents_around(connection: Connection, ids: Sequence[str]) -> dict[str, Around]:
    """Return incidents by their ids, each with what tells how its accounts fare."""
    a, c, d, f = schema.account, schema.claim, schema.document, schema.finding
    marks, found = reliabilities(connection), {one: _Read({}, {}, {}, []) for one in ids}
    for some in parts(ids):
        accounts = select(a.c.incident, a.c.origin, a.c.claims, a.c.anonymous, a.c.perhaps)
        for row in connection.execute(accounts.where(a.c.incident.in_(some)).order_by(a.c.origin)):
            found[row.incident].accounts[row.origin] = row
        claims = select(c.c.incident, c.c.id, c.c.status, d.c.published).join(d, d.c.key == c.c.document)
        for incident, claim, status, published in connection.execute(claims.where(c.c.incident.in_(some))):
            found[incident].statuses[claim] = status
            found[incident].days[claim] = published[:10] if published else None
        against = select(f.c.id, f.c.incident, f.c.kind, f.c.claims).where(f.c.incident.in_(some))
        for finding in connection.execute(against.order_by(f.c.id)):
            found[finding.incident].findings.append(finding)
    return {one: Around(*read, marks) for one, read in found.items()}


class _Read(NamedTuple):
    accounts: dict[str, Any]
    statuses: dict[str, str]
    days: dict[str, str | None]
    findings: list[Any]
