"""Candidates → participants: the slots of a frame's valency, filled from the chunks around the trigger.

A verb's bare noun phrases to its right are its subject and object, in that order; a noun phrase just before it is its
subject instead (SVO, relative clauses). A masdar's annexed noun, its adjective and the prepositions fill the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.analysis.clauses import (
    in_brackets,
    joins_other,
    manner,
    named_behind,
    names_part,
    relative_before,
)
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.triggers import Candidate
from riwaya.analysis.words import Word
from riwaya.lexicon.frames import Frame
from riwaya.lexicon.loader import Actor
from riwaya.model import Span
from riwaya.text.fold import fold

ARMED = frozenset({"state", "government", "military", "police", "intelligence", "armed_group", "fighters"})
_AGENT_PREPOSITIONS = frozenset({"من قبل", "علي يد", "علي ايدي", "من جانب", "من طرف", "بايدي", "بيد"})
_CLOSE_PREPOSITIONS = frozenset({"ب", "ل", "من", "عن", "ك"})
_FAR_PREPOSITIONS = frozenset({"علي", "ضد", "بين", "مع", "بحق"}) | _AGENT_PREPOSITIONS
ACTORS = ARMED | frozenset(
    "party igo ngo media company group official people civilians person office rank role honorific".split()
)
SPEECH = frozenset("SUPPORT ACCUSE REQUEST REJECT THREATEN".split())
_WHEREABOUTS = frozenset(
    {"في", "وسط", "داخل", "قرب", "عند"}
)  # they tell where, unless people stand behind them
_PRONOUN_REACH = 4  # words
_WITH_PRONOUN = {
    "علي": "علي",
    "عن": "عن",
    "مع": "مع",
    "ب": "ب",
    "ل": "ل",
    "ضد": "ضد",
    "بحق": "بحق",
    "الي": "الي",
}
_AGAINST = frozenset({"ضد", "بحق", "في حق"})
_CLAUSE_END = frozenset(".!?؟؛:…")
_PASSIVE_AUXILIARIES = frozenset({"تم", "يتم", "تمت", "تتم", "جري", "يجري", "جرت", "تجري"})


@dataclass(frozen=True, slots=True)
class Filler:
    """A phrase in a slot: `via` is the word that carries it when it isn't there itself."""

    role: str
    span: Span
    chunk: Chunk | None
    slot: str
    via: Span | None = None
    actor: Actor | None = None  # for an adjective: «الإسرائيلي»


@dataclass(frozen=True, slots=True)
class Slots:
    """What stands around a trigger, by syntax."""

    subject: tuple[Chunk, ...] = ()
    objects: tuple[Chunk, ...] = ()
    genitive: tuple[Chunk, ...] = ()
    prepositions: tuple[tuple[str, tuple[Chunk, ...]], ...] = ()
    adjective: tuple[Word, Actor] | None = None
    shared: Span | None = None  # the verb that shares its subject with another before it
    passive: bool = False


def fill(
    parsed: Parsed, candidate: Candidate, others: Sequence[Candidate], lights: frozenset[int]
) -> tuple[Frame, Slots, tuple[Filler, ...]]:
    """Return the frame that fits best, the slots found and its participants; `lights` are its light verbs' words."""
    slots = find_slots(parsed, candidate, others, lights)
    best: tuple[Frame, tuple[Filler, ...]] | None = None
    for frame in candidate.frames:
        fillers = tuple(_fillers(parsed, candidate, frame, slots))
        if best is None or len({f.role for f in fillers}) > len({f.role for f in best[1]}):
            best = (frame, fillers)
    assert best is not None
    return best[0], slots, best[1]


def find_slots(
    parsed: Parsed, candidate: Candidate, others: Sequence[Candidate], lights: frozenset[int]
) -> Slots:
    """Return what stands around the trigger, before any frame is asked."""
    bare, prepositions = _right(parsed, candidate, others, lights)
    if candidate.part == "verb":
        return _verb_slots(parsed, candidate, bare, prepositions)
    return _noun_slots(parsed, candidate, bare, prepositions)


_Prepositional = tuple[tuple[str, tuple[Chunk, ...]], ...]


def _verb_slots(
    parsed: Parsed, candidate: Candidate, bare: Sequence[Chunk], prepositions: _Prepositional
) -> Slots:
    passive = _written_passive(parsed, candidate)
    linked = parsed.subjects.get(candidate.word)
    subject = linked.chunks if linked is not None else ()
    groups = [g for g in _coordinated(bare) if not any(c in subject for c in g)]
    groups = [g for g in groups if not _hides_preposition(parsed, candidate, g[0])]
    relative = relative_before(parsed.words, parsed.chunks, parsed.chunk_of[candidate.word])
    objects = groups[0] if groups else ()
    if candidate.suffix:
        objects = (relative,) if relative is not None and relative not in subject else ()
    via = parsed.words[candidate.word].span if linked is not None and linked.how == "shared" else None
    return Slots(subject, objects, (), prepositions, None, via, passive)


def _hides_preposition(parsed: Parsed, candidate: Candidate, chunk: Chunk) -> bool:
    """Tell whether an unknown word in ب is a preposition with its noun, where the frame expects one: «طالب بخفض …»."""
    word = parsed.words[chunk.first]
    expected = any("ب" in f.slots or "بـ" in f.content for f in candidate.frames)
    return expected and not word.split.entries and chunk.kind is None and word.folded.startswith("ب")


def _written_passive(parsed: Parsed, candidate: Candidate) -> bool:
    """Tell whether the verb is a passive by its letters: «اعتُقلوا» isn't, «أُصيب» is, though it might be "I hit" too."""
    if candidate.verb is None or candidate.verb.voice == "passive":
        return candidate.verb is not None
    forms = [
        e.verb
        for e in parsed.words[candidate.word].entries
        if e.verb is not None and e.value in candidate.frames
    ]
    return candidate.verb.person == 1 and any(f.person == 3 and f.voice == "passive" for f in forms)


def _noun_slots(
    parsed: Parsed, candidate: Candidate, bare: Sequence[Chunk], prepositions: _Prepositional
) -> Slots:
    number = parsed.chunk_of[candidate.word]
    chunk = parsed.chunks[number]
    genitive = tuple(c for c in bare if c.genitive)
    if genitive:
        genitive = next((g for g in _coordinated(bare) if genitive[0] in g), genitive)
    adjective = _adjective(parsed, chunk, candidate)
    objects: tuple[Chunk, ...] = ()
    if genitive:
        rest = [g for g in _coordinated(bare) if g[0] not in genitive]
        objects = rest[0] if rest and candidate.part == "masdar" and not rest[0][0].definite else ()
    return Slots((), objects, genitive, prepositions, adjective, None, False)


def _right(
    parsed: Parsed, candidate: Candidate, others: Sequence[Candidate], lights: frozenset[int]
) -> tuple[list[Chunk], _Prepositional]:
    """Return the bare noun phrases and the prepositional ones to the right, up to the end of the clause."""
    bare: list[Chunk] = []
    prepositional: list[tuple[str, list[Chunk]]] = []
    skip = set(candidate.tail)
    others_at = {o.word for o in others if o.word != candidate.word and not _names_people(parsed, o)}
    start = parsed.chunk_of[candidate.last - 1]
    speech = candidate.part == "verb" and any(f.type in SPEECH for f in candidate.frames)
    commas = 0
    crossed = False  # past another event word: only prepositions still count
    strayed = False  # past a phrase that isn't the trigger's: «لـ», «بـ» belong to that one
    for chunk in parsed.chunks[parsed.chunk_of[candidate.last - 1] + 1 :]:
        if (
            chunk.first in lights
            or manner(parsed.words, chunk)
            or named_behind(parsed.chunks, parsed.chunk_of[chunk.first])
        ):
            continue
        if in_brackets(parsed.words, parsed.chunks, parsed.chunk_of[chunk.first], start):
            continue
        if ends_clause(parsed, chunk) or names_part(parsed.words, chunk):
            break
        if (
            chunk.pos == "mark"
            and parsed.words[chunk.first].folded in "،,"
            and (bare or prepositional)
            and not _continues_list(parsed, chunk)
        ):
            if not speech or commas > 1:
                break
            commas += 1  # «دعا الوزير، في كلمته، اللاجئين إلى …»
        if chunk.pos != "noun":
            continue
        own = skip & set(range(chunk.first, chunk.last))
        if own and (
            chunk.kind not in ("victims", "civilians", "people") or len(own) == chunk.last - chunk.first
        ):
            continue  # «ألقى القبض»; but in «احتجز 20 رهينة» the phrase names whom
        if any(i in others_at for i in range(chunk.first, chunk.last)):
            crossed = True
            if not chunk.prep:
                continue
        if chunk.prep in _CLOSE_PREPOSITIONS and (strayed or crossed):
            continue
        if joins_other(parsed.chunks, parsed.chunk_of[chunk.first]) and not (
            prepositional and _adjoins(parsed, prepositional[-1][1][-1], chunk)
        ):
            continue
        if chunk.prep:
            strayed = strayed or (
                chunk.prep not in _CLOSE_PREPOSITIONS and chunk.prep not in _FAR_PREPOSITIONS
            )
            prepositional.append((chunk.prep, [chunk]))
        elif (
            prepositional
            and (chunk.conj or chunk.genitive)
            and _adjoins(parsed, prepositional[-1][1][-1], chunk)
        ):
            if chunk.conj:
                prepositional[-1][1].append(chunk)
        elif not crossed and not (commas and chunk.actor is None and chunk.kind not in ACTORS):
            bare.append(chunk)
    return bare, tuple((p, tuple(chunks)) for p, chunks in prepositional)


def _names_people(parsed: Parsed, candidate: Candidate) -> bool:
    """Tell whether an event word only names people: «100 متظاهر», «68 رهينة»."""
    chunk = parsed.chunks[parsed.chunk_of[candidate.word]]
    return chunk.pos == "noun" and not chunk.event and chunk.head == candidate.word


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


def _coordinated(chunks: Sequence[Chunk]) -> list[tuple[Chunk, ...]]:
    """Group phrases that «و» joins: «قتل | ثلاثة جنود وضابط»."""
    groups: list[list[Chunk]] = []
    for chunk in chunks:
        if groups and chunk.conj and not chunk.prep:
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return [tuple(g) for g in groups]


def subject_before(parsed: Parsed, word: int) -> tuple[Chunk, ...] | None:
    """Return the phrases that stand as subject before a verb («القوات الإسرائيلية في الضفة اعتقلت»), None if there are none."""
    number = parsed.chunk_of[word] - 1
    while number >= 0 and _transparent(parsed, number):
        number -= 1
    found: list[Chunk] = []
    while number >= 0 and parsed.chunks[number].pos == "noun":
        chunk = parsed.chunks[number]
        if chunk.prep or chunk.genitive or chunk.event:
            break
        found.append(chunk)
        if not chunk.conj:
            break
        number -= 1
    if not found:
        return None
    before = parsed.chunks[number - 1] if number > 0 else None
    if before is not None and before.pos == "verb":
        return None  # it is the subject or object of the verb before
    return tuple(reversed(found))


def _transparent(parsed: Parsed, number: int) -> bool:
    """Tell whether a chunk may stand between a subject and its verb."""
    chunk = parsed.chunks[number]
    if chunk.pos in ("adv", "time", "neg", "aux", "prep"):
        return True
    return (chunk.pos == "noun" and bool(chunk.prep)) or _closing_quote(parsed, number)


def _closing_quote(parsed: Parsed, number: int) -> bool:
    chunk = parsed.chunks[number]
    return chunk.pos == "mark" and parsed.words[chunk.first].folded in "\"')"


def _adjective(parsed: Parsed, chunk: Chunk, candidate: Candidate) -> tuple[Word, Actor] | None:
    if candidate.part == "participle":
        return None  # «مطالبين الحكومة التركية»
    head = parsed.words[candidate.last - 1].split
    for index in range(candidate.last, chunk.last):
        own = parsed.words[index].split
        if not chunk.event and (index > candidate.last or own.article != head.article):
            return None  # the adjective of another noun: «قضية اغتيال الرئيس الأميركي»
        if own.stem.endswith(("ين", "ون")) or (
            own.stem.endswith("ات") and not head.stem.endswith(("ه", "ات"))
        ):
            return None  # «قتل أميركيين»: the victims
        for entry in parsed.words[index].split.entries:
            if entry.kind == "adjective" and isinstance(entry.value, Actor):
                return parsed.words[index], entry.value
    return None


def _fillers(parsed: Parsed, candidate: Candidate, frame: Frame, slots: Slots) -> Iterator[Filler]:
    taken: set[Span] = set()
    filled: set[str] = set()  # «نقل الجيش جرحى | للمستشفى»: behind an object «لـ» is no second one
    for role, syntax, chunks, word in _assign(parsed, candidate, frame, slots):
        if word is not None:
            yield Filler(role, word[0].span, None, syntax, None, word[1])
        for chunk in chunks:
            if (
                chunk.span not in taken
                and can_take_part(chunk, role, syntax)
                and not (syntax == "ل" and role in filled)
            ):
                filled.add(role)
                taken.add(chunk.span)
                yield Filler(role, chunk.span, chunk, syntax, slots.shared if syntax == "subject" else None)


_Assigned = tuple[str, str, tuple[Chunk, ...], tuple[Word, Actor] | None]


def _assign(parsed: Parsed, candidate: Candidate, frame: Frame, slots: Slots) -> Iterator[_Assigned]:
    """Yield (role, slot, phrases, adjective) for each slot that the frame gives a role."""
    by_slot = frame.slots
    passive = slots.passive or _read_passive(parsed, candidate, frame, slots)
    for slot, chunks in (("subject", slots.subject), ("object", slots.objects)):
        if not chunks or candidate.part != "verb":
            continue
        name = slot
        if passive and slot == "subject":
            name = "object" if "object" in by_slot else "subject"
        elif passive:
            continue
        for role in by_slot.get(name, ())[:1]:
            yield role, slot, chunks, None
    if candidate.part != "verb":
        yield from _noun_roles(parsed, candidate, by_slot, slots)
    for preposition, chunks in slots.prepositions:
        if preposition == "بين" and "بين" in by_slot:
            yield "actor", "بين", chunks[:1], None
            yield "recipient", "بين", chunks[1:], None
        elif (
            preposition in _AGENT_PREPOSITIONS
            and (passive or candidate.part != "verb")
            and "actor" in frame.roles
        ):
            yield "actor", preposition, chunks, None
        elif preposition in by_slot:
            yield by_slot[preposition][0], preposition, chunks, None
        elif preposition in _AGAINST and "recipient" in frame.roles:
            yield "recipient", preposition, chunks, None


def _noun_roles(
    parsed: Parsed, candidate: Candidate, by_slot: Mapping[str, tuple[str, ...]], slots: Slots
) -> Iterator[_Assigned]:
    if slots.adjective is not None and "adjective" in by_slot:
        yield by_slot["adjective"][0], "adjective", (), slots.adjective
    roles = by_slot.get("genitive", ())
    if slots.genitive and roles:
        role = roles[0]
        if len(roles) > 1:
            acts = slots.genitive[0].kind in ARMED and (bool(slots.objects) or _has_target(by_slot, slots))
            aimed = parsed.chunks[parsed.chunk_of[candidate.word]].prep == "ل" and not slots.objects
            role = (
                "actor" if acts and not aimed else "recipient"
            )  # «لمطالبة | الحكومة بـ»: who asks stands before
        aimed_at = next((c for p, c in slots.prepositions if p == "ل"), ())
        if (
            candidate.part == "masdar"
            and slots.genitive[0].kind in ARMED
            and aimed_at
            and "recipient" in roles
        ):
            if aimed_at[0].first == slots.genitive[-1].last and aimed_at[0].kind not in (
                "abstract",
                "thing",
                None,
            ):
                yield "actor", "genitive", slots.genitive, None  # «اعتقال السلطات لمعارضين»
                yield "recipient", "object", aimed_at, None
                return
        if is_seat(parsed, slots.genitive[0]) and not slots.objects:
            if "recipient" not in roles:
                return  # «قمة | الدوحة», «هجوم | كابول»: where it was
            role = "recipient"
        yield role, "genitive", slots.genitive, None
        if slots.objects and role == "actor":
            yield "recipient", "object", slots.objects, None


def is_seat(parsed: Parsed, chunk: Chunk) -> bool:
    """Tell whether a state is named by its capital («الدوحة»), which may be the place alone."""
    if chunk.actor is None or chunk.actor.kind != "state" or not chunk.whole:
        return False
    return parsed.words[chunk.head].token.folded.removeprefix("و") not in fold(chunk.actor.name)


def _has_target(by_slot: Mapping[str, tuple[str, ...]], slots: Slots) -> bool:
    return any("recipient" in by_slot.get(p, ()) for p, _ in slots.prepositions)


def _read_passive(parsed: Parsed, candidate: Candidate, frame: Frame, slots: Slots) -> bool:
    """«قُتل جندي»: written like the active; one participant only, or none that could have done it."""
    if candidate.part != "verb" or candidate.verb is None or candidate.verb.voice == "active":
        return False
    if any(p in _AGENT_PREPOSITIONS for p, _ in slots.prepositions):
        return True
    if any("recipient" in frame.slots.get(p, ()) for p, _ in slots.prepositions):
        return False  # «اعتدوا على …»
    return frame.passive_often and not candidate.suffix and not slots.objects


def prepositional_pronouns(
    parsed: Parsed, candidate: Candidate, frame: Frame
) -> Iterator[tuple[str, int, str]]:
    """Yield (role, word, pronoun) for each «عليه», «عنهم», «معها» near behind a trigger that fills a slot of its frame."""
    last = max((candidate.last - 1, *candidate.tail))
    for word in parsed.words[last + 1 : last + 1 + _PRONOUN_REACH]:
        if word.pos in ("verb", "sub", "rel", "mark", "conj"):
            return
        for preposition, stem in _WITH_PRONOUN.items():
            pronoun = word.folded.removeprefix(stem)
            if (
                word.folded.startswith(stem)
                and pronoun in ("ه", "ها", "هم", "هما", "هن")
                and preposition in frame.slots
            ):
                yield frame.slots[preposition][0], word.index, pronoun


def can_take_part(chunk: Chunk, role: str, slot: str) -> bool:
    """Tell whether a phrase may be a participant: no event word, no bare adjective; behind a preposition only what is known
    to be a person, a body or a place of people («على | القافلة» yes, «على | خلفية» no)."""
    if chunk.event or chunk.kind == "adjective":
        return False
    if slot in ("subject", "object", "genitive"):
        return role == "recipient" or chunk.kind not in ("abstract", "place", "thing")
    if chunk.kind == "abstract" or (slot in _WHEREABOUTS and chunk.kind in ("place", "state", None)):
        return False
    if slot in _AGENT_PREPOSITIONS or slot == "بين":
        return True
    if slot == "ب" and chunk.kind in ("thing", None) and chunk.actor is None:
        return False  # «هجوم | بقذائف»
    return (
        chunk.actor is not None
        or chunk.kind is not None
        or (role == "recipient" and slot in ("علي", "ضد", "بحق", "مع", "عن"))
    )
