"""The sums over a project."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, case, func, select

from riwaya.project import schema
from riwaya.project.views.findings import count_findings
from riwaya.project.views.values import Overview, day

_VERDICTS = ("accepted", "rejected", "corrected")


def overview(connection: Connection) -> Overview:
    """Return how much there is; every number is that of the list which `Queries` gives of it."""
    c, d, i = schema.claim, schema.document, schema.incident
    reports: Any = connection.execute(
        select(func.count(), func.min(d.c.published), func.max(d.c.published)).where(d.c.state == "current")
    ).one()
    outlets = select(func.count(d.c.outlet.distinct())).where(d.c.state == "current")
    former = select(d.c.key).where(d.c.state == "superseded")
    live = c.c.document.not_in(former)
    reviews = connection.execute(
        select(c.c.reviewed, func.count()).where(c.c.reviewed.is_not(None), live).group_by(c.c.reviewed)
    )
    verdicts = {row[0]: row[1] for row in reviews}
    claims = connection.execute(select(func.count()).select_from(c).where(live)).scalar_one()
    placed = connection.execute(select(func.count()).where(c.c.incident.is_not(None))).scalar_one()
    happened: Any = connection.execute(
        select(func.count(), func.count(case((i.c.contradicted, 1)))).select_from(i)
    ).one()
    return Overview(
        reports[0], connection.execute(outlets).scalar_one(), claims, placed, verdicts.get("rejected", 0),
        sum(verdicts.get(one, 0) for one in _VERDICTS), happened[0], happened[1],
        count_findings(connection), day(reports[1]), day(reports[2]),
    )  # fmt: skip
