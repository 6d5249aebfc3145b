"""Text → quotations: where each opens and closes, over sentences and paragraphs.

A guillemet or a curly quote that isn't closed runs on while the next paragraph opens with the same mark or a closing mark
comes before any other opening; a straight quote does so only where the blanks around it tell its direction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.model import Span

_MARK = re.compile('[«»“”„"\r\n\u2028\u2029]+?')
_CLOSING = {"«": "»", "“": "”", "„": "“"}
_BREAKS = frozenset("\r\n\u2028\u2029")
_FAR = 2500  # characters within which an open quotation must be taken up
_DEEPEST = 8  # quotations within quotations; more is no text, and must not cost its square
_CARRIED = 3  # paragraphs that an unclosed quotation may run on


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; `closed` tells whether a closing mark was found."""

    span: Span
    closed: bool


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    paragraphs: int = 0


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the quotations in order of their opening mark; nested ones are listed too."""
    found: list[Quote] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark in _BREAKS:
            stack = _at_break(text, at, stack, found)
        elif stack and _closes(mark, stack):
            _close(mark, at, stack, found)
        elif (
            len(stack) < _DEEPEST
            and (mark in _CLOSING or mark == '"')
            and not _reopens(text, mark, at, stack)
        ):
            stack.append(_Open(mark, at))
    end = len(text.rstrip())
    found += [Quote(Span(o.start, max(end, o.start + 1)), False) for o in stack if not o.paragraphs]
    return tuple(sorted(found, key=lambda q: q.span))


def _closes(mark: str, stack: list[_Open]) -> bool:
    return any(_CLOSING.get(o.mark, o.mark) == mark for o in stack)


def _close(mark: str, at: int, stack: list[_Open], found: list[Quote]) -> None:
    """Close the innermost quotation that the mark can close; those opened within it and left open end there too."""
    while stack:
        opened = stack.pop()
        fits = _CLOSING.get(opened.mark, opened.mark) == mark
        found.append(Quote(Span(opened.start, at + 1), fits))
        if fits:
            return


def _reopens(text: str, mark: str, at: int, stack: list[_Open]) -> bool:
    """Tell whether a mark at the beginning of a paragraph only takes up the quotation that is still open."""
    return any(o.mark == mark and o.paragraphs for o in stack) and (
        at == 0 or text[:at].rstrip(" \t")[-1:] in _BREAKS
    )


def _at_break(text: str, at: int, stack: list[_Open], found: list[Quote]) -> list[_Open]:
    kept: list[_Open] = []
    for opened in stack:
        opened.paragraphs += 1
        if opened.paragraphs <= _CARRIED and _runs_on(text, at, opened):
            kept.append(opened)
        else:
            found.append(Quote(Span(opened.start, at), False))
    return kept


def _runs_on(text: str, at: int, opened: _Open) -> bool:
    """Tell whether the paragraphs after `at` take the quotation up: with its opening mark first, or a closing mark."""
    mark = opened.mark
    rest = text[at : at + _FAR].lstrip()
    if mark == '"':
        return text[opened.start + 1 : opened.start + 2].strip() != "" and _closes_first(rest)
    if rest.startswith(mark):
        return True
    closing = re.search(f"[{mark}{_CLOSING[mark]}]", rest)
    return closing is not None and closing.group() == _CLOSING[mark]


def _closes_first(rest: str) -> bool:
    """Tell by the blanks around it whether the first straight quote closes: «كلمة" » does, « "كلمة» opens."""
    at = rest.find('"')
    return at > 0 and not rest[at - 1].isspace() and not rest[at + 1 : at + 2].isalnum()


def quote_at(quotes: tuple[Quote, ...], offset: int) -> Quote | None:
    """Return the quotation that opens at an offset."""
    return next((q for q in quotes if q.span.start == offset), None)


def within(quotes: tuple[Quote, ...], offset: int) -> Quote | None:
    """Return the innermost quotation that holds an offset, its marks left out."""
    inside = [q for q in quotes if q.span.start < offset < q.span.end]
    return max(inside, key=lambda q: q.span.start, default=None)
