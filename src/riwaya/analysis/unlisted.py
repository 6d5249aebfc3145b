"""Parsed sentences → towns that no list has, where the words around show that a place is named.

«قرب ليجة في محافظة ديار بكر», «في نويرة، وفق الشرطة». A name that the report gives as a place once is one at its other mentions
too: «بلدة هيلان … معركة هيلان». Such a place has its own words and no name; `whereabouts.py` tells where it lies.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.analysis.layers import Layers
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.words import Word
from riwaya.lexicon.gazetteer import Gazetteer, PlaceHead
from riwaya.model import Place, PlaceRole, Span

_IN = "في"
_BESIDE = frozenset({"قرب", "عند", "قباله", "قبالة"})
_TOWARDS = frozenset({"الي", "نحو", "صوب", "باتجاه"})
_ONTO = frozenset({"علي"})
_PLACING = frozenset({_IN, "ب", *_BESIDE, *_TOWARDS, *_ONTO})
_SHORT = 3  # letters of a name in a container
_LONG = 4  # letters of a name that nothing but its preposition shows
_TOWNS = frozenset({"settlement", "admin2"})
_WORDS = 3  # of a name
_FAR = 25  # characters between a name and what it lies in
_NO_ENDINGS = ("هم", "ها", "هن", "كم", "نا", "هما", "ات", "ين", "ون")

Name = tuple[str, ...]


def with_unlisted(layers: Layers, gazetteer: Gazetteer) -> Layers:
    """Return the layers with the towns that no list has among their places, in the text's order."""
    layers = replace(layers, places=tuple(_whole(p, layers, gazetteer) for p in layers.places))
    found = [p for parsed in layers.parsed for p in find_unlisted(parsed, layers, gazetteer)]
    layers = replace(layers, places=_in_order((*layers.places, *found)))
    names = _told(layers)
    again = [p for parsed in layers.parsed for p in find_told(parsed, layers, names)] if names else []
    return replace(layers, places=_in_order((*layers.places, *again))) if again else layers


def _in_order(places: Sequence[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda p: (p.span.start, -p.span.end)))


def parsed_at(layers: Layers, offset: int) -> Parsed:
    """Return the sentence that holds the character at `offset`."""
    return layers.parsed[bisect_right(layers.parsed, offset, key=lambda p: p.sentence.span.start) - 1]


def _whole(place: Place, layers: Layers, gazetteer: Gazetteer) -> Place:
    """Return a place that no list has with all the words of its name: «مديرية شاه | جوي»."""
    known = place.name is not None or place.candidates > 0 or place.antecedent is not None
    if known or place.precision not in _TOWNS:
        return place
    parsed = parsed_at(layers, place.span.start)
    last = next((w for w in parsed.words if w.token.span.end == place.span.end), None)
    behind = parsed.words[last.index + 1] if last is not None and last.index + 1 < len(parsed.words) else None
    if last is None or behind is None or last.split.article or not _is_unlisted(behind, gazetteer):
        return place
    same = parsed.chunk_of[last.index] == parsed.chunk_of[behind.index]
    if (
        not same
        or behind.split.article
        or behind.split.prep
        or any(p.span.overlaps(behind.span) for p in layers.places_in(parsed.sentence.span))
    ):
        return place
    return replace(place, span=Span(place.span.start, behind.token.span.end))


def find_unlisted(parsed: Parsed, layers: Layers, gazetteer: Gazetteer) -> Iterator[Place]:
    """Yield the names that nothing explains where only a place stands.

    Behind «في» one word before a mark or «التي», and behind any preposition of place a name that a container follows. Words with
    an article are too often common ones.
    """
    known = layers.places_in(parsed.sentence.span)
    for begin, prep in _behind_prepositions(parsed):
        reader = _Reader(parsed, begin, prep, known, gazetteer)
        head = reader.head()
        first = begin + (head is not None)
        last = reader.extent(first)
        if last and (head is not None or reader.shown(last)):
            span = Span(parsed.words[first].start, parsed.words[last - 1].token.span.end)
            if not any(p.span.overlaps(span) for p in known):
                precision = head.precision if head is not None else "settlement"
                yield Place(span, precision=precision, role=_role(prep), located=True)


def _behind_prepositions(parsed: Parsed) -> Iterator[tuple[int, str]]:
    """Yield each word behind a preposition of place, with the preposition: also inside a phrase («مروحية | في مديرية …»)."""
    for chunk in parsed.chunks:
        if chunk.pos != "noun":
            continue
        if chunk.prep in _PLACING:
            yield chunk.first, chunk.prep
        for before in range(chunk.first, chunk.last - 1):
            if parsed.words[before].folded in _PLACING:
                yield before + 1, parsed.words[before].folded


def _role(prep: str) -> PlaceRole:
    return "to" if prep in _TOWARDS else "at"


@dataclass(frozen=True, slots=True)
class _Reader:
    """A phrase behind a preposition of place, with the sentence's known places."""

    parsed: Parsed
    first: int  # the word behind the preposition
    prep: str
    known: Sequence[Place]
    gazetteer: Gazetteer

    @property
    def end(self) -> int:
        """The word after the phrase."""
        return self.parsed.chunks[self.parsed.chunk_of[self.first]].last

    def head(self) -> PlaceHead | None:
        """Return the head of a town or district that the phrase begins with: «مديرية», «بلدية»."""
        word = self.parsed.words[self.first]
        head = self.gazetteer.heads.get(word.split.stem)
        return (
            head
            if head is not None and not word.split.article and head.precision in _TOWNS and not head.whole
            else None
        )

    def extent(self, first: int) -> int:
        """Return the word after the name that begins at `first`, 0 if none does."""
        words = self.parsed.words
        if first >= self.end:
            return 0
        last = first + 1 if words[first].folded in self.gazetteer.words["compound"] else first
        while last < min(self.end, first + _WORDS) and _is_unlisted(words[last], self.gazetteer):
            if words[last].split.prep and last > first:
                break  # «جارشينج | بالقرب من …»
            last += 1
        opened = last > first and not _is_unlisted(words[first], self.gazetteer)
        return 0 if last == first or (opened and last == first + 1) else last

    def shown(self, last: int) -> bool:
        """Tell whether what stands around the name makes it a place."""
        words, first = self.parsed.words, self.first
        if self._contained(last):
            return True
        single = last == first + 1 and len(words[first].folded) >= _LONG
        compound = not _is_unlisted(words[first], self.gazetteer)
        if self.prep not in (_IN, *_BESIDE) or not (single or compound):
            return False
        if words[first].split.article and not words[first].folded.endswith("يه"):
            return False
        behind = self._behind(last)
        return behind is None or behind in ("mark", "rel", "time")

    def _behind(self, last: int) -> str | None:
        words = self.parsed.words
        return self.parsed.chunks[self.parsed.chunk_of[last]].pos if last < len(words) else None

    def _contained(self, last: int) -> bool:
        """Tell whether what the name lies in follows: «في محافظة …», «بولاية …», «شرقي تشاد», «الشيشانية»."""
        words = self.parsed.words
        if last >= len(words) or words[self.first].split.article:
            return False
        word, known = words[last], self.gazetteer.words
        end = words[last - 1].token.span.end
        if word.split.article and self.gazetteer.nationality(word.folded):
            return self.prep in (_IN, *_BESIDE)
        opens = word.folded == _IN or word.split.prep == "ب" or word.folded in known["direction"]
        opens = opens or word.folded in known["within"] or word.folded in _BESIDE
        return opens and any(p.country and 0 <= p.span.start - end <= _FAR for p in self.known)


def _is_unlisted(word: Word, gazetteer: Gazetteer) -> bool:
    """Tell whether no list has the word, and it may be a name: not «الصنع», «يدهم», «نشرهم»."""
    split = word.split
    explained = bool(split.entries) or word.folded in gazetteer.words["not_name"]
    if word.pos != "noun" or explained or split.suffix or split.conj or word.token.kind != "word":
        return False
    if split.article:
        return word.folded.endswith("يه")
    return len(word.folded) >= _SHORT and not word.folded.endswith(_NO_ENDINGS)


# Told before


def _told(layers: Layers) -> Mapping[Name, Place]:
    """Return the places that no list has by their words: the first mention of each that is said to be somewhere."""
    names: dict[Name, Place] = {}
    for parsed in layers.parsed:
        for place in layers.places_in(parsed.sentence.span):
            if place.name is None and place.precision in _TOWNS and place.located:
                inside = [w for w in parsed.words if place.span.contains(w.span)]
                if inside and inside[0].start == place.span.start and all(map(_is_unlisted_part, inside)):
                    names.setdefault(tuple(map(_bare, inside)), place)
    return names


def _is_unlisted_part(word: Word) -> bool:
    return word.pos == "noun" and not word.split.entries


def _bare(word: Word) -> str:
    return ("ال" if word.split.article else "") + word.split.stem


def find_told(parsed: Parsed, layers: Layers, names: Mapping[Name, Place]) -> Iterator[Place]:
    """Yield the other mentions of names that the report gives as places: «معركة هيلان», «إلى هيلان»."""
    known = layers.places_in(parsed.sentence.span)
    longest = max(map(len, names))
    for word in parsed.words:
        for length in range(longest, 0, -1):
            words = parsed.words[word.index : word.index + length]
            place = names.get(tuple(map(_bare, words))) if len(words) == length else None
            span = Span(word.start, words[-1].token.span.end)
            if place is not None and not any(p.span.overlaps(span) for p in known):
                yield _mention(parsed, word, replace(place, span=span, antecedent=place.span, stated_in=None))
                break


def _mention(parsed: Parsed, word: Word, place: Place) -> Place:
    """Return the place as what stands before this mention has it."""
    chunk = parsed.chunks[parsed.chunk_of[word.index]]
    begins = chunk.first == word.index and chunk.pos == "noun"
    prep = (word.split.prep or chunk.prep) if begins else ""
    at = prep in (_IN, "ب", *_BESIDE, *_ONTO)
    return replace(place, role="to" if prep in _TOWARDS else "at", located=at or prep in _TOWARDS)
