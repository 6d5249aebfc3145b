"""The sums over a project."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, case, func, select

from riwaya.project import schema
from riwaya.project.views.findings import count_findings
from riwaya.project.views.values import Overview, day


def overview(connection: Connection) -> Overview:
    """Return how much there is; every number is that of the list which `Queries` gives of it."""
    c, d, i = schema.claim, schema.document, schema.incident
    current = d.c.state == "current"
    reports: Any = connection.execute(
        select(
            func.count(), func.count(d.c.outlet.distinct()), func.min(d.c.published), func.max(d.c.published)
        ).where(current)
    ).one()
    claims: Any = connection.execute(
        select(
            func.count(),
            func.count(c.c.incident),
            func.count(case((c.c.reviewed == "rejected", 1))),
            func.count(case((c.c.reviewed.in_(("accepted", "rejected", "corrected")), 1))),
        )
        .select_from(c.join(d, d.c.key == c.c.document))
        .where(current)
    ).one()
    happened: Any = connection.execute(
        select(func.count(), func.count(case((i.c.contradicted, 1)))).select_from(i)
    ).one()
    return Overview(
        reports[0], reports[1], claims[0], claims[1], claims[2], claims[3], happened[0], happened[1],
        count_findings(connection), day(reports[2]), day(reports[3]),
    )  # fmt: skip
