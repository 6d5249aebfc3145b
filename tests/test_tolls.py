import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.analysis.tolls import find_tolls
from riwaya.text.numbers import find_numbers
from riwaya.text.sentences import split_sentences


def tolls(text):
    return [t for s in split_sentences(text) for t in find_tolls(s, find_numbers(s, text), text)]


def read(text):
    return [(t.kind, t.min, t.max) for t in tolls(text)]


CASES = [
    ("قتل 17 ليبياً وأصيب 31 في سبها", [("dead", 17, 17), ("injured", 31, 31)]),
    (
        "ما أدى إلى مقتل سبعة عمال على الأقل وإصابة 16 آخرين",
        [("dead", 7, None), ("injured", 16, 16)],
    ),
    ("أسفر القصف عن قتيلين و12 جريحا", [("dead", 2, 2), ("injured", 12, 12)]),
    ("سقط خمسة قتلى وعشرون جريحا", [("dead", 5, 5), ("injured", 20, 20)]),
    ("سقوط عشرات القتلى", [("dead", 20, None)]),
    ("مقتل شخصين في الانفجار", [("dead", 2, 2)]),
    ("مقتل جنديين وإصابة طفلين", [("dead", 2, 2), ("injured", 2, 2)]),
    ("استشهاد فلسطينيين اثنين", [("dead", 2, 2)]),
    ("مقتل جندي قرب الحاجز", [("dead", 1, 1)]),
    ("قتل رجل برصاص مجهولين", [("dead", 1, 1)]),
    ("مقتل أحد الحراس", [("dead", 1, 1)]),
    ("مقتل 15 مدنيا بينهم 3 أطفال", [("dead", 15, 15)]),
    ("إصابة 12 شخصا، من بينهم ثلاثة أطفال", [("injured", 12, 12)]),
    ("قتل 12 جنديا و3 مدنيين", [("dead", 15, 15)]),
    ("قتل 6 مدنيين فضلا عن 4 من الحراس", [("dead", 10, 10)]),
    ("أكثر من 100 قتيل", [("dead", 100, None)]),
    ("مقتل نحو 40 مقاتلا", [("dead", 40, 40)]),
    ("قال إن تسعة أشخاص قتلوا في الغارة", [("dead", 9, 9)]),
    ("ثمانية أشخاص بينهم امرأة قتلوا هناك", [("dead", 8, 8)]),
    ("لقي 30 عاملا مصرعهم", [("dead", 30, 30)]),
    ("قتلت القوات الخاصة 5 مسلحين", [("dead", 5, 5)]),
    ("قتل مهاجم انتحاري 17 شخصا", [("dead", 17, 17)]),
    ("راح ضحيتها 18 شخصا", [("dead", 18, 18)]),
    ("أسر 3 جنود", [("captured", 3, 3)]),
    ("اعتقلت الشرطة عشرة شبان", [("captured", 10, 10)]),
    ("فقدان 40 مهاجرا", [("missing", 40, 40)]),
    ("نزوح 5000 شخص", [("displaced", 5000, 5000)]),
    ("مقتل 3 أسرى تحت التعذيب", [("dead", 3, 3)]),
    ("العثور على جثث 17 شخصا", [("dead", 17, 17)]),
    ("أصيب العشرات فجر اليوم", [("injured", 20, None)]),
    ("وصول خمسة جرحى إلى المشفى", [("injured", 5, 5)]),
    ("مقتل رجلي أمن عند الحاجز", [("dead", 2, 2)]),
    ("أصيب عنصرا شرطة برصاص مجهول", [("injured", 2, 2)]),
    ("قتل حارسا بنك كانا يستعدان للانصراف", [("dead", 2, 2)]),
    ("العثور على جثتي مهاجرين", [("dead", 2, 2)]),
    ("راح ضحية الانفجار أمس 7 مدنيين", [("dead", 7, 7)]),
    ("وذهب ضحية القصف ستة أطفال", [("dead", 6, 6)]),
    ("مقتل ثلاثة جنود محليين، ومترجم", [("dead", 4, 4)]),
    ("مقتل خمسة من عناصر الشرطة المحلية، ومهندس أجنبي", [("dead", 6, 6)]),
    ("قتل نجل الحاكم وأربعة من مرافقيه", [("dead", 5, 5)]),
    ("زوجة القائد وثلاثة من أبنائه قتلوا في الغارة", [("dead", 4, 4)]),
    ("مقتل عمه في القصف", [("dead", 1, 1)]),
    ("استشهاد شاب ووالدته", [("dead", 2, 2)]),
    ("قال إن «شخصاً قتل وأصيب ثلاثة»", [("dead", 1, 1), ("injured", 3, 3)]),
    ("قتل الطيران، بعد ظهر أمس، خمسة صيادين", [("dead", 5, 5)]),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_tolls(text, found):
    assert read(text) == found


NONE = [
    "مقتل القائد العسكري في الغارة",
    "مقتل رجل الأعمال المعروف",
    "سقط عدد من القتلى والجرحى",
    "قتل قبل ثلاثة أيام",
    "أصيب الشاب (25 عاما) بجروح",
    "قتل في 3 غارات متتالية",
    "إصابة 3 منازل بأضرار",
    "فقد الجيش 4 دبابات",
    "على بعد 20 كلم من موقع مقتل الرهينة",
    "الإفراج عن 30 أسيرا",
    "وصلت 5 شاحنات إلى البلدة",
    "سقط المنتخب أمام 3 خصوم",
    "لقي ترحيبا من 20 نائبا",
    "استقبل رجلي أعمال في مكتبه",
    "زار نجل الحاكم الجرحى",
    "قتل الحراس، وفق البيان، خلال 3 غارات",
    "راح الوفد يفاوض 7 فصائل",
    "أم العائلة بخير",
]


@pytest.mark.parametrize("text", NONE)
def test_near_misses_give_no_toll(text):
    assert read(text) == []


TOGETHER = ["30 قتيلا وجريحا في الانفجار", "مقتل وإصابة 30 شخصا"]


@pytest.mark.parametrize("text", TOGETHER)
def test_a_joint_number_is_no_minimum_of_either(text):
    assert read(text) == [("dead", None, 30), ("injured", None, 30)]


CUMULATIVE = [
    "ارتفع عدد القتلى إلى 30",
    "ارتفعت الحصيلة إلى 30 قتيلا",
    "بلغت حصيلة الضحايا 30",
    "ارتفعت إلى 30 حصيلة القتلى",
    "قتل 30 صحافيا منذ بداية الحرب",
]


@pytest.mark.parametrize("text", CUMULATIVE)
def test_running_totals_are_cumulative(text):
    assert [(t.kind, t.min, t.scope) for t in tolls(text)] == [("dead", 30, "cumulative")]


def test_a_toll_joined_to_a_running_total_is_one_too():
    found = tolls("ارتفعت حصيلة القصف إلى 30 قتيلا و90 جريحا")
    assert [(t.kind, t.min, t.scope) for t in found] == [
        ("dead", 30, "cumulative"),
        ("injured", 90, "cumulative"),
    ]


def test_spans_are_number_and_noun():
    text = "وأدى ذلك إلى مقتل ثلاثة جنود"
    (toll,) = tolls(text)
    assert toll.span.of(text) == "ثلاثة جنود"
    assert toll.of is not None
    assert toll.of.of(text) == "جنود"


PIECES = sorted({w for t, _ in CASES for w in t.split()} | {w for t in NONE for w in t.split()})


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_words_give_sane_tolls(pieces):
    text = " ".join(pieces)
    for toll in tolls(text):
        assert 0 <= toll.span.start < toll.span.end <= len(text)
        assert toll.min is None or toll.max is None or toll.min <= toll.max
