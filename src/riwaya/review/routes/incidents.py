"""Incidents: those that fit a filter; one with its accounts side by side, and what a person decides on it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from riwaya.errors import InputError, ProjectError, RiwayaError
from riwaya.project import Project, queries
from riwaya.project.views.incident_history import incident_history
from riwaya.project.views.values import IncidentView
from riwaya.review.compared import (
    accounts_by,
    accused,
    contested,
    disputes,
    gradable,
    pages_of,
    place_on,
    sheets,
    stands,
    undoables,
)
from riwaya.review.filters import PAGE, Wanted, pages
from riwaya.review.forms import Checked
from riwaya.review.kept import count_incidents, kept
from riwaya.review.phrasing import days_of, phrasing
from riwaya.review.render import language_of, render
from riwaya.review.telling import drawing
from riwaya.review.who import decides, judged_by
from riwaya.review.words import word

router = APIRouter(include_in_schema=False)
INCIDENT = "/incidents/i{rest}"  # ids of incidents begin with i: so the list's other views have addresses beside them
Done = Literal["accept", "reject", "merge", "split", "out", "grade", "undo"]
Id = Annotated[str, Query(max_length=80, pattern="^[0-9a-z.]*$")]
Note = Annotated[str, Form(max_length=500)]
Claim = Annotated[str, Form(max_length=80)]


@router.get("/incidents")
def listed(request: Request, wanted: Wanted, gone: Done | None = None) -> Response:
    """List the incidents that fit; a filter that can't be used is told above the form, which keeps what was typed."""
    rows, count, contradicted, problem = [], 0, 0, None
    try:
        asked_for = wanted.filter()
        project: Project = request.app.state.project
        with queries.of(project) as asked:
            ids = kept(
                project, asked, "incidents", (asked_for, wanted.offset),
                lambda: asked.incident_ids(asked_for, PAGE, wanted.offset),
            )  # fmt: skip
            rows = list(asked.incident_heads(ids))
            count = count_incidents(project, asked, asked_for)
            if count and asked_for.contradicted is None:
                contradicted = count_incidents(project, asked, replace(asked_for, contradicted=True))
    except RiwayaError as error:
        problem = str(error)
    return render(
        request, "incidents.html", 400 if problem else 200, asked=wanted, rows=rows, count=count, gone=gone, tab="list", extra={},
        contradicted=contradicted, pages=pages(count), problem=problem, **phrasing(request),
    )  # fmt: skip


@router.get(INCIDENT)
def one(
    request: Request,
    rest: str,
    done: Done | None = None,
    other: Id = "",
    claim: Id = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """Show an incident. `done`, `other` and `claim` tell what was decided just now, and what it can be undone by."""
    return _page(request, f"i{rest}", page=page, done=done, other=other, undoable=claim)


@router.post(INCIDENT + "/judge", dependencies=[Checked])
def judge(
    request: Request, rest: str, claim: Claim, action: Annotated[Literal["accept", "reject"], Form()]
) -> Response:
    """Accept or reject a claim."""

    def decide(by: str) -> str:
        request.app.state.project.judge(claim, action, by=by)
        return claim

    return _decided(request, f"i{rest}", action, decide)


@router.post(INCIDENT + "/merge", dependencies=[Checked])
def merge(request: Request, rest: str, other: Claim, note: Note = "") -> Response:
    """Put another incident's claims, or one claim that is in none, into this incident."""

    def decide(by: str) -> str:
        done = request.app.state.project.link(other.strip(), f"i{rest}", by=by, note=note or None)
        return str(done[-1].claim)

    return _decided(request, f"i{rest}", "merge", decide, typed=other)


@router.post(INCIDENT + "/split", dependencies=[Checked])
def split(
    request: Request, rest: str, claims: Annotated[list[str] | None, Form()] = None, note: Note = ""
) -> Response:
    """Put the ticked claims into an incident of their own."""

    def decide(by: str) -> str:
        ticked = _ticked(request, claims)
        request.app.state.project.split(ticked, by=by, note=note or None)
        return ticked[0]

    return _decided(request, f"i{rest}", "split", decide)


@router.post(INCIDENT + "/out", dependencies=[Checked])
def take_out(
    request: Request, rest: str, claims: Annotated[list[str] | None, Form()] = None, note: Note = ""
) -> Response:
    """Take the ticked claims out, each for itself: it joins what it fits otherwise."""

    def decide(by: str) -> str:
        ticked = _ticked(request, claims)
        for claim in ticked:
            request.app.state.project.unlink(claim, by=by, note=note or None)
        return ticked[-1]

    return _decided(request, f"i{rest}", "out", decide)


@router.post(INCIDENT + "/grade", dependencies=[Checked])
def grade(
    request: Request,
    rest: str,
    origin: Annotated[str, Form(max_length=300)],
    grade: Annotated[str, Form(max_length=1)],
    note: Note = "",
) -> Response:
    """Set how reliable the source of an account is."""

    def decide(by: str) -> str:
        with queries.of(request.app.state.project) as asked:
            if origin not in gradable(asked.incident(f"i{rest}"), asked.names):
                raise InputError(word(language_of(request), "incidents.not_gradable"))
        request.app.state.project.grade(origin, grade, by=by, note=note or None)
        return ""

    return _decided(request, f"i{rest}", "grade", decide)


@router.post(INCIDENT + "/undo", dependencies=[Checked])
def undo(request: Request, rest: str, claim: Claim) -> Response:
    """Take back the last decision on a claim, with what was decided together with it."""

    def decide(by: str) -> str:
        request.app.state.project.undo(claim, by=by)
        return claim

    return _decided(request, f"i{rest}", "undo", decide)


def _decided(
    request: Request, incident: str, done: Done, decide: Callable[[str], str], typed: str = ""
) -> Response:
    """Decide, and lead back to the incident at the claim; a mistake is told on the page.

    `decide` takes who decides and returns the claim that it can be undone by, "" where it is about none.
    """
    with queries.of(request.app.state.project) as asked:
        held = asked.incident(incident).row.claims
    try:
        claim = decide(decides(request))
    except RiwayaError as error:
        return _page(request, incident, status=400, problem=str(error), typed=typed)
    home = _home(request, incident, *held)
    if home is None:
        return RedirectResponse(f"/incidents?{urlencode({'gone': done})}", 303)
    told: dict[str, object] = {"done": done, "claim": claim if done != "undo" else ""}
    if done in ("split", "out"):
        moved = _home(request, claim)
        told["other"] = moved.row.id if moved is not None and moved.row.id != home.row.id else ""
    told["page"] = pages_of(home).get(claim, 1)
    kept = urlencode({name: value for name, value in told.items() if value and (name, value) != ("page", 1)})
    return RedirectResponse(f"/incidents/{home.row.id}?{kept}{f'#c-{claim}' if claim else ''}", 303)


def _home(request: Request, *named: str) -> IncidentView | None:
    """Return the first incident that there is of those named by their ids or claims; None where there is none."""
    with queries.of(request.app.state.project) as asked:
        for one in named:  # its first claim founds an incident: without that one its id is another
            with suppress(ProjectError):
                return asked.incident(one)
    return None


def _ticked(request: Request, claims: list[str] | None) -> list[str]:
    if not claims:
        raise InputError(word(language_of(request), "incidents.pick"))
    return claims


def _page(request: Request, incident: str, status: int = 200, page: int = 1, **told: Any) -> Response:
    with queries.of(request.app.state.project) as asked:
        view = asked.incident(incident)
        graded = gradable(view, asked.names)
    decisions = incident_history(request.app.state.project, view.row)
    empty = {"done": None, "other": "", "undoable": "", "problem": None, "typed": ""}
    return render(
        request, "incident.html", status, by=judged_by(request), back=f"/incidents/{view.row.id}",
        **_shown(request, view, page), gradable=graded, decisions=decisions,
        undoables=undoables(decisions), **(empty | told), **phrasing(request),
    )  # fmt: skip


def _shown(request: Request, view: IncidentView, page: int) -> dict[str, Any]:
    """Return what the page draws of an incident: of the accounts those of one page."""
    language = language_of(request)
    shown = sheets(view.accounts)
    page = min(page, len(shown))
    return {
        "shown": shown[page - 1],
        "page": page,
        "pages": len(shown),
        "at": partial(place_on, pages_of(view), page),
        "view": view,
        "stands": stands(view),
        "accused": accused(view),
        "numbers": {row.origin: number for number, row in enumerate(view.row.accounts, 1)},
        "accounts": accounts_by(view),
        "contested": contested(view),
        "disputes": disputes(view),
        "drawn": drawing(shown[page - 1], mirrored=language == "ar"),
        "days_of": partial(days_of, language),
    }
