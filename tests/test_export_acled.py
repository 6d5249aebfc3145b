"""ACLED's table: what becomes a row, and as what."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from export_rows import changed, golden_rows, real_rows
from riwaya.export import load_reference
from riwaya.export.acled import COLUMNS, write_acled
from riwaya.model import STATUSES

ACLED = load_reference().tables.acled


def table(rows, **options) -> tuple[list[dict[str, str]], list[str]]:
    """The rows, and why others were left out."""
    main, side = io.StringIO(newline=""), io.StringIO()
    write_acled(rows, main, side=side, **options)
    out = [json.loads(line)["left_out"] for line in side.getvalue().splitlines()]
    return list(csv.DictReader(io.StringIO(main.getvalue(), newline=""))), [
        reason for reason in out if reason
    ]


def party(role, kind, link="is", country="sy", words="من"):
    known = {"military": f"army.{country}", "armed_group": "hts", "government": f"gov.{country}"}.get(kind)
    entity = known and {"id": known, "name": words, "name_en": known, "kind": kind, "link": link}
    return {
        "role": role, "start": 0, "end": 1, "text": words, "entity": entity, "refers_to": f"local.{kind}",
        "antecedent": None, "via": None,
    }  # fmt: skip


def row_of(type_, mode=None, weapon=None, actors=(), recipients=(), tolls=(), **fields):
    """The strike of the golden rows as another event among these kinds."""
    row = next(golden_rows())
    kinds = {*actors, *recipients}
    entities = [{"id": f"local.{kind}", "kind": kind, "name": "من", "mentions": []} for kind in kinds]
    arguments = [
        *(party("actor", kind) for kind in actors),
        *(party("recipient", kind) for kind in recipients),
    ]
    tolls = [
        {"start": 0, "end": 1, "text": "", "kind": kind, "min": 1, "max": 1, "scope": "event", "of": None}
        for kind in tolls
    ]
    fields = {"type": type_, "mode": mode, "weapon": weapon, "arguments": arguments, "tolls": tolls, **fields}
    return replace(changed(row, **fields), document=replace(row.document, entities=entities))


ARMED, CIVIL = ("military",), ("civilians",)


@pytest.mark.parametrize(
    ("row", "sub_event"),
    [
        (row_of("ASSAULT", "aerial", actors=ARMED), "Air/drone strike"),
        (row_of("ASSAULT", None, "drone"), "Air/drone strike"),
        (row_of("ASSAULT", "heavy-weapons"), "Shelling/artillery/missile attack"),
        (row_of("ASSAULT", "heavy-weapons", "chemical"), "Chemical weapon"),
        (row_of("ASSAULT", "suicide-attack"), "Suicide bomb"),
        (row_of("ASSAULT", "explosives", "suicide-vest"), "Suicide bomb"),
        (row_of("ASSAULT", "explosives"), "Remote explosive/landmine/IED"),
        (row_of("ASSAULT", "explosives", "grenade"), "Grenade"),
        (row_of("ASSAULT", None, actors=ARMED, recipients=("armed_group",)), "Armed clash"),
        (row_of("ASSAULT", "firearms", actors=ARMED, recipients=CIVIL), "Attack"),
        (row_of("ASSAULT", "torture", recipients=CIVIL), "Attack"),
        (row_of("ASSAULT", None, actors=ARMED), None),  # whom it hit isn't told
        (row_of("ASSAULT", None, actors=ARMED, recipients=("thing",)), None),
        (row_of("ASSAULT", "abduct", recipients=CIVIL), "Abduction/forced disappearance"),
        (row_of("ASSAULT", "abduct", recipients=("fighters",)), "Other"),
        (row_of("ASSAULT", "destroy", recipients=("thing",)), "Looting/property destruction"),
        (row_of("ASSAULT", "crowd-control", recipients=CIVIL), "Protest with intervention"),
        (
            row_of("ASSAULT", "crowd-control", recipients=CIVIL, tolls=("dead",)),
            "Excessive force against protesters",
        ),
        (row_of("PROTEST", "demo", actors=("people",)), "Peaceful protest"),
        (row_of("PROTEST", None), "Peaceful protest"),
        (row_of("PROTEST", "riot"), "Violent demonstration"),
        (row_of("PROTEST", "strike"), None),
        (
            row_of("COERCE", "seize", actors=ARMED, recipients=("armed_group",)),
            "Government regains territory",
        ),
        (
            row_of("COERCE", "seize", actors=("armed_group",), recipients=ARMED),
            "Non-state actor overtakes territory",
        ),
        (row_of("COERCE", "seize", actors=ARMED, recipients=("thing",)), "Other"),
        (row_of("COERCE", "arrest", actors=("police",)), "Arrests"),
        (row_of("COERCE", "curfew"), None),
        (row_of("MOBILIZE", "troops"), "Change to group/activity"),
        (row_of("RETREAT", "withdraw"), "Change to group/activity"),
        (row_of("RETREAT", "ceasefire"), "Agreement"),
        (row_of("AGREE", None, actors=ARMED, recipients=("armed_group",)), "Agreement"),
        (row_of("AGREE", None, actors=("people",), recipients=("people",)), None),
        (row_of("CONSULT", "visit"), None),
        (row_of("REQUEST"), None),
    ],
)
def test_events(row, sub_event):
    rows, out = table([row])
    if sub_event is None:
        assert rows == []
        assert out == ["ACLED has no such event, or it depends on participants who aren't told"]
        return
    assert [cells["sub_event_type"] for cells in rows] == [sub_event]
    assert rows[0]["event_type"] == ACLED["events"][sub_event]
    assert rows[0]["disorder_type"]


@pytest.mark.parametrize("with_alleged", [True, False])
@pytest.mark.parametrize("status", STATUSES)
def test_only_what_is_told_as_done_becomes_a_row(status, with_alleged):
    rows, out = table([changed(next(golden_rows()), status=status)], with_alleged=with_alleged)
    if status == "asserted" or (status == "alleged" and with_alleged):
        assert rows[0]["notes"].startswith(f"[{status.upper()}] ")
        assert rows[0]["tags"].startswith(f"status={status}; ")
    else:
        assert rows == []
        assert out == [f"status {status}"]


@pytest.mark.parametrize(
    ("earliest", "latest", "precision"),
    [
        ("2020-03-05", "2020-03-05", "1"),
        ("2020-03-05", "2020-03-06", "2"),
        ("2020-03-01", "2020-03-07", "2"),
        ("2020-03-01", "2020-03-08", "3"),
        ("2020-03-01", "2020-03-31", "3"),
    ],
)
def test_time_precision(earliest, latest, precision):
    row = next(golden_rows())
    ((cells,), _) = table([changed(row, time={**row.claim["time"], "earliest": earliest, "latest": latest})])
    assert (cells["event_date"], cells["time_precision"], cells["year"]) == (earliest, precision, "2020")


@pytest.mark.parametrize(
    ("time", "reason"),
    [
        (None, "no date"),
        ((None, "2020-03-05"), "no date"),
        (("2020-03-05", None), "no date to the month"),
        (("2020-01-01", "2020-12-31"), "no date to the month"),
    ],
)
def test_what_has_no_day_is_left_out(time, reason):
    row = next(golden_rows())
    time = time and {**row.claim["time"], "earliest": time[0], "latest": time[1]}
    assert table([changed(row, time=time)]) == ([], [reason])


def test_the_day_of_publication_may_stand_in_and_says_so():
    ((cells,), _) = table([changed(next(golden_rows()), time=None)], date_by_publication=True)
    assert (cells["event_date"], cells["time_precision"]) == ("2020-03-07", "3")
    assert "The date is that of publication" in cells["notes"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"place": None, "places": []}, "no country"),
        ({"specific": False}, "told in passing or in general"),
    ],
)
def test_what_else_is_left_out(fields, reason):
    assert table([changed(next(golden_rows()), **fields)]) == ([], [reason])


@pytest.mark.parametrize(
    ("kind", "country", "inter"),
    [
        ("military", "sy", "State forces"),
        ("military", "ru", "External/Other forces"),
        ("armed_group", "sy", "Rebel group"),
        ("fighters", "sy", ""),
        ("ngo", "sy", ""),
        ("thing", "sy", ""),
    ],
)
def test_classes_of_actors(kind, country, inter):
    row = row_of("ASSAULT", "aerial", actors=(kind,))
    row = changed(row, arguments=[party("actor", kind, country=country)])
    ((cells,), _) = table([row])
    assert cells["inter1"] == inter
    assert cells["interaction"] == (f"{inter} only" if inter else "")


def test_a_coalition_is_from_elsewhere():
    actor = party("actor", "military", country="zz")
    ((cells,), _) = table([changed(row_of("ASSAULT", "aerial", actors=ARMED), arguments=[actor])])
    assert cells["inter1"] == "External/Other forces"


def test_civilians_have_a_class_and_no_name():
    row = row_of("ASSAULT", "firearms", actors=ARMED, recipients=("person",))
    ((cells,), _) = table(
        [changed(row, arguments=[*row.claim["arguments"][:1], party("recipient", "person", words="سعيد")])]
    )
    assert (cells["actor2"], cells["inter2"]) == ("Civilians (Syria)", "Civilians")
    assert cells["civilian_targeting"] == "Civilian targeting"
    assert cells["interaction"] == "State forces-Civilians"
    assert "سعيد" not in str(cells)


def test_the_rows_have_acleds_columns_and_values():
    rows, _ = table([*real_rows(), *golden_rows()], with_alleged=True, date_by_publication=True)
    assert len(rows) > 60
    for cells in rows:
        assert tuple(cells) == COLUMNS
        assert len(COLUMNS) == 31
        assert cells["event_type"] in ACLED["disorder"]
        assert ACLED["events"][cells["sub_event_type"]] == cells["event_type"]
        assert cells["inter1"] in ("", *ACLED["classes"])
        assert cells["inter2"] in ("", *ACLED["classes"])
        assert cells["time_precision"] in "123"
        assert cells["geo_precision"] in "123"
        assert cells["fatalities"] == "" or int(cells["fatalities"]) >= 0
        assert cells["notes"].startswith(("[ASSERTED] ", "[ALLEGED] "))
        assert cells["iso"].isdigit()
        assert cells["country"]
        assert cells["region"]


def test_rules_name_what_exists():
    for rule in ACLED["rule"]:
        assert set(rule) <= {
            "type",
            "mode",
            "weapon",
            "target_kind",
            "actor",
            "recipient",
            "hurt",
            "sub_event",
        }
        assert not rule["sub_event"] or rule["sub_event"] in ACLED["events"]
        for role in ("actor", "recipient"):
            assert set(rule.get(role, ())) <= {"", "Armed", *ACLED["classes"]}
