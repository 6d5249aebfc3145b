"""A Reading → the JSON that `riwaya read --format jsonl` prints (see `docs/schema/reading.schema.json`).

The words of every span are taken from the document's text here, at the very end; no value carries a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from riwaya.model import (
    Analysis,
    Argument,
    Attribution,
    Claim,
    Cluster,
    Document,
    Entity,
    EntityMention,
    Finding,
    Mention,
    Place,
    Reading,
    Source,
    Span,
    Time,
    Toll,
)

Json = dict[str, Any]

_PLACE_FIELDS = (
    "name", "name_en", "admin1", "admin1_en", "country", "country_en",
    "latitude", "longitude", "geonames_id", "precision",
)  # fmt: skip


def to_json(reading: Reading, analysis: bool = False) -> Json:
    """Return the reading as plain JSON values; `analysis` adds the layers that lie under the claims."""
    text = reading.document.text
    whom = {mention.span.start: one.id for one in reading.entities for mention in one.mentions}
    result: Json = {
        "document": _document(reading.document),
        "text": text,
        "claims": [_claim(c, text, whom) for c in reading.claims],
        "entities": [_cluster(e, text) for e in reading.entities],
        "findings": [_finding(f, text) for f in reading.findings],
        "unread": [{"start": u.span.start, "end": u.span.end, "reason": u.reason} for u in reading.unread],
    }
    return {**result, **_analysis(reading.analysis, text)} if analysis else result


def places_named(reading: Reading) -> list[Json]:
    """Return every place that the text names, resolved as far as it could be, as `to_json` gives those of claims."""
    return [_place(place, reading.document.text) for place in reading.analysis.places]


def casualties(tolls: tuple[Toll, ...]) -> dict[str, int | None] | None:
    """Return the least number of dead and injured that the event itself is said to have cost, None if unsaid.

    Of several counts of one kind the largest stands: the others are parts of it («قتل 9 بينهم 3 أطفال»).
    """
    least = {
        kind: max(
            (
                t.min
                for t in tolls
                if t.kind == kind and t.scope == "event" and t.min is not None and not t.vague
            ),
            default=None,
        )
        for kind in ("dead", "injured")
    }
    return None if least["dead"] is None and least["injured"] is None else least


def _document(document: Document) -> Json:
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": _day(document.published),
        "url": document.url,
        "language": document.language,
        "sha256": document.sha256,
    }


def _claim(claim: Claim, text: str, whom: Mapping[int, str] = MappingProxyType({})) -> Json:
    place = claim.place
    return {
        "id": claim.id,
        "type": claim.type,
        "mode": claim.mode,
        "trigger": _span(claim.trigger, text),
        "triggers": [_span(t, text) for t in claim.triggers],
        "specific": claim.specific and not claim.in_passing,
        "content_of": claim.content_of,
        "clause": {"start": claim.clause.start, "end": claim.clause.end},
        "weapon": claim.weapon,
        "target_kind": claim.target_kind,
        "arguments": [_argument(a, text, whom) for a in claim.arguments],
        "place": _place(place, text) if place else None,
        "time": _time(claim.time, text) if claim.time else None,
        "places": [{**_place(p, text), "role": p.role} for p in claim.places],
        "casualties": casualties(claim.tolls),
        "tolls": [_toll(t, text) for t in claim.tolls],
        "sources": [_source(s, text, whom) for s in claim.sources],
        "status": claim.status,
        "certainty": claim.certainty,
        "confidence": claim.confidence,
        "gloss_en": claim.gloss_en,
    }


def _argument(argument: Argument, text: str, whom: Mapping[int, str]) -> Json:
    return {
        "role": argument.role,
        **_span(argument.span, text),
        "entity": _entity(argument.entity),
        "refers_to": whom.get(argument.span.start),
        "antecedent": _optional(argument.antecedent, text),
        "via": _optional(argument.via, text),
    }


def _source(source: Source, text: str, whom: Mapping[int, str] = MappingProxyType({})) -> Json:
    return {
        **_span(source.span, text),
        "kind": source.kind,
        "entity": _entity(source.entity),
        "refers_to": whom.get(source.span.start),
        "antecedent": _optional(source.antecedent, text),
        "cue": _span(source.cue, text),
        "medium": _optional(source.medium, text),
        "stance": source.stance,
    }


def _entity(entity: Entity | None) -> Json | None:
    if entity is None:
        return None
    return {
        "id": entity.id,
        "name": entity.name,
        "name_en": entity.name_en,
        "kind": entity.kind,
        "link": entity.link,
    }


def _cluster(cluster: Cluster, text: str) -> Json:
    known = cluster.entity
    return {
        "id": cluster.id,
        "name": known.name if known is not None else cluster.named.of(text),
        "name_en": known.name_en if known is not None else None,
        "kind": cluster.kind,
        "mentions": [_entity_mention(m, text) for m in cluster.mentions],
    }


def _entity_mention(mention: EntityMention, text: str) -> Json:
    return {**_span(mention.span, text), "form": mention.form, "reason": mention.reason}


def _place(place: Place, text: str) -> Json:
    fields = {name: getattr(place, name) for name in _PLACE_FIELDS}
    return {**_span(place.span, text), **fields, "antecedent": _optional(place.antecedent, text)}


def _time(time: Time, text: str) -> Json:
    return {
        **_span(time.span, text),
        "earliest": _day(time.earliest),
        "latest": _day(time.latest),
        "precision": time.precision,
        "basis": time.basis,
    }


def _toll(toll: Toll, text: str) -> Json:
    return {
        **_span(toll.span, text),
        "kind": toll.kind,
        "min": toll.min,
        "max": toll.max,
        "scope": toll.scope,
        "of": _optional(toll.of, text),
    }


def _finding(finding: Finding, text: str) -> Json:
    return {
        "kind": finding.kind,
        "message": finding.message,
        "message_ar": finding.message_ar,
        "spans": [_span(s, text) for s in finding.spans],
    }


def _analysis(analysis: Analysis, text: str) -> Json:
    return {
        "sentences": [
            {"start": s.span.start, "end": s.span.end, "paragraph": s.paragraph} for s in analysis.sentences
        ],
        "mentions": [_mention(m, text) for m in analysis.mentions],
        "places": [_analysed_place(p, text) for p in analysis.places],
        "times": [_time(t, text) for t in analysis.times],
        "attributions": [_attribution(a, text) for a in analysis.attributions],
        "general": [_claim(c, text) for c in analysis.general],
    }


def _mention(mention: Mention, text: str) -> Json:
    return {
        **_span(mention.span, text),
        "kind": mention.kind,
        "entity": _entity(mention.entity),
        "antecedent": _optional(mention.antecedent, text),
    }


def _analysed_place(place: Place, text: str) -> Json:
    return {
        **_place(place, text),
        "role": place.role,
        "stated_in": _optional(place.stated_in, text),
        "candidates": place.candidates,
    }


def _attribution(attribution: Attribution, text: str) -> Json:
    content = attribution.content
    return {
        "source": _source(attribution.source, text),
        "content": {"start": content.start, "end": content.end},
    }


def _span(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _optional(span: Span | None, text: str) -> Json | None:
    return None if span is None else _span(span, text)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
