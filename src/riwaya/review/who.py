"""Who decides: the project's setting, else the name that the reader gave once. Nobody is made up."""

from __future__ import annotations

from urllib.parse import quote, unquote

from fastapi import Request

from riwaya.errors import InputError, ProjectError
from riwaya.project.config import who_judges
from riwaya.review.render import language_of
from riwaya.review.words import word

BY_COOKIE = "riwaya-by"
LONGEST = 80  # characters of a name


def judged_by(request: Request) -> str | None:
    """Return the name that decisions are kept under, None if the reader still has to give one."""
    config = request.app.state.project.config
    held = unquote(request.cookies.get(BY_COOKIE, "")).strip()
    try:
        return who_judges(config.by or held, config)
    except ProjectError:
        return None


def decides(request: Request) -> str:
    """Return who decides; a ProjectError that asks for the name if nobody said it."""
    name = judged_by(request)
    if name is None:
        raise ProjectError(word(language_of(request), "who.unknown"))
    return name


def cookie_of(name: str) -> str:
    """Return a name as the cookie keeps it; an InputError if it is none."""
    shown = " ".join(name.split())
    if not shown or len(shown) > LONGEST or not shown.isprintable():
        raise InputError(f"a name has 1 to {LONGEST} characters that can be seen")
    return quote(shown)
