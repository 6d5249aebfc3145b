"""`places_import.tsv`: the places that `riwaya gazetteer import` took from elsewhere, a row each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import LexiconError

IMPORT_FILE = "places_import.tsv"
IMPORT_COLUMNS = (
    "id", "name", "aliases", "name_en", "admin1", "admin1_en", "country", "latitude", "longitude",
    "population", "precision", "ids", "ordinary", "provenance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A place, or what is added to the place of the gazetteer that has its id.

    `aliases` and `ordinary` are folded: `ordinary` are the names that are ordinary words too. `ids` are foreign:
    gn:170063 (GeoNames), pcode:C1007 (OCHA), wof:421200 (Who's On First). `country` is ISO 3166's code.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    name_en: str
    admin1: str
    admin1_en: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    precision: str
    ids: tuple[str, ...]
    ordinary: tuple[str, ...]
    provenance: tuple[str, ...]

    @property
    def geonames_id(self) -> int | None:
        """Return GeoNames' number of the place, the least if GeoNames has it several times."""
        numbers = (i.removeprefix("gn:") for i in self.ids if i.startswith("gn:"))
        return min((int(n) for n in numbers if n.isdecimal()), default=None)

    @property
    def line(self) -> str:
        """Return the row as the file has it, without the line's end."""
        cells = (
            self.id, self.name, "|".join(self.aliases), self.name_en, self.admin1, self.admin1_en, self.country,
            _degrees(self.latitude), _degrees(self.longitude), str(self.population), self.precision,
            "|".join(self.ids), "|".join(self.ordinary), "|".join(self.provenance),
        )  # fmt: skip
        return "\t".join(" ".join(cell.split()) for cell in cells)


def read_imported(path: Path) -> list[ImportedRow]:
    """Return the file's rows, none if there is no such file. Raises LexiconError naming a row that is broken."""
    return [parse_imported(line, f"{path}:{number}") for number, line in imported_lines(path)]


def imported_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the rows as lines with their numbers, each with all its cells."""
    if not path.exists():
        return
    header = "\t".join(IMPORT_COLUMNS)
    lines = enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
    body = ((number, line) for number, line in lines if line and not line.startswith("#"))
    number, first = next(body, (1, ""))
    if first != header:
        raise LexiconError(f"{path}:{number}: not the header of an import; delete the file and import again")
    for number, line in body:
        if line.count("\t") != header.count("\t"):
            raise LexiconError(
                f"{path}:{number}: {line.count(chr(9)) + 1} cells where the header has {len(IMPORT_COLUMNS)}; "
                "delete the file and import again"
            )
        yield number, line


def parse_imported(line: str, where: str) -> ImportedRow:
    """Return a line's row; `where` is said if a number in it is none."""
    cells = line.split("\t")
    try:
        latitude, longitude = (float(cell) if cell else None for cell in cells[7:9])
        population = int(cells[9])
    except ValueError:
        raise LexiconError(
            f"{where}: {cells[0]}: a coordinate or the population is no number; delete the file and import again"
        ) from None
    lists = [tuple(filter(None, cell.split("|"))) for cell in (cells[2], *cells[11:])]
    return ImportedRow(
        cells[0], cells[1], lists[0], cells[3], cells[4], cells[5], cells[6],
        latitude, longitude, population, cells[10], lists[1], lists[2], lists[3],
    )  # fmt: skip


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")
