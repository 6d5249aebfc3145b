"""Where incidents are told of → sites on a map, each as exact as it is told, and as exact as it may be shown.

A town is a point; a district, a region or a province is a ring of honest size; a country is its outline. Shelters,
camps and hospitals stand at their district, what lies within a town stands at the town (`riwaya.export.atlas`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from math import sqrt
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from riwaya.export.atlas import Spot
from riwaya.export.reference import Reference, load_reference
from riwaya.lexicon.gazetteer import GazetteerPlace
from riwaya.linking.record import english_key
from riwaya.project import Project
from riwaya.project.queries import Filter, Queries
from riwaya.project.views.values import Spot as Told
from riwaya.project.views.whereabouts import Heap, Where
from riwaya.report.project.values import tone_of
from riwaya.review.kept import kept

Precision = Literal["settlement", "admin2", "region", "admin1", "country", "unknown"]
Stand = Literal["told", "contested", "alleged", "denied", "ahead"]
_STAND: Mapping[str, Stand] = {
    "reported": "told", "contested": "contested", "disputed": "contested", "alleged": "alleged", "denied": "denied",
}  # fmt: skip
_TOWNS = 2.2  # times the root of a country's settlements
EMPTY: Mapping[Where, Told] = MappingProxyType({})
STANDS: tuple[Stand, ...] = ("told", "contested", "alleged", "denied", "ahead")


@dataclass(frozen=True, slots=True)
class Site:
    """A place with how many incidents are told of it, by quad class and by how far their claims go.

    `km`: how far from the point they may have been. `code` is the country's. Names are None for what nobody knows.
    """

    id: str
    name: str | None
    name_en: str | None
    wider: str | None
    wider_en: str | None
    code: str | None
    precision: Precision
    latitude: float | None
    longitude: float | None
    km: float | None
    counts: Mapping[tuple[int, Stand], int]
    places: tuple[Where, ...]  # as the incidents have it

    @property
    def total(self) -> int:
        """How many incidents."""
        return sum(self.counts.values())

    def stands(self) -> dict[Stand, int]:
        """How many of each stand, in order."""
        found: Counter[Stand] = Counter()
        for (_, stand), count in self.counts.items():
            found[stand] += count
        return {stand: found[stand] for stand in STANDS if found[stand]}


def stand_of(heap: Heap) -> Stand:
    """Return how incidents are drawn: what is only planned, demanded or supposed is "ahead"."""
    tone = tone_of(dict.fromkeys(heap.statuses, 1), heap.contradicted)
    return _STAND.get(tone, "ahead")


def folders_of(project: Project) -> tuple[Path, ...]:
    """Return the project's own lexicon folder, if it has one."""
    return (project.config.lexicon,) if project.config.lexicon else ()


def sites_of(project: Project, asked: Queries, wanted: Filter) -> list[Site]:
    """Return the sites of the incidents that fit, as `sites` does; worked out once until the project changes."""
    return kept(project, asked, "sites", wanted, lambda: _sites(project, asked, asked.by_place(wanted)))


def site_of(project: Project, asked: Queries, incident: str) -> Site | None:
    """Return where one incident is shown, None if nobody knows."""
    found = _sites(project, asked, asked.place_of(incident))
    return next((site for site in found if site.precision != "unknown"), None)


def _sites(project: Project, asked: Queries, found: Iterable[tuple[Where, Heap]]) -> list[Site]:
    folders, heaps = folders_of(project), list(found)
    return sites(heaps, folders, _told_of(asked, {where for where, _ in heaps}, book(folders)))


def _told_of(asked: Queries, places: Iterable[Where], known: Book) -> dict[Where, Told]:
    """Return the places that no list has by themselves, «the north of the province», as their claims tell of them."""
    odd = [where for where in places if where.latitude is not None and known.place(where) is None]
    first = {where: asked.ids_at([where])[0] for where in odd}
    rows = {row.id: row.place for row in asked.incident_heads(list(dict.fromkeys(first.values())))}
    return {where: place for where, id_ in first.items() if (place := rows[id_]) is not None}


def sites(
    found: Iterable[tuple[Where, Heap]], folders: tuple[Path, ...], told: Mapping[Where, Told] = EMPTY
) -> list[Site]:
    """Return the sites, those of most incidents first; the last may be «place unknown».

    `told`: of places that the gazetteer doesn't have what claims tell of them.
    """
    groups: dict[tuple[Any, ...], list[tuple[Where, Heap, Spot | None]]] = defaultdict(list)
    spots: dict[Where, Spot | None] = {}
    for where, heap in found:
        if where not in spots:
            spots[where] = spot_of(where, folders, told.get(where))
        spot = spots[where]
        groups[_key(spot)].append((where, heap, spot))
    made = [_site(key, held) for key, held in groups.items()]
    return sorted(made, key=lambda site: (site.precision == "unknown", -site.total, site.id))


def _key(spot: Spot | None) -> tuple[Any, ...]:
    if spot is None or (not spot.located and spot.country is None):
        return ("unknown",)
    precision = _precision(spot)
    if precision == "country":
        return (precision, spot.country)
    return (precision, spot.latitude, spot.longitude)


def _precision(spot: Spot) -> Precision:
    if not spot.located or spot.precision == "country":
        return "country"
    if spot.precision in ("admin2", "region", "admin1"):
        return spot.precision  # type: ignore[return-value]
    return "settlement"


def _site(key: tuple[Any, ...], held: list[tuple[Where, Heap, Spot | None]]) -> Site:
    counts: Counter[tuple[int, Stand]] = Counter()
    for _, heap, _ in held:
        counts[heap.quad, stand_of(heap)] += heap.count
    places = tuple(dict.fromkeys(where for where, _, _ in held))
    id_ = sha256("|".join(map(str, key)).encode()).hexdigest()[:12]
    # The town's own name before that of what lies in it.
    spots = sorted(
        (spot for _, _, spot in held if spot is not None), key=lambda spot: spot.precision == "site"
    )
    if key[0] == "unknown" or not spots:
        return Site(id_, None, None, None, None, None, "unknown", None, None, None, counts, places)
    spot = spots[0]
    if key[0] == "country":
        return Site(
            id_, spot.country_ar, spot.country, None, None, spot.code, "country", None, None, None, counts, places,
        )  # fmt: skip
    wider, wider_en = spot.admin1_ar or spot.country_ar, spot.admin1 or spot.country
    if key[0] == "admin1" or wider == spot.name_ar:
        wider, wider_en = spot.country_ar, spot.country
    return Site(
        id_, spot.name_ar, spot.name, wider, wider_en, spot.code, key[0], spot.latitude, spot.longitude,
        spot.uncertainty_km, counts, places,
    )  # fmt: skip


def spot_of(where: Where, folders: tuple[Path, ...], told: Told | None = None) -> Spot | None:
    """Return where a place is shown, None if nobody knows; what no list has stands at its province, else its country."""
    known = book(folders)
    place = known.place(where)
    if place is not None:
        return known.reference.atlas.spot(_as_told(place, where.name))
    if told is not None:
        return known.reference.atlas.spot(_as_told(told, where.name))
    country = known.countries.get(where.country or "")
    if country is None and where.latitude is None:
        return None
    return known.reference.atlas.spot(
        {
            "name": where.name, "name_en": where.name, "precision": "settlement" if where.latitude is not None else "country",
            "latitude": where.latitude, "longitude": where.longitude,
            "country": country[0] if country else None, "country_en": country[1] if country else None,
        }
    )  # fmt: skip


def _as_told(place: GazetteerPlace | Told, words: str | None) -> dict[str, Any]:
    names = (
        "name",
        "name_en",
        "admin1",
        "admin1_en",
        "country",
        "country_en",
        "latitude",
        "longitude",
        "geonames_id",
    )
    return {name: getattr(place, name) for name in names} | {"precision": place.precision, "text": words}


class Book:
    """The gazetteer by the keys that incidents have."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        gazetteer = reference.gazetteer
        self.countries = {english_key(c.name_en): (c.name, c.name_en) for c in gazetteer.countries.values()}
        every = {place.id: place for _, found in gazetteer.entries() for place in found}.values()
        self.numbered = {f"gn:{place.geonames_id}": place for place in every if place.geonames_id}
        self.provinces: dict[str, GazetteerPlace] = {}
        for place in every:
            if place.precision == "admin1" and place.latitude is not None:
                for key in _province(place):
                    self.provinces.setdefault(key, place)

    @cached_property
    def english(self) -> list[tuple[str, GazetteerPlace]]:
        """All places by the English names that they are compared by."""
        every = {place.id: place for _, found in self.reference.gazetteer.entries() for place in found}
        return [(english_key(place.name_en), place) for place in every.values() if place.name_en]

    def named(self, latin: bool) -> Iterator[tuple[str, GazetteerPlace]]:
        """Yield all names, English or Arabic, as they are compared, with a place that each may mean."""
        if latin:
            yield from self.english
            return
        for name, found in self.reference.gazetteer.entries():
            yield from ((name, place) for place in found)

    def value(self, place: GazetteerPlace) -> str:
        """Return what a form takes for a place: «منبج، حلب», its number where others are called so too."""
        within = place.admin1 or place.country
        same = [
            other for other in self.reference.gazetteer.lookup(place.name)
            if within in (other.admin1, other.country)
        ]  # fmt: skip
        alone = len(same) == 1 and within and within != place.name
        return f"{place.name}، {within}" if alone or not place.geonames_id else str(place.geonames_id)

    def place(self, where: Where) -> GazetteerPlace | None:
        """Return the place of the gazetteer: the settlement, the area of that name and point, else the province."""
        if where.settlement in self.numbered:
            return self.numbered[where.settlement]
        if where.name and where.latitude is not None:
            point = (where.latitude, where.longitude)
            for place in self.reference.gazetteer.lookup(where.name):
                if (place.latitude, place.longitude) == point:
                    return place
        return self.provinces.get(where.province or "") if where.latitude is None else None


def _province(place: GazetteerPlace) -> tuple[str, str]:
    """Return the keys of a province, as `riwaya.linking.record` makes them: with its country's name in it, and without."""
    country = english_key(place.country_en or place.country or "")
    name = english_key(place.name_en or place.name)
    short = (
        " ".join(word for word in name.split() if word not in country.split()) if name != country else name
    )
    return f"{country or '-'}/{short or name}", f"{country or '-'}/{name}"


@lru_cache(maxsize=2)
def book(folders: tuple[Path, ...]) -> Book:
    """Return the places of the built-in lexicon with the folders on top."""
    return Book(load_reference(*folders))


@lru_cache(maxsize=2)
def towns(folders: tuple[Path, ...]) -> tuple[GazetteerPlace, ...]:
    """Return the largest towns of each country, for the labels of a map: the more, the more of it the gazetteer has."""
    by: dict[str, list[GazetteerPlace]] = defaultdict(list)
    for place in book(folders).numbered.values():
        if place.precision == "settlement" and place.latitude is not None and place.country_code:
            by[place.country_code].append(place)
    kept = [
        place for found in by.values()
        for place in sorted(found, key=lambda p: -p.population)[: int(_TOWNS * sqrt(len(found)))]
    ]  # fmt: skip
    return tuple(sorted(kept, key=lambda place: -place.population))
