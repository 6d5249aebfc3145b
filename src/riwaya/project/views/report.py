"""One report with all that was read of it and decided on it: what the reading view shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

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
    """Return the reports before and after one in the order of lists: the latest published first."""
    d = schema.document
    day, this = func.coalesce(d.c.published, ""), row.published or ""
    earlier = or_(day > this, and_(day == this, d.c.key < row.key))
    later = or_(day < this, and_(day == this, d.c.key > row.key))
    current = select(d.c.id).where(d.c.state == "current").limit(1)
    return (
        connection.execute(current.where(earlier).order_by(day, d.c.key.desc())).scalar(),
        connection.execute(current.where(later).order_by(day.desc(), d.c.key)).scalar(),
    )
