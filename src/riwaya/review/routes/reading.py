"""The reading view: a report as it stands, its claims marked in it, a card a claim."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from riwaya.project.engine import reading as reading_from
from riwaya.project.views.as_read import as_read
from riwaya.project.views.report import report_view
from riwaya.review import cards
from riwaya.review.cards import Reading, reading_of
from riwaya.review.render import language_of, render
from riwaya.review.who import judged_by
from riwaya.review.words import Language, label, phrases, word

router = APIRouter(include_in_schema=False)
KEYS = (
    ("j", "next"), ("k", "previous"), ("a", "accept"), ("r", "reject"), ("u", "undo"), ("t", "type"),
    ("s", "status"), ("e", "parties"), ("p", "place"), ("d", "time"), ("c", "toll"), ("q", "sources"), ("x", "span"),
    ("v", "select"), ("n", "new"), ("i", "incident"), ("Enter", "enter"), ("Esc", "escape"),
)  # fmt: skip
ROLES = (  # that are named in the text
    "trigger", "actor", "recipient", "points", "place", "time", "toll", "source", "cue",
)  # fmt: skip
RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))  # languages
_WEB = re.compile(r"https?://", re.IGNORECASE)
_UNREAD = (
    ("told as habitual", "habitual"), ("a trigger that reads", "no_event"), ("a trigger without", "no_party"),
    ("a source is quoted", "no_frame"),
)  # fmt: skip


@router.get("/documents/{document:path}")
def read(
    request: Request,
    document: str,
    at: Annotated[str, Query(max_length=30, pattern=r"^(\d{1,9}-\d{1,9})?$")] = "",
) -> Response:
    """Show a report with its claims; at=120-133#found shows those characters in it."""
    first, _, last = at.partition("-")
    wanted = (int(first), int(last)) if at else None
    reading = load(request, document, wanted)
    return render(request, "reading.html", by=judged_by(request), **shown(request, reading))


def load(request: Request, document: str, wanted: tuple[int, int] | None = None) -> Reading:
    """Return a report with all that is shown of it; a ProjectError if there is none of that id."""
    with reading_from(request.app.state.project.engine) as connection:
        view = report_view(connection, document)
        corrected = [one.id for one in view.claims if one.review and one.review.fields]
        return reading_of(view, as_read(connection, corrected), wanted)


def shown(request: Request, reading: Reading) -> dict[str, Any]:
    """Return what the templates of the reading view need."""
    language = language_of(request)
    return {
        "reading": reading,
        "roles": {role: role_name(language, role) for role in ROLES},
        "unread_reason": lambda reason: unread_reason(language, reason),
        "weapon": lambda name: weapon(language, name),
        "tongue": reading.view.row.language or "ar",
        "side": side(reading.view.row.language),
        "KEYS": KEYS,
        "web": lambda url: bool(url and _WEB.match(url)),
        "line": line,
        "called": called,
        "dates": cards.dates,
        "count": cards.count,
        "where": cards.where,
        "parties_of": cards.parties,
    }


def side(language: str | None) -> str:
    """Return in which direction a text runs, as HTML says it."""
    if language is None:
        return "auto"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def role_name(language: Language, role: str) -> str:
    """Return what words are to a claim: «Who», «Place», «Cue»."""
    return (
        label(language, "role", role)
        if role in ("actor", "recipient")
        else word(language, f"reading.role_{role}")
    )


def unread_reason(language: Language, reason: str) -> str:
    """Return why a sentence gave no claim, in the reader's language; the share in it stays."""
    for beginning, name in _UNREAD:
        if reason.startswith(beginning):
            share = re.search(r"0\.\d+", reason)
            said = word(language, f"reading.unread_{name}")
            return f"{said} ({share[0]})" if share else said
    return reason


def weapon(language: Language, name: str) -> str:
    """Return a weapon's name; of one that a project's own frames name and nobody translated, the name as it is."""
    key = f"reading.weapon_{name.replace('-', '_')}"
    return word(language, key) if key in phrases() else name


def line(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())


def called(entity: dict[str, Any]) -> list[str]:
    """Return what a report calls somebody, each form once, the first few."""
    return list(dict.fromkeys(line(one["text"]) for one in entity["mentions"]))[:6]
