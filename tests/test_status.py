"""What the words around an event say of its reality, and what they don't."""

from __future__ import annotations

import pytest

from riwaya.analysis.events import find_events
from riwaya.analysis.parsed import parse
from riwaya.analysis.status import Reality, read_reality
from riwaya.lexicon.loader import load_lexicon
from riwaya.text.sentences import split_sentences


def realities(text: str) -> list[tuple[str, Reality]]:
    lexicon = load_lexicon()
    parsed = parse(0, split_sentences(text)[0], lexicon, text)
    return [(e.triggers[0].of(text), read_reality(parsed, e, lexicon)) for e in find_events(parsed)]


def status(text: str, trigger: str) -> str:
    return next(reality.status for word, reality in realities(text) if word == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("قصف الجيش القرية.", "قصف", "asserted"),
        ("لم يقصف الجيش القرية.", "يقصف", "denied"),
        ("لن ينسحب المقاتلون من الميناء.", "ينسحب", "denied"),
        ("لم تقع أي هجمات في المدينة.", "هجمات", "denied"),
        ("سيقصف الجيش القرية.", "يقصف", "planned"),
        ("يعتزم الجيش شن هجوم على المدينة.", "هجوم", "planned"),
        ("يأمل المبعوث الخاص إلى البلاد أن يعقد قريباً اجتماعاً للفصائل.", "اجتماعاً", "planned"),
        ("يجب أن ينسحب المقاتلون من الميناء.", "ينسحب", "requested"),
        ("قد يهاجم المسلحون القافلة.", "يهاجم", "hypothetical"),
        ("أثارت الحشود مخاوف من هجوم على المدينة.", "هجوم", "hypothetical"),
        ("أوقف القاضي متهماً بقتل الصحافي.", "قتل", "alleged"),
        ("نفى الشهود الهجوم المزعوم على القافلة.", "الهجوم", "alleged"),
        ("فشلت القوات في اقتحام القلعة.", "اقتحام", "denied"),
        ("أحبطت الشرطة هجوماً على السوق.", "هجوماً", "planned"),
    ],
)
def test_status_from_the_clause(text: str, trigger: str, expected: str) -> None:
    assert status(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("لم يسافر الوزير بعد أن قصف الجيش المطار.", "قصف"),  # another verb is negated
        ("لم ينته الاعتصام إلا باعتقال منظميه.", "اعتقال"),  # taken back by «إلا»
        (
            "قصفت طائرة بدون طيار موقعاً في البادية.",
            "قصفت",
        ),  # the drone lacks a pilot, not the strike its truth
        ("تلا القاضي التهم وطالبت المحامية بالإفراج عن موكلها.", "طالبت"),  # a clause of its own
        ("سيناقش المجلس الهجوم على المرفأ.", "الهجوم"),  # the debate is to come, not the attack
        ("وقد قصف الجيش القرية.", "قصف"),  # «قد» before the past makes it sure
    ],
)
def test_words_that_govern_something_else(text: str, trigger: str) -> None:
    assert status(text, trigger) == "asserted"


def test_coordinated_nouns_share_what_governs_them() -> None:
    text = "اعتقلت الشرطة رجلاً متهماً بخطف تاجر ومصادرة أمواله."
    assert [status(text, word) for word in ("خطف", "مصادرة")] == ["alleged", "alleged"]


@pytest.mark.parametrize(
    ("text", "trigger", "specific"),
    [
        ("غالباً ما يقتل المسلحون الأسرى.", "يقتل", False),
        ("قتل المسلحون الأسرى.", "قتل", True),
    ],
)
def test_habits_are_not_specific(text: str, trigger: str, specific: bool) -> None:
    assert [r.specific for word, r in realities(text) if word == trigger] == [specific]


def test_hedge_lowers_certainty_only() -> None:
    (reality,) = [r for word, r in realities("ربما قتل المسلحون الحارس.") if word == "قتل"]
    assert (reality.status, reality.certainty) == ("asserted", "possible")


def test_reason_names_the_word() -> None:
    text = "لم يقصف الجيش القرية."
    ((_, reality),) = realities(text)
    assert reality.reason is not None
    assert reality.reason.span is not None
    assert reality.reason.span.of(text) == "لم"
