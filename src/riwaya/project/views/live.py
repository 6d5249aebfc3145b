"""Which claims count: those of current reports that nobody rejected."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, and_, or_

from riwaya.project import schema


def live_claims() -> FromClause:
    """Return claims joined with their reports."""
    c, d = schema.claim, schema.document
    return c.join(d, d.c.key == c.c.document)


def counted() -> ColumnElement[bool]:
    """Return the condition on these."""
    c, d = schema.claim, schema.document
    return and_(d.c.state == "current", or_(c.c.reviewed.is_(None), c.c.reviewed != "rejected"))
