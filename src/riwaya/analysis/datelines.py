"""A paragraph's first tokens → how many of them are its dateline: «الخرطوم، 16 أبريل 2023 - …», «دمشق (سانا) …».

A dateline says where, when and by whom a report was filed. It is no part of the sentence behind it: its city does nothing,
its agency suffers nothing. It is made of towns, days and credits, in any order, and a mark closes it: a dash, a colon, a
bracket or a stroke behind a credit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from riwaya.analysis.words import split_word
from riwaya.lexicon.loader import Actor, Lexicon
from riwaya.model import Token

_LONGEST = 22  # tokens
_DASHES, _STROKES = frozenset("-–—ـ"), frozenset("/|")
_CLOSING = _DASHES | {":"}
_BRACKETS = {"(": ")", "[": "]", "/": "/", "|": "|", "<": ">"}
_LIGHT = frozenset("،,.\"'«»“”")
_QUOTES = frozenset("\"'«»“”")
_CREDITS = frozenset(
    "خاص خاصه حصري وكالات ووكالات الوكالات متابعات متابعه مراسلنا مراسلونا مراسلتنا مندوبنا مكتبنا".split()
)
_AFTER_PLACE = frozenset("المحتله المحتل المحاصره المحاصر العربيه".split())
_DESKS = frozenset({"مكتب", "مراسل", "مراسله", "وكاله", "موقع", "شبكه", "صحيفه", "قناه"})
_WORDS_OF_PLACE = 4
_WORDS_OF_CREDIT = 5
_NO_CREDIT = frozenset({"verb", "trigger", "cue", "light", "word"})
_OWN_VOICE = frozenset(
    {"head", "title", "actor", "name"}
)  # who may speak before a colon: «حلب - الجيش: لن نسمح»


def dateline_length(tokens: Sequence[Token], dated: Collection[int], lexicon: Lexicon) -> int:
    """Return how many tokens the dateline at the start has, 0 if there is none. `dated` are the tokens of days."""
    if not any(t.folded in _CLOSING or t.folded in _BRACKETS for t in tokens[:_LONGEST]):
        return 0
    reader = _Reader(tokens[:_LONGEST], dated, lexicon)
    length = max(reader.ends(), default=0)
    return length if sum(t.kind == "word" for t in tokens[length:]) > 1 else 0


class _Reader:
    """Reads from left to right as long as only the parts of a dateline come."""

    def __init__(self, tokens: Sequence[Token], dated: Collection[int], lexicon: Lexicon) -> None:
        self.tokens, self.dated, self.lexicon = tokens, dated, lexicon
        self.place = self.day = self.credit = False
        self.seat = False  # the only place is a capital or a country, which also speaks: «دمشق: لن نسمح»

    def ends(self) -> Iterator[int]:
        """Yield each end that the dateline may have."""
        at = 0
        while at < len(self.tokens):
            after = self._part(at)
            if after == at:
                return
            closed = self._closed(at, after)
            at = after
            while at < len(self.tokens) and self._mark(at) in _CLOSING | _LIGHT | _STROKES:
                if self._mark(at) in _CLOSING and self._complete(self._mark(at)):
                    yield at + 1
                    closed = True
                if self._mark(at) in _STROKES and self._bracketed(at) > at:
                    break
                at += 1
            if closed and self._complete(")"):
                yield at if self._mark(at) not in _QUOTES else after

    def _mark(self, at: int) -> str:
        return self.tokens[at].folded if at < len(self.tokens) and self.tokens[at].kind == "mark" else ""

    def _closed(self, first: int, after: int) -> bool:
        """Tell whether a part closes itself: a credit in brackets or strokes."""
        return self._mark(first) in _BRACKETS and after > first

    def _complete(self, mark: str) -> bool:
        """Tell whether what was read so far is a dateline if `mark` closes it."""
        if mark in _DASHES or (mark == ")" and self.place):
            return self.place or self.credit or (self.day and mark in _DASHES)
        if mark == ":":
            return self.credit or (self.place and (self.day or not self.seat))
        return False

    def _part(self, at: int) -> int:
        """Return the end of the part that begins at a token; the same if none does."""
        for read in (self._bracketed, self._date, self._credited, self._town, self._between):
            if (end := read(at)) > at:
                return end
        return at

    def _date(self, at: int) -> int:
        first = at + 1 if self.tokens[at].folded in ("في", "يوم") else at
        end = first
        while end < len(self.tokens) and end in self.dated:
            end += 1
        if end == first:
            return at
        self.day = True
        return end

    def _bracketed(self, at: int) -> int:
        """«(رويترز)», «/أ ش أ/», «(16 أبريل 2023)»"""
        close = _BRACKETS.get(self._mark(at))
        end = next((i for i in range(at + 1, min(len(self.tokens), at + 8)) if self._mark(i) == close), at)
        inside = range(at + 1, end)
        if not inside:
            return at
        if all(i in self.dated or self._mark(i) for i in inside):
            self.day = True
            return end + 1
        known = self._known_credit(at + 1)
        if known > at + 1 or ((self.place or self.day) and self._credit_like(inside)):
            self.credit = True
            return end + 1
        return at

    def _credited(self, at: int) -> int:
        """«رويترز», «أ ف ب», «خاص», «وكالات»: bare, with «و» or a comma between."""
        end = self._known_credit(at)
        if end > at:
            self.credit = True
        return end

    def _known_credit(self, at: int) -> int:
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return at
        folded = self.tokens[at].folded
        if folded in _CREDITS:
            return at + 1
        if len(folded) == 1:  # «أ ف ب», «د.ب.أ»
            end = at
            while end < len(self.tokens) and (
                self._mark(end) == "."
                or (self.tokens[end].kind == "word" and len(self.tokens[end].folded) == 1)
            ):
                end += 1
            return end if sum(self.tokens[i].kind == "word" for i in range(at, end)) > 1 else at
        return at + self._medium(at)

    def _medium(self, at: int) -> int:
        """Return how many tokens from `at` on name a news medium that the lexicon has."""
        node: object = self.lexicon.phrases
        length = 1 if _is_medium(self.lexicon.words.get(self.tokens[at].folded, ())) else 0
        for n, token in enumerate(self.tokens[at : at + _WORDS_OF_CREDIT], 1):
            node = node.get(token.folded) if isinstance(node, dict) else None
            if node is None:
                break
            entries = node.get("") if isinstance(node, dict) else None
            if isinstance(entries, tuple) and _is_medium(entries):
                length = n
        return length

    def _town(self, at: int) -> int:
        if self.place and self._mark(at - 1) not in _CLOSING | _LIGHT | _STROKES:
            return at
        if split_word(self.tokens[at].folded, self.lexicon)[0].closed:
            return at  # «وأن: …»: a village's name too
        names = ""
        found = at
        for end in range(at, min(len(self.tokens), at + _WORDS_OF_PLACE)):
            if self.tokens[end].kind != "word" or end in self.dated:
                break
            names = f"{names} {self.tokens[end].folded}".strip()
            if self.lexicon.gazetteer.lookup(names):
                found = end + 1
        if found == at:
            return at
        if found < len(self.tokens) and self.tokens[found].folded in _AFTER_PLACE:
            found += 1
        name = " ".join(t.folded for t in self.tokens[at:found])
        acts = any(e.kind == "actor" for e in self.lexicon.words.get(name, ()))
        self.place, self.seat = True, acts and (self.seat or not self.place)
        return found

    def _between(self, at: int) -> int:
        """Return the end of a credit that no list has, between a place and a mark: «عدن - الغد - …», «بيروت - من سامي …:»."""
        if not (self.place or self.day) or self._mark(at - 1) not in _CLOSING | _STROKES | _QUOTES:
            return at
        end = at
        while end < len(self.tokens) and (self.tokens[end].kind == "word" or self._mark(end) in _LIGHT):
            if end in self.dated:
                break
            end += 1
        close = self._mark(end)
        while end > at and self._mark(end - 1):
            end -= 1
        quoted = self._mark(at - 1) in _QUOTES
        if not close or close not in _CLOSING | _STROKES or not self._credit_like(range(at, end)):
            return at
        if close == ":" and not quoted and self._speaks(at):
            return at
        self.credit = True
        return end

    def _credit_like(self, inside: Sequence[int]) -> bool:
        """Tell whether words may be somebody's name: few, none of them a verb, a cue or a word of a closed class."""
        words = [self.tokens[i] for i in inside if self.tokens[i].kind == "word"]
        if not words or len(words) > _WORDS_OF_CREDIT or any(self.tokens[i].kind == "number" for i in inside):
            return False
        if len(words) == 1 and self._mark(inside[-1] + 1) in _BRACKETS.values():
            return True  # «(وال)»: a name like any other word
        if len(words) == 1:  # «- معاً -»
            return not any(s.verbal and not s.nominal for s in split_word(words[0].folded, self.lexicon)[:1])
        by = words[0].folded == "من"  # «من مراسلنا»
        return all(self._nameable(w.folded) for w in words[1 if by else 0 :])

    def _nameable(self, folded: str) -> bool:
        splits = split_word(folded, self.lexicon)
        plain = [s for s in splits if not s.prep and not s.suffix] or list(splits)
        if any(s.named for s in plain) or folded in _CREDITS | _DESKS:
            return True
        return not any(s.closed or s.events or (s.verbal and not s.nominal) for s in plain)

    def _speaks(self, at: int) -> bool:
        """«حلب - الجيش: …»: before a colon a body speaks; a credit is a name."""
        splits = split_word(self.tokens[at].folded, self.lexicon)
        return self.tokens[at].folded not in _DESKS and any(s.kinds & _OWN_VOICE for s in splits)


def _is_medium(entries: Sequence[object]) -> bool:
    values = (getattr(e, "value", None) for e in entries)
    return any(isinstance(v, Actor) and v.kind == "media" for v in values)
