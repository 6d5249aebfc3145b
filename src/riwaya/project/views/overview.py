"""The sums over a project."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from riwaya.project import schema
from riwaya.project.views.findings import count_findings
from riwaya.project.views.values import Overview, day

_VERDICTS = ("accepted", "rejected", "corrected")


def overview(connection: Connection) -> Overview:
    """Return how much there is; every number is that of the list which `Queries` gives of it."""
    c, d, i = schema.claim, schema.document, schema.incident
    current = d.c.state == "current"
    reports = connection.execute(select(func.count()).where(current)).scalar_one()
    outlets = connection.execute(select(func.count(d.c.outlet.distinct())).where(current)).scalar_one()
    days: Any = connection.execute(
        select(func.min(d.c.published), func.max(d.c.published)).where(current)
    ).one()
    former = select(d.c.key).where(d.c.state == "superseded")
    live = c.c.document.not_in(former)
    reviews = connection.execute(
        select(c.c.reviewed, func.count()).where(c.c.reviewed.is_not(None), live).group_by(c.c.reviewed)
    )
    verdicts = {row[0]: row[1] for row in reviews}
    claims = connection.execute(select(func.count()).select_from(c).where(live)).scalar_one()
    placed = connection.execute(select(func.count()).where(c.c.incident.is_not(None))).scalar_one()
    incidents = connection.execute(select(func.count()).select_from(i)).scalar_one()
    contradicted = connection.execute(select(func.count()).where(i.c.contradicted.is_(True))).scalar_one()
    return Overview(
        reports, outlets, claims, placed, verdicts.get("rejected", 0),
        sum(verdicts.get(one, 0) for one in _VERDICTS), incidents, contradicted,
        count_findings(connection), day(days[0]), day(days[1]),
    )  # fmt: skip
