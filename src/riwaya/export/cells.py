"""A value → a cell of a table that no spreadsheet runs as a formula.

A text that begins with one of `=+-@`, their full-width twins, a tab or a line end gets a `'` before it; so does one that begins
with `'` and then one of these, which makes the way back exact. Numbers stay numbers: «-3.5» written from a float is -3.5.
"""

from __future__ import annotations

import re

Cell = str | int | float | bool | None

_RUNS = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def guard(value: Cell) -> str | int | float:
    """Return what is written: «=1+1» → «'=1+1», -3.5 → -3.5, None → empty, True → yes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _RUNS.match(value):
        return "'" + value
    return value


def unguard(cell: str) -> str:
    """Return the text that `guard` was given."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
