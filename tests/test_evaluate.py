import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from riwaya.compare import as_json, evaluate, find_changes, render
from riwaya.errors import InputError
from riwaya.evaluate import figures, load_gold, score, score_document

GOLD_SETS = Path(__file__).parents[2] / "shared" / "gold"
TEXT = "قصفت مدفعية الجيش أطراف البلدة"


def span(words: str) -> list:
    start = TEXT.index(words)
    return [start, start + len(words), words]


def gold_claim(**fields) -> dict:
    return {
        "id": "1", "type": "ASSAULT", "triggers": [span("قصفت")], "actor": [span("مدفعية الجيش")],
        "recipient": [span("أطراف البلدة")], "place": None, "place_en": None, "time": None, "from": None,
        "to": None, "dead": None, "injured": None, "sources": [], "source_kind": "outlet", "status": "asserted",
        **fields,
    }  # fmt: skip


def part(words: str, **fields) -> dict:
    start, end, _ = span(words)
    return {"start": start, "end": end, "text": words, **fields}


def read_claim(**fields) -> dict:
    return {
        "id": "c1", "type": "ASSAULT", "trigger": part("قصفت"), "triggers": [part("قصفت")], "content_of": None,
        "arguments": [part("مدفعية الجيش", role="actor"), part("أطراف البلدة", role="recipient")],
        "place": None, "time": None, "casualties": None, "sources": [], "status": "asserted",
        **fields,
    }  # fmt: skip


def document(*claims: dict, docno: str = "d") -> dict:
    return {"docno": docno, "claims": list(claims)}


def measured(gold: dict, *read: dict) -> dict:
    return figures(score_document(document(gold), read).counts)


def test_a_claim_read_as_gold_has_it_is_usable():
    result = measured(gold_claim(), read_claim())
    for name in ("claims", "actor", "recipient", "usable"):
        assert result[name]["f1"] == 1.0
    assert (result["source"], result["status"]) == (1.0, 1.0)
    assert result["source_when_quoted"] is None
    assert (result["invented_place"], result["invented_time"], result["invented_toll"]) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("fields", "met"),
    [
        ({}, True),
        ({"trigger": part("أطراف"), "triggers": [part("أطراف"), part("قصفت")]}, True),
        ({"type": "COERCE"}, False),
        ({"trigger": part("مدفعية"), "triggers": []}, False),
    ],
)
def test_type_and_trigger_decide_what_meets(fields, met):
    claims = measured(gold_claim(), read_claim(**fields))["claims"]
    assert claims["f1"] == (1.0 if met else 0.0)


def test_a_second_claim_for_an_event_is_a_false_positive_but_the_content_of_a_demand_is_not():
    assert measured(gold_claim(), read_claim(), read_claim())["claims"]["p"] == 0.5
    assert measured(gold_claim(), read_claim(), read_claim(content_of="c0"))["claims"]["p"] == 1.0


def test_the_pairing_is_as_large_as_can_be():
    gold = document(gold_claim(triggers=[span("قصفت"), span("أطراف")]), gold_claim(id="2"))
    reads = [read_claim(), read_claim(trigger=part("أطراف"), triggers=[])]
    assert figures(score_document(gold, reads).counts)["claims"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("argument", "hit"),
    [
        (part("مدفعية الجيش"), True),
        (part("الجيش"), True),
        (part("الجيش أطراف البلدة"), False),  # too long
        ({**part("قصفت"), "antecedent": part("مدفعية الجيش")}, True),
        (part("قصفت"), False),
    ],
)
def test_spans_meet_on_half_of_the_shorter_and_a_third_of_the_longer(argument, hit):
    gold = gold_claim(recipient=[], actor=[span("مدفعية الجيش")])
    result = measured(gold, read_claim(arguments=[{**argument, "role": "actor"}]))
    assert result["actor"]["f1"] == (1.0 if hit else 0.0)


def source(words: str, kind: str = "named") -> dict:
    return part(words, kind=kind)


@pytest.mark.parametrize(
    ("wanted", "found", "right", "chain"),
    [
        (["الجيش"], [source("الجيش")], 1.0, None),
        (["الجيش"], [], 0.0, None),
        ([], [source("الجيش")], None, None),
        (["مدفعية", "البلدة"], [source("مدفعية"), source("البلدة")], 1.0, 1.0),
        (["مدفعية", "البلدة"], [source("البلدة")], 1.0, 0.0),
        (["مدفعية", "البلدة"], [source("البلدة"), source("مدفعية")], 0.0, 0.0),
    ],
)
def test_the_innermost_source_and_the_chain(wanted, found, right, chain):
    result = measured(gold_claim(sources=[span(w) for w in wanted]), read_claim(sources=found))
    assert result["source_when_quoted"] == right
    assert result["chain_when_nested"] == chain


PLACE = {**part("البلدة"), "name_en": "Nawa", "admin1_en": "Daraa", "country_en": "Syria"}


@pytest.mark.parametrize(
    ("fields", "read", "figure", "value"),
    [
        ({"place": span("البلدة"), "place_en": "Nawa, Daraa, Syria"}, {"place": PLACE}, "place_resolved", 1.0),
        ({"place": span("البلدة"), "place_en": "Nawa, Hama, Syria"}, {"place": PLACE}, "place_resolved", 0.0),
        ({"place": span("البلدة"), "place_en": "Nawa, Hama, Syria"}, {"place": PLACE}, "place_span", 1.0),
        ({}, {"place": PLACE}, "invented_place", 1.0),
        ({"from": "2024-01-01", "to": "2024-01-02"}, {"time": {"earliest": "2024-01-01", "latest": "2024-01-02"}}, "time", 1.0),
        ({"from": "2024-01-01", "to": "2024-01-02"}, {"time": {"earliest": "2024-01-01", "latest": None}}, "time", 0.0),
        ({}, {"time": {"earliest": "2024-01-01", "latest": "2024-01-01"}}, "invented_time", 1.0),
        ({"time": span("أطراف")}, {"time": {"earliest": "2024-01-01", "latest": "2024-01-01"}}, "invented_time", None),
        ({"dead": 3}, {"casualties": {"dead": 3, "injured": None}}, "dead", 1.0),
        ({}, {"casualties": {"dead": 3, "injured": None}}, "invented_toll", 1.0),
        ({"status": "denied"}, {"status": "denied"}, "status_when_marked", 1.0),
        ({"status": "denied"}, {}, "status_when_marked", 0.0),
    ],
)  # fmt: skip
def test_the_fields_of_a_claim_that_was_met(fields, read, figure, value):
    assert measured(gold_claim(**fields), read_claim(**read))[figure] == value


# Against an earlier output


def test_gains_and_losses_are_told_claim_by_claim():
    gold = [document(gold_claim(), docno="a"), document(gold_claim(), docno="b")]
    extra = read_claim(trigger=part("أطراف"), triggers=[])
    before = {"a": {"claims": [read_claim(status="denied"), extra]}, "b": {"claims": []}}
    after = {"a": {"claims": [read_claim(arguments=[])]}, "b": {"claims": [read_claim(), extra]}}
    changes = find_changes(score(gold, before), score(gold, after))
    assert [o.docno for o in changes.gained] == ["b"]
    assert changes.lost == ()
    assert [d for d, _ in changes.new_extras] == ["b"]
    assert [d for d, _ in changes.gone_extras] == ["a"]
    assert [(f, o.docno) for f, o in changes.righted] == [("status", "a")]
    assert [(f, o.docno) for f, o in changes.wronged] == [("actor", "a"), ("recipient", "a")]


def write(path: Path, entries: list[dict]) -> Path:
    path.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries), encoding="utf-8")
    return path


def output(path: Path, **claims: list[dict]) -> Path:
    return write(path, [{"document": {"id": docno}, "claims": read} for docno, read in claims.items()])


def test_the_report_says_words_and_documents(tmp_path):
    gold = write(
        tmp_path / "gold.jsonl", [document(gold_claim(), docno="a"), document(gold_claim(), docno="b")]
    )
    old = output(tmp_path / "old.jsonl", a=[read_claim()], b=[])
    new = output(tmp_path / "new.jsonl", a=[], b=[read_claim(status="planned")])
    result = evaluate(gold, new, old)
    report = "".join(render(result, errors=True))
    assert "missed  a 1 ASSAULT «قصفت»" in report
    assert "partly  b 1 ASSAULT «قصفت»: status" in report
    assert "Claims gained: 1\n  b 1 ASSAULT «قصفت»" in report
    assert "Claims lost: 1\n  a 1 ASSAULT «قصفت»" in report
    assert as_json(result)["changes"]["lost"][0]["docno"] == "a"
    lines = report[report.index("  P") - 30 :].splitlines()
    assert len({len(line) for line in lines if line.startswith(("claims ", "actor ", "usable "))}) == 1


def test_a_document_that_was_not_read_is_noted(tmp_path):
    gold = write(tmp_path / "gold.jsonl", [document(gold_claim(), docno="a")])
    (note,) = evaluate(gold, output(tmp_path / "o.jsonl", b=[])).notes
    assert "'a'" in note


@pytest.mark.parametrize(
    ("content", "said"),
    [("{}\n", 'no "document"'), ("\n[1]\n", ":2: no"), ("{oops\n", ":1: not JSON"), ("\xff", "not UTF-8"), (None, "can't be opened")],
)  # fmt: skip
def test_a_file_that_is_no_output_is_refused(tmp_path, content, said):
    gold = write(tmp_path / "gold.jsonl", [document(gold_claim())])
    if content is not None:
        (tmp_path / "o.jsonl").write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match=said):
        evaluate(gold, tmp_path / "o.jsonl")


# The scorer that comes with the gold sets is the measure: same input, same figures


def scrambled(gold_path: Path, seed: int) -> list[dict]:
    """Return an output made of the gold claims themselves, with faults of every kind."""
    draw = random.Random(seed)
    entries = []
    for line in gold_path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        claims = [scramble(c, draw) for c in gold["claims"] for _ in range(draw.choice([0, 1, 1, 1, 2]))]
        draw.shuffle(claims)
        entries.append({"document": {"id": gold["docno"]}, "claims": claims})
    return entries


def scramble(gold: dict, draw: random.Random) -> dict:
    def moved(s: list) -> dict:
        return {
            "start": max(0, s[0] + draw.choice([0, 0, -3, 2])),
            "end": s[1] + draw.choice([0, 0, 5]),
            "text": "",
        }

    def mostly(value, other):
        return value if draw.random() < 0.7 else other

    triggers = [moved(t) for t in gold["triggers"]]
    place = moved(gold["place"] or [3, 9])
    english = (gold.get("place_en") or "Nowhere").split(",")
    return {
        "type": mostly(gold["type"], "ASSAULT"),
        "trigger": triggers[0],
        "triggers": triggers,
        "content_of": mostly(None, "x"),
        "arguments": [
            {"role": r, **moved(s), "antecedent": mostly(None, moved(s))}
            for r in ("actor", "recipient")
            for s in gold[r]
        ],
        "sources": [{**moved(s), "kind": "named"} for s in gold["sources"] if draw.random() < 0.8],
        "place": mostly(
            {**place, "name_en": english[0], "admin1_en": gold.get("place_en"), "country_en": english[-1]},
            None,
        ),
        "time": mostly({"earliest": gold["from"], "latest": gold["to"]}, None),
        "casualties": mostly({"dead": gold["dead"], "injured": None}, {"dead": 3, "injured": 1}),
        "status": mostly(gold["status"], "alleged"),
    }


@pytest.mark.gold
@pytest.mark.skipif(not GOLD_SETS.is_dir(), reason="the gold sets aren't here")
@pytest.mark.parametrize("name", ["news", "seeds", "sentences"])
def test_the_figures_equal_those_of_the_gold_sets_own_scorer(tmp_path, name):
    gold = GOLD_SETS / f"{name}.jsonl"
    predicted = write(tmp_path / "o.jsonl", scrambled(gold, seed=len(name)))
    command = [sys.executable, str(GOLD_SETS / "score_claims.py"), str(gold), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert evaluate(gold, predicted).figures == theirs


def test_gold_whose_spans_are_references_is_named(tmp_path: Path) -> None:
    claim = {
        "id": "7",
        "type": "AID",
        "status": "asserted",
        "triggers": ["x@1"],
        "actor": [],
        "recipient": [],
        "sources": [],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"docno": "a", "claims": [claim]}), encoding="utf-8")
    with pytest.raises(InputError, match=r"gold.jsonl:1: claim 7: .*write \[start, end, words\]"):
        load_gold(path)
