"""Words that are nobody's name: «مصدر أمني» tells who speaks without telling who it is, so a page needn't hide it."""

from __future__ import annotations

import re
from functools import cache

from riwaya.export.names import Names
from riwaya.lexicon.loader import read_table
from riwaya.linking.words import stem
from riwaya.text.fold import fold

_WORD = re.compile(r"\w+")
_PROCLITICS = ("و", "ف", "ب", "ل", "ك")
_LEADS = (
    "heads.tsv",
    "titles.tsv",
    "number_words.tsv",
    "place_heads.tsv",
)  # lists of words that may lead a description
_COMMON = (*_LEADS, "nouns.tsv", "adjectives.tsv", "words.tsv")


def plain_letters(words: str, names: Names) -> int:
    """Return how many letters from the first are plain words: all of «مصدر أمني», none of «محمود حمزة».

    They begin with a description or with the article: a common noun alone may be a family name.
    """
    shown, before = 0, ""
    for found in _WORD.finditer(words):
        word = found[0]
        if word in names.given or word in names.family or fold(word) in names.kunya:
            break
        of_place = fold(before) in names.places  # «محافظة ديالى»
        if not (
            of_place or _is_among(word, _COMMON if before else _LEADS) or (not before and _definite(word))
        ):
            break
        shown, before = found.end(), word
    return shown if _WORD.search(words, shown) else len(words)


def _definite(word: str) -> bool:
    return fold(word).startswith("ال") and _is_among(word, _COMMON)


def _is_among(word: str, lists: tuple[str, ...]) -> bool:
    folded, listed = fold(word), _stems(lists)
    bare = folded[1:] if folded.startswith(_PROCLITICS) and len(folded) > 3 else folded
    return folded in listed or stem(folded) in listed or stem(bare) in listed


@cache
def _stems(lists: tuple[str, ...]) -> frozenset[str]:
    """Return the words of the lists, folded, as they are and without endings."""
    rows = (next(iter(row.values())) for name in lists for row in read_table(name))
    words = {part for cell in rows for form in fold(cell).split("|") for part in form.split()}
    return frozenset(words | {stem(word) for word in words})
