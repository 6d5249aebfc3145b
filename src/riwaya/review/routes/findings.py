"""Findings: what contradicts itself or can't be, the passages of each side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from riwaya.project import queries
from riwaya.project.views.findings_listed import findings_listed
from riwaya.review.filters import PAGE, pages
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
    with queries.of(request.app.state.project) as asked:
        kinds = asked.finding_kinds()
        known = kind in ("", CONTRADICTION, *kinds)
        count = asked.count_findings(kind or None) if known else 0
    found, incidents = (
        findings_listed(request.app.state.project, kind or None, PAGE, (page - 1) * PAGE)
        if known
        else ([], {})
    )
    problem = None if known else word(language_of(request), "findings.unknown", kind=kind)
    return render(
        request, "findings.html", 200 if known else 400, kinds=kinds, kind=kind, found=found, incidents=incidents,
        contradictions=sum(n for one, n in kinds.items() if one.startswith(f"{CONTRADICTION}-")), problem=problem,
        page=page, pages=pages(count), **phrasing(request),
    )  # fmt: skip
