"""Claims as the reading view shows them: a card each, with what the machine read beside what a person set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from riwaya.linking.wording import ground_words
from riwaya.model import Span
from riwaya.project.views.report import ReportView
from riwaya.project.views.values import ClaimView
from riwaya.report.marks import Mark, cut
from riwaya.review.text import Look, Marked, marked, stretches
from riwaya.review.words import Language

Json = Mapping[str, Any]
LIKELY = ((0.9, "sure"), (0.75, "likely"), (0.5, "unsure"), (0.0, "doubtful"))


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its number in the report. `read` is what the machine read of it."""

    number: int
    claim: ClaimView
    read: Json
    quote: tuple[tuple[str, bool], ...]  # the clause's words; True: those for the event itself

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def data(self) -> Json:
        """The claim as judged."""
        return self.claim.data

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a person set."""
        return self.claim.review.fields if self.claim.review else ()

    @property
    def verdict(self) -> str:
        """accepted, rejected, corrected, again, or "open" if nobody has looked at it."""
        return self.claim.review.verdict if self.claim.review else "open"

    @property
    def by_person(self) -> bool:
        """Whether a person made the claim."""
        return self.data.get("made_by") == "person"

    @property
    def likely(self) -> str:
        """How sure the reading is, as a word of `LIKELY`."""
        return next(name for least, name in LIKELY if self.data["confidence"] >= least)

    def parties(self, role: str) -> list[Json]:
        """Return the participants in a role."""
        return parties(self.data, role)

    def why(self, language: Language) -> list[tuple[str, float]]:
        """Return why the claim is in its incident: reasons in words with their weights."""
        return [
            (ground_words(ground, language), ground.weight) for ground in self.claim.grounds if ground.weight
        ]


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as the reading view shows it."""

    view: ReportView
    cards: tuple[Card, ...]
    marked: Marked

    @property
    def reviewed(self) -> int:
        """How many of its claims a person has looked at."""
        return sum(card.claim.reviewed for card in self.cards)

    def card(self, claim: str) -> Card | None:
        """Return the card of a claim."""
        return next((card for card in self.cards if card.id == claim), None)


def reading_of(
    view: ReportView, as_read: Mapping[str, Json], wanted: tuple[int, int] | None = None
) -> Reading:
    """Return a report to show; `as_read` has what the machine read of the claims that a person corrected.

    `wanted` are the words that the page is opened for.
    """
    cards = tuple(
        Card(number, claim, as_read.get(claim.id, claim.data), tuple(quote(claim.data, view.text)))
        for number, claim in enumerate(view.claims, 1)
    )
    pieces = stretches(view.text, [claim.data for claim in view.claims], view.reading, wanted)
    return Reading(view, cards, marked(pieces, [look(card) for card in cards]))


def look(card: Card) -> Look:
    """Return how a claim's words are marked in the text."""
    return Look(card.id, card.claim.status, card.verdict == "rejected")


def quote(claim: Json, text: str) -> Iterable[tuple[str, bool]]:
    """Yield the words of the clause in pieces, each with whether it tells the event."""
    spans = [Span(one["start"], one["end"]) for one in (claim["trigger"], *claim["triggers"])]
    clause = Span(claim["clause"]["start"], claim["clause"]["end"])
    whole = Span(min(clause.start, spans[0].start), max(clause.end, spans[0].end))
    for piece in cut(whole, [Mark(span, "trigger", 1) for span in spans]):
        yield piece.span.of(text), bool(piece.marks)


def parties(claim: Json, role: str) -> list[Json]:
    """Return the participants of a claim in a role."""
    return [one for one in claim["arguments"] if one["role"] == role]


def dates(time: Json | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of a claim's time, None where it is open or unknown."""
    if time is None:
        return None, None
    first, last = (time[name] and date.fromisoformat(time[name]) for name in ("earliest", "latest"))
    return first, last


def count(toll: Json) -> str:
    """Return a toll's number: «5», «5–9», «≥ 5», «≤ 9», «?»."""
    least, most = toll["min"], toll["max"]
    if least is None:
        return "?" if most is None else f"≤ {most}"
    if most is None:
        return f"≥ {least}"
    return str(least) if least == most else f"{least}–{most}"


def where(place: Json) -> list[Json]:
    """Return a place and what it lies in, the narrowest first, each name once: [{"ar": …, "en": …}]."""
    names = [{"ar": place.get(n), "en": place.get(f"{n}_en")} for n in ("name", "admin1", "country")]
    found: list[Json] = []
    for one in names:
        if (one["ar"] or one["en"]) and one not in found:
            found.append(one)
    return found
