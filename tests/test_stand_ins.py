"""Words that stand for participants named elsewhere: who they are, and when it isn't sure."""

from __future__ import annotations

from typing import Any

import pytest

from riwaya.lexicon.loader import load_lexicon
from riwaya.linking.model import Party, Voice
from riwaya.linking.stand_ins import arguments_of, owned, with_country

LEXICON = load_lexicon()
Json = dict[str, Any]


@pytest.mark.parametrize(
    ("words", "teller", "key", "own"),
    [
        ("مقاتلونا", "ناطق باسم قسد", "sdf", True),
        ("مقاتليها", "التنظيم", "isis", True),
        ("سلاح الجو", "الجيش السوداني", "saf", True),
        ("وفد الحركة", "المتحدث باسم حركة الشباب", "shabab", True),
        ("مقاتلو الشباب", "المتحدث باسم حركة الشباب", "shabab", True),
        ("ممثلو التنظيم", "أمير في تنظيم الدولة", "isis", True),
        # near misses
        ("مقاتلو الجبهة", "المتحدث باسم حركة الشباب", "shabab", False),  # some other front
        ("مقاتلو القبائل", "المتحدث باسم حركة الشباب", "shabab", False),
        ("مسلحون", "المتحدث باسم حركة الشباب", "shabab", False),
        ("سلاح الجو", "ناطق باسم قسد", "sdf", False),  # that has none
        ("مقاتلونا", "أحد السكان", "", False),
        ("مقاتلونا", "مسؤول لم يسمَّ", "unheard", False),  # nobody whom the lexicon knows
    ],
)
def test_whose_forces_a_body_tells_of(words: str, teller: str, key: str, own: bool) -> None:
    (party,) = owned((Party(words, words, "fighters"),), (Voice(key or teller, teller, True),), LEXICON)
    assert party.known is own
    assert party.key == (key if own else words)


@pytest.mark.parametrize(
    ("words", "teller", "key"),
    [
        ("بلادها", "mod.sy", "state.sy"),
        ("بلاده", "army.ru", "state.ru"),
        # near misses
        ("بلادها", "isis", None),  # that is of no state
        ("بلاد الشام", "mod.sy", None),
        ("بلادها", "unheard", None),
    ],
)
def test_whose_country_a_body_tells_of(words: str, teller: str, key: str | None) -> None:
    (party,) = with_country((Party(words, words),), (Voice(teller, teller, True),), LEXICON)
    assert (party.key if party.known else None) == key


def test_a_nationality_is_no_army() -> None:
    gunmen = Party("مسلح سوري", "مسلحون سوريون", "fighters", False, ("state.sy",))
    assert owned((gunmen,), (Voice("mod.sy", "وزارة الدفاع السورية", True),), LEXICON) == (gunmen,)


def told(start: int, type: str, **roles: list[tuple[str, str]]) -> Json:
    """A claim with arguments (words, entity or "")."""
    arguments = [
        {"role": role, "text": words, "antecedent": None, "entity": {"id": entity} if entity else None}
        for role, listed in roles.items() for words, entity in listed
    ]  # fmt: skip
    return {"type": type, "trigger": {"start": start}, "arguments": arguments}


TALKS = told(10, "CONSULT", actor=[("الحكومة", "gov")], recipient=[("الحركة", "rebels")])
STRIKE = told(30, "ASSAULT", actor=[("الجيش", "army")])


@pytest.mark.parametrize(
    ("words", "before", "found"),
    [
        ("الطرفان", [TALKS], ["gov", "rebels"]),
        ("الجانبين", [TALKS, STRIKE], ["gov", "rebels"]),
        ("الوفدين", [TALKS], ["gov", "rebels"]),
        # near misses
        ("الطرفان", [STRIKE], [None]),
        ("الطرفان", [], [None]),
        ("الطرفان الليبيان", [TALKS], [None]),
        ("الطرف الآخر", [TALKS], [None]),
        ("الطرفان", [{**TALKS, "trigger": {"start": 80}}], [None]),  # told only after
    ],
)
def test_both_sides_are_those_told_before(words: str, before: list[Json], found: list[str | None]) -> None:
    claim = told(50, "AGREE", actor=[(words, "")])
    entities = [a["entity"] and a["entity"]["id"] for a in arguments_of(claim, "actor", [*before, claim])]
    assert entities == found
