"""Verbs → their subjects: by place, agreement, relative clauses and what verbs share."""

import pytest

from riwaya.analysis.agreement import broken_plural, forms_of, gender_of, subject_fits
from riwaya.analysis.parsed import parse
from riwaya.pipeline import load
from riwaya.text.sentences import split_sentences


def read(text):
    (sentence,) = split_sentences(text)
    return parse(0, sentence, load(None), text)


def subjects(text):
    parsed = read(text)
    return {
        parsed.words[word].span.of(text): (" + ".join(c.span.of(text) for c in subject.chunks), subject.how)
        for word, subject in parsed.subjects.items()
    }


CASES = [
    # behind the verb
    ("هاجم مسلحون المخفر", {"هاجم": ("مسلحون", "after")}),
    ("اعتقلت الشرطة وزيرا", {"اعتقلت": ("الشرطة", "after")}),
    ("هاجم مسلحون وشرطيون المخفر", {"هاجم": ("مسلحون + شرطيون", "after")}),
    # the object isn't taken for the subject: gender, number and case speak against it
    ("هاجمت المسلحين", {}),
    ("دعا الولايات المتحدة إلى الحوار", {}),
    ("اتهمت الخرطوم أديس أبابا", {"اتهمت": ("الخرطوم", "after")}),
    ("هاجم الحوثيون السفينة", {"هاجم": ("الحوثيون", "after")}),
    # before the verb, over what stands between
    ("القوات الإسرائيلية في الضفة اعتقلت وزيرا", {"اعتقلت": ("القوات الإسرائيلية", "before")}),
    ("أكد أن المسلحين هاجموا المخفر", {"هاجموا": ("المسلحين", "before")}),
    ("كان الجيش قد قصف البلدة", {"قصف": ("الجيش", "before")}),
    (
        "المسلحون الذين هاجموا المخفر خطفوا شرطيا",
        {"هاجموا": ("المسلحون", "relative"), "خطفوا": ("المسلحون", "before")},
    ),
    # relative clauses; a pronoun that stands for the head leaves the place to another
    ("وصلت الفصائل التي قاتلت التنظيم", {"وصلت": ("الفصائل", "after"), "قاتلت": ("الفصائل", "relative")}),
    ("غادر البلدة التي قصفتها الطائرات", {"قصفتها": ("الطائرات", "after")}),
    ("بعد انفجار سيارة، استهدف المطار", {"استهدف": ("انفجار", "relative")}),
    # verbs joined by و
    (
        "دخلت القوات البلدة واعتقلت خمسة مطلوبين",
        {"دخلت": ("القوات", "after"), "اعتقلت": ("القوات", "shared")},
    ),
    (
        "واجه المحتجون حاجزا نصبته الشرطة ورددوا هتافات",
        {"واجه": ("المحتجون", "after"), "نصبته": ("الشرطة", "after"), "رددوا": ("المحتجون", "shared")},
    ),
    ("هاجم مسلحون الدورية وقتل جنديان", {"هاجم": ("مسلحون", "after"), "قتل": ("جنديان", "after")}),
    # a source is no subject of what happens in what it says, unless «أنه» says so
    ("قالت الوزارة إنها أرسلت تعزيزات", {"قالت": ("الوزارة", "after"), "أرسلت": ("الوزارة", "shared")}),
    (
        "قال ضابط إن جنودا قتلوا وأصيب آخر",
        {"قال": ("ضابط", "after"), "قتلوا": ("جنودا", "before"), "أصيب": ("آخر", "after")},
    ),
    # among, in brackets, how: no subject and no object
    ("وصل في بلدة تادف (20 كلم شرق حلب) مسلحون", {"وصل": ("مسلحون", "after")}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_subjects(text, expected):
    assert subjects(text) == expected


@pytest.mark.parametrize("stem", ["جنود", "رجال", "افراد", "فصايل", "عناصر", "وزراء", "قتلي"])
def test_broken_plurals(stem):
    assert broken_plural(stem)


@pytest.mark.parametrize("stem", ["مقاتل", "ضابط", "جندي", "وزير", "جيش", "مهاجم"])
def test_singulars_are_no_broken_plurals(stem):
    assert not broken_plural(stem)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("المسلحون هاجموا", True),
        ("المسلحون هاجمت", False),
        ("الشرطة اعتقلت", True),
        ("الشرطة اعتقل", False),
        ("الجيش هاجموا", False),
        ("القوات هاجمت", True),
        ("العراق هاجم", True),
        ("تركيا هاجم", False),
        ("ثلاثة جنود هاجموا", True),
    ],
)
def test_agreement_with_a_subject_before_the_verb(text, fits):
    parsed = read(text)
    (chunk,) = (c for c in parsed.chunks if c.pos == "noun")
    verb = next(w for w in parsed.words if w.pos == "verb")
    assert subject_fits(forms_of(verb), parsed.words, (chunk,)) is fits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الشرطة", ("f", "s")),
        ("المسلحون", ("m", "p")),
        ("الجيش", ("m", "s")),
        ("عشرات الجنود", ("?", "p")),
        ("لبنان", ("m", "s")),
        ("فرنسا", ("f", "s")),
    ],
)
def test_gender_and_number(text, expected):
    parsed = read(text)
    assert gender_of(parsed.words, parsed.chunks[0]) == expected
