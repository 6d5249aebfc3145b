"""Marks that stand a hundred times on a page → HTML: a macro, which is worked out anew each time, takes ten times as long.

All that they are given is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup, escape

from riwaya.project.views.values import AccountRow, IncidentHead, IncidentRow, Spot
from riwaya.report.labels import quad, sign
from riwaya.report.project import naming
from riwaya.report.project.values import tone_of
from riwaya.report.project.words import word as project_word
from riwaya.review.words import Language, label, word

_REMEMBERED = 4_096
_STATUS = Markup('<span class="status s-{0}"><span aria-hidden="true">{1}</span> {2}</span>')
_COUNT = Markup(
    '<span class="status s-{0}" title="{2}"><span aria-hidden="true">{1}</span> {3} <span class="hidden-name">{2}</span></span> '
)
_ACTOR = Markup('<a href="/actors/{}"><bdi>{}</bdi></a>')
_TYPE = Markup('<span class="chip q{0}">{1}</span>')
_DAY = Markup('<time datetime="{0}" dir="ltr">{0}</time>')
_NOTE = Markup('<span class="note">{}</span>')
_NAME = Markup("<bdi>{}</bdi>")
_UNNAMED = Markup('<span class="note">{}</span> <bdi lang="ar">«{}»</bdi>')
_INCIDENT = Markup('<b class="tone">{}:</b> {} · {} · {}')


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


def report_at(document: str, claim: str | None = None) -> str:
    """Return the address of a report, at one of its claims."""
    address = f"/documents/{quote(document)}"
    return f"{address}#c-{claim}" if claim else address


def parted(pieces: Iterable[tuple[str, bool]], begin: str, end: str) -> Markup:
    """Return words in their pieces; those that are told to stand apart stand between `begin` and `end`, which are HTML."""
    made: list[str] = []
    for one, apart in pieces:
        made += (begin, escape(one), end) if apart else (escape(one),)
    return Markup("".join(made))


@lru_cache(maxsize=_REMEMBERED)
def name_mark(language: Language, name: str | None, name_en: str | None) -> Markup:
    """Return a name, the other language's where this one has none."""
    return _NAME.format(
        (name if language == "ar" else name_en) or name_en or name or word(language, "page.unknown")
    )


@lru_cache(maxsize=_REMEMBERED)
def day_mark(language: Language, day: date | None) -> Markup:
    """Return a day as it is written everywhere: «2021-05-10»."""
    return _NOTE.format(word(language, "page.no_day")) if day is None else _DAY.format(day)


def spot_mark(language: Language, place: Spot | None) -> Markup:
    """Return a place and what it lies in."""
    if place is None:
        return _NOTE.format(word(language, "page.no_place"))
    own = name_mark(language, place.name, place.name_en)
    if not (place.admin1 or place.admin1_en):
        return own
    around = name_mark(language, place.admin1, place.admin1_en)
    return own if around == own else Markup("، " if language == "ar" else ", ").join((own, around))


def days(language: Language, earliest: date | None, latest: date | None) -> str | None:
    """Return an interval in words, None if nothing is known of it."""
    found = naming.days(earliest, latest)
    if found is None:
        return None
    return found.ar if language == "ar" else found.en


@lru_cache(maxsize=_REMEMBERED)
def when_mark(language: Language, earliest: date | None, latest: date | None) -> Markup:
    """Return an interval, also where nothing is known of it."""
    return _NAME.format(days(language, earliest, latest) or word(language, "page.no_day"))


def tone(language: Language, statuses: Mapping[str, int], contradicted: bool = False) -> str:
    """Return how far the claims of an incident go together, in words: «Alleged»."""
    found = project_word(f"tone_{tone_of(statuses, contradicted)}")
    return found.ar if language == "ar" else found.en


def incident_mark(language: Language, row: IncidentRow | IncidentHead) -> Markup:
    """Return what an incident is called. How far its claims go stands first: an allegation never reads as a fact."""
    return _INCIDENT.format(
        tone(language, row.statuses, row.contradicted), label(language, "type", row.type),
        spot_mark(language, row.place), when_mark(language, row.earliest, row.latest),
    )  # fmt: skip


def origin_mark(language: Language, account: AccountRow) -> Markup:
    """Return an account's name. The words for an unnamed source are those of the report."""
    if account.anonymous:
        return _UNNAMED.format(word(language, "incidents.unnamed"), account.name)
    if account.origin.startswith("document:"):
        return escape(word(language, "incidents.the_report"))
    return name_mark(language, account.name, account.name_en)


@lru_cache(maxsize=_REMEMBERED)
def outlet_mark(language: Language, outlet: str | None) -> Markup:
    """Return an outlet's name as reports have it."""
    return _NAME.format(outlet) if outlet else _NOTE.format(word(language, "incidents.no_outlet"))
