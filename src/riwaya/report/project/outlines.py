"""`data/outlines.tsv` → the rings of countries, and what of them lies within a frame. Its format: tools/build_outlines.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

_UNITS = 100.0
Point = tuple[float, float]  # longitude, latitude
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of the globe in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Frame) -> bool:
        """Whether two frames have ground in common."""
        return (
            self.west < other.east and other.west < self.east
            and self.south < other.north and other.south < self.north
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's ring with the frame that it fills; `code` is ISO's two letters, None if it has none."""

    code: str | None
    name_en: str
    ring: Ring
    frame: Frame


def outline_rows() -> Iterator[tuple[str | None, str, str]]:
    """Yield each country's code, English name and rings as the file has them."""
    text = files("riwaya.data").joinpath("outlines.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    for code, name, rings in rows:
        yield None if code == "-" else code, name, rings


@cache
def outlines() -> tuple[Outline, ...]:
    """Return all rings, the largest first, so that a country within another is drawn over it."""
    found = [_outline(code, name, ring) for code, name, rings in outline_rows() for ring in rings.split(";")]
    return tuple(sorted(found, key=lambda one: -_size(one.frame)))


def _outline(code: str | None, name: str, encoded: str) -> Outline:
    numbers = list(map(int, encoded.split()))
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / _UNITS, y / _UNITS))
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Outline(code, name, tuple(points), Frame(min(xs), min(ys), max(xs), max(ys)))


def _size(frame: Frame) -> float:
    return (frame.east - frame.west) * (frame.north - frame.south)


def within(frame: Frame) -> Iterator[tuple[Outline, Ring]]:
    """Yield what of each country lies within a frame; a ring that leaves it runs along its edge."""
    for outline in outlines():
        if outline.frame.meets(frame) and len(ring := clip(outline.ring, frame)) > 2:
            yield outline, ring


def clip(ring: Sequence[Point], frame: Frame) -> Ring:
    """Return the part of a ring within a frame (Sutherland and Hodgman)."""
    edges: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, frame.west, float.__ge__), (0, frame.east, float.__le__),
        (1, frame.south, float.__ge__), (1, frame.north, float.__le__),
    )  # fmt: skip
    points = list(ring)
    for axis, limit, inside in edges:
        if not points:
            break
        points = list(_cut(points, axis, float(limit), inside))
    return tuple(points)


def _cut(
    points: list[Point], axis: int, limit: float, inside: Callable[[float, float], bool]
) -> Iterator[Point]:
    for a, b in pairwise([points[-1], *points]):
        kept_a, kept_b = inside(a[axis], limit), inside(b[axis], limit)
        if kept_a != kept_b:
            share = (limit - a[axis]) / (b[axis] - a[axis])
            crossing = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
            crossing[axis] = limit
            yield (crossing[0], crossing[1])
        if kept_b:
            yield b
