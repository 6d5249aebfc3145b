"""Which words may tell an event: contexts that cancel a frame, frames that ask for a word near by."""

from __future__ import annotations

import pytest

from riwaya.analysis.parsed import Parsed, parse
from riwaya.analysis.triggers import find_candidates, find_light_verbs, spans_of
from riwaya.lexicon.loader import load_lexicon
from riwaya.text.sentences import split_sentences


def parsed(text: str) -> Parsed:
    return parse(0, split_sentences(text)[0], load_lexicon(), text)


def frames(text: str) -> list[str]:
    return [frame.id for candidate in find_candidates(parsed(text)) for frame in candidate.frames]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("هاجم مسلحون حاجزاً قرب البلدة.", "assault.attack"),
        ("انفجر لغم بسيارة مدنية.", "assault.explosion"),
        ("أصيب خمسة جنود في الكمين.", "assault.wound"),
        ("دمرت غارة جوية مستودعاً.", "assault.destroy"),
        ("دمرت الجرافات بيتين في القرية.", "coerce.destroy"),
        ("طردت الحكومة سفير الدولة المجاورة.", "sanction.expel-envoy"),
        ("طردت الميليشيا سكان القرية.", "coerce.deport"),
        ("استهدف قراصنة موقع الوزارة الإلكتروني.", "coerce.cyber-attack"),
        ("أدانت المحكمة المتهم بالتزوير.", "coerce.find-guilty"),
        ("أدانت الوزارة القصف.", "accuse.condemn"),
    ],
)
def test_word_finds_its_frame(text: str, frame: str) -> None:
    assert frame in frames(text)


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("هاجم المنتخب مرمى ضيفه طوال الشوط الثاني.", "assault.attack"),
        ("رصد التلسكوب انفجاراً شمسياً كبيراً.", "assault.explosion"),
        ("أصيب خمسة أطفال بفيروس نادر.", "assault.wound"),
        ("قتل ثلاثة ركاب في حادث سير قرب الجسر.", "assault.kill"),
        ("فقدت البلاد كثيراً من ضحايا الزلزال.", "assault.losses"),
    ],
)
def test_context_cancels_a_frame(text: str, frame: str) -> None:
    assert frame not in frames(text)


def test_expression_of_several_words_keeps_its_meaning_in_any_context() -> None:
    assert "assault.attack" in frames("وقع هجوم مسلح قرب الملعب قبل مباراة الفريقين.")


def test_phrase_takes_its_words_over_a_subject() -> None:
    text = "ألقت قوات الأمن القبض على مهربين."
    sentence = parsed(text)
    candidate = find_candidates(sentence)[0]
    assert [span.of(text) for span in spans_of(sentence, candidate)] == ["ألقت", "القبض"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("شنت الطائرات غارة على الميناء.", 1), ("اشترت الشركة شاحنات جديدة.", 0)],
)
def test_light_verbs_are_found(text: str, count: int) -> None:
    assert len({light.word for light in find_light_verbs(parsed(text))}) == count
