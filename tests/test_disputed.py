"""Who is meant by a deed that is only denied by name, and where nobody is."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya.lexicon.loader import load_lexicon
from riwaya.model import Claim, Document
from riwaya.reading import read_document


def denied(text: str) -> Claim:
    document = Document("d", text, "0" * 64, None, None, date(2024, 3, 5), None, "ar")
    (claim,) = [c for c in read_document(document, load_lexicon()).claims if c.status == "denied"]
    return claim


def sides(claim: Claim, text: str) -> dict[str, list[str]]:
    return {role: [a.span.of(text) for a in claim.of(role)] for role in ("actor", "recipient")}


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        # the deed told before under the same type
        (
            "يتحدث الأهالي عن تعاون بين لواء الصقور والجيش السوري. هذا ليس تنسيقاً.",
            ["لواء الصقور"],
            ["الجيش السوري"],
        ),
        # the party that answers in somebody else's words
        (
            "قال المنشق إن حركة حماس تقول إنها بريئة. وقال: «يجري تعاون مع الجيش السوري، "
            "ويخدعون الناس بقولهم، هذا تشابه وليس تنسيقاً».",
            ["حركة حماس"],
            ["الجيش السوري"],
        ),
        # whose motive the next clause gives
        (
            "ما حصل مصادفة وليس تنسيقاً مع الجيش السوري، وأراد أبو سالم ورفاقه أن يحموا بيوتهم.",
            ["أبو سالم", "رفاقه"],
            ["الجيش السوري"],
        ),
    ],
)
def test_sides_of_what_is_denied(text: str, actor: list[str], recipient: list[str]) -> None:
    assert sides(denied(text), text) == {"actor": actor, "recipient": recipient}


@pytest.mark.parametrize(
    "text",
    [
        "يتحدث الأهالي عن تعاون بين لواء الصقور والجيش السوري.\n\nهذا ليس تنسيقاً.",  # another paragraph
        "قصف الجيش السوري مواقع لواء الصقور. هذا ليس تنسيقاً.",  # a deed of another type
        "ما حصل مصادفة وليس تنسيقاً، وقصف أبو سالم الحاجز.",  # a deed, no motive
    ],
)
def test_sides_that_nothing_tells_stay_unknown(text: str) -> None:
    assert sides(denied(text), text) == {"actor": [], "recipient": []}


def test_their_saying_goes_back_to_those_who_were_quoted() -> None:
    text = (
        "قال المنشق إن حركة حماس تقول إنها بريئة. وقال: «يجري تعاون مع الجيش السوري، "
        "ويخدعون الناس بقولهم، هذا تشابه وليس تنسيقاً»."
    )
    assert [s.span.of(text) for s in denied(text).sources] == ["المنشق", "حركة حماس"]


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("نفت حركة حماس أي تنسيق بينها وبين إسرائيل.", ["حركة حماس"], ["إسرائيل"]),
        ("قال القائد إنه لا تنسيق بيننا وبين إسرائيل.", [], ["إسرائيل"]),
        (
            "في القرية قرب حركة حماس لا تنسيق بينهم وبين إسرائيل.",
            [],
            ["إسرائيل"],
        ),  # who «they» are isn't told
    ],
)
def test_a_pronoun_is_a_side(text: str, actor: list[str], recipient: list[str]) -> None:
    assert sides(denied(text), text) == {"actor": actor, "recipient": recipient}
