"""What pages on incidents and findings say beyond `words/`: tones, grades, reasons, words with the event's own marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from fastapi import Request
from markupsafe import Markup

from riwaya.linking.model import Ground
from riwaya.linking.wording import ground_words
from riwaya.project.views.values import ClaimView, FindingView, day
from riwaya.report.project.values import tone_of
from riwaya.report.project.words import word
from riwaya.review.marks import days, parted
from riwaya.review.render import language_of
from riwaya.review.words import Language

_DAY = r"\d{4}-\d\d-\d\d"
_DAYS = re.compile(rf"({_DAY}(?:–{_DAY})?)")
_REMEMBERED = 4_096
_GROUND = Markup('<li><bdi dir="ltr" class="{}">{:+.1f}</bdi> {}</li>')
_GROUNDS = Markup('<ul class="grounds">{}</ul>')
_SENTENCE, _LTR, _END = Markup('<bdi dir="{}">{}</bdi>'), '<bdi dir="ltr">', "</bdi>"
_TWICE = re.compile(rf"({_DAY})–\1")


def phrasing(request: Request) -> dict[str, Any]:
    """Return what templates of incidents and findings use, in the reader's language."""
    language = language_of(request)
    return {
        "say": partial(say, language),
        "tone_key": tone_of,
        "grounds": partial(grounds, language),
        "marked": marked,
        "hot": hot,
        "in_order": in_order,
        "kind_of": kind_of,
    }


def say(language: Language, key: str) -> str:
    """Return a phrase of the project's report: say("en", "grade_3") → «possibly true»."""
    return getattr(word(key), language)  # type: ignore[no-any-return]


@lru_cache(maxsize=_REMEMBERED)
def grounds(language: Language, some: tuple[Ground, ...]) -> Markup:
    """Return the reasons of a link with their weights, as a list."""
    return _GROUNDS.format(Markup("").join([ground(language, one) for one in some]))


@lru_cache(maxsize=_REMEMBERED)
def ground(language: Language, one: Ground) -> Markup:
    """Return a reason of a link with its weight, as an item of a list."""
    words = in_order(language == "ar", ground_words(one, language))
    return _GROUND.format("for" if one.weight > 0 else "against", one.weight, words)


def dated(text: str) -> list[tuple[str, bool]]:
    """Cut words at the days in them, which Arabic would turn around: each piece with whether it is days.

    «2021-05-10–2021-05-10» becomes one day.
    """
    pieces = _DAYS.split(_TWICE.sub(r"\1", text))
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]


@lru_cache(maxsize=_REMEMBERED)
def in_order(rtl: bool, text: str) -> Markup:
    """Return a sentence in the reader's language; names and days in it don't turn it around."""
    return _SENTENCE.format("rtl" if rtl else "ltr", parted(dated(text), _LTR, _END))


def kind_of(finding: FindingView) -> str:
    """Return the kind as filters name it: «contradiction-toll»."""
    return f"{finding.kind}-{finding.about}" if finding.about else finding.kind


def hot(claim: ClaimView) -> Markup:
    """Return a claim's words, those that stand for its event marked."""
    return parted(marked(claim), "<mark>", "</mark>")


def marked(claim: ClaimView) -> list[tuple[str, bool]]:
    """Cut a claim's words at the words that stand for its event: each piece with whether it is one of those."""
    spans = _spans(claim)
    pieces, at = [], 0
    for start, end in spans:
        pieces += [(claim.words[at:start], False), (claim.words[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (claim.words[at:], False)) if piece[0]]


def _spans(claim: ClaimView) -> Sequence[tuple[int, int]]:
    """Return where the event's words stand in the clause, in order, none over another."""
    told = [claim.data["trigger"], *claim.data["triggers"]]
    whole = len(claim.words)
    found = sorted(
        {(one["start"] - claim.start, one["end"] - claim.start) for one in told if one and one["start"] is not None}
    )  # fmt: skip
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if 0 <= start < end <= whole and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def days_of(language: Language, time: Mapping[str, Any]) -> str:
    """Return the days that a claim tells of, in words."""
    return days(language, day(time["earliest"]), day(time["latest"])) or say(language, "no_day")
