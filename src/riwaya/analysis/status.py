"""How real and how sure: negation, future, demand, condition and hedges around an event's words.

The words are data (`status_words.tsv`); `governors.py` knows where they may stand, this file what they govern.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from riwaya.analysis.events import Event
from riwaya.analysis.governors import Governor, find_governors, is_imperfect, is_that, own_words
from riwaya.analysis.negation import excepted, negates, never_claimed
from riwaya.analysis.no_part import no_part
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.triggers import Light
from riwaya.analysis.words import Word, split_word
from riwaya.lexicon.loader import Lexicon, StatusWord
from riwaya.model import Certainty, Reason, Status
from riwaya.text.fold import fold

_NO_VERB = frozenset({"noun", "num", "quant", "neg", "prep"})
_QAD = "قد"
_FUTURE = "س"
_GOVERNED = frozenset({"", "ب", "ل"})  # how an event noun hangs on its verb; «في», «بعد» set a scene
_NOT_YET_PAST = frozenset({"planned", "requested"})  # a past verb is neither
_ADJECTIVE_REACH = 2  # words behind a noun
_DUTY_REACH = 5  # words of whoever has a duty: «على الحكومة أن …»
_THEMSELVES = frozenset("به بها بهم بهما فيه فيها فيهم".split())
_COUNTERFACTUAL = frozenset({"لو", "لولا", "ان", "اذا"})
STATUSES = frozenset("denied planned requested hypothetical alleged".split())
EFFECTS = STATUSES | {"negation", "hedge", "general", "fact", "involved"}


@dataclass(frozen=True, slots=True)
class Reality:
    """The status that the clause itself gives, before attribution, with its reason; `specific` False if it tells
    what is general or habitual."""

    status: Status
    certainty: Certainty = "certain"
    reason: Reason | None = None
    specific: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row of `status_words.tsv` says: `needs` are the words of which one stands between it and the event's."""

    effect: str
    needs: frozenset[str]
    predicate: bool  # counts behind an event noun, as what is said of it
    bare: bool  # counts only for an event noun without article
    words: int  # of the expression
    reach: int
    after: bool


def read_reality(parsed: Parsed, event: Event, lexicon: Lexicon) -> Reality:
    """Return what the words around an event say of its reality; "asserted" if they say nothing."""
    if never_claimed(parsed, event):
        return Reality("asserted", specific=False)
    denial = parsed.denials.denied.get(event.candidates[0].word)
    if denial is not None and not excepted(parsed, denial.word):
        return _denied(parsed, denial.word)
    disowned = no_part(parsed, event.candidates[0].word)
    if disowned is not None:
        return _denied(parsed, disowned[0].index)
    certainty: Certainty = "certain"
    specific = True
    settled = -1  # the word of the event before which nothing governs it
    for governor in find_governors(parsed, event):
        if governor.distance > 0 and governor.first == settled:
            continue
        for effect in _effects(parsed, event, governor, lexicon):
            if effect == "fact":
                settled = governor.first
            elif effect == "hedge":
                certainty = "possible"
            elif effect == "general":
                specific = False
            elif effect in STATUSES:
                status = cast("Status", effect)
                sure: Certainty = "possible" if status == "hypothetical" else certainty
                word = governor.word
                reason = Reason(
                    f"status: {status}", f"«{word.folded}» beside the event's word", word.token.span
                )
                return Reality(status, sure, reason, specific)
    return Reality("asserted", certainty, None, specific)


def _denied(parsed: Parsed, word: int) -> Reality:
    """«ليس تنسيقاً»: what a nominal negation says."""
    negation = parsed.words[word]
    why = Reason("status: denied", f"«{negation.folded}» beside the event's word", negation.token.span)
    return Reality("denied", "certain", why)


def _effects(parsed: Parsed, event: Event, governor: Governor, lexicon: Lexicon) -> Iterator[str]:
    word, main = governor.word, event.candidates[0]
    if governor.distance == 0 and word.index == main.word:
        if _future(parsed, event, governor):
            yield "planned"
        if _counterfactual(parsed, word):
            yield "hypothetical"
        return  # the event's own word («هدد», «خطف») settles nothing else about itself
    for mark in marks_at(parsed, word, lexicon):
        if _governs(parsed, event, governor, mark, lexicon):
            yield _effect(parsed, governor, mark, lexicon)
    yield from (effect for light in event.lights if light.word == word.index for effect in _of_light(light))
    if _future(parsed, event, governor):
        yield "hypothetical" if _outcome(event, word) else "planned"
    near = governor.distance <= 2 or _carries_over(parsed, event)
    if governor.distance > 0 and near and _doubts_imperfect(parsed, word):
        yield "hypothetical"
    if governor.distance == 1 and is_that(word) and _duty(parsed, word.index):
        yield "requested"


def _of_light(light: Light) -> Iterator[str]:
    """«فشلوا في اعتقال …» wasn't done, «أُحبط هجوم» was planned; «فشلت المفاوضات» took place."""
    if light.row.effect in ("foiled", "planned") and light.row.noun != "subject":
        given_up = light.row.effect == "foiled" and light.row.subject != "none"
        yield "denied" if given_up else "planned"


def _effect(parsed: Parsed, governor: Governor, mark: Mark, lexicon: Lexicon) -> str:
    if mark.effect == "negation":
        before = parsed.words[max(0, governor.word.index - 1)]
        return "hypothetical" if before.folded == "ما" and governor.word.folded == "لم" else "denied"
    if mark.effect == "planned" and governor.distance >= 0:
        return _plan(parsed, governor.word, lexicon)
    if mark.effect == "hedge" and governor.distance > 0 and _prospect(parsed, governor):
        return "hypothetical"
    return mark.effect


def _plan(parsed: Parsed, word: Word, lexicon: Lexicon) -> str:
    """«لا ينوي | الانسحاب» denies it; «متهم بالتخطيط | لتفجير …» alleges it."""
    before = parsed.words[word.index - 1] if word.index else None
    if before is None:
        return "planned"
    if before.pos == "neg":
        return "denied"
    accused = word.split.prep == "ب" and any(m.effect == "alleged" for m in marks_at(parsed, before, lexicon))
    return "alleged" if accused else "planned"


def _prospect(parsed: Parsed, governor: Governor) -> bool:
    """«ربما | يهاجم», «يرجح أن | تستأنف»: a hedge about what is yet to come."""
    first = parsed.words[governor.first]
    return first.pos == "verb" and is_imperfect(first) and first.split.prep != _FUTURE


def _outcome(event: Event, word: Word) -> bool:
    """«سيؤدي إلى مقتل …»: what will come of something is nobody's plan."""
    return any(light.word == word.index and light.row.subject == "cause" for light in event.lights)


def _future(parsed: Parsed, event: Event, governor: Governor) -> bool:
    """«سيقصف», «ستُجرى محادثات», «سيتم عقد اجتماع»."""
    word, main = governor.word, parsed.words[event.candidates[0].word]
    if not _in_future(parsed, word):
        return False
    if governor.distance < 0:
        known = main.index > 0 and parsed.words[main.index - 1].pos == "dem"  # «هذه الزيارة ستُنسى»
        return governor.distance == -1 and event.candidates[0].part != "verb" and not known  # «محادثات ستُجرى»
    return governor.distance <= 1 or _carries_over(parsed, event)


def _carries_over(parsed: Parsed, event: Event) -> bool:
    """«سيعلن هدنة», «قد تتولى محاكمة …»: a verb's future is its object's; but «سيناقش الهجوم» is of an attack that was."""
    main = parsed.words[event.candidates[0].word]
    chunk = parsed.chunks[parsed.chunk_of[main.index]]
    return main.pos != "verb" and not main.split.article and chunk.prep in _GOVERNED


def _in_future(parsed: Parsed, word: Word) -> bool:
    if word.pos == "aux":
        return word.folded.removeprefix("و").startswith(("سي", "ست"))  # «سيتم»
    if word.pos != "verb" or word.split.prep != _FUTURE:
        return False
    return word.index == 0 or parsed.words[word.index - 1].pos != "prep"  # «قبالة ساحل …»


def _doubts_imperfect(parsed: Parsed, word: Word) -> bool:
    """«قد يهاجم»; «وقد أُصيب», «فقد تعرض» are of the past."""
    if word.folded.removeprefix("و").removeprefix("ف") != _QAD or word.index + 1 == len(parsed.words):
        return False
    following = parsed.words[word.index + 1]
    either = any(e.verb is not None and e.verb.tense == "past" for e in following.entries)
    return is_imperfect(following) and not (either and word.folded != _QAD)


def _duty(parsed: Parsed, that: int) -> bool:
    """«على الحكومة أن | تفرج», «عليهم أن | ينسحبوا» at the start of a clause."""
    for index in range(that - 1, max(-1, that - 1 - _DUTY_REACH), -1):
        word = parsed.words[index]
        bare = word.folded.removeprefix("و").removeprefix("ف")
        alone = bare == "علي" and index < that - 1
        if alone or (index == that - 1 and bare in ("عليه", "عليها", "عليهم", "عليهما", "علينا", "عليكم")):
            before = parsed.words[index - 1] if index else None
            return before is None or before.pos in ("mark", "conj", "sub") or is_that(before)
        if word.pos in ("verb", "mark", "rel"):
            return False
    return False


def _counterfactual(parsed: Parsed, word: Word) -> bool:
    """«لو كان كذلك | لانسحبنا»"""
    if word.pos != "verb" or not word.folded.startswith("ل") or is_imperfect(word):
        return False
    clause = parsed.words[max(0, word.index - 14) : word.index]
    return any(w.folded.removeprefix("و").removeprefix("ف") in _COUNTERFACTUAL for w in clause)


def _governs(parsed: Parsed, event: Event, governor: Governor, mark: Mark, lexicon: Lexicon) -> bool:
    """Tell whether a mark that stands before an event's word, or behind it, says something of it."""
    if governor.distance < 0:
        return _said_behind(parsed, event, governor, mark)
    if mark.predicate or governor.distance > mark.reach:
        return False
    if mark.effect == "negation":
        return negates(parsed, event, governor)
    if mark.effect == "general" and governor.first not in own_words(event):
        return False  # «شرطة مكافحة الشغب» isn't what is told
    if mark.bare and not _carries_over(parsed, event):
        return False
    between = parsed.words[governor.word.index + 1 : governor.first]
    first = parsed.words[governor.first]
    if not governor.distance and mark.needs and any(x.row.noun == "object" for x in event.lights):
        return False  # «حضر | الاحتجاج», not «يحضّر | لهجوم»
    if governor.distance and mark.needs and not _has_one(between, first, mark.needs, lexicon):
        return False
    if governor.word.pos != "verb" and not _noun_governs(governor, mark, first, between):
        return False
    return mark.effect != "alleged" or not _sought_for(parsed, event, between)


def _noun_governs(governor: Governor, mark: Mark, first: Word, between: Sequence[Word]) -> bool:
    """Tell whether a mark that is no verb reaches the event's word: a verb only through «أن», a past one not at all."""
    word, distance = governor.word, governor.distance
    annexed = distance == 1 and (not word.split.article or word.index == 0)
    masdar = (
        annexed and _told_as_past(first) and not first.split.conj
    )  # «بصدد | شن …»: written like a past verb
    if mark.effect in _NOT_YET_PAST and _told_as_past(first) and not annexed:
        return False
    if distance and first.pos == "verb" and not masdar and (word.pos == "noun" or mark.effect == "denied"):
        return any(is_that(w) for w in between)
    if mark.effect == "denied" and distance > 1:
        return not first.split.prep  # «بدون طيار لمهاجمة …»
    return True


def _sought_for(parsed: Parsed, event: Event, between: Sequence[Word]) -> bool:
    """«مشتبه بهم | في هجوم»: the attack was, whoever did it."""
    chunk = parsed.chunks[parsed.chunk_of[event.candidates[0].word]]
    return chunk.prep == "في" and any(w.folded in _THEMSELVES for w in between)


def _has_one(between: Sequence[Word], first: Word, needs: frozenset[str], lexicon: Lexicon) -> bool:
    """Tell whether «أن» stands between, or the preposition that the event hangs on is one of those needed."""
    if "ان" in needs and any(is_that(w) for w in between):
        return True
    found = ""
    for word in (first, *reversed(between)):
        if any(_mark(row).effect == "involved" for row, _ in _rows(word.folded, lexicon)):
            found = ""  # «متهم | بالضلوع في هجوم»
        if not found:
            found = word.split.prep or (word.split.stem if word.pos == "prep" else "")
    return found in needs


def _said_behind(parsed: Parsed, event: Event, governor: Governor, mark: Mark) -> bool:
    word = governor.word
    following = parsed.words[word.index + 1 : word.index + 3]
    if not mark.predicate:
        clause = bool(following) and is_that(following[0])  # «موعد من المفترض أن …»
        return mark.after and governor.distance >= -_ADJECTIVE_REACH and not clause
    if event.candidates[0].part == "verb" or parsed.words[word.index - mark.words].pos == "neg":
        return False
    if mark.words == 1 and (word.split.prep or word.split.article):
        return False
    return not mark.needs or any(w.folded in mark.needs or w.split.prep in mark.needs for w in following)


def marks_at(parsed: Parsed, word: Word, lexicon: Lexicon) -> Iterator[Mark]:
    """Yield what `status_words.tsv` says of a word, or of the expression that ends with it («من أجل», «غير صحيح»)."""
    for match in parsed.matches:
        if match.first <= word.index == match.last - 1 and match.last - match.first > 1:
            rows = (e.value for e in match.entries if isinstance(e.value, StatusWord))
            yield from (_mark(row, match.last - match.first) for row in rows)
    for row, verbal in _rows(word.folded, lexicon):
        if not verbal or word.pos not in _NO_VERB:
            yield _mark(row)


def _rows(folded: str, lexicon: Lexicon) -> tuple[tuple[StatusWord, bool], ...]:
    """Return the rows that a written word may be, and whether as a verb; the answer is remembered."""
    memo = cast("dict[str, tuple[tuple[StatusWord, bool], ...]]", lexicon.memo.setdefault("status", {}))
    found = memo.get(folded)
    if found is None:
        entries = (e for split in split_word(folded, lexicon) for e in split.entries)
        rows = ((e.value, e.verb is not None) for e in entries if isinstance(e.value, StatusWord))
        found = memo[folded] = tuple(dict.fromkeys(rows))
    return found


@cache
def _mark(row: StatusWord, words: int = 1) -> Mark:
    effect, *conditions = row.effect.split()
    needs = frozenset(fold(c).strip("ـ ") for c in conditions if c not in ("predicate", "bare"))
    predicate, bare = "predicate" in conditions, "bare" in conditions
    return Mark(effect, needs, predicate, bare, words, row.reach, row.after)


def _told_as_past(word: Word) -> bool:
    return word.pos == "verb" and not is_imperfect(word)
