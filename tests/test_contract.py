import json
from pathlib import Path

import jsonschema
import pytest

import riwaya
from report_fixtures import meeting, strike
from riwaya.contract import casualties, to_json
from riwaya.model import Analysis, Attribution, Mention, Reading, Sentence, Span, Toll

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "docs/schema/reading.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def spans_of(value):
    """Yield everything in the output that has words."""
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value
        for item in value.values():
            yield from spans_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_of(item)


def analysed(reading: Reading) -> Reading:
    """Return the reading with layers made of its own claims."""
    claims = reading.claims
    layers = Analysis(
        sentences=(Sentence(Span(0, 5), 0, ()),),
        mentions=tuple(Mention(a.span, "name", a.entity) for c in claims for a in c.arguments),
        places=tuple(p for c in claims for p in c.places),
        times=tuple(c.time for c in claims if c.time),
        attributions=tuple(Attribution(s, c.clause) for c in claims for s in c.sources),
    )
    return Reading(reading.document, claims, reading.findings, reading.unread, layers)


@pytest.mark.parametrize("reading", [meeting(), strike(), Reading(meeting().document)])
@pytest.mark.parametrize("analysis", [False, True])
def test_the_output_keeps_the_contract(reading, analysis):
    output = json.loads(json.dumps(to_json(analysed(reading), analysis), ensure_ascii=False))
    VALIDATOR.validate(output)
    assert all(s["text"] == output["text"][s["start"] : s["end"]] for s in spans_of(output))


def test_the_contract_has_no_room_for_more():
    output = to_json(meeting())
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({**output, "claims": [{**output["claims"][0], "sentiment": "sad"}]})


@pytest.mark.parametrize("field", ["claims", "text", "unread"])
def test_every_field_is_there_even_when_empty(field):
    output = to_json(meeting())
    del output[field]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(output)


def test_the_layers_come_only_when_asked_for():
    layers = {"sentences", "mentions", "places", "times", "attributions"}
    assert not layers & to_json(meeting()).keys()
    assert layers <= to_json(meeting(), analysis=True).keys()


def test_a_claim_says_who_what_where_and_when():
    claim = to_json(meeting())["claims"][0]
    assert claim["trigger"]["text"] == "اجتمعوا"
    assert [(a["role"], a["text"]) for a in claim["arguments"]] == [
        ("actor", "مسؤولين في قسد"),
        ("recipient", "مسؤولين في الهيئة"),
    ]
    assert claim["arguments"][0]["entity"]["link"] == "member"
    assert claim["place"]["admin1_en"] == "Aleppo"
    assert claim["places"][0]["role"] == "at"
    assert (claim["time"]["earliest"], claim["time"]["latest"]) == ("2022-12-12", "2022-12-12")
    assert claim["sources"][0]["cue"]["text"] == "قالت"


def toll(kind, least, most=None, scope="event"):
    return Toll(kind, least, most, scope, Span(0, 1))


@pytest.mark.parametrize(
    ("tolls", "expected"),
    [
        ([], None),
        ([toll("dead", 7)], {"dead": 7, "injured": None}),
        ([toll("dead", 7, 9), toll("injured", 2)], {"dead": 7, "injured": 2}),
        ([toll("dead", 9), toll("dead", 3)], {"dead": 9, "injured": None}),
        ([toll("dead", 0)], {"dead": 0, "injured": None}),
        # not the event's own, not known, not a casualty
        ([toll("dead", 400, scope="cumulative")], None),
        ([toll("dead", None, 5)], None),
        ([toll("captured", 4)], None),
    ],
)
def test_casualties_are_the_least_of_the_events_own(tolls, expected):
    assert casualties(tuple(tolls)) == expected


def test_the_api_is_what_it_says():
    assert {name: getattr(riwaya, name) for name in riwaya.__all__}
    assert riwaya.to_json is to_json
    with pytest.raises(AttributeError):
        riwaya.reed  # noqa: B018


@pytest.mark.parametrize(
    ("text", "least", "figures"),
    [
        ("قُتل عشرات المدنيين في قصف على بلدة سراقب.", 20, None),
        ("قُتل 20 مدنياً في قصف على بلدة سراقب.", 20, {"dead": 20, "injured": None}),
        ("قُتل 20 مدنياً على الأقل في قصف على بلدة سراقب.", 20, {"dead": 20, "injured": None}),
    ],
)
def test_a_vague_number_has_a_minimum_and_is_no_figure(text, least, figures):
    claim = to_json(riwaya.read_text(text))["claims"][0]
    assert [t["min"] for t in claim["tolls"] if t["kind"] == "dead"] == [least]
    assert claim["casualties"] == figures
