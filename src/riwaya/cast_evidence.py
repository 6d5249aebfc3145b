"""A claim and the phrases of its sentence → what speaks for and against each phrase as its actor or recipient.

The features are the grammar's own findings (slot, kind, distance, what stands between, whose subject it is, what it does in the
document's other events), as names that `casting.py` weighs; `riwaya explain` shows them, the weights know them by their hash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.analysis.events import Event
from riwaya.analysis.layers import Layers
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.model import Claim, Span

_PEOPLE = frozenset(
    "person people civilians victims fighters official office rank honorific role group".split()
)
_BODIES = frozenset(
    "state government military police intelligence armed_group party igo ngo media company".split()
)
_BARRIERS = frozenset("verb sub rel aux neg dem conj".split())
_STEPS = (1, 2, 3, 4, 6, 9, 13, 20, 35)  # distances in phrases that are told apart
_LONGEST = 8  # words of a phrase
_FAR, _NEAR = 20, 6  # phrases from the trigger; farther ones play a part in one case of a hundred
_MANY = 4  # mentions
_ENTRY_KINDS = ("cue", "trigger", "light")  # what a verb may be beside a verb


@dataclass(frozen=True, slots=True)
class Part:
    """What a phrase is to the document's events: how often it is mentioned, and by type which roles it has."""

    mentions: Counter[str]
    roles: Counter[tuple[str, str, str]]  # key, role, type


@dataclass(frozen=True, slots=True)
class Stage:
    """A claim with what is asked of every phrase beside it."""

    parsed: Parsed
    event: Event
    claim: Claim
    part: Part
    slots: Mapping[Span, tuple[str, str]]  # the grammar's own choice: role and slot

    @property
    def trigger(self) -> int:
        """Return the number of the trigger's chunk."""
        return self.parsed.chunk_of[self.event.candidates[0].word]


def phrases(parsed: Parsed) -> Iterator[Chunk]:
    """Yield the phrases of a sentence that may name a participant."""
    return (c for c in parsed.chunks if c.pos == "noun" and not c.event and c.kind != "adjective")


def candidates(stage: Stage) -> Iterator[Chunk]:
    """Yield the phrases that may be the claim's: those that the grammar chose, people and bodies, others only near by."""
    for chunk in phrases(stage.parsed):
        steps = abs(stage.parsed.chunk_of[chunk.first] - stage.trigger)
        reach = _FAR if _class_of(chunk.kind) in ("people", "body") else _NEAR
        if steps <= reach or chunk.span in stage.slots:
            yield chunk


def find_parts(layers: Layers) -> Part:
    """Count the mentions of every phrase of the document, and the roles that the grammar gave it."""
    mentions = Counter(_key(p, c) for p in layers.parsed for c in phrases(p))
    roles = Counter(
        (_key(layers.parsed[e.sentence], f.chunk), f.role, e.frame.type)
        for e in layers.events
        for f in e.fillers
        if f.chunk is not None
    )
    return Part(mentions, roles)


def set_stage(layers: Layers, event: Event, claim: Claim, part: Part) -> Stage:
    """Return a claim's stage."""
    slots = {f.span: (f.role, f.slot) for f in event.fillers}
    for argument in claim.arguments:
        slots.setdefault(argument.span, (argument.role, "carried"))
        if argument.antecedent is not None:
            slots.setdefault(argument.antecedent, (argument.role, "carried antecedent"))
    return Stage(layers.parsed[event.sentence], event, claim, part, slots)


def _key(parsed: Parsed, chunk: Chunk) -> str:
    if chunk.actor is not None:
        return chunk.actor.id
    return " ".join(w.split.stem for w in parsed.words[chunk.first : chunk.last])


def _class_of(kind: str | None) -> str:
    return "people" if kind in _PEOPLE else "body" if kind in _BODIES else kind or "unknown"


def evidence(stage: Stage, chunk: Chunk) -> list[str]:
    """Return the features of a phrase on a claim's stage."""
    found = [*_choice(stage, chunk), *_way(stage, chunk), *_phrase(stage, chunk), *_subject(stage, chunk)]
    return [*found, *_elsewhere(stage, chunk)]


def _side(stage: Stage, chunk: Chunk) -> str:
    return "before" if chunk.first < stage.event.candidates[0].word else "behind"


def _choice(stage: Stage, chunk: Chunk) -> Iterator[str]:
    """Yield what the grammar chose for the phrase, and which roles others fill."""
    role, slot = stage.slots.get(chunk.span, ("nothing", ""))
    kind, event = _class_of(chunk.kind), stage.event
    main = event.candidates[0]
    voice = main.verb.voice if main.verb is not None else ""
    yield f"read as {role} {slot}"
    yield f"read as {role} {slot}: {kind}"
    yield f"read as {role} {slot} of {event.frame.type}"
    yield f"read as {role} {slot} by a {main.part} {voice}"
    yield f"read as {role}: {kind} in {event.frame.type}"
    filled = "+".join(sorted({a.role for a in stage.claim.arguments if a.span != chunk.span})) or "nobody"
    yield f"beside {filled}"
    yield f"beside {filled}, read as {role}"
    yield f"beside {filled}, read as {role}: {kind}"


def _way(stage: Stage, chunk: Chunk) -> Iterator[str]:
    """Yield how far the phrase is from the trigger, and what stands between."""
    parsed, here, there = stage.parsed, stage.parsed.chunk_of[chunk.first], stage.trigger
    side, part = _side(stage, chunk), stage.event.candidates[0].part
    steps = abs(here - there)
    away = f"{side} by {next((s for s in _STEPS if steps <= s), 'more')}"
    yield away
    yield f"{away}, {part}"
    yield f"{away}, {chunk.prep or 'bare'}"
    yield f"{away}, {_class_of(chunk.kind)}"
    between = parsed.chunks[min(here, there) + 1 : max(here, there)]
    for barrier in {b for c in between if (b := _barrier(parsed, c))}:
        yield f"{side}, over {barrier}"
        yield f"{side}, over {barrier}, {part}"
    governed = parsed.chunks[there]
    annexed = " annexed" if governed.genitive else ""
    yield f"trigger after {governed.prep or 'nothing'}{annexed}, {part}, {side}"
    yield f"in the clause {stage.claim.clause.contains(chunk.span)}, {_class_of(chunk.kind)}, {side}"


def _barrier(parsed: Parsed, chunk: Chunk) -> str:
    if chunk.pos == "mark":
        return parsed.words[chunk.first].folded
    return "an event" if chunk.event else chunk.pos if chunk.pos in _BARRIERS else ""


def _phrase(stage: Stage, chunk: Chunk) -> Iterator[str]:
    """Yield what kind of phrase it is, alone and in this event."""
    kind, side, frame = _class_of(chunk.kind), _side(stage, chunk), stage.event.frame
    words, main = stage.parsed.words, stage.event.candidates[0]
    prep = chunk.prep or "bare"
    yield f"kind {chunk.kind or 'unknown'}"
    yield f"kind {chunk.kind or 'unknown'} in {frame.type}"
    yield f"{kind} in {frame.id}"
    yield f"{kind} in {frame.type}, {side}"
    yield f"after {prep}{' annexed' if chunk.genitive else ''}{' joined' if chunk.conj else ''}"
    yield f"after {prep} in {frame.type}"
    yield f"after {prep} in {frame.id}, {side}"
    yield f"after {prep}, {main.part}, {side}, {kind}"
    yield f"named {chunk.actor.kind} in {frame.type}" if chunk.actor else "no known name"
    yield f"whole name {chunk.whole}"
    yield f"definite {chunk.definite}, {kind}"
    yield f"{min(chunk.last - chunk.first, _LONGEST)} words long"
    head = words[chunk.head].split.stem if chunk.head >= 0 else ""
    yield f"head «{head}»"
    yield f"head «{head}» in {frame.type}"
    for step, at in (("before", chunk.first - 1), ("behind", chunk.last)):
        if 0 <= at < len(words):
            yield f"{step} it «{words[at].split.stem or words[at].folded}»"


def _subject(stage: Stage, chunk: Chunk) -> Iterator[str]:
    """Yield whose subject the phrase is."""
    parsed, event = stage.parsed, stage.event
    main, kind = event.candidates[0], _class_of(chunk.kind)
    verbs = [word for word, subject in parsed.subjects.items() if chunk in subject.chunks]
    if not verbs:
        yield f"no subject, {chunk.prep or 'bare'}, {kind}, {_side(stage, chunk)}"
    for word in verbs[:3]:
        what = f"{_relation(event, word)} {_kind_of_verb(parsed, word)}"
        yield f"subject of {what}"
        yield f"subject of {what}, {main.part}"
        yield f"subject of {what}, {event.frame.type}"
        yield f"subject of {what}, {kind}, {main.part}"
        yield f"subject of «{parsed.words[word].split.stem}», {main.part}"


def _relation(event: Event, word: int) -> str:
    if word == event.candidates[0].word:
        return "its own"
    if any(light.word == word for light in event.lights):
        return "its light"
    if any(c.word == word for c in event.candidates):
        return "its other"
    return "an earlier" if word < event.candidates[0].word else "a later"


def _kind_of_verb(parsed: Parsed, word: int) -> str:
    kinds = {e.kind for e in parsed.words[word].entries}
    return next((k for k in _ENTRY_KINDS if k in kinds), "verb")


def _elsewhere(stage: Stage, chunk: Chunk) -> Iterator[str]:
    """Yield what the same name does in the document's other events."""
    key, kind, frame = _key(stage.parsed, chunk), _class_of(chunk.kind), stage.event.frame
    own = stage.slots.get(chunk.span, ("", ""))[0]
    told = {role: stage.part.roles[key, role, frame.type] - (role == own) for role in ("actor", "recipient")}
    roles = f"actor {min(max(told['actor'], 0), 2)}, recipient {min(max(told['recipient'], 0), 2)}"
    yield f"{min(stage.part.mentions[key], _MANY)} mentions, {kind}"
    yield f"elsewhere {roles}"
    yield f"elsewhere {roles} in {frame.type}, read as {own or 'nothing'}"
    yield f"spoken for {chunk.span in _spoken(stage.claim)}, {kind}, {frame.type}"


def _spoken(claim: Claim) -> Sequence[Span]:
    return [source.span for source in claim.sources]
