"""The last decision on the claims of a report: what «undo» takes back there."""

from __future__ import annotations

from sqlalchemy import Connection, select

from riwaya.project import schema


def last_decided(connection: Connection, document: str, who: str) -> str | None:
    """Return the claim on which somebody decided last in a report's current version, None if nothing is in force."""
    j, c, d = schema.judgement, schema.claim, schema.document
    later = j.alias()
    withdrawn = select(later.c.id).where(later.c.withdraws == j.c.id)
    return connection.execute(
        select(j.c.claim)
        .join(c, c.c.id == j.c.claim)
        .join(d, d.c.key == c.c.document)
        .where(
            d.c.id == document,
            d.c.state == "current",
            j.c.who == who,
            j.c.action != "undo",
            ~withdrawn.exists(),
        )
        .order_by(j.c.at.desc(), j.c.id.desc())
        .limit(1)
    ).scalar()
