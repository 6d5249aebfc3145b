"""Follow the Money's entities against its own model."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter

import pytest

from export_rows import changed, golden_rows, real_rows
from riwaya.errors import RiwayaError
from riwaya.export.ftm import write_ftm
from riwaya.model import STATUSES


def test_without_its_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(RiwayaError, match=r"pip install 'riwaya\[ftm\]'"):
        write_ftm(golden_rows(), io.StringIO())


@pytest.fixture
def model():
    return pytest.importorskip("followthemoney").model


def entities(rows) -> list[dict]:
    main = io.StringIO()
    write_ftm(rows, main)
    return [json.loads(line) for line in main.getvalue().splitlines()]


def test_every_entity_is_valid(model):
    found = entities([*real_rows(), *golden_rows()])
    ids = {entity["id"] for entity in found}
    assert len(ids) == len(found)
    for entity in found:
        proxy = model.get_proxy(entity, cleaned=False)  # cleans, so that what isn't valid is lost
        proxy.schema.validate(proxy.to_dict())
        assert proxy.to_dict()["properties"] == entity["properties"]
        for name in ("proof", "involved", "document", "resolved", "entity"):
            assert set(entity["properties"].get(name, ())) <= ids


def test_nobody_becomes_a_person(model):
    schemata = Counter(entity["schema"] for entity in entities(real_rows()))
    assert set(schemata) <= {
        "Article",
        "Event",
        "Mention",
        "Documentation",
        "PublicBody",
        "Organization",
        "Company",
        "Position",
    }
    assert schemata["Event"] == len(real_rows())


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_is_asserted_links_its_participants(model, status):
    rows = [changed(list(golden_rows())[3], status=status)]
    (event,) = [entity for entity in entities(rows) if entity["schema"] == "Event"]
    assert ("involved" in event["properties"]) is (status == "asserted")
    label = {"asserted": "Reported", "hypothetical": "Supposed"}.get(status, status.capitalize())
    assert event["properties"]["name"][0].startswith(f"{label}: ")
    assert f"status={status}" in event["properties"]["keywords"]


@pytest.mark.parametrize("link", ["member", "alleged"])
def test_members_and_the_accused_are_not_linked(model, link):
    row = list(golden_rows())[3]
    (actor,) = row.claim["arguments"]
    found = entities([changed(row, arguments=[{**actor, "entity": {**actor["entity"], "link": link}}])])
    assert Counter(entity["schema"] for entity in found) == {"Article": 1, "Event": 1, "Documentation": 1}


def test_entities_have_one_id_in_every_export(model):
    first, second = (entities(list(golden_rows())[n:]) for n in (0, 1))
    assert {e["id"] for e in second} < {e["id"] for e in first}
