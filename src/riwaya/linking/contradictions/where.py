"""Places → the accounts that put one happening elsewhere than the most do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import asin, cos, radians, sin, sqrt

from riwaya.linking.contradictions.pairs import Pair, Side, is_clash, odd_ones
from riwaya.linking.kinship import any_kin
from riwaya.linking.model import Record, Where
from riwaya.linking.sounds import one_name

_PLACED = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "CONSULT", "AGREE"}
)  # they have one place; moves have several
_SUBURB = 12.0  # kilometres: what is nearer may be one town
_FRONT = 40.0  # of a fight, or of provinces: what is nearer lies on their border


_HELD = _PLACED | {"RETREAT", "AID"}


def of_places(facts: Sequence[Side]) -> Iterator[Pair]:
    """The accounts that put it elsewhere than the most do, each with one of those."""
    placed = [s for s in facts if s.record.where is not None and s.record.type in _HELD]
    yield from odd_ones("contradiction-place", placed, _apart)


def _apart(a: Record, b: Record) -> bool:
    """Tell whether two claims put one happening into places that exclude each other."""
    here, there = a.where, b.where
    if here is None or there is None or not _one_place(a, b):
        return False
    if here.stated or there.stated:
        return _two_areas(here.stated or here.province, there.stated or there.province)
    towns = here.settlement and there.settlement
    if towns and (one_name(here.name, there.name) or not (is_clash(a) or is_clash(b))):
        return _two_towns(here, there)
    return _two_provinces(here, there) and _sure(here) and _sure(there) and not _near(here, there, _FRONT)


def _one_place(a: Record, b: Record) -> bool:
    """Tell whether both are of what happens in one place: a captive too is let go, or freed, in one."""
    if {a.type, b.type} == {"RETREAT", "AID"}:
        return any_kin(a.recipients, b.recipients)
    return a.family == b.family and {a.type, b.type} <= _PLACED


def _two_towns(here: Where, there: Where) -> bool:
    """Tell whether one happening can't be in both: other towns, and neither a suburb of the other."""
    if here.settlement == there.settlement:
        return False
    if one_name(here.name, there.name):
        if any(w.precision == "site" and w.latitude is None for w in (here, there)):
            return False  # of a building or a roadblock that no map has the province is the report's
        return _two_areas(here.province, there.province)
    if not (_sure(here) or _sure(there)):
        return False
    if _two_areas(here.country, there.country):
        return True
    if here.latitude is None or there.latitude is None:
        return _two_areas(here.province, there.province)
    return not _near(here, there, _SUBURB)


def _two_provinces(here: Where, there: Where) -> bool:
    """Tell whether two places lie in two countries or provinces."""
    return _two_areas(here.country, there.country) or _two_areas(here.province, there.province)


def _sure(where: Where) -> bool:
    """Tell whether the gazetteer knows the place: two names that it doesn't know may be two for one place on a border."""
    return where.latitude is not None or where.precision in ("admin1", "country")


def _two_areas(a: str | None, b: str | None) -> bool:
    """Tell whether two provinces or countries are two; unknown ones may be one."""
    return bool(a and b) and not _one_area(a, b)


def _one_area(a: str | None, b: str | None) -> bool:
    return _bare_area(a) == _bare_area(b)


def _bare_area(area: str | None) -> str:
    """Return a province without the article that English spellings have or not: "yemen/al dhale" → "yemen/dhale"."""
    country, _, name = (area or "").partition("/")
    first, _, rest = name.partition(" ")
    return (
        f"{country}/{rest if rest and first in ('al', 'ad', 'ar', 'as', 'az', 'an', 'ash', 'at') else name}"
    )


def _near(a: Where, b: Where, limit: float) -> bool:
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return False
    return _kilometres(a, b) < limit


def _kilometres(a: Where, b: Where) -> float:
    lat1, lon1, lat2, lon2 = (radians(x or 0.0) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(h))
