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
_ABBREVIATIONS = frozenset("د م أ ا ت ص ش ب ه ق ج س ع ك ن".split())
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
        return text[following.span.start] not in "،,؛"
    if token.kind != "mark" or character not in _END:
        return False
    if text[following.span.start] in _END or text[following.span.start] in _CLOSING:
        return False
    touching = following.span.start == token.span.end
    previous = tokens[i - 1] if i else None
    if character == "." and previous is not None:
        if previous.folded in _ABBREVIATIONS and previous.span.end == token.span.start:
            return False  # «د. محمد», «ا.ف.ب»
        if (
            touching
            and following.kind != "mark"
            and (previous.kind == "number" or len(following.folded) == 1)
        ):
            return False  # «3.5», «أ.ف.ب»
    return True
