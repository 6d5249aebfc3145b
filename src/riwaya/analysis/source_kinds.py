"""Sources → their kind: a person with a name, an organisation (its spokesman and papers too), or nobody named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from riwaya.analysis.cues import speech_nouns
from riwaya.analysis.phrase_words import RANKS_TOO
from riwaya.analysis.sources import ANONYMOUS, NAMED, OFFICES, ORGANISED, Phrase, is_titled
from riwaya.analysis.words import Word
from riwaya.lexicon.loader import Head
from riwaya.model import Entity, SourceKind

_UNSIGNED = frozenset({"معلومات", "تقارير", "تسريبات", "انباء", "شايعات", "مصادر"})
_SOMEBODY = frozenset(
    {"مسوول", "مسووله", "مسيول", "قيادي", "ضابط", "دبلوماسي"}
)  # «المسؤول» is still not named
_SPOKEN_FOR = frozenset({"متحدث", "متحدثه", "ناطق", "ناطقه", "مراسل", "مراسله", "مندوب", "مندوبه"})


def kind_of(phrase: Phrase) -> SourceKind:
    """Tell whether a source is a person with a name, an organisation (its spokesman and papers too), or nobody named."""
    head = phrase.parsed.words[phrase.chunk.head if phrase.chunk.head >= 0 else phrase.first]
    kinds = _kinds(head)
    if phrase.chunk.kind is not None and phrase.chunk.actor is None:
        kinds.add(phrase.chunk.kind)
    written = any(True for _ in speech_nouns(phrase.parsed, phrase.first, phrase.first + 1))
    if written and not kinds & ORGANISED:
        return "anonymous" if head.split.stem in _UNSIGNED else "organisation"
    if _names_a_person(phrase, head, kinds):
        return "named"
    if head.split.stem in _SPOKEN_FOR:
        return "organisation"
    if kinds & (OFFICES | NAMED) and not (phrase.chunk.whole and kinds & ORGANISED):
        return _of_office(phrase, head)
    if kinds & ANONYMOUS or (_is_plural(head) and not kinds & ORGANISED):
        return "anonymous"
    if kinds & ORGANISED:
        return "organisation"
    return _of_unknown(phrase, head)


def _of_unknown(phrase: Phrase, head: Word) -> SourceKind:
    """«بارزاني» alone is a name; «برلماني من …» is somebody; what the lexicon knows else is a body or its papers."""
    known = any(e.kind not in ("adjective", "adj") for e in head.split.entries)
    if known or phrase.chunk.whole:
        return "organisation"
    nisba = (
        any(e.kind in ("adjective", "adj") for e in head.split.entries) or phrase.chunk.kind == "adjective"
    )
    return "anonymous" if nisba and phrase.last - phrase.first > 1 and not head.split.article else "named"


def _of_office(phrase: Phrase, head: Word) -> SourceKind:
    """«الوزير», «وزير الخارجية» is known to be one person; «مسؤول أمني», «مسؤول في …», «مسؤولون» is nobody."""
    if head.split.article:
        definite = head.split.stem not in _SOMEBODY
    else:
        definite = phrase.chunk.definite and phrase.chunk.last <= phrase.last and not _governs(phrase, head)
    one = phrase.parsed.words[phrase.first].pos != "quant" and not _is_plural(head)
    return "named" if definite and one else "anonymous"


def _governs(phrase: Phrase, head: Word) -> bool:
    """«مسؤول | في البنتاغون», «مسؤول كبير | في الحركة»: tell whether a preposition follows, so that nothing makes it definite."""
    after = next((w for w in phrase.parsed.words[head.index + 1 : phrase.last] if not _describes(w)), None)
    return after is not None and (after.pos == "prep" or after.split.prep != "")


def _describes(word: Word) -> bool:
    """Tell an indefinite adjective: «كبير», «رفيع»."""
    adjectival = any(e.kind in ("adj", "adjective") for e in word.split.entries)
    return adjectival and not word.split.article and not word.split.prep


def _is_plural(head: Word) -> bool:
    """«مقيمون», «المسؤولين», «خاطفو …»: a sound plural of people, annexed or not."""
    stem = head.split.stem
    if stem.endswith(("ون", "ين")):
        return len(stem) > 4 and (head.split.article or bool(head.split.entries) or stem.startswith("م"))
    return stem.endswith("و") and any(e.part == "participle" or e.kind == "head" for e in head.split.entries)


def _kinds(word: Word) -> set[str]:
    return {e.value.kind for e in word.split.entries if isinstance(e.value, Head)}


def _names_a_person(phrase: Phrase, head: Word, kinds: set[str]) -> bool:
    """Tell whether a given name, or a bare word right after a title, stands in a source that can be one person."""
    words = phrase.parsed.words[phrase.first : phrase.last]
    if phrase.chunk.kind == "person" or words[0].pos in ("quant", "num"):
        named = not _kinds(head) or any(e.kind == "name" for w in words for e in w.split.entries)
        return phrase.chunk.kind == "person" and named  # «رجل» isn't
    titled = is_titled(phrase.parsed, phrase.chunk)
    if kinds & ORGANISED and not titled:
        return False
    if kinds & ANONYMOUS and not head.split.article:
        return False
    if _before_office(phrase, words):
        return True
    for before, word in pairwise(words):
        bare = not (word.split.article or word.split.prep or word.split.conj) and before.pos != "prep"
        if not bare or before.split.prep or not (word.pos == "noun" or (before is head and titled)):
            continue
        if any(e.kind == "name" for e in word.split.entries):
            return True
        if before is head and _always_named(head):
            return True  # «الرائد سلام …», «اللواء نجم …»: written like another word
        if not word.split.entries and (before is head or before.split.article) and head.split.article:
            return True
    return any(e.kind == "name" for e in head.split.entries) and not head.split.article


def _always_named(head: Word) -> bool:
    """«الرائد», «الدكتور», «اللواء»: tell whether a name follows a definite word."""
    ranked = bool(_kinds(head) & {"rank", "honorific"}) or head.split.stem in RANKS_TOO
    return head.split.article and ranked


def _before_office(phrase: Phrase, words: Sequence[Word]) -> bool:
    """«لوران فابيوس وزير الخارجية», «تومبرنك، من دائرة …»: tell whether an unknown bare word opens a longer source."""
    first = words[0]
    if first.split.entries or first.split.article or _is_plural(first):
        return False
    return any(_kinds(w) & OFFICES for w in words[1:])


def entity_of(phrase: Phrase) -> Entity | None:
    """Return the entity that the source is, or belongs to."""
    actor = phrase.chunk.actor
    if actor is None:
        return None
    return Entity(actor.id, actor.name, actor.name_en, actor.kind, "is" if phrase.chunk.whole else "member")
