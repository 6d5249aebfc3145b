"""Text → sentences and tokens, at exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from riwaya.model import Sentence, Span, Token
from riwaya.text.fold import TABLE, fold

# Marks that fold away (diacritics, tatweel, zero width) belong to the word that they stand in.
_DROPPED = "".join(re.escape(chr(c)) for c, to in TABLE.items() if to == "" and c not in (0x200B, 0x2060))
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,٫٬]\d+)*)|(?P<word>[^\W\d_](?:[^\W\d_]|[{_DROPPED}])*)|(?P<mark>[^\s{_DROPPED}])"
)
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
_END = frozenset(".!?؟…")
_CLOSING = frozenset("\"'”»’)]")
_LONGEST = 200  # tokens; news has no longer sentence, and a page without stops must not cost its square
_ERAS = frozenset({"م", "ه"})  # «عام 2006م.»: behind a number it may end a sentence
# What the press calls the letters of foreign abbreviations: «سي. آي. إيه», «آر. بي. جي».
_LETTERS = frozenset(
    "اي ايه بي سي دي اف جي اتش ايتش جاي جيه كي كاي كيه ال ام ان او كيو ار اس تي يو في دبليو اكس واي زد".split()
)
_MONTHS = frozenset(
    "يناير فبراير مارس ابريل افريل مايو ماي يونيو يونيه جوان يوليو يوليه يوليوز جويليه اغسطس غشت اوت سبتمبر شتنبر "
    "اكتوبر نوفمبر نونبر ديسمبر ديسنبر دجنبر جانفي فيفري كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين "
    "محرم المحرم صفر ربيع جمادي رجب شعبان رمضان شوال ذو ذي".split()
)
_fold = lru_cache(maxsize=1 << 16)(fold)  # news repeats its words


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the words, numbers and marks of `text[start:end]`.

    A clitic stays with its word («وبالمدينة» is one token); letters and digits that touch are two tokens.
    """
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        span, folded = Span(match.start(), match.end()), _fold(match.group())
        if match.lastgroup == "word" and folded:
            yield Token(span, folded, "word")
        elif match.lastgroup == "number":
            yield Token(span, folded, "number")
        else:
            yield Token(span, folded or "-", "mark")  # a tatweel alone serves as a dash


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences in order; a line break always ends one, an abbreviation («د.») or a decimal never."""
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        tokens = list(tokenize(text, paragraph.start(), paragraph.end()))
        for part in _cut(text, tokens):
            sentences.append(Sentence(Span(part[0].span.start, part[-1].span.end), number, tuple(part)))
    return tuple(sentences)


def _cut(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for i, token in enumerate(tokens):
        part.append(token)
        if len(part) >= _LONGEST or _ends_sentence(text, tokens, i):
            yield part
            part = []
    if part:
        yield part


def _ends_sentence(text: str, tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return False
    character = text[token.span.start]
    if character in _CLOSING and i and text[tokens[i - 1].span.start] in _END:
        return text[following.span.start] not in "،,؛.)" and not _is_gap(text, tokens, i)
    if token.kind != "mark" or character not in _END:
        return False
    if character == "." and i == 1 and tokens[0].kind == "number":
        return False  # «1. وصل …»: the number of a point
    if text[following.span.start] in _END or text[following.span.start] in _CLOSING:
        return False
    return character != "." or i == 0 or not _abbreviates(tokens, i)


def _abbreviates(tokens: list[Token], i: int) -> bool:
    """Tell whether the full stop at `i` ends no sentence: «د. محمد», «أ.ف.ب», «3.5», «2. تشرين», «سي. آي. إيه»."""
    before, after = tokens[i - 1], tokens[i + 1]
    if before.span.end != tokens[i].span.start:
        return False
    touching = after.span.start == tokens[i].span.end
    if before.kind == "number":
        return (touching and after.kind != "mark") or after.folded in _MONTHS
    if before.kind != "word":
        return False
    if len(before.folded) == 1:
        return not _closes_letters(tokens, i - 1)
    if touching and after.kind == "word" and len(after.folded) == 1:
        return True
    return before.folded in _LETTERS and after.folded in _LETTERS


def _closes_letters(tokens: list[Token], i: int) -> bool:
    """«عام 2006م.», «أ ف ب.»: a single letter behind a number or another letter, with no stop between."""
    if not i:
        return False
    before = tokens[i - 1]
    if before.kind == "number":
        return tokens[i].folded in _ERAS
    return before.kind == "word" and len(before.folded) == 1


def _is_gap(text: str, tokens: list[Token], i: int) -> bool:
    """«عدنا (...) بعد يوم»: dots in brackets stand for words left out."""
    while i and text[tokens[i - 1].span.start] in _END:
        i -= 1
    return bool(i) and text[tokens[i - 1].span.start] in "(["
