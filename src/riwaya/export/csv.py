"""Rows → our own table: one line a claim, wide, for spreadsheets and statistics. The columns are those of `columns.py`."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from riwaya.export.cells import guard
from riwaya.export.columns import COLUMNS, HELD, wide
from riwaya.export.output import Target, Written, open_output
from riwaya.export.reference import Reference, load_reference
from riwaya.export.rows import ExportRow
from riwaya.export.view import Viewer

REJECTED = "rejected by a reviewer"


def write_csv(
    rows: Iterable[ExportRow],
    to: Target,
    *,
    side: Target | None = None,
    reference: Reference | None = None,
    bom: bool = False,
) -> Written:
    """Write the table; with `bom` Excel opens it as UTF-8 by itself."""
    reference = reference or load_reference()
    viewer = Viewer(reference)
    with open_output(to, side, HELD, "utf-8-sig" if bom else "utf-8") as out:
        table = csv.writer(out.main)
        table.writerow(COLUMNS)
        for row in rows:
            view = viewer.view(row)
            if view.rejected:
                out.left_out(view, REJECTED)
                continue
            table.writerow([guard(cell) for cell in wide(view, reference).values()])
            out.kept(view, view.id)
        return out.written
