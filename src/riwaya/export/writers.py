"""The formats by name, as the command line has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from riwaya.errors import InputError
from riwaya.export.acled import write_acled
from riwaya.export.csv import write_csv
from riwaya.export.ftm import write_ftm
from riwaya.export.geojson import write_geojson
from riwaya.export.output import Target, Written
from riwaya.export.plover import write_plover
from riwaya.export.rows import ExportRow

FORMATS: Mapping[str, Callable[..., Written]] = {
    "csv": write_csv,
    "plover": write_plover,
    "acled": write_acled,
    "ftm": write_ftm,
    "geojson": write_geojson,
}


def write(name: str, rows: Iterable[ExportRow], to: Target, **options: Any) -> Written:
    """Write the rows in that format. Options: see its function (`bom`, `with_alleged`, …); all take `side` and `reference`."""
    if name not in FORMATS:
        raise InputError(f"unknown format {name!r}; use one of {', '.join(FORMATS)}")
    return FORMATS[name](rows, to, **options)
