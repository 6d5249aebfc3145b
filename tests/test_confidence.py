import base64
import hashlib
import json
import zlib
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import to_json
from riwaya.confidence import PROTOCOL, Ranker, bucket, built_in_ranker, load_ranker
from riwaya.errors import RiwayaError
from riwaya.lexicon.loader import DATA, load_lexicon
from riwaya.model import Document
from riwaya.reading import read_document

LEXICON = load_lexicon()
BUCKETS = 1 << 12
TWO = "قصفت مدفعية الجيش بلدة سراقب. التقى وزير الخارجية التركي نظيره الروسي في أنقرة."


def read(text, ranker):
    digest = hashlib.sha256(text.encode()).hexdigest()
    return read_document(Document("test", text, digest, language="ar"), LEXICON, ranker)


def make(threshold=0.5, bias=0.0, **weights):
    """A ranker that weighs the named features; underscores are spaces."""
    table = array("b", bytes(BUCKETS))
    for name, weight in weights.items():
        table[bucket(name.replace("_", " "), BUCKETS)] = weight
    return Ranker(table, 0.1, bias, 1.0, threshold)


def told(reading):
    return [c.type for c in reading.claims]


def test_without_a_ranker_every_claim_is_told_at_one_confidence():
    reading = read(TWO, None)
    assert told(reading) == ["ASSAULT", "CONSULT"]
    assert {c.confidence for c in reading.claims} == {0.5}
    assert not any(r.rule == "confidence" for c in reading.claims for r in c.reasons)


def test_a_doubted_claim_is_left_out_and_its_sentence_says_so():
    reading = read(TWO, make(bias=1.0, type_CONSULT=-40))
    assert told(reading) == ["ASSAULT"]
    (unread,) = reading.unread
    assert unread.reason == "a trigger that reads as no event here (confidence 0.05)"
    assert unread.span.of(TWO).startswith("التقى")


@pytest.mark.parametrize(
    ("threshold", "types"),
    [(0.0, ["ASSAULT", "CONSULT"]), (0.04, ["ASSAULT", "CONSULT"]), (0.06, ["ASSAULT"]), (1.0, [])],
)
def test_the_threshold(threshold, types):
    assert told(read(TWO, make(threshold, bias=1.0, type_CONSULT=-40))) == types


def test_a_reason_names_what_weighed_most():
    reading = read(TWO, make(0.0, type_ASSAULT=20, frame_assault_shell=-5, ASSAULT_by_a_verb=10))
    (reason,) = [r for r in reading.claims[0].reasons if r.rule == "confidence"]
    assert reason.detail.startswith("for: type ASSAULT (+2.00), ASSAULT by a verb (+1.00)")
    assert reason.detail.endswith("against: nothing")


def test_what_a_doubted_act_asks_for_stands_alone():
    text = "طالبت الأمم المتحدة إسرائيل بوقف قصف المدارس."
    both = read(text, make(0.0))
    assert any(c.content_of for c in both.claims)
    alone = read(text, make(0.5, bias=1.0, type_REQUEST=-40))
    assert "REQUEST" not in told(alone)
    assert all(c.content_of is None for c in alone.claims)


def in_passing(text, ranker):
    return [c.type for c in read(text, ranker).claims if c.in_passing]


def test_what_is_no_news_of_its_sentence_is_told_in_passing():
    news = replace(make(0.5, bias=1.0, type_ASSAULT=-40), types={"ASSAULT": 0.5})
    ranker = replace(make(0.0), news=news)
    assert in_passing(TWO, ranker) == ["ASSAULT"]
    claim = read(TWO, ranker).claims[0]
    (reason,) = [r for r in claim.reasons if r.rule == "told in passing"]
    assert reason.detail.startswith("0.05 likely to be the sentence's news")
    assert to_json(read(TWO, ranker))["claims"][0]["specific"] is False


@pytest.mark.parametrize(
    ("text", "news"),
    [
        (TWO, None),  # nobody can tell
        (TWO, make(0.5, bias=1.0)),  # likely news
        ("يعتزم الجيش قصف بلدة سراقب.", make(0.5, bias=-4.0)),  # what is planned has not happened
    ],
)
def test_near_misses_of_passing(text, news):
    types = {"ASSAULT": 0.5}
    ranker = replace(make(0.0), news=news and replace(news, types=types))
    assert in_passing(text, ranker) == []


def test_types_without_labels_are_never_in_passing():
    news = replace(make(0.5, bias=-4.0), types={"ASSAULT": 0.5})
    assert in_passing(TWO, replace(make(0.0), news=news)) == ["ASSAULT"]


@given(st.floats(0, 1), st.integers(-128, 127), st.integers(-128, 127))
def test_claims_are_told_or_doubted_by_the_threshold(threshold, assault, consult):
    ranker = make(threshold, type_ASSAULT=assault, type_CONSULT=consult)
    reading, everything = read(TWO, ranker), read(TWO, make(0.0, type_ASSAULT=assault, type_CONSULT=consult))
    assert reading == read(TWO, ranker)
    assert all(0 <= c.confidence <= 1 for c in everything.claims)
    assert [c.id for c in reading.claims] == [c.id for c in everything.claims if c.confidence >= threshold]


@pytest.mark.parametrize(("name", "place"), [("type ASSAULT", 50399), ("«مجلس الأمن»", 59278), ("", 0)])
def test_buckets_are_the_same_everywhere(name, place):
    assert bucket(name, 1 << 16) == zlib.crc32(name.encode()) % (1 << 16)
    assert bucket(name, 1 << 16) == place


def write(path, **changes):
    packed = base64.b64encode(zlib.compress(bytes(8))).decode()
    weights = {"scale": 1, "bias": 0, "slope": 1, "threshold": 0.4, "types": {}, "weights": packed}
    news = {**weights, "types": {"ASSAULT": 0.5}}
    data = {"protocol": PROTOCOL, **weights, "news": news, "casters": {"actor": weights}} | changes
    path.write_text(json.dumps(data), encoding="utf-8")


def test_a_file_is_loaded(tmp_path):
    write(tmp_path / "r.json")
    ranker = load_ranker(tmp_path / "r.json")
    assert ranker is not None
    assert (len(ranker.weights), ranker.threshold) == (8, 0.4)
    assert ranker.news is not None
    assert ranker.news.types == {"ASSAULT": 0.5}


def test_no_file_is_no_ranker(tmp_path):
    assert load_ranker(tmp_path / "none.json") is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"protocol": PROTOCOL + 1}, f"made for protocol {PROTOCOL + 1}, this version reads {PROTOCOL}"),
        ({"weights": "…"}, "not a ranker's weights"),
        ({"weights": None}, "not a ranker's weights"),
        ({"scale": "much"}, "not a ranker's weights"),
        ({"news": {}}, "not a ranker's weights"),
        (
            {"weights": base64.b64encode(zlib.compress(bytes(6))).decode()},
            "6 weights, which is no power of two",
        ),
        ({"weights": base64.b64encode(zlib.compress(b"")).decode()}, "0 weights, which is no power of two"),
    ],
)
def test_a_wrong_file_is_named_with_the_next_step(tmp_path, changes, said):
    write(tmp_path / "r.json", **changes)
    with pytest.raises(RiwayaError, match=r"r\.json") as error:
        load_ranker(tmp_path / "r.json")
    assert said in str(error.value)
    assert "train/train_ranker.py" in str(error.value)


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", "\x00"])
def test_a_damaged_file_is_no_crash(tmp_path, content):
    (tmp_path / "r.json").write_text(content, encoding="utf-8")
    with pytest.raises(RiwayaError, match="not a ranker's weights"):
        load_ranker(tmp_path / "r.json")


def test_the_built_in_ranker_is_small():
    assert built_in_ranker() is not None
    assert (DATA / "ranker.json").stat().st_size < 1 << 20


CLEAR = [
    "قصفت مدفعية الجيش بلدة سراقب فجر اليوم وقتلت ثلاثة مدنيين.",
    "قتل خمسة جنود أمس في انفجار سيارة مفخخة قرب حاجز للشرطة في كركوك.",
    "تظاهر مئات الطلاب أمس في وسط الخرطوم احتجاجا على رفع الأسعار.",
    "اعتقلت القوات الإسرائيلية ثلاثة شبان في نابلس صباح الثلاثاء.",
]


@pytest.mark.parametrize("text", CLEAR)
def test_clear_events_are_told_with_confidence(text):
    confidences = [c.confidence for c in read(text, built_in_ranker()).claims]
    assert max(confidences, default=0) >= 0.7


@pytest.mark.parametrize(("clear", "doubtful"), [
    (CLEAR[0], "يروي الكتاب كيف كانت المدن تقصف في تلك الحروب القديمة."),
    (CLEAR[1], "هل يمكن أن يقتل الخوف الإنسان؟"),
    (CLEAR[2], "من حق الناس أن يتظاهروا كلما أرادوا."),
])  # fmt: skip
def test_doubtful_ones_have_less(clear, doubtful):
    def best(text):
        ranker = built_in_ranker()
        keep_all = Ranker(ranker.weights, ranker.scale, ranker.bias, ranker.slope, 0.0)
        return max((c.confidence for c in read(text, keep_all).claims), default=0.0)

    assert best(doubtful) < best(clear) - 0.1


def test_no_claim_is_told_below_the_threshold():
    for path in sorted((Path(__file__).parents[1] / "samples").glob("*.txt")):
        reading = read(path.read_text(encoding="utf-8"), built_in_ranker())
        assert all(c.confidence >= built_in_ranker().threshold for c in reading.claims)
        told = {c.id for c in reading.claims}
        assert all(c.content_of is None or c.content_of in told for c in reading.claims)
