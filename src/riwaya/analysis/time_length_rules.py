"""Lengths of time → expressions: «قبل يومين», «منذ نحو 6 أشهر», «خلال السنوات الثلاث الماضية», «بعد سنة وشهرين»."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.analysis.time_lengths import Ago, Part, Stretch
from riwaya.analysis.time_numeric import NumericDates
from riwaya.analysis.time_tokens import Parsed
from riwaya.analysis.time_values import Expression, SomeHour, Vague

_FAR = 200  # so many years ago is no date any more
_NOT_YEARS_AGO = ("hour", "minute")
_HALVES: dict[str, Part] = {
    "year": (6, "month"),
    "month": (15, "day"),
    "week": (3, "day"),
    "decade": (5, "year"),
}


@dataclass(frozen=True, slots=True)
class _Length:
    """A length of time up to the token `last`; no parts where the text leaves the count open («أيام»)."""

    parts: tuple[Part, ...]
    last: int


class LengthRules(NumericDates):
    """The rules for lengths of time before or after publication."""

    def length(self, i: int) -> Parsed:
        """Read «قبل يومين», «منذ نحو 6 أشهر», «خلال السنوات الثلاث الماضية», «السنوات الماضية»."""
        if self.is_part_of_day(i):
            return None
        head = self.word(i, "before", "after", "since", "within")
        kind, j = (head[0].kind, head[1]) if head else ("", i)
        stretch = self._stretch(j)
        if stretch and kind != "before":
            return stretch if kind != "since" or not isinstance(stretch[0], Vague) else (Vague(), stretch[1])
        if kind in ("before", "after", "since"):
            return self._length_ago(kind, j)
        return self._within(i, j) if kind == "within" else self._from_today(i)

    def is_part_of_day(self, i: int) -> bool:
        """Tell whether «بعد ظهر», «قبل الظهر», «بعد غد» stands at `i`, which begins like «بعد» and «قبل»."""
        return self.word(i, "daypart", "clock", "day") is not None

    def _length_ago(self, kind: str, i: int) -> Parsed:
        approximate, j = self._about(i)
        length = self._length(j, approximate)
        if length is None:
            return None
        if not length.parts:
            return Vague(), length.last
        count, unit = length.parts[0]
        if count > _FAR and unit not in _NOT_YEARS_AGO:
            return None
        if self._has_anchor(length.last, kind):
            # «بعد يوم من عودته» counts from something else.
            return Vague(), length.last
        last = self._from_now(length.last)
        if (
            kind == "since"
            and last == length.last
            and (approximate or length.parts[-1][1] not in ("day", "week"))
        ):
            return Stretch(length.parts, -1), last
        if kind != "after":
            return Ago(length.parts, -1, approximate), last
        # «بعد أسبوع» counts from what was told before; only «من الآن» or a plan counts from today.
        if last == length.last and not self.looks_ahead(i):
            return (SomeHour() if unit in ("hour", "minute") else Vague()), last
        return Ago(length.parts, 1), last

    def _within(self, i: int, j: int) -> Parsed:
        """«[سينسحبون] خلال ثلاثة أيام»: up to so long from today; what lasted so long tells no date."""
        length = self._length(j)
        if length is None or not length.parts or not self.looks_ahead(i) or not self._ends_here(length.last):
            return None
        return Stretch(length.parts, 1), length.last

    def _ends_here(self, i: int) -> bool:
        """«خلال أسبوع من الاغتيال» counts from something else."""
        return self.folded(i) != "من" or self._is_now(i + 1)

    def _from_today(self, i: int) -> Parsed:
        """«أسبوعين من الآن», «ثلاثة أيام من اليوم»: a length that only «من الآن» dates."""
        length = self._length(i)
        if length is None or not length.parts or (last := self._from_now(length.last)) == length.last:
            return None
        return Ago(length.parts, 1), last

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

    def _length(self, i: int, approximate: bool = False) -> _Length | None:
        """Read «ثلاثة أيام», «يومين», «سنة ونصف», «شهر و21 يوماً», «بضعة أشهر», and «[نحو] العام»."""
        first = self._simple_length(i, approximate)
        if first is None or not first.parts:
            return first
        unit = first.parts[0][1]
        if self.folded(first.last) == "ونصف" and unit in _HALVES:
            last = first.last + 1
            again = self.word(last, "unit")
            same = again is not None and self.definite(last) and again[0].value == f"{unit}:1"
            return _Length((*first.parts, _HALVES[unit]), last + 1 if same else last)
        more = self._and_length(first.last)
        return _Length((*first.parts, *more.parts), more.last) if more else first

    def _and_length(self, i: int) -> _Length | None:
        """Read the second part of a length: «[سنة] وشهرين», «[عام] و 21 يوما»."""
        joined = self.folded(i) == "و"
        if not joined and not self.folded(i).startswith("و"):
            return None
        number = self.cardinal(i + joined, "" if joined else "و")
        unit = self.word(number.last, "unit") if number else self.word(i, "unit", proclitic="و")
        if unit is None or (number is None and self.definite(i)):
            return None
        name, _, size = unit[0].value.partition(":")
        if name == "span" or (number is None and size == "n"):
            return None
        return _Length(((number.value if number else int(size), name),), unit[1])

    def _simple_length(self, i: int, approximate: bool) -> _Length | None:
        number = self.cardinal(i)
        j = number.last if number else i
        if number is None and self.folded(i) in ("بضعه", "بضع", "عده"):
            found = self.word(i + 1, "unit")
            return _Length((), found[1]) if found else None
        found = self.word(j, "unit")
        if found is None or (number is None and self.definite(j) and not approximate):
            return None
        unit, _, size = found[0].value.partition(":")
        if unit == "span":
            return _Length((), found[1])
        named = self.month(found[1]) or self.year(found[1]) or self.word(found[1], "weekday")
        if number is None and named:
            return None  # «منذ عام 2011», «منذ شهر أيار», «قبل يوم الأحد»
        last = found[1] + 1 if self.folded(found[1]) in ("واحد", "واحده", "اثنين", "اثنتين") else found[1]
        if number is not None:
            return _Length(((number.value, unit),), last)
        if size == "n":
            # «عدة أشهر», «أشهر عدة»
            vague = self.folded(last) in ("عده", "قليله", "طويله", "قليل")
            return _Length((), last + 1 if vague else last)
        return _Length(((int(size), unit),), last)

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
        if latest and not self._ends_here(last):
            return None  # «آخر ثلاثة أشهر من العام»
        if latest:
            return (Stretch(((number.value, name),), -1), last) if number and name != "span" else None
        plural = size != "1" or number is not None
        found = self.word(last, "which")
        if found is None or not plural or not (self.definite(j) or number):
            return None
        if found[0].value == "recent" and not self._ends_here(found[1]):
            return None
        return self._stretched(found[0].value, number.value if number else size, name), found[1]

    def _stretched(self, which: str, count: int | str, unit: str) -> Expression:
        if which in ("last", "recent", "next") and count != "n" and unit != "span":
            return Stretch(((int(count), unit),), 1 if which == "next" else -1)
        if which == "last" and unit == "hour":
            return Stretch(((24, unit),), -1)
        return Vague()
