"""Words → time expressions: the grammar of dates, weekdays, periods and lengths of time.

Each rule looks at one place of a sentence and gives an Expression (`time_values.py`) and the index after it,
or None. The words are in `data/time_words.tsv` and `data/months.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from riwaya.analysis.time_values import (
    Ago,
    Between,
    CalendarDate,
    Decade,
    Expression,
    Fraction,
    Offset,
    Open,
    Period,
    SameDay,
    Season,
    Stretch,
    Vague,
    Weekday,
    WeekOf,
)
from riwaya.model import Token
from riwaya.text.numbers import Cardinal, Word, index_words, match, read_cardinal, read_ordinal, read_table

Parsed = tuple[Expression, int] | None
_SLASHES = frozenset(("/", "\\", "-", "–", "(", "slash"))
_DASHES = frozenset(("-", "–", "—"))
_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Month:
    """A month's name: its number, calendar, the index after it, and whether it needs nothing beside it."""

    number: int
    hijri: bool
    last: int
    alone: bool


@cache
def time_words() -> dict[str, tuple[Word, ...]]:
    """Return every form that the grammar knows, with its proclitics, by its first word."""
    return index_words(_entries(), frozenset(("unit", "season")))


def _entries() -> Iterator[tuple[str, str, str]]:
    for forms, kind, value in read_table("time_words.tsv", 3):
        for form in forms.split("|"):
            yield form, kind, value
    for forms, calendar, number, alone in read_table("months.tsv", 4):
        for form in forms.split("|"):
            yield form, "month", f"{calendar}:{number}:{alone}"


class Grammar:
    """The rules over one sentence's tokens; `parse(i, proclitic)` reads a time that starts at token `i`."""

    def __init__(self, tokens: tuple[Token, ...], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.table = time_words()
        self.start = -1
        self.proclitic = ""

    def parse(self, i: int, proclitic: str) -> Parsed:
        """Read the longest time expression at token `i`, whose first word carries `proclitic`."""
        self.start, self.proclitic = i, proclitic
        return (
            self._vague(i)
            or self._clock_time(i)
            or self._span_of_two(i)
            or self._ago(i)
            or self._open(i)
            or self._listed(i)
        )

    # -- looking at tokens --------------------------------------------------------------------------------

    def folded(self, i: int) -> str:
        """Return the folded token at `i`, or nothing past the end."""
        return self.tokens[i].folded if 0 <= i < len(self.tokens) else ""

    def word(self, i: int, *kinds: str, proclitic: str = "") -> tuple[Word, int] | None:
        """Return the first reading of token `i` with one of these kinds, and the index after it."""
        wanted = self.proclitic if i == self.start else proclitic
        for word in self.table.get(self.folded(i), ()):
            if word.kind in kinds and word.proclitic == wanted and match(word, self.tokens, i):
                return word, i + 1 + len(word.rest)
        return None

    def after(self, i: int, *kinds: str) -> int:
        """Return the index after an optional word of these kinds at `i`."""
        found = self.word(i, *kinds)
        return found[1] if found else i

    def skip(self, i: int, *marks: str) -> int:
        """Return the index after an optional token that is one of these."""
        return i + 1 if self.folded(i) in marks else i

    def definite(self, i: int) -> bool:
        """Tell whether token `i` carries the article, under the proclitic of the start."""
        bare = self.folded(i)
        if i == self.start:
            bare = bare.removeprefix(self.proclitic)
            return bare.startswith("ال") or (self.proclitic.endswith("ل") and bare.startswith("ل"))
        return bare.startswith("ال")

    def cardinal(self, i: int, proclitic: str = "") -> Cardinal | None:
        """Read an exact number at `i`."""
        found = read_cardinal(self.tokens, i)
        wanted = self.proclitic if i == self.start else proclitic
        return found if found and found.proclitic == wanted else None

    def ordinal(self, i: int, proclitic: str = "") -> Cardinal | None:
        """Read an ordinal at `i`."""
        found = read_ordinal(self.tokens, i)
        wanted = self.proclitic if i == self.start else proclitic
        return found if found and found.proclitic == wanted else None

    def touching(self, i: int, j: int) -> bool:
        """Tell whether the tokens from `i` to before `j` stand without spaces."""
        return all(self.tokens[k].span.end == self.tokens[k + 1].span.start for k in range(i, j - 1))

    def which(self, i: int) -> tuple[str, int] | None:
        """Read «الماضي», «(الماضي)», «ذاته» at `i`."""
        bracket = self.folded(i) == "("
        found = self.word(i + bracket, "which")
        if found is None or found[0].value in ("few", "recent"):
            return None
        return found[0].value, self.skip(found[1], ")") if bracket else found[1]

    # -- rules, from the outermost ------------------------------------------------------------------------

    def _vague(self, i: int) -> Parsed:
        found = self.word(i, "vague")
        if found is None:
            return None
        # «وقت لاحق من هذا الشهر», «وقت لاحق اليوم» do tell a time.
        inner = self._listed(self.skip(found[1], "من"))
        return inner or (Vague(), found[1])

    def _clock_time(self, i: int) -> Parsed:
        """«الساعة الخامسة مساء [الأحد]»: a time of day, dated only by a day near it."""
        unit = self.word(i, "unit")
        if unit is None or unit[0].value != "hour:1" or not self.definite(i):
            return None
        number = self.ordinal(unit[1]) or self.cardinal(unit[1])
        if number is None or self.which(number.last):
            return None
        last = number.last
        if self.folded(last) == ":":
            last += 2
        for j in range(last, min(last + 5, len(self.tokens))):
            if self.tokens[j].kind == "mark" and self.folded(j) not in "()":
                break
            day = self._day(j)
            if day:
                return day
        found = self.word(last, "clock")
        return Vague(), found[1] if found else last

    def _span_of_two(self, i: int) -> Parsed:
        """«بين آذار ونيسان», «من 3 أيار إلى 5 حزيران»."""
        found = self.word(i, "between")
        if found:
            first = self._point(found[1])
            last = self._after_and(first[1]) if first else None
            if first and last:
                return self._pair(first[0], last)
            return self._list_of_days(found[1])
        found = self.word(i, "from")
        if found is None:
            return None
        first = self._point(found[1])
        to = self.word(first[1], "to") if first else None
        last = self._point(to[1]) if to else None
        if first and last:
            return self._pair(first[0], last)
        return self._list_of_days(found[1])

    def _pair(self, first: Expression, last: tuple[Expression, int]) -> Parsed:
        return Between(first, last[0]), last[1]

    def _after_and(self, i: int) -> Parsed:
        """Read a point joined by «و»."""
        if self.folded(i) == "و":
            return self._point(i + 1)
        if not self.folded(i).startswith("و"):
            return None
        return Grammar(self.tokens, self.text)._joined(i)

    def _joined(self, i: int) -> Parsed:
        self.start, self.proclitic = i, "و"
        return self._point(i)

    def _list_of_days(self, i: int) -> Parsed:
        """«[بين] 3 و12 سبتمبر», «[من] يناير حتى مارس»."""
        found = self._dated(i) or self._month_year(i, dated=False)
        if found and isinstance(found[0], CalendarDate) and (found[0].last_day or found[0].last_month):
            return found
        return None

    def _ago(self, i: int) -> Parsed:
        """«قبل يومين», «منذ نحو 6 أشهر», «خلال السنوات الثلاث الماضية», «السنوات الماضية»."""
        if self._is_part_of_day(i):
            return None
        head = self.word(i, "before", "after", "since", "within")
        kind = head[0].kind if head else ""
        j = head[1] if head else i
        stretch = self._stretch(j)
        if stretch and kind != "before":
            return stretch if kind != "since" or not isinstance(stretch[0], Vague) else (Vague(), stretch[1])
        if kind in ("before", "after", "since"):
            return self._length_ago(kind, j)
        return None

    def _is_part_of_day(self, i: int) -> bool:
        """«بعد ظهر», «قبل الظهر», «بعد غد» begin like «بعد» and «قبل»."""
        return self.word(i, "daypart", "clock", "day") is not None

    def _length_ago(self, kind: str, i: int) -> Parsed:
        approximate, j = self._about(i)
        length = self._length(j)
        if length is None:
            return None
        count, unit, last = length
        if count is None:
            return Vague(), last
        if count > 200 and unit != "hour" and unit != "minute":
            return None
        if self._has_anchor(last, kind):
            # «بعد يوم من عودته» counts from something else.
            return Vague(), last
        last = self._from_now(last)
        if kind == "since" and (approximate or unit not in ("day", "week")):
            return Stretch(-count, unit), last
        if kind != "after":
            return Ago(-count, unit, approximate), last
        return self._later(count, unit, last, i)

    def _later(self, count: int, unit: str, last: int, i: int) -> Parsed:
        """«بعد أسبوع» counts from what was told before; only «من الآن» or a plan counts from today."""
        now = self.folded(last - 1) in ("الان", "اليوم")
        return (Ago(count, unit) if now or self.looks_ahead(i) else Vague()), last

    def _about(self, i: int) -> tuple[bool, int]:
        for size, words in ((2, ("ما يقارب", "ما يقرب")), (1, ("نحو", "حوالي", "قرابه", "زهاء", "بنحو"))):
            if " ".join(self.folded(k) for k in range(i, i + size)) in words:
                return True, self.skip(i + size, "من")
        return False, i

    def _has_anchor(self, i: int, kind: str) -> bool:
        if self.folded(i) not in ("من", "علي"):
            return False
        return kind != "since" and not self._is_now(i + 1)

    def _is_now(self, i: int) -> bool:
        found = self.word(i, "day")
        return found is not None and found[0].value == "0"

    def _from_now(self, i: int) -> int:
        return i + 2 if self.folded(i) == "من" and self._is_now(i + 1) else i

    def _length(self, i: int) -> tuple[int | None, str, int] | None:
        """Read «ثلاثة أيام», «يومين», «شهر», «بضعة أشهر»: count (None if vague), unit, index after."""
        number = self.cardinal(i)
        j = number.last if number else i
        if number is None and self.folded(i) in ("بضعه", "بضع", "عده"):
            found = self.word(i + 1, "unit")
            return (None, "", found[1]) if found else None
        found = self.word(j, "unit")
        if found is None or (number is None and self.definite(j)):
            return None
        unit, _, size = found[0].value.partition(":")
        if unit == "span":
            return None, unit, found[1]
        named = self.month(found[1]) or self.year(found[1]) or self.word(found[1], "weekday")
        if number is None and named:
            return None  # «منذ عام 2011», «منذ شهر أيار», «قبل يوم الأحد»
        last = found[1] + 1 if self.folded(found[1]) in ("واحد", "واحده", "اثنين", "اثنتين") else found[1]
        if number is not None:
            return number.value, unit, last
        if size == "n":
            # «عدة أشهر», «أشهر عدة»
            return None, unit, last + 1 if self.folded(last) in ("عده", "قليله", "طويله", "قليل") else last
        return int(size), unit, last

    def _stretch(self, i: int) -> Parsed:
        """«السنوات الثلاث الماضية», «الأربع سنوات الماضية», «الـ24 ساعة الماضية», «آخر 3 سنوات»."""
        latest = self.word(i, "latest")
        j = latest[1] if latest else i
        j = self.skip(j, "ال")
        number = self.cardinal(j)
        unit = self.word(number.last if number else j, "unit")
        if unit is None:
            return None
        name, _, size = unit[0].value.partition(":")
        last = unit[1]
        if number is None and size == "n" and (number := self.cardinal(self.skip(last, "ال"))):
            last = number.last
        if latest:
            return (Stretch(-number.value, name), last) if number and name != "span" else None
        plural = size != "1" or number is not None
        found = self.word(last, "which")
        if found is None or not plural or not (self.definite(j) or number):
            return None
        return self._stretched(found[0].value, number.value if number else size, name), found[1]

    def _stretched(self, which: str, count: int | str, unit: str) -> Expression:
        if which in ("last", "recent", "next") and count != "n" and unit != "span":
            return Stretch(int(count) * (1 if which == "next" else -1), unit)
        if which == "last" and unit == "hour":
            return Stretch(-24, unit)
        return Vague()

    def _open(self, i: int) -> Parsed:
        """«منذ ديسمبر الماضي», «حتى يوم الجمعة», «بعد عام 2011», «قبل 15 آذار»."""
        head = self.word(i, "since", "until", "before", "after")
        if head is None or self._is_part_of_day(i):
            return None
        inner = self._listed(self.skip(head[1], "في"))
        if inner is None or isinstance(inner[0], Vague):
            return None
        if (
            head[0].kind == "since"
            and (until := self.word(inner[1], "to"))
            and (last := self._point(until[1]))
        ):
            return Between(inner[0], last[0]), last[1]
        return Open(head[0].value or head[0].kind, inner[0]), inner[1]

    def _listed(self, i: int) -> Parsed:
        """«الاثنين والثلاثاء», «أمس وأول من أمس», «يناير وفبراير من العام الماضي»."""
        first = self._point(i)
        if first is None:
            return None
        last = self._after_and(first[1]) or self._after_to(first)
        if last is None or not self._same_kind(first[0], last[0]):
            return first
        return Between(first[0], last[0], ordered=False), last[1]

    def _after_to(self, first: tuple[Expression, int]) -> Parsed:
        """«2 أكتوبر إلى 22 أكتوبر», «12/1/2016 - 22/1/2016»."""
        if not isinstance(first[0], CalendarDate) or first[0].day is None:
            return None
        to = first[1] + 1 if self.folded(first[1]) in _DASHES else self.after(first[1], "to")
        return self._point(to) if to > first[1] else None

    def _same_kind(self, a: Expression, b: Expression) -> bool:
        if isinstance(a, CalendarDate) and isinstance(b, CalendarDate):
            return bool(a.day) == bool(b.day) and bool(a.month) == bool(b.month)
        return type(a) is type(b) and isinstance(a, (Weekday, Offset))

    def _point(self, i: int) -> Parsed:
        return (
            self._numeric(i)
            or self._day(i)
            or self._calendar(i)
            or self._part(i)
            or self._fraction(i)
            or self._period(i)
            or self._season(i)
            or self._decade(i)
            or self._years(i)
            or self._clock(i)
        )

    # -- days ---------------------------------------------------------------------------------------------

    def _clock(self, i: int) -> Parsed:
        found = self.word(i, "clock")
        return (Vague(), found[1]) if found else None

    def _day(self, i: int) -> Parsed:
        """«مساء أمس», «فجر اليوم الأحد», «يوم الأحد في 12 أيار», «ليل الأربعاء الخميس»."""
        relative = self._relative_day(i)
        if relative:
            return relative
        daypart = self.word(i, "daypart", "clock")
        while daypart and (more := self.word(self.skip(daypart[1], "من"), "daypart")):
            daypart = more
        j = self.skip(daypart[1], "من") if daypart else i
        if daypart and (inner := self._relative_day(j)):
            return inner
        unit = self.word(j, "unit")
        if unit and unit[0].value.startswith("day:") and not self.definite(j):
            j = unit[1]
            if inner := self._relative_day(j):
                return inner
        elif unit and unit[0].value == "day:1":
            return self._that_day(j, unit[1])
        night = daypart is not None and self.folded(daypart[1] - 1).startswith(("ليل", "ليله"))
        found = self._weekday(j, night)
        if found is None and j > i:
            found = self._numeric(j) or self._dated(j) or (self._day_number(j) if unit else None)
        return (found[0], self._clock_after(found[1])) if found else None

    def _clock_after(self, i: int) -> int:
        return self.after(i, "clock")

    def _relative_day(self, i: int) -> Parsed:
        """«أمس», «أمس الأحد», «اليوم (الخميس)», «هذا اليوم»; not «اليوم نفسه», «اليوم الثالث»."""
        found = self.word(self.skip(i, "هذا") if i != self.start else i, "day")
        if found is None:
            return None
        j = found[1]
        if found[0].value == "0" and self.folded(j - 1).endswith("يوم"):
            if self.which(j) or self.ordinal(j):
                return self._that_day(i, j)
            bracket = self.folded(j) == "("
            if bracket and (inner := self.word(j + 1, "day")):
                return Offset(int(inner[0].value)), self.skip(inner[1], ")")
        bracket = self.folded(j) == "("
        weekday = self.word(self.skip(j, "(", "،"), "weekday")
        if weekday is None:
            return Offset(int(found[0].value)), self._clock_after(j)
        j = self.skip(weekday[1], ")") if bracket else weekday[1]
        dated = self._dated_after(j)
        if dated:
            return replace(dated[0], weekdays=(int(weekday[0].value),)), dated[1]
        return Offset(int(found[0].value), int(weekday[0].value)), self._clock_after(j)

    def _that_day(self, i: int, j: int) -> Parsed:
        """«اليوم نفسه», «اليوم التالي», «اليوم الثالث من شباط»; `j` is after «اليوم»."""
        which = self.which(j)
        if which and which[0] in ("same", "following"):
            return SameDay(which[0] == "following"), which[1]
        if which and which[0] == "current":
            return Offset(0), which[1]
        return self._dated(j) if self.ordinal(j) else None

    def _weekday(self, i: int, night: bool) -> Parsed:
        """«الأحد», «السبت والأحد», «ليل السبت - الأحد», «الأحد الماضي», «الأحد في 12 أيار 2013»."""
        found = self.word(i, "weekday")
        if found is None:
            return None
        days: tuple[int, ...] = (int(found[0].value),)
        j = found[1]
        dash = self.skip(j, *_DASHES, "/")
        second = self.word(dash, "weekday") if night or dash > j else None
        if second and (int(second[0].value) - days[0]) % 7 == 1:
            days, j = (*days, int(second[0].value)), second[1]
        dated = self._dated_after(j)
        if dated:
            return replace(dated[0], weekdays=days), dated[1]
        which = self.which(j)
        if which:
            value = which[0]
            return Weekday(days, value if value != "same" else None), which[1]
        week = self._week_of_day(j)
        return (Weekday(days, None, week[0]), week[1]) if week else (Weekday(days), j)

    def _week_of_day(self, i: int) -> Parsed:
        """«[الأربعاء] من الأسبوع الماضي»."""
        period = self._period(i + 1) if self.folded(i) == "من" else None
        is_week = period and isinstance(period[0], Period) and period[0].unit == "week"
        return period if is_week else None

    def _dated_after(self, i: int) -> tuple[CalendarDate, int] | None:
        """Read the date that belongs to a weekday before it: «، 12 أيار», «(29 سبتمبر)», «في 12 أيار»."""
        j = self.skip(i, "،", ",", "(")
        bracket = self.folded(i) == "("
        j = self.after(j, "date-mark")
        found = self._numeric(j) or self._dated(j)
        if found is None or not isinstance(found[0], CalendarDate):
            return None
        return found[0], self.skip(found[1], ")") if bracket else found[1]

    def _day_number(self, i: int) -> Parsed:
        """«[يوم] 27»: a day of the month that isn't named."""
        token = self.folded(i)
        if not (token.isdigit() and 1 <= int(token) <= 31):
            return None
        return CalendarDate(day=int(token)), i + 1

    # -- dates by the calendar ----------------------------------------------------------------------------

    def _numeric(self, i: int) -> Parsed:
        """«12/3/2018», «2018-03-12», «12.3.2018», «3/2015»; the day stands first."""
        if i >= len(self.tokens) or self.tokens[i].kind != "number":
            return None
        dotted = _NUMERIC.fullmatch(self.folded(i))
        if dotted:
            day, month, year = (int(g) for g in dotted.groups())
            return self._ymd(day, month, year, last=self._era(i + 1)[1])
        parts = [self.folded(k) for k in range(i, i + 5)]
        if not parts[0].isdigit() or len(parts[1:2]) == 0 or parts[1] not in ("/", "-", "–"):
            return None
        if parts[2].isdigit() and parts[3] == parts[1] and parts[4].isdigit():
            tight = self.touching(i, i + 5) or parts[1] == "/"
            a, b, c = int(parts[0]), int(parts[2]), int(parts[4])
            if tight and len(parts[0]) == 4:
                return self._ymd(c, b, a, last=i + 5)
            return self._ymd(a, b, c, last=self._era(i + 5)[1]) if tight and len(parts[4]) in (2, 4) else None
        return self._numeric_pair(i, parts)

    def _numeric_pair(self, i: int, parts: list[str]) -> Parsed:
        """«3/2015», and «في 22/4» where a word before it shows that it is a date."""
        if not parts[2].isdigit() or not self.touching(i, i + 3) or self.folded(i + 3) in ("/", "%"):
            return None
        a, b = int(parts[0]), int(parts[2])
        if parts[1] == "/" and len(parts[2]) == 4 and 1 <= a <= 12 and 1900 <= b < 2100:
            return CalendarDate(month=a, year=b), i + 3
        if len(parts[0]) == len(parts[2]) == 4 and 1900 <= a < b < 2100:
            return CalendarDate(year=a, last_year=b), i + 3
        if self.folded(i - 1) not in ("في", "يوم", "بتاريخ", "موعد") or len(parts[2]) > 2:
            return None
        return self._day_month(a, b, i + 3)

    def _day_month(self, a: int, b: int, last: int) -> Parsed:
        day, month = (a, b) if b <= 12 else (b, a)
        valid = 1 <= month <= 12 and 1 <= day <= 31
        return (CalendarDate(day=day, month=month), last) if valid else None

    def _ymd(self, day: int, month: int, year: int, last: int) -> Parsed:
        if year > 31 and day > 31:
            return None
        if year < 100:
            # «24» is 2024; a day that can't be one stands last: «16/04/21» is read day first all the same.
            year += 2000 if year < 70 else 1900
        if month > 12 and day <= 12:
            day, month = month, day
        hijri = 1300 <= year <= 1500
        if not (1 <= month <= 12 and 1 <= day <= 31 and (1900 <= year < 2100 or hijri)):
            return None
        return CalendarDate(day=day, month=month, year=year, hijri=hijri), last

    def _dated(self, i: int) -> Parsed:
        """Read a date that starts with its day: «12 كانون الأول/ ديسمبر 2022», «الثالث من الشهر الحالي»."""
        number = self._day_of_month(i)
        if number is None:
            return None
        second = self._second_day(number.last, number)
        j = second.last if second else number.last
        last_day = second.value if second else None
        found = self._month_after(j)
        if found is None:
            return None
        expression, last = found
        if second and number.value >= second.value:
            return None
        return replace(expression, day=number.value, last_day=last_day), last

    def _day_of_month(self, i: int, proclitic: str = "") -> Cardinal | None:
        if self.folded(i) in ("غره", "اول") and i != self.start:
            return Cardinal(1, i, i + 1)
        number = self.ordinal(i, proclitic) or self.cardinal(i, proclitic)
        if number is None or not 1 <= number.value <= 31:
            first = self.folded(i).removeprefix(self.proclitic) if i == self.start else ""
            return Cardinal(1, i, i + 1) if first in ("غره", "اول") else None
        return number

    def _second_day(self, i: int, first: Cardinal) -> Cardinal | None:
        """«3 و4 أيار», «10-12 أيار», «من 4 إلى 23»."""
        if self.folded(i) == "و" or self.folded(i) in _DASHES:
            return self._day_of_month(i + 1)
        if to := self.word(i, "to"):
            return self._day_of_month(to[1])
        return self._day_of_month(i, "و") if self.folded(i).startswith("و") else None

    def _month_after(self, i: int) -> tuple[CalendarDate, int] | None:
        """Read the month and year, or «الشهر الحالي», that follow a day."""
        j = i if self.folded(i) not in (".", "-", "–", "،") else i + 1
        j = self.skip(j, "من", "في") if j == i else j
        found = self._month_year(j, dated=True)
        if found:
            return found
        period = self._period(j)
        if period and isinstance(period[0], Period) and period[0].unit == "month":
            return CalendarDate(which=period[0].which), period[1]
        if self.folded(j) == "الشهر" and self.folded(i) == "من":
            return CalendarDate(which="current"), j + 1
        return None

    def _calendar(self, i: int) -> Parsed:
        """Read a date by the calendar: with its day, or a month and year, or a month."""
        return self._dated(i) or self._month_year(i, dated=False)

    def month(self, i: int) -> Month | None:
        """Read a month's name, doubled («كانون الأول/ ديسمبر», «يوليو (تموز)») or not."""
        found = self.word(i, "month")
        if found is None:
            return None
        calendar, number, alone = found[0].value.split(":")
        first = Month(int(number), calendar == "hijri", found[1], alone == "yes")
        mark = self.folded(found[1])
        again = self.word(found[1] + 1, "month") if mark in _SLASHES else None
        if again is None or (mark in _DASHES and again[0].value.split(":")[1] != number):
            return first
        if again[0].value.split(":")[:2] != [calendar, number] and mark != "(":
            return first
        last = self.skip(again[1], ")") if mark == "(" else again[1]
        return replace(first, last=last, alone=True)

    def _month_year(self, i: int, dated: bool) -> tuple[CalendarDate, int] | None:
        head = self.word(i, "unit")
        named = head is not None and head[0].value == "month:1" and not self.definite(i)
        month = self.month(head[1] if named and head else i)
        if month is None:
            return None
        j, last_month = month.last, None
        until = self._second_month(j)
        if until and not dated:
            last_month, j = until.number, until.last
        found = CalendarDate(month=month.number, last_month=last_month, hijri=month.hijri)
        complete, last = self._year_of(found, j)
        beside = dated or named or last > j or self.folded(i - 1) in ("في", "منذ", "خلال", "حتي", "بين")
        return (complete, last) if month.alone or beside else None

    def _second_month(self, i: int) -> Month | None:
        """«يناير وفبراير», «شباط/آذار»."""
        if self.folded(i) in ("-", "–", "/", "و"):
            return self.month(i + 1)
        found = self.word(i, "month", proclitic="و")
        return Grammar(self.tokens, self.text)._month_with_and(i) if found else None

    def _month_with_and(self, i: int) -> Month | None:
        self.start, self.proclitic = i, "و"
        return self.month(i)

    def _year_of(self, found: CalendarDate, i: int) -> tuple[CalendarDate, int]:
        """Read what follows a month: «2022», «من عام 2022», «الماضي», «من العام الماضي»."""
        which = self.which(i)
        if which:
            return replace(found, which=which[0]), which[1]
        j = self.skip(i, "،", ",", "من")
        year = self.year(j, found.hijri)
        if year:
            return replace(found, year=year[0], hijri=year[1]), year[2]
        period = self._period(j)
        if period and isinstance(period[0], Period) and period[0].unit == "year" and not period[0].part:
            return replace(found, year_which=period[0].which), period[1]
        return found, i

    def year(self, i: int, hijri: bool = False) -> tuple[int, bool, int] | None:
        """Read «2022», «عام 2022 م», «1445 هـ», «ألفين وثمانية عشر»: year, if it is Hijri, index after."""
        head = self.word(i, "year-word")
        number = self.cardinal(head[1] if head else i)
        if number is None:
            return None
        era, last = self._era(number.last)
        if era == "hijri" or (hijri and era is None):
            return (number.value, True, last) if 1300 <= number.value <= 1500 else None
        low = 1000 if head or era else 1800
        digits = self.tokens[number.first].kind == "number" and number.last - number.first == 1
        plain = digits and len(self.folded(number.first)) == 4
        if low <= number.value < 2100 and (plain or not digits):
            return number.value, False, last
        return None

    def _era(self, i: int) -> tuple[str | None, int]:
        found = self.word(i, "era")
        return (found[0].value, found[1]) if found else (None, i)

    def _years(self, i: int) -> Parsed:
        """«عام 2011», «عامي 2006 و2007», and «2011» alone after a preposition of time."""
        several = self.word(i, "years-word")
        if several:
            return self._year_pair(several[1])
        headed = self.word(i, "year-word")
        year = self.year(i)
        if year is None or not (headed or self._is_bare_year(i, year[2])):
            return None
        return CalendarDate(year=year[0], hijri=year[1]), year[2]

    def _year_pair(self, i: int) -> Parsed:
        first = self.year(i)
        if first is None:
            return None
        j = first[2]
        last = self.year(j + 1) if self.folded(j) in ("و", *_DASHES) or self.word(j, "to") else None
        if last is None or last[0] <= first[0]:
            return None
        return CalendarDate(year=first[0], last_year=last[0]), last[2]

    def _is_bare_year(self, i: int, last: int) -> bool:
        """A year needs a preposition of time before it and no counted noun behind it («في 2000 قرية»)."""
        if self.tokens[i].kind != "number" or int(self.folded(i)) < 1900 or self.folded(i - 1) == "":
            return False
        if not any(w.kind == "of-dates" for w in self.table.get(self.folded(i - 1), ())):
            return False
        return int(self.folded(i)) % 100 != 0 or last >= len(self.tokens) or self.tokens[last].kind == "mark"

    # -- periods ------------------------------------------------------------------------------------------

    def _part(self, i: int) -> Parsed:
        """«منتصف الشهر ذاته», «مطلع عام 2012», «أواخر أيار», «نهاية الأسبوع»."""
        found = self.word(i, "part")
        if found is None:
            return None
        part, j = found[0].value, found[1]
        inner = (
            self._calendar(j) or self._period(j) or self._decade(j) or self._years(j) or self._bare_unit(j)
        )
        if inner is None:
            return None
        expression = inner[0]
        if isinstance(expression, CalendarDate) and expression.day is None:
            return replace(expression, part=part), inner[1]
        if isinstance(expression, (Period, Decade)):
            return replace(expression, part=part), inner[1]
        return None

    def _bare_unit(self, i: int) -> Parsed:
        """«[مطلع] العام», «[نهاية] الأسبوع»: the current one."""
        unit = self.word(i, "unit")
        if unit and self.definite(i) and unit[0].value in ("week:1", "month:1", "year:1"):
            return Period(unit[0].value.partition(":")[0], "current"), unit[1]
        return None

    def _period(self, i: int) -> Parsed:
        """«الأسبوع الماضي», «هذا العام», «نفس الشهر», «الأسبوع الأول من أكتوبر»."""
        before = self.word(i, "this")
        j = before[1] if before else i
        unit = self.word(j, "unit")
        if unit is None or not unit[0].value.endswith(":1") or not self.definite(j):
            return None
        name = unit[0].value.partition(":")[0]
        if name == "day":
            return (self._this_day(before[0].value), unit[1]) if before else None
        if name not in ("week", "month", "year", "decade"):
            return None
        which = self.which(unit[1])
        if before:
            # «وقع ذلك الشهر الماضي»: the demonstrative stands for something else.
            return None if which else (Period(name, before[0].value), unit[1])
        if which is None:
            return self._week_number(unit[1]) if name == "week" else None
        if name == "decade" and which[0] in ("last", "next"):
            return Stretch(10 if which[0] == "next" else -10, "year"), which[1]
        return Period(name, which[0]), which[1]

    def _this_day(self, value: str) -> Expression:
        return Offset(0) if value == "current" else SameDay()

    def _week_number(self, i: int) -> Parsed:
        number = self.ordinal(i)
        if number is None or self.folded(number.last) != "من":
            return None
        whole = (
            self._calendar(number.last + 1) or self._period(number.last + 1) or self._years(number.last + 1)
        )
        return (WeekOf(number.value, whole[0]), whole[1]) if whole else None

    def _fraction(self, i: int) -> Parsed:
        """«الربع الثاني من العام 2022», «النصف الأول من الشهر الجاري»."""
        head = self.word(i, "fraction")
        number = self.ordinal(head[1]) if head else None
        if head is None or number is None:
            return None
        j = self.skip(number.last, "من")
        whole = self._years(j) or self._period(j) or self._calendar(j)
        if whole is None and (year := self.year(j)):
            whole = CalendarDate(year=year[0]), year[2]
        return (Fraction(number.value, int(head[0].value), whole[0]), whole[1]) if whole else None

    def _season(self, i: int) -> Parsed:
        """«صيف 2014», «ربيع العام الماضي», «هذا الشتاء», «الصيف الماضي»."""
        before = self.word(i, "this")
        j = before[1] if before else i
        found = self.word(j, "season")
        if found is None:
            return None
        month = int(found[0].value)
        which = self.which(found[1])
        if before:
            mine = self.definite(j) and not which
            return (Season(month, which=before[0].value), found[1]) if mine else None
        if which and self.definite(j):
            return Season(month, which=which[0]), which[1]
        year = self.year(found[1])
        if year:
            return Season(month, CalendarDate(year=year[0], hijri=year[1])), year[2]
        period = self._period(found[1])
        is_year = period and isinstance(period[0], Period) and period[0].unit == "year"
        return (Season(month, period[0]), period[1]) if period and is_year else None

    def _decade(self, i: int) -> Parsed:
        """«الثمانينات», «ثمانينيات القرن الماضي»; an age («في العشرينات من العمر») is none."""
        found = self.word(i, "decade")
        if found is None:
            return None
        j = found[1]
        if self.folded(self.skip(j, "من")).removeprefix("ال").startswith("عمر"):
            return None
        century = self.skip(j, "من")
        if self.folded(century) == "القرن":
            return Decade(int(found[0].value)), (self.which(century + 1) or ("", century + 1))[1]
        alone = self.definite(i) or self.folded(i - 1) in ("في", "منذ", "خلال")
        return (Decade(int(found[0].value)), j) if alone else None

    # -- the sentence around ------------------------------------------------------------------------------

    def looks_ahead(self, i: int) -> bool:
        """Tell whether a word in the ten tokens before `i` shows that the sentence tells what is to come."""
        return any(self._is_future(k) for k in range(max(0, i - 10), i))

    def _is_future(self, i: int) -> bool:
        kinds = {w.kind for w in self.table.get(self.folded(i), ())}
        if "future" in kinds:
            return True
        stem = self.folded(i).lstrip("وف")
        if self.tokens[i].span.of(self.text).lstrip("وف").startswith("سأ"):
            return True
        if len(stem) < 5 or not stem.startswith(("سي", "ست")):
            return False
        return not any(w.kind == "not-future" for w in self.table.get(stem, ()))

    def is_name(self, i: int, expression: Expression) -> bool:
        """Tell whether what stands before makes it part of a name: «مستشفى تموز», «ثورة 25 يناير»."""
        undated = isinstance(expression, CalendarDate) and not (
            expression.year or expression.which or expression.year_which or expression.part
        )
        if not undated and not isinstance(expression, (Weekday, Offset)):
            return False
        k = i - 1
        while k >= 0 and self.tokens[k].kind == "mark" and self.folded(k) in "\"'«":
            k -= 1
        kinds = {w.kind for w in self.table.get(self.folded(k), ())}
        if "event-head" in kinds:
            return undated and isinstance(expression, CalendarDate) and expression.day is not None
        return "name-head" in kinds
