"""Words found in the reports, and claims by everything that the command line filters by."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from riwaya.errors import RiwayaError
from riwaya.project.marking import found_in, pieces
from riwaya.project.queries import Filter, Queries
from riwaya.project.views.claim_sums import claim_sums
from riwaya.project.views.claims import claim_ids, views
from riwaya.project.views.searched import Found, ranked, searched
from riwaya.review.filters import PAGE, Asked, Wanted, pages
from riwaya.review.kept import kept
from riwaya.review.looking import looking
from riwaya.review.phrasing import phrasing
from riwaya.review.render import here, render
from riwaya.review.routes.reading import line
from riwaya.review.text import verbatim

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Query(max_length=300)]


@router.get("/search")
def search(request: Request, wanted: Wanted, q: Words = "") -> Response:
    """Show the sentences that hold the words, and claims that fit; without words ask for some, or lead to the claims."""
    q = q.strip()
    if not q and wanted.any:
        return RedirectResponse(here(request, q=None).replace("/search", "/claims", 1), 303)
    hits: list[Found] = []
    sums, problem = (0, 0), None
    if q:
        try:
            hits, sums = _searched(request, q, wanted)
        except RiwayaError as error:
            problem = str(error)
    return render(
        request, "search.html", 400 if problem else 200, asked=wanted, q=q, hits=hits, sentences=sums[0], reports=sums[1],
        pages=pages(sums[0]), problem=problem, found=lambda hit: _marked(hit, q), **_shown(request),
    )  # fmt: skip


@router.get("/claims")
def claims(request: Request, wanted: Wanted) -> Response:
    """List the claims that fit, report by report, with how many there are of each type and status."""
    empty: dict[str, Any] = {"rows": [], "count": 0, "types": {}, "statuses": {}}
    found, problem = empty, None
    try:
        found = _listed(request, wanted, wanted.filter())
    except RiwayaError as error:
        problem = str(error)
    return render(
        request, "claims.html", 400 if problem else 200, asked=wanted, q="", problem=problem, pages=pages(found["count"]),
        **found, **_shown(request),
    )  # fmt: skip


def _searched(request: Request, q: str, wanted: Asked) -> tuple[list[Found], tuple[int, int]]:
    """Return a page of sentences, and how many there are in how many reports; what was ranked serves all pages."""
    asked_for = wanted.filter()
    with looking(request) as (connection, names):
        ranking = kept(
            request.app.state.project,
            Queries(connection, names),
            "search",
            (q, asked_for),
            lambda: ranked(connection, q, asked_for, names),
        )
        return searched(connection, ranking, PAGE, wanted.offset), (ranking.sentences, ranking.reports)


def _listed(request: Request, wanted: Asked, asked_for: Filter) -> dict[str, Any]:
    """Return a page of claims with the sums; those of types are over all types, so that others can be chosen."""
    with looking(request) as (connection, names):
        asked = Queries(connection, names)
        sums = kept(
            request.app.state.project,
            asked,
            "claims",
            asked_for,
            lambda: claim_sums(connection, asked_for, names),
        )
        ids = kept(
            request.app.state.project,
            asked,
            "claims listed",
            (asked_for, wanted.offset),
            lambda: claim_ids(connection, asked_for, names, PAGE, wanted.offset),
        )
        rows = list(views(connection, ids))
    return {"rows": rows, "count": sums.count, "types": sums.types, "statuses": sums.statuses}


def _marked(hit: Found, q: str) -> list[tuple[str, bool]]:
    """Cut a sentence at the words that were found, so that its DOM text is exactly its words."""
    return [(verbatim(words), marked) for words, marked in pieces(hit.text, found_in(hit.text, q))]


def _shown(request: Request) -> dict[str, Any]:
    return {"line": line, **phrasing(request)}
