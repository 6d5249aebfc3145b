"""What the store refuses, as a form tells it: no option of the command line, and Arabic for who reads Arabic."""

from __future__ import annotations

import pytest

from riwaya.errors import InputError, ProjectError
from riwaya.pipeline import load
from riwaya.project.values import read_value
from riwaya.review.correcting import Given, place_of, values_of
from riwaya.review.refusals import in_words, refusal

CLAIM = {"arguments": [], "sources": [], "place": None, "time": None, "trigger": {"start": 0}}
TEXT = "قصفت قسد مارع، ونفت قسد ذلك."


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("place", "لا مكان كهذا", "لا مكان باسم «لا مكان كهذا»"),
        ("place", "o'clock", "لا مكان باسم «o'clock»"),
        ("place", "0.0,-30.0", "لا بلدة ضمن 50 كم"),
        ("time", "2023-02-30", "«2023-02-30» ليس تاريخاً"),
        ("time", "2023-05..2023-04", "«2023-05..2023-04» ليس زمناً"),
        ("dead", "كثير", "«كثير» ليس عدداً"),
        ("actor", "جماعة مجهولة", "لا ترد «جماعة مجهولة»"),
        ("actor", "قسد=nobody-at-all", "لا يعرف المعجم «nobody-at-all»"),
        ("trigger", "90..95", "لا ترد «90..95»"),
    ],
)
def test_a_refusal_of_the_store_is_told(field: str, value: str, told: str) -> None:
    with pytest.raises(InputError) as found:
        read_value(field, [value], CLAIM, TEXT, load(None))
    arabic, english = (refusal(language, str(found.value)) for language in ("ar", "en"))
    assert told in arabic.replace("\u2068", "").replace("\u2069", "")
    assert "--" not in arabic + english
    assert english != arabic


def test_a_refusal_of_a_form_is_told() -> None:
    with pytest.raises(InputError, match="أكثر من مرة"), in_words("ar"):
        place_of("قسد", TEXT)
    with pytest.raises(InputError, match="لا ترد"), in_words("ar"):
        place_of("حلب", TEXT)
    for field, given, told in (
        ("place", Given(values=("م" * 400,)), "طويل جداً"),
        ("dead", Given(values=("9" * 12,)), "خانات"),
        ("actor", Given(words=("",), who=("لا أحد كهذا",)), "لا يعرف المعجم"),
    ):
        with pytest.raises(InputError, match=told), in_words("ar"):
            values_of(field, given, CLAIM, TEXT, load(None))


def test_what_nobody_foresaw_stays_as_it_is() -> None:
    assert refusal("ar", "--value: give one for type") == "give one for type"
    assert refusal("ar", "the disk is full") == "the disk is full"
    with pytest.raises(ProjectError, match="the disk is full"), in_words("ar"):
        raise ProjectError("the disk is full")
