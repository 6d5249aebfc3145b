from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking_fixtures import report
from riwaya.linking.copies import COPY, bands, credit_of, credits, find_credits, near_copy, signature, ties
from riwaya.linking.registry import load_registry

WIRE = (
    "قتل سبعة أشخاص على الأقل بينهم امرأتان مساء الأحد في انفجار عبوة ناسفة قرب محطة للحافلات في مدينة الباب شمال شرق حلب، "
    "بحسب ما قال مسعف محلي. وأضاف المسعف أن فرق الإطفاء أخمدت حريقاً اندلع في ثلاثة متاجر مجاورة للمحطة، وأن عدداً من المصابين "
    "نقلوا إلى مستشفيات قريبة من الحدود. ولم تعلن أي جهة مسؤوليتها عن الانفجار الذي جاء بعد أسبوع على هجوم مشابه في اعزاز."
)
OTHER = (
    "أفاد ناشطون بمقتل سبعة مدنيين مساء اليوم الأحد جراء تفجير ضرب كراج الباب في ريف حلب، وقالوا إن بين الضحايا سيدتين كانتا "
    "تنتظران الحافلة المتجهة إلى منبج. وتتهم الفصائل المحلية خلايا نائمة بالوقوف خلف سلسلة من التفجيرات هزت المنطقة هذا العام."
)


def cut(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        cut(WIRE, 30),  # only the beginning was printed
        "الباب - خاص: " + WIRE,
        WIRE.replace("مساء الأحد", "أول من أمس").replace("مسعف محلي", "أحد المسعفين"),
        WIRE.replace("أ", "ا").replace("ة ", "ه "),  # another spelling
        "وفي سياق متصل عقد المجلس المحلي جلسة طارئة بحث فيها أوضاع السوق. "
        + cut(WIRE, 45)
        + " وختم المجلس جلسته ببيان طويل.",
    ],
)
def test_a_text_made_from_another_is_a_copy(copy: str) -> None:
    assert near_copy(signature(WIRE), signature(copy)) >= COPY
    assert len(set(bands(signature(WIRE))) & set(bands(signature(copy)))) >= 2


@pytest.mark.parametrize(
    "text",
    [
        OTHER,  # the same happening in other words
        WIRE[:40],  # a phrase
        "قتل سبعة أشخاص على الأقل بينهم امرأتان في حادث سير على الطريق بين حمص ودمشق، وفق ما أعلنت إدارة المرور اليوم.",
        "",
    ],
)
def test_a_text_of_its_own_is_no_copy(text: str) -> None:
    assert near_copy(signature(WIRE), signature(text)) < COPY


def test_long_texts_are_compared_by_a_part_of_their_runs() -> None:
    words = [f"كلمة{n}" for n in range(3000)]
    whole, half, none = (" ".join(w) for w in (words, words[:1500], reversed(words)))
    assert len(signature(whole)) == len(signature(half)) < 500
    assert near_copy(signature(whole), signature(half)) > 0.8
    assert near_copy(signature(whole), signature(none)) < COPY


@given(
    st.lists(st.sampled_from(WIRE.split()), max_size=80), st.lists(st.sampled_from(WIRE.split()), max_size=80)
)
def test_likeness_is_symmetric_and_between_0_and_1(a: list[str], b: list[str]) -> None:
    first, second = signature(" ".join(a)), signature(" ".join(b))
    assert 0 <= near_copy(first, second) <= 1
    assert near_copy(first, second) == near_copy(second, first)


@pytest.mark.parametrize(
    ("text", "whole", "passing"),
    [
        ("بغداد (أ ف ب) - وصل الوفد.", {"afp"}, set()),
        ("بغداد (ا.ف.ب) – وصل الوفد.", {"afp"}, set()),
        ("الخرطوم - رويترز: وصل الوفد.", {"reuters"}, set()),
        ("رويترز/ عمان - وصل الوفد.", {"reuters"}, set()),
        ("أ.ب: وصل الوفد.", {"ap"}, set()),
        ("دمشق - سانا: وصل الوفد.", {"sana"}, set()),
        ("وصل الوفد.\nالمصدر: وكالات", {"agencies"}, set()),
        ("وصل الوفد.\n(رويترز، د ب أ)", {"reuters", "dpa"}, set()),
        ("وصل الوفد. (الأناضول)", {"anadolu"}, set()),
        ("وصل الوفد.\nالجزيرة + وكالات", {"jazeera", "agencies"}, set()),
        ("وصل الوفد، نقلاً عن وكالة رويترز.", set(), {"reuters"}),
        ("وقالت مسؤولة لوكالة فرانس برس إن الوفد وصل.", set(), {"afp"}),
        ("وقالت مسؤولة لرويترز إن الوفد وصل.", set(), {"reuters"}),
        ("ونقلت وكالة أسوشييتد برس عن مسؤولة أن الوفد وصل.", set(), {"ap"}),
        ("وبحسب وكالة وفا، وصل الوفد.", set(), {"wafa"}),
        ("وأوردت صحيفة الشرق الأوسط أن الوفد وصل.", set(), {"aawsat"}),
        ("وذكرت وسائل إعلام أن الوفد وصل، بحسب ما نشرته عنب بلدي.", set(), {"enab"}),
        ("«أ ف ب» - بغداد: وصل الوفد.", {"afp"}, set()),
        ("رويترز | وصل الوفد.", {"reuters"}, set()),
        ("واس - الرياض: وصل الوفد.", {"spa"}, set()),
        ("وصل الوفد.\nالمصدر: الجزيرة + وكالات + مواقع التواصل", {"jazeera", "agencies"}, set()),
        ("وقالت مسؤولة لـ«رويترز» إن الوفد وصل.", set(), {"reuters"}),
        ('وقالت مسؤولة لـ "فرانس برس" إن الوفد وصل.', set(), {"afp"}),
        ("وقال مصدر لـ«الحدث» إن الوفد وصل.", set(), {"hadath"}),
        # near misses: the name stands there, and nothing is credited to it
        ("قُتل مصور يعمل مع رويترز في القصف.", set(), set()),
        ("جال الوفد في دول الشرق الأوسط (تركيا والأردن).", set(), set()),
        ("قصفت الطائرات مبنى قناة الأقصى في غزة.", set(), set()),
        ("انقسم المشاركون إلى فريقين أ وب.", set(), set()),
        ("الرياض - خاص: وصل الوفد.", set(), set()),
        ("أثار الحدث ردود فعل في العالم.", set(), set()),
        ("وفا الفريق بالتزاماته كلها.", set(), set()),
    ],
)
def test_whom_a_text_credits(text: str, whole: set[str], passing: set[str]) -> None:
    found = find_credits(text, load_registry())
    assert {c.key for c in found if c.whole} == whole
    assert {c.key for c in found if not c.whole} == passing
    assert credits({"text": text}) == whole | passing


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("عدن - «البريق»: وصل الوفد.", True),
        ("وصل الوفد. («البريق»، «الساحة»)", True),
        ("وصل الوفد، نقلاً عن وكالة البريق للأنباء.", False),
        ("ونقل موقع «البريق» عن مسؤول أن الوفد وصل.", False),
        ("وقال مسؤول لوكالة البريق إن الوفد وصل.", False),
        ("لمع البريق في العيون ووصل الوفد.", None),
        ("وقال مسؤول لوكالة المدار إن الوفد وصل.", None),
    ],
)
def test_an_outlet_that_nobody_lists_is_found_by_its_name(text: str, credited: bool | None) -> None:
    agency = report("a", outlet="وكالة البريق للأنباء")
    assert agency.outlet is not None
    credit = credit_of(report("b", text), agency.outlet)
    assert (credit and credit.whole) is credited


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("صحيفة المدن", "modon"), ("المدن", "modon"), ("almodon.com", "modon"), ("https://www.aljazeera.net/news", "jazeera"),
        ("قناة العربية", "arabiya"), ("وكالة الأنباء السورية (سانا)", "sana"), ("أ.ف.ب", "afp"), ("جريدة لا يعرفها أحد", None),
    ],
)  # fmt: skip
def test_outlets_by_name_and_site(name: str, key: str | None) -> None:
    assert load_registry().outlet(name) == key


def test_registries_name_owners_that_exist() -> None:
    registry = load_registry()
    assert registry.lineage("almanar") == ("almanar", "hezbollah")
    assert registry.house("arabiya") == registry.house("hadath")
    for owner in registry.owners.values():
        known = owner in registry.english
        assert known or owner[0].isupper() or owner.startswith("İ"), f"{owner}: neither an actor nor a house"


def test_users_add_outlets_of_their_own(tmp_path) -> None:
    (tmp_path / "outlets.tsv").write_text(
        "id\tname\tname_en\tforms\tsites\towner\tkind\tcountry\nmine\tموقع البريق\tBareeq\t\tbareeq.example\thezbollah\tparty\tLB\n",
        encoding="utf-8",
    )
    registry = load_registry(tmp_path)
    assert registry.outlet("bareeq.example") == registry.outlet("البريق") == "mine"
    assert registry.lineage("mine") == ("mine", "hezbollah")


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("a", WIRE), ("b", cut(WIRE, 40)), "copy"),
        (("a", WIRE), ("b", OTHER), None),
        (("وكالة البريق", WIRE), ("b", OTHER + " نقلاً عن وكالة البريق."), "quote"),
        (("a", WIRE + "\n(أ ف ب)"), ("b", "(أ ف ب) - " + OTHER), "credit"),
        (("a", WIRE + "\nوكالات"), ("b", OTHER + "\nوكالات"), None),  # whichever agencies those were
        (("قناة العربية", WIRE), ("قناة الحدث", OTHER), "owner"),
        (("قناة العربية", WIRE), ("قناة الجزيرة", OTHER), None),
    ],
)
def test_ties_of_two_reports(first: tuple[str, str], second: tuple[str, str], kind: str | None) -> None:
    found = ties([report("1", first[1], first[0]), report("2", second[1], second[0])])
    assert [t.kind for t in found] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "published", "tied"),
    [
        ("نقل موقع «البريق» عن تاجر أن سوق الحبوب أغلق. ولم يعلق البلد على ذلك.", "2024-03-06", True),
        (
            "أغلق سوق الحبوب أبوابه، بحسب ما ذكرت وكالة «البريق».\nوقال تاجر إنه لا يعرف السبب.",
            "2024-03-06",
            True,
        ),
        (
            "أغلق سوق الحبوب أبوابه. وقال تاجر إنه لا يعرف السبب.\nنقلاً عن وكالة البريق للأنباء.",
            "2024-03-07",
            True,
        ),
        ("أغلق سوق الحبوب أبوابه، كما كتبت «البريق». وقال تاجر إنه لا يعرف السبب.", "2024-03-05", True),
        # near misses: a passage of it, somebody who answers it, an older or newer report
        ("أغلق سوق الحبوب أبوابه.\nوذكرت وكالة «البريق» أن تجاراً احتجوا على القرار.", "2024-03-06", False),
        ("نفى المجلس ما أوردته وكالة «البريق» عن إغلاق سوق الحبوب.", "2024-03-06", False),
        ("نقل موقع «البريق» عن تاجر أن سوق الحبوب أغلق.", "2024-03-28", False),
        ("نقل موقع «البريق» عن تاجر أن سوق الحبوب أغلق.", "2024-03-01", False),
    ],
)
def test_who_retells_an_outlet_isnt_independent_of_it(text: str, published: str, tied: bool) -> None:
    agency = report("a", "أفاد مراسلنا بأن باعة الحبوب لم يفتحوا اليوم.", "وكالة البريق للأنباء")
    found = ties([agency, report("b", text, published=published)])
    assert [t.kind for t in found] == (["quote"] if tied else [])


@pytest.mark.parametrize(
    ("told", "tied"),
    [
        (("2024-03-03", "2024-03-05"), ["new"]),
        (("2024-03-05", "2024-03-05"), ["new", "old"]),
        (("2024-03-05", "2024-03-09"), ["old"]),
    ],
    ids=["the last before it", "of one day either", "none that came later"],
)
def test_who_retells_an_outlet_retells_its_last_report(told: tuple[str, str], tied: list[str]) -> None:
    old = report("old", "يغلق السوق أبوابه يوم الأحد.", "موقع البريق", told[0])
    new = report("new", "بقيت الأفران مفتوحة طوال النهار.", "موقع البريق", told[1])
    later = report("x", "نقل موقع «البريق» عن تاجر أن السوق أغلق.", "b", "2024-03-06")
    assert sorted({t.first, t.second} - {"x"} for t in ties([old, new, later]) if t.kind == "quote") == [
        {d} for d in tied
    ]
