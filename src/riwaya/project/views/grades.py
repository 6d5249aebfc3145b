"""The user's grades of sources."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from riwaya.project import schema


def reliabilities(connection: Connection) -> dict[str, str]:
    """Return the grade A to F of each source that has one; the last word stands."""
    return {key: grade for key, (grade, _) in graded(connection).items()}


def graded(connection: Connection) -> dict[str, tuple[str, str | None]]:
    """Return grade and note of each source that somebody graded."""
    s = schema.source_grade
    last = select(func.max(s.c.id)).group_by(s.c.key)
    rows = connection.execute(select(s.c.key, s.c.grade, s.c.note).where(s.c.id.in_(last)))
    return {row.key: (row.grade, row.note) for row in rows}
