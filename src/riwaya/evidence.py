"""Claims → evidence: what speaks for and against a claim, as named features that the ranker (`confidence.py`) weighs.

Two kinds: what the grammar found (frame, slots, place, sources, status) and the words around, by their stems. A feature's name
reads as plain words, since `riwaya explain` shows it; `train/` and the ranker know it only by its hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from riwaya.analysis.events import Event
from riwaya.analysis.layers import Layers
from riwaya.analysis.parsed import Parsed
from riwaya.model import Claim, Document

_NEAR = 6  # words on either side of the trigger that count as near
_BESIDE = 3  # … whose order counts too
_CHUNKS = 3  # phrases on either side whose kind counts
_NEAR_VALUE, _BESIDE_VALUE = 0.4, 0.7  # a word tells less than what the grammar found
_PEOPLE = frozenset(
    "person people civilians victims fighters official office rank honorific role group military police armed_group".split()
)
_QUOTES = frozenset("\"'")
_QUESTION = frozenset("?؟")

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim with all that stands around it."""

    document: Document
    parsed: Parsed
    event: Event
    claim: Claim
    beside: Sequence[Claim]  # all claims of the sentence, this one among them


def gather(document: Document, layers: Layers, claims: Sequence[Claim]) -> Iterator[Features]:
    """Yield the features of each claim in turn: name → value."""
    events = {(e.triggers[0], e.frame.id): e for e in layers.events}
    by_sentence: dict[int, list[Claim]] = {}
    found = [events[claim.trigger, claim.frame] for claim in claims]
    for claim, event in zip(claims, found, strict=True):
        by_sentence.setdefault(event.sentence, []).append(claim)
    for claim, event in zip(claims, found, strict=True):
        parsed = layers.parsed[event.sentence]
        yield _features(_Case(document, parsed, event, claim, by_sentence[event.sentence]))


def _features(case: _Case) -> Features:
    features: Features = {}
    for part in (_frame, _trigger, _syntax, _participants, _setting, _telling, _surroundings):
        features.update(dict.fromkeys(part(case), 1.0))
    features.update(_words(case))
    return features


def _frame(case: _Case) -> Iterator[str]:
    frame, main = case.event.frame, case.event.candidates[0]
    strength = "strong" if frame.strong else "faint" if frame.faint else "weak"
    yield f"type {frame.type}"
    yield f"frame {frame.id}"
    yield f"frame {frame.id} by a {main.part}"
    yield f"{frame.type} by a {main.part}"
    yield f"a {strength} {main.part}"
    if len(main.frames) > 1:
        yield "other frames fit the word"
    if not case.event.supported:
        yield "the grammar alone wouldn't tell it"
        yield f"the grammar alone wouldn't tell it: {frame.type}"
        yield f"the grammar alone wouldn't tell it: {main.part}"
        yield f"the grammar alone wouldn't tell it: {frame.id}"
    if not any(c.frame.strong or c.tail for c in case.event.candidates) and not case.event.lights:
        for support in _support(case.event):
            yield f"weak words only, {support}"
            yield f"{frame.type}: weak words only, {support}"
            yield f"{main.part}: weak words only, {support}"


def _support(event: Event) -> Iterator[str]:
    """Yield what stands beside weak words: a known participant, any participant, nobody."""
    if any(f.actor or (f.chunk and f.chunk.actor) for f in event.fillers):
        yield "with one that is known"
    elif any(f.chunk and f.chunk.kind in _PEOPLE for f in event.fillers):
        yield "with people"
    elif event.fillers:
        yield "with something"
    else:
        yield "with nobody"
    if all(c.frame.faint and not c.tail for c in event.candidates):
        yield "all faint"


def _trigger(case: _Case) -> Iterator[str]:
    event, main = case.event, case.event.candidates[0]
    word = case.parsed.words[main.word]
    yield f"the word «{word.split.stem}»"
    yield f"{event.frame.type} by the word «{word.split.stem}»"
    yield f"{min(len(event.candidates), 4)} words tell it"
    for other in event.candidates[1:]:
        yield f"told by a {other.part} too"
    if main.verb is not None:
        yield f"verb: {main.verb.tense}, {main.verb.voice}"
        yield f"verb: {main.verb.tense}, {event.frame.type}"
    if main.tail or main.last - main.word > 1:
        yield "an expression of several words"
    if main.part != "verb":
        yield f"{main.part} {'definite' if word.definite else 'indefinite'}, {event.frame.type}"
        yield (
            f"{main.part} after «{word.split.prep}»"
            if word.split.prep
            else f"{main.part} without a clitic preposition"
        )
    if main.suffix:
        yield "a pronoun is attached"
    for light in event.lights:
        yield f"light verb {light.row.form}"
        yield f"light verb: {light.row.effect or 'plain'}"
    if not event.lights and main.part != "verb":
        yield f"{main.part} without a light verb, {'definite' if word.definite else 'indefinite'}"


def _syntax(case: _Case) -> Iterator[str]:
    parsed, main = case.parsed, case.event.candidates[0]
    number = parsed.chunk_of[main.word]
    chunk = parsed.chunks[number]
    yield f"its phrase: {chunk.pos} {'after ' + chunk.prep if chunk.prep else ''}{' annexed' if chunk.genitive else ''}"
    if chunk.prep:
        yield f"{case.event.frame.type} after «{chunk.prep}»"
    before = [_chunk_kind(parsed, i) for i in range(number - _CHUNKS, number)]
    behind = [_chunk_kind(parsed, i) for i in range(number + 1, number + 1 + _CHUNKS)]
    yield f"before it: {before[-1]}"
    yield f"before it: {before[-2]}, {before[-1]}"
    yield f"behind it: {behind[0]}"
    yield f"behind it: {behind[0]}, {behind[1]}"
    yield f"around it: {before[-1]}, {main.part}, {behind[0]}"
    for distance in range(1, 8):
        if number - distance < 0:
            break
        pos = parsed.chunks[number - distance].pos
        if pos in ("rel", "sub", "verb", "aux", "neg"):
            yield f"the clause opens with {pos}"
            word = parsed.words[parsed.chunks[number - distance].first]
            if pos != "verb":
                yield f"the clause opens with «{word.split.stem}»"
            break


def _chunk_kind(parsed: Parsed, number: int) -> str:
    if not 0 <= number < len(parsed.chunks):
        return "the sentence's end"
    chunk = parsed.chunks[number]
    if chunk.pos == "mark":
        return parsed.words[chunk.first].folded
    if chunk.pos != "noun":
        return chunk.pos
    return f"{chunk.prep + ' ' if chunk.prep else ''}{'event' if chunk.event else chunk.kind or 'noun'}"


def _participants(case: _Case) -> Iterator[str]:
    event, claim = case.event, case.claim
    kinds: dict[str, str] = {}
    for filler in event.fillers:
        kind = filler.actor.kind if filler.actor else filler.chunk.kind if filler.chunk else None
        kinds.setdefault(filler.role, kind or "unknown kind")
        yield f"{filler.role} in the slot {filler.slot}"
        yield f"{filler.role}: {kind or 'unknown kind'}"
        if filler.chunk is not None:
            yield f"{filler.role} {'definite' if filler.chunk.definite else 'indefinite'}"
    for role in ("actor", "recipient"):
        arguments = claim.of(role)
        yield f"{role}: {min(len(arguments), 3)}"
        if arguments and role not in kinds:
            yield f"{role} carried from elsewhere"
        if any(a.entity is not None for a in arguments):
            yield f"{role} known by name"
    roles = " and ".join(sorted({a.role for a in claim.arguments})) or "nobody"
    yield f"{event.frame.type} with {roles}"
    yield f"{event.candidates[0].part} with {roles}"
    yield f"{event.frame.type}: {kinds.get('actor')} to {kinds.get('recipient')}"


def _setting(case: _Case) -> Iterator[str]:
    claim = case.claim
    where = "no place"
    if claim.place is not None:
        where = (
            "place in the clause" if claim.clause.contains(claim.place.span) else "place outside the clause"
        )
        yield f"place: {claim.place.precision}"
    when = "no time"
    if claim.time is not None:
        when = "time in the clause" if claim.clause.contains(claim.time.span) else "time outside the clause"
        yield f"time: {claim.time.precision}, {claim.time.basis}"
        yield f"time: {_age(case)}"
    yield where
    yield when
    yield f"{claim.type}: {where}, {when}"
    for toll in claim.tolls:
        yield f"toll: {toll.kind}, {toll.scope}"


def _age(case: _Case) -> str:
    published, time = case.document.published, case.claim.time
    day = time.latest or time.earliest if time is not None else None
    if published is None or day is None:
        return "of unknown age"
    days = (published - day).days
    for limit, name in (
        (-1, "to come"),
        (1, "fresh"),
        (7, "of the week"),
        (31, "of the month"),
        (365, "of the year"),
    ):
        if days <= limit:
            return name
    return "long ago"


def _telling(case: _Case) -> Iterator[str]:
    claim = case.claim
    yield f"status {claim.status}"
    yield f"{claim.type} {claim.status}"
    yield f"certainty {claim.certainty}"
    yield f"{min(len(claim.sources), 3)} sources"
    for source in claim.sources[-1:]:
        yield f"source: {source.kind}, {source.stance}"
        yield f"cue: {source.cue.of(case.document.text)}"
    if claim.content_of is not None:
        yield "content of a speech act"
        yield f"content of a speech act, {claim.type}"
    marks = [w for w in case.parsed.words if w.pos == "mark"]
    main = case.event.candidates[0].word
    if sum(m.folded in _QUOTES for m in marks if m.index < main) % 2:
        yield "inside quotation marks"
    if any(m.folded in _QUESTION for m in marks):
        yield "the sentence asks"


def _surroundings(case: _Case) -> Iterator[str]:
    words, main = case.parsed.words, case.event.candidates[0].word
    yield f"sentence of {min(len(words) // 8, 8) * 8} words"
    yield f"{min(main // 4, 8) * 4} words into the sentence"
    yield f"part of the sentence: {4 * main // max(1, len(words))}"
    yield f"{min(len(case.beside), 6)} claims in the sentence"
    rank = [c.id for c in case.beside].index(case.claim.id)
    yield "the sentence's first claim" if rank == 0 else "not the sentence's first claim"
    earlier = [c for c in case.beside[:rank] if c.type == case.claim.type]
    if earlier:
        yield f"the sentence tells of {case.claim.type} before"
        yield (
            "the same frame before"
            if any(c.frame == case.claim.frame for c in earlier)
            else "another frame before"
        )
    if rank:
        yield f"after a claim of {case.beside[rank - 1].type}"
    if rank + 1 < len(case.beside):
        yield f"before a claim of {case.beside[rank + 1].type}"


def _words(case: _Case) -> Iterator[tuple[str, float]]:
    """Yield the words near the trigger, those right beside it with their place, and the pairs that they make."""
    words, main = case.parsed.words, case.event.candidates[0]
    for word in words[max(0, main.word - _NEAR) : main.last + _NEAR]:
        if word.pos != "mark" and not main.word <= word.index < main.last:
            yield f"near: {word.split.stem}", _NEAR_VALUE
    for distance in range(-_BESIDE, _BESIDE + 1):
        index = main.word + distance if distance < 0 else main.last - 1 + distance
        if distance and 0 <= index < len(words):
            yield f"{distance:+} from it: {words[index].split.stem}", _BESIDE_VALUE
    for one, two in pairwise(words[max(0, main.word - 2) : main.last + 2]):
        yield f"«{one.split.stem} {two.split.stem}»", _BESIDE_VALUE
