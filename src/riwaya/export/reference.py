"""All that exports look things up in, loaded once: mappings, gazetteer, actors' countries, names and offices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riwaya.export.atlas import Atlas, make_atlas
from riwaya.export.names import Names, load_names
from riwaya.export.tables import CountryCodes, Tables, load_tables, read_rows
from riwaya.lexicon.gazetteer import Gazetteer, load_gazetteer
from riwaya.lexicon.loader import DATA
from riwaya.text.fold import fold


@dataclass(frozen=True, slots=True)
class Reference:
    """What exports look things up in. `home` has an actor's country in ISO's two letters."""

    tables: Tables
    atlas: Atlas
    names: Names
    home: Mapping[str, str]
    gazetteer: Gazetteer

    def country(self, code: str | None) -> CountryCodes | None:
        """Return the codes of a country by ISO's two letters."""
        return self.tables.countries.get(code or "")

    def country_of(self, known: str | None, words: str) -> str | None:
        """Return the country of a participant: the lexicon's, else that of a nationality in its words («طائرات روسية»)."""
        if known is not None:
            return self.home.get(known)
        found = {code for word in fold(words).split() if (code := self.gazetteer.nationality(word))}
        return found.pop() if len(found) == 1 else None


@cache
def load_reference(*folders: Path, mappings: Path | None = None) -> Reference:
    """Return the reference of the packaged lexicon and further lexicon folders; `mappings` has files that replace ours."""
    tables = load_tables(mappings)
    gazetteer = load_gazetteer(*folders)
    return Reference(
        tables=tables,
        atlas=make_atlas(gazetteer, tables.places),
        names=load_names(tables.people, *folders),
        home=_homes(DATA, *folders),
        gazetteer=gazetteer,
    )


def _homes(*folders: Path) -> dict[str, str]:
    files = [path for folder in folders if (path := folder / "actors.tsv").exists()]
    return {row[0]: row[4] for path in files for row in read_rows(path) if row[4]}
