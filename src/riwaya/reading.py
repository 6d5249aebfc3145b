"""The line that data follows, for one document: text → sentences → layers → claims and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from riwaya.analysis.arguments import entity_of
from riwaya.analysis.attribution import find_attributions
from riwaya.analysis.clusters import find_clusters
from riwaya.analysis.entities import link_mentions
from riwaya.analysis.events import Event, find_events
from riwaya.analysis.mentions import with_known_names
from riwaya.analysis.parsed import Parsed, parse
from riwaya.analysis.places import find_containment_findings, find_places
from riwaya.analysis.times import find_impossible_dates, find_times
from riwaya.analysis.tolls import find_tolls
from riwaya.casting import cast
from riwaya.claims import ClaimBuilder, Layers
from riwaya.confidence import Ranker, judge
from riwaya.lexicon.loader import Lexicon
from riwaya.model import (
    Analysis,
    Attribution,
    Claim,
    Document,
    Finding,
    Mention,
    Reading,
    Sentence,
    Span,
    Unread,
)
from riwaya.report.gloss import FrameWords, gloss
from riwaya.text.boilerplate import find_boilerplate
from riwaya.text.numbers import find_numbers
from riwaya.text.sentences import split_sentences


def read_document(document: Document, lexicon: Lexicon, ranker: Ranker | None = None) -> Reading:
    """Return all that is read from a document. Same input, same reading: no clock, no network.

    The grammar proposes claims and their participants; the ranker, if there is one, rates both and sets aside what it doubts.
    """
    sentences = split_sentences(document.text)
    layers = analyse(document, sentences, lexicon)
    judged = judge(document, layers, ranker, ClaimBuilder(document, layers, lexicon).build)
    settled = cast(layers, judged.told, ranker.casters) if ranker is not None else judged.told
    told = [_with_gloss(claim, document, lexicon) for claim in settled]
    claims = tuple(claim for claim in told if claim.specific)
    general = tuple(claim for claim in told if not claim.specific)
    findings = (
        *find_containment_findings(document, layers.places, lexicon.gazetteer),
        *find_impossible_dates(document, layers.times),
        *_late(document, claims),
    )
    unread = tuple(_unread(layers, claims, general, judged.doubted))
    analysis = _analysis(sentences, layers, general)
    return Reading(
        document, claims, findings, unread, analysis, find_clusters(document.text, claims, layers, lexicon)
    )


def analyse(document: Document, sentences: Sequence[Sentence], lexicon: Lexicon) -> Layers:
    """Return the layers under the claims, of all sentences but those that are no report (menus, headlines told twice)."""
    skipped = find_boilerplate(document, sentences)
    body = tuple(s for s in sentences if not any(span.contains(s.span) for span, _ in skipped))
    return _layers(document, body, lexicon)


def _with_gloss(claim: Claim, document: Document, lexicon: Lexicon) -> Claim:
    words = FrameWords(*lexicon.frames[claim.frame].gloss)
    return replace(claim, gloss_en=gloss(claim, document, words, lexicon.english))


def _layers(document: Document, sentences: Sequence[Sentence], lexicon: Lexicon) -> Layers:
    times = find_times(document, sentences)
    parsed = with_known_names(
        [parse(n, s, lexicon, document.text, times) for n, s in enumerate(sentences)], times
    )
    names = [
        c.span
        for p in parsed
        for c in p.chunks
        if c.actor is not None and c.whole and c.actor.kind != "state"
    ]
    places = find_places(document, sentences, lexicon.gazetteer, names)
    attributions = find_attributions(document.text, parsed, lexicon)
    events: list[Event] = []
    for p in parsed:
        events += find_events(p, every=True)
    tolls = tuple(t for s in sentences for t in find_tolls(s, find_numbers(s, document.text), document.text))
    sources = (a.source.span for a in attributions if a.source is not None)
    linked = link_mentions(document.text, parsed, lexicon, sources)
    return Layers(
        parsed,
        tuple(events),
        places,
        times,
        tolls,
        attributions,
        linked,
    )


def _late(document: Document, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding for each claim of what happened that is dated after publication."""
    for claim in claims:
        if document.published is None or claim.time is None or claim.time.earliest is None:
            continue
        if claim.time.earliest > document.published and claim.status in ("asserted", "alleged"):
            day, published = claim.time.earliest.isoformat(), document.published.isoformat()
            yield Finding(
                "impossible-date",
                f"told as having happened on {day}, after the report's publication on {published}",
                f"يُروى على أنه وقع في {day}، أي بعد نشر التقرير في {published}",
                (claim.time.span, claim.trigger),
            )


def _unread(
    layers: Layers, claims: Sequence[Claim], general: Sequence[Claim], doubted: Sequence[Claim]
) -> Iterator[Unread]:
    """Yield the sentences that hold a trigger or a cue from which no claim came; of the doubted claims the likeliest tells."""
    for parsed in layers.parsed:
        span = parsed.sentence.span
        if any(span.contains(c.trigger) for c in claims):
            continue
        kinds = {e.kind for w in parsed.words for e in w.entries}
        ratings = [c.confidence for c in doubted if span.contains(c.trigger)]
        if any(span.contains(c.trigger) for c in general):
            yield Unread(span, "told as habitual or in general, not as an event of its own")
        elif ratings:
            yield Unread(span, f"a trigger that reads as no event here (confidence {max(ratings):.2f})")
        elif "trigger" in kinds:
            yield Unread(span, "a trigger without a participant, or in a fixed expression")
        elif "cue" in kinds:
            yield Unread(span, "a source is quoted, but on no event of the lexicon")


def _analysis(sentences: tuple[Sentence, ...], layers: Layers, general: tuple[Claim, ...]) -> Analysis:
    return Analysis(
        sentences, tuple(_mentions(layers.parsed)), layers.places, layers.times,
        tuple(Attribution(a.source, span) for a in layers.attributions if a.source for span in a.content), general,
    )  # fmt: skip


def _mentions(parsed: Sequence[Parsed]) -> Iterator[Mention]:
    for p in parsed:
        for chunk in p.chunks:
            if chunk.pos == "noun" and not chunk.event and (chunk.actor is not None or chunk.kind):
                yield Mention(
                    Span(chunk.span.start, chunk.span.end), chunk.kind or "name", entity_of(p, chunk)
                )
