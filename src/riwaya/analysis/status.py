"""How real and how sure: negation, future, demand, condition and hedges around an event's words.

The words are data (`status_words.tsv`); this file knows where they may stand and what they govern.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from riwaya.analysis.events import Event
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.words import Word, split_word
from riwaya.lexicon.loader import Lexicon, StatusWord
from riwaya.model import Certainty, Reason, Status

_LONGEST_REACH = 6
_CLAUSE_REACH = 14  # words before «أن» within which the verb stands that governs what follows it
_COORDINATION_REACH = 12  # words from a coordinated event noun back to the one that it is joined to
_EXCEPTION_REACH = 12  # words after a negation within which «إلا» takes it back
_RIGHT_BEFORE_VERB = frozenset({"ما", "لا"})
_QAD = "قد"
_FUTURE = "س"
_THAT = frozenset({"ان", "انه", "انها", "انهم", "انهما", "بان", "بانه", "بانها", "بانهم", "كي", "لكي", "وان"})
_EXCEPT = "الا"
_GOVERNED = frozenset({"", "ب", "ل"})  # how an event noun hangs on its verb; «في», «بعد» set a scene
_NOT_YET_PAST = frozenset({"planned", "requested"})  # a past verb is neither


@dataclass(frozen=True, slots=True)
class Reality:
    """The status that the clause itself gives, before attribution, with its reason; `specific` False if it tells
    what is general or habitual."""

    status: Status
    certainty: Certainty = "certain"
    reason: Reason | None = None
    specific: bool = True


def read_reality(parsed: Parsed, event: Event, lexicon: Lexicon) -> Reality:
    """Return what the words around an event say of its reality; "asserted" if they say nothing."""
    certainty: Certainty = "certain"
    specific = True
    for word, distance in _around(parsed, event):
        for effect in _effects(parsed, event, word, distance, lexicon):
            if effect == "hedge":
                certainty = "possible"
            elif effect == "general":
                specific = False
            else:
                status = cast("Status", effect)
                sure: Certainty = "possible" if status == "hypothetical" else certainty
                reason = Reason(
                    f"status: {status}", f"«{word.folded}» beside the event's word", word.token.span
                )
                return Reality(status, sure, reason, specific)
    return Reality("asserted", certainty, None, specific)


def _own(event: Event) -> frozenset[int]:
    """Return the word that tells the event and its light verbs."""
    return frozenset({event.candidates[0].word, *(light.word for light in event.lights)})


def _around(parsed: Parsed, event: Event) -> Iterator[tuple[Word, int]]:
    """Yield the event's own words (distance 0), those before that may govern it (1, 2 …), and the two behind (-1, -2)."""
    main, own = event.candidates[0], _own(event)
    for index in sorted(own):
        yield parsed.words[index], 0
    first = min(own)
    yield from _before(parsed, first, own)
    if (joined := _joined_to(parsed, main.word)) is not None and joined < first:
        yield from _before(parsed, joined, own)
    for index in range(main.last, min(main.last + 2, len(parsed.words))):
        if parsed.words[index].pos == "mark":
            break
        yield parsed.words[index], -1


def _before(parsed: Parsed, first: int, own: frozenset[int]) -> Iterator[tuple[Word, int]]:
    """Yield the words before `first` with their distance, up to the verb that governs it or the clause's edge."""
    here = parsed.words[first]
    if here.pos == "verb" and here.split.conj and not _imperfect_form(here):
        return  # «… وطالبوا»: a clause of its own
    governed = first > 0 and parsed.words[first - 1].folded in _THAT
    reach = _CLAUSE_REACH if governed else _LONGEST_REACH
    for distance, index in enumerate(range(first - 1, max(-1, first - 1 - reach), -1), 1):
        word = parsed.words[index]
        if word.pos == "mark" and (word.folded in ".؛:!?؟" or (word.folded in "،," and distance > 1)):
            return
        verb = word.pos == "verb" and index not in own
        yield word, min(distance, 2) if governed and verb else distance  # «يأمل المبعوث الخاص أن | يعقد …»
        if verb and not _asks_for_verb(parsed, index):
            return


def _asks_for_verb(parsed: Parsed, index: int) -> bool:
    """«كان | يعتزم»: the verb's own governor is one word before."""
    return index > 0 and parsed.words[index - 1].pos in ("neg", "aux")


def _joined_to(parsed: Parsed, index: int) -> int | None:
    """Return the event noun that a noun is joined to by و: what governs «خطف» governs «قتل» in «… بخطف … وقتل …»."""
    here = parsed.words[index]
    joined = here.split.conj or (index > 0 and parsed.words[index - 1].pos == "conj")
    if not joined or here.pos == "verb" or here.split.prep:
        return None
    for before in range(index - 1, max(-1, index - 1 - _COORDINATION_REACH), -1):
        word = parsed.words[before]
        if word.pos in ("verb", "rel") or (word.pos == "mark" and word.folded in ".؛:!?؟"):
            return None
        if word.pos == "noun" and any(e.kind == "trigger" for e in word.entries):
            return before
    return None


def _effects(parsed: Parsed, event: Event, word: Word, distance: int, lexicon: Lexicon) -> Iterator[str]:
    if _future(parsed, event, word, distance):
        yield "planned"
    if (
        word.folded.removeprefix("و").removeprefix("ف") == _QAD
        and 0 < distance <= 2
        and _before_imperfect(parsed, word)
    ):
        yield "hypothetical"
    for light in event.lights:
        if light.word == word.index and light.row.effect in ("foiled", "planned"):
            given_up = light.row.effect == "foiled" and light.row.subject != "none"
            yield "denied" if given_up else "planned"  # «فشلوا في اعتقال …»; «أُحبط هجوم»
    for row in status_words(word, lexicon):
        if distance == 0 and word.index == event.candidates[0].word:
            continue  # the event's own word («هدد», «خطف») settles nothing about itself
        if _governs(parsed, event, word, distance, row):
            yield "denied" if row.effect == "negation" else row.effect


def _future(parsed: Parsed, event: Event, word: Word, distance: int) -> bool:
    """«سيقصف», «ستُجرى محادثات», «سيتم عقد اجتماع»; but «سيناقش الهجوم» is of an attack that was."""
    if not _in_future(word):
        return False
    if distance < 0:
        return (
            word.index == event.candidates[0].last and event.candidates[0].part != "verb"
        )  # «محادثات ستُجرى»
    main = parsed.words[event.candidates[0].word]
    chunk = parsed.chunks[parsed.chunk_of[main.index]]
    return distance <= 1 or (main.pos != "verb" and not main.split.article and chunk.prep in _GOVERNED)


def _in_future(word: Word) -> bool:
    if word.pos == "aux":
        return word.folded.removeprefix("و").startswith(("سي", "ست"))  # «سيتم»
    return word.pos == "verb" and word.split.prep == _FUTURE


def _governs(parsed: Parsed, event: Event, word: Word, distance: int, row: StatusWord) -> bool:
    if distance < 0:
        return row.after
    if distance > row.reach:
        return False
    if row.effect == "negation":
        return _negates(parsed, event, word)
    first = parsed.words[min(_own(event))]
    if row.effect in _NOT_YET_PAST and _told_as_past(first) and word.pos != "verb":
        return False  # behind a verb it is no past but a masdar written alike: «يعتزم الجيش | شن»
    if distance and first.pos == "verb" and word.pos == "noun":
        return any(w.folded in _THAT for w in parsed.words[word.index + 1 : first.index])
    if row.effect == "denied" and word.pos != "verb" and distance > 1:
        return not first.split.prep  # «بدون طيار لمهاجمة …»
    return True


def status_words(word: Word, lexicon: Lexicon) -> Iterator[StatusWord]:
    """Yield the rows of `status_words.tsv` that the word may be."""
    for split in split_word(word.folded, lexicon):
        for entry in split.entries:
            if isinstance(entry.value, StatusWord) and (entry.verb is None or word.pos != "noun"):
                yield entry.value


def _told_as_past(word: Word) -> bool:
    return word.pos == "verb" and not _imperfect_form(word)


def _before_imperfect(parsed: Parsed, word: Word) -> bool:
    return word.index + 1 < len(parsed.words) and _imperfect_form(parsed.words[word.index + 1])


def _imperfect_form(word: Word) -> bool:
    return any(e.verb is not None and e.verb.tense == "present" for e in word.entries)


def _negates(parsed: Parsed, event: Event, word: Word) -> bool:
    """«لم يقصف», «لم تقع أي هجمات»; «ما» and «لا» only right before a verb of the event; not «لم يقصف إلا …»."""
    if word.pos not in ("neg", "aux") or word.split.prep:
        return False  # «كما»
    own = _own(event)
    if any(w.folded == _EXCEPT for w in parsed.words[word.index + 1 : word.index + 1 + _EXCEPTION_REACH]):
        return False
    following = parsed.words[word.index + 1] if word.index + 1 < len(parsed.words) else None
    if word.split.stem in _RIGHT_BEFORE_VERB:
        return following is not None and following.index in own and following.pos == "verb"
    return not any(_foreign(w, own) for w in _between(parsed, word, own)[:-1])


def _foreign(word: Word, own: frozenset[int]) -> bool:
    return word.pos == "verb" and word.index not in own


def _between(parsed: Parsed, word: Word, own: frozenset[int]) -> Sequence[Word]:
    after = [index for index in own if index > word.index]
    return parsed.words[word.index + 1 : min(after)] if after else ()
