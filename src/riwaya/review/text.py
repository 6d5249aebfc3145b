"""A report's text and its claims → stretches that don't overlap, each with all that it is part of.

The pieces' words, one after the other, are the text, exactly: a selection on the page can be counted back to code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from riwaya.model import Span
from riwaya.report.marks import Mark, cut

Json = Mapping[str, Any]
_CR = re.compile("\r\n?")
FOUND = "found"  # the anchor of the words that the page was opened for
_STAND_IN = "\0"  # which is in no text: reports with it are refused
_ALONE = Markup('<span class="cr">&#13;</span>')
_AROUND = ("findings", "unread", "mention", "found")  # marks that are no claim's


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the text from code point `start` on. `marks`: (number of the claim, role) of what they are part of.

    `finding` and `unread` are the numbers of those that the words belong to, else None; `mentions` those of the
    entities that they stand for. Numbers count from 1.
    """

    start: int
    words: str
    marks: tuple[tuple[int, str], ...] = ()
    finding: int | None = None
    unread: int | None = None
    mentions: tuple[int, ...] = ()
    found: bool = False  # the words that the page was opened for

    @property
    def plain(self) -> bool:
        """Whether the words are part of nothing."""
        return not (self.marks or self.mentions or self.finding or self.unread or self.found)

    @property
    def html(self) -> Markup:
        """The words as HTML whose DOM text is exactly these words."""
        return verbatim(self.words)

    def numbers(self, *roles: str) -> list[int]:
        """Return the claims in which the words have one of these roles."""
        return [number for number, role in self.marks if role in roles]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch as the page shows it: `link` is the claim that its words tell of, `anchor` the name it is found by."""

    stretch: Stretch
    classes: str
    link: str | None = None
    anchor: str | None = None

    @property
    def marks(self) -> str:
        """What it is part of, for scripts: «3:trigger 3:clause»."""
        return " ".join(f"{number}:{role}" for number, role in self.stretch.marks)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text ready to be shown. `anchors` says where findings and unread sentences begin: («unread», 1) → «u1»."""

    pieces: tuple[Piece, ...]
    anchors: Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Look:
    """How a claim's words are marked: by its status, or not at all once a person has rejected it."""

    id: str
    status: str
    rejected: bool = False


def stretches(
    text: str, claims: Sequence[Json], reading: Json, wanted: tuple[int, int] | None = None
) -> list[Stretch]:
    """Return the text in stretches; `claims` are in the order of their numbers, `reading` has findings and unread.

    `wanted` are the words that the page was opened for.
    """
    marks = [mark for number, claim in enumerate(claims, 1) for mark in claim_marks(claim, number)]
    for kind in ("findings", "unread"):
        for number, one in enumerate(reading[kind], 1):
            marks += [Mark(span, kind, number) for span in _spans(one.get("spans", [one]))]
    for number, entity in enumerate(reading["entities"], 1):
        marks += [Mark(span, "mention", number) for span in _spans(entity["mentions"])]
    if wanted:
        marks.append(Mark(Span(*wanted), "found", 1))
    return (
        [_stretch(text, piece.span, piece.marks) for piece in cut(Span(0, len(text)), marks)] if text else []
    )


def verbatim(text: str) -> Markup:
    """Return text as HTML whose DOM text is exactly that text: browsers would turn CR into a line feed.

    A CR that stands alone ends a line, which browsers don't show: style does it, by its class.
    """
    alone = _CR.sub(lambda found: _STAND_IN if found[0] == "\r" else found[0], text)
    return escape(alone).replace(_STAND_IN, _ALONE).replace("\r", Markup("&#13;"))


def claim_marks(claim: Json, number: int) -> Iterator[Mark]:
    """Yield the marks of a claim as `riwaya read --format jsonl` prints it; what a person set without words has none."""
    for role, found in _parts(claim):
        for span in _spans(found):
            yield Mark(span, role, number)


def marked(pieces: Sequence[Stretch], looks: Sequence[Look]) -> Marked:
    """Return stretches as the page shows them; `looks` are the claims in the order of their numbers."""
    found: list[Piece] = []
    anchors: dict[tuple[str, int], str] = {}
    linked: set[int] = set()
    for one in pieces:
        told = one.numbers("trigger")
        shown = next((n for n in told if not looks[n - 1].rejected), None)
        first = next((n for n in told if n not in linked), None)
        linked.update(told)
        anchor = f"t-{looks[first - 1].id}" if first is not None else None
        for kind, number in (("finding", one.finding), ("unread", one.unread)):
            if number is not None and (kind, number) not in anchors:
                anchor = anchor or f"{kind[0]}{number}"
                anchors[kind, number] = anchor
        if one.found and not any(held.stretch.found for held in found):
            anchor = anchor or FOUND
        link = looks[(shown or told[0]) - 1].id if told else None
        found.append(Piece(one, _classes(one, looks, shown), link, anchor))
    return Marked(tuple(found), anchors)


def _classes(one: Stretch, looks: Sequence[Look], shown: int | None) -> str:
    live = {role for number, role in one.marks if not looks[number - 1].rejected}
    names = ["seg"]
    if shown is not None:
        names += ["told", f"s-{looks[shown - 1].status}"]
    names += [name for name, held in (("src", "source" in live), ("cue", "cue" in live)) if held]
    names += [
        name for name, held in (("odd", one.finding), ("unread", one.unread), ("found", one.found)) if held
    ]
    return " ".join(names)


def _parts(claim: Json) -> Iterator[tuple[str, Sequence[Json | None]]]:
    yield "trigger", [claim["trigger"]]
    yield "also", [one for one in claim["triggers"] if one != claim["trigger"]]
    yield "clause", [claim["clause"]]
    for argument in claim["arguments"]:
        yield argument["role"], [argument]
        yield "points", [argument["antecedent"], argument["via"]]
    yield "place", claim["places"]
    yield "time", [claim["time"]]
    yield "toll", claim["tolls"]
    for source in claim["sources"]:
        yield "source", [source]
        yield "cue", [source["cue"]]


def _spans(found: Sequence[Json | None]) -> list[Span]:
    return [Span(one["start"], one["end"]) for one in found if one is not None and one["start"] is not None]


def _stretch(text: str, span: Span, marks: Sequence[Mark]) -> Stretch:
    held = dict.fromkeys((m.number, m.role) for m in marks if m.role not in _AROUND)
    finding = next((m.number for m in marks if m.role == "findings"), None)
    unread = next((m.number for m in marks if m.role == "unread"), None)
    mentions = dict.fromkeys(m.number for m in marks if m.role == "mention")
    found = any(m.role == "found" for m in marks)
    return Stretch(span.start, span.of(text), tuple(held), finding, unread, tuple(mentions), found)
