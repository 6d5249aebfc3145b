"""Mentions → the entities of a document: who is meant by a short form, a title, an epithet, a pronoun, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import read_text
from riwaya.contract import to_json


def entities(text):
    """Return {id: [(words, form)]} of a text's entities."""
    reading = read_text(text, published="2023-05-02")
    return {e.id: [(m.span.of(text), m.form) for m in e.mentions] for e in reading.entities}


def together(text, words):
    """Return the mentions of the entity that some words belong to, with their forms."""
    return next((m for m in entities(text).values() if any(w == words for w, _ in m)), [])


LINKED = [
    # names of the lexicon, spelt and told in several ways
    (
        "قصفت داعش قرية في ريف الرقة. وأعلن تنظيم الدولة الإسلامية مسؤوليته. ثم هاجم «داعش» حاجزاً للجيش.",
        [("داعش", "name"), ("تنظيم الدولة الإسلامية", "name"), ("«داعش»", "name")],
    ),
    # a capital for its state
    (
        "دانت تركيا الهجوم على القافلة. وطالبت أنقرة بتحقيق دولي.",
        [("تركيا", "name"), ("أنقرة", "metonym")],
    ),
    # the last part of a person's name, with and without a title
    (
        "التقى الناشط سمير حداد وفداً من الأهالي. واعتقلت الشرطة حداد مساء الجمعة.",
        [("الناشط سمير حداد", "name"), ("حداد", "short")],
    ),
    (
        "التقت النائبة ليلى المنصوري وفداً من الأهالي. وطالبت المنصوري بالإفراج عن المعتقلين.",
        [("النائبة ليلى المنصوري", "name"), ("المنصوري", "short")],
    ),
    # a fuller form after a short one
    (
        "دان القيادي جابر القصف. ثم قتل القيادي جابر الزعبي في الهجوم.",
        [("القيادي جابر", "name"), ("القيادي جابر الزعبي", "name")],
    ),
    # the office of a person named with it; the nisba of the office
    (
        "زار وزير الصناعة كريم منصور المدينة. والتقى الوزير وفداً من العمال.",
        [("وزير الصناعة كريم منصور", "name"), ("الوزير", "title")],
    ),
    (
        "دان جان مورو وزير الخارجية الفرنسي القصف. ثم زار الوزير الفرنسي المخيم.",
        [("جان مورو وزير الخارجية الفرنسي", "name"), ("الوزير الفرنسي", "title")],
    ),
    # the beginning of an organisation's name, from the lexicon and from the text alone
    (
        "سيطرت حركة حماس على المعبر. وقتلت الحركة ثلاثة جنود.",
        [("حركة حماس", "name"), ("الحركة", "short")],
    ),
    (
        "هاجمت حركة أنصار السهل مخفراً. وقتلت الحركة ثلاثة جنود.",
        [("حركة أنصار السهل", "name"), ("الحركة", "short")],
    ),
    # the end of it
    (
        "هاجمت حركة أنصار السهل مخفراً. وخطفت أنصار السهل ثلاثة جنود.",
        [("حركة أنصار السهل", "name"), ("أنصار السهل", "short")],
    ),
    # a common noun of its kind
    (
        "هاجم داعش مركزاً للشرطة. وقتلت الجماعة ثلاثة جنود.",
        [("داعش", "name"), ("الجماعة", "epithet")],
    ),
    # who was brought in by the same noun, in number
    (
        "هاجم خمسة مسلحين مركزاً للشرطة. وقتل المسلحون حارساً.",
        [("خمسة مسلحين", "description"), ("المسلحون", "epithet")],
    ),
    (
        "خطف مسلح طبيباً من منزله. وقتل المسلح حارساً.",
        [("مسلح", "description"), ("المسلح", "epithet")],
    ),
    # an epithet of a deed
    (
        "طعن سائق ثلاثة شبان. واعتقلت الشرطة المهاجم.",
        [("سائق", "description"), ("المهاجم", "epithet")],
    ),
    # pronouns: on a noun, and in a verb without a subject
    (
        "اختفى الصحفي سمير حداد قبل اغتياله.",
        [("الصحفي سمير حداد", "name"), ("اغتياله", "pronoun")],
    ),
    (
        "دخلت قوات الأمن البلدة. واعتقلت ثلاثة شبان.",
        [("قوات الأمن", "name"), ("اعتقلت", "pronoun")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mentions"), LINKED)
def test_mentions_of_one_stand_together(text, mentions):
    assert together(text, mentions[-1][0]) == mentions


APART = [
    # two bear the name, the office, the word
    ("التقى سمير حداد ونبيل حداد الوفد. ثم أفرجت الشرطة عن حداد.", "حداد"),
    ("التقى وزير الصناعة كريم منصور بوزير الزراعة فؤاد نجم. ودان الوزير القصف.", "الوزير"),
    ("اشتبكت حركة فتح مع حركة حماس. وقتلت الحركة ثلاثة جنود.", "الحركة"),
    ("هاجم ثلاثة مسلحين مخفراً وهاجم أربعة مسلحين مصرفاً. وقتل المسلحون حارساً.", "المسلحون"),
    # one isn't several
    ("هاجم خمسة مسلحين مركزاً للشرطة. وقتل المسلح حارساً.", "المسلح"),
    # whose adviser, whose followers are others than he
    ("التقى الرئيس منير الأحمد الوفد. ودان مستشار الأحمد القصف.", "مستشار الأحمد"),
    ("التقى الرئيس منير الأحمد الوفد. وهاجم أنصار الأحمد المقر.", "أنصار الأحمد"),
    # a given name alone may be anybody's
    ("التقى الناشط سمير حداد الوفد. وقتل سمير في الهجوم.", "سمير"),
    # the head of a council is no head of state
    ("التقى رئيس البلدية منير عطية الوفد. ودان الرئيس القصف.", "الرئيس"),
    # an army isn't the police
    ("دخلت قوات الشرطة البلدة. وقصف الجيش التلال.", "الجيش"),
]


@pytest.mark.parametrize(("text", "words"), APART)
def test_where_two_fit_it_stands_alone(text, words):
    assert len(together(text, words)) == 1


def test_the_lexicons_ids_and_those_of_this_document():
    text = "دان وزير الدفاع الأمريكي جيمس براون القصف. ثم استقبل براون الناشط سمير حداد."
    known = entities(text)
    assert ("براون", "short") in known["minister.defence.us"]
    assert [w for w, _ in known["local.1"]] == ["الناشط سمير حداد"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        # a lone name acts if the text tells elsewhere, before or behind, that it is a person's
        ("زار الرئيس سيلفا كرين المدينة. ثم دان كرين القصف.", "كرين"),
        ("دان كرين القصف. وكان الرئيس سيلفا كرين زار المدينة.", "كرين"),
    ],
)
def test_known_names_act(text, actor):
    claim = next(c for c in read_text(text).claims if c.type == "ACCUSE")
    assert [a.span.of(text) for a in claim.of("actor")] == [actor]


def test_another_holder_of_an_office_is_somebody_else():
    text = "دان وزير الدفاع الأمريكي جيمس براون القصف. ودان وزير الدفاع الأمريكي توماس ريد الغارة."
    assert sorted(entities(text)) == ["local.1", "minister.defence.us"]


def test_a_short_form_has_its_antecedent_and_its_entity():
    text = "هاجمت طالبان مركزاً للشرطة. وقتلت الحركة ثلاثة جنود."
    claim = read_text(text).claims[-1]
    (actor,) = claim.of("actor")
    assert actor.span.of(text) == "الحركة"
    assert actor.antecedent is not None
    assert actor.antecedent.of(text) == "طالبان"
    assert actor.entity is not None
    assert actor.entity.id == "taliban"


def test_a_source_given_by_its_last_name_has_its_antecedent():
    text = "قال المتحدث باسم الجيش سمير عواد إن جندياً قتل. وأضاف عواد أن المسلحين هاجموا مخفراً."
    source = read_text(text).claims[-1].sources[-1]
    assert source.span.of(text) == "عواد"
    assert source.antecedent is not None
    assert source.antecedent.of(text) == "المتحدث باسم الجيش سمير عواد"


WORDS = st.sampled_from(
    "حركة أنصار السهل الحركة طالبان الوزير كريم منصور وزير الصناعة ثلاثة مسلحين المسلحون قتلت هاجم التقى اعتقل وقال إن ، . "
    "الأخير الأخيرة المهاجم سمير حداد و في «داعش» التنظيم اغتياله اعتقالهم هذه".split()
)


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_each_participant_belongs_to_one_entity(text):
    output = to_json(read_text(text))
    mentions = [(m["start"], m["end"]) for e in output["entities"] for m in e["mentions"]]
    assert len(mentions) == len(set(mentions))
    assert len({e["id"] for e in output["entities"]}) == len(output["entities"])
    for claim in output["claims"]:
        for participant in (*claim["arguments"], *claim["sources"]):
            assert participant["refers_to"] in {e["id"] for e in output["entities"]}
