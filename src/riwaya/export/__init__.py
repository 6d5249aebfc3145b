"""Claims → the files that the field reads: CSV, PLOVER, ACLED, Follow the Money, GeoJSON. See `docs/export.md`."""

from __future__ import annotations

from riwaya.export.output import Target, Written
from riwaya.export.reference import Reference, load_reference
from riwaya.export.rows import ExportDocument, ExportIncident, ExportRow, Review, rows_of
from riwaya.export.writers import FORMATS, write

__all__ = [
    "FORMATS",
    "ExportDocument",
    "ExportIncident",
    "ExportRow",
    "Reference",
    "Review",
    "Target",
    "Written",
    "load_reference",
    "rows_of",
    "write",
]
