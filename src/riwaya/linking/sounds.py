"""A place's name in Arabic or Latin letters → its consonants, so that «تل تمر» and "Tall Tamr" are seen to be one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from riwaya.lexicon.loader import folded_words
from riwaya.text.fold import fold

_ARABIC = str.maketrans({
    "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "c",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "ğ", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ا": "", "و": "", "ي": "", "ع": "", "ء": "", "ه": "h",
})  # fmt: skip
_PAIRS = (
    ("kh", "x"),
    ("sh", "c"),
    ("ch", "c"),
    ("gh", "ğ"),
    ("th", "t"),
    ("dh", "d"),
    ("zh", "z"),
    ("ph", "f"),
)
_HEADS = frozenset(
    "مدينه بلده قريه ناحيه قضاء مديريه محافظه منطقه مخيم حي city town village district camp".split()
)
_ARTICLES = frozenset("al el ar as at ad an az ash ath adh".split())
_SILENT = re.compile(r"[aeiouyw']")
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST = 2  # consonants that tell names apart


def one_name(a: str, b: str) -> bool:
    """Tell whether two names of places are one, in whichever letters: «الحسكة» and "Al-Hasakah", «تل تمر» and "Tall Tamr"."""
    first, second = consonants(a), consonants(b)
    return fold(a) == fold(b) or (first == second and len(first) >= _SHORTEST)


@lru_cache(maxsize=50_000)
def consonants(name: str) -> str:
    """Return the consonants of a name without articles, marks and «مدينة»: "Al-Hasakah" → "hsk"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = (w for w in folded_words(plain) if w not in _HEADS and w not in _ARTICLES)
    return " ".join(filter(None, map(_skeleton, words)))


def _skeleton(word: str) -> str:
    if word.isascii():
        for pair, one in _PAIRS:
            word = word.replace(pair, one)
        word = word.replace("g", "j")  # «ج» as in Egypt and Sudan
        bare = _SILENT.sub("", word)
    else:
        bare = word.removeprefix("ال").translate(_ARABIC)
    return _DOUBLED.sub(r"\1", bare.removesuffix("h"))
