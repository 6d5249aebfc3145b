"""Towns that no list has: what around them shows that they are places, and what doesn't."""

import pytest

from riwaya.model import Place
from riwaya.pipeline import read_text


def places(text: str) -> list[Place]:
    """Return the places of the text's claims, each span once."""
    found = {p.span: p for claim in read_text(text).claims for p in claim.places}
    return [found[span] for span in sorted(found)]


SHOWN = [
    ("قُتل ثلاثة جنود قرب ليجاه في محافظة ديار بكر.", "ليجاه", "Diyarbakir"),  # what contains it
    ("قُتل ثلاثة جنود في تالبار بمحافظة شبوة.", "تالبار", "Shabwah"),
    ("قُتل ثلاثة جنود في بورمالي شمال حلب.", "بورمالي", "Aleppo"),
    ("شن مسلحون هجوماً على قوز برنو شرقي تشاد.", "قوز برنو", None),  # two words
    ("قُتل جندي عند رأس دميلة قرب تعز.", "رأس دميلة", "Taiz"),  # a compound
    ("أصاب صاروخ سوقاً في شالمي الباكستانية.", "شالمي", None),  # an adjective of a country
    ("قُتل مزارع في نويرمة، وفق الشرطة.", "نويرمة", None),  # nothing but a place stands there
    ("قُتل مزارع في نويرمة أمس.", "نويرمة", None),
    ("قُتل شرطي قرب بلدية أعفورن، وفق الجيش.", "أعفورن", None),  # a head that may be common
    ("اعتقلت الشرطة شيخاً في مديرية تشالدره.", "تشالدره", None),
    ("قُتل مزارع في بلدة كرماش نيلو.", "كرماش نيلو", None),  # the whole name
]


@pytest.mark.parametrize(("text", "words", "admin1"), SHOWN)
def test_a_place_that_no_list_has(text: str, words: str, admin1: str | None) -> None:
    found = {p.span.of(text): p for p in places(text)}
    assert words in found
    place = found[words]
    assert (place.name, place.geonames_id, place.latitude) == (None, None, None)
    assert admin1 is None or place.admin1_en == admin1


COMMON = [
    "دخل الجريح في غيبوبة.",
    "قُتل رجل في طابور.",
    "قُتل ثلاثة في مداهمة.",
    "قُتل ثلاثة في الصباح.",
    "التقى الوزير مدير أمن بغداد.",
    "قُتل ثلاثة في قصف عنيف على مواقعهم.",
    "قُتل ثلاثة عند مرورهم.",
]


@pytest.mark.parametrize("text", COMMON)
def test_common_words_are_no_places(text: str) -> None:
    assert [p.span.of(text) for p in places(text) if p.name is None] == []


AGAIN = [
    ("قُتل جندي في بلدة هيلمان بمحافظة مأرب. ثم أسفرت معركة هيلمان عن مقتل ستة.", 2),
    ("قُتل جندي في بلدة هيلمان. ثم قصفت المدفعية هيلمان.", 2),
    ("قُتل جندي في بلدة هيلمان. ثم وصل الأمير هيلماني إلى عدن.", 1),  # another word
]


@pytest.mark.parametrize(("text", "mentions"), AGAIN)
def test_a_name_given_as_a_place_once_is_one_again(text: str, mentions: int) -> None:
    assert sum(p.span.of(text) == "هيلمان" for p in places(text)) == mentions


def test_a_second_mention_lies_where_the_first_does() -> None:
    text = "قُتل جندي في بلدة هيلمان بمحافظة مأرب. ثم أسفرت معركة هيلمان عن مقتل ستة."
    assert {p.admin1_en for p in places(text) if p.span.of(text) == "هيلمان"} == {"Marib"}
