"""Values → pages: one Jinja environment, which escapes whatever it is given."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.responses import HTMLResponse

from riwaya.model import EVENT_TYPES, STATUSES
from riwaya.report.labels import quad, sign
from riwaya.review.marks import (
    actor_link,
    count_mark,
    day_mark,
    days,
    incident_mark,
    name_mark,
    origin_mark,
    outlet_mark,
    parted,
    report_at,
    spot_mark,
    status_mark,
    tone,
    type_chip,
    when_mark,
)
from riwaya.review.words import LANGUAGES, Language, label, word

STATIC = Path(str(files("riwaya.review").joinpath("static")))
LANGUAGE_COOKIE, THEME_COOKIE = "riwaya-language", "riwaya-theme"
THEMES = ("auto", "light", "dark")
_PLAIN = "[^«»]*"
_INNER = f"«{_PLAIN}»"
_MIDDLE = f"«{_PLAIN}(?:{_INNER}{_PLAIN})*»"
_QUOTED = re.compile(
    f"(«{_PLAIN}(?:{_MIDDLE}{_PLAIN})*»)"
)  # words that quote words; what is left open is no quotation
_GLOSS = Markup('<span lang="en" dir="ltr">{}</span>')
_ARABIC, _APART, _END = '<bdi lang="ar">', "<bdi>", "</bdi>"
SECTIONS = {  # with the key that leads there, after g
    "incidents": "i", "findings": "f", "actors": "a", "documents": "d", "search": "w", "sources": "s", "history": "h",
    "add": "n",
}  # fmt: skip


@cache
def environment() -> Environment:
    """Return the environment of all templates."""
    made = Environment(
        loader=PackageLoader("riwaya.review"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        quad=quad, sign=sign, static=static, days=days, tone_of=tone, actor_link=actor_link, gloss_mark=gloss_mark,
        quoting=quoting, status_mark=status_mark, count_mark=count_mark, type_chip=type_chip, day_mark=day_mark,
        name_mark=name_mark, spot_mark=spot_mark, when_mark=when_mark, incident_mark=incident_mark, origin_mark=origin_mark,
        outlet_mark=outlet_mark, report_at=report_at, TYPES=EVENT_TYPES,
        STATUSES=STATUSES, SECTIONS=SECTIONS,
    )  # fmt: skip
    return made


@cache
def static(name: str) -> str:
    """Return the address of a static file; it changes with its content, so that browsers may keep it for good."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def pieces(line: str) -> list[tuple[str, bool]]:
    """Cut a line at words in «…», which may hold «…» themselves: each piece with whether it is such words."""
    return [(one, number % 2 == 1) for number, one in enumerate(_QUOTED.split(line)) if one]


def gloss_mark(line: str) -> Markup:
    """Return English in which words in «…» keep to their own direction, and are Arabic."""
    return _GLOSS.format(parted(pieces(line), _ARABIC, _END))


def quoting(line: str) -> Markup:
    """Return Arabic in which words in «…» keep to their own direction."""
    return parted(pieces(line), _APART, _END)


def language_of(request: Request) -> Language:
    """Return the reader's language: the one chosen, else the first of the browser's that the app has."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    asked = request.headers.get("accept-language", "").lower().split(",")
    found = (part.strip()[:2] for part in asked)
    return next(("ar" if one == "ar" else "en" for one in found if one in LANGUAGES), "en")


def theme_of(request: Request) -> str:
    """Return "auto", "light" or "dark"."""
    chosen = request.cookies.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def render(
    request: Request,
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """Return a page, or a part of one.

    Every template knows: t(key, **values) (a phrase of `words/`), lab(group, key) (a label), lang, rtl, theme, csrf,
    nonce, path, here(**changes) (this address with other parameters; None takes one out), project (its name).
    """
    language = language_of(request)
    text = environment().get_template(template).render(
        t=partial(word, language),
        lab=partial(label, language),
        lang=language,
        rtl=language == "ar",
        theme=theme_of(request),
        csrf=request.state.csrf,
        nonce=request.state.nonce,
        path=request.url.path,
        full_path=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        here=partial(here, request),
        project=request.app.state.name,
        **values,
    )  # fmt: skip
    return HTMLResponse(text, status, headers)


def here(request: Request, **changes: object) -> str:
    """Return the page's own address with some parameters changed; a change of filter goes back to page one."""
    held = [(name, value) for name, value in request.query_params.multi_items() if name not in changes]
    if "page" not in changes:
        held = [(name, value) for name, value in held if name != "page"]
    held += [(name, str(value)) for name, value in changes.items() if value is not None]
    return f"{request.url.path}?{urlencode(held)}" if held else request.url.path
