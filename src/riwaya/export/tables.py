"""The files beside this module → values. A folder of the user's own holds files that stand in for ours, by name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import LexiconError

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """A country in the codes of other formats. `number` is 0 where ISO has none."""

    iso2: str
    iso3: str
    number: int
    region: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The mappings, as their files have them."""

    countries: dict[str, CountryCodes]
    places: dict[str, Any]
    people: dict[str, Any]
    plover: dict[str, Any]
    acled: dict[str, Any]
    ftm: dict[str, Any]


def load_tables(folder: Path | None = None) -> Tables:
    """Return the mappings; a file of `folder` stands in for ours of the same name."""
    rows = read_rows(_file("countries.tsv", folder))
    return Tables(
        countries={
            iso2: CountryCodes(iso2, iso3, int(number), region) for iso2, iso3, number, region in rows
        },
        places=_toml("places.toml", folder),
        people=_toml("people.toml", folder),
        plover=_toml("plover.toml", folder),
        acled=_toml("acled.toml", folder),
        ftm=_toml("ftm.toml", folder),
    )


def read_rows(path: Path) -> list[list[str]]:
    """Return the rows of a list of tab-separated columns, without comments and header."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    width = len(rows[0]) if rows else 0
    for row in rows:
        if len(row) != width:
            raise LexiconError(
                f"{path}: {row[0]!r} has {len(row)} columns, the header {width}; add or remove tabs"
            )
    return rows[1:]


def _toml(name: str, folder: Path | None) -> dict[str, Any]:
    path = _file(name, folder)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}; mend that line") from error


def _file(name: str, folder: Path | None) -> Path:
    own = folder / name if folder is not None else None
    return own if own is not None and own.exists() else DATA / name
