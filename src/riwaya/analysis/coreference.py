"""Short forms, dropped subjects and attached pronouns → the phrase that names them.

Resolution abstains: a short form («الهيئة», «التنظيم») takes the last name that begins with its word; a pronoun the nearest
phrase that agrees and can act; where nothing fits it stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.lexicon.conjugate import VerbForm
from riwaya.lexicon.loader import Actor
from riwaya.text.fold import fold

ACTING = frozenset(
    "state government military police intelligence armed_group party igo ngo media company group official people fighters person office rank role honorific".split()
)
_LATTER = frozenset("الاخير الاخيره".split())
_CONTROLLED = frozenset({"ل", "ب", "علي", "في"})
_SENTENCES_BACK = 2


@dataclass(frozen=True, slots=True)
class Referent:
    """A phrase of an earlier place in the text, with its sentence."""

    parsed: Parsed
    chunk: Chunk


def gender_of(parsed: Parsed, chunk: Chunk) -> tuple[str, str]:
    """Return (gender, number) of a phrase as far as its head shows: "m", "f" or "?"; "s", "p" or "?"."""
    head = parsed.words[chunk.head]
    if chunk.actor is not None and chunk.whole:
        words = fold(chunk.actor.name).split()
        if chunk.actor.kind == "state":
            return "?", "s"
        stem = words[0]
        return ("f" if stem.endswith(("ه", "ات")) else "?"), "?"
    stem = head.split.stem
    if stem.endswith("ات"):
        return "f", "?"
    if stem.endswith(("ون", "ين", "و")) and chunk.kind != "person":
        return "m", "p"
    if stem.endswith("ه") and chunk.kind != "person":
        return "f", "?"
    if chunk.kind in ("person", "rank", "office", "honorific", "role", "official"):
        return "m", "s"
    if parsed.words[chunk.first].pos in ("num", "quant"):
        return "m", "p"
    return "?", "?"


def verb_agrees(verb: VerbForm, gender: str, number: str) -> bool:
    """Tell whether a phrase can be the dropped subject of a verb."""
    if verb.person != 3:
        return False
    if verb.number == "p":
        return number != "s"
    if verb.number == "d":
        return True
    if number == "p" and gender == "m":
        return False
    return gender == "?" or verb.gender in ("c", gender)


def pronoun_agrees(pronoun: str, gender: str, number: str) -> bool:
    """Tell whether an attached pronoun can stand for a phrase."""
    if pronoun in ("هم", "هن"):
        return number != "s"
    if pronoun == "هما":
        return True
    if pronoun == "ها":
        return gender != "m"
    if pronoun == "ه":
        return gender != "f" and not (number == "p" and gender == "m")
    return False


def subjects_before(parsed: Sequence[Parsed], sentence: int, word: int) -> Iterator[Referent]:
    """Yield the phrases that stand as subjects and can act, nearest first: of this sentence before `word`, then of the two before."""
    here = parsed[sentence]
    for number in range(len(here.chunks) - 1, -1, -1):
        if here.chunks[number].last <= word and _is_subject(here, number):
            yield Referent(here, here.chunks[number])
    for back in range(1, _SENTENCES_BACK + 1):
        if sentence - back < 0 or parsed[sentence - back].sentence.paragraph < here.sentence.paragraph - 1:
            return
        other = parsed[sentence - back]
        for number in range(len(other.chunks)):
            if _is_subject(other, number):
                yield Referent(other, other.chunks[number])


def _is_subject(parsed: Parsed, number: int) -> bool:
    """Tell whether a phrase stands as a subject: right behind a finite verb, or at the head of a clause («أن الجيش …»)."""
    chunk = parsed.chunks[number]
    if chunk.pos != "noun" or chunk.event or chunk.prep or chunk.genitive or chunk.case == "a":
        return False
    if chunk.actor is None and chunk.kind not in ACTING and not (chunk.kind is None and chunk.definite):
        return False
    number -= 1
    while number >= 0 and (parsed.chunks[number].pos in ("time", "adv") or _quote_mark(parsed, number)):
        number -= 1
    return number < 0 or parsed.chunks[number].pos in ("verb", "sub", "aux", "part", "conj")


def _quote_mark(parsed: Parsed, number: int) -> bool:
    chunk = parsed.chunks[number]
    return chunk.pos == "mark" and parsed.words[chunk.first].folded in "\"'("


def dropped_subject(parsed: Sequence[Parsed], sentence: int, word: int, verb: VerbForm) -> Referent | None:
    """Return who a verb without a subject speaks of: the last subject before it that agrees."""
    for referent in subjects_before(parsed, sentence, word):
        if verb_agrees(verb, *gender_of(referent.parsed, referent.chunk)):
            return referent
    return None


def controller(parsed: Sequence[Parsed], sentence: int, word: int, part: str) -> Referent | None:
    """Return who does what a masdar of purpose or a circumstantial participle tells: the subject of the verb before it.

    «خرج المئات … للمطالبة بـ», «رفعوا لافتات مطالبين بـ», «كانوا وراء الهجوم». Another masdar has no controller.
    """
    here = parsed[sentence]
    own = here.words[word].split
    number = here.chunk_of[word]
    behind = here.chunks[number].prep == "وراء" or (here.chunks[number].genitive and here.chunks[number - 1].prep == "وراء")
    governed = here.chunks[number].prep in _CONTROLLED or here.chunks[number].genitive
    if part in ("masdar", "noun") and not behind and (part == "noun" or not governed or own.suffix):
        return None
    if part == "participle" and own.article:
        return None
    found = next(subjects_before(parsed, sentence, word), None)
    return found if found is not None and found.parsed.number == sentence else None


def pronoun_referent(parsed: Sequence[Parsed], sentence: int, word: int, pronoun: str) -> Referent | None:
    """Return the phrase that a pronoun attached to `word` stands for."""
    here = parsed[sentence]
    for chunk in reversed(here.chunks):
        if chunk.last <= word and chunk.pos == "noun" and not chunk.event and pronoun_agrees(pronoun, *gender_of(here, chunk)) and chunk.kind:
            return Referent(here, chunk)
    for referent in subjects_before(parsed, sentence, 0):
        if pronoun_agrees(pronoun, *gender_of(referent.parsed, referent.chunk)):
            return referent
    return None


def short_form(parsed: Sequence[Parsed], sentence: int, chunk: Chunk) -> Referent | None:
    """Return the full name that a short form stands for: «الهيئة» → «هيئة تحرير الشام», «الأخيرة» → the last named."""
    here = parsed[sentence]
    if chunk.actor is not None or chunk.last - chunk.first > 1:
        return None
    word = here.words[chunk.head]
    latter = word.folded.removeprefix("و") in _LATTER
    if not latter and not word.split.article:
        return None
    for number in range(sentence, -1, -1):
        other = parsed[number]
        for candidate in reversed(other.chunks):
            if number == sentence and candidate.last > chunk.first:
                continue
            if candidate.actor is None or not candidate.whole:
                continue
            if latter or _begins_with(candidate.actor, other, candidate, word.split.stem):
                return Referent(other, candidate)
    return None


def _begins_with(actor: Actor, parsed: Parsed, chunk: Chunk, stem: str) -> bool:
    names = {fold(actor.name).split()[0], parsed.words[chunk.first].split.stem}
    return stem in {n.removeprefix("ال") for n in names}
