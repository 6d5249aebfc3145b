"""Words for people → the same words without the names of persons who hold no office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.export.tables import read_rows
from riwaya.lexicon.loader import DATA
from riwaya.text.fold import fold

HIDDEN = "[…]"
_WORD = re.compile(r"\w+")
_PROCLITICS = re.compile(r"^[وف]?(?:[بلك])?")


@dataclass(frozen=True, slots=True)
class Names:
    """What tells a name and an office: given names, kunyas («أبو»), titles, beginnings of an office, heads of a place's name.

    All but the given names are folded.
    """

    given: frozenset[str]
    kunya: frozenset[str]
    titles: frozenset[str]
    offices: tuple[str, ...]
    leads: frozenset[str]
    places: frozenset[str]

    def is_office(self, words: str, body_known: bool) -> bool:
        """Tell whether the words begin with an office: «وزير الخارجية»; of a body that is known also «قائد …», «متحدث باسم …»."""
        folded = fold(words) + " "
        if folded.startswith(self.offices):
            return True
        return body_known and folded.split(" ", 1)[0] in self.leads

    def shown(self, words: str, person: bool) -> int:
        """Return how many of the letters can be shown, from the first: all that stands before a person's name.

        Of a `person` at most the title is shown, and nothing if none can be told from the name.
        """
        found = list(_WORD.finditer(words))
        if found and not person and fold(found[0][0]) in self.places:
            return len(words)  # «حي أبو دشير», «مدينة خان يونس»: the place's own name
        for word in found:
            if self._begins_name(word[0]):
                return word.start()
        if not person:
            return len(words)
        titled = found[:1] if found and fold(found[0][0]) in self.titles else []
        return titled[-1].end() if titled and len(found) > 1 else len(words) if titled else 0

    def hide(self, words: str, person: bool) -> str:
        """Return the words with the name cut off: «القيادي أبو خطاب» → «القيادي […]»."""
        kept = self.shown(words, person)
        return words if kept == len(words) else f"{words[:kept].rstrip()} {HIDDEN}".strip()

    def _begins_name(self, word: str) -> bool:
        if word in self.given or fold(word) in self.kunya:
            return True
        return _PROCLITICS.sub("", word, count=1) in self.given


def hide_spans(text: str, start: int, end: int, hidden: Iterable[tuple[int, int]]) -> str:
    """Return `text[start:end]` with `[…]` for each hidden stretch of it."""
    pieces, at = [], start
    for first, last in _merged(hidden):
        if last <= at or first >= end:
            continue
        pieces += [text[at : max(first, at)], HIDDEN]
        at = last
    return "".join([*pieces, text[at:end]])


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for first, last in sorted(spans):
        if held is not None and first <= held[1]:
            held = (held[0], max(held[1], last))
            continue
        if held is not None:
            yield held
        held = (first, last)
    if held is not None:
        yield held


def load_names(people: dict[str, Any], *folders: Path) -> Names:
    """Return the names and titles of the lexicon, with those of further folders."""
    titles = [row for path in _files("titles.tsv", folders) for row in read_rows(path)]
    given = {row[0] for path in _files("given_names.tsv", folders) for row in read_rows(path)}
    return Names(
        given=frozenset(part for name in given for part in (name, name.split(" ")[0])),
        kunya=frozenset(map(fold, people["kunya"])),
        titles=frozenset(fold(row[0]) for row in titles),
        offices=tuple(fold(row[0]) + " " for row in titles if row[1] == "office"),
        leads=frozenset(map(fold, people["leads"])),
        places=frozenset(fold(row[0]) for row in read_rows(DATA / "place_heads.tsv")),
    )


def _files(name: str, folders: Iterable[Path]) -> list[Path]:
    return [path for path in (DATA / name, *(folder / name for folder in folders)) if path.exists()]
