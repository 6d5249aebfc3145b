"""PLOVER's lines against its required and optional fields."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import jsonschema
import pytest

from export_rows import changed, golden_rows, real_rows
from riwaya.export import load_reference
from riwaya.export.plover import write_plover
from riwaya.model import EVENT_TYPES

DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
TEXT = {"type": "string", "minLength": 1}
ENTITY = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^([A-Z]{3}|---)$"},
        "sector": {"type": "array", "items": {"pattern": "^[A-Z]{3}$"}},
        "entity_text": TEXT,
        "identifier_id": TEXT,
        "identifier_text": TEXT,
    },
    "additionalProperties": False,
    "minProperties": 1,
}
LOCATION = {
    "type": "object",
    "properties": {
        **dict.fromkeys(
            ("extracted_place", "resolved_place", "city", "district", "province", "country", "country_code"),
            TEXT,
        ),
        "geonameid": {"type": "integer"},
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lon": {"type": "number", "minimum": -180, "maximum": 180},
        "feature_class": {"enum": ["A", "L", "P", "S"]},
        "feature_code": TEXT,
        "resolution": {"type": "integer", "minimum": 1, "maximum": 5},
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "properties": {
        "id": TEXT,
        "date": DAY,
        "enddate": DAY,
        "actor": {"type": "array", "minItems": 1, "items": ENTITY},
        "recipient": {"type": "array", "minItems": 1, "items": ENTITY},
        "event": {"enum": list(EVENT_TYPES)},
        "event_loc": {"type": "array", "items": LOCATION},
        "event_text": TEXT,
        "quad_code": {"enum": [1, 2, 3, 4]},
        "mode": TEXT,
        "context": {"type": "array", "items": TEXT},
        "size": {
            "properties": {key: {"type": "integer"} for key in ("dead", "injured", "arrested")},
            "additionalProperties": False,
        },
        "link": TEXT,
        "text": {"type": "string"},
        "text_info": {"required": ["start", "end"]},
        "cite_info": {"type": "object"},
        "coder": TEXT,
        "comment": {
            "type": "string",
            "pattern": "^status=(asserted|denied|alleged|planned|requested|hypothetical); ",
        },
    },
    "additionalProperties": False,
}


def lines(rows) -> list[dict]:
    main = io.StringIO()
    write_plover(rows, main)
    return [json.loads(line) for line in main.getvalue().splitlines()]


def test_every_line_has_what_plover_requires():
    check = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    found = lines([*real_rows(), *golden_rows()])
    assert len(found) > 300
    for line in found:
        check.validate(line)


def test_types_and_modes_are_plovers():
    plover = load_reference().tables.plover
    assert set(plover["quad"]) == set(EVENT_TYPES)
    assert set(plover["modes"]) <= set(EVENT_TYPES)
    for line in lines(real_rows()):
        assert "mode" not in line or line["mode"] in plover["modes"][line["event"]]


def test_a_mode_of_ours_goes_into_the_comment():
    (line,) = lines([changed(next(golden_rows()), type="CONSULT", mode="secret")])
    assert "mode" not in line
    assert "Mode outside PLOVER: secret." in line["comment"]


@pytest.mark.parametrize(
    ("earliest", "latest", "published", "date", "enddate", "noted"),
    [
        ("2020-03-05", "2020-03-05", "2020-03-07", "2020-03-05", None, False),
        ("2020-03-01", "2020-03-05", "2020-03-07", "2020-03-01", "2020-03-05", False),
        ("2020-03-01", None, "2020-03-07", "2020-03-01", None, False),
        (None, "2020-03-05", "2020-03-07", "2020-03-07", None, True),
        (None, None, "2020-03-07", "2020-03-07", None, True),
    ],
)
def test_dates(earliest, latest, published, date, enddate, noted):
    row = next(golden_rows())
    row = changed(row, time={**row.claim["time"], "earliest": earliest, "latest": latest})
    (line,) = lines([replace(row, document=replace(row.document, published=published))])
    assert (line["date"], line.get("enddate")) == (date, enddate)
    assert ("date is that of publication" in line["comment"]) is noted


def test_without_any_day_the_claim_is_left_out():
    row = changed(next(golden_rows()), time=None)
    assert lines([replace(row, document=replace(row.document, published=None))]) == []


@pytest.mark.parametrize(
    ("status", "context"),
    [
        ("asserted", None),
        ("alleged", None),
        ("denied", None),
        ("planned", ["hypothetical"]),
        ("requested", ["hypothetical"]),
        ("hypothetical", ["hypothetical"]),
    ],
)
def test_what_has_not_happened_is_marked(status, context):
    (line,) = lines([changed(next(golden_rows()), status=status)])
    assert line.get("context") == context
    assert line["comment"].startswith(f"status={status}; ")


def test_nobody_told_is_nobody():
    (line,) = lines([changed(next(golden_rows()), arguments=[])])
    assert line["actor"] == [{"code": "---"}]
    assert "recipient" not in line
