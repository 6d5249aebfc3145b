"""Words of an event → its participants: actor and recipient of short reports, near misses beside hits."""

import pytest

from riwaya import read_text


def participants(text):
    """Return (type, actors, recipients) of each claim of a report."""
    return [
        (c.type, [a.span.of(text) for a in c.of("actor")], [a.span.of(text) for a in c.of("recipient")])
        for c in read_text(text, published="2023-05-02", ranked=False).claims
    ]


CASES = [
    # active and passive, written alike
    ("اعتقلت الشرطة خمسة متظاهرين.", ("COERCE", ["الشرطة"], ["خمسة متظاهرين"])),
    ("اعتقل خمسة متظاهرين قرب الجسر.", ("COERCE", [], ["خمسة متظاهرين"])),
    ("قتل جنديان في اشتباك.", ("ASSAULT", [], ["جنديان"])),
    ("أصيب 18 شخصا في الانفجار.", ("ASSAULT", [], ["18 شخصا"])),
    ("ثمانية أشخاص قتلوا أمس.", ("ASSAULT", [], ["ثمانية أشخاص"])),
    # nouns: what is annexed, adjectives of the event and not of another noun
    ("اعتقال السلطات لثلاثة معارضين.", ("COERCE", ["السلطات"], ["ثلاثة معارضين"])),
    ("اغتيال الرئيس اللبناني.", ("ASSAULT", [], ["الرئيس اللبناني"])),
    ("الغارات الإسرائيلية على المطار.", ("ASSAULT", ["الإسرائيلية"], ["المطار"])),
    # a verb behind و keeps the subject; a purpose is the subject's
    ("دخلت قوات الأمن البلدة واعتقلت ثلاثة شبان.", ("COERCE", ["قوات الأمن"], ["ثلاثة شبان"])),
    # light verbs
    ("نفذ مسلحون هجوما على حاجز للجيش.", ("ASSAULT", ["مسلحون"], ["حاجز للجيش"])),
    ("تعرضت القافلة لهجوم.", ("ASSAULT", [], ["القافلة"])),
    # an event noun as subject leaves the object its place; mutual events have two sides
    ("دمرت غارة جوية مبنى البلدية.", ("ASSAULT", [], ["مبنى البلدية"])),
    ("بدأت مصر والسعودية مناورات مشتركة.", ("COOPERATE", ["مصر"], ["السعودية"])),
    ("نفذت السلطات الإيرانية حكم الإعدام بحق سجين.", ("ASSAULT", ["السلطات الإيرانية"], ["سجين"])),
    # where it was isn't whom it struck
    ("وقع هجوم انتحاري في سوق المدينة.", ("ASSAULT", [], [])),
    # words that say how are nobody
    ("قتلوا الحارس غدرا.", ("ASSAULT", [], ["الحارس"])),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_participants(text, expected):
    assert participants(text)[0] == expected


def test_a_capital_behind_a_meeting_is_its_place():
    assert participants("عقدت الوفود قمة الدوحة أمس.")[0][1] != ["الدوحة"]


def test_both_sides_of_a_clash():
    assert participants("دارت اشتباكات بين الجيش ومسلحين قرب المطار.") == [("ASSAULT", ["الجيش"], ["مسلحين"])]


def test_a_weapon_is_no_victim():
    ((_, _, recipients),) = participants("تعرضت البلدة لهجوم بقذائف الهاون.")
    assert recipients == ["البلدة"]
