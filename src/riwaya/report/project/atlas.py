"""Incidents → places, and maps of those that lie near one another: a settlement is exact, a district or a province is loose.

Places far from one another get maps of their own. What is told of a country only, or of no place, is on none.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riwaya.report.project.outlines import Frame
from riwaya.report.project.values import Entry, Label, Spot

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
