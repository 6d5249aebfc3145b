"""Who said it when: where dots and bars stand, words of an event marked, decisions that can be taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.project.views.history import HistoryRow
from riwaya.project.views.values import AccountRow, AccountView, ClaimView
from riwaya.review.compared import SHEET, sheets, undoables
from riwaya.review.phrasing import dated, marked
from riwaya.review.telling import Drawing, drawing

MAY = date(2021, 5, 10)


def claim(
    published: date | None, told: tuple[str | None, str | None] | None = None, status: str = "asserted"
) -> ClaimView:
    time = {"earliest": told[0], "latest": told[1]} if told else None
    data: dict[str, Any] = {
        "type": "ASSAULT",
        "status": status,
        "time": time,
        "clause": {"start": 0, "end": 4},
    }
    return ClaimView("c", "d", "o", published, "i", data, "قصف", "")


def account(*claims: ClaimView, origin: str = "o") -> AccountView:
    row = AccountRow(origin, origin, None, False, ("c",))
    return AccountView(row, claims, None)


def drawn(*claims: ClaimView, mirrored: bool = False) -> Drawing:
    found = drawing([account(*claims)], mirrored)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("claims", "dots", "bars"),
    [
        ([claim(MAY)], [(50, 0, 1)], []),
        ([claim(MAY), claim(MAY)], [(50, 0, 2)], []),
        # One day, two stands: one above the other.
        ([claim(MAY), claim(MAY, status="denied")], [(50, 0, 1), (50, 1, 1)], []),
        ([claim(MAY), claim(MAY + timedelta(10))], [(3, 0, 1), (97, 0, 1)], []),
        # A day told of is a dot, a span a bar.
        ([claim(MAY, ("2021-05-10", "2021-05-10"))], [(50, 0, 1)], [(50, 0)]),
        ([claim(MAY, ("2021-05-01", "2021-05-31"))], [(31.2, 0, 1)], [(3, 94)]),
        # An open end, a span of years and days long ago aren't drawn: they'd crowd out the rest.
        ([claim(MAY, ("2021-05-01", None))], [(50, 0, 1)], []),
        ([claim(MAY, ("2011-01-01", "2021-12-31"))], [(50, 0, 1)], []),
        ([claim(MAY, ("2014-03-01", "2014-03-01"))], [(50, 0, 1)], []),
        ([claim(MAY), claim(None, ("2021-05-09", "2021-05-09"))], [(97, 0, 1)], [(3, 0)]),
    ],
)
def test_dots_and_bars(
    claims: list[ClaimView], dots: list[tuple[float, int, int]], bars: list[tuple[float, float]]
) -> None:
    (line,) = drawn(*claims).lines
    assert [(dot.x, dot.row, dot.claims) for dot in line.dots] == dots
    assert [(bar.x, bar.width) for bar in line.bars] == bars


def test_no_day_no_drawing() -> None:
    assert drawing([account(claim(None, ("2021-05-09", "2021-05-09")))]) is None


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ([1], [[1]]),
        ([2, 3], [[2, 3]]),
        ([SHEET], [[SHEET]]),
        ([SHEET - 1, 2, 3], [[SHEET - 1], [2, 3]]),
        ([SHEET * 2 + 1, 1], [[SHEET], [SHEET], [1, 1]]),  # a long account goes on
    ],
)
def test_accounts_by_the_page(sizes: list[int], pages: list[list[int]]) -> None:
    told = [account(*[claim(MAY)] * size) for size in sizes]
    assert [[len(one.claims) for one in page] for page in sheets(told)] == pages


DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(st.lists(st.tuples(DAYS, st.integers(0, 200), st.sampled_from(["asserted", "denied"])), min_size=1))
def test_all_stands_within_and_mirrors(said: list[tuple[date, int, str]]) -> None:
    claims = [
        claim(day, (day.isoformat(), (day + timedelta(length)).isoformat()), status)
        for day, length, status in said
    ]
    plain, mirrored = drawn(*claims), drawn(*claims, mirrored=True)
    (line,), (other,) = plain.lines, mirrored.lines
    assert all(0 <= dot.x <= 100 for dot in line.dots)
    assert all(bar.x >= 0 and bar.x + bar.width <= 100 for bar in line.bars)
    assert sum(dot.claims for dot in line.dots) == len(said)
    for dot in line.dots:
        twin = next(one for one in other.dots if (one.day, one.status) == (dot.day, dot.status))
        assert dot.x + twin.x == pytest.approx(100)
    near = [(one, two) for one in line.dots for two in line.dots if one is not two and one.row == two.row]
    assert all(abs(one.x - two.x) >= 6 for one, two in near)
    days = [tick.day for tick in plain.ticks]
    assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([(10, 13)], [("قصف", True), (" على حي", False)]),
        ([(14, 16), (10, 13)], [("قصف", True), (" ", False), ("على"[:2], True), ("ى حي", False)]),
        ([(5, 9)], [("قصف على حي", False)]),  # outside the clause
        ([(10, 13), (11, 15)], [("قصف", True), (" على حي", False)]),  # over one another: the first
        ([(None, None)], [("قصف على حي", False)]),  # a person set it without words
    ],
)
def test_words_of_the_event_are_marked(
    spans: list[tuple[int | None, int | None]], pieces: list[tuple[str, bool]]
) -> None:
    told = [{"start": start, "end": end} for start, end in spans]
    data = {"trigger": told[0], "triggers": told, "clause": {"start": 10, "end": 20}}
    view = ClaimView("c", "d", None, None, None, data, "قصف على حي", "")
    assert marked(view) == pieces
    assert "".join(words for words, _ in marked(view)) == view.words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("اليوم نفسه", [("اليوم نفسه", False)]),
        (
            "اليوم نفسه (2021-05-10–2021-05-10، 2021-05-09–2021-05-12)",
            [
                ("اليوم نفسه (", False),
                ("2021-05-10", True),
                ("، ", False),
                ("2021-05-09–2021-05-12", True),
                (")", False),
            ],
        ),
        ("12 رواية، 3-4", [("12 رواية، 3-4", False)]),
    ],
)
def test_days_are_kept_apart(text: str, pieces: list[tuple[str, bool]]) -> None:
    assert dated(text) == pieces


def decided(number: int, claim: str, action: str = "accept", undone: int | None = None) -> HistoryRow:
    return HistoryRow(
        "judgement", number, f"2021-05-10T10:00:{number:02}", "tests", action, claim, undone=undone
    )


@pytest.mark.parametrize(
    ("decisions", "numbers"),
    [
        ([decided(2, "a", "reject"), decided(1, "a")], {2}),
        ([decided(2, "b"), decided(1, "a")], {1, 2}),
        ([decided(3, "a", "undo"), decided(2, "a", undone=3), decided(1, "a")], {1}),
        ([decided(2, "a", "undo"), decided(1, "a", undone=2)], set()),
        ([HistoryRow("grade", 7, "2021-05-10", "tests", "grade", "afp", value="B")], set()),
    ],
)
def test_the_last_word_can_be_taken_back(decisions: list[HistoryRow], numbers: set[int]) -> None:
    assert undoables(decisions) == numbers
