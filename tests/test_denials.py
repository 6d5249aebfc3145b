"""Who denies what, whom a sentence singles out, how many came: what accounts contradict each other by."""

from __future__ import annotations

import pytest

from riwaya import read_text
from riwaya.model import Claim

DENIED = [
    "كذّب الناطق باسم الحركة نبأ اعتقال القائد.",
    "كذبت شرطة البصرة الأنباء عن مقتل المحافظ.",
    "فندت القيادة الأنباء التي تحدثت عن سيطرة المسلحين على البلدة.",
    "نفى مصدر عسكري ما بثته قنوات التضليل عن سيطرة المسلحين على المطار.",
    "شددت الوزارة على أن رجال الشرطة لم يطلقوا رصاصة واحدة.",
    "نفى المتحدث أن تكون القوات الحكومية هي التي قصفت السوق.",
    "لم تهاجم قواتنا أي قرية في الولاية.",
    "أما الناطق باسم الجيش فنفى أن تكون طائراته قد قصفت المخيم.",
    "نفى الناطق أن يكون أي جندي قد قتل المتظاهر.",
]
TOLD = [
    "قالت الوزارة إن الشرطة لم تقتل في المدينة سوى ثلاثة مسلحين.",  # «سوى» takes the negation back
    "نفى الحزب صلته بالمسلحين الذين قصفوا السوق.",  # what a relative clause tells is granted
    "أعلنت الوزارة ما رصدته الشرطة عن مقتل المحافظ.",  # nobody denies
    "أكد الناطق أن جنود الحامية هم الذين أطلقوا النار على المتظاهرين.",
]
ACTORS = [
    ("نفى المتحدث أن تكون القوات الحكومية هي التي قصفت السوق.", ["القوات الحكومية"]),
    ("قالت الشرطة إن حراس المكتب هم من فتح النار على المحتجين.", ["حراس المكتب"]),
    ("لم تهاجم قواتنا أي قرية في الولاية.", ["قواتنا"]),
    ("اتهم والي كسلا إثيوبيا بقصف قرية حدودية.", ["إثيوبيا"]),
    ("نفت الحكومة سقوط المطار في يد الثوار.", ["الثوار"]),
    ("سقطت البلدة في أيدي المسلحين.", ["المسلحين"]),
    ("خرجت مسيرة ضمت آلاف الطلاب في تونس.", ["آلاف الطلاب"]),
    ("حضر الاحتجاج نحو ألفي شخص.", ["نحو ألفي شخص"]),
    ("قالت الوزارة إن المظاهرة لم تضم سوى 300 شخص.", ["300 شخص"]),
    ("قال العقيد للصحفيين متهماً عناصر قسد بقصف المخيم.", ["عناصر قسد"]),
    ("أفاد محافظ درعا متهماً حزب الله بزرع العبوة.", ["حزب الله"]),
    ("أوقع التفجير نحو ثلاثين قتيلا.", []),
]


def claims_of(text: str) -> tuple[Claim, ...]:
    """Return the claims read from a report of one sentence."""
    return read_text(text, published="2021-03-10").claims


@pytest.mark.parametrize(
    ("text", "status", "actors"),
    [
        ("قال محامي المتهم إن موكله لا علاقة له بتفجير السوق.", "denied", ["موكله"]),
        ("أكد الوزير أن لا علاقة للجيش بقصف المستشفى.", "denied", ["لجيش"]),
        ("قال الناطق إن الجيش لم يكن له دور في قصف السوق.", "denied", ["الجيش"]),
        ("ليس للحركة صلة بتفجير الحافلة.", "denied", ["لحركة"]),
        ("تبرأت الحركة من تفجير الحافلة.", "denied", ["الحركة"]),
        ("تنصلت الحركة من قصف المطار.", "denied", ["الحركة"]),
        ("ليست لهم علاقة بالهجوم على السوق.", "asserted", []),  # nobody is named
        ("ليس مسؤولاً عن الهجوم على السوق.", "asserted", []),
        ("لا علاقة للانفجار بالقصف الذي طال السوق.", "asserted", []),
    ],
)
def test_who_has_no_part(text: str, status: str, actors: list[str]) -> None:
    claim = claims_of(text)[-1]
    assert (claim.status, [a.span.of(text) for a in claim.of("actor")]) == (status, actors)


@pytest.mark.parametrize("text", DENIED)
def test_denied(text: str) -> None:
    assert [c.status for c in claims_of(text)] == ["denied"]


@pytest.mark.parametrize("text", TOLD)
def test_told_all_the_same(text: str) -> None:
    assert {c.status for c in claims_of(text)} == {"asserted"}


@pytest.mark.parametrize(("text", "actors"), ACTORS)
def test_who_is_singled_out(text: str, actors: list[str]) -> None:
    (claim,) = claims_of(text)
    assert [a.span.of(text) for a in claim.of("actor")] == actors


def test_the_source_of_a_denial_is_who_denies_it() -> None:
    """Neither those whose report is called false nor nobody."""
    for text, source in (
        ("نفى مصدر عسكري ما بثته قنوات التضليل عن سيطرة المسلحين على المطار.", "مصدر عسكري"),
        ("أما الناطق باسم الجيش فنفى أن تكون طائراته قد قصفت المخيم.", "الناطق باسم الجيش"),
        ("رد مكتب رئيس البلدية بأن أحداً لم يهاجم السوق.", "مكتب رئيس البلدية"),
    ):
        (claim,) = claims_of(text)
        assert [s.span.of(text) for s in claim.sources] == [source]


def test_a_denial_beside_a_deed_is_a_claim_of_its_own() -> None:
    text = "قال الجيش إن طائراته قصفت موقعاً للحزب وقتلت عدداً من عناصره، نافياً استهداف مدنيين."
    assert [c.status for c in claims_of(text)] == ["asserted", "denied"]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("أودى القصف بـ14 شخصاً في سوق المدينة.", [14]),
        ("أودى الإعصار بعشرين منزلاً.", []),
        ("ارتقى عاملان في القصف على المخبز.", [2]),
        ("ارتقى المرشح في استطلاعات الرأي بعد القصف.", []),
    ],
)
def test_dead(text: str, dead: list[int]) -> None:
    assert [t.min for c in claims_of(text) for t in c.tolls if t.kind == "dead"] == dead


def test_sides_of_a_meeting() -> None:
    text = "كشف مصدر عن اجتماع ضم الوزير سمير حداد ونظيره التركي في أنقرة."
    (claim,) = claims_of(text)
    assert [(a.role, a.span.of(text)) for a in claim.arguments if a.role != "place"] == [
        ("actor", "الوزير سمير حداد"),
        ("recipient", "نظيره التركي"),
    ]
