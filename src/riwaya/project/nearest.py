"""A point on a map → the nearest settlements of the gazetteer: what is stored is a settlement's place, never a house's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from riwaya.errors import InputError
from riwaya.lexicon.gazetteer import Gazetteer, GazetteerPlace

WITHIN = 50.0  # kilometres
_EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Near:
    """A settlement and how far it is, in kilometres."""

    place: GazetteerPlace
    km: float


def nearest_places(
    gazetteer: Gazetteer, latitude: float, longitude: float, limit: int = 5, within: float = WITHIN
) -> list[Near]:
    """Return the settlements around a point, the nearest first; none that is further away than `within` kilometres."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise InputError(f"{latitude}, {longitude} is no point; write degrees: latitude, longitude")
    high = within / 111.0 + 0.1  # degrees of latitude
    found = [
        Near(place, round(distance(latitude, longitude, lat, lon), 1))
        for place, lat, lon in _Settlements.of(gazetteer)
        if abs(lat - latitude) <= high
    ]
    near = sorted((one for one in found if one.km <= within), key=lambda one: (one.km, one.place.id))
    return near[:limit]


def distance(latitude: float, longitude: float, other: float, another: float) -> float:
    """Return the kilometres between two points."""
    a, b = radians(latitude), radians(other)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(another - longitude) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))


class _Settlements:
    """A gazetteer's settlements with their points; those of the last few gazetteers are kept."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Settlements) and other.gazetteer is self.gazetteer

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> tuple[tuple[GazetteerPlace, float, float], ...]:
        """Return them."""
        return _listed(cls(gazetteer))


@lru_cache(maxsize=4)
def _listed(one: _Settlements) -> tuple[tuple[GazetteerPlace, float, float], ...]:
    places = {place.id: place for _, held in one.gazetteer.entries() for place in held}
    return tuple(
        (place, place.latitude, place.longitude)
        for place in places.values()
        if place.precision == "settlement" and place.latitude is not None and place.longitude is not None
    )
