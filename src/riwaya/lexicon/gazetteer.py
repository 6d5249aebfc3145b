"""Files → Gazetteer: what a place name may mean, fast to load and parsed only on lookup.

`places.tsv` is built (tools/build_gazetteer.py); `places_extra.tsv` is written by hand and wins;
`places_import.tsv` is what `riwaya gazetteer import` wrote, and only adds. Names are looked up as `key` gives
them: folded, hyphens and runs of spaces as one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from riwaya.errors import LexiconError
from riwaya.lexicon.bodies import Bodies, load_bodies
from riwaya.lexicon.imported import IMPORT_FILE, ImportedRow, imported_lines, parse_imported
from riwaya.text.fold import fold

DATA = Path(__file__).resolve().parent.parent / "data"
PRECISIONS = ("site", "settlement", "admin2", "admin1", "region", "country")
EXTRA_COLUMNS = (
    "name", "name_en", "aliases", "admin1", "admin1_en", "country",
    "latitude", "longitude", "precision", "geonames_id", "provenance",
)  # fmt: skip
_SEPARATORS = re.compile(r"[\s\-–_/]+")

_OF_A_NATION = ("ي", "يه", "يين", "يون", "يات")  # how an adjective of a country ends, folded


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place that a name may mean. `country_code` is ISO 3166's; seas and disputed ground have none."""

    id: str
    geonames_id: int | None
    name: str
    name_en: str
    admin1: str | None
    admin1_en: str | None
    country_code: str | None
    country: str | None
    country_en: str | None
    latitude: float | None
    longitude: float | None
    population: int
    precision: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the press names it; `capital` is a GeoNames id."""

    code: str
    name: str
    name_en: str
    capital: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """A row of `place_heads.tsv`: a noun before a place's name, as «مدينة», «ريف», «حي»."""

    word: str
    precision: str
    whole: bool  # it belongs to the place's words: «حي المنصور», but not «مدينة» حلب
    unknown: str  # a name after it is a place even if no list has it: "yes", "maybe", "no"
    lies_in: bool  # it lies in the place that its name names: «مطار حلب», but not «شارع بغداد»
    en: str


@dataclass(frozen=True)
class Gazetteer:
    """All places by key, with the words that stand around their names.

    `longest` has the most words of any name that starts with a word; `words` has class → folded word →
    English of `place_words.tsv`; `nationalities` a folded adjective's country, `bodies` an actor's. A row of places
    stays a line of text until it is looked up; `_parsed` remembers it, which no caller can see. `_extra` has the places that
    hand-written rows make, or change.
    """

    countries: Mapping[str, Country]
    longest: Mapping[str, int]
    heads: Mapping[str, PlaceHead]
    words: Mapping[str, Mapping[str, str]]
    homographs: frozenset[str]
    nationalities: Mapping[str, str]
    bodies: Bodies
    _index: Mapping[str, tuple[int, ...]] = field(repr=False)
    _lines: tuple[str, ...] = field(repr=False)
    _extra: Mapping[int, GazetteerPlace] = field(repr=False)
    _imported: Mapping[int, str] = field(repr=False)
    _parsed: dict[int, GazetteerPlace] = field(default_factory=dict, repr=False, compare=False)

    def lookup(self, folded_name: str) -> tuple[GazetteerPlace, ...]:
        """Return the places of that name, the most populous first; «موصل» finds «الموصل» if nothing else."""
        name = key(folded_name)
        found = self._index.get(name) or self._index.get("ال" + name) or ()
        return tuple(sorted((self._place(i) for i in found), key=lambda place: -place.population))

    @cached_property
    def capitals(self) -> frozenset[int]:
        """Return the GeoNames ids of the countries' capitals."""
        return frozenset(c.capital for c in self.countries.values() if c.capital is not None)

    def knows(self, folded_name: str) -> bool:
        """Tell whether a place has exactly this name, for names that are already keys."""
        return folded_name in self._index

    def entries(self) -> Iterator[tuple[str, tuple[GazetteerPlace, ...]]]:
        """Yield every name, as `key` gives it, with its places."""
        for name, places in self._index.items():
            yield name, tuple(self._place(i) for i in places)

    def numbered(self, geonames_id: int | None) -> tuple[GazetteerPlace, ...]:
        """Return the place with that GeoNames id, if there is one."""
        wanted = f"{geonames_id}\t"
        return tuple(self._place(i) for i, line in enumerate(self._lines) if line.startswith(wanted))

    def nationality(self, folded: str) -> str | None:
        """Return the country of an adjective: «السوريين», «سورية» → SY."""
        if not folded.endswith(_OF_A_NATION):
            return None
        stem = folded.removeprefix("و").removeprefix("ال") if "ال" in folded[:3] else folded
        for ending in ("", "ه", "ين", "ون", "ات"):
            if stem.endswith(ending) and (code := self.nationalities.get(stem.removesuffix(ending))):
                return code
        return None

    def _place(self, i: int) -> GazetteerPlace:
        place = self._extra.get(i) or self._parsed.get(i)
        if place is None:
            imported = self._imported.get(i)
            place = _parse(self._lines[i], self.countries) if imported is None else self._import(imported)
            self._parsed[i] = place
        return place

    def _import(self, line: str) -> GazetteerPlace:
        return _imported_place(parse_imported(line, IMPORT_FILE), self.countries)


def key(name: str) -> str:
    """Return the form that names are compared in: «بعلبك - الهرمل» → «بعلبك الهرمل», «إدلب» → «ادلب»."""
    return _SEPARATORS.sub(" ", fold(name)).strip()


def load_gazetteer(*folders: Path, imports: bool = True) -> Gazetteer:
    """Return the packaged gazetteer with each folder's `places_extra.tsv` and `places_import.tsv` on top.

    A hand-written row with the geonames_id of an earlier one corrects it: its empty cells keep what was there.
    A row with the name, division, country and precision of an earlier hand-written one replaces it. An imported
    row adds names to the place that has its id, and what it lacks; `imports=False` leaves those files out.
    """
    countries = _read_countries(DATA / "countries.tsv")
    lines = _body(DATA / "places.tsv")
    by_name: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        _, name, aliases, _ = line.split("\t", 3)
        by_name.setdefault(key(name), []).append(i)
        if aliases:
            for alias in aliases.split("|"):
                by_name.setdefault(alias, []).append(i)
    homographs = {key(row[0]) for row in _rows(DATA / "place_homographs.tsv")}
    extra = _add_extra(folders, lines, by_name, countries)
    imported, ordinary = _add_imports(folders if imports else (), lines, by_name, extra, countries)
    longest: dict[str, int] = {}
    for name in by_name:
        first, _, rest = name.partition(" ")
        words = rest.count(" ") + 2 if rest else 1
        if words > longest.get(first, 0):
            longest[first] = words
    index = {name: tuple(places) for name, places in by_name.items()}
    return Gazetteer(
        countries=countries,
        longest=longest,
        heads={fold(row[0]): _head(row) for row in _rows(DATA / "place_heads.tsv")},
        words=_place_words(DATA / "place_words.tsv"),
        homographs=frozenset(homographs | ordinary),
        nationalities={
            fold(a): row[0] for row in _rows(DATA / "countries.tsv") for a in row[4].split("|") if a
        },
        bodies=load_bodies(DATA, *folders),
        _index=index,
        _lines=tuple(lines),
        _extra=extra,
        _imported=imported,
    )


def _head(row: list[str]) -> PlaceHead:
    word, precision, span, unknown, lies_in, en = row
    return PlaceHead(word, precision, span == "whole", unknown, lies_in == "yes", en)


def _place_words(path: Path) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for word, word_class, en in _rows(path):
        words.setdefault(word_class, {})[fold(word)] = en
    return words


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in _body(path)]


def _body(path: Path) -> list[str]:
    """Return the lines of a list without comments and header."""
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    start = next(i for i, line in enumerate(lines) if not line.startswith("#")) + 1
    return lines[start:]


def _read_countries(path: Path) -> dict[str, Country]:
    rows = _rows(path)
    return {row[0]: Country(row[0], row[1], row[2], int(row[5]) if row[5] else None) for row in rows}


def _parse(line: str, countries: Mapping[str, Country]) -> GazetteerPlace:
    geonames_id, name, _, name_en, admin1, admin1_en, code, latitude, longitude, population, precision = (
        line.split("\t")
    )
    country = countries.get(code)
    return GazetteerPlace(
        id=f"gn:{geonames_id}",
        geonames_id=int(geonames_id),
        name=name,
        name_en=name_en,
        admin1=admin1 or None,
        admin1_en=admin1_en or None,
        country_code=code or None,
        country=country.name if country else None,
        country_en=country.name_en if country else None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population),
        precision=precision,
    )


# Hand-written places


def _add_extra(
    folders: tuple[Path, ...],
    lines: list[str],
    by_name: dict[str, list[int]],
    countries: Mapping[str, Country],
) -> dict[int, GazetteerPlace]:
    """Enter the hand-written rows into `by_name`; return them by number, counted on from the built lines'."""
    built = {line[: line.index("\t")]: i for i, line in enumerate(lines)}
    extra: dict[int, GazetteerPlace] = {}
    numbers: dict[object, int] = {}
    for folder in dict.fromkeys((DATA, *(f.resolve() for f in folders))):
        path = folder / "places_extra.tsv"
        for number, cells in _extra_rows(path) if path.exists() else ():
            place = _extra_place(cells, countries, f"{path}:{number}: {cells['name']}")
            identity = (key(place.name), place.admin1_en, place.country_code, place.precision)
            same = built.get(cells["geonames_id"])
            i = same if same is not None else numbers.setdefault(identity, len(lines) + len(numbers))
            extra[i] = (
                place if same is None else _corrected(extra.get(i) or _parse(lines[i], countries), place)
            )
            for name in filter(None, (place.name, *cells["aliases"].split("|"))):
                known = by_name.setdefault(key(name), [])
                if i not in known:
                    known.append(i)
    return extra


def _corrected(old: GazetteerPlace, new: GazetteerPlace) -> GazetteerPlace:
    """Return `new` with what its row left empty taken from `old`; ground without country has no division."""
    point = new if new.latitude is not None else old
    return replace(
        new,
        id=old.id,
        admin1=new.admin1 or (old.admin1 if new.country_code else None),
        admin1_en=new.admin1_en or (old.admin1_en if new.country_code else None),
        latitude=point.latitude,
        longitude=point.longitude,
        population=old.population,
    )


def _extra_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if missing := [c for c in EXTRA_COLUMNS if c not in cells]:
                raise LexiconError(
                    f"{path}:{number}: no column {missing[0]!r}; the header needs {', '.join(EXTRA_COLUMNS)}"
                )
        elif len(cells) > len(header):
            raise LexiconError(
                f"{path}:{number}: {len(cells)} cells for {len(header)} columns; remove the tabs too many"
            )
        else:
            yield number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def _extra_place(cells: dict[str, str], countries: Mapping[str, Country], where: str) -> GazetteerPlace:
    if not cells["name"]:
        raise LexiconError(f"{where}: no name; write the place's Arabic name in the first column")
    if cells["precision"] not in PRECISIONS:
        raise LexiconError(
            f"{where}: unknown precision {cells['precision']!r}; use one of {', '.join(PRECISIONS)}"
        )
    code = cells["country"].upper()
    if code and code not in countries:
        raise LexiconError(
            f"{where}: unknown country {cells['country']!r}; use an ISO 3166 code of two letters, or none"
        )
    latitude, longitude = _point(cells, where)
    geonames_id = cells["geonames_id"]
    if geonames_id and not geonames_id.isdecimal():
        raise LexiconError(
            f"{where}: geonames_id {geonames_id!r} is no number; look it up at geonames.org or leave it empty"
        )
    country = countries.get(code)
    return GazetteerPlace(
        id=f"gn:{geonames_id}"
        if geonames_id
        else f"place:{code.lower()}:{key(cells['name']).replace(' ', '_')}",
        geonames_id=int(geonames_id) if geonames_id else None,
        name=cells["name"],
        name_en=cells["name_en"],
        admin1=cells["admin1"] or None,
        admin1_en=cells["admin1_en"] or None,
        country_code=code or None,
        country=country.name if country else None,
        country_en=country.name_en if country else None,
        latitude=latitude,
        longitude=longitude,
        population=0,
        precision=cells["precision"],
    )


def _point(cells: dict[str, str], where: str) -> tuple[float | None, float | None]:
    if not cells["latitude"] and not cells["longitude"]:
        return None, None
    try:
        latitude, longitude = float(cells["latitude"]), float(cells["longitude"])
    except ValueError:
        latitude = longitude = 999.0
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise LexiconError(
            f"{where}: {cells['latitude']!r}, {cells['longitude']!r} is no point; write degrees or nothing"
        )
    return latitude, longitude


# Imported places


def _add_imports(
    folders: tuple[Path, ...],
    lines: list[str],
    by_name: dict[str, list[int]],
    extra: dict[int, GazetteerPlace],
    countries: Mapping[str, Country],
) -> tuple[dict[int, str], set[str]]:
    """Enter the imported rows into `by_name`, and what they add to known places into `extra`.

    Return the new places' lines by number, counted on from the others', and the names that are ordinary words.
    """
    imported: dict[int, str] = {}
    ordinary: set[str] = set()
    paths = [path for folder in folders if (path := folder / IMPORT_FILE).exists()]
    if not paths:
        return imported, ordinary
    numbers = {f"gn:{line[: line.index(chr(9))]}": i for i, line in enumerate(lines)}
    numbers |= {place.id: i for i, place in extra.items()}
    first = max(len(lines), *(i + 1 for i in extra))
    rows = ((f"{path}:{number}", line) for path in paths for number, line in imported_lines(path))
    for where, line in rows:
        row_id, name, aliases, *_, names, _ = line.split("\t")
        i = numbers.get(row_id)
        if i is None:
            i = numbers[row_id] = first + len(imported)
            imported[i] = line
        elif i not in imported:
            known = extra.get(i) or _parse(lines[i], countries)
            extra[i] = _enriched(known, parse_imported(line, where))
        for found in (key(name), *filter(None, aliases.split("|"))):
            if i not in (places := by_name.setdefault(found, [])):
                places.append(i)
        ordinary.update(filter(None, names.split("|")))
    return imported, ordinary


def _enriched(place: GazetteerPlace, row: ImportedRow) -> GazetteerPlace:
    """Return the place with what it lacks taken from the row."""
    point = place if place.latitude is not None else row
    return replace(
        place,
        geonames_id=place.geonames_id or row.geonames_id,
        admin1=place.admin1 or (row.admin1 or None if place.country_code else None),
        admin1_en=place.admin1_en or (row.admin1_en or None if place.country_code else None),
        latitude=point.latitude,
        longitude=point.longitude,
        population=place.population or row.population,
    )


def _imported_place(row: ImportedRow, countries: Mapping[str, Country]) -> GazetteerPlace:
    if row.precision not in PRECISIONS:
        raise LexiconError(
            f"{IMPORT_FILE}: {row.id}: unknown precision {row.precision!r}; delete the file and import again"
        )
    country = countries.get(row.country)
    return GazetteerPlace(
        id=row.id,
        geonames_id=row.geonames_id,
        name=row.name,
        name_en=row.name_en,
        admin1=row.admin1 or None,
        admin1_en=row.admin1_en or None,
        country_code=row.country or None,
        country=country.name if country else None,
        country_en=country.name_en if country else None,
        latitude=row.latitude,
        longitude=row.longitude,
        population=row.population,
        precision=row.precision,
    )
