"""How real and how sure: negation, future, demand, condition and hedges around an event's words.

The words are data (`status_words.tsv`); this file knows where they may stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riwaya.analysis.events import Event
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.words import Word, split_word
from riwaya.lexicon.loader import Lexicon, StatusWord
from riwaya.model import Certainty, Reason, Status

_LONGEST_REACH = 6
_RIGHT_BEFORE_VERB = frozenset({"ما", "لا"})
_QAD = "قد"


@dataclass(frozen=True, slots=True)
class Reality:
    """The status that the clause itself gives, before attribution, with its reason."""

    status: Status
    certainty: Certainty = "certain"
    reason: Reason | None = None


def read_reality(parsed: Parsed, event: Event, lexicon: Lexicon) -> Reality:
    """Return what the words around an event say of its reality; "asserted" if they say nothing."""
    certainty: Certainty = "certain"
    for word, distance in _around(parsed, event):
        for effect in _effects(parsed, event, word, distance, lexicon):
            if effect == "hedge":
                certainty = "possible"
                continue
            detail = f"«{word.folded}» beside the event's word"
            sure: Certainty = "possible" if effect == "hypothetical" else certainty
            return Reality(effect, sure, Reason(f"status: {effect}", detail, word.token.span))  # type: ignore[arg-type]
    return Reality("asserted", certainty)


def _around(parsed: Parsed, event: Event) -> Iterator[tuple[Word, int]]:
    """Yield the event's own words (distance 0), those before them in the clause (1, 2 …), and the two behind (-1, -2)."""
    main = event.candidates[0]
    own = sorted({main.word, *(light.word for light in event.lights)})
    for index in own:
        yield parsed.words[index], 0
    first = min(index for index in own if index <= main.word)
    for distance, index in enumerate(range(first - 1, max(-1, first - 1 - _LONGEST_REACH), -1), 1):
        word = parsed.words[index]
        if word.pos == "mark" and (word.folded in ".؛:!?؟" or (word.folded in "،," and distance > 1)):
            break
        yield word, distance
    for index in range(main.last, min(main.last + 2, len(parsed.words))):
        if parsed.words[index].pos == "mark":
            break
        yield parsed.words[index], -1


def _effects(parsed: Parsed, event: Event, word: Word, distance: int, lexicon: Lexicon) -> Iterator[str]:
    if word.pos in ("verb", "aux") and word.split.prep == "س" and 0 <= distance <= 1:
        yield "planned"
    if word.folded.removeprefix("و").removeprefix("ف") == _QAD and 0 < distance <= 2 and _imperfect(event):
        yield "hypothetical"
    for light in event.lights:
        if light.word == word.index and light.row.effect == "foiled":
            yield "planned"
    for row in status_words(word, lexicon):
        if distance == 0 and word.index == event.candidates[0].word:
            continue  # the event's own word («هدد», «خطف») settles nothing about itself
        if distance < 0 and row.after:
            yield row.effect
        elif 0 <= distance <= row.reach and (row.effect != "negation" or _negates(parsed, event, word)):
            yield "denied" if row.effect == "negation" else row.effect


def status_words(word: Word, lexicon: Lexicon) -> Iterator[StatusWord]:
    """Yield the rows of `status_words.tsv` that the word may be."""
    for split in split_word(word.folded, lexicon):
        for entry in split.entries:
            if isinstance(entry.value, StatusWord):
                yield entry.value


def _imperfect(event: Event) -> bool:
    forms = [event.candidates[0].verb, *(light.verb for light in event.lights)]
    return any(form is not None and form.tense == "present" for form in forms)


def _negates(parsed: Parsed, event: Event, word: Word) -> bool:
    """«لم يقصف», «لم تقع أي هجمات»; «ما» and «لا» only right before a verb of the event."""
    if word.pos not in ("neg", "aux") or word.split.prep:
        return False  # «كما»
    following = parsed.words[word.index + 1] if word.index + 1 < len(parsed.words) else None
    own = {event.candidates[0].word, *(light.word for light in event.lights)}
    if word.split.stem in _RIGHT_BEFORE_VERB:
        return following is not None and following.index in own and following.pos == "verb"
    between = parsed.words[word.index + 1 : min(i for i in own if i > word.index)] if any(i > word.index for i in own) else ()
    return not any(w.pos == "verb" and w.index not in own for w in between[:-1])
