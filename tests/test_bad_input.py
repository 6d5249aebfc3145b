"""Whatever the text, nothing crashes and every span says exactly what stands in the text."""

import json
import time
from itertools import chain

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import riwaya
from test_contract import VALIDATOR, spans_of

REPORT = (
    "قالت وزارة الصحة إن غارة جوية إسرائيلية استهدفت مدرسة في مدينة غزة أمس، وقُتل 12 مدنياً وأصيب آخرون. "
    "ونفى متحدث باسم الجيش قصف المدرسة، وطالبت الأمم المتحدة بفتح تحقيق."
)
FORMS = str.maketrans(
    {"ا": "ﺍ", "ل": "ﻟ", "م": "ﻣ", "ن": "ﻧ", "ت": "ﺘ", "ة": "ﺓ", "ي": "ﻴ", "ق": "ﻗ", "ف": "ﻒ"}
)


def spread(mark: str) -> str:
    """Return the report with a mark after every letter."""
    return "".join(c + mark if c.isalpha() else c for c in REPORT)


DISGUISES = {
    "diacritics": spread("\u064e"),
    "tatweel": spread("\u0640"),
    "zero width joiners": spread("\u200d"),
    "bidi controls": f"\u202b{spread(chr(0x200F))}\u202c",
    "presentation forms": REPORT.translate(FORMS),
    "no-break spaces": REPORT.replace(" ", "\u00a0"),
    "thin spaces": REPORT.replace(" ", "\u2009"),
    "two spaces": REPORT.replace(" ", "  "),
    "Windows lines": REPORT.replace(". ", ".\r\n"),
    "old Macintosh lines": REPORT.replace(". ", ".\r"),
    "emoji": f"🚀💥 {REPORT} 👩‍👩‍👧‍👦",
    "Persian letters": REPORT.replace("ي", "ی").replace("ك", "ک"),
    "a byte order mark within": REPORT.replace("في", "\ufeffفي"),
    "Arabic digits": REPORT.replace("12", "١٢"),
    "soft hyphens": REPORT.replace("استهدفت", "استهد\u00adفت"),
}


def check(text: str) -> dict:
    output = riwaya.to_json(riwaya.read_text(text, published="2024-03-05"), analysis=True)
    VALIDATOR.validate(output)
    assert output["text"] == text
    for span in spans_of(output):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert span["text"] == text[span["start"] : span["end"]]
    json.dumps(output, ensure_ascii=False).encode()
    return output


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguised_report_is_read_as_the_plain_one(disguise):
    plain, disguised = check(REPORT), check(DISGUISES[disguise])
    assert [c["type"] for c in disguised["claims"]] == [c["type"] for c in plain["claims"]]
    assert plain["claims"]


ODD = "\u0640\u064e\u0651\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\u00ad\ufeff\u00a0\u2028\u2029\r\n\t\x0b\x0c\x85😀ﻻﷲ﷽ﺍ«»“”()[]{}،؛؟.:-–—/\\\"'٪%٠١٢۳456\u0000\ud800"
PIECES = st.sampled_from(
    [
        *REPORT.split(), *ODD, "قصف", "نفى", "اتهم", "أن", "لم", "قال", "«", "»", "في", "12", "كانون الأول/ ديسمبر",
        "2022", "الشهر ذاته", "حلب", "التابعة", "لمحافظة", "و", "بين", "الأحد", "\n", "\n\n", "A", "ا" * 50,
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=60).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_mixture_of_words_and_marks_is_read_or_refused(text):
    try:
        check(text)
    except riwaya.RiwayaError as error:
        assert "\n" not in str(error)  # noqa: PT017 (either outcome is right)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_marks_strewn_into_a_report_never_shift_a_span(data):
    marks = st.sampled_from("\u0640\u064e\u0651\u200b\u200f\u202b\u00ad\ufeff😀\u00a0")
    strewn = data.draw(st.dictionaries(st.integers(0, len(REPORT)), marks, max_size=30))
    check("".join(chain.from_iterable((strewn.get(i, ""), c) for i, c in enumerate(REPORT))))


@pytest.mark.parametrize("text", ["", " ", "\n\r\n", "\u200f\u200f", "\ufeff"])
def test_nothing_is_refused_or_gives_nothing(text):
    try:
        assert check(text)["claims"] == []
    except riwaya.RiwayaError as error:
        assert "empty" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    "unit",
    ["قصف ", "وقال إن ", "«", "في 12 ", "ا", "، ", "وفدا من المدينة إلى البلدة و", "👩‍👩‍👧 ", "\u064e"],
)
def test_a_long_line_takes_time_in_proportion(unit):
    """Eight times the text may not take thirty times as long; a quadratic stage would need sixty-four."""

    def seconds(characters: int) -> float:
        text = "قصف الجيش البلدة " + unit * (characters // len(unit))
        start = time.process_time()
        check(text)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(16_000) < 30 * max(seconds(2_000), 0.03)


def test_the_validator_checks_dates():
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.evolve(schema={"format": "date"}).validate("2024-13-01")
