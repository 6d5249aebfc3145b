"""Lines that hold words of reports are cut at them, and what a person corrected reads as English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.model import EVENT_TYPES, STATUSES
from riwaya.project.views.gloss import gloss_of
from riwaya.review.render import pieces


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("no words of a report", []),
        ("by «ناشط» in «حي الزهور»", ["«ناشط»", "«حي الزهور»"]),
        ("by «مصدر في «لواء النهر»» (unnamed)", ["«مصدر في «لواء النهر»»"]),
        ("«أ «ب «ج»» د» and «هـ»", ["«أ «ب «ج»» د»", "«هـ»"]),
        ("left open «هنا, then «هناك»", ["«هناك»"]),
        ("closed» too often «هناك»»", ["«هناك»"]),
        ("«»", ["«»"]),
    ],
)
def test_words_that_quote_words_stay_whole(line: str, quoted: list[str]) -> None:
    assert [words for words, of_report in pieces(line) if of_report] == quoted


@given(st.text("«»ab "))
def test_nothing_of_a_line_is_lost(line: str) -> None:
    found = pieces(line)
    assert "".join(words for words, _ in found) == line
    for words, of_report in found:
        assert words
        assert of_report == (words[0] == "«" and words.count("«") == words.count("»") > 0)


def corrected(**told: object) -> str:
    data = {
        "type": "ASSAULT", "mode": None, "status": "asserted", "arguments": [], "casualties": None, "place": None,
        "time": None, "sources": [], "gloss_en": "The column advanced",
    }  # fmt: skip
    return gloss_of(data | told, ("type",))


def party(role: str, text: str) -> dict[str, object]:
    return {"role": role, "text": text, "entity": None, "antecedent": None}


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({}, "Assault"),
        ({"mode": "aerial"}, "Assault (aerial)"),
        ({"arguments": [party("recipient", "القافلة")]}, "Assault against «القافلة»"),
        ({"type": "CONSULT", "arguments": [party("recipient", "الوفد")]}, "Meeting with «الوفد»"),
        ({"type": "AID", "status": "denied", "arguments": [party("actor", "البلدية")]}, "Denied: aid by «البلدية»"),
        ({"status": "alleged", "mode": "abduct"}, "Alleged: assault (abduct)"),
    ],
)  # fmt: skip
def test_a_corrected_claim_reads_as_english(told: dict[str, object], line: str) -> None:
    assert corrected(**told) == line


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("type", EVENT_TYPES)
def test_no_code_is_in_a_line_and_no_allegation_reads_as_a_fact(type: str, status: str) -> None:
    line = corrected(type=type, status=status)
    assert type not in line
    assert status in ("asserted", "hypothetical") or line.startswith(f"{status.capitalize()}: ")
    assert status != "hypothetical" or line.startswith("Only supposed: ")
