"""Claims into incidents: only what a claim shares a key with is looked at, and a document's claims all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, type_coerce, update

from riwaya.linking.model import Match, Placement, Record
from riwaya.project import linker, schema
from riwaya.project.changes import note_of_claims
from riwaya.project.codec import encode
from riwaya.project.columns import Frozen
from riwaya.project.engine import insert_rows, insert_values
from riwaya.project.judged import Judged
from riwaya.project.parts import IDS, parts

Json = dict[str, Any]
_b, _c, _i, _o = schema.blocking, schema.claim, schema.incident, schema.bond
# Made once: what a statement costs is mostly making it.
_SHARING = (
    select(_b.c.key, _c.c.incident, _c.c.id)
    .join(_c, _c.c.id == _b.c.claim)
    .where(_b.c.key.in_(bindparam("keys", expanding=True)), _c.c.incident.is_not(None))
)
_RECORDS = select(_c.c.id, type_coerce(_c.c.record, Frozen(Record)).label("record")).where(_c.c.id.in_(IDS))
_KNOWN = select(_i.c.id).where(_i.c.id.in_(IDS))
_BONDS = (
    select(_o.c.claim, _o.c.other, _o.c.same, _c.c.incident)
    .join(_c, _c.c.id == _o.c.other)
    .where(_o.c.claim.in_(IDS))
    .order_by(_o.c.other)
)
_PUT = update(_c).where(_c.c.id == bindparam("which"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that is to be placed: its record and keys, as judged."""

    record: Record
    keys: frozenset[str]
    judged: Judged
    numbers: frozenset[int] = field(init=False)  # of the keys, as the store has them

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", frozenset(map(number_of, self.keys)))

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.record.claim


@dataclass(slots=True)
class _Around:
    """What there is around claims that are to be placed, and where those of them went that are placed already."""

    members: dict[int, list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # number of a key → incident, claim
    records: dict[str, Record] = field(default_factory=dict)  # of claims that may be compared
    incident: dict[str, str] = field(default_factory=dict)  # of claims
    bonds: dict[str, list[tuple[str, bool]]] = field(default_factory=lambda: defaultdict(list))
    known: set[str] = field(default_factory=set)  # incidents that have a row
    placements: list[Json] = field(default_factory=list)
    possible: list[Json] = field(default_factory=list)
    founded: list[Json] = field(default_factory=list)

    def candidates(self, one: Candidate) -> dict[str, list[Record]]:
        """Return the claims that share a key with this one, by incident, not more of each than are compared."""
        met = sorted(
            {pair for key in one.numbers for pair in self.members.get(key, ())}, key=lambda pair: pair[1]
        )
        found: dict[str, list[Record]] = {}
        for incident, claim in met:
            held = found.setdefault(incident, [])
            if len(held) < linker.MEMBERS and claim in self.records:
                held.append(self.records[claim])
        return found


def place_claims(connection: Connection, candidates: Sequence[Candidate]) -> set[str]:
    """Put claims (their rows are there) into incidents and return the incidents that they joined or founded.

    A rejected claim belongs to none. Where a person put a claim, there it stays.
    """
    note_of_claims(connection, [one.id for one in candidates])
    live = [one for one in candidates if not one.judged.rejected]
    if not live:
        return set()
    around = _look_around(connection, live)
    for one in live:
        _place(connection, around, one)
    _write(connection, live, around)
    return {row["incident"] for row in around.placements}


def _place(connection: Connection, around: _Around, one: Candidate) -> None:
    together, apart = _bonded(around, one.id)
    met = around.candidates(one)
    if together is not None:
        placement = linker.place(one.record, {name: held for name, held in met.items() if name == together})
    else:
        placement = linker.place(one.record, {name: held for name, held in met.items() if name not in apart})
    incident = together or placement.incident
    if incident is None and one.record.specific:
        incident = _new_id(connection, around, one.id)
        if incident not in around.known:
            around.founded.append(_row_of(incident, one.record))
            around.known.add(incident)
    if incident is not None:
        _put(around, one, incident, placement.match)
    around.possible += _possible(placement, incident)


def _bonded(around: _Around, claim: str) -> tuple[str | None, set[str]]:
    """Return the incident that a person's word puts a claim into, and those that it keeps it out of."""
    bonds = [(around.incident.get(other), same) for other, same in around.bonds.get(claim, ())]
    together = next((incident for incident, same in bonds if same and incident), None)
    return together, {incident for incident, same in bonds if not same and incident}


def _put(around: _Around, one: Candidate, incident: str, match: Match | None) -> None:
    around.incident[one.id] = incident
    around.placements.append(
        {
            "claim": one.id,
            "incident": incident,
            "score": match.score if match else None,
            "grounds": encode(match.grounds) if match else [],
            "by": "person" if one.judged.linked else "machine",
        }
    )
    if one.record.specific:  # what is told in passing isn't measured against
        around.records[one.id] = one.record
        for key in one.numbers:
            around.members[key].append((incident, one.id))


def _possible(placement: Placement, joined: str | None) -> list[Json]:
    return [
        {
            "claim": placement.claim,
            "incident": incident,
            "score": match.score,
            "grounds": encode(match.grounds),
        }
        for incident, match in placement.possible
        if incident != joined
    ]


def _row_of(incident: str, record: Record) -> Json:
    """The row of an incident that is founded; `assessing.refresh` fills it in."""
    return {
        "id": incident, "family": record.family, "type": record.type, "claims": 0, "reports": 0, "outlets": 0,
        "least": 0, "most": 0, "contradicted": False, "statuses": {}, "credibility": 6, "reasons": [],
    }  # fmt: skip


def _new_id(connection: Connection, around: _Around, claim: str) -> str:
    """Return the id of the incident that a claim founds: of the claim, so that it is the same after a rebuild."""
    number, name = 1, f"i{claim}"
    while name in around.known and _has_claims(connection, around, name):
        number += 1
        name = f"i{claim}.{number}"
        if connection.execute(select(schema.incident.c.id).where(schema.incident.c.id == name)).first():
            around.known.add(name)
    return name


def _has_claims(connection: Connection, around: _Around, incident: str) -> bool:
    c = schema.claim
    stored = connection.execute(select(c.c.id).where(c.c.incident == incident).limit(1)).first()
    return stored is not None or incident in around.incident.values()


# Reading what is around, writing what came of it.


def number_of(key: str) -> int:
    """Return what the store has in place of a key: shorter, and nobody looks for a part of it."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _look_around(connection: Connection, live: Sequence[Candidate]) -> _Around:
    around = _Around()
    for keys in parts(sorted({key for one in live for key in one.numbers})):
        for key, incident, claim in connection.execute(_SHARING, {"keys": keys}):
            around.members[key].append((incident, claim))
    for ids in parts(sorted({claim for one in live for claim in _compared(around, one)})):
        around.records.update(tuple(row) for row in connection.execute(_RECORDS, {"ids": ids}))
    for ids in parts([one.id for one in live]):
        _look_at_bonds(connection, around, ids)
        names = [f"i{claim}" for claim in ids]
        around.known.update(connection.execute(_KNOWN, {"ids": names}).scalars())
    return around


def _compared(around: _Around, one: Candidate) -> list[str]:
    """Return the claims that one is compared with: of each incident the first few that share a key."""
    members: dict[str, set[str]] = defaultdict(set)
    for key in one.numbers:
        for incident, claim in around.members.get(key, ()):
            members[incident].add(claim)
    return [claim for held in members.values() for claim in sorted(held)[: linker.MEMBERS]]


def _look_at_bonds(connection: Connection, around: _Around, claims: Sequence[str]) -> None:
    rows = connection.execute(_BONDS, {"ids": claims})
    for claim, other, same, incident in rows:
        around.bonds[claim].append((other, same))
        if incident is not None:
            around.incident.setdefault(other, incident)


def _write(connection: Connection, live: Sequence[Candidate], around: _Around) -> None:
    insert_values(connection, schema.incident, around.founded)
    insert_values(connection, schema.placement, around.placements)
    insert_values(connection, schema.possible, around.possible)
    if around.placements:
        rows = [{"which": row["claim"], "incident": row["incident"]} for row in around.placements]
        connection.execute(_PUT, rows)
    keys = [(number, one.id) for one in live if one.record.specific for number in one.numbers]
    insert_rows(connection, schema.blocking, keys)


def bind(connection: Connection, claim: str, others: Iterable[str], same: bool) -> None:
    """Write down a person's word that claims tell of one happening, or of two; the last word stands."""
    b = schema.bond
    pairs = [pair for other in others if other != claim for pair in ((claim, other), (other, claim))]
    for some in parts(pairs):
        for first, second in some:
            connection.execute(delete(b).where(b.c.claim == first, b.c.other == second))
        connection.execute(insert(b), [{"claim": x, "other": y, "same": same} for x, y in some])


def withdraw(connection: Connection, claims: Sequence[str]) -> set[str]:
    """Take claims out of their incidents and out of what new claims are compared with; return those incidents."""
    note_of_claims(connection, claims)
    touched: set[str] = set()
    for ids in parts(claims):
        c = schema.claim
        rows = connection.execute(select(c.c.incident).where(c.c.id.in_(ids), c.c.incident.is_not(None)))
        touched.update(rows.scalars())
        connection.execute(update(c).where(c.c.id.in_(ids)).values(incident=None))
        for table in (schema.blocking, schema.placement, schema.possible):
            connection.execute(delete(table).where(table.c.claim.in_(ids)))
    return touched
