"""Events under their attributions → claims: place, time, toll, status and the chain of sources are joined here."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from riwaya.analysis.arguments import find_arguments
from riwaya.analysis.attribution import chain_at, effect_at
from riwaya.analysis.dating import since_event
from riwaya.analysis.disputed import disputed_sides
from riwaya.analysis.events import Event
from riwaya.analysis.governors import is_any, is_granted
from riwaya.analysis.layers import Layers as Layers
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.setting import find_event_places, find_event_time
from riwaya.analysis.sites import with_sites
from riwaya.analysis.status import Reality, read_reality
from riwaya.analysis.victims import find_event_tolls
from riwaya.analysis.words import Word
from riwaya.explanation import explain_arguments, explain_frame, explain_place, explain_sources, explain_time
from riwaya.lexicon.loader import Lexicon
from riwaya.model import (
    Argument,
    Claim,
    Document,
    Reason,
    Source,
    SourceKind,
    Stance,
    Status,
)
from riwaya.text.fold import fold

_CUE_EFFECTS = ("denied", "alleged")  # what is asked for or threatened is the frame's to say
_PLACES_AROUND = 3
_CONTENT_REACH = 25  # words
# «في», «خلال», «بعد» set a scene instead.
_CONTENT_PREPOSITIONS = frozenset({"", "ب", "ل"})  # and those that the act's frame names
_ASIDE = frozenset({"كما", "ثم", "فيما", "بينما", "حيث", "عندما", "بعدما", "اذ", "وذلك"})
_SENTENCE_END = re.compile(r"[.!?؟]\s|\n")
_REMENTIONED = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "CONSULT", "MOBILIZE", "AID", "RETREAT", "COOPERATE"}
)
_RESUMING = frozenset({"ب", "الي"})
_RELATIVE_REACH = 8  # words of a relative clause between a speech act and its content
_NOT_YET = frozenset({"requested", "planned", "hypothetical"})


def build_claims(document: Document, layers: Layers, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return the claims of a document in the order of their triggers."""
    return ClaimBuilder(document, layers, lexicon).build(layers.events)


class ClaimBuilder:
    """Builds the claims of a document's events, and again when some of the events turn out to be none.

    A sentence whose events are those of the time before keeps its claims: so building again costs what has changed.
    """

    def __init__(self, document: Document, layers: Layers, lexicon: Lexicon) -> None:
        """`layers` are those of the document; which of their events count is said each time."""
        self._document = document
        self._layers = with_sites(layers, lexicon.gazetteer)
        self._lexicon = lexicon
        self._built: dict[int, tuple[tuple[Event, ...], list[Claim]]] = {}  # by sentence

    def build(self, events: Sequence[Event]) -> tuple[Claim, ...]:
        """Return the claims of these events, in the order of their triggers."""
        layers = replace(self._layers, events=tuple(events))
        claims: list[Claim] = []
        for sentence, group in groupby(events, key=lambda e: e.sentence):
            claims += self._of_sentence(layers, sentence, tuple(group))
        return tuple(_without_rementions(tuple(_without_accusations(claims)), self._document.text))

    def _of_sentence(self, layers: Layers, sentence: int, events: tuple[Event, ...]) -> list[Claim]:
        before = self._built.get(sentence)
        if before is None or len(before[0]) != len(events):  # events are only ever left out
            before = self._built[sentence] = (events, list(self._make(layers, sentence, events)))
        return before[1]

    def _make(self, layers: Layers, sentence: int, events: tuple[Event, ...]) -> Iterator[Claim]:
        document, made, ordinals = self._document, list[Claim](), Counter[int]()
        acts = _speech_acts(layers.parsed[sentence], events)
        for number, event in enumerate(events):
            identity = claim_id(document, event.start, ordinals[event.start])
            ordinals[event.start] += 1
            act = made[acts[number]] if number in acts else None
            told = self._layers.events  # all that were proposed: what an answer refers to may be no claim
            claim = _not_yet(_claim(document, layers, event, identity, act, self._lexicon, told), document)
            made.append(claim)
            yield claim


def _not_yet(claim: Claim, document: Document) -> Claim:
    """A report can't tell as done what it sets for tomorrow: «غداً», «الأسبوع المقبل» make a bare assertion a plan.

    A calendar date after publication stays as it is told, and becomes a finding.
    """
    time = claim.time
    if claim.status != "asserted" or document.published is None or time is None or time.earliest is None:
        return claim
    if time.basis != "published" or time.earliest <= document.published:
        return claim
    why = Reason("status: planned", "its time lies ahead of publication", time.span)
    return replace(claim, status="planned", reasons=(*claim.reasons, why))


def _without_accusations(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims but for accusations of a deed: the deed is the claim, alleged, the accuser its innermost source."""
    accusations = {c.id for c in claims if c.type == "ACCUSE"}
    answered = accusations & {c.content_of for c in claims}
    for claim in claims:
        if claim.id not in answered:
            yield replace(claim, content_of=None) if claim.content_of in answered else claim


def _without_rementions(claims: Sequence[Claim], text: str) -> Iterator[Claim]:
    """Yield the claims but for bare words that only take up what was told before: «ودانت المنظمة | الهجوم»."""
    told: dict[str, int] = {}  # by type: where the first was told
    asked = {c.content_of for c in claims}
    for claim in claims:
        start = claim.trigger.start
        before = told.setdefault(claim.type, start)
        repeats = before < start and claim.id not in asked and _bare_remention(claim, text)
        if not (repeats and _SENTENCE_END.search(text, before, start)):
            yield claim


def _bare_remention(claim: Claim, text: str) -> bool:
    """Tell whether a claim is one definite noun that says nothing new: nobody of its own, no place, time or toll."""
    if len(claim.triggers) > 1 or not claim.trigger.of(text).startswith("ال") or claim.content_of is not None:
        return False
    own = [
        p for p in claim.places if p.span.overlaps(claim.clause)
    ]  # a place may be that of the deed told before
    says = own or claim.time or claim.tolls or any(a.via is None for a in claim.arguments)
    return claim.type in _REMENTIONED and claim.status == "asserted" and not says


def claim_id(document: Document, start: int, ordinal: int) -> str:
    """Return a claim's stable id: of the document, its text, the trigger's place and an ordinal; never of the type."""
    key = f"{document.id}\n{document.sha256}\n{start}\n{ordinal}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _speech_acts(parsed: Parsed, events: Sequence[Event]) -> dict[int, int]:
    """Map the number of an event of a sentence that is asked for, threatened or refused to that of its speech act."""
    acts: dict[int, int] = {}
    for number, event in enumerate(events):
        if not event.frame.content or event.frame.content_status is None:
            continue
        for other in range(number + 1, len(events)):
            if _is_content(parsed, event, events[other]):
                acts[other] = number
            elif not _in_relative(parsed, event, events[other]):
                break
    return acts


def _is_content(parsed: Parsed, act: Event, content: Event) -> bool:
    """Tell whether what follows a speech act is what it asks for, threatens or alleges: governed by it, not told beside it."""
    here = content.candidates[0]
    ends = [c.last for c in act.candidates if c.word <= here.word]
    if act.candidates[0].word >= here.word or not ends or here.word - max(ends) > _CONTENT_REACH:
        return False
    between = parsed.words[max(ends) : here.word]
    resumes = _resumes_act(parsed, act, content, between)
    ended = any(_ends_content(w) for w in between if not (resumes and w.pos == "rel"))
    if ended or _after_clause(between) or here.part == "participle":
        return False  # «طالبوا بالحوار … رافضين الاتفاق»: beside it
    if act.frame.content_status in _NOT_YET and _told_as_past(content):
        return False
    chunk = parsed.chunks[parsed.chunk_of[here.word]]
    asked = {fold(syntax).strip("ـ ") for syntax in act.frame.content}
    return here.part == "verb" or chunk.prep in _CONTENT_PREPOSITIONS | asked or chunk.genitive


def _in_relative(parsed: Parsed, act: Event, event: Event) -> bool:
    """«اتهم الجيش الذي | يحاصر المدينة بقصف …»: what describes who is addressed, before the content."""
    main = event.candidates[0]
    before = parsed.words[max(act.candidates[0].word, main.word - 2) : main.word]
    return main.part == "verb" and any(w.pos == "rel" for w in before)


def _resumes_act(parsed: Parsed, act: Event, content: Event, between: Sequence[Word]) -> bool:
    """Tell whether the act goes on behind a relative clause: «طالب الدول التي تدعمه | بوقف …»."""
    main = content.candidates[0]
    prep = parsed.chunks[parsed.chunk_of[main.word]].prep
    asked = {fold(syntax).strip("ـ ") for syntax in act.frame.content}
    relatives = [w.index for w in between if w.pos == "rel"]
    if (
        len(relatives) != 1
        or main.word - relatives[0] > _RELATIVE_REACH
        or main.part not in ("masdar", "noun")
    ):
        return False
    taken = any(w.split.prep == prep for w in parsed.words[relatives[0] : main.word])
    carried = content.lights and content.lights[0].word > relatives[0]  # «التي تقوم | بقصف …»
    return prep in asked & _RESUMING and not taken and not carried


def _ends_content(word: Word) -> bool:
    """Tell a word behind which a speech act governs nothing: a relative, a new clause, another who speaks."""
    if word.pos == "rel" or word.folded in _ASIDE or (word.pos == "mark" and word.folded in ".؛!?؟"):
        return True
    return word.pos == "verb" and bool(word.split.conj) and any(e.kind == "cue" for e in word.entries)


def _after_clause(words: Sequence[Word]) -> bool:
    """«… بعد أن تأكد مقتل …»"""
    return any(w.folded in ("بعد", "قبل") and words[n + 1].folded == "ان" for n, w in enumerate(words[:-1]))


def _told_as_past(event: Event) -> bool:
    forms = [*(c.verb for c in event.candidates), *(light.verb for light in event.lights)]
    return any(form is not None and form.tense == "past" for form in forms)


def _claim(
    document: Document, layers: Layers, event: Event, identity: str, act: Claim | None, lexicon: Lexicon,
    told: Sequence[Event],
) -> Claim:  # fmt: skip
    parsed = layers.parsed[event.sentence]
    chain = chain_at(layers.attributions, event.start)
    sources = tuple(layers.linked.spoken_in_full(x.source) for x in chain if x.source is not None)
    effect = effect_at(layers.attributions, event.start)
    if effect == "denied" and is_granted(parsed, event):
        effect = None
        sources = tuple(replace(s, stance="neutral") if s.stance == "denies" else s for s in sources)
    reality = read_reality(parsed, event, lexicon)
    status, reasons = _status(layers, event, reality, act, effect)
    found = find_arguments(layers.parsed, event, act, sources[-1] if sources else None)
    found = tuple(a for a in found if not _only_where(layers, a))
    found += tuple(disputed_sides(layers.parsed, event, told, found, sources))
    arguments = tuple(layers.linked.named_in_full(a) for a in found)
    if act is not None:
        sources = _with_speaker(sources or act.sources, act)
    places = find_event_places(layers, event)
    tolls = find_event_tolls(layers, event, happened=status in ("asserted", "alleged"))
    time = find_event_time(layers, event)
    if time is not None:
        time = since_event(parsed.words, event.triggers, time, document.published)
    why = (
        *explain_frame(event), *explain_arguments(event, arguments),
        *explain_sources(chain, layers.attributions, parsed), *reasons,
        *explain_place(parsed, places, layers.places, event), *explain_time(parsed, time, layers.times, event),
    )  # fmt: skip
    return Claim(
        id=identity, type=event.frame.type, mode=event.frame.mode, trigger=event.triggers[0], triggers=event.triggers,
        clause=event.clause, frame=event.frame.id, status=status, specific=reality.specific,
        content_of=act.id if act is not None else None, weapon=event.frame.weapon, target_kind=event.frame.target_kind,
        arguments=arguments, places=places, time=time, tolls=tolls, sources=sources,
        certainty=reality.certainty, confidence=0.5, reasons=why,
    )  # fmt: skip


def _only_where(layers: Layers, argument: Argument) -> bool:
    """«معارك | حلب», «معارك درعا | البلد»: tell whether who is said to act is but the name of a place."""
    if argument.role != "actor" or argument.entity is not None or argument.via is not None:
        return False
    near = layers.places_before(argument.span.end, _PLACES_AROUND)
    return any(p.span.contains(argument.span) and p.precision != "site" for p in near)


def _with_speaker(sources: tuple[Source, ...], act: Claim) -> tuple[Source, ...]:
    """Return the chain of what an act of speech says: its speaker is the innermost source."""
    speakers = act.of("actor")
    if not speakers:
        return sources
    speaker = speakers[0]
    spans = [span for span in (speaker.span, speaker.antecedent) if span is not None]
    if any(span.overlaps(source.span) for span in spans for source in sources):
        return sources
    named = speaker.entity is None or speaker.entity.kind == "person"
    kind: SourceKind = "named" if named else "organisation"
    stance: Stance = "accuses" if act.type == "ACCUSE" else "affirms"
    said = Source(speaker.span, kind, act.trigger, stance, speaker.entity, None, speaker.antecedent)
    return (*sources, said)


def _status(
    layers: Layers, event: Event, reality: Reality, act: Claim | None, effect: str | None
) -> tuple[Status, tuple[Reason, ...]]:
    """Settle the status: the clause's own words, then the speech act, then the cue of the innermost source (its `effect`)."""
    reasons = (reality.reason,) if reality.reason else ()
    if event.frame.behind and reality.status in ("denied", "planned"):
        reality, reasons = replace(reality, status="asserted"), ()  # «لن تسمح»: the negation is the refusal
    if effect == "denied" and reality.status == "denied":
        return "asserted", reasons  # a denial of a denial
    if effect in _CUE_EFFECTS and reality.status in ("asserted", "alleged"):
        return effect, (*reasons, Reason(f"status: {effect}", "the innermost source's cue"))  # type: ignore[return-value]
    if act is not None and reality.status == "asserted":
        frame_status = next(e.frame.content_status for e in layers.events if e.triggers[0] == act.trigger)
        assert frame_status is not None
        return frame_status, (
            *reasons,
            Reason(f"status: {frame_status}", f"content of the {act.type}", act.trigger),
        )  # type: ignore[return-value]
    if (
        effect not in _CUE_EFFECTS
        and reality.status == "asserted"
        and is_any(layers.parsed[event.sentence], event)
    ):
        return "hypothetical", (*reasons, Reason("status: hypothetical", "«أي» before it: none is told"))
    return reality.status, reasons
