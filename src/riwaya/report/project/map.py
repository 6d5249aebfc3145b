"""Incidents → maps drawn offline, each place as exact as it is told: a settlement is a dot, a district or province a dashed ring.

Places far from one another get maps of their own. What is told of a country only, or of no place, isn't drawn but listed.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.report.markup import both, esc
from riwaya.report.project.naming import apart, entry_link
from riwaya.report.project.outlines import Frame, Ring, within
from riwaya.report.project.values import Entry, Label, Spot
from riwaya.report.project.words import say, word

APART = 4.0  # degrees between places that don't share a map
SMALLEST = 2.4  # degrees that a map shows at least
MOST_MAPS = 8
WIDTHS = (1200.0, 720.0)  # units of the first drawing, and of the others
FLATTEST, TALLEST = 0.42, 0.6  # height of a drawing to its width
RINGS = {
    "admin2": 0.18,
    "admin1": 0.45,
    "region": 0.9,
}  # degrees that a ring spans on each side; no border, a sign
_DOT = 5.0
_LETTER = 7.4  # units that a letter takes at most
_LINE = 16.0


@dataclass(frozen=True, slots=True)
class Site:
    """A place with the incidents that are told of it."""

    number: int
    spot: Spot
    entries: tuple[Entry, ...]

    @property
    def exact(self) -> bool:
        """Whether it is a settlement and not ground around one."""
        return self.spot.precision == "settlement"


@dataclass(frozen=True, slots=True)
class Chart:
    """A map: a frame, the sites within it, and its size in units of the drawing."""

    frame: Frame
    sites: tuple[Site, ...]
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Units to a degree of latitude."""
        return self.height / (self.frame.north - self.frame.south)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point of the globe is on the drawing."""
        x = (longitude - self.frame.west) / (self.frame.east - self.frame.west) * self.width
        return x, (self.frame.north - latitude) * self.scale


@dataclass(frozen=True, slots=True)
class Atlas:
    """All maps, and the incidents that stand on none: each incident is in one of the three."""

    charts: tuple[Chart, ...]
    elsewhere: tuple[Site, ...]  # with coordinates, but on no map: there are too many far from one another
    unplaced: tuple[tuple[Label | None, tuple[Entry, ...]], ...]  # by country

    @property
    def sites(self) -> tuple[Site, ...]:
        """All places with coordinates, in order of their numbers."""
        return (*(site for chart in self.charts for site in chart.sites), *self.elsewhere)


def make_atlas(entries: Iterable[Entry]) -> Atlas:
    """Return the maps of incidents, the fullest first."""
    at: dict[tuple[float, float, str, str], list[Entry]] = defaultdict(list)
    countries: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.spot is not None:
            spot = entry.spot
            at[(spot.latitude, spot.longitude, spot.precision, spot.name.en)].append(entry)
        else:
            countries[entry.country.en if entry.country else ""].append(entry)
    groups = _near(list(at.values()))
    charts: list[Chart] = []
    number = 0
    for group in groups[:MOST_MAPS]:
        charts.append(_chart(group, number, WIDTHS[min(len(charts), 1)]))
        number += len(group)
    rest = [found for group in groups[MOST_MAPS:] for found in group]
    unplaced = sorted(countries.values(), key=lambda found: (found[0].country is None, -len(found)))
    return Atlas(
        tuple(charts),
        tuple(_site(number + n, found) for n, found in enumerate(rest, 1)),
        tuple((found[0].country, tuple(found)) for found in unplaced),
    )


def _site(number: int, entries: Sequence[Entry]) -> Site:
    spot = entries[0].spot
    assert spot is not None
    return Site(number, spot, tuple(entries))


def _point(entries: Sequence[Entry]) -> tuple[float, float]:
    spot = entries[0].spot
    assert spot is not None
    return spot.longitude, spot.latitude


def _near(places: list[list[Entry]]) -> list[list[list[Entry]]]:
    """Return the places in groups that hang together, the fullest group and in it the fullest place first."""
    left = sorted(places, key=_point)
    groups = []
    while left:
        group, edge = [], [left.pop(0)]
        while edge:
            one = edge.pop()
            group.append(one)
            near = [other for other in left if math.dist(_point(one), _point(other)) < APART]
            left = [other for other in left if other not in near]
            edge += near
        groups.append(sorted(group, key=lambda found: (-len(found), _point(found))))
    return sorted(groups, key=lambda group: (-sum(map(len, group)), _point(group[0])))


def _chart(group: Sequence[Sequence[Entry]], before: int, size: float) -> Chart:
    sites = tuple(_site(before + n, found) for n, found in enumerate(group, 1))
    reach = [(RINGS.get(site.spot.precision, 0.0), site.spot) for site in sites]
    west, east = min(s.longitude - r for r, s in reach), max(s.longitude + r for r, s in reach)
    south, north = min(s.latitude - r for r, s in reach), max(s.latitude + r for r, s in reach)
    middle = math.cos(math.radians((south + north) / 2))
    width = max((east - west) * 1.25, SMALLEST / middle)  # degrees; middle: how long one of longitude is
    height = max((north - south) * 1.25, width * middle * FLATTEST)
    width = max(width, height / middle / TALLEST)
    x, y = (west + east) / 2, (south + north) / 2
    frame = Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return Chart(frame, sites, size, round(size * height / (width * middle), 1))


# Drawing.


def render_map(atlas: Atlas, countries: Mapping[str, Label]) -> Iterator[str]:
    """Yield the maps' part of the page. `countries` names the countries by their codes."""
    yield f'<p class="note">{say("map_about")}</p>{_key()}<div class="charts">'
    for number, chart in enumerate(atlas.charts, 1):
        yield from _render_chart(chart, number, countries)
    yield f'</div><p class="note">{say("borders")}</p>\n'
    yield from _list_sites(atlas.sites)
    yield from _list_unplaced(atlas)


def _key() -> str:
    marks = "".join(
        f'<li><i class="k-{kind}" aria-hidden="true"></i> {say(f"key_{kind}")}</li>'
        for kind in ("site", "ring", "hollow")
    )
    return f'<ul class="key">{marks}</ul>'


def _render_chart(chart: Chart, number: int, countries: Mapping[str, Label]) -> Iterator[str]:
    sites = sorted(chart.sites, key=lambda site: (site.exact, -len(site.entries)))  # rings lie below dots
    total = sum(len(site.entries) for site in sites)
    title = esc(" · ".join(f"{a} {number}: {total} {b}" for a, b in _words("map", "incidents")))
    size = f"0 0 {chart.width:g} {chart.height:g}"
    yield f'<div class="chart" tabindex="0" role="group" aria-label="{title}">'
    yield f'<svg viewBox="{size}" role="group" aria-label="{title}"><g class="ground" aria-hidden="true">'
    shown: dict[str, list[Ring]] = defaultdict(list)
    for outline, ring in within(chart.frame):
        shown[outline.code or ""].append(ring)
        yield f'<path d="{_path(chart, ring)}"/>'
    yield "</g>"
    taken = [_box(chart, site) for site in sites]
    marks = [_mark(chart, site) for site in sites]
    names = list(_site_names(chart, taken))
    yield from _country_names(chart, shown, countries, taken)
    yield from marks
    yield from names
    yield "</svg></div>\n"


def _words(*keys: str) -> Iterator[tuple[str, ...]]:
    """Yield the labels in English, then in Arabic."""
    labels = [word(key) for key in keys]
    yield tuple(one.en for one in labels)
    yield tuple(one.ar for one in labels)


def _path(chart: Chart, ring: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (chart.at(*point) for point in ring)) + "Z"


def _radius(chart: Chart, site: Site) -> float:
    """A dot grows with the root of its incidents; a ring tells how loose the place is, not how much happened."""
    if site.exact:
        return _DOT * math.sqrt(min(len(site.entries), 16))
    return max(11.0, RINGS.get(site.spot.precision, 0.45) * chart.scale)


def _mark(chart: Chart, site: Site) -> str:
    x, y = chart.at(site.spot.longitude, site.spot.latitude)
    tones = Counter("firm" if entry.tone == "reported" else "open" for entry in site.entries)
    style = "exact" if site.exact else "loose"
    name = site.spot.name
    count = len(site.entries)
    noun = word("incidents_1" if count == 1 else "incidents")
    title = esc(f"{name.en} · {name.ar}: {count} {noun.en} · {count} {noun.ar}")
    firm = "" if tones["firm"] else " open"
    inner = "" if site.exact else f'<circle class="core" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>'
    return (
        f'<a class="{style}{firm}" href="#p-{site.number}" aria-label="{title}"><title>{title}</title>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_radius(chart, site):.1f}"/>{inner}</a>'
    )


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


def _site_names(chart: Chart, taken: list[Box]) -> Iterator[str]:
    """Yield the names that find room, of the fullest places first; the others are told by the list and by their marks."""
    for site in chart.sites:
        x, y = chart.at(site.spot.longitude, site.spot.latitude)
        r = _radius(chart, site) + 3 if site.exact else 6.0
        width = max(len(site.spot.name.en), len(site.spot.name.ar)) * _LETTER
        tries = (
            (x + r, y, "start"), (x - r, y, "end"), (x, y - r - _LINE / 2, "middle"), (x, y + r + _LINE / 2, "middle"),
        )  # fmt: skip
        for px, py, side in tries:
            left = {"start": px, "end": px - width, "middle": px - width / 2}[side]
            box = (left, py - _LINE / 2, left + width, py + _LINE / 2)
            if _clear(box, taken, chart):
                taken.append(box)
                yield _text(site.spot.name, px, py, f"name {side}")
                break


def _country_names(
    chart: Chart, shown: Mapping[str, list[Ring]], countries: Mapping[str, Label], taken: list[Box]
) -> Iterator[str]:
    for code, rings in shown.items():
        if code not in countries:
            continue
        largest = max(rings, key=lambda ring: _extent(chart, ring))
        name = countries[code]
        width = max(len(name.en), len(name.ar)) * _LETTER * 1.15
        for x, y in _inner_points(chart, largest):
            box = (x - width / 2, y - _LINE / 2, x + width / 2, y + _LINE / 2)
            if _clear(box, taken, chart):
                taken.append(box)
                yield _text(name, x, y, "country middle")
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


def _text(name: Label, x: float, y: float, style: str) -> str:
    if name.en == name.ar:
        return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" aria-hidden="true">{esc(name.en)}</text>'
    pair = (("en", name.en), ("ar", name.ar))
    return "".join(
        f'<text class="{style} {lang}" lang="{lang}" x="{x:.1f}" y="{y:.1f}" aria-hidden="true">{esc(words)}</text>'
        for lang, words in pair
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
