"""The reader's language and theme, kept in cookies of the browser; the icon; where `/` leads."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from riwaya.errors import InputError
from riwaya.review.forms import Checked
from riwaya.review.render import LANGUAGE_COOKIE, THEME_COOKIE, THEMES
from riwaya.review.words import LANGUAGES

router = APIRouter(include_in_schema=False)
_KNOWN = {LANGUAGE_COOKIE: LANGUAGES, THEME_COOKIE: THEMES}
_YEAR = 31_536_000


@router.get("/")
def start() -> Response:
    """Lead to the incidents."""
    return RedirectResponse("/incidents", 303)


@router.post("/preferences", dependencies=[Checked])
def choose(
    back: Annotated[str, Form()] = "/",
    language: Annotated[str | None, Form()] = None,
    theme: Annotated[str | None, Form()] = None,
) -> Response:
    """Keep a choice, and lead back to the page."""
    answer = RedirectResponse(own_path(back), 303)
    for name, value in ((LANGUAGE_COOKIE, language), (THEME_COOKIE, theme)):
        if value is not None:
            if value not in _KNOWN[name]:
                raise InputError(f"{value!r} is none of {', '.join(_KNOWN[name])}")
            answer.set_cookie(name, value, max_age=_YEAR, samesite="strict", path="/")
    return answer


def own_path(given: str) -> str:
    """Return an address of this app, never one of another: its path and query only."""
    try:
        parts = urlsplit(given)
    except ValueError:  # such as «http://[»
        return "/"
    path = "/" + parts.path.lstrip("/\\")
    return f"{path}?{parts.query}" if parts.query else path
