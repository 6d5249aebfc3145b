"""Dropped subjects and attached pronouns → the phrase that names them.

Resolution abstains: a pronoun takes the nearest phrase that agrees and can act; where nothing fits it stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.analysis import agreement
from riwaya.analysis.agreement import pronoun_agrees as pronoun_agrees
from riwaya.analysis.agreement import verb_agrees as verb_agrees
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.lexicon.loader import Head, LightVerb
from riwaya.model import Span
from riwaya.text.fold import fold

ACTING = frozenset(
    "state government military police intelligence armed_group party igo ngo media company group".split()
) | frozenset("official people fighters person office rank role honorific".split())
_DOING = ("قيام", "اقدام")  # «قيام الجيش بقصف»: they hand the phrase behind them to the event
_BODIES = frozenset("police military government intelligence armed_group state".split())
_PROTESTERS = frozenset({"protester", "demonstrator", "sit-in protester", "striker"})
_SUFFERING = frozenset({"civilians", "victims"})
_DUAL = ("ان", "ين", "تان", "تين")
_NEVER_MEANT = frozenset({"abstract", "adjective"})


@dataclass(frozen=True, slots=True)
class Referent:
    """A phrase of an earlier place in the text, with its sentence."""

    parsed: Parsed
    chunk: Chunk


def gender_of(parsed: Parsed, chunk: Chunk) -> tuple[str, str]:
    """Return (gender, number) of a phrase as far as its head shows: "m", "f" or "?"; "s", "d", "p" or "?"."""
    return agreement.gender_of(parsed.words, chunk)


def dropped_subject(parsed: Sequence[Parsed], sentence: int, word: int) -> Referent | None:
    """Return who a verb without a subject in its sentence speaks of: the one subject of the sentence before that agrees."""
    here = parsed[sentence]
    forms = agreement.forms_of(here.words[word])
    first = min((c.first for c in here.chunks if c.pos == "verb"), default=word)
    if word in here.subjects or first != word or sentence == 0:
        return None
    other = parsed[sentence - 1]
    if other.sentence.paragraph < here.sentence.paragraph - 1:
        return None
    found: dict[Span, Chunk] = {}
    for subject in other.subjects.values():
        chunk = subject.chunks[0]
        if _acts(chunk) and agreement.subject_fits(forms, other.words, subject.chunks):
            found[chunk.span] = chunk
    return Referent(other, next(iter(found.values()))) if len(found) == 1 else None


def light_subject(parsed: Sequence[Parsed], sentence: int, word: int) -> Referent | None:
    """Return who the light verb at `word` speaks of, in its sentence or in the one before."""
    here = parsed[sentence]
    subject = here.subjects.get(word)
    if subject is not None:
        return (
            Referent(here, subject.chunks[0])
            if _acts(subject.chunks[0]) or _unknown(subject.chunks[0])
            else None
        )
    return dropped_subject(parsed, sentence, word)


def _unknown(chunk: Chunk) -> bool:
    """Tell whether a phrase may be a name that no list holds."""
    return chunk.kind is None and not chunk.event and chunk.last - chunk.first <= 2


def _acts(chunk: Chunk) -> bool:
    return not chunk.event and (chunk.actor is not None or chunk.kind in ACTING)


def controller(parsed: Sequence[Parsed], sentence: int, word: int, part: str) -> Referent | None:
    """Return who does what a masdar or a circumstantial participle tells, where a word before it says so.

    «خرج المئات … للمطالبة بـ», «رفعوا لافتات مطالبين بـ», «قام الجيش بقصف», «قيام الجيش بقصف». Another masdar has no
    controller.
    """
    here = parsed[sentence]
    chunk = here.chunks[here.chunk_of[word]]
    stem = here.words[word].split.stem
    if part == "participle" or (part == "noun" and stem.startswith("م") and stem.endswith(("ين", "ون"))):
        return None if here.words[word].split.article else _described(here, word)
    for before in reversed(here.chunks[: here.chunk_of[word]]):
        if before.pos == "noun" and before.prep.endswith(_DOING):
            return Referent(here, before) if chunk.prep else None
        if before.pos in ("verb", "sub", "aux"):
            break
    if chunk.prep == "وراء" or (chunk.genitive and here.chunks[here.chunk_of[word] - 1].prep == "وراء"):
        return governor_subject(here, word)
    purpose = chunk.prep == "ل" and not here.words[word].split.suffix
    return governor_subject(here, word) if purpose or _light_governs(here, word, chunk.prep) else None


def _described(parsed: Parsed, word: int) -> Referent | None:
    """Return whom a circumstantial participle describes: the subject of the nearest verb before it that agrees."""
    stem = parsed.words[word].split.stem
    form = agreement.Form(3, "p" if stem.endswith(("ين", "ون")) else "s", "f" if stem.endswith("ه") else "m")
    for before in reversed(parsed.chunks[: parsed.chunk_of[word]]):
        subject = parsed.subjects.get(before.first) if before.pos in ("verb", "aux") else None
        if subject is None or not _acts(subject.chunks[0]):
            continue
        if agreement.subject_fits((form,), parsed.words, subject.chunks):
            return Referent(parsed, subject.chunks[0])
    return None


def announcer(parsed: Parsed, word: int) -> Referent | None:
    """Return the body that announces what it did itself: «أعلنت الشرطة | اعتقال …»; the masdar is what the cue verb says."""
    number = parsed.chunk_of[word] - 1
    while number >= 0 and parsed.chunks[number].pos in ("noun", "time", "adv", "prep"):
        number -= 1
    if (
        number < 0
        or parsed.chunks[number].pos != "verb"
        or parsed.chunks[parsed.chunk_of[word]].prep not in ("", "عن", "ب")
    ):
        return None
    verb = parsed.words[parsed.chunks[number].first]
    subject = parsed.subjects.get(verb.index)
    if (
        subject is None
        or not any(e.kind == "cue" for e in verb.entries)
        or subject.chunks[0].kind not in _BODIES
    ):
        return None
    return Referent(parsed, subject.chunks[0])


def _light_governs(parsed: Parsed, word: int, preposition: str) -> bool:
    """Tell whether the verb before a masdar is a light one whose subject does what is behind this preposition («قام … بـ»)."""
    for chunk in reversed(parsed.chunks[: parsed.chunk_of[word]]):
        if chunk.pos == "mark" and parsed.words[chunk.first].folded in ".؛!?؟":
            return False
        if chunk.pos in ("verb", "aux"):
            rows = [
                e.value for e in parsed.words[chunk.first].split.entries if isinstance(e.value, LightVerb)
            ]
            nouns = [fold(r.noun).strip("ـ ") for r in rows if r.subject == "actor"]
            if rows or chunk.pos == "verb":
                return bool(preposition) and preposition in nouns
    return False


def governor_subject(parsed: Parsed, word: int) -> Referent | None:
    """Return the subject of the verb that governs a word: the nearest before it in the sentence that has one that acts."""
    for chunk in reversed(parsed.chunks[: parsed.chunk_of[word]]):
        if chunk.pos == "mark" and parsed.words[chunk.first].folded in ".؛!?؟":
            return None
        if chunk.pos in ("verb", "aux") and (subject := parsed.subjects.get(chunk.first)) is not None:
            return Referent(parsed, subject.chunks[0]) if _acts(subject.chunks[0]) else None
    return None


def protesters(parsed: Parsed) -> Referent | None:
    """Return who protests wherever a sentence names them: the one phrase that «متظاهرون», «محتجون», «معتصمون» head."""
    found = [c for c in parsed.chunks if c.pos == "noun" and _is_protester(parsed, c)]
    return Referent(parsed, found[0]) if len(found) == 1 else None


def _is_protester(parsed: Parsed, chunk: Chunk) -> bool:
    values = (e.value for e in parsed.words[chunk.head].split.entries)
    return any(isinstance(v, Head) and v.en in _PROTESTERS for v in values)


def pronoun_referents(
    parsed: Sequence[Parsed], sentence: int, word: int, pronoun: str
) -> tuple[Referent, ...]:
    """Return the phrases that a pronoun attached to `word` stands for: two for «هما» behind «سمير وكريم», else one at most."""
    if pronoun == "هما":
        return tuple(Referent(parsed[sentence], chunk) for chunk in _two(parsed[sentence], word))
    found = _nearest(parsed[sentence], word, pronoun)
    return (found,) if found is not None else ()


def _two(here: Parsed, word: int) -> tuple[Chunk, ...]:
    """Return the nearest dual («جنديين»), or the nearest two that «و» joins, one chunk each."""
    number = here.chunk_of[word]
    later: Chunk | None = None  # the second of two, whose first is sought
    for chunk in reversed(here.chunks[:number]):
        if chunk.pos != "noun" or chunk.event:
            if chunk.pos in ("verb", "sub", "rel"):
                later = None
            continue
        if not (chunk.kind in ACTING or chunk.kind in _SUFFERING or chunk.actor is not None):
            continue
        if later is not None:
            return (chunk, later)
        if here.words[chunk.head].split.stem.endswith(_DUAL) and chunk.kind not in ("person", "state"):
            return (chunk,)
        later = chunk if chunk.conj else None
    return ()


def _nearest(here: Parsed, word: int, pronoun: str) -> Referent | None:
    """Return the nearest phrase of the sentence that agrees for sure, else the only one that may; never the verb's subject."""
    own = here.subjects.get(word)
    sure: list[Chunk] = []
    may: list[Chunk] = []
    for chunk in reversed(here.chunks[: here.chunk_of[word]]):
        if chunk.pos != "noun" or chunk.event or not chunk.kind or (own is not None and chunk in own.chunks):
            continue
        gender, number = gender_of(here, chunk)
        if chunk.kind in _NEVER_MEANT or not pronoun_agrees(pronoun, gender, number):
            continue
        (may if "?" in (gender, number) else sure).append(chunk)
    for chunks in (_people(sure), _people(may)[:1], sure, may if len(may) == 1 else []):
        if chunks:
            return Referent(here, chunks[0])
    return None


def _people(chunks: Sequence[Chunk]) -> list[Chunk]:
    meant = [c for c in chunks if c.kind in ACTING or c.kind in _SUFFERING]
    return [c for c in meant if not (c.kind == "state" and c.prep)]
