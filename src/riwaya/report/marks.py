"""Spans that may overlap → pieces of text that don't: what a page needs to mark claims in a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from riwaya.model import Claim, Reading, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span, what it is («trigger», «actor», …), and the number of the claim, finding or unread it is of."""

    span: Span
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks all along; `marks` is empty for plain text."""

    span: Span
    marks: tuple[Mark, ...]

    def of(self, *roles: str) -> tuple[Mark, ...]:
        """Return the marks with one of these roles."""
        return tuple(mark for mark in self.marks if mark.role in roles)


def claim_marks(claim: Claim, number: int) -> Iterator[Mark]:
    """Yield the marks of one claim: its trigger first, then the rest."""
    yield Mark(claim.trigger, "trigger", number)
    for span in claim.triggers:
        if span != claim.trigger:
            yield Mark(span, "also", number)
    yield Mark(claim.clause, "clause", number)
    for argument in claim.arguments:
        yield Mark(argument.span, argument.role, number)
        yield from (Mark(span, "points", number) for span in (argument.antecedent, argument.via) if span)
    for place in claim.places:
        yield Mark(place.span, "place", number)
    if claim.time:
        yield Mark(claim.time.span, "time", number)
    for toll in claim.tolls:
        yield Mark(toll.span, "toll", number)
    for source in claim.sources:
        yield Mark(source.span, "source", number)
        yield Mark(source.cue, "cue", number)


def reading_marks(reading: Reading) -> Iterator[Mark]:
    """Yield all marks of a reading; numbers count from 1 within claims, findings and unread."""
    for number, claim in enumerate(reading.claims, 1):
        yield from claim_marks(claim, number)
    for number, finding in enumerate(reading.findings, 1):
        yield from (Mark(span, "finding", number) for span in finding.spans)
    for number, unread in enumerate(reading.unread, 1):
        yield Mark(unread.span, "unread", number)


def by_line(lines: Sequence[Span], marks: Iterable[Mark]) -> Iterator[tuple[Span, list[Mark]]]:
    """Yield each line with the marks that touch it; lines come in order and don't overlap."""
    starts = [line.start for line in lines]
    found: list[list[Mark]] = [[] for _ in lines]
    for mark in marks:
        at = max(0, bisect_right(starts, mark.span.start) - 1)
        while at < len(lines) and lines[at].start < mark.span.end:
            if mark.span.overlaps(lines[at]):
                found[at].append(mark)
            at += 1
    yield from zip(lines, found, strict=True)


def cut(whole: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Yield the pieces of `whole` in order; together they cover it exactly once."""
    inside = [mark for mark in marks if mark.span.overlaps(whole) and mark.span.start < mark.span.end]
    edges = {whole.start, whole.end}
    for mark in inside:
        edges.update((max(mark.span.start, whole.start), min(mark.span.end, whole.end)))
    starting = sorted(inside, key=lambda mark: mark.span.start)
    active: list[Mark] = []
    taken = 0
    points = sorted(edges)
    for start, end in pairwise(points):
        while taken < len(starting) and starting[taken].span.start <= start:
            active.append(starting[taken])
            taken += 1
        active = [mark for mark in active if mark.span.end > start]
        yield Piece(Span(start, end), tuple(active))
