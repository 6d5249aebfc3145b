"""Whoever is said to have no part in a deed: «لا علاقة للجيش بالقصف», «الجيش لم يكن له دور في القصف».

The deed was done, by others: what is denied is that he did it. Where the words name nobody («ليست لهم علاقة بالهجوم») nothing
is denied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.words import Word

_PARTS = frozenset("علاقه صله دور يد شان دخل ضلع ضلوع".split())
_HIS = frozenset({"له", "لها", "لهم", "لهما"})
_BEING = frozenset({"يكن", "تكن", "يكون", "تكون", "اي", "ايه"})
_IS_NOT = frozenset({"ليس", "ليست"})
_NOBODY = frozenset({"abstract", "thing", "place"})
_IN = frozenset({"ب", "في"})
_REACH = 7  # words from the deed back to the negation


def no_part(parsed: Parsed, deed: int) -> tuple[Word, Chunk] | None:
    """Return the negation and who has no part in the deed whose noun stands at word `deed`; None if nobody is named."""
    number = parsed.chunk_of[deed]
    if parsed.chunks[number].prep not in _IN:
        return None
    words = parsed.words[max(0, deed - _REACH) : deed]
    negation = next(
        (w for w in reversed(words) if w.pos == "neg" or w.folded.removeprefix("و") in _IS_NOT), None
    )
    if negation is None:
        return None
    between = parsed.words[negation.index + 1 : parsed.chunks[number].first]
    if not any(w.split.stem.removesuffix("ا") in _PARTS for w in between):
        return None
    owner = _behind(parsed, negation.index, number) or _before(parsed, negation.index, between)
    return (negation, owner) if owner is not None else None


def _behind(parsed: Parsed, negation: int, deed: int) -> Chunk | None:
    """«لا علاقة | للجيش | بـ», «ليس | للحركة | صلة بـ»; None too where anything else stands there."""
    found: Chunk | None = None
    for chunk in parsed.chunks[parsed.chunk_of[negation] + 1 : deed]:
        if chunk.pos == "noun" and chunk.prep == "ل" and found is None:
            found = None if _is_nobody(chunk) else replace(chunk, prep="")
        elif chunk.pos in ("verb", "sub", "rel", "mark"):
            return None
    return found


def _before(parsed: Parsed, negation: int, between: Sequence[Word]) -> Chunk | None:
    """«موكله | لا علاقة له بـ»: the subject of the clause, which the pronoun means."""
    if not any(w.folded in _HIS for w in between) or any(
        w.pos in ("verb", "sub", "rel") and w.folded not in _BEING for w in between
    ):
        return None
    number = parsed.chunk_of[negation] - 1
    chunk = parsed.chunks[number] if number >= 0 else None
    bare = chunk is not None and chunk.pos == "noun" and not chunk.prep
    return chunk if chunk is not None and bare and not _is_nobody(chunk) else None


def _is_nobody(chunk: Chunk) -> bool:
    """«لا علاقة | للانفجار | بالقصف»: tell whether a phrase names none who could do anything."""
    return chunk.event or chunk.kind in _NOBODY
