"""Who's On First: tables of places with id, name, placetype, country and point, and Arabic names where exported.

The headers of its meta files (id, name, iso_country, geom_latitude) and of its properties (wof:id, wof:name,
wof:country, geom:latitude, name:ara_x_preferred) are both known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from riwaya.errors import InputError
from riwaya.gazetteer_import.lines import point, read_rows
from riwaya.gazetteer_import.record import Record, arabic_names, english, is_arabic_script, kinds

_ARABIC_NAME = re.compile(r"name_(ar|ara)(_x_(preferred|variant|colloquial))?")
_ENGLISH_NAMES = ("name_eng_x_preferred", "name_eng", "name_en")
_POINTS = (
    ("geom_latitude", "geom_longitude"), ("lbl_latitude", "lbl_longitude"),
    ("label_latitude", "label_longitude"), ("latitude", "longitude"), ("lat", "lon"),
)  # fmt: skip
_GONE = ("superseded_by", "deprecated", "edtf_deprecated", "cessation", "edtf_cessation")
_STILL = ("", "0", "-1", "[]", "u", "uuuu", "..", "open")  # what Who's On First writes for "not gone"
_UNKNOWN = ("", "0", "-1")


def is_table(columns: list[str]) -> bool:
    """Tell a table of Who's On First by its header: an id and a placetype."""
    return {"id", "placetype"} <= {_plain(column) for column in columns}


def read_table(path: Path, country: str) -> Iterator[Record]:
    """Yield the places of the table that are still there; `country` stands where the table has none."""
    rows = [(number, {_plain(c): cell for c, cell in row.items()}) for number, row in read_rows(path)]
    if rows and "name" not in rows[0][1]:
        raise InputError(f"{path}:1: no column name or wof:name; export the table with names")
    by_id = {row["id"]: row for _, row in rows}
    for number, row in rows:
        precision = kinds("whosonfirst").get(row["placetype"])
        if precision and not any(row.get(column, "") not in _STILL for column in _GONE):
            yield _record(path, number, row, precision, by_id, country)


def _plain(column: str) -> str:
    """Return one name for a column's spellings: «wof:id», «id» → id, «geom:latitude» → geom_latitude."""
    return column.strip().lower().removeprefix("wof:").removeprefix("mz:").replace(":", "_")


def _record(
    path: Path,
    number: int,
    row: Mapping[str, str],
    precision: str,
    by_id: Mapping[str, Mapping[str, str]],
    country: str,
) -> Record:
    if not row["id"].isdecimal():
        raise InputError(f"{path}:{number}: id {row['id']!r} is no number; export the table again")
    code = country or row.get("iso_country") or row.get("country") or row.get("wof_country") or ""
    if len(code) != 2:
        raise InputError(
            f"{path}:{number}: nothing tells the country; give its ISO code of two letters with --country"
        )
    region = _region(row, by_id)
    latitude, longitude = _point(path, number, row)
    return Record(
        ids=(f"wof:{row['id']}", *_concordance(row)),
        names=_arabic(row),
        name_en=_english(row),
        provenance=(f"Who's On First {path.name}",),
        country=code.upper(),
        admin1=next(iter(_arabic(region)), ""),
        admin1_en=_english(region),
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        population=int(row.get("population", "")) if row.get("population", "").isdecimal() else 0,
    )


def _arabic(row: Mapping[str, str]) -> tuple[str, ...]:
    """Return the Arabic names, the preferred first; a cell may hold several, set apart by bars or as JSON."""
    columns = [c for c in row if _ARABIC_NAME.fullmatch(c) and row[c]]
    cells = [row[c] for c in sorted(columns, key=lambda c: ("preferred" not in c and c.count("_") > 1, c))]
    return arabic_names(
        name for cell in [*cells, row.get("name", "")] for name in re.split(r'[|\[\]",]', cell)
    )


def _english(row: Mapping[str, str]) -> str:
    names = (row.get(column, "") for column in (*_ENGLISH_NAMES, "name"))
    return next((english(name) for name in names if name and not is_arabic_script(name)), "")


def _region(row: Mapping[str, str], by_id: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return the row of the region that a place lies in, {} where the table hasn't got it."""
    if row["placetype"] == "region":
        return row
    if (region := by_id.get(row.get("region_id", ""))) is not None:
        return region
    seen: set[str] = set()
    while (parent := row.get("parent_id") or row.get("parent", "")) in by_id and parent not in seen:
        seen.add(parent)
        row = by_id[parent]
        if row["placetype"] == "region":
            return row
    return {}


def _concordance(row: Mapping[str, str]) -> tuple[str, ...]:
    """Return GeoNames' id where the table has it, in a column of its own or among the concordances."""
    found = row.get("gn_id", "")
    if not found and (written := row.get("concordances", "")).startswith("{"):
        try:
            found = str(json.loads(written).get("gn:id", ""))
        except json.JSONDecodeError:
            found = ""
    return (f"gn:{found}",) if found.isdecimal() and found not in _UNKNOWN else ()


def _point(path: Path, number: int, row: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Return the first point that is known; Who's On First writes 0, 0 for an unknown one."""
    for columns in _POINTS:
        latitude, longitude = point(path, number, *(row.get(c, "") for c in columns))
        if latitude or longitude:
            return latitude, longitude
    return None, None
