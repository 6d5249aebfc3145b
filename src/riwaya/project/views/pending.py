"""What asks for a person: claims that read otherwise since they were judged, and decisions that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from riwaya.project import schema
from riwaya.project.judged import judgements_on
from riwaya.project.parts import parts
from riwaya.project.views.claims import views
from riwaya.project.views.history import HistoryRow
from riwaya.project.views.values import ClaimView


def to_review_again(connection: Connection, limit: int | None = None, offset: int = 0) -> list[ClaimView]:
    """Return the claims of current reports that read otherwise than when they were judged, report by report."""
    c, d = schema.claim, schema.document
    page = (
        select(c.c.id)
        .join(d, d.c.key == c.c.document)
        .where(c.c.reviewed == "again", d.c.state == "current")
        .order_by(c.c.document, c.c.ordinal)
        .limit(limit)
        .offset(offset)
    )
    return list(views(connection, list(connection.execute(page).scalars())))


def count_again(connection: Connection) -> int:
    """Return how many these are."""
    c, d = schema.claim, schema.document
    counted = select(func.count()).select_from(c.join(d, d.c.key == c.c.document))
    return int(
        connection.execute(counted.where(c.c.reviewed == "again", d.c.state == "current")).scalar_one()
    )


def undoable(connection: Connection, decisions: Sequence[HistoryRow]) -> set[int]:
    """Return the numbers of those judgements that are the last word on a claim which a current report still has."""
    c, d = schema.claim, schema.document
    found: set[int] = set()
    judged = dict.fromkeys(one.of for one in decisions if one.kind == "judgement")
    for some in parts(list(judged)):
        here = select(c.c.id).join(d, d.c.key == c.c.document).where(c.c.id.in_(some), d.c.state == "current")
        read = list(connection.execute(here).scalars())
        found |= {held[-1].id for held in judgements_on(connection, read).values() if held}
    return found
