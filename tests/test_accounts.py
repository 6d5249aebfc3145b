from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking_fixtures import record, report, unnamed, voice
from riwaya.linking.accounts import accounts
from riwaya.linking.copies import Report
from riwaya.linking.model import Record
from riwaya.linking.wording import reason_words

LONG = (
    "قالت مصادر محلية إن قذيفة سقطت قرب المدرسة الابتدائية في الحي الشرقي وأصابت حافلة كانت تقل تلاميذ عائدين إلى بيوتهم، "
    "وإن السائق نقل إلى المستشفى الوطني في حالة خطرة بينما أغلقت الشرطة الشارع المؤدي إلى الساحة حتى المساء."
)


def told(records: list[Record], *reports: Report) -> tuple[list[tuple[str, ...]], tuple[int, int]]:
    """The claims of each account, and (least, most)."""
    named = {r.document: r for r in reports}
    everything = {r.document: named.get(r.document) or report(r.document) for r in records}
    found, independent = accounts(records, everything)
    return [a.claims for a in found], (independent.least, independent.most)


CASES = [
    ("two outlets by themselves", [record("a/1"), record("b/1")], [], [("a/1",), ("b/1",)], (2, 2)),
    ("one outlet twice", [record("a/1"), record("a/2")], [], [("a/1", "a/2")], (1, 1)),
    (
        "two outlets quote one ministry",
        [record("a/1", voice("وزارة الدفاع", "mod.sy")), record("b/1", voice("الوزارة", "mod.sy"))], [],
        [("a/1", "b/1")], (1, 1),
    ),
    (
        "a body and its head by name",
        [record("a/1", voice("مدير مرصد النهرين")), record("b/1", voice("مرصد النهرين لحقوق الإنسان"))], [],
        [("a/1", "b/1")], (1, 1),
    ),
    (
        "who broke with a body doesn't speak for it",
        [record("a/1", voice("جبهة الساحل")), record("b/1", voice("القيادي المنشق عن جبهة الساحل"))], [],
        [("a/1",), ("b/1",)], (2, 2),
    ),
    (
        "who retells an outlet from the first sentence on",
        [record("موقع البريق/1"), record("b/1")], [report("b", "أغلق السوق، نقلاً عن موقع «البريق». وقال تاجر إنه لا يعرف السبب.")],
        [("b/1", "موقع البريق/1")], (1, 1),
    ),
    (
        "who quotes a passage of it",
        [record("موقع البريق/1"), record("b/1")], [report("b", "أغلق السوق.\nوذكر موقع «البريق» أن تجاراً احتجوا.")],
        [("b/1",), ("موقع البريق/1",)], (1, 2),
    ),
    (
        "two governors",
        [record("a/1", voice("محافظ الساحل")), record("b/1", voice("محافظ الجبل"))], [],
        [("a/1",), ("b/1",)], (2, 2),
    ),
    (
        "unnamed sources of two outlets may be two or one",
        [record("a/1", unnamed("مصدر أمني")), record("b/1", unnamed("مصدر أمني"))], [],
        [("a/1",), ("b/1",)], (1, 2),
    ),
    (
        "an unnamed source beside a named one",
        [record("a/1", voice("وزارة الدفاع", "mod.sy")), record("b/1", unnamed("ناشطون"))], [],
        [("a/1",), ("b/1",)], (1, 2),
    ),
    (
        "«المصدر» takes up the one before",
        [record("a/1", unnamed("مصدر في البلدية")), record("a/2", unnamed("المصدر"))], [],
        [("a/1", "a/2")], (1, 1),
    ),
    (
        "one agency in two papers",
        [record("a/1"), record("b/1")], [report("a", "عدن (أ ف ب) - كذا وكذا."), report("b", "كذا وكذا.\n(أ ف ب)")],
        [("a/1", "b/1")], (1, 1),
    ),
    (
        "two agencies in two papers",
        [record("a/1"), record("b/1")], [report("a", "عدن (أ ف ب) - كذا."), report("b", "كذا.\n(رويترز)")],
        [("a/1",), ("b/1",)], (2, 2),
    ),
    (
        "an agency's unnamed source in two papers",
        [record("a/1", unnamed("طبيب")), record("b/1", unnamed("طبيب"))],
        [report("a", "عدن (أ ف ب) - كذا."), report("b", "كذا.\n(أ ف ب)")],
        [("a/1", "b/1")], (1, 1),
    ),
    (
        "near-copies without a credit",
        [record("a/1"), record("b/1")], [report("a", LONG), report("b", LONG + " وهدأ القصف ليلاً.")],
        [("a/1", "b/1")], (1, 1),
    ),
    (
        "a copy that leaves the unnamed source out",
        [record("a/1", unnamed("مصادر محلية")), record("b/1")], [report("a", LONG), report("b", LONG)],
        [("a/1", "b/1")], (1, 1),
    ),
    (
        "an outlet quotes another",
        [record("a/1"), record("b/1", voice("موقع «البريق»"))], [report("a", outlet="موقع البريق"), report("b")],
        [("a/1", "b/1")], (1, 1),
    ),
    (
        "an outlet credits another for a passage: perhaps all is from there",
        [record("a/1"), record("b/1")],
        [report("a", outlet="موقع البريق"), report("b", "كذا. وبحسب موقع البريق فإن كذا.")],
        [("a/1",), ("b/1",)], (1, 2),
    ),
    (
        "«وكالات» beside an agency's report",
        [record("a/1"), record("b/1")], [report("a", "كذا (رويترز)"), report("b", "كذا.\nالمصدر: وكالات")],
        [("a/1",), ("b/1",)], (1, 2),
    ),
    (
        "one owner",
        [record("a/1"), record("b/1")], [report("a", outlet="قناة العربية"), report("b", outlet="قناة الحدث")],
        [("a/1", "b/1")], (1, 1),
    ),
    (
        "a party and its channel",
        [record("a/1", voice("حزب الله", "hezbollah")), record("b/1")], [report("a"), report("b", outlet="قناة المنار")],
        [("a/1", "b/1")], (1, 1),
    ),
    (
        "two organs of one state are two voices, perhaps one",
        [record("a/1", voice("الجيش", "army.sy")), record("b/1", voice("وزارة الدفاع", "mod.sy"))], [],
        [("a/1",), ("b/1",)], (1, 2),
    ),
    (
        "two states",
        [record("a/1", voice("الجيش", "army.sy")), record("b/1", voice("الجيش اللبناني", "army.lb"))], [],
        [("a/1",), ("b/1",)], (2, 2),
    ),
    (
        "the innermost source counts, whoever passed it on",
        [record("a/1", voice("رويترز", "reuters"), voice("الدفاع المدني", "scd")), record("b/1", voice("الدفاع المدني", "scd"))],
        [], [("a/1", "b/1")], (1, 1),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("records", "reports", "claims", "count"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_accounts(
    records: list[Record], reports: list[Report], claims: list[tuple[str, ...]], count: tuple[int, int]
) -> None:
    assert told(records, *reports) == (claims, count)


def test_an_account_says_why_its_claims_are_one() -> None:
    found, _ = accounts([record("a/1"), record("b/1")], {"a": report("a", LONG), "b": report("b", LONG)})
    assert tuple(reason_words(one, "en") for one in found[0].reasons) == (
        "near-copies: a, b (100% of the shorter)",
    )


SOURCES = [
    (),
    (voice("وزارة الدفاع", "mod.sy"),),
    (voice("قسد", "sdf"),),
    (unnamed("مصدر أمني"),),
    (unnamed("ناشطون"),),
]
claims = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(SOURCES)), min_size=1, max_size=8)


@given(claims)
def test_every_claim_has_one_account_and_unnamed_ones_never_raise_the_least(drawn: list) -> None:
    records = [record(f"{document}/{i}", *chain) for i, (document, chain) in enumerate(drawn)]
    reports = {d: report(d) for d in "abcd"}
    found, count = accounts(records, reports)
    assert sorted(c for a in found for c in a.claims) == sorted(r.claim for r in records)
    assert 1 <= count.least <= count.most == len(found)
    named = [r for r in records if not r.chain or r.chain[-1].named]
    if named:
        assert accounts(named, reports)[1].least == count.least
    else:
        assert count.least == 1
    assert accounts(records[::-1], reports) == (found, count)
