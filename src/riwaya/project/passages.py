"""What is searched for → the sentences that hold it, with where they stand and the claims that were read of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from riwaya.project import schema, search


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a document: its span and words, and the claims whose triggers stand in it."""

    document: str
    outlet: str | None
    published: str | None
    start: int
    end: int
    text: str
    claims: tuple[str, ...]
    incidents: tuple[str, ...]


def passages(connection: Connection, wanted: str, limit: int | None = None) -> list[Passage]:
    """Return the sentences that hold all the words, the best first; None for `limit` means all."""
    d, c = schema.document, schema.claim
    found = []
    for hit in search.find(connection, wanted, limit):
        row = connection.execute(
            select(d.c.id, d.c.outlet, d.c.published, d.c.text).where(d.c.key == hit.document)
        ).one()
        claims = connection.execute(
            select(c.c.id, c.c.incident)
            .where(c.c.document == hit.document, c.c.start >= hit.start, c.c.end <= hit.end)
            .order_by(c.c.ordinal)
        ).all()
        incidents = dict.fromkeys(claim.incident for claim in claims if claim.incident)
        words = row.text[hit.start : hit.end]
        ids = tuple(claim.id for claim in claims)
        found.append(
            Passage(row.id, row.outlet, row.published, hit.start, hit.end, words, ids, tuple(incidents))
        )
    return found
