"""Does an Arabic phrase count more than one? Asked for English, where «مصادر» are sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from riwaya.report.english import data
from riwaya.text.fold import fold

_SOUND = re.compile(r"..+(ون|ين|ات|تان|ان)")
# Patterns of broken plurals, folded: أفعال، فعلاء، فعول، مفاعل and their like (مصادر، عناصر، فصائل، خلايا).
_BROKEN = re.compile(r"ا..ا.|...?.?اء|..و.|..ا..|.وا..|..ا..ه|...ا.ي.")


@cache
def _known() -> dict[str, bool]:
    """The words whose form misleads, folded: does each count more than one?"""
    number = data()["number"]
    many = {fold(word): True for word in number["many"].split()}
    return many | {fold(word): False for word in number["one"].split()}


def counts_many(words: str, translate: Callable[[str], str | None]) -> bool:
    """Tell whether a phrase counts more than one, by its number or the form of its first word.

    `translate` knows the lexicon's heads: a word whose sound plural is among them is a singular, though it
    may look like a broken plural («مقاتل» beside «مصادر»).
    """
    first = next(iter(fold(words).split()), "").strip("\"'")
    if first.isdigit():
        return first != "1"
    for word in dict.fromkeys((first, first.removeprefix("ال"))):
        if word in _known():
            return _known()[word]
        if _is_singular(word, translate):
            return False
        if translate(word) and _looks_plural(word, translate):
            return True
    return bool(re.fullmatch(r"....+(ون|ين|ات)", first))


def _is_singular(word: str, translate: Callable[[str], str | None]) -> bool:
    stem = word.removesuffix("ه")
    return any(translate(stem + ending) for ending in ("ون", "ين", "ات"))


def _looks_plural(word: str, translate: Callable[[str], str | None]) -> bool:
    if word.endswith(("و", "ي")) and translate(word + "ن"):
        return True  # «مسؤولو الهيئة»: a plural that stands before another noun
    return not word.endswith("ه") and bool(_SOUND.fullmatch(word) or _BROKEN.fullmatch(word))
