"""Lengths of time counted from publication: «قبل يومين», «بعد سنة وشهرين», «خلال السنوات الثلاث الماضية»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from riwaya.analysis.time_values import Interval, Reference, add_months, month_span, unresolved, week_of

Part = tuple[int, str]  # count and unit of a length


def shift(day: date, count: int, unit: str) -> date:
    """Return the day so many days, weeks, months or years away."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        return add_months(day, count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit])
    except OverflowError:
        return day


def shift_by(day: date, parts: tuple[Part, ...], sign: int = 1) -> date:
    """Return the day after all the parts of a length: «سنة وشهران» are a year and two months."""
    for count, unit in parts:
        day = shift(day, sign * count, unit)
    return day


@dataclass(frozen=True, slots=True)
class Ago:
    """«قبل يومين», «بعد شهر», «قبل سنة وشهرين»: so long before (`sign` -1) or after publication.

    Days, weeks and months are counted to the day, and so are one or two years, unless the text says «نحو»; what
    is longer or less sure is only the week, month or year.
    """

    parts: tuple[Part, ...]
    sign: int
    approximate: bool = False

    def resolve(self, ref: Reference) -> Interval:
        """Return the day, week, month or year; hours reach back a day at most for each 24 of them."""
        if ref.published is None:
            return unresolved("vague")
        count, unit = self.parts[-1]
        if unit in ("hour", "minute"):
            days = -(-count // 24) if unit == "hour" else 0
            first, last = sorted((ref.published + timedelta(days=self.sign * days), ref.published))
            return Interval(first, last, "range", "published")
        there = shift_by(ref.published, self.parts, self.sign)
        if unit == "day" or (not self.approximate and (unit in ("week", "month") or self._is_short(unit))):
            return Interval(there, there, "day", "published")
        if unit == "week":
            return Interval(week_of(there), week_of(there) + timedelta(days=6), "week", "published")
        if unit == "month":
            return Interval(*month_span(there.year, there.month), "month", "published")
        return Interval(date(there.year, 1, 1), date(there.year, 12, 31), "year", "published")

    def _is_short(self, unit: str) -> bool:
        return unit == "year" and self.parts[-1][0] <= 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """«خلال السنوات الثلاث الماضية», «الأشهر الستة المقبلة»: so long up to publication, or from the day after."""

    parts: tuple[Part, ...]
    sign: int

    def resolve(self, ref: Reference) -> Interval:
        """Return the days from there to publication, or from the day after it to there."""
        if ref.published is None:
            return unresolved("range")
        if self.parts[-1][1] in ("hour", "minute"):
            return Ago(self.parts, self.sign).resolve(ref)
        there = shift_by(ref.published, self.parts, self.sign)
        if self.sign < 0:
            return Interval(there, ref.published, "range", "published")
        first = min(ref.published + timedelta(days=1), there)
        return Interval(first, there, "range", "published")
