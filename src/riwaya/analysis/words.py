"""Tokens → words: clitics split, readings looked up in the lexicon, the part of speech settled by what stands before.

Everything here is shallow on purpose: a word has one part of speech, but keeps every entry of the lexicon that its
chosen split admits, so that a later stage (events, attribution) decides by its own evidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import cast

from riwaya.lexicon.conjugate import Form, VerbForm
from riwaya.lexicon.frames import Frame
from riwaya.lexicon.loader import MEMO_SIZE, Entry, Head, Lexicon, Trie
from riwaya.model import Sentence, Span, Token
from riwaya.text.fold import fold, keeps_offsets

PRONOUNS = ("هما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ي", "ك")
_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
_NOMINAL = frozenset({"head", "title", "name", "adjective", "actor", "adj", "noun"})
_PLAIN_NOUNS = frozenset({"head", "title", "noun", "trigger", "actor", "adjective"})
_POS = {
    "preposition": "prep", "conjunction": "conj", "relative": "rel", "demonstrative": "dem", "negation": "neg",
    "particle": "part", "modal": "part", "adverb": "adv", "interrogative": "part", "quantifier": "quant",
    "hedge": "adv", "pronoun": "pron", "auxiliary": "aux", "subordinator": "sub", "noun": "noun",
}  # fmt: skip
_SUBORDINATORS = frozenset({"ان", "بان", "لان", "كي", "لكي", "حتي", "اذا", "لو", "لكن"})
_BEFORE_VERB = frozenset({"قد", "لقد", "لم", "لن", "سوف", "لا", "كي", "لكي"})
_WITH_CONJUNCTION = frozenset("في من علي الي عن مع لا لم لن قد ان هو هي".split())  # «وفي» is no form of «وفى»
_FUTURE = "س"
_BEFORE_MASDAR = (
    "باست",
    "بان",
    "باج",
    "باط",
    "باع",
    "باخ",
    "باح",
    "باد",
    "باغ",
    "بت",
    "بم",
    "لاج",
    "لاست",
    "لان",
    "لاع",
    "لاخ",
    "لاط",
)
_VOWELS = "".join(map(chr, range(0x64B, 0x653)))
_TANWIN = "\u064b"
_NO_ARTICLE = "ال"
_CITY = "آباد"
_HAMZA_LAM = re.compile("[وف]?[بلك]?[أإآ]ل")
_SHADDA = "\u0651"
_DRONE = "مسير"  # «مسيرة» is a march or a drone
_DRONE_WRITTEN = "مسي" + _SHADDA + "ر"
_DRONE_REACH = 5  # words before
# «حوّل», «خلّف», «عبّر»: without the sign that doubles their second letter they are prepositions
_DOUBLED_VERBS = frozenset("حول خلف عبر قبل بعد مثل قرب ضمن وسط غير".split())
_DOUBLED = re.compile("^[وف]?(?:حو|خل|عب|قب|بع|مث|قر|ضم|وس|غي)[\u064b-\u0650]?\u0651")
_DRONE_KINDS = frozenset("مفخخه مفخخات انتحاريه انتحاريات ملغمه ملغومه هجوميه استطلاعيه".split())
_AIRCRAFT = "طاير"
_SHOT_DOWN = ("اسقط", "تسقط", "يسقط", "اسقاط")
_LAUNCHED = ("اطلق", "تطلق", "يطلق", "اطلاق")
_ANY = "اي"
_GOVERNOR, _RULES = "والي", "="  # the written word, and the sign that it is this one
_BELONGING = "تابع"
_LIGHT_MARKS = frozenset("\"'-–()[]")
_WHO = "من"
_GOD = "الله"
_THEY = frozenset({"هو", "هي", "هم", "هن", "انه", "انها", "انهم", "ليس", "ليست", "ليسوا"})
_PLURAL_PAST = 4  # letters of the shortest: «عادوا» has five, «مشوا» four
_WHO_REACH = 5  # words from «ليس» to «من»


@dataclass(
    frozen=True
)  # without slots: one split serves every place where its word stands, with what was asked of it
class Split:
    """One way to take a written word apart: و + ب + ال + stem + ها."""

    conj: str
    prep: str  # "ب" | "ل" | "ك" | "س" (future) | ""
    article: bool
    stem: str  # folded, without clitics and article
    suffix: str  # an attached pronoun
    cut: int  # folded characters before the article or stem
    entries: tuple[Entry, ...]

    @cached_property
    def verbal(self) -> bool:
        """Tell whether the split can be a finite verb."""
        return any(e.verb is not None for e in self.entries)

    @cached_property
    def nominal(self) -> bool:
        """Tell whether an entry makes it a noun, an adjective or a name."""
        if any(e.verb is None and (e.kind in _NOMINAL or e.kind == "trigger") for e in self.entries):
            return True
        return not self.verbal and any(e.kind == "cue" for e in self.entries)  # «بيان», not ب + «يان»

    @cached_property
    def closed(self) -> str | None:
        """Return the part of speech of a word of a closed class («في», «أن», «كان»), None for others."""
        classes = [e.part for e in self.entries if e.kind == "word"]
        if not classes:
            return None
        if "auxiliary" in classes:
            return "aux"  # «كان», not «كأن»
        if self.stem in _SUBORDINATORS:
            return "sub"
        return _POS.get(classes[0], "part")

    @cached_property
    def numeral(self) -> bool:
        """Tell whether the split is a number in words."""
        return not self.article and not self.suffix and any(e.kind == "number" for e in self.entries)

    @cached_property
    def as_verb(self) -> tuple[Entry, ...]:
        """Return the entries of the word as a finite verb."""
        return tuple(e for e in self.entries if e.verb is not None)

    @cached_property
    def as_noun(self) -> tuple[Entry, ...]:
        """Return the entries of the word as anything but a finite verb."""
        return tuple(e for e in self.entries if e.verb is None)

    @cached_property
    def events(self) -> tuple[Entry, ...]:
        """Return the trigger entries of the word as a noun."""
        return tuple(e for e in self.as_noun if e.kind == "trigger")

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Return person, number and gender that a finite verb may have, third persons alone if it can be one."""
        verbs = [e.verb for e in self.as_verb if e.verb is not None]
        forms = tuple(dict.fromkeys(Form(v.person, v.number, v.gender) for v in verbs))
        forms = forms or (_form_by_shape(self.stem),)
        return tuple(f for f in forms if f.person == 3) or forms

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of its entries."""
        return frozenset(e.kind for e in self.entries)

    @cached_property
    def noun_kinds(self) -> frozenset[str]:
        """Return the kinds of its entries as anything but a finite verb."""
        return frozenset(e.kind for e in self.as_noun)

    @cached_property
    def head(self) -> Head | None:
        """Return the row of `heads.tsv` that the word is."""
        return self._row("head")

    @cached_property
    def title(self) -> Head | None:
        """Return the row of `titles.tsv` that the word is."""
        return self._row("title")

    def _row(self, kind: str) -> Head | None:
        return next((e.value for e in self.entries if e.kind == kind and isinstance(e.value, Head)), None)

    @cached_property
    def named(self) -> bool:
        """Tell whether it is the name of a person or of an actor."""
        return bool(self.kinds & {"name", "actor"})

    @cached_property
    def bare(self) -> frozenset[str]:
        """Return what the word may be called without clitics: its stem, with its preposition, without a pronoun's letters."""
        article = "ال" if self.article else ""
        shorter = (self.stem[: -len(p)] for p in PRONOUNS if self.stem.endswith(p))
        return frozenset({article + self.stem, self.prep + article + self.stem, *shorter})


def _form_by_shape(stem: str) -> Form:
    """«احتشدوا» plural, «احتشدت» and «تحتشد» feminine."""
    if stem.endswith("وا") or (stem[:1] == "ي" and stem.endswith("ون")):
        return Form(3, "p", "m")
    if stem.endswith("ت") or stem[:1] == "ت":
        return Form(3, "s", "f")
    return Form(3, "s", "m")


@dataclass(frozen=True, slots=True)
class Word:
    """A token with the split and part of speech that its context gives it."""

    index: int
    token: Token
    split: Split
    pos: str  # noun verb prep conj rel sub dem neg part adv quant pron aux num mark
    start: int  # offset where the word begins without its proclitics (its article belongs to it)
    town: bool = False  # no word of the lexicon (or one in tanwin: «درعا»), but the name of a place

    @property
    def span(self) -> Span:
        """Return the word without proclitics."""
        return Span(self.start, self.token.span.end)

    @property
    def folded(self) -> str:
        """Return the whole token, folded."""
        return self.token.folded

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the lexicon's entries that agree with the part of speech."""
        if self.pos == "verb":
            return self.split.as_verb
        if self.pos in ("noun", "quant", "num"):
            return self.split.as_noun
        return self.split.entries

    @property
    def definite(self) -> bool:
        """Tell whether the word itself closes an annexation: article, pronoun or a name."""
        return self.split.article or bool(self.split.suffix) or self.split.named


def find_tail(
    words: Sequence[Word],
    start: int,
    tail: Sequence[str],
    alike: Callable[[Word, str], bool],
    ends: Callable[[Word], bool],
) -> tuple[int, ...] | None:
    """Return the indices of the words from `start` on that complete an expression («ألقت الشرطة | القبض على …»).

    () if it has no tail; None if the tail isn't found before a word that `ends` the search. `alike` compares a word with a part.
    """
    if not tail:
        return ()
    for first in range(start, len(words) - len(tail) + 1):
        if alike(words[first], tail[0]) and all(map(alike, words[first + 1 :], tail[1:])):
            return tuple(range(first, first + len(tail)))
        if ends(words[first]):
            return None
    return None


@dataclass(frozen=True, slots=True)
class _Options:
    """The splits of a written word, sorted by what they can be: asked once, whatever stands before it."""

    first: Split
    closed: str | None  # the part of speech that `first` has wherever it stands: a closed class or a number
    verbal: tuple[Split, ...]
    nominal: Split | None
    place: bool = False  # a place is called so


@dataclass(frozen=True, slots=True)
class Match:
    """An expression of several words (or one name) found in the sentence: words `first` to `last`, exclusive."""

    first: int
    last: int
    span: Span
    entries: tuple[Entry, ...]


def split_word(folded: str, lexicon: Lexicon) -> tuple[Split, ...]:
    """Return the splits of a folded word that the lexicon knows, the one with fewest clitics first.

    A word that it doesn't know has one split, made by form alone.
    """
    memo = cast("dict[str, tuple[Split, ...]]", lexicon.memo.setdefault("splits", {}))
    found = memo.get(folded)
    if found is None:
        if len(memo) >= MEMO_SIZE:
            memo.clear()
        found = memo[folded] = _split_word(folded, lexicon)
    return found


def _split_word(folded: str, lexicon: Lexicon) -> tuple[Split, ...]:
    known: list[Split] = []
    phrasal: list[Split] = []
    for conj, prep, article, cut, rest in _proclitics(folded):
        for stem, suffix in _stems(rest):
            if article and suffix:
                continue
            entries = lexicon.words.get(stem)
            if article and not any(e.kind in _PLAIN_NOUNS for e in entries or ()):
                entries = (entries or ()) + _listed_definite(stem, lexicon) or None
            fitting = tuple(
                e
                for e in entries or ()
                if _fits(e, prep, article, suffix) and not (prep and len(stem) < 3 and e.kind == "name")
            )
            if fitting:
                known.append(Split(conj, prep, article, stem, suffix, cut, fitting))
                continue
            begins = ("ال" + stem if article else stem) in lexicon.phrases  # of a fixed expression
            if begins and not suffix and prep != _FUTURE and (len(stem) > 2 or not prep):
                phrasal.append(Split(conj, prep, article, stem, "", cut, ()))
    if known:
        if folded.startswith("وو"):  # «ووجهت»: و + «وجهت» rather than the passive of «واجه»
            known = [s for s in known if s.conj] or known
        return tuple(known)
    if phrasal:
        return tuple(phrasal)
    if len(lexicon.gazetteer.lookup(folded)):
        return (Split("", "", False, folded, "", 0, ()),)  # «وزيرستان» begins with no و
    return (_guess(folded),)


def _listed_definite(stem: str, lexicon: Lexicon) -> tuple[Entry, ...]:
    """Return what the lists have with its article alone: «السيد», «الرائد»; «المعارضة» is another word than its title."""
    return tuple(e for e in lexicon.words.get("ال" + stem, ()) if e.kind in ("title", "head", "name"))


def _proclitics(folded: str) -> Iterator[tuple[str, str, bool, int, str]]:
    """Yield (conjunction, preposition, article, length cut, rest) from none to all."""
    for conj in ("", *_CONJUNCTIONS):
        if conj and (not folded.startswith(conj) or len(folded) < 3):
            continue
        body = folded[len(conj) :]
        for prep in ("", *_PREPOSITIONS, _FUTURE):
            if prep and (not body.startswith(prep) or len(body) < 3):
                continue
            rest = body[len(prep) :]
            cut = len(conj) + len(prep)
            if prep == "ل" and rest.startswith("ل") and len(rest) > 2:
                yield conj, prep, True, cut, rest[1:]  # لل = ل + ال
            if rest.startswith("ال") and len(rest) > 3 and prep != _FUTURE:
                yield conj, prep, True, cut, rest[2:]
            yield conj, prep, False, cut, rest


def _stems(rest: str) -> Iterator[tuple[str, str]]:
    yield rest, ""
    for pronoun in PRONOUNS:
        if rest.endswith(pronoun) and len(rest) - len(pronoun) >= 2:
            stem = rest[: -len(pronoun)]
            yield stem, pronoun
            if stem.endswith("ت"):
                yield stem[:-1] + "ه", pronoun
            elif stem.endswith(("اي", "او")):
                yield stem[:-1] + "ء", pronoun  # لقائه ← لقاء
            elif stem.endswith("ا"):
                yield stem[:-1] + "ي", pronoun
            elif stem.endswith("و"):
                yield stem + "ا", pronoun  # قتلوه ← قتلوا


def _fits(entry: Entry, prep: str, article: bool, suffix: str) -> bool:
    if entry.verb is not None:
        if article or prep in ("ب", "ك") or (suffix and entry.verb.voice == "passive"):
            return False
        if suffix == "ي":
            return False  # «رسمي», «صوتي»: a verb takes «ني»
        return not prep or (entry.verb.tense == "present" and (prep != _FUTURE or _full(entry.verb)))
    if prep == _FUTURE:
        return False
    if entry.kind == "word":
        return not article and (not suffix or entry.part in ("preposition", "quantifier", "particle", "noun"))
    if suffix and isinstance(entry.value, Head) and entry.value.word.startswith("ال"):
        return False  # «المتهمة» isn't «المتهم» with a pronoun
    return not (suffix and entry.kind in ("name", "actor"))


def _full(verb: VerbForm) -> bool:
    """Tell whether a present can stand behind س: «سيكتبان», not the jussive («سيدا», «سيف»)."""
    return len(verb.form) > 2 and (verb.number == "s" or verb.person == 1 or verb.form.endswith("ن"))


def _guess(folded: str) -> Split:
    """Split a word that the lexicon doesn't know: the article is sure; a bare و before four letters likely."""
    for conj, prep, article, cut, rest in _proclitics(folded):
        if article and prep != _FUTURE and len(rest) >= 2:
            return Split(conj, prep, True, rest, "", cut, ())
    conj = "و" if folded.startswith("و") and len(folded) >= 5 else ""
    body = folded[len(conj) :]
    if body.startswith(_BEFORE_MASDAR) and len(body) >= 6:  # «باستخدام», «بمحاولة», «لإجراء»
        return Split(conj, body[0], False, body[1:], "", len(conj) + 1, ())
    return Split(conj, "", False, body, "", len(conj), ())


def read_words(sentence: Sentence, lexicon: Lexicon, text: str) -> tuple[Word, ...]:
    """Return the sentence's words in order, marks and numbers among them."""
    words: list[Word] = []
    following = *(t.folded for t in sentence.tokens[1:]), ""
    for index, token in enumerate(sentence.tokens):
        word = _word(index, token, words, following[index], lexicon, text)
        if word.pos == "verb" and words and words[-1].split.stem == _WHO and words[-1].pos == "prep":
            words[-1] = replace(words[-1], pos="rel")  # «من قُتلوا»: who
        words.append(word)
    return tuple(words)


def _word(
    index: int, token: Token, before: Sequence[Word], following: str, lexicon: Lexicon, text: str
) -> Word:
    if token.kind != "word":
        pos = "num" if token.kind == "number" else "mark"
        return Word(index, token, _plain_split(token.folded), pos, token.span.start)
    if token.folded in _PREPOSITIONS:
        return Word(index, token, _plain_split(token.folded), "prep", token.span.start)  # «لـ"الجريدة"»
    options = _options(token.folded, _signs(token.span.of(text)), lexicon)
    split, pos = _decide(options, before)
    if pos == "verb" and split.stem == _BELONGING and _belongs(split, before, following, lexicon):
        split, pos = options.nominal or split, "noun"
    if pos == "verb" and following == _GOD:
        split, pos = options.nominal or _guess(_whole(split)), "noun"  # «جماعة جند الله»
    if split.stem == _ANY and pos == "conj" and _is_any(before, following):
        pos = "quant"
    if split.stem.startswith(_DRONE) and pos == "noun":
        split = _flown(split, before, following)
    start = offset_after(text, token.span, split.cut) if split.cut else token.span.start
    town = options.place and pos == "noun" and (not split.nominal or split.stem.endswith("ا"))
    return Word(index, token, split, pos, start, town)


def _is_any(before: Sequence[Word], following: str) -> bool:
    """«قصف أي منزل»; «أي المطار», «، أي نصفهم», «أي 20» explain."""
    explains = bool(before) and before[-1].pos == "mark" and before[-1].folded in "،,("
    return not explains and following[:1].isalpha() and not following.startswith("ال")


def _belongs(split: Split, before: Sequence[Word], following: str, lexicon: Lexicon) -> bool:
    """«مركز للتدريب تابع للجيش»: before لـ, behind what takes such an adjective, it is no «he went on»."""
    if split.conj or not before or before[-1].pos not in ("noun", "adv"):
        return False
    last = before[-1]
    open_noun = not last.definite or bool(last.split.prep)
    return open_noun and following.startswith("ل") and split_word(following, lexicon)[0].prep == "ل"


def _flown(split: Split, before: Sequence[Word], following: str) -> Split:
    """Take the march from a word that means a drone: «طائرة مسيرة», «إسقاط مسيرة», «قصف بمسيرة», «مسيرة مفخخة»."""
    described = bool(before) and before[-1].split.stem.startswith(_AIRCRAFT) and not split.prep
    if described:
        return replace(split, entries=(Entry("adj", "مسيّر"),))
    near = before[-_DRONE_REACH:]
    if following.removeprefix("ال") in _DRONE_KINDS or any(_handles_drones(w, split) for w in near):
        return _without_events(split)
    return split


def _handles_drones(word: Word, drone: Split) -> bool:
    """Tell whether a word before makes it a drone: shot down («أسقط»), many launched («أطلق مسيرات»), used («قصف بمسيرة»)."""
    stem = word.split.stem
    if stem.startswith(_SHOT_DOWN):
        return True
    if stem.startswith(_LAUNCHED):
        return drone.stem.endswith("ات")
    events = (e.value for e in word.entries if e.kind == "trigger")
    return drone.prep == "ب" and any(isinstance(f, Frame) and f.type == "ASSAULT" for f in events)


@lru_cache(maxsize=4096)
def _plain_split(folded: str) -> Split:
    return Split("", "", False, folded, "", 0, ())


def _signs(written: str) -> str:
    """Return the letters of a word's ending or vowels that settle what it may be, and that folding loses."""
    return (
        (_TANWIN if _TANWIN in written else "")
        + ("ة" if written.endswith("ة") else "")
        + ("أ" if written.rstrip(_VOWELS).endswith("أ") else "")
        + (_NO_ARTICLE if _HAMZA_LAM.match(written) else "")
        + (_CITY if written.endswith(_CITY) else "")
        + (_RULES if written == _GOVERNOR else "")
        + (_SHADDA if _DRONE_WRITTEN in written or _DOUBLED.search(written) else "")
    )


def _options(folded: str, signs: str, lexicon: Lexicon) -> _Options:
    memo = cast("dict[tuple[str, str], _Options]", lexicon.memo.setdefault("options", {}))
    found = memo.get((folded, signs))
    if found is None:
        if len(memo) >= MEMO_SIZE:
            memo.clear()
        found = _sorted_options(_written_so(folded, signs, lexicon))
        found = memo[folded, signs] = replace(found, place=lexicon.gazetteer.knows(folded))
    return found


def _written_so(folded: str, signs: str, lexicon: Lexicon) -> tuple[Split, ...]:
    """Return the splits that the word's written signs admit."""
    splits = split_word(folded, lexicon)
    if _TANWIN in signs:  # only a noun is written so: «أمراً», «قصفاً»
        nouns = (s for s in splits if s.events or not s.verbal)
        splits = tuple(replace(s, entries=s.as_noun) for s in nouns) or (_guess(folded),)
    if "ة" in signs:  # «ضربة» is no verb with a pronoun
        splits = tuple(s for s in splits if not (s.verbal and s.suffix)) or (_guess(folded),)
    if "أ" in signs:  # «هنّأ» isn't «هنا»
        splits = tuple(s for s in splits if s.verbal or s.nominal) or (_guess(folded),)
        splits = tuple(replace(s, entries=tuple(e for e in s.entries if e.kind != "word")) for s in splits)
    if _CITY in signs:
        return (_bare_guess(folded),)  # «سعد آباد»: a name's end, no «أباد»
    if _NO_ARTICLE in signs:  # «ألقى», «إلهام», «ألبرت»: the article has no hamza
        splits = tuple(s for s in splits if not s.article) or (_bare_guess(folded),)
    if _RULES in signs:  # «والي كسلا»; «وإلى» is written otherwise
        splits = tuple(s for s in splits if not s.conj and s.nominal) or splits
    if _SHADDA in signs:
        verbal = tuple(s for s in splits if s.stem in _DOUBLED_VERBS and s.verbal)
        splits = tuple(replace(s, entries=s.as_verb) for s in verbal) or splits
        splits = tuple(_without_events(s) if s.stem.startswith(_DRONE) else s for s in splits)
    return splits


def _bare_guess(folded: str) -> Split:
    """Split a word that the lexicon doesn't know and that holds no article: «وألبرت»."""
    conj = folded[0] if folded[0] in _CONJUNCTIONS else ""
    return Split(conj, "", False, folded[len(conj) :], "", len(conj), ())


def _without_events(split: Split) -> Split:
    return replace(split, entries=tuple(e for e in split.entries if e.kind != "trigger"))


def _sorted_options(splits: Sequence[Split]) -> _Options:
    first = next((s for s in splits if s.conj and s.stem in _WITH_CONJUNCTION and not s.suffix), splits[0])
    if first.verbal and all(e.verb is None or e.verb.number == "d" for e in first.entries):
        first = next((s for s in splits if s.closed == "prep"), first)  # «ووفقاً»: و + «وفقاً»
    closed = first.closed
    if closed in ("adv", "noun") and first.verbal:
        closed = None
    if closed is None and first.numeral:
        closed = "num"
    verbal = sorted(
        (s for s in splits if s.verbal), key=_only_dual
    )  # «ودعا»: و + «دعا», not the dual of «ودع»
    nominal = next((s for s in splits if s.nominal or s.closed == "noun"), None)
    return _Options(first, closed, tuple(verbal), nominal)


def offset_after(text: str, span: Span, folded_length: int) -> int:
    """Return the offset in `text` after `folded_length` folded characters of the span, dropped marks included."""
    if keeps_offsets(text, span.start, span.end):
        return span.start + folded_length
    position, seen = span.start, 0
    while position < span.end and (seen < folded_length or not fold(text[position])):
        seen += len(fold(text[position]))
        position += 1
    return position


def _decide(options: _Options, before: Sequence[Word]) -> tuple[Split, str]:
    """Choose a split and a part of speech by the words before."""
    first, nominal = options.first, options.nominal
    if options.closed is not None:
        return first, options.closed
    verbal = next((s for s in options.verbal if not _after_verb(s, before)), None)
    if verbal is not None and nominal is not None:
        if _verb_here(verbal, nominal, _previous(before), before):
            return verbal, "verb"
        return nominal, "noun"
    if verbal is not None:
        return (verbal, "verb") if _whoever(options, verbal, before) else _lone_verb(verbal, before)
    if nominal is not None:
        return nominal, "noun"
    if first.closed is not None:
        return first, first.closed
    if first.verbal:  # right after another verb
        return _guess(_whole(first)), "noun"
    return first, "verb" if _looks_verbal(first, _previous(before)) else "noun"


def _lone_verb(verbal: Split, before: Sequence[Word]) -> tuple[Split, str]:
    """Read a word that the lexicon knows as a verb alone: behind a preposition or a number it is a noun all the same."""
    previous = _previous(before)
    governed = previous is not None and previous.pos in ("prep", "num", "quant", "dem")
    if verbal.stem.endswith("وا") and len(verbal.stem) >= _PLURAL_PAST:
        return verbal, "verb"  # «عشرة آلاف مشوا»: only a verb's plural is written so
    if (governed and not verbal.conj and not _ended(before)) or _passive_dual(verbal):
        return _guess(_whole(verbal)), "noun"
    return verbal, "verb"


def _whoever(options: _Options, verbal: Split, before: Sequence[Word]) -> bool:
    """«عدد من | قُتلوا», «هم من | حرروا الرهائن»: tell whether «من» right before a word that is a verb alone means "who"."""
    if not before or before[-1].split.stem != _WHO or before[-1].split.suffix or verbal.prep or verbal.conj:
        return False
    if not all(e.verb is not None and e.verb.person == 3 for e in verbal.as_verb[:1]):
        return False
    if verbal.stem.endswith("وا") and len(verbal.stem) >= _PLURAL_PAST:
        return True
    if any(w.split.stem in _THEY for w in before[-_WHO_REACH:-1]):
        return not options.place
    deed = any(e.kind == "trigger" for e in verbal.as_verb)
    elative = len(verbal.stem) == 4 and verbal.stem[0] == "ا" and not deed  # «من أخطر العمليات»
    return not elative and not options.place and not _only_dual(verbal) and len(verbal.stem) >= _PLURAL_PAST


def _after_verb(split: Split, before: Sequence[Word]) -> bool:
    """Tell whether a split can't be a verb because one stands right before it: «قال سامر» (س + «آمر»), «قال راجح»."""
    if not before or before[-1].pos != "verb" or split.conj:
        return False
    third = [e for e in split.entries if e.verb is not None and e.verb.person == 3]
    # A reporting verb is surer than what was read before it: «في أسد أباد قال».
    return not any(e.kind == "cue" or (e.verb is not None and e.verb.tense == "present") for e in third)


def _only_dual(split: Split) -> bool:
    return all(e.verb is None or (e.verb.number == "d" and e.verb.tense == "past") for e in split.entries)


def _passive_dual(split: Split) -> bool:
    """«سيدا» is rather a name than «the two were ruled»."""
    return _only_dual(split) and all(e.verb is None or e.verb.voice == "passive" for e in split.entries)


def _whole(split: Split) -> str:
    return split.conj + split.prep + ("ال" if split.article else "") + split.stem + split.suffix


def _previous(before: Sequence[Word]) -> Word | None:
    for word in reversed(before):
        if word.pos != "mark" or word.folded not in _LIGHT_MARKS:
            return word
    return None


def _verb_here(verbal: Split, nominal: Split, previous: Word | None, before: Sequence[Word]) -> bool:
    """Settle a word that may be a verb or a noun («قتل», «قصف», «طلب», «بحث»)."""
    if (
        nominal.head is not None
        and len(nominal.stem) > 2
        and not nominal.suffix
        and {e.kind for e in verbal.as_verb} == {"verb"}
    ):
        return False  # «قوى», «كاتب»: far more often who is meant than what is done
    if (nominal.noun_kinds == {"name"} or verbal.prep) and not any(f.person == 3 for f in verbal.forms):
        return False  # «سامر»: س + «آمر»; «ساحل»
    if (
        verbal.stem.startswith("ال")
        and nominal.article
        and (not verbal.conj or nominal.noun_kinds == {"name"})
    ):
        return (previous is None or previous.pos != "prep") and _likely(verbal)  # «التقى» holds no article
    if nominal.article or nominal.prep or len(nominal.conj) < len(verbal.conj):
        return False
    if all(e.verb is None or (e.verb.number == "d" and e.verb.tense == "past") for e in verbal.entries):
        return False  # «أمرا»: a noun's accusative far more often than a verb's dual
    if any(e.verb and e.verb.tense == "present" for e in verbal.entries) and not any(
        e.kind == "name" for e in nominal.entries
    ):
        if verbal.prep:  # «في ساحل المدينة»: no future behind a preposition
            return (
                nominal.prep != "" or previous is None or previous.pos not in ("prep", "num", "quant", "dem")
            )
        if verbal.stem.startswith("ي"):
            return True
    if previous is None or previous.pos == "mark" or verbal.conj:
        return previous is None or previous.pos == "mark" or not _in_masdar_list(before)
    if _ended(before):
        return True
    if previous.pos in ("prep", "quant", "num", "dem"):
        return False
    if previous.pos in ("sub", "rel", "neg", "aux", "part", "conj", "adv"):
        return True
    if previous.pos == "noun":
        if verbal.suffix and nominal.suffix and _clause_has_verb(before):
            return _names_thing(previous)  # «بعبوة زرعها مسلحون»; but «قدّم الوزير استقالته»
        # «عسكريين خطفهم مسلحون», «انتحاري فجر سيارة»: a verb behind indefinite people tells of them
        people = previous.split.stem.endswith(("ين", "ون")) or any(
            e.kind == "head" for e in previous.split.entries
        )
        relative = bool(verbal.suffix) or (nominal.noun_kinds == {"noun"} and _active(verbal))
        return previous.definite or (relative and people)
    return False


def _names_thing(word: Word) -> bool:
    """Tell whether a word is an indefinite thing, to which no action is annexed: «عبوة», not «قرار»."""
    return not word.definite and any(e.kind == "noun" and e.part == "thing" for e in word.split.entries)


def _active(verbal: Split) -> bool:
    return any(e.verb is not None and e.verb.voice != "passive" for e in verbal.as_verb)


def _likely(verbal: Split) -> bool:
    """«المحاكم» is hardly «they hinted at you», «الزمن» no feminine plural."""
    return verbal.suffix not in ("كم", "ك", "ني", "نا") and any(
        f.number != "d" and f != Form(3, "p", "f") for f in verbal.forms
    )


def _clause_has_verb(before: Sequence[Word]) -> bool:
    for word in reversed(before):
        if word.pos in ("mark", "sub", "rel", "conj"):
            return False
        if word.pos == "verb":
            return True
    return False


def _ended(before: Sequence[Word]) -> bool:
    """Tell whether the last word ends its phrase: «إلى ذلك | أعلن», «من جهة أخرى | كشفت»."""
    previous = _previous(before)
    if previous is None:
        return False
    if previous.pos == "dem":
        return bool(previous.index) and before[previous.index - 1].pos == "prep"
    return previous.split.stem in ("اخر", "اخري")


def _in_masdar_list(before: Sequence[Word]) -> bool:
    """«بعد تدمير … وقتل …»: the last event word before is a noun and no verb stands between."""
    for word in reversed(before):
        if word.pos in ("verb", "mark", "aux"):
            return False
        if word.pos == "noun" and any(e.kind == "trigger" for e in word.entries):
            return True
    return False


def _looks_verbal(split: Split, previous: Word | None) -> bool:
    """Guess a verb by its shape: the imperfect in ي, in ت after a particle, the future in سي."""
    if split.article or split.prep in ("ب", "ك"):
        return False
    stem = split.stem
    if stem.endswith("وا") and len(stem) >= 4:
        return True  # only a verb's plural is written so
    if previous is not None and previous.pos in ("prep", "verb", "num", "quant", "dem") and not split.conj:
        return False  # «قال سيمون», «على يعقوب»
    if previous is not None and not split.conj and _asks_for_verb(previous):
        return len(stem) >= 3 and not stem.endswith("ات")
    opens = previous is None or previous.pos in ("mark", "conj", "sub", "part", "aux", "rel")
    if (opens or split.conj) and _derived_past(stem):
        return True
    after_particle = previous is not None and (
        previous.pos in ("sub", "rel", "neg") or previous.folded in _BEFORE_VERB
    )
    if len(stem) >= 4 and stem[0] == "ي" and not stem.endswith(("ه", "ات", "يا")):
        return previous is None or previous.pos != "prep"
    if len(stem) >= 5 and stem.startswith(("سي", "ست")) and not stem.endswith(("ه", "ات")):
        return after_particle or stem.startswith("سي")
    return after_particle and len(stem) >= 4 and stem[0] == "ت" and not stem.endswith(("ه", "ات"))


def _asks_for_verb(word: Word) -> bool:
    """Tell whether a bare word behind this one is a verb, known or not: «قد …», «لم …», «الذين …»."""
    if word.folded.removeprefix("و").removeprefix("ف") in _BEFORE_VERB - {"لا"}:
        return True
    return word.pos == "rel" and word.folded.startswith("ال")


def _derived_past(stem: str) -> bool:
    """Tell a past of the forms with a prefix (احتشد، انطلق، استقبل): its masdar has an alef before the last radical."""
    body = stem.removesuffix("ت") if len(stem) > 5 else stem
    if len(body) == 5:
        return (
            body[0] == "ا"
            and (body[2] == "ت" or body[1] == "ن")
            and body[3] not in "اوي"
            and body[4] not in "اهي"
        )
    return len(body) == 6 and body.startswith("است") and body[4] != "ا" and body[5] not in "اهي"


def find_matches(words: Sequence[Word], lexicon: Lexicon, text: str) -> tuple[Match, ...]:
    """Return every expression of the lexicon that stands in the sentence, longest first at each word.

    Single names of actors count; other single words are on the words themselves.
    """
    found: list[Match] = []
    for word in words:
        if word.token.kind != "word":
            continue
        match = _longest(words, word.index, lexicon, text)
        if match is not None:
            found.append(match)
    return tuple(found)


def _longest(words: Sequence[Word], index: int, lexicon: Lexicon, text: str) -> Match | None:
    best: Match | None = None
    token = words[index].token
    for cut, single, node in _beginnings(token.folded, lexicon):
        if single and best is None:
            best = Match(index, index + 1, Span(offset_after(text, token.span, cut), token.span.end), single)
        hit = _walk(words, index + 1, node) if node is not None else None
        if hit is not None and (best is None or hit[0] > best.last):
            start = offset_after(text, token.span, cut)
            best = Match(index, hit[0], Span(start, words[hit[0] - 1].token.span.end), hit[1])
    return best


_Beginning = tuple[int, tuple[Entry, ...], Trie | None]  # length cut, names of one word, what goes on from it


def _beginnings(folded: str, lexicon: Lexicon) -> tuple[_Beginning, ...]:
    """Return the expressions and single names that a word may begin or be: none for most words."""
    memo = cast("dict[str, tuple[_Beginning, ...]]", lexicon.memo.setdefault("beginnings", {}))
    found = memo.get(folded)
    if found is None:
        if len(memo) >= MEMO_SIZE:
            memo.clear()
        found = memo[folded] = tuple(_read_beginnings(folded, lexicon))
    return found


def _read_beginnings(folded: str, lexicon: Lexicon) -> Iterator[_Beginning]:
    for _conj, prep, article, cut, rest in _proclitics(folded):
        if prep == _FUTURE:
            continue
        first = "ال" + rest if article else rest
        single = tuple(e for e in lexicon.words.get(first, ()) if e.kind in ("actor", "idiom"))
        node = lexicon.phrases.get(first)
        if single or node is not None:
            yield cut, single, node if isinstance(node, dict) else None


def _counts(word: Word) -> bool:
    return word.pos in ("quant", "num") or any(e.part == "quantifier" for e in word.split.entries)


def _walk(words: Sequence[Word], index: int, node: Trie) -> tuple[int, tuple[Entry, ...]] | None:
    """Follow the trie from word `index`; return (end, entries) of the longest expression."""
    best: tuple[int, tuple[Entry, ...]] | None = None
    while True:
        entries = node.get("")
        if isinstance(entries, tuple):
            best = (index, entries)
        while index < len(words) and words[index].pos == "mark" and words[index].folded in "\"'-–":
            index += 1
        if index >= len(words):
            return best
        following = node.get(words[index].token.folded)
        if not isinstance(following, dict) and _counts(words[index]) and index + 1 < len(words):
            index += 1  # «إطلاق | أي | صاروخ», «إطلاق | 12 | صاروخاً»
            following = node.get(words[index].token.folded) or node.get(
                words[index].token.folded.removesuffix("ا")
            )
        if not isinstance(following, dict):
            return best
        node, index = following, index + 1
