"""Verbs, nouns and participles of control → who does or suffers what an event noun tells, near misses beside hits."""

import pytest

from riwaya import read_text


def participants(text, kind):
    """Return (actors, recipients) of the first claim of a type."""
    claim = next(c for c in read_text(text, published="2023-05-02", ranked=False).claims if c.type == kind)
    return [[a.span.of(text) for a in claim.of(role)] for role in ("actor", "recipient")]


DOERS = [
    # verbs and what they take
    ("حاول محتجون اقتحام مقر المحافظة.", "COERCE", "محتجون"),
    ("حاولت مجموعة مسلحة أمس خطف قاض.", "ASSAULT", "مجموعة مسلحة"),
    ("اضطرت الشرطة إلى إطلاق النار في الهواء.", "ASSAULT", "الشرطة"),
    ("سعت الحكومة إلى اعتقال قادة الإضراب.", "COERCE", "الحكومة"),
    ("تمكن الجنود من قتل القناص.", "ASSAULT", "الجنود"),
    ("ما أقدم عليه الحراس من تعذيب السجناء.", "ASSAULT", "الحراس"),
    # a second noun joined by «و»
    ("قام الجنود بدهم منازل في القرية وبعد ساعة بتجريف بساتينها واعتقال شابين.", "COERCE", "الجنود"),
    # nouns, with a possessor or a pronoun
    ("فشلت محاولة مسلحين اقتحام السجن.", "COERCE", "مسلحين"),
    ("أعلنت الحركة مسؤوليتها عن خطف المهندسين.", "ASSAULT", "الحركة"),
    ("نفى الفصيل مسؤوليته عن الهجوم على الحافلة.", "ASSAULT", "الفصيل"),
    ("اعتقل ثلاثة شبان لتورطهم في اغتيال قاض.", "ASSAULT", "ثلاثة شبان"),
    ("رفضت الهيئة الدعوة، متهمة القوات الحكومية بقصف سوق.", "ASSAULT", "القوات الحكومية"),
    ("حذر الوزير إيران من ضرب السفن.", "ASSAULT", "إيران"),
    # who is found guilty of it
    ("أدانت المحكمة الضابط بقتل متظاهر.", "ASSAULT", "الضابط"),
    ("أدين الحارس بقتل سجين.", "ASSAULT", "الحارس"),
    # participles
    ("فر الرجل المتهم بقتل ثلاثة جنود.", "ASSAULT", "الرجل المتهم"),
    ("قال المبعوث إن سلطنة عمان مستعدة للتوسط بين الجانبين.", "CONSULT", "سلطنة عمان"),
]


@pytest.mark.parametrize(("text", "kind", "actor"), DOERS)
def test_a_word_of_control_hands_its_subject_down(text, kind, actor):
    assert actor in participants(text, kind)[0]


SUFFERERS = [
    ("أفادت الوكالة بأن القافلة تعرضت لإطلاق نار.", "القافلة"),
    ("نقل السائق إلى المستشفى بعد تعرضه لهجوم.", "السائق"),
    ("نجا القاضي من محاولة اغتيال.", "القاضي"),
    ("تعرض المعتقل للسجن والتعذيب.", "المعتقل"),
]


@pytest.mark.parametrize(("text", "recipient"), SUFFERERS)
def test_who_is_exposed_to_it_suffers(text, recipient):
    assert recipient in participants(text, "ASSAULT")[1]


NOBODY = [
    # another word governs: whoever blames, stops or asks isn't the doer
    ("أدانت الحكومة قتل المصلين.", "ASSAULT", "الحكومة"),
    ("شهدت المدينة خطف ثلاثة تجار.", "ASSAULT", "المدينة"),
    ("أفرج القاضي عن الشبان غير المتورطين في خطف المهندس.", "ASSAULT", "الشبان غير المتورطين"),
    # who accuses isn't the accused
    ("رفضت الهيئة الدعوة متهمة القوات الحكومية بقصف سوق.", "ASSAULT", "متهمة"),
]


@pytest.mark.parametrize(("text", "kind", "nobody"), NOBODY)
def test_other_words_hand_nobody_down(text, kind, nobody):
    assert nobody not in participants(text, kind)[0]
