"""Records: what of a claim is compared, and by which words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import riwaya
from riwaya.contract import to_json as reading_json
from riwaya.lexicon.loader import load_lexicon
from riwaya.linking.model import Record
from riwaya.linking.record import record_of
from riwaya.linking.words import event_word, is_definite, name_key, part_of_day, sites, stem

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


@pytest.mark.parametrize(
    ("text", "rejected"),
    [
        ("قتل تسعة مدنيين لا أربعة كما ورد في البيان في قصف على بلدة سرمدا أمس، وفق طبيب.", (4,)),
        ("قال طبيب إن القصف على بلدة سرمدا أمس أوقع تسعة قتلى وليس أربعة.", (4,)),
        ("قال طبيب إن القصف على بلدة سرمدا أمس أوقع ما لا يقل عن تسعة قتلى.", ()),
        ("قال طبيب إن القصف على بلدة سرمدا أمس أوقع تسعة قتلى. وليس أربعة أيام كافية للدفن.", ()),
    ],
)
def test_numbers_that_words_reject(text: str, rejected: tuple[int, ...]) -> None:
    told = [r for r in records(text) if r.tolls]
    assert {r.rejected for r in told} == {rejected}


def test_near_copies_have_the_same_passages() -> None:
    lead = "أفادت مصادر محلية بأن "
    one, other = ({r.word: r.passage for r in records(text)} for text in (REPORT, lead + REPORT))
    shared = one.keys() & other.keys()
    assert shared
    assert all(len(set(one[w]) & set(other[w])) > len(one[w]) / 2 for w in shared)


def test_a_deed_is_never_done_after_it_is_told() -> None:
    text = "قتل خمسة مدنيين في قصف على بلدة سرمدا في 20 آذار/مارس 2020، وفق الدفاع المدني."
    (before, *_), (after, *_) = (records(text, published=day) for day in ("2020-03-21", "2020-03-10"))
    assert before.when is not None
    assert before.when.stated
    assert after.when is not None
    assert not after.when.stated


@pytest.mark.parametrize(
    ("admin", "country", "province"),
    [
        ("South Lebanon", "Lebanon", "lebanon/south"),
        ("South", "Lebanon", "lebanon/south"),
        ("Djibouti", "Djibouti", "djibouti/djibouti"),
        ("North Sinai", "Egypt", "egypt/north sinai"),
    ],
)
def test_a_province_is_called_without_its_country(admin: str, country: str, province: str) -> None:
    place = {"start": 0, "end": 4, "text": "بلدة", "name": "بلدة", "admin1_en": admin, "country_en": country}
    claim = {"id": "1", "type": "ASSAULT", "trigger": {"start": 0, "end": 4, "text": "بلدة"}, "status": "asserted",
             "place": place}  # fmt: skip
    where = record_of({"document": {"id": "a"}, "text": "بلدة"}, claim, LEXICON).where
    assert where is not None
    assert where.province == province


@pytest.mark.parametrize(
    ("trigger", "place", "founds"),
    [("القصف", None, False), ("القصف", "سرمدا", True), ("قصف", None, True)],
)
def test_what_is_told_in_passing_founds_if_it_tells_anew(
    trigger: str, place: str | None, founds: bool
) -> None:
    text = f"{trigger} على سرمدا"
    where = (
        {"start": text.index("سرمدا"), "end": len(text), "text": "سرمدا", "name": "سرمدا"} if place else None
    )
    claim = {"id": "1", "type": "ASSAULT", "trigger": {"start": 0, "end": len(trigger), "text": trigger},
             "status": "asserted", "specific": False, "place": where}  # fmt: skip
    assert record_of({"document": {"id": "a"}, "text": text}, claim, LEXICON).specific is founds


@pytest.mark.parametrize(
    ("text", "trigger", "others", "tolls", "general"),
    [
        ("العمليات التي تنفذها كتائب خاصة تستهدف حواجز الخصم", "تستهدف", ["العمليات", "تنفذها"], [], True),
        ("عملية نفذتها كتائب خاصة استهدفت حاجزاً", "استهدفت", ["عملية", "نفذتها"], [], False),
        ("العملية التي نفذتها كتيبة قتلت جنديين", "قتلت", ["العملية"], [{"kind": "dead", "min": 2, "max": 2}], False),
        ("فتح حراس الحاجز النار على سائق", "فتح", ["النار"], [], False),
        ("الهجوم الذي شنه الفصيل", "الهجوم", ["شنه"], [], False),  # takes up what was told
    ],
)  # fmt: skip
def test_a_kind_of_deeds_is_no_deed(
    text: str, trigger: str, others: list[str], tolls: list[dict[str, Any]], general: bool
) -> None:
    spans = [{"start": text.index(w), "end": text.index(w) + len(w), "text": w} for w in (trigger, *others)]
    claim = {"id": "1", "type": "ASSAULT", "trigger": spans[0], "triggers": spans, "status": "asserted",
             "specific": False, "tolls": tolls}  # fmt: skip
    assert record_of({"document": {"id": "a"}, "text": text}, claim, LEXICON).general is general


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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("صادرت", "صادروا", True), ("احتجزت", "احتجز", True), ("ضبطت", "ضبط", True), ("هاجموا", "هاجمت", True),
        ("ضبطت", "ضربت", False), ("بيت", "بي", False), ("موت", "مو", False),
    ],
)  # fmt: skip
def test_a_verb_is_one_word_whoever_does_it(one: str, other: str, same: bool) -> None:
    assert (event_word(one) == event_word(other)) is same
