"""Sentences → attributions: who is made to say what, over which stretch of the text, and what that does to its events.

A cue (`cues.py`) opens a layer: its source is a noun phrase after or before it (`sources.py`) or, where the clause leaves it
out, the last speaker that agrees; what is said runs to the end of the clause, the sentence or the quotation (`quotes.py`),
or stands before a cue that closes the sentence («…، بحسب مصادر»). Layers nest by what they cover: outermost first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from riwaya.analysis.coreference import verb_agrees
from riwaya.analysis.cues import Hit, find_hits, is_complementiser, span_of, speech_nouns
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import event_entries
from riwaya.analysis.quotes import Quote, find_quotes, quote_at, within
from riwaya.analysis.sources import (
    Phrase,
    describes_mute,
    entity_of,
    governed_after,
    kind_of,
    phrase_after,
    phrase_before,
    relative_head,
)
from riwaya.analysis.words import Word
from riwaya.lexicon.loader import Cue, Lexicon
from riwaya.model import Source, Span
from riwaya.text.fold import fold

_TURNED = frozenset({"حسبما", "كما", "مثلما", "وفقما", "بحسبما"})
_TURNING = frozenset({"بحسب", "حسب", "وفق", "وفقا", "طبقا", "تبعا", "علي"})  # with «ما» after them
_JOINING = frozenset(
    {
        "كما",
        "حيث",
        "اذ",
        "فقد",
        "وقد",
        "قد",
        "فيما",
        "بينما",
        "ثم",
        "لكنه",
        "ولكنه",
        "لكنها",
        "ولكنها",
        "بدوره",
        "بدورها",
    }
)
_CLAUSE_ENDERS = frozenset({"فيما", "بينما"})
_CONTRASTS = frozenset(
    {"لكن", "ولكن", "لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها", "الا", "غير", "حيث", "مما", "وذلك"}
)
_CLAUSE_OPENERS = (
    "في حين",
    "من جهته",
    "من جهتها",
    "من جانبه",
    "من جانبها",
    "من ناحيته",
    "من ناحيتها",
    "الي ذلك",
    "في المقابل",
)
_NOT_SAID = frozenset(
    {"بعد", "قبل", "الا", "غير", "بيد", "دون", "مع", "رغم", "شرط", "منذ", "يعد", "حتي", "مجرد"}
)  # + «أن»
_OF = frozenset({"ل", "من"})  # «مزاعم لـX»
_LONG_QUOTE = 5  # words; a shorter one without a verb is a name or a word quoted, not something said
_MARKER_REACH = 45  # words from a verb to «أن»
_BACK = 5  # sentences that a speaker is remembered


@dataclass(frozen=True, slots=True)
class AttributionLayer:
    """A source and the stretches that it is made to say. `source` is None where nobody names it («وقال» at the very start).

    `status` is what the cue does to the events in the content: None, "denied", "alleged", "requested" …; `parent` is the
    index of the layer that this one stands in; `sentence` is the number of the cue's sentence.
    """

    source: Source | None
    content: tuple[Span, ...]
    parent: int | None
    status: str | None
    sentence: int

    def covers(self, offset: int) -> bool:
        """Tell whether the character at `offset` belongs to what is said."""
        return any(span.start <= offset < span.end for span in self.content)

    @property
    def reach(self) -> int:
        """Return how many characters the layer covers: an outer layer covers more than those in it."""
        return sum(span.end - span.start for span in self.content)


def find_attributions(text: str, parsed: Sequence[Parsed], lexicon: Lexicon) -> tuple[AttributionLayer, ...]:
    """Return the attributions of a text in order of their cues, each with its parent's index."""
    reader = _Reader(text, find_quotes(text))
    for sentence in parsed:
        reader.read(sentence)
    return _nested([said.layer() for said in reader.said if said.spans])


def chain_at(attributions: Sequence[AttributionLayer], offset: int) -> tuple[AttributionLayer, ...]:
    """Return the layers with a source that cover an offset, outermost first."""
    chain: list[AttributionLayer] = []
    for layer in _covering(attributions, offset):
        if layer.source is None or any(
            c.source is not None and c.source.span.overlaps(layer.source.span) for c in chain
        ):
            continue
        if not layer.source.span.start <= offset < layer.source.span.end:
            chain.append(layer)
    return tuple(chain)


def effect_at(attributions: Sequence[AttributionLayer], offset: int) -> str | None:
    """Return what the innermost layer at an offset does to an event there: "denied", "alleged" …, or None."""
    layers = _covering(attributions, offset)
    return layers[-1].status if layers else None


def _covering(attributions: Sequence[AttributionLayer], offset: int) -> list[AttributionLayer]:
    return sorted(
        (a for a in attributions if a.covers(offset)), key=lambda a: -a.reach
    )  # stable: equals stay in order


def _nested(layers: list[AttributionLayer]) -> tuple[AttributionLayer, ...]:
    """Give each layer its parent: the smallest other layer that holds all it says."""
    found: list[AttributionLayer] = []
    for index, layer in enumerate(layers):
        parent: int | None = None
        for other in range(max(0, index - 40), min(len(layers), index + 40)):
            outer = layers[other]
            if other == index or not all(any(o.contains(s) for o in outer.content) for s in layer.content):
                continue
            if outer.reach == layer.reach and other > index:
                continue
            if parent is None or (outer.reach, -other) < (layers[parent].reach, -parent):
                parent = other
        found.append(replace(layer, parent=parent))
    return tuple(found)


@dataclass(slots=True)
class _Said:
    """A layer while it is being read."""

    parsed: Parsed
    hit: Hit
    cue: Span
    phrase: Phrase | None  # the source's own words, or those that a dropped source goes back to
    explicit: bool
    spans: list[Span]
    start: int = -1  # word index where what is said begins, if after the cue
    status: str | None = None
    nested: bool = False
    antecedent: Span | None = None

    def layer(self) -> AttributionLayer:
        """Return the layer read."""
        source: Source | None = None
        if self.phrase is not None:
            source = Source(
                self.phrase.span, kind_of(self.phrase), self.cue, self.hit.stance, entity_of(self.phrase),
                self.phrase.medium if self.explicit else None, self.antecedent,
            )  # fmt: skip
        return AttributionLayer(source, tuple(self.spans), None, self.status, self.parsed.number)


@dataclass(slots=True)
class _Reader:
    """Reads sentence after sentence; remembers who spoke."""

    text: str
    quotes: tuple[Quote, ...]
    said: list[_Said] = field(default_factory=list)
    here: list[_Said] = field(default_factory=list)  # of the sentence being read
    before: Parsed | None = None
    absorbed: set[int] = field(default_factory=set)  # verbs that describe the source of the cue before them

    def read(self, parsed: Parsed) -> None:
        """Add the layers of one sentence."""
        self.here = []
        self.absorbed = set()
        hits = tuple(
            h for h in find_hits(parsed) if h.verb is None or h.verb.person != 1 or self._quoted(parsed, h)
        )
        for hit in hits:
            for said in self._of_hit(parsed, hit, hits):
                self.here.append(said)
        if not hits:
            self.here += self._colon(parsed)
        self.said += self.here
        self.before = parsed

    def _of_hit(self, parsed: Parsed, hit: Hit, hits: Sequence[Hit]) -> list[_Said]:
        if self._in_name(parsed, hit):
            return []
        if hit.part == "verb":
            return self._verb(parsed, hit, hits)
        if hit.part == "participle":
            return self._participle(parsed, hit, hits)
        if hit.part == "preposition":
            return self._preposition(parsed, hit, hits)
        return self._noun(parsed, hit, hits)

    def _in_name(self, parsed: Parsed, hit: Hit) -> bool:
        """Tell whether a word stands in a short quoted name («بارك لين»)."""
        holder = within(self.quotes, parsed.words[hit.first].token.span.start)
        if holder is None or not holder.closed or _words_in(parsed, holder) > 3:
            return False
        return parsed.words[hit.first - 1].folded == '"' and parsed.words[max(0, hit.first - 2)].pos == "noun"

    # -- verbs

    def _verb(self, parsed: Parsed, hit: Hit, hits: Sequence[Hit]) -> list[_Said]:
        """«قال X إن …», «أعلن X مقتل …», «… حسبما أفاد X», «المتحدث قال …», «نقلت X عن Y قوله …»."""
        if "none" in hit.order:
            for said in self.here:  # «وقد أُفيد بأن …»: nobody goes on
                if said.start >= 0 and not self._quoted(parsed, hit):
                    self._cut(parsed, hit, said)
            return []
        if hit.first in self.absorbed:
            return []
        turned = _is_turned(parsed, hit)
        marker = None if turned else self._marker(parsed, hit, hits)
        stop = self._stop(parsed, hit, hits) if marker is None else _before_marker(parsed, marker)
        if marker is None and not turned and describes_mute(parsed, hit.first, hit.verb) and not hit.act:
            return []
        phrase, explicit = self._subject(parsed, hit, stop, marker is not None, turned)
        if turned:
            return self._turned(parsed, hit, phrase, stop)
        if (
            phrase is not None
            and explicit
            and hit.verb is not None
            and hit.verb.gender in ("m", "f")
            and hit.order[0] == "subject"
        ):
            phrase = replace(phrase, seen=hit.verb.gender)
        self._close(parsed, hit, phrase if explicit else None)
        if hit.act and not hit.content and not hit.cue_id:
            return []
        inner = self._inner(parsed, hit, stop, marker is not None)
        start = (
            marker
            if marker is not None
            else self._noun_start(parsed, hit, inner or (phrase if explicit else None), stop)
        )
        spans = self._backward(parsed, hit, explicit, marker)
        if start is not None:
            spans.append(self._forward(parsed, hit, start))
        if not spans or (phrase is None and hit.order[0] == "في"):
            return []
        if not explicit and inner is None:
            phrase = self._speaker(parsed, hit)
        status = hit.effect or (_effect_of_source(phrase) if phrase is not None else None)
        outer = self._make(parsed, hit, phrase, explicit, spans, start, status)
        if inner is None:
            return [*self._carriers(parsed, hits, outer), outer]
        said = self._make(parsed, hit, inner, True, list(spans), start, status)
        return [outer, said] if phrase is not None else [said]

    def _quoted(self, parsed: Parsed, hit: Hit) -> bool:
        return within(self.quotes, parsed.words[hit.first].token.span.start) is not None

    def _carriers(self, parsed: Parsed, hits: Sequence[Hit], said: _Said) -> Iterator[_Said]:
        """«قال بيان أوردته | الوكالة إن …»: who carries the source's words stands outside it."""
        for hit in hits:
            if (
                hit.first in self.absorbed
                and _relates_back(parsed, hit)
                and said.hit.first < hit.first < said.start
            ):
                phrase = phrase_after(parsed, hit.last, said.start, False)
                if phrase is not None:
                    yield self._make(parsed, hit, phrase, True, list(said.spans), said.start, None)

    def _make(
        self,
        parsed: Parsed,
        hit: Hit,
        phrase: Phrase | None,
        explicit: bool,
        spans: list[Span],
        start: int | None,
        status: str | None,
    ) -> _Said:
        cue = span_of(parsed, hit.first, hit.last)
        nested = any(s.start >= 0 and any(x.contains(cue) for x in s.spans) for s in self.here)
        nested = nested or any(x.start <= cue.start < x.end for s in self.said[-12:] for x in s.spans)
        said = _Said(
            parsed, hit, cue, phrase, explicit, spans, -1 if start is None else start, status, nested
        )
        if phrase is not None and explicit:
            said.antecedent = self._antecedent(phrase)
        return said

    def _subject(
        self, parsed: Parsed, hit: Hit, stop: int, clause: bool, turned: bool
    ) -> tuple[Phrase | None, bool]:
        """Return the subject that the clause itself gives, and whether it gives one."""
        if hit.order[0] not in ("subject", "before"):
            phrase = governed_after(parsed, hit.end, stop, clause)
            if (
                phrase is not None
                and hit.order[0] == "في"
                and not any(True for _ in speech_nouns(parsed, phrase.first, phrase.first + 1))
            ):
                phrase = None  # «جاء في بيان», not «جاء في سنغافورة»
            return phrase, phrase is not None
        if hit.verb is not None and hit.verb.person == 1:
            return None, True  # «نطالب»: the speaker of the quotation itself
        if hit.suffix and hit.verb is not None and _relates_back(parsed, hit):
            pass  # «بيان أوردته الوكالة»: the subject follows
        elif turned:
            pass
        elif (
            (hit.act or hit.stance == "accuses")
            and hit.last < len(parsed.words)
            and parsed.words[hit.last].folded in ("فيه", "فيها", "فيهم")
        ):
            return None, False  # «بلاغاً اتهمت فيه الشرطة»: its subject is the one before
        elif hit.act and describes_mute(parsed, hit.first, hit.verb):
            return None, True
        elif (
            not parsed.words[hit.first].split.conj
            and (phrase := phrase_before(parsed, hit.first, hit.verb)) is not None
        ):
            return phrase, True
        until = min(hit.tail[0], stop) if hit.tail else stop
        if not clause and (hit.content or hit.stance == "accuses"):
            until = min(until, self._noun_start(parsed, hit, None, stop) or stop)
        greedy = clause and not hit.act and hit.stance != "accuses"
        phrase = phrase_after(parsed, hit.last, until, greedy)
        if phrase is None and hit.tail and len(hit.order) == 1:  # «أدلى بتصريح | الوزير»
            phrase = phrase_after(parsed, hit.end, stop, greedy)
        if phrase is not None and (_is_object(hit, phrase) or self._addressed(parsed, hit, phrase, until)):
            return None, False
        if phrase is None and not turned:
            phrase = relative_head(parsed, hit.first)
            if phrase is not None and hit.verb is not None and not verb_agrees(hit.verb, *phrase.gender):
                phrase = None
        return phrase, phrase is not None

    def _addressed(self, parsed: Parsed, hit: Hit, phrase: Phrase, until: int) -> bool:
        """«قال الوزير …، ودعا | السكان إلى …»: the only phrase is whom the speaker goes on to address, not a new speaker."""
        before = parsed.words[hit.first - 1] if hit.first else None
        if (
            not hit.addresses
            or before is None
            or before.folded not in "،,"
            or not parsed.words[hit.first].split.conj
        ):
            return False
        if (
            parsed.words[phrase.chunk.head].split.stem.endswith("ون")
            or phrase_after(parsed, phrase.last, until, False) is not None
        ):
            return False
        return any(
            s.phrase is not None and not s.nested and self._fits(parsed, hit, s.phrase) for s in self.here
        )

    def _inner(self, parsed: Parsed, hit: Hit, stop: int, clause: bool) -> Phrase | None:
        """«نقلت الوكالة عن | مسؤول»: the source behind the source."""
        if len(hit.order) < 2 or not hit.tail or hit.order[0] != "subject":
            return None
        return governed_after(
            parsed, hit.tail[-1] + (0 if parsed.words[hit.tail[-1]].split.prep else 1), stop, clause
        )

    def _marker(self, parsed: Parsed, hit: Hit, hits: Sequence[Hit]) -> int | None:
        """Return the word where what is said begins: «أن», after a colon, or an opening quotation mark."""
        others = {h.first: h.part for h in hits if h.part in ("verb", "participle") and h.first != hit.first}
        relative = False
        described: set[int] = set()
        words = parsed.words
        for index in range(hit.last, min(len(words), hit.end + _MARKER_REACH)):
            word = words[index]
            if hit.noun and is_complementiser(word) and word.folded.startswith("و"):
                return None  # «اقترح X انسحاب Y، وأن …»: what is said began before
            if self._opens(parsed, index):
                self.absorbed |= described
                return index + 1 if word.folded == ":" else index
            relative = relative or word.pos == "rel"
            if others.get(index) == "verb" and not relative and self._describes_source(parsed, hit, index):
                described.add(index)
                continue
            if (
                word.folded in "؛!?؟"
                or (index in others and not relative)
                or (index in others and word.split.conj)
            ):
                return None
            if word.pos == "verb" and word.split.conj and not relative and index not in hit.tail:
                return None
        return None

    def _opens(self, parsed: Parsed, index: int) -> bool:
        """Tell whether what is said begins at a word: «أن», a colon, the mark of a quotation that says something."""
        word = parsed.words[index]
        if is_complementiser(word):
            return parsed.words[index - 1].split.stem not in _NOT_SAID
        if word.folded == ":":
            return index + 1 < len(parsed.words)
        if word.folded != '"':
            return False
        quote = quote_at(self.quotes, word.token.span.start)
        return quote is not None and self._says(parsed, index, quote)

    def _describes_source(self, parsed: Parsed, hit: Hit, index: int) -> bool:
        """«قال مصدر | طلب عدم ذكر اسمه إن», «قال بيان | أوردته الوكالة إن»: a verb right after the source describes it."""
        if parsed.words[index].split.conj or parsed.words[index - 1].pos == "mark":
            return False
        phrase = phrase_after(parsed, hit.last, index, True)
        return phrase is not None and phrase.last == index

    def _says(self, parsed: Parsed, index: int, quote: Quote) -> bool:
        """Tell whether a quotation is something said rather than a name: it is long, or holds a verb, or ends the clause."""
        inside = [w for w in parsed.words[index + 1 :] if w.token.span.end <= quote.span.end]
        if parsed.words[index - 1].folded in ":،" or not quote.closed:
            return True
        if parsed.words[index - 1].folded in ("ل", "ب", "ال") or parsed.words[index - 1].pos == "prep":
            return False
        return len(inside) > _LONG_QUOTE or any(w.pos in ("verb", "sub") for w in inside)

    def _stop(self, parsed: Parsed, hit: Hit, hits: Sequence[Hit]) -> int:
        """Return where the search for a source ends if nothing marks what is said."""
        later = [h.first for h in hits if h.first >= hit.end and h.part == "verb"]
        return min([len(parsed.words), *later])

    def _noun_start(self, parsed: Parsed, hit: Hit, phrase: Phrase | None, stop: int) -> int | None:
        """Return where a bare noun phrase that is said begins: after the source, and after the accused."""
        if not hit.noun or stop <= hit.last:
            return None
        after = (
            max(hit.end, phrase.last)
            if phrase is not None and phrase.parsed is parsed and phrase.first >= hit.first
            else hit.end
        )
        if hit.content:
            return self._content_start(parsed, hit, after, stop)
        if hit.stance == "accuses":
            for word in parsed.words[after:stop]:
                if word.split.prep == "ب":
                    return word.index
            if hit.tail:
                return hit.end if hit.end < len(parsed.words) else None
        return after if after < len(parsed.words) else None

    def _content_start(self, parsed: Parsed, hit: Hit, after: int, stop: int) -> int | None:
        """Return where what a speech act asks or threatens begins: at one of its frame's prepositions, or at an event."""
        prepositions = {fold(p).replace("ـ", "") for p in hit.content}
        for word in parsed.words[after:stop]:
            if word.pos == "verb":
                return None
            if _governed_by(word, prepositions):
                return word.index
            named = any(e.kind in ("head", "title", "name") for e in word.split.entries)
            if "object" in hit.content and event_entries(word) and not word.split.article and not named:
                return word.index
        return None

    # -- what is said

    def _forward(self, parsed: Parsed, hit: Hit, start: int) -> Span:
        """Return what is said from word `start` on: to the end of its quotation, clause or sentence."""
        words = parsed.words
        first = words[min(start, len(words) - 1)]
        opening = next((w for w in words[start : start + 2] if w.folded == '"'), None)
        quote = quote_at(self.quotes, opening.token.span.start) if opening is not None else None
        holder = within(self.quotes, words[hit.first].token.span.start)
        limit = (
            min(parsed.sentence.span.end, holder.span.end) if holder is not None else parsed.sentence.span.end
        )
        if quote is not None and quote.span.end >= parsed.sentence.span.end:
            return Span(first.token.span.start, quote.span.end)
        last = self._clause_end(parsed, hit, start, quote)
        end = min(limit, words[last - 1].token.span.end) if last > start else limit
        return Span(first.token.span.start, max(end, first.token.span.end))

    def _clause_end(self, parsed: Parsed, hit: Hit, start: int, quote: Quote | None) -> int:
        """Return the word index where what is said ends, exclusive."""
        words = parsed.words
        clause = (
            is_complementiser(words[start]) or words[start - 1].folded == ":" or words[start].folded == '"'
        )
        bare_quote = words[start].folded == '"'
        for index in range(start + 1, len(words)):
            word = words[index]
            if quote is not None and word.token.span.start < quote.span.end:
                continue
            if (
                quote is not None
                and word.folded in "،؛."
                and words[index - 1].folded == '"'
                and (bare_quote or index - start > _LONG_QUOTE)
            ):
                return index
            if word.folded in "،؛" and index + 1 < len(words) and _opens_clause(parsed, index + 1, clause):
                return index
            if (
                word.folded in "،؛"
                and _set_against(parsed)
                and index + 1 < len(words)
                and _main_clause(words[index + 1])
            ):
                return index
            if hit.act and _leaves_act(parsed, index, start, clause):
                return index
        return len(words)

    def _close(self, parsed: Parsed, hit: Hit, phrase: Phrase | None) -> None:
        """End what earlier cues of the sentence say where this cue takes over."""
        for said in self.here:
            if said.start >= 0 and said.start <= hit.first and self._breaks(parsed, hit, phrase, said):
                self._cut(parsed, hit, said)

    def _cut(self, parsed: Parsed, hit: Hit, said: _Said) -> None:
        at = parsed.words[hit.first].token.span.start
        said.spans = [s if s.end <= at else Span(s.start, at) for s in said.spans if s.start < at]

    def _breaks(self, parsed: Parsed, hit: Hit, phrase: Phrase | None, said: _Said) -> bool:
        """Tell whether a cue ends what an earlier one says rather than standing in it."""
        word = parsed.words[hit.first]
        at = word.token.span.start
        holder = within(self.quotes, at)
        if (
            holder is not None
            and holder.span.start > said.cue.start
            and _words_in(parsed, holder) > _LONG_QUOTE
        ):
            return False
        before = parsed.words[hit.first - 1] if hit.first else None
        if hit.part == "participle":
            return said.phrase is None or hit.masdar or _agrees(word, said.phrase)
        joined = bool(word.split.conj) or (before is not None and before.folded in _JOINING)
        if phrase is not None and phrase.first < hit.first:  # «أن X قال»: within; «، والوزير قال» takes over
            return phrase.parsed.words[phrase.first].split.conj != "" and not is_complementiser(
                before or word
            )
        if not joined:
            return phrase is not None and before is not None and before.folded in '،"'
        if phrase is not None:
            return not hit.act or hit.stance == "accuses"
        return said.phrase is None or hit.verb is None or verb_agrees(hit.verb, *said.phrase.gender)

    def _backward(self, parsed: Parsed, hit: Hit, explicit: bool, marker: int | None) -> list[Span]:
        """«…»، قال X: what stands before a verb that a comma or a closing quotation mark sets off."""
        word = parsed.words[hit.first]
        if word.split.conj or hit.first < 2 or hit.act:
            return []
        before = parsed.words[hit.first - 1]
        after_quote = before.folded == '"' or (
            before.folded in "،,-" and parsed.words[hit.first - 2].folded == '"'
        )
        if after_quote:
            end = parsed.words[hit.first - 1].token.span.end
            closed = [
                q
                for q in self.quotes
                if q.span.end <= end and q.span.end >= end - 3 and q.span.end > parsed.sentence.span.start
            ]
            if closed and _words_in(parsed, closed[-1]) > 2:
                return [closed[-1].span]
        if before.folded in "،," and explicit and marker is None and not hit.noun:
            return [Span(parsed.sentence.span.start, before.token.span.start)]
        return []

    def _turned(self, parsed: Parsed, hit: Hit, phrase: Phrase | None, stop: int) -> list[_Said]:
        """«…، حسبما أفادت مصادر»: the whole sentence, or the quotation that the cue stands in."""
        inner = self._inner(parsed, hit, stop, False)
        explicit = phrase is not None
        if phrase is None and inner is None:
            phrase = self._speaker(parsed, hit)
        spans = [self._around(parsed, hit, inner or phrase)]
        said = (
            [self._make(parsed, hit, phrase, explicit, spans, -1, hit.effect)] if phrase is not None else []
        )
        if inner is not None:
            said.append(self._make(parsed, hit, inner, True, list(spans), -1, hit.effect))
        return said

    def _around(self, parsed: Parsed, hit: Hit, phrase: Phrase | None = None) -> Span:
        """Return what a cue covers that stands in or after what is said: the quotation or bracket it is in, or the clauses
        around it; one at the end of a sentence covers all of it."""
        words = parsed.words
        at = words[hit.first].token.span.start
        holder = within(self.quotes, at)
        sentence = parsed.sentence.span
        if holder is not None and _words_in(parsed, holder) > _LONG_QUOTE:
            sentence = Span(max(sentence.start, holder.span.start), min(sentence.end, holder.span.end))
        bracket = _bracket(parsed, hit.first)
        if bracket is not None:
            return bracket
        last = (
            phrase.last
            if phrase is not None and phrase.parsed is parsed and phrase.first >= hit.first
            else hit.end
        )
        end = next(
            (i for i in range(last, len(words) - 1) if words[i].folded in "،؛" and _turns(parsed, i + 1)),
            None,
        )
        if end is None or words[end].token.span.start <= sentence.start:
            return sentence
        return Span(sentence.start, min(sentence.end, words[end].token.span.start))

    # -- participles, prepositions, nouns, colons

    def _participle(self, parsed: Parsed, hit: Hit, hits: Sequence[Hit]) -> list[_Said]:
        """«مضيفاً أن …», «مطالبين بـ…»: the speaker or the subject of the clause before goes on."""
        marker = self._marker(parsed, hit, hits)
        start = marker if marker is not None else self._noun_start(parsed, hit, None, len(parsed.words))
        if start is None:
            return []
        phrase = self._speaker(parsed, hit)
        self._close(parsed, hit, None)
        return [
            self._make(parsed, hit, phrase, False, [self._forward(parsed, hit, start)], start, hit.effect)
        ]

    def _preposition(self, parsed: Parsed, hit: Hit, hits: Sequence[Hit]) -> list[_Said]:
        """«بحسب X», «نقلاً عن X», «على حد قوله»."""
        if hit.order[0] in ("none", "medium"):
            return []
        if hit.order[0] == "before":
            phrase = self._speaker(parsed, hit)
            covered = any(
                s.phrase is not None and any(x.contains(parsed.words[hit.first].token.span) for x in s.spans)
                for s in self.here
            )
            if phrase is None or (covered and hit.effect is None):
                return []
            return [self._make(parsed, hit, phrase, False, [self._around(parsed, hit)], -1, hit.effect)]
        if hit.end < len(parsed.words) and parsed.words[hit.end].folded in ("ما", "لما"):
            return []  # the verb after it is the cue
        stop = next((h.first for h in hits if h.first >= hit.end and h.part == "verb"), len(parsed.words))
        phrase = governed_after(parsed, hit.end, stop, False)
        if phrase is None:
            return []
        behind = self._behind(parsed, hit) if hit.order[0] == "عن" else None
        if behind is not None:
            return [self._make(parsed, hit, phrase, True, list(behind.spans), behind.start, behind.status)]
        around = self._around(parsed, hit, phrase)
        at = parsed.words[hit.first].token.span.start
        around = Span(max(around.start, self._region_start(parsed, hit, phrase)), around.end)
        return [self._make(parsed, hit, phrase, True, [around] if around.end > at else [], -1, hit.effect)]

    def _region_start(self, parsed: Parsed, hit: Hit, phrase: Phrase) -> int:
        """Return where the clause begins that a cue in its middle covers; one at the end covers the sentence."""
        words = parsed.words
        if phrase.last >= len(words) - 2:
            return parsed.sentence.span.start
        if words[hit.first].split.conj and hit.first and words[hit.first - 1].folded in "،؛":
            return words[hit.first].token.span.start
        for index in range(hit.first - 2, 0, -1):
            if words[index].folded in "،؛" and words[index + 1].split.conj and words[index + 1].pos == "verb":
                return words[index + 1].token.span.start
        return parsed.sentence.span.start

    def _behind(self, parsed: Parsed, hit: Hit) -> _Said | None:
        """Return the layer whose source relies on the one that follows: «قالت الصحيفة نقلاً عن | مسؤول إن …»."""
        for said in reversed(self.here):
            if (
                said.explicit
                and said.phrase is not None
                and said.phrase.parsed is parsed
                and said.phrase.first < hit.first
            ):
                gap = hit.first - said.phrase.last
                if 0 <= gap <= 6 or said.start > hit.first:
                    return said
        return None

    def _noun(self, parsed: Parsed, hit: Hit, hits: Sequence[Hit]) -> list[_Said]:
        """«مزاعم X بأن …», «اتهامات بـ…»: nouns that doubt, deny or accuse; neutral ones speak only through a verb."""
        if hit.effect is None:
            return []
        chunk = parsed.chunks[parsed.chunk_of[hit.first]]
        words = parsed.words
        reach = min(len(words), hit.last + 12)
        start = next(
            (i for i in range(hit.last, reach) if is_complementiser(words[i]) or words[i].split.prep == "ب"),
            None,
        )
        if any(h.part == "verb" and hit.first < h.first <= max(start or 0, hit.last + 3) for h in hits):
            return []
        if start is None:
            following = words[hit.last] if hit.last < len(words) else None
            if following is None or following.pos != "noun" or words[hit.first].split.article:
                return []
            start = hit.last
        phrase = (
            governed_after(parsed, hit.last, start, False, _OF)
            if start > hit.last and "genitive" in hit.order
            else None
        )
        if chunk.first < hit.first and phrase is None:
            return []
        return [
            self._make(
                parsed,
                hit,
                phrase,
                phrase is not None,
                [self._forward(parsed, hit, start)],
                start,
                hit.effect,
            )
        ]

    def _colon(self, parsed: Parsed) -> list[_Said]:
        """«المتحدث العسكري: «…»»: a name, a colon and a quotation, without a verb."""
        colon = next((w.index for w in parsed.words[:14] if w.folded == ":"), None)
        if colon is None or colon + 1 >= len(parsed.words) or parsed.words[colon + 1].folded != '"':
            return []
        phrase = phrase_after(parsed, 0, colon, True)
        if phrase is None or phrase.first != 0 or phrase.last != colon:
            return []
        hit = Hit(
            colon, colon + 1, "verb", ("subject",), "neutral", None, False, False, "", False, end=colon + 1
        )
        return [
            self._make(parsed, hit, phrase, True, [self._forward(parsed, hit, colon + 1)], colon + 1, None)
        ]

    # -- dropped sources

    def _speaker(self, parsed: Parsed, hit: Hit) -> Phrase | None:
        """Return who a cue without a source of its own goes on with: the last speaker, or subject, that agrees."""
        latest_first = self.here[::-1]
        for said in sorted(latest_first, key=lambda s: s.nested):
            if (
                said.phrase is not None
                and said.cue.start < parsed.words[hit.first].start
                and self._fits(parsed, hit, said.phrase)
            ):
                return said.phrase
        for phrase in _subjects(parsed, hit.first):
            if self._fits(parsed, hit, phrase):
                return phrase
        if hit.part == "participle":
            return None
        for said in reversed(self.said[-30:]):
            if said.nested or said.phrase is None or not self._near(parsed, said.parsed):
                continue
            if self._fits(parsed, hit, said.phrase):
                return said.phrase
        if self.before is not None and self.before.sentence.paragraph == parsed.sentence.paragraph:
            for phrase in _subjects(self.before, len(self.before.words)):
                if self._fits(parsed, hit, phrase):
                    return phrase
        return None

    def _near(self, parsed: Parsed, other: Parsed) -> bool:
        return (
            parsed.number - other.number <= _BACK
            and parsed.sentence.paragraph - other.sentence.paragraph <= 2
        )

    def _fits(self, parsed: Parsed, hit: Hit, phrase: Phrase) -> bool:
        if hit.verb is not None:
            return verb_agrees(hit.verb, *phrase.gender)
        return hit.masdar or _agrees(parsed.words[hit.last - 1], phrase)

    def _antecedent(self, phrase: Phrase) -> Span | None:
        """Return where a short form («المصدر», «الوزير») was named more fully by an earlier cue."""
        head = phrase.parsed.words[phrase.chunk.head]
        if not head.split.article or phrase.last - phrase.first > 2:
            return None
        for said in reversed(self.said[-30:]):
            other = said.phrase
            if other is None or other.last - other.first <= phrase.last - phrase.first:
                continue
            if other.parsed.words[other.chunk.head].split.stem == head.split.stem:
                return other.span
        return None


def _is_turned(parsed: Parsed, hit: Hit) -> bool:
    """Tell whether a verb looks back: «حسبما أفاد», «بحسب ما ذكر», «وفقاً لما أعلن», «كما أكد»."""
    if hit.first == 0:
        return False
    before = parsed.words[hit.first - 1].folded.removeprefix("و")
    if before in ("كما", "مثلما"):
        return hit.first > 1 and not any(
            is_complementiser(w) or w.folded in ':"' for w in parsed.words[hit.first : hit.first + 14]
        )
    if before in _TURNED:
        return True
    earlier = parsed.words[hit.first - 2].folded.removeprefix("و") if hit.first > 1 else ""
    return before in ("ما", "لما") and earlier in _TURNING


def _bracket(parsed: Parsed, index: int) -> Span | None:
    """Return the brackets that a word stands in: «(25 ألفاً بحسب المنظمين)»."""
    opening = next(
        (i for i in range(index - 1, max(-1, index - 12), -1) if parsed.words[i].folded in "()"), None
    )
    if opening is None or parsed.words[opening].folded != "(":
        return None
    closing = next((w for w in parsed.words[index : index + 12] if w.folded == ")"), None)
    return (
        Span(parsed.words[opening].token.span.start, closing.token.span.end) if closing is not None else None
    )


def _turns(parsed: Parsed, index: int) -> bool:
    """Tell whether a main clause of its own begins at a word after a comma: «، فيما رفض …», «، ودعا الرئيس …»."""
    word = parsed.words[index]
    return _opens_clause(parsed, index, False) and (
        word.pos != "verb" or not any(e.kind == "cue" and e.verb for e in word.split.entries)
    )


def _governed_by(word: Word, prepositions: set[str]) -> bool:
    """Tell whether a word is, or begins with, one of the prepositions: «إلى», «بانسحاب», «بعدم»."""
    if word.split.prep in prepositions or (word.pos == "prep" and word.split.stem in prepositions):
        return True
    return word.folded[:1] in prepositions and word.folded[1:] == "عدم"


def _before_marker(parsed: Parsed, marker: int) -> int:
    return marker - 1 if marker and parsed.words[marker - 1].folded == ":" else marker


def _is_object(hit: Hit, phrase: Phrase) -> bool:
    """«دعا | الولايات المتحدة إلى …»: what doesn't agree with the verb isn't its subject."""
    if hit.verb is None or phrase.chunk.kind in (None, "adjective", "person"):
        return False
    gender, number = phrase.gender
    head = phrase.parsed.words[phrase.chunk.head]
    if head.split.article and head.split.stem.endswith("ين") and phrase.first > hit.first:
        return True  # «اتهم | المتظاهرين»
    if hit.verb.gender == "m" and gender != "m":
        return head.split.stem.endswith(("ه", "ات"))
    return (
        hit.verb.gender == "f"
        and (gender, number) == ("m", "s")
        and phrase.chunk.kind in ("office", "rank", "role", "official")
    )


def _relates_back(parsed: Parsed, hit: Hit) -> bool:
    return hit.suffix in ("ه", "ها", "هم", "هما")


def _set_against(parsed: Parsed) -> bool:
    """Tell whether a sentence opens with a clause that the main one answers: «في الوقت الذي …، …», «بينما …، …»."""
    opening = " ".join(w.folded for w in parsed.words[:3]).removeprefix("و")
    return opening.startswith(("في الوقت الذي", "بينما ", "فيما ", "في حين "))


def _main_clause(word: Word) -> bool:
    return word.folded.startswith("فان") or (word.pos == "verb" and not word.split.conj)


def _leaves_act(parsed: Parsed, index: int, start: int, clause: bool) -> bool:
    """Tell whether a word leaves what is asked or threatened: facts that describe it («التي شهدت»), the next main verb."""
    word = parsed.words[index]
    if (
        not clause
        and word.folded in "،؛"
        and index + 1 < len(parsed.words)
        and not parsed.words[index + 1].split.conj
    ):
        return True
    if word.pos == "rel" or word.folded in ("حيث", "بعدما", "عندما"):
        return word.pos != "rel" or parsed.words[index - 1].pos != "prep"
    if word.pos == "verb":
        past = any(e.verb is not None and e.verb.tense == "past" for e in word.entries)
        return (bool(word.split.conj) and past) or (not clause and past)
    return is_complementiser(word) and bool(word.split.conj) and not clause


def _opens_clause(parsed: Parsed, index: int, clause: bool) -> bool:
    """Tell whether the word after a comma opens a clause of its own; after a noun phrase more words do so."""
    word = parsed.words[index]
    if not clause and (word.folded in _CONTRASTS or (word.pos == "verb" and word.split.conj)):
        return True
    if word.folded in _CLAUSE_ENDERS:
        return not clause
    two = f"{word.folded} {parsed.words[index + 1].folded}" if index + 1 < len(parsed.words) else word.folded
    return two.removeprefix("و") in _CLAUSE_OPENERS


def _words_in(parsed: Parsed, quote: Quote) -> int:
    return sum(
        1
        for w in parsed.words
        if w.token.kind == "word" and quote.span.start <= w.token.span.start < quote.span.end
    )


def _agrees(word: Word, phrase: Phrase) -> bool:
    """Tell whether a participle («مؤكدة») or a possessive («قولها») can belong to a source."""
    gender, number = phrase.gender
    stem = word.folded
    if stem.endswith(("ين", "هم")):
        return number != "s"
    if stem.endswith(("ه", "ها")) and not stem.endswith(("قوله", "زعمه", "وصفه", "تعبيره")):
        return gender != "m"
    if stem.endswith(("ا", "ه")):
        return gender != "f" and not (gender == "m" and number == "p")
    return True


def _effect_of_source(phrase: Phrase) -> str | None:
    """«تسريبات تتحدث عن …»: the source's own word doubts or accuses."""
    for word in speech_nouns(phrase.parsed, phrase.chunk.head, phrase.chunk.head + 1):
        for entry in word.split.entries:
            if isinstance(entry.value, Cue) and entry.value.stance in ("doubts", "accuses"):
                return "alleged"
    return None


def _subjects(parsed: Parsed, until: int) -> Iterator[Phrase]:
    """Yield the subjects of the verbs before word `until`, nearest first; then a noun phrase that opens the sentence."""
    for word in reversed(parsed.words[:until]):
        if word.pos != "verb" or (word.index and parsed.words[word.index - 1].pos == "rel"):
            continue
        form = next((e.verb for e in word.entries if e.verb is not None), None)
        phrase = phrase_before(parsed, word.index, form) if not word.split.conj else None
        phrase = phrase or phrase_after(parsed, word.index + 1, until, False)
        if phrase is not None and (
            phrase.chunk.kind is not None
            or phrase.chunk.actor is not None
            or not parsed.words[phrase.chunk.head].split.entries
        ):
            yield phrase
