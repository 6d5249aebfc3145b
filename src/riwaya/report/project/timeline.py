"""Incidents → a timeline as exact as what is told: a day is a dot, a longer time a bar, an open end fades.

What has no day at all, or only a very loose one, is listed apart. Time runs in bands, a month or a year each, so that
years in which nothing is told take no room. The bands are lists of links: they work without a script, and turn with the
page's direction.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from riwaya.report.markup import esc, ui
from riwaya.report.project.naming import entry_link, entry_name, months, page_link
from riwaya.report.project.values import Entry
from riwaya.report.project.words import Language, say, shown

MOST_MONTHS = 14  # with more of them, a band is a year
LONGEST = {"month": 92, "year": 731}  # days that a bar may last; what is looser is listed apart
MOST_LANES = 14  # what finds no room above one another is listed below the band
LATE = 550  # thousandths from which a tip opens towards the beginning
_DOT = {"month": 32, "year": 12}  # thousandths of a band that a dot takes
Unit = Literal["month", "year"]


@dataclass(frozen=True, slots=True)
class Slot:
    """An incident in a band: thousandths of the band's length from its beginning."""

    entry: Entry
    start: int
    width: int  # 0: a day, drawn as a dot
    lane: int
    before: bool = False  # it begins earlier than the slot, or nobody tells when
    after: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A month or a year with what is dated in it."""

    first: date
    days: int
    slots: tuple[Slot, ...]
    crowded: tuple[Entry, ...] = ()  # found no room

    @property
    def lanes(self) -> int:
        """How many rows of slots it has."""
        return 1 + max((slot.lane for slot in self.slots), default=0)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bands in order, and the incidents that have no place on them."""

    unit: Unit
    bands: tuple[Band, ...]
    loose: tuple[Entry, ...]  # dated too loosely for a bar
    undated: tuple[Entry, ...]


def lay_out(entries: Iterable[Entry]) -> Timeline:
    """Return the timeline: every incident is in a band, among the loose, or among the undated, and in one of these only."""
    kept = list(entries)
    dated = [e for e in kept if e.dated]
    near = [e for e in dated if _length(e) <= LONGEST["month"]]
    unit: Unit = "month" if len({_first_day(_start(e), "month") for e in near}) <= MOST_MONTHS else "year"
    placed = [e for e in dated if _length(e) <= LONGEST[unit]]
    starts = sorted({day for e in placed for day in _bands_of(e, unit)})
    return Timeline(
        unit,
        tuple(_band(day, unit, placed) for day in starts),
        tuple(sorted((e for e in dated if _length(e) > LONGEST[unit]), key=_order)),
        tuple(e for e in kept if not e.dated),
    )


def _start(entry: Entry) -> date:
    found = entry.earliest or entry.latest
    assert found is not None
    return found


def _end(entry: Entry) -> date:
    found = entry.latest or entry.earliest
    assert found is not None
    return found


def _length(entry: Entry) -> int:
    return (_end(entry) - _start(entry)).days + 1


def _order(entry: Entry) -> tuple[date, date, str]:
    return _start(entry), _end(entry), entry.id


def _first_day(day: date, unit: Unit) -> date:
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _days_in(first: date, unit: Unit) -> int:
    if unit == "month":
        return monthrange(first.year, first.month)[1]
    return (date(first.year, 12, 31) - first).days + 1


def _bands_of(entry: Entry, unit: Unit) -> Iterator[date]:
    day = _first_day(_start(entry), unit)
    while day <= _end(entry):
        yield day
        if day.year == date.max.year:
            return
        day = _first_day(day + timedelta(days=_days_in(day, unit)), unit)


def _band(first: date, unit: Unit, entries: Sequence[Entry]) -> Band:
    days = _days_in(first, unit)
    last = first + timedelta(days=days - 1)
    inside = sorted((e for e in entries if _start(e) <= last and _end(e) >= first), key=_order)
    free: list[int] = []  # where each lane is free again
    slots, crowded = [], []
    for entry in inside:
        slot = _slot(entry, first, days, unit)
        end = slot.start + max(slot.width, _DOT[unit])
        lane = next((n for n, taken in enumerate(free) if taken <= slot.start), len(free))
        if lane >= MOST_LANES:
            crowded.append(entry)
            continue
        free[lane : lane + 1] = [end]
        slots.append(Slot(entry, slot.start, slot.width, lane, slot.before, slot.after))
    return Band(first, days, tuple(slots), tuple(crowded))


def _slot(entry: Entry, first: date, days: int, unit: Unit) -> Slot:
    start, end = (_start(entry) - first).days, (_end(entry) - first).days + 1
    before, after = start < 0 or entry.earliest is None, end > days or entry.latest is None
    if entry.latest is None:  # from that day on: it fades towards the end of the band
        end = days
    elif entry.earliest is None:
        start = 0
    start, end = max(0, start), min(days, end)
    left = start * 1000 // days
    if end - start == 1 and not before and not after:
        return Slot(entry, min(left, 1000 - _DOT[unit]), 0, 0)
    return Slot(entry, left, max(_DOT[unit], end * 1000 // days - left), 0, before, after)


def render_timeline(timeline: Timeline) -> Iterator[str]:
    """Yield the timeline's part of the page."""
    yield f'<p class="note">{say("timeline_about")}</p>{_key()}'
    yield f'<div class="bands {timeline.unit}" role="group" aria-labelledby="timeline-h" tabindex="0">'
    for band in timeline.bands:
        yield draw_band(band, timeline.unit)
    yield "</div>\n"
    yield from _listed("loose", timeline.loose)
    yield from _listed("undated", timeline.undated)


def _key() -> str:
    marks = [
        f'<li><i class="k-{kind}" aria-hidden="true"></i> {say(f"key_{kind}")}</li>'
        for kind in ("dot", "bar", "fade", "hollow")
    ]
    quads = [
        f'<li class="q{n}"><i class="k-quad" aria-hidden="true"></i> {ui("quad", f"{n}")}</li>'
        for n in (1, 2, 3, 4)
    ]
    return f'<ul class="key">{"".join(marks + quads)}</ul>'


def draw_band(
    band: Band, unit: Unit, language: Language = "both", link: Callable[[Entry], str | None] = page_link
) -> str:
    """Return a band as HTML, its incidents as links to `link`; `timeline_rules` put them in their places."""
    name = months(band.first) if unit == "month" else None
    title = shown(name, language) if name else f"<bdi>{band.first.year}</bdi>"
    slots = "".join(_render_slot(slot, language, link) for slot in band.slots)
    rest = ""
    if band.crowded:
        links = " · ".join(entry_link(entry, language=language, link=link) for entry in band.crowded)
        rest = (
            f"<details><summary>{len(band.crowded)} {say('more', language)}</summary><p>{links}</p></details>"
        )
    return (
        f'<section class="band"><h3><time datetime="{_stamp(band.first, unit)}">{title}</time></h3>'
        f'<div class="track h{band.lanes}"><div class="ticks" aria-hidden="true">{_ticks(band, unit)}</div>'
        f"<ol>{slots}</ol></div>{rest}</section>\n"
    )


def _stamp(first: date, unit: Unit) -> str:
    return first.isoformat()[: 7 if unit == "month" else 4]


def _ticks(band: Band, unit: Unit) -> str:
    if unit == "month":
        return "".join(
            f'<span class="x{(day - 1) * 1000 // band.days}">{day}</span>'
            for day in (1, 5, 10, 15, 20, 25, 30)
            if day <= band.days
        )
    firsts = [date(band.first.year, month, 1) for month in range(1, 13)]
    return "".join(
        f'<span class="x{(day - band.first).days * 1000 // band.days}">{day.month}</span>' for day in firsts
    )


def _render_slot(slot: Slot, language: Language, link: Callable[[Entry], str | None]) -> str:
    ends = [name for name, open_ in (("before", slot.before), ("after", slot.after)) if open_]
    shape = f"w{slot.width}" if slot.width else "dot"
    ends += ["late"] if slot.start > LATE else []
    classes = " ".join([f"x{slot.start}", f"l{slot.lane}", shape, *ends])
    tip = f'<span class="tip">{entry_name(slot.entry, language)}</span>'
    return f'<li class="{classes}">{entry_link(slot.entry, "mark", tip, language, link)}</li>'


def _listed(name: str, entries: Sequence[Entry]) -> Iterator[str]:
    if not entries:
        return
    yield f'<details class="listed" id="{esc(name)}"><summary>{say(name)} <span class="note">{len(entries)}</span></summary><ul>'
    yield from (f"<li>{entry_link(entry)}</li>" for entry in entries)
    yield "</ul></details>\n"


def timeline_rules(timeline: Timeline) -> Iterator[str]:
    """Yield the rules of style that put the slots in their places; the page's policy allows no style on an element."""
    slots = [slot for band in timeline.bands for slot in band.slots]
    ticks = {
        int(n.split('"')[0])
        for band in timeline.bands
        for n in _ticks(band, timeline.unit).split('class="x')[1:]
    }
    for start in sorted({slot.start for slot in slots} | ticks):
        yield f".x{start}{{inset-inline-start:{start / 10:g}%}}"
    for width in sorted({slot.width for slot in slots if slot.width}):
        yield f".w{width}{{width:{width / 10:g}%}}"
    for lane in range(max((band.lanes for band in timeline.bands), default=0)):
        yield f".l{lane}{{inset-block-start:calc({lane}*var(--lane))}} .h{lane + 1}{{--lanes:{lane + 1}}}"
