"""Records: what of a claim is compared, and by which words."""

from __future__ import annotations

from datetime import date

import pytest

import riwaya
from riwaya.contract import to_json as reading_json
from riwaya.lexicon.loader import load_lexicon
from riwaya.linking.model import Record
from riwaya.linking.record import record_of
from riwaya.linking.words import is_definite, name_key, part_of_day, sites, stem

LEXICON = load_lexicon()


def records(
    text: str, id: str = "a", published: str = "2020-03-10", outlet: str = "صحيفة الضفاف"
) -> list[Record]:
    reading = riwaya.read_text(text, id=id, published=published, outlet=outlet)
    line = reading_json(reading, analysis=True)
    return [record_of(line, claim, LEXICON) for claim in line["claims"]]


REPORT = "قتل خمسة مدنيين فجر الاثنين في غارة شنتها طائرات روسية على سوق في مدينة أريحا بريف إدلب، وفق الدفاع المدني السوري."


def test_a_record_has_what_the_claim_says() -> None:
    (record, *_) = records(REPORT)
    assert (record.type, record.family, record.outlet) == ("ASSAULT", "force", "صحيفة الضفاف")
    assert record.where is not None
    assert record.where.province == "syria/idlib"
    assert record.where.settlement
    assert record.when is not None
    assert record.when.earliest == date(2020, 3, 9)
    assert record.when.part == "dawn"
    assert record.sites == ("market",)
    assert [(t.kind, t.least) for t in record.tolls] == [("dead", 5)]
    assert any("state.ru" in (p.key, *p.above) for p in record.actors)


@pytest.mark.parametrize(("kind", "meets"), [("person", False), ("fighters", True), ("people", True)])
def test_persons_without_office_never_have_one_key_in_two_reports(kind: str, meets: bool) -> None:
    text = "خطف سامر الخطيب"
    argument = {
        "role": "recipient",
        "start": 4,
        "end": 15,
        "text": text[4:],
        "entity": None,
        "refers_to": "local.1",
    }
    claim = {"id": "1", "type": "ASSAULT", "trigger": {"start": 0, "end": 3, "text": "خطف"}, "status": "asserted",
             "arguments": [argument]}  # fmt: skip
    cluster = {"id": "local.1", "name": text[4:], "kind": kind}
    lines = [{"document": {"id": id}, "text": text, "entities": [cluster]} for id in ("a", "b")]
    one, other = (record_of(line, claim, LEXICON).recipients[0].key for line in lines)
    assert (one == other) is meets


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("والمدنيين", "مدن"),
        ("بالسوق", "سوق"),
        ("بلدتين", "بلد"),
        ("للنازحين", "نازح"),
        ("دم", "دم"),
        ("مدنيون", "مدن"),
    ],
)
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("14 مدنياً على الأقل", "المدنيين", True),
        ("مسلحون مجهولون", "المسلحين المجهولين", True),
        ("مسلحون مجهولون", "جنود", False),
        ("خمسة مهندسين", "سبعة مهندسين", True),
        ("ثلاثون مهندساً", "ثلاثون طبيباً", False),
    ],
)
def test_name_keys(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("فجر الثلاثاء", "dawn"), ("مساءً", "evening"), ("ليل الأربعاء الخميس", "night"), ("بعد الظهر", "noon"),
        ("صباحاً ومساءً", None), ("الثلاثاء", None),
    ],
)  # fmt: skip
def test_parts_of_the_day(words: str, part: str | None) -> None:
    assert part_of_day(words) == part


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("سوقاً شعبية", ("market",)), ("مستشفيين ميدانيين", ("hospital",)), ("المدرسة", ("school",)),
        ("مركز صحي", ("hospital",)), ("قافلة مساعدات", ("convoy",)), ("سياسة البلاد", ()),
    ],
)  # fmt: skip
def test_sites(words: str, found: tuple[str, ...]) -> None:
    assert sites(words, LEXICON) == found


@pytest.mark.parametrize(
    ("word", "definite"), [("الغارة", True), ("والقصف", True), ("غارة", False), ("قصفت", False)]
)
def test_definite_words(word: str, definite: bool) -> None:
    assert is_definite(word) is definite
