"""The sums over sources and actors, and the edges between actors, kept in memory while a project is open.

A sum over all claims takes seconds in a large store. So each report's part is kept, and what changed is taken out and
added again: the sums are always those of the moment that the connection sees.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from threading import Lock
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Select, select

from riwaya.linking.copies import outlet_key
from riwaya.project import changes, schema
from riwaya.project.parts import IDS, parts
from riwaya.project.views.live import counted, live_claims
from riwaya.project.views.names import Names
from riwaya.project.views.values import Edge, Relation, day
from riwaya.report.labels import quad

_COOPERATION = (1, 2)  # quad classes
_FEW = 2_000  # changed reports; if more changed, all are read
_c, _d, _p, _v = schema.claim, schema.document, schema.participant, schema.voice
_OF: Any = _c.c.document.in_(IDS)
_OUTLETS = select(_d.c.key, _d.c.outlet).where(_d.c.state == "current", _d.c.key.in_(IDS)).order_by(_d.c.key)
_CLAIMS: Select[Any] = (
    select(_c.c.document, _c.c.id, _c.c.incident, _c.c.type, _c.c.status, _c.c.earliest, _c.c.latest)
    .select_from(live_claims())
    .where(counted(), _OF)
    .order_by(_c.c.document, _c.c.ordinal)
)
_VOICES = select(_v.c.claim, _v.c.key).join(_c, _c.c.id == _v.c.claim).where(_v.c.named, _OF)
_PARTIES = (
    select(_p.c.claim, _p.c.role, _p.c.position, _p.c.key)
    .join(_c, _c.c.id == _p.c.claim)
    .where(_p.c.known, _OF)
)


class _Part(NamedTuple):
    """What one report adds to the sums of a source or an actor."""

    claims: int
    as_actor: int
    as_recipient: int
    incidents: tuple[str, ...]
    statuses: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Sum:
    """The sums of a source or an actor. `outlets`: in how many reports it is the outlet, by how it is spelt; `printed`: the
    claims of these."""

    claims: int = 0
    printed: int = 0
    documents: int = 0
    as_actor: int = 0
    as_recipient: int = 0
    incidents: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)

    def add(self, part: _Part, sign: int) -> None:
        """Add a report's part, or take it out."""
        self.claims += sign * part.claims
        self.documents += sign
        self.as_actor += sign * part.as_actor
        self.as_recipient += sign * part.as_recipient
        for incident in part.incidents:
            _count(self.incidents, incident, sign)
        for status, number in part.statuses:
            _count(self.statuses, status, sign * number)


@dataclass(frozen=True, slots=True)
class _Told:
    """A report's parts."""

    outlet: tuple[str, str] | None  # its key, and how the report spells it
    sources: dict[str, _Part]
    actors: dict[str, _Part]
    edges: tuple[Edge, ...]


class Tally:
    """The sums of a project, at one moment."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.lock = Lock()
        self.sources: dict[str, Sum] = {}
        self.actors: dict[str, Sum] = {}
        self._told: dict[int, _Told] = {}
        self._reports: dict[str, set[int]] = defaultdict(set)  # keys of reports that have edges, by actor
        self._edges: tuple[Edge, ...] | None = None
        self._last = -1

    def edges(self) -> tuple[Edge, ...]:
        """Return what claims say of two actors, report by report."""
        if self._edges is None:
            self._edges = tuple(edge for key in sorted(self._told) for edge in self._told[key].edges)
        return self._edges

    def edges_of(self, actor: str) -> list[Edge]:
        """Return what claims say of an actor and another, report by report."""
        reports = sorted(self._reports.get(actor, ()))
        return [e for key in reports for e in self._told[key].edges if actor in (e.actor, e.other)]

    def bring_up(self, connection: Connection) -> bool:
        """Follow what changed; return False if the connection sees an earlier moment than this has come to."""
        last = changes.last(connection)
        if last < self._last:
            return False
        if last > self._last:
            self._follow(connection)
            self._last = last
        return True

    def _follow(self, connection: Connection) -> None:
        self._edges = None
        changed = changes.since(connection, self._last) if self._last >= 0 else None
        if changed is None or len(changed) > _FEW:
            self.sources, self.actors, self._told = {}, {}, {}
            self._reports.clear()
            d = schema.document
            changed = list(connection.execute(select(d.c.key).order_by(d.c.key)).scalars())
        for key in changed:
            if key in self._told:
                told = self._told.pop(key)
                self._sum(told, -1)
                for edge in told.edges:
                    self._reports[edge.actor].discard(key)
                    self._reports[edge.other].discard(key)
        for some in parts(changed):
            self._take(_read(connection, self.names, some))

    def _take(self, read: Iterable[tuple[int, _Told]]) -> None:
        for key, told in read:
            self._told[key] = told
            self._sum(told, 1)
            for edge in told.edges:
                self._reports[edge.actor].add(key)
                self._reports[edge.other].add(key)

    def _sum(self, told: _Told, sign: int) -> None:
        for sums, found in ((self.sources, told.sources), (self.actors, told.actors)):
            for key, part in found.items():
                one = sums.setdefault(key, Sum())
                one.add(part, sign)
                if not one.documents:
                    del sums[key]
        if told.outlet is not None and told.outlet[0] in self.sources:
            outlet = self.sources[told.outlet[0]]
            _count(outlet.outlets, told.outlet[1], sign)
            outlet.printed += sign * told.sources[told.outlet[0]].claims


def _count(counter: Counter[str], name: str, number: int) -> None:
    counter[name] += number
    if not counter[name]:
        del counter[name]


_TALLIES: WeakKeyDictionary[Engine, Tally] = WeakKeyDictionary()


@contextmanager
def tallied(connection: Connection, names: Names) -> Iterator[Tally]:
    """Give the sums as the connection sees the project; nobody else changes them meanwhile."""
    tally = _TALLIES.get(connection.engine)
    if tally is None or tally.names is not names:
        tally = _TALLIES[connection.engine] = Tally(names)
    with tally.lock:
        if tally.bring_up(connection):
            yield tally
            return
    alone = Tally(names)  # somebody who sees a later moment was quicker
    alone.bring_up(connection)
    yield alone


# Reading


class _Claim(NamedTuple):
    """A claim that counts, with its sources and its known participants as (role, position, key)."""

    id: str
    incident: str | None
    type: str
    status: str
    earliest: str | None
    latest: str | None
    voices: list[str]
    parties: list[tuple[str, int, str]]


def _read(connection: Connection, names: Names, documents: Sequence[int]) -> Iterator[tuple[int, _Told]]:
    """Yield the parts of those documents that are current."""
    claims = _claims(connection, documents)
    keys: dict[str, str] = {}
    for key, outlet in connection.execute(_OUTLETS, {"ids": documents}):
        if outlet is not None and outlet not in keys:
            keys[outlet] = intern(outlet_key(outlet, names.registry) or "")
        known = (keys[outlet], intern(outlet)) if outlet and keys[outlet] else None
        yield key, _told(known, claims.get(key, ()), names)


def _claims(connection: Connection, documents: Sequence[int]) -> dict[int, list[_Claim]]:
    """Return the claims of documents. Of words that many have, all have the same copy: it takes a third of the memory."""
    found: dict[str, _Claim] = {}
    by: dict[int, list[_Claim]] = defaultdict(list)
    for document, one, incident, type_, status, first, last in connection.execute(
        _CLAIMS, {"ids": documents}
    ):
        home = intern(incident) if incident else None
        found[one] = claim = _Claim(one, home, intern(type_), intern(status), first, last, [], [])
        by[document].append(claim)
    for one, key in connection.execute(_VOICES, {"ids": documents}):
        if one in found:
            found[one].voices.append(intern(key))
    for one, role, position, key in connection.execute(_PARTIES, {"ids": documents}):
        if one in found:
            found[one].parties.append((role, position, intern(key)))
    return by


def _told(outlet: tuple[str, str] | None, claims: Sequence[_Claim], names: Names) -> _Told:
    sources: dict[str, list[_Claim]] = {outlet[0]: list(claims)} if outlet else {}
    actors: dict[str, list[_Claim]] = {}
    for claim in claims:
        for key in dict.fromkeys(claim.voices):
            if (key in names.actors or key in names.registry.arabic) and (outlet is None or key != outlet[0]):
                sources.setdefault(key, []).append(claim)
        for key in dict.fromkeys(key for _, _, key in claim.parties):
            actors.setdefault(key, []).append(claim)
    return _Told(
        outlet,
        {key: _part(key, held) for key, held in sources.items()},
        {key: _part(key, held) for key, held in actors.items()},
        tuple(edge for claim in claims for edge in _edges(claim)),
    )


def _part(key: str, claims: Sequence[_Claim]) -> _Part:
    sides = [{role for role, _, party in claim.parties if party == key} for claim in claims]
    if len(claims) == 1:  # most are
        return _lone("actor" in sides[0], "recipient" in sides[0], claims[0].incident, claims[0].status)
    return _Part(
        len(claims), sum("actor" in side for side in sides), sum("recipient" in side for side in sides),
        tuple({claim.incident for claim in claims if claim.incident}),
        tuple(Counter([claim.status for claim in claims]).items()),
    )  # fmt: skip


@lru_cache(maxsize=1_024)
def _lone(as_actor: bool, as_recipient: bool, incident: str | None, status: str) -> _Part:
    """Return the part of one claim: the same for all who are quoted in it."""
    return _Part(1, int(as_actor), int(as_recipient), (incident,) if incident else (), ((status, 1),))


def _edges(claim: _Claim) -> Iterator[Edge]:
    """Yield whom a claim's actors did it to, and with whom; each with the claim's status: an accusation is no fact."""
    if len(claim.parties) < 2:
        return
    parties = sorted(claim.parties)
    for role, position, key in parties:
        for as_, at, other in parties if role == "actor" else ():
            if other != key and (as_ == "recipient" or at > position):
                yield Edge(
                    key, other, _relation(as_, claim.type), claim.id, claim.incident, claim.type, claim.status,
                    day(claim.earliest), day(claim.latest),
                )  # fmt: skip


def _relation(role: str, type_: str) -> Relation:
    return "with" if role == "actor" or quad(type_) in _COOPERATION else "against"
