"""Rows → a table for a terminal, or a block a row where it is narrow. Arabic is set apart as in `table.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.box import HORIZONTALS
from rich.cells import cell_len, chop_cells
from rich.table import Table
from rich.text import Text

from riwaya.report.table import draw, isolate, plain

_LEAST = 12  # columns that a flexible cell needs
_INDENT = 4
_R = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_ARABIC = re.compile(rf"«[^«»]*{_R}[^«»]*»|{_R}+(?:[ ،؛.:/\-«»\"]*{_R}+)*")
_MARKS = ("\u200e\u2068", "\u2069\u200e")

Cell = Sequence[str]  # its lines, each safe for a terminal: `safe`, or made of what is


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `share` of the room that the fixed ones leave; 0: as wide as its cells. Numbers stand `right`."""

    name: str
    share: int = 0
    right: bool = False


def safe(words: str) -> str:
    """Return the words on one line, unable to speak to the terminal, Arabic set apart as a whole."""
    return isolate(plain(words))


def mixed(words: str) -> str:
    """Return an English line on which each stretch of Arabic is set apart where it is."""
    return _ARABIC.sub(lambda found: isolate(found.group()), plain(words))


# A table


def grid(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, colour: bool) -> str:
    """Return the rows under their columns; a line between them where a cell has several lines."""
    widths = _widths(columns, rows, width)
    cells = [[list(_folded(cell, room)) for cell, room in zip(row, widths, strict=True)] for row in rows]
    lines = any(len(cell) > 1 for row in cells for cell in row)
    table = Table(box=HORIZONTALS, padding=(0, 1), show_lines=lines, header_style="bold dim")
    for column, room in zip(columns, widths, strict=True):
        table.add_column(column.name, width=room, no_wrap=True, justify="right" if column.right else "left")
    for row in cells:
        table.add_row(*("\n".join(cell) for cell in row))
    return draw(table, width, colour)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    """Give fixed columns what their cells need, and share out the rest; without room for that the widest are cut."""
    room = width - 3 * len(columns) - 1  # two of padding and a divider for each, an edge
    needed = [
        max([cell_len(column.name), *(cell_len(line) for row in rows for line in row[n])])
        for n, column in enumerate(columns)
    ]
    shares = sum(column.share for column in columns)
    left = room - sum(need for need, column in zip(needed, columns, strict=True) if not column.share)
    if not shares or left < _LEAST * sum(1 for column in columns if column.share):
        return _cut(needed, room)
    return [
        min(need, column.share * left // shares) if column.share else need
        for need, column in zip(needed, columns, strict=True)
    ]


def _cut(needed: Sequence[int], room: int) -> list[int]:
    widths = list(needed)
    while sum(widths) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


# Blocks


def block(head: str, fields: Sequence[tuple[str, Cell]], width: int, colour: bool) -> str:
    """Return a head and fields under it, each with its name."""
    text = Text()
    for part in fold_line(head, width):
        text.append(f"{part}\n", "bold")
    label = 2 + max((cell_len(name) for name, cell in fields if cell), default=0)
    for name, cell in fields:
        for n, part in enumerate(_folded(cell, width - label - _INDENT)):
            text.append(" " * _INDENT).append(f"{'' if n else name:<{label}}", "dim").append(f"{part}\n")
    return draw(text, 10_000, colour)


def line(words: str, width: int) -> str:
    """Return a line, folded, a little set in."""
    return "".join(f"  {part}\n" for part in fold_line(words, width - 2))


def heading(words: str, width: int, colour: bool) -> str:
    """Return a heading."""
    text = Text("\n".join(fold_line(words, width)), "bold")
    return draw(text, 10_000, colour)


def _folded(cell: Cell, width: int) -> Iterator[str]:
    for one in cell:
        yield from fold_line(one, width)


# Folding


def fold_line(words: str, width: int) -> Iterator[str]:
    """Yield a line in parts of at most `width` columns; what stands together («…»: …) stays so, Arabic set apart anew."""
    room = max(10, width)
    part: list[_Word] = []
    used = 0
    for word in _words(words, room):
        columns = sum(cell_len(piece) for piece, _ in word)
        if part and used + 1 + columns > room:
            yield _joined(part)
            part, used = [], 0
        used += columns + (1 if part else 0)
        part.append(word)
    if part:
        yield _joined(part)


_Word = list[tuple[str, bool]]  # pieces without a space between, each with whether it is set apart


def _words(words: str, width: int) -> Iterator[_Word]:
    """Yield what spaces divide, whatever is wider than a line in pieces."""
    word: _Word = []
    for n, stretch in enumerate(re.split("|".join(map(re.escape, _MARKS)), words)):
        for piece in re.split(r"(\s+)", stretch):
            if not piece.isspace():
                word += [(piece, n % 2 == 1)] if piece else []
            elif word:
                yield from _fitting(word, width)
                word = []
    if word:
        yield from _fitting(word, width)


def _fitting(word: _Word, width: int) -> Iterator[_Word]:
    if sum(cell_len(piece) for piece, _ in word) <= width:
        yield word
        return
    yield from ([(part, apart)] for piece, apart in word for part in chop_cells(piece, width))


def _joined(part: Sequence[_Word]) -> str:
    """Return the words in a line, neighbouring stretches of Arabic set apart as one."""
    found: list[tuple[str, bool]] = []
    for n, word in enumerate(part):
        for m, (piece, apart) in enumerate(word):
            gap = " " if n and not m else ""
            if found and found[-1][1] == apart:
                found[-1] = (found[-1][0] + gap + piece, apart)
            elif gap and found and not apart:
                found.append((gap + piece, apart))
            elif gap and found:
                found[-1] = (found[-1][0] + gap, found[-1][1])
                found.append((piece, apart))
            else:
                found.append((piece, apart))
    return "".join(f"{_MARKS[0]}{words}{_MARKS[1]}" if apart else words for words, apart in found)
