"""Marks that stand a hundred times on a page → HTML: a macro, which is worked out anew each time, takes ten times as long.

All that they are given is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup, escape

from riwaya.report.labels import quad, sign
from riwaya.review.words import Language, label

_REMEMBERED = 4_096
_STATUS = Markup('<span class="status s-{0}"><span aria-hidden="true">{1}</span> {2}</span>')
_COUNT = Markup(
    '<span class="status s-{0}" title="{2}"><span aria-hidden="true">{1}</span> {3} <span class="hidden-name">{2}</span></span> '
)
_ACTOR = Markup('<a href="/actors/{}"><bdi>{}</bdi></a>')
_TYPE = Markup('<span class="chip q{0}">{1}</span>')


@lru_cache(maxsize=_REMEMBERED)
def status_mark(language: Language, status: str) -> Markup:
    """Return a status with its sign: «? alleged»."""
    return _STATUS.format(status, sign(status), label(language, "status", status))


@lru_cache(maxsize=_REMEMBERED)
def count_mark(language: Language, status: str, number: int) -> Markup:
    """Return how many claims have a status."""
    return _COUNT.format(status, sign(status), label(language, "status", status), number)


@lru_cache(maxsize=_REMEMBERED)
def type_chip(language: Language, type_: str) -> Markup:
    """Return a type of event in the colour of its quad class."""
    return _TYPE.format(quad(type_), label(language, "type", type_))


@lru_cache(maxsize=_REMEMBERED)
def actor_link(language: Language, id_: str, name: str, name_en: str | None) -> Markup:
    """Return an actor's name, as a link to its page."""
    return _ACTOR.format(quote(id_), name if language == "ar" else name_en or name)


def parted(pieces: Iterable[tuple[str, bool]], begin: str, end: str) -> Markup:
    """Return words in their pieces; those that are told to stand apart stand between `begin` and `end`, which are HTML."""
    made: list[str] = []
    for one, apart in pieces:
        made += (begin, escape(one), end) if apart else (escape(one),)
    return Markup("".join(made))
