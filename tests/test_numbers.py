import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.numbers import find_numbers, read_ordinal
from riwaya.text.sentences import split_sentences


def read(text):
    return [(n.span.of(text), n.min, n.max) for s in split_sentences(text) for n in find_numbers(s, text)]


EXACT = [
    ("ثلاثة عشر", 13),
    ("ثلاث عشرة", 13),
    ("إحدى وعشرين", 21),
    ("أحد عشر", 11),
    ("اثنتي عشرة", 12),
    ("خمسة وسبعون", 75),
    ("مئة", 100),
    ("مائة وخمسين", 150),
    ("ثلاث مئة", 300),
    ("أربعمائة وسبعة", 407),
    ("ألفين", 2000),
    ("ألفين وثلاثمئة وخمسة عشر", 2315),
    ("ثلاثة آلاف", 3000),
    ("خمسة عشر ألفا", 15_000),
    ("مئتي ألف", 200_000),
    ("مئة وخمسة وعشرون ألفا وثلاثة", 125_003),
    ("ثلاثة ملايين وثمانمئة ألف", 3_800_000),
    ("15 ألفا", 15_000),
    ("2.5 مليون", 2_500_000),
    ("٣٦٠", 360),
    ("۴۲", 42),
    ("12,500", 12_500),
    ("1.250.000", 1_250_000),
    ("٧٬٠٠٠", 7_000),
]


@pytest.mark.parametrize(("words", "value"), EXACT)
def test_exact_numbers(words, value):
    assert read(f"وصل {words} إلى هناك") == [(words, value, value)]


VAGUE = [
    ("عشرات القتلى", "عشرات", 20, None),
    ("مئات العائلات", "مئات", 200, None),
    ("آلاف النازحين", "آلاف", 2000, None),
    ("عشرات الآلاف من النازحين", "عشرات الآلاف", 20_000, None),
    ("بضعة جنود", "بضعة", 3, 9),
    ("ما لا يقل عن عشرة مقاتلين", "ما لا يقل عن عشرة", 10, None),
    ("أكثر من 100 خيمة", "أكثر من 100", 100, None),
    ("أقل من 40 مقاتلا", "أقل من 40", None, 40),
    ("عشرة على الأقل", "عشرة على الأقل", 10, None),
    ("بين 100 و150 مقاتلا", "بين 100 و150", 100, 150),
    ("ما بين مئة ومئتي مقاتل", "بين مئة ومئتي", 100, 200),
    ("10 إلى 15 خيمة", "10 إلى 15", 10, 15),
    ("10-15 خيمة", "10-15", 10, 15),
    ("ثلاثة أو أربعة رجال", "ثلاثة أو أربعة", 3, 4),
]


@pytest.mark.parametrize(("text", "words", "low", "high"), VAGUE)
def test_open_and_vague_numbers(text, words, low, high):
    assert read(text) == [(words, low, high)]


@pytest.mark.parametrize("text", ["نحو 20 شاحنة", "قرابة عشرين شاحنة", "حوالى 20 شاحنة", "بنحو 20 شاحنة"])
def test_about_is_approximate(text):
    (number,) = find_numbers(split_sentences(text)[0], text)
    assert (number.min, number.max, number.approximate) == (20, 20, True)


NO_NUMBER = ["أحد الجنود", "يوم الأحد", "صباح الثلاثاء", "مدير المستشفى", "وفد من المدينة", "والدة الضحية"]


@pytest.mark.parametrize("text", NO_NUMBER)
def test_words_that_only_look_like_numbers(text):
    assert read(text) == []


def test_a_noun_between_ends_the_number():
    assert [n[1] for n in read("سقط خمسة قتلى وعشرون جريحا")] == [5, 20]


def test_a_rise_is_two_numbers():
    assert [n[1] for n in read("ارتفعت من 10 إلى 15")] == [10, 15]


def test_a_proclitic_stays_outside_the_span():
    assert read("وثلاثة جرحى") == [("ثلاثة", 3, 3)]
    assert read("وَثَلاثة جرحى") == [("ثَلاثة", 3, 3)]


@pytest.mark.parametrize(
    ("words", "value"),
    [("الأول", 1), ("الثالث عشر", 13), ("الحادي والعشرين", 21), ("الثلاثين", 30), ("العاشر", 10)],
)
def test_ordinals(words, value):
    tokens = split_sentences(words)[0].tokens
    found = read_ordinal(tokens, 0)
    assert found is not None
    assert (found.value, found.last) == (value, len(tokens))


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_read_as_written(value):
    assert read(f"{value} شخصا") == [(str(value), value, value)]


WORDS = [*(w for w, _ in EXACT), "من", "إلى", "بين", "و", "على الأقل", "نحو", "آلاف", "أحد", "،", "7", "-"]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_spans_are_in_order_and_inside(words):
    text = " ".join(words)
    for sentence in split_sentences(text):
        last = 0
        for number in find_numbers(sentence, text):
            assert last <= number.first < number.last <= len(sentence.tokens)
            assert number.min is None or number.max is None or number.min <= number.max
            assert sentence.span.contains(number.span)
            last = number.last
