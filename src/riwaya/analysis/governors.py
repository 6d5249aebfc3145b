"""Event → the words that may govern it: what stands before it up to its clause's edge, what it is joined to, what stands behind.

Nothing is decided here; `status.py` asks each of these words what it says. Light verbs are passed through: «تمكنت من | إحباط |
هجوم» is governed by «إحباط», and then by what stands before «تمكنت».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riwaya.analysis.events import Event
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.words import Word

_REACH = 7
_COUNTED = 2
_CLAUSE_REACH = 14  # words before «أن» within which the verb stands that governs what follows it
_COORDINATION_REACH = 12  # words from a word back to the one that it is joined to or hangs on
_BEHIND = 10  # words behind an event noun within which its predicate stands
_THAT = frozenset("ان انه انها انهم انهما بان بانه بانها بانهم كي لكي وان لان".split())
# A clause or a phrase that only says when, where or why: what stands before it governs the main clause alone.
_SCENES = frozenset(
    "بعد قبل قبيل عقب خلال منذ اثر اثناء غداه بسبب جراء نتيجه رغم عند لدي وسط بعيد خلف وراء".split()
) | frozenset({
    "في اثناء", "ردا علي", "احتجاجا علي", "علي اثر", "علي خلفيه", "في اعقاب", "علي الرغم من", "كرد علي", "في ظل",
})  # fmt: skip
_ASIDE = frozenset(
    "بعدما عندما حينما حين بينما فيما حيث اذ منذ لان لانه لانها لانهم كما ريثما عقب قبيل غير لكن بل انما".split()
)
_PARTICLES = frozenset("ما لما بما عما مما وما قد ربما سوف لعل".split())
ANY = frozenset({"اي", "ايه"})
_BEHIND_IT = frozenset({"وراء", "خلف"})  # «نفى وقوفه وراء الهجوم»: who did it, not where
_SELF = frozenset("هو هي هم هن هما".split())
_CLOSE = frozenset({"ل", "ب", "من"})
_MEANS = frozenset({"ب", "ل", "عبر", "من خلال", "عن طريق", "بواسطه", "من اجل", "بهدف", "بغيه", "بغرض"})


@dataclass(frozen=True, slots=True)
class Governor:
    """A word that may say something of an event's reality.

    `distance` is 0 for the event's own words, 1, 2 … before the word at `first`, -1, -2 … behind it.
    """

    word: Word
    distance: int
    first: int  # the word of the event, or that it hangs on, from which the distance is counted


def own_words(event: Event) -> frozenset[int]:
    """Return the word that tells the event and its light verbs."""
    return frozenset({event.candidates[0].word, *(light.word for light in event.lights)})


def is_that(word: Word) -> bool:
    """Tell whether a word opens a clause that a verb or noun governs: «أن», «بأنه», «لكي»."""
    return word.folded in _THAT


def is_granted(parsed: Parsed, event: Event) -> bool:
    """«نفى أن يكون تعهد خلال | لقائه …», «نفى صلته بالذين | خطفوا …»: tell whether an event only sets the scene of what is said.

    Who denies the one grants the other.
    """
    main = event.candidates[0].word
    if parsed.words[main].pos == "verb":
        return main > 0 and _relates(parsed.words[main - 1]) and not cleft_pronoun(parsed, main - 1)
    return sets_scene(parsed, main) and parsed.chunks[parsed.chunk_of[main]].prep not in _BEHIND_IT


def cleft_pronoun(parsed: Parsed, relative: int) -> bool:
    """«نفى أن تكون القوات هي | التي قصفت …», «حراسه هم | من أطلق النار»: tell whether a relative says who did it."""
    before = parsed.words[relative - 1].folded if relative > 0 else ""
    return before in _SELF


def is_any(parsed: Parsed, event: Event) -> bool:
    """«سنرد على أي | هجوم»: tell whether an event is whichever there may be."""
    main = event.candidates[0].word
    before = parsed.words[main - 1] if main else None
    return before is not None and before.split.stem in ANY and parsed.words[main].pos != "verb"


def is_imperfect(word: Word) -> bool:
    """Tell whether a verb is no past: «أُصيب» isn't read as "I hit"."""
    forms = [e.verb for e in word.entries if e.verb is not None]
    present = [form for form in forms if form.tense == "present"]
    if not present:
        return False
    return any(form.person != 1 for form in present) or all(form.tense == "present" for form in forms)


def find_governors(parsed: Parsed, event: Event) -> Iterator[Governor]:
    """Yield the words that may govern an event, the nearest and surest first."""
    main, own = event.candidates[0].word, own_words(event)
    yield Governor(parsed.words[main], 0, main)
    yield from _before(parsed, main, own)
    for index in sorted(i for i in own if i > main):
        yield Governor(parsed.words[index], 0, index)
        yield from _before(parsed, index, own, main)
    hung = _hangs_on(parsed, main)
    while hung is not None:
        if parsed.words[hung].pos == "verb":
            yield Governor(parsed.words[hung], 1, hung)  # «سيرسل … لحماية …»
        yield from _before(parsed, hung, own)
        hung = _hangs_on(parsed, hung)
    yield from _behind(parsed, event)


def _before(parsed: Parsed, start: int, own: frozenset[int], stop: int = -1) -> Iterator[Governor]:
    """Yield the words between `stop` and `start`, the nearest first, up to the verb that governs or the clause's edge."""
    first = start
    while True:
        light: int | None = None
        for governor in _governing(parsed, first, stop):
            joined = first == start and start not in own and _is_light(governor.word)
            if governor.word.index in own or joined:
                light = governor.word.index
                break
            yield governor
        if light is None:
            return
        yield Governor(parsed.words[light], 0, light)
        first = light


def _is_light(word: Word) -> bool:
    return word.pos == "verb" and any(e.kind == "light" for e in word.entries)


def _governing(parsed: Parsed, first: int, stop: int) -> Iterator[Governor]:
    here = parsed.words[first]
    if _opens_main_clause(here) or sets_scene(parsed, first):
        return
    governed = first > 0 and is_that(parsed.words[first - 1])
    reach = _CLAUSE_REACH if governed else _REACH
    phrases = 0  # words on the way, of a long phrase only two: what stands between a verb and its object
    for distance, index in enumerate(range(first - 1, stop, -1), 1):
        word = parsed.words[index]
        phrases += _inside(parsed, index) < _COUNTED
        if phrases > reach or _closes(parsed, word, distance) or _shut_in(parsed, here, word):
            return
        verb = word.pos == "verb"
        if verb:
            yield Governor(word, min(phrases, 2) if governed else phrases, first)
            if not _leans_on(parsed, index):
                return
        elif distance <= reach:
            yield Governor(word, distance, first)


def _inside(parsed: Parsed, index: int) -> int:
    """Return how many words of its phrase stand behind a word: a long name is no long way."""
    chunk = parsed.chunks[parsed.chunk_of[index]]
    return chunk.last - 1 - index if chunk.pos == "noun" else 0


def _opens_main_clause(word: Word) -> bool:
    """«… وطالبوا»: a clause of its own."""
    return word.pos == "verb" and bool(word.split.conj) and not is_imperfect(word)


def sets_scene(parsed: Parsed, index: int) -> bool:
    """«… بعد هجوم», «… قبل أن يقصف …»: tell whether a word only says when or why something else happened."""
    chunk = parsed.chunks[parsed.chunk_of[index]]
    if chunk.pos == "noun":
        number = parsed.chunk_of[index]
        outer = parsed.chunks[number - 1] if number and chunk.prep in _CLOSE and not chunk.conj else chunk
        return chunk.prep in _SCENES or outer.prep in _SCENES  # «بعد تعرضه | لهجوم»
    before = parsed.words[max(0, index - 2) : index]
    return len(before) == 2 and is_that(before[1]) and before[0].split.stem in _SCENES


def _closes(parsed: Parsed, word: Word, distance: int) -> bool:
    if word.pos == "mark":
        return word.folded in ".؛:!?؟" or (word.folded in "،," and distance > 1)
    if is_that(word) and word.index and parsed.words[word.index - 1].split.stem in _SCENES:
        return True
    return word.folded.removeprefix("و").removeprefix("ف") in _ASIDE


def _relates(word: Word) -> bool:
    """«لقاء القائد الذي | قصف …»: nothing before governs what a relative clause tells."""
    return word.pos == "rel" and word.folded.removeprefix("و").startswith("ال")


def _shut_in(parsed: Parsed, here: Word, word: Word) -> bool:
    """Tell whether a verb stands in a relative clause that `word` opens, and so is governed by nothing before."""
    return here.pos == "verb" and _relates(word) and not cleft_pronoun(parsed, word.index)


def _leans_on(parsed: Parsed, index: int) -> bool:
    """«كان | يعتزم», «قد | تتولى محاكمة …», «لا صحة لما | تردد عن …»: the verb's own governor is one word before."""
    before = parsed.words[index - 1] if index else None
    return before is not None and (before.pos in ("neg", "aux") or before.folded in _PARTICLES)


def _hangs_on(parsed: Parsed, index: int) -> int | None:
    """Return the event's word that a word is joined to, or that it serves: what governs that one governs this.

    «متهم بخطف … وقتل …», «أن يقتحم … ويعتقل …», «سيرسل قوات لحماية …», «تعهد بدعمهم عبر تقديم …».
    """
    here = parsed.words[index]
    joined = bool(here.split.conj) or (index > 0 and parsed.words[index - 1].pos == "conj")
    if here.pos == "verb":
        return _joined_verb(parsed, index) if joined and is_imperfect(here) and not _marked(here) else None
    serves = parsed.chunks[parsed.chunk_of[index]].prep in _MEANS and not joined
    if not serves and (not joined or here.split.prep not in ("", "ب", "ل")):
        return None
    for before in _clause_before(parsed, index):
        word = parsed.words[before]
        if word.pos == "verb" and serves:
            return before
        if word.pos == "verb":
            break
        if word.pos == "noun" and any(e.kind == "trigger" for e in word.entries):
            return before
    return _phrase_before(parsed, index) if joined else None


def _phrase_before(parsed: Parsed, index: int) -> int | None:
    """«دون رسائل أو | عقوبات»: return the noun that stands right before the one joined to it."""
    number = parsed.chunk_of[index] - 1
    while number >= 0 and parsed.chunks[number].pos == "conj":
        number -= 1
    before = parsed.chunks[number] if number >= 0 else None
    return before.head if before is not None and before.pos == "noun" else None


def _marked(word: Word) -> bool:
    return word.split.prep == "س"


def _joined_verb(parsed: Parsed, index: int) -> int | None:
    for before in _clause_before(parsed, index):
        word = parsed.words[before]
        if word.pos == "verb":
            return before if is_imperfect(word) else None
    return None


def _clause_before(parsed: Parsed, index: int) -> Iterator[int]:
    for before in range(index - 1, max(-1, index - 1 - _COORDINATION_REACH), -1):
        word = parsed.words[before]
        if word.pos == "rel" or (word.pos == "mark" and word.folded in ".؛:!?؟"):
            return
        if word.split.stem in _SCENES or word.folded in _ASIDE:
            return  # «تلقى العلاج بعد تعرضه | لهجوم»
        yield before


def _behind(parsed: Parsed, event: Event) -> Iterator[Governor]:
    """Yield the words behind an event noun, up to the clause's edge or the verb that it is the subject of."""
    main = event.candidates[0]
    most = 2 if main.part == "verb" else _BEHIND
    for distance, index in enumerate(range(main.last, min(main.last + most, len(parsed.words))), 1):
        word = parsed.words[index]
        if word.pos == "mark" and word.folded not in "\"'":
            return
        yield Governor(word, -distance, main.last)
        if word.pos == "verb":
            return
