"""A project → one page that holds all it needs: overview, incidents with their accounts, findings, timeline, map, actors.

It loads nothing, and works without its script (which finds words in the incidents, opens what a link leads to, and remembers the
reader's choices). A policy in its head lets only its own style and script run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from riwaya.model import EVENT_TYPES, STATUSES
from riwaya.report.labels import quad, sign
from riwaya.report.markup import esc, ui
from riwaya.report.project.atlas import make_atlas
from riwaya.report.project.incident import render_case, render_flag
from riwaya.report.project.map import render_map
from riwaya.report.project.network import make_network, network_rules, render_network
from riwaya.report.project.timeline import lay_out, render_timeline, timeline_rules
from riwaya.report.project.values import Case, Entry, Label, ProjectView
from riwaya.report.project.words import say, word

SECTIONS = ("overview", "incidents", "findings", "timeline", "map", "network")
_PAPER = re.compile(r"^@media print \{\n.*?^\}\n?", re.DOTALL | re.MULTILINE)
OPENED = 2  # incidents that lie open at first
_HEADINGS = {"incidents": "incidents_title"}


def render_project(view: ProjectView, countries: Mapping[str, Label] | None = None) -> Iterator[str]:
    """Yield one self-contained HTML page of a project. `countries` names the countries on its maps by their codes."""
    timeline, network = lay_out(view.entries), make_network(view.actors, view.ties)
    rules = [*_filter_rules(view), *timeline_rules(timeline), *network_rules(network)]
    yield from _head(view, "\n".join(rules))
    yield from _top(view)
    yield '<main id="main">\n'
    yield from _section("overview", _overview(view))
    yield from _section("incidents", _incidents(view))
    yield from _section("findings", _findings(view))
    yield from _section("timeline", _drawn(view, render_timeline(timeline)))
    yield from _section("map", _drawn(view, render_map(make_atlas(view.entries), countries or {})))
    yield from _section("network", render_network(network))
    yield f"</main>\n<footer><p>{say('made')}</p></footer>\n<script>{_script()}</script>\n</body>\n</html>\n"


@cache
def _asset(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8").strip()


@cache
def _script() -> str:
    return f"{_asset('riwaya.report', 'page.js')}\n{_asset('riwaya.report.project', 'project.js')}"


@cache
def _styles() -> tuple[str, str]:
    """Return the rules for the screen and those for paper.

    They are apart since a browser takes many times as long to print a long page whose rules for paper stand among the others.
    """
    both_ = "\n".join((_asset("riwaya.report", "page.css"), _asset("riwaya.report.project", "project.css")))
    return _PAPER.sub("", both_), "".join(_PAPER.findall(both_))


def _head(view: ProjectView, rules: str) -> Iterator[str]:
    screen, paper = _styles()
    screen = f"{screen}\n{rules}"
    own = f"style-src '{_digest(screen)}' '{_digest(paper)}'; script-src '{_digest(_script())}'"
    policy = f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{esc(view.name)} · Riwaya</title>\n<style>{screen}</style>\n<style>{paper}</style>\n</head>\n<body>\n"


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _filter_rules(view: ProjectView) -> Iterator[str]:
    """An incident is hidden when its type isn't ticked, or none of the statuses of its claims is."""
    types, statuses = _types(view), _statuses(view)
    for name in types:
        yield f"body:has(#y-{name}:not(:checked)) .case.y-{name}{{display:none}}"
    if statuses:
        shown = ",".join(f"body:has(#s-{name}:checked) .case.has-{name}" for name in statuses)
        yield f".cases .case:not({shown}){{display:none}}"
    yield "body:has(#only-contradicted:checked) .case:not(.contradicted){display:none}"
    yield "body:has(#only-several:checked) .case:not(.several){display:none}"


def _types(view: ProjectView) -> dict[str, int]:
    counts = Counter(case.entry.type for case in view.cases)
    ordered = sorted(EVENT_TYPES, key=lambda name: (quad(name), -counts[name]))
    return {name: counts[name] for name in ordered if counts[name]}


def _statuses(view: ProjectView) -> dict[str, int]:
    found = {name: sum(name in case.entry.statuses for case in view.cases) for name in STATUSES}
    return {name: count for name, count in found.items() if count}


def _top(view: ProjectView) -> Iterator[str]:
    yield f'<a class="skip" href="#incidents">{say("skip")}</a>\n<header class="top"><div class="bar">'
    yield '<p class="brand"><span lang="ar" dir="rtl">رواية</span> Riwaya</p>'
    languages = (("en", '<span lang="en">English</span>'), ("ar", '<span lang="ar">العربية</span>'))
    themes = tuple((key, f"<span>{ui('ui', key)}</span>") for key in ("auto", "light", "dark"))
    yield f'<div class="options">{_choice("language", languages)}{_choice("theme", themes)}</div></div>'
    yield f'<h1><bdi>{esc(view.name)}</bdi><span class="sub">{say("title")}</span></h1><p class="lead">{say("lead")}</p>'
    links = "".join(f'<li><a href="#{name}">{_heading(name)}</a></li>' for name in SECTIONS)
    name = word("sections")
    yield f'</header>\n<nav class="sections" aria-label="{esc(f"{name.en} · {name.ar}")}"><ul>{links}</ul></nav>\n'


def _heading(name: str) -> str:
    return say(_HEADINGS.get(name, name))


def _choice(name: str, options: tuple[tuple[str, str], ...]) -> str:
    boxes = "".join(
        f'<label><input type="radio" name="{name}" id="{name}-{key}"{" checked" if not n else ""}>{words}</label>'
        for n, (key, words) in enumerate(options)
    )
    return f'<fieldset class="choice"><legend>{ui("ui", name)}</legend>{boxes}</fieldset>'


def _section(name: str, parts: Iterator[str]) -> Iterator[str]:
    yield f'<section class="part" id="{name}" aria-labelledby="{name}-h"><h2 id="{name}-h">{_heading(name)}</h2>\n'
    yield from parts
    yield "</section>\n"


def _drawn(view: ProjectView, parts: Iterator[str]) -> Iterator[str]:
    """A drawing, and how many incidents it leaves out if there are too many to draw."""
    yield from parts
    hidden = view.totals.incidents - len(view.entries)
    if hidden > 0:
        yield f'<p class="note">{hidden} {say("not_drawn")}</p>\n'


# Overview.


def _overview(view: ProjectView) -> Iterator[str]:
    totals = view.totals
    numbers = (
        ("reports", totals.reports), ("outlets", totals.outlets), ("claims", totals.claims), ("incidents", totals.incidents),
        ("contradictions", totals.contradictions), ("findings_n", totals.findings),
    )  # fmt: skip
    cells = "".join(
        f'<div><dt>{say(key if number != 1 else key + "_1")}</dt><dd data-total="{key}">{number}</dd></div>'
        for key, number in numbers
    )
    share = _share(totals.reviewed, totals.claims)
    yield f'<dl class="totals">{cells}<div><dt>{say("reviewed_share")}</dt><dd data-total="reviewed">{share}</dd></div></dl>'
    names = say("names_shown" if view.with_names else "names_withheld")
    yield f'<p class="note">{say("machine")} {share} {say("of_claims")} {names}</p><div class="half">'
    yield from _stands(view)
    yield from _outlets(view)
    yield "</div>\n"


def _share(part: int, whole: int) -> str:
    """Return a share that never says more than it knows: «0 %» is none, «100 %» is all."""
    if not part or not whole:
        return "0 %"
    return f"{min(max(1, round(100 * part / whole)), 99 if part < whole else 100)} %"


def _stands(view: ProjectView) -> Iterator[str]:
    total = sum(view.statuses.values()) or 1
    yield f'<div><h3>{say("statuses")}</h3><ul class="stands">'
    for name in STATUSES:
        count = view.statuses.get(name, 0)
        if count:
            bar = f'<meter min="0" max="{total}" value="{count}" aria-hidden="true"></meter>'
            words = f'<span aria-hidden="true">{esc(sign(name))}</span> {ui("status", name)}'
            yield f'<li class="s-{name}"><span class="status">{words}</span> {bar} <b>{count}</b></li>'
    yield "</ul></div>"


def _outlets(view: ProjectView) -> Iterator[str]:
    if not view.outlets:
        return
    heads = "".join(f'<th scope="col">{say(key)}</th>' for key in ("outlet", "reports", "reliability"))
    yield f'<div><h3>{say("outlets_title")}</h3><div class="scroll" tabindex="0" role="group" aria-labelledby="overview-h">'
    yield f'<table class="outlets"><caption class="note">{say("reliability_about")}</caption>'
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for outlet in view.outlets:
        name = f"<bdi>{esc(outlet.name)}</bdi>" if outlet.name else say("no_outlet")
        yield f'<tr><th scope="row">{name}</th><td>{outlet.reports}</td><td>{esc(outlet.grade or "F")}</td></tr>'
    yield "</tbody></table></div></div>"


# Incidents and findings.


def _incidents(view: ProjectView) -> Iterator[str]:
    yield f'<p class="note">{say("incidents_about")}</p>'
    yield from _filters(view)
    entries = {entry.id: entry for entry in view.entries}
    flagged = {flag.id for flag in view.flags}
    yield f'<p class="none" id="nothing" hidden>{say("nothing")}</p><div class="cases">'
    for number, case in enumerate(view.cases):
        yield from render_case(case, entries, flagged, opened=number < OPENED)
    yield "</div>"
    hidden = view.totals.incidents - len(view.cases)
    if hidden > 0:
        yield f'<p class="note" data-hidden="{hidden}">{hidden} {say("not_shown")}</p>\n'


def _filters(view: ProjectView) -> Iterator[str]:
    if not view.cases:
        return
    find = word("find")
    yield '<form class="filters" id="filters">'
    box = f'<input type="search" id="find" aria-label="{esc(f"{find.en} · {find.ar}")}">'
    yield f'<p class="find" hidden><label>{say("find")} {box}</label></p>'
    yield f"<fieldset><legend>{say('by_type')}</legend>"
    for name, count in _types(view).items():
        yield _box(f"y-{name}", ui("type", name), count, f"q{quad(name)}", True)
    yield f"</fieldset><fieldset><legend>{say('by_status')}</legend>"
    for name, count in _statuses(view).items():
        yield _box(
            f"s-{name}",
            f'<i aria-hidden="true">{esc(sign(name))}</i> {ui("status", name)}',
            count,
            f"s-{name}",
            True,
        )
    yield f"</fieldset><fieldset><legend>{say('only')}</legend>"
    contradicted = sum(case.entry.contradicted for case in view.cases)
    yield _box("only-contradicted", say("only_contradicted"), contradicted, "", False)
    yield _box("only-several", say("only_several"), sum(_several(case) for case in view.cases), "", False)
    yield "</fieldset></form>"


def _several(case: Case) -> bool:
    return case.entry.reports > 1


def _box(name: str, words: str, count: int, style: str, ticked: bool) -> str:
    tick = f'<input type="checkbox" id="{name}"{" checked" if ticked else ""}>'
    return f'<label class="box {style}{"" if ticked else " narrow"}">{tick}<span>{words} <b>{count}</b></span></label>'


def _findings(view: ProjectView) -> Iterator[str]:
    if not view.flags:
        yield f'<p class="none">{say("no_findings")}</p>\n'
        return
    yield f'<p class="note">{say("findings_about")}</p>'
    entries = {entry.id: entry for entry in view.entries}
    for flag in view.flags:
        yield render_flag(flag, entries)
    hidden = view.totals.findings - len(view.flags)
    if hidden > 0:
        yield f'<p class="note">{hidden} {say("more_findings")}</p>\n'


def order(entry: Entry) -> tuple[bool, int, int, str, str]:
    """Return what incidents are sorted by: contradicted ones first, then those that most reports tell, then the latest."""
    day = entry.latest or entry.earliest
    late = "".join(chr(0x10FFFF - ord(c)) for c in day.isoformat()) if day else "\U0010ffff"
    return not entry.contradicted, -entry.reports, -entry.most, late, entry.id
