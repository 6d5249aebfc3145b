"""Who plays which role: the casters' choice over the grammar's."""

import hashlib
from array import array
from dataclasses import replace

import pytest

from riwaya.casting import cast
from riwaya.claims import build_claims
from riwaya.confidence import Ranker, bucket
from riwaya.lexicon.loader import load_lexicon
from riwaya.model import Document
from riwaya.reading import analyse
from riwaya.text.sentences import split_sentences

LEXICON = load_lexicon()
BUCKETS = 1 << 14
TEXT = "قصفت مدفعية الجيش بلدة سراقب، وكان الوفد الأممي هناك."


def caster(threshold=0.5, bias=0.0, **weights):
    """A caster that weighs the named features; `_` is a space."""
    table = array("b", bytes(BUCKETS))
    for name, weight in weights.items():
        table[bucket(name.replace("_", " "), BUCKETS)] = weight
    return Ranker(table, 0.1, bias, 1.0, threshold)


def settle(text, **casters):
    """Return the participants of the first claim, and the rules of its reasons."""
    document = Document("test", text, hashlib.sha256(text.encode()).hexdigest(), language="ar")
    layers = analyse(document, split_sentences(text), LEXICON)
    claims = build_claims(document, layers, LEXICON)
    claim = cast(layers, claims, casters)[0]
    return [(a.role, a.span.of(text)) for a in claim.arguments], [r.rule for r in claim.reasons]


OWN = [("actor", "مدفعية الجيش"), ("recipient", "بلدة سراقب")]
NOBODY = caster(bias=-20.0)


def test_without_casters_the_grammar_decides():
    assert settle(TEXT)[0] == OWN


def test_a_role_that_nobody_is_likely_to_play_stays_empty_and_says_so():
    found, rules = settle(TEXT, actor=NOBODY)
    assert found == [("recipient", "بلدة سراقب")]
    assert "actor lost" in rules
    assert "actor" not in rules


def test_the_likelier_role_of_a_phrase_holds():
    actor = caster(bias=-2.0, kind_place=60)
    found, _ = settle(TEXT, actor=actor, recipient=caster(bias=-2.0, kind_place=20))
    assert ("actor", "بلدة سراقب") in found
    assert ("recipient", "بلدة سراقب") not in found


def test_of_readings_that_are_nearly_as_likely_the_grammars_holds():
    actor = caster(bias=-2.0, kind_place=60)
    found, _ = settle(TEXT, actor=actor, recipient=caster(bias=-2.0, kind_place=50))
    assert ("recipient", "بلدة سراقب") in found


def test_a_phrase_that_the_grammar_left_can_be_chosen_and_its_reason_names_what_weighed():
    actor = caster(bias=-3.0, **{"head_«وفد»": 100})
    found, rules = settle(TEXT, actor=actor)
    assert ("actor", "الوفد الأممي") in found
    assert rules.count("actor") == 1


def test_participants_never_overlap_and_stay_in_order():
    everyone = caster(bias=20.0)
    found, _ = settle(TEXT, actor=everyone, recipient=replace(everyone, bias=19.0))
    spans = [TEXT.index(words) for _, words in found]
    assert spans == sorted(set(spans))


@pytest.mark.parametrize("text", ["", "لا شيء هنا.", "طلعت الشمس على المدينة."])
def test_nothing_to_cast(text):
    document = Document("test", text, "0" * 64, language="ar")
    layers = analyse(document, split_sentences(text), LEXICON)
    assert cast(layers, (), {"actor": NOBODY}) == ()
