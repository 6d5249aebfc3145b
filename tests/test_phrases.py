"""Words → noun phrases: where a participant's phrase begins and ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.analysis.parsed import parse
from riwaya.analysis.phrase_words import adjective_shape
from riwaya.pipeline import load
from riwaya.text.sentences import split_sentences


def phrases(text):
    """Return the noun phrases of a text as «preposition|words», event nouns marked with *."""
    found = []
    for number, sentence in enumerate(split_sentences(text)):
        for chunk in parse(number, sentence, load(None), text).chunks:
            if chunk.pos == "noun":
                found.append(
                    f"{chunk.prep}|{chunk.span.of(text)}{'*' if chunk.event else ''}".removeprefix("|")
                )
    return found


CASES = [
    # numbers and quantities belong to the phrase, and what is among those counted
    ("وصل خمسة جنود على الأقل", ["خمسة جنود على الأقل"]),
    ("وصل 20 عاملا بينهم ثلاث نساء وطفل", ["20 عاملا بينهم ثلاث نساء وطفل"]),
    ("وصل العشرات من سكان القرية", ["العشرات من سكان القرية"]),
    ("وصل عدد من المقاتلين", ["عدد من المقاتلين"]),
    # behind نون no annexation goes on: the next noun is another participant
    ("هاجم مسلحون مجهولون مركز الشرطة", ["مسلحون مجهولون", "مركز الشرطة"]),
    ("هاجم متظاهرون السفارة", ["متظاهرون", "السفارة"]),
    ("هاجم متظاهرون معارضون السفارة", ["متظاهرون معارضون", "السفارة"]),
    # two definite nouns side by side are two phrases unless the second is an adjective
    ("رفض الوزير القرار", ["الوزير", "القرار"]),
    ("رفض الوزير السابق القرار", ["الوزير السابق", "القرار"]),
    # names behind titles
    ("اغتيل النائب سمير العلي", ["النائب سمير العلي"]),
    ("اغتيل الوزير الراحل سمير حداد", ["الوزير الراحل سمير حداد"]),
    ("قتل فادي سلوم، رئيس البلدية", ["فادي سلوم، رئيس البلدية"]),
    # an office with a name of its own behind a name is somebody else; without one it describes him
    (
        "التقى وزير الدفاع سمير حداد رئيس الأركان فادي سلوم",
        ["وزير الدفاع سمير حداد", "رئيس الأركان فادي سلوم"],
    ),
    (
        "استقبل الرئيس المصري سمير حداد رئيس الوزراء العراقي فادي سلوم",
        ["الرئيس المصري سمير حداد", "رئيس الوزراء العراقي فادي سلوم"],
    ),
    ("اغتيل سمير حداد رئيس البلدية", ["سمير حداد رئيس البلدية"]),
    ("اعتقل سمير حداد قائد كتيبة عمر الحسيني", ["سمير حداد قائد كتيبة عمر الحسيني"]),
    ("التقى الوزير سمير حداد في بغداد", ["الوزير سمير حداد", "في|بغداد"]),
    # a rank with a name behind an office that has none is his; so is what he is in a body, if something befell him
    ("قال رئيس الأركان اللواء سمير حداد", ["رئيس الأركان اللواء سمير حداد"]),
    ("استقبل أمير قطر الشيخ سمير حداد", ["أمير قطر الشيخ سمير حداد"]),
    ("قتل سمير حداد القيادي في حركة حماس", ["سمير حداد القيادي في حركة حماس"]),
    ("قتل سمير حداد الأمين العام لحزب الله", ["سمير حداد الأمين العام لحزب الله"]),
    ("اعتقل سمير حداد أحد قادة الجبهة", ["سمير حداد أحد قادة الجبهة"]),
    ("التقى سمير حداد الأمين العام لحزب الله", ["سمير حداد", "الأمين العام لحزب الله"]),
    # behind the name of a town nothing that happens is annexed
    ("أعلنت الوزارة في خانقين ارتفاع الحصيلة", ["الوزارة", "في|خانقين", "ارتفاع الحصيلة"]),
    # who left a body, or is against it, takes it with him in words alone
    ("وصل القيادي المنشق عن حركة حماس", ["القيادي المنشق عن حركة حماس"]),
    # an actor behind an event noun is a phrase of its own; the event noun keeps its adjectives
    ("رحب بانسحاب القوات الروسية", ["ب|انسحاب*", "القوات الروسية"]),
    ("بعد هجوم انتحاري", ["بعد|هجوم انتحاري*"]),
    ("بعد هجوم آخر", ["بعد|هجوم آخر*"]),
    # what a thing belongs to, and what a participle governs
    ("دمر حاجزا للجيش", ["حاجزا للجيش"]),
    ("وصل ضابط مسؤول عن الحراسة", ["ضابط مسؤول عن الحراسة"]),
    ("وصل ضابط في الشرطة", ["ضابط في الشرطة"]),
    ("حرر الجنود قرى جنوب الموصل", ["الجنود", "قرى", "جنوب|جنوب الموصل"]),
    ("نزح مئات المدنيين من الفلوجة", ["مئات المدنيين", "من|الفلوجة"]),
    ("رشق شبان جنودا", ["شبان", "جنودا"]),
    ("علق المجلس العسكري الدستور", ["المجلس العسكري", "الدستور"]),
    ("علقت واشنطن المساعدات", ["واشنطن", "المساعدات*"]),
    ("دمرت غارة جوية مبنى البلدية", ["غارة جوية*", "مبنى البلدية"]),
    ("خرج الوزير من منزله", ["الوزير", "من|منزله"]),
    ("وصل مسلحون من التنظيم", ["مسلحون من التنظيم"]),
    ("وصل ضابط في المدينة", ["ضابط", "في|المدينة"]),
    # a slogan is no name, a quoted name is
    ("هتف المحتجون «الحرية للأسرى»", ["المحتجون", "«الحرية للأسرى»"]),
    ("وصل مقاتلو «الفجر»", ["مقاتلو «الفجر»"]),
    # a participle that names the doers
    ("طالب خاطفو الرهائن الحكومة", ["خاطفو الرهائن", "الحكومة"]),
    # coordinated phrases stay apart, و written apart or not
    ("قتل سالم و16 آخرين", ["سالم", "16 آخرين"]),
    ("قتل جندي وشرطي", ["جندي", "شرطي"]),
    ("أصيب تسعة بجروح", ["تسعة", "بجروح*"]),
    # nothing definite is annexed to what ends in an adjective without article, nor anybody to a person's name
    ("أصاب صاروخ إسرائيلي السيارة", ["صاروخ إسرائيلي", "السيارة"]),
    ("استقبل رئيس بلدية المدينة", ["رئيس بلدية المدينة"]),
    ("اتهم بوتين واشنطن", ["بوتين", "واشنطن"]),
    ("انتقد سمير حماس", ["سمير", "حماس"]),
    ("زار سمير مطالبين بالأجور", ["سمير", "مطالبين*", "ب|الأجور"]),
    # a participle takes its complement with it, and goes on a noun though it may head a phrase too
    ("داهمت القوات التابعة لها القرية", ["القوات التابعة لها", "القرية"]),
    ("أوقف الجيش المسلحين المشتبه بهم في المدينة", ["الجيش", "المسلحين المشتبه بهم", "في|المدينة"]),
    ("غادرت المجموعات المتهمة بالانتماء إليه", ["المجموعات المتهمة بالانتماء"]),
    ("غادرت الجماعات المدعومة من تركيا القرية", ["الجماعات المدعومة من تركيا", "القرية"]),
    ("دخل القرى الخاضعة لسيطرة المعارضة", ["القرى الخاضعة لسيطرة المعارضة"]),
    ("دهم مركزا للتدريب تابعا للحركة", ["مركزا للتدريب تابعا للحركة"]),
    ("أوقفت الشرطة المتهمة بالاحتيال", ["الشرطة", "المتهمة", "ب|الاحتيال"]),
    ("هاجم الجنود المتظاهرين", ["الجنود", "المتظاهرين"]),
    ("عاد الوزير منها", ["الوزير"]),
    # a drone, and what stands behind an indefinite adjective
    ("دمرت طائرة مسيرة مقرا للجيش", ["طائرة مسيرة", "مقرا للجيش"]),
    ("دمرت الطائرة المسيّرة المنزل", ["الطائرة المسيّرة", "المنزل"]),
    ("دمرت طائرات مسيرة القاعدة", ["طائرات مسيرة", "القاعدة"]),
    ("دمرت أسلحة شديدة التأثير المنزل", ["أسلحة شديدة التأثير", "المنزل"]),
    # names: of a trade, behind «عبد», behind a body; nobody's name goes on with a capital or behind the name of a place
    ("دعا وزير الخارجية وليد المعلم إلى الهدوء", ["وزير الخارجية وليد المعلم", "الي|الهدوء"]),
    ("دعا وزير الخارجية وليد السكان إلى الهدوء", ["وزير الخارجية وليد", "السكان", "الي|الهدوء"]),
    ("غادر عبد الفتاح السالم", ["عبد الفتاح السالم"]),
    ("أوقفت الشرطة سمير حداد", ["الشرطة", "سمير حداد"]),
    ("أوقف الشرطي سمير حداد", ["الشرطي سمير حداد"]),
    ("غادر السفير الأميركي جيمس هولت بغداد", ["السفير الأميركي جيمس هولت", "بغداد"]),
    ("غادر سمير حداد قائد القوات البرية", ["سمير حداد قائد القوات البرية"]),
    ("شهد إقليم دارفور عودة النازحين", ["إقليم دارفور", "عودة النازحين"]),
    ("دخل بلدة عيتا الشعب", ["بلدة عيتا الشعب"]),
    ("وصل مستشار الرئيس لشؤون الإعلام سمير حداد", ["مستشار الرئيس لشؤون الإعلام سمير حداد"]),
    # «لـ» before a quotation mark is a preposition
    ("قال سلوم لـ«الجريدة»", ["سلوم", "ل|«الجريدة»"]),
]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("غادر أفراد الجيش", "fighters"),
        ("غادر عدد من رجال الشرطة", "police"),
        ("غادر أفراد العائلة", "civilians"),
        ("غادرت وكالة كيفو", "media"),
        ("غادرت وكالة الأنباء المحلية", "media"),
        ("غادرت وكالة الإغاثة", "igo"),
        ("غادر بحار واحد", "people"),
    ],
)
def test_what_is_annexed_settles_the_kind(text, kind):
    (sentence,) = split_sentences(text)
    assert [c.kind for c in parse(0, sentence, load(None), text).chunks if c.pos == "noun"] == [kind]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_phrases(text, expected):
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("احتج المتعهدون", "people"),
        ("وصل مساهمون", "people"),
        ("طرد المستأجرين", "people"),
        ("اعتقل عسقلانيين", "people"),
        ("دمر المرفأين", None),  # a dual
        ("وصل جاكسون", None),  # a name
        ("رمم قريتين", "place"),
    ],
)
def test_sound_plurals_of_unknown_words_name_people(text, kind):
    (sentence,) = split_sentences(text)
    found = [c.kind for c in parse(0, sentence, load(None), text).chunks if c.pos == "noun"]
    assert found == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعتقل عبد الله سلوم", ["عبد الله سلوم<person>"]),
        ("غادر أبو حديد العاصمة", ["أبو حديد<person>", "العاصمة<place>"]),
        ("غادر بن زيدون العاصمة", ["بن زيدون<person>", "العاصمة<place>"]),
        ("زار بوتين الجرحى", ["بوتين<person>", "الجرحى<victims>"]),
        ("التقى السيسي الوفد", ["السيسي<person>", "الوفد<government>"]),
        ("التقى السيد سمير الوفد", ["السيد سمير<honorific>", "الوفد<government>"]),
        # kin, nations without a plural in «-ون», people by what they do
        ("زار أحفاده القرية", ["أحفاده<person>", "القرية<place>"]),
        ("طرد أفغان من القرية", ["أفغان<people>", "القرية<place>"]),
        ("وصل محققو الأمم المتحدة", ["محققو الأمم المتحدة<official>"]),
        ("نجا مراهقان وصبية", ["مراهقان<civilians>", "صبية<civilians>"]),
        # near misses: a town, a title that is another word too
        ("غادر أبو ظبي", ["أبو ظبي<state>"]),
        ("المعارضة والحكومة", ["المعارضة<party>", "الحكومة<government>"]),
    ],
)
def test_names_of_persons(text, expected):
    (sentence,) = split_sentences(text)
    chunks = parse(0, sentence, load(None), text).chunks
    assert [f"{c.span.of(text)}<{c.kind}>" for c in chunks if c.pos == "noun"] == expected


@pytest.mark.parametrize("stem", ["سياسي", "عسكريه", "مسلحون", "كبير", "سابقه", "موالين", "مدنيات"])
def test_shapes_of_adjectives(stem):
    assert adjective_shape(stem)


@pytest.mark.parametrize("stem", ["لوم", "طلب", "قصر", "بيت", "عقوبات"])
def test_nouns_have_no_shape_of_adjectives(stem):
    assert not adjective_shape(stem)


@given(st.text(alphabet="والبتنسمريهقفدعكح ء«»،.123", max_size=80))
def test_every_word_lies_in_exactly_one_chunk(text):
    for number, sentence in enumerate(split_sentences(text)):
        parsed = parse(number, sentence, load(None), text)
        covered = [i for c in parsed.chunks for i in range(c.first, c.last)]
        assert covered == list(range(len(parsed.words)))
        assert all(sentence.span.contains(c.span) for c in parsed.chunks)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("وصل القيادي المنشق عن حركة حماس", None),
        ("وصل الناشطون المناهضون لحزب الله", None),
        ("وصل القيادي في حركة حماس", "hamas"),
    ],
)
def test_who_left_a_body_is_none_of_hers(text, actor):
    (chunk,) = (c for c in parse(0, split_sentences(text)[0], load(None), text).chunks if c.pos == "noun")
    assert (chunk.actor.id if chunk.actor else None) == actor
