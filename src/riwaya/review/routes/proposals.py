"""What recurring corrections propose for the project's own lexicon, and the rebuild that reads with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from riwaya.errors import RiwayaError
from riwaya.project.views.claims import views
from riwaya.review import jobs
from riwaya.review.anew import read_anew
from riwaya.review.forms import Checked
from riwaya.review.looking import looking
from riwaya.review.phrasing import phrasing
from riwaya.review.render import render
from riwaya.review.routes.history import tabs
from riwaya.review.routes.reading import line
from riwaya.review.who import decides, judged_by

router = APIRouter(include_in_schema=False)
KIND = "rebuild"
SHOWN = 6  # claims of a proposal
Note = Annotated[str, Form(max_length=500)]
Id = Annotated[str, Form(max_length=40)]


@router.get("/proposals")
def listed(request: Request, done: Annotated[Literal["accept", "dismiss", ""], Query()] = "") -> Response:
    """List the proposals that nobody answered, each with claims that show it."""
    return _page(request, done=done)


@router.post("/proposals/accept", dependencies=[Checked])
def accept(request: Request, proposal: Id, note: Note = "") -> Response:
    """Write a proposal's entry into the project's lexicon folder."""
    try:
        request.app.state.project.accept_proposal(proposal, decides(request), note.strip() or None)
    except RiwayaError as error:
        return _page(request, problem=str(error))
    return RedirectResponse("/proposals?done=accept", 303)


@router.post("/proposals/dismiss", dependencies=[Checked])
def dismiss(request: Request, proposal: Id, note: Note = "") -> Response:
    """Say that a proposal is none."""
    try:
        request.app.state.project.dismiss_proposal(proposal, decides(request), note.strip() or None)
    except RiwayaError as error:
        return _page(request, problem=str(error))
    return RedirectResponse("/proposals?done=dismiss", 303)


@router.post("/rebuild", dependencies=[Checked])
def rebuild(request: Request) -> Response:
    """Start reading everything anew, and lead to the job; to the one that waits or runs already, if there is one."""
    held = jobs.of(request.app.state)
    going = next((job for job in held.all() if job.kind == KIND and not job.ended and not job.stopping), None)
    root: Path = request.app.state.project.folder.root
    job = going or held.start(KIND, read_anew, root, apart=True)
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _page(request: Request, done: str = "", problem: str | None = None) -> Response:
    found = request.app.state.project.proposals()
    with looking(request) as (connection, _):
        shown = {one.id: list(views(connection, one.claims[:SHOWN])) for one in found}
        told = tabs(connection)
    lexicon = request.app.state.project.config.lexicon
    return render(
        request, "proposals.html", 400 if problem else 200, found=found, shown=shown, done=done, problem=problem,
        tab="proposals", by=judged_by(request), lexicon=lexicon.name if lexicon else None, line=line,
        **told, **phrasing(request),
    )  # fmt: skip
