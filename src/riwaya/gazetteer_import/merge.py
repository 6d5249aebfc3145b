"""Records → rows of `places_import.tsv`: a place that is already known is enriched, another is added.

A record is a known place if it has one of its ids; else if a name is alike, in the same country and of the
same sort, and the two lie within 5 km of each other. Divisions, and places without a point, go by the name
of their first division instead of the distance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Literal

from riwaya.gazetteer_import.record import Record, arabic_key, english_key
from riwaya.lexicon.gazetteer import Gazetteer, GazetteerPlace, key
from riwaya.lexicon.imported import ImportedRow
from riwaya.text.fold import fold

NEAR = 5.0  # km
_DIVISIONS = ("admin1", "admin2")
_EARTH = 6371.0  # km
_SHORT = 3  # letters; so short a name may be the beginning of any word

Fate = Literal["new", "known", "nameless"]  # what becomes of a record


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer, which records may be."""

    place: GazetteerPlace
    keys: frozenset[str]  # of all its names, as the gazetteer looks them up


class Merger:
    """Takes records one after another; `rows` is what the file then holds, in its order."""

    def __init__(self, known: Gazetteer, rows: Iterable[ImportedRow], ordinary: Container[str]) -> None:
        self._rows: dict[str, ImportedRow] = {}
        self._known: dict[str, Known] = {}
        self._row_of: dict[str, str] = {}  # foreign id → row's id
        self._by_name: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._ordinary = ordinary
        self._gazetteer = known
        for place, keys in _places(known):
            self._known[place.id] = Known(place, frozenset(keys))
            self._enter(place.id, place, keys)
            if place.geonames_id:
                self._row_of.setdefault(f"gn:{place.geonames_id}", place.id)
        self._divisions = self._find_divisions()
        for row in rows:
            self._put(row)

    @property
    def rows(self) -> list[ImportedRow]:
        """Return the rows, by country, precision and id."""
        return sorted(self._rows.values(), key=lambda r: (r.country, r.precision, r.id))

    @property
    def ids(self) -> set[str]:
        """Return the foreign ids that are known."""
        return set(self._row_of)

    def take(self, record: Record) -> Fate:
        """Enter a record and return what became of it; one that no place fits and no Arabic name has is left."""
        record = self._in_known_division(record)
        found = self._find(record)
        if found is not None:
            row = self._rows.get(found) or _row_of(self._known[found].place)
            if (more := self._enriched(row, record)) != row:
                self._put(replace(more, provenance=_sorted({*row.provenance, *record.provenance})))
            return "known"
        if not record.names or not record.precision:
            return "nameless"
        self._put(self._new(record))
        return "new"

    # Which place a record is

    def _find(self, record: Record) -> str | None:
        for own in record.ids:
            if own in self._row_of:
                return self._row_of[own]
        if not record.precision:
            return None
        keys = [arabic_key(name) for name in record.names]
        names = dict.fromkeys((record.country, name) for name in (*keys, english_key(record.name_en)) if name)
        near = dict.fromkeys(i for name in names for i in self._by_name.get(name, ()))
        ranked = sorted((rank, i) for i in near if (rank := self._distance(record, i)) is not None)
        return ranked[0][1] if ranked else None

    def _distance(self, record: Record, place_id: str) -> float | None:
        """Return how far a place with such a name lies from the record, None if it can't be the same."""
        place = self._rows.get(place_id) or self._known[place_id].place
        if _sort(place.precision) != _sort(record.precision):
            return None
        if record.precision == "admin1":
            return 0.0
        if record.precision in _DIVISIONS:
            return 0.0 if _same_division(place, record) else None
        if place.latitude is None or record.latitude is None:
            return NEAR if _same_division(place, record) else None
        distance = kilometres(record.latitude, record.longitude, place.latitude, place.longitude)
        return distance if distance <= NEAR else None

    # Rows

    def _enriched(self, row: ImportedRow, record: Record) -> ImportedRow:
        """Return the row of a known place with what the record adds; what it already says stays."""
        known = self._known.get(row.id)
        names = {key(name): None for name in record.names if len(key(name)) > 1}
        old = {key(row.name), *row.aliases, *(known.keys if known else ())}
        added = [name for name in names if name not in old]
        point = (
            (row.latitude, row.longitude) if row.latitude is not None else (record.latitude, record.longitude)
        )
        return replace(
            row,
            aliases=tuple(sorted({*row.aliases, *added})),
            name_en=row.name_en or record.name_en,
            admin1=row.admin1 or record.admin1,
            admin1_en=row.admin1_en or record.admin1_en,
            latitude=point[0],
            longitude=point[1],
            population=row.population or record.population,
            ids=_sorted({*row.ids, *record.ids}),
            ordinary=tuple(sorted({*row.ordinary, *self._ordinary_names(added)})),
        )

    def _new(self, record: Record) -> ImportedRow:
        keys = list(dict.fromkeys(key(name) for name in record.names))
        return ImportedRow(
            id=record.ids[0],
            name=record.names[0],
            aliases=tuple(sorted(keys[1:])),
            name_en=record.name_en,
            admin1=record.admin1,
            admin1_en=record.admin1_en,
            country=record.country,
            latitude=record.latitude,
            longitude=record.longitude,
            population=record.population,
            precision=record.precision,
            ids=_sorted(record.ids),
            ordinary=tuple(sorted(self._ordinary_names(keys))),
            provenance=_sorted(record.provenance),
        )

    def _ordinary_names(self, keys: Iterable[str]) -> Iterator[str]:
        """Yield the names that alone may be an ordinary word too."""
        for name in keys:
            bare = name.removeprefix("ال")
            known = self._gazetteer.lookup(bare)  # the reading knows already how to take it
            if (
                " " not in name
                and not known
                and (len(bare) <= _SHORT or name in self._ordinary or bare in self._ordinary)
            ):
                yield name

    def _put(self, row: ImportedRow) -> None:
        self._rows[row.id] = row
        for own in row.ids:
            self._row_of.setdefault(own, row.id)
        self._enter(row.id, row, (key(row.name), *row.aliases))

    def _enter(self, place_id: str, place: GazetteerPlace | ImportedRow, keys: Iterable[str]) -> None:
        code = place.country if isinstance(place, ImportedRow) else place.country_code or ""
        for name in (*(name.removeprefix("ال") for name in keys), english_key(place.name_en)):
            if name and place.precision != "country":
                self._by_name[code, name][place_id] = None

    # First divisions, as the gazetteer names them

    def _in_known_division(self, record: Record) -> Record:
        """Return the record with its first division named as the gazetteer has it."""
        record = _without_heads(record, self._gazetteer)
        for name in (arabic_key(record.admin1), english_key(record.admin1_en)):
            if name and (division := self._divisions.get((record.country, name))):
                return replace(
                    record,
                    admin1=division.admin1 or division.name,
                    admin1_en=division.admin1_en or division.name_en,
                )
        return record

    def _find_divisions(self) -> dict[tuple[str, str], GazetteerPlace]:
        found: dict[tuple[str, str], GazetteerPlace] = {}
        for known in self._known.values():
            place = known.place
            if place.precision == "admin1":
                for name in (*known.keys, english_key(place.name_en)):
                    found.setdefault((place.country_code or "", name.removeprefix("ال")), place)
        return found


def kilometres(y1: float, x1: float | None, y2: float, x2: float | None) -> float:
    """Return the distance of two points on the ground: the great circle."""
    a, b = radians(y1), radians(y2)
    across = sqrt(cos(a) * cos(b)) * sin(radians((x2 or 0.0) - (x1 or 0.0)) / 2)
    return 2 * _EARTH * asin(min(1.0, hypot(sin((b - a) / 2), across)))


def _same_division(place: GazetteerPlace | ImportedRow, record: Record) -> bool:
    english = english_key(place.admin1_en or ""), english_key(record.admin1_en)
    arabic = arabic_key(place.admin1 or ""), arabic_key(record.admin1)
    return any(ours and ours == theirs for ours, theirs in (english, arabic))


def _places(gazetteer: Gazetteer) -> Iterator[tuple[GazetteerPlace, list[str]]]:
    names: dict[str, list[str]] = defaultdict(list)
    places: dict[str, GazetteerPlace] = {}
    for name, found in gazetteer.entries():
        for place in found:
            names[place.id].append(name)
            places[place.id] = place
    return ((place, names[i]) for i, place in places.items())


def _row_of(place: GazetteerPlace) -> ImportedRow:
    """Return the row that a place of the gazetteer begins with: it names the place, and adds nothing yet."""
    return ImportedRow(
        id=place.id,
        name=place.name,
        aliases=(),
        name_en=place.name_en,
        admin1=place.admin1 or "",
        admin1_en=place.admin1_en or "",
        country=place.country_code or "",
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population,
        precision=place.precision,
        ids=(f"gn:{place.geonames_id}",) if place.geonames_id else (),
        ordinary=(),
        provenance=(),
    )


def _without_heads(record: Record, gazetteer: Gazetteer) -> Record:
    """Return a division's record without the noun before its names: «محافظة حلب» → حلب."""
    admin1 = _bare(record.admin1, gazetteer)
    if record.precision not in _DIVISIONS:
        return replace(record, admin1=admin1)
    names = dict.fromkeys(_bare(name, gazetteer) for name in record.names)
    return replace(record, admin1=admin1, names=tuple(names))


def _bare(name: str, gazetteer: Gazetteer) -> str:
    first, _, rest = name.partition(" ")
    head = gazetteer.heads.get(fold(first))
    return rest if rest and head and not head.whole and head.precision in _DIVISIONS else name


def _sort(precision: str) -> str:
    """Return what may be the same place: a quarter of one source is a village of another."""
    return "settlement" if precision == "site" else precision


def _sorted(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(cells)))
