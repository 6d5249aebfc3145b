"""English words for the gloss: forms of verbs, dates, lists. Data in `data/gloss.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PREPOSITIONS = frozenset(
    (
        "about",
        "against",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "over",
        "to",
        "upon",
        "with",
    )
)


@dataclass(frozen=True, slots=True)
class Verb:
    """An English verb with the words that follow it: («met», «meet», «met», "", «with»).

    `past` and `base` are None where the data doesn't know them; `preposition` leads to the one it is
    done to, "" if the verb takes an object.
    """

    participle: str
    past: str | None
    base: str | None
    rest: str
    preposition: str

    def form(self, word: str) -> str:
        """Return a form of the verb with the words that belong to it: «open» → «open fire»."""
        return f"{word} {self.rest}".strip()


@dataclass(frozen=True, slots=True)
class _VerbTable:
    forms: dict[str, tuple[str, str]]  # participle → past, base
    prepositions: dict[str, str]


@cache
def _table() -> _VerbTable:
    data = tomllib.loads(files("riwaya.data").joinpath("gloss.toml").read_text(encoding="utf-8"))
    forms = {_participle(base): (_participle(base), base) for base in data["regular"].split()}
    for base in data["doubling"].split():
        forms[base + base[-1] + "ed"] = (base + base[-1] + "ed", base)
    for participle, (past, base) in data["irregular"].items():
        forms[participle] = (past, base)
    return _VerbTable(forms, data["preposition"])


def _participle(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def verb(participle: str) -> Verb:
    """Return the verb whose past participle a frame gives: «met» → met, meet, (with)."""
    first, _, rest = participle.partition(" ")
    table = _table()
    past, base = table.forms.get(first, (None, None))
    if past is None and first.endswith("ed"):
        past = first  # a regular verb's past is its participle, whatever its base form may be
    ends = rest.rpartition(" ")[2] if rest else ""
    preposition = table.prepositions.get(participle, "") if ends not in _PREPOSITIONS else ""
    return Verb(first, past, base, rest, preposition)


def join(parts: Sequence[str]) -> str:
    """Return «a», «a and b» or «a, b and c»."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def period(earliest: date | None, latest: date | None) -> str | None:
    """Return an interval of days in words: «on 12 December 2022», «in May 2022»; None if it is unknown."""
    if earliest is None and latest is None:
        return None
    if latest is None and earliest is not None:
        return f"on or after {_day(earliest)}"
    if earliest is None and latest is not None:
        return f"on or before {_day(latest)}"
    assert earliest is not None
    assert latest is not None
    return _interval(earliest, latest)


def _interval(first: date, last: date) -> str:
    if first == last:
        return f"on {_day(first)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"in {first.year}" if first.year == last.year else f"in {first.year}–{last.year}"
    if first.day == 1 and _is_last_day(last):
        if (first.year, first.month) == (last.year, last.month):
            return f"in {_month(first)}"
        start = MONTHS[first.month - 1] if first.year == last.year else _month(first)
        return f"between {start} and {_month(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {_day(last)}"
    if first.year == last.year:
        return f"between {first.day} {MONTHS[first.month - 1]} and {_day(last)}"
    return f"between {_day(first)} and {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _is_last_day(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1
