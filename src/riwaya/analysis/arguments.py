"""Events → participants as claims give them: what fills the frame's slots, what a speech act hands down to its content, and
what a pronoun, a dropped subject or a governing verb carries from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riwaya.analysis.control import handed_down, may_be_handed
from riwaya.analysis.coreference import (
    ACTING,
    Referent,
    announcer,
    controller,
    dropped_subject,
    light_subject,
    pronoun_referents,
    protesters,
)  # fmt: skip
from riwaya.analysis.events import Event
from riwaya.analysis.opponents import find_opponents
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.reach import BETWEEN
from riwaya.analysis.roles import Filler, can_take_part, prepositional_pronouns
from riwaya.analysis.triggers import Candidate
from riwaya.lexicon.frames import Frame
from riwaya.model import Argument, Claim, Entity, Source, Span

_ANNOUNCED = frozenset("COERCE RETREAT MOBILIZE AID SANCTION CONCEDE COOPERATE AGREE".split())
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "ASSAULT"})
_ALLEGED_MEMBER = ("متهم", "مشتبه", "مفترض", "مزعوم")
_TOLD_TO_OTHERS = frozenset(
    {"REQUEST", "ACCUSE"}
)  # who is asked or accused does what is told; else the speaker does
_WARNED = frozenset({"threaten.warn"})  # «حذر الوزير إيران من ضرب السفن»


@dataclass(frozen=True, slots=True)
class _Carried:
    """A participant that a word carries from elsewhere: a phrase, or the span of the source that speaks."""

    role: str
    span: Span
    via: Span
    referent: Referent | None = None
    entity: Entity | None = None


def find_arguments(
    parsed: Sequence[Parsed], event: Event, act: Claim | None = None, speaker: Source | None = None
) -> tuple[Argument, ...]:
    """Return an event's participants. `act` is the speech act whose content it is («اتهم X بقصف Y»: X); `speaker` is the
    innermost source, whom «نطالب» and «قصفنا» stand for."""
    here = parsed[event.sentence]
    found = [_argument(here, filler) for filler in event.fillers]
    if act is not None and not any(a.role == "actor" for a in found) and not _nearer(parsed, event, act):
        others = act.type in _TOLD_TO_OTHERS or (act.frame in _WARNED and _behind(here, event, "من"))
        handed = act.of("recipient" if others else "actor")
        found += [
            replace(a, role="actor", via=act.trigger)
            for a in handed
            if _apart(a.span, found) and _may_act(here, a.span)
        ]
    found = _two_sides(event, found)
    for carried in _carried(parsed, event, {a.role for a in found}, speaker):
        if _apart(carried.span, found):
            entity = carried.entity
            if carried.referent is not None:
                entity = entity_of(carried.referent.parsed, carried.referent.chunk)
            found.append(Argument(carried.role, carried.span, entity, None, carried.via))
    return tuple(found)


def _behind(here: Parsed, event: Event, preposition: str) -> bool:
    """Tell whether an event's noun stands behind a preposition."""
    return here.chunks[here.chunk_of[event.candidates[0].word]].prep == preposition


def _nearer(parsed: Sequence[Parsed], event: Event, act: Claim) -> bool:
    """Tell whether a word between a speech act and its content says who does it: «رفضت الهيئة …، متهمة | الجيش بقصف …»."""
    main = event.candidates[0]
    if main.part == "verb":
        return False
    handed = handed_down(parsed, event.sentence, main.word)
    return any(h.role == "actor" and h.via.start > act.trigger.end for h in handed)


def _two_sides(event: Event, found: list[Argument]) -> list[Argument]:
    """«بدأت مصر والسعودية مناورات»: of those joined by و in a mutual event the first acts, the others are its other side."""
    actors = [a for a in found if a.role == "actor" and a.via is None]
    subjects = [f.span for f in event.fillers if f.slot.startswith("subject")]
    mutual = event.frame.type in _MUTUAL and "بين" in event.frame.slots
    if (
        not mutual
        or len(actors) < 2
        or len(actors) < len(found)
        or any(a.span not in subjects for a in actors)
    ):
        return found
    return [actors[0], *(replace(a, role="recipient") for a in actors[1:])]


def _may_act(here: Parsed, span: Span) -> bool:
    """Tell whether a participant of a speech act can do what is asked of it."""
    chunk = next((c for c in here.chunks if c.span == span), None)
    return chunk is None or chunk.actor is not None or chunk.kind in ACTING


def _apart(span: Span, arguments: Sequence[Argument]) -> bool:
    return not any(span.overlaps(a.span) for a in arguments)


def _argument(here: Parsed, filler: Filler) -> Argument:
    if filler.chunk is None:
        actor = filler.actor
        entity = Entity(actor.id, actor.name, actor.name_en, actor.kind) if actor else None
        return Argument(filler.role, filler.span, entity, None, filler.via)
    return Argument(filler.role, filler.span, entity_of(here, filler.chunk), None, filler.via)


def entity_of(parsed: Parsed, chunk: Chunk) -> Entity | None:
    """Return the entity of a phrase and how it is linked: the phrase is it, or someone of it, or allegedly so."""
    if chunk.actor is None:
        return None
    link = "is" if chunk.whole else "member"
    words = parsed.words[chunk.first : chunk.last]
    if not chunk.whole and any(w.split.stem.startswith(_ALLEGED_MEMBER) for w in words):
        link = "alleged"
    return Entity(chunk.actor.id, chunk.actor.name, chunk.actor.name_en, chunk.actor.kind, link)  # type: ignore[arg-type]


def _carried(
    parsed: Sequence[Parsed], event: Event, present: set[str], speaker: Source | None
) -> Iterator[_Carried]:
    """Yield the participants that the event's words carry, those of one word («قتلهما»: two) a role; `present` are the roles
    that are filled."""
    for light in event.lights:
        if (
            light.row.subject in ("actor", "recipient")
            and not light.passive
            and light.row.subject not in present
        ):
            referent = light_subject(parsed, event.sentence, light.word)
            if referent is not None and can_take_part(referent.chunk, light.row.subject, "subject"):
                present.add(light.row.subject)
                via = parsed[event.sentence].words[light.word].span
                yield _Carried(light.row.subject, referent.chunk.span, via, referent)
    carriers: dict[str, Span] = {}
    for candidate in event.candidates:
        frame = candidate.frame if candidate.frame.type == event.frame.type else event.frame
        for carried in _carried_by(parsed, event, candidate, frame, speaker):
            if carried.role not in present and carriers.setdefault(carried.role, carried.via) == carried.via:
                yield carried
    present.update(carriers)
    if event.frame.type == "PROTEST" and "recipient" not in present:
        yield from _opposed(parsed[event.sentence], event)


def _opposed(here: Parsed, event: Event) -> Iterator[_Carried]:
    """Yield against whom a protest is by what is said beside it; these stand for themselves."""
    first = min(event.candidates, key=lambda c: c.word)
    for chunk in find_opponents(here, first.word, event.frame.id):
        yield _Carried("recipient", chunk.span, here.words[first.word].span, Referent(here, chunk))


def _carried_by(
    parsed: Sequence[Parsed], event: Event, candidate: Candidate, frame: Frame, speaker: Source | None
) -> Iterator[_Carried]:
    via = parsed[event.sentence].words[candidate.word].span
    if candidate.suffix:
        slot = "object" if candidate.part == "verb" else "genitive"
        role = _suffix_role(event, frame.slots.get(slot, ()))
        if role is not None:
            for meant in pronoun_referents(parsed, event.sentence, candidate.word, candidate.suffix):
                yield _Carried(role, meant.chunk.span, via, meant)
    for role, word, pronoun in prepositional_pronouns(parsed[event.sentence], candidate, frame):
        here = parsed[event.sentence]
        for meant in pronoun_referents(parsed, event.sentence, candidate.word, pronoun):
            if not here.words[word].folded.startswith(BETWEEN) or _spoken_of(here, meant.chunk):
                yield _Carried(role, meant.chunk.span, here.words[word].span, meant)
    if candidate.part != "verb":
        for handed in handed_down(parsed, event.sentence, candidate.word):
            chunk = handed.referent.chunk
            if handed.role in frame.roles and may_be_handed(chunk, handed.role):
                yield _Carried(handed.role, chunk.span, handed.via, handed.referent)
        if "actor" in frame.roles and not event.lights:
            referent = controller(parsed, event.sentence, candidate.word, candidate.part)
            if referent is None and frame.type == "PROTEST":
                referent = protesters(parsed[event.sentence])
            if referent is None and candidate.part == "masdar" and frame.type in _ANNOUNCED:
                referent = announcer(parsed[event.sentence], candidate.word)
            if referent is not None and can_take_part(referent.chunk, "actor", "subject"):
                yield _Carried("actor", referent.chunk.span, via, referent)
    elif candidate.verb is not None and not event.slots.passive:
        yield from _dropped(parsed, event, candidate, frame, speaker)


def _spoken_of(here: Parsed, chunk: Chunk) -> bool:
    """«نفت الحركة أي تنسيق بينها وبين …»: tell whether a phrase is a subject; others are too far off to be a side."""
    return any(chunk in subject.chunks for subject in here.subjects.values())


def _suffix_role(event: Event, roles: Sequence[str]) -> str | None:
    """«قصفها المدينة»: with an object beside it the pronoun of a masdar acts; alone it suffers, if the frame lets it."""
    if not roles:
        return None
    return roles[0] if any(f.slot == "object" for f in event.fillers) else roles[-1]


def _dropped(
    parsed: Sequence[Parsed], event: Event, candidate: Candidate, frame: Frame, speaker: Source | None
) -> Iterator[_Carried]:
    roles = frame.slots.get("subject", ())
    verb = candidate.verb
    if not roles or verb is None or verb.voice == "passive":
        return  # «أصيب»: who did it isn't its subject
    via = parsed[event.sentence].words[candidate.word].span
    if verb.person == 1 and speaker is not None:
        yield _Carried(roles[0], speaker.span, via, None, speaker.entity)
    bare = not event.slots.objects and not candidate.suffix
    if verb.person == 3 and not (frame.passive_often and bare):
        referent = dropped_subject(parsed, event.sentence, candidate.word)
        if referent is not None and can_take_part(referent.chunk, roles[0], "subject"):
            yield _Carried(roles[0], referent.chunk.span, via, referent)
