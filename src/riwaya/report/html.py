"""Readings → one page that holds all it needs: reports with their claims marked, a card a claim.

The page loads nothing and works without its script (the script links marks with cards on hover and
remembers the reader's choices). A policy in its head lets only its own style and script run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from riwaya.model import EVENT_TYPES, STATUSES, Document, Finding, Reading, Span, Unread
from riwaya.report.card import render_card
from riwaya.report.labels import label, quad, sign, title
from riwaya.report.marks import Mark, Piece, by_line, cut, reading_marks
from riwaya.report.markup import arabic, both, esc, ui
from riwaya.report.who import render_entities

_LINES = re.compile(r"[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*")


def render_html(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one self-contained HTML page about the readings, in their order."""
    kept = tuple(readings)
    yield from _head(kept)
    yield from _summary(kept)
    if len(kept) > 1:
        yield from _contents(kept)
    yield '<main id="reports">'
    for number, reading in enumerate(kept, 1):
        yield from _report(reading, f"r{number}")
    yield f"</main>\n<footer><p>{ui('ui', 'made')}</p></footer>\n"
    yield f"<script>{_asset('page.js')}</script>\n</body>\n</html>\n"


@cache
def _asset(name: str) -> str:
    return files("riwaya.report").joinpath(name).read_text(encoding="utf-8").strip()


def _head(readings: tuple[Reading, ...]) -> Iterator[str]:
    name = title(readings[0].document) if len(readings) == 1 else None
    style = f"{_asset('page.css')}\n{_filter_rules(readings)}"
    own = f"style-src '{_digest(style)}'; script-src '{_digest(_asset('page.js'))}'"
    policy = f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{esc(name or label('ui', 'title')[0])} · Riwaya</title>\n"
    yield f"<style>{style}</style>\n</head>\n<body>\n"


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _filter_rules(readings: tuple[Reading, ...]) -> str:
    """A box that isn't ticked hides its cards, by style alone."""
    types, statuses = _counts(readings)
    names = [f"y-{name}" for name in types] + [f"s-{name}" for name in statuses]
    return "\n".join(f"body:has(#{name}:not(:checked)) .card.{name}{{display:none}}" for name in names)


def _counts(readings: tuple[Reading, ...]) -> tuple[dict[str, int], dict[str, int]]:
    claims = [claim for reading in readings for claim in reading.claims]
    types = Counter(claim.type for claim in claims)
    statuses = Counter(claim.status for claim in claims)
    ordered = sorted(EVENT_TYPES, key=lambda name: (quad(name), -types[name]))
    return (
        {name: types[name] for name in ordered if types[name]},
        {name: statuses[name] for name in STATUSES if statuses[name]},  # type: ignore[index]
    )


def _summary(readings: tuple[Reading, ...]) -> Iterator[str]:
    types, statuses = _counts(readings)
    claims, findings = sum(types.values()), sum(len(reading.findings) for reading in readings)
    unread = sum(len(reading.unread) for reading in readings)
    yield f'<a class="skip" href="#reports">{ui("ui", "skip")}</a>\n<header class="top"><div class="bar">'
    yield '<p class="brand"><span lang="ar" dir="rtl">رواية</span> Riwaya</p>'
    languages = _choice("language", (("en", "English"), ("ar", "العربية")))
    yield f'<div class="options">{languages}{_themes()}</div></div>'
    yield f"<h1>{ui('ui', 'title')}</h1><p class='lead'>{ui('ui', 'lead')} {ui('ui', 'machine')}</p>"
    totals = (("reports", len(readings)), ("claims", claims), ("findings", findings), ("unread", unread))
    cells = "".join(
        f"<div><dt>{ui('ui', key if total != 1 else key + '_1')}</dt><dd>{total}</dd></div>"
        for key, total in totals
    )
    yield f'<dl class="totals">{cells}</dl>'
    if claims:
        yield f'<form class="filters"><fieldset><legend>{ui("ui", "by_type")}</legend>'
        yield "".join(_box(f"y-{name}", ui("type", name), n, f"q{quad(name)}") for name, n in types.items())
        yield f"</fieldset><fieldset><legend>{ui('ui', 'by_status')}</legend>"
        for name, n in statuses.items():
            yield _box(
                f"s-{name}",
                f'<i aria-hidden="true">{esc(sign(name))}</i> {ui("status", name)}',
                n,
                f"s-{name}",
            )
        yield f"</fieldset>{_legend()}</form>"
    yield "</header>\n"


def _choice(name: str, options: tuple[tuple[str, str], ...]) -> str:
    boxes = "".join(
        f'<label><input type="radio" name="{name}" id="{name}-{key}"{" checked" if not i else ""}>'
        f'<span lang="{key}">{text}</span></label>'
        for i, (key, text) in enumerate(options)
    )
    return f'<fieldset class="choice"><legend>{ui("ui", name)}</legend>{boxes}</fieldset>'


def _themes() -> str:
    boxes = "".join(
        f'<label><input type="radio" name="theme" id="theme-{key}"{" checked" if key == "auto" else ""}>'
        f"<span>{ui('ui', key)}</span></label>"
        for key in ("auto", "light", "dark")
    )
    return f'<fieldset class="choice"><legend>{ui("ui", "theme")}</legend>{boxes}</fieldset>'


def _box(name: str, text: str, count: int, style: str) -> str:
    tick = f'<input type="checkbox" id="{name}" checked>'
    return f'<label class="box {style}">{tick}<span>{text} <b>{count}</b></span></label>'


def _legend() -> str:
    keys = (
        ("trigger", "trigger"),
        ("actor", "participant"),
        ("place", "place_time"),
        ("source", "source"),
        ("finding", "findings_1"),
        ("unread", "unread"),
    )
    marks = "".join(f'<span class="seg r-{role}">{ui("ui", key)}</span> ' for role, key in keys)
    return f'<p class="legend"><span>{ui("ui", "legend")}</span> {marks}</p>'


def _contents(readings: tuple[Reading, ...]) -> Iterator[str]:
    yield '<nav class="contents" aria-labelledby="contents">'
    yield f'<h2 id="contents">{ui("ui", "contents")}</h2><ol>'
    for number, reading in enumerate(readings, 1):
        count = f'<span class="note">{ui("ui", "claims")}: {len(reading.claims)}</span>'
        flag = f' <span class="flag">⚑ {len(reading.findings)}</span>' if reading.findings else ""
        yield f'<li><a href="#r{number}">{_title(reading.document)}</a> {count}{flag}</li>'
    yield "</ol></nav>\n"


def _title(document: Document) -> str:
    words = title(document)
    return arabic(words) if words else ui("ui", "untitled")


def _report(reading: Reading, anchor: str) -> Iterator[str]:
    yield f'<article class="report" id="{anchor}" aria-labelledby="{anchor}h">\n'
    yield from _report_head(reading.document, anchor)
    yield from _findings(reading.findings, reading.document.text, anchor)
    yield f'<div class="pair"><section class="body" aria-labelledby="{anchor}b">'
    yield f'<h3 id="{anchor}b">{ui("ui", "report_text")}</h3>'
    yield '<div class="text" lang="ar" dir="rtl" tabindex="0">'
    yield from _text(reading, anchor)
    yield f'</div></section>\n<section class="claims" aria-labelledby="{anchor}k">'
    yield f'<h3 id="{anchor}k">{ui("ui", "claims_title")} <span class="note">{len(reading.claims)}</span></h3>'
    yield from _cards(reading, anchor)
    yield "</section></div>\n"
    yield from render_entities(reading.entities, reading.document.text)
    yield from _unread(reading.unread, reading.document.text, anchor)
    yield "</article>\n"


def _report_head(document: Document, anchor: str) -> Iterator[str]:
    yield f'<header class="about"><h2 id="{anchor}h">{_title(document)}</h2><p>'
    parts = [f"<bdi>{esc(document.outlet)}</bdi>"] if document.outlet else []
    day = (
        f'<time datetime="{document.published}" dir="ltr">{document.published}</time>'
        if document.published
        else None
    )
    parts.append(f"{ui('ui', 'published')} {day}" if day else ui("ui", "no_date"))
    parts.append(f'<code title="sha256 {esc(document.sha256)}">{esc(document.id)}</code>')
    if document.url:
        parts.append(_link(document.url))
    yield f"{' · '.join(parts)}</p></header>"


def _link(url: str) -> str:
    """Only an address of the web becomes a link."""
    if not url.lower().startswith(("http://", "https://")):
        return f'<bdi dir="ltr">{esc(url)}</bdi>'
    return f'<a href="{esc(url)}" rel="noopener noreferrer nofollow" dir="ltr"><bdi>{esc(url)}</bdi></a>'


def _findings(findings: tuple[Finding, ...], text: str, anchor: str) -> Iterator[str]:
    if not findings:
        return
    yield f'<section class="findings"><h3><span aria-hidden="true">⚑</span> {ui("ui", "findings")}</h3><ul>'
    for number, finding in enumerate(findings, 1):
        words = " ".join(arabic(span.of(text)) for span in finding.spans)
        link = f' <a href="#{anchor}f{number}">{words}</a>' if words else ""
        yield f"<li>{both(finding.message, finding.message_ar)}{link}</li>"
    yield "</ul></section>\n"


def _cards(reading: Reading, anchor: str) -> Iterator[str]:
    if not reading.claims:
        yield f'<p class="none">{ui("ui", "none")}</p>'
        return
    numbers = {claim.id: number for number, claim in enumerate(reading.claims, 1)}
    yield '<ol class="cards">'
    for number, claim in enumerate(reading.claims, 1):
        yield from render_card(claim, reading.document.text, anchor, number, numbers)
    yield "</ol>"


def _unread(unread: tuple[Unread, ...], text: str, anchor: str) -> Iterator[str]:
    yield f'<section class="unread"><h3>{ui("ui", "unread")} <span class="note">{len(unread)}</span></h3>'
    if not unread:
        yield f'<p class="none">{ui("ui", "unread_none")}</p>'
    else:
        yield "<ul>"
        for number, one in enumerate(unread, 1):
            words = arabic(one.span.of(text))
            why = f'<span class="note">{esc(one.reason)}</span>'
            yield f'<li><a href="#{anchor}u{number}">{words}</a> {why}</li>'
        yield "</ul>"
    yield "</section>\n"


def _text(reading: Reading, anchor: str) -> Iterator[str]:
    """The report's text, a paragraph a line, each stretch marked with all that it is part of."""
    lines = [Span(line.start(), line.end()) for line in _LINES.finditer(reading.document.text)]
    quads = {number: quad(claim.type) for number, claim in enumerate(reading.claims, 1)}
    linked: set[str] = set()
    for whole, marks in by_line(lines, reading_marks(reading)):
        yield "<p>"
        for piece in cut(whole, marks):
            yield _piece(piece, esc(piece.span.of(reading.document.text)), anchor, quads, linked)
        yield "</p>\n"


def _piece(piece: Piece, words: str, anchor: str, quads: dict[int, int], linked: set[str]) -> str:
    if not piece.marks:
        return words
    claims = sorted({mark.number for mark in piece.marks if mark.role not in ("finding", "unread")})
    triggers = piece.of("trigger")
    classes = ["seg", *sorted({f"r-{mark.role}" for mark in piece.marks})]
    classes += [f"q{quads[triggers[0].number]}"] if triggers else []
    data = f' data-c="{" ".join(map(str, claims))}"' if claims else ""
    before = "".join(_anchors(piece.marks, anchor, linked))
    opening = f'class="{" ".join(classes)}"{data}'
    if not triggers:
        return f"{before}<span {opening}>{words}</span>"
    numbers = "·".join(str(mark.number) for mark in triggers)
    last = all(mark.span.end == piece.span.end for mark in triggers)
    note = f'<sup dir="ltr">{numbers}</sup>' if last else ""
    return f'{before}<a {opening} href="#{anchor}c{triggers[0].number}">{words}</a>{note}'


def _anchors(marks: tuple[Mark, ...], anchor: str, linked: set[str]) -> Iterator[str]:
    """Yield the places that cards, findings and unread sentences link to, each once."""
    for mark in marks:
        letter = {"trigger": "t", "finding": "f", "unread": "u"}.get(mark.role)
        name = f"{anchor}{letter}{mark.number}"
        if letter and name not in linked:
            linked.add(name)
            yield f'<span class="here" id="{name}"></span>'
