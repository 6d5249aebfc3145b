"""The countries that a sentence's actors speak of."""

import pytest

from riwaya.lexicon.bodies import load_bodies
from riwaya.lexicon.gazetteer import DATA
from riwaya.text.fold import fold

BODIES = load_bodies(DATA)
CASES = [
    ("وقال حزب الله", ["LB"]),
    ("بالحشد الشعبي وهيئة تحرير الشام", ["IQ", "SY"]),
    ("للحوثيين", ["YE"]),
    ("قوات الدعم السريع", ["SD"]),
    ("قال الجيش السوري الحر", ["SY"]),  # the longest name, once
    ("قال الجيش", []),  # anybody's
    ("الأمم المتحدة", []),  # of no country
    ("زار سوريا", []),  # a state is a place
    ("", []),
]


@pytest.mark.parametrize(("text", "countries"), CASES)
def test_countries_of_the_bodies_named(text: str, countries: list[str]) -> None:
    assert list(BODIES.countries_in([fold(word) for word in text.split()])) == countries
