"""All that the analysis found in a document, side by side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.analysis.attribution import AttributionLayer
from riwaya.analysis.entities import Linked
from riwaya.analysis.events import Event
from riwaya.analysis.parsed import Parsed
from riwaya.model import Place, Span, Time, Toll


@dataclass(frozen=True, slots=True)
class Layers:
    """What the analysis found in a document, as the claims need it."""

    parsed: tuple[Parsed, ...]
    events: tuple[Event, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    tolls: tuple[Toll, ...]
    attributions: tuple[AttributionLayer, ...]
    linked: Linked  # the mentions of those who act, and whom they mean

    def events_of(self, sentence: int) -> Sequence[Event]:
        """Return the events of a sentence by its number."""
        first = bisect_left(self.events, sentence, key=lambda e: e.sentence)
        return self.events[first : bisect_right(self.events, sentence, key=lambda e: e.sentence)]

    def places_in(self, span: Span) -> Sequence[Place]:
        """Return the places that begin within a span."""
        first = bisect_left(self.places, span.start, key=lambda p: p.span.start)
        return self.places[first : bisect_left(self.places, span.end, key=lambda p: p.span.start)]

    def times_in(self, span: Span) -> Sequence[Time]:
        """Return the times that begin within a span."""
        first = bisect_left(self.times, span.start, key=lambda t: t.span.start)
        return self.times[first : bisect_left(self.times, span.end, key=lambda t: t.span.start)]

    def places_before(self, offset: int, most: int) -> Sequence[Place]:
        """Return the last places that begin before an offset, `most` at most."""
        last = bisect_left(self.places, offset, key=lambda p: p.span.start)
        return self.places[max(0, last - most) : last]

    def sentence_at(self, offset: int) -> Span:
        """Return the span of the sentence that holds the character at `offset`."""
        return self.parsed[
            bisect_right(self.parsed, offset, key=lambda p: p.sentence.span.start) - 1
        ].sentence.span
