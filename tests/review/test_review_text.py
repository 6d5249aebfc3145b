"""The text of a report on the page: cut into stretches, marked, and still the text, character by character."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.pipeline import load
from riwaya.review.routes.reading import side, unread_reason, weapon
from riwaya.review.text import Look, marked, stretches, verbatim

NOTHING: dict[str, Any] = {"findings": [], "unread": [], "entities": []}


def span(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": ""}


def claim(trigger: tuple[int, int], clause: tuple[int, int], **parts: Any) -> dict[str, Any]:
    told = span(*trigger)
    return {
        "trigger": told, "triggers": [told], "clause": span(*clause), "arguments": [], "places": [], "time": None,
        "tolls": [], "sources": [], **parts,
    }  # fmt: skip


def party(role: str, start: int | None, end: int | None) -> dict[str, Any]:
    return {"role": role, "start": start, "end": end, "antecedent": None, "via": None}


TEXT = "قصف جيش بلدة، وقال ناطق إن القصف مستمر"


def test_roles_of_one_claim() -> None:
    found = stretches(TEXT, [claim((0, 3), (0, 12), arguments=[party("actor", 4, 7)])], NOTHING)
    told = {one.words: [role for _, role in one.marks] for one in found}
    assert told["قصف"] == ["trigger", "clause"]
    assert told["جيش"] == ["clause", "actor"]
    assert told[" بلدة"] == ["clause"]
    assert found[-1].plain


def test_what_a_person_set_without_words_marks_nothing() -> None:
    found = stretches(TEXT, [claim((0, 3), (0, 3), arguments=[party("actor", None, None)])], NOTHING)
    assert not any(role == "actor" for one in found for _, role in one.marks)


@pytest.mark.parametrize(
    ("looks", "classes", "link"),
    [
        ([Look("a", "denied"), Look("b", "asserted")], "seg told s-denied", "a"),
        ([Look("a", "denied", rejected=True), Look("b", "asserted")], "seg told s-asserted", "b"),
        ([Look("a", "denied", rejected=True), Look("b", "asserted", rejected=True)], "seg", "a"),
    ],
)
def test_words_of_two_claims_look_like_the_first_that_holds(
    looks: list[Look], classes: str, link: str
) -> None:
    pieces = marked(stretches(TEXT, [claim((0, 3), (0, 7)), claim((0, 3), (0, 12))], NOTHING), looks).pieces
    assert (pieces[0].classes, pieces[0].link, pieces[0].anchor) == (classes, link, "t-a")


def test_findings_and_unread_have_an_anchor_each() -> None:
    reading = {**NOTHING, "findings": [{"spans": [span(0, 3), span(4, 7)]}], "unread": [span(4, 12)]}
    found = marked(stretches(TEXT, [claim((4, 7), (4, 12))], reading), [Look("a", "asserted")])
    assert found.anchors == {("finding", 1): "f1", ("unread", 1): "t-a"}
    assert [piece.classes for piece in found.pieces][:1] == ["seg odd"]


@pytest.mark.parametrize(
    "text",
    [
        "سطر\r\nسطر\rسطر\nسطر",
        "نص\u00a0مع مسافة\tوجدولة   وأخرى",
        "😀 قصف 👨‍👩‍👧 بلدة",
        "\u200fقال \"الناطق\" <script>alert(1)</script> & 'ذلك'\u202b\u200e",
        "&amp; ليست &#13; علامة",
        "",
    ],
)
def test_html_says_the_text(text: str) -> None:
    assert html.unescape(re.sub(r"<[^>]*>", "", str(verbatim(text)))) == text
    assert "<script" not in verbatim(text)
    assert "\r" not in verbatim(text)


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: (min(ends), max(ends)))


@given(st.text(max_size=60), st.lists(st.tuples(SPANS, SPANS, SPANS), max_size=6))
def test_stretches_are_the_text(
    text: str, given: list[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]
) -> None:
    held = [claim(t, c, arguments=[party("actor", *a)]) for t, c, a in given]
    reading = {**NOTHING, "unread": [span(3, 9)], "entities": [{"mentions": [span(5, 8)]}]}
    found = stretches(text, held, reading)
    assert "".join(one.words for one in found) == text
    assert all(text[one.start : one.start + len(one.words)] == one.words for one in found)
    for number, (trigger, _, _) in enumerate(given, 1):
        words = "".join(one.words for one in found if number in one.numbers("trigger"))
        assert words == text[slice(*trigger)]


def test_a_lone_carriage_return_ends_a_line() -> None:
    assert str(verbatim("أ\rب\r\nج")) == 'أ<span class="cr">&#13;</span>ب&#13;\nج'


def test_every_weapon_has_a_name_in_both_languages() -> None:
    weapons = {frame.weapon for frame in load(None).frames.values() if frame.weapon}
    assert weapons
    for name in weapons:
        assert weapon("ar", name) != name
    assert weapon("ar", "catapult") == "catapult"


def test_every_reason_for_leaving_a_sentence_unread_is_told_in_arabic() -> None:
    for reason in (
        "told as habitual or in general, not as an event of its own",
        "a trigger that reads as no event here (confidence 0.12)",
        "a trigger without a participant, or in a fixed expression",
        "a source is quoted, but on no event of the lexicon",
    ):
        assert unread_reason("ar", reason) != reason
    assert unread_reason("ar", "a trigger that reads as no event here (confidence 0.12)").endswith("(0.12)")
    assert unread_reason("ar", "another reason") == "another reason"


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("ckb", "rtl"), ("en", "ltr"), ("tr", "ltr"), (None, "auto")]
)
def test_direction_of_a_text(language: str | None, direction: str) -> None:
    assert side(language) == direction
