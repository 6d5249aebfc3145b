"""A person's last decision, taken back: a row is appended that names it, and the store is as it was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from riwaya.errors import ProjectError
from riwaya.lexicon.loader import Lexicon
from riwaya.project import schema
from riwaya.project.assessing import refresh
from riwaya.project.judged import PLACED, Action, Judgement, judgements_on
from riwaya.project.judging import decide, find_claim, judged_so_far, mark_reviewed, rewrite
from riwaya.project.placing import Candidate, place_claims, withdraw
from riwaya.project.prepare import PreparedClaim, prepare_claim
from riwaya.project.standing import bonds_of, put_back, rebind
from riwaya.project.writing import stored_reading, with_judged


@dataclass(frozen=True, slots=True)
class Undone:
    """A judgement that was taken back, with the claim's incident before and after; a claim that was added is gone."""

    judgement: int
    claim: str
    action: Action
    field: str | None
    value: Any
    who: str  # decided it
    at: str
    by: str  # took it back
    was: str | None
    incident: str | None


def undo(
    connection: Connection, claim: str | None, who: str, note: str | None, lexicon: Lexicon
) -> list[Undone]:
    """Take back the last judgement on a claim, else the last of all by this person, with those made together with it."""
    last = _last_on(connection, claim) if claim is not None else _last_by(connection, who)
    return [
        _take_back(connection, judgement, who, note, lexicon)
        for judgement in reversed(_act_of(connection, last))
    ]


def _last_on(connection: Connection, claim: str) -> Judgement:
    row = find_claim(connection, claim)
    held = judgements_on(connection, [row.id]).get(row.id)
    if not held:
        raise ProjectError(f"claim {row.id}: nothing was decided on it, or it was all taken back")
    return held[-1]


def _last_by(connection: Connection, who: str) -> Judgement:
    j, c, d = schema.judgement, schema.claim, schema.document
    later = j.alias()
    withdrawn = select(later.c.id).where(later.c.withdraws == j.c.id)
    row = connection.execute(
        select(j)
        .join(c, c.c.id == j.c.claim)
        .join(d, d.c.key == c.c.document)
        .where(j.c.who == who, j.c.action != "undo", d.c.state == "current", ~withdrawn.exists())
        .order_by(j.c.at.desc(), j.c.id.desc())
        .limit(1)
    ).first()
    if row is None:
        raise ProjectError(f"{who} has decided nothing here, or took it all back")
    return Judgement(**row._mapping)


def _act_of(connection: Connection, judgement: Judgement) -> list[Judgement]:
    """Return a judgement with those that were made together with it and hold, on claims of current reports."""
    j, c, d = schema.judgement, schema.claim, schema.document
    first = judgement.act or judgement.id
    rows = connection.execute(
        select(j.c.id, j.c.claim)
        .join(c, c.c.id == j.c.claim)
        .join(d, d.c.key == c.c.document)
        .where(or_(j.c.id == first, j.c.act == first), j.c.action != "undo", d.c.state == "current")
        .order_by(j.c.id)
    ).all()
    numbers = {row.id for row in rows} | {judgement.id}
    held = judgements_on(connection, sorted({row.claim for row in rows} | {judgement.claim}))
    return sorted(
        (one for some in held.values() for one in some if one.id in numbers), key=lambda one: one.id
    )


def _take_back(
    connection: Connection, one: Judgement, who: str, note: str | None, lexicon: Lexicon
) -> Undone:
    row = find_claim(connection, one.claim)
    decide(connection, row, "undo", one.field, None, who, note, withdraws=one.id)
    incident = None
    if one.action == "add":
        _remove(connection, row)
    else:
        incident = _restore(connection, row, one, lexicon)
    return Undone(
        one.id, one.claim, one.action, one.field, one.value, one.who, one.at, who, row.incident, incident
    )


def _restore(connection: Connection, row: Row[Any], one: Judgement, lexicon: Lexicon) -> str | None:
    """Let a claim stand as if the judgement had never been made; return its incident."""
    judged = judged_so_far(connection, row)
    if one.action == "accept" and not judged.rejected:
        mark_reviewed(connection, row)
        return None if row.incident is None else str(row.incident)
    if one.action in PLACED:
        rebind(connection, row.id, [other for other, _ in bonds_of(one.value, same=True)])
    told = stored_reading(connection, row.document)
    anew = prepare_claim(told, row.data, lexicon)
    claim = with_judged(PreparedClaim(row.data, anew.record, anew.keys, row.digest), judged, told, lexicon)
    touched = withdraw(connection, [row.id])
    rewrite(connection, row, claim, judged)
    touched |= place_claims(connection, [Candidate(claim.record, claim.keys, judged)])
    touched |= put_back(connection, row, claim.record, judged, one)
    refresh(connection, touched)
    c = schema.claim
    incident: str | None = connection.execute(select(c.c.incident).where(c.c.id == row.id)).scalar()
    return incident


def _remove(connection: Connection, row: Row[Any]) -> None:
    """Take a claim that a person added out of the store."""
    c, d = schema.claim, schema.document
    touched = withdraw(connection, [row.id])
    connection.execute(delete(c).where(c.c.id == row.id))
    connection.execute(update(d).where(d.c.key == row.document).values(claims=d.c.claims - 1))
    refresh(connection, touched)
