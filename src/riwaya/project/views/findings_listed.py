"""A page of findings with the incidents that they are of, as rows of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riwaya.project.engine import reading
from riwaya.project.views.findings import findings
from riwaya.project.views.incidents import incident_rows
from riwaya.project.views.names import names_of
from riwaya.project.views.values import FindingView, IncidentRow

if TYPE_CHECKING:
    from riwaya.project.project import Project


def findings_listed(
    project: Project, kind: str | None, limit: int, offset: int
) -> tuple[list[FindingView], dict[str, IncidentRow]]:
    """Return findings of a kind (None: of all), and their incidents by id; both of one moment."""
    names = names_of(*([project.config.lexicon] if project.config.lexicon else []))
    with reading(project.engine) as connection:
        found = list(findings(connection, kind, limit, offset))
        ids = dict.fromkeys(one.incident for one in found if one.incident)
        return found, {row.id: row for row in incident_rows(connection, list(ids), names)}
