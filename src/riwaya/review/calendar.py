"""Incidents by month or day → bars of a timeline: for lists that are too long to show each one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riwaya.project.views.whereabouts import Heap
from riwaya.review.places import stand_of

MOST_BARS = 60
FIRM = ("told", "contested")


@dataclass(frozen=True, slots=True)
class Bar:
    """A period («2023», «2023-04», «2023-04-15») with its incidents by quad class, and whether any source asserts them."""

    period: str
    counts: Mapping[tuple[int, bool], int]

    @property
    def total(self) -> int:
        """How many incidents."""
        return sum(self.counts.values())

    @property
    def firm(self) -> int:
        """How many of them at least one source asserts."""
        return sum(count for (_, firm), count in self.counts.items() if firm)


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bars in order; `loose` incidents are told of more than one period, `undated` ones of no day."""

    bars: tuple[Bar, ...]
    loose: int
    undated: int

    @property
    def highest(self) -> int:
        """The incidents of the highest bar."""
        return max((bar.total for bar in self.bars), default=0)


def histogram(found: Iterable[tuple[str | None, str | None, Heap]]) -> Histogram:
    """Return the bars of months or days as they come, of years or months where there are too many of them."""
    rows = list(found)
    letters = max((len(one) for first, last, _ in rows for one in (first, last) if one), default=7)
    while letters > 4 and len({(first or "")[:letters] for first, _, _ in rows if first}) > MOST_BARS:
        letters -= 3
    bars: dict[str, Counter[tuple[int, bool]]] = {}
    loose = undated = 0
    for first, last, heap in rows:
        if not first and not last:
            undated += heap.count
        elif not first or not last or first[:letters] != last[:letters]:
            loose += heap.count
        else:
            bar = bars.setdefault(first[:letters], Counter())
            bar[heap.quad, stand_of(heap) in FIRM] += heap.count
    return Histogram(tuple(Bar(period, bars[period]) for period in sorted(bars)), loose, undated)
