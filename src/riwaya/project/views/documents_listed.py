"""Reports by outlet, day of publication and how far they are reviewed, by the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from riwaya.project import schema
from riwaya.project.views.documents import document_rows
from riwaya.project.views.values import DocumentRow

ReviewState = Literal["open", "begun", "done", "again", "empty"]
REVIEW_STATES: tuple[ReviewState, ...] = get_args(ReviewState)
_LOOKED_AT = ("accepted", "rejected", "corrected")


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What reports are asked for; None: whatever it is. `between` has the first and the last day of publication.

    `review`: "open" (no claim reviewed), "begun" (some), "done" (all), "again" (a claim reads otherwise since it was
    judged), "empty" (no claim was read).
    """

    outlet: str | None = None
    review: ReviewState | None = None
    between: tuple[date | None, date | None] | None = None


def documents_listed(
    connection: Connection, wanted: DocumentFilter, limit: int | None = None, offset: int = 0
) -> list[DocumentRow]:
    """Return the reports that are asked for, the latest published first, those without a day last."""
    d = schema.document
    order = (d.c.published.desc().nulls_last(), d.c.key)
    # Keys first: an index has them, and the rows before the page needn't be read.
    page = _wanted(select(d.c.key), wanted).order_by(*order).limit(limit).offset(offset).subquery()
    found = select(d.c.id).join(page, page.c.key == d.c.key).order_by(*order)
    return list(document_rows(connection, list(connection.execute(found).scalars())))


def count_listed(connection: Connection, wanted: DocumentFilter) -> int:
    """Return how many reports are asked for."""
    statement = _wanted(select(func.count()).select_from(schema.document), wanted)
    return int(connection.execute(statement).scalar_one())


def outlet_sums(connection: Connection) -> dict[str, int]:
    """Return how many reports each outlet has, the most first."""
    d = schema.document
    grouped = (
        select(d.c.outlet, func.count())
        .where(d.c.outlet.is_not(None), d.c.state == "current")
        .group_by(d.c.outlet)
        .order_by(func.count().desc(), d.c.outlet)
    )
    found: dict[str, int] = dict(map(tuple, connection.execute(grouped)))
    return found


def _wanted(statement: Select[Any], wanted: DocumentFilter) -> Select[Any]:
    d = schema.document
    conditions: list[ColumnElement[bool]] = [d.c.state == "current"]
    if wanted.outlet is not None:
        conditions.append(d.c.outlet == wanted.outlet)
    if wanted.review is not None:
        conditions.append(_stands(wanted.review))
    first, last = wanted.between or (None, None)
    if first is not None:
        conditions.append(d.c.published >= first.isoformat())
    if last is not None:
        conditions.append(d.c.published <= last.isoformat())
    return statement.where(*conditions)


def _stands(review: ReviewState) -> ColumnElement[bool]:
    """Return the condition on a report; those with a judged claim are looked up once, for they are few."""
    c, d = schema.claim, schema.document
    judged = d.c.key.in_(select(c.c.document).where(c.c.reviewed.in_(_LOOKED_AT)))
    read = select(c.c.document).where(c.c.document == d.c.key).exists()
    if review == "empty":
        return ~read
    if review == "again":
        return d.c.key.in_(select(c.c.document).where(c.c.reviewed == "again"))
    if review == "open":
        return ~judged & read
    unseen = or_(c.c.reviewed.is_(None), c.c.reviewed == "again")
    left = select(c.c.id).where(c.c.document == d.c.key, unseen).exists()
    return judged & (left if review == "begun" else ~left)
