"""Other people's lists of places → `places_import.tsv` in a user's lexicon folder.

    files -> records (geonames, ocha, whosonfirst) -> rows, merged with what is known -> places_import.tsv

Importing the same files again changes nothing.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import InputError
from riwaya.gazetteer_import import geonames, ocha, whosonfirst
from riwaya.gazetteer_import.lines import columns_of, header_of
from riwaya.gazetteer_import.merge import Fate, Merger
from riwaya.gazetteer_import.record import Record
from riwaya.lexicon.gazetteer import Gazetteer, load_gazetteer
from riwaya.lexicon.imported import IMPORT_COLUMNS, IMPORT_FILE, ImportedRow, read_imported
from riwaya.lexicon.loader import load_lexicon

_COMMENT = (
    "# Written by riwaya gazetteer import; corrections belong in places_extra.tsv. An id that the gazetteer has adds to\n"
    "# that place. aliases are folded; ordinary are the names that are ordinary words too, and need a head or a neighbour.\n"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: `rows` in the file, and the records of this import by what became of them."""

    path: Path
    rows: int
    new: int
    known: int
    nameless: int  # left out: no Arabic name


def import_places(files: Iterable[Path], folder: Path, country: str = "") -> Outcome:
    """Read the files' places into the folder's `places_import.tsv`; return what became of them.

    `country` is the ISO code for tables that don't tell theirs. Raises InputError for a file that can't be
    used, before anything is written.
    """
    sources = _sorted_out(files)
    target = folder / IMPORT_FILE
    known = load_gazetteer(folder, imports=False)
    if country and country.upper() not in known.countries:
        raise InputError(f"--country: no country {country!r}; give an ISO code of two letters, as SY")
    merger = Merger(known, read_imported(target), load_lexicon().words)
    new, enriched, nameless = take_all(merger, _records(sources, merger, country.upper(), known))
    _write(target, merger.rows)
    return Outcome(target, len(merger.rows), new, enriched, nameless)


def take_all(merger: Merger, records: Iterable[Record]) -> tuple[int, int, int]:
    """Return how many records were new, known, and without an Arabic name.

    The last wait for the others, and for each other: a place that one names may lend another its English name.
    """
    counts = Counter[Fate]()
    waiting: list[Record] = []
    for record in records:
        fate = merger.take(record)
        if fate == "nameless":
            waiting.append(record)
        else:
            counts[fate] += 1
    while waiting != (left := [record for record in waiting if merger.take(record) == "nameless"]):
        counts["known"] += len(waiting) - len(left)
        waiting = left
    return counts["new"], counts["known"], len(waiting)


@dataclass(frozen=True, slots=True)
class _Sources:
    """The files by what they are."""

    dumps: list[Path]
    names: list[Path]
    ocha: list[Path]
    whosonfirst: list[Path]


def _sorted_out(files: Iterable[Path]) -> _Sources:
    sources = _Sources([], [], [], [])
    for path in files:
        if path.is_dir():
            raise InputError(f"{path}: a folder; name the files in it")
        header = header_of(path)
        if geonames.is_dump(header):
            sources.dumps.append(path)
        elif geonames.is_names(header):
            sources.names.append(path)
        elif whosonfirst.is_table(columns_of(header)):
            sources.whosonfirst.append(path)
        elif ocha.is_table(columns_of(header)):
            sources.ocha.append(path)
        else:
            raise InputError(
                f"{path}:1: neither a GeoNames file nor a table with columns such as ADM1_PCODE or placetype; "
                "see docs/gazetteer.md for what is read"
            )
    return sources


def _records(sources: _Sources, merger: Merger, country: str, known: Gazetteer) -> Iterator[Record]:
    """Yield the records of all files: dumps first, as names and ids of the others hang on theirs."""
    in_dumps = geonames.dump_ids(sources.dumps) if sources.names else set()
    names = geonames.read_names(sources.names, in_dumps | merger.ids)
    for path in sources.dumps:
        yield from geonames.read_dump(path, names)
    yield from geonames.supplements({i: found for i, found in names.items() if i not in in_dumps})
    codes = {c.name_en.lower(): code for code, c in known.countries.items()}
    for path in sources.ocha:
        yield from ocha.read_table(path, country, codes)
    for path in sources.whosonfirst:
        yield from whosonfirst.read_table(path, country)


def _write(target: Path, rows: Iterable[ImportedRow]) -> None:
    """Write the file whole or not at all."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(_COMMENT + "\t".join(IMPORT_COLUMNS) + "\n")
            stream.writelines(row.line + "\n" for row in rows)
        draft.replace(target)
    except OSError as error:
        raise InputError(
            f"--lexicon: can't write in {target.parent}: {error.strerror}; choose another folder"
        ) from None
    finally:
        draft.unlink(missing_ok=True)
