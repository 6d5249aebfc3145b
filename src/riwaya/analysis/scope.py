"""Cues → what they cover: where what is said begins, and where it ends.

What is said opens with «أن», a colon or a quotation mark, or is a bare noun phrase («أعلن مقتل …»). It runs to the end of its
quotation, of its clause or of the sentence; a cue that stands after it («…، بحسب مصادر») covers what stands before.
"""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.analysis.cues import Hit, is_complementiser
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import event_entries
from riwaya.analysis.quotes import Quote, quote_at, within
from riwaya.analysis.sources import ORGANISED, Phrase
from riwaya.analysis.words import Word
from riwaya.model import Span
from riwaya.text.fold import fold

LONG_QUOTE = 5  # words; a shorter one without a verb is a name or a word quoted, not something said
_NAME = 3  # words of a quoted name at most
_BRACKET = 12  # words around a cue within which its brackets stand
_NOT_SAID = frozenset("بعد قبل الا غير بيد دون مع رغم شرط منذ يعد حتي مجرد".split())  # + «أن»: conjunctions
_TURNED = frozenset("حسبما كما مثلما وفقما بحسبما".split())
_TURNING = frozenset("بحسب حسب وفق وفقا طبقا تبعا علي".split())  # with «ما» after them
_ENDERS = frozenset({"فيما", "بينما"})
_CONTRASTS = frozenset("لكن ولكن لكنه لكنها لكنهم ولكنه ولكنها الا غير حيث مما وذلك".split())
_OPENERS = (
    "في حين", "من جهته", "من جهتها", "من جانبه", "من جانبها", "من ناحيته", "من ناحيتها", "الي ذلك", "في المقابل",
)  # fmt: skip
_SET_AGAINST = ("في الوقت الذي", "بينما ", "فيما ", "في حين ")
_LEAVING = frozenset({"فيما", "بينما", "حيث", "وسط"})  # outside a quotation that was said
_RECEIVING = ("تلق", "حصل", "اطلع", "تسلم", "وصل")
_RECEIPT = 8  # words of «وحصلت «الصحيفة» على نسخة منه»
_NAMED_SO = ("نفسه", "نفسها", "انفسهم", "اسم", "باسم")  # «تطلق على نفسها «…»»
_PAUSES = "،؛"
_ADJUNCTS = frozenset({"noun", "prep", "time", "adv", "part", "pron"})  # what may stand before the thing said


@dataclass(frozen=True, slots=True)
class Scope:
    """A sentence with the quotations that touch it."""

    parsed: Parsed
    quotes: tuple[Quote, ...]

    def quoted(self, word: int) -> Quote | None:
        """Return the quotation that a word stands in."""
        return within(self.quotes, self.parsed.words[word].token.span.start)

    def spoken(self, word: int) -> Quote | None:
        """Return the quotation that a word stands in if it is long enough to be something said."""
        quote = self.quoted(word)
        return quote if quote is not None and self.words_in(quote) > LONG_QUOTE else None

    def words_in(self, quote: Quote) -> int:
        """Count the words of this sentence that stand in a quotation."""
        inside = (w for w in self.parsed.words if w.token.kind == "word")
        return sum(1 for w in inside if quote.span.start <= w.token.span.start < quote.span.end)

    def in_name(self, word: int) -> bool:
        """Tell whether a word begins a short quoted name («بارك لين»)."""
        holder = self.quoted(word)
        if holder is None or not holder.closed or self.words_in(holder) > _NAME:
            return False
        before, earlier = self.parsed.words[word - 1], self.parsed.words[max(0, word - 2)]
        return before.folded == '"' and earlier.pos == "noun"

    def opens(self, index: int) -> bool:
        """Tell whether what is said begins at a word: «أن», a colon, the mark of a quotation that says something."""
        word = self.parsed.words[index]
        if is_complementiser(word):
            return self.parsed.words[index - 1].split.stem not in _NOT_SAID
        if word.folded == ":":
            return index + 1 < len(self.parsed.words) and self._entry(index) is None
        quote = quote_at(self.quotes, word.token.span.start) if word.folded == '"' else None
        return quote is not None and self._says(index, quote)

    def _entry(self, colon: int) -> int | None:
        """«… 21 ديسمبر: مقتل …»: return where the next entry of a chronicle begins, if a date and this colon open one."""
        words = self.parsed.words
        date = self.parsed.chunks[self.parsed.chunk_of[max(0, colon - 1)]]
        quoted = colon + 1 < len(words) and words[colon + 1].folded == '"'
        dated = date.pos == "time" and words[date.first].folded[:1].isdigit()
        return date.first if dated and not quoted else None

    def is_receipt(self, index: int) -> bool:
        """«، وتلقت «الصحيفة» | نسخة منه»: tell whether a verb says that a paper got hold of what was said."""
        words = self.parsed.words
        if words[index].pos != "verb" or not words[index].folded.removeprefix("و").startswith(_RECEIVING):
            return False
        before = words[index - 1].folded if index else ""
        apart = before in ("،", ",", "(", "التي", "الذي") or words[index].split.conj
        what = words[index + 1 : index + _RECEIPT]
        return bool(apart) and any(w.folded.startswith("نسخ") or w.folded in ("عليه", "عليها") for w in what)

    def _says(self, index: int, quote: Quote) -> bool:
        """Tell whether a quotation is something said rather than a name: it is long, holds a verb, follows a colon."""
        before = self.parsed.words[index - 1]
        if before.folded in ":،" or not quote.closed:
            return True
        if before.folded in ("ل", "ب", "ال", *_NAMED_SO) or before.pos == "prep":
            return False
        inside = [w for w in self.parsed.words[index + 1 :] if w.token.span.end <= quote.span.end]
        return len(inside) > LONG_QUOTE or any(w.pos in ("verb", "sub") for w in inside)

    def forward(self, hit: Hit, start: int) -> Span:
        """Return what is said from word `start` on: to the end of its quotation, clause or sentence."""
        words, sentence = self.parsed.words, self.parsed.sentence.span
        start = min(start, len(words) - 1)  # a cue may end the sentence: «حمّل مسؤولية»
        first = words[start]
        opening = next((w for w in words[start : start + 2] if w.folded == '"'), None)
        quote = quote_at(self.quotes, opening.token.span.start) if opening is not None else None
        if quote is not None and quote.span.end >= sentence.end:
            return Span(first.token.span.start, quote.span.end)
        holder = self.quoted(hit.first)
        limit = min(sentence.end, holder.span.end) if holder is not None else sentence.end
        last = self._clause_end(hit, start, quote)
        end = min(limit, words[last - 1].token.span.end) if last > start else limit
        return Span(first.token.span.start, max(end, first.token.span.end))

    def _clause_end(self, hit: Hit, start: int, quote: Quote | None) -> int:
        """Return the word index where what is said ends, exclusive."""
        words = self.parsed.words
        bare = words[start].folded == '"'
        clause = bare or is_complementiser(words[start]) or words[start - 1].folded == ":"
        aside = self._aside(hit)
        for index in range(start + 1, len(words)):
            word = words[index]
            if aside and word.folded in _PAUSES and index + 1 < len(words) and self._resumes(index + 1):
                return index
            if quote is not None and word.token.span.start < quote.span.end:
                continue
            after_quote = quote is not None and word.folded in "،؛." and words[index - 1].folded == '"'
            if after_quote and (bare or index - start > LONG_QUOTE):
                return index
            closed = quote is not None and words[index - 1].folded == '"' and word.folded in _LEAVING
            if closed and quote is not None and self.words_in(quote) > LONG_QUOTE:
                return index  # «قال إن «…» | في وقت تتحدث تقارير عن …»
            if word.folded in _PAUSES and index + 1 < len(words) and self._turns_away(index + 1, clause):
                return index
            if hit.act and self._leaves_act(index, clause):
                return index
            if word.folded == ":" and (entry := self._entry(index)) is not None:
                return max(start, entry)
        return len(words)

    def _aside(self, hit: Hit) -> bool:
        """«الجماعة، التي | زعمت أن …،»: tell whether a cue stands in a relative clause that a comma opens."""
        words = self.parsed.words
        return hit.first > 1 and words[hit.first - 1].pos == "rel" and words[hit.first - 2].folded in _PAUSES

    def _resumes(self, index: int) -> bool:
        """Tell whether the verb of the main clause follows the comma that closes an aside."""
        word = self.parsed.words[index]
        return self.parsed.chunks[self.parsed.chunk_of[index]].pos == "verb" and not word.split.conj

    def _turns_away(self, index: int, clause: bool) -> bool:
        answers = _main_clause(self.parsed.words[index]) and _set_against(self.parsed)
        return answers or self.opens_clause(index, clause)

    def opens_clause(self, index: int, clause: bool) -> bool:
        """Tell whether the word after a comma opens a clause of its own; after a noun phrase more words do so."""
        word = self.parsed.words[index]
        if not clause and (word.folded in _CONTRASTS or (word.pos == "verb" and word.split.conj)):
            return True
        if word.folded in _ENDERS:
            return not clause  # «قال إن …، فيما …» goes on, «أعلن مقتل …، فيما …» doesn't
        following = self.parsed.words[index + 1].folded if index + 1 < len(self.parsed.words) else ""
        return f"{word.folded} {following}".removeprefix("و") in _OPENERS

    def _leaves_act(self, index: int, clause: bool) -> bool:
        """Tell whether a word leaves what is asked or threatened: facts about it («التي شهدت»), the next main verb."""
        words = self.parsed.words
        word = words[index]
        if word.folded in _PAUSES and index + 1 < len(words):
            return not clause and not words[index + 1].split.conj
        if word.pos == "rel":
            return words[index - 1].pos != "prep"
        if word.folded in ("حيث", "بعدما", "عندما"):
            return True
        if word.pos == "verb":
            past = any(e.verb is not None and e.verb.tense == "past" for e in word.entries)
            return past and (bool(word.split.conj) or not clause)
        if clause or not (is_complementiser(word) and word.folded.startswith(("و", "ف"))):
            return False
        return index + 1 == len(words) or words[index + 1].pos != "verb"  # «وأن تتمركز القوات» is still asked

    def backward(self, hit: Hit, explicit: bool, marked: bool) -> list[Span]:
        """«…»، قال X: return what stands before a verb that a comma or a closing quotation mark sets off."""
        words = self.parsed.words
        if words[hit.first].split.conj or hit.first < 2 or hit.act:
            return []
        before = words[hit.first - 1]
        if before.folded == '"' or (before.folded in "،,-" and words[hit.first - 2].folded == '"'):
            end = before.token.span.end
            closed = [q for q in self.quotes if end - 3 <= q.span.end <= end]
            if closed and self.words_in(closed[-1]) > 2:
                return [closed[-1].span]
        if before.folded in "،," and explicit and not marked and not hit.noun:
            return [Span(self.parsed.sentence.span.start, before.token.span.start)]
        return []

    def around(self, hit: Hit, phrase: Phrase | None = None) -> Span:
        """Return what a cue in or after what is said covers: its quotation, its brackets, or the clauses up to it."""
        words, sentence = self.parsed.words, self.parsed.sentence.span
        if (holder := self.spoken(hit.first)) is not None:
            sentence = Span(max(sentence.start, holder.span.start), min(sentence.end, holder.span.end))
        if (bracket := self._bracket(hit.first)) is not None:
            return bracket
        own = phrase is not None and phrase.parsed is self.parsed and phrase.first >= hit.first
        last = phrase.last if phrase is not None and own else hit.end
        pauses = (i for i in range(last, len(words) - 1) if words[i].folded in _PAUSES)
        end = next((words[i].token.span.start for i in pauses if self._turns(i + 1)), sentence.end)
        return Span(sentence.start, min(sentence.end, end)) if end > sentence.start else sentence

    def _turns(self, index: int) -> bool:
        """Tell whether a main clause of its own begins after a comma: «، فيما رفض …», «، ودعا الرئيس …»."""
        word = self.parsed.words[index]
        cue = any(e.kind == "cue" and e.verb is not None for e in word.split.entries)
        return self.opens_clause(index, False) and not (word.pos == "verb" and cue)

    def _bracket(self, index: int) -> Span | None:
        """Return the brackets that a word stands in: «(25 ألفاً بحسب المنظمين)»."""
        words = self.parsed.words
        before = range(index - 1, max(-1, index - _BRACKET), -1)
        opening = next((words[i] for i in before if words[i].folded in "()"), None)
        closing = next((w for w in words[index : index + _BRACKET] if w.folded == ")"), None)
        if opening is None or opening.folded != "(" or closing is None:
            return None
        return Span(opening.token.span.start, closing.token.span.end)

    def own_clause(self, hit: Hit, phrase: Phrase) -> int:
        """Return the offset where the clause begins that a cue in its middle covers; at its end it covers all."""
        words = self.parsed.words
        if phrase.last >= len(words) - 2:
            return self.parsed.sentence.span.start
        if words[hit.first].split.conj and hit.first and words[hit.first - 1].folded in _PAUSES:
            return words[hit.first].token.span.start
        for index in range(hit.first - 2, 0, -1):
            following = words[index + 1]
            if words[index].folded in _PAUSES and following.split.conj and following.pos == "verb":
                return following.token.span.start
        return self.parsed.sentence.span.start

    def noun_start(self, hit: Hit, phrase: Phrase | None, stop: int) -> int | None:
        """Return where a bare noun phrase that is said begins: after the source, and after the accused."""
        if not hit.noun or stop <= hit.last:
            return None
        words = self.parsed.words
        own = phrase is not None and phrase.parsed is self.parsed and phrase.first >= hit.first
        after = max(hit.end, phrase.last) if phrase is not None and own else hit.end
        if hit.content:
            start = self._content_start(hit, after, stop)
            return start if start is not None or not (hit.cue_id and hit.tail) else max(after, hit.end)
        if hit.stance == "accuses":
            accused = next((w.index for w in words[after:stop] if w.split.prep == "ب"), None)
            if accused is not None:
                return accused
            after = hit.end if hit.tail else after
        return self._past_adjuncts(after, stop) if after < len(words) else None

    def _past_adjuncts(self, after: int, stop: int) -> int:
        """«أعلن الوزير | في ختام اجتماع مقتل …»: return where the thing said begins, past when and where it was said."""
        governed = False
        for chunk in self.parsed.chunks[self.parsed.chunk_of[after] :]:
            if chunk.first >= stop or chunk.pos not in _ADJUNCTS:
                break
            annexed = chunk.genitive or governed
            if chunk.pos == "noun" and not chunk.prep and not annexed and chunk.first >= after:
                return chunk.first
            governed = chunk.pos == "noun" and not chunk.definite  # «في ختام | قمة»
        return after

    def _content_start(self, hit: Hit, after: int, stop: int) -> int | None:
        """Return where what an act asks or threatens begins: at one of its frame's prepositions, or at an event."""
        prepositions = {fold(p).replace("ـ", "") for p in hit.content}
        chunks, chunk_of = self.parsed.chunks, self.parsed.chunk_of
        for word in self.parsed.words[after:stop]:
            if chunks[chunk_of[word.index]].pos == "verb":
                return None
            if _governed_by(word, prepositions):
                chunk = chunks[chunk_of[word.index]]
                office = word.split.prep == "ل" and (chunk.actor is not None or chunk.kind in ORGANISED)
                if not office:  # «دعا الأمين العام | للأمم المتحدة»
                    return word.index
            named = word.split.article or any(e.kind in ("head", "title", "name") for e in word.split.entries)
            if "object" in hit.content and event_entries(word) and not named:
                return word.index
        return None


def is_turned(parsed: Parsed, hit: Hit) -> bool:
    """Tell whether a verb looks back: «حسبما أفاد», «بحسب ما ذكر», «وفقاً لما أعلن», «كما أكد»."""
    if hit.first == 0:
        return False
    before = parsed.words[hit.first - 1].folded.removeprefix("و")
    if before in ("كما", "مثلما"):
        following = parsed.words[hit.first : hit.first + 14]
        return hit.first > 1 and not any(is_complementiser(w) or w.folded in ':"' for w in following)
    earlier = parsed.words[hit.first - 2].folded.removeprefix("و") if hit.first > 1 else ""
    return before in _TURNED or (before in ("ما", "لما") and earlier in _TURNING)


def _governed_by(word: Word, prepositions: set[str]) -> bool:
    """Tell whether a word is, or begins with, one of the prepositions: «إلى», «بانسحاب», «بعدم»."""
    if word.split.prep in prepositions or (word.pos == "prep" and word.split.stem in prepositions):
        return True
    return word.folded[:1] in prepositions and word.folded[1:] == "عدم"


def _set_against(parsed: Parsed) -> bool:
    """Tell whether a sentence opens with a clause that the main one answers: «في الوقت الذي …، …», «بينما …، …»."""
    return " ".join(w.folded for w in parsed.words[:3]).removeprefix("و").startswith(_SET_AGAINST)


def _main_clause(word: Word) -> bool:
    return word.folded.startswith("فان") or (word.pos == "verb" and not word.split.conj)
