"""Sentence → the numbers it states: digits, words, ranges, and how sure the text is of them.

«ثلاثة عشر» is 13, «15 ألفا» 15,000, «بين 100 و150» 100 to 150, «عشرات» at least 20 with no upper end. The
words are in `data/number_words.tsv`. A vague word gives the least that it can mean: «عشرات» 20, «مئات» 200,
«آلاف» 2,000, «بضعة» 3 to 9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from riwaya.errors import LexiconError
from riwaya.model import Sentence, Span, Token
from riwaya.text.fold import fold

PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_BEFORE = ("about", "least", "more", "less", "upto")
_AFTER = ("after-least", "after-about")
_DASHES = frozenset("-–—")
_TO = frozenset(("الي", "حتي", "او"))
_BETWEEN = frozenset(("بين", "وبين"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number that the text states; `min` or `max` is None where the text leaves that end open."""

    span: Span
    first: int  # index of the first token
    last: int  # index after the last token
    min: int | None
    max: int | None
    approximate: bool = False
    vague: bool = False  # «عشرات», «بضعة»: `min` is the least that the word can mean


@dataclass(frozen=True, slots=True)
class Word:
    """A form of a word list as texts have it: the words after the first, what it means, its proclitic."""

    rest: tuple[str, ...]
    kind: str
    value: str
    proclitic: str = ""


@dataclass(frozen=True, slots=True)
class Cardinal:
    """An exact number at tokens `[first, last)`; `proclitic` is what precedes it in its first token."""

    value: int
    first: int
    last: int
    proclitic: str = ""


def read_table(name: str, columns: int) -> Iterator[list[str]]:
    """Yield the rows of `data/NAME`: no header, no comments, each with that many cells."""
    text = files("riwaya").joinpath("data", name).read_text(encoding="utf-8")
    header = True
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns:
            raise LexiconError(f"{name}:{number}: {len(cells)} cells; write {columns}, separated by tabs")
        if not header:
            yield cells
        header = False


def index_words(
    entries: Iterator[tuple[str, str, str]], article: frozenset[str]
) -> dict[str, tuple[Word, ...]]:
    """Return first word → its readings, from (form, kind, value); kinds in `article` also get «ال»."""
    found: dict[str, list[Word]] = {}
    for form, kind, value in entries:
        first, *rest = fold(form).split()
        for base in (first, "ال" + first) if kind in article else (first,):
            for proclitic in ("", *PROCLITICS):
                # ل before the article takes its alef: ل + الثلاثة = للثلاثة
                tail = base[1:] if proclitic.endswith("ل") and base.startswith("ال") else base
                found.setdefault(proclitic + tail, []).append(Word(tuple(rest), kind, value, proclitic))
    # The longest form first; a whole word before one with a proclitic: «واحد» is one, not «و» + «أحد».
    return {w: tuple(sorted(r, key=lambda x: (-len(x.rest), len(x.proclitic)))) for w, r in found.items()}


@cache
def number_words() -> dict[str, tuple[Word, ...]]:
    """Return every form of a number word, with article and proclitics, by its first word."""
    rows = read_table("number_words.tsv", 3)
    entries = ((form, kind, value) for forms, kind, value in rows for form in forms.split("|"))
    with_article = frozenset(("unit", "ten", "tens", "hundred", "hundreds", "scale", "double", "vague"))
    return index_words(entries, with_article)


def match(word: Word, tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether the words after the first stand in the tokens after `i`."""
    if not word.rest:
        return True
    here = tokens[i + 1 : i + 1 + len(word.rest)]
    return len(here) == len(word.rest) and all(t.folded == r for t, r in zip(here, word.rest, strict=True))


def start_after(token: Token, proclitic: str, text: str = "") -> int:
    """Return the offset in the text at which the word without its proclitic starts.

    Diacritics and tatweel make a word longer than its folded form; then `text` is needed, and without it
    the proclitic stays in.
    """
    if not proclitic:
        return token.span.start
    if token.span.end - token.span.start == len(token.folded):
        return token.span.start + len(proclitic)
    left = len(proclitic)
    for offset in range(token.span.start, token.span.end) if text else ():
        size = len(fold(text[offset]))
        if left <= 0 and size:
            return offset
        left -= size
    return token.span.start


_LONGEST = 18  # digits and marks; a longer run counts nothing (a bank's or a telephone's number)


def digits(folded: str) -> float | None:
    """Return the value of a number written in digits: «12,500» 12500, «2.5» 2.5, «12.3.2018» None."""
    if len(folded) > _LONGEST:
        return None
    if _GROUPED.fullmatch(folded):
        return int(re.sub(r"[.,]", "", folded))
    if folded.isdigit():
        return int(folded)
    head, _, tail = folded.replace(",", ".").partition(".")
    return float(f"{head}.{tail}") if tail.isdigit() else None


def read_ordinal(tokens: tuple[Token, ...], i: int) -> Cardinal | None:
    """Read an ordinal with the article: «الثالث» 3, «الثالث عشر» 13, «الحادي والعشرين» 21."""
    if i >= len(tokens):
        return None
    word = next((w for w in number_words().get(tokens[i].folded, ()) if w.kind == "ordinal"), None)
    if word is None:
        return _ordinal_tens(tokens, i)
    units = int(word.value)
    follow = _read(tokens, i + 1)
    if follow and follow.kind == "ten" and not follow.proclitic and units != 10:
        return Cardinal(units % 10 + 10, i, i + 2, word.proclitic)
    if follow and follow.kind == "tens" and follow.proclitic == "و":
        return Cardinal(int(follow.value) + units % 10, i, i + 2, word.proclitic)
    # «الحادي» alone isn't a number.
    return None if units == 11 else Cardinal(units, i, i + 1, word.proclitic)


def _ordinal_tens(tokens: tuple[Token, ...], i: int) -> Cardinal | None:
    word = _read(tokens, i)
    if word and word.kind == "tens" and tokens[i].folded[len(word.proclitic) :].startswith(("ال", "ل")):
        return Cardinal(int(word.value), i, i + 1, word.proclitic)
    return None


def read_cardinal(tokens: tuple[Token, ...], i: int) -> Cardinal | None:
    """Read the exact number that starts at token `i`: «مئة وخمسة وعشرون ألفا», «15 ألفا», «3»."""
    if i >= len(tokens) or (tokens[i].kind != "number" and tokens[i].folded not in number_words()):
        return None  # most words: times ask this of every one
    group = _group(tokens, i)
    if group is None:
        return _bare_scale(tokens, i)
    value, proclitic, j = group
    total, limit = 0.0, float("inf")
    while True:
        word = _read(tokens, j)
        if word and word.kind == "scale" and not word.proclitic and int(word.value) < limit:
            limit = int(word.value)
            total, j = total + value * limit, j + 1
        else:
            total += value
            limit = 0
        following = _joined(tokens, j) if limit else None
        if following is None or following[0] >= limit:
            break
        value, j = following
    return Cardinal(int(total), i, j, proclitic) if total == int(total) else None


def _bare_scale(tokens: tuple[Token, ...], i: int) -> Cardinal | None:
    """«ألف» alone, «ألفين وثلاثة»; «آلاف» alone is vague and not read here."""
    word = _read(tokens, i)
    if word is None or word.kind not in ("scale", "double") or _is_vague(tokens[i]):
        return None
    value, j = int(word.value), i + 1
    if (
        word.kind == "double"
        and (scale := _read(tokens, j))
        and scale.kind == "scale"
        and not scale.proclitic
    ):
        value, j = value * int(scale.value), j + 1
    limit = int(word.value) // (2 if word.kind == "double" else 1)
    following = _joined(tokens, j)
    if following and following[0] < limit:
        value, j = int(value + following[0]), following[1]
    return Cardinal(value, i, j, word.proclitic)


def _is_vague(token: Token) -> bool:
    return any(w.kind == "vague" for w in number_words().get(token.folded, ()))


def _joined(tokens: tuple[Token, ...], i: int) -> tuple[float, int] | None:
    """Read a further group after «و»: its value and the index after it."""
    if i < len(tokens) and tokens[i].folded == "و":
        group = _group(tokens, i + 1) if tokens[i + 1 : i + 2] and tokens[i + 1].kind == "number" else None
    else:
        group = _group(tokens, i)
        group = group if group and group[1] == "و" else None
    if group is None:
        return None
    return group[0], group[2]


def _read(tokens: tuple[Token, ...], i: int) -> Word | None:
    """Return the plain number word at token `i`."""
    if i >= len(tokens):
        return None
    kinds = ("unit", "ten", "part", "tens", "hundred", "hundreds", "scale", "double")
    return next((w for w in number_words().get(tokens[i].folded, ()) if w.kind in kinds), None)


def _group(tokens: tuple[Token, ...], i: int) -> tuple[float, str, int] | None:
    """Read digits or words below 1,000: value, proclitic, index after."""
    if i >= len(tokens):
        return None
    if tokens[i].kind == "number":
        value = digits(tokens[i].folded)
        return None if value is None else (value, "", i + 1)
    word = _read(tokens, i)
    if word is None:
        return None
    hundreds, j = _hundreds(tokens, i, word)
    if not hundreds:
        return _below_hundred(tokens, i)
    following = _below_hundred(tokens, j)
    if following and following[1] == "و":
        return hundreds + following[0], word.proclitic, following[2]
    return hundreds, word.proclitic, j


def _hundreds(tokens: tuple[Token, ...], i: int, word: Word) -> tuple[int, int]:
    if word.kind in ("hundred", "hundreds"):
        return int(word.value), i + 1
    following = _read(tokens, i + 1)
    if word.kind == "unit" and following and following.kind == "hundred" and not following.proclitic:
        return int(word.value) * 100, i + 2
    return 0, i


def _below_hundred(tokens: tuple[Token, ...], i: int) -> tuple[float, str, int] | None:
    word = _read(tokens, i)
    if word is None or word.kind not in ("unit", "ten", "tens", "part"):
        return None
    value, following = int(word.value), _read(tokens, i + 1)
    if word.kind in ("unit", "part") and following:
        if following.kind == "ten" and not following.proclitic:
            return value + 10, word.proclitic, i + 2
        if following.kind == "tens" and following.proclitic == "و":
            return value + int(following.value), word.proclitic, i + 2
    # «أحد» alone is "one of", and no number.
    return None if word.kind == "part" else (value, word.proclitic, i + 1)


def find_numbers(sentence: Sentence, text: str = "") -> tuple[Number, ...]:
    """Return the numbers of the sentence in order: «بين 100 و150» → 100–150, «عشرة على الأقل» → 10 and more.

    `text` is the document's text; it is needed only where a word carries diacritics after a proclitic.
    """
    tokens, words = sentence.tokens, number_words()
    numbers: list[Number] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind == "number" or (
            token.kind == "word" and (token.folded in words or token.folded in _BETWEEN)
        ):
            number = _number(tokens, i, text)
            if number is not None:
                numbers.append(number)
                i = number.last
                continue
        i += 1
    return tuple(numbers)


def _number(tokens: tuple[Token, ...], i: int, text: str) -> Number | None:
    modifier, j = _modifier(tokens, i, _BEFORE)
    inner, k = _modifier(tokens, j, _BEFORE) if modifier else (None, j)
    number = _range(tokens, k, text) or _vague(tokens, k, text)
    if number is None:
        return None
    for word in (inner, modifier):
        number = _modified(number, word.kind) if word else number
    if modifier:
        start = start_after(tokens[i], modifier.proclitic, text)
        number = replace(number, first=i, span=Span(start, number.span.end))
    after, last = _modifier(tokens, number.last, _AFTER)
    if after is None:
        return number
    end = tokens[last - 1].span.end
    return replace(_modified(number, after.kind), last=last, span=Span(number.span.start, end))


def _modifier(tokens: tuple[Token, ...], i: int, kinds: tuple[str, ...]) -> tuple[Word | None, int]:
    if i < len(tokens):
        for word in number_words().get(tokens[i].folded, ()):
            if word.kind in kinds and match(word, tokens, i):
                return word, i + 1 + len(word.rest)
    return None, i


def _modified(number: Number, kind: str) -> Number:
    if kind in ("least", "after-least", "more"):
        return replace(number, max=None)
    if kind in ("less", "upto"):
        return replace(number, min=None)
    return replace(number, approximate=True)


def _range(tokens: tuple[Token, ...], i: int, text: str) -> Number | None:
    between = i < len(tokens) and tokens[i].folded in _BETWEEN and read_cardinal(tokens, i + 1)
    low = between or read_cardinal(tokens, i)
    if not low:
        return None
    high = _upper(tokens, low.last, bool(between)) if between or not _after_from(tokens, i) else None
    if between and high is None:
        return None
    proclitic = tokens[i].folded[:-3] if between else low.proclitic
    start = start_after(tokens[i], proclitic, text)
    if high and high.value > low.value:
        return Number(Span(start, tokens[high.last - 1].span.end), i, high.last, low.value, high.value)
    if between:
        return None
    return Number(Span(start, tokens[low.last - 1].span.end), i, low.last, low.value, low.value)


def _after_from(tokens: tuple[Token, ...], i: int) -> bool:
    """«من 10 إلى 15» may tell a rise, so the two stay apart."""
    return i > 0 and tokens[i - 1].folded == "من"


def _upper(tokens: tuple[Token, ...], i: int, between: bool) -> Cardinal | None:
    if i + 1 >= len(tokens):
        return None
    if between:
        bare = tokens[i].folded == "و"
        high = read_cardinal(tokens, i + 1 if bare else i)
        return high if high and (bare or high.proclitic == "و") else None
    if tokens[i].folded in _TO:
        high = read_cardinal(tokens, i + 1)
        return high if high and not high.proclitic else None
    touching = tokens[i - 1].span.end == tokens[i].span.start == tokens[i + 1].span.start - 1
    if tokens[i].folded in _DASHES and touching and tokens[i + 1].kind == "number":
        return read_cardinal(tokens, i + 1)
    return None


def _vague(tokens: tuple[Token, ...], i: int, text: str) -> Number | None:
    word, last = _modifier(tokens, i, ("vague",))
    if word is None:
        return None
    low, _, high = word.value.partition("-")
    span = Span(start_after(tokens[i], word.proclitic, text), tokens[last - 1].span.end)
    return Number(span, i, last, int(low), int(high) if high else None, True, vague=True)
