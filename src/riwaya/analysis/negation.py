"""Negations → the events that they deny: what stands between the two, what they say instead, what they take back."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.analysis.events import Event
from riwaya.analysis.governors import ANY, Governor, own_words
from riwaya.analysis.nominal import bare_negation, is_only
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.triggers import Light
from riwaya.analysis.words import Word

_EXCEPTION_REACH = 12  # words after a negation within which «إلا», «سوى» take it back
_RIGHT_BEFORE_VERB = frozenset({"ما", "لا"})
_EXCEPT = frozenset({"الا", "سوي"})
_NEVER_REACH = 5  # words from «تبنى» back to its negation
# What «ليس» denies of an event that happened all the same: «ليس مسؤولاً عن الهجوم», «ليست لهم علاقة بالاقتتال».
_OTHER_PREDICATES = frozenset(
    "علاقه صله دور يد طرف علم مسوول مسووله متورط متورطه ضالع ضالعه راضي راضيه سبب ضد".split()
)


def negates(parsed: Parsed, event: Event, governor: Governor) -> bool:
    """«لم يقصف», «لم تقع أي هجمات»; «ما» and «لا» only right before a verb of the event; not «لم يقصف إلا …»."""
    word = governor.word
    if word.pos not in ("neg", "aux") or word.split.prep:
        return False  # «كما»
    own = own_words(event) | {governor.first}
    if excepted(parsed, word.index) or _says_more(parsed, event, word):
        return False
    following = parsed.words[word.index + 1] if word.index + 1 < len(parsed.words) else None
    if word.split.stem in _RIGHT_BEFORE_VERB:
        return following is not None and following.index in own and following.pos == "verb"
    lights = [light for light in event.lights if light.word == governor.first]
    if {light.row.effect for light in lights} in ({"ends"}, {"claimed"}) or _tells_of_it(
        parsed, event, lights
    ):
        return False  # «لم تتوقف الغارات», «لم تتبن أي جهة الهجوم»
    return not any(_foreign(w, own) for w in _between(parsed, word, own)[:-1])


def excepted(parsed: Parsed, word: int) -> bool:
    """«لم يقصف إلا …», «لم يُقتل سوى …»: tell whether a negation is taken back."""
    return any(w.folded in _EXCEPT for w in parsed.words[word + 1 : word + 1 + _EXCEPTION_REACH])


def _says_more(parsed: Parsed, event: Event, negation: Word) -> bool:
    """«ليس فقط …», «لم يكن اللقاء | تفاوضاً», «ليس مسؤولاً | عن الهجوم»: tell whether a negation denies something else."""
    main = event.candidates[0].word
    following = parsed.words[negation.index + 1 : negation.index + 2]
    if main in parsed.denials.spared or any(is_only(w) for w in following):
        return True
    between = parsed.words[negation.index + 1 : main]
    chunk = parsed.chunks[parsed.chunk_of[main]]
    if not bare_negation(negation) or event.candidates[0].part == "verb" or not chunk.prep:
        return False
    return any(w.split.stem.removesuffix("ا") in _OTHER_PREDICATES for w in between)


def _tells_of_it(parsed: Parsed, event: Event, lights: Sequence[Light]) -> bool:
    """«لم تسفر الغارة | عن ضحايا», «انفجارات | لم يُعرف سببها»: tell whether a verb denies something about what happened."""
    if not lights:
        return False
    main, verb = event.candidates[0].word, lights[0].word
    subject = parsed.subjects.get(verb)
    named = subject.chunks if subject is not None else ()
    does = any(c.first <= main < c.last for c in named)
    if any(light.row.effect == "result" for light in lights):
        return does or main < verb
    if does and all(light.row.noun == "object" and not light.passive for light in lights):
        return True  # «لم يؤدِّ القصف | إلى أضرار»
    if main >= verb or any(light.suffix for light in lights):
        return False
    return bool(named and not does) or _is_its(parsed, verb + 1)


def _is_its(parsed: Parsed, index: int) -> bool:
    """«لم تُعرف | طبيعته»: tell whether a word is a noun with a pronoun, which goes back to what was told."""
    word = parsed.words[index] if index < len(parsed.words) else None
    return word is not None and word.pos == "noun" and bool(word.split.suffix)


def _foreign(word: Word, own: frozenset[int]) -> bool:
    return word.pos == "verb" and word.index not in own


def _between(parsed: Parsed, word: Word, own: frozenset[int]) -> Sequence[Word]:
    after = [index for index in own if index > word.index]
    return parsed.words[word.index + 1 : min(after)] if after else ()


def never_claimed(parsed: Parsed, event: Event) -> bool:
    """«لم تتبنَّ الجماعة أي عملية», «لم يسبق لهم أن أعلنوا هجوماً»: not one attack is told, and none is denied."""
    main = event.candidates[0].word
    claimed = [light.word for light in event.lights if light.row.effect == "claimed"]
    before = parsed.words[max(0, min(claimed) - _NEVER_REACH) : min(claimed)] if claimed else ()
    any_one = main > 0 and parsed.words[main - 1].folded in ANY
    return any_one and any(w.pos == "neg" for w in before)
