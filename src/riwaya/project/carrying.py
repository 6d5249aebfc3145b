"""Judgements from one version of a text to the next: only where their words, with those around, stand exactly once."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from riwaya.project import schema
from riwaya.project.judged import PLACED, Judgement, judgements_on
from riwaya.project.placing import bind
from riwaya.project.prepare import Prepared, PreparedClaim

AROUND = 32  # characters on either side that a judgement keeps


def quote_of(text: str, trigger: dict[str, Any]) -> dict[str, str]:
    """Return a trigger's words and those around, as a judgement keeps them."""
    start, end = trigger["start"], trigger["end"]
    return {
        "quote": text[start:end],
        "before": text[max(0, start - AROUND) : start],
        "after": text[end : end + AROUND],
    }


def carry(connection: Connection, former: int, prepared: Prepared) -> int:
    """Append the judgements on a former version again for the claims of the new one; return how many found their place.

    A judgement keeps its author and its moment, and says from which it was carried.
    """
    c = schema.claim
    ids = connection.execute(select(c.c.id).where(c.c.document == former)).scalars().all()
    held = judgements_on(connection, ids)
    carried = []
    for one in sorted((one for some in held.values() for one in some), key=lambda one: one.id):
        claim = _same_words(prepared, one.before, one.quote, one.after)
        if claim is not None:
            carried.append(_anew(one, claim.id, prepared.document["id"]))
            if one.action in PLACED:
                _carry_bonds(connection, one.claim, claim.id)
    if carried:
        connection.execute(insert(schema.judgement), carried)
    return len(carried)


def _anew(one: Judgement, claim: str, document: str) -> dict[str, Any]:
    """Return the row of a judgement on the new version; where the claim stood before, it didn't stand there."""
    row = {**asdict(one), "claim": claim, "document": document, "carried": one.id, "stood": None}
    del row["id"]
    return row


def _carry_bonds(connection: Connection, old: str, new: str) -> None:
    b = schema.bond
    rows = connection.execute(select(b.c.other, b.c.same).where(b.c.claim == old)).all()
    for same in (True, False):
        bind(connection, new, [row.other for row in rows if row.same == same], same)


def _same_words(prepared: Prepared, before: str, quote: str, after: str) -> PreparedClaim | None:
    text: str = prepared.reading["text"]
    words = before + quote + after
    at = text.find(words)
    if at < 0 or text.find(words, at + 1) >= 0:
        return None
    start = at + len(before)
    found = [c for c in prepared.claims if c.data["trigger"]["start"] == start]
    return found[0] if len(found) == 1 else None
