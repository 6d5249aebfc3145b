"""Claims into incidents, and what the incidents amount to: only what a change touches is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from riwaya.linking.copies import Report
from riwaya.linking.model import Match, Placement, Record
from riwaya.project import linker, schema
from riwaya.project.codec import decode, encode
from riwaya.project.judged import Judged
from riwaya.project.summary import summarise

T = TypeVar("T")
_AT_ONCE = 500  # values in one statement


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that is to be placed: its record and keys, as judged."""

    record: Record
    keys: frozenset[str]
    judged: Judged


def place_claims(connection: Connection, candidates: Sequence[Candidate]) -> set[str]:
    """Put claims (their rows are there) into incidents and return the incidents that they joined or founded.

    A rejected claim belongs to none. Where a person put a claim, there it stays.
    """
    touched: set[str] = set()
    for one in candidates:
        if one.judged.rejected:
            continue
        incident = _place(connection, one)
        if incident is not None:
            touched.add(incident)
        if one.keys and one.record.specific:  # what is told in passing isn't measured against
            rows = [{"key": key, "claim": one.record.claim} for key in sorted(one.keys)]
            connection.execute(insert(schema.blocking), rows)
    return touched


def _place(connection: Connection, one: Candidate) -> str | None:
    claim = one.record.claim
    together, apart = _bonded(connection, claim)
    met = _candidates(connection, one.keys)
    if together is not None:
        placement = linker.place(one.record, {name: held for name, held in met.items() if name == together})
        incident: str | None = together
    else:
        placement = linker.place(one.record, {name: held for name, held in met.items() if name not in apart})
        incident = placement.incident
        if incident is None and one.record.specific:
            incident = _new_id(connection, claim)
            _found(connection, incident, one.record)
    if incident is not None:
        _put(connection, claim, incident, placement.match, "person" if one.judged.linked else "machine")
    _list_possible(connection, placement, incident)
    return incident


def _bonded(connection: Connection, claim: str) -> tuple[str | None, frozenset[str]]:
    """Return the incident that a person's word puts a claim into, and those that it keeps it out of."""
    b, c = schema.bond, schema.claim
    rows = connection.execute(
        select(c.c.incident, b.c.same)
        .join(c, c.c.id == b.c.other)
        .where(b.c.claim == claim, c.c.incident.is_not(None))
        .order_by(b.c.other)
    ).all()
    together = next((incident for incident, same in rows if same), None)
    return together, frozenset(incident for incident, same in rows if not same)


def bind(connection: Connection, claim: str, others: Iterable[str], same: bool) -> None:
    """Write down a person's word that claims tell of one happening, or of two; the last word stands."""
    b = schema.bond
    pairs = [pair for other in others if other != claim for pair in ((claim, other), (other, claim))]
    for some in parts(pairs):
        for first, second in some:
            connection.execute(delete(b).where(b.c.claim == first, b.c.other == second))
        connection.execute(insert(b), [{"claim": x, "other": y, "same": same} for x, y in some])


def _candidates(connection: Connection, keys: Iterable[str]) -> dict[str, list[Record]]:
    """Return the claims that share a key, by incident."""
    b, c = schema.blocking, schema.claim
    met = select(b.c.claim).where(b.c.key.in_(sorted(keys)))
    rows = connection.execute(
        select(c.c.incident, c.c.id).where(c.c.id.in_(met), c.c.incident.is_not(None)).order_by(c.c.id)
    )
    members: dict[str, list[str]] = {}
    for incident, claim in rows:
        members.setdefault(incident, []).append(claim)
    compared = [claim for held in members.values() for claim in held[: linker.MEMBERS]]
    found: dict[str, list[Record]] = {}
    for ids in parts(compared):
        for incident, record in connection.execute(
            select(c.c.incident, c.c.record).where(c.c.id.in_(ids)).order_by(c.c.id)
        ):
            found.setdefault(incident, []).append(decode(Record, record))
    return found


def _new_id(connection: Connection, claim: str) -> str:
    """Return the id of the incident that a claim founds: of the claim, so that it is the same after a rebuild."""
    number, name = 1, f"i{claim}"
    while _has_claims(connection, name):
        number += 1
        name = f"i{claim}.{number}"
    return name


def _has_claims(connection: Connection, incident: str) -> bool:
    c = schema.claim
    return connection.execute(select(c.c.id).where(c.c.incident == incident).limit(1)).first() is not None


def _found(connection: Connection, incident: str, record: Record) -> None:
    """Make an incident's row if it isn't there; `refresh` fills it in."""
    table = schema.incident
    if connection.execute(select(table.c.id).where(table.c.id == incident)).first() is None:
        connection.execute(
            insert(table).values(
                id=incident, family=record.family, type=record.type, claims=0, reports=0, outlets=0, least=0,
                most=0, contradicted=False, statuses={}, credibility=6, reasons=[],
            )
        )  # fmt: skip


def _put(connection: Connection, claim: str, incident: str, match: Match | None, by: str) -> None:
    grounds = encode(match.grounds) if match else []
    score = match.score if match else None
    connection.execute(
        insert(schema.placement).values(claim=claim, incident=incident, score=score, grounds=grounds, by=by)
    )
    connection.execute(update(schema.claim).where(schema.claim.c.id == claim).values(incident=incident))


def _list_possible(connection: Connection, placement: Placement, joined: str | None) -> None:
    rows = [
        {
            "claim": placement.claim,
            "incident": incident,
            "score": match.score,
            "grounds": encode(match.grounds),
        }
        for incident, match in placement.possible
        if incident != joined
    ]
    if rows:
        connection.execute(insert(schema.possible), rows)


def withdraw(connection: Connection, claims: Sequence[str]) -> set[str]:
    """Take claims out of their incidents and out of what new claims are compared with; return those incidents."""
    touched: set[str] = set()
    for ids in parts(claims):
        c = schema.claim
        rows = connection.execute(select(c.c.incident).where(c.c.id.in_(ids), c.c.incident.is_not(None)))
        touched.update(rows.scalars())
        connection.execute(update(c).where(c.c.id.in_(ids)).values(incident=None))
        for table in (schema.blocking, schema.placement, schema.possible):
            connection.execute(delete(table).where(table.c.claim.in_(ids)))
    return touched


def refresh(connection: Connection, incidents: Iterable[str]) -> None:
    """Work out anew what incidents amount to; one that has no claim left goes."""
    for incident in sorted(incidents):
        _refresh(connection, incident)


def _refresh(connection: Connection, incident: str) -> None:
    c, d = schema.claim, schema.document
    rows = connection.execute(
        select(c.c.record, c.c.document).where(c.c.incident == incident).order_by(c.c.document, c.c.ordinal)
    ).all()
    for table in (schema.account, schema.finding):
        connection.execute(delete(table).where(table.c.incident == incident))
    if not rows:
        connection.execute(delete(schema.possible).where(schema.possible.c.incident == incident))
        connection.execute(delete(schema.incident).where(schema.incident.c.id == incident))
        return
    records = [decode(Record, row.record) for row in rows]
    keys = {row.document for row in rows}
    found = connection.execute(select(d.c.id, d.c.outlet, d.c.report).where(d.c.key.in_(keys))).all()
    reports = {row.id: decode(Report, row.report) for row in found}
    assessment = linker.assess(incident, records, reports, partial(grades_of, connection))
    _write_accounts(connection, incident, assessment)
    _write_findings(connection, incident, assessment, {r.claim: r.document for r in records})
    values = {
        **summarise(records),
        "claims": len(records),
        "reports": len(keys),
        "outlets": len({row.outlet for row in found if row.outlet}),
        "least": assessment.independence.least,
        "most": assessment.independence.most,
        "contradicted": bool(assessment.findings),
        "statuses": dict(sorted(Counter(r.status for r in records).items())),
        "credibility": assessment.grade.credibility,
        "reasons": list(assessment.grade.reasons),
    }
    connection.execute(update(schema.incident).where(schema.incident.c.id == incident).values(**values))


def grades_of(connection: Connection, sources: Sequence[str]) -> dict[str, str]:
    """Return the reliability (A–F) that the user gave to sources; the last word stands."""
    g = schema.source_grade
    found: dict[str, str] = {}
    for some in parts(sources):
        rows = connection.execute(select(g.c.key, g.c.grade).where(g.c.key.in_(some)).order_by(g.c.id))
        found.update((row.key, row.grade) for row in rows)
    return found


def _write_accounts(connection: Connection, incident: str, assessment: linker.Assessment) -> None:
    rows = [{"incident": incident, **encode_all(account)} for account in assessment.accounts]
    if rows:
        connection.execute(insert(schema.account), rows)


def _write_findings(
    connection: Connection, incident: str, assessment: linker.Assessment, homes: Mapping[str, str]
) -> None:
    rows = [
        {
            **encode_all(finding),
            "incident": incident,
            "documents": list(dict.fromkeys(homes[claim] for claim in finding.claims)),
            "spans": [],
        }
        for finding in assessment.findings
    ]
    if rows:
        connection.execute(insert(schema.finding), rows)


def encode_all(value: Any) -> dict[str, Any]:
    """Return all fields of a value as plain JSON, defaults too."""
    return {name: encode(getattr(value, name)) for name in type(value).__slots__}


def parts(values: Sequence[T]) -> Iterable[Sequence[T]]:
    """Yield a long list in parts that fit into a statement."""
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
