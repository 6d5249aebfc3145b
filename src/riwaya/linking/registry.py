"""Files → Registry: which agencies and outlets there are, what a credit line calls them, and who owns them.

`outlets.tsv` and `wires.tsv` say it, `actors.tsv` has the names that running text uses; a user's lexicon folder is laid on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riwaya.lexicon.loader import DATA, folded_words, read_table
from riwaya.text.fold import fold

HEADS = frozenset("وكاله صحيفه جريده مجله قناه محطه شبكه اذاعه راديو تلفزيون موقع منصه بوابه فضائيه".split())
AGENCIES = "agencies"  # «وكالات»: some agency that isn't named
_LETTERS = re.compile(r"\b\w(?:[ .]{1,2}\w\b)+\.?")  # «أ.ف.ب», «أ ف ب»
_SHORTEST = 4  # letters of a name that running text can't mean otherwise

Words = tuple[str, ...]


@dataclass(frozen=True)
class Registry:
    """Agencies and outlets by id: their names as folded words, their owners; English names and parents of all actors."""

    names: Mapping[Words, str]
    strict: frozenset[Words]  # names that count only where credits stand: abbreviations, common words
    firsts: frozenset[str]  # the first words of all names
    sites: Mapping[str, str]
    wires: frozenset[str]
    outlets: frozenset[str]  # all but the agencies
    owners: Mapping[str, str]
    parents: Mapping[str, str]
    arabic: Mapping[str, str]
    english: Mapping[str, str]

    def outlet(self, name: str) -> str | None:
        """Return the id of an outlet by its name or site: «صحيفة المدن», "aljazeera.net"; None if nobody lists it."""
        site = name.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
        if found := self.sites.get(site.partition("/")[0]):
            return found
        words = words_of(name)
        return self.names.get(words) or self.names.get(without_head(words))

    def house(self, key: str) -> str:
        """Return who owns an outlet, itself if nobody else does."""
        return self.owners.get(key, key)

    def lineage(self, key: str) -> tuple[str, ...]:
        """Return an actor or outlet with all that it belongs to, nearest first: mod.sy → (mod.sy, gov.sy, state.sy)."""
        line = [key]
        while (above := self.owners.get(line[-1]) or self.parents.get(line[-1])) and above not in line:
            line.append(above)
        return tuple(line)


def words_of(text: str) -> Words:
    """Return the folded words of a name, letters of an abbreviation as one word: «أ.ف.ب» → ("افب",)."""
    return folded_words(join_letters(fold(text)))


def join_letters(folded: str) -> str:
    """Return folded text with abbreviations closed up: «(ا ف ب)» → «(افب)»."""
    return _LETTERS.sub(lambda m: m[0].replace(".", "").replace(" ", ""), folded)


def without_head(words: Words) -> Words:
    """Return a name without the noun that says what it is: «صحيفة المدن» → «المدن»."""
    return words[1:] if len(words) > 1 and words[0] in HEADS else words


@cache
def load_registry(*folders: Path) -> Registry:
    """Return the registry of the package with the user's lexicon folders on top.

    Raises LexiconError naming file and line for a row that can't be used.
    """
    everywhere = (DATA, *folders)
    outlets = {row["id"]: row for row in read_table("outlets.tsv", everywhere)}
    wires = {row["id"]: row for row in read_table("wires.tsv", everywhere)}
    actors = {row["id"]: row for row in read_table("actors.tsv", everywhere)}
    rows = outlets | wires
    names: dict[Words, str] = {}
    strict: set[Words] = set()
    for key, row in rows.items():
        for name in _cells(row, "forms"):
            names.setdefault(words_of(name), key)
            if key not in wires or _is_short(words_of(name)):
                strict.add(words_of(name))
    media = {key: row for key, row in actors.items() if row["kind"] == "media"}
    for key, row in [*rows.items(), *media.items()]:
        for name in (row["name"], *_cells(row, "aliases")):
            if key in rows or words_of(name) not in names:
                names[words_of(name)] = key
                strict.discard(words_of(name))
    for words, key in list(names.items()):
        if key in rows and without_head(words) not in names:
            names[without_head(words)] = key
            strict.add(without_head(words))
    return Registry(
        names, frozenset(strict), frozenset(words[0] for words in names),
        {site: key for key, row in outlets.items() for site in _cells(row, "sites")},
        frozenset(wires), frozenset({*outlets, *media} - {*wires}),
        {key: row["owner"] for key, row in rows.items() if row["owner"]},
        {key: row["parent"] for key, row in actors.items() if row["parent"]},
        {key: row["name"] for key, row in (actors | rows).items()},
        {key: row["name_en"] for key, row in (actors | rows).items() if row["name_en"]},
    )  # fmt: skip


def _cells(row: Mapping[str, str], column: str) -> Iterator[str]:
    return (cell for cell in row.get(column, "").split("|") if cell.strip())


def _is_short(words: Words) -> bool:
    return len(words) == 1 and (len(words[0]) < _SHORTEST or words[0].isascii())
