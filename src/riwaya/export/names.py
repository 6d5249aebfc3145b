"""Words for people → the same words without the names of persons who hold no office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.export.tables import read_rows
from riwaya.lexicon.loader import DATA
from riwaya.text.fold import fold

HIDDEN = "[…]"
_WORD = re.compile(r"\w+")
_OFFICE_REACH = 5  # words before a name: «رئيس الوزراء العراقي السابق»
_LONGEST_NAME = 4  # words after the given name
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
    plain: frozenset[str]  # given names that are no other word: «محمد», but not «كامل»
    family: frozenset[str]
    office_heads: frozenset[str]

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

    def in_passing(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the full names in `text[start:end]` before which no office stands: «سامي جاسم», but not «الوزير سامي جاسم».

        For names that the reading took no notice of, since who bears them takes no part in a claim.
        """
        words = list(_WORD.finditer(text, start, end))
        at = 0
        while at < len(words) - 1:
            last = self._name_end(text, words, at)
            if last > at and not self._in_office(words[max(0, at - _OFFICE_REACH) : at]):
                yield words[at].start(), words[last].end()
            at = max(last, at) + 1

    def _name_end(self, text: str, words: Sequence[re.Match[str]], at: int) -> int:
        """Return the last word of the full name that begins there, `at` itself if none does."""
        if words[at][0] not in self.plain or (at and fold(words[at - 1][0]) in self.places):
            return at
        last = at
        while last - at < _LONGEST_NAME and last + 1 < len(words):
            after = words[last + 1]
            part = after[0] in self.given or after[0] in self.family or fold(after[0]) in self.kunya
            if text[words[last].end() : after.start()] != " " or not (part or after[0].startswith("ال")):
                break
            last += 1
            if not part:
                break  # «محمد الخالد»: the last name
        return last

    def _in_office(self, before: Sequence[re.Match[str]]) -> bool:
        return any(fold(word[0]) in self.office_heads for word in before)

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
    common = _common_words()
    titles = [row for path in _files("titles.tsv", folders) for row in read_rows(path)]
    given = {row[0] for path in _files("given_names.tsv", folders) for row in read_rows(path)}
    return Names(
        given=frozenset(part for name in given for part in (name, name.split(" ")[0])),
        plain=frozenset(name for name in given if not name.startswith("ال") and fold(name) not in common),
        family=frozenset(row[0] for row in read_rows(DATA / "family_names.tsv")),
        office_heads=frozenset(fold(row[0]).split(" ")[0] for row in titles if row[1] == "office")
        | frozenset(map(fold, people["leads"])),
        kunya=frozenset(map(fold, people["kunya"])),
        titles=frozenset(fold(row[0]) for row in titles),
        offices=tuple(fold(row[0]) + " " for row in titles if row[1] == "office"),
        leads=frozenset(map(fold, people["leads"])),
        places=frozenset(fold(row[0]) for row in read_rows(DATA / "place_heads.tsv")),
    )


def _common_words() -> frozenset[str]:
    """Return the words of the lexicon that are no names, folded, with the months («جوان») and what «she» did («رفعت»)."""
    lists = ("nouns.tsv", "adjectives.tsv", "words.tsv", "heads.tsv", "place_heads.tsv")
    words = {row[0] for name in lists for row in read_rows(DATA / name)}
    words |= {form for row in read_rows(DATA / "months.tsv") for form in row[0].split("|")}
    past = {row[0].split("/")[0] for row in read_rows(DATA / "verbs.tsv")}
    return frozenset(map(fold, words | past | {form + "ت" for form in past}))


def _files(name: str, folders: Iterable[Path]) -> list[Path]:
    return [path for path in (DATA / name, *(folder / name for folder in folders)) if path.exists()]
