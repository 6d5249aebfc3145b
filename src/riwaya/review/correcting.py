"""What the form for a field of a claim gives → the values that `Project.judge` reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from riwaya.errors import InputError
from riwaya.lexicon.loader import Lexicon
from riwaya.project.values import NONE
from riwaya.review.known import known_as

Json = Mapping[str, Any]
FORMS = ("type", "status", "mode", "parties", "place", "time", "toll", "sources", "span")
PEOPLE = ("actor", "recipient", "sources")  # fields that name somebody in each row of their form
COUNTS = ("dead", "injured")
OPEN = "-"
_EXTENT = re.compile(r"\d+(-|\.\.)\d+")
LONGEST, DIGITS = 300, 9


@dataclass(frozen=True, slots=True)
class Given:
    """What a form was filled in with.

    `since` and `until` are those of a time. Of each participant or source: the words, where they stand («12..16»), who
    they are (a name or an id of the lexicon), a source's stance.
    """

    values: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    words: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()


def values_of(field: str, given: Given, claim: Json, text: str, lexicon: Lexicon) -> list[str]:
    """Return the values of a field; a field left empty is «none», for nothing is known of it.

    `claim` is the claim as it stands: of those it names already only what was changed is given anew.
    """
    if any(len(one) > LONGEST for one in (*given.values, *given.words, *given.at, *given.who)):
        raise InputError(f"too long: a value has at most {LONGEST} characters")
    if field == "time":
        return [_time(given.since.strip(), given.until.strip())]
    if field in PEOPLE:
        return list(_people(field, given, claim, text, lexicon)) or [NONE]
    values = [value.strip() for value in given.values if value.strip()]
    if field == "trigger" and values and not _EXTENT.fullmatch(values[0]):
        start, end = place_of(values[0], text)
        return [f"{start}..{end}"]
    if field in COUNTS and any(len(value) > DIGITS for value in values):
        raise InputError(f"a number of people has at most {DIGITS} digits")
    return values or [NONE]


def place_of(words: str, text: str) -> tuple[int, int]:
    """Return where typed words stand in a text; an InputError if they don't, or more than once."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    if not found:
        raise InputError(f"the report has no words {words.strip()!r}; copy them exactly")
    if len(found) > 1:
        raise InputError(
            f"{words.strip()!r} stands there more than once; give the words beside it, too, or select it"
        )
    return found[0]


def held(claim: Json, field: str) -> list[Json]:
    """Return whom a claim names in a field."""
    if field == "sources":
        return list(claim["sources"])
    return [one for one in claim["arguments"] if one["role"] == field]


def name_of(one: Json, arabic: bool) -> str:
    """Return what stands for who somebody is, "" if nobody knows."""
    entity = one["entity"]
    return "" if entity is None else str((entity["name"] if arabic else entity["name_en"]) or entity["name"])


def extent(one: Json) -> str:
    """Return where words stand, «12..16», "" if they are none of the report."""
    return f"{one['start']}..{one['end']}" if one["start"] is not None else ""


def held_place(place: Json | None) -> str:
    """Return what stands for a place in its form: «منبج، حلب»; its words if no list has it; nothing if there is none."""
    if place is None:
        return ""
    within = place.get("admin1") or place.get("country")
    if not place.get("name"):
        return str(place["text"])
    return f"{place['name']}، {within}" if within and within != place["name"] else str(place["name"])


def _time(since: str, until: str) -> str:
    """A month or a year alone is all of it, «2023-05»; «-» leaves an end open."""
    if not since and not until:
        return NONE
    if since == OPEN or not since:
        return f"..{until}"
    if until == OPEN:
        return f"{since}.."
    return since if not until or until == since else f"{since}..{until}"


def _people(field: str, given: Given, claim: Json, text: str, lexicon: Lexicon) -> Iterator[str]:
    known = {extent(one) or one["text"]: one for one in held(claim, field)}
    for words, at, who, stance in zip_longest(given.words, given.at, given.who, given.stances, fillvalue=""):
        words, who = words.strip(), who.strip()
        if not words and not who:
            continue
        place = at if at and _words_at(at, text) == words else ""
        one = known.get(place or words)
        value = _person(place or words, who, one, lexicon)
        yield f"{value}:{stance}" if stance and (one is None or one["stance"] != stance) else value


def _person(words: str, who: str, one: Json | None, lexicon: Lexicon) -> str:
    if not words:
        return known_as(lexicon, who)
    if one is not None and who in (name_of(one, True), name_of(one, False)):
        return words  # as it is
    if who:
        return f"{words}={known_as(lexicon, who)}"
    return f"{words}={NONE}" if one is not None else words


def _words_at(at: str, text: str) -> str:
    start, _, end = at.partition("..")
    return " ".join(text[int(start) : int(end)].split()) if start.isdecimal() and end.isdecimal() else ""
