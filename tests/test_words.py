"""Clitics and parts of speech: each case is a sentence, a word in it and what it must be read as."""

import pytest

from riwaya.analysis.words import read_words, split_word
from riwaya.lexicon.loader import load_lexicon
from riwaya.text.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "word", "pos", "stem"),
    [
        ("قصف الجيش أطراف البلدة", "قصف", "verb", "قصف"),
        ("بعد قصف البلدة نزح السكان", "قصف", "noun", "قصف"),
        ("عملية قتل المدنيين", "قتل", "noun", "قتل"),
        ("الجيش قصف البلدة", "قصف", "verb", "قصف"),
        ("وفي حلب قتل شخصان", "وفي", "prep", "في"),
        ("ثم التقى الوفدان", "التقى", "verb", "التقي"),
        ("وقال إنه سيقصف المدينة", "سيقصف", "verb", "يقصف"),
        ("احتشد الآلاف في الساحة", "احتشد", "verb", "احتشد"),
        ("جرى احتشاد الآلاف", "احتشاد", "noun", "احتشاد"),
        ("للمدنيين", "للمدنيين", "noun", "مدنيين"),
        ("استهدفتهم الطائرات", "استهدفتهم", "verb", "استهدفت"),
        ("أصدر أمراً باعتقاله", "أمراً", "noun", "امر"),
        # behind س stands a full present, so these are names; no past ends like this
        ("بعد زيارة سيدا إلى المدينة", "سيدا", "noun", "سيدا"),
        ("قال سيف إن الطريق مغلق", "سيف", "noun", "سيف"),
        ("قال إنهم سيقصفون المدينة", "سيقصفون", "verb", "يقصفون"),
        ("أكدوا أننا سنبدأ العمل", "سنبدأ", "verb", "نبدا"),
        ("كتبت أن أشتون غادرت", "أشتون", "noun", "اشتون"),
        ("ذكر أن اشتبك الطرفان", "اشتبك", "verb", "اشتبك"),
        # behind a preposition or a verb an unknown word is a noun, whatever its shape
        ("القبض على يعقوبيان", "يعقوبيان", "noun", "يعقوبيان"),
        ("وقال يلماظ إن الطريق مغلق", "يلماظ", "noun", "يلماظ"),
        # behind some words stands a verb, known or not
        ("المشروع الذي تتزعمه الشركة", "تتزعمه", "verb", "تتزعمه"),
        ("العمال الذين ترافقوا أمس", "ترافقوا", "verb", "ترافقوا"),
        ("لم يكترث الجمهور", "يكترث", "verb", "يكترث"),
        ("وقد تمخضت المحادثات عن اتفاق", "تمخضت", "verb", "تمخضت"),
        ("ما مخضته المحادثات", "مخضته", "noun", "مخضته"),
        ("قال لـ«الجريدة» إن الطريق مغلق", "لـ", "prep", "ل"),
        # the action noun of a common verb is a noun
        ("لم يتم تطوير النظام", "تطوير", "noun", "تطوير"),
    ],
)
def test_part_of_speech(text: str, word: str, pos: str, stem: str) -> None:
    (sentence,) = split_sentences(text)
    found = next(w for w in read_words(sentence, load_lexicon(), text) if w.token.span.of(text) == word)
    assert found.pos == pos
    assert found.split.stem.startswith(stem)


@pytest.mark.parametrize(
    ("folded", "conj", "prep", "article", "stem"),
    [
        ("وبالمدينه", "و", "ب", True, "مدينه"),
        ("للجيش", "", "ل", True, "جيش"),
        ("وزير", "", "", False, "وزير"),  # no conjunction
        ("باستخدام", "", "ب", False, "استخدام"),
    ],
)
def test_splits(folded: str, conj: str, prep: str, article: bool, stem: str) -> None:
    first = split_word(folded, load_lexicon())[0]
    assert (first.conj, first.prep, first.article, first.stem) == (conj, prep, article, stem)


@pytest.mark.parametrize("text", ["وبِالمَدينَة", "وبالمدينة", "وبـالمدينة"])
def test_a_span_leaves_its_proclitics_out_whatever_marks_stand_between(text: str) -> None:
    (sentence,) = split_sentences(text)
    (word,) = read_words(sentence, load_lexicon(), text)
    assert text[word.start :].startswith("ال")
