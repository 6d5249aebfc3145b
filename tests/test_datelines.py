"""Datelines: what a paragraph opens with is no part of its first sentence."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya import read_text
from riwaya.analysis.datelines import dateline_length
from riwaya.analysis.times import find_times
from riwaya.model import Document
from riwaya.pipeline import load
from riwaya.text.sentences import split_sentences

NEWS = "هاجم مسلحون حاجزاً للجيش في أطراف البلدة."


def dateline(text: str) -> str:
    """Return the dateline of a text's first sentence."""
    sentence = split_sentences(text)[0]
    times = find_times(Document(id="", text=text, sha256=""), [sentence])
    dated = {
        i for i, t in enumerate(sentence.tokens) for time in times if t.span.overlaps(time.span)
    }  # fmt: skip
    length = dateline_length(sentence.tokens, dated, load(None))
    return text[: sentence.tokens[length].span.start]


@pytest.mark.parametrize(
    "opening",
    [
        "الخرطوم، 16 أبريل 2023 - ",
        "القاهرة في 3 مايو /أ ش أ/ ",
        "بيروت – رويترز: ",
        "المكلا/ سبأ: ",
        "دمشق (سانا) ",
        "(رويترز) - ",
        "بغداد - أ ف ب - ",
        "بغداد/واع/ ",
        "عدن – خاص: ",
        "صنعاء، 5 مارس 2019 (سبأ): ",
        "طرابلس 7 يناير 2020 (وال) ",
        "رام الله 12-4-2022 وفا- ",
        "القدس المحتلة - «الأناضول»: ",
        "غزة -معا- ",
        "حلب (16 أبريل 2023) ",
        "16/4/2023 - ",
        "متابعات: ",
        "بيروت، لبنان (CNN) -- ",
        "بنغازي - بوابة النهار - ",
        "نواكشوط - مراسلنا: ",
        "صيدا - من نادر الخطيب: ",
        "مرجعيون: ",
        "تعز ـ سبأنت: ",
    ],
)
def test_a_dateline_is_set_aside(opening):
    assert dateline(opening + NEWS) == opening


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        "دمشق: لن نسمح بأي هجوم على أراضينا.",  # a capital speaks
        "الجيش: هاجم مسلحون حاجزاً لنا.",
        "وأن: هذا ما قاله الناطق أمس.",
        "طريق حمص - طرطوس مقطوع منذ هاجم مسلحون حاجزاً.",
        "هاجم مسلحون حلب - المدينة القديمة.",
        "حلب (شمال) هادئة منذ يومين",
        "3 أيار: قتل جنديان في كمين.",  # a heading of a list: it dates what follows
        "حلب - إدلب",
    ],
)
def test_no_dateline(text):
    assert dateline(text) in ("", "حلب (شمال) ")


@pytest.mark.parametrize(
    "opening", ["الخرطوم، 16 أبريل 2023 - ", "القاهرة في 3 مايو 2019 /أ ش أ/ ", "دمشق (سانا) "]
)
def test_a_claim_leaves_the_dateline_out(opening):
    text = opening + "قصفت طائرات حربية مقراً لقوات الدعم السريع في بحري."
    (claim,) = read_text(text).claims
    assert claim.clause.start >= len(opening)
    assert [a.span.of(text) for a in claim.of("actor")] == ["طائرات حربية"]


def test_the_day_of_a_dateline_dates_the_report():
    reading = read_text("طرابلس 7 يناير 2020 (وال) اقتحم مسلحون أمس مقر الحكومة في سرت.")
    assert reading.document.published == date(2020, 1, 7)
    assert [c.time.earliest for c in reading.claims] == [date(2020, 1, 6)]
