"""Places: which words name one, at which span, in which role, which place it is, and where the text puts it."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.analysis.places import find_containment_findings, find_places
from riwaya.lexicon.gazetteer import Gazetteer, load_gazetteer
from riwaya.model import Document, Place, Span
from riwaya.text.sentences import split_sentences

GAZETTEER = load_gazetteer()


def read(
    text: str, taken: tuple[Span, ...] = (), gazetteer: Gazetteer = GAZETTEER
) -> tuple[Document, tuple[Place, ...]]:
    document = Document("x", text, hashlib.sha256(text.encode()).hexdigest())
    return document, find_places(document, split_sentences(text), gazetteer, taken)


def words(text: str) -> list[str]:
    return [p.span.of(text) for p in read(text)[1]]


SPANS = [
    # proclitics stay out
    ("وصلت القوات إلى حلب.", ["حلب"]),
    ("وقع الانفجار بحلب وبالرقة.", ["حلب", "الرقة"]),
    ("وبغداد صامتة.", ["بغداد"]),
    ("أرسلوا المعونة للبنان.", ["لبنان"]),
    ("تتجه القافلة للرقة.", ["لرقة"]),
    ("في إِدْلِبَ وحـــلب", ["إِدْلِبَ", "حـــلب"]),
    # heads: left out for towns and governorates, part of the rest
    ("انسحبوا من مدينة تدمر.", ["تدمر"]),
    ("في محافظة إدلب", ["إدلب"]),
    ("تجددت المعارك في ريف حماة الشمالي الغربي.", ["ريف حماة الشمالي الغربي"]),
    ("تجددت المعارك بريف حماة.", ["ريف حماة"]),
    ("في ريف دمشق", ["ريف دمشق"]),
    ("اقتحموا حي الشيخ مقصود.", ["حي الشيخ مقصود"]),
    ("لجأوا إلى مخيم عين الحلوة.", ["مخيم عين الحلوة"]),
    ("أغلق معبر باب الهوى أمس.", ["معبر باب الهوى"]),
    ("عند مطار حلب", ["مطار حلب"]),
    ("في شمال شرق سوريا", ["شمال شرق سوريا"]),
    ("في جنوب العراق", ["جنوب العراق"]),
    ("شمال مدينة حمص", ["شمال مدينة حمص"]),
    ("بين محافظتي حلب وإدلب", ["حلب", "إدلب"]),
    # unknown names after a strong head
    ("قُصفت قرية كفر شلاية ليلاً.", ["كفر شلاية"]),
    ("مداهمة في بلدة الزنبقية فجراً", ["الزنبقية"]),
    ('في قرية "عين الغربان" أمس', ["عين الغربان"]),
    ("في منطقة الفلّاحية شمال البصرة", ["الفلّاحية", "شمال البصرة"]),
    # long names win
    ("في درعا البلد", ["درعا البلد"]),
    ("قرب دير الزور", ["دير الزور"]),
    ("في محافظة رام الله والبيرة", ["رام الله والبيرة"]),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_spans(text: str, expected: list[str]) -> None:
    assert words(text) == expected


NOT_PLACES = [
    "قال صالح إن السلام والحرية هدف الجميع.",
    "دعا حسن إلى الوحدة والنصر.",
    "كان في قلب المعركة.",
    "فتح الباب ودخل القصر.",
    "شاهد الصور على الحائط.",
    "أعلنت الشرطة الهندية اعتقاله.",
    "نقلت قوات سورية معدات.",
    "استقال بولتون من منصبه.",
    "التعاون القائم بين الطرفين",
    "من ناحية أخرى",
    "دعوا إلى مقاطعة الانتخابات.",
    "في قرية صغيرة نائية",
    "بلدة حدودية",
    "سجن الصحفي سنتين.",
    "انتشرت في المدينة.",  # no city was named before
    "على بعد مليون كيلومتر",
    "وان كان ذلك صعباً",
    "",
]


@pytest.mark.parametrize("text", NOT_PLACES)
def test_near_misses(text: str) -> None:
    assert words(text) == []


HOMOGRAPHS = [
    ("قصف على الباب ومنبج وجرابلس.", "الباب"),  # beside towns of its governorate
    ("سيطر الجيش على بلدة الباب.", "الباب"),  # after a head
    ("انفجار في الباب بريف حلب.", "الباب"),  # in a container that has it
    ("في محافظة الجنوب", "الجنوب"),
]


@pytest.mark.parametrize(("text", "name"), HOMOGRAPHS)
def test_ordinary_words_are_places_where_the_context_says_so(text: str, name: str) -> None:
    assert name in words(text)


ROLES = [
    ("في حلب", "at"),
    ("بحلب", "at"),
    ("بالقرب من حلب", "at"),
    ("على بعد 5 كيلومترات من حلب", "at"),
    ("في كل من حلب ودمشق", "at"),
    ("إلى حلب", "to"),
    ("باتجاه مدينة حلب", "to"),
    ("نحو ريف حلب", "to"),
    ("من حلب", "from"),
    ("قادماً من بلدة منبج", "from"),
    ("عبر حلب", "via"),
    ("مروراً بحلب", "at"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_roles(text: str, role: str) -> None:
    assert read(text)[1][0].role == role


def test_a_joined_name_has_the_role_of_the_one_before() -> None:
    assert [p.role for p in read("انسحبوا من منبج وجرابلس إلى الرقة")[1]] == ["from", "from", "to"]


LOCATED = [
    ("انفجار في حلب", [True]),
    ("انفجار شمال حلب", [True]),
    ("انفجارات في حلب وإدلب", [True, True]),
    ("أعلنت تركيا موقفها.", [False]),
    ("قال رئيس وزراء الصومال وكينيا ذلك.", [False, False]),
    ("تركيا وفي حلب", [False, True]),
    ("عقوبات على إيران", [False]),
    ("استوردوا القمح من روسيا", [False]),
    ("انسحبت القوات الأجنبية من أفغانستان", [True]),
    ("شوارع بغداد خالية", [True]),
    ("هجوم على تدمر", [True]),
]


@pytest.mark.parametrize(("text", "expected"), LOCATED)
def test_only_a_preposition_or_direction_locates(text: str, expected: list[bool]) -> None:
    assert [p.located for p in read(text)[1]] == expected


MEANT = [
    ("قتل شخص في حلب.", 0, ("Aleppo", "Aleppo", "Syria", "settlement")),
    ("قتل شخص في محافظة حلب.", 0, ("Aleppo", "Aleppo", "Syria", "admin1")),
    ("في ريف حلب الشمالي", 0, ("northern Aleppo countryside", "Aleppo", "Syria", "region")),
    ("في جنوب لبنان", 0, ("South Lebanon", None, "Lebanon", "region")),
    ("في غرب العراق", 0, ("western Iraq", None, "Iraq", "region")),
    ("زار العراق.", 0, ("Iraq", None, "Iraq", "country")),
    ("احتجاج في الجزائر", 0, ("Algeria", None, "Algeria", "country")),
    ("احتجاج في مدينة الكويت", 0, ("Kuwait City", "Capital", "Kuwait", "settlement")),
    ("توجه إلى عمان.", 0, ("Amman", "Amman", "Jordan", "settlement")),
    ("في حي المنصور ببغداد", 0, ("Mansour", "Baghdad", "Iraq", "site")),
    ("في مطار عدن", 0, ("Aden airport", "Aden", "Yemen", "site")),
    # the report's country, its adjectives, a container
    ("انفجار في طرابلس، قال الجيش اللبناني.", 0, ("Tripoli", "North Lebanon", "Lebanon", "settlement")),
    ("انفجار في طرابلس بليبيا.", 0, ("Tripoli", "Tripoli", "Libya", "settlement")),
    ("اشتباكات في رفح بشمال سيناء.", 0, ("Rafah", "North Sinai", "Egypt", "settlement")),
    ("غارة على رفح وخان يونس في قطاع غزة.", 0, ("Rafah", "Gaza Strip", "Palestine", "settlement")),
    # ties: what the readings share
    ("انفجار في طرابلس.", 0, ("Tripoli", None, None, "settlement")),
    # a place that no list has takes what the text says of it
    ("قُصفت قرية كفر شلاية بريف حلب الغربي.", 0, (None, "Aleppo", "Syria", "settlement")),
    ("قُصفت قرية كفر شلاية.", 0, (None, None, None, "settlement")),
    ("في شارع بغداد", 0, (None, None, None, "site")),
    # short forms
    ("دخلوا تدمر. ثم انتشروا في المدينة.", 1, ("Palmyra", "Homs", "Syria", "settlement")),
    ("أعلنت السلطات العراقية حظر التجوال في البلاد.", 0, ("Iraq", None, "Iraq", "country")),
    ("دخلت الشاحنات من معبر رفح إلى القطاع.", 1, ("Gaza Strip", "Gaza Strip", "Palestine", "admin1")),
    # of the places before it the one that was named with its word
    ("هاجموا قرية تل صفوك قرب بغداد. ثم انفجرت عبوة في القرية.", 2, (None, None, None, "settlement")),
    (
        "هاجموا بلدة سنجار بنينوى، وقال ناطق في بغداد. ثم انفجرت عبوة في البلدة.",
        3,
        ("Sinjar", "Nineveh", "Iraq", "settlement"),
    ),
    (
        "هاجموا القصير، وقال ناطق في دمشق. ثم انفجرت عبوة في البلدة.",
        2,
        ("al-Qusayr", "Homs", "Syria", "settlement"),
    ),
    (
        "هاجموا قضاء المقدادية بديالى. ثم فُرض حظر التجوال في القضاء.",
        2,
        ("Al-Muqdadiya", "Diyala", "Iraq", "admin2"),
    ),
    (
        "دخلوا مديرية حرض بمحافظة حجة. ثم انسحبوا إلى غرب المديرية.",
        2,
        ("western Harad", "Hajjah", "Yemen", "region"),
    ),
    (
        "هاجموا مدينة كفر شلاية، قال ناطق في باكو. ثم انتشروا في المدينة.",
        2,
        (None, None, None, "settlement"),
    ),
    ("انفجار هز الجيش السوري في العاصمة.", 0, ("Damascus", "Damascus", "Syria", "settlement")),
]


@pytest.mark.parametrize(("text", "n", "expected"), MEANT)
def test_which_place_is_meant(text: str, n: int, expected: tuple[str | None, ...]) -> None:
    place = read(text)[1][n]
    assert (place.name_en, place.admin1_en, place.country_en, place.precision) == expected


# A name of two countries: the report's places, adjectives and bodies tell which; the name is no witness of itself.
HOMONYMS = [
    ("قتل خمسة في زنجبار، قال ناطق باسم الحوثيين.", "Yemen"),
    ("قتل خمسة في زنجبار، قالت الشرطة التنزانية.", "Tanzania"),
    ("قتل خمسة في زنجبار.", None),
    ("اشتباك في زنجبار. وقال محافظ أبين إنه انتهى.", "Yemen"),
    ("اشتبك مسلحون في طرابلس، وقال حزب الله إنه لا صلة له بهم.", "Lebanon"),
    ("اشتبك مسلحون في طرابلس، وقالت قوات حفتر إنها تقدمت.", "Libya"),
    ("هاجم مسلحون حاجزا في الزاوية، قالت الداخلية الليبية.", "Libya"),
    ("قتل ثلاثة في المنصورة، وقال محافظ عدن إن التحقيق بدأ.", "Yemen"),
    ("قتل ثلاثة في المنصورة، وقالت الشرطة المصرية إن التحقيق بدأ.", "Egypt"),
    ("قتل ثلاثة في الحسينية، قالت الشرطة الأردنية.", "Jordan"),
    ("قتل ثلاثة في الحسينية، قالت الشرطة المصرية.", "Egypt"),
    ("قتل جندي في سنجار، قال الحشد الشعبي.", "Iraq"),
    ("قتل جندي في سنجار، قالت هيئة تحرير الشام.", "Syria"),
    ("انسحبوا من سنجار في محافظة إدلب.", "Syria"),
    ("خرجت مظاهرة في الرقة.", "Syria"),
    ("خرجت مظاهرة في الرقة، قالت الشرطة الكويتية.", "Kuwait"),
    ("اشتباكات في البيضاء بين الحوثيين وقبائل.", "Yemen"),
    ("اشتباكات في البيضاء بين قوات حفتر ومسلحين.", "Libya"),
    ("قتل مدنيان في صور، قالت الشرطة العمانية.", "Oman"),
    ("قتل مدنيان في مدينة صور، قالت اليونيفيل.", "Lebanon"),
    ("قتل جندي في رفح، قال الجيش المصري.", "Egypt"),
    ("قتل طفل في رفح، قالت حماس.", "Palestine"),
    ("قتل شاب في القصير، قالت قوات النظام السوري.", "Syria"),
    ("غرق قارب قبالة القصير، قالت السلطات المصرية.", "Egypt"),
    ("قصف على القنيطرة، قال الجيش السوري.", "Syria"),
    ("مظاهرة في القنيطرة، قالت السلطات المغربية.", "Morocco"),
    ("قتل جندي في جبلة، قالت وزارة الدفاع السورية.", "Syria"),
    ("قتل جندي في جبلة، قال الحوثيون.", "Yemen"),
    ("قتل اثنان في السويداء، قال الجيش السوري.", "Syria"),
    ("وصلوا إلى القائم، قال الحشد الشعبي.", "Iraq"),
    ("قتل ثلاثة في بيت لحم، قالت الشرطة الفلسطينية.", "Palestine"),
]


@pytest.mark.parametrize(("text", "country"), HOMONYMS)
def test_the_report_tells_which_of_two_countries_a_name_means(text: str, country: str | None) -> None:
    assert read(text)[1][0].country_en == country


@pytest.mark.parametrize("text", ["خطفوا مهندساً بلغارياً.", "التقى وفداً روسياً في منبج.", "زار مسجداً تركياً"])
def test_an_adjective_with_its_accusative_is_no_country(text: str) -> None:
    assert [p.name_en for p in read(text)[1] if p.precision == "country"] == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("انفجرت عبوة في مخيم البقعة، قالت الشرطة الأردنية.", "Jordan"),
        ("قُتل شرطي قرب ليجة في ديار بكر.", "Turkey"),
        ("هاجموا بوسانغوا في أفريقيا الوسطى.", "Central African Republic"),
        ("هاجموا ثكنة في سنجين بولاية هلمند.", "Afghanistan"),
        ("قُتل مدنيون في كومبولتشا بإثيوبيا.", "Ethiopia"),
        ("اشتباكات في تاليباو بالفلبين.", "Philippines"),
    ],
)
def test_towns_of_other_wars(text: str, country: str) -> None:
    place = read(text)[1][0]
    assert (place.country_en, place.name is not None) == (country, True)


@pytest.mark.parametrize(
    "text", ["وقف في الصف الثاني.", "بصدد شن هجوم.", "عاد إلى بيتا قديما.", "زار السفيرة الأميركية."]
)
def test_ordinary_words_that_are_towns_too_are_none(text: str) -> None:
    assert [p.name_en for p in read(text)[1] if p.precision == "settlement"] == []


def test_a_name_means_one_place_in_a_report() -> None:
    places = read("انسحبوا من سنجار في محافظة إدلب. ثم انفجرت عبوة في سنجار.")[1]
    assert [p.admin1_en for p in places] == ["Idlib", "Idlib", "Idlib"]


@pytest.mark.parametrize(
    "text", ["قتل شرطي في حلب. وقال إنه يثق في القضاء.", "أحيل إلى القضاء.", "زار المديرية."]
)
def test_a_word_for_a_district_takes_up_nothing_else(text: str) -> None:
    assert [p.span.of(text) for p in read(text)[1] if p.span.of(text) in ("القضاء", "المديرية")] == []


def test_ties_count_their_candidates_and_have_no_point() -> None:
    place = read("انفجار في طرابلس.")[1][0]
    assert (place.candidates, place.latitude, place.geonames_id) == (2, None, None)


def test_unknown_places_have_no_candidates() -> None:
    assert read("قُصفت قرية كفر شلاية.")[1][0].candidates == 0


STATED = [
    ("بلدة منبج التابعة لمحافظة إدلب", "إدلب"),
    ("منبج التابعة إدارياً لمحافظة حلب", "حلب"),
    ("في منبج بمحافظة حلب", "حلب"),
    ("في بلدة سرمدا بريف إدلب الشمالي", "ريف إدلب الشمالي"),
    ("في تدمر في سوريا", "سوريا"),
    ("في مدينة تكريت الواقعة في محافظة صلاح الدين", "صلاح الدين"),
    ("في بلدة سرمدا السورية في محافظة إدلب", "إدلب"),
    # a direction, a list, a movement, a border are no containers
    ("في منبج، شمال حلب", None),
    ("في منبج، وحلب", None),
    ("من منبج إلى محافظة حلب", None),
    ("بلدة دارة عزة الواقعة بين محافظتي حلب وإدلب", None),
    ("في منبج قرب محافظة الرقة", None),
]


@pytest.mark.parametrize(("text", "container"), STATED)
def test_the_container_that_the_text_states(text: str, container: str | None) -> None:
    place = read(text)[1][0]
    assert (place.stated_in.of(text) if place.stated_in else None) == container


FINDINGS = [
    ("اجتمعوا في بلدة منبج التابعة لمحافظة إدلب.", ("منبج", "إدلب")),
    ("اجتمعوا في مدينة تكريت بمحافظة نينوى.", ("تكريت", "نينوى")),
    ("اجتمعوا في الفلوجة في سوريا.", ("الفلوجة", "سوريا")),
    ("اجتمعوا في سراقب بريف حلب الجنوبي.", ("سراقب", "ريف حلب الجنوبي")),
]


@pytest.mark.parametrize(("text", "spans"), FINDINGS)
def test_findings(text: str, spans: tuple[str, ...]) -> None:
    document, places = read(text)
    (finding,) = find_containment_findings(document, places, GAZETTEER)
    assert finding.kind == "place-containment"
    assert tuple(s.of(text) for s in finding.spans) == spans


def test_a_finding_names_both_places_in_both_languages() -> None:
    document, places = read("اجتمعوا في بلدة منبج التابعة لمحافظة إدلب.")
    (finding,) = find_containment_findings(document, places, GAZETTEER)
    assert finding.message == "Manbij is in Aleppo, Syria by the gazetteer; the text puts it in Idlib"
    assert finding.message_ar == "«منبج» في حلب، سوريا بحسب دليل الأماكن، والنص يضعها في إدلب"


NO_FINDINGS = [
    "اجتمعوا في بلدة منبج التابعة لمحافظة حلب.",
    "اجتمعوا في منبج بريف حلب الشرقي.",
    "اجتمعوا في رفح بمصر، وفي رفح بقطاع غزة.",
    "اجتمعوا في القدس في فلسطين.",
    "اجتمعوا في الفاشر في إقليم دارفور.",
    "اجتمعوا في منبج شمال الرقة.",
    "اجتمعوا في قرية كفر شلاية بمحافظة إدلب.",  # unknown to every list
    "اجتمعوا في منبج بمحافظة الغربان.",  # an unknown container
    "أعلنت السفارة الهندية في أفغانستان ذلك.",
    "انتقلوا من منبج إلى إدلب.",
]


@pytest.mark.parametrize("text", NO_FINDINGS)
def test_no_findings(text: str) -> None:
    document, places = read(text)
    assert find_containment_findings(document, places, GAZETTEER) == ()


def test_taken_spans_are_left_alone() -> None:
    text = "أعلنت جامعة حلب ذلك في حلب."
    taken = (Span(text.index("جامعة"), text.index(" ذلك")),)
    assert [p.span.start for p in read(text, taken)[1]] == [text.rindex("حلب")]


def test_offsets_count_code_points() -> None:
    text = "😀 قصف\u200f على\u00a0منبج\r\nوفي الرقّة"
    assert words(text) == ["منبج", "الرقّة"]


ARABIC_WORDS = [
    "في",
    "من",
    "قرية",
    "ريف",
    "حلب",
    "وبالرقة",
    "الشمالي",
    "التابعة",
    "لمحافظة",
    "إدلب",
    "،",
    ".",
    "«",
    "»",
    "شمال",
    "المدينة",
    "كفر",
    "😀",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(ARABIC_WORDS), max_size=25), st.sampled_from([" ", "  ", "\u00a0", "\u200f "])
)
def test_any_mixture_gives_ordered_spans_inside_the_text(tokens: list[str], space: str) -> None:
    text = space.join(tokens)
    document, places = read(text)
    find_containment_findings(document, places, GAZETTEER)
    for place in places:
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert place.span.of(text).strip() == place.span.of(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(places))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    read(text)
