"""Parts of a longer time: a quarter of a year, a week or a Sunday of a month, what is left of the week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from riwaya.analysis.time_lengths import shift
from riwaya.analysis.time_values import (
    Expression,
    Interval,
    Period,
    Reference,
    add_months,
    unresolved,
    week_of,
)

_LAST = -1
_THIS_MONTH = Period("month", "current")


@dataclass(frozen=True, slots=True)
class Fraction:
    """«الربع الثاني من العام 2022», «النصف الأول من الشهر الجاري»."""

    number: int
    of: int  # how many make the whole
    whole: Expression

    def resolve(self, ref: Reference) -> Interval:
        """Return the fraction of the year or decade; of a month or week only the halves."""
        whole = self.whole.resolve(replace(ref, alone=True))
        if whole.earliest is None or whole.latest is None or self.number > self.of:
            return unresolved("quarter")
        days = (whole.latest - whole.earliest).days + 1
        if days < 32:
            half = whole.earliest + timedelta(days=15 if days > 7 else days // 2)
            ends = (whole.earliest, half - timedelta(days=1)) if self.number == 1 else (half, whole.latest)
            return Interval(*ends, "part-of-month" if days > 7 else "range", whole.basis)
        months = 12 * round(days / 365.25) // self.of
        first = add_months(whole.earliest, months * (self.number - 1))
        precision = {3: "quarter", 1: "month"}.get(months, "range")
        return Interval(first, add_months(first, months) - timedelta(days=1), precision, whole.basis)


@dataclass(frozen=True, slots=True)
class WeekOf:
    """«الأسبوع الأول من أكتوبر»: a week of a month or a year; the first is the one that has its 4th day (ISO)."""

    number: int
    whole: Expression

    def resolve(self, ref: Reference) -> Interval:
        """Return the seven days, from Monday; -1 is the week of the last day."""
        whole = self.whole.resolve(replace(ref, alone=True))
        if whole.earliest is None or whole.latest is None:
            return unresolved("week")
        first = week_of(whole.earliest + timedelta(days=3)) + timedelta(weeks=self.number - 1)
        if self.number == _LAST:
            first = week_of(whole.latest)
        return Interval(first, first + timedelta(days=6), "week", whole.basis)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """«أول جمعة من تموز», «آخر أحد من الشهر»: a weekday counted inside a month; -1 is its last."""

    number: int
    weekday: int
    whole: Expression = _THIS_MONTH

    def resolve(self, ref: Reference) -> Interval:
        """Return the day; none if the month has fewer."""
        month = self.whole.resolve(replace(ref, alone=True))
        if month.earliest is None or month.latest is None or (month.latest - month.earliest).days > 31:
            return unresolved("day")
        first = month.earliest + timedelta(days=(self.weekday - month.earliest.weekday()) % 7)
        number = (month.latest - first).days // 7 if self.number == _LAST else self.number - 1
        day = first + timedelta(weeks=number)
        return Interval(day, day, "day", month.basis) if day <= month.latest else unresolved("day")


@dataclass(frozen=True, slots=True)
class NthDay:
    """«أول يوم من العام», «آخر يوم من الشهر»: a day counted inside a longer time; -1 is its last."""

    number: int
    whole: Expression

    def resolve(self, ref: Reference) -> Interval:
        """Return the day; none if there are fewer."""
        whole = self.whole.resolve(replace(ref, alone=True))
        if whole.earliest is None or whole.latest is None:
            return unresolved("day")
        day = whole.earliest + timedelta(days=self.number - 1) if self.number > 0 else whole.latest
        return Interval(day, day, "day", whole.basis) if day <= whole.latest else unresolved("day")


@dataclass(frozen=True, slots=True)
class Portion:
    """«الأشهر الستة الأولى من العام», «آخر عشرة أيام من رمضان»: so many units from its start, or back from its end."""

    count: int  # below zero: the last ones
    unit: str
    whole: Expression

    def resolve(self, ref: Reference) -> Interval:
        """Return the days; none if the whole is shorter."""
        whole = self.whole.resolve(replace(ref, alone=True))
        if whole.earliest is None or whole.latest is None:
            return unresolved("range")
        first, last = whole.earliest, whole.latest
        if self.count > 0:
            last = shift(first, self.count, self.unit) - timedelta(days=1)
        else:
            first = shift(last + timedelta(days=1), self.count, self.unit)
        inside = whole.earliest <= first and last <= whole.latest
        return Interval(first, last, "range", whole.basis) if inside else unresolved("range")


@dataclass(frozen=True, slots=True)
class Rest:
    """«بقية الأسبوع», «وقت لاحق من هذا الشهر»: what is left of a period; `later` leaves out today."""

    whole: Expression
    later: bool = False

    def resolve(self, ref: Reference) -> Interval:
        """Return the days from publication to the period's end; all of it if none of it is left."""
        whole = self.whole.resolve(replace(ref, alone=True))
        if whole.earliest is None or whole.latest is None or ref.published is None:
            return whole
        left = ref.published + timedelta(days=self.later)
        if not whole.earliest <= left <= whole.latest:
            return whole
        return Interval(left, whole.latest, "range", whole.basis)
