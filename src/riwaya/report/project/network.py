"""Who is told to act with or against whom → a drawing of organisations and office holders, by month or year, and a table of it.

Persons without office are never given to it. A line that only allegations, denials, plans or demands hold up is
dashed. The choice of a month works by style alone.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riwaya.model import STATUSES
from riwaya.report.labels import sign
from riwaya.report.markup import esc, ui
from riwaya.report.project.naming import apart, entry_link, months
from riwaya.report.project.values import Actor, Entry, Label, Tie
from riwaya.report.project.words import Language, counted, plain, say, spoken, word

MOST_ACTORS = 24  # are drawn, those in most incidents; the table has all
MOST_MONTHS = 18  # with more of them, a period is a year
_WIDTH, _HEIGHT, _RADIUS = 900.0, 600.0, 215.0
_NAME = 30  # letters
Kind = Literal["with", "against"]


@dataclass(frozen=True, slots=True)
class Line:
    """All ties of one kind between two actors that are asserted, or all that aren't, with the periods in which they are told."""

    number: int
    first: Actor
    second: Actor
    kind: Kind
    entries: tuple[Entry, ...]
    statuses: Mapping[str, int]  # of the claims
    periods: tuple[str, ...]

    @property
    def claims(self) -> int:
        """How many claims say so."""
        return sum(self.statuses.values())

    @property
    def firm(self) -> bool:
        """Whether its claims assert it."""
        return "asserted" in self.statuses


@dataclass(frozen=True, slots=True)
class Network:
    """The lines, the actors that are drawn in their order round the circle, and the periods there are."""

    lines: tuple[Line, ...]
    drawn: tuple[Actor, ...]
    periods: tuple[str, ...]  # "2022-12" or "2022"; last "loose", if any


def make_network(actors: Iterable[Actor], ties: Iterable[Tie]) -> Network:
    """Return the network of ties between the actors; a tie to anyone else isn't shown."""
    known = {actor.key: actor for actor in actors}
    kept = [tie for tie in ties if tie.first in known and tie.second in known and tie.first != tie.second]
    by_month = len({period for tie in kept for period in _periods(tie, 7)} - {"loose"}) <= MOST_MONTHS
    groups: dict[tuple[str, str, Kind, bool], list[Tie]] = defaultdict(list)
    for tie in kept:
        swap = tie.kind == "with" and tie.second < tie.first
        pair = (tie.second, tie.first) if swap else (tie.first, tie.second)
        groups[*pair, tie.kind, tie.status != "asserted"].append(tie)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    lines = tuple(
        _line(n, known[a], known[b], kind, found, 7 if by_month else 4)
        for n, ((a, b, kind, _), found) in enumerate(ordered, 1)
    )
    periods = sorted({period for line in lines for period in line.periods})  # digits sort before "loose"
    return Network(lines, _round(_chosen(lines), lines), tuple(periods))


def _line(number: int, first: Actor, second: Actor, kind: Kind, ties: Sequence[Tie], letters: int) -> Line:
    entries = {tie.entry.id: tie.entry for tie in ties if tie.entry is not None}
    periods = sorted({period for tie in ties for period in _periods(tie, letters)})
    statuses = Counter(tie.status for tie in ties)
    return Line(number, first, second, kind, tuple(entries.values()), statuses, tuple(periods))


def _periods(tie: Tie, letters: int) -> tuple[str, ...]:
    """Return the months (7 letters) or years (4) of a tie, "loose" if it can't be put in one or two of them."""
    if tie.earliest is None or tie.latest is None:
        return ("loose",)
    days = (tie.earliest, tie.earliest + (tie.latest - tie.earliest) // 2, tie.latest)
    found = dict.fromkeys(day.isoformat()[:letters] for day in days)
    return tuple(found) if len(found) <= 2 else ("loose",)


def _chosen(lines: Sequence[Line]) -> list[Actor]:
    """Return the actors of the strongest lines, as many as there is room for."""
    found: dict[Actor, None] = {}
    for line in lines:
        if len({*found, line.first, line.second}) <= MOST_ACTORS:
            found |= {line.first: None, line.second: None}
    return list(found)


def _round(actors: list[Actor], lines: Sequence[Line]) -> tuple[Actor, ...]:
    """Return the actors so that each stands next to the one that it has most to do with."""
    bonds: Counter[frozenset[str]] = Counter()
    for line in lines:
        bonds[frozenset((line.first.key, line.second.key))] += line.claims
    left = list(actors)
    placed: list[Actor] = []
    while left:
        last = placed[-1].key if placed else ""
        best = max(left, key=lambda actor: (bonds[frozenset((last, actor.key))], -left.index(actor)))
        left.remove(best)
        placed.append(best)
    return tuple(placed)


def period_name(period: str) -> Label:
    """Return a period's name: «2022-12» → «Dec 2022»."""
    if period == "loose":
        return word("loose_period")
    return months(date.fromisoformat(f"{period}-01")) if len(period) == 7 else Label(period, period)


def network_rules(network: Network) -> Iterator[str]:
    """Yield the rules of style that show the lines of the chosen period only."""
    for period in network.periods:
        rest = f"body:has(#n-{period}:checked)"
        yield f"{rest} .tie:not(.m-{period}){{display:none}} {rest} .node:not(.m-{period}){{opacity:.25}}"


# Drawing.


def render_network(network: Network) -> Iterator[str]:
    """Yield the network's part of the page."""
    yield f'<p class="note">{say("network_about")}</p>'
    if not network.lines:
        yield f'<p class="none">{say("no_ties")}</p>\n'
        return
    yield from _choice(network.periods)
    kinds = ("with", "against", "open_line")
    marks = "".join(
        f'<li><i class="k-{kind}" aria-hidden="true"></i> {say(f"key_{kind}")}</li>' for kind in kinds
    )
    yield f'<ul class="key">{marks}</ul><div class="chart plain" tabindex="0" role="group" aria-labelledby="network-h">'
    yield f"{draw_network(network)}</div>\n"
    yield from _table(network)


def _choice(periods: Sequence[str]) -> Iterator[str]:
    yield f'<form class="periods"><fieldset class="choice"><legend>{say("period")}</legend>'
    yield f'<label><input type="radio" name="period" id="n-all" checked><span>{say("all_periods")}</span></label>'
    for period in periods:
        yield f'<label><input type="radio" name="period" id="n-{period}"><span>{apart(period_name(period))}</span></label>'
    yield "</fieldset></form>"


def page_line(line: Line) -> str:
    """Return the address of a line in the page's table."""
    return f"#n-t{line.number}"


def draw_network(
    network: Network, language: Language = "both", link: Callable[[Line], str] = page_line
) -> str:
    """Return the network as SVG, its lines as links to `link`."""
    count = len(network.drawn)
    places = {actor.key: _on_circle(n, count) for n, actor in enumerate(network.drawn)}
    active: dict[str, set[str]] = defaultdict(set)
    curves = []
    for line in network.lines:
        if line.first.key in places and line.second.key in places:
            for actor in (line.first, line.second):
                active[actor.key].update(line.periods)
            curves.append(_curve(line, places[line.first.key], places[line.second.key], language, link))
    nodes = [_node(actor, places[actor.key], sorted(active[actor.key]), language) for actor in network.drawn]
    return (
        f'<svg class="net" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="group" aria-label="{plain(word("network"), language)}">'
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 1L10 5L0 9Z"/></marker></defs>'
        f"{''.join(curves)}{''.join(nodes)}</svg>"
    )


def _on_circle(n: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * n / count - math.pi / 2
    return _WIDTH / 2 + _RADIUS * math.cos(angle), _HEIGHT / 2 + _RADIUS * 1.1 * math.sin(angle)


def _classes(periods: Iterable[str]) -> str:
    return " ".join(f"m-{period}" for period in periods)


def _curve(
    line: Line,
    a: tuple[float, float],
    b: tuple[float, float],
    language: Language,
    link: Callable[[Line], str],
) -> str:
    """A line bends towards the middle, those of the same actors by different measures, so that none hides another."""
    cx, cy = _bent(a, b, (0.1 if line.kind == "with" else 0.26) + (0 if line.firm else 0.08))
    (ax, ay), (bx, by) = _shortened(a, (cx, cy)), _shortened(b, (cx, cy))
    title = plain(_sentence(line), language)
    width = min(1.4 + 0.8 * (line.claims - 1), 7)
    marker = ' marker-end="url(#tip)"' if line.kind == "against" else ""
    style = f"tie {line.kind}{'' if line.firm else ' open'} {_classes(line.periods)}"
    return (
        f'<a class="{style}" href="{esc(link(line))}" aria-label="{title}"><title>{title}</title>'
        f'<path d="M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}" stroke-width="{width:.1f}"{marker}/></a>'
    )


def _bent(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    """Return the point that pulls a line aside, a share of its length away from it, on the side of the middle."""
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    dx, dy = (b[1] - a[1]) * share, (a[0] - b[0]) * share
    inward = dx * (_WIDTH / 2 - x) + dy * (_HEIGHT / 2 - y)
    return (x + dx, y + dy) if inward >= 0 else (x - dx, y - dy)


def _shortened(point: tuple[float, float], towards: tuple[float, float]) -> tuple[float, float]:
    length = math.dist(point, towards) or 1.0
    share = min(12.0 / length, 0.4)
    return point[0] + (towards[0] - point[0]) * share, point[1] + (towards[1] - point[1]) * share


def _sentence(line: Line) -> Label:
    count, how = line.claims, word(line.kind)
    noun = counted("claims", count)
    return Label(
        f"{line.first.name.en} {how.en} {line.second.name.en}: {count} {noun.en}",
        f"{line.first.name.ar} {how.ar} {line.second.name.ar}: {count} {noun.ar}",
    )


def _node(actor: Actor, at: tuple[float, float], periods: Sequence[str], language: Language) -> str:
    x, y = at
    away = 14 if x >= _WIDTH / 2 else -14
    side = "middle" if abs(x - _WIDTH / 2) < 30 else "start" if away > 0 else "end"
    px, py = (x, y + (-16 if y < _HEIGHT / 2 else 18)) if side == "middle" else (x + away, y + 1)
    radius = min(4.0 + math.sqrt(actor.incidents), 10.0)
    texts = "".join(
        f'<text class="{lang} {side}"{f" lang={lang}" if lang else ""} x="{px:.1f}" y="{py:.1f}">{esc(_short(name))}</text>'
        for lang, name in spoken(actor.name, language)
    )
    title = plain(actor.name, language)
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    return f'<g class="node {_classes(periods)}"><title>{title}</title>{circle}{texts}</g>'


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"


def _table(network: Network) -> Iterator[str]:
    yield '<div class="scroll" tabindex="0" role="group" aria-labelledby="network-h">'
    yield f'<table class="ties"><caption>{say("ties_about")}</caption>'
    heads = "".join(
        f'<th scope="col">{say(key)}</th>' for key in ("who", "how", "whom", "claims", "incidents")
    )
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for line in network.lines:
        style = f"tie {line.kind}{'' if line.firm else ' open'} {_classes(line.periods)}"
        mark = "" if line.firm else f' <span class="note">{say("not_firm")}</span>'
        yield (
            f'<tr class="{style}" id="n-t{line.number}" tabindex="-1"><th scope="row">{apart(line.first.name)}</th>'
            f'<td class="how">{say(line.kind)}{mark}</td><td>{apart(line.second.name)}</td>'
            f"<td>{_stands(line)}</td><td>{_incidents(line)}</td></tr>"
        )
    yield "</tbody></table></div>\n"


def _stands(line: Line) -> str:
    return " ".join(
        f'<span class="s-{status} stand"><span class="status" aria-hidden="true">{esc(sign(status))}</span> '
        f"{ui('status', status)} {count}</span>"
        for status in STATUSES
        if (count := line.statuses.get(status))
    )


def _incidents(line: Line) -> str:
    if not line.entries:
        return "0"
    links = "".join(f"<li>{entry_link(entry)}</li>" for entry in line.entries)
    return f"<details><summary>{len(line.entries)}</summary><ul>{links}</ul></details>"
