"""Which words of a passage a search has found: where they stand in the text as it is, whatever its spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from riwaya.model import Span
from riwaya.project.search import Term, bare_forms, terms
from riwaya.text.fold import fold

_WORD = re.compile(r"[^\W_]+")


def found_in(passage: str, wanted: str) -> list[Span]:
    """Return the words that a search for `wanted` finds in a passage, in order, none over another.

    found_in("وصلت إلى المدينة", "مدينه") → [Span(10, 17)]
    """
    words = list(_words(passage))
    found = {span for term in terms(wanted) for span in _of_term(words, term)}
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def pieces(passage: str, spans: Sequence[Span]) -> list[tuple[str, bool]]:
    """Cut a passage at spans of it: each piece with whether it is one of them."""
    cut, at = [], 0
    for span in spans:
        cut += [(passage[at : span.start], False), (span.of(passage), True)]
        at = span.end
    return [piece for piece in (*cut, (passage[at:], False)) if piece[0]]


def _words(passage: str) -> Iterator[tuple[str, Span]]:
    """Yield the folded words, each with where it stands: a letter may fold to none, or to several."""
    letters = [(letter, at) for at, char in enumerate(passage) for letter in _folded(char)]
    folded = "".join(letter for letter, _ in letters)
    for match in _WORD.finditer(folded):
        first, last = letters[match.start()][1], letters[match.end() - 1][1]
        yield match[0], Span(first, last + 1)


@cache
def _folded(char: str) -> str:
    return fold(char)


def _of_term(words: Sequence[tuple[str, Span]], term: Term) -> Iterator[Span]:
    if not term.as_it_stands:
        yield from (span for word, span in words if _is_form(word, term))
        return
    length = len(term.words)
    for at in range(len(words) - length + 1):
        if all(words[at + n][0] == word for n, word in enumerate(term.words)):
            yield Span(words[at][1].start, words[at + length - 1][1].end)


def _is_form(word: str, term: Term) -> bool:
    """Tell whether the index finds a word: as `search.query` asks it."""
    forms = bare_forms(word)
    return any(form in term.words or (term.begins and form.startswith(term.words[0])) for form in forms)
