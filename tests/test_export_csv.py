"""The wide table, read back."""

from __future__ import annotations

import csv
import io

import pytest

from export_rows import ROOT, changed, golden_rows, real_rows
from riwaya.export import load_reference
from riwaya.export.cells import unguard
from riwaya.export.columns import COLUMNS, wide
from riwaya.export.csv import write_csv
from riwaya.export.view import Viewer

REFERENCE = load_reference()


def table(rows, **options) -> list[dict[str, str]]:
    main = io.StringIO(newline="")
    write_csv(rows, main, **options)
    return list(csv.DictReader(io.StringIO(main.getvalue(), newline="")))


def test_what_is_read_back_is_what_was_written():
    viewer = Viewer(REFERENCE)
    rows = real_rows()
    back = table(rows)
    assert len(back) == len(rows)
    for row, cells in zip(rows, back, strict=True):
        for name, value in wide(viewer.view(row), REFERENCE).items():
            if isinstance(value, bool):
                assert cells[name] == ("yes" if value else "no")
            elif isinstance(value, int | float):
                assert float(cells[name]) == value
            else:
                assert unguard(cells[name]) == (value or "")


def test_no_cell_of_real_rows_runs():
    for cells in table([*real_rows(), *golden_rows()]):
        for name, cell in cells.items():
            if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
                assert name in ("latitude", "longitude")
                float(cell)


def test_unsaid_is_empty_and_never_0():
    (cells,) = table([changed(next(golden_rows()), tolls=[], casualties=None)])
    assert all(cells[f"{kind}_min"] == "" for kind in ("dead", "injured", "missing", "captured", "displaced"))


@pytest.mark.parametrize(
    ("tolls", "least", "most"),
    [
        ([("dead", 9, 9, "event"), ("dead", 3, 3, "event")], "9", "9"),
        ([("dead", 3, 3, "event"), ("dead", 500, 500, "cumulative")], "3", "3"),
        ([("dead", 500, 500, "cumulative")], "", ""),
        ([("dead", 20, None, "event")], "20", ""),
        ([("dead", None, 5, "event")], "", "5"),
        ([("injured", 3, 3, "event")], "", ""),
    ],
)
def test_of_several_counts_the_largest_of_the_event_stands(tolls, least, most):
    tolls = [
        {"start": 0, "end": 1, "text": "", "kind": kind, "min": low, "max": high, "scope": scope, "of": None}
        for kind, low, high, scope in tolls
    ]
    (cells,) = table([changed(next(golden_rows()), tolls=tolls)])
    assert (cells["dead_min"], cells["dead_max"]) == (least, most)


@pytest.mark.parametrize("bom", [True, False])
def test_excel_gets_its_mark(bom, tmp_path):
    path = tmp_path / "claims.csv"
    write_csv(golden_rows(), path, bom=bom)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") is bom
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.DictReader(stream).fieldnames or ()) == list(COLUMNS)


def test_the_status_stands_before_what_happened():
    assert list(COLUMNS)[:4] == ["claim_id", "status", "reviewed", "sources"]


def test_review_grades_and_incident():
    first, second, third, _ = table(golden_rows())
    assert (first["reviewed"], first["verdict"], first["judged_fields"]) == ("yes", "corrected", "place")
    assert (first["source_reliability"], first["information_credibility"]) == ("B", "3")
    assert (first["independent_least"], first["independent_most"], first["contradicted"]) == ("1", "2", "yes")
    assert (second["reviewed"], second["verdict"]) == ("no", "")
    assert (third["reviewed"], third["verdict"]) == ("no", "again")
    assert third["incident_id"] == third["information_credibility"] == ""


def test_members_of_a_body_are_not_the_body():
    row = next(golden_rows())
    entity = {
        "id": "hts",
        "name": "هيئة تحرير الشام",
        "name_en": "HTS",
        "kind": "armed_group",
        "link": "member",
    }
    actor = {**row.claim["arguments"][0], "entity": entity, "text": "مقاتلون من الهيئة"}
    (cells,) = table([changed(row, arguments=[actor])])
    assert cells["actors"] == "مقاتلون من الهيئة"
    assert cells["actor_ids"] == f"{row.document.id}/local.1"
    assert (cells["actor_bodies"], cells["actor_links"]) == ("hts", "member")


def test_every_column_is_documented():
    docs = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    table = docs.split("## CSV")[1].split("## GeoJSON")[0]
    kinds = ("injured", "missing", "captured", "displaced")
    for name in COLUMNS:
        kind, _, end = name.partition("_")
        assert f"`{name}`" in table or (kind in kinds and end in ("min", "max") and f"`{kind}`" in table), (
            name
        )
