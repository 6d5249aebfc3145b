"""Findings: what contradicts itself or can't be, the passages of each side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from riwaya.project import Project, queries
from riwaya.project.views.values import FindingView, IncidentHead
from riwaya.review.filters import PAGE, pages
from riwaya.review.kept import kept
from riwaya.review.phrasing import phrasing
from riwaya.review.render import language_of, render
from riwaya.review.words import word

router = APIRouter(include_in_schema=False)
CONTRADICTION = "contradiction"


@router.get("/findings")
def listed(
    request: Request,
    kind: Annotated[str, Query(max_length=60)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """List the findings of a kind, all by default; a kind that isn't known is told."""
    found: list[FindingView] = []
    incidents: dict[str, IncidentHead] = {}
    project: Project = request.app.state.project
    with queries.of(project) as asked:
        kinds = kept(project, asked, "finding kinds", None, asked.finding_kinds)
        known = kind in ("", CONTRADICTION, *kinds)
        if known:
            of = (kind or None, PAGE, (page - 1) * PAGE)
            ids = kept(project, asked, "findings", of, lambda: asked.finding_ids(*of))
            found = list(asked.findings_named(ids))
            told = dict.fromkeys(one.incident for one in found if one.incident)
            incidents = {row.id: row for row in asked.incident_heads(list(told))}
    contradictions = sum(n for one, n in kinds.items() if one.startswith(f"{CONTRADICTION}-"))
    count = {"": sum(kinds.values()), CONTRADICTION: contradictions, **kinds}.get(kind, 0)
    problem = None if known else word(language_of(request), "findings.unknown", kind=kind)
    return render(
        request, "findings.html", 200 if known else 400, kinds=kinds, kind=kind, found=found, incidents=incidents,
        contradictions=contradictions, problem=problem,
        page=page, pages=pages(count), **phrasing(request),
    )  # fmt: skip
