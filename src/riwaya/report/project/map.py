"""Maps drawn offline, each place as exact as it is told: a settlement is a dot, a district or province a dashed ring.

What is told of a country only, or of no place, isn't drawn but listed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from riwaya.report.markup import both, esc
from riwaya.report.project.atlas import RINGS, Atlas, Chart, Site
from riwaya.report.project.naming import apart, entry_link
from riwaya.report.project.outlines import Ring, within
from riwaya.report.project.values import FIRM, Label
from riwaya.report.project.words import Language, counted, plain, say, spoken, word

_DOT = 5.0
_LETTER = 7.4  # units that a letter takes at most
_LINE = 16.0


def render_map(atlas: Atlas, countries: Mapping[str, Label]) -> Iterator[str]:
    """Yield the maps' part of the page. `countries` names the countries by their codes."""
    yield f'<p class="note">{say("map_about")}</p>{_key()}<div class="charts">'
    for number, chart in enumerate(atlas.charts, 1):
        title = plain(chart_title(chart, number))
        yield f'<div class="chart" tabindex="0" role="group" aria-label="{title}">'
        yield f"{draw_chart(chart, number, countries)}</div>\n"
    yield f'</div><p class="note">{say("borders")}</p>\n'
    yield from _list_sites(atlas.sites)
    yield from _list_unplaced(atlas)


def _key() -> str:
    marks = "".join(
        f'<li><i class="k-{kind}" aria-hidden="true"></i> {say(f"key_{kind}")}</li>'
        for kind in ("site", "ring", "hollow")
    )
    return f'<ul class="key">{marks}</ul>'


def chart_title(chart: Chart, number: int) -> Label:
    """Return what a map is called: «Map 1: 12 incidents»."""
    total = sum(len(site.entries) for site in chart.sites)
    name, noun = word("map"), counted("incidents", total)
    return Label(f"{name.en} {number}: {total} {noun.en}", f"{name.ar} {number}: {total} {noun.ar}")


def page_site(site: Site) -> str:
    """Return the address of a place in the page's list of places."""
    return f"#p-{site.number}"


def draw_chart(
    chart: Chart,
    number: int,
    countries: Mapping[str, Label],
    language: Language = "both",
    link: Callable[[Site], str] = page_site,
) -> str:
    """Return a map as SVG, its places as links to `link`; `countries` names the countries by their codes."""
    sites = sorted(chart.sites, key=lambda site: (site.exact, -len(site.entries)))  # rings lie below dots
    size = f"0 0 {chart.width:g} {chart.height:g}"
    ground, shown = [], defaultdict(list)
    for outline, ring in within(chart.frame):
        shown[outline.code or ""].append(ring)
        ground.append(f'<path d="{_path(chart, ring)}"/>')
    taken = [_box(chart, site) for site in sites]
    marks = [_mark(chart, site, language, link) for site in sites]
    names = list(_site_names(chart, taken, language))
    wider = list(_country_names(chart, shown, countries, taken, language))
    title = plain(chart_title(chart, number), language)
    return (
        f'<svg viewBox="{size}" role="group" aria-label="{title}"><g class="ground" aria-hidden="true">{"".join(ground)}</g>'
        f"{''.join([*wider, *marks, *names])}</svg>"
    )


def _path(chart: Chart, ring: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (chart.at(*point) for point in ring)) + "Z"


def _radius(chart: Chart, site: Site) -> float:
    """A dot grows with the root of its incidents; a ring tells how loose the place is, not how much happened."""
    if site.exact:
        return _DOT * math.sqrt(min(len(site.entries), 16))
    return max(11.0, RINGS.get(site.spot.precision, 0.45) * chart.scale)


def _mark(chart: Chart, site: Site, language: Language, link: Callable[[Site], str]) -> str:
    x, y = chart.at(site.spot.longitude, site.spot.latitude)
    style = "exact" if site.exact else "loose"
    firm = "" if any(entry.tone in FIRM for entry in site.entries) else " open"
    inner = "" if site.exact else f'<circle class="core" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>'
    title = plain(_site_title(site), language)
    return (
        f'<a class="{style}{firm}" href="{esc(link(site))}" aria-label="{title}"><title>{title}</title>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_radius(chart, site):.1f}"/>{inner}</a>'
    )


def _site_title(site: Site) -> Label:
    name, count = site.spot.name, len(site.entries)
    noun = counted("incidents", count)
    return Label(f"{name.en}: {count} {noun.en}", f"{name.ar}: {count} {noun.ar}")


Box = tuple[float, float, float, float]


def _box(chart: Chart, site: Site) -> Box:
    x, y = chart.at(site.spot.longitude, site.spot.latitude)
    r = _radius(chart, site) if site.exact else 4.0
    return x - r, y - r, x + r, y + r


def _clear(box: Box, taken: Sequence[Box], chart: Chart) -> bool:
    left, top, right, bottom = box
    if left < 2 or top < 2 or right > chart.width - 2 or bottom > chart.height - 2:
        return False
    return all(right <= b[0] or left >= b[2] or bottom <= b[1] or top >= b[3] for b in taken)


def _site_names(chart: Chart, taken: list[Box], language: Language) -> Iterator[str]:
    """Yield the names that find room, of the fullest places first; the others are told by the list and by their marks."""
    for site in chart.sites:
        x, y = chart.at(site.spot.longitude, site.spot.latitude)
        r = _radius(chart, site) + 3 if site.exact else 6.0
        width = _letters(site.spot.name, language) * _LETTER
        tries = (
            (x + r, y, "start"), (x - r, y, "end"), (x, y - r - _LINE / 2, "middle"), (x, y + r + _LINE / 2, "middle"),
        )  # fmt: skip
        for px, py, side in tries:
            left = {"start": px, "end": px - width, "middle": px - width / 2}[side]
            box = (left, py - _LINE / 2, left + width, py + _LINE / 2)
            if _clear(box, taken, chart):
                taken.append(box)
                yield _text(site.spot.name, px, py, f"name {side}", language)
                break


def _country_names(
    chart: Chart,
    shown: Mapping[str, list[Ring]],
    countries: Mapping[str, Label],
    taken: list[Box],
    language: Language,
) -> Iterator[str]:
    for code, rings in shown.items():
        if code not in countries:
            continue
        largest = max(rings, key=lambda ring: _extent(chart, ring))
        name = countries[code]
        width = _letters(name, language) * _LETTER * 1.15
        for x, y in _inner_points(chart, largest):
            box = (x - width / 2, y - _LINE / 2, x + width / 2, y + _LINE / 2)
            if _clear(box, taken, chart):
                taken.append(box)
                yield _text(name, x, y, "country middle", language)
                break


def _extent(chart: Chart, ring: Ring) -> float:
    xs, ys = zip(*(chart.at(*point) for point in ring), strict=True)
    return float((max(xs) - min(xs)) * (max(ys) - min(ys)))


def _inner_points(chart: Chart, ring: Ring) -> Iterator[tuple[float, float]]:
    """Yield points well within a ring, the most central first: the middles of its widest stretches."""
    points = [chart.at(*point) for point in ring]
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    found = []
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
        y = top + (bottom - top) * share
        crossings = sorted(
            a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for a, b in zip(points, [*points[1:], points[0]], strict=True)
            if (a[1] > y) != (b[1] > y)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            if right - left > 40:
                found.append(((left + right) / 2, y))
    yield from found


def _letters(name: Label, language: Language) -> int:
    return max(len(words) for _, words in spoken(name, language))


def _text(name: Label, x: float, y: float, style: str, language: Language) -> str:
    return "".join(
        f'<text class="{f"{style} {lang}".strip()}"{f" lang={lang}" if lang else ""} x="{x:.1f}" y="{y:.1f}" aria-hidden="true">'
        f"{esc(words)}</text>"
        for lang, words in spoken(name, language)
    )


# Lists.


def _list_sites(sites: Sequence[Site]) -> Iterator[str]:
    if not sites:
        return
    yield f'<h3>{say("places")} <span class="note">{len(sites)}</span></h3><ol class="sites">'
    for site in sites:
        count = len(site.entries)
        precision = say(f"at_{site.spot.precision}")
        country = f"{apart(site.spot.country)} · " if site.spot.country else ""
        yield (
            f'<li id="p-{site.number}" tabindex="-1"><details><summary><b>{apart(site.spot.name)}</b> '
            f'<span class="note">{country}{precision}</span> '
            f'<span class="count">{count}</span></summary><ul>'
        )
        yield from (f"<li>{entry_link(entry)}</li>" for entry in site.entries)
        yield "</ul></details></li>"
    yield "</ol>\n"


def _list_unplaced(atlas: Atlas) -> Iterator[str]:
    if not atlas.unplaced:
        return
    total = sum(len(entries) for _, entries in atlas.unplaced)
    yield f'<h3>{say("unplaced")} <span class="note">{total}</span></h3>'
    yield f'<p class="note">{say("unplaced_about")}</p><ul class="sites">'
    for country, entries in atlas.unplaced:
        name = both(country.en, country.ar) if country else say("no_place")
        yield f'<li><details><summary><b>{name}</b> <span class="count">{len(entries)}</span></summary><ul>'
        yield from (f"<li>{entry_link(entry)}</li>" for entry in entries)
        yield "</ul></details></li>"
    yield "</ul>\n"
