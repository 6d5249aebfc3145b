"""English words for the gloss: forms of verbs, dates, lists. Data in `data/gloss.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# The last word of «called on», «signed with»; particles («blown up», «handed over») aren't among them.
_PREPOSITIONS = frozenset(("against", "at", "for", "from", "into", "of", "on", "to", "upon", "with"))
_NEEDS_OBJECT = frozenset(("at", "for", "of", "on", "upon"))
_LEADS_BACK = frozenset(("at", "by", "from", "on", "under", "with", "in"))  # «hit X from the air»


@dataclass(frozen=True, slots=True)
class Verb:
    """An English verb with the words that belong to it.

    «secretly met»: lead «secretly»; «hit from the air»: tail «from the air», which follows the object;
    «taken control of»: particle «control», preposition «of». `past` and `base` are None where the data
    doesn't know them; `bare` tells whether it may stand with no object.
    """

    participle: str
    past: str | None
    base: str | None
    lead: str = ""
    particle: str = ""
    tail: str = ""
    preposition: str = ""
    bare: bool = True

    def say(self, form: str, objects: str = "") -> str:
        """Return a form of the verb with its object: «hit», «X» → «hit X from the air»."""
        reached = f"{self.preposition} {objects}" if objects and self.preposition else objects
        return " ".join(part for part in (self.lead, form, self.particle, reached, self.tail) if part)


@dataclass(frozen=True, slots=True)
class _Words:
    forms: dict[str, tuple[str, str]]  # participle → past, base
    prepositions: dict[str, str]
    plurals: dict[str, str]


@cache
def data() -> dict[str, Any]:
    """Return what `data/gloss.toml` holds."""
    return tomllib.loads(files("riwaya.data").joinpath("gloss.toml").read_text(encoding="utf-8"))


@cache
def _table() -> _Words:
    words = data()
    forms = {_participle(base): (_participle(base), base) for base in words["regular"].split()}
    for base in words["doubling"].split():
        forms[base + base[-1] + "ed"] = (base + base[-1] + "ed", base)
    for participle, (past, base) in words["irregular"].items():
        forms[participle] = (past, base)
        forms.setdefault(past, (past, base))  # a frame that gives the past («took control of») is understood
    return _Words(forms, words["preposition"], words["plural"])


def _participle(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


@cache
def verb(participle: str) -> Verb:
    """Return the verb whose past participle a frame gives: «met» → met, meet, (with)."""
    words = participle.split()
    lead = words.pop(0) if len(words) > 1 and words[0].endswith("ly") else ""
    first, rest = words[0], words[1:]
    past, base = _table().forms.get(first, (None, None))
    if past is None and first.endswith("ed"):
        past = first  # a regular verb's past is its participle, whatever its base form may be
    if words[:2] == ["hit", "by"]:
        return Verb(first, None, None, lead, tail=" ".join(rest))  # «hit by gunfire»: only in the passive
    if rest[:1] == ["or"]:
        return Verb(first, past, None, lead, " ".join(rest))  # «killed or wounded» has two verbs
    if rest and rest[-1] in _PREPOSITIONS:
        return Verb(first, past, base, lead, " ".join(rest[:-1]), "", rest[-1], rest[-1] not in _NEEDS_OBJECT)
    if rest and rest[0] in _LEADS_BACK and len(rest) > 1:
        return Verb(first, past, base, lead, tail=" ".join(rest))
    usual = _table().prepositions.get(participle.removeprefix(f"{lead} "), "")
    return Verb(first, past, base, lead, " ".join(rest), preposition=usual)


def plural(noun: str) -> str:
    """Return the plural of a noun phrase: «family» → «families», «head of office» → «heads of office»."""
    head, of, rest = noun.partition(" of ")
    start, space, last = head.rpartition(" ")
    return f"{start}{space}{_plural_word(last)}{of}{rest}"


def _plural_word(word: str) -> str:
    odd = _table().plurals.get(word)
    if odd:
        return odd
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    if word.endswith(("ss", "sh", "ch", "x")):
        return word + "es"
    return word if word.endswith("s") else word + "s"


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
