import hashlib
from datetime import date

import pytest

from riwaya.errors import InputError
from riwaya.explain import explain
from riwaya.lexicon.loader import load_lexicon
from riwaya.model import Document, Reading
from riwaya.reading import read_document

TEXT = "قالت مصادر طبية إن ثلاثة مدنيين قتلوا في قصف مدفعي على بلدة بنش بريف إدلب أمس.\nافتتح الوزير المعرض."


@pytest.fixture(scope="module")
def reading() -> Reading:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return read_document(Document("t", TEXT, digest, published=date(2023, 5, 4)), load_lexicon())


def test_the_frame_the_slots_the_source_the_place_and_the_time_are_told(reading: Reading) -> None:
    told = explain(reading, TEXT.index("قتلوا"), load_lexicon())
    for word in ("frame", "recipient", "ثلاثة مدنيين", "source", "قالت", "place", "بنش", "time", "أمس"):
        assert word in told


def test_an_offset_within_the_clause_finds_the_nearest_claim(reading: Reading) -> None:
    assert explain(reading, TEXT.index("مدفعي"), load_lexicon()).startswith("claim ")


def test_an_offset_without_a_claim_says_so(reading: Reading) -> None:
    assert explain(reading, TEXT.index("المعرض"), load_lexicon()).startswith("No claim")


@pytest.mark.parametrize("offset", [-1, len(TEXT)])
def test_an_offset_outside_the_text(reading: Reading, offset: int) -> None:
    with pytest.raises(InputError, match="outside the text"):
        explain(reading, offset, load_lexicon())


def test_who_is_meant_is_told_with_the_reason_of_each_mention() -> None:
    text = "هاجمت حركة حماس الموقع. وقتلت الحركة ثلاثة جنود."
    digest = hashlib.sha256(text.encode()).hexdigest()
    told = explain(
        read_document(Document("t", text, digest), load_lexicon()), text.index("قتلت"), load_lexicon()
    )
    assert "who  hamas «حركة حماس» (armed_group)" in told
    assert "the beginning of «حركة حماس»" in told
