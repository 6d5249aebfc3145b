from __future__ import annotations

import pytest

from linking_fixtures import day, found_in, party, record, report, unnamed, voice
from riwaya.linking.accounts import accounts
from riwaya.linking.contradictions import contradictions
from riwaya.linking.grades import GRADES, credibility
from riwaya.linking.model import Grade, Record
from riwaya.linking.wording import reason_words


def grade(*records: Record, reliability: dict[str, str] | None = None) -> Grade:
    told, independence = accounts(records, {r.document: report(r.document) for r in records})
    return credibility(records, told, independence, contradictions("i1", records, told), reliability)


SDF, SNA = party("قسد", "sdf"), party("الجيش الوطني", "sna")
ISIS, HOUTHI = party("داعش", "isis"), party("الحوثيون", "houthi")
ARMY = voice("الجيش الوطني", "sna")

CASES = [
    (1, "three named accounts", [record("a/1"), record("b/1"), record("c/1")]),
    (2, "two named accounts", [record("a/1"), record("b/1")]),
    (3, "one account", [record("a/1")]),
    (3, "one source in three outlets", [record("a/1", ARMY), record("b/1", ARMY), record("c/1", ARMY)]),
    (3, "one named, two unnamed", [record("a/1"), record("b/1", unnamed("مصدر")), record("c/1", unnamed("ناشطون"))]),
    (6, "unnamed sources only", [record("a/1", unnamed("مصدر")), record("b/1", unnamed("ناشطون"))]),
    (6, "a plan", [record("a/1", status="planned")]),
    (4, "an accusation", [record("a/1", status="alleged")]),
    (4, "an accusation, denied", [record("a/1", status="alleged"), record("b/1", voice("ناطق b"), status="denied")]),
    (5, "only a denial", [record("a/1", voice("ناطق a"), status="denied")]),
    (4, "one against one", [record("a/1"), record("b/1", voice("ناطق b"), status="denied")]),
    (4, "two against two", [record("a/1"), record("b/1"), record("c/1", voice("ناطق c"), status="denied"), record("d/1", voice("ناطق d"), status="denied")]),
    (3, "two against one", [record("a/1"), record("b/1"), record("c/1", voice("ناطق c"), status="denied")]),
    (5, "one against two", [record("a/1"), record("b/1", voice("ناطق b"), status="denied"), record("c/1", voice("ناطق c"), status="denied")]),
    (
        2, "who denies his own part doesn't deny that it happened",
        [record("a/1"), record("b/1"), record("c/1", ARMY, actors=SNA, status="denied")],
    ),
    (3, "three accounts, two doers", [record("a/1", actors=ISIS), record("b/1", actors=HOUTHI), record("c/1")]),
    (
        2, "three accounts, two dates",
        [record("a/1", when=day("2024-03-01")), record("b/1", when=day("2024-03-03")), record("c/1")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("number", "records"), [(n, r) for n, _, r in CASES], ids=[c[1] for c in CASES])
def test_credibility(number: int, records: list[Record]) -> None:
    found = grade(*records)
    assert found.credibility == number in GRADES
    assert found.reasons


@pytest.mark.parametrize(
    ("reliability", "number"),
    [
        ({}, 2),
        ({"b": "A"}, 2),
        ({"b": "C"}, 2),
        ({"b": "D"}, 3),
        ({"b": "E"}, 3),
        ({"a": "E", "b": "E"}, 6),
        ({"c": "E"}, 2),
    ],
)
def test_unreliable_sources_corroborate_nobody(reliability: dict[str, str], number: int) -> None:
    found = grade(record("a/1"), record("b/1"), reliability=reliability)
    assert found.credibility == number
    assert any(reason.code == "discounted" for reason in found.reasons) == (number > 2)


def test_a_denial_by_an_unreliable_source_still_disputes() -> None:
    assert (
        grade(
            record("a/1"), record("b/1", voice("ناطق b"), status="denied"), reliability={"ناطق b": "E"}
        ).credibility
        == 4
    )


def test_reasons_say_who_counts() -> None:
    reasons = grade(
        record("a/1"), record("b/1", unnamed("مصدر")), record("c/1", ARMY, status="denied")
    ).reasons
    assert tuple(reason_words(one, "en") for one in reasons[:2]) == (
        "2 accounts assert it, at least 1 of them named and independent, 1 unnamed",
        "denied by 1 account: الجيش الوطني",
    )
    assert found_in(record("a/1"), record("c/1", ARMY, status="denied"))[1]
