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
        ("شن الجيش قصفاً على البلدة", "قصفاً", "noun", "قصفا"),  # written with tanwin it is no verb
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
        ("المشروع الذي تتبرمجه الشركة", "تتبرمجه", "verb", "تتبرمجه"),
        ("العمال الذين ترافقوا أمس", "ترافقوا", "verb", "ترافقوا"),
        ("لم يكترث الجمهور", "يكترث", "verb", "يكترث"),
        ("وقد تمخضت المحادثات عن اتفاق", "تمخضت", "verb", "تمخضت"),
        ("ما مخضته المحادثات", "مخضته", "noun", "مخضته"),
        ("قال لـ«الجريدة» إن الطريق مغلق", "لـ", "prep", "ل"),
        # a double و is a conjunction; the passive of a verb in و only where nothing else fits
        ("ووفق المصدر غادر الوفد", "ووفق", "prep", "وفق"),
        ("ووجهت المحكمة تهما إليه", "ووجهت", "verb", "وجهت"),
        ("وقف الحارس هنا", "وقف", "verb", "وقف"),
        # a verb takes «ني», so «ي» behind it is a nisba's
        ("صدر بيان رسمي أمس", "رسمي", "noun", "رسمي"),
        ("نشر تسجيل صوتي جديد", "صوتي", "noun", "صوتي"),
        ("ساعدني الطبيب", "ساعدني", "verb", "ساعد"),
        # names that look like verbs or hold a preposition's letter
        ("أعلن الناشط سامر أن الطريق مغلق", "سامر", "noun", "سامر"),
        ("قال ليو إن الطريق مغلق", "ليو", "noun", "ليو"),
        ("أحالت المحاكم القضية", "المحاكم", "noun", "محاكم"),
        ("اجتمع الوزير بالسفير والتقى الرئيس", "والتقى", "verb", "التقي"),
        ("ألمح الوزير إلى ذلك", "ألمح", "verb", "المح"),
        # the article has no hamza
        ("وألحق الجيش هزيمة بهم", "وألحق", "verb", "الحق"),
        ("وقال ألباكير إن الطريق مغلق", "ألباكير", "noun", "الباكير"),
        ("وقال الباكير إن الطريق مغلق", "الباكير", "noun", "باكير"),
        # a preposition before what is known as a verb alone
        ("طالب الرئيس بوقف القصف", "بوقف", "noun", "وقف"),
        ("وصلت قوى معارضة", "قوى", "noun", "قوي"),
        ("وقوى المعارضة هنا", "وقوى", "noun", "قوي"),
        # «تابع» belongs to a noun before «لـ»
        ("دهم مركزا للتدريب تابع للحركة", "تابع", "noun", "تابع"),
        ("الوزير تابع لقاءاته", "تابع", "verb", "تابع"),
        ("وتابع لافروف أن الطريق مغلق", "وتابع", "verb", "تابع"),
        # a verb behind indefinite people tells of them
        ("شاهدوا انتحاريا فجر سيارته", "فجر", "verb", "فجر"),
        ("شاهدوا رجال دين", "دين", "noun", "دين"),
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
    ("text", "word", "march"),
    [
        ("خرجت مسيرة في المدينة", "مسيرة", True),
        ("نظم الطلاب مسيرات أمس", "مسيرات", True),
        ("خرج الطلاب بمسيرة", "بمسيرة", True),
        ("شوهدت طائرة مسيرة", "مسيرة", False),
        ("سقطت الطائرات المسيرة", "المسيرة", False),
        ("سقطت مسيّرة هنا", "مسيّرة", False),
        ("أسقط الجيش مسيرة", "مسيرة", False),
        ("أطلقت الجماعة مسيرات", "مسيرات", False),
        ("قصفوا القاعدة بمسيرة", "بمسيرة", False),
        ("سقطت مسيرة مفخخة", "مسيرة", False),
    ],
)
def test_a_drone_is_no_march(text: str, word: str, march: bool) -> None:
    (sentence,) = split_sentences(text)
    found = next(w for w in read_words(sentence, load_lexicon(), text) if w.token.span.of(text) == word)
    assert any(e.kind == "trigger" for e in found.entries) == march


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


@pytest.mark.parametrize(
    ("text", "word", "pos"),
    [
        ("بلغ عدد من قُتلوا في القصف عشرين.", "قُتلوا", "verb"),
        ("رجال البحرية هم من حرروا الرهائن.", "حرروا", "verb"),
        ("طالبوا بمحاكمة من أطلق النار على الطالب.", "أطلق", "verb"),
        ("ليس أبناء البلدة من أغلق المعبر.", "أغلق", "verb"),
        ("هذه من أخطر العمليات منذ أعوام.", "أخطر", "noun"),
        ("عاد الجنود من صور أمس.", "صور", "noun"),
        ("نجا مدنيون من قصف عنيف.", "قصف", "noun"),
        # written signs and neighbours
        ("حوّل التاجر مليون دولار إلى الحزب.", "حوّل", "verb"),
        ("دار النقاش حول الميزانية.", "حول", "prep"),
        ("خلّف القصف دماراً واسعاً.", "خلّف", "verb"),
        ("تبنت جماعة جند الله العملية.", "جند", "noun"),
        ("أصيب جندي بعبوة زرعها مسلحون.", "زرعها", "verb"),
        ("أبلغه الضابط قرار نقله.", "نقله", "noun"),
        ("التقيا في قصر سعد آباد شمال العاصمة.", "آباد", "noun"),
        ("أباد القصف حياً كاملاً.", "أباد", "verb"),
        ("أكثر من عشرة آلاف مشوا في الشارع.", "مشوا", "verb"),
    ],
)
def test_what_stands_around_settles_a_word(text, word, pos):
    sentence = split_sentences(text)[0]
    words = read_words(sentence, load_lexicon(), text)
    assert next(w.pos for w in words if w.token.span.of(text) == word) == pos
