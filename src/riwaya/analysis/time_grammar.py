"""Words → time expressions: the grammar of dates, weekdays, periods and lengths of time.

Each rule looks at one place of a sentence and gives an Expression (`time_values.py`) and the index after it,
or None. The words are in `data/time_words.tsv` and `data/months.tsv`.
"""

from __future__ import annotations

from dataclasses import replace

from riwaya.analysis.time_length_rules import LengthRules
from riwaya.analysis.time_lengths import Stretch
from riwaya.analysis.time_parts import Fraction, NthDay, NthWeekday, Portion, Rest, WeekOf
from riwaya.analysis.time_tokens import DASHES, Month, Parsed
from riwaya.analysis.time_values import (
    Between,
    CalendarDate,
    Decade,
    Expression,
    Offset,
    Open,
    Period,
    SameDay,
    Season,
    SomeHour,
    Vague,
    Weekday,
)
from riwaya.text.numbers import Cardinal


class Grammar(LengthRules):
    """The rules over one sentence's tokens; `parse(i, proclitic)` reads a time that starts at token `i`."""

    def parse(self, i: int, proclitic: str) -> Parsed:
        """Read the longest time expression at token `i`, whose first word carries `proclitic`."""
        self.start, self.proclitic = i, proclitic
        return (
            self._vague(i)
            or self._clock_time(i)
            or self._span_of_two(i)
            or self.length(i)
            or self._open(i)
            or self._listed(i)
            or self._bare(i)
        )

    # -- rules, from the outermost ------------------------------------------------------------------------

    def _vague(self, i: int) -> Parsed:
        found = self.word(i, "vague")
        if found is None:
            return None
        # «وقت لاحق من هذا الشهر», «وقت لاحق اليوم» do tell a time.
        inner = self._listed(self.skip(found[1], "من", "في", "خلال"))
        if (
            inner
            and found[0].value == "later"
            and isinstance(inner[0], Period)
            and inner[0].which == "current"
        ):
            return Rest(inner[0], later=True), inner[1]
        return inner or (Vague(), found[1])

    def _bare(self, i: int) -> Parsed:
        """«سأعود في 15»: a day without its month; «الأسبوع»: a period that is all that is said."""
        if len(self.tokens) == 1:
            return self._bare_unit(i)
        if not self.behind_return(i):
            return None
        day = self.ordinal(i) or self.cardinal(i)
        if day is None or not self.closes(day.last):
            return None
        if self.is_year(i):
            return CalendarDate(year=day.value), day.last
        return (CalendarDate(day=day.value, which="current"), day.last) if 1 <= day.value <= 31 else None

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
        return SomeHour(), found[1] if found else last

    def _span_of_two(self, i: int) -> Parsed:
        """«بين آذار ونيسان», «من 3 أيار إلى 5 حزيران»."""
        found = self.word(i, "between", "from")
        if found and (years := self._bare_years(found[1])):
            return years
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

    def _bare_years(self, i: int) -> Parsed:
        """«[بين] 2014 و2018», «[من] 2014 إلى 2018»."""
        if not self.is_year(i):
            return None
        j = self.skip(i + 1, "و")
        j = self.after(j, "to") if j == i + 1 else j
        if j == i + 1 or not self.is_year(j):
            return None
        first, last = int(self.folded(i)), int(self.folded(j))
        counted = (first % 100 == 0 or last % 100 == 0) and not self.closes(j + 1)
        return None if counted or first >= last else (CalendarDate(year=first, last_year=last), j + 1)

    def _pair(self, first: Expression, last: tuple[Expression, int]) -> Parsed:
        """Join both ends; a week named behind the second weekday is the first one's too."""
        end = last[0]
        if isinstance(first, Weekday) and isinstance(end, Weekday) and end.week and not first.week:
            first = replace(first, week=end.week)
        return Between(first, end), last[1]

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

    def _open(self, i: int) -> Parsed:
        """«منذ ديسمبر الماضي», «حتى يوم الجمعة», «بعد عام 2011», «قبل 15 آذار»."""
        head = self.word(i, "since", "until", "before", "after")
        if head is None or self.is_part_of_day(i):
            return None
        kind = head[0].value or head[0].kind
        inner = self._listed(self.skip(head[1], "في"))
        if inner is None or isinstance(inner[0], Vague):
            return None
        until = self.word(inner[1], "to") if head[0].kind == "since" else None
        if until and (last := self._point(until[1])):
            return Between(inner[0], last[0]), last[1]
        return Open(kind, inner[0]), inner[1]

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
        to = first[1] + 1 if self.folded(first[1]) in DASHES else self.after(first[1], "to")
        return self._point(to) if to > first[1] else None

    def _same_kind(self, a: Expression, b: Expression) -> bool:
        if isinstance(a, CalendarDate) and isinstance(b, CalendarDate):
            return bool(a.day) == bool(b.day) and bool(a.month) == bool(b.month)
        return type(a) is type(b) and isinstance(a, (Weekday, Offset))

    def _point(self, i: int) -> Parsed:
        """Read one time, without what opens it or joins it to another; the kinds of its first word say what it can be."""
        kinds = {word.kind for word in self.table.get(self.folded(i), ())}
        found = self.numeric(i) or self._day(i) or self._calendar(i)
        if found or not kinds:
            return found or self._years(i)
        period = "unit" in kinds or "this" in kinds
        return (
            (("part" in kinds or "rest" in kinds) and self._part(i))
            or ("fraction" in kinds and self._fraction(i))
            or ("nth" in kinds and self._nth(i))
            or (period and (self._portion(i) or self._days_of_week(i) or self._period(i)))
            or (("season" in kinds or "this" in kinds) and self._season(i))
            or ("decade" in kinds and self._decade(i))
            or self._years(i)
            or ("clock" in kinds and self._clock(i))
            or None
        )

    # -- days ---------------------------------------------------------------------------------------------

    def _clock(self, i: int) -> Parsed:
        found = self.word(i, "clock")
        return (SomeHour(), found[1]) if found else None

    def _day(self, i: int) -> Parsed:
        """«مساء أمس», «فجر اليوم الأحد», «يوم الأحد في 12 أيار», «ليل الأربعاء الخميس»."""
        relative = self._relative_day(i)
        if relative:
            return relative
        daypart = self.word(i, "daypart", "clock")
        after_midnight = self.folded(i).endswith("بعد") and self.folded(i + 1) == "منتصف"
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
        if found and after_midnight and isinstance(found[0], Weekday) and len(found[0].days) == 1:
            # After midnight the night of Wednesday is Thursday.
            found = replace(found[0], days=(found[0].days[0], (found[0].days[0] + 1) % 7)), found[1]
        if found is None and j > i:
            found = self.numeric(j) or self._dated(j) or (self._day_number(j) if unit else None)
        return (found[0], self._clock_after(found[1])) if found else None

    def _clock_after(self, i: int) -> int:
        return self.after(i, "clock")

    def _is_state(self, i: int) -> bool:
        """«الآن» tells how things stand rather than when something happened."""
        return self.folded(i).removeprefix(self.proclitic if i == self.start else "") == "الان"

    def _relative_day(self, i: int) -> Parsed:
        """«أمس», «أمس الأحد», «اليوم (الخميس)», «هذا اليوم»; not «اليوم نفسه», «اليوم الثالث»."""
        found = self.word(self.skip(i, "هذا") if i != self.start else i, "day")
        if found is None:
            return None
        j = found[1]
        if found[0].value == "0" and self.folded(j - 1).endswith("يوم"):
            if self.which(j) or self.ordinal(j) or self.is_kind(j, "no-today"):
                return self._that_day(i, j)
            bracket = self.folded(j) == "("
            if bracket and (inner := self.word(j + 1, "day")):
                return Offset(int(inner[0].value)), self.skip(inner[1], ")")
        bracket = self.folded(j) == "("
        weekday = self.word(self.skip(j, "(", "،"), "weekday")
        if weekday is None and self._is_state(i) and i == self.start:
            return Vague(), j
        if weekday is None:
            return Offset(int(found[0].value)), self._clock_after(j)
        j = self.skip(weekday[1], ")") if bracket else weekday[1]
        dated = self._dated_after(j)
        if dated:
            return replace(dated[0], weekdays=(int(weekday[0].value),)), dated[1]
        return Offset(int(found[0].value), int(weekday[0].value)), self._clock_after(j)

    def _that_day(self, i: int, j: int) -> Parsed:
        """«اليوم نفسه», «اليوم التالي», «اليوم الثالث من شباط», «لليوم الثالث على التوالي»; `j` is after «اليوم»."""
        which = self.which(j)
        if which and which[0] in ("same", "following"):
            return SameDay(which[0] == "following"), which[1]
        if which and which[0] == "current":
            return Offset(0), which[1]
        if self.folded(j).startswith("الاخير") and (whole := self._whole(j + 1)):
            return NthDay(-1, whole[0]), whole[1]
        number = self.ordinal(j)
        if number and (self.folded(number.last), self.folded(number.last + 1)) == ("علي", "التوالي"):
            return Stretch(((number.value - 1, "day"),), -1), number.last + 2
        return self._dated(j) if number else None

    def _weekday(self, i: int, night: bool) -> Parsed:
        """«الأحد», «السبت والأحد», «ليل السبت - الأحد», «الأحد الماضي», «الأحد في 12 أيار 2013»."""
        found = self.word(i, "weekday")
        if found is None:
            return None
        days: tuple[int, ...] = (int(found[0].value),)
        j = found[1]
        dash = self.after(j, "to") if night else j
        dash = self.skip(dash, *DASHES, "/")
        second = self.word(dash, "weekday") if night or dash > j else None
        if second and (int(second[0].value) - days[0]) % 7 == 1:
            days, j = (*days, int(second[0].value)), second[1]
        if nth := self._counted_weekday(days[0], j):
            return nth
        dated = self._dated_after(j) or self._day_after(j)
        if dated:
            return replace(dated[0], weekdays=days), dated[1]
        which = self.which(j)
        if which:
            value = which[0]
            return Weekday(days, value if value != "same" else None), which[1]
        week = self._week_of_day(j)
        return (Weekday(days, None, week[0]), week[1]) if week else (Weekday(days), j)

    def _week_of_day(self, i: int) -> Parsed:
        """«[الأربعاء] من الأسبوع الماضي», «[الجمعة] الأسبوع المقبل»."""
        period = self._period(self.skip(i, "من", "في", "خلال"))
        is_week = period and isinstance(period[0], Period) and period[0].unit == "week"
        return period if is_week else None

    def _days_of_week(self, i: int) -> Parsed:
        """«الأسبوع الماضي الأحد», «هذا الأسبوع من الثلاثاء إلى الخميس»."""
        week = self._period(i)
        if week is None or not isinstance(week[0], Period) or week[0].unit != "week":
            return None
        j = self.skip(week[1], "من", "بين")
        first = self._plain_weekday(j)
        if first is None:
            return None
        to = self.after(first[1], "to")
        last = self._plain_weekday(to) if to > first[1] else None
        if last:
            return Between(Weekday((first[0],), week=week[0]), Weekday((last[0],), week=week[0])), last[1]
        return (Weekday((first[0],), week=week[0]), first[1]) if j == week[1] else None

    def _plain_weekday(self, i: int) -> tuple[int, int] | None:
        found = self.word(self.skip(i, "يوم"), "weekday")
        return (int(found[0].value), found[1]) if found else None

    def _counted_weekday(self, weekday: int, i: int) -> Parsed:
        """«[الجمعة] الأولى من تموز», «[الأحد] الثاني.»; «الأحد الثاني من تموز» is the second of July."""
        number = self.ordinal(i)
        if number is None or number.value > 5 or number.last != i + 1:
            return None
        if self.closes(number.last):
            return NthWeekday(number.value, weekday), number.last
        feminine = self.folded(i).endswith(("ه", "لي"))
        whole = self._whole(number.last) if feminine else None
        return (NthWeekday(number.value, weekday, whole[0]), whole[1]) if whole else None

    def _nth(self, i: int) -> Parsed:
        """«أول جمعة من تموز», «آخر يوم من الشهر», «ثاني أسبوع من العام»."""
        head = self.word(i, "nth")
        if head is None:
            return None
        number, j = int(head[0].value), head[1]
        if abs(number) == 1 and (count := self.cardinal(j)) and (unit := self._unit_name(count.last)):
            whole = self._whole(count.last + 1)
            return (Portion(number * count.value, unit, whole[0]), whole[1]) if whole else None
        weekday = self.word(self.skip(j, "يوم", "ايام"), "weekday", "bare-weekday")
        if weekday:
            whole = self._whole(weekday[1])
            if whole is None and self.closes(weekday[1]):
                return NthWeekday(number, int(weekday[0].value)), weekday[1]
            return (NthWeekday(number, int(weekday[0].value), whole[0]), whole[1]) if whole else None
        whole = self._whole(j + 1) if self.folded(j) in ("يوم", "اسبوع") else None
        if whole is None:
            return None
        return (NthDay if self.folded(j) == "يوم" else WeekOf)(number, whole[0]), whole[1]

    def _unit_name(self, i: int) -> str | None:
        unit = self.word(i, "unit")
        name = unit[0].value.partition(":")[0] if unit else None
        return name if name in ("day", "week", "month", "year") else None

    def _portion(self, i: int) -> Parsed:
        """«الأشهر الستة الأولى من العام», «الأيام الـ10 الأخيرة من رمضان»."""
        unit = self._unit_name(i) if self.definite(i) else None
        count = self.cardinal(self.skip(i + 1, "ال")) if unit else None
        if unit is None or count is None or self.folded(count.last) not in ("الاولي", "الاخيره"):
            return None
        whole = self._whole(count.last + 1)
        sign = 1 if self.folded(count.last) == "الاولي" else -1
        return (Portion(sign * count.value, unit, whole[0]), whole[1]) if whole else None

    def _whole(self, i: int) -> Parsed:
        """Read the month, year or period that a part is a part of: «من تموز», «في الشهر المقبل»."""
        j = self.skip(i, "من", "في")
        if j == i:
            return None
        year = self.year(j)
        if year:
            return CalendarDate(year=year[0], hijri=year[1]), year[2]
        return self._month_year(j, dated=True) or self._period(j) or self._years(j) or self._bare_unit(j)

    def _day_after(self, i: int) -> tuple[CalendarDate, int] | None:
        """«[الجمعة] 15», «[الجمعة] في الثاني والعشرين»: the weekday tells the month."""
        j = self.after(i, "date-mark")
        day = self.ordinal(j) or self.cardinal(j)
        if day is None or not 1 <= day.value <= 31 or not self.closes(day.last):
            return None
        return CalendarDate(day=day.value), day.last

    def _dated_after(self, i: int) -> tuple[CalendarDate, int] | None:
        """Read the date that belongs to a weekday before it: «، 12 أيار», «(29 سبتمبر)», «في 12 أيار»."""
        j = self.skip(i, "،", ",", "(")
        bracket = self.folded(i) == "("
        j = self.after(j, "date-mark")
        found = self.numeric(j) or self._dated(j)
        if found is None or not isinstance(found[0], CalendarDate):
            return None
        return found[0], self.skip(found[1], ")") if bracket else found[1]

    def _day_number(self, i: int) -> Parsed:
        """«[يوم] 27», «[يوم] الثاني والعشرين»: a day of the month that isn't named."""
        day = self.ordinal(i) or self.cardinal(i)
        if day is None or not 1 <= day.value <= 31:
            return None
        if self.tokens[i].kind != "number" and not self.closes(day.last):
            return None
        which = "current" if self.behind_return(i) else None
        return CalendarDate(day=day.value, which=which), day.last

    # -- dates by the calendar ----------------------------------------------------------------------------

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
        if self.folded(i) == "و" or self.folded(i) in DASHES:
            return self._day_of_month(i + 1)
        if to := self.word(i, "to"):
            return self._day_of_month(to[1])
        return self._day_of_month(i, "و") if self.folded(i).startswith("و") else None

    def _month_after(self, i: int) -> tuple[CalendarDate, int] | None:
        """Read the month and year, or «الشهر الحالي», that follow a day."""
        j = i if self.folded(i) not in (".", "-", "–", "،", "/") else i + 1
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
        return self._dated(i) or self._month_first(i) or self._month_year(i, dated=False)

    def _month_first(self, i: int) -> Parsed:
        """«يناير-1», «سبتمبر 10، 2001»: the month before its day, as English has it."""
        month = self.month(i)
        if month is None:
            return None
        j = self.skip(month.last, "-", "–", "/")
        touching = j > month.last and self.touching(month.last - 1, j + 1)
        day = self.cardinal(j) if (touching or j == month.last) and j < len(self.tokens) else None
        if day is None or self.tokens[j].kind != "number" or not 1 <= day.value <= 31:
            return None
        found = CalendarDate(day=day.value, month=month.number, hijri=month.hijri)
        year = self.year(self.skip(day.last, "،", ","), month.hijri)
        if year:
            return replace(found, year=year[0], hijri=year[1]), year[2]
        counted = not touching and not self.closes(day.last)
        return None if counted or self.folded(day.last) in ("/", "-") else (found, day.last)

    def _month_year(self, i: int, dated: bool) -> tuple[CalendarDate, int] | None:
        this = self.word(i, "this")
        if this and this[0].value == "current" and (month := self.month(this[1])):
            return CalendarDate(month=month.number, hijri=month.hijri, which="current"), month.last
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
        year = self.year(j, found.hijri) or (None if found.hijri else self.old_year(j))
        if year:
            return replace(found, year=year[0], hijri=year[1]), year[2]
        period = self._period(j)
        if period and isinstance(period[0], Period) and period[0].unit == "year" and not period[0].part:
            return replace(found, year_which=period[0].which), period[1]
        return found, i

    def _years(self, i: int) -> Parsed:
        """«عام 2011», «عامي 2006 و2007», and «2011» alone after a preposition of time."""
        several = self.word(i, "years-word")
        if several:
            return self._year_pair(several[1])
        headed = self.word(i, "year-word")
        year = self.year(i)
        if year is None and (not headed or not self.definite(i)):
            year = self.old_year(headed[1] if headed else i)
        if year is None or not (headed or self._is_bare_year(i, year[2])):
            return None
        return CalendarDate(year=year[0], hijri=year[1]), year[2]

    def _year_pair(self, i: int) -> Parsed:
        first = self.year(i)
        if first is None:
            return None
        j = first[2]
        last = self.year(j + 1) if self.folded(j) in ("و", *DASHES) or self.word(j, "to") else None
        if last is None or last[0] <= first[0]:
            return None
        return CalendarDate(year=first[0], last_year=last[0]), last[2]

    def _is_bare_year(self, i: int, last: int) -> bool:
        """A year needs a preposition of time before it and no counted noun behind it («في 2000 قرية»)."""
        if self.folded(i - 1) == "" or not self.is_kind(i - 1, "of-dates"):
            return False
        if self.tokens[i].kind != "number":
            return self.closes(last) and last - i > 1 and not self.folded(i).startswith("الال")
        return self.is_year(i) and (int(self.folded(i)) % 100 != 0 or self.closes(last))

    # -- periods ------------------------------------------------------------------------------------------

    def _part(self, i: int) -> Parsed:
        """«منتصف الشهر ذاته», «مطلع عام 2012», «أواخر أيار», «نهاية الأسبوع»."""
        found = self.word(i, "part", "rest")
        if found is None:
            return None
        part, j = found[0].value, found[1]
        if found[0].kind == "rest":
            j = self.skip(j, "ايام", "اشهر")
            whole = self._period(j) or self._years(j) or self._bare_unit(j)
            return (Rest(whole[0]), whole[1]) if whole else None
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
        """«[مطلع] العام», «[نهاية] الأسبوع», «[بقية] أسبوعي»: the current one."""
        if self.folded(i) == "اسبوعي":
            return Period("week", "current"), i + 1
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
        if name not in ("week", "month", "year", "decade", "century"):
            return None
        which = self.which(unit[1])
        if which is None and name in ("month", "century") and (number := self.ordinal(unit[1])):
            return self._numbered(name, number)
        if before:
            # «وقع ذلك الشهر الماضي»: the demonstrative stands for something else.
            return None if which else (Period(name, before[0].value), unit[1])
        if which is None:
            return self._week_number(unit[1]) if name == "week" else self._this_after(name, unit[1])
        if name == "decade" and which[0] == "last":
            return Stretch(((10, "year"),), -1), which[1]
        return Period(name, which[0]), which[1]

    def _this_day(self, value: str) -> Expression:
        return Offset(0) if value == "current" else SameDay()

    def _numbered(self, name: str, number: Cardinal) -> Parsed:
        """«[القرن] التاسع عشر», «[الشهر] الأول من العام»."""
        if name == "century":
            start = 100 * (number.value - 1)
            if self.folded(number.last) == "قبل":
                return Vague(), number.last  # «القرن الثالث قبل الميلاد»
            valid = 0 < start <= 2100
            return (CalendarDate(year=start, last_year=start + 99), number.last) if valid else None
        whole = self._whole(number.last)
        return (Fraction(number.value, 12, whole[0]), whole[1]) if whole and number.value <= 12 else None

    def _this_after(self, name: str, i: int) -> Parsed:
        """«العام هذا», «الشهر ذاك»: the demonstrative behind its noun, where no other noun follows it."""
        after = self.word(i, "this")
        return (Period(name, after[0].value), after[1]) if after and not self.definite(after[1]) else None

    def _week_number(self, i: int) -> Parsed:
        """«[الأسبوع] الأول من أكتوبر», «[الأسبوع] الأخير من العام»."""
        number = self.ordinal(i)
        value, j = (number.value, number.last) if number else (-1, i + 1)
        if (number is None and self.folded(i) != "الاخير") or self.folded(j) not in ("من", "في"):
            return None
        whole = self._calendar(j + 1) or self._period(j + 1) or self._years(j + 1) or self._bare_unit(j + 1)
        return (WeekOf(value, whole[0]), whole[1]) if whole else None

    def _fraction(self, i: int) -> Parsed:
        """«الربع الثاني من العام 2022», «النصف الأول من الشهر الجاري»."""
        head = self.word(i, "fraction")
        if head is None:
            return None
        of, number = int(head[0].value), self.ordinal(head[1])
        if number is None and self.folded(head[1]) != "الاخير":
            return None
        value, j = (number.value, number.last) if number else (of, head[1] + 1)
        j = self.skip(j, "من", "في")
        whole = (
            self._years(j) or self._period(j) or self._calendar(j) or self._decade(j) or self._bare_unit(j)
        )
        if whole is None and (year := self.year(j)):
            whole = CalendarDate(year=year[0]), year[2]
        if whole is None and of == 4 and self.closes(j) and self.folded(i - 1) in ("في", "خلال"):
            whole = Period("year", "current"), j
        return (Fraction(value, of, whole[0]), whole[1]) if whole else None

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
        start, j = int(found[0].value), found[1]
        if self.folded(self.skip(j, "من")).removeprefix("ال").startswith("عمر"):
            return None
        century = self.skip(j, "من")
        if self.folded(century) == "القرن":
            return self._decade_of_century(start, century + 1, self.definite(i))
        if self.folded(j - 1) == "الالفين":  # «في الألفين.», not «الألفين قتيل»
            return (Decade(start), j) if self.closes(j) else None
        alone = self.definite(i) or self.folded(i - 1) in ("في", "منذ", "خلال")
        return (Decade(start), j) if alone else None

    def _decade_of_century(self, start: int, i: int, definite: bool) -> Parsed:
        """«ثمانينيات القرن الماضي», «ستينيات القرن التاسع عشر», «عشرينيات القرن الحالي»."""
        number = self.ordinal(i)
        if number:
            return Decade(start if definite else start % 100 + 100 * (number.value - 1)), number.last
        which = self.which(i)
        if which and which[0] == "current":
            start += 100
        return Decade(start), which[1] if which else i

    # -- the sentence around ------------------------------------------------------------------------------

    def is_name(self, i: int, expression: Expression) -> bool:
        """Tell whether what stands before makes it part of a name: «مستشفى تموز», «ثورة 25 يناير», «قانون عام 1960»."""
        if isinstance(expression, CalendarDate) and expression.year and not expression.month:
            return self.is_kind(i - 1, "year-head")
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
