"""What a time expression means: each kind of expression resolves to an interval of days, given a Reference.

The grammar (`time_grammar.py`) makes these values from words; nothing here sees a word. An expression that
can't be dated resolves to `UNRESOLVED`; a date that doesn't exist too (`is_impossible` tells them apart).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` to `latest`, both included; see `model.Time` for precision and basis."""

    earliest: date | None
    latest: date | None
    precision: str
    basis: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a date is read against: publication, what the text dated last, if the sentence looks ahead, and if the
    time is all that it says."""

    published: date | None = None
    year: int | None = None
    month: tuple[int, int] | None = None
    day: date | None = None
    ahead: bool = False
    alone: bool = False


class Expression(Protocol):
    """Anything that tells a time."""

    def resolve(self, ref: Reference) -> Interval:
        """Return the days that it means."""
        ...


def unresolved(precision: str = "vague") -> Interval:
    """Return an interval without ends: the words tell a time, but not which."""
    return Interval(None, None, precision, "unresolved")


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last if there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not MINYEAR <= year < MAXYEAR:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_span(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def week_of(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Vague:
    """«مؤخراً», «قبل شهور», «ليلا»: a time without a date."""

    def resolve(self, ref: Reference) -> Interval:
        """Return no days."""
        return unresolved()


@dataclass(frozen=True, slots=True)
class Offset:
    """«أمس», «أول من أمس الجمعة»: days from publication; a weekday named beside it decides."""

    days: int
    weekday: int | None = None

    def resolve(self, ref: Reference) -> Interval:
        """Return the day, moved to the weekday that the text names (a paper is dated the day after)."""
        if ref.published is None:
            return unresolved("day")
        day = ref.published + timedelta(days=self.days)
        if self.weekday is not None:
            shift = (self.weekday - day.weekday()) % 7
            day += timedelta(days=shift if shift <= 1 else shift - 7)
        return Interval(day, day, "day", "published")


@dataclass(frozen=True, slots=True)
class SameDay:
    """«اليوم نفسه», «اليوم التالي»: the day that the text dated last, or the one after."""

    days: int = 0

    def resolve(self, ref: Reference) -> Interval:
        """Return the day, if the text has dated one."""
        if ref.day is None and ref.ahead and ref.published and self.days:
            return Offset(self.days).resolve(ref)  # «سنغادر في اليوم التالي» counts from today
        if ref.day is None:
            return unresolved("day")
        day = ref.day + timedelta(days=self.days)
        return Interval(day, day, "day", "context")


@dataclass(frozen=True, slots=True)
class SomeHour:
    """«مساءً», «الساعة الخامسة», «بعد ساعتين»: an hour of the day that the text dated last, if that is past."""

    def resolve(self, ref: Reference) -> Interval:
        """Return that day; none where the text has dated none, or the sentence looks ahead."""
        if ref.day is None or ref.ahead or (ref.published is not None and ref.day > ref.published):
            return unresolved()
        return Interval(ref.day, ref.day, "day", "context")


@dataclass(frozen=True, slots=True)
class Weekday:
    """«الخميس», «السبت الماضي», «الاثنين والثلاثاء»: one or more weekdays near publication."""

    days: tuple[int, ...]
    which: str | None = None
    week: Expression | None = None

    def resolve(self, ref: Reference) -> Interval:
        """Return the last such day on or before publication; «الماضي» is before it, «المقبل» after."""
        if self.week is not None:
            return self._within(self.week.resolve(ref))
        if ref.published is None:
            return unresolved("day")
        last = self._nearest(ref.published, self.days[-1], ref.ahead)
        first = last - timedelta(days=(self.days[-1] - self.days[0]) % 7)
        return Interval(first, last, "day" if first == last else "range", "published")

    def _nearest(self, published: date, weekday: int, ahead: bool) -> date:
        back = (published.weekday() - weekday) % 7
        if self.which == "last":
            return published - timedelta(days=back or 7)
        if self.which == "before-last":
            return published - timedelta(days=(back or 7) + 7)
        if self.which in ("next", "after-next"):
            extra = 7 if self.which == "after-next" else 0
            return published + timedelta(days=7 - back + extra)
        if ahead and self.which != "current":
            return published + timedelta(days=(7 - back) % 7)  # «يجتمعان الأربعاء» on a Wednesday: today
        return published - timedelta(days=back)

    def _within(self, week: Interval) -> Interval:
        if week.earliest is None:
            return unresolved("day")
        monday = week_of(week.earliest)
        days = sorted(monday + timedelta(days=d) for d in self.days)
        return Interval(days[0], days[-1], "day" if len(days) == 1 else "range", week.basis)


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date by the calendar, as much as the text gives: «12 كانون الأول 2022», «منتصف أيار», «عام 2011».

    `which` is the word beside the month («الماضي»), `year_which` the one beside the year («من العام الماضي»).
    """

    day: int | None = None
    last_day: int | None = None
    month: int | None = None
    last_month: int | None = None
    year: int | None = None
    last_year: int | None = None
    hijri: bool = False
    part: str | None = None
    which: str | None = None
    year_which: str | None = None
    weekdays: tuple[int, ...] = ()

    def resolve(self, ref: Reference) -> Interval:
        """Return the interval; a year that isn't stated is the nearest that fits, or the context's."""
        if self.month is None and self.year is not None and self.day is None:
            return self._years(self.year)
        basis, year, month = self._month(ref)
        if year is None or month is None:
            return unresolved(self._precision())
        ends = self._ends(year, month)
        if ends is None:
            return unresolved(self._precision())
        return Interval(*ends, self._precision(), basis)

    def _precision(self) -> str:
        if self.day is not None:
            several = self.last_day is not None or len(self.weekdays) > 1
            return "range" if several else "day"
        if self.part:
            return "part-of-month" if self.month or self.which else "range"
        if self.month is None and self.which is None:
            return "year" if self.last_year is None else "range"
        return "month" if self.last_month is None else "range"

    def _years(self, year: int) -> Interval:
        if self.hijri:
            first, last = hijri_day(year, 1, 1), hijri_day(year + 1, 1, 1)
            if first is None or last is None:
                return unresolved("year")
            return Interval(first, last - timedelta(days=1), "year", "stated")
        last_year = self.last_year or year
        if self.part:
            first, last = part_of_year(year, self.part)
            return Interval(first, last, "range", "stated")
        return Interval(date(year, 1, 1), date(last_year, 12, 31), self._precision(), "stated")

    def _month(self, ref: Reference) -> tuple[str, int | None, int | None]:
        """Return basis, year and month; the year and month are None if nothing tells them."""
        if self.month is None:
            return self._month_by_word(ref)
        if self.year is not None:
            return "stated", self.year, self.month
        if self.year_which:
            interval = Period("year", self.year_which).resolve(replace(ref, ahead=True))
            year = interval.earliest.year if interval.earliest else None
            return interval.basis, year, self.month
        if self.which == "same" and ref.month and ref.month[1] == self.month:
            return "context", ref.month[0], self.month
        if ref.published is None:
            return self._year_by_context(ref)
        return "published", self._nearest_year(ref.published, ref.ahead), self.month

    def _month_by_word(self, ref: Reference) -> tuple[str, int | None, int | None]:
        if self.which is None and ref.published and self.day:
            if len(self.weekdays) == 1 and (month := self._month_by_weekday(ref.published, self.day)):
                return "published", month.year, month.month
            month = ref.published
            if self.day > month.day and not ref.ahead:
                month = add_months(month.replace(day=1), -1)
            return "published", month.year, month.month
        interval = Period("month", self.which or "current").resolve(replace(ref, ahead=True))
        first = interval.latest  # of the current month, as `ahead` is set
        return interval.basis, first.year if first else None, first.month if first else None

    def _month_by_weekday(self, published: date, number: int) -> date | None:
        """«الجمعة 15»: the month near publication whose 15th is a Friday."""
        for step in (0, -1, 1, -2, 2):
            month = add_months(published.replace(day=1), step)
            if number > monthrange(month.year, month.month)[1]:
                continue
            if month.replace(day=number).weekday() == self.weekdays[0]:
                return month
        return None

    def _year_by_context(self, ref: Reference) -> tuple[str, int | None, int | None]:
        if ref.month and ref.month[1] == self.month and self.which != "next":
            return "context", ref.month[0], self.month
        return "context", ref.year if self.which in (None, "current") else None, self.month

    def _nearest_year(self, published: date, ahead: bool) -> int | None:
        assert self.month is not None
        here = to_hijri(published) if self.hijri else (published.year, published.month, published.day)
        if here is None:
            return None
        year, month, day = here
        mine = (self.month, self.day or 1)
        if self.which == "current":
            return year
        if self.which == "next" or (ahead and self.which is None):
            past = mine < (month, day) if self.day else self.month < month + (self.which == "next")
            return year + past
        if self.which == "last":
            return year - (mine >= (month, day) if self.day else self.month >= month)
        return year - (mine > (month, day))

    def _ends(self, year: int, month: int) -> tuple[date, date] | None:
        last_month = self.last_month or month
        last_year = self.last_year or (year + 1 if last_month < month else year)
        if self.hijri and self.month is not None:
            return self._hijri_ends(year, month)
        try:
            first, last = month_span(year, month)[0], month_span(last_year, last_month)[1]
            if self.day is not None:
                first = date(year, month, self.day)
                last = date(last_year, last_month, self.last_day or self.day)
                return self._nights(first, last) if first <= last else None
        except ValueError:
            return None
        return part_of_month(first, last, self.part) if self.part else (first, last)

    def _nights(self, first: date, last: date) -> tuple[date, date]:
        """«ليل السبت - الأحد في 12 أيار»: the night before the second day."""
        if len(self.weekdays) == 2 and first == last:
            before = first.weekday() == self.weekdays[1] != self.weekdays[0]
            return (first - timedelta(days=1), last) if before else (first, last + timedelta(days=1))
        return first, last

    def _hijri_ends(self, year: int, month: int) -> tuple[date, date] | None:
        first = hijri_day(year, month, self.day or 1)
        if self.day is not None:
            last = hijri_day(year, month, self.last_day or self.day)
        else:
            following = hijri_day(year + month // 12, month % 12 + 1, 1)
            last = following - timedelta(days=1) if following else None
        if first is None or last is None:
            return None
        return part_of_month(first, last, self.part) if self.part else (first, last)

    @property
    def is_impossible(self) -> bool:
        """Tell whether no year has such a day: 31 نيسان, 30 شباط; 29 شباط counts where the year is stated."""
        if self.hijri or self.month is None:
            return False
        days = monthrange(self.year or 2000, self.month)[1]
        last_days = monthrange(self.last_year or self.year or 2000, self.last_month or self.month)[1]
        return (self.day or 1) > days or (self.last_day or 1) > last_days


def to_hijri(day: date) -> tuple[int, int, int] | None:
    """Return year, month and day of the Umm al-Qura calendar; None out of its range."""
    from hijridate import Gregorian  # only texts with Hijri dates need it

    try:
        there = Gregorian.fromdate(day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return there.year, there.month, there.day


def hijri_day(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Hijri date; None if there is no such day or it is out of range."""
    from hijridate import Hijri

    try:
        there = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(there.year, there.month, there.day)


def part_of_month(first: date, last: date, part: str) -> tuple[date, date]:
    """مطلع is the 1st to 15th, منتصف the 11th to 20th, أواخر the 16th to the end."""
    if part == "early":
        return first, first + timedelta(days=14)
    if part == "mid":
        return first + timedelta(days=10), first + timedelta(days=19)
    return last.replace(day=16) if last.day > 16 else first + timedelta(days=15), last


def part_of_year(year: int, part: str) -> tuple[date, date]:
    """مطلع is January to March, منتصف May to August, أواخر October to December."""
    first, last = {"early": (1, 3), "mid": (5, 8)}.get(part, (10, 12))
    return date(year, first, 1), month_span(year, last)[1]


_STEPS = {
    "before-last": -2,
    "last": -1,
    "recent": -1,
    "current": 0,
    "next": 1,
    "following": 1,
    "after-next": 2,
}


@dataclass(frozen=True, slots=True)
class Period:
    """«الأسبوع الماضي», «الشهر ذاته», «أواخر العام الماضي»: a week, month or year near publication."""

    unit: str  # "week" | "month" | "year" | "decade"
    which: str
    part: str | None = None

    def resolve(self, ref: Reference) -> Interval:
        """Return the period; the current one ends at publication unless the sentence looks ahead."""
        anchor, basis = self._anchor(ref)
        if anchor is None:
            return unresolved("part-of-month" if self.part and self.unit == "month" else self.unit)
        first, last = self._bounds(anchor, 0 if self.which == "same" else _STEPS[self.which])
        if self.part:
            return self._part(first, last, basis)
        if self.which == "current" and not (ref.ahead or ref.alone) and ref.published:
            last = min(last, ref.published)
        precision = "range" if self.unit in ("decade", "century") else self.unit
        return Interval(first, last, precision, basis)

    def _anchor(self, ref: Reference) -> tuple[date | None, str]:
        undated = self.which == "following" and ref.ahead and ref.day is None and ref.year is None
        if self.which not in ("same", "following") or undated:
            return ref.published, "published"
        if self.unit == "year":
            return (date(ref.year, 1, 1) if ref.year else None), "context"
        if self.unit == "month":
            return (date(*ref.month, 1) if ref.month else None), "context"
        return ref.day, "context"

    def _bounds(self, anchor: date, step: int) -> tuple[date, date]:
        if self.unit == "week":
            monday = week_of(anchor) + timedelta(weeks=step)
            return monday, monday + timedelta(days=6)
        if self.unit == "month":
            there = add_months(anchor.replace(day=1), step)
            return month_span(there.year, there.month)
        if self.unit == "decade":
            start = anchor.year // 10 * 10 + 10 * step
            return date(start, 1, 1), date(start + 9, 12, 31)
        if self.unit == "century":
            start = max(anchor.year // 100 * 100 + 100 * step, 100)
            return date(start, 1, 1), date(start + 99, 12, 31)
        year = min(max(anchor.year + step, MINYEAR), MAXYEAR)
        return date(year, 1, 1), date(year, 12, 31)

    def _part(self, first: date, last: date, basis: str) -> Interval:
        assert self.part is not None
        if self.unit == "month":
            return Interval(*part_of_month(first, last, self.part), "part-of-month", basis)
        if self.unit == "year":
            return Interval(*part_of_year(first.year, self.part), "range", basis)
        if self.unit == "week":
            # «أواخر الأسبوع» begins on Thursday; «نهاية الأسبوع» is the weekend.
            start, end = {"early": (0, 2), "mid": (2, 3), "late": (3, 6), "end": (5, 6)}[self.part]
            return Interval(first + timedelta(days=start), first + timedelta(days=end), "range", basis)
        if self.unit == "century":
            from_year, to_year = {"early": (0, 29), "mid": (40, 59)}.get(self.part, (70, 99))
            return Interval(
                date(first.year + from_year, 1, 1), date(first.year + to_year, 12, 31), "range", basis
            )
        return Interval(*part_of_decade(first.year, self.part), "range", basis)


def part_of_decade(start: int, part: str) -> tuple[date, date]:
    """أوائل is the first four years, منتصف the 5th to 7th, أواخر the last three."""
    first, last = {"early": (0, 3), "mid": (4, 6)}.get(part, (7, 9))
    return date(start + first, 1, 1), date(start + last, 12, 31)


@dataclass(frozen=True, slots=True)
class Decade:
    """«الثمانينات», «أواخر التسعينيات»."""

    start: int
    part: str | None = None

    def resolve(self, ref: Reference) -> Interval:
        """Return the ten years, or the part."""
        if self.part:
            return Interval(*part_of_decade(self.start, self.part), "range", "stated")
        return Interval(date(self.start, 1, 1), date(self.start + 9, 12, 31), "decade", "stated")


@dataclass(frozen=True, slots=True)
class Season:
    """«صيف 2014», «الشتاء الماضي», «هذا الصيف»; seasons are whole months, winter starts in December."""

    month: int
    year: Expression | None = None
    which: str | None = None

    def resolve(self, ref: Reference) -> Interval:
        """Return the season of the year, or the one near publication."""
        if self.year is not None:
            year = self.year.resolve(replace(ref, ahead=True))
            if year.earliest is None:
                return unresolved("season")
            return self._of(year.earliest.year, year.basis)
        if ref.published is None:
            return unresolved("season")
        latest = ref.published.year - ((ref.published.month, ref.published.day) < (self.month, 1))
        if self.which in ("next", "after-next"):
            return self._of(latest + 1, "published")
        if self.which in ("last", "before-last", "recent"):
            ended = self._of(latest, "published").latest
            return self._of(latest - (ended is not None and ended >= ref.published), "published")
        return self._of(latest, "published")

    def _of(self, year: int, basis: str) -> Interval:
        first = date(year, self.month, 1)
        return Interval(first, add_months(first, 3) - timedelta(days=1), "season", basis)


@dataclass(frozen=True, slots=True)
class Either:
    """«16/04/21»: digits that make two dates; the second is meant where the first is more than a year ahead."""

    first: Expression
    second: Expression

    def resolve(self, ref: Reference) -> Interval:
        """Return the first date, or the second where the first can hardly have been written about."""
        found = self.first.resolve(ref)
        if found.earliest and ref.published and found.earliest > add_months(ref.published, 12):
            return self.second.resolve(ref)
        return found


@dataclass(frozen=True, slots=True)
class Open:
    """«منذ T», «حتى T», «قبل T», «بعد T»: a time with one open end, or with publication for it.

    «اعتباراً من T», and «منذ» with a day near publication («منذ أمس»), tell when something began: they mean
    that time itself.
    """

    kind: str  # "since" | "onset" | "until" | "before" | "after"
    inner: Expression

    def resolve(self, ref: Reference) -> Interval:
        """Return the days on that side of the time; None stands for the open end."""
        inner = self.inner.resolve(ref)
        if inner.earliest is None or inner.latest is None:
            return unresolved("range")
        if self.kind == "after":
            return Interval(inner.earliest, None, "range", inner.basis)
        if self.kind == "before":
            ends = getattr(self.inner, "part", None) == "end"  # «قبل نهاية الشهر» is up to its last day
            last = inner.latest if ends else inner.earliest - timedelta(days=1)
            ahead = ref.published is not None and (last if ends else inner.earliest) > ref.published
            return Interval(ref.published if ahead else None, last, "range", inner.basis)
        if self.kind == "onset" or (self.kind == "since" and isinstance(self.inner, (Offset, Weekday))):
            return inner  # who is held since Friday was taken on Friday
        if self.kind == "since":
            past = ref.published is not None and inner.earliest <= ref.published
            return Interval(inner.earliest, ref.published if past else None, "range", inner.basis)
        future = ref.published is not None and inner.latest > ref.published
        return Interval(ref.published if future else None, inner.latest, "range", inner.basis)


@dataclass(frozen=True, slots=True)
class Between:
    """«بين آذار ونيسان 2012», «من 3 أيار إلى 5 حزيران», «أمس وأول من أمس»: from one time to another."""

    first: Expression
    last: Expression
    ordered: bool = True  # a list («أمس وأول من أمس») may stand in any order

    def resolve(self, ref: Reference) -> Interval:
        """Return the days from the first's start to the last's end; none if the end is before the start."""
        a, b = self.ends(ref)
        if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
            return unresolved("range")
        if not self.ordered and b.earliest < a.earliest:
            a, b = b, a
        assert a.earliest is not None
        assert b.latest is not None
        if b.latest < a.earliest:
            return unresolved("range")
        return Interval(a.earliest, b.latest, "range", b.basis)

    def ends(self, ref: Reference) -> tuple[Interval, Interval]:
        """Return both ends as they are read; a start without a year takes the end's, or the one before it."""
        b = self.last.resolve(ref)
        first = self.first
        if isinstance(first, CalendarDate) and first.year is None and first.month and b.earliest and b.latest:
            for year in (b.latest.year, b.latest.year - 1):
                a = replace(first, year=year, which=None).resolve(ref)
                if a.earliest is not None and a.earliest <= b.earliest:
                    return replace(a, basis=b.basis), b
        a = first.resolve(ref)
        if isinstance(first, Weekday) and a.earliest and a.latest and b.earliest and a.earliest > b.earliest:
            week = timedelta(days=7)
            a = replace(a, earliest=a.earliest - week, latest=a.latest - week)
        return a, b

    def is_impossible(self, ref: Reference) -> bool:
        """Tell whether the stated end is before the stated start."""
        a, b = self.ends(ref)
        return bool(self.ordered and a.earliest and b.latest and b.latest < a.earliest)
