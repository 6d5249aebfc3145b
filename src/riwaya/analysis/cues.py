"""Words → cues: the words of a sentence that may show who says something.

A cue is a row of `cues.tsv`; a verb, participle or masdar of a frame of speech («طالب», «مطالبين», «للمطالبة») is a cue too,
for what it asks, threatens or blames for is said by its speaker. Whether a cue has a source, and what it covers, is settled
by `attribution.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from riwaya.analysis.parsed import Parsed
from riwaya.analysis.words import Match, Word, find_tail
from riwaya.lexicon.conjugate import VerbForm
from riwaya.lexicon.frames import Frame
from riwaya.lexicon.loader import Cue, Entry
from riwaya.model import Span, Stance

_TAIL_REACH = 16  # words between a verb and what completes it: «نقلت وكالة … عن»
_COMPLEMENTISER = re.compile(r"[وف]?ب?ان(ه|ها|هم|هما|هن|نا|ني|ي|ك|كم)?")
_EFFECT = {"denies": "denied", "accuses": "alleged", "doubts": "alleged"}
_NEGATIONS = frozenset({"لم", "لا", "لن", "ليس"})
_SPEECH = frozenset({"REQUEST", "THREATEN", "ACCUSE", "REJECT", "SUPPORT"})
_INFLECTED = {
    "قايلا": frozenset({"قايلا", "قايله", "قايلين", "قايلان", "قايلات"}),
    "حديثه": frozenset({"حديثه", "حديثها", "حديثهم", "كلامه", "كلامها", "كلامهم"}),
}  # parts of an expression that agree with the speaker: «مضت قائلة», «واصلوا حديثهم»
_CIRCUMSTANTIAL = ("ا", "ين", "ه")  # «مطالباً», «مطالبين», «مطالبةً»


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a sentence: words `first` to `last`, exclusive. `tail` are the words that complete a phrase («إلى»)."""

    first: int
    last: int
    part: str  # "verb" | "participle" | "noun" | "preposition"
    order: tuple[str, ...]  # where the source stands: see the top of `cues.tsv`
    stance: Stance
    effect: str | None  # status of the events in what is said
    noun: bool  # what is said may be a bare noun phrase («أعلن مقتل …»)
    continues: bool
    cue_id: str  # of the row, "" for a speech act
    act: bool  # a speech act that is an event itself («طالب», «اتهم»)
    verb: VerbForm | None = None
    suffix: str = ""
    tail: tuple[int, ...] = ()
    end: int = 0  # the index after the cue and its completion; a word that only carries «بـ» isn't passed
    addresses: bool = False  # its object is whom it speaks to («دعا السكان»)
    masdar: bool = False  # «للمطالبة»: it agrees with nobody
    content: tuple[str, ...] = ()  # of a speech act: where what is asked or threatened stands


def find_hits(parsed: Parsed) -> tuple[Hit, ...]:
    """Return the cues of a sentence in order; most sentences have none and cost next to nothing."""
    expressions = {m.first: m for m in parsed.matches if any(e.kind == "cue" for e in m.entries)}
    idle = {i for m in parsed.matches if _is_idiom(m) for i in range(m.first, m.last)}
    hits: list[Hit] = []
    for word in parsed.words:
        if hits and (word.index < hits[-1].last or word.index in hits[-1].tail):
            continue  # «أردف | قائلاً»: one cue
        match = expressions.get(word.index)
        if word.index in idle and match is None:
            continue
        if match is not None:
            cue = next(e.value for e in match.entries if isinstance(e.value, Cue))
            hits.append(_fixed(cue, match.first, match.last))
            continue
        hit = _of_word(parsed, word)
        if hit is not None:
            hits.append(hit)
    return tuple(hits)


def _is_idiom(match: Match) -> bool:
    """«طلب عدم ذكر»: tell whether an expression's words say nothing of their own."""
    return all(e.kind == "idiom" for e in match.entries)


def _of_word(parsed: Parsed, word: Word) -> Hit | None:
    if not any(_may_say(entry) for entry in word.split.entries):
        return None
    entries = word.split.entries
    if word.pos == "verb":
        return _verb(parsed, word)
    for entry in entries:
        if entry.verb is None and isinstance(entry.value, Cue) and entry.value.word_class != "verb":
            if entry.value.word_class == "preposition" and word.split.article:
                continue
            return _fixed(entry.value, word.index, word.index + 1)
    return _participle(word)


def _may_say(entry: Entry) -> bool:
    return entry.kind == "cue" or (
        entry.kind == "trigger" and isinstance(entry.value, Frame) and _speaks(entry.value)
    )


def _speaks(frame: Frame) -> bool:
    """Tell whether a frame's verb says something; one without content only ends what was said before («، وأشاد بـ»)."""
    return bool(frame.content) or frame.type in _SPEECH


def _fixed(cue: Cue, first: int, last: int) -> Hit:
    part = "preposition" if cue.word_class == "phrase" else cue.word_class
    return Hit(
        first, last, part, tuple(cue.order.split("|")), _stance(cue.stance), _EFFECT.get(cue.stance), cue.takes != "clause",
        cue.continues, cue.id, False, end=last,
    )  # fmt: skip


def _stance(stance: str) -> Stance:
    return stance if stance in ("affirms", "doubts", "denies", "accuses") else "neutral"  # type: ignore[return-value]


def _verb(parsed: Parsed, word: Word) -> Hit | None:
    """Return the cue that a verb is, the one with the longest completion in the sentence."""
    if word.index and parsed.words[word.index - 1].folded.endswith("عدم"):
        return None  # «فضّل عدم ذكر اسمه»: a masdar
    found: list[tuple[int, Entry, tuple[int, ...]]] = []
    for entry in word.entries:
        if not isinstance(entry.value, Cue | Frame) or (
            isinstance(entry.value, Frame) and not _speaks(entry.value)
        ):
            continue
        if entry.verb is not None and (
            _unlikely(parsed, word.index, entry.verb) or _only_looks_passive(entry)
        ):
            continue
        tail = _tail(parsed, word.index, entry.tail)
        if tail is not None and not (
            isinstance(entry.value, Cue) and entry.value.order == "none" and tail[:1] != (word.index + 1,)
        ):
            found.append((len(tail), entry, tail))
    if not found:
        return None
    cues = [f for f in found if isinstance(f[1].value, Cue)]
    acts = sorted((f for f in found if isinstance(f[1].value, Frame)), key=lambda f: not _content(f[1]))
    best = max(
        cues or acts,
        key=lambda f: (
            bool(cues) or bool(_content(f[1])),
            f[0],
            f[1].verb is not None and f[1].verb.person == 3,
        ),
    )
    frame = acts[0][1].value if acts else None
    assert frame is None or isinstance(frame, Frame)
    cue = best[1].value if isinstance(best[1].value, Cue) else None
    negated = _negated(parsed, word.index)
    effect = _EFFECT.get(cue.stance) if cue is not None else None
    if effect is None and frame is not None:
        effect = frame.content_status
    if negated:
        if effect is None:
            return None  # «لم يعلن …»: nobody says it
        effect = None
    return Hit(
        word.index, word.index + 1, "verb", tuple(cue.order.split("|")) if cue else ("subject",),
        _stance(cue.stance if cue else _act_stance(frame)), effect, cue is None or cue.takes != "clause" or frame is not None,
        cue is not None and cue.continues, cue.id if cue else "", frame is not None, best[1].verb, word.split.suffix, best[2],
        _end(parsed, word.index, best[1].tail, best[2]) if cue and cue.takes != "tail" else word.index + 1,
        content=frame.content if frame is not None else (),
        addresses=frame is not None and "object" in frame.roles.get("recipient", ()),
    )  # fmt: skip


def _unlikely(parsed: Parsed, index: int, verb: VerbForm) -> bool:
    """A dual written like an accusative is a verb only after «أن», «لم» («يوميا»), never after a comma («، طالباً عدم …»)."""
    if verb.number != "d" or not verb.form.endswith("ا") or index == 0:
        return False
    before = parsed.words[index - 1]
    if verb.tense == "present":
        return before.pos not in ("sub", "neg")
    return before.folded in "،," and verb.form[1:2] == "ا"


def _only_looks_passive(entry: Entry) -> bool:
    """«تؤكد أن» is «she affirms», never the passive of «تأكّد أن»: what nobody says has no passive."""
    nobody = isinstance(entry.value, Cue) and entry.value.order == "none"
    return nobody and entry.verb is not None and entry.verb.voice == "passive"


def _end(parsed: Parsed, index: int, tail: tuple[str, ...], found: tuple[int, ...]) -> int:
    if not found:
        return index + 1
    last = parsed.words[found[-1]]
    carried = len(tail[-1]) == 1 and last.folded != tail[-1]
    return found[-1] if carried else found[-1] + 1


def _content(entry: Entry) -> tuple[str, ...]:
    return entry.value.content if isinstance(entry.value, Frame) else ()


def _act_stance(frame: Frame | None) -> str:
    return "accuses" if frame is not None and frame.type == "ACCUSE" else "neutral"


def _negated(parsed: Parsed, index: int) -> bool:
    return index > 0 and parsed.words[index - 1].split.stem in _NEGATIONS


def _participle(word: Word) -> Hit | None:
    """«مطالبين بـ», «للمطالبة بـ»: a frame of speech in a participle or masdar that says what its subject is about."""
    if word.pos != "noun":
        return None
    for entry in word.split.entries:
        frame = entry.value
        if not isinstance(frame, Frame) or not frame.content or entry.verb is not None:
            continue
        stem = word.split.stem
        participle = (
            entry.part == "participle"
            and not word.split.article
            and not word.split.prep
            and stem.endswith(_CIRCUMSTANTIAL)
        )
        masdar = entry.part == "masdar" and word.split.prep == "ل"
        if participle or masdar:
            return Hit(
                word.index, word.index + 1, "participle", ("before",), _stance(_act_stance(frame)), frame.content_status,
                True, True, "", True, end=word.index + 1, content=frame.content, masdar=masdar,
            )  # fmt: skip
    return None


def _tail(parsed: Parsed, index: int, tail: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return the words that complete a verb's expression, () if it has none, None if they are missing."""

    def ends(word: Word) -> bool:
        far = word.index >= index + _TAIL_REACH
        return far or word.pos == "verb" or is_complementiser(word) or word.folded in ":؛."

    return find_tail(parsed.words, index + 1, tail, _is, ends)


def _is(word: Word, expected: str) -> bool:
    if expected in _INFLECTED:
        return word.folded in _INFLECTED[expected]
    if word.folded == expected or (word.split.prep == expected and len(word.split.stem) > 2):
        return True
    if expected == "ب" and not word.split.entries and len(word.folded) > 4:
        return word.folded.startswith("ب")  # «بتعرض»: an unknown noun
    article = "ال" if word.split.article else ""
    return word.split.prep + article + word.split.stem == expected


def is_complementiser(word: Word) -> bool:
    """Tell whether a word opens what is said: «أن», «إن», «بأنه», «وأنها»; «لأن» gives a reason and doesn't."""
    return _COMPLEMENTISER.fullmatch(word.folded) is not None


def speech_nouns(parsed: Parsed, first: int, last: int) -> Iterator[Word]:
    """Yield the words of a stretch that name something said or written: «بيان», «تصريح», «تسجيل صوتي»."""
    for word in parsed.words[first:last]:
        if any(
            isinstance(e.value, Cue) and e.value.word_class == "noun"
            for e in word.split.entries
            if e.verb is None
        ):
            yield word
    for match in parsed.matches:
        if first <= match.first < last and any(
            isinstance(e.value, Cue) and e.value.word_class == "noun" for e in match.entries
        ):
            yield parsed.words[match.first]


def span_of(parsed: Parsed, first: int, last: int) -> Span:
    """Return the span of words `first` to `last`, exclusive, without the first one's proclitics."""
    return Span(parsed.words[first].start, parsed.words[last - 1].token.span.end)
