"""How a source fares: in how many incidents it stands alone, is corroborated, contradicted, denied later by another.

Outlets, organisations and offices only; no private person is ever listed. What is counted is the accounts that go
back to the source, by the same rules as those of docs/incidents.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from riwaya.errors import ProjectError
from riwaya.linking.copies import outlet_key
from riwaya.project import schema
from riwaya.project.views.grades import graded
from riwaya.project.views.live import counted, live_claims
from riwaya.project.views.names import Names

OUTLET = "outlet"
_DISCOUNTED = ("D", "E")  # corroborate nobody


@dataclass(frozen=True, slots=True)
class SourceStatistics:
    """A source and how its accounts stand. `reports` and `claims` are those that an outlet printed; `quoted_reports`
    and `quoted_claims` those that quote the source. An incident may count as several of the last four."""

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
    known = _known(connection, names)
    page = [key for key, _ in _ranked(connection, known)][offset : None if limit is None else offset + limit]
    return _rows(connection, names, {key: known[key] for key in page})


def count_sources(connection: Connection, names: Names) -> int:
    """Return how many sources there are."""
    return len(_known(connection, names))


def source_view(
    connection: Connection, names: Names, key: str, limit: int | None = None, offset: int = 0
) -> SourceView:
    """Return one source; a ProjectError if it is none of the project's outlets, organisations and offices."""
    known = _known(connection, names)
    if key not in known:
        raise ProjectError(f"no source {key!r} here; take its key from riwaya sources")
    (row,) = _rows(connection, names, {key: known[key]})
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
    told = {one.incident: one for one in _standings(connection, [key], a.c.incident.in_(ids))[key]}
    return SourceView(row, tuple(told[incident] for incident in ids))


# Who is a source.


def _known(connection: Connection, names: Names) -> dict[str, tuple[str, str]]:
    """Return name and kind of each source that the project has, by key: never a private person's."""
    a, v, d = schema.account, schema.voice, schema.document
    found: dict[str, tuple[str, str]] = {}
    outlets = select(d.c.outlet).where(d.c.state == "current", d.c.outlet.is_not(None)).distinct()
    for outlet in connection.execute(outlets).scalars():
        key = outlet_key(outlet, names.registry)
        if key:
            found.setdefault(key, (names.registry.arabic.get(key, outlet), OUTLET))
    quoted = connection.execute(select(v.c.key).distinct()).scalars()
    told = connection.execute(select(a.c.origin).distinct()).scalars()
    for key in dict.fromkeys((*quoted, *told)):
        who = names.actors.get(key)
        if who is not None:
            found[key] = (who.name, who.kind)
        elif key in names.registry.arabic:
            found[key] = (names.registry.arabic[key], OUTLET)
    return found


def _ranked(connection: Connection, known: Iterable[str]) -> list[tuple[str, int]]:
    a = schema.account
    rows = connection.execute(select(a.c.origin, func.count()).group_by(a.c.origin))
    counts: dict[str, int] = dict(map(tuple, rows))
    return sorted(((key, counts.get(key, 0)) for key in known), key=lambda one: (-one[1], one[0]))


# What is counted.


def _rows(
    connection: Connection, names: Names, known: Mapping[str, tuple[str, str]]
) -> list[SourceStatistics]:
    printed, quoted = _printed(connection, names, known), _quoted(connection, list(known))
    stands, grades = _standings(connection, list(known)), graded(connection)
    return [
        SourceStatistics(
            key, name, names.english(key), kind, *grades.get(key, ("F", None)), *printed.get(key, (0, 0)),
            *quoted.get(key, (0, 0)), *_sums(stands[key]),
        )
        for key, (name, kind) in known.items()
    ]  # fmt: skip


def _sums(stands: Sequence[SourceIncident]) -> tuple[int, int, int, int, int]:
    return (
        len(stands),
        sum(one.alone for one in stands),
        sum(bool(one.corroborated_by) for one in stands),
        sum(bool(one.contradictions) for one in stands),
        sum(bool(one.denied_later_by) for one in stands),
    )


def _printed(connection: Connection, names: Names, known: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return how many reports and claims each outlet printed."""
    d, c = schema.document, schema.claim
    outlets: dict[str, str] = {}
    for outlet in connection.execute(select(d.c.outlet).where(d.c.outlet.is_not(None)).distinct()).scalars():
        outlets[outlet] = outlet_key(outlet, names.registry) or ""
    wanted = [outlet for outlet, key in outlets.items() if key in set(known)]
    found: dict[str, tuple[int, int]] = {}
    grouped = (
        select(d.c.outlet, func.count(d.c.key.distinct()), func.count(c.c.id))
        .select_from(d.outerjoin(c, and_(c.c.document == d.c.key, counted())))
        .where(d.c.state == "current", d.c.outlet.in_(wanted))
        .group_by(d.c.outlet)
    )
    for outlet, reports, claims in connection.execute(grouped):
        before = found.get(outlets[outlet], (0, 0))
        found[outlets[outlet]] = (before[0] + reports, before[1] + claims)
    return found


def _quoted(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return in how many reports each source is quoted, and for how many claims."""
    c, v = schema.claim, schema.voice
    grouped = (
        select(v.c.key, func.count(c.c.document.distinct()), func.count(c.c.id.distinct()))
        .select_from(live_claims().join(v, v.c.claim == c.c.id))
        .where(counted(), v.c.named, v.c.key.in_(keys))
        .group_by(v.c.key)
    )
    return {key: (reports, claims) for key, reports, claims in connection.execute(grouped)}


# How its accounts stand.


@dataclass(frozen=True, slots=True)
class _Account:
    claims: Sequence[str]
    anonymous: bool
    perhaps: Sequence[str]
    reliability: str


@dataclass(slots=True)
class _Incident:
    """The accounts of one incident, by origin, and what its claims say, where they don't all say the same."""

    accounts: dict[str, _Account] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    days: dict[str, str | None] = field(default_factory=dict)
    findings: list[Any] = field(default_factory=list)

    def standing(self, incident: str, key: str) -> SourceIncident:
        """Return how the account of one origin stands to the others."""
        own = self.accounts[key]
        others = {origin: one for origin, one in self.accounts.items() if origin != key}
        said = {self.statuses.get(claim) for claim in own.claims}
        backing = [
            origin for origin, one in others.items()
            if not one.anonymous and key not in one.perhaps and origin not in own.perhaps
            and one.reliability not in _DISCOUNTED
            and said & {self.statuses.get(claim) for claim in one.claims}
        ]  # fmt: skip
        against = [one.id for one in self.findings if self._is_side(own, one)]
        since = self._first(own, "asserted")
        denying = [
            origin for origin, one in others.items()
            if since is not None and (self._last(one, "denied") or "") > since
        ]  # fmt: skip
        return SourceIncident(
            incident, tuple(own.claims), tuple(others), tuple(backing), tuple(against), tuple(denying)
        )

    def _is_side(self, account: _Account, finding: Any) -> bool:
        """Tell whether an account is a side of a contradiction; one about whether it happened names two of many."""
        if finding.kind != "contradiction-status":
            return bool(set(finding.claims) & set(account.claims))
        sides = {self.statuses.get(claim) for claim in finding.claims}
        return any(self.statuses.get(claim) in sides for claim in account.claims)

    def _told(self, account: _Account, status: str) -> list[str]:
        days = (self.days.get(claim) for claim in account.claims if self.statuses.get(claim) == status)
        return [day for day in days if day is not None]

    def _first(self, account: _Account, status: str) -> str | None:
        return min(self._told(account, status), default=None)

    def _last(self, account: _Account, status: str) -> str | None:
        return max(self._told(account, status), default=None)


def _standings(
    connection: Connection, keys: Sequence[str], *conditions: ColumnElement[bool]
) -> dict[str, list[SourceIncident]]:
    """Return how the accounts of sources stand, incident by incident, of all incidents or of those asked for."""
    a = schema.account
    wanted = select(a.c.incident).where(a.c.origin.in_(keys), *conditions)
    found: dict[str, _Incident] = defaultdict(_Incident)
    marks = {key: grade for key, (grade, _) in graded(connection).items()}
    columns = (a.c.incident, a.c.origin, a.c.claims, a.c.anonymous, a.c.perhaps)
    for incident, origin, claims, anonymous, perhaps in connection.execute(
        select(*columns).where(a.c.incident.in_(wanted))
    ):
        one = _Account(claims, anonymous, perhaps, marks.get(origin, "F"))
        found[incident].accounts[origin] = one
    _add_stands(connection, wanted, found)
    _add_findings(connection, wanted, found)
    stands: dict[str, list[SourceIncident]] = {key: [] for key in keys}
    for incident, held in found.items():
        for key in held.accounts.keys() & stands.keys():
            stands[key].append(held.standing(incident, key))
    return stands


def _add_stands(connection: Connection, wanted: Select[Any], found: Mapping[str, _Incident]) -> None:
    """Read statuses and days of the claims of incidents in which they aren't all the same."""
    c, d = schema.claim, schema.document
    mixed = (
        select(c.c.incident)
        .where(c.c.incident.in_(wanted))
        .group_by(c.c.incident)
        .having(func.min(c.c.status) != func.max(c.c.status))
    )
    rows = connection.execute(
        select(c.c.incident, c.c.id, c.c.status, d.c.published)
        .join(d, d.c.key == c.c.document)
        .where(c.c.incident.in_(mixed))
    )
    for incident, claim, status, published in rows:
        found[incident].statuses[claim] = status
        found[incident].days[claim] = published


def _add_findings(connection: Connection, wanted: Select[Any], found: Mapping[str, _Incident]) -> None:
    f = schema.finding
    rows = connection.execute(
        select(f.c.id, f.c.incident, f.c.kind, f.c.claims)
        .where(f.c.incident.in_(wanted), f.c.kind.startswith("contradiction"))
        .order_by(f.c.id)
    )
    for row in rows:
        found[row.incident].findings.append(row)
