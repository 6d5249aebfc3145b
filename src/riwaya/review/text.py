"""A report's text and its claims → stretches that don't overlap, each with all that it is part of.

The pieces' words, one after the other, are the text, exactly: a selection on the page can be counted back to code points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riwaya.model import Span
from riwaya.report.marks import Mark, cut

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the text from code point `start` on. `marks`: (number of the claim, role) of what they are part of.

    `finding` and `unread` are the numbers of those that the words belong to, else None. Numbers count from 1.
    """

    start: int
    words: str
    marks: tuple[tuple[int, str], ...] = ()
    finding: int | None = None
    unread: int | None = None

    def numbers(self, *roles: str) -> list[int]:
        """Return the claims in which the words have one of these roles."""
        return [number for number, role in self.marks if role in roles]


def stretches(text: str, claims: Sequence[Json], reading: Json) -> list[Stretch]:
    """Return the text in stretches; `claims` are in the order of their numbers, `reading` has findings and unread."""
    marks = [mark for number, claim in enumerate(claims, 1) for mark in claim_marks(claim, number)]
    for kind in ("findings", "unread"):
        for number, one in enumerate(reading[kind], 1):
            marks += [Mark(span, kind, number) for span in _spans(one.get("spans", [one]))]
    return (
        [_stretch(text, piece.span, piece.marks) for piece in cut(Span(0, len(text)), marks)] if text else []
    )


def claim_marks(claim: Json, number: int) -> Iterator[Mark]:
    """Yield the marks of a claim as `riwaya read --format jsonl` prints it; what a person set without words has none."""
    for role, found in _parts(claim):
        for span in _spans(found):
            yield Mark(span, role, number)


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
    held = dict.fromkeys((m.number, m.role) for m in marks if m.role not in ("findings", "unread"))
    finding = next((m.number for m in marks if m.role == "findings"), None)
    unread = next((m.number for m in marks if m.role == "unread"), None)
    return Stretch(span.start, span.of(text), tuple(held), finding, unread)
