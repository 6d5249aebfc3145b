"""What was decided on an incident: on its claims, on those that a decision took out of it, on the sources of its accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from riwaya.project import schema
from riwaya.project.engine import reading
from riwaya.project.parts import parts
from riwaya.project.views.history import HistoryFilter, HistoryRow, claim_history, history
from riwaya.project.views.values import IncidentRow

if TYPE_CHECKING:
    from riwaya.project.project import Project


def incident_history(project: Project, row: IncidentRow) -> list[HistoryRow]:
    """Return the decisions, the newest first."""
    origins = {account.origin for account in row.accounts}
    with reading(project.engine) as connection:
        found = [one for claim in _judged(connection, row) for one in claim_history(connection, claim)]
        graded = history(connection, HistoryFilter(action="grade"))
    found += [one for one in graded if one.of in origins]
    return sorted(found, key=lambda one: (one.at, one.kind, one.number), reverse=True)


def _judged(connection: Connection, row: IncidentRow) -> list[str]:
    """Return the claims that somebody decided on: those of the incident, and those that stood in it before."""
    j = schema.judgement
    stood = j.c.stood["incident"].as_string() == row.id
    found = set(connection.execute(select(j.c.claim).where(j.c.stood.is_not(None), stood)).scalars())
    for some in parts(row.claims):
        found |= set(connection.execute(select(j.c.claim).where(j.c.claim.in_(some))).scalars())
    return sorted(found)
