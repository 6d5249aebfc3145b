"""Decisions on claims: accept, reject, correct, undo, and claims that the machine missed.

A script gets the part of the page that changed; a plain form is led back to the claim.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, get_args

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from riwaya.errors import ProjectError
from riwaya.model import Stance
from riwaya.project import Project
from riwaya.project.engine import reading as reading_from
from riwaya.project.judging import find_claim
from riwaya.project.views.decided import last_decided
from riwaya.review.cards import Card, Reading
from riwaya.review.correcting import FORMS, Given, extent, held, held_place, name_of, place_of, values_of
from riwaya.review.forms import Checked
from riwaya.review.marks import report_at
from riwaya.review.refusals import in_words
from riwaya.review.render import language_of, render
from riwaya.review.routes.reading import load, shown
from riwaya.review.who import decides, judged_by
from riwaya.review.words import word

router = APIRouter(include_in_schema=False)
Note = Annotated[str, Form(max_length=2000)]
Offset = Annotated[int | None, Form(ge=0, le=1_000_000_000)]
Several = Annotated[Sequence[str], Form(max_length=50)]


@router.post("/claims/{claim}/accept", dependencies=[Checked])
def accept(request: Request, claim: str, note: Note = "") -> Response:
    """Accept a claim as it stands."""
    decided = _project(request).judge(claim, "accept", by=decides(request), note=note.strip() or None)
    return _claim(request, decided.claim, "accepted")


@router.post("/claims/{claim}/reject", dependencies=[Checked])
def reject(request: Request, claim: str, note: Note = "") -> Response:
    """Reject a claim: the report doesn't say so."""
    decided = _project(request).judge(claim, "reject", by=decides(request), note=note.strip() or None)
    return _claim(request, decided.claim, "rejected")


@router.get("/claims/{claim}/correct")
def correcting(
    request: Request, claim: str, field: Annotated[str, Query(max_length=20)] = "type"
) -> Response:
    """Show the form for a field of a claim."""
    return _form(request, claim, field if field in FORMS else "type")


@router.post("/claims/{claim}/correct", dependencies=[Checked])
def correct(
    request: Request,
    claim: str,
    field: Annotated[str, Form(max_length=20)],
    value: Several = (),
    since: Annotated[str, Form(max_length=10)] = "",
    until: Annotated[str, Form(max_length=10)] = "",
    words: Several = (),
    at: Several = (),
    who: Several = (),
    stance: Several = (),
    note: Note = "",
) -> Response:
    """Set a field of a claim to what a person gives."""
    by, project = decides(request), _project(request)
    reading = load(request, _document(request, claim))
    given = Given(tuple(value), since, until, tuple(words), tuple(at), tuple(who), tuple(stance))
    with in_words(language_of(request)):
        values = values_of(field, given, _card(reading, claim).data, reading.view.text, project.lexicon)
        project.judge(claim, "correct", field, values, by, note.strip() or None)
    if field == "trigger":  # the claim may stand elsewhere in the order now
        return _whole(request, reading.view.row.id, claim, "corrected")
    return _claim(request, claim, "corrected")


@router.post("/undo", dependencies=[Checked])
def undo(request: Request, document: Annotated[str, Form(max_length=1000)]) -> Response:
    """Take back the reader's last decision on a claim of a report."""
    project, by = _project(request), decides(request)
    with reading_from(project.engine) as connection:
        last = last_decided(connection, document, by)
    if last is None:
        raise ProjectError(word(language_of(request), "reading.nothing_to_undo"))
    project.undo(last, by=by)
    return _whole(request, document, last, "undone")


@router.post("/claims", dependencies=[Checked])
def add(
    request: Request,
    document: Annotated[str, Form(max_length=1000)],
    type: Annotated[str, Form(max_length=20)],
    start: Offset = None,
    end: Offset = None,
    words: Annotated[str, Form(max_length=1000)] = "",
    status: Annotated[str, Form(max_length=20)] = "asserted",
    note: Note = "",
) -> Response:
    """Make a claim of words in which the machine read none: those that were selected, else those that were typed."""
    by = decides(request)
    with in_words(language_of(request)):
        if start is None or end is None:
            start, end = place_of(words, load(request, document).view.text)
        made = _project(request).add_claim(
            document, start, end, type, status, by=by, note=note.strip() or None
        )
    return _whole(request, document, made.claim, "added")


@router.get("/claims/{claim}")
def see(request: Request, claim: str) -> Response:
    """Lead to a claim in its report."""
    return RedirectResponse(report_at(_document(request, claim), claim), 303)


def _form(request: Request, claim: str, field: str) -> Response:
    reading = load(request, _document(request, claim))
    card = _card(reading, claim)
    modes = sorted(
        {f.mode for f in _project(request).lexicon.frames.values() if f.mode and f.type == card.data["type"]}
    )
    template = "parts/correct.html" if _of_script(request) else "correct.html"
    return render(
        request,
        template,
        card=card,
        field=field,
        FORMS=FORMS,
        modes=modes,
        by=judged_by(request),
        held=held,
        held_place=held_place,
        name_of=name_of,
        extent=extent,
        STANCES=get_args(Stance),
        **shown(request, reading),
    )


def _claim(request: Request, claim: str, told: str) -> Response:
    """Answer with the claim's card, and with the text if its marks may have changed."""
    document = _document(request, claim)
    if not _of_script(request):
        return RedirectResponse(report_at(document, claim), 303)
    reading = load(request, document)
    return render(
        request, "parts/decided.html", headers=_announce(request, claim, told), card=_card(reading, claim),
        text_too=told != "accepted", **shown(request, reading),
    )  # fmt: skip


def _whole(request: Request, document: str, claim: str, told: str) -> Response:
    """Answer with both panes: claims may have come, gone or changed their order."""
    if not _of_script(request):
        return RedirectResponse(report_at(document, claim), 303)
    headers = {**_announce(request, claim, told), "hx-retarget": "#reading", "hx-reswap": "outerHTML"}
    return render(request, "parts/reading.html", headers=headers, **shown(request, load(request, document)))


def _announce(request: Request, claim: str, told: str) -> dict[str, str]:
    """The header that lets the page's script tell what was done, and go on at the claim."""
    said = word(language_of(request), f"reading.told_{told}")
    return {"hx-trigger": json.dumps({"decided": {"claim": claim, "told": said}})}


def _card(reading: Reading, claim: str) -> Card:
    card = reading.card(claim)
    if card is None:
        raise ProjectError(f"no claim {claim!r} in the report")
    return card


def _document(request: Request, claim: str) -> str:
    with reading_from(_project(request).engine) as connection:
        return str(find_claim(connection, claim).name)


def _project(request: Request) -> Project:
    project: Project = request.app.state.project
    return project


def _of_script(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"
