"""Where, when and with what toll: which of a sentence's places, times and counts are an event's own."""

import hashlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.contract import casualties
from riwaya.lexicon.loader import load_lexicon
from riwaya.model import Claim, Document
from riwaya.reading import read_document


def claims_of(text: str) -> tuple[Claim, ...]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document("test", text, digest, published=date(2024, 3, 14), language="ar")
    return read_document(document, load_lexicon()).claims


def claim_of(text: str, event_type: str) -> Claim:
    return next(c for c in claims_of(text) if c.type == event_type)


def place_of(text: str, event_type: str = "ASSAULT") -> str | None:
    place = claim_of(text, event_type).place
    return place.span.of(text) if place else None


@pytest.mark.parametrize(
    ("text", "event_type", "words"),
    [
        # its own clause before any other
        ("في بغداد، قُتل شرطيان بانفجار عبوة في الموصل.", "ASSAULT", "الموصل"),
        ("وفي كركوك، قُتل شرطيان بانفجار عبوة ناسفة.", "ASSAULT", "كركوك"),
        # where something is, before where it goes
        ("قُتل سائقان كانا ينقلان مؤناً إلى حلب في هجوم قرب حمص.", "ASSAULT", "حمص"),
        # a town that an event's noun is annexed to, the subject of «شهدت», a target
        ("نددت النقابة بتفجيرات الدار البيضاء.", "ASSAULT", "الدار البيضاء"),
        ("شهدت الخرطوم مظاهرات ضد الحكومة.", "PROTEST", "الخرطوم"),
        ("قصف الجيش مدينة صعدة.", "ASSAULT", "صعدة"),
        # buildings and grounds
        ("تجمع عشرات المحتجين أمام مبنى البلدية.", "PROTEST", "مبنى البلدية"),
        ("اندلعت اشتباكات في سجن فيلمور بارنت أمس.", "ASSAULT", "سجن فيلمور بارنت"),
        ("انفجرت سيارة مفخخة في فندق الزهور بالبصرة.", "ASSAULT", "فندق الزهور"),
        ("اندلعت اشتباكات في أحياء الشعار والصالحين والميسر.", "ASSAULT", "أحياء الشعار والصالحين والميسر"),
        ("اندلعت اشتباكات في منطقة كيلو 7 قرب بغداد.", "ASSAULT", "منطقة كيلو 7"),
        ("قصف مسلحون مبنى البرلمان.", "ASSAULT", "مبنى البرلمان"),
        # a name that tells who: the town behind it goes first
        ("تظاهر العشرات أمام السفارة الفرنسية في بيروت.", "PROTEST", "بيروت"),
        # capitals and parts of a country by its adjective
        ("وقع انفجار في العاصمة السودانية.", "ASSAULT", "العاصمة السودانية"),
        ("قُتل ثلاثة جنود في الشمال الموريتاني.", "ASSAULT", "الشمال الموريتاني"),
        # villages that no list has
        ("قُتل رجل بالرصاص في برزوانة، وفق الشرطة.", "ASSAULT", "برزوانة"),
        # protesters demand where they protest, whatever they demand
        ("تظاهر المئات في بيروت، مطالبين بإسقاط الحكومة.", "REQUEST", "بيروت"),
        ("تظاهر العشرات في صنعاء مطالبين بوقف الحرب في السودان.", "REQUEST", "صنعاء"),
        ("طالب متظاهرون في عمان بإغلاق السفارة.", "REQUEST", "عمان"),
        # a place told with its whereabouts goes before them
        ("قُتل شرطيان بهجوم استهدف مدينة الصدر شرق بغداد.", "ASSAULT", "مدينة الصدر"),
        ("قُتل جنديان في كمين ببلدة لودر في أبين.", "ASSAULT", "لودر"),
        # a quarter that has a name before the building in it
        ("انفجرت سيارة مفخخة قرب مسجد الأبرار في حي المنصور ببغداد.", "ASSAULT", "حي المنصور"),
        # before the event, the nearest place with the one it lies in
        ("في حي المنصور في العاصمة العراقية، انفجرت سيارة مفخخة.", "ASSAULT", "حي المنصور"),
        # the heart of a town, the town that a relative clause describes
        ("اشتبك محتجون مع الشرطة في قلب الخرطوم.", "ASSAULT", "قلب الخرطوم"),
        # a purpose tells nothing that is known: the scene holds
        ("في رام الله نزل المئات إلى الشوارع للاحتجاج على الغلاء.", "PROTEST", "رام الله"),
        # a town that the event's noun is annexed to is no doer
        ("أعلن الناطق أن معركة سراقب خلفت ستة قتلى.", "ASSAULT", "سراقب"),
        # a short form that a deed is directed at
        ("وصلوا إلى مدينة منبج، ثم حاصرت القوات المدينة.", "COERCE", "المدينة"),
        ("هرب السكان من بلدة حارم بعد أن قصفت المدفعية البلدة.", "ASSAULT", "البلدة"),
        # who hosts a meeting is where it is
        ("احتضنت العاصمة المصرية الخميس لقاء جمع الوفدين.", "CONSULT", "العاصمة المصرية"),
        # what only tells where the goal lies isn't the place
        ("أغارت الطائرات على رتل دخل إلى مدينة البوكمال في شرق سوريا.", "ASSAULT", "البوكمال"),
        ("وصلت قافلة مساعدات إلى بلدة المعضمية قرب دمشق.", "AID", "المعضمية"),
        ("وصلت قافلة مساعدات إلى مدينة الدريهمي جنوبي الحديدة.", "AID", "الدريهمي"),
        ("سُلّمت مساعدات إلى مدينة تعز المحاصرة في جنوب اليمن.", "AID", "تعز"),
        # a pronoun stands for what was left
        ("سيطر مسلحون على بلدة جاسم بعد انسحاب الجيش منها.", "RETREAT", "جاسم"),
        ("دخلوا مدينة منبج ثم انسحبوا منها ليلاً.", "RETREAT", "منبج"),
        # the place that a sentence opens with is that of its main clause, whatever is done there
        ("وفي بيروت، استقبل وزير الخارجية نظيره الفرنسي.", "CONSULT", "بيروت"),
        ("أما في عمان فدعا الملك إلى وقف القتال.", "REQUEST", "عمان"),
        ("وفي طهران، ندد البرلمان بالقصف.", "ACCUSE", "طهران"),
        # where people go counts where nothing is at a place
        ("سارت حشود من الطلاب إلى ساحة الحرية للاحتجاج.", "PROTEST", "ساحة الحرية"),
    ],
)
def test_the_place_of_an_event(text: str, event_type: str, words: str) -> None:
    assert place_of(text, event_type) == words


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("قُتل ثلاثة جنود في اشتباكات عنيفة.", "ASSAULT"),
        ("هاجم مسلحون موكب رئيس وزراء الصومال.", "ASSAULT"),  # a part of the victim
        ("اعتقلت الشرطة مدير الفندق.", "COERCE"),
        ("قُتل رجل في منزل مستأجر.", "ASSAULT"),  # any house
        ("قُتل رجل بالرصاص، واستقر في الذاكرة.", "ASSAULT"),
    ],
)
def test_no_place_where_none_is_said(text: str, event_type: str) -> None:
    assert place_of(text, event_type) is None


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("دعت أكبر منظمة للأطباء في بريطانيا إلى وقف القتال.", "REQUEST"),  # where the speaker is
        ("طلبت الحكومة ضمانات بشأن المعتقلين في غوانتانامو.", "REQUEST"),  # what is asked
        ("أدانت جمعية خيرية في لندن الهجوم.", "ACCUSE"),
        ("وفي بيروت، قال شاهد إن مسلحين التقوا وسيطاً.", "CONSULT"),  # the witness is there
        ("دعا الملك إلى وقف القتال، وفي عمان ثلاثة مخيمات.", "REQUEST"),
        ("يقيم في باريس وزير سابق التقى وفداً من المعارضة.", "CONSULT"),  # before its words
        ("عاد الوزير من أبوظبي إلى بيروت قبل يومين من اغتياله.", "ASSAULT"),  # a known event
    ],
)
def test_a_stand_has_no_place_but_its_protest_s(text: str, event_type: str) -> None:
    assert place_of(text, event_type) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("تظاهر آلاف الأشخاص في دكا. وقال شهود إن المتظاهرين هاجموا مركزاً للشرطة.", "دكا"),
        ("خرجت احتجاجات في عطبرة. وأغلقت المتاجر أبوابها. وأطلقت الشرطة النار على المحتجين.", "عطبرة"),
        ("خرجت احتجاجات في عطبرة. وأغلقت المتاجر أبوابها. وأطلقت الشرطة النار على محتجين.", None),  # others
        ("خرجت احتجاجات في عطبرة. وأغلقت المتاجر أبوابها. وأطلقت الشرطة النار على المارة.", None),
    ],
)
def test_the_protesters_recall_the_place_of_their_protest(text: str, words: str | None) -> None:
    assert place_of(text) == words


def test_words_and_policies_have_only_the_places_of_their_clause() -> None:
    text = "زار الوزير المستشفى في عمان، فيما انتقدت المعارضة الحكومة."
    assert claim_of(text, "ACCUSE").place is None


def test_a_site_has_no_coordinates_and_lies_where_the_text_puts_it() -> None:
    place = claim_of("اندلعت اشتباكات في ساحة لوباردو بوسط بغداد.", "ASSAULT").place
    assert place is not None
    assert (place.name, place.latitude, place.longitude, place.candidates) == (None, None, None, 0)
    assert (place.admin1_en, place.country_en, place.precision) == ("Baghdad", "Iraq", "site")


def test_a_site_without_a_scene_stays_open() -> None:
    place = claim_of("تجمع عشرات المحتجين أمام مبنى البلدية.", "PROTEST").place
    assert place is not None
    assert (place.name, place.admin1, place.country) == (None, None, None)


def test_a_deed_goes_on_where_the_one_before_happened() -> None:
    text = "شهدت غزة مقتل شرطي، كما أُحرقت مدرسة خاصة."
    assert {place_of(text, c.type) for c in claims_of(text)} == {"غزة"}


@pytest.mark.parametrize(
    ("text", "event_type", "words"),
    [
        ("قُتل ثلاثة جنود أمس في هجوم.", "ASSAULT", "أمس"),
        ("أعلن الجيش أمس أن جنوداً قُتلوا الأحد في هجوم.", "ASSAULT", "الأحد"),
        ("أعلن الجيش أمس أن ثلاثة جنود قُتلوا في هجوم.", "ASSAULT", None),  # the telling's date
        ("في عام 2006 قُتل خمسون شخصاً نهاراً.", "ASSAULT", "عام 2006"),
        ("3 أيار 2012: مقتل عشرة جنود في هجوم. ", "ASSAULT", "3 أيار 2012"),
    ],
)
def test_the_time_of_an_event(text: str, event_type: str, words: str | None) -> None:
    time = claim_of(text, event_type).time
    assert (time.span.of(text) if time else None) == words


def test_a_date_heads_its_own_entry_only() -> None:
    text = "16 أيار 2012: اعتقال ناشط بارز 21 أيار 2012: مقتل ستة جنود في هجوم."
    days = {c.type: c.time.span.of(text) for c in claims_of(text) if c.time}
    assert days == {"COERCE": "16 أيار 2012", "ASSAULT": "21 أيار 2012"}


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("قُتل خمسة جنود في هجوم.", 5),
        ("دان الحزب اغتيال الوزير.", 1),
        ("اغتال مسلحون العميد سامر الحسن.", 1),
        ("نجا الوزير من محاولة اغتيال.", None),
        ("تعرض الوزير لمحاولة اغتيال.", None),
        ("يخطط التنظيم لاغتيال الوزير.", None),
        ("نفى الحزب اغتيال الوزير.", None),
        ("اغتال مسلحون عدداً من الضباط.", None),
        ("اغتال مسلحون ضباطاً في الجيش.", None),
        ("دان الحزب اغتيال الصحافيين.", None),
        ("قُتل الجنود في هجوم.", None),
    ],
)
def test_one_victim_is_one_dead(text: str, dead: int | None) -> None:
    counts = [casualties(c.tolls) for c in claims_of(text) if c.type == "ASSAULT"]
    assert {c["dead"] if c else None for c in counts} <= {dead}


_PARTS = [
    "قُتل جنديان",
    "في",
    "فندق",
    "مبنى",
    "الزهور",
    "«كيلو",
    "7»",
    "حلب",
    "،",
    "و",
    "أحياء",
    "اشتباكات",
    "سجن",
    "أمس",
    ":",
]


@given(st.lists(st.sampled_from(_PARTS), max_size=12))
@settings(max_examples=60, deadline=None)
def test_places_are_words_of_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    for place in (p for c in claims_of(text) for p in c.places):
        words = place.span.of(text)
        assert words
        assert words == words.strip()
        assert place.name is not None or place.latitude is None
