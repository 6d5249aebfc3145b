"""The folded paradigm is held to the forms that mazini, an Arabic conjugator, makes from root and pattern."""

import mazini
import pytest

from riwaya.lexicon.conjugate import conjugate, inflect_adjective, inflect_noun, masdar
from riwaya.text.fold import fold

# past/present, root, mazini's pattern
VERBS = [
    ("قصف/يقصف", "قصف", "I/a~i"),
    ("قتل/يقتل", "قتل", "I/a~u"),
    ("دمّر/يدمّر", "دمر", "II"),
    ("هاجم/يهاجم", "هجم", "III"),
    ("أطلق/يطلق", "طلق", "IV"),
    ("تقدّم/يتقدّم", "قدم", "V"),
    ("تبادل/يتبادل", "بدل", "VI"),
    ("انفجر/ينفجر", "فجر", "VII"),
    ("اعتقل/يعتقل", "عقل", "VIII"),
    ("استهدف/يستهدف", "هدف", "X"),
    ("قال/يقول", "قول", "I/a~u"),
    ("دعا/يدعو", "دعو", "I/a~u"),
    ("التقى/يلتقي", "لقي", "VIII"),
    ("لقي/يلقى", "لقي", "I/i~a"),
    ("أدان/يدين", "دين", "IV"),
    ("شنّ/يشنّ", "شنن", "I/a~u"),
    ("وصل/يصل", "وصل", "I/a~i"),
    ("استقال/يستقيل", "قيل", "X"),
    ("نفى/ينفي", "نفي", "I/a~i"),
]
_MOODS = ("past_3", "past_pass_3", "ind_3", "ind_pass_3", "sub_3", "juss_3")


def _third_person(root: str, pattern: str) -> set[str]:
    """Return mazini's third-person forms, folded: active and passive, all three moods."""
    slots = mazini.conjugate(root, pattern, passive=True).slots
    forms = [f.form for slot, cells in slots.items() if slot.startswith(_MOODS) for f in cells]
    return {fold(form) for form in forms if form not in ("?", "—", "-")}


# A hollow verb's jussive and a feminine plural that print hardly has; first and second person stand in quotations only.
_RARE = ("ن",)


@pytest.mark.parametrize(("verb", "root", "pattern"), VERBS)
def test_forms_are_those_of_an_arabic_conjugator(verb: str, root: str, pattern: str) -> None:
    ours = {form.form for form in conjugate(verb)}
    missing = {form for form in _third_person(root, pattern) - ours if not form.endswith(_RARE)}
    assert missing == set()


@pytest.mark.parametrize(
    ("verb", "form", "voice"),
    [
        ("قصف/يقصف", "قصفت", "either"),
        ("هاجم/يهاجم", "هاجمت", "active"),
        ("هاجم/يهاجم", "هوجمت", "passive"),
        ("أدان/يدين", "ادين", "passive"),
        ("التقى/يلتقي", "التقوا", "either"),
        ("بدأ/يبدأ", "بدات", "either"),  # a final hamza makes no defective verb
    ],
)
def test_voice(verb: str, form: str, voice: str) -> None:
    assert voice in {f.voice for f in conjugate(verb) if f.form == form}


@pytest.mark.parametrize("verb", ["قصف", "قصف/قصف", "شن غارة/يشن غارة", ""])
def test_a_verb_is_past_and_present(verb: str) -> None:
    with pytest.raises(ValueError, match="past/present"):
        conjugate(verb)


@pytest.mark.parametrize(
    ("noun", "forms", "none"),
    [
        ("غارة", {"غاره", "غارتان", "غارتين", "غارات"}, {"غارها"}),
        ("هجوم", {"هجوم", "هجوما", "هجومين"}, {"هجومي"}),  # «هجومي» is the adjective
    ],
)
def test_inflect_noun(noun: str, forms: set[str], none: set[str]) -> None:
    assert forms <= set(inflect_noun(noun))
    assert not none & set(inflect_noun(noun))


def test_inflect_adjective() -> None:
    assert {"تركي", "تركيه", "تركيين", "تركيون", "تركيات"} <= set(inflect_adjective("تركي"))


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("استعمل/يستعمل", "استعمال"),
        ("استفاد/يستفيد", "استفادة"),
        ("استقرّ/يستقرّ", "استقرار"),
        ("استثنى/يستثني", "استثناء"),
        ("استمع/يستمع", "استماع"),  # no tenth form
        ("انتظر/ينتظر", "انتظار"),
        ("اختار/يختار", "اختيار"),
        ("ازداد/يزداد", "ازدياد"),
        ("انحنى/ينحني", "انحناء"),
        ("أصرّ/يصرّ", "إصرار"),
        ("أوقف/يوقف", "إيقاف"),
        ("أعاد/يعيد", "إعادة"),
        ("أبقى/يبقي", "إبقاء"),
        ("تعاون/يتعاون", "تعاون"),
        ("تضاءل/يتضاءل", "تضاؤل"),
        ("توقف/يتوقف", "توقف"),
        ("راجع/يراجع", "مراجعة"),
        ("قدّم/يقدّم", "تقديم"),
        ("أخّر/يؤخّر", "تأخير"),
        ("سوّى/يسوّي", "تسوية"),
        # the first form has many; a passive has none
        ("كتب/يكتب", None),
        ("جرّ/يجرّ", None),
        ("أذيع/يذاع", None),
        ("تمنى/يتمنى", None),
    ],
)
def test_action_nouns_of_derived_forms(verb, noun):
    assert masdar(verb) == (fold(noun) if noun else None)
