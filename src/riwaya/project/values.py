"""What a person writes for a field of a claim → its value, as claims have it. Nothing is guessed: two places of one
name are refused, with what tells them apart."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from riwaya.errors import InputError
from riwaya.lexicon.gazetteer import GazetteerPlace, key
from riwaya.lexicon.loader import Lexicon
from riwaya.model import EVENT_TYPES, STATUSES
from riwaya.project.judged import FIELDS
from riwaya.project.nearest import WITHIN, nearest_places
from riwaya.project.parties import NONE as NONE
from riwaya.project.parties import read_extent, read_party, read_source

Json = dict[str, Any]
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,،]\s*(-?\d+(?:\.\d+)?)")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_DIGITS = 9  # of a toll: more than people there are is a slip of the hand
_YES = {"yes": True, "true": True, "no": False, "false": False}


def read_value(field: str, given: Sequence[str], claim: Json, text: str, lexicon: Lexicon) -> Any:
    """Return the value of a field from what was given for it; «none» empties a field that may be empty.

    Raises an InputError that says what could be given.
    """
    if field not in FIELDS:
        raise InputError(f"--field: {field!r} can't be corrected; use one of {', '.join(FIELDS)}")
    if field in ("actor", "recipient"):
        return (
            [] if list(given) == [NONE] else [read_party(field, name, claim, text, lexicon) for name in given]
        )
    if field == "sources":
        return [] if list(given) == [NONE] else [read_source(name, claim, text, lexicon) for name in given]
    if len(given) != 1:
        raise InputError(f"--value: give one for {field}")
    value = given[0].strip()
    if field in ("trigger", "clause"):
        words = read_extent(value, text)
        return words if field == "trigger" else {"start": words["start"], "end": words["end"]}
    if field == "place":
        return None if value == NONE else _place(value, claim, lexicon)
    if field == "time":
        return None if value == NONE else _time(value, claim)
    if field in ("dead", "injured"):
        return None if value == NONE else _number(field, value)
    if field == "specific":
        return _one_of(field, value, _YES)
    if field in ("mode", "weapon"):
        found = {str(getattr(f, field)) for f in lexicon.frames.values() if getattr(f, field)}
        return None if value == NONE else _one_of(field, value, {name: name for name in sorted(found)})
    return _one_of(field, value, {name: name for name in (EVENT_TYPES if field == "type" else STATUSES)})


def _one_of(field: str, value: str, known: Mapping[str, Any]) -> Any:
    if value not in known:
        raise InputError(f"--value: {value!r} is no {field}; use one of {', '.join(known)}")
    return known[value]


def _number(field: str, value: str) -> int:
    if not value.isdecimal() or len(value) > _DIGITS:
        raise InputError(
            f"--value: {value[:40]!r} is no number of {field}; write up to {_DIGITS} digits, or none"
        )
    return int(value)


def _time(value: str, claim: Json) -> Json:
    """«2022-12-12», «2022-12», «2022», or two of them with «..» between; either end may be open."""
    first, dots, last = value.partition("..")
    earliest = _end(first, 0) if first else None
    latest = _end(last, 1) if last else _end(first, 1) if not dots else None
    if (earliest is None and latest is None) or (earliest and latest and earliest > latest):
        raise InputError(f"--value: {value!r} is no time; write YYYY-MM-DD, or two days with .. between")
    precision = "day" if earliest == latest else "range"
    return {
        **_words(claim["time"]),
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "precision": precision,
        "basis": "stated",
    }


def _end(value: str, which: int) -> date:
    """Return the first (0) or the last (1) day of a day, a month or a year."""
    match = _DAY.fullmatch(value.strip())
    try:
        if match:
            year, month = int(match[1]), int(match[2] or (1, 12)[which])
            return date(year, month, int(match[3] or (1, monthrange(year, month)[1])[which]))
    except ValueError:  # such as 2023-02-30
        pass
    raise InputError(f"--value: {value!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY")


def _place(value: str, claim: Json, lexicon: Lexicon) -> Json:
    """A GeoNames number, a name, a name and its province with a comma between, or a point: the nearest settlement's."""
    if point := _POINT.fullmatch(value):
        near = nearest_places(lexicon.gazetteer, float(point[1]), float(point[2]), 1)
        if not near:
            raise InputError(
                f"--value: no settlement within {WITHIN:.0f} km of {value}; give the place's name"
            )
        return _as_claims_have_it(near[0].place, claim)
    if value.isdecimal() and len(value) <= _DIGITS:
        found = lexicon.gazetteer.numbered(int(value))
    else:
        name, _, province = (part.strip() for part in re.sub("،", ",", value).partition(","))
        found = lexicon.gazetteer.lookup(name)
        found = tuple(p for p in found if not province or _same(province, p.admin1, p.admin1_en, p.country))
        found = _town(found) or found
    if not found:
        raise InputError(f"--value: no place {value!r}; give its Arabic name, or its number in GeoNames")
    if len(found) > 1:
        listed = "; ".join(_told_apart(p) for p in found[:6])
        raise InputError(f"--value: several places {value!r}: {listed}; give the number of one")
    return _as_claims_have_it(found[0], claim)


def _town(places: Sequence[GazetteerPlace]) -> tuple[GazetteerPlace, ...]:
    """The one settlement among places of a name, where the others are the district around it that is called after it.

    A province that is called after its town stays a question: «حلب» may be either.
    """
    towns = tuple(p for p in places if p.precision == "settlement")
    districts = [p for p in places if p.precision == "admin2"]
    around = {(p.admin1, p.country) for p in places}
    return towns if len(towns) == 1 and len(around) == 1 and len(districts) == len(places) - 1 else ()


def _same(given: str, *names: str | None) -> bool:
    return any(name and key(name) == key(given) for name in names)


def _told_apart(place: GazetteerPlace) -> str:
    within = ", ".join(name for name in (place.admin1_en, place.country_en) if name)
    return f"{place.geonames_id or place.id} ({place.precision} in {within})"


def _as_claims_have_it(place: GazetteerPlace, claim: Json) -> Json:
    names = (
        "name", "name_en", "admin1", "admin1_en", "country", "country_en", "latitude", "longitude",
        "geonames_id", "precision",
    )  # fmt: skip
    words = _words(claim["place"], place.name)
    return {**words, **{name: getattr(place, name) for name in names}, "antecedent": None}


def _words(was: Json | None, name: str = "") -> Json:
    """The words that the value stands at: those of what was read, else none of the text (without offsets)."""
    if was is None:
        return {"start": None, "end": None, "text": name}
    return {"start": was["start"], "end": was["end"], "text": was["text"]}
