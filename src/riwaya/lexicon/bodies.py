"""Names of actors → the countries that they speak of: where «حزب الله» acts, «طرابلس» is the Lebanese one.

Only for choosing among places of one name; who acts is settled elsewhere, with more care.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from riwaya.text.fold import fold


@dataclass(frozen=True, slots=True)
class Bodies:
    """The country of each folded name of an actor, "" if of several, and the most words of any name by its first."""

    countries: Mapping[str, str]
    longest: Mapping[str, int]

    def countries_in(self, folded: Sequence[str]) -> Iterator[str]:
        """Yield the country of each actor that a sentence's folded words name: «وقال حزب الله» → LB; the longest name counts."""
        i = 0
        while i < len(folded):
            found = next(self._named_at(folded, i), None)
            if found is not None:
                yield found[0]
            i += found[1] if found is not None else 1

    def _named_at(self, folded: Sequence[str], i: int) -> Iterator[tuple[str, int]]:
        for first in _without_clitics(folded[i]):
            for words in range(min(self.longest.get(first, 0), len(folded) - i), 0, -1):
                code = self.countries.get(" ".join((first, *folded[i + 1 : i + words])))
                if code:
                    yield code, words


def load_bodies(*folders: Path) -> Bodies:
    """Return the bodies that the folders' `actors.tsv` name, states left out: those are places."""
    countries: dict[str, str] = {}
    longest: dict[str, int] = {}
    for path in (folder / "actors.tsv" for folder in dict.fromkeys(folders)):
        for name, code in _named(path) if path.exists() else ():
            countries[name] = "" if countries.get(name, code) != code else code
            first, _, rest = name.partition(" ")
            longest[first] = max(longest.get(first, 0), len(rest.split()) + 1)
    return Bodies(countries, longest)


def _named(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        cells = line.split("\t")
        if (
            not line.startswith("#")
            and len(cells) > 5
            and cells[3] != "state"
            and cells[4]
            and cells[0] != "id"
        ):
            for name in filter(None, (cells[1], *cells[5].split("|"))):
                yield " ".join(fold(name).split()), cells[4]


def _without_clitics(folded: str) -> Iterator[str]:
    """Yield a folded word and what is left of it without a conjunction and a preposition: «وللجيش», «للجيش», «الجيش»."""
    yield folded
    if folded[:1] in ("و", "ف"):
        yield from _without_clitics(folded[1:])
    if folded[:1] in ("ب", "ل"):
        yield "ال" + folded[2:] if folded.startswith("لل") else folded[1:]
