"""Where a claim stands among the incidents: noted when somebody decides, put back when it is taken back.

What is noted has no word of any report, so that what is erased leaves no trace in it; reasons are worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from riwaya.linking.model import Match, Record
from riwaya.project import linker, schema
from riwaya.project.codec import decode, encode
from riwaya.project.judged import PLACED, Judged, Judgement, judgements_on
from riwaya.project.parts import parts
from riwaya.project.placing import bind

Json = dict[str, Any]


def standing(connection: Connection, row: Row[Any]) -> Json:
    """Return a claim's incident and how well it fits it and others; of one that is alone there, also whom that resembles."""
    p, d, c, n = schema.placement, schema.document, schema.claim, schema.possible
    score = connection.execute(select(p.c.score).where(p.c.claim == row.id)).scalar()
    number = connection.execute(select(d.c.round).where(d.c.key == row.document)).scalar_one()
    near = connection.execute(select(n.c.incident, n.c.score).where(n.c.claim == row.id)).all()
    others = select(c.c.id).where(c.c.incident == row.incident, c.c.id != row.id)
    alone = row.incident is not None and not connection.execute(others.limit(1)).first()
    fitting = select(n.c.claim, n.c.score).where(n.c.incident == row.incident)
    return {
        "incident": row.incident,
        "score": score,
        "round": number,
        "near": {one.incident: one.score for one in near},
        "fitting": {one.claim: one.score for one in connection.execute(fitting)} if alone else {},
    }


def put_back(
    connection: Connection, row: Row[Any], record: Record, judged: Judged, judgement: Judgement
) -> set[str]:
    """Move a claim, which the machine has just placed, to where it stood before a judgement that is taken back.

    Return the incidents that this touches. The claim stays where the machine put it if it was read anew since, or if
    a later judgement forbids it.
    """
    stood = judgement.stood
    if stood is None or judged.rejected or not _same_round(connection, row, stood):
        return set()
    c, wanted = schema.claim, stood["incident"]
    here = connection.execute(select(c.c.incident).where(c.c.id == row.id)).scalar()
    if here != wanted and _forbidden(connection, row.id, wanted, judgement.id):
        return set()
    if here != wanted:
        put_into(connection, record, wanted, "person" if judged.linked else "machine")
    if wanted is not None:
        _score(connection, row.id, stood["score"])
        _note_possible(connection, {(claim, wanted): score for claim, score in stood["fitting"].items()})
    n = schema.possible
    connection.execute(delete(n).where(n.c.claim == row.id))
    _note_possible(connection, {(row.id, incident): score for incident, score in stood["near"].items()})
    return {incident for incident in (here, wanted) if incident is not None}


def _score(connection: Connection, claim: str, score: float | None) -> None:
    """Let a claim's place say again how well it fits; None: it founded the incident."""
    p = schema.placement
    bare: Json = {"grounds": []} if score is None else {}
    connection.execute(update(p).where(p.c.claim == claim).values(score=score, **bare))


def put_into(connection: Connection, record: Record, incident: str | None, by: str) -> None:
    """Move a claim to an incident, which is made if it isn't there, or to none."""
    c, p, i, possible = schema.claim, schema.placement, schema.incident, schema.possible
    connection.execute(delete(p).where(p.c.claim == record.claim))
    connection.execute(update(c).where(c.c.id == record.claim).values(incident=None))
    if incident is None:
        return
    if connection.execute(select(i.c.id).where(i.c.id == incident)).first() is None:
        connection.execute(insert(i).values(id=incident, family=record.family, type=record.type, **_EMPTY))
    match = _match(connection, record, incident)
    score, grounds = (match.score, encode(match.grounds)) if match else (None, [])
    connection.execute(
        insert(p).values(claim=record.claim, incident=incident, score=score, grounds=grounds, by=by)
    )
    connection.execute(update(c).where(c.c.id == record.claim).values(incident=incident))
    connection.execute(
        delete(possible).where(possible.c.claim == record.claim, possible.c.incident == incident)
    )


# Of an incident that is made: `assessing.refresh` fills it in.
_EMPTY: Json = {
    "claims": 0, "reports": 0, "outlets": 0, "least": 0, "most": 0, "contradicted": False, "statuses": {},
    "credibility": 6, "reasons": [],
}  # fmt: skip


def new_incident(connection: Connection, claim: str) -> str:
    """Return the id of an incident that isn't there yet, made of that of the claim that founds it."""
    i, number, name = schema.incident, 1, f"i{claim}"
    while connection.execute(select(i.c.id).where(i.c.id == name)).first() is not None:
        number += 1
        name = f"i{claim}.{number}"
    return name


def _match(connection: Connection, record: Record, incident: str) -> Match | None:
    """Return how well a claim fits an incident, None if nobody else is in it."""
    c = schema.claim
    rows = connection.execute(
        select(c.c.record)
        .where(c.c.incident == incident, c.c.id != record.claim, c.c.specific)
        .order_by(c.c.id)
        .limit(linker.MEMBERS)
    )
    held = [decode(Record, row.record) for row in rows]
    if not held:
        return None
    placement = linker.place(record, {incident: held})
    return placement.match or dict(placement.possible).get(incident)


def _note_possible(connection: Connection, fits: Mapping[tuple[str, str], float]) -> None:
    """Note again which claims fit which incidents nearly well enough, if both are still there, and apart."""
    c, i, n = schema.claim, schema.incident, schema.possible
    for (claim, incident), score in fits.items():
        row = connection.execute(select(c.c.record, c.c.incident).where(c.c.id == claim)).first()
        there = connection.execute(select(i.c.id).where(i.c.id == incident)).first()
        known = select(n.c.claim).where(n.c.claim == claim, n.c.incident == incident)
        if row is None or there is None or row.incident == incident or connection.execute(known).first():
            continue
        match = _match(connection, decode(Record, row.record), incident)
        grounds = encode(match.grounds) if match else []
        connection.execute(insert(n).values(claim=claim, incident=incident, score=score, grounds=grounds))


def _same_round(connection: Connection, row: Row[Any], stood: Json) -> bool:
    d = schema.document
    number = connection.execute(select(d.c.round).where(d.c.key == row.document)).scalar()
    return bool(number == stood["round"])


def _forbidden(connection: Connection, claim: str, incident: str | None, since: int) -> bool:
    """Tell whether a later word in force, on another claim, puts this one together with it elsewhere, or apart from there."""
    b, c = schema.bond, schema.claim
    rows = connection.execute(
        select(b.c.other, c.c.incident).join(c, c.c.id == b.c.other).where(b.c.claim == claim)
    ).all()
    home = {row.other: row.incident for row in rows}
    said: dict[bool, set[str | None]] = {True: set(), False: set()}
    for other, held in judgements_on(connection, sorted(home)).items():
        for one in held:
            if one.action in PLACED and one.id > since:
                bonds = dict(bonds_of(one.value, one.action == "link"))
                if claim in bonds:
                    said[bonds[claim]].add(home[other])
    return incident in said[False] or bool(said[True] - {incident})


def rebind(connection: Connection, claim: str, others: Iterable[str]) -> None:
    """Let the bonds between a claim and others be what the judgements that are in force say."""
    wanted = set(others) - {claim}
    b = schema.bond
    said: list[tuple[int, str, bool]] = []
    for owner, held in judgements_on(connection, sorted({claim, *wanted})).items():
        for one in held:
            if one.action in PLACED:
                said += [
                    (one.id, other if owner == claim else owner, same)
                    for other, same in bonds_of(one.value, one.action == "link")
                    if (owner == claim and other in wanted) or (owner in wanted and other == claim)
                ]
    for some in parts(sorted(wanted)):
        for first, second in ((b.c.claim, b.c.other), (b.c.other, b.c.claim)):
            connection.execute(delete(b).where(first == claim, second.in_(some)))
    last = {other: same for _, other, same in sorted(said)}
    for same in (True, False):
        bind(connection, claim, [other for other, held in sorted(last.items()) if held == same], same)


def bonds_of(value: Json, same: bool) -> list[tuple[str, bool]]:
    """Return with whom a link, unlink or split binds its claim, and whether as one happening."""
    return [(other, same) for other in value["claims"]] + [(other, True) for other in value.get("with", ())]
