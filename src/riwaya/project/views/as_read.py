"""Claims as the machine read them, whatever was decided since: what a page shows beside a person's value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from riwaya.project import schema
from riwaya.project.parts import parts


def as_read(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the JSON of claims as they were read, by id."""
    c = schema.claim
    found: dict[str, dict[str, Any]] = {}
    for some in parts(ids):
        rows = connection.execute(select(c.c.id, c.c.data).where(c.c.id.in_(some)))
        found |= {row.id: row.data for row in rows}
    return found
