"""Cues → sources: the noun phrase that a cue makes speak, as written, with its kind and the medium it spoke through.

A source is the whole stretch that identifies who speaks: title, name, office, appositions. It starts at a noun phrase and
grows over what belongs to it until an adjunct of time or medium, a relative clause, or what is said begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from riwaya.analysis.coreference import gender_of, verb_agrees
from riwaya.analysis.cues import is_complementiser, span_of, speech_nouns
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrase_words import RANKS_TOO
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.words import PRONOUNS, Word
from riwaya.lexicon.conjugate import VerbForm
from riwaya.lexicon.loader import Actor, Cue, Head
from riwaya.model import Span

_REACH = 30  # words; no source is longer
_APPOSITION = 14  # words between the commas of «X، المتحدث باسم …،»
_IDENTIFYING = frozenset({"في", "من", "باسم", "لدي", "ب", "ل", "عن", "لشوون", "بشوون", "علي", "داخل", "ضمن"})
_MEDIA = frozenset({"media"})
_OUTLETS = frozenset(
    "وكاله صحيفه جريده مجله قناه محطه شبكه اذاعه راديو تلفزيون موقع مراسل مراسله مراسلي صحافيين صحفيين".split()
)
ORGANISED = frozenset(
    "state government military police intelligence armed_group party igo ngo media company group".split()
)
_MUTE = frozenset({"abstract", "thing", "place"})
ANONYMOUS = frozenset({"people", "civilians", "victims", "fighters"})
NAMED = frozenset({"person", "rank", "honorific"})
OFFICES = frozenset({"office", "role", "official"})
_EXPLAINING = frozenset({"وهو", "وهي", "وهم", "وهما"})  # «الجبهة، وهي تحالف …،»
_NAMES_TOO = frozenset({"علي", "خلف"})  # written like prepositions
_DESCRIBING = frozenset({"adj", "word", "number"})
_NO_NAME = re.compile(
    r"[بل]\w{3,}(ه|ات)|با\w{2,4}ا[^ن]|ت\w{2}ي\wا|(است\w{2}|ان\w{2}|ا\wت\w)ا\wا?"
    r"|(سابق|لاحق|حالي|موخر|مجدد|مرار|تكرار|علن|رسمي|صباح|ليل)ا"
)  # «بكفالة», «بشعارات», «باقتحام», «تعليقاً», «استغراب», «اعتقاداً»; «سابقاً»
_OCCASIONS = frozenset(
    "ختام مستهل بدايه نهايه اعقاب معرض سياق اطار ضوء وقت حين اثناء غضون ظل رد اجتماع اتصال موتمر ندوه جلسه حفل كلمه".split()
)
_ACTION = re.compile(r"ت\w{2}ي\w")  # «تبرير»: an action, if it isn't a body («تنظيم»)
_UNNAMED_BY_OFFICE = frozenset({"role", "official", "people"})
_TO_AN_OUTLET = re.compile(r"ل(?!ل)\w{3,}(?<!ي)(?<!يه)(?<!يون|يين)")  # not «لوجستي»
_NAMING = frozenset("طلق طلقون سمي سمون دعي دعو سمى عرف".split())  # «تطلق على نفسها», «تسمي نفسها», «تُدعى»


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch that names a source: words `first` to `last`, exclusive, of a sentence."""

    parsed: Parsed
    first: int
    last: int
    chunk: Chunk  # the noun phrase it begins with
    medium: Span | None = None
    seen: str = ""  # the gender that its own verb showed: «أضافت المصادر» → "f"

    @property
    def span(self) -> Span:
        """Return the words as written, without proclitics."""
        start = self.parsed.words[self.first]
        at = self.chunk.span.start if self.chunk.first == self.first else start.start
        return Span(at, self.parsed.words[self.last - 1].token.span.end)

    @property
    def gender(self) -> tuple[str, str]:
        """Return (gender, number) as far as its verb and its head show."""
        gender, number = agreement_of(self.parsed, self.chunk)
        if self.seen == "f":
            return "f", "?"
        return (self.seen or gender), number


def agreement_of(parsed: Parsed, chunk: Chunk) -> tuple[str, str]:
    """Return (gender, number) of a phrase, unknown for a word that only looks like a plural («أوكامبو», «لافروف»)."""
    head = parsed.words[chunk.head if chunk.head >= 0 else chunk.first]
    if chunk.actor is None and not head.split.entries and not head.split.article:
        return "?", "s"
    if chunk.kind == "person":
        return "?", "s"
    if head.split.stem.endswith("و") and len(head.split.stem) > 4 and chunk.actor is None:
        return "m", "p"  # «خاطفو العمال»
    if chunk.kind == "people" and not head.split.stem.endswith(("ون", "ين")):
        return "?", "?"  # «مصادر قالت», «شهود قالوا»
    return gender_of(parsed, chunk)


def phrase_after(parsed: Parsed, start: int, stop: int, greedy: bool, places: bool = False) -> Phrase | None:
    """Return the first noun phrase that no preposition governs in words `start` to `stop`, grown to its end.

    `greedy`: only the source and adjuncts stand there (a clause follows), so that all that touches belongs to it.
    `places`: a place right at `start` may speak too («أعلن | المستشفى …»).
    """
    medium: Span | None = None
    for chunk in _chunks(parsed, start, stop):
        if chunk.pos == "verb" and chunk.first == start and not chunk.conj:
            chunk = replace(
                chunk, pos="noun", head=start
            )  # no verb follows a verb: it is a name that is written like one
        if chunk.pos in ("verb", "sub", "rel", "neg") or _opens(parsed, chunk) or _is_colon(parsed, chunk):
            return None
        if chunk.pos != "noun":
            continue
        if chunk.first < start:
            chunk = _from(parsed, chunk, start)
        if parsed.words[chunk.first].folded in ("ل", "ب") and chunk.last - chunk.first > 1:
            if parsed.words[chunk.first].folded == "ل":
                medium = medium or span_of(parsed, chunk.first + 1, chunk.last)
            continue
        if chunk.prep or chunk.conj:
            medium = medium or _medium(parsed, chunk)
            if chunk.conj and not chunk.prep:
                return None
            continue
        if chunk.kind is None and chunk.actor is None and _is_adjective(parsed, chunk):
            continue
        if _cannot_speak(parsed, chunk) and not (places and chunk.kind == "place" and chunk.first == start):
            return None
        return _grow(parsed, chunk, stop, greedy, medium)
    return None


def phrase_of(parsed: Parsed, chunk: Chunk, stop: int) -> Phrase | None:
    """Return the phrase that begins with a chunk, grown to its end, if it can speak."""
    if chunk.pos != "noun" or chunk.prep or chunk.first >= stop or _cannot_speak(parsed, chunk):
        return None
    return _grow(parsed, chunk, stop, False, None)


def _is_adjective(parsed: Parsed, chunk: Chunk) -> bool:
    """«على صفحته | الشخصية»: a definite word right after a phrase that a preposition governs belongs to that one."""
    number = parsed.chunk_of[chunk.first]
    before = parsed.chunks[number - 1] if number else None
    governed = (
        before is not None and before.pos == "noun" and before.prep != "" and before.last == chunk.first
    )
    return governed and parsed.words[chunk.first].split.article


def governed_after(
    parsed: Parsed, start: int, stop: int, greedy: bool, through: frozenset[str] | None = None
) -> Phrase | None:
    """Return the noun phrase right at word `start` («بحسب | مصادر», «وفقاً | لمسؤولين»), grown to its end.

    `through`: the prepositions that may stand before it; None admits all.
    """
    for chunk in _chunks(parsed, start, stop):
        if through is not None and (chunk.prep if chunk.pos == "noun" else "") not in through | {""}:
            return None
        if chunk.first < start:
            chunk = _from(parsed, chunk, start)
        if (chunk.pos == "prep" and through is None) or (
            chunk.pos == "mark" and parsed.words[chunk.first].folded in "\"'"
        ):
            continue
        if chunk.pos == "time" or chunk.pos == "adv":
            continue
        if chunk.pos != "noun" or _cannot_speak(parsed, chunk):
            return None
        return _grow(parsed, chunk, stop, greedy, None)
    return None


def _chunks(parsed: Parsed, start: int, stop: int) -> Iterator[Chunk]:
    if start >= len(parsed.words):
        return
    for chunk in parsed.chunks[parsed.chunk_of[start] :]:
        if chunk.first >= stop or chunk.first - start > _REACH:
            return
        yield chunk


def _from(parsed: Parsed, chunk: Chunk, start: int) -> Chunk:
    """Return the rest of a chunk from word `start` on."""
    head = max(chunk.head, start)
    return replace(
        chunk,
        first=start,
        span=span_of(parsed, start, chunk.last),
        prep="",
        conj=False,
        head=head,
        kind=_kind_at(parsed, head),
    )


def _kind_at(parsed: Parsed, index: int) -> str | None:
    return next((e.value.kind for e in parsed.words[index].split.entries if isinstance(e.value, Head)), None)


def _opens(parsed: Parsed, chunk: Chunk) -> bool:
    return chunk.pos == "mark" and parsed.words[chunk.first].folded == '"'


def _is_colon(parsed: Parsed, chunk: Chunk) -> bool:
    return chunk.pos == "mark" and parsed.words[chunk.first].folded in ":؛."


def _cannot_speak(parsed: Parsed, chunk: Chunk) -> bool:
    """Things and events («قصف …») say nothing; a statement or a person that a participle names («المتظاهرون») does."""
    if parsed.words[chunk.head if chunk.head >= 0 else chunk.first].pos in ("dem", "num", "mark"):
        return True
    if chunk.kind is None and parsed.words[chunk.first].pos == "num":
        return True  # «42 عاماً»
    if chunk.kind in (None, "adjective") and chunk.actor is None and _is_no_name(parsed, chunk):
        return True
    if not chunk.event and chunk.kind not in _MUTE:
        return False
    if any(True for _ in speech_nouns(parsed, chunk.head, chunk.head + 1)):
        return False
    return not any(e.part == "participle" for e in parsed.words[chunk.head].split.entries)


def _is_no_name(parsed: Parsed, chunk: Chunk) -> bool:
    """Tell of an undescribed phrase whether it can't be a name: «محدداً», «باقتحام», «محاضرات», «مأساة | خطف», «كل | الأسباب»."""
    head = parsed.words[chunk.head if chunk.head >= 0 else chunk.first]
    number = parsed.chunk_of[chunk.first] + 1
    following = parsed.chunks[number] if number < len(parsed.chunks) else None
    if following is not None and (following.first != chunk.last or following.pos != "noun" or following.prep):
        following = None
    if head.pos == "quant":
        return following is not None and following.actor is None and following.kind in _MUTE
    if head.split.article:
        return not head.split.entries and _NO_NAME.fullmatch(head.split.stem) is not None
    entries = [e for e in head.split.entries if e.verb is None]
    if head.split.suffix == "ني":
        return False  # «بارزاني»: no noun takes that pronoun
    if entries and chunk.case == "a" and head.folded.endswith("ا"):
        return True  # «يروي قصةً», «قولاً وفعلاً»
    if entries and not head.split.stem.endswith(("ي", "يه", "و", "ون", "ين")):
        return all(e.kind in _DESCRIBING or _is_participle_cue(e.value) for e in entries)
    if following is not None and following.event and not following.conj:
        return True
    if head.folded.endswith("ا") and head.index and parsed.words[head.index - 1].folded.endswith("ا"):
        return parsed.words[head.index - 1].pos in ("noun", "verb")
    return _NO_NAME.fullmatch(head.folded) is not None


def _is_participle_cue(value: object) -> bool:
    return isinstance(value, Cue) and value.word_class == "participle"


def _grow(parsed: Parsed, chunk: Chunk, stop: int, greedy: bool, medium: Span | None) -> Phrase:
    until = _before_saying(parsed, chunk.first + 1, stop)
    told = _told_to(parsed, chunk, until)
    if told is not None:
        last = min(until, max(told + 1, parsed.chunks[parsed.chunk_of[told]].last))
        medium, until = medium or _without_to(span_of(parsed, told, last)), told
    last = min(chunk.last, until)
    index = last
    while index < until and index - chunk.first < _REACH:
        step = _step(parsed, chunk, index, until, greedy)
        if step is None:
            break
        index = last = step
    index = last = _closed(parsed, chunk.first, _with_own_name(parsed, last, stop))
    medium = medium or _medium_after(parsed, index, stop)
    return Phrase(parsed, chunk.first, last, chunk, medium)


def _closed(parsed: Parsed, first: int, last: int) -> int:
    """«صحيفة «النهار | »»: return the index after the mark that closes the name that a source ends with."""
    if last >= len(parsed.words) or parsed.words[last].folded != '"':
        return last
    marks = sum(w.folded == '"' for w in parsed.words[first:last])
    return last + marks % 2


def _with_own_name(parsed: Parsed, last: int, stop: int) -> int:
    """«جماعة | تطلق على نفسها «…»»: return the index after the name that the source gives itself, if it does."""
    words = parsed.words[last : min(stop, last + _REACH)]
    verb = words[0].folded.lstrip("يت") if words else ""
    if verb not in _NAMING or not any(
        w.folded in ("نفسها", "نفسه", "انفسهم", "باسم", '"') for w in words[1:4]
    ):
        return last
    marks = [w.index for w in words if w.folded == '"']
    return marks[1] + 1 if len(marks) > 1 else last


def _before_saying(parsed: Parsed, start: int, stop: int) -> int:
    """Return where «قوله», «قولها», «لـ«المدن»» ends what names the source, if it does before `stop`."""
    cues = {
        m.first
        for m in parsed.matches
        if any(isinstance(e.value, Cue) and e.value.word_class == "preposition" for e in m.entries)
    }
    for word in parsed.words[start : min(stop, start + _REACH)]:
        addressed = (
            word.folded == '"' and word.index + 1 < stop and parsed.words[word.index + 1].split.prep == "ل"
        )
        if word.folded in ("", "ل") or addressed or word.index in cues:
            return word.index
        if word.folded.startswith(("قول", "زعم")) and word.folded[3:] in PRONOUNS:
            return word.index
    return stop


def _without_to(span: Span) -> Span:
    return Span(span.start + 1, span.end)


def _told_to(parsed: Parsed, chunk: Chunk, stop: int) -> int | None:
    """«مسؤول أمني | لصدى الوادي»: return where an outlet that no list has begins: nobody's name follows an indefinite office.

    Of such a word «لـ» isn't split off, for it may be a letter of a name.
    """
    head = parsed.words[chunk.head if chunk.head >= 0 else chunk.first]
    kinds = {e.value.kind for e in head.split.entries if isinstance(e.value, Head)}
    if head.split.article or not kinds & _UNNAMED_BY_OFFICE:
        return None
    described = True  # by adjectives alone
    for word in parsed.words[head.index + 1 : min(stop, head.index + _REACH)]:
        if word.pos not in ("noun", "prep"):
            return None
        closed = described or parsed.words[word.index - 1].definite  # «شركة | لوكهيد» isn't
        if closed and not word.split.entries and _TO_AN_OUTLET.fullmatch(word.folded):
            return word.index
        described = described and not word.split.article and any(e.kind == "adj" for e in word.split.entries)
    return None


def _step(parsed: Parsed, head: Chunk, index: int, stop: int, greedy: bool) -> int | None:
    """Return the word index after what still belongs to the source at `index`, None if nothing does."""
    chunk = parsed.chunks[parsed.chunk_of[index]]
    word = parsed.words[index]
    if chunk.pos == "mark":
        return _past_mark(parsed, head, index, stop)
    if chunk.pos in ("adv", "time") and _is_attribute(word) and chunk.last == index + 1:
        return chunk.last  # «السفير السابق»; «الاثنين» is when it spoke
    if word.folded == "ل":
        return None
    if chunk.pos == "prep" and _is_name(parsed, head, chunk, stop):
        return chunk.last
    if chunk.pos == "prep":
        if chunk.last >= stop or parsed.chunks[parsed.chunk_of[chunk.last]].pos != "noun":
            return None
        chunk = parsed.chunks[parsed.chunk_of[chunk.last]]
    if chunk.pos == "verb" and greedy and not chunk.conj:
        if (head.kind in NAMED and head.last == index) or _ranks(parsed.words[index - 1]):
            return chunk.last  # «الدكتور لام …», «المتحدث العقيد قاسم …»
        plain = not word.folded.startswith("ال") and not word.folded.endswith("ي")  # «الحاكم», «غربي»
        plain = plain and (len(word.split.stem) > 3 or parsed.words[index - 1].definite)  # «خطة فرض القانون»
        telling = any(e.kind == "cue" or (e.kind == "trigger" and plain) for e in word.split.entries)
        said = word.folded.lstrip("يت") in _NAMING or telling
        return None if said else chunk.last
    if chunk.pos != "noun" or _is_object_of_saying(parsed, head, chunk, index):
        return None
    if chunk.last > stop:
        return stop if chunk.first <= index and not chunk.prep and greedy else None
    if word.pos == "num":
        return None  # «القوات | 11 مسلحاً»
    if chunk.prep and not (chunk.prep in _NAMES_TOO and parsed.words[index - 1].pos == "prep"):
        return chunk.last if _identifies(parsed, head, chunk, greedy) else None
    if word.split.conj or chunk.conj:
        return chunk.last if greedy and not chunk.event else None
    if chunk.event and not greedy:
        return None
    return chunk.last if greedy or _goes_on(parsed, head, chunk) else None


def _is_object_of_saying(parsed: Parsed, head: Chunk, chunk: Chunk, index: int) -> bool:
    """«ميركل | المتظاهرين», «الوزير | نفياً قاطعاً»: tell whether a phrase is what or whom the verb is about."""
    if chunk.prep or chunk.conj or chunk.first != index or parsed.words[index].pos in ("prep", "quant"):
        return False
    word, before = parsed.words[chunk.head], parsed.words[index - 1]
    written = [w.folded for w in parsed.words[chunk.first : chunk.last]]
    if len(written) > 1 and all(w.endswith("ا") for w in written):
        return True  # «نفياً قاطعاً»
    if chunk.case == "a":
        known = bool(word.split.entries) or _NO_NAME.fullmatch(word.split.stem) is not None
        return known if word.folded.endswith("ا") else word.split.article and chunk.kind is not None
    if chunk.event and not chunk.genitive and not any(e.part == "participle" for e in word.split.entries):
        annexed = not before.definite and before.pos == "noun" and bool(before.split.entries)
        titled = index - head.first == 1 and not word.split.article  # «الفنانة | سماح»
        return not annexed and not titled  # «قائد | عمليات المحافظة»
    alone = head.kind in (None, "person") and head.actor is None
    return alone and chunk.whole and chunk.actor is not None and not word.split.article


def _ranks(word: Word) -> bool:
    kinds = {e.value.kind for e in word.split.entries if isinstance(e.value, Head)}
    return word.split.article and (word.split.stem in RANKS_TOO or bool(kinds & {"rank", "honorific"}))


def _is_attribute(word: Word) -> bool:
    return word.split.article and any(e.kind == "adj" for e in word.split.entries)


def _is_name(parsed: Parsed, head: Chunk, preposition: Chunk, stop: int) -> bool:
    """«اللواء سامر خلف»، «العميد علي …»: a preposition at the end of a person's name, or «علي», is a name."""
    if not is_titled(parsed, head) and not _office_follows(parsed, preposition):
        return False
    if preposition.last >= stop or parsed.words[preposition.last].pos == "mark":
        return preposition.last - preposition.first == 1
    return parsed.words[preposition.first].folded in _NAMES_TOO


def _office_follows(parsed: Parsed, preposition: Chunk) -> bool:
    """«سامر علي رئيس البلدية»: an office right after what may be a name."""
    following = parsed.chunk_of.get(preposition.last)
    return following is not None and parsed.chunks[following].kind in OFFICES | NAMED


def is_titled(parsed: Parsed, head: Chunk) -> bool:
    """Tell whether a person's name may follow: after a rank, an office, a name; «اللواء» is a brigade too."""
    if head.kind in NAMED | OFFICES:
        return True
    word = parsed.words[head.head if head.head >= 0 else head.first]
    return word.split.article and word.split.stem in RANKS_TOO


def _goes_on(parsed: Parsed, head: Chunk, chunk: Chunk) -> bool:
    """A name after an office, an office after a name: «وزير الدفاع | سامر الحلو», «سامر الحلو | المتحدث باسم …»."""
    word = parsed.words[chunk.first]
    named = any(e.kind == "name" for e in word.split.entries) or chunk.kind in (
        "person",
        "rank",
        "honorific",
        "office",
        "role",
    )
    if named or (chunk.kind == "official" and head.kind in NAMED):
        return True
    if (
        head.kind in NAMED
        and word.split.article
        and chunk.kind in (None, "adjective", *OFFICES)
        and not chunk.event
    ):
        return True  # «محمود | الزهار», «سامر | القيادي في …»
    unknown = not word.split.entries and not word.split.article and not word.folded.endswith("ا")
    if unknown and head.kind in ORGANISED and chunk.last - chunk.first == 1:
        after = parsed.words[chunk.last].pos if chunk.last < len(parsed.words) else "mark"
        return after == "mark"  # «وكالة أسوشيتد | برس،»
    return unknown and head.kind in ("office", "rank", "honorific", "role", "official", "person")


def _identifies(parsed: Parsed, head: Chunk, chunk: Chunk, greedy: bool) -> bool:
    """Tell whether a prepositional phrase says who the source is, not where, when or to whom it spoke."""
    if chunk.prep == "ل":
        statement = any(True for _ in speech_nouns(parsed, head.first, head.last))
        return statement or (
            _medium(parsed, chunk) is None and head.kind in ("office", "role", "official", "media")
        )
    if chunk.prep == "ب" and not greedy:
        return False  # «صرحت سوريا | باستعدادها»
    if chunk.prep not in _IDENTIFYING or any(
        True for _ in speech_nouns(parsed, chunk.first, chunk.first + 1)
    ):
        return False
    if chunk.prep == "في" and _is_occasion(parsed, chunk):
        return False
    if (
        chunk.prep in _NAMES_TOO
        and (is_titled(parsed, head) or chunk.kind in OFFICES)
        and not parsed.words[chunk.first].split.article
    ):
        return True  # the name «علي», written like the preposition
    if chunk.prep in ("علي", "عن"):
        return any(True for _ in speech_nouns(parsed, head.first, head.last)) or _participle_before(
            parsed, chunk
        )
    return not (chunk.prep == "من" and chunk.event)


def _is_occasion(parsed: Parsed, chunk: Chunk) -> bool:
    """«في | ختام القمة», «في | اجتماع», «في | تبرير …»: when or at what it spoke; «المشارك | في المحادثات» says who it is."""
    if chunk.kind is not None or chunk.actor is not None or _participle_before(parsed, chunk):
        return False
    stem = parsed.words[chunk.head].split.stem
    return chunk.event or stem in _OCCASIONS or _ACTION.fullmatch(stem) is not None


def _participle_before(parsed: Parsed, chunk: Chunk) -> bool:
    before = parsed.words[chunk.first - 1 if parsed.words[chunk.first].split.prep else chunk.first - 2]
    return before.split.article and before.split.stem.startswith("م")


def _past_mark(parsed: Parsed, head: Chunk, index: int, stop: int) -> int | None:
    """Pass a quoted name, or the comma before an apposition; stop at any other mark."""
    mark = parsed.words[index].folded
    if mark in "\"'" and index + 1 < stop:
        if parsed.words[index + 1].split.prep:
            return None  # «قال تيري "للجزيرة"»
        end = next(
            (i for i in range(index + 1, min(index + 7, stop)) if parsed.words[i].folded == mark), None
        )
        return (
            None if end is None or any(w.pos in ("verb", "sub") for w in parsed.words[index:end]) else end + 1
        )
    if mark in "،," and index + 1 < stop:
        return _apposition(parsed, head, index + 1, stop)
    if mark == "(" and head.kind in ORGANISED:
        end = next((i for i in range(index + 1, min(index + 7, stop)) if parsed.words[i].folded == ")"), None)
        named = end is not None and all(
            w.token.kind == "word" and w.pos != "verb" for w in parsed.words[index + 1 : end]
        )
        return end + 1 if named and end is not None else None
    touching = parsed.words[index].token.span.start == parsed.words[index - 1].token.span.end
    if mark in "-/" and touching and index + 1 < stop and parsed.words[index + 1].pos == "noun":
        return parsed.chunks[parsed.chunk_of[index + 1]].last
    return None


def _apposition(parsed: Parsed, head: Chunk, index: int, stop: int) -> int | None:
    """«فادي الحلو، المتحدث باسم الوزارة، إن»: the phrase after a comma names the same source."""
    word = parsed.words[index]
    chunk = parsed.chunks[parsed.chunk_of[index]]
    explained = word.folded in _EXPLAINING or (word.folded == "من" and head.kind not in ANONYMOUS)
    if not explained and (chunk.pos != "noun" or chunk.prep or chunk.conj or chunk.event):
        return None
    if not explained and chunk.kind not in OFFICES | NAMED and head.kind not in OFFICES | NAMED:
        return None
    end = index
    while end < stop and end - index < _APPOSITION:
        following = parsed.words[end]
        if following.folded in "،,(":
            return end
        if following.pos == "verb" or is_complementiser(following) or following.folded in ':"':
            break
        end += 1
    return end if end == stop and end - index < _APPOSITION and end > index else None


def _medium_after(parsed: Parsed, index: int, stop: int) -> Span | None:
    if index < stop and parsed.words[index].folded == "ل":
        last = parsed.chunks[parsed.chunk_of[index]].last
        if last == index + 1 < stop:
            last = parsed.chunks[parsed.chunk_of[index + 1]].last
        return span_of(parsed, index + 1, last) if last > index + 1 else None
    for chunk in _chunks(parsed, index, stop):
        if chunk.pos == "noun" and (medium := _medium(parsed, chunk)) is not None:
            return medium
        if chunk.pos in ("verb", "sub"):
            return None
    return None


def _medium(parsed: Parsed, chunk: Chunk) -> Span | None:
    """Return where something was said: «لـ«المدن»», «لوكالة …», «على تلغرام», «عبر صفحته»."""
    if chunk.prep == "ل":
        quoted = parsed.words[chunk.first].folded in "\"'" or (
            chunk.first and parsed.words[chunk.first - 1].folded == '"'
        )
        outlet = chunk.kind in _MEDIA or parsed.words[chunk.first].split.stem in _OUTLETS
        return chunk.span if quoted or outlet or _is_media(chunk.actor) else None
    if chunk.prep in ("علي", "عبر") and (
        chunk.kind in _MEDIA or _is_media(chunk.actor) or chunk.prep == "عبر"
    ):
        return chunk.span
    return None


def _is_media(actor: Actor | None) -> bool:
    return actor is not None and actor.kind == "media"


def phrase_before(parsed: Parsed, verb: int, form: VerbForm | None) -> Phrase | None:
    """Return the subject that stands before its verb: «المتحدث قال», «أن الوزير، وهو …، أعلن», «مصادر تحدثت»."""
    start = _clause_start(parsed, verb)
    if (
        start is not None
        and parsed.words[start].folded == '"'
        and parsed.chunks[parsed.chunk_of[start]].pos == "mark"
    ):
        start += 1
    if start is None or start >= verb:
        return None
    chunk = parsed.chunks[parsed.chunk_of[start]]
    if chunk.pos != "noun" or chunk.prep or _cannot_speak(parsed, chunk) or chunk.first >= verb:
        return None
    if form is not None and not verb_agrees(form, *agreement_of(parsed, chunk)):
        return None
    phrase = _grow(parsed, chunk, verb, True, None)
    return phrase if _only_modifiers(parsed, phrase.last, verb) else None


def _clause_start(parsed: Parsed, verb: int) -> int | None:
    """Return where the clause of a verb begins: after «أن», «كان», a conjunction, a stop, or the sentence's start."""
    closed = 0
    for index in range(verb - 1, -1, -1):
        word = parsed.words[index]
        closed += (word.folded == ")") - (word.folded == "(" and closed > 0)
        if closed:
            continue
        if word.folded.removeprefix("و").startswith(("لكنه", "لكنها", "لكنهم")):
            return None
        if (
            is_complementiser(word)
            or word.pos == "aux"
            or word.folded in ".:؛-("
            or word.pos in ("conj", "sub")
        ):
            return index + 1 if index + 1 < verb else None
        following = parsed.words[index + 1]
        joined = following.split.conj and following.folded not in _EXPLAINING
        if word.folded in "،," and joined and index + 1 < verb:
            return index + 1
    return 0 if verb > 0 else None


def _only_modifiers(parsed: Parsed, first: int, verb: int) -> bool:
    """Tell whether nothing but adjuncts and a relative clause stand between a subject and its verb."""
    relative = False
    for word in parsed.words[first:verb]:
        relative = relative or word.pos == "rel"
        if word.pos == "verb" and not relative:
            return False
    return True


def describes_mute(parsed: Parsed, verb: int, form: VerbForm | None) -> bool:
    """Tell whether a verb describes a thing or an event just before it, which can't speak: «مظاهرات | تطالب الحكومة»."""
    if verb == 0 or parsed.words[verb].split.conj or form is None:
        return False
    chunk = parsed.chunks[parsed.chunk_of[verb - 1]]
    if chunk.pos != "noun" or chunk.definite or not _cannot_speak(parsed, chunk):
        return False
    return verb_agrees(form, *agreement_of(parsed, chunk)) and not (chunk.prep and form.gender == "m")


def relative_head(parsed: Parsed, verb: int) -> Phrase | None:
    """Return the phrase that a relative clause describes: «المسؤول الذي قال», «تسريبات تتحدث عن»."""
    index = verb - 1
    while index >= 0 and parsed.words[index].pos in ("neg", "aux", "adv"):
        index -= 1
    if index >= 0 and parsed.words[index].pos == "noun" and not parsed.words[verb].split.conj:
        chunk = parsed.chunks[parsed.chunk_of[index]]
        bare = not chunk.definite and chunk.last == index + 1 and not _cannot_speak(parsed, chunk)
        return Phrase(parsed, chunk.first, chunk.last, chunk) if bare else None
    if (
        index < 1
        or parsed.words[index].pos != "rel"
        or parsed.words[index].folded in ("ما", "مما", "كما", "فيما", "بما", "حيث")
    ):
        return None
    chunk = parsed.chunks[parsed.chunk_of[index - 1]]
    if chunk.pos != "noun" or _cannot_speak(parsed, chunk):
        return None
    return Phrase(parsed, chunk.first, chunk.last, chunk)
