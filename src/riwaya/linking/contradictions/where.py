"""Places → the accounts that put one happening elsewhere than the most do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import asin, cos, radians, sin, sqrt

from riwaya.linking.contradictions.pairs import Pair, Side, is_clash, odd_ones
from riwaya.linking.model import Record, Where
from riwaya.linking.sounds import one_name

_PLACED = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "CONSULT", "AGREE"}
)  # they have one place; moves have several
_FAR = 40.0  # kilometres: places of two provinces that are nearer lie on their border


def of_places(facts: Sequence[Side]) -> Iterator[Pair]:
    """The accounts that put it elsewhere than the most do, each with one of those."""
    placed = [s for s in facts if s.record.where is not None and s.record.type in _PLACED]
    yield from odd_ones("contradiction-place", placed, _apart)


def _apart(a: Record, b: Record) -> bool:
    """Tell whether two claims put one happening into provinces or countries that exclude each other."""
    here, there = a.where, b.where
    if here is None or there is None or a.family != b.family:
        return False
    if here.stated or there.stated:
        mine, yours = (w.stated or w.province for w in (here, there))
        return bool(mine and yours) and not _one_area(mine, yours)
    if here.settlement and here.settlement == there.settlement:
        return False
    if here.province == there.province:
        return _two_towns(here, there) and not (is_clash(a) or is_clash(b))  # a battle has a front
    if here.settlement and there.settlement and one_name(here.name, there.name):
        if any(w.precision == "site" and w.latitude is None for w in (here, there)):
            return False  # of a building or a roadblock that no map has the province is the report's
        return bool(here.province and there.province) and not _one_area(here.province, there.province)
    if not (_sure(here) and _sure(there)):
        return False
    if here.country and there.country and here.country != there.country:
        return not _near(here, there)
    if here.province and there.province and not _one_area(here.province, there.province):
        return not _near(here, there)
    return False


def _two_towns(here: Where, there: Where) -> bool:
    """Tell whether one happening can't be in both: two towns on the map that aren't suburbs of each other."""
    towns = all(w.settlement is not None and w.latitude is not None for w in (here, there))
    return towns and not one_name(here.name, there.name) and not _near(here, there)


def _sure(where: Where) -> bool:
    """Tell whether the gazetteer knows the place: two names that it doesn't know may be two for one place on a border."""
    return where.latitude is not None or where.precision in ("admin1", "country")


def _one_area(a: str | None, b: str | None) -> bool:
    return _bare_area(a) == _bare_area(b)


def _bare_area(area: str | None) -> str:
    """Return a province without the article that English spellings have or not: "yemen/al dhale" → "yemen/dhale"."""
    country, _, name = (area or "").partition("/")
    first, _, rest = name.partition(" ")
    return (
        f"{country}/{rest if rest and first in ('al', 'ad', 'ar', 'as', 'az', 'an', 'ash', 'at') else name}"
    )


def _near(a: Where, b: Where) -> bool:
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return False
    return _kilometres(a, b) < _FAR


def _kilometres(a: Where, b: Where) -> float:
    lat1, lon1, lat2, lon2 = (radians(x or 0.0) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(h))
