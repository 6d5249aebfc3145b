"""Claims → the rows that exports are written from, with judged values, the incident and the grade of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from riwaya.export.rows import ExportDocument, ExportIncident, ExportRow, Review
from riwaya.project import schema
from riwaya.project.parts import parts
from riwaya.project.views.claims import Stored, claim_ids, stored
from riwaya.project.views.filters import Filter
from riwaya.project.views.gloss import gloss_of
from riwaya.project.views.grades import reliabilities
from riwaya.project.views.names import Names
from riwaya.project.views.reasons import reasons_in


def export_rows(connection: Connection, wanted: Filter, names: Names) -> Iterator[ExportRow]:
    """Yield a row for each claim that is asked for, report by report; rejected ones too, with that verdict."""
    marks = reliabilities(connection)
    documents: dict[int, ExportDocument] = {}
    for some in parts(claim_ids(connection, wanted, names)):
        rows = stored(connection, some)
        keys = {one.row.document for one in rows}
        documents = {key: documents.get(key) or _document(connection, key) for key in keys}
        incidents = _incidents(connection, sorted({one.row.incident for one in rows if one.row.incident}))
        origins = _origins(connection, sorted(incidents))
        for one in rows:
            yield ExportRow(
                documents[one.row.document], _claim(one), incidents.get(one.row.incident), _review(one),
                one.judged.corrected, marks.get(origins.get(one.row.id, ""), "F"),
            )  # fmt: skip


def _claim(one: Stored) -> dict[str, Any]:
    return {**one.judged.data, "gloss_en": gloss_of(one.judged.data, one.judged.corrected)}


def _review(one: Stored) -> Review | None:
    return Review(one.review.who, one.review.at, one.review.verdict) if one.review else None


def _document(connection: Connection, key: int) -> ExportDocument:
    d = schema.document
    row = connection.execute(select(d).where(d.c.key == key)).one()
    known = ("id", "outlet", "published", "url", "title", "language", "sha256")
    about = {name: row._mapping[name] for name in known}
    return ExportDocument(**about, text=row.text, entities=tuple(row.reading["entities"]))


def _incidents(connection: Connection, ids: Sequence[str]) -> dict[str, ExportIncident]:
    i = schema.incident
    rows: Sequence[Row[Any]] = connection.execute(select(i).where(i.c.id.in_(ids))).all()
    return {
        row.id: ExportIncident(
            row.id,
            row.reports,
            row.least,
            row.most,
            row.contradicted,
            row.credibility,
            reasons_in("en", row.reasons),
        )
        for row in rows
    }


def _origins(connection: Connection, incidents: Sequence[str]) -> dict[str, str]:
    """Return whom each claim goes back to."""
    a = schema.account
    rows = connection.execute(select(a.c.origin, a.c.claims).where(a.c.incident.in_(incidents)))
    return {claim: row.origin for row in rows for claim in row.claims}
