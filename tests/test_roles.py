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
    ("وقفت قوات الأمن في البلدة واعتقلت ثلاثة شبان.", ("COERCE", ["قوات الأمن"], ["ثلاثة شبان"])),
    ("الغارات السعودية على صعدة.", ("ASSAULT", ["السعودية"], ["صعدة"])),
    # light verbs
    ("نفذ مسلحون هجوما على حاجز للجيش.", ("ASSAULT", ["مسلحون"], ["حاجز للجيش"])),
    ("تعرضت القافلة لهجوم.", ("ASSAULT", [], ["القافلة"])),
    # an event noun as subject leaves the object its place; mutual events have two sides
    ("دمرت غارة جوية مبنى البلدية.", ("ASSAULT", [], ["مبنى البلدية"])),
    ("بدأت مصر والسعودية مناورات مشتركة.", ("COOPERATE", ["مصر"], ["السعودية"])),
    ("نفذت السلطات الإيرانية حكم الإعدام بحق سجين.", ("ASSAULT", ["السلطات الإيرانية"], ["سجين"])),
    # where it was isn't whom it struck
    ("وقع هجوم انتحاري في سوق المدينة.", ("ASSAULT", [], [])),
    # the means and an aside stand between a verb and its object
    ("قوات الأمن قتلت بالرصاص ستة محتجين.", ("ASSAULT", ["قوات الأمن"], ["ستة محتجين"])),
    ("هاجم مجهولون بقنابل حارقة مصرفا وصيدلية.", ("ASSAULT", ["مجهولون"], ["مصرفا", "صيدلية"])),
    ("قصف الطيران الحربي، ظهر أمس، أربع قرى.", ("ASSAULT", ["الطيران الحربي"], ["أربع قرى"])),
    ("قوات الأمن، مدعومة بالمروحيات، اعتقلت عشرة شبان.", ("COERCE", ["قوات الأمن"], ["عشرة شبان"])),
    (
        "اغتال الطيران الإسرائيلي، فجر أمس أربعة فلسطينيين.",
        ("ASSAULT", ["الطيران الإسرائيلي"], ["أربعة فلسطينيين"]),
    ),
    ("قال شاهد إن عددا من المخطوفين عذبوا.", ("ASSAULT", [], ["عددا من المخطوفين"])),
    # forces aren't what is shelled, but they are killed; who blows himself up acts
    ("قصف طيران التحالف ليل الأحد.", ("ASSAULT", ["طيران التحالف"], [])),
    ("قتل مسلحون في المواجهة.", ("ASSAULT", [], ["مسلحون"])),
    ("فجر انتحاري نفسه قرب الثكنة.", ("ASSAULT", ["انتحاري"], [])),
    # numbers alone, crowds, duals annexed, the words that count those who suffered
    ("أصيب ثمانية في القصف.", ("ASSAULT", [], ["ثمانية"])),
    ("تظاهر العشرات ضد الحكومة.", ("PROTEST", ["العشرات"], ["الحكومة"])),
    ("أوقع التفجير نحو ثلاثين قتيلا.", ("ASSAULT", [], ["نحو ثلاثين قتيلا"])),
    ("قتل خمسة أشخاص بينهم شرطي في التفجير.", ("ASSAULT", [], ["خمسة أشخاص"])),
    # a pronoun behind the masdar suffers, so the one annexed acts; whoever is exposed suffers
    ("دان الاتحاد اعتداء رجال الشرطة عليهم.", ("ACCUSE", ["الاتحاد"], ["رجال الشرطة"])),
    ("تعرضت القرية لقصف القوات الحكومية.", ("ASSAULT", ["القوات الحكومية"], ["القرية"])),
    # blame is of who did it; a visit is the visitor's
    ("نددت الجمعية بقمع الشرطة للمحتجين.", ("ACCUSE", ["الجمعية"], ["الشرطة"])),
    ("انتقد النواب سياسة الحكومة.", ("ACCUSE", ["النواب"], ["الحكومة"])),
    ("تأجلت زيارة الوفد.", ("CONSULT", ["الوفد"], [])),
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


@pytest.mark.parametrize(
    ("text", "actors"),
    [("وقعت غارة للطيران على الجسر.", ["لطيران"]), ("استهدف هجوم انتحاري قاعدة للشرطة.", [])],
)
def test_li_names_the_doer_only_right_behind_the_event(text, actors):
    assert participants(text)[0][1] == actors
