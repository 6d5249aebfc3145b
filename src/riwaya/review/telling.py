"""An incident's accounts → a small drawing of who said it when, and of which day: where each sign stands on its line.

A report's day is a dot. What its claims tell of is a dot where they tell a day, a bar where they tell only a span.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riwaya.project.views.values import AccountRow, AccountView, ClaimView, day

_LONGEST = timedelta(
    days=120
)  # what is told of a longer span, or of days further off, would crowd out the rest
_TICKS = 4
_APART = 6.0  # per cent: dots nearer than that stand above one another
_EDGE = 3.0  # per cent of the width left free at either end


@dataclass(frozen=True, slots=True)
class Dot:
    """Claims of one status that a report published that day; `x` in per cent, `row`: above which others it stands."""

    x: float
    day: date
    status: str
    claims: int
    row: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """The days that a claim tells of: from `x` over `width` per cent; a single day has no width."""

    x: float
    width: float
    status: str


@dataclass(frozen=True, slots=True)
class Line:
    """An account's line."""

    account: AccountRow
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]
    rows: int = 1  # dots above one another


@dataclass(frozen=True, slots=True)
class Tick:
    """A day of the scale; `anchor` keeps its words within the drawing: "start", "middle", "end"."""

    x: float
    day: date
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines, the accounts in their order, over one scale."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    mirrored: bool  # Arabic runs from right to left, time too

    def at(self, when: date) -> float:
        whole = (self.last - self.first).days or 1
        part = (when - self.first).days / whole if self.last > self.first else 0.5
        x = _EDGE + part * (100 - 2 * _EDGE)
        return round(100 - x if self.mirrored else x, 2)


def drawing(accounts: Sequence[AccountView], mirrored: bool = False) -> Drawing | None:
    """Return the drawing, None where no report of the incident has a day."""
    published = [claim.published for account in accounts for claim in account.claims if claim.published]
    if not published:
        return None
    told = [span for account in accounts for claim in account.claims if (span := _span(claim, published))]
    days = [*published, *(one for span in told for one in span)]
    scale = _Scale(min(days), max(days), mirrored)
    lines = tuple(_line(account, scale, published) for account in accounts)
    return Drawing(lines, tuple(_ticks(scale)))


def _line(account: AccountView, scale: _Scale, published: Sequence[date]) -> Line:
    said = Counter((claim.published, claim.status) for claim in account.claims if claim.published)
    dots: list[Dot] = []
    for (when, status), claims in sorted(said.items(), key=lambda item: item[0]):
        assert when is not None
        x = scale.at(when)
        taken = {dot.row for dot in dots if abs(dot.x - x) < _APART}
        row = next(row for row in range(len(dots) + 1) if row not in taken)
        dots.append(Dot(x, when, status, claims, row))
    bars = dict.fromkeys(_bars(account.claims, scale, published))
    return Line(account.row, tuple(dots), tuple(bars), max((dot.row + 1 for dot in dots), default=1))


def _bars(claims: Iterable[ClaimView], scale: _Scale, published: Sequence[date]) -> Iterator[Bar]:
    for claim in claims:
        span = _span(claim, published)
        if span is not None:
            ends = sorted((scale.at(span[0]), scale.at(span[1])))
            yield Bar(ends[0], round(ends[1] - ends[0], 2), claim.status)


def _span(claim: ClaimView, published: Sequence[date]) -> tuple[date, date] | None:
    """Return the days that a claim tells of, None where they are open or too far off for the drawing."""
    time = claim.data["time"]
    earliest, latest = (day(time["earliest"]), day(time["latest"])) if time else (None, None)
    if earliest is None or latest is None or latest < earliest or latest - earliest > _LONGEST:
        return None
    near = any(abs(latest - one) <= _LONGEST for one in published)
    return (earliest, latest) if near else None


def _ticks(scale: _Scale) -> Iterator[Tick]:
    whole = (scale.last - scale.first).days
    steps = min(_TICKS, whole) or 1
    days = dict.fromkeys(scale.first + timedelta(days=round(whole * n / steps)) for n in range(steps + 1))
    for one in days:
        x = scale.at(one)
        yield Tick(x, one, "middle" if 10 < x < 90 else "start" if x <= 10 else "end")
