"""How many of the claims that are asked for are of each type, and of each status."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, func, select

from riwaya.project import schema
from riwaya.project.views.filters import Filter, of_claims
from riwaya.project.views.names import Names


def claim_sums(
    connection: Connection, wanted: Filter, names: Names, by: Literal["type", "status"]
) -> dict[str, int]:
    """Return the number of claims of current reports by type or by status, the most first: {"ASSAULT": 12, …}."""
    c, d = schema.claim, schema.document
    column = c.c.type if by == "type" else c.c.status
    former = select(d.c.key).where(d.c.state == "superseded")
    grouped = (
        select(column, func.count())
        .where(c.c.document.not_in(former), *of_claims(connection, wanted, names))
        .group_by(column)
    )
    found: dict[str, int] = dict(map(tuple, connection.execute(grouped)))
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
