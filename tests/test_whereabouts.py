"""Places that no list has: in which town, division and country they lie, as far as the report tells."""

import hashlib

import pytest

from riwaya.lexicon.loader import load_lexicon
from riwaya.model import Document, Place
from riwaya.reading import read_document


def places_of(text: str, event_type: str) -> list[Place | None]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    reading = read_document(Document("test", text, digest, language="ar"), load_lexicon())
    return [claim.place for claim in reading.claims if claim.type == event_type]


@pytest.mark.parametrize(
    ("text", "event_type", "town", "admin1", "country"),
    [
        # the town that the sentence, or one before it, is set in
        ("وفي الموصل، قتل مسلحون شرطياً في حي الياسمين.", "ASSAULT", "a site in Mosul", "Nineveh", "Iraq"),
        (
            "ساد الهدوء في حلب أمس. ثم انفجرت عبوة ناسفة في سوق الخواتم.",
            "ASSAULT",
            "a site in Aleppo",
            "Aleppo",
            "Syria",
        ),
        # what stands right behind: a preposition or «التابعة لـ»
        ("انفجرت عبوة ناسفة في حي الياسمين بمدينة تعز.", "ASSAULT", "a site in Taiz", "Taiz", "Yemen"),
        (
            "قُتل راعٍ بانفجار لغم في قرية برزوانة التابعة لقضاء خانقين.",
            "ASSAULT",
            "a settlement in Khanaqin",
            "Diyala",
            "Iraq",
        ),
        # a village isn't where a spokesman is, nor in a town that it is only near
        ("قال ناطق في دمشق إن ثلاثة جنود قُتلوا في قرية برزوانة.", "ASSAULT", None, None, "Syria"),
        ("قُتل راعٍ في قرية برزوانة قرب خانقين.", "ASSAULT", None, "Diyala", "Iraq"),
        ("قُتل راعٍ في قرية برزوانة بمحافظة درعا.", "ASSAULT", None, "Daraa", "Syria"),
        # the seat of a state stands in its capital
        ("تظاهر آلاف المصريين أمام مقر البرلمان.", "PROTEST", "a site in Cairo", "Cairo", "Egypt"),
        ("تجمع مئات اللبنانيين أمام مبنى مجلس الوزراء.", "PROTEST", "a site in Beirut", "Beirut", "Lebanon"),
        # else only the report's country is known
        ("اعتصم عشرات التونسيين أمام مبنى الولاية.", "PROTEST", None, None, "Tunisia"),
    ],
)
def test_where_a_place_lies_that_no_list_has(
    text: str, event_type: str, town: str | None, admin1: str | None, country: str
) -> None:
    place = places_of(text, event_type)[-1]
    assert place is not None
    assert place.name is None
    assert (place.name_en, place.admin1_en, place.country_en) == (town, admin1, country)
    assert (place.latitude, place.geonames_id) == (None, None)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("تجمع عشرات المحتجين أمام مبنى البلدية.", "PROTEST"),  # nothing tells whose
        ("تظاهر العشرات أمام مقر البرلمان.", "PROTEST"),
    ],
)
def test_without_a_scene_nothing_is_guessed(text: str, event_type: str) -> None:
    place = places_of(text, event_type)[-1]
    assert place is not None
    assert (place.name_en, place.admin1, place.country) == (None, None, None)


def test_a_town_named_in_the_sentence_goes_before_the_capital() -> None:
    place = places_of("تظاهر آلاف العراقيين أمام مقر البرلمان في أربيل.", "PROTEST")[-1]
    assert place is not None
    assert place.admin1_en == "Erbil"


def test_a_definite_site_is_the_one_named_before() -> None:
    text = "اندلعت اشتباكات في سجن الفلاحة قرب بغداد. وقُتل ثلاثة حراس داخل السجن."
    last = places_of(text, "ASSAULT")[-1]
    assert last is not None
    assert last.antecedent is not None
    assert (last.span.of(text), last.antecedent.of(text)) == ("السجن", "سجن الفلاحة")


@pytest.mark.parametrize(
    "text",
    [
        "اندلعت اشتباكات في سجن الفلاحة قرب بغداد. وقُتل ثلاثة حراس داخل المستشفى.",  # another kind
        "اندلعت اشتباكات في سجن الفلاحة قرب بغداد. وقُتل ثلاثة حراس داخل السجن الجديد.",  # another one
    ],
)
def test_another_site_is_not_the_one_named_before(text: str) -> None:
    last = places_of(text, "ASSAULT")[-1]
    assert last is None or last.antecedent is None or last.span.of(text) != "السجن"


def test_of_several_countries_only_the_paragraph_s_own_place_tells() -> None:
    text = "قُتل جندي في درعا.\n\nوفي الجزائر العاصمة احتج مئات.\n\nوقُتل شرطي في حي الياسمين."
    last = places_of(text, "ASSAULT")[-1]
    assert last is not None
    assert (last.admin1_en, last.country_en) == (None, None)


@pytest.mark.parametrize(
    ("text", "name_en", "country"),
    [
        ("قصف الجيش الليبي معسكر اليرموك، قالت قوات حفتر.", None, "Libya"),  # not the one in Damascus
        ("قصف الجيش السوري مخيم اليرموك.", "Yarmouk camp", "Syria"),
        ("أغار الطيران القطري على ميناء مصراتة، قالت الدوحة.", "Misrata port", "Libya"),  # a city's own
        ("هاجموا بلدة أنشان بمحافظة درعا.", None, "Syria"),  # not the one in China
    ],
)
def test_a_name_borne_in_another_country(text: str, name_en: str | None, country: str) -> None:
    place = places_of(text, "ASSAULT")[0]
    assert place is not None
    assert (place.name_en, place.country_en) == (name_en, country)
