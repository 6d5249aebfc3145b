"""Sentence → place names with the words around them, before anything is said about which place is meant.

A `NameFound` is a name of the gazetteer, or an unknown word after a strong head («قرية كفر نوران»), with its
heads, direction and preposition. Whether it stands for a place at all, and for which, `places.py` decides.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from riwaya.lexicon.gazetteer import Gazetteer, GazetteerPlace, PlaceHead
from riwaya.model import PlaceRole, Sentence, Span, Token
from riwaya.text.fold import fold

_LONGEST_UNKNOWN = 3
_ADJECTIVE_ENDINGS = ("يه", "ييه", "ي", "يين", "يات", "ين", "ون", "ات")
_QUOTES = frozenset("\"'()[]")
_JOINING = frozenset("-–")


@dataclass(frozen=True, slots=True)
class NameFound:
    """A possible place: `first` and `last` count the sentence's tokens, heads and direction included."""

    sentence: int
    first: int
    last: int  # exclusive
    name: Span
    span: Span
    candidates: tuple[GazetteerPlace, ...]
    heads: tuple[PlaceHead, ...]  # the outermost first
    direction: str  # "", "northern", "northeastern"
    preposition: str  # class of the word before: "at", "near", "to", "from", "via" or ""
    clitic: str  # ب, ل, ك or ""
    joined: bool  # «و» joins it to what stands before
    homograph: bool  # the name is also an ordinary word
    short: str = ""  # for a short form («البلاد»): the precision that it means

    @property
    def head(self) -> PlaceHead | None:
        """Return the head that tells what the whole means: the outermost of its words, else the nearest."""
        return next((h for h in self.heads if h.whole), self.heads[-1] if self.heads else None)

    @property
    def role(self) -> PlaceRole | None:
        """Return what the preposition says, None without one."""
        if self.clitic == "ب" or self.preposition in ("at", "near"):
            return "at"
        return self.preposition or None  # type: ignore[return-value]


_Found = NameFound | None


@dataclass(frozen=True, slots=True)
class _Clitics:
    conj: str
    prep: str
    cut: int
    rest: str


def find_names(number: int, sentence: Sentence, text: str, gazetteer: Gazetteer) -> Iterator[NameFound]:
    """Yield the place names of a sentence from left to right, none overlapping another."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        found = _at(number, i, tokens, text, gazetteer) if tokens[i].kind == "word" else None
        if found is None:
            i += 1
        else:
            yield found
            i = found.last


def _at(number: int, i: int, tokens: Sequence[Token], text: str, gazetteer: Gazetteer) -> _Found:
    named = _known(i, tokens, gazetteer)
    if _plain(tokens[i].folded, gazetteer.words["short"]) and (named is None or named[1] == i + 1):
        return _short(number, i, tokens, text, gazetteer)  # «المدينة» is Medina only in full
    if named is not None:
        clitics, last, candidates, homograph = named
        return _surround(number, i, last, clitics, candidates, homograph, tokens, text, gazetteer)
    before = _plain(tokens[i].folded, gazetteer.heads)
    head = gazetteer.heads[before.rest] if before else None
    if head is not None and head.unknown and i + 1 < len(tokens) and _known(i + 1, tokens, gazetteer) is None:
        return _unknown(number, i + 1, tokens, text, gazetteer)
    return None


# Names of the gazetteer


_Known = tuple[_Clitics, int, tuple[GazetteerPlace, ...], bool]


def _known(i: int, tokens: Sequence[Token], gazetteer: Gazetteer) -> _Known | None:
    """Return the longest name that begins at token `i`, fewest clitics first among equals."""
    best: tuple[_Clitics, int, str] | None = None
    districts = i > 0 and _heads_division(tokens[i - 1].folded, gazetteer)
    for clitics in _clitics(tokens[i].folded):
        for name, last in _longest(clitics.rest, i, tokens, gazetteer):
            if (best is not None and last <= best[1]) or _only_its_head(name, last - i, gazetteer):
                continue
            if districts or any(p.precision != "admin2" for p in gazetteer.lookup(name)):
                best = clitics, last, name
                break
    if best is None:
        return None
    clitics, last, name = best
    return clitics, last, _of_its_head(name, gazetteer), name in gazetteer.homographs


def _longest(first: str, i: int, tokens: Sequence[Token], gazetteer: Gazetteer) -> Iterator[tuple[str, int]]:
    """Yield the names that begin with `first` at token `i`, the longest first, with the token after each."""
    words = gazetteer.longest.get(first, 0)
    names = [(first, i + 1)]
    j = i + 1
    while len(names) < words and j < len(tokens):
        if tokens[j].kind != "mark":
            names.append((f"{names[-1][0]} {tokens[j].folded}", j + 1))
        elif tokens[j].folded not in _JOINING:
            break
        j += 1
    return (pair for pair in reversed(names) if gazetteer.knows(pair[0]))


def _of_its_head(name: str, gazetteer: Gazetteer) -> tuple[GazetteerPlace, ...]:
    """Return the places of a name; «مخيم اليرموك» is the camp even where a list calls a town so too."""
    found = gazetteer.lookup(name)
    head = gazetteer.heads.get(name.partition(" ")[0])
    sites = tuple(p for p in found if p.precision == "site") if head and head.precision == "site" else ()
    return sites or found


def _only_its_head(name: str, words: int, gazetteer: Gazetteer) -> bool:
    """«مدينة القدس» in a list of names is a name with a head that isn't part of it."""
    first, _, rest = name.partition(" ")
    head = gazetteer.heads.get(first)
    return bool(
        words > 1 and head and not head.whole and gazetteer.knows(rest) and _same(name, rest, gazetteer)
    )


def _heads_division(folded: str, gazetteer: Gazetteer) -> bool:
    """Tell whether the word heads a governorate or district: «محافظة شمال غزة», but «مدن شمال غزة»."""
    clitics = _plain(folded, gazetteer.heads)
    return clitics is not None and gazetteer.heads[clitics.rest].precision in ("admin1", "admin2")


def _same(name: str, rest: str, gazetteer: Gazetteer) -> bool:
    return bool({p.id for p in gazetteer.lookup(name)} & {p.id for p in gazetteer.lookup(rest)})


def _clitics(folded: str) -> Iterator[_Clitics]:
    """Yield the ways to take clitics off a folded word, fewest first: «وبالرقة» → و + ب + الرقة."""
    for conj in ("", "و", "ف"):
        if not folded.startswith(conj):
            continue
        body = folded[len(conj) :]
        for prep in ("", "ب", "ل", "ك"):
            rest = body[len(prep) :]
            if body.startswith(prep) and len(rest) > 1:
                yield _Clitics(conj, prep, len(conj) + len(prep), rest)
                if prep == "ل" and rest.startswith("ل"):
                    yield _Clitics(conj, prep, len(conj) + 1, "ال" + rest[1:])  # لل = ل + ال


def _plain(folded: str, words: Container[str]) -> _Clitics | None:
    """Return the split whose rest is one of `words`, fewest clitics first."""
    return next((c for c in _clitics(folded) if c.rest in words), None)


# What stands around a name


def _surround(
    number: int,
    i: int,
    last: int,
    clitics: _Clitics,
    candidates: tuple[GazetteerPlace, ...],
    homograph: bool,
    tokens: Sequence[Token],
    text: str,
    gazetteer: Gazetteer,
    short: str = "",
) -> NameFound:
    """Return the name with the heads and directions before it, its preposition, and adjectives after a «ريف»."""
    name = Span(_after(text, tokens[i].span, clitics.cut), tokens[last - 1].span.end)
    heads: list[PlaceHead] = []
    directions: list[str] = []
    start, first, outer = name.start, i, clitics
    while not outer.prep and not outer.conj and first > 0 and tokens[first - 1].kind == "word":
        step = _step(tokens[first - 1].folded, gazetteer)
        if step is None:
            break
        before, head, direction = step
        first, outer = first - 1, before
        if head is not None:
            heads.insert(0, head)
        directions[:0] = [direction] if direction else []
        if direction or (head is not None and head.whole):
            start = _after(text, tokens[first].span, before.cut)
    if any(h.whole and h.precision == "region" for h in heads):
        last, more = _adjectives(last, tokens, gazetteer)
        directions += more
    span = Span(start, tokens[last - 1].span.end)
    preposition = "" if outer.prep else _preposition(first, tokens, gazetteer)
    return NameFound(
        number, first, last, name, span, candidates, tuple(heads), _compass(directions), preposition, outer.prep,
        bool(outer.conj), homograph, short,
    )  # fmt: skip


def _step(folded: str, gazetteer: Gazetteer) -> tuple[_Clitics, PlaceHead | None, str] | None:
    """Return the token before a name taken as a head or a direction, else None."""
    clitics = _plain(folded, gazetteer.words["direction"])
    if clitics is not None:
        return clitics, None, gazetteer.words["direction"][clitics.rest]
    clitics = _plain(folded, gazetteer.heads)
    return (clitics, gazetteer.heads[clitics.rest], "") if clitics is not None else None


def _adjectives(last: int, tokens: Sequence[Token], gazetteer: Gazetteer) -> tuple[int, list[str]]:
    """«ريف حلب الشمالي الشرقي»: take the directions that follow."""
    known = gazetteer.words["direction_adjective"]
    found: list[str] = []
    while last < len(tokens) and tokens[last].folded in known and len(found) < 2:
        found.append(known[tokens[last].folded])
        last += 1
    return last, found


def _compass(directions: Sequence[str]) -> str:
    """Return one word for the directions: northern, eastern → northeastern."""
    return "".join(
        d if i == len(directions) - 1 else d.removesuffix("ern") for i, d in enumerate(directions[:2])
    )


def _preposition(first: int, tokens: Sequence[Token], gazetteer: Gazetteer) -> str:
    """Return the class of the preposition before token `first`: «بالقرب من» is near, «من» alone from."""
    while first > 0 and tokens[first - 1].folded in _QUOTES:
        first -= 1
    if first == 0:
        return ""
    words = gazetteer.words
    previous = tokens[first - 1].folded
    previous = previous if previous in words["at"] else previous.removeprefix("و").removeprefix("ف")
    if previous in words["from"]:
        before = tokens[first - 2].folded if first > 1 else ""
        return "near" if any(before.removeprefix(c) in words["near"] for c in ("", "ب", "و")) else "from"
    return next((c for c in ("at", "near", "to", "via") if previous in words[c]), "")


# Unknown names and short forms


def _unknown(number: int, i: int, tokens: Sequence[Token], text: str, gazetteer: Gazetteer) -> _Found:
    """Return the words after a strong head as the name of a place that no list has."""
    if not _may_name(tokens[i], gazetteer):
        return None
    last = i + 1
    while (
        last < len(tokens)
        and last - i < _LONGEST_UNKNOWN
        and tokens[last - 1].folded in gazetteer.words["compound"]
    ):
        if tokens[last].kind != "word":
            break
        last += 1
    if last - i == 1 and tokens[i].folded in gazetteer.words["compound"]:
        return None
    clitics = _Clitics("", "", 0, tokens[i].folded)
    return _surround(number, i, last, clitics, (), False, tokens, text, gazetteer)


def _may_name(token: Token, gazetteer: Gazetteer) -> bool:
    """Tell whether a word after a head can be a name: no closed class, no adjective."""
    word = token.folded
    if token.kind != "word" or len(word) < 3 or word in gazetteer.heads:
        return False
    if (
        any(word in words for words in gazetteer.words.values())
        or word.removeprefix("ال") in gazetteer.nationalities
    ):
        return False
    if word.startswith("ال"):
        return not word.endswith(("يين", "يون", "ات"))
    return not (word.startswith("لل") or word.endswith(_ADJECTIVE_ENDINGS))


def _short(number: int, i: int, tokens: Sequence[Token], text: str, gazetteer: Gazetteer) -> _Found:
    """Return a short form («البلاد», «المدينة») that a preposition or a direction makes a place."""
    shorts = gazetteer.words["short"]
    clitics = _plain(tokens[i].folded, shorts)
    if clitics is None:
        return None
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is not None and following.folded.startswith("ال") and following.kind == "word":
        return None  # «المدينة القديمة» is another place
    if following is not None and _known(i + 1, tokens, gazetteer) and following.folded[:1] not in "وفبل":
        return None  # «العاصمة بغداد», «المدينة تدمر»
    found = _surround(number, i, i + 1, clitics, (), False, tokens, text, gazetteer, shorts[clitics.rest])
    return found if found.preposition or found.clitic or found.direction or found.heads else None


def _after(text: str, span: Span, folded_length: int) -> int:
    """Return the offset after `folded_length` folded characters of the span, dropped marks included."""
    position, seen = span.start, 0
    while seen < folded_length or (position < span.end and not fold(text[position])):
        seen += len(fold(text[position]))
        position += 1
    return position
