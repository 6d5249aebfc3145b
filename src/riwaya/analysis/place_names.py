"""Sentence → place names with the words around them, before anything is said about which place is meant.

A `NameFound` is a name of the gazetteer, a short form («البلاد») or an unknown word after a strong head
(«قرية كفر نوران»), with its heads, direction and preposition. Whether it stands for a place at all, and for
which, `places.py` decides.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from riwaya.lexicon.gazetteer import Gazetteer, GazetteerPlace, PlaceHead
from riwaya.model import PlaceRole, Sentence, Span, Token
from riwaya.text.fold import fold

_LONGEST_UNKNOWN = 3
_LEAVING_BACK = 6  # tokens between «انسحبت» and «من»
_NOT_NAMES = ("يه", "ي", "ين", "ون", "ات", "ها")  # ends of adjectives, plurals and «بأكملها»
_INDEFINITE = ("\u064b", "\u064b\u0627")  # an accusative's ending, before or behind its alef
_TAKEN = frozenset(
    {"المدينه", "البلده", "القريه", "المخيم"}
)  # what is entered, besieged, shelled: «دخلت البلدة»
_QUOTES = frozenset("\"'()[]")
_JOINING = frozenset("-–")
# Classes whose words may be names too: «محافظة الجنوب».
_IN_NAMES = ("compound", "national", "site", "institution")


@dataclass(frozen=True, slots=True)
class NameFound:
    """A possible place: `first` and `last` count the sentence's tokens, heads and direction included."""

    first: int
    last: int  # exclusive
    name: Span
    span: Span
    key: str  # the name as the gazetteer has it
    candidates: tuple[GazetteerPlace, ...]
    heads: tuple[PlaceHead, ...]  # the outermost first
    direction: str  # "", "northern", "northeastern"
    preposition: str  # class of the word before: "at", "near", "on", "to", "from", "of", "via" or ""
    clitic: str  # ب, ل, ك or ""
    joined: bool  # «و» joins it to what stands before
    homograph: bool = False  # the name is also an ordinary word
    short: str = ""  # of a short form: the precision that it means, "capital", or a name
    country: str = ""  # code of the country that an adjective tells: «العاصمة السودانية»

    @property
    def head(self) -> PlaceHead | None:
        """Return the head that tells what the whole means: the outermost of its words, else the nearest."""
        return next((h for h in self.heads if h.whole), self.heads[-1] if self.heads else None)

    @property
    def role(self) -> PlaceRole | None:
        """Return what the preposition says, None without one."""
        if self.clitic == "ب" or self.preposition in ("at", "near", "on"):
            return "at"
        roles: dict[str, PlaceRole] = {"to": "to", "from": "from", "of": "from", "via": "via"}
        return roles.get(self.preposition)


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence being read."""

    tokens: Sequence[Token]
    text: str
    gazetteer: Gazetteer
    known: dict[int, _Known | None] = field(default_factory=dict)  # names already looked up, by token


@dataclass(frozen=True, slots=True)
class _Clitics:
    """A folded word taken apart; `cut` folded characters stand before the rest."""

    conj: str
    prep: str
    cut: int
    rest: str


@dataclass(frozen=True, slots=True)
class _Known:
    """A name at a token: its clitics, the token after it, and its places."""

    clitics: _Clitics
    last: int
    key: str
    candidates: tuple[GazetteerPlace, ...] = ()
    homograph: bool = False
    short: str = ""
    country: str = ""
    direction: str = ""


def find_names(sentence: Sentence, text: str, gazetteer: Gazetteer) -> Iterator[NameFound]:
    """Yield the place names of a sentence from left to right, none overlapping another."""
    line = _Line(sentence.tokens, text, gazetteer)
    i = 0
    while i < len(line.tokens):
        found = _at(line, i) if line.tokens[i].kind == "word" else None
        if found is None:
            i += 1
        else:
            yield found
            i = found.last


def _at(line: _Line, i: int) -> NameFound | None:
    known = _known(line, i)
    if known is None or known.last == i + 1:
        if (part := _national(line, i)) is not None:
            return part
        if _split(line.tokens[i].folded, line.gazetteer.words["short"]):
            return _short(line, i)  # «المدينة» is Medina only in full
    return _surround(line, i, known) if known is not None else _unknown(line, i)


# Names of the gazetteer


def _known(line: _Line, i: int) -> _Known | None:
    """Return the longest name that begins at token `i`, fewest clitics first among equals."""
    if i not in line.known:
        line.known[i] = _look_up(line, i)
    return line.known[i]


def _look_up(line: _Line, i: int) -> _Known | None:
    gazetteer = line.gazetteer
    best: _Known | None = None
    for clitics in _clitics(line.tokens[i].folded):
        if clitics.rest in gazetteer.longest:
            for key, last in _longest(clitics.rest, i, line):
                if (best is None or last > best.last) and _is_name(key, i, last, line):
                    places = _of_its_head(key, gazetteer)
                    best = _Known(clitics, last, key, places, key in gazetteer.homographs)
                    break
    return best


def _longest(first: str, i: int, line: _Line) -> Iterator[tuple[str, int]]:
    """Yield the names that begin with `first` at token `i`, the longest first, with the token after each."""
    words = line.gazetteer.longest[first]
    names = [(first, i + 1)]
    j = i + 1
    while len(names) < words and j < len(line.tokens):
        if line.tokens[j].kind != "mark":
            names.append((f"{names[-1][0]} {line.tokens[j].folded}", j + 1))
        elif line.tokens[j].folded not in _JOINING:
            break
        j += 1
    return (pair for pair in reversed(names) if line.gazetteer.knows(pair[0]))


def _is_name(key: str, i: int, last: int, line: _Line) -> bool:
    """Leave out nationalities, names with a head that isn't part of them, and districts without their head."""
    gazetteer = line.gazetteer
    head = _head_before(line, i)
    if line.tokens[last - 1].span.of(line.text).endswith(_INDEFINITE):
        return False  # «مهندساً بلغارياً»
    if last == i + 1 and head is None and gazetteer.nationality(key) and not _introduced(line, i):
        return False  # «الشرطة الهندية», though al-Hindiya is a town
    first, _, rest = key.partition(" ")
    own = gazetteer.heads.get(first)
    if not rest and (own or any(key in words for c, words in gazetteer.words.items() if c not in _IN_NAMES)):
        return False  # «حي», «إلى»: somewhere in the world a village has every name
    if rest and own and not own.whole and _same(key, rest, gazetteer):
        return False  # «مدينة القدس» in a list of names
    districts = head is not None and head.precision in ("admin1", "admin2")
    return districts or any(p.precision != "admin2" for p in gazetteer.lookup(key))


def _introduced(line: _Line, i: int) -> bool:
    """Tell whether a preposition or direction makes «سورية» the country and not the adjective."""
    before = line.tokens[i - 1].folded if i else ""
    return bool(_preposition(line, i)) or _split(before, line.gazetteer.words["direction"]) is not None


def _head_before(line: _Line, i: int) -> PlaceHead | None:
    heads = line.gazetteer.heads
    clitics = _split(line.tokens[i - 1].folded, heads) if i else None
    return heads[clitics.rest] if clitics else None


def _same(key: str, rest: str, gazetteer: Gazetteer) -> bool:
    return bool({p.id for p in gazetteer.lookup(key)} & {p.id for p in gazetteer.lookup(rest)})


def _of_its_head(key: str, gazetteer: Gazetteer) -> tuple[GazetteerPlace, ...]:
    """Return the places of a name; «مخيم اليرموك» is the camp even where a list calls a town so too."""
    found = gazetteer.lookup(key)
    head = gazetteer.heads.get(key.partition(" ")[0])
    sites = tuple(p for p in found if p.precision == "site") if head and head.precision == "site" else ()
    return sites or found


@lru_cache(maxsize=1 << 15)
def _clitics(folded: str) -> tuple[_Clitics, ...]:
    """Return the ways to take clitics off a folded word, fewest first: «وبالرقة» → و + ب + الرقة."""
    found: list[_Clitics] = []
    for conj in ("", "و", "ف"):
        if not folded.startswith(conj):
            continue
        body = folded[len(conj) :]
        for prep in ("", "ب", "ل", "ك"):
            rest = body[len(prep) :]
            if body.startswith(prep) and len(rest) > 1:
                found.append(_Clitics(conj, prep, len(conj) + len(prep), rest))
                if prep == "ل" and rest.startswith("ل"):
                    found.append(_Clitics(conj, prep, len(conj) + 1, "ال" + rest[1:]))  # لل = ل + ال
    return tuple(found)


def _split(folded: str, words: Container[str]) -> _Clitics | None:
    """Return the split whose rest is one of `words`, fewest clitics first."""
    for clitics in _clitics(folded):
        if clitics.rest in words:
            return clitics
    return None


# What stands around a name


def _surround(line: _Line, i: int, known: _Known) -> NameFound:
    """Return the name with the heads and directions before it, its preposition, and adjectives after a «ريف»."""
    begin = _after(line.text, line.tokens[i].span, known.clitics.cut)
    name = Span(begin, line.tokens[known.last - 1].span.end)
    first, outer, heads, before, start = _walk_back(line, i, known.clitics, begin)
    last, after = known.last, list[str]()
    if any(h.whole and h.precision == "region" for h in heads):
        last, after = _adjectives(line, last)
    return NameFound(
        first=first,
        last=last,
        name=name,
        span=Span(start, line.tokens[last - 1].span.end),
        key=known.key,
        candidates=known.candidates,
        heads=tuple(heads),
        direction=_compass([*before, *after]) or known.direction,
        preposition="" if outer.prep else _preposition(line, first),
        clitic=outer.prep,
        joined=bool(outer.conj),
        homograph=known.homograph,
        short=known.short,
        country=known.country,
    )


def _walk_back(
    line: _Line, i: int, outer: _Clitics, start: int
) -> tuple[int, _Clitics, list[PlaceHead], list[str], int]:
    """Take heads and directions before token `i`: (first token, its clitics, heads, directions, span's start)."""
    heads: list[PlaceHead] = []
    directions: list[str] = []
    first, quoted = i, False
    if first > 1 and line.tokens[first - 1].folded in _QUOTES and _head_before(line, first - 1):
        first, quoted = first - 1, True  # «قرية "كفر نوران"»
    while not outer.prep and not outer.conj and first > 0 and line.tokens[first - 1].kind == "word":
        step = _step(line.tokens[first - 1].folded, line.gazetteer)
        if step is None:
            break
        outer, head, direction = step
        first -= 1
        if head is not None:
            heads.insert(0, head)
        if direction:
            directions.insert(0, direction)
        if (direction or (head is not None and head.whole)) and not quoted:
            start = _after(line.text, line.tokens[first].span, outer.cut)
    return first, outer, heads, directions, start


def _step(folded: str, gazetteer: Gazetteer) -> tuple[_Clitics, PlaceHead | None, str] | None:
    """Return the token before a name taken as a head or a direction, else None."""
    directions = gazetteer.words["direction"]
    clitics = _split(folded, directions)
    if clitics is not None:
        return clitics, None, directions[clitics.rest]
    clitics = _split(folded, gazetteer.heads)
    return (clitics, gazetteer.heads[clitics.rest], "") if clitics is not None else None


def _adjectives(line: _Line, last: int) -> tuple[int, list[str]]:
    """«ريف حلب الشمالي الشرقي»: take the directions that follow."""
    known = line.gazetteer.words["direction_adjective"]
    found: list[str] = []
    while last < len(line.tokens) and line.tokens[last].folded in known and len(found) < 2:
        found.append(known[line.tokens[last].folded])
        last += 1
    return last, found


def _compass(directions: Sequence[str]) -> str:
    """Return one word for the directions: northern, eastern → northeastern."""
    parts = list(directions[:2])
    return "".join([*(d.removesuffix("ern") for d in parts[:-1]), *parts[-1:]])


def _preposition(line: _Line, first: int) -> str:
    """Return the class of the preposition before token `first`: «بالقرب من» is near, «من» alone from."""
    tokens, words = line.tokens, line.gazetteer.words
    while first > 0 and tokens[first - 1].folded in _QUOTES:
        first -= 1
    if first == 0:
        return ""
    previous = tokens[first - 1].folded
    for word in (previous, previous[1:] if previous[:1] in "وف" else ""):
        if word in words["from"]:
            before = tokens[first - 2].folded if first > 1 else ""
            if any(before.removeprefix(c) in words["near"] for c in ("", "ب", "و")):
                return "near"
            return "from" if _leaves(line, first - 1) else "of"
        for word_class in ("at", "near", "on", "to", "via"):
            if word in words[word_class]:
                return word_class
    return ""


def _leaves(line: _Line, i: int) -> bool:
    """Tell whether a word of leaving or coming stands before token `i`: «انسحبت القوات من», not «نفط من»."""
    stems = tuple(line.gazetteer.words["leaving"])
    return any(
        clitics.rest.startswith(stems)
        for token in line.tokens[max(0, i - _LEAVING_BACK) : i]
        for clitics in _clitics(token.folded)
    )


# Unknown names and short forms


def _unknown(line: _Line, i: int) -> NameFound | None:
    """Return the words after a strong head at token `i` as the name of a place that no list has."""
    heads = line.gazetteer.heads
    clitics = _split(line.tokens[i].folded, heads)
    head = heads[clitics.rest] if clitics else None
    if head is None or head.unknown == "no" or i + 1 >= len(line.tokens):
        return None
    first, last = _unknown_name(line, i + 1)
    if last <= first:
        return None
    key = " ".join(t.folded for t in line.tokens[first:last])
    found = _surround(line, first, _Known(_Clitics("", "", 0, key), last, key))
    quoted = line.tokens[i + 1].folded in _QUOTES
    return found if head.unknown == "yes" or (found.role and (quoted or _goes_on(line, last))) else None


def _unknown_name(line: _Line, i: int) -> tuple[int, int]:
    """Return the tokens of an unknown name: one, a compound («تل الضمان»), or what stands in quotes."""
    if line.tokens[i].folded in _QUOTES:
        closing = (n for n in range(i + 2, min(i + 5, len(line.tokens))) if line.tokens[n].folded in _QUOTES)
        return i + 1, next(closing, i) if _may_name(line, i + 1) else i
    known = _known(line, i)
    if not _may_name(line, i) or (known is not None and known.last > i + 1):
        return i, i
    compound = line.gazetteer.words["compound"]
    last = i + 1
    while (
        last < len(line.tokens) and last - i < _LONGEST_UNKNOWN and line.tokens[last - 1].folded in compound
    ):
        if line.tokens[last].kind != "word":
            break
        last += 1
    return (i, i) if last == i + 1 and line.tokens[i].folded in compound else (i, last)


def _may_name(line: _Line, i: int) -> bool:
    """Tell whether a word after a head can be a name: no known name, closed class or adjective."""
    if i >= len(line.tokens):
        return False
    token, gazetteer = line.tokens[i], line.gazetteer
    word = token.folded
    if word in gazetteer.words["compound"]:
        return True
    if token.kind != "word" or len(word) < 3 or _split(word, gazetteer.heads) or gazetteer.nationality(word):
        return False
    if _known(line, i) or any(word in words for words in gazetteer.words.values()):
        return False
    if word.startswith("ال"):
        return not word.endswith(("يين", "يون", "ات"))
    return not (word.startswith("لل") or word.endswith(_NOT_NAMES))


def _goes_on(line: _Line, last: int) -> bool:
    """Tell whether a place or its whereabouts follow: «منطقة عكرة بريف حمص», «منطقة الفيض شمال المدينة»."""
    if last >= len(line.tokens) or line.tokens[last].kind != "word":
        return False
    words, following = line.gazetteer.words, line.tokens[last].folded
    if following == "في" or following in words["direction"] or following in words["within"]:
        return True
    placed = _known(line, last) is not None or _split(following, line.gazetteer.heads) is not None
    return following.startswith("ب") and placed


def _national(line: _Line, i: int) -> NameFound | None:
    """Return a part of a country that an adjective names: «العاصمة السودانية», «الشمال الموريتاني», «الأراضي التركية»."""
    parts = line.gazetteer.words["national"]
    clitics = _split(line.tokens[i].folded, parts)
    adjective = line.tokens[i + 1].folded if i + 1 < len(line.tokens) else ""
    country = line.gazetteer.nationality(adjective) if adjective.startswith("ال") else None
    if clitics is None or country is None:
        return None
    part = parts[clitics.rest]
    short = part if part == "capital" else "country"
    direction = "" if part in ("capital", "country") else part
    found = _surround(line, i, _Known(clitics, i + 2, clitics.rest, (), False, short, country, direction))
    return found if found.role or found.direction or found.heads else None


def _short(line: _Line, i: int) -> NameFound | None:
    """Return a short form («البلاد», «المدينة») that a preposition, a head or a direction makes a place."""
    shorts = line.gazetteer.words["short"]
    clitics = _split(line.tokens[i].folded, shorts)
    if clitics is None:
        return None
    following = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    if following is not None and following.kind == "word":
        if following.folded.startswith("ال") and following.folded not in line.gazetteer.words["not_name"]:
            return None  # «المدينة القديمة» is another place, «المدينة التي …» the one told before
        if (known := _known(line, i + 1)) and not known.clitics.prep and not known.clitics.conj:
            return None  # «العاصمة بغداد»
    found = _surround(line, i, _Known(clitics, i + 1, clitics.rest, short=shorts[clitics.rest]))
    bare = clitics.rest in _TAKEN and not clitics.prep
    return found if found.role or found.direction or found.heads or bare else None


def _after(text: str, span: Span, folded_length: int) -> int:
    """Return the offset after `folded_length` folded characters of the span, dropped marks included."""
    position, seen = span.start, 0
    while seen < folded_length or (position < span.end and not fold(text[position])):
        seen += len(fold(text[position]))
        position += 1
    return position
