from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.lexicon.loader import read_table
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
        ("(آر. بي. جي) هنا. ثم مضى.", ["(آر. بي. جي) هنا.", "ثم مضى."]),
        ("وصل في 2. تشرين الأول إلى هنا.", ["وصل في 2. تشرين الأول إلى هنا."]),
        ("قتل 20. وعاد الوفد.", ["قتل 20.", "وعاد الوفد."]),
        ("1. وصل الوفد. ثم مضى.", ["1. وصل الوفد.", "ثم مضى."]),
        ("قال سمير و. حداد إنه عاد.", ["قال سمير و. حداد إنه عاد."]),
        ("ص. ب. 120 بيروت.", ["ص. ب. 120 بيروت."]),
        ("بنيت عام 1906م. ثم هدمت.", ["بنيت عام 1906م.", "ثم هدمت."]),
        ("نقلت أ ف ب. ثم مضى.", ["نقلت أ ف ب.", "ثم مضى."]),
        ("عدنا (...) بعد يوم. ثم مضى.", ["عدنا (...) بعد يوم.", "ثم مضى."]),
        ("(عاد الوفد.) ثم مضى.", ["(عاد الوفد.)", "ثم مضى."]),
        ("انتهى... ثم بدأ", ["انتهى...", "ثم بدأ"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_split_sentences(text: str, sentences: list[str]) -> None:
    assert [s.span.of(text) for s in split_sentences(text)] == sentences


def test_the_months_of_the_list_are_known() -> None:
    forms = [form for row in read_table("months.tsv") for form in row["form"].split("|")]
    assert [form for form in forms if len(split_sentences(f"وصل في 2. {form} إلى هنا")) > 1] == []


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
