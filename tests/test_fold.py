import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.fold import fold

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
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
