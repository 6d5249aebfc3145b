"""A claim → its card on the page: who, to whom, what, where, when, toll, status, sources, words, reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from riwaya.model import Argument, Claim, Entity, Place, Source, Span, Time, Toll
from riwaya.report.labels import label, quad, sign
from riwaya.report.marks import Mark, cut
from riwaya.report.markup import arabic, both, english, esc, ui


def render_card(
    claim: Claim, text: str, report: str, number: int, numbers: Mapping[str, int]
) -> Iterator[str]:
    """Yield the card of one claim. `report` is the report's anchor, `numbers` the claims' numbers by id."""
    anchor = f"{report}c{number}"
    yield (
        f'<li class="card q{quad(claim.type)} s-{esc(claim.status)} y-{esc(claim.type)}" id="{anchor}" '
        f'data-c="{number}" tabindex="-1" aria-labelledby="{anchor}h">'
    )
    yield f'<h4 id="{anchor}h"><a class="no" href="#{report}t{number}">{number}</a> {_type(claim)}</h4>'
    yield f'<p class="badges">{"".join(_badges(claim, report, numbers))}</p>'
    if claim.gloss_en:
        yield f'<p class="gloss" lang="en" dir="ltr">{_gloss(claim.gloss_en)}</p>'
    yield "<dl>"
    for name, value in _fields(claim, text):
        yield f"<dt>{name}</dt><dd>{value}</dd>"
    yield "</dl>"
    yield f'<blockquote lang="ar" dir="rtl">{_quote(claim, text)}</blockquote>'
    yield from _why(claim, text)
    yield "</li>"


def _type(claim: Claim) -> str:
    mode = f' <span class="mode">{ui("mode", claim.mode)}</span>' if claim.mode else ""
    return f'<span class="type">{ui("type", claim.type)}</span>{mode}'


def _badges(claim: Claim, report: str, numbers: Mapping[str, int]) -> Iterator[str]:
    mark = f'<span aria-hidden="true">{esc(sign(claim.status))}</span> '
    yield f'<span class="badge status">{mark}{ui("status", claim.status)}</span>'
    yield f'<span class="badge">{ui("quad", str(quad(claim.type)))}</span>'
    if claim.certainty != "certain":
        yield f'<span class="badge">{ui("certainty", claim.certainty)}</span>'
    if not claim.specific:
        yield f'<span class="badge">{ui("ui", "general")}</span>'
    if claim.in_passing:
        yield f'<span class="badge">{ui("ui", "in_passing")}</span>'
    if claim.content_of:
        act = numbers.get(claim.content_of)
        link = f'<a href="#{report}c{act}">{act}</a>' if act else esc(claim.content_of)
        yield f'<span class="badge">{ui("ui", "content_of")} {link}</span>'
    share = f"{claim.confidence:.2f}"
    meter = f'<meter min="0" max="1" value="{share}" aria-hidden="true"></meter>'
    yield f'<span class="conf">{meter} {claim.confidence:.0%} {ui("ui", "confidence")}</span>'


def _gloss(line: str) -> str:
    """Arabic words in a gloss stand in «…»: keep each apart, so that they don't turn the line around."""
    pieces = line.replace("«", "\0«").replace("»", "»\0").split("\0")
    return "".join(f'<bdi lang="ar">{esc(p)}</bdi>' if p.startswith("«") else esc(p) for p in pieces)


def _fields(claim: Claim, text: str) -> Iterator[tuple[str, str]]:
    for role in ("actor", "recipient"):
        if parties := claim.of(role):
            yield ui("role", role), _list(_party(party, text) for party in parties)
    yield ui("ui", "what"), _what(claim, text)
    if claim.places:
        yield ui("ui", "where"), _list(_place(place, text) for place in claim.places)
    if claim.time:
        yield ui("ui", "when"), _time(claim.time, text)
    if claim.tolls:
        yield ui("ui", "toll"), _list(_toll(toll, text) for toll in claim.tolls)
    yield ui("ui", "sources"), _sources(claim.sources, text)


def _list(items: Iterator[str]) -> str:
    found = list(items)
    return found[0] if len(found) == 1 else f"<ul>{''.join(f'<li>{item}</li>' for item in found)}</ul>"


def _party(argument: Argument, text: str) -> str:
    parts = [arabic(argument.span.of(text))]
    if argument.antecedent:
        parts.append(
            f'<span class="note">{ui("ui", "antecedent")} {arabic(argument.antecedent.of(text))}</span>'
        )
    if argument.via:
        parts.append(f'<span class="note">{ui("ui", "via")} {arabic(argument.via.of(text))}</span>')
    return " ".join([*parts, *_entity(argument.entity)])


def _entity(entity: Entity | None) -> Iterator[str]:
    if entity is None:
        return
    name = both(entity.name_en or entity.name, entity.name)
    if entity.link == "is":
        yield f'<span class="is">{name}</span>'
    else:
        yield f'<span class="of">{ui("link", entity.link)} {name}</span>'


def _what(claim: Claim, text: str) -> str:
    spans = claim.triggers or (claim.trigger,)
    words = " · ".join(dict.fromkeys(arabic(span.of(text)) for span in spans))
    details = [
        (key, value) for key, value in (("weapon", claim.weapon), ("target", claim.target_kind)) if value
    ]
    notes = "".join(f' <span class="note">{ui("ui", key)}: {english(value)}</span>' for key, value in details)
    return words + notes


def _place(place: Place, text: str) -> str:
    lead = f'<span class="note">{ui("place", place.role)}</span> ' if place.role != "at" else ""
    words = arabic(place.span.of(text))
    chain_en = _chain(
        place.name_en or place.name, place.admin1_en or place.admin1, place.country_en or place.country
    )
    chain_ar = _chain(place.name, place.admin1, place.country)
    if not (chain_en or chain_ar):
        return f'{lead}{words} <span class="note">{ui("ui", "unresolved")}</span>'
    name = both(chain_en or chain_ar, chain_ar or chain_en)
    return f'{lead}{words} <span class="is">{name}</span>{_coordinates(place)}'


def _chain(*names: str | None) -> str:
    return " › ".join(dict.fromkeys(name for name in names if name))


def _coordinates(place: Place) -> str:
    """A settlement's coordinates are shown; a building's (a hospital, a shelter) never are."""
    if place.latitude is None or place.longitude is None:
        return ""
    if place.precision == "site":
        return f' <span class="note">{ui("ui", "withheld")}</span>'
    if place.precision != "settlement":
        return ""
    return f' <span class="note xy">{english(f"{place.latitude:.2f}, {place.longitude:.2f}")}</span>'


def _time(time: Time, text: str) -> str:
    words = arabic(time.span.of(text))
    if time.earliest is None and time.latest is None:
        return f'{words} <span class="note">{ui("basis", "unresolved")}</span>'
    days = f'<span class="is">{_interval(time.earliest, time.latest)}</span>'
    return f'{words} {days} <span class="note">{ui("basis", time.basis)}</span>'


def _interval(earliest: date | None, latest: date | None) -> str:
    if earliest is None:
        return f"{ui('ui', 'not_after')} {_day(latest)}"
    if latest is None:
        return f"{ui('ui', 'not_before')} {_day(earliest)}"
    if earliest == latest:
        return _day(earliest)
    return f'<span class="days">{_day(earliest)} – {_day(latest)}</span>'


def _day(day: date | None) -> str:
    return f'<time datetime="{day}" dir="ltr">{day}</time>' if day else ""


def _toll(toll: Toll, text: str) -> str:
    scope = f" {ui('ui', 'in_total')}" if toll.scope == "cumulative" else ""
    number = _number(toll)
    return f"<b>{number}</b> {ui('toll', toll.kind)}{scope} {arabic(toll.span.of(text))}"


def _number(toll: Toll) -> str:
    if toll.min is not None and toll.max is not None:
        return f"{toll.min}" if toll.min == toll.max else f"{toll.min}–{toll.max}"
    if toll.min is not None:
        return f"{ui('ui', 'at_least')} {toll.min}"
    return f"{ui('ui', 'at_most')} {toll.max}" if toll.max is not None else "?"


def _sources(sources: tuple[Source, ...], text: str) -> str:
    if not sources:
        return f'<span class="note">{ui("ui", "outlet_itself")}</span>'
    items = "".join(f"<li>{_source(source, text)}</li>" for source in sources)
    return f'<ol class="chain">{items}</ol>'


def _source(source: Source, text: str) -> str:
    stance = label("stance", source.stance)
    parts = [arabic(source.span.of(text)), *_entity(source.entity)]
    if source.antecedent:
        parts.append(
            f'<span class="note">{ui("ui", "antecedent")} {arabic(source.antecedent.of(text))}</span>'
        )
    if source.medium:
        parts.append(f'<span class="note">{ui("ui", "medium")} {arabic(source.medium.of(text))}</span>')
    parts.append(f'<span class="note">{ui("source", source.kind)}</span>')
    cue = arabic(source.cue.of(text))
    parts.append(
        f'<span class="stance st-{esc(source.stance)}">{both(*stance)}</span> <span class="note">{cue}</span>'
    )
    return " ".join(parts)


def _quote(claim: Claim, text: str) -> str:
    """The clause in its exact words, the event's own words in bold."""
    marks = [Mark(span, "trigger", 1) for span in {claim.trigger, *claim.triggers}]
    whole = Span(min(claim.clause.start, claim.trigger.start), max(claim.clause.end, claim.trigger.end))
    return "".join(
        f"<b>{esc(piece.span.of(text))}</b>" if piece.marks else esc(piece.span.of(text))
        for piece in cut(whole, marks)
    )


def _why(claim: Claim, text: str) -> Iterator[str]:
    yield f'<details class="why"><summary>{ui("ui", "why")}</summary><ul>'
    for reason in claim.reasons:
        words = f" {arabic(reason.span.of(text))}" if reason.span else ""
        yield f"<li><b>{esc(reason.rule)}</b> {english(reason.detail)}{words}</li>"
    yield f"<li><code>{esc(claim.frame)}</code> <code>{esc(claim.id)}</code></li></ul></details>"
