"""Noun phrases → mentions: what a phrase shows of whom it means, before anything is compared.

«وزير الدفاع جيمس الحلو» has the designation (وزير، دفاع) and the name (جيمس، حلو); «الحركة» a designation of one word;
«ثلاثة مسلحين» brings in someone new. Words are compared folded, without proclitics and article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.analysis.agreement import gender_of, is_counted
from riwaya.analysis.parsed import Parsed, with_names
from riwaya.analysis.phrase_words import head_of, is_name, title_of
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.words import Word
from riwaya.lexicon.loader import Actor
from riwaya.model import Span, Time

ORGANISED = frozenset(
    "state government military police intelligence armed_group party igo ngo media company".split()
)
PERSONAL = frozenset("person office rank honorific role official".split())
PEOPLE = frozenset("people civilians victims fighters group".split())
_MENTIONED = ORGANISED | PERSONAL | PEOPLE
NAME_PARTS = frozenset("بن ابن ابو ابي ابا ام ال عبد بنت نور سيف شمس".split())
_TITLED = PERSONAL | PEOPLE
_PERHAPS_NAMES = frozenset({None, "adjective"})
_WHEREABOUTS = frozenset("في من الي داخل قرب خارج وسط عبر نحو".split())
_TITLES_BEFORE_NAMES = frozenset({"rank", "honorific"})
_COMMON = frozenset({"head", "title", "noun", "trigger", "adjective"})
_SHORTEST_PLURAL = 4  # letters
_LONGEST_UNKNOWN = 3  # words of a name that no list holds


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase as a mention: the words that say who is meant."""

    parsed: Parsed
    chunk: Chunk
    sort: str  # "organisation" | "person" | "group" | "unknown"
    actor: Actor | None  # the lexicon's, where the phrase itself is it
    designation: tuple[str, ...]  # «وزير الدفاع»: what it is called apart from a person's name
    name: tuple[str, ...]  # a person's
    name_span: Span | None
    lemma: str  # of the head, alike in singular and plural: "soldier"
    definite: bool  # its head bears the article or a demonstrative stands before
    fresh: bool  # indefinite or counted: it brings in someone new
    number: str  # "s" | "d" | "p" | "?"
    metonym: bool = False  # a capital for its state

    @property
    def span(self) -> Span:
        """Return where the phrase stands."""
        return self.chunk.span


def describe(parsed: Parsed) -> Iterator[Described]:
    """Yield the mentions of a sentence in order."""
    for chunk in parsed.chunks:
        if chunk.pos != "noun" or chunk.event or not _may_be_mentioned(parsed, chunk):
            continue
        yield _described(parsed, chunk)


def with_known_names(parsed: Sequence[Parsed], times: Sequence[Time]) -> tuple[Parsed, ...]:
    """Return the sentences with the bare names of persons known as such, wherever the document gives one a title or a fuller
    name: after «الرئيس سيلفا كين» a lone «كين» is a person, and so may act and speak."""
    full: dict[str, list[tuple[str, ...]]] = {}
    for name in {name for sentence in parsed for name in _titled_names(sentence)}:
        full.setdefault(name[-1], []).append(name)
    return tuple(_with_persons(sentence, full, times) for sentence in parsed) if full else tuple(parsed)


def _titled_names(parsed: Parsed) -> Iterator[tuple[str, ...]]:
    for chunk in parsed.chunks:
        if chunk.pos == "noun" and not chunk.event and chunk.kind in _TITLED and chunk.last - chunk.first > 1:
            start, end = _own_name(parsed, chunk)
            if end > start:
                yield tuple(bare(w) for w in parsed.words[start:end])


def _with_persons(
    parsed: Parsed, full: Mapping[str, Sequence[tuple[str, ...]]], times: Sequence[Time]
) -> Parsed:
    bare_names = {
        c.first for c in parsed.chunks if _swallows(parsed.words, c) and bare(parsed.words[c.first]) in full
    }
    if bare_names:
        parsed = with_names(parsed, bare_names, times)
    chunks = tuple(
        replace(c, kind="person") if _is_known_name(parsed.words, c, full) else c for c in parsed.chunks
    )
    return parsed if chunks == parsed.chunks else replace(parsed, chunks=chunks)


def _swallows(words: Sequence[Word], chunk: Chunk) -> bool:
    """«كرين القصف»: an unknown word to which the next seems annexed, and which isn't itself in annexation."""
    if chunk.pos != "noun" or chunk.kind is not None or chunk.last - chunk.first == 1:
        return False
    first = words[chunk.first]
    apart = (
        chunk.first == 0 or words[chunk.first - 1].pos != "noun" or bool(first.split.prep or first.split.conj)
    )
    return apart and _unknown(first) and not first.split.article


def _is_known_name(
    words: Sequence[Word], chunk: Chunk, full: Mapping[str, Sequence[tuple[str, ...]]]
) -> bool:
    if chunk.pos != "noun" or chunk.kind not in _PERHAPS_NAMES or chunk.event or chunk.actor is not None:
        return False
    if chunk.last - chunk.first > _LONGEST_UNKNOWN:
        return False
    names = full.get(bare(words[chunk.last - 1]), ())
    if not names:
        return False
    name = tuple(bare(w) for w in words[chunk.first : chunk.last])
    unknown = all(_unknown(w) or _given(w) for w in words[chunk.first : chunk.last])
    return any(in_turn(name, known) and (unknown or len(known) > 1) for known in names)


def in_turn(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether the words of one stand in the other in the same order: «محمد البرادعي», «محمد مصطفى البرادعي»."""
    parts = iter(long)
    return all(part in parts for part in short)


def bare(word: Word) -> str:
    """Return a word folded, without proclitics and article, sound plurals in one case: «والحريري» → حريري."""
    stem = word.token.folded[word.split.cut :].removeprefix("ال")
    return stem[:-2] + "ين" if len(stem) > _SHORTEST_PLURAL and stem.endswith("ون") else stem


def _may_be_mentioned(parsed: Parsed, chunk: Chunk) -> bool:
    if chunk.kind == "state" and chunk.whole:
        return chunk.prep not in _WHEREABOUTS  # a scene, no party
    if chunk.actor is not None or chunk.kind in _MENTIONED:
        return True
    if chunk.kind is None and chunk.last - chunk.first <= _LONGEST_UNKNOWN:
        return all(_unknown(w) or _given(w) for w in parsed.words[chunk.first : chunk.last])
    return _is_latter(parsed, chunk)


def _is_latter(parsed: Parsed, chunk: Chunk) -> bool:
    return chunk.last - chunk.first == 1 and bare(parsed.words[chunk.head]) in ("اخير", "اخيره")


def _given(word: Word) -> bool:
    """«جورج», «العبادي»: a given name, which with the article is a family's."""
    return any(e.kind == "name" for e in word.split.entries)


def _unknown(word: Word) -> bool:
    return word.pos == "noun" and not word.split.entries and not word.split.suffix


def _described(parsed: Parsed, chunk: Chunk) -> Described:
    words = parsed.words[chunk.first : chunk.last]
    head = parsed.words[chunk.head]
    start, end = _own_name(parsed, chunk)
    name = tuple(bare(w) for w in parsed.words[start:end])
    actor = chunk.actor if chunk.whole or _holds_office(parsed, chunk, end) else None
    counted = is_counted(parsed.words, chunk)
    demonstrative = words[0].pos == "dem"
    marked = head.split.article or demonstrative
    return Described(
        parsed, chunk, _sort(chunk, bool(name)), actor, _designation(parsed, chunk, start, end), name,
        Span(parsed.words[start].start, parsed.words[end - 1].token.span.end) if name else None,
        _lemma(head), marked and not counted, counted or not (marked or chunk.definite or name or actor),
        gender_of(parsed.words, chunk)[1], actor is not None and _is_metonym(parsed, chunk),
    )  # fmt: skip


def _sort(chunk: Chunk, named: bool) -> str:
    if named and chunk.kind is not None:
        return "person"
    if chunk.kind in ORGANISED:
        return "organisation"
    if chunk.kind in PERSONAL:
        return "person"
    return "group" if chunk.kind in PEOPLE else "unknown"


def _holds_office(parsed: Parsed, chunk: Chunk, after: int) -> bool:
    """«لوران فابيوس | وزير الخارجية الفرنسي»: the office right behind a name; «نائب وزير الخارجية» is another."""
    if chunk.actor is None or chunk.actor.kind != "official" or after >= chunk.last:
        return False
    return (after + 1 if parsed.words[after].folded in "،," else after) in parsed.named


def _designation(parsed: Parsed, chunk: Chunk, name: int, after: int) -> tuple[str, ...]:
    """Return the words before the person's name and before an apposition; those behind a name that comes first."""
    start, end = (chunk.first, name) if name > chunk.first else (after, chunk.last)
    found: list[str] = []
    for word in parsed.words[start:end]:
        if word.pos == "mark" and found and word.folded in "،,(":
            break
        if word.pos not in ("mark", "dem", "num"):
            found.append(bare(word))
    return tuple(found)


def _lemma(head: Word) -> str:
    row = title_of(head) or head_of(head)
    if row is not None and row.en:
        return row.en
    stem = bare(head)
    for ending in ("ون", "ين"):
        if stem.endswith(ending) and len(stem) > 4:
            return stem.removesuffix(ending)
    return stem


def _is_metonym(parsed: Parsed, chunk: Chunk) -> bool:
    return any(
        m.first == chunk.first and any(e.value == chunk.actor and e.part == "metonym" for e in m.entries)
        for m in parsed.matches
    )


def _own_name(parsed: Parsed, chunk: Chunk) -> tuple[int, int]:
    """Return the words of a person's name inside a phrase as [first, last), empty at the phrase's end if there is none.

    «رئيس الوزراء | سمير الحلو», «الناشط | سمير الحلو»; but «مستشار سمير الحلو», «أنصار الحلو» are others than he.
    """
    none = (chunk.last, chunk.last)
    if chunk.kind is None or chunk.kind == "person":
        return chunk.first, _name_end(parsed.words, chunk.first, chunk.last)
    if chunk.kind not in PERSONAL | PEOPLE:
        return none
    if chunk.kind in PEOPLE and not parsed.words[chunk.head].split.article:
        return none
    for index in range(chunk.head + 1, chunk.last):
        if _starts_name(parsed, chunk, index):
            return index, _name_end(parsed.words, index, chunk.last)
    return none


def _starts_name(parsed: Parsed, chunk: Chunk, index: int) -> bool:
    word, before = parsed.words[index], parsed.words[index - 1]
    if index in parsed.named or word.split.article or not (_name_like(word)):
        return False
    ready = before.split.article or before.folded in "،," or index - 1 in parsed.named
    if chunk.tail is not None and chunk.tail[0] <= index < chunk.tail[1]:
        return (
            ready and title_of(before) is None
        )  # «المتحدث باسم الجيش | سامر», but «المتحدث باسم الرئيس سامر»
    return ready or chunk.kind in _TITLES_BEFORE_NAMES or (is_name(word) and is_name(before))


def _name_like(word: Word) -> bool:
    return is_name(word) or word.split.stem in NAME_PARTS or _unknown(word)


def _name_end(words: Sequence[Word], start: int, end: int) -> int:
    for index in range(start + 1, end):
        word = words[index]
        family = word.split.article and not any(e.kind in _COMMON for e in word.split.entries)
        if word.pos == "mark" or not (_name_like(word) or family):
            return index
    return end
