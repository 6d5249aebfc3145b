"""Against whom a protest is, where its own words don't say: what protesters chant, demand and burn.

«هتافات مناهضة لـ | الحكومة», «مطالبين برحيل | المحافظ», «أحرقوا أعلام | فرنسا».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from riwaya.analysis.control import annexed_to
from riwaya.analysis.coreference import ACTING
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.words import Word
from riwaya.model import Span

_REACH = 30  # words behind a protest's first word
_HOSTILE = (
    "مناهض", "مناوي", "مناويه", "مضاد", "معادي", "معاد", "منديد", "مندد", "رافض", "معارض", "مستنكر", "منتقد", "متهم",
)  # fmt: skip
_ENDINGS = ("", "ا", "ه", "ين", "ون", "ات")
_GOING = frozenset(
    "رحيل استقاله اقاله تنحي تنحيه اسقاط سقوط عزل محاكمه محاسبه طرد".split()
)  # asked of or for whom a crowd is against
_AGAINST = frozenset({"ضد", "بوجه", "بسقوط"})
_FALL = frozenset({"يسقط", "تسقط", "فليسقط", "ارحل", "ليستقيل", "فليستقل", "لتسقط"})
_SHOWN = frozenset("علم اعلام صور صوره دمي دميه مجسم تمثال".split())
_BURNING = "protest.vandalize"
_DEMANDS = ("مطالب", "يطالب", "تطالب", "طالب", "نطالب")
_DEMANDING = frozenset({"تطالب", "يطالب"})  # of a crowd of things: «مظاهرات», «مسيرة»; people «يطالبون»
_ELSEWHERE = frozenset({"فيما", "بينما", "كما", "وبالمثل", "في حين"})


def find_opponents(parsed: Parsed, word: int, frame: str) -> Iterator[Chunk]:
    """Yield whom the protest told at `word` is against, by the words behind it up to the sentence's end."""
    seen: set[Span] = set()
    demanded = False
    for here in parsed.words[word + 1 : word + _REACH]:
        if (
            (here.pos == "mark" and here.folded in ".؛")
            or here.folded in _ELSEWHERE
            or _others_act(parsed, here)
        ):
            return
        demanded = demanded or here.split.stem.startswith(_DEMANDS)
        found = _opponent(parsed, here, frame, demanded)
        if found is not None and found.span not in seen:
            seen.add(found.span)
            yield found
            yield from _joined(parsed, found)


def _others_act(parsed: Parsed, word: Word) -> bool:
    """«… وأطلقت الشرطة الغاز»: what follows is told of somebody else."""
    subject = parsed.subjects.get(word.index) if word.split.conj else None
    return subject is not None and subject.how == "after"


def _opponent(parsed: Parsed, word: Word, frame: str, demanded: bool) -> Chunk | None:
    stem, following = word.split.stem, word.index + 1
    if _hostile(word) or word.folded in _AGAINST or word.folded in _FALL:
        return _who(parsed, following, bare=word.folded in _FALL | _AGAINST)
    if stem in _GOING and (word.split.prep or word.pos == "noun"):
        return _who(parsed, following, bare=True) if demanded or word.split.prep else None
    if stem in _DEMANDING and word.pos == "verb" and not word.split.conj:
        return _who(parsed, following, bare=True)  # «مظاهرات تطالب | الحكومة بـ»
    if stem == "موت" and following < len(parsed.words) and parsed.words[following].split.prep == "ل":
        return _who(parsed, following, bare=False)
    chunk = parsed.chunks[parsed.chunk_of[word.index]]
    if frame == _BURNING and stem in _SHOWN and chunk.actor is not None:
        return (
            annexed_to(parsed, chunk)
            if chunk.first == word.index and chunk.last > following
            else _who(parsed, following, True)
        )
    return None


def _hostile(word: Word) -> bool:
    return any(word.split.stem == base + ending for base in _HOSTILE for ending in _ENDINGS)


def _who(parsed: Parsed, index: int, bare: bool) -> Chunk | None:
    """Return the acting phrase that begins at a word, or the end of the phrase that it lies in."""
    if index >= len(parsed.words):
        return None
    word = parsed.words[index]
    chunk = parsed.chunks[parsed.chunk_of[index]]
    if word.folded in ("ضد", "علي", "ب", "ل") and index + 1 < len(parsed.words):
        return _who(parsed, index + 1, True)
    if chunk.pos != "noun" or not (bare or word.split.prep in ("ل", "ب")):
        return None
    if chunk.first < index:
        chunk = _end_of(parsed, chunk, index)
    return chunk if _acts(chunk) else _owner(parsed, chunk)


def _end_of(parsed: Parsed, chunk: Chunk, index: int) -> Chunk:
    word = parsed.words[index]
    kind = next((e.value.kind for e in word.entries if hasattr(e.value, "kind")), None)
    last = max(w.index for w in parsed.words[index : chunk.last] if w.pos != "mark" or w.index == index)
    span = Span(word.start, parsed.words[last].token.span.end)
    return replace(chunk, first=index, head=index, span=span, kind=kind, event=False, prep="")


def _owner(parsed: Parsed, chunk: Chunk) -> Chunk | None:
    """«المنددين بسياسات | الرئيس»"""
    if chunk.kind != "abstract" or chunk.last - chunk.first < 2:
        return None
    owner = annexed_to(parsed, chunk)
    return owner if owner is not None and _acts(owner) else None


def _joined(parsed: Parsed, chunk: Chunk) -> Iterator[Chunk]:
    number = parsed.chunk_of[chunk.last - 1] + 1
    while number < len(parsed.chunks) and parsed.chunks[number].conj and _acts(parsed.chunks[number]):
        yield parsed.chunks[number]
        number += 1


def _acts(chunk: Chunk) -> bool:
    return chunk.pos == "noun" and not chunk.event and (chunk.actor is not None or chunk.kind in ACTING)
