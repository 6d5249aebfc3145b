"""GeoNames: country dumps (`SY.txt`) and alternate names (`alternateNamesV2.txt`, `alternatenames/SY.txt`).

Both are tables without a header; geonames.org/export describes their columns.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from riwaya.errors import InputError
from riwaya.gazetteer_import.lines import point, read_lines
from riwaya.gazetteer_import.record import Record, arabic_names, english, kinds

_DUMP_COLUMNS = 19
_NAME_COLUMNS = (8, 10)  # the second version adds from and to


@dataclass(slots=True)
class Alternates:
    """A place's alternate names of one or more files, as they are being collected."""

    preferred: list[str] = field(default_factory=list)
    arabic: list[str] = field(default_factory=list)
    english: str = ""
    provenance: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the Arabic names, the preferred first."""
        return arabic_names([*self.preferred, *self.arabic])


@dataclass(frozen=True, slots=True)
class _Line:
    """What is used of a dump's line."""

    number: int
    id: str
    name: str
    alternates: str
    latitude: str
    longitude: str
    feature: str
    country: str
    admin1: str
    population: str


def is_dump(first_line: str) -> bool:
    """Tell a dump by its first line: 19 cells, a number first, a feature class in the seventh."""
    cells = first_line.split("\t")
    return len(cells) == _DUMP_COLUMNS and cells[0].isdecimal() and len(cells[6]) <= 1


def is_names(first_line: str) -> bool:
    """Tell a table of alternate names by its first line: 8 or 10 cells, two numbers first."""
    cells = first_line.split("\t")
    return len(cells) in _NAME_COLUMNS and cells[0].isdecimal() and cells[1].isdecimal()


def dump_ids(paths: Iterable[Path]) -> set[str]:
    """Return the ids of the places that the dumps have and that are taken, as gn:170063."""
    return {f"gn:{line.id}" for path in paths for line in _lines(path) if _precision(line)}


def read_dump(path: Path, names: Mapping[str, Alternates]) -> Iterator[Record]:
    """Yield the dump's places, with the alternate names of their ids where there are any."""
    divisions = {
        (line.country, line.admin1): _record(path, line, names, None)
        for line in _lines(path)
        if line.feature == "A.ADM1"
    }
    for line in _lines(path):
        if _precision(line):
            yield _record(path, line, names, divisions.get((line.country, line.admin1)))


def read_names(paths: Iterable[Path], wanted: Container[str]) -> dict[str, Alternates]:
    """Return id → its Arabic and English names, for the ids that are wanted; historic names are left out."""
    found: dict[str, Alternates] = {}
    for path in paths:
        for number, line in read_lines(path):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) not in _NAME_COLUMNS:
                raise InputError(
                    f"{path}:{number}: {len(cells)} cells where GeoNames' alternate names have 8 or 10; "
                    "download the file again"
                )
            _, geonames_id, language, name, preferred, _, _, historic, *_ = cells
            if language in ("ar", "en") and historic != "1" and f"gn:{geonames_id}" in wanted:
                alternates = found.setdefault(f"gn:{geonames_id}", Alternates())
                _collect(alternates, language, name, preferred == "1", f"GeoNames names {path.name}")
    return found


def supplements(names: Mapping[str, Alternates]) -> Iterator[Record]:
    """Yield records that only add names to places that are already known."""
    for geonames_id, alternates in names.items():
        yield Record(
            ids=(geonames_id,),
            names=alternates.names,
            name_en=alternates.english,
            provenance=alternates.provenance,
        )


def _collect(alternates: Alternates, language: str, name: str, preferred: bool, provenance: str) -> None:
    if language == "en":
        if preferred or not alternates.english:
            alternates.english = english(name)
        return
    (alternates.preferred if preferred else alternates.arabic).append(name)
    alternates.provenance = tuple(sorted({*alternates.provenance, provenance}))


def _lines(path: Path) -> Iterator[_Line]:
    for number, line in read_lines(path):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _DUMP_COLUMNS or not cells[0].isdecimal():
            raise InputError(
                f"{path}:{number}: {len(cells)} cells where a GeoNames dump has {_DUMP_COLUMNS}, a number first; "
                "download the file again"
            )
        yield _Line(
            number, cells[0], cells[2] or cells[1], cells[3], cells[4], cells[5], f"{cells[6]}.{cells[7]}",
            cells[8], cells[10], cells[14],
        )  # fmt: skip


def _precision(line: _Line) -> str:
    known = kinds("geonames")
    found = known.get(line.feature) or known.get(line.feature.partition(".")[0], "")
    return "" if found == "-" else found


def _record(path: Path, line: _Line, names: Mapping[str, Alternates], division: Record | None) -> Record:
    alternates = names.get(f"gn:{line.id}", Alternates())
    latitude, longitude = point(path, line.number, line.latitude, line.longitude)
    return Record(
        ids=(f"gn:{line.id}",),
        names=alternates.names or arabic_names(line.alternates.split(",")),
        name_en=alternates.english or english(line.name),
        provenance=(f"GeoNames {path.name}", *alternates.provenance),
        country=line.country,
        admin1=division.names[0] if division and division.names else "",
        admin1_en=division.name_en if division else "",
        latitude=latitude,
        longitude=longitude,
        precision=_precision(line),
        population=int(line.population) if line.population.isdecimal() else 0,
    )
