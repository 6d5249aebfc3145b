"""Readings → lines for a terminal: a claim a row, or a field a line where the terminal is narrow.

Terminals differ: some lay Arabic out from right to left, some don't. Each stretch of Arabic is set apart
(isolate marks with a left-to-right mark on either side), so that the columns keep their places in both.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from rich.box import HORIZONTALS
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

from riwaya.model import Argument, Claim, Document, Finding, Place, Reading, Source, Span, Time, Toll, Unread
from riwaya.report.labels import label, quad, sign, title

NARROW = 100  # columns: below this a row has no room for its cells
_LRM, _FSI, _PDI = "\u200e", "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BREAKS = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)
_TURNS = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
_CONTROLS = dict.fromkeys(_BREAKS, " ") | dict.fromkeys(_TURNS, "")
_COLOURS = {1: "green", 2: "blue", 3: "yellow", 4: "red"}
_NUMBER, _KIND = 3, 14
_SHARES = {"who": 6, "where": 4, "when": 4, "said by": 5, "words": 7}


def render_table(
    readings: Iterable[Reading], width: int = 120, gloss: bool = False, colour: bool = False
) -> Iterator[str]:
    """Yield the readings as text for a terminal of `width` columns, report by report.

    `gloss`: only the English line of each claim. `colour`: with the terminal's colour codes.
    """
    for reading in readings:
        yield _paint(_heading(reading.document), colour)
        if gloss:
            yield from (_gloss_line(claim) for claim in reading.claims)
        elif width < NARROW:
            yield from (
                _paint(_block(claim, n, reading.document.text, width), colour) for n, claim in _count(reading)
            )
        elif reading.claims:
            yield draw(_grid(reading, width), width, colour)
        yield _paint(_closing(reading, width), colour)


def _count(reading: Reading) -> Iterator[tuple[int, Claim]]:
    yield from enumerate(reading.claims, 1)


# Text that is safe and keeps its place.


def plain(words: str) -> str:
    """Return words on one line without control characters: no report speaks to the terminal."""
    return " ".join(words.translate(_CONTROLS).split())


def isolate(words: str) -> str:
    """Return words that keep to themselves: Arabic in isolate marks, anything else as it is."""
    return f"{_LRM}{_FSI}{words}{_PDI}{_LRM}" if _RIGHT_TO_LEFT.search(words) else words


def _said(span: Span, text: str) -> str:
    return plain(span.of(text))


# A report's lines.


def _heading(document: Document) -> Text:
    day = document.published.isoformat() if document.published else "date unknown"
    parts = [plain(title(document) or document.id), plain(document.outlet or ""), day]
    return Text("\n").append(" · ".join(isolate(part) for part in parts if part), "bold").append("\n")


def _gloss_line(claim: Claim) -> str:
    # Arabic stands in «…» here: each quotation is set apart where it is.
    line = re.sub("«[^»]*»", lambda found: isolate(found.group()), plain(claim.gloss_en))
    return f"  {sign(claim.status)} {line or claim.type}\n"


def _closing(reading: Reading, width: int) -> Text:
    closing = Text()
    for finding in reading.findings:
        _append(closing, f"⚑ {_finding(finding, reading.document.text)}", width, "yellow")
    counts = [_number(len(reading.claims), "claim"), _number(len(reading.findings), "finding")]
    counts.append(f"{_number(len(reading.unread), 'sentence')} left unread{_why(reading.unread)}")
    _append(closing, ", ".join(counts), width, "dim")
    return closing


def _append(block: Text, line: str, width: int, style: str) -> None:
    for n, part in enumerate(wrap(line, max(10, width - 4))):
        block.append(f"{'    ' if n else '  '}{part}\n", style)


def _finding(finding: Finding, text: str) -> str:
    words = " … ".join(isolate(_said(span, text)) for span in finding.spans)
    return f"{plain(finding.message)}: {words}" if words else plain(finding.message)


def _why(unread: tuple[Unread, ...]) -> str:
    """The reasons by their number: « (2 × a habitual statement)»."""
    reasons: dict[str, int] = {}
    for one in unread:
        reason = re.sub(r" \(.*\)$", "", plain(one.reason))
        reasons[reason] = reasons.get(reason, 0) + 1
    listed = "; ".join(f"{count} × {reason}" for reason, count in reasons.items())
    return f" ({listed})" if listed else ""


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


# A claim's fields, each a list of lines.


def _kind(claim: Claim) -> str:
    return f"{claim.type} {claim.mode}" if claim.mode else claim.type


def _status(claim: Claim) -> str:
    return f"{sign(claim.status)} {claim.status}"


def _doubt(claim: Claim) -> str:
    return "" if claim.certainty == "certain" else claim.certainty


def _who(claim: Claim, text: str) -> list[str]:
    actors = [_party(argument, text) for argument in claim.of("actor")]
    recipients = [f"→ {_party(argument, text)}" for argument in claim.of("recipient")]
    return actors + recipients


def _party(argument: Argument, text: str) -> str:
    """The English name where it is known, else the words (a short form's in full)."""
    entity = argument.entity
    words = _said(argument.antecedent or argument.span, text)
    if entity is None or entity.name_en is None:
        return isolate(words)
    name = plain(entity.name_en)
    return name if entity.link == "is" else f"{isolate(words)} ({label('link', entity.link)[0]} {name})"


def _where(claim: Claim, text: str) -> list[str]:
    return [_place(place, text) for place in claim.places]


def _place(place: Place, text: str) -> str:
    lead = "" if place.role == "at" else f"{place.role} "
    if place.name_en is None:
        return lead + isolate(_said(place.span, text))
    names = dict.fromkeys(
        plain(name) for name in (place.name_en, place.admin1_en or place.country_en) if name
    )
    return lead + ", ".join(names)


def _when(time: Time | None, text: str) -> list[str]:
    if time is None:
        return []
    return [_days(time.earliest, time.latest) or isolate(_said(time.span, text))]


def _days(earliest: date | None, latest: date | None) -> str:
    if earliest is None or latest is None:
        return f"≥ {earliest}" if earliest else f"≤ {latest}" if latest else ""
    return f"{earliest}" if earliest == latest else f"{earliest}…{latest}"


def _tolls(claim: Claim) -> list[str]:
    return [_toll(toll) for toll in claim.tolls if (toll.min, toll.max) != (None, None)]


def _toll(toll: Toll) -> str:
    total = " in total" if toll.scope == "cumulative" else ""
    if toll.min == toll.max:
        return f"{toll.min} {toll.kind}{total}"
    if toll.min is None:
        return f"≤ {toll.max} {toll.kind}{total}"
    return f"{toll.min}–{toll.max} {toll.kind}{total}" if toll.max else f"≥ {toll.min} {toll.kind}{total}"


def _sources(claim: Claim, text: str) -> list[str]:
    """The chain, outermost first, each further one behind «↳»."""
    chain = [_source(source, text) for source in claim.sources]
    return [f"{'↳ ' if depth else ''}{words}" for depth, words in enumerate(chain)] or ["the outlet"]


def _source(source: Source, text: str) -> str:
    words = isolate(_said(source.antecedent or source.span, text))
    entity = source.entity
    known = entity is not None and entity.link == "is" and entity.name_en is not None
    name = plain(entity.name_en) if entity is not None and entity.name_en is not None and known else words
    return name if source.stance in ("neutral", "affirms") else f"{name} {label('stance', source.stance)[0]}"


# Wide: a claim a row.


def _grid(reading: Reading, width: int) -> Table:
    table = Table(box=HORIZONTALS, padding=(0, 1), show_lines=True, header_style="bold dim")
    table.add_column("#", width=_NUMBER, justify="right", no_wrap=True)
    table.add_column("what", width=_KIND, no_wrap=True)
    widths = _widths(width)
    for name, columns in widths.items():
        table.add_column(
            {"who": "who → to whom", "when": "when, toll"}.get(name, name), width=columns, no_wrap=True
        )
    for number, claim in _count(reading):
        table.add_row(str(number), _what(claim), *_cells(claim, reading.document.text, widths))
    return table


def _widths(width: int) -> dict[str, int]:
    """Share out the columns that number, kind and the space between cells leave."""
    columns = len(_SHARES) + 2
    left = width - _NUMBER - _KIND - 3 * columns - 1  # two of padding and a divider for each, an edge
    unit = left / sum(_SHARES.values())
    return {name: int(share * unit) for name, share in _SHARES.items()}


def _what(claim: Claim) -> Text:
    name = Text(claim.type, f"bold {_COLOURS[quad(claim.type)]}")
    if claim.mode:
        name.append(f"\n{claim.mode}", "default not bold")
    name.append(f"\n{_status(claim)}", "default not bold" if claim.status == "asserted" else "magenta")
    return name.append(f"\n  {_doubt(claim)}" if _doubt(claim) else "", "default not bold")


def _cells(claim: Claim, text: str, widths: dict[str, int]) -> Iterator[str]:
    fields = {
        "who": _who(claim, text),
        "where": _where(claim, text),
        "when": _when(claim.time, text) + _tolls(claim),
        "said by": _sources(claim, text),
        "words": [isolate(_said(claim.clause, text))],
    }
    for name, lines in fields.items():
        yield "\n".join(part for line in lines for part in wrap(line, widths[name]))


def wrap(line: str, width: int) -> Iterator[str]:
    """Yield a line in parts of at most `width` columns, Arabic set apart anew in each part."""
    part: list[tuple[str, bool]] = []
    room = width
    for word, arabic in _words(line, width):
        columns = cell_len(word) + (1 if part else 0)
        if part and columns > room:
            yield _joined(part)
            part, room, columns = [], width, cell_len(word)
        part.append((word, arabic))
        room -= columns
    if part:
        yield _joined(part)


def _words(line: str, width: int) -> Iterator[tuple[str, bool]]:
    """Yield the words of a line, each with whether it stands within isolate marks."""
    for n, stretch in enumerate(re.split(f"{_LRM}{_FSI}|{_PDI}{_LRM}", line)):
        yield from ((word, n % 2 == 1) for word in _fitting(stretch.split(), width))


def _joined(part: list[tuple[str, bool]]) -> str:
    groups = groupby(part, key=lambda one: one[1])
    stretches = ((" ".join(word for word, _ in group), arabic) for arabic, group in groups)
    return " ".join(isolate(words) if arabic else words for words, arabic in stretches)


def _fitting(words: Iterable[str], width: int) -> Iterator[str]:
    """Yield the words, one that is wider than a line in pieces."""
    for word in words:
        yield from chop_cells(word, width) if cell_len(word) > width else (word,)


# Narrow: a field a line.


def _block(claim: Claim, number: int, text: str, width: int) -> Text:
    block = Text(f"{number:>3} ").append(_kind(claim), f"bold {_COLOURS[quad(claim.type)]}")
    block.append(f" · {_status(claim)}", "default" if claim.status == "asserted" else "magenta")
    block.append(f", {_doubt(claim)}\n" if _doubt(claim) else "\n", "default")
    fields = (
        ("who", _who(claim, text)),
        ("where", _where(claim, text)),
        ("when", _when(claim.time, text)),
        ("toll", _tolls(claim)),
        ("said by", _sources(claim, text)),
        ("words", [isolate(_said(claim.clause, text))]),
    )
    for name, lines in fields:
        parts = [part for line in lines for part in wrap(line, max(10, width - 14))]
        for n, part in enumerate(parts):
            block.append(f"    {'' if n else name:<9}", "dim").append(f"{part}\n")
    return block


# rich → text.


def _paint(text: Text, colour: bool) -> str:
    return draw(text, 10_000, colour).removesuffix("\n") if colour else text.plain


def draw(content: Table | Text, width: int, colour: bool) -> str:
    """Return a table or a text as a terminal of `width` columns shows it."""
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, color_system="standard" if colour else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False, soft_wrap=isinstance(content, Text),
    )  # fmt: skip
    console.print(content)
    lines = stream.getvalue().split("\n")
    return "\n".join(line.rstrip() for line in lines)
