"""What the words around an event say of its reality, and what they don't."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.analysis.events import find_events
from riwaya.analysis.parsed import parse
from riwaya.analysis.status import EFFECTS, Reality, read_reality
from riwaya.lexicon.loader import StatusWord, load_lexicon
from riwaya.text.sentences import split_sentences


def realities(text: str) -> list[tuple[str, Reality]]:
    lexicon = load_lexicon()
    parsed = parse(0, split_sentences(text)[0], lexicon, text)
    return [(e.triggers[0].of(text), read_reality(parsed, e, lexicon)) for e in find_events(parsed)]


def status(text: str, trigger: str) -> str:
    return next(reality.status for word, reality in realities(text) if word == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("قصف الجيش القرية.", "قصف", "asserted"),
        ("لم يقصف الجيش القرية.", "يقصف", "denied"),
        ("لم تعلن أي جهة مسؤوليتها عن الهجوم.", "الهجوم", "asserted"),
        ("ولم تتبن أي جهة الهجوم على السوق.", "الهجوم", "asserted"),
        ("لن ينسحب المقاتلون من الميناء.", "ينسحب", "denied"),
        ("لم تقع أي هجمات في المدينة.", "هجمات", "denied"),
        ("سيقصف الجيش القرية.", "يقصف", "planned"),
        ("يعتزم الجيش شن هجوم على المدينة.", "هجوم", "planned"),
        ("يأمل المبعوث الخاص إلى البلاد أن يعقد قريباً اجتماعاً للفصائل.", "اجتماعاً", "planned"),
        ("يجب أن ينسحب المقاتلون من الميناء.", "ينسحب", "requested"),
        ("قد يهاجم المسلحون القافلة.", "يهاجم", "hypothetical"),
        ("أثارت الحشود مخاوف من هجوم على المدينة.", "هجوم", "hypothetical"),
        ("أوقف القاضي متهماً بقتل الصحافي.", "قتل", "alleged"),
        ("نفى الشهود الهجوم المزعوم على القافلة.", "الهجوم", "alleged"),
        ("فشلت القوات في اقتحام القلعة.", "اقتحام", "denied"),
        ("أحبطت الشرطة هجوماً على السوق.", "هجوماً", "planned"),
    ],
)
def test_status_from_the_clause(text: str, trigger: str, expected: str) -> None:
    assert status(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("لم يسافر الوزير بعد أن قصف الجيش المطار.", "قصف"),  # another verb is negated
        ("لم ينته الاعتصام إلا باعتقال منظميه.", "اعتقال"),  # taken back by «إلا»
        (
            "قصفت طائرة بدون طيار موقعاً في البادية.",
            "قصفت",
        ),  # the drone lacks a pilot, not the strike its truth
        ("تلا القاضي التهم وطالبت المحامية بالإفراج عن موكلها.", "طالبت"),  # a clause of its own
        ("سيناقش المجلس الهجوم على المرفأ.", "الهجوم"),  # the debate is to come, not the attack
        ("وقد قصف الجيش القرية.", "قصف"),  # «قد» before the past makes it sure
    ],
)
def test_words_that_govern_something_else(text: str, trigger: str) -> None:
    assert status(text, trigger) == "asserted"


def test_coordinated_nouns_share_what_governs_them() -> None:
    text = "اعتقلت الشرطة رجلاً متهماً بخطف تاجر ومصادرة أمواله."
    assert [status(text, word) for word in ("خطف", "مصادرة")] == ["alleged", "alleged"]


@pytest.mark.parametrize(
    ("text", "trigger", "specific"),
    [
        ("غالباً ما يقتل المسلحون الأسرى.", "يقتل", False),
        ("قتل المسلحون الأسرى.", "قتل", True),
    ],
)
def test_habits_are_not_specific(text: str, trigger: str, specific: bool) -> None:
    assert [r.specific for word, r in realities(text) if word == trigger] == [specific]


def test_hedge_lowers_certainty_only() -> None:
    (reality,) = [r for word, r in realities("ربما قتل المسلحون الحارس.") if word == "قتل"]
    assert (reality.status, reality.certainty) == ("asserted", "possible")


def test_reason_names_the_word() -> None:
    text = "لم يقصف الجيش القرية."
    ((_, reality),) = realities(text)
    assert reality.reason is not None
    assert reality.reason.span is not None
    assert reality.reason.span.of(text) == "لم"


DENIED = [
    ("لم يقتحم الجنود المخيم.", "يقتحم"),
    ("ولم تُسجل أي هجمات على القاعدة.", "هجمات"),
    ("لم يتم التوصل إلى اتفاق بين الطرفين.", "التوصل إلى اتفاق"),
    ("ليس هناك أي قصف على المدينة.", "قصف"),
    ("لا صحة لاعتقال الصحافي في المطار.", "اعتقال"),
    ("لا صحة لما تردد عن اغتيال القائد في حمص.", "اغتيال"),
    ("وصف الناطق خبر اعتقال النائب بأنه عار عن الصحة.", "اعتقال"),
    ("أكد الناطق أن خبر اعتقال النائب غير صحيح.", "اعتقال"),
    ("غادر الوفد دون توقيع اتفاق مع الحكومة.", "توقيع اتفاق"),
    ("انتهى اليوم من دون أن يهاجم المسلحون القافلة.", "يهاجم"),
    ("الإفراج عن الرهائن مستحيل في هذه الظروف.", "الإفراج"),
    ("ألغت الوزيرة زيارتها إلى بيروت.", "زيارتها"),
    ("لم يسفر الانفجار عن سقوط قتلى.", "سقوط قتلى"),
]

PLANNED = [
    ("تمكنت الشرطة من إحباط هجوم على السوق.", "هجوم"),
    ("نجح الجيش في إفشال عملية لخطف السياح.", "خطف"),
    ("ضبطت الأجهزة خلية كانت تخطط لاغتيال القاضي.", "اغتيال"),
    ("اعتقلت الشرطة رجلاً كان ينوي تفجير نفسه.", "تفجير"),
    ("سيزور الوزير دمشق الأسبوع المقبل.", "يزور"),
    ("سوف ينسحب الجيش من البلدة.", "ينسحب"),
    ("من المقرر أن يلتقي الرئيسان في جنيف.", "يلتقي"),
    ("ومن المنتظر أن تنطلق المفاوضات بين الوفدين غداً.", "المفاوضات"),
    ("يستعد الجيش لاقتحام المدينة من الشمال.", "اقتحام"),
    ("تستعد الفصائل لشن هجوم واسع على القاعدة.", "هجوم"),
    ("قررت الحكومة إرسال قوات إضافية إلى الحدود.", "إرسال قوات"),
    ("أعلن الحزب عزمه تنظيم مظاهرة أمام البرلمان.", "مظاهرة"),
    ("وعدت المنظمة بتقديم مساعدات للنازحين.", "مساعدات"),
    ("توجهت القوات إلى القرية بهدف اعتقال المطلوبين.", "اعتقال"),
    ("نشر الجيش قناصة من أجل قتل المتسللين.", "قتل"),
    ("تسعى الحكومة إلى إطلاق سراح الرهائن.", "إطلاق سراح"),
    ("يُفترض أن يزور البابا المدينة.", "يزور"),
    ("قال إن من المفترض أن تنسحب القوات غداً.", "تنسحب"),
    ("اعترف بالتخطيط لتفجير القطار.", "تفجير"),
]

REQUESTED = [
    ("طالبت المنظمة بالإفراج عن الصحافيين.", "الإفراج"),
    ("يجب أن تنسحب القوات فوراً.", "تنسحب"),
    ("على الحكومة أن تفرج عن المعتقلين.", "تفرج"),
    ("ينبغي الإفراج عن المعتقلين فوراً.", "الإفراج"),
    ("شدد الوزير على ضرورة سحب القوات الأجنبية.", "سحب القوات"),
    ("المطلوب سحب القوات من المدينة.", "سحب القوات"),
    ("اعتبر الوزير الحوار مع المعارضة أمراً ضرورياً.", "الحوار"),
    ("وجهت دعوات إلى الأهالي للتظاهر يوم الجمعة.", "لتظاهر"),
]

HYPOTHETICAL = [
    ("إذا هاجم المسلحون القاعدة فسيرد الجيش.", "هاجم"),
    ("في حال قصف المطار ستتوقف الرحلات.", "قصف"),
    ("لو انسحب الجيش لانهارت الجبهة.", "انسحب"),
    ("قد ينسحب الجيش من المدينة.", "ينسحب"),
    ("ربما يهاجم المسلحون القافلة.", "يهاجم"),
    ("يمكن أن يقتحم الجيش المخيم.", "يقتحم"),
    ("من الممكن أن تفرض واشنطن عقوبات على الشركة.", "عقوبات"),
    ("هناك مخاوف من وقوع هجوم على السفارة.", "هجوم"),
    ("تخشى المنظمات أن يقصف الجيش المخيم.", "يقصف"),
    ("يدرس المجلس فرض عقوبات على الوزير.", "عقوبات"),
    ("اشترط المسلحون دفع فدية مقابل الإفراج عن الرهينة.", "الإفراج"),
    ("هل يهاجم الجيش المدينة؟", "يهاجم"),
    ("لن نتفاوض ما لم ينسحب الجيش.", "ينسحب"),
    ("قال إنه سيوقف القتال بشرط أن تنسحب القوات.", "تنسحب"),
    ("الجيش قادر على اقتحام المدينة.", "اقتحام"),
    ("قد تؤدي الأزمة إلى اندلاع حرب.", "حرب"),
]

ALLEGED = [
    ("اتهم الوزير المعارضة بقتل المتظاهرين.", "قتل"),
    ("اتُّهم الرجل بالضلوع في الهجوم على المدمرة.", "الهجوم"),
    ("زعم الجيش أنه قتل عشرة مسلحين.", "قتل"),
    ("يُزعم أن الحراس عذبوا السجناء.", "عذبوا"),
    ("ألقت الشرطة القبض على رجل يشتبه في أنه قتل التاجر.", "قتل"),
    ("يُعتقد أن الجماعة خطفت السائح.", "خطفت"),
    ("وقع اعتداء على الكنيسة نُسب إلى التنظيم.", "اعتداء"),
    ("ادعت الصحيفة أن الشرطة عذبت الموقوفين.", "عذبت"),
    ("قيل إن الحراس ضربوا السجناء.", "ضربوا"),
    ("يواجه الرجل تهماً بقتل زوجته.", "قتل"),
]

# What stands near an event and says nothing against it.
ASSERTED = [
    ("أعلن التنظيم مسؤوليته عن الهجوم على الحاجز.", "الهجوم"),
    ("تبنت الحركة مسؤولية الهجوم على الحاجز.", "الهجوم"),
    ("اعتقلت الشرطة مشتبهاً به في حادث إطلاق النار على المدرسة.", "حادث إطلاق النار"),
    ("حوكم ضابط متهم بالكذب بعد مقتل مدنيين.", "مقتل"),
    ("هم يقتلون الناس في القرى.", "يقتلون"),
    ("فقد أصيب عشرة أشخاص.", "أصيب"),
    ("قبالة ساحل البلاد خطف القراصنة سفينة.", "خطف"),
    ("أسقطت القوات طائرتين بلا طيار تم رصدهما.", "أسقطت"),
    ("سيحقق القضاء في اغتيال الوزير.", "اغتيال"),
    ("ينوي الوزير كشف منفذي الاغتيال.", "الاغتيال"),
    ("يجب محاكمة المسؤولين عن قتل المتظاهرين.", "قتل"),
    ("عاد الهدوء بعد أن قصف الجيش القرية.", "قصف"),
    ("غادر السكان قبل أن يقصف الجيش القرية.", "يقصف"),
]


MORE = [
    ("يريد كل من رئيس الحكومة ووزير الدفاع السابق سليم كمال عقد قمة ثانية.", "قمة", "planned"),
    ("لا تنوي الحكومة فرض عقوبات على الشركة.", "عقوبات", "denied"),
    ("لم يقرر الجيش الانسحاب من التلة.", "الانسحاب", "denied"),
    ("حوكم رجل متهم بالتخطيط لتفجير القطار.", "تفجير", "alleged"),
    ("اعترف الرجل بالتخطيط لتفجير القطار.", "تفجير", "planned"),
    ("لم تتوقف الغارات على المدينة.", "الغارات", "asserted"),
    ("لم تقع الغارات التي تحدثوا عنها.", "الغارات", "denied"),
    ("كاد الحارس يقتل المتسلل.", "يقتل", "denied"),
    ("غادر المبعوثون دون رسائل أو عقوبات جديدة.", "عقوبات", "denied"),
    ("قالت المحامية إنها تعتقد أن موكلتها تعرضت للسجن والتعذيب.", "التعذيب", "alleged"),
    ("قال إن المحكمة قد تتولى محاكمة القتلة.", "محاكمة", "hypothetical"),
    ("يبحث المجلس فرض عقوبات على الوزير.", "عقوبات", "hypothetical"),
    ("سيؤدي الحصار إلى مقتل الجرحى.", "مقتل", "hypothetical"),
    ("استخدمت شرطة مكافحة الشغب الغاز لتفريق المحتجين.", "تفريق المحتجين", "asserted"),
    ("هاجمت شرطة المدينة المحتجين.", "هاجمت", "asserted"),
]
JOINED = [
    ("يعتزم الجيش أن يقصف القرية ثم يقتحم الثكنة.", "يقتحم", "planned"),
    ("لن تقصف الطائرات القرية أو تهاجم الميناء.", "تهاجم", "denied"),
    ("سترسل الوزارة جنوداً لاعتقال المهربين.", "اعتقال", "planned"),
    ("أرسلت الوزارة جنوداً لاعتقال المهربين.", "اعتقال", "asserted"),
    ("تلقى الحارس العلاج بعد تعرضه لهجوم في السجن.", "هجوم", "asserted"),
    ("طالبت النقابة بلقاء الوزير الذي قصف القرية.", "قصف", "asserted"),
]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        *((t, w, "denied") for t, w in DENIED),
        *((t, w, "planned") for t, w in PLANNED),
        *((t, w, "requested") for t, w in REQUESTED),
        *((t, w, "hypothetical") for t, w in HYPOTHETICAL),
        *((t, w, "alleged") for t, w in ALLEGED),
        *((t, w, "asserted") for t, w in ASSERTED),
        *MORE,
        *JOINED,
    ],
)
def test_status_by_construction(text: str, trigger: str, expected: str) -> None:
    assert status(text, trigger) == expected


def test_every_row_of_the_list_has_a_known_effect() -> None:
    entries = (e for found in load_lexicon().words.values() for e in found)
    rows = {e.value for e in entries if isinstance(e.value, StatusWord)}
    assert rows
    assert {row.effect.split()[0] for row in rows} <= EFFECTS


PIECES = sorted({word for text, *_ in (*DENIED, *PLANNED, *ALLEGED, *MORE, *JOINED) for word in text.split()})


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=16))
def test_any_words_have_a_status(pieces: list[str]) -> None:
    for _, reality in realities(" ".join(pieces)):
        assert reality.status == "asserted" or reality.reason is not None
