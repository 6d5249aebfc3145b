"""Words → candidates: which words may tell an event, and in which frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrase_words import event_entries, modifies, names_body
from riwaya.analysis.words import PRONOUNS, Word, find_tail
from riwaya.lexicon.conjugate import VerbForm
from riwaya.lexicon.frames import Expressions, Frame
from riwaya.lexicon.loader import Entry, LightVerb
from riwaya.model import Span
from riwaya.text.fold import fold

_BETWEEN = 2  # words that may stand inside «ألقت قوات الأمن القبض»… a long subject is found by the chunks
_TAIL_REACH = 7
_BESIDE = 6  # words on either side within which a frame finds the word that it asks for


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell an event."""

    word: int  # index of the word
    last: int  # exclusive: an expression («إطلاق النار») may be longer
    frames: tuple[Frame, ...]  # the best first
    part: str  # "verb" | "masdar" | "noun" | "participle"
    verb: VerbForm | None
    suffix: str  # attached pronoun
    tail: tuple[int, ...] = ()  # words that complete a phrase («القبض»)

    @property
    def frame(self) -> Frame:
        """Return the frame preferred so far."""
        return self.frames[0]


@dataclass(frozen=True, slots=True)
class Light:
    """A light verb in the sentence, with what its row says."""

    word: int
    row: LightVerb
    verb: VerbForm | None
    passive: bool
    suffix: str  # an attached pronoun stands for the event named before: «الغارة التي شنها …»

    @property
    def preposition(self) -> str:
        """Return the preposition that its row puts before the event noun, folded."""
        return fold(self.row.noun).strip("ـ ")


def disowned(words: Sequence[Word], index: int, row: LightVerb) -> bool:
    """«لم تتبن الجماعة الهجوم»: tell whether somebody doesn't claim what a verb of claiming hands over."""
    return row.effect == "claimed" and index > 0 and words[index - 1].pos == "neg"


def find_candidates(parsed: Parsed) -> tuple[Candidate, ...]:
    """Return the sentence's candidates in order, none inside a name or a fixed expression."""
    blocked = _blocked(parsed)
    stems = tuple(_stems(word) for word in parsed.words)
    longer = {m.first: m for m in parsed.matches if any(e.kind == "trigger" for e in m.entries)}
    found: list[Candidate] = []
    for word in parsed.words:
        if word.index in blocked or (found and word.index < found[-1].last):
            continue
        if word.index in longer and not names_body(word):
            match = longer[word.index]
            entries = tuple(e for e in match.entries if e.kind == "trigger")
            candidate: Candidate | None = Candidate(
                word.index, match.last, _frames(entries), entries[0].part, None, ""
            )
        else:
            candidate = _single(parsed, word)
        if candidate is not None and (frames := _fitting(candidate, stems)):
            found.append(replace(candidate, frames=frames))
    return tuple(found)


def _fitting(candidate: Candidate, stems: Sequence[frozenset[str]]) -> tuple[Frame, ...]:
    """Return the frames that the words around admit: those that ask for a word near by come first, and alone, if it is there."""
    single = candidate.last - candidate.word == 1 and not candidate.tail  # «هجوم مسلح» tells its own meaning
    frames = [f for f in candidate.frames if not (single and f.unless and _holds(stems, f.unless))]
    before = stems[max(0, candidate.word - 1) : candidate.word]
    frames = [f for f in frames if not f.behind or _holds(before, f.behind)]
    near = stems[max(0, candidate.word - _BESIDE) : candidate.last + _BESIDE]
    asked = tuple(f for f in frames if f.behind or (f.beside and _holds(near, f.beside)))
    return asked or tuple(f for f in frames if not f.beside)


def holds(words: Sequence[Word], expressions: Expressions) -> bool:
    """Tell whether one of the expressions stands in the words, clitics aside."""
    return _holds(tuple(_stems(word) for word in words), expressions)


def begins(words: Sequence[Word], expressions: Expressions) -> bool:
    """Tell whether the words begin with one of the expressions, clitics aside."""
    stems = tuple(_stems(word) for word in words)
    return any(_follows(stems, 0, expression) for expression in expressions)


def _holds(stems: Sequence[frozenset[str]], expressions: Expressions) -> bool:
    present = frozenset().union(*stems)
    for first, *rest in expressions:
        if first in present and (
            not rest or any(_follows(stems, i, (first, *rest)) for i in range(len(stems)))
        ):
            return True
    return False


def _follows(stems: Sequence[frozenset[str]], start: int, expression: tuple[str, ...]) -> bool:
    return start + len(expression) <= len(stems) and all(
        word in stems[start + n] for n, word in enumerate(expression)
    )


def _stems(word: Word) -> frozenset[str]:
    """Return what a word may be called without clitics: «ومبارياته» → {…, "مباريات"}."""
    stem = word.split.stem
    shorter = {stem[: -len(p)] for p in PRONOUNS if stem.endswith(p) and len(stem) - len(p) >= 3}
    bare = (
        stem[1:] if not word.split.prep and stem[:1] in ("ب", "ل") else stem
    )  # an unknown word may hide its preposition
    return frozenset({word.folded, stem, bare, *shorter})


def find_light_verbs(parsed: Parsed) -> tuple[Light, ...]:
    """Return the light verbs of the sentence in order."""
    found: list[Light] = []
    for word in parsed.words:
        if word.pos not in ("verb", "aux"):
            continue
        for entry in word.split.entries:
            if any(light.word == word.index and light.row is entry.value for light in found):
                continue  # the same verb by another of its forms
            if (
                entry.kind == "light"
                and isinstance(entry.value, LightVerb)
                and entry.value.effect != "control"
                and _tail_at(parsed, word.index, entry.tail) is not None
            ):
                passive = entry.verb is not None and entry.verb.voice == "passive"
                found.append(Light(word.index, entry.value, entry.verb, passive, word.split.suffix))
    return tuple(found)


def _blocked(parsed: Parsed) -> frozenset[int]:
    """Return the words inside names of actors, fixed expressions and what only says what a body is for."""
    inside: set[int] = set()
    for match in parsed.matches:
        if any(
            e.kind == "idiom" or (e.kind == "actor" and match.last - match.first > 1) for e in match.entries
        ):
            inside.update(range(match.first, match.last))
    for chunk in parsed.chunks:
        if chunk.pos == "noun" and not chunk.event:
            inside.update(
                i for i in range(chunk.head + 1, chunk.last) if modifies(chunk.kind, parsed.words[i])
            )
    return frozenset(inside)


def _single(parsed: Parsed, word: Word) -> Candidate | None:
    if word.pos == "verb":
        told = [e for e in word.entries if e.kind == "trigger" and not _first_by_letters(e, word)]
        options = [(e, _tail_at(parsed, word.index, e.tail)) for e in told]
        fitting = [(e, t) for e, t in options if t is not None]
        if not fitting:
            return None
        # «أطلق سراح» before «أطلق»
        fitting.sort(key=lambda pair: (-len(pair[1]), _unlikely(pair[0])))
        entry, tail = fitting[0]
        same = [e for e, t in fitting if len(t) == len(tail)]
        return Candidate(
            word.index, word.index + 1, _frames(same), "verb", entry.verb, word.split.suffix, tail
        )
    entries = event_entries(word)
    if not entries:
        return None
    return Candidate(word.index, word.index + 1, _frames(entries), entries[0].part, None, word.split.suffix)


def _first_by_letters(entry: Entry, word: Word) -> bool:
    """«أوقع»: tell whether a first person is only one of letters, where the word can be a third: «وقّع» isn't told."""
    first = entry.verb is not None and entry.verb.person == 1
    return first and any(e.verb is not None and e.verb.person == 3 for e in word.entries)


def _unlikely(entry: Entry) -> tuple[bool, bool]:
    """Rank a verb's readings: «أُصيب» is no first person, «تلقّى» no passive of «ألقى», where another fits."""
    form = entry.verb
    return (form is not None and form.person == 1, form is not None and form.voice == "passive")


def _frames(entries: Sequence[Entry]) -> tuple[Frame, ...]:
    return tuple(dict.fromkeys(e.value for e in entries if isinstance(e.value, Frame)))


def _tail_at(parsed: Parsed, index: int, tail: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return the indices of the words that complete an expression, () if it has none, None if they are missing."""

    def ends(word: Word) -> bool:
        if word.index >= index + _TAIL_REACH or (word.pos == "mark" and word.folded not in "\"'"):
            return True
        if parsed.chunks[parsed.chunk_of[word.index]].pos == "time":
            return False  # «ألقت الشرطة | أمس | القبض»
        return word.pos in ("verb", "sub") and word.index not in parsed.named

    return find_tail(parsed.words, index + 1, tail, _is, ends)


def _is(word: Word, expected: str) -> bool:
    """Tell whether a word is the expected one, clitics and a possessive aside («مصرعهم» for «مصرع»)."""
    if word.token.folded in (expected, expected + "ا") or expected in word.split.bare:
        return True
    return bool(len(expected) == 1 and word.split.prep == expected)


def spans_of(parsed: Parsed, candidate: Candidate) -> tuple[Span, ...]:
    """Return the spans of the words that stand for the event, without their proclitics."""
    first, last = parsed.words[candidate.word], parsed.words[candidate.last - 1]
    tail = tuple(parsed.words[i].span for i in candidate.tail)
    return (Span(first.start, last.token.span.end), *tail)
