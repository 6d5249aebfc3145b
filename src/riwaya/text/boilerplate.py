"""Document → the lines that are no part of its report: doubled headlines, credits, links, comments.

What such lines say is in `data/boilerplate.tsv`; here is where in a page they may stand. A line that could as
well be the report's own stays: a claim lost is worse than a link read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from itertools import groupby, takewhile

from riwaya.model import Document, Sentence, Span, Token

Key = tuple[str, ...]  # a line's words, folded, without figures and marks

KINDS = ("heading", "comments", "lead", "label", "byline", "phrase", "line", "agency")
_FINAL = frozenset(".؛…:،,")
_QUOTES = frozenset("\"'")
_SEPARATORS = frozenset(":|-–—/")
_LINK_WORDS = 25  # a line of more words is prose, whatever its end
_LINKS_WITHIN = 4  # links under a heading in the middle of a report
_LABEL_WORDS = 8
_BYLINE_WORDS = 5
_HEAD, _FOOT = 6, 3  # lines at which a headline or a byline may stand
_HEADLINE_WORDS = 40
_ALIKE = 0.92


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page; `heads` tells whether it ends as a headline or a link does, without a full stop."""

    span: Span
    tokens: tuple[Token, ...]
    key: Key
    heads: bool


def find_boilerplate(document: Document, sentences: Sequence[Sentence]) -> tuple[tuple[Span, str], ...]:
    """Return the lines that aren't the report's, each with the reason, in order.

    «التعليقات» under a report → its span and those of all lines after it, "readers' comments".
    """
    lines = _lines(document.text, sentences)
    found: dict[Span, str] = {}
    for i, line in enumerate(lines):
        if line.span not in found:
            found.update(_at(lines, i))
    rest = [line for line in lines if line.span not in found]
    found.update(_headlines(rest, _key_of(document.title or "")))
    return tuple(sorted(found.items()))


def _lines(text: str, sentences: Sequence[Sentence]) -> list[Line]:
    lines = []
    for _, group in groupby(sentences, key=lambda s: s.paragraph):
        part = list(group)
        tokens = tuple(t for s in part for t in s.tokens)
        span = Span(part[0].span.start, part[-1].span.end)
        key = tuple(t.folded for t in tokens if t.kind == "word")
        last = next((t for t in reversed(tokens) if t.folded not in _QUOTES), tokens[-1])
        lines.append(Line(span, tokens, key, last.span.of(text) not in _FINAL and len(key) <= _LINK_WORDS))
    return lines


def _at(lines: list[Line], i: int) -> dict[Span, str]:
    """Return what turns out to be boilerplate at line `i`: nothing, the line, or it and what follows."""
    line, known = lines[i], _known()
    why = known["comments"].get(line.key)
    if why:
        return _section(lines, i, why, to_end=_is_foot(lines, i))
    why = known["heading"].get(line.key)
    if why:
        return _section(lines, i, why, to_end=all(following.heads for following in lines[i + 1 :]))
    why = _alone(lines, i, known)
    return {line.span: why} if why else {}


def _section(lines: list[Line], i: int, why: str, to_end: bool) -> dict[Span, str]:
    following = lines[i + 1 :]
    if not to_end:  # links within a report end where prose begins
        following = list(takewhile(lambda line: line.heads, following[:_LINKS_WITHIN]))
    return {line.span: why for line in (lines[i], *following)}


def _is_foot(lines: list[Line], i: int) -> bool:
    # A bar at the top of a page says «التعليقات» too; under a report what precedes is the longer part.
    return lines[i].span.start - lines[0].span.start > lines[-1].span.end - lines[i].span.end


def _alone(lines: list[Line], i: int, known: dict[str, dict[Key, str]]) -> str | None:
    line = lines[i]
    if why := known["line"].get(line.key):
        return why
    if why := _phrase(line, known["phrase"]):
        return why
    if line.heads and (why := _beginning(line, known["lead"])):
        return why
    if len(line.key) <= _LABEL_WORDS and (why := _label(line, known["label"])):
        return why
    if _is_outer(lines, i) and (why := _byline(line, known["byline"])):
        return why
    return _credit(line, known["agency"])


def _is_outer(lines: list[Line], i: int) -> bool:
    return i < _HEAD or i >= len(lines) - _FOOT


def _phrase(line: Line, phrases: dict[Key, str]) -> str | None:
    if len(line.key) > _LINK_WORDS:
        return None
    for phrase, why in phrases.items():
        if any(line.key[j : j + len(phrase)] == phrase for j in range(len(line.key))):
            return why
    return None


def _beginning(line: Line, beginnings: dict[Key, str]) -> str | None:
    return next((why for key, why in beginnings.items() if line.key[: len(key)] == key), None)


def _label(line: Line, labels: dict[Key, str]) -> str | None:
    """Return why «تصوير: فلان» is a label: the words, then a colon or a bar."""
    for key, why in labels.items():
        if line.key[: len(key)] == key and len(line.tokens) > len(key):
            after = line.tokens[len(key)]
            if after.folded in _SEPARATORS or after.kind == "number":
                return why
    return None


def _byline(line: Line, bylines: dict[Key, str]) -> str | None:
    if not line.heads or len(line.key) > _BYLINE_WORDS or any(t.kind == "number" for t in line.tokens):
        return None
    return _beginning(line, bylines)


def _credit(line: Line, agencies: dict[Key, str]) -> str | None:
    """Return why a line is a credit: «رويترز», «(أ ف ب)», «دمشق - سانا», «وكالات/ غيتي»."""
    if not line.heads or len(line.key) > _BYLINE_WORDS:
        return None
    parts = [_words(part) for part in _split(line.tokens)]
    parts = [part for part in parts if part]
    named = [agencies[part] for part in parts if part in agencies]
    if not named or any(len(part) > 2 for part in parts if part not in agencies):
        return None
    if len(named) == len(parts):
        return named[0]
    return named[0] if len(parts) == len(named) + 1 else None  # a town, or the photographer


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    for is_mark, group in groupby(tokens, key=lambda t: t.folded in _SEPARATORS or t.folded in "()[]،,"):
        if not is_mark:
            yield list(group)


def _headlines(lines: list[Line], title: Key) -> dict[Span, str]:
    """Return the headlines that stand twice at the head of the page, or repeat the title that is known."""
    head = [line for line in lines[:_HEAD] if line.heads and 0 < len(line.key) <= _HEADLINE_WORDS]
    found = {
        line.span: "headline"
        for line in head
        if _alike(line.key, title) or any(_alike(line.key, other.key) for other in head if other is not line)
    }
    # A text that has nothing else is the report itself.
    return found if any(line.span not in found for line in lines) else {}


def _alike(a: Key, b: Key) -> bool:
    if not a or not b or min(len(a), len(b)) < 0.8 * max(len(a), len(b)):
        return False
    if a == b:
        return True
    return len(a) > 2 and SequenceMatcher(None, "".join(a), "".join(b), autojunk=False).ratio() >= _ALIKE


def _words(tokens: Sequence[Token]) -> Key:
    return tuple(t.folded for t in tokens if t.kind == "word")


def _key_of(text: str) -> Key:
    from riwaya.text.sentences import tokenize

    return _words(list(tokenize(text)))


@cache
def _known() -> dict[str, dict[Key, str]]:
    known: dict[str, dict[Key, str]] = {kind: {} for kind in KINDS}
    data = files("riwaya").joinpath("data/boilerplate.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in data.splitlines() if line and not line.startswith("#"))
    next(rows)  # the header
    for text, kind, why in rows:
        known[kind][_key_of(text)] = why
    return known
