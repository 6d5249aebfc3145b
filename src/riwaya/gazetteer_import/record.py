"""What every source of places is read into, and the spelling of names that places are compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from riwaya.lexicon.gazetteer import key
from riwaya.lexicon.loader import read_table

_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a \-–'()0-9]*")
_FOREIGN = re.compile(r"^ئا|ة\B|ى\B|اا")  # Kurdish and Uyghur, spelt with Arabic letters only
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_ENGLISH_ARTICLE = re.compile(r"^(al|ad|an|ar|as|ash|at|az|el)(?=[ \-'])")


@dataclass(frozen=True, slots=True)
class Record:
    """A place as one source has it. `ids` has the source's own first: gn:170063, pcode:C1007, wof:421200.

    `names` are Arabic, the best first. A record without country or precision only adds to a place with its id.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    name_en: str
    provenance: tuple[str, ...]
    country: str = ""
    admin1: str = ""
    admin1_en: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = ""
    population: int = 0


@cache
def kinds(source: str) -> dict[str, str]:
    """Return kind → precision of a source, as `import_kinds.tsv` has it; "-" where it is left out."""
    rows = read_table("import_kinds.tsv")
    return {row["kind"]: row["precision"] for row in rows if row["source"] == source}


def arabic_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the Arabic ones, one spelling each: Kurdish, Persian and vowelled spellings are left out or bared.

    Of spellings that fold alike the one with hamzas and ta marbuta written out stands.
    """
    spellings: dict[str, list[str]] = {}
    for name in names:
        plain = " ".join(_MARKS.sub("", unicodedata.normalize("NFKC", name)).split())
        if _ARABIC.fullmatch(plain) and not _FOREIGN.search(plain) and len(key(plain)) > 1:
            spellings.setdefault(key(plain), []).append(plain)
    return tuple(max(dict.fromkeys(same), key=_written_out) for same in spellings.values())


def is_arabic_script(name: str) -> bool:
    """Tell whether a name has letters of the Arabic script, of whatever language."""
    return _ARABIC_SCRIPT.search(name) is not None


def english(name: str) -> str:
    """Return the name without marks of transliteration: «Al Qā’im» → Al Qa'im."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub("[‘’ʼʻ`´ʾʿ]", "'", plain).split()).strip("'")


def english_key(name: str) -> str:
    """Return what English names are compared by: «Al-Bāb» → bab."""
    plain = _ENGLISH_ARTICLE.sub("", english(name).lower())
    return re.sub(r"[^a-z0-9]", "", plain)


def arabic_key(name: str) -> str:
    """Return what Arabic names are compared by: folded, without the article."""
    return key(name).removeprefix("ال")


def _written_out(name: str) -> tuple[int, str]:
    return sum(c in "أإآؤئة" for c in name) - name.endswith("ى") - name.count("-"), name
