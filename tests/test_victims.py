"""Which of a sentence's counts are an event's own, and the victims whom no number counts."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from riwaya.contract import casualties
from riwaya.lexicon.loader import load_lexicon
from riwaya.model import Claim, Document
from riwaya.reading import read_document


def claims(text: str) -> tuple[Claim, ...]:
    document = Document(
        "t", text, sha256(text.encode()).hexdigest(), None, None, date(2021, 5, 1), None, "ar"
    )
    return read_document(document, load_lexicon()).claims


def toll(text: str, trigger: str, kind: str = "dead") -> int | None:
    claim = next(c for c in claims(text) if trigger in [t.of(text) for t in c.triggers])
    return (casualties(claim.tolls) or {}).get(kind)


@pytest.mark.parametrize(
    ("text", "trigger", "dead"),
    [
        ("أدانت النقابة اغتيال الصحافي جبران سالم في بيروت.", "اغتيال", 1),
        ("أدانت النقابة اغتيال النائب والصحافي جبران سالم في بيروت.", "اغتيال", 1),
        ("أكد الجيش مقتل القائد ومرافقه في الغارة.", "مقتل", 2),
        ("أكد الجيش مقتل الضابط وزوجته وابنهما في الغارة.", "مقتل", 3),
        ("قتل القائد وثلاثة من مرافقيه في كمين.", "قتل", 4),
        ("قال إن ثمانية أشخاص، بينهم طفلان، قتلوا جراء ضربة جوية.", "قتلوا", 8),
        ("ارتفع عدد قتلى الهجوم إلى 22.", "الهجوم", 22),
        ("قتل أكثر من 90 سائحاً في تفجيرات الجزيرة منذ عام 2002.", "قتل", 90),
        ("نجا الوزير من محاولة اغتيال في بغداد.", "اغتيال", None),
        ("سيقتل الحراس الأسير إذا هرب.", "يقتل", None),
        ("أكد الجيش مقتل ضباط في الغارة.", "مقتل", None),
        ("قتل في المعارك عدد من المسلحين.", "قتل", None),
    ],
)
def test_the_dead_of_an_event(text: str, trigger: str, dead: int | None) -> None:
    assert toll(text, trigger) == dead


def test_a_count_belongs_to_the_event_that_tells_of_it() -> None:
    text = "وكان 800 قروي قتلوا بعد أن استولت القوات على الوادي عام 1995."
    assert toll(text, "قتلوا") == 800
    assert toll(text, "استولت") is None


def test_a_wounded_person_is_one_injured() -> None:
    assert toll("جرح وزير الدفاع في تفجير استهدف موكبه.", "جرح", "injured") == 1
