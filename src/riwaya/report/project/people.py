"""Words of reports → the same words without the names of persons who hold no office: a page is made to be shared.

Who may be named is decided where exports decide it (`riwaya.export.view`); here it is carried over to what a page shows: the
passages with their offsets, the sources, the lines that quote a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from riwaya.export.names import HIDDEN, Names, hide_spans
from riwaya.export.reference import Reference
from riwaya.export.rows import ExportRow
from riwaya.export.view import Party, View, Viewer
from riwaya.report.project.plain import plain_letters

Spans = tuple[tuple[int, int], ...]
_SPACED = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_BLANK = r"\s*"


@dataclass(frozen=True, slots=True)
class Veil:
    """What is hidden of a claim: stretches of its document's text, and words that hold a name → those shown for them."""

    hidden: Spans = ()
    names: Mapping[str, str] = field(default_factory=dict)
    summary: str | None = None  # the claim in words, if its own line would tell a name

    def shown(self, words: str) -> str:
        """Return the words of a participant or a source as they may be shown."""
        return self.names.get(_line(words), words)


class Veils:
    """Takes the rows of the claims that a page shows, then says what of them is hidden. Without a reference nothing is."""

    def __init__(self, reference: Reference | None) -> None:
        self._names = reference.names if reference else None
        self._viewer = Viewer(reference) if reference else None
        self._veils: dict[str, Veil] = {}
        self._told: dict[str, dict[str, str]] = defaultdict(dict)

    def take(self, row: ExportRow, passages: Iterable[tuple[int, int]]) -> None:
        """Look at a claim; `passages` are the stretches of its report that the page shows for it."""
        if self._viewer is None:
            return
        view = self._viewer.view(row)
        names = dict(self._given(view))
        hidden = {span for passage in passages for span in self._cut(row, passage)}
        summary = _summary(view, names) if names else None
        self._veils[view.id] = Veil(tuple(sorted(hidden)), names, summary)
        self._told[row.document.id].update(names)

    def of(self, claim: str | None) -> Veil:
        """Return what is hidden of a claim."""
        return self._veils.get(claim or "", _NONE)

    def line(self, words: str, documents: Iterable[str]) -> str:
        """Return a line about claims of these documents without the names that they hide."""
        if self._names is None:
            return words
        told = {name: shown for document in documents for name, shown in self._told.get(document, {}).items()}
        return in_passing(self._names, _replaced(words, told))

    def _cut(self, row: ExportRow, passage: tuple[int, int]) -> Iterator[tuple[int, int]]:
        assert self._viewer is not None
        start, end = passage
        claim = {**row.claim, "clause": {**row.claim["clause"], "start": start, "end": end}}
        shown = self._viewer.view(replace(row, claim=claim)).passage or ""
        words = row.document.text[start:end]
        for first, last in left_out(words, shown):
            name = words[first + self._plain(words[first:last]) : last].lstrip()
            if name:
                yield start + last - len(name), start + last

    def _given(self, view: View) -> Iterator[tuple[str, str]]:
        """Yield the words of participants and sources that hold a private person's name, with those that may be shown."""
        given = [*view.claim["arguments"], *view.claim["sources"]]
        for one, party in zip(given, [*view.parties, *(voice.party for voice in view.voices)], strict=True):
            for words, shown in _shown(one, party):
                kept = self._plain(words)
                if words != shown and kept < len(words):
                    longer = f"{words[:kept]} {HIDDEN}".strip()
                    yield words, longer if len(longer) > len(shown) else shown

    def _plain(self, words: str) -> int:
        return plain_letters(words, self._names) if self._names else len(words)


_NONE = Veil()


def left_out(words: str, shown: str) -> Spans:
    """Return the stretches of `words` for which `shown` has «[…]»; blanks may differ. All of it if the two don't fit."""
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in shown.split(HIDDEN)]
    found = re.fullmatch(_BLANK + f"{_BLANK}(.+?){_BLANK}".join(pieces) + _BLANK, words, re.DOTALL)
    if found is None:
        return ((0, len(words)),)
    return tuple(_joined(words, [found.span(n) for n in range(1, len(pieces))]))


def _joined(words: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans with those made one between which there are only blanks: a name that is hidden twice is hidden once."""
    held: tuple[int, int] | None = None
    for first, last in spans:
        if held is not None and not words[held[1] : first].strip():
            held = (held[0], last)
            continue
        if held is not None:
            yield held
        held = (first, last)
    if held is not None:
        yield held


def in_passing(names: Names, line: str) -> str:
    """Return a line without the full names in it before which no office stands."""
    return hide_spans(line, 0, len(line), names.in_passing(line, 0, len(line)))


def _shown(given: Mapping[str, Any], party: Party) -> Iterator[tuple[str, str]]:
    known = party.known is not None and party.link == "is"
    full = (given.get("antecedent") or given)["text"]
    yield _line(given["text"]), _line(party.words)
    yield _line(full), _line(full if known else party.name)


def _summary(view: View, names: Mapping[str, str]) -> str:
    """Return the claim's English line with the names cut out of it, or one made anew if that leaves a name in it."""
    line = _replaced(str(view.row.claim.get("gloss_en") or ""), names)
    kept = {word for shown in names.values() for word in _WORD.findall(shown)}
    private = {word for name in names for word in _WORD.findall(name)} - kept
    if line and private.isdisjoint(_WORD.findall(line)):
        return line
    return view.summary if view.status == "asserted" else f"{view.status}: {view.summary}"


def _line(words: str) -> str:
    return _SPACED.sub(" ", words).strip()


def _replaced(words: str, told: Mapping[str, str]) -> str:
    if not told:
        return words
    longest_first = "|".join(re.escape(name) for name in sorted(told, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{longest_first})(?!\w)", lambda found: told[found[0]], words)
