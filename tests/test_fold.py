import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.fold import fold, fold_with_offsets

ALPHABET = st.text(alphabet="ابتثةىيئؤءأإآٱ ًٌَُِّْـ٠١٢۳۴لمن.،«»“”\u200f\u200e\u200d\ufeff\u00a0ﻻﷲaZ😀", max_size=60)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("قُتِلَ", "قتل"),
        ("رجــــل", "رجل"),
        ("إلى", "الي"),
        ("مدرسة", "مدرسه"),
        ("مسؤول", "مسوول"),
        ("٢٠٢٢", "2022"),
        ("۲۰۲۲", "2022"),
        ("ﻻ", "لا"),  # a presentation form
        ("کردستان", "كردستان"),
        ("ا\u200fل\u200dم", "الم"),
        ("«»“”", '""""'),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(ALPHABET)
def test_offsets_lead_back_to_the_characters_that_were_folded(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)
    assert folded == fold(text)
    for character, offset in zip(folded, offsets, strict=True):
        assert character in fold(text[offset])


@given(ALPHABET)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
