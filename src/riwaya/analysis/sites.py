"""Parsed sentences → Places that no list has: buildings and grounds («أمام مبنى البلدية»); `unlisted.py` adds towns.

A site's span is its whole name. It has neither name nor coordinates; its division and country are those of the place
that the text puts it in, if it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riwaya.analysis.layers import Layers
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrase_words import adjective_shape, event_entries
from riwaya.analysis.unlisted import with_unlisted
from riwaya.analysis.whereabouts import with_whereabouts
from riwaya.analysis.words import Word
from riwaya.lexicon.gazetteer import Gazetteer
from riwaya.model import Place, PlaceRole, Span

_QUOTES = frozenset("\"'«»“”")
_OPEN_GROUND = frozenset(
    {"ساحه", "ميدان", "شارع", "جسر", "دوار", "حي", "سوق"}
)  # they bear events' names: «ميدان التحرير»
_FACING = frozenset({"امام", "خلف", "مقابل", "بجوار", "بجانب", "قباله", "تجاه"})
_BUILDINGS = frozenset({"مقر", "مبني", "بنايه", "مجمع"})
_FIGURATIVE = frozenset({"حقل", "ملعب"})  # «في حقل الطب», «الكرة في ملعب …»
_SMALL_WORDS = frozenset("في من عن مع ان او ثم كل بعد قبل منذ الي علي حيث كما ما لا لم قد هو هي".split())
_PLURALS = frozenset({"احياء", "حيي", "شوارع", "ساحات", "مخيمات"})
_AREA = "منطقه"
_LONGEST = 8  # words
_SHORT = 3  # letters of a word that joins parts of a foreign name: «دي», «ديل», «أم»
_FAR = 25  # characters between a site and the place that it lies in


def with_sites(layers: Layers, gazetteer: Gazetteer) -> Layers:
    """Return the layers with the sites among their places, in the text's order."""
    told: dict[str, Place] = {}  # the last site of each kind: «السجن» is the one named before
    places = (p for parsed in layers.parsed for p in _of_sentence(parsed, layers, gazetteer, told))
    found = with_unlisted(replace(layers, places=tuple(places)), gazetteer)
    return with_whereabouts(found, gazetteer)


def _of_sentence(
    parsed: Parsed, layers: Layers, gazetteer: Gazetteer, told: dict[str, Place]
) -> Sequence[Place]:
    known = layers.places_in(parsed.sentence.span)
    sites = list(find_sites(parsed, known, gazetteer))
    kept = [p for p in known if not any(_is_part(p, s) for s in sites)]
    named = sorted([*kept, *sites], key=lambda p: (p.span.start, -p.span.end))
    again = [p for p in find_again(parsed, named, gazetteer, told) if not _taken(p, named)]
    return sorted([*named, *again], key=lambda p: (p.span.start, -p.span.end)) if again else named


def find_again(
    parsed: Parsed, named: Sequence[Place], gazetteer: Gazetteer, told: dict[str, Place]
) -> Iterator[Place]:
    """Yield the sites that only their kind names («أمام السجن»), as those told of before; enter the named ones into `told`."""
    reader = _Reader(parsed, gazetteer, tuple(named))
    first = {p.span.start: p for p in named if p.precision == "site" and p.antecedent is None}
    for word in parsed.words:
        if not reader.heads_site(word):
            continue
        if (place := first.get(word.start)) is not None:
            told[word.split.stem] = place
        elif word.split.article and word.split.stem in told and reader.alone(word.index):
            site, role = told[word.split.stem], reader.role(word.index)
            if role is not None:
                span = Span(word.start, word.token.span.end)
                yield replace(site, span=span, antecedent=site.span, role=role, located=True)


def _is_part(place: Place, site: Place) -> bool:
    """Tell whether a place is but a piece of a site's name: not Mosul in «جامعة الموصل»."""
    return place.span.overlaps(site.span) and (place.name is None or place.span.start == site.span.start)


def find_sites(parsed: Parsed, places: Sequence[Place], gazetteer: Gazetteer) -> Iterator[Place]:
    """Yield the named sites of a sentence; something is located at those behind a preposition of place («في فندق الرشيد»)."""
    near = tuple(p for p in places if parsed.sentence.span.overlaps(p.span))
    reader = _Reader(parsed, gazetteer, near)
    reached = 0
    for word in parsed.words:
        if word.index < reached or not reader.heads_site(word):
            continue
        last = reader.extent(word.index)
        span = Span(word.start, parsed.words[last - 1].token.span.end)
        if not reader.named(word.index, last) or any(_is_known(p, span, word) for p in near):
            continue
        role = reader.role(word.index)
        if role is None and any(p.span.overlaps(span) for p in near):
            continue
        reached = last
        site = _placed(Place(span, precision="site", role=role or "at", located=role is not None), near)
        if not (reader.is_institution(word.index) and _lies_behind(site)):
            yield site


def _taken(place: Place, places: Sequence[Place]) -> bool:
    return any(place.span.overlaps(p.span) for p in places)


def _is_known(place: Place, span: Span, head: Word) -> bool:
    """Tell whether the gazetteer has the site itself: «مخيم اليرموك»; «الحي» alone isn't «الحي الصناعي»."""
    if not place.span.overlaps(span) or place.span.end <= head.token.span.end:
        return False
    if head.split.stem == _AREA:
        return place.name is not None  # «منطقة | الجادرية» is al-Jadiriya
    return place.span.start <= span.start and (place.name is not None or place.span.end >= span.end)


def _lies_behind(site: Place) -> bool:
    return site.stated_in is not None and site.stated_in.start >= site.span.end


def _placed(site: Place, places: Sequence[Place]) -> Place:
    """Give a site the division and country of the place in its name («جامعة الموصل») or right behind it."""
    for place in places:
        behind = 0 <= place.span.start - site.span.end <= _FAR
        inside = site.span.contains(place.span) and place.span.start > site.span.start
        if place.country and (inside or behind):
            return replace(
                site,
                admin1=place.admin1,
                admin1_en=place.admin1_en,
                country=place.country,
                country_en=place.country_en,
                stated_in=place.span,
            )
    return site


@dataclass(frozen=True, slots=True)
class _Reader:
    """A sentence with the words that the gazetteer knows around places."""

    parsed: Parsed
    gazetteer: Gazetteer
    places: tuple[Place, ...]  # known ones of the sentence

    def heads_site(self, word: Word) -> bool:
        """Tell whether a noun is a kind of building or ground."""
        stem, words = word.split.stem, self.gazetteer.words
        head = self.gazetteer.heads.get(stem)
        ground = stem in words["site"] or stem == _AREA or (head is not None and head.precision == "site")
        known = (ground and stem not in _FIGURATIVE) or stem in words["institution"]
        return word.pos == "noun" and not word.split.suffix and known

    def is_institution(self, index: int) -> bool:
        """Tell whether the name tells who rather than where: «السفارة اليونانية»."""
        return self.parsed.words[index].split.stem in self.gazetteer.words["institution"]

    def role(self, index: int) -> PlaceRole | None:
        """Return what the preposition of place says that governs the noun: its own «ب», or the word before, quotes left out.

        «في» an institution is what one is a member of («النائب في البرلمان»), «في مبنى» is where one is.
        """
        word = self.parsed.words[index]
        inside = not self.is_institution(index) or word.split.stem in _BUILDINGS
        if word.split.prep:
            return "at" if word.split.prep == "ب" and inside else None
        before = index - 1
        while before >= 0 and self.parsed.words[before].folded in _QUOTES:
            before -= 1
        return self._role_of(before, inside) if before >= 0 else None

    def _role_of(self, index: int, inside: bool) -> PlaceRole | None:
        words, prepositions = self.parsed.words, self.gazetteer.words
        word = words[index]
        forms = {word.folded, word.folded.removeprefix("و"), word.split.stem}
        if "من" in forms:
            near = index > 0 and words[index - 1].folded.removeprefix("ب") in prepositions["near"]
            return "at" if near else None
        if "في" in forms:
            return "at" if inside else None
        if forms & _FACING or any(f in prepositions[c] for f in forms for c in ("at", "near")):
            return "at"
        return "to" if any(f in prepositions["to"] for f in forms) else None

    def alone(self, index: int) -> bool:
        """Tell whether nothing goes on with a noun: «في الفندق», not «في الفندق الكبير»."""
        chunk = self.parsed.chunks[self.parsed.chunk_of[index]]
        return index + 1 >= chunk.last

    def extent(self, index: int) -> int:
        """Return the word after the site's name: its phrase, and what goes on a foreign name."""
        words, chunk = self.parsed.words, self.parsed.chunks[self.parsed.chunk_of[index]]
        last = index + 1
        while last < min(chunk.last, index + _LONGEST) and self._goes_on(index, last):
            last += 1
        if last == chunk.last and self._foreign(last - 1):
            last = self._foreign_end(last, index + _LONGEST)
        last = self._list_end(index, last)
        quotes = sum(w.folded == '"' for w in words[index:last])
        return last - 1 if quotes % 2 and words[last - 1].folded == '"' else last

    def _goes_on(self, head: int, at: int) -> bool:
        words, word = self.parsed.words, self.parsed.words[at]
        if word.pos == "mark":
            return word.folded in _QUOTES
        if word.pos not in ("noun", "num", "quant") or word.split.prep or word.split.conj or self._ends(word):
            return False
        if any(word.token.span.start < p.span.start < word.token.span.end for p in self.places):
            return False  # «بإسلام | أباد»
        if self._of_country(at):
            return False
        closed = at - 1 > head and words[at - 1].split.article and not word.split.article
        return not closed or not word.split.entries or self._name_of(word)

    def _of_country(self, at: int) -> bool:
        """«سوق مدينة الفاشر | السودانية»: tell whether a word says of the place before in which country it lies."""
        word, before = self.parsed.words[at], self.parsed.words[at - 1].token.span
        placed = any(p.span.start < before.start < p.span.end for p in self.places)
        return placed and self.gazetteer.nationality(word.folded) is not None

    def _ends(self, word: Word) -> bool:
        """Tell whether a word begins something else: «شمال المدينة», «الواقعة في», «ذات الغالبية»."""
        known = self.gazetteer.words
        return any(word.folded in known[c] for c in ("within", "direction", "not_name"))

    def _list_end(self, head: int, last: int) -> int:
        """Return the word after what goes on a name: «أحياء الشعار والصالحين», «منطقة كيلو 7»."""
        words = self.parsed.words
        if words[head].split.stem in _PLURALS:
            while last < len(words) and words[last].split.conj == "و" and self._lists(words[last]):
                last += 1
        number = last < len(words) and words[last].pos == "num" and last == head + 2
        counts = last + 1 < len(words) and words[last + 1].pos == "noun"
        return last + 1 if number and not counts else last

    def _lists(self, word: Word) -> bool:
        named = word.split.article or not word.split.entries
        return word.pos == "noun" and named and not word.split.prep and not event_entries(word)

    def _foreign_end(self, first: int, limit: int) -> int:
        """Return the word after a foreign name that goes on at `first`; short words stand only inside it."""
        words, last = self.parsed.words, first
        for at in range(first, min(limit, len(words))):
            word = words[at]
            if word.token.kind != "word" or word.folded in _SMALL_WORDS:
                break
            if any(p.name and p.span.overlaps(word.token.span) for p in self.places):
                break
            if self._foreign(at):
                last = at + 1
            elif len(word.folded) > _SHORT:
                break
        return last

    def _foreign(self, index: int) -> bool:
        word = self.parsed.words[index]
        return word.pos == "noun" and not word.split.entries and not word.split.article

    def named(self, index: int, last: int) -> bool:
        """Tell whether the words make it one site and not any («منزل مستأجر») or one that only the context tells."""
        head = self.parsed.words[index]
        rest = tuple(w for w in self.parsed.words[index + 1 : last] if w.pos != "mark")
        if (
            not rest
            or rest[-1].split.suffix
            or (event_entries(rest[0]) and head.split.stem not in _OPEN_GROUND)
        ):
            return False
        if head.split.article:
            return all(w.split.article for w in rest)
        if rest[0].split.article or rest[-1].split.article:
            kinds = {e.kind for e in rest[0].split.entries}
            return not (head.split.stem == _AREA and kinds & {"noun", "head"}) and not _of_purpose(rest[0])
        if self.heads_site(rest[0]) and len(rest) > 1:
            rest = rest[1:]  # «ميدان قصر …»
        return self._name_of(rest[0]) and not rest[-1].folded.endswith("ا")

    def _name_of(self, word: Word) -> bool:
        """Tell whether an indefinite word is a name: nothing that the lexicon knows, or a given name or an actor."""
        kinds = {e.kind for e in word.split.entries}
        if kinds:
            return bool(kinds & {"name", "actor"}) and "adj" not in kinds
        stem = word.split.stem
        adjective = adjective_shape(stem) and not stem.startswith(
            "ما"
        )  # «ماريوت»; participles begin otherwise
        return not (adjective or stem.endswith("ات") or _of_purpose(word))


def _of_purpose(word: Word) -> bool:
    """«محطة لتوليد الطاقة»: what it is for, where no list knows the word."""
    return word.split.stem.startswith(("لت", "لل"))
