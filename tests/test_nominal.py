"""Denials said with a noun: what «ليس» and its like deny, and what they leave standing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.analysis.events import find_events
from riwaya.analysis.parsed import parse
from riwaya.analysis.status import read_reality
from riwaya.lexicon.loader import load_lexicon
from riwaya.text.sentences import split_sentences


def statuses(text: str) -> dict[str, str]:
    """Return the status of each event of a sentence, by its trigger."""
    lexicon = load_lexicon()
    parsed = parse(0, split_sentences(text)[0], lexicon, text)
    return {e.triggers[0].of(text): read_reality(parsed, e, lexicon).status for e in find_events(parsed)}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("هذا تشابه في المواقف وليس تنسيقاً مع الجيش السوري.", "تنسيقاً"),
        ("ما يجري ليس تحالفاً مع أنقرة.", "تحالفاً"),
        ("هذه الخطوات ليست انسحاباً من المدينة.", "انسحاباً"),
        ("هذا ليس بتنسيق مع الجيش السوري.", "تنسيق"),
        ("ما هذا بانسحاب من المدينة.", "انسحاب"),
        ("لم يكن ذلك قصفاً للقرية.", "قصفاً"),
        ("لم يكن اللقاء تفاوضاً مع طالبان.", "تفاوضاً"),
        ("لن يكون هذا انسحاباً من المدينة.", "انسحاباً"),
        ("هذه جيرة لا خيانة وليست تآمراً وتنسيقاً مع الجيش السوري.", "تنسيقاً"),
        ("هذه جيرة وليست خيانة ولا تنسيقاً مع الجيش السوري.", "تنسيقاً"),
        ("هذه مصادفة لا تنسيق مع الجيش السوري.", "تنسيق"),
        ("لا مفاوضات مع الحكومة الإثيوبية.", "مفاوضات"),
        ("الانفجار في المصنع ليس هجوماً بل خلل في الغاز.", "هجوماً"),
        ("ليس هناك تنسيق بين حركة حماس وإسرائيل.", "تنسيق"),
    ],
)
def test_a_nominal_negation_denies_its_predicate(text: str, denied: str) -> None:
    assert statuses(text)[denied] == "denied"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("لم يكن اللقاء تفاوضاً مع طالبان.", "اللقاء"),  # what the sentence speaks of
        ("الانفجار في المصنع ليس هجوماً بل خلل في الغاز.", "الانفجار"),
        ("لم يكن الهجوم على المطار مفاجئاً.", "الهجوم"),
        ("ليس قصفاً للقرية فحسب بل حصار لها.", "قصفاً"),  # more than that
        ("ليس مجرد قصف للقرية.", "قصف"),
        ("ليس فقط قصف الجيش القرية بل أحرقها.", "قصف"),
        ("هذا ليس إلا انسحاباً من المدينة.", "انسحاباً"),
        ("أليس قصف القرية جريمة؟", "قصف"),  # asked to be affirmed
        ("الحركة ليست مسؤولة عن الهجوم على السوق.", "الهجوم"),
        ("ليست لهم علاقة بالهجوم على السوق.", "الهجوم"),
        ("هذا ليس حصاراً للقرية وإنما انسحاب من المدينة.", "انسحاب"),
        ("قصف الجيش القرية وليس المدينة.", "قصف"),
        ("ليس اعتقال الناشطين خطأ إدارياً.", "اعتقال"),
    ],
)
def test_what_is_only_spoken_of_stands(text: str, stands: str) -> None:
    assert statuses(text)[stands] != "denied"


def test_the_thing_and_what_it_is_said_not_to_be_are_two_events() -> None:
    assert statuses("الانفجار ليس هجوماً.") == {"الانفجار": "asserted", "هجوماً": "denied"}


def test_a_victim_noun_that_somebody_is_not_tells_nothing() -> None:
    assert "ضحية" not in statuses("قال المحامي إن موكله ليس ضحية.")


_WORDS = 'ليس ليست لم يكن لا ما هذا وليس تنسيقاً وتنسيق قصفاً هجوم الهجوم مع الجيش بل فقط ، " هناك'.split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9))
def test_any_order_of_words_is_read(words: list[str]) -> None:
    lexicon, text = load_lexicon(), " ".join(words)
    for sentence in split_sentences(text):
        parsed = parse(0, sentence, lexicon, text)
        assert set(parsed.denials.denied) <= {w.index for w in parsed.words}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("لم يسبق أن قصف الجيش القرية.", "قصف"),
        ("لم يسبق لهم أن خطفوا أجانب.", "خطفوا"),
        ("لم يحدث أن هاجم الجيش القرية.", "هاجم"),
    ],
)
def test_what_never_happened_is_denied(text: str, trigger: str) -> None:
    assert statuses(text)[trigger] == "denied"


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("لم تتبن الجماعة أي عملية ضد الجيش.", False),  # not one attack is told
        ("لم يسبق للجماعة أن تبنت أي عملية ضد الجيش.", False),
        ("لم تتبن الجماعة الهجوم على السوق.", True),  # it happened; who did it isn't said
        ("تبنت الجماعة عملية ضد الجيش.", True),
    ],
)
def test_who_never_claimed_an_attack_denies_none(text: str, specific: bool) -> None:
    lexicon = load_lexicon()
    parsed = parse(0, split_sentences(text)[0], lexicon, text)
    (reality,) = [read_reality(parsed, e, lexicon) for e in find_events(parsed)]
    assert (reality.status, reality.specific) == ("asserted", specific)
