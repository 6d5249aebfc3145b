"""The tools that judge the reading: the table of figures, and what the fuzzer takes for a fault."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / "tools"
sys.path.insert(0, str(TOOLS))

import accuracy  # noqa: E402
import fuzz  # noqa: E402

VERDICTS = [
    (accuracy.Target(0.5, 0.7), 0.7, "aim"),
    (accuracy.Target(0.5, 0.7), 0.699, "floor"),
    (accuracy.Target(0.5, 0.7), 0.499, "below"),
    (accuracy.Target(aim=0.7), 0.6, "short"),
    (accuracy.Target(), 0.6, ""),
    (accuracy.Target(12, 6, most=True), 6, "aim"),
    (accuracy.Target(12, 6, most=True), 12, "floor"),
    (accuracy.Target(12, 6, most=True), 13, "below"),
]


@pytest.mark.parametrize(("target", "value", "verdict"), VERDICTS)
def test_verdicts(target, value, verdict):
    assert target.verdict(value) == verdict


def test_every_target_is_of_a_set_that_is_measured():
    assert accuracy.load_targets().keys() <= accuracy.MEASURES.keys()


def test_the_table_has_each_figure_beside_the_last_release():
    release = {"version": "9.9", "figures": {"news": {"claims.f1": 0.5}, "peace": {"claims of conflict": 9}}}
    figures = {"news": {"claims.f1": 0.6, "usable.f1": 0.2}, "peace": {"claims of conflict": 9}}
    lines = [
        line.split()
        for line in accuracy.table(figures, release, {"news": {"claims.f1": accuracy.Target(0.5)}})
    ]
    assert lines[0][:2] == ["now", "9.9"]
    assert lines[2] == ["claims.f1", "0.600", "0.500", "+0.100", "0.500", "floor"]
    assert lines[3] == ["usable.f1", "0.200"]
    assert lines[5] == ["claims", "of", "conflict", "9", "9", "="]


def test_without_gold_it_says_so(tmp_path):
    command = [sys.executable, TOOLS / "accuracy.py", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"no gold sets in {tmp_path}" in done.stderr


SPANS = [
    ({"start": 0, "end": 2, "text": "قص"}, None),
    ({"start": 0, "end": 2}, None),
    ({"start": None, "end": 2}, None),
    ({"start": 0, "end": 2, "text": "صف"}, "the output has 'صف'"),
    (
        {"claims": [{"trigger": {"start": 3, "end": 5, "text": "فة"}}]},
        ".claims[0].trigger [3, 5) lies outside",
    ),
    ([{"start": -1, "end": 1}], "[0] [-1, 1) lies outside"),
    ([{"start": 2, "end": 1}], "[2, 1) lies outside"),
]


@pytest.mark.parametrize(("output", "wrong"), SPANS)
def test_what_is_wrong_with_a_span(output, wrong):
    found = list(fuzz.wrong_spans(output, "قصفت"))
    assert [wrong in f for f in found] == ([True] if wrong else [])


def test_the_same_seed_makes_the_same_texts():
    samples = fuzz.sample_texts()
    one, other = random.Random(7), random.Random(7)
    texts = [fuzz.vary(one, samples) for _ in range(20)]
    assert texts == [fuzz.vary(other, samples) for _ in range(20)]
    assert all(len(text) <= fuzz.LONGEST for text in texts)


def test_a_faulty_text_is_made_as_short_as_can_be():
    assert fuzz.shrink("كتب الرجل رسالة إلى أخيه", lambda text: "ل" in text and "خ" in text) == "لخ"


@pytest.mark.parametrize("text", ["", "سقط \ud800 صاروخ", "قُتل ثلاثة."])
def test_a_fault_is_kept_as_json(text):
    assert json.loads(str(fuzz.Fault(text, None, "x: y")))["text"] == text
