"""The reading on annotated sets: the project's own, and those that aren't part of it (skipped where they aren't at hand)."""

import json
from functools import cache
from pathlib import Path

import pytest

import riwaya
from riwaya.evaluate import all_figures, load_gold, score
from riwaya.project import init, queries

GOLD_SETS = Path(__file__).parents[2] / "shared" / "gold"
OWN = Path(__file__).parents[1] / "gold"


def elsewhere(test):
    """Mark a test that needs the gold sets that aren't part of the project."""
    skip = pytest.mark.skipif(not GOLD_SETS.is_dir(), reason="the gold sets aren't here")
    return pytest.mark.gold(skip(test))


@cache
def read(name: str, folder: Path = GOLD_SETS) -> dict[str, dict]:
    readings = riwaya.read(folder / f"{name}_articles.jsonl")
    return {r.document.id: riwaya.to_json(r) for r in readings}


def spans_of(claim: dict) -> list:
    lists = (claim[key] for key in ("triggers", "actor", "recipient", "sources"))
    single = [claim[key] for key in ("place", "time") if claim[key]]
    return [*single, *(span for found in lists for span in found)]


def test_own_annotation_points_at_its_words():
    texts = {i: output["text"] for i, output in read("fiction", OWN).items()}
    gold = load_gold(OWN / "fiction.jsonl")
    assert {g["docno"] for g in gold} == texts.keys()
    for entry in gold:
        for claim in entry["claims"]:
            for start, end, words in spans_of(claim):
                assert texts[entry["docno"]][start:end] == words, (entry["docno"], claim["id"])


@pytest.mark.parametrize(("half", "least"), [("a", 0.72), ("b", 0.70)])
def test_claims_of_own_reports_are_found(half, least):
    gold = [g for g in load_gold(OWN / "fiction.jsonl") if g["docno"].startswith(half)]
    figures = all_figures(score(gold, read("fiction", OWN)))
    assert figures["claims"]["f1"] >= least, json.dumps(figures, indent=1)


@elsewhere
@pytest.mark.parametrize("name", ["news", "seeds"])
def test_the_texts_are_those_that_were_annotated(name):
    outputs = read(name)
    for gold in load_gold(GOLD_SETS / f"{name}.jsonl"):
        assert outputs[gold["docno"]]["document"]["sha256"] == gold["sha256"]


@elsewhere
@pytest.mark.parametrize(("name", "least"), [("news", 0.50), ("seeds", 0.55)])
def test_claims_are_found(name, least):
    figures = all_figures(score(load_gold(GOLD_SETS / f"{name}.jsonl"), read(name)))
    assert figures["claims"]["f1"] >= least, json.dumps(figures, indent=1)


@elsewhere
def test_reports_of_peace_have_hardly_a_claim_of_conflict():
    claims = [c for output in read("peace").values() for c in output["claims"]]
    conflict = [c["trigger"]["text"] for c in claims if c["type"] in ("ASSAULT", "COERCE", "MOBILIZE")]
    assert len(conflict) <= 12, conflict


@elsewhere
def test_the_two_reports_in_a_project_contradict_themselves_twice_and_misplace_a_town(tmp_path):
    with init(tmp_path / "p", by="فاحصة") as project:
        project.add(GOLD_SETS / "seeds_articles.jsonl")
        with queries.of(project) as asked:
            found = [finding.kind for finding in asked.findings()]
    assert found == ["contradiction", "contradiction", "place-containment"]
