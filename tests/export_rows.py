"""Rows for the tests of exports: of real readings, and of one that is kept so that the golden files stay small."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import riwaya
from riwaya.export import ExportIncident, ExportRow, Review, rows_of

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden" / "export"


@cache
def real_rows() -> tuple[ExportRow, ...]:
    """The claims of the samples and of the annotated fiction."""
    inputs = [*sorted((ROOT / "samples").iterdir()), ROOT / "gold" / "fiction_articles.jsonl"]
    readings = riwaya.read(*(path for path in inputs if path.suffix in (".txt", ".html", ".jsonl")), jobs=1)
    return tuple(row for reading in readings for row in rows_of(riwaya.to_json(reading)))


def rows_from(text: str, **about: str) -> list[ExportRow]:
    """The claims of a text."""
    return list(rows_of(riwaya.to_json(riwaya.read_text(text, **about))))


def golden_rows() -> Iterator[ExportRow]:
    """A strike that an incident and a review go with, a denial, an accusation, a threat and what is threatened, rejected."""
    reading = json.loads((GOLDEN / "reading.jsonl").read_text(encoding="utf-8"))
    strike, denial, accusation, threat, storming = rows_of(reading)
    incident = ExportIncident("i-1", 3, 1, 2, True, 3, ("two independent accounts", "one of them denies"))
    yield replace(
        strike, incident=incident, reviewed=Review("reviewer", "2020-04-01T10:00:00Z", "corrected"), judged=("place",),
        reliability="B",
    )  # fmt: skip
    yield replace(denial, incident=incident)
    yield replace(accusation, reviewed=Review("reviewer", "2020-04-01", "again"))
    yield threat
    yield replace(storming, reviewed=Review("reviewer", "2020-04-02", "rejected"))


def changed(row: ExportRow, **fields: object) -> ExportRow:
    """The row with other values in its claim."""
    return replace(row, claim={**row.claim, **fields})
