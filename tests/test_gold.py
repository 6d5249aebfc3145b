"""The reading on gold sets that aren't part of the project; skipped where they aren't at hand."""

import json
from pathlib import Path

import pytest

import riwaya
from riwaya.evaluate import all_figures, load_gold, score

GOLD_SETS = Path(__file__).parents[2] / "shared" / "gold"
pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not GOLD_SETS.is_dir(), reason="the gold sets aren't here"),
]


def read(name: str) -> dict[str, dict]:
    readings = riwaya.read(GOLD_SETS / f"{name}_articles.jsonl")
    return {r.document.id: riwaya.to_json(r) for r in readings}


@pytest.mark.parametrize("name", ["news", "seeds"])
def test_the_texts_are_those_that_were_annotated(name):
    outputs = read(name)
    for gold in load_gold(GOLD_SETS / f"{name}.jsonl"):
        assert outputs[gold["docno"]]["document"]["sha256"] == gold["sha256"]


@pytest.mark.parametrize(("name", "least"), [("news", 0.50), ("seeds", 0.55)])
def test_claims_are_found(name, least):
    figures = all_figures(score(load_gold(GOLD_SETS / f"{name}.jsonl"), read(name)))
    assert figures["claims"]["f1"] >= least, json.dumps(figures, indent=1)


def test_reports_of_peace_have_hardly_a_claim_of_conflict():
    claims = [c for output in read("peace").values() for c in output["claims"]]
    conflict = [c["trigger"]["text"] for c in claims if c["type"] in ("ASSAULT", "COERCE", "MOBILIZE")]
    assert len(conflict) <= 12, conflict
