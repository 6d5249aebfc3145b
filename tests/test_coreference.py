"""Short forms, pronouns and dropped subjects → who they stand for; nobody where two could be meant."""

import pytest

from riwaya import read_text


def arguments(text, kind):
    """Return (role, words, words that carry it) for the first claim of a type."""
    claim = next(c for c in read_text(text, published="2023-05-02").claims if c.type == kind)
    return [(a.role, a.span.of(text), a.via.of(text) if a.via else None) for a in claim.arguments]


CASES = [
    # the speaker of himself
    ("قالت وزارة الدفاع إنها قصفت مواقع التنظيم.", "ASSAULT", ("actor", "وزارة الدفاع", "قصفت")),
    # pronouns on nouns and verbs, behind prepositions
    ("اختفى الصحفي سمير حداد قبل اغتياله.", "ASSAULT", ("recipient", "الصحفي سمير حداد", "اغتياله")),
    ("خرج الوزير من منزله وتم اغتياله.", "ASSAULT", ("recipient", "الوزير", "اغتياله")),
    ("لاحقت الشرطة الناشطين ثم أفرجت عنهم.", "RETREAT", ("recipient", "الناشطين", "عنهم")),
    # two: a dual, and two that «و» joins
    ("احتجز مسلحون جنديين ثم قتلوهما.", "ASSAULT", ("recipient", "جنديين", "قتلوهما")),
    ("اختفى سمير حداد وكريم عطية بعد خطفهما.", "ASSAULT", ("recipient", "سمير حداد", "خطفهما")),
    ("اختفى سمير حداد وكريم عطية بعد خطفهما.", "ASSAULT", ("recipient", "كريم عطية", "خطفهما")),
    # purposes
    ("خرج مئات الطلاب للمطالبة بالإفراج عن زملائهم.", "REQUEST", ("actor", "مئات الطلاب", "لمطالبة")),
    # a subject of the sentence before
    ("وقفت قوات الأمن في البلدة. واعتقلت ثلاثة شبان.", "COERCE", ("actor", "قوات الأمن", "اعتقلت")),
]


@pytest.mark.parametrize(("text", "kind", "expected"), CASES)
def test_carried(text, kind, expected):
    assert expected in arguments(text, kind)


NOBODY = [
    # two could be meant
    ("وصلت الشرطة إلى الساحة وغادرت الحكومة إلى القصر. واعتقلت ثلاثة شبان.", "COERCE"),
    # whoever announces deaths didn't bring them about
    ("أعلن مصدر طبي مقتل ثلاثة مدنيين.", "ASSAULT"),
]


def test_one_is_not_two():
    carried = [via for _, _, via in arguments("غادر الصحفي سمير حداد المدينة قبل خطفهما.", "ASSAULT")]
    assert "خطفهما" not in carried


@pytest.mark.parametrize(("text", "kind"), NOBODY)
def test_abstains(text, kind):
    assert not [a for a in arguments(text, kind) if a[0] == "actor"]


def test_a_short_form_names_its_antecedent():
    text = "سيطرت هيئة تحرير الشام على القرية. وقالت الهيئة إنها باقية. ثم هاجمت الهيئة موقعا للجيش."
    claims = [c for c in read_text(text).claims if c.type == "ASSAULT"]
    (actor,) = claims[-1].of("actor")
    assert actor.span.of(text) == "الهيئة"
    assert actor.antecedent is not None
    assert actor.antecedent.of(text) == "هيئة تحرير الشام"
    assert actor.entity is not None
    assert actor.entity.link == "is"
