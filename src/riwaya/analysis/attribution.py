"""Sentences → attributions: who is made to say what, over which stretch of the text, and what that does to its events.

A cue (`cues.py`) opens a layer: its source is a noun phrase after or before it (`sources.py`) or, where the clause leaves it
out, the last speaker that agrees (`speakers.py`); what is said runs to the end of the clause, the sentence or the quotation,
or stands before a cue that closes the sentence (`scope.py`). Layers nest by what they cover: outermost first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from riwaya.analysis.coreference import verb_agrees
from riwaya.analysis.cues import Hit, find_hits, is_complementiser, span_of, speech_nouns
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.quotes import Quote, find_quotes
from riwaya.analysis.scope import Scope, is_turned
from riwaya.analysis.source_kinds import entity_of, kind_of
from riwaya.analysis.sources import Phrase, describes_mute, governed_after, phrase_after, relative_head
from riwaya.analysis.speakers import (
    addresses,
    agrees,
    effect_of_source,
    fits,
    in_it,
    inner_source,
    is_body_or_many,
    relates_back,
    subject_of,
    subjects,
)
from riwaya.lexicon.loader import Lexicon
from riwaya.model import Source, Span

_JOINING = frozenset("كما حيث اذ فقد وقد قد فيما بينما ثم لكنه ولكنه لكنها ولكنها بدوره بدورها".split())
_UNNAMED = frozenset("مصدر مصادر شاهد شهود ناشط ناشطون نشطاء".split())
_OF = frozenset({"ل", "من"})  # «مزاعم لـX»
_RELYING = frozenset({"acc.isnad", "acc.naql"})  # cues whose source stands behind the speaker
_SAYING = "n.saying"
_WHAT = frozenset("ما مما بما لما".split())
_THEIRS = ("هم", "ها", "ه", "هما")
_HEARING = frozenset({"obtain", "learn"})
_SHOWING = frozenset({"show", "establish"})  # things do it; nobody goes on showing
_CARRYING = frozenset({"relay", "broadcast"})  # verbs that carry things too, but for «أن» or a quotation
_MARKER_REACH = 45  # words from a verb to «أن»
_NOUN_REACH = 12  # words from «مزاعم» to «أن»
_BEHIND = 6  # words from a source to «نقلاً عن»
_BACK = 5  # sentences that a speaker is remembered
_PARAGRAPHS = 2  # and paragraphs
_REMEMBERED = 30  # layers looked back at


@dataclass(frozen=True, slots=True)
class AttributionLayer:
    """A source and the stretches that it is made to say. `source` is None where nobody names it («وقال» at the very start).

    `status` is what the cue does to the events in the content: None, "denied", "alleged", "requested" …; `parent` is the
    index of the layer that this one stands in; `sentence` is the number of the cue's sentence; `relative`: its cue only
    describes what was said («ما | أعلنته الوزارة عن …»).
    """

    source: Source | None
    content: tuple[Span, ...]
    parent: int | None
    status: str | None
    sentence: int
    relative: bool = False

    def covers(self, offset: int) -> bool:
        """Tell whether the character at `offset` belongs to what is said."""
        return any(span.start <= offset < span.end for span in self.content)

    @property
    def reach(self) -> int:
        """Return how many characters the layer covers: an outer layer covers more than those in it."""
        return sum(span.end - span.start for span in self.content)


def find_attributions(text: str, parsed: Sequence[Parsed], lexicon: Lexicon) -> tuple[AttributionLayer, ...]:
    """Return the attributions of a text in order of their cues, each with its parent's index."""
    reader = _Reader(find_quotes(text))
    for sentence in parsed:
        reader.read(sentence)
    return _nested([said.layer() for said in reader.said if said.spans])


def chain_at(attributions: Sequence[AttributionLayer], offset: int) -> tuple[AttributionLayer, ...]:
    """Return the layers with a source that cover an offset, outermost first."""
    chain: list[AttributionLayer] = []
    taken: list[Span] = []
    for layer in _covering(attributions, offset):
        own = layer.source.span if layer.source is not None else None
        if own is None or own.start <= offset < own.end or any(own.overlaps(t) for t in taken):
            continue  # nobody, the source's own name, or a speaker who goes on
        chain.append(layer)
        taken.append(own)
    return tuple(chain)


def effect_at(attributions: Sequence[AttributionLayer], offset: int) -> str | None:
    """Return what the innermost layer at an offset does to an event there: "denied", "alleged" …, or None."""
    layers = _covering(attributions, offset)
    return layers[-1].status if layers else None


def _covering(attributions: Sequence[AttributionLayer], offset: int) -> list[AttributionLayer]:
    # The sort is stable: of two that cover the same stretch, the outer one was read first.
    layers = sorted((a for a in attributions if a.covers(offset)), key=lambda a: -a.reach)
    for number, layer in enumerate(layers):
        if layer.status == "denied":  # «كذّبت الوزارة ما | بثّته القناة عن …»: the denial is of what is told
            return [*layers[: number + 1], *(x for x in layers[number + 1 :] if not x.relative)]
    return layers


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
    phrase: Phrase | None  # the source's own words, or those that a dropped source goes back to
    explicit: bool
    spans: list[Span]
    start: int | None  # word index where what is said begins, if after the cue
    status: str | None
    nested: bool = False
    antecedent: Span | None = None

    @property
    def cue(self) -> Span:
        """Return the cue's words."""
        return span_of(self.parsed, self.hit.first, self.hit.last)

    def begins_before(self, word: int) -> bool:
        """Tell whether what is said began before a word of the same sentence."""
        return self.start is not None and self.start <= word

    def end_at(self, offset: int) -> None:
        """End what is said at an offset where another cue takes over."""
        self.spans = [Span(s.start, min(s.end, offset)) for s in self.spans if s.start < offset]

    def layer(self) -> AttributionLayer:
        """Return the layer read."""
        source: Source | None = None
        if self.phrase is not None and self.phrase.first < self.phrase.last:
            source = Source(
                self.phrase.span, kind_of(self.phrase), self.cue, self.hit.stance, entity_of(self.phrase),
                self.phrase.medium if self.explicit else None, self.antecedent,
            )  # fmt: skip
        return AttributionLayer(
            source, tuple(self.spans), None, self.status, self.parsed.number, self._relative()
        )

    def _relative(self) -> bool:
        """«ما | بثّته القناة», «الأنباء التي | تحدثت عن …»: tell whether the cue only describes what somebody speaks of."""
        before = self.parsed.words[self.hit.first - 1] if self.hit.first else None
        return (
            self.hit.part == "verb" and before is not None and (before.pos == "rel" or before.folded in _WHAT)
        )


@dataclass(slots=True)
class _Reader:
    """Reads sentence after sentence; remembers who spoke."""

    quotes: tuple[Quote, ...]
    said: list[_Said] = field(default_factory=list)
    before: Parsed | None = None
    first_quote: int = 0  # the first that may reach the sentence

    def read(self, parsed: Parsed) -> None:
        """Add the layers of one sentence."""
        scope = Scope(parsed, self._touching(parsed.sentence.span))
        hits = find_hits(parsed)
        if hits or scope.quotes:
            self.said += _Sentence(self, parsed, scope, hits).read()
        self.before = parsed

    def _touching(self, sentence: Span) -> tuple[Quote, ...]:
        while (
            self.first_quote < len(self.quotes) and self.quotes[self.first_quote].span.end <= sentence.start
        ):
            self.first_quote += 1
        found: list[Quote] = []
        for quote in self.quotes[self.first_quote :]:
            if quote.span.start >= sentence.end:
                break
            if quote.span.end > sentence.start:
                found.append(quote)
        return tuple(found)

    def recent(self) -> Iterator[_Said]:
        """Yield what was said in the sentences before, the latest first."""
        return reversed(self.said[-_REMEMBERED:])


@dataclass(slots=True)
class _Sentence:
    """Reads one sentence's cues in order."""

    reader: _Reader
    parsed: Parsed
    scope: Scope
    hits: tuple[Hit, ...]
    here: list[_Said] = field(default_factory=list)
    absorbed: set[int] = field(default_factory=set)  # verbs that describe the source of the cue before them

    def read(self) -> list[_Said]:
        """Return the sentence's layers, an outer one before those that cover the same stretch."""
        # «نطالب» outside a quotation is a misreading: a report doesn't say "we".
        first_person = {h.first for h in self.hits if h.verb is not None and h.verb.person == 1}
        self.hits = tuple(h for h in self.hits if h.first not in first_person or self.scope.quoted(h.first))
        for hit in self.hits:
            if not self.scope.in_name(hit.first):
                self.here += self._of_hit(hit)
        return self.here if self.hits else self._colon()

    def _of_hit(self, hit: Hit) -> list[_Said]:
        if hit.part == "verb":
            return self._verb(hit)
        if hit.part == "participle":
            return self._participle(hit)
        return self._preposition(hit) if hit.part == "preposition" else self._noun(hit)

    # -- verbs

    def _verb(self, hit: Hit) -> list[_Said]:
        """«قال X إن …», «أعلن X مقتل …», «… حسبما أفاد X», «المتحدث قال …», «نقلت X عن Y قوله …»."""
        if "none" in hit.order:
            self._end_all(hit)
            return []
        if hit.first in self.absorbed:
            return []
        if is_turned(self.parsed, hit):
            return self._turned(hit)
        marker = self._marker(hit)
        if marker is None and not hit.act and describes_mute(self.parsed, hit.first, hit.verb):
            return []
        if marker is None and hit.cue_id in _CARRYING:
            return []  # «نُقلوا إلى المستشفى»
        stop = self._stop(hit) if marker is None else self._before_marker(marker)
        phrase, explicit = self._subject(hit, stop, marker is not None)
        self._close(hit, phrase if explicit else None)
        if hit.act and not hit.content and not hit.cue_id:
            return []  # «، وأشاد بـ…» only ends what was said before
        return self._layers(hit, phrase, explicit, marker, stop)

    def _layers(
        self, hit: Hit, phrase: Phrase | None, explicit: bool, marker: int | None, stop: int
    ) -> list[_Said]:
        """Return a verb's layers: its source's, with the source behind it or around it."""
        inner = inner_source(self.parsed, hit, stop, marker is not None)
        start = marker
        if start is None:
            start = self.scope.noun_start(hit, inner or (phrase if explicit else None), stop)
        spans = self.scope.backward(hit, explicit, marker is not None)
        if start is not None:
            spans.append(self.scope.forward(hit, start))
        if not spans or (phrase is None and hit.order[0] == "في"):
            return []
        if not explicit and inner is None:
            if hit.cue_id in _SHOWING:
                return []
            phrase = self._speaker(hit)
            if phrase is None and in_it(self.parsed, hit):
                phrase = relative_head(self.parsed, hit.first)
        outer = self._make(hit, phrase, explicit, spans, start, hit.effect or effect_of_source(phrase))
        if inner is None:
            return [*self._carriers(outer), outer, *self._relied_on(outer)]
        said = self._make(hit, inner, True, list(spans), start, outer.status)
        return [outer, said] if phrase is not None else [said]

    def _subject(self, hit: Hit, stop: int, clause: bool) -> tuple[Phrase | None, bool]:
        """Return the source that the clause itself gives, with the gender that its verb shows."""
        until = min(hit.tail[0], stop) if hit.tail else stop
        if not clause and (hit.content or hit.stance == "accuses"):
            until = min(until, self.scope.noun_start(hit, None, stop) or stop)
        phrase, explicit = subject_of(self.parsed, hit, until, stop, clause, False)
        if phrase is None or hit.verb is None or hit.order[0] != "subject":
            return phrase, explicit
        if addresses(self.parsed, hit, phrase, until) and any(self._goes_on(hit, s) for s in self.here):
            return None, False
        return replace(phrase, seen=hit.verb.gender if hit.verb.gender in ("m", "f") else ""), explicit

    def _goes_on(self, hit: Hit, said: _Said) -> bool:
        return said.phrase is not None and not said.nested and fits(self.parsed, hit, said.phrase)

    def _carriers(self, said: _Said) -> Iterator[_Said]:
        """«قال بيان أوردته | الوكالة إن …»: who carries the source's words stands outside it."""
        for hit in self.hits:
            between = said.start is not None and said.hit.first < hit.first < said.start
            if hit.first in self.absorbed and relates_back(hit) and between:
                phrase = phrase_after(self.parsed, hit.last, said.start or 0, False)
                if phrase is not None:
                    yield self._make(hit, phrase, True, list(said.spans), said.start, None)

    def _relied_on(self, said: _Said) -> list[_Said]:
        """«استناداً إلى | مصادر، قالت الصحيفة إن …»: whom the speaker relies on stands within what it says."""
        before = self.here[-1] if self.here else None
        if (
            before is None
            or before.hit.cue_id not in _RELYING
            or before.phrase is None
            or before.start is not None
        ):
            return []
        if not (said.explicit and 0 <= said.hit.first - before.phrase.last <= 2):
            return []
        self.here.remove(before)
        before.spans, before.start = list(said.spans), said.start
        return [before]

    def _make(
        self,
        hit: Hit,
        phrase: Phrase | None,
        explicit: bool,
        spans: list[Span],
        start: int | None,
        status: str | None,
    ) -> _Said:
        said = _Said(self.parsed, hit, phrase, explicit, spans, start, status)
        held = [s for s in self.here if s.start is not None] + self.reader.said[-12:]
        said.nested = any(x.start <= said.cue.start < x.end for s in held for x in s.spans)
        if phrase is not None and explicit:
            said.antecedent = self._antecedent(phrase)
        return said

    def _marker(self, hit: Hit) -> int | None:
        """Return the word where what is said begins: «أن», after a colon, or an opening quotation mark."""
        words = self.parsed.words
        others = {
            h.first: h.part for h in self.hits if h.part in ("verb", "participle") and h.first != hit.first
        }
        described: set[int] = set()
        relative = False
        for index in range(hit.last, min(len(words), hit.end + _MARKER_REACH)):
            word = words[index]
            if hit.noun and is_complementiser(word) and word.folded.startswith("و"):
                return None  # «اقترح X انسحاب Y، وأن …»: what is said began before
            if self.scope.opens(index):
                if self._of_another(hit, index):
                    return None
                self.absorbed |= described
                return index + 1 if word.folded == ":" else index
            if word.pos == "verb" and self.scope.is_receipt(index):
                self.absorbed.add(index)
                continue
            relative = relative or word.pos == "rel"
            if others.get(index) == "verb" and not relative and self._describes_source(hit, index):
                described.add(index)
            elif word.folded in "؛!?؟" or (index in others and (word.split.conj or not relative)):
                return None
            relevant = word.pos == "verb" and word.split.conj and index not in hit.tail
            if relevant and not relative and index not in described:
                return None  # «أعلن الجيش مقتل جندي وقصف …»
        return None

    def _of_another(self, hit: Hit, index: int) -> bool:
        """«نُقل إلى المستشفى حيث وجد | أن …»: tell whether «أن» follows a verb of its own rather than a source named like one."""
        words = self.parsed.words
        verb = self.parsed.chunks[self.parsed.chunk_of[index - 1]].pos == "verb"
        after_word = index - 2 > hit.first and words[index - 2].pos in ("conj", "neg", "part", "rel")
        return is_complementiser(words[index]) and verb and after_word

    def _describes_source(self, hit: Hit, index: int) -> bool:
        """«قال مصدر | طلب عدم ذكر اسمه إن»: tell whether a verb right after the source describes it."""
        if self.parsed.words[index].split.conj or self.parsed.words[index - 1].pos == "mark":
            return False
        if hit.cue_id in _HEARING:
            return False  # «حصلت الشرطة على معلومات | تفيد بأن»: the information says it
        phrase = phrase_after(self.parsed, hit.last, index, True)
        if phrase is not None and phrase.last == index:
            return True
        # «أعلنت في شريط | نُشر على الإنترنت أنها …»: a verb right after what was written or recorded
        before = self.parsed.chunks[self.parsed.chunk_of[index - 1]]
        return before.pos == "noun" and any(
            True for _ in speech_nouns(self.parsed, before.first, before.last)
        )

    def _before_marker(self, marker: int) -> int:
        return marker - 1 if marker and self.parsed.words[marker - 1].folded == ":" else marker

    def _stop(self, hit: Hit) -> int:
        """Return where the search for a source ends if nothing marks what is said: at the next verb that is a cue."""
        later = (h.first for h in self.hits if h.first >= hit.end and h.part == "verb")
        return next(later, len(self.parsed.words))

    def _turned(self, hit: Hit) -> list[_Said]:
        """«…، حسبما أفادت مصادر»: it covers what stands before it."""
        stop = self._stop(hit)
        until = min(hit.tail[0], stop) if hit.tail else stop
        phrase, explicit = subject_of(self.parsed, hit, until, stop, False, True)
        inner = inner_source(self.parsed, hit, stop, False)
        if phrase is None and inner is None:
            phrase = self._speaker(hit)
        span = self.scope.around(hit, inner or phrase)
        sources = [(phrase, explicit), (inner, True)]
        return [self._make(hit, p, own, [span], None, hit.effect) for p, own in sources if p is not None]

    # -- where one cue ends what another says

    def _close(self, hit: Hit, phrase: Phrase | None) -> None:
        """End what earlier cues of the sentence say where this cue takes over."""
        for said in self.here:
            if said.begins_before(hit.first) and self._breaks(hit, phrase, said):
                said.end_at(self.parsed.words[hit.first].token.span.start)

    def _end_all(self, hit: Hit) -> None:
        """«وقد أُفيد بأن …»: nobody named says it, so nobody goes on."""
        word = self.parsed.words[hit.first]
        joined = word.split.conj or (hit.first and self.parsed.words[hit.first - 1].folded in _JOINING)
        for said in self.here:
            if joined and said.begins_before(hit.first) and self.scope.quoted(hit.first) is None:
                said.end_at(self.parsed.words[hit.first].token.span.start)

    def _breaks(self, hit: Hit, phrase: Phrase | None, said: _Said) -> bool:
        """Tell whether a cue ends what an earlier one says rather than standing in it."""
        word = self.parsed.words[hit.first]
        holder = self.scope.spoken(hit.first)
        if holder is not None and holder.span.start > said.cue.start:
            return False
        if hit.part == "participle":
            return said.phrase is None or hit.masdar or agrees(word, said.phrase)
        before = self.parsed.words[hit.first - 1] if hit.first else word
        if phrase is not None and phrase.first < hit.first:  # «أن X قال»: within; «، والوزير قال» takes over
            return bool(self.parsed.words[phrase.first].split.conj) and not is_complementiser(before)
        if not word.split.conj and before.folded not in _JOINING:
            return phrase is not None and before.folded in '،"'
        if phrase is not None:
            return not hit.act or hit.stance == "accuses"
        if hit.act and not hit.cue_id and before.folded not in "،؛" and self._says_clause(said):
            return False  # «قال إن المسلح خرج | وهدد …»: no pause, so the same clause
        return said.phrase is None or hit.verb is None or verb_agrees(hit.verb, *said.phrase.gender)

    def _says_clause(self, said: _Said) -> bool:
        return (
            said.start is not None
            and said.status is None
            and is_complementiser(self.parsed.words[said.start])
        )

    # -- participles, prepositions, nouns, colons

    def _participle(self, hit: Hit) -> list[_Said]:
        """«مضيفاً أن …», «مطالبين بـ…»: the speaker or the subject of the clause before goes on."""
        start = self._marker(hit)
        if start is None:
            start = self.scope.noun_start(hit, None, len(self.parsed.words))
        if start is None:
            return []
        phrase = self._speaker(hit)
        self._close(hit, None)
        return [self._make(hit, phrase, False, [self.scope.forward(hit, start)], start, hit.effect)]

    def _preposition(self, hit: Hit) -> list[_Said]:
        """«بحسب X», «نقلاً عن X», «على حد قوله»."""
        if hit.order[0] in ("none", "medium"):
            return []
        if hit.order[0] == "before":
            return self._in_his_words(hit)
        if hit.end < len(self.parsed.words) and self.parsed.words[hit.end].folded in ("ما", "لما"):
            return []  # the verb after it is the cue
        phrase = governed_after(self.parsed, hit.end, self._stop(hit), False)
        if phrase is None:
            return []
        behind = self._behind(hit) if hit.order[0] == "عن" else None
        if behind is not None:
            if (
                behind.start is not None and behind.start > phrase.last
            ):  # nothing but the source stands before «أن»
                phrase = (
                    governed_after(self.parsed, hit.end, self._before_marker(behind.start), True) or phrase
                )
            return [self._make(hit, phrase, True, list(behind.spans), behind.start, behind.status)]
        around = self.scope.around(hit, phrase)
        around = Span(max(around.start, self.scope.own_clause(hit, phrase)), around.end)
        at = self.parsed.words[hit.first].token.span.start
        if hit.first > 2 and self._is_described(phrase):
            around = Span(
                around.start, max(at, around.start)
            )  # «بحسب الوزارة | التي فتحت تحقيقاً» says only what is before
        spans = [around] if around.end >= at and around.end > around.start else []
        return [self._make(hit, phrase, True, spans, None, hit.effect)]

    def _is_described(self, phrase: Phrase) -> bool:
        """Tell whether a relative clause follows a source."""
        words = self.parsed.words[phrase.last : phrase.last + 2]
        return any(w.pos == "rel" for w in words[: 2 if words and words[0].folded in "،," else 1])

    def _in_his_words(self, hit: Hit) -> list[_Said]:
        """«على حد قوله», «بحسب زعمهم»: the speaker once more; new only if nobody was named, or if it doubts."""
        phrase = self._speaker(hit)
        own = self.parsed.words[hit.first].token.span
        covered = any(s.phrase is not None and any(x.contains(own) for x in s.spans) for s in self.here)
        if phrase is None or (covered and hit.effect is None):
            return []
        return [self._make(hit, phrase, False, [self.scope.around(hit)], None, hit.effect)]

    def _behind(self, hit: Hit) -> _Said | None:
        """Return the layer whose source relies on the one that follows: «قالت الصحيفة نقلاً عن | مسؤول إن …»."""
        for said in reversed(self.here):
            if said.phrase is None or not said.explicit or said.phrase.first >= hit.first:
                continue
            if 0 <= hit.first - said.phrase.last <= _BEHIND or (said.start or 0) > hit.first:
                return said
        return None

    def _noun(self, hit: Hit) -> list[_Said]:
        """«مزاعم X بأن …», «اتهامات بـ…»: nouns that doubt, deny or accuse; neutral ones speak only through a verb."""
        if hit.cue_id == _SAYING:
            return self._in_saying(hit)
        start = self._noun_opens(hit) if hit.effect is not None else None
        if start is None:
            return []
        phrase = None
        if start > hit.last and "genitive" in hit.order:
            phrase = governed_after(self.parsed, hit.last, start, False, _OF)
        if phrase is None and self.parsed.chunks[self.parsed.chunk_of[hit.first]].first < hit.first:
            return []
        spans = [self.scope.forward(hit, start)]
        return [self._make(hit, phrase, phrase is not None, spans, start, hit.effect)]

    def _in_saying(self, hit: Hit) -> list[_Said]:
        """«يخدعون الناس بقولهم إن …»: who does it says it too, unless a cue before already says the same."""
        words = self.parsed.words
        if words[hit.first].split.prep != "ب" or not words[hit.first].folded.endswith(_THEIRS):
            return []
        start = self._marker(hit)
        if start is None and hit.last + 1 < len(words) and words[hit.last].folded in "،,":
            start = hit.last + 1
        if start is None or any(s.start == start for s in self.here):
            return []
        phrase = self._sayer(hit)
        return (
            [self._make(hit, phrase, False, [self.scope.forward(hit, start)], start, None)] if phrase else []
        )

    def _sayer(self, hit: Hit) -> Phrase | None:
        """Return whose saying a possessive speaks of: the subject before it that agrees, else, of «their» saying within the
        words of somebody, those whom he was the last to quote."""
        for phrase in subjects(self.parsed, hit.first):
            if agrees(self.parsed.words[hit.last - 1], phrase):
                return phrase
        if not self.parsed.words[hit.first].folded.endswith("هم") or self.scope.spoken(hit.first) is None:
            return None
        quoted = (s.phrase for s in self.reader.recent() if s.nested and self._near(s.parsed))
        return next((p for p in quoted if p is not None and is_body_or_many(p)), None)

    def _noun_opens(self, hit: Hit) -> int | None:
        """Return where what a noun alleges begins: «أن», «بـ», or the noun annexed to it («مزاعم اغتصاب»)."""
        words = self.parsed.words
        following = words[hit.last : hit.last + _NOUN_REACH]
        start = next((w.index for w in following if is_complementiser(w) or w.split.prep == "ب"), None)
        reach = max(start or 0, hit.last + 3)
        if not following or any(h.part == "verb" and hit.first < h.first <= reach for h in self.hits):
            return None
        if start is None and following[0].pos == "noun" and not words[hit.first].split.article:
            return hit.last
        return start

    def _colon(self) -> list[_Said]:
        """«المتحدث العسكري: «…»»: a name, a colon and a quotation, without a verb."""
        words = self.parsed.words
        colon = next((w.index for w in words[:14] if w.folded == ":"), None)
        if colon is None or colon + 1 >= len(words) or words[colon + 1].folded != '"':
            return []
        phrase = phrase_after(self.parsed, 0, colon, True)
        if phrase is None or phrase.first != 0 or phrase.last != colon:
            return []
        hit = Hit(
            colon, colon + 1, "verb", ("subject",), "neutral", None, False, False, "", False, end=colon + 1
        )
        return [self._make(hit, phrase, True, [self.scope.forward(hit, colon + 1)], colon + 1, None)]

    # -- dropped sources

    def _speaker(self, hit: Hit) -> Phrase | None:
        """Return who a cue without a source of its own goes on with: the last speaker, or subject, that agrees."""
        start = self.parsed.words[hit.first].start
        earlier = [s for s in self.here[::-1] if s.cue.start < start]
        for said in sorted(earlier, key=lambda s: s.nested):
            if said.phrase is not None and fits(self.parsed, hit, said.phrase):
                return said.phrase
        # «تظاهر طلاب أنصار نور للمطالبة»: who does something asks, rather than a name that is written like a verb
        told = subjects(self.parsed, hit.first, events=True) if hit.masdar else ()
        for phrase in chain(told, subjects(self.parsed, hit.first)):
            if fits(self.parsed, hit, phrase):
                return phrase
        return self._speaker_before(hit) if hit.part != "participle" else None

    def _speaker_before(self, hit: Hit) -> Phrase | None:
        """Return the last speaker of the sentences before, or the subject of the one just before."""
        for said in self.reader.recent():
            if self._near(said.parsed) and self._goes_on(hit, said):
                return said.phrase
        if (going_on := self._unnamed_before(hit)) is not None:
            return going_on
        before = self.reader.before
        if before is None or before.sentence.paragraph != self.parsed.sentence.paragraph:
            return None
        return next((p for p in subjects(before, len(before.words)) if fits(self.parsed, hit, p)), None)

    def _unnamed_before(self, hit: Hit) -> Phrase | None:
        """«وقالت المصادر إن …. وتابع: "…"»: unnamed sources of the sentence before go on as «he» where no person has spoken."""
        said = next((s for s in self.reader.recent() if not s.nested), None)
        if said is None or said.phrase is None or not hit.continues:
            return None
        unnamed = said.phrase.parsed.words[said.phrase.chunk.head].split.stem in _UNNAMED
        here, there = self.parsed, said.parsed
        next_to = here.number == there.number + 1 and here.sentence.paragraph == there.sentence.paragraph
        return said.phrase if unnamed and next_to else None

    def _near(self, other: Parsed) -> bool:
        paragraphs = self.parsed.sentence.paragraph - other.sentence.paragraph
        return self.parsed.number - other.number <= _BACK and paragraphs <= _PARAGRAPHS

    def _antecedent(self, phrase: Phrase) -> Span | None:
        """Return where a short form («المصدر», «الوزير») was named more fully by an earlier cue."""
        head = phrase.parsed.words[phrase.chunk.head]
        length = phrase.last - phrase.first
        if not head.split.article or length > 2:
            return None
        for said in self.reader.recent():
            other = said.phrase
            if other is None or other.last - other.first <= length:
                continue
            if other.parsed.words[other.chunk.head].split.stem == head.split.stem:
                return other.span
        return None
