"""OCHA's tables of p-codes: a row names a place and all divisions around it, in columns ADM1_EN, ADM1_AR, …

The spellings of the headers differ between countries and years (ADM1_PCODE, admin1Pcode, adm1_name1): they
are compared as letters and digits, and a cell's script tells Arabic names from others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from riwaya.errors import InputError
from riwaya.gazetteer_import.lines import point, read_rows
from riwaya.gazetteer_import.record import Record, arabic_names, english, is_arabic_script, kinds

_LEVEL = re.compile(r"adm(?:in)?([0-4])(.*)")
_CODES = ("pcode", "code")
_NAMES = re.compile(r"(name|ref|refname|(alt)?(name)?[0-9]?(en|eng|ar|ara)|name[0-9])")
_LATITUDES = ("latitude", "lat", "latitudey", "centerlat", "pointy", "ycoord", "y")
_LONGITUDES = ("longitude", "lon", "long", "lng", "longitudex", "centerlon", "pointx", "xcoord", "x")
_ALPHA2 = re.compile(r"([A-Z]{2})[0-9]*")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand: codes and names by level, and the point."""

    codes: Mapping[int, str]
    names: Mapping[int, tuple[str, ...]]
    latitude: str
    longitude: str


def is_table(columns: list[str]) -> bool:
    """Tell a table of divisions by its header: a name or p-code of some level."""
    found = _columns(columns)
    return any(level > 0 for level in (*found.codes, *found.names))


def read_table(path: Path, country: str, countries: Mapping[str, str]) -> Iterator[Record]:
    """Yield the divisions and places of the table, each once.

    `country` is the code to take where the table has none; `countries` has English name → code.
    """
    columns: _Columns | None = None
    seen: set[str] = set()
    for number, row in read_rows(path):
        if columns is None:
            columns = _checked(path, _columns(list(row)))
        if any(cell.startswith("#") for cell in row.values()):
            continue  # the row of HXL tags
        code = country or _country(row, columns, countries)
        if not code:
            raise InputError(
                f"{path}:{number}: nothing tells the country; give its ISO code of two letters with --country"
            )
        latitude, longitude = point(
            path, number, row.get(columns.latitude, ""), row.get(columns.longitude, "")
        )
        for record in _records(path, row, columns, code):
            if record.ids[0] not in seen:
                seen.add(record.ids[0])
                yield _placed(record, row, columns, latitude, longitude)


def _columns(header: list[str]) -> _Columns:
    codes: dict[int, str] = {}
    names: dict[int, tuple[str, ...]] = {}
    plain = {re.sub(r"[^a-z0-9]", "", column.lower()): column for column in header}
    for squeezed, column in plain.items():
        match = _LEVEL.fullmatch(squeezed)
        if match and match[2] in _CODES:
            codes[int(match[1])] = column
        elif match and _NAMES.fullmatch(match[2]):
            names[int(match[1])] = (*names.get(int(match[1]), ()), column)
    return _Columns(codes, names, _first(plain, _LATITUDES), _first(plain, _LONGITUDES))


def _first(columns: Mapping[str, str], wanted: tuple[str, ...]) -> str:
    return next((columns[name] for name in wanted if name in columns), "")


def _checked(path: Path, columns: _Columns) -> _Columns:
    levels = [level for level in columns.names if level > 0]
    if bare := [level for level in levels if level not in columns.codes]:
        level = min(bare)
        raise InputError(
            f"{path}:1: no column ADM{level}_PCODE beside the names of level {level}; export the table with p-codes"
        )
    if not levels:
        raise InputError(f"{path}:1: no column of names such as ADM1_AR; export the table with Arabic names")
    return columns


def _country(row: Mapping[str, str], columns: _Columns, countries: Mapping[str, str]) -> str:
    """Return the code that the row's country, or the p-code of its first division, tells."""
    own = row.get(columns.codes.get(0, ""), "").upper()
    named = (countries.get(english(row[c]).lower(), "") for c in columns.names.get(0, ()))
    division = _ALPHA2.fullmatch(row.get(columns.codes.get(1, ""), "").upper())
    candidates = (own, *named, division[1] if division else "")
    return next((code for code in candidates if code in countries.values()), "")


def _records(path: Path, row: Mapping[str, str], columns: _Columns, country: str) -> Iterator[Record]:
    admin1 = _names(row, columns, 1)
    for level, column in sorted(columns.codes.items()):
        arabic, other = _names(row, columns, level)
        if row[column] and (precision := kinds("ocha").get(str(level))):
            yield Record(
                ids=(f"pcode:{row[column]}",),
                names=arabic,
                name_en=other,
                provenance=(f"OCHA {path.name}",),
                country=country,
                admin1=admin1[0][0] if admin1[0] else "",
                admin1_en=admin1[1],
                precision=precision,
            )


def _names(row: Mapping[str, str], columns: _Columns, level: int) -> tuple[tuple[str, ...], str]:
    cells = [row[column] for column in columns.names.get(level, ()) if row[column]]
    other = next((english(cell) for cell in cells if not is_arabic_script(cell)), "")
    return arabic_names(cells), other


def _placed(
    record: Record, row: Mapping[str, str], columns: _Columns, latitude: float | None, longitude: float | None
) -> Record:
    """Return the record with the row's point if it is the row's own place: that of its finest level."""
    finest = max(level for level, column in columns.codes.items() if row[column])
    if record.ids[0] != f"pcode:{row[columns.codes[finest]]}":
        return record
    return replace(record, latitude=latitude, longitude=longitude)
