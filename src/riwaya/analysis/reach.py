"""What stands to the right of a trigger: the bare phrases and the prepositional ones, up to the end of its clause."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.analysis.clauses import in_aside, in_brackets, joins_other, manner, named_behind, names_part
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.triggers import Candidate

ARMED = frozenset({"state", "government", "military", "police", "intelligence", "armed_group", "fighters"})
AGENT_PREPOSITIONS = frozenset({
    "من قبل", "علي يد", "علي ايدي", "من جانب", "من طرف", "بايدي", "بيد", "في يد", "في ايدي", "في قبضه", "بقبضه",
})  # fmt: skip
ACTORS = ARMED | frozenset("party igo ngo media company group official office rank role honorific".split())
_PARTIES = ACTORS | {"people", "civilians", "person"}
_SPEECH = frozenset("SUPPORT ACCUSE REQUEST REJECT THREATEN".split())
_CLOSE_PREPOSITIONS = frozenset({"ب", "ل", "من", "عن", "ك"})
_FAR_PREPOSITIONS = frozenset({"علي", "ضد", "بين", "مع", "بحق"}) | AGENT_PREPOSITIONS
BETWEEN = "بين"
_SIDES = frozenset({"ه", "ها", "هم", "هما", "هن", "نا", "كم"})
_CLAUSE_END = frozenset(".!?؟؛:…")
_COMMAS = frozenset("،,")
_MOST_COMMAS = 2  # that a verb of speech reaches over: «دعا الوزير، في كلمته، اللاجئين إلى …»

Prepositional = tuple[tuple[str, tuple[Chunk, ...]], ...]


def phrases_behind(
    parsed: Parsed, candidate: Candidate, others: Sequence[Candidate], lights: frozenset[int]
) -> tuple[list[Chunk], Prepositional]:
    """Return the bare noun phrases behind a trigger, then the prepositional ones by preposition, in the text's order.

    `others` are the sentence's triggers (behind one of them only prepositions still count), `lights` its light verbs' words.
    """
    reach = _Reach(parsed, candidate, others, lights)
    for at in range(reach.start + 1, len(parsed.chunks)):
        if not reach.passes_over(at) and not reach.take(at):
            break
    return reach.bare, tuple((p, tuple(chunks)) for p, chunks in reach.prepositional)


class _Reach:
    """The walk to the right, with what it has met."""

    def __init__(
        self, parsed: Parsed, candidate: Candidate, others: Sequence[Candidate], lights: frozenset[int]
    ) -> None:
        self.parsed = parsed
        self.start = parsed.chunk_of[candidate.last - 1]
        self.lights = lights
        self.tail = set(candidate.tail)
        linked = parsed.subjects.get(candidate.word)
        self.subject = linked.chunks if linked is not None else ()  # «استهدفت | عبوة | الرتل»
        own = {candidate.word, *candidate.tail}
        self.others = {o.word for o in others if o.word not in own and not _names_people(parsed, o)}
        self.verb = candidate.part == "verb"
        self.speech = candidate.part == "verb" and any(f.type in _SPEECH for f in candidate.frames)
        self.bare: list[Chunk] = []
        self.prepositional: list[tuple[str, list[Chunk]]] = []
        self.commas = 0
        self.crossed = False  # another event word: only prepositions still count
        self.strayed = False  # a phrase that isn't the trigger's: «لـ», «بـ» belong to that one

    def passes_over(self, at: int) -> bool:
        """Tell whether a chunk is no part of the clause's skeleton: light verbs, brackets, names, words of manner."""
        chunk, words, chunks = self.parsed.chunks[at], self.parsed.words, self.parsed.chunks
        if chunk.pos != "noun" and chunk.first in self.tail:
            return True  # «نفذ | حكم | الإعدام»: a word of the expression, whatever it was taken for
        if chunk.first in self.lights or manner(words, chunk) or named_behind(chunks, at):
            return True
        return in_brackets(words, chunks, at, self.start)

    def take(self, at: int) -> bool:
        """Take the chunk if it is a phrase of the trigger's; False where the trigger reaches no further."""
        chunk = self.parsed.chunks[at]
        if (
            ends_clause(self.parsed, chunk)
            or names_part(self.parsed.words, chunk)
            or self._ends_at_comma(chunk)
        ):
            return False
        if chunk.pos == "noun" and not self._is_tail(chunk) and not self._foreign(at):
            self._add(chunk)
        return True

    def _ends_at_comma(self, chunk: Chunk) -> bool:
        if chunk.pos != "mark" or self.parsed.words[chunk.first].folded not in _COMMAS:
            return False
        if not (self.bare or self.prepositional) or _continues_list(self.parsed, chunk):
            return False
        if self.verb and in_aside(self.parsed.words, self.parsed.chunks, self.parsed.chunk_of[chunk.first]):
            return False
        self.commas += 1
        return not self.speech or self.commas > _MOST_COMMAS

    def _is_tail(self, chunk: Chunk) -> bool:
        """«ألقى | القبض»; but in «احتجز | 20 رهينة» the phrase names whom."""
        own = self.tail & set(range(chunk.first, chunk.last))
        people = chunk.kind in ("victims", "civilians", "people")
        return bool(own) and (not people or len(own) == chunk.last - chunk.first)

    def _foreign(self, at: int) -> bool:
        """Tell whether a phrase belongs to another word: an event's, or the one before it."""
        chunk = self.parsed.chunks[at]
        if chunk in self.subject and chunk.event:
            return True
        if any(i in self.others for i in range(chunk.first, chunk.last)):
            if self.verb and self._means(at):
                return False
            self.crossed = True
            if not chunk.prep:
                return True
        if chunk.prep in _CLOSE_PREPOSITIONS and (self.strayed or self.crossed):
            return True
        if with_other_side(self.parsed, chunk):
            return False
        return joins_other(self.parsed.chunks, at) and not self._follows_preposition(chunk)

    def _means(self, at: int) -> bool:
        """«قتلت | بالرصاص | 27 محتجاً»: a bare event word behind «بـ» is the means; what follows is the verb's."""
        chunk, following = self.parsed.chunks[at], self.parsed.chunks[at + 1 : at + 2]
        annexed = any(c.genitive for c in following)
        return chunk.prep == "ب" and not annexed and all(c in self.subject for c in self.bare)

    def _follows_preposition(self, chunk: Chunk) -> bool:
        return bool(self.prepositional) and _adjoins(self.parsed, self.prepositional[-1][1][-1], chunk)

    def _add(self, chunk: Chunk) -> None:
        if chunk.prep:
            known = chunk.prep in _CLOSE_PREPOSITIONS or chunk.prep in _FAR_PREPOSITIONS
            self.strayed = self.strayed or not known
            self.prepositional.append((chunk.prep, [chunk]))
        elif (chunk.conj or chunk.genitive) and self._follows_preposition(chunk):
            if chunk.conj:
                self.prepositional[-1][1].append(chunk)
        elif not self.crossed and not (self.commas and chunk.actor is None and chunk.kind not in _PARTIES):
            self.bare.append(chunk)


def with_other_side(parsed: Parsed, chunk: Chunk) -> bool:
    """«بينها وبين | الحكومة»: tell whether a pronoun stands for the side before this one."""
    before = [w.folded for w in parsed.words[max(0, chunk.first - 2) : chunk.first]]
    return len(before) == 2 and before[1] == "و" + BETWEEN and before[0].removeprefix(BETWEEN) in _SIDES


def _names_people(parsed: Parsed, candidate: Candidate) -> bool:
    """Tell whether an event word is only part of a phrase for someone: «100 متظاهر», «68 رهينة», «أطراف النزاع»."""
    chunk = parsed.chunks[parsed.chunk_of[candidate.word]]
    return chunk.pos == "noun" and not chunk.event


def _adjoins(parsed: Parsed, before: Chunk, chunk: Chunk) -> bool:
    """Tell whether a phrase follows another at once, but for a «و» written apart."""
    if before.last == chunk.first:
        return True
    return before.last + 1 == chunk.first and parsed.chunks[parsed.chunk_of[before.last]].pos == "conj"


def _continues_list(parsed: Parsed, comma: Chunk) -> bool:
    following = parsed.chunk_of.get(comma.last)
    return following is not None and parsed.chunks[following].pos == "noun" and parsed.chunks[following].conj


def ends_clause(parsed: Parsed, chunk: Chunk) -> bool:
    """Tell whether a chunk ends the stretch that a trigger can govern to its right."""
    if chunk.pos in ("verb", "sub", "rel", "aux", "neg"):
        return True
    return chunk.pos == "mark" and parsed.words[chunk.first].folded in _CLAUSE_END
