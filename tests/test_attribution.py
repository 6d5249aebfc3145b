"""Who is made to say what: sources, scopes, chains, statuses. All sentences are written for the tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.analysis.attribution import AttributionLayer, chain_at, effect_at, find_attributions
from riwaya.analysis.parsed import parse
from riwaya.analysis.quotes import find_quotes
from riwaya.lexicon.loader import load_lexicon
from riwaya.text.sentences import split_sentences


def read(text: str) -> tuple[AttributionLayer, ...]:
    lexicon = load_lexicon()
    parsed = [parse(n, s, lexicon, text) for n, s in enumerate(split_sentences(text))]
    return find_attributions(text, parsed, lexicon)


def chain(text: str, word: str) -> list[str]:
    """The sources at a word, outermost first, as written."""
    layers = chain_at(read(text), text.index(word))
    return [layer.source.span.of(text) for layer in layers if layer.source is not None]


ONE_SOURCE = [
    ("قال متحدث باسم الجيش إن القوات قصفت البلدة.", "قصفت", "متحدث باسم الجيش"),
    ("أفادت مصادر أمنية بأن مسلحين هاجموا الحاجز.", "هاجموا", "مصادر أمنية"),
    ("المتحدث قال إن القوات قصفت البلدة.", "قصفت", "المتحدث"),
    ("وكانت الشرطة قد أعلنت أن مسلحين هاجموا الحاجز.", "هاجموا", "الشرطة"),
    ("أعلنت وزارة الدفاع مقتل ثلاثة جنود في كمين.", "مقتل", "وزارة الدفاع"),
    ("قُتل ثلاثة جنود في كمين، بحسب مصادر أمنية.", "كمين", "مصادر أمنية"),
    ("قُتل ثلاثة جنود في كمين، حسبما أفادت مصادر أمنية.", "كمين", "مصادر أمنية"),
    ("قُتل ثلاثة جنود في كمين، كما أعلنت وزارة الدفاع.", "كمين", "وزارة الدفاع"),
    ("قُتل ثلاثة جنود في كمين، وفقاً لمسؤولين محليين.", "كمين", "مسؤولين محليين"),
    ("قُتل ثلاثة جنود في كمين، بحسب ما ذكر مسؤول محلي.", "كمين", "مسؤول محلي"),
    ("ووفقاً لمسؤولين محليين، قُتل ثلاثة جنود في كمين.", "كمين", "مسؤولين محليين"),
    ("قصفت الطائرات ـ بحسب وكالة الأنباء ـ أطراف المدينة.", "قصفت", "وكالة الأنباء"),
    ("«قصفت الطائرات أطراف المدينة ليلاً»، قال مسؤول محلي.", "قصفت", "مسؤول محلي"),
    ("وقال مسؤول محلي: «قصفت الطائرات أطراف المدينة».", "قصفت", "مسؤول محلي"),
    ("إلى ذلك أعلنت الشرطة أن مسلحين هاجموا الحاجز.", "هاجموا", "الشرطة"),
    ("نُقل عن مسؤول محلي قوله إن القوات قصفت البلدة.", "قصفت", "مسؤول محلي"),
    ("وجاء في بيان للوزارة أن القوات قصفت البلدة.", "قصفت", "بيان للوزارة"),
    ("ادعى مسلحون أن القوات قصفت البلدة.", "قصفت", "مسلحون"),
]


@pytest.mark.parametrize(("text", "word", "source"), ONE_SOURCE)
def test_source_of_what_is_said(text: str, word: str, source: str) -> None:
    assert chain(text, word) == [source]


NO_SOURCE = [
    ("قصفت القوات البلدة، وقال مسؤول محلي إن السكان بخير.", "قصفت"),  # what stands before isn't said
    ("قال الوزير إن الوضع هادئ. وقصفت القوات البلدة مساء.", "قصفت"),  # the sentence ends it
    ("أعلنت الوزارة مقتل جندي، فيما قصفت الطائرات البلدة.", "قصفت"),  # «فيما» turns away from a noun phrase
    ("قال المتحدث الذي زار الجبهة إن الوضع هادئ.", "زار"),  # it describes the source
    ("نشرت القوات دبابات على الحدود وقصفت البلدة.", "قصفت"),  # «نشر» deploys here
    ("قصفت القوات البلدة وفق خطة قصف جديدة.", "قصفت"),  # no one speaks
    ("لم يعلن الجيش مقتل أي جندي في القصف.", "القصف"),  # nobody said so
    ("يُذكر أن القوات قصفت البلدة العام الماضي.", "قصفت"),  # the outlet itself
]


@pytest.mark.parametrize(("text", "word"), NO_SOURCE)
def test_what_nobody_is_made_to_say(text: str, word: str) -> None:
    assert chain(text, word) == []


CHAINS = [
    ("نقلت وكالة الأنباء عن مسؤول أمني قوله إن القوات قصفت البلدة.", "قصفت", ["وكالة الأنباء", "مسؤول أمني"]),
    ("قالت الصحيفة نقلاً عن مسؤول أمني إن القوات قصفت البلدة.", "قصفت", ["الصحيفة", "مسؤول أمني"]),
    (
        "قال مصدر أمني إن مسلحين هاجموا الحاجز، حسبما أفادت وكالة الأنباء.",
        "هاجموا",
        ["وكالة الأنباء", "مصدر أمني"],
    ),
    ("قال مسؤول محلي إن المتظاهرين طالبوا بانسحاب القوات.", "انسحاب", ["مسؤول محلي", "المتظاهرين"]),
]


@pytest.mark.parametrize(("text", "word", "sources"), CHAINS)
def test_nested_sources_run_from_outside_in(text: str, word: str, sources: list[str]) -> None:
    assert chain(text, word) == sources


def test_a_nested_layer_knows_its_parent() -> None:
    layers = read("قال مسؤول محلي إن المتظاهرين طالبوا بانسحاب القوات.")
    assert [layer.parent for layer in layers] == [None, 0]


CONTINUED = [
    ("قال مسؤول محلي إن الوضع هادئ. وأضاف أن القوات قصفت البلدة.", "قصفت", ["مسؤول محلي"]),
    ("قالت الوزارة إن الوضع هادئ. وأوضحت أن القوات قصفت البلدة.", "قصفت", ["الوزارة"]),
    ("قال مسؤول محلي إن الوضع هادئ، مضيفاً أن القوات قصفت البلدة.", "قصفت", ["مسؤول محلي"]),
    ("قال مسؤول محلي إن الوضع هادئ وأكد أن القوات قصفت البلدة.", "قصفت", ["مسؤول محلي"]),
    (
        "قالت الوزارة إن الوضع هادئ. وقال المتحدث إن التحقيق مستمر. وأضافت أن القوات قصفت البلدة.",
        "قصفت",
        ["الوزارة"],
    ),
    ("وأضاف أن القوات قصفت البلدة.", "قصفت", []),  # nobody to go back to
]


@pytest.mark.parametrize(("text", "word", "sources"), CONTINUED)
def test_a_dropped_source_is_the_last_speaker_that_agrees(text: str, word: str, sources: list[str]) -> None:
    assert chain(text, word) == sources


def test_an_open_quotation_runs_over_sentences_and_paragraphs() -> None:
    text = "قال الوزير: «دخلت القوات المدينة. وقصفت البلدة.\nثم انسحبت ليلاً». وهدأ القصف."
    assert chain(text, "قصفت") == ["الوزير"]
    assert chain(text, "انسحبت") == ["الوزير"]
    assert chain(text, "القصف") == []


def test_a_speech_act_isnt_said_by_its_own_speaker() -> None:
    text = "وقال الوزير إن الوضع هادئ، ودعا السكان إلى مغادرة البلدة."
    assert chain(text, "دعا") == []
    assert chain(text, "مغادرة") == ["الوزير"]


EFFECTS = [
    ("نفت الوزارة قصف البلدة.", "قصف", "denied"),
    ("نفى المتحدث أن تكون القوات قصفت البلدة.", "قصفت", "denied"),
    ("اتهمت المعارضة الجيش بقصف البلدة.", "قصف", "alleged"),
    ("زعم مسلحون أن القوات قصفت البلدة.", "قصفت", "alleged"),
    ("طالب المتظاهرون بانسحاب القوات.", "انسحاب", "requested"),
    ("قال المتحدث إن القوات قصفت البلدة.", "قصفت", None),
    ("لم تنف الوزارة أن القوات قصفت البلدة.", "قصفت", None),
    ("قصفت القوات البلدة.", "قصفت", None),
]


@pytest.mark.parametrize(("text", "word", "status"), EFFECTS)
def test_what_a_cue_does_to_the_events(text: str, word: str, status: str | None) -> None:
    assert effect_at(read(text), text.index(word)) == status


KINDS = [
    ("قال العميد سامر الحلو إن القوات قصفت البلدة.", "named"),
    ("قال وزير الدفاع إن القوات قصفت البلدة.", "named"),
    ("قالت وزارة الدفاع إن القوات قصفت البلدة.", "organisation"),
    ("قال متحدث باسم الجيش إن القوات قصفت البلدة.", "organisation"),
    ("قال بيان للجيش إن القوات قصفت البلدة.", "organisation"),
    ("قالت مصادر أمنية إن القوات قصفت البلدة.", "anonymous"),
    ("قال شهود عيان إن القوات قصفت البلدة.", "anonymous"),
    ("قال مسؤول محلي إن القوات قصفت البلدة.", "anonymous"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds_of_sources(text: str, kind: str) -> None:
    (layer,) = chain_at(read(text), text.index("قصفت"))
    assert layer.source is not None
    assert layer.source.kind == kind


def test_the_addressee_is_the_medium_not_a_source() -> None:
    text = "قال مسؤول محلي لـ«المدن» إن القوات قصفت البلدة."
    (layer,) = chain_at(read(text), text.index("قصفت"))
    assert layer.source is not None
    assert layer.source.medium is not None
    assert layer.source.span.of(text) == "مسؤول محلي"
    assert "المدن" in layer.source.medium.of(text)


def test_a_short_form_keeps_its_span_and_its_antecedent() -> None:
    text = "قال مصدر أمني إن الوضع هادئ. وأكد المصدر أن القوات قصفت البلدة."
    (layer,) = chain_at(read(text), text.index("قصفت"))
    assert layer.source is not None
    assert layer.source.antecedent is not None
    assert layer.source.span.of(text) == "المصدر"
    assert layer.source.antecedent.of(text) == "مصدر أمني"


QUOTES = [
    ("قال «أ ب» و«ج»", ["«أ ب»", "«ج»"]),
    ('قال "أ ب" و"ج"', ['"أ ب"', '"ج"']),
    ("«أ «ب» ج» د", ["«أ «ب» ج»", "«ب»"]),
    ("«أ\nب» ج", ["«أ\nب»"]),
    ("«أ\n«ب» ج", ["«أ\n«ب»"]),  # the next paragraph takes the quotation up
    ('أ "ب\nج "د" ه', ['"ب', '"د"']),  # a straight quote that nothing closes ends with its paragraph
    ("لا شيء", []),
]


@pytest.mark.parametrize(("text", "found"), QUOTES)
def test_quotations(text: str, found: list[str]) -> None:
    assert [q.span.of(text) for q in find_quotes(text)] == found


PIECES = st.sampled_from(
    ["قال", "وأضاف", "المتحدث", "إن", "أن", "«", "»", '"', "،", ".", ":", "بحسب", "مصادر", "القوات", "قصفت", "(", ")", "\n",
     "نقلاً عن", "نفى", "اتهمت", "بقصف", "حسبما", "كما", "لـ", "طالب", "بـ", "«المدن»", "مضيفاً", "الذي", "12"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_text_gives_layers_inside_it(text: str) -> None:
    layers = read(text)
    for index, layer in enumerate(layers):
        assert layer.parent is None or layer.parent != index
        for span in layer.content:
            assert 0 <= span.start <= span.end <= len(text)
        if layer.source is not None:
            assert 0 <= layer.source.span.start < layer.source.span.end <= len(text)
    for offset in range(0, len(text), 7):
        effect_at(layers, offset)
        chain_at(layers, offset)
