"""A sentence's tokens as the date grammar looks at them: the word, number or mark at a place.

Every look-up takes the index of a token and gives what stands there with the index after it, or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from riwaya.analysis.time_values import Expression
from riwaya.model import Token
from riwaya.text.numbers import (
    Cardinal,
    Word,
    index_words,
    match,
    number_words,
    read_cardinal,
    read_ordinal,
    read_table,
)

Parsed = tuple[Expression, int] | None
DASHES = frozenset(("-", "–", "—"))
_MONTH_MARKS = frozenset(("/", "\\", "-", "–", "(", "slash"))
_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "كم", "ه", "ي", "ك")
_BESIDE_RETURN = frozenset(("في", "الي", "حتي", "يوم"))


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


class TimeTokens:
    """One sentence's tokens; `start` and `proclitic` say where a time begins and what its first word carries."""

    def __init__(self, tokens: tuple[Token, ...], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.table = time_words()
        self.numbers = number_words()
        self.start = -1
        self.proclitic = ""

    def folded(self, i: int) -> str:
        """Return the folded token at `i`, or nothing past the end."""
        return self.tokens[i].folded if 0 <= i < len(self.tokens) else ""

    def word(self, i: int, *kinds: str, proclitic: str = "") -> tuple[Word, int] | None:
        """Return the first reading of token `i` with one of these kinds, and the index after it."""
        readings = self.table.get(self.tokens[i].folded) if 0 <= i < len(self.tokens) else None
        if readings is None:
            return None
        wanted = self.proclitic if i == self.start else proclitic
        for word in readings:
            if word.kind in kinds and word.proclitic == wanted and match(word, self.tokens, i):
                return word, i + 1 + len(word.rest)
        return None

    def is_kind(self, i: int, kind: str) -> bool:
        """Tell whether the token at `i`, with any proclitic, can be of this kind."""
        return any(word.kind == kind for word in self.table.get(self.folded(i), ()))

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

    def is_number(self, i: int) -> bool:
        """Tell whether token `i` can be a number or an ordinal at all."""
        if not 0 <= i < len(self.tokens):
            return False
        return self.tokens[i].kind == "number" or self.tokens[i].folded in self.numbers

    def cardinal(self, i: int, proclitic: str = "") -> Cardinal | None:
        """Read an exact number at `i`."""
        if not self.is_number(i):
            return None
        found = read_cardinal(self.tokens, i)
        wanted = self.proclitic if i == self.start else proclitic
        return found if found and found.proclitic == wanted else None

    def ordinal(self, i: int, proclitic: str = "") -> Cardinal | None:
        """Read an ordinal at `i`."""
        if not self.is_number(i):
            return None
        found = read_ordinal(self.tokens, i)
        wanted = self.proclitic if i == self.start else proclitic
        return found if found and found.proclitic == wanted else None

    def touching(self, i: int, j: int) -> bool:
        """Tell whether there are tokens from `i` to before `j`, without spaces between them."""
        return j <= len(self.tokens) and all(
            self.tokens[k].span.end == self.tokens[k + 1].span.start for k in range(i, j - 1)
        )

    def closes(self, i: int) -> bool:
        """Tell whether no word or number stands at `i`: what ends there counts nothing («في 15.»)."""
        return i >= len(self.tokens) or (self.tokens[i].kind == "mark" and self.folded(i) not in "%٪/+")

    def is_year(self, i: int) -> bool:
        """Tell whether token `i` is a number of four digits that can be a year of our time."""
        token = self.folded(i)
        return len(token) == 4 and token.isdigit() and 1900 <= int(token) < 2100

    def behind_return(self, i: int) -> bool:
        """«سأعود في 15»: who comes or goes at a bare number tells the day; «عادت النسبة إلى 15» is no such."""
        k = i - 1 if self.folded(i - 1) in _BESIDE_RETURN else i
        k = k - 1 if self.folded(k - 1) == "يوم" else k
        return self.is_kind(k - 1, "return")

    def which(self, i: int) -> tuple[str, int] | None:
        """Read «الماضي», «(الماضي)», «ذاته» at `i`."""
        bracket = self.folded(i) == "("
        found = self.word(i + bracket, "which")
        if found is None or found[0].value in ("few", "recent"):
            return None
        return found[0].value, self.skip(found[1], ")") if bracket else found[1]

    def era(self, i: int) -> tuple[str | None, int]:
        """Read «م», «هـ» at `i`."""
        found = self.word(i, "era")
        return (found[0].value, found[1]) if found else (None, i)

    def month(self, i: int) -> Month | None:
        """Read a month's name, doubled («كانون الأول/ ديسمبر», «يوليو (تموز)») or not."""
        found = self.word(i, "month")
        if found is None:
            return None
        calendar, number, alone = found[0].value.split(":")
        first = Month(int(number), calendar == "hijri", found[1], alone == "yes")
        mark = self.folded(found[1])
        again = self.word(found[1] + 1, "month") if mark in _MONTH_MARKS else None
        if again is None or (mark in DASHES and again[0].value.split(":")[1] != number):
            return first
        if again[0].value.split(":")[:2] != [calendar, number] and mark != "(":
            return first
        last = self.skip(again[1], ")") if mark == "(" else again[1]
        return replace(first, last=last, alone=True)

    def year(self, i: int, hijri: bool = False) -> tuple[int, bool, int] | None:
        """Read «2022», «عام 2022 م», «1445 هـ», «ألفين وثمانية عشر»: year, if it is Hijri, index after."""
        head = self.word(i, "year-word")
        number = self.cardinal(head[1] if head else i)
        if number is None:
            return None
        era, last = self.era(number.last)
        if era == "hijri" or (hijri and era is None):
            return (number.value, True, last) if 1300 <= number.value <= 1500 else None
        low = 1000 if head or era else 1800
        digits = self.tokens[number.first].kind == "number" and number.last - number.first == 1
        plain = digits and len(self.folded(number.first)) == 4
        if low <= number.value < 2100 and (plain or not digits):
            return number.value, False, last
        return None

    def old_year(self, i: int) -> tuple[int, bool, int] | None:
        """Read a year before 1800 that no noun follows: «[عام] 1187», «[5 ديسمبر] 1391»."""
        number = self.cardinal(i)
        if number is None or not 100 <= number.value < 2000:
            return None
        era, last = self.era(number.last)
        return (number.value, False, last) if era != "hijri" and self.closes(last) else None

    def looks_ahead(self, i: int, last: int | None = None) -> bool:
        """Tell whether the ten tokens before a time at `i` show that the sentence tells what is to come.

        So does the word behind it, at `last`, where the time opens the sentence: «الأحد سيجتمع الوفد».
        """
        if any(self._is_future(k) for k in range(max(0, i - 10), i)):
            return True
        return last is not None and i <= 1 and last < len(self.tokens) and self._is_future(last)

    def _is_future(self, i: int) -> bool:
        if self.is_kind(i, "future"):
            return True
        stem = self.folded(i).lstrip("وف")
        if not stem.startswith(("سي", "ست", "سن", "سا")) or (
            stem.endswith("ا") and not stem.endswith(_PRONOUNS)
        ):
            return False  # no verb after «س» ends so but with a pronoun: «سيليكا», «سيبيريا»
        if stem.startswith("سا"):  # «سأعود», not «ساعة»
            return self.tokens[i].span.of(self.text).lstrip("وف").startswith("سأ")
        return len(stem) >= 5 and not any(self._is_not_future(form) for form in _without_pronoun(stem))

    def _is_not_future(self, form: str) -> bool:
        return any(w.kind == "not-future" for w in self.table.get(form, ()))


def _without_pronoun(stem: str) -> Iterator[str]:
    """Yield a noun's form with and without its pronoun: «سنداتهم» → «سنداتهم», «سندات»; «سياستها» → «سياسه»."""
    yield stem
    for pronoun in _PRONOUNS:
        if stem.endswith(pronoun):
            bare = stem.removesuffix(pronoun)
            yield bare.removesuffix("ت") + "ه" if bare.endswith("ت") else bare
            yield bare
