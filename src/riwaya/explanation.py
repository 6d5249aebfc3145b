"""Why a claim was read so: one Reason for each decision, and one for each candidate that lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.analysis.attribution import AttributionLayer
from riwaya.analysis.events import Event
from riwaya.analysis.parsed import Parsed
from riwaya.model import Argument, Place, Reason, Span, Time


def explain_frame(event: Event) -> Iterator[Reason]:
    """Yield why this frame and these trigger words."""
    frame, main = event.frame, event.candidates[0]
    yield Reason(
        "frame",
        f"{frame.id} ({frame.type}{', ' + frame.mode if frame.mode else ''}) by a {main.part}",
        event.triggers[0],
    )
    for other in main.frames:
        if other is not frame:
            yield Reason("frame lost", f"{other.id} fills fewer of its roles here", event.triggers[0])
    for trigger in event.triggers[1:]:
        yield Reason("same event", "another word of the clause for it", trigger)
    for light in event.lights:
        effect = f", {light.row.effect}" if light.row.effect else ""
        yield Reason("light verb", f"{light.row.form} hands over to its noun{effect}", None)


def explain_arguments(event: Event, arguments: Sequence[Argument]) -> Iterator[Reason]:
    """Yield the slot that each participant fills, or how it was carried here."""
    slots = {f.span: f.slot for f in event.fillers}
    for argument in arguments:
        slot = slots.get(argument.span)
        how = f"the frame's {slot}" if slot else "resolved from what stands before"
        yield Reason(argument.role, how, argument.span)
        if argument.antecedent is not None:
            yield Reason(f"{argument.role}: short form", "named in full here", argument.antecedent)
        if argument.via is not None:
            yield Reason(
                f"{argument.role}: carried by", "the word that stands for it in the clause", argument.via
            )


def explain_place(
    parsed: Parsed, chosen: Sequence[Place], places: Sequence[Place], event: Event
) -> Iterator[Reason]:
    """Yield where the place stands to the event, and the places of the sentence that lost."""
    for place in chosen[:1]:
        yield Reason("place", f"{_stands(parsed, place.span, event)}; {_is_in(place)}", place.span)
        if place.name is None and place.stated_in is not None:
            yield Reason("place: lies in", "its division and country are this place's", place.stated_in)
    taken = {place.span for place in chosen}
    for place in places:
        if parsed.sentence.span.contains(place.span) and place.span not in taken:
            why = (
                "another event stands nearer, or it is farther away"
                if place.located
                else "only named; nothing says it happened there"
            )
            yield Reason("place lost", why, place.span)


def _stands(parsed: Parsed, span: Span, event: Event) -> str:
    if event.clause.contains(span):
        return "in the event's clause"
    if parsed.sentence.span.contains(span):
        return "it sets the sentence's scene"
    return "the deed told just before happened there"


def _is_in(place: Place) -> str:
    if not place.name_en:
        return "not in the gazetteer"
    admin1, country = place.admin1_en or "governorate unknown", place.country_en or "country unknown"
    return f"{place.name_en}, {admin1}, {country}; {place.candidates} in the gazetteer"


def explain_time(
    parsed: Parsed, chosen: Time | None, times: Sequence[Time], event: Event
) -> Iterator[Reason]:
    """Yield the time's basis, and the times of the sentence that lost."""
    if chosen is not None:
        where = (
            "in the event's clause" if event.clause.contains(chosen.span) else "it dates the sentence's scene"
        )
        yield Reason("time", f"{where}; {chosen.precision}, basis: {chosen.basis}", chosen.span)
    for time in times:
        if parsed.sentence.span.contains(time.span) and time is not chosen:
            yield Reason("time lost", "another stands nearer, or it belongs to another clause", time.span)


def explain_sources(
    chain: Sequence[AttributionLayer], layers: Sequence[AttributionLayer], parsed: Parsed
) -> Iterator[Reason]:
    """Yield the cue of each source, and the attributions of the sentence that don't reach the event."""
    for layer in chain:
        if layer.source is not None:
            yield Reason("source", f"its cue's stance: {layer.source.stance}", layer.source.cue)
    for layer in layers:
        if (
            layer not in chain
            and layer.source is not None
            and parsed.sentence.span.contains(layer.source.cue)
        ):
            yield Reason("source lost", "what it says doesn't cover the event's word", layer.source.span)
