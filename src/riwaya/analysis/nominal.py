"""What a nominal sentence denies: «هذا تزامن وليس تنسيقاً» says of something that it is no coordination.

A negation of this kind governs its predicate, an indefinite noun: what the sentence speaks of («لم يكن اللقاء | تفاوضاً») took
place, and so did what it doesn't stop at («ليس قصفاً فحسب»).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.analysis.phrases import Chunk, event_entries
from riwaya.analysis.words import Word

_IS_NOT = frozenset("ليس ليست ليسا ليستا ليسوا لسن لسنا لست لستم".split())
_BEING = frozenset("يكن تكن يكون تكون يكونا تكونا يكونوا تكونوا نكن نكون يكونون".split())
_NOT_BEING = frozenset({"لم", "لن", "لا"})  # before a form of «كان»; «ما كان …» is "what was" as often
_NONE = "لا"
_NOT_SO = "ما"  # «ما هذا | بتنسيق»
_ONLY = frozenset("فقط فحسب وحده وحدها وحدهم مجرد مجردا سوي الا حصرا محض بالضروره".split())
_THERE = frozenset(
    {"هناك", "هنالك", "ثمه", "ثم"}
)  # «ليس هناك تنسيق»: what isn't there, which is no predicate
_CONDITIONS = frozenset({"ما", "اذا", "لو", "ان"})  # «ما لم يكن هجوماً»
_PREDICATE = frozenset({"", "ب"})  # how a predicate hangs on its negation: «ليس تنسيقاً», «ليس بتنسيق»
_PASSED = frozenset({"adv", "time", "part", "dem", "pron"})
_REACH = 12  # words from a negation to its predicate


@dataclass(frozen=True, slots=True)
class Denial:
    """What denies a noun: the word of the negation; `equates` if something is said not to be what the noun names."""

    word: int
    equates: bool


@dataclass(frozen=True, slots=True)
class Denials:
    """The nouns that a sentence's nominal negations deny, by word; `spared` are those of which they say something else."""

    denied: Mapping[int, Denial]
    spared: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Scan:
    predicates: tuple[Chunk, ...]
    subjects: tuple[Chunk, ...]
    only: bool  # the negation denies that it is only this


NOTHING = Denials({}, frozenset())


def find_denials(words: Sequence[Word], chunks: Sequence[Chunk], chunk_of: Mapping[int, int]) -> Denials:
    """Return what the nominal negations of a sentence deny; most sentences have none and cost next to nothing."""
    denied: dict[int, Denial] = {}
    spared: set[int] = set()
    for word in words:
        for after, equates in _negations(words, chunks, chunk_of, word):
            scan = _scan(words, chunks[chunk_of[after] :], after)
            spared.update(c.head for c in scan.subjects if scan.predicates)
            if scan.only:
                spared.update(c.head for c in scan.predicates)
            else:
                denied |= {c.head: Denial(word.index, equates) for c in scan.predicates}
    return Denials(denied, frozenset(spared)) if denied or spared else NOTHING


def is_only(word: Word) -> bool:
    """«ليس | فقط», «ليس | مجرد»: tell whether a word behind a negation says that there is more."""
    return word.folded in _ONLY


def bare_negation(word: Word) -> bool:
    """Tell whether a word is a form of «ليس», which nothing of كان needs to follow."""
    return _bare(word) in _IS_NOT


def _bare(word: Word) -> str:
    return word.folded.removeprefix("و").removeprefix("ف")


def _negations(
    words: Sequence[Word], chunks: Sequence[Chunk], chunk_of: Mapping[int, int], word: Word
) -> Iterator[tuple[int, bool]]:
    """Yield the word behind a nominal negation that begins at a word, and whether it equates."""
    bare, after = _bare(word), word.index + 1
    if after >= len(words) or (word.pos not in ("neg", "aux") and bare != _NOT_SO):
        return
    following = words[after]
    conditional = word.index > 0 and words[word.index - 1].folded in _CONDITIONS
    if bare in _IS_NOT:
        if following.folded not in _THERE:
            yield after, True
    elif bare in _NOT_BEING and following.folded in _BEING:
        if after + 1 < len(words) and words[after + 1].folded not in _THERE and not conditional:
            yield after + 1, True
    elif bare == _NONE:
        chunk = chunks[chunk_of[after]]
        if event_entries(following) and chunk.head == after and not chunk.definite and not chunk.prep:
            yield after, False
    elif bare == _NOT_SO and following.pos in ("dem", "pron") and _carries_b(words, after + 1):
        yield after + 1, True


def _carries_b(words: Sequence[Word], index: int) -> bool:
    return index < len(words) and words[index].pos == "noun" and words[index].split.prep == "ب"


def _scan(words: Sequence[Word], chunks: Sequence[Chunk], start: int) -> _Scan:
    """Read on from a negation: past its subject to its predicates, those joined by «و» too."""
    subjects: list[Chunk] = []
    predicates: list[Chunk] = []
    only = False
    for number, chunk in enumerate(chunks):
        word = words[chunk.first]
        only = only or any(is_only(w) for w in words[chunk.first : chunk.last])
        if chunk.pos in _PASSED or (chunk.pos == "mark" and word.folded in "\"'"):
            continue
        if chunk.first - start > _REACH or chunk.pos not in ("noun", "prep", "neg"):
            break
        if chunk.pos == "neg" and not (predicates and _bare(word) == _NONE and chunk.conj):
            break  # «ولا | تحالفاً» goes on
        if chunk.pos != "noun":
            continue
        if predicates:
            if _joined(chunks, number) and not chunk.definite:
                predicates.append(chunk)
            elif chunk.conj and not chunk.prep and not chunk.genitive:
                break
        elif _can_be_predicate(chunk, words) and not _is_subject(chunks, number):
            predicates.append(chunk)
        elif not chunk.prep and not chunk.conj and not chunk.genitive and not subjects:
            subjects.append(chunk)
        elif not subjects:
            break  # «ليس في المدينة …», «ليس بين الطرفين …»
    return _Scan(tuple(predicates), tuple(subjects), only)


def _is_subject(chunks: Sequence[Chunk], number: int) -> bool:
    """«ليس | اعتقال الناشطين | خطأً»: a noun made definite by the next, where what is denied of it follows."""
    behind = chunks[number + 1 : number + 3]
    if len(behind) < 2 or not (behind[0].genitive and behind[0].definite):
        return False
    predicate = behind[1]
    bare = not (predicate.definite or predicate.genitive or predicate.conj or predicate.prep)
    return predicate.pos == "noun" and bare


def _can_be_predicate(chunk: Chunk, words: Sequence[Word]) -> bool:
    if chunk.definite or chunk.genitive or chunk.conj or chunk.prep not in _PREDICATE:
        return False
    return chunk.prep == "" or words[chunk.first].split.prep == "ب"


def _joined(chunks: Sequence[Chunk], number: int) -> bool:
    """«خيانةً | وتنسيقاً», «ولا تنسيقاً»; what a verb follows opens a clause of its own."""
    chunk = chunks[number]
    linked = chunk.conj or chunks[number - 1].pos == "neg"
    told = number + 1 < len(chunks) and chunks[number + 1].pos in ("verb", "aux")
    return linked and chunk.prep in _PREDICATE and not told
