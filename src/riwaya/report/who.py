"""The entities of a report → the part of the page that says who is meant by which words, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.model import Cluster
from riwaya.report.markup import arabic, both, esc, ui


def render_entities(entities: Sequence[Cluster], text: str) -> Iterator[str]:
    """Yield the part of the page; those whom the report mentions once are left out, for their card says all."""
    found = [one for one in entities if len(one.mentions) > 1]
    if not found:
        return
    yield f'<section class="who"><h3>{ui("ui", "who")} <span class="note">{len(found)}</span></h3><ul>'
    for one in found:
        yield f"<li><details><summary>{_name(one, text)}</summary><ul>"
        yield from _mentions(one, text)
        yield "</ul></details></li>"
    yield "</ul></section>\n"


def _name(one: Cluster, text: str) -> str:
    known = one.entity
    name = both(known.name_en or known.name, known.name) if known is not None else arabic(one.named.of(text))
    words = dict.fromkeys(arabic(m.span.of(text)) for m in one.mentions)
    return f'<b>{name}</b> <span class="note">{len(one.mentions)}</span> {" · ".join(words)}'


def _mentions(one: Cluster, text: str) -> Iterator[str]:
    for mention in one.mentions:
        why = f'<span class="note" lang="en" dir="ltr">{_reason(mention.reason)}</span>'
        yield f'<li>{arabic(mention.span.of(text))} <span class="note">{ui("form", mention.form)}</span> {why}</li>'


def _reason(words: str) -> str:
    """Arabic names in a reason stand in «…»: keep each apart, so that they don't turn the line around."""
    pieces = words.replace("«", "\0«").replace("»", "»\0").split("\0")
    return "".join(f'<bdi lang="ar">{esc(p)}</bdi>' if p.startswith("«") else esc(p) for p in pieces)
