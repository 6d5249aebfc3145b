"""An event's time → what it says of this event, where «منذ» counts from another event that has the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from riwaya.analysis.words import Word
from riwaya.model import Span, Time

_SINCE = frozenset(("منذ", "ومنذ", "مذ"))
_FARTHEST = 7  # words of the event that «منذ» counts from
_BETWEEN = frozenset(("noun", "prep", "num", "quant"))


def since_event(words: Sequence[Word], triggers: Sequence[Span], time: Time, published: date | None) -> Time:
    """Return the time that an event has whose date dates another: «فروا منذ بدء الحرب في عام 2011».

    The war began in 2011; those who fled since did so from 2011 to publication. The war itself keeps the year.
    """
    since = _since_before(words, time.span)
    if since is None or time.earliest is None:
        return time
    if any(since.start < t.start < time.span.start for t in triggers):
        return time
    past = published is not None and time.earliest <= published
    span = Span(since.start, time.span.end)
    return replace(time, span=span, latest=published if past else None, precision="range")


def _since_before(words: Sequence[Word], span: Span) -> Span | None:
    """Return the «منذ» before a date from which only the noun phrase of an event parts it."""
    last = next((k for k, w in enumerate(words) if w.token.span.start >= span.start), len(words))
    for word in reversed(words[max(0, last - _FARTHEST) : last]):
        if word.folded in _SINCE:
            start = word.token.span.start + word.folded.startswith("و")
            return Span(start, word.token.span.end)
        if word.pos not in _BETWEEN:
            return None
    return None
