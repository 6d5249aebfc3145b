"""Dates in digits → time expressions: «12/3/2018», «2018-03-12», «12.3.2018», «3/2015», «2014-2018»."""

from __future__ import annotations

import re

from riwaya.analysis.time_tokens import Parsed, TimeTokens
from riwaya.analysis.time_values import CalendarDate, Either

_THREE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})")
_TWO = re.compile(r"(\d{1,2}|\d{4})\.(\d{1,2}|\d{4})")
_PAIR_MARKS = ("/", "-", "–")
_DAY_HEADS = ("في", "يوم", "بتاريخ", "موعد")
_NUMBERED = ("قرار", "رقم", "قانون", "ماده", "مرسوم")  # «القرار 2013/5» counts resolutions


class NumericDates(TimeTokens):
    """The rules for dates in digits; the day stands before the month unless only the month can."""

    def numeric(self, i: int) -> Parsed:
        """Read a date in digits at token `i`."""
        if i >= len(self.tokens) or self.tokens[i].kind != "number":
            return None
        if not self.folded(i).isdigit():
            return self._dotted(i)
        if self.folded(i + 1) not in _PAIR_MARKS or not self.folded(i + 2).isdigit():
            return None
        return self._three(i) or self._two(i)

    def _dotted(self, i: int) -> Parsed:
        """«12.3.2018», «2018.3.12»; «3.2018» and «يوم 22.4», which else are decimals."""
        token, last = self.folded(i), i + 1
        if three := _THREE.fullmatch(token):
            return self._of_three(three[1], three[2], three[3], last)
        if three := _YEAR_FIRST.fullmatch(token):
            return _dated(int(three[3]), int(three[2]), int(three[1]), last)
        two = _TWO.fullmatch(token)
        if two is None or not self.closes(last):
            return None
        return self._month_and_year(i, two[1], two[2], last) or self._day_and_month(i, two[1], two[2], last)

    def _three(self, i: int) -> Parsed:
        """«12/3/2018», «12 / 3 / 2018», «2018-03-12», and «08/12, 2015», where the month stands first."""
        mark, a, b, c = (self.folded(i + k) for k in (1, 0, 2, 4))
        if not c.isdigit():
            return None
        year = len(c) == 4 or (len(c) == 2 and self.closes(i + 5))
        if self.folded(i + 3) in (",", "،") and year and self.touching(i, i + 3):
            return _dated(int(b), int(a), int(c), i + 5)
        if self.folded(i + 3) != mark or not (mark == "/" or self.touching(i, i + 5)):
            return None
        if len(a) == 4:
            return _dated(int(c), int(b), int(a), i + 5)
        return self._of_three(a, b, c, self.era(i + 5)[1]) if len(c) in (2, 4) else None

    def _of_three(self, a: str, b: str, c: str, last: int) -> Parsed:
        """Read day, month and year; a year of two digits may stand first («16/04/21»), but seldom does."""
        day_first = _dated(int(a), int(b), int(c), last)
        if len(a) != 2 or len(c) != 2:
            return day_first
        year_first = _dated(int(c), int(b), int(a), last)
        if day_first is None or year_first is None or day_first == year_first:
            return day_first or year_first
        return Either(day_first[0], year_first[0]), last

    def _two(self, i: int) -> Parsed:
        """«3/2015», «2014-2018», and «في 22/4» where a word before it shows that it is a date."""
        mark, a, b = (self.folded(i + k) for k in (1, 0, 2))
        if not self.touching(i, i + 3) or self.folded(i + 3) in ("/", "%"):
            return None
        if len(a) == len(b) == 4:
            years = 1900 <= int(a) < int(b) < 2100
            return (CalendarDate(year=int(a), last_year=int(b)), i + 3) if years else None
        year_first = len(a) == 4 and self.closes(i + 3)
        if (mark == "/" or year_first) and (found := self._month_and_year(i, a, b, i + 3)):
            return found
        return self._day_and_month(i, a, b, i + 3)

    def _month_and_year(self, i: int, a: str, b: str, last: int) -> Parsed:
        month, year = (b, a) if len(a) == 4 else (a, b)
        if len(year) != 4 or len(month) > 2 or self.folded(i - 1).removeprefix("ال") in _NUMBERED:
            return None
        valid = 1 <= int(month) <= 12 and 1900 <= int(year) < 2100
        return (CalendarDate(month=int(month), year=int(year)), last) if valid else None

    def _day_and_month(self, i: int, a: str, b: str, last: int) -> Parsed:
        decimal = last == i + 1
        headed = self.folded(i - 1) in (_DAY_HEADS[1:] if decimal else _DAY_HEADS)
        if len(a) > 2 or len(b) > 2 or not (headed or self.behind_return(i)):
            return None
        if self.month(last) or self.folded(last) == "من":
            return None  # «في 4-22 أيار» are days of one month
        day, month = (int(a), int(b)) if int(b) <= 12 else (int(b), int(a))
        valid = 1 <= month <= 12 and 1 <= day <= 31
        return (CalendarDate(day=day, month=month), last) if valid else None


def _dated(day: int, month: int, year: int, last: int) -> tuple[CalendarDate, int] | None:
    """Return the date if its parts can be one; «24» is 2024, «85» 1985, and 1300 to 1500 are Hijri years."""
    if year > 31 and day > 31:
        return None
    if year < 100:
        year += 2000 if year < 70 else 1900
    if month > 12 and day <= 12:
        day, month = month, day
    hijri = 1300 <= year <= 1500
    if not (1 <= month <= 12 and 1 <= day <= 31 and (1900 <= year < 2100 or hijri)):
        return None
    return CalendarDate(day=day, month=month, year=year, hijri=hijri), last
