"""The reading view: a report as it stands, its claims marked in it, a card a claim."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from riwaya.project import queries
from riwaya.review.render import render
from riwaya.review.text import stretches

router = APIRouter(include_in_schema=False)


@router.get("/documents/{document}")
def read(request: Request, document: str) -> Response:
    """Show a report with its claims."""
    with queries.of(request.app.state.project) as asked:
        view = asked.report(document)
    pieces = stretches(view.text, [claim.data for claim in view.claims], view.reading)
    return render(request, "reading.html", view=view, pieces=pieces)
