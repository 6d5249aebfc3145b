"""Judgements from one version of a text to the next: only where their words, with those around, stand exactly once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select

from riwaya.project import schema
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
    j, c = schema.judgement, schema.claim
    on_former = select(c.c.id).where(c.c.document == former)
    rows = connection.execute(select(j).where(j.c.claim.in_(on_former)).order_by(j.c.id)).all()
    carried = []
    for row in rows:
        claim = _same_words(prepared, row.before, row.quote, row.after)
        if claim is not None:
            document = prepared.document["id"]
            new = {**row._mapping, "claim": claim.id, "document": document, "carried": row.id}
            del new["id"]
            carried.append(new)
            if row.action in ("link", "unlink"):
                _carry_bonds(connection, row.claim, claim.id)
    if carried:
        connection.execute(insert(j), carried)
    return len(carried)


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
