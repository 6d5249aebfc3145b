"""One report with all that was read of it and decided on it: what the reading view shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from riwaya.errors import ProjectError
from riwaya.project import schema
from riwaya.project.views import claims, documents
from riwaya.project.views.values import ClaimView, DocumentRow, Json


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report in its current version. `reading` is what was read beside the claims: entities, findings, unread."""

    row: DocumentRow
    text: str
    claims: tuple[ClaimView, ...]  # in the text's order, rejected ones too
    reading: Json
    before: str | None  # the report before it in the list of reports
    after: str | None


def report_view(connection: Connection, given: str) -> ReportView:
    """Return a report by its id; a ProjectError if there is none."""
    d, c = schema.document, schema.claim
    found = connection.execute(
        select(d.c.key, d.c.published, d.c.text, d.c.reading).where(d.c.id == given, d.c.state == "current")
    ).one_or_none()
    if found is None:
        raise ProjectError(f"no report {given!r} in the project; riwaya documents lists those that there are")
    ids = connection.execute(
        select(c.c.id).where(c.c.document == found.key).order_by(c.c.start, c.c.ordinal)
    ).scalars()
    row = next(documents.document_rows(connection, [given]))
    before, after = _neighbours(connection, found)
    return ReportView(
        row, found.text, tuple(claims.views(connection, list(ids))), found.reading, before, after
    )


def _neighbours(connection: Connection, row: Any) -> tuple[str | None, str | None]:
    """Return the reports before and after one in the order of lists: the latest published first, without a day last."""
    d = schema.document
    day = d.c.published
    current = select(d.c.id).where(d.c.state == "current").limit(1)
    same = current.where(day.is_(None) if row.published is None else day == row.published)
    up, down = current.order_by(day, d.c.key.desc()), current.order_by(day.desc(), d.c.key)
    undated = current.where(day.is_(None)).order_by(d.c.key)
    before = [same.where(d.c.key < row.key).order_by(d.c.key.desc())]
    after = [same.where(d.c.key > row.key).order_by(d.c.key)]
    if row.published is None:
        before.append(up.where(day.is_not(None)))
    else:
        before.append(up.where(day > row.published))
        after += [down.where(day < row.published), undated]
    return _first(connection, before), _first(connection, after)


def _first(connection: Connection, statements: Iterable[Select[Any]]) -> str | None:
    """Return what the first statement finds that finds any: each goes by an index."""
    found = (connection.execute(statement).scalar() for statement in statements)
    return next((one for one in found if one is not None), None)
