"""A place as a claim has it → the place as it may leave the house.

Coordinates are a settlement's, never a house's: a site stands at the nearest settlement of its province. Shelters, camps and
hospitals stand at their district, or at their province where the gazetteer has no coordinates of districts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from riwaya.lexicon.gazetteer import Gazetteer, GazetteerPlace
from riwaya.text.fold import fold

Json = Mapping[str, Any]
_NEAR_KM = 25.0  # a settlement further away isn't the site's
_DISTRICT_KM = 60.0
_WORD = re.compile(r"\w+")
_CLITICS = re.compile(r"^[وف]?(?:لل|[بكل]?(?:ال)?)")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it is exported. `code` is ISO's two letters; `coarser` says what was coarsened, and to what."""

    role: str
    words: str
    name: str | None
    name_ar: str | None
    admin1: str | None
    admin1_ar: str | None
    country: str | None
    country_ar: str | None
    code: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    precision: str | None
    uncertainty_km: float | None
    coarser: str | None = None

    @property
    def located(self) -> bool:
        """Whether it has coordinates."""
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True)
class Atlas:
    """The gazetteer by province, and what is sheltered."""

    codes: Mapping[str, str]  # a country's English name → ISO's two letters
    settlements: Mapping[
        tuple[str, str], tuple[GazetteerPlace, ...]
    ]  # by country and English name of the province
    districts: Mapping[tuple[str, str], tuple[GazetteerPlace, ...]]
    provinces: Mapping[tuple[str, str], GazetteerPlace]
    sheltered: frozenset[str]
    sheltered_english: frozenset[str]
    uncertainty: Mapping[str, float]

    def spot(self, place: Json) -> Spot:
        """Return the place as it may be shown."""
        found = self._as_told(place)
        if self.is_sheltered(place):
            return self._measured(self._at_district(found))
        return self._measured(self._at_settlement(found) if found.precision == "site" else found)

    def is_sheltered(self, place: Json) -> bool:
        """Tell a shelter, a camp or a hospital by its words, in Arabic or English."""
        antecedent = place.get("antecedent") or {}
        arabic = " ".join(filter(None, (place.get("text"), place.get("name"), antecedent.get("text"))))
        english = re.findall(r"[a-z]+", (place.get("name_en") or "").lower())
        return any(self._is_sheltered(w) for w in _WORD.findall(fold(arabic))) or not (
            self.sheltered_english.isdisjoint(english)
        )

    def _is_sheltered(self, word: str) -> bool:
        return word in self.sheltered or _CLITICS.sub("", word, count=1) in self.sheltered

    def _as_told(self, place: Json) -> Spot:
        country = place.get("country_en")
        return Spot(
            role=place.get("role", "at"), words=place.get("text") or "",
            name=place.get("name_en") or place.get("name"), name_ar=place.get("name"),
            admin1=place.get("admin1_en"), admin1_ar=place.get("admin1"),
            country=country, country_ar=place.get("country"), code=self.codes.get(country) if country else None,
            latitude=place.get("latitude"), longitude=place.get("longitude"),
            geonames_id=place.get("geonames_id"), precision=place.get("precision"), uncertainty_km=None,
        )  # fmt: skip

    def _at_settlement(self, spot: Spot) -> Spot:
        near = _nearest(spot, self.settlements.get((spot.code or "", spot.admin1 or ""), ()), _NEAR_KM)
        if near is None:
            told = spot.latitude is not None
            return replace(
                spot, latitude=None, longitude=None, coarser="no settlement near" if told else None
            )
        return replace(
            spot, latitude=near.latitude, longitude=near.longitude, coarser=f"coordinates of {near.name_en}"
        )

    def _at_district(self, spot: Spot) -> Spot:
        province = (spot.code or "", spot.admin1 or "")
        wider = _nearest(spot, self.districts.get(province, ()), _DISTRICT_KM) or self.provinces.get(province)
        if wider is None:
            return replace(
                spot, name=spot.admin1 or spot.country, name_ar=spot.admin1_ar or spot.country_ar, geonames_id=None,
                latitude=None, longitude=None, precision="admin1" if spot.admin1 else "country" if spot.country else None,
                coarser="a shelter, camp or hospital: without coordinates",
            )  # fmt: skip
        return replace(
            spot, name=wider.name_en, name_ar=wider.name, geonames_id=wider.geonames_id, precision=wider.precision,
            latitude=wider.latitude, longitude=wider.longitude,
            coarser=f"a shelter, camp or hospital: shown at {wider.name_en}",
        )  # fmt: skip

    def _measured(self, spot: Spot) -> Spot:
        if not spot.located:
            return replace(spot, latitude=None, longitude=None)
        return replace(spot, uncertainty_km=self.uncertainty.get(spot.precision or ""))


def make_atlas(gazetteer: Gazetteer, places: Mapping[str, Any]) -> Atlas:
    """Return the atlas of a gazetteer; `places` is what `places.toml` holds."""
    known = {place.id: place for _, found in gazetteer.entries() for place in found}.values()
    located = [p for p in known if p.latitude is not None and p.longitude is not None and p.country_code]
    return Atlas(
        codes={country.name_en: code for code, country in gazetteer.countries.items()},
        settlements=_by_province(p for p in located if p.precision == "settlement"),
        districts=_by_province(p for p in located if p.precision == "admin2"),
        provinces={_province(p, p.name_en): p for p in reversed(located) if p.precision == "admin1"},
        sheltered=frozenset(map(fold, places["sheltered"]["words"])),
        sheltered_english=frozenset(places["sheltered"]["english"]),
        uncertainty=places["uncertainty_km"],
    )


def _by_province(places: Iterable[GazetteerPlace]) -> dict[tuple[str, str], tuple[GazetteerPlace, ...]]:
    found: dict[tuple[str, str], list[GazetteerPlace]] = {}
    for place in places:
        if place.admin1_en:
            found.setdefault(_province(place, place.admin1_en), []).append(place)
    return {key: tuple(sorted(group, key=lambda p: p.id)) for key, group in found.items()}


def _province(place: GazetteerPlace, name: str) -> tuple[str, str]:
    return (place.country_code or "", name)


def _nearest(spot: Spot, places: Iterable[GazetteerPlace], within: float) -> GazetteerPlace | None:
    if spot.latitude is None or spot.longitude is None:
        return None
    here = (spot.latitude, spot.longitude)
    near = [(kilometres(here, (p.latitude or 0.0, p.longitude or 0.0)), p.id, p) for p in places]
    best = min(near, default=None, key=lambda x: x[:2])
    return best[2] if best is not None and best[0] <= within else None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points on the globe, each as latitude and longitude."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, h)))
