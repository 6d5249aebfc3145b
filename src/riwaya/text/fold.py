"""One spelling for matching, with the way back to the text.

`fold` serves lexicon and text alike: a researcher writes ordinary spelling, the text may have any. It
drops what carries no identity (diacritics, tatweel, zero-width and bidi marks) and unifies letters that
Arabic newsrooms interchange (أ إ آ ٱ → ا, ى → ي, ة → ه, ؤ → و, ئ → ي, Persian ک گ ی, presentation forms, digits).
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
    "ک": "ك", "ی": "ي", "ې": "ي", "ہ": "ه", "ھ": "ه", "گ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج",
    "٪": "%", "٫": ".", "٬": ",",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
}  # fmt: skip
_DIGITS = {chr(base + n): str(n) for base in (0x660, 0x6F0) for n in range(10)}
_DROPPED_RANGES = (
    (0x0610, 0x061A),  # honorific signs
    (0x0640, 0x0640),  # tatweel
    (0x064B, 0x065F),  # diacritics
    (0x0670, 0x0670),  # superscript alef
    (0x06D6, 0x06DC), (0x06DF, 0x06E8), (0x06EA, 0x06ED),  # Quranic marks
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F),  # zero width, bidi
    (0xFEFF, 0xFEFF), (0x061C, 0x061C), (0x00AD, 0x00AD),
)  # fmt: skip


def _build_table() -> dict[int, str]:
    table = {ord(a): b for a, b in {**_LETTERS, **_DIGITS}.items()}
    for first, last in _DROPPED_RANGES:
        table.update((code, "") for code in range(first, last + 1))
    # Presentation forms, as PDF and old web pages have them, are the letters they stand for.
    for code in [*range(0xFB50, 0xFDD0), *range(0xFDF0, 0xFDFD), *range(0xFE70, 0xFEFD)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table[code] = plain.translate(table).replace(" ", "")
    return table


TABLE = _build_table()

# Letters whose folded form isn't one letter: where none stands, folded and written offsets are the same.
_UNEVEN = re.compile(
    "["
    + "".join(re.escape(chr(c)) for c in (*range(0x250), *TABLE) if len(TABLE.get(c, chr(c).lower())) != 1)
    + "]"
)


def keeps_offsets(text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether folding `text[start:end]` leaves every letter at its place: true of most text."""
    return _UNEVEN.search(text, start, len(text) if end is None else end) is None


def fold(text: str) -> str:
    """Return the folded spelling: «الأُولى» → «الاولي». Length may change; `offset_after` (analysis/words.py) leads back."""
    return text.translate(TABLE).lower()
