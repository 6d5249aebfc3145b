"""Candidates → participants: the slots of a frame's valency, filled from the chunks around the trigger.

A verb's bare noun phrases to its right are its subject and object, in that order; a noun phrase just before it is its
subject instead (SVO, relative clauses). A masdar's annexed noun, its adjective and the prepositions fill the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.analysis.agreement import is_counted
from riwaya.analysis.clauses import relative_before
from riwaya.analysis.control import annexed_to
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.reach import (
    ACTORS,
    AGENT_PREPOSITIONS,
    ARMED,
    BETWEEN,
    Prepositional,
    phrases_behind,
    with_other_side,
)
from riwaya.analysis.triggers import Candidate
from riwaya.analysis.words import Word
from riwaya.lexicon.frames import Frame
from riwaya.lexicon.loader import Actor
from riwaya.model import Span
from riwaya.text.fold import fold

# «في», «وسط» tell where, unless people stand behind them.
_WHEREABOUTS = frozenset({"في", "وسط", "داخل", "قرب", "عند"})
_AGAINST = frozenset({"ضد", "بحق", "في حق"})
_PRONOUN_REACH = 4  # words from a trigger to «عليه», «عنهم»
_WITH_PRONOUN = ("علي", "عن", "مع", "ب", "ل", "ضد", "بحق", "الي")
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_SELF = frozenset("نفسه نفسها نفسيهما انفسهما انفسهم انفسهن".split())
_PARTIES = ACTORS | {"people", "civilians", "person"}
_AMONG = frozenset({"بينهم", "بينهما", "بينهن", "بينها"})
_OF_DEEDS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_VISITED = frozenset({"place", "state", "thing", "abstract", "company", "media", "victims", None})
_DONE_BY_ARMED = frozenset(
    {"assault.shell", "assault.bombing", "assault.detonate"}
)  # forces aren't what is shelled
_EXPOSED_REACH = 7  # words from «تعرّض» to what it exposes to
_REFLEXIVE_REACH = 10  # words from a verb to «نفسه»


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
    bare, prepositions = phrases_behind(parsed, candidate, others, lights)
    if candidate.part == "verb":
        return _verb_slots(parsed, candidate, bare, prepositions)
    return _noun_slots(parsed, candidate, bare, prepositions)


def _verb_slots(
    parsed: Parsed, candidate: Candidate, bare: Sequence[Chunk], prepositions: Prepositional
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
    parsed: Parsed, candidate: Candidate, bare: Sequence[Chunk], prepositions: Prepositional
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
    return _state_as_adjective(parsed, chunk, parsed.words[candidate.word].split.article)


def _state_as_adjective(parsed: Parsed, chunk: Chunk, definite: bool) -> tuple[Word, Actor] | None:
    """«الغارات | السعودية»: behind a definite event noun the state's name is its adjective."""
    number = parsed.chunk_of[chunk.last - 1] + 1
    following = parsed.chunks[number] if number < len(parsed.chunks) else None
    if following is None or following.actor is None or not (definite and chunk.event and following.whole):
        return None
    word = parsed.words[following.first]
    alone = following.last - following.first == 1 and not following.prep and not following.conj
    if alone and following.actor.kind == "state" and word.split.article and word.split.stem.endswith("يه"):
        return word, following.actor
    return None


def _fillers(parsed: Parsed, candidate: Candidate, frame: Frame, slots: Slots) -> Iterator[Filler]:
    taken: set[Span] = set()
    counted = _counted_victims(parsed, candidate)
    if counted is not None and "recipient" in frame.roles:
        taken.add(counted.span)
        yield Filler("recipient", counted.span, counted, "counted")
    filled: set[str] = set()  # «نقل الجيش جرحى | للمستشفى»: behind an object «لـ» is no second one
    for role, syntax, chunks, word in _assign(parsed, candidate, frame, slots):
        if word is not None:
            yield Filler(role, word[0].span, None, syntax, None, word[1])
        if syntax == "ل" and role == "actor" and not _beside(parsed, candidate, chunks):
            continue  # «هجوم استهدف قاعدة | للشرطة»
        for phrase in chunks:
            chunk = _whose(parsed, phrase) if role == "recipient" and frame.type in _OF_DEEDS else phrase
            chunk = without_parts(parsed, chunk)
            if (
                chunk.span not in taken
                and can_take_part(chunk, role, syntax)
                and not (frame.type == "PROTEST" and role == "recipient" and not _opposes(chunk))
                and not (syntax == "ل" and role in filled)
            ):
                filled.add(role)
                taken.add(chunk.span)
                yield Filler(role, chunk.span, chunk, syntax, slots.shared if syntax == "subject" else None)


def _beside(parsed: Parsed, candidate: Candidate, chunks: Sequence[Chunk]) -> bool:
    """Tell whether a phrase stands right behind the event's own: «عملية مشتركة | للجيش»."""
    return bool(chunks) and chunks[0].first == parsed.chunks[parsed.chunk_of[candidate.last - 1]].last


def without_parts(parsed: Parsed, chunk: Chunk) -> Chunk:
    """Return a phrase without what names some of those it counts: «خمسة أشخاص | بينهم شرطي»."""
    for word in parsed.words[chunk.first + 1 : chunk.last]:
        if word.folded.removeprefix("و") in _AMONG:
            before = parsed.words[word.index - 1]
            last = word.index - 1 if before.folded == "من" else word.index
            if parsed.words[last - 1].pos == "mark":
                last -= 1
            if last <= max(chunk.first, chunk.head):
                return chunk
            return replace(
                chunk, last=last, span=Span(chunk.span.start, parsed.words[last - 1].token.span.end)
            )
    return chunk


def _opposes(chunk: Chunk) -> bool:
    """Tell whether a protest can be against it: «الحكومة», «قرار الوزير»; but they block «الشارع» and complain of «الغلاء»."""
    return chunk.actor is not None or chunk.kind in _PARTIES


def _whose(parsed: Parsed, chunk: Chunk) -> Chunk:
    """Return who is meant where a word of blame or praise has what somebody says or does: «انتقد سياسة | الحكومة»."""
    if chunk.kind != "abstract" or chunk.last - chunk.first < 2 or chunk.first != chunk.head:
        return chunk
    owner = annexed_to(parsed, chunk)
    return owner if owner is not None and owner.kind in ACTORS else chunk


def _counted_victims(parsed: Parsed, candidate: Candidate) -> Chunk | None:
    """Return the phrase of an event noun that counts those who suffered: «أوقع التفجير | ثلاثين قتيلا», «عشرات الجرحى»."""
    chunk = parsed.chunks[parsed.chunk_of[candidate.word]]
    total = (
        chunk.definite and parsed.words[chunk.first].split.stem == "عدد"
    )  # «عدد الجرحى»: how many, not who
    counts = candidate.part == "noun" and chunk.kind == "victims" and not chunk.event and not total
    return chunk if counts and is_counted(parsed.words, chunk) else None


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
            if chunks[0].kind in ("place", "thing"):
                continue  # «بين محافظتي حلب وإدلب» is where
            # «توسّطت عُمان بين …»: both are its others
            mediated = "actor" not in by_slot["بين"]
            told = slots.subject or slots.adjective is not None or with_other_side(parsed, chunks[0])
            sides = 0 if told or mediated else 1
            yield "actor", "بين", chunks[:sides], None
            yield "recipient", "بين", chunks[sides:], None
        elif _names_doer(passive or candidate.part != "verb", frame, preposition) or (
            preposition == "ل" and _is_theirs(parsed, candidate, by_slot, slots, chunks)
        ):
            yield "actor", preposition, chunks, None
        elif preposition in by_slot:
            yield by_slot[preposition][0], preposition, chunks, None
        elif preposition in _AGAINST and "recipient" in frame.roles:
            yield "recipient", preposition, chunks, None


def _names_doer(undone: bool, frame: Frame, preposition: str) -> bool:
    """«على يد», «من قبل»: tell whether a preposition names the doer of what isn't told with him as subject."""
    return preposition in AGENT_PREPOSITIONS and undone and "actor" in frame.roles


def _is_theirs(
    parsed: Parsed,
    candidate: Candidate,
    by_slot: Mapping[str, tuple[str, ...]],
    slots: Slots,
    chunks: Sequence[Chunk],
) -> bool:
    """«قصف | لقوات النظام على البلدة»: tell whether a blow is that of the forces behind «لـ», since it has another target."""
    if candidate.part == "verb" or slots.genitive or chunks[0].kind not in ARMED:
        return False
    others = any("recipient" in by_slot.get(p, ()) for p, _ in slots.prepositions if p != "ل")
    return others and "adjective" in by_slot and _beside(parsed, candidate, chunks)


def _noun_roles(
    parsed: Parsed, candidate: Candidate, by_slot: Mapping[str, tuple[str, ...]], slots: Slots
) -> Iterator[_Assigned]:
    if slots.adjective is not None and "adjective" in by_slot:
        yield by_slot["adjective"][0], "adjective", (), slots.adjective
    roles = by_slot.get("genitive", ())
    if not slots.genitive or not roles:
        return
    target = _marked_object(candidate, slots) if "recipient" in roles else ()
    if target:
        yield "actor", "genitive", slots.genitive, None
        yield "recipient", "object", target, None
        return
    role = _genitive_role(parsed, candidate, by_slot, slots)
    if is_seat(parsed, slots.genitive[0]) and not slots.objects:
        if "recipient" not in roles:
            return  # «قمة | الدوحة», «هجوم | كابول»: where it was
        role = "recipient"
    yield role, "genitive", slots.genitive, None
    if slots.objects and role == "actor":
        yield "recipient", "object", slots.objects, None


def _marked_object(candidate: Candidate, slots: Slots) -> tuple[Chunk, ...]:
    """Return what «لـ» marks as the object of a masdar whose doer is annexed to it: «اعتقال السلطات | لمعارضين»."""
    target = next((chunks for p, chunks in slots.prepositions if p == "ل"), ())
    if candidate.part != "masdar" or slots.genitive[0].kind not in ARMED or not target:
        return ()
    beside = target[0].first == slots.genitive[-1].last
    return target if beside and target[0].kind not in ("abstract", "thing", None) else ()


def _genitive_role(
    parsed: Parsed, candidate: Candidate, by_slot: Mapping[str, tuple[str, ...]], slots: Slots
) -> str:
    """Return the role of what is annexed: an armed or official party acts if something else suffers, all others suffer."""
    roles = by_slot["genitive"]
    if len(roles) == 1:
        return roles[0]
    if _pronoun_suffers(parsed, slots.genitive[-1], by_slot):
        return "actor"
    if _exposed(parsed, candidate) and slots.genitive[0].kind in ARMED:
        return "actor"  # «تعرضت القرية لقصف | القوات»
    purpose = parsed.chunks[parsed.chunk_of[candidate.word]].prep == "ل"
    if purpose and not slots.objects:
        return "recipient"  # «لمطالبة | الحكومة بـ»: who asks stands before
    if candidate.frames[0].type == "CONSULT" and slots.genitive[0].kind not in _VISITED:
        return "actor"  # «زيارة | الوفد», «زيارة | البابا»; but «زيارة | الموقع»
    acts = slots.genitive[0].kind in ARMED and (bool(slots.objects) or _has_target(by_slot, slots))
    return "actor" if acts else "recipient"


def _pronoun_suffers(parsed: Parsed, genitive: Chunk, by_slot: Mapping[str, tuple[str, ...]]) -> bool:
    """«اعتداء رجال الشرطة | عليهم»: a pronoun behind the preposition of those who suffer."""
    following = parsed.words[genitive.last].folded if genitive.last < len(parsed.words) else ""
    return any(
        following == preposition + pronoun
        for preposition in _WITH_PRONOUN
        for pronoun in (*_PRONOUNS, "نا")
        if "recipient" in by_slot.get(preposition, ())
    )


def _exposed(parsed: Parsed, candidate: Candidate) -> bool:
    """Tell whether a word before says that its own subject suffers the event: «تعرضت القرية | لقصف», «بعد تعرضها | لقصف»."""
    if parsed.chunks[parsed.chunk_of[candidate.word]].prep != "ل":
        return False
    before = parsed.words[max(0, candidate.word - _EXPOSED_REACH) : candidate.word]
    return any("تعرض" in w.split.stem or "خضع" in w.split.stem or "خضوع" in w.split.stem for w in before)


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
    if any(p in AGENT_PREPOSITIONS for p, _ in slots.prepositions):
        return True
    if any("recipient" in frame.slots.get(p, ()) for p, _ in slots.prepositions):
        return False  # «اعتدوا على …»
    if candidate.tail and any(c.kind in ACTORS for c in slots.subject):
        return False  # «نفذت السلطات حكم الإعدام»: the expression holds the object
    if _reflexive(parsed, candidate):
        return False
    if frame.id in _DONE_BY_ARMED and slots.subject and all(c.kind in ARMED for c in slots.subject):
        return False  # «قصف الطيران …», «فجر مسلحون …»; but «قُتل مسلحون», «اعتُقل جنود»
    return frame.passive_often and not candidate.suffix and not slots.objects


def _reflexive(parsed: Parsed, candidate: Candidate) -> bool:
    """«فجر انتحاري | نفسه»: the verb's object is its subject, even behind a relative clause or a place."""
    for word in parsed.words[candidate.last : candidate.last + _REFLEXIVE_REACH]:
        if word.folded in _SELF:
            return True
        told = word.pos == "verb" and any(e.kind == "trigger" for e in word.entries)
        if told or word.pos == "sub" or (word.pos == "mark" and word.folded in ".؛"):
            return False
    return False


def prepositional_pronouns(
    parsed: Parsed, candidate: Candidate, frame: Frame
) -> Iterator[tuple[str, int, str]]:
    """Yield (role, word, pronoun) for each «عليه», «عنهم», «معها» near behind a trigger that fills a slot of its frame."""
    last = max((candidate.last - 1, *candidate.tail))
    for word in parsed.words[last + 1 : last + 1 + _PRONOUN_REACH]:
        if word.pos in ("verb", "sub", "rel", "mark", "conj"):
            return
        for preposition in _WITH_PRONOUN:
            pronoun = word.folded.removeprefix(preposition)
            if word.folded != pronoun and pronoun in _PRONOUNS and preposition in frame.slots:
                yield frame.slots[preposition][0], word.index, pronoun
        side = word.folded.removeprefix(BETWEEN)
        following = parsed.words[word.index + 1 : word.index + 2]
        between = side != word.folded and [w.folded for w in following] == ["و" + BETWEEN]
        if between and "actor" in frame.slots.get(BETWEEN, ()):
            yield "actor", word.index, side


def can_take_part(chunk: Chunk, role: str, slot: str) -> bool:
    """Tell whether a phrase may be a participant: no event word, no bare adjective; behind a preposition only what is known
    to be a person, a body or a place of people («على | القافلة» yes, «على | خلفية» no)."""
    if chunk.event or chunk.kind == "adjective":
        return False
    if slot in ("subject", "object", "genitive"):
        return role == "recipient" or chunk.kind not in ("abstract", "place", "thing")
    if chunk.kind == "abstract" or (slot in _WHEREABOUTS and chunk.kind in ("place", "state", None)):
        return False
    if slot in AGENT_PREPOSITIONS or slot == "بين":
        return True
    if slot == "ب" and chunk.kind in ("thing", None) and chunk.actor is None:
        return False  # «هجوم | بقذائف»
    return (
        chunk.actor is not None
        or chunk.kind is not None
        or (role == "recipient" and slot in ("علي", "ضد", "بحق", "مع", "عن"))
    )
