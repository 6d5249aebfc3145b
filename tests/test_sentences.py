from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.sentences import split_sentences, tokenize


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("وصل الوفد. غادر الوزير.", ["وصل الوفد.", "غادر الوزير."]),
        ("قال د. سمير إنه عاد.", ["قال د. سمير إنه عاد."]),
        ("ارتفع بنسبة 3.5 في المئة. ثم هبط.", ["ارتفع بنسبة 3.5 في المئة.", "ثم هبط."]),
        ("سطر أول\r\nسطر ثان", ["سطر أول", "سطر ثان"]),
        ("هل عاد؟ نعم!", ["هل عاد؟", "نعم!"]),
        ("قال: «سنعود.» ثم مضى.", ["قال: «سنعود.»", "ثم مضى."]),
        ("(أ.ف.ب) أعلنت الشرطة.", ["(أ.ف.ب) أعلنت الشرطة."]),
        ("انتهى... ثم بدأ", ["انتهى...", "ثم بدأ"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_split_sentences(text: str, sentences: list[str]) -> None:
    assert [s.span.of(text) for s in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("قتل 13 جندياً", [("قتل", "word"), ("13", "number"), ("جنديا", "word")]),
        ("رجــل", [("رجل", "word")]),
        ("ـ بحسب", [("-", "mark"), ("بحسب", "word")]),
        ("1,300", [("1,300", "number")]),
        ("F16", [("f", "word"), ("16", "number")]),
    ],
)
def test_tokenize(text: str, tokens: list[tuple[str, str]]) -> None:
    assert [(t.folded, t.kind) for t in tokenize(text)] == tokens


@given(st.text(alphabet='ابجد .؟!\n\r«»"()123َـ،:\u200f\u00a0😀', max_size=120))
def test_every_visible_character_lies_in_one_token_of_one_sentence(text: str) -> None:
    sentences = split_sentences(text)
    spans = [t.span for s in sentences for t in s.tokens]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    visible = {i for i, c in enumerate(text) if c.isalnum() or c in '.؟!«»"()،:😀'}
    assert visible <= covered
    for sentence in sentences:
        assert all(sentence.span.contains(t.span) for t in sentence.tokens)
