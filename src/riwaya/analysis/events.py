"""Candidates → events: words of one clause that tell the same happening become one event with one set of participants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.roles import Filler, Slots, fill, subject_before
from riwaya.analysis.triggers import (
    Candidate,
    Light,
    begins,
    disowned,
    find_candidates,
    find_light_verbs,
    holds,
    spans_of,
)
from riwaya.analysis.words import Word
from riwaya.lexicon.frames import Frame
from riwaya.lexicon.loader import Cue
from riwaya.model import Reason, Span

_APART = frozenset(
    (
        "فيما بينما كما تلا تلاه تلاها تلته تلتها تبع تبعه تبعها تبعته "
        "تبعتها اعقبه اعقبها ابرزها ابرزه بينها منها اخرها ايضا كذلك بالمقابل لكن"
    ).split()
)
_NO_PARTICIPANT = frozenset({None, "abstract", "thing", "place", "adjective"})
_LATER = frozenset(
    "بعد بعدما قبل قبيل عقب منذ ردا احتجاجا انتقاما تندد منددا اضافه ان انه انها انهم انهما بان وان وانه بعض".split()
)
_NEAR = 3  # words within which two triggers of one type tell one event whatever stands between
_REACH = 14  # words between two triggers of one event
_RESULT_REACH = 30  # … where the second is told as the outcome: «مما أدى إلى مقتل …»
_WHICH = frozenset({"ما", "مما"})
_HARM_REACH = 20  # … where one counts the dead and the other the injured
_HARM = frozenset({"assault.kill", "assault.die", "assault.wound", "assault.injury", "assault.casualties"})
_PEOPLE = frozenset(
    {"هم", "هما", "هن", "نا", "ني"}
)  # pronouns that stand for people, where «ها» may be anything
_DEEDS_APART = frozenset({"abduct", "torture", "sexual"})  # beside other violence they are deeds of their own
_RESUMPTION_REACH = 4  # words from a light verb to the pronoun that stands for its noun
_ENDS = frozenset({"retreat.stop", "concede.truce-declared"})
_CEASED_REACH = 5  # words from «وقف» to what is stopped
_CEASED = frozenset({"", "ل"})  # how what ends hangs on the word that ends it
_BLAMING = frozenset({"ACCUSE", "PROTEST"})
_BLAMES = frozenset({"accuse.accuse", "accuse.blame"})
_BLAME_REACH = 6  # words from a word of blame to the deed
_BUT = frozenset({"", "سوي"})  # «لم تضم المسيرة سوى 300 شخص»
_BARE = ("subject", "object", "passive")  # light verbs whose noun has no preposition
_LIGHT_REACH = 9  # words between a light verb and its noun
# … or bare phrases, for a noun without preposition: «وقعت | الحكومة والحركة الخميس في جوبا | اتفاقاً»
_LIGHT_PHRASES = 4


@dataclass(frozen=True, slots=True)
class Event:
    """A happening told by one or more words of a sentence, before attribution."""

    sentence: int
    frame: Frame
    candidates: tuple[Candidate, ...]  # the main one first
    triggers: tuple[Span, ...]  # the best first
    clause: Span
    fillers: tuple[Filler, ...]
    slots: Slots
    lights: tuple[Light, ...] = ()
    supported: bool = True  # the grammar alone would tell it; else only a ranker may
    reasons: tuple[Reason, ...] = field(default=(), compare=False)

    @property
    def start(self) -> int:
        """Return the offset of the main trigger."""
        return self.triggers[0].start


@dataclass(frozen=True, slots=True)
class _Filled:
    candidate: Candidate
    frame: Frame
    slots: Slots
    fillers: tuple[Filler, ...]
    lights: tuple[Light, ...]


def find_events(parsed: Parsed, every: bool = False) -> tuple[Event, ...]:
    """Return the events of a sentence in the order of their first words.

    `every` adds those that the grammar alone wouldn't tell, for a ranker to decide.
    """
    lights = find_light_verbs(parsed)
    candidates = _without_ceased(parsed, find_candidates(parsed))
    candidates = _without_homographs(parsed, candidates, lights)
    if not candidates:
        return ()
    handed = _hand_over(parsed, candidates, lights)
    candidates = _without_received(candidates, handed)
    found = (_fill(parsed, c, candidates, handed.get(c.word, ())) for c in candidates)
    filled = _blamed(parsed, [item for item in found if item is not None])
    events: list[Event] = []
    for group in _merge(parsed, filled):
        event = _event(parsed, group)
        supported = _supported(parsed, event)
        if supported or every:
            events.append(replace(event, supported=supported))
    return tuple(events)


def _without_homographs(
    parsed: Parsed, candidates: Sequence[Candidate], lights: Sequence[Light]
) -> tuple[Candidate, ...]:
    """Drop verbs that only carry the event noun which is their subject: «وقع هجوم على …» signs nothing."""
    carriers = {light.word for light in lights if light.row.noun == "subject"}
    types = {c.word: {f.type for f in c.frames} for c in candidates}
    kept: list[Candidate] = []
    for candidate in candidates:
        subject = parsed.subjects.get(candidate.word) if candidate.word in carriers else None
        carried = (
            types.get(subject.chunks[0].head) if subject is not None and subject.chunks[0].event else None
        )
        if candidate.part != "verb" or not carried or carried & types[candidate.word]:
            kept.append(candidate)
    return tuple(kept)


def _without_received(
    candidates: Sequence[Candidate], handed: Mapping[int, tuple[Light, ...]]
) -> tuple[Candidate, ...]:
    """Drop verbs that say of their subject that it met the event noun: «تصدى الجيش | لهجوم» tells no attack of the army's."""
    received = {
        light.word for lights in handed.values() for light in lights if light.row.subject == "recipient"
    }
    return tuple(
        c for c in candidates if c.part != "verb" or c.frame.strong or c.tail or c.word not in received
    )


def _without_ceased(parsed: Parsed, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Drop what an end of fighting ends: «وقف | الغارات», «وقف فوري | لإطلاق النار» tell no raid and no shots."""
    kept: list[Candidate] = []
    for candidate in candidates:
        chunk = parsed.chunks[parsed.chunk_of[candidate.word]]
        governor = kept[-1] if kept and any(f.id in _ENDS for f in kept[-1].frames) else None
        ceased = governor is not None and (
            parsed.chunk_of[max((governor.last - 1, *governor.tail))] + 1 >= parsed.chunk_of[candidate.word]
            and chunk.prep in _CEASED
            and candidate.part in ("masdar", "noun")
            and not chunk.conj
        )
        if not ceased and not _ends_nothing(parsed, candidate):
            kept.append(candidate)
    return tuple(kept)


def _ends_nothing(parsed: Parsed, candidate: Candidate) -> bool:
    """«… هجمات تهدد بوقف | العملية السياسية»: what is stopped stands behind the word that stops it."""
    behind = parsed.words[candidate.last : candidate.last + _CEASED_REACH]
    return candidate.frame.id == "retreat.stop" and not holds(behind, candidate.frame.beside)


def _fill(
    parsed: Parsed, candidate: Candidate, candidates: Sequence[Candidate], lights: tuple[Light, ...]
) -> _Filled | None:
    """Return a candidate with its frame and participants: a frame that asks for a certain doer, or for what he does it to, goes
    first if it has them."""
    for frame in candidate.frames:
        if frame.doer or frame.done_to:
            item = _fill_as(parsed, replace(candidate, frames=(frame,)), candidates, lights)
            if _by_whom(parsed, item) and _to_what(parsed, item):
                return item
    plain = tuple(frame for frame in candidate.frames if not (frame.doer or frame.done_to))
    return _fill_as(parsed, replace(candidate, frames=plain), candidates, lights) if plain else None


def _blamed(parsed: Parsed, filled: Sequence[_Filled]) -> list[_Filled]:
    """Add to words of blame whose recipient nothing names the doer of the deed behind them: «نددت الجمعية بقمع | الشرطة»."""
    found: list[_Filled] = []
    for number, item in enumerate(filled):
        if item.frame.type in _BLAMING and not any(f.role == "recipient" for f in item.fillers):
            doers = _doers_behind(parsed, item, filled[number + 1 :])
            item = replace(item, fillers=(*item.fillers, *doers))
        found.append(item)
    return found


def _doers_behind(parsed: Parsed, item: _Filled, following: Sequence[_Filled]) -> Iterator[Filler]:
    for deed in [other for other in following[:3] if other.frame.type != item.frame.type][:1]:
        between = parsed.words[item.candidate.last : deed.candidate.word]
        prep = parsed.chunks[parsed.chunk_of[deed.candidate.word]].prep
        if item.frame.type == "PROTEST" and prep not in ("ضد", "علي"):
            return  # «احتجاجاً على | قصف القوات …»; what happens at a protest isn't what it is against
        near = len(between) <= _BLAME_REACH and not any(w.pos in ("verb", "sub", "rel") for w in between)
        if near and deed.candidate.part in ("masdar", "noun") and not any(w.folded in ".؛" for w in between):
            mine = {f.span for f in item.fillers}
            doers = (f for f in deed.fillers if f.role == "actor" and f.span not in mine)
            yield from (replace(f, role="recipient", slot="doer of what is blamed") for f in doers)


def _by_whom(parsed: Parsed, item: _Filled) -> bool:
    """Tell whether the doer is one that the frame asks for."""
    chunks = [f.chunk for f in item.fillers if f.role == "actor" and f.chunk is not None]
    if item.candidate.part == "verb" and not item.slots.passive:
        chunks += item.slots.subject  # «دخلت | شاحنات إغاثة»: a thing may be asked for too
    return not item.frame.doer or any(holds(parsed.words[c.first : c.last], item.frame.doer) for c in chunks)


def _to_what(parsed: Parsed, item: _Filled) -> bool:
    """Tell whether the word is done to what the frame asks for: «زرع | عبوة», «عبوة زرعها …», «أُرسلت | تعزيزات»."""
    if not item.frame.done_to:
        return True
    slots = item.slots
    named = [c for prep, group in slots.prepositions if prep in item.frame.slots for c in group]
    passive = [f.chunk for f in item.fillers if f.role == "recipient" and f.chunk is not None]
    return any(
        begins(parsed.words[c.head : c.last], item.frame.done_to)
        for c in (*slots.objects, *slots.genitive, *named, *passive)
        if c.head >= 0
    )


def _fill_as(
    parsed: Parsed, candidate: Candidate, candidates: Sequence[Candidate], lights: tuple[Light, ...]
) -> _Filled:
    frame, slots, fillers = fill(parsed, candidate, candidates, frozenset(light.word for light in lights))
    roles = {f.role for f in fillers}
    for light in lights:
        for filler in _light_subject(parsed, light, candidate):
            if filler.role not in roles or filler.role == "actor":
                fillers = (*fillers, filler)
    return _Filled(candidate, frame, slots, fillers, lights)


def _hand_over(
    parsed: Parsed, candidates: Sequence[Candidate], lights: Sequence[Light]
) -> dict[int, tuple[Light, ...]]:
    """Give each light verb to the event noun that completes it."""
    handed: dict[int, tuple[Light, ...]] = {}
    for light in lights:
        noun = _noun_of(parsed, light, candidates)
        if noun is not None and noun.word < light.word and light.row.noun == "object" and not light.suffix:
            light = replace(light, passive=True)  # «اجتماع عُقد»: its own subject is the noun
        if disowned(parsed.words, light.word, light.row):
            light = replace(light, row=replace(light.row, subject="none"))
        if noun is not None:
            handed[noun.word] = (*handed.get(noun.word, ()), light)
    return handed


def _noun_of(parsed: Parsed, light: Light, candidates: Sequence[Candidate]) -> Candidate | None:
    if light.suffix and light.row.noun in ("subject", "object"):
        return _noun_before(parsed, light, candidates)
    for candidate in candidates:
        if candidate.part in ("verb", "participle") or candidate.word <= light.word:
            continue
        chunk = parsed.chunks[parsed.chunk_of[candidate.word]]
        between = parsed.chunks[parsed.chunk_of[light.word] + 1 : parsed.chunk_of[candidate.word]]
        far = candidate.word - light.word > _LIGHT_REACH
        if far and (light.row.noun not in _BARE or _bare_phrases(between) > _LIGHT_PHRASES):
            return None
        if any(
            c.pos in ("verb", "sub", "rel") or (c.pos == "mark" and parsed.words[c.first].folded in ".:؛")
            for c in between
        ):
            return None
        wanted = light.row.noun if light.row.noun in _BARE else "preposition"
        if wanted == "preposition" and (chunk.prep == light.preposition or chunk.genitive):
            return candidate
        if wanted != "preposition" and (not chunk.prep or chunk.genitive):
            return candidate
    points_back = light.row.noun in _BARE or _resumes(parsed, light)
    return _noun_before(parsed, light, candidates) if points_back else None


def _bare_phrases(chunks: Sequence[Chunk]) -> int:
    """Count the phrases that might be a verb's subject or object; times and what a preposition governs stand aside."""
    return sum(c.pos == "noun" and not c.prep for c in chunks)


def _resumes(parsed: Parsed, light: Light) -> bool:
    """«القصف الذي تعرضت | له البلدة»: the preposition holds a pronoun for a noun told before."""
    near = parsed.words[light.word + 1 : light.word + 1 + _RESUMPTION_REACH]
    return any(
        w.folded in {light.preposition + pronoun for pronoun in ("ه", "ها", "هم", "هما")} for w in near
    )


def _noun_before(parsed: Parsed, light: Light, candidates: Sequence[Candidate]) -> Candidate | None:
    """«هجوم | وقع», «الغارة التي | شنها …»: the event's noun stands before its light verb."""
    for candidate in reversed(candidates):
        if 0 < light.word - candidate.word <= 7 and candidate.part in ("noun", "masdar"):
            between = parsed.chunks[parsed.chunk_of[candidate.word] + 1 : parsed.chunk_of[light.word]]
            if all(
                c.pos in ("rel", "time", "adv", "neg", "aux", "prep") or c.genitive or c.prep for c in between
            ):
                return candidate
    return None


def _light_subject(parsed: Parsed, light: Light, candidate: Candidate) -> tuple[Filler, ...]:
    """Return what the light verb's own subject is to the event."""
    role = light.row.subject
    if role not in ("actor", "recipient", "parties") or light.passive:
        return ()
    following = _phrases_behind(parsed, light, candidate)
    if role == "parties":
        return tuple(_parties(following, candidate, light))
    plural = light.verb is not None and light.verb.number == "p"
    chunks = subject_before(parsed, light.word) if plural or not following else tuple(following)
    return tuple(Filler(role, c.span, c, f"subject of {light.row.form}") for c in chunks or ())


def _phrases_behind(parsed: Parsed, light: Light, candidate: Candidate) -> list[Chunk]:
    """Return the bare phrases behind a light verb that are joined by «و», without the event noun's own."""
    number = parsed.chunk_of[light.word] + 1
    following: list[Chunk] = []
    passed = False  # «حضر | الاحتجاج | نحو ألفي شخص»; but «أوقع | التفجير | ثلاثين قتيلاً»
    while number < len(parsed.chunks):
        chunk = parsed.chunks[number]
        if chunk.first <= candidate.word < chunk.last and not following:
            passed = True
        elif chunk.pos == "noun" and chunk.prep in _BUT and not chunk.event and not chunk.genitive:
            if following and not chunk.conj:
                break
            following.append(chunk)
        elif following or not (chunk.pos in ("time", "adv") or parsed.words[chunk.first].folded in _BUT):
            break
        number += 1
    return [] if passed and any(c.kind == "victims" for c in following) else following


def _parties(chunks: Sequence[Chunk], candidate: Candidate, light: Light) -> Iterator[Filler]:
    """«اجتماع ضم | الوزير | ونظيره», «مسيرة ضمت | ألفي شخص»: who took part, of talks the first as the one side."""
    sides = "recipient" in candidate.frame.roles and candidate.frame.type != "PROTEST"
    for number, chunk in enumerate(chunks):
        role = "recipient" if number and sides else "actor"
        yield Filler(role, chunk.span, chunk, f"parties of {light.row.form}")


def _merge(parsed: Parsed, filled: Sequence[_Filled]) -> list[list[_Filled]]:
    """Group candidates of one type that stand for one happening; the default within a clause is that they do."""
    groups: list[list[_Filled]] = []
    last: dict[str, list[_Filled]] = {}
    for item in filled:
        group = last.get(item.frame.type)
        if group is not None and _same_event(parsed, group, item):
            group.append(item)
        else:
            group = [item]
            groups.append(group)
        last[item.frame.type] = group
    return groups


def _same_event(parsed: Parsed, group: Sequence[_Filled], item: _Filled) -> bool:
    """Tell whether a word goes on telling the event of the group: near by and of one kind, or as its outcome."""
    before, here = group[-1].candidate, item.candidate
    between = parsed.words[before.last : here.word]
    denied = parsed.denials.denied
    if (here.word in denied) != (before.word in denied):
        return False  # «اللقاء ليس | تفاوضاً»
    if any(w.pos == "mark" and w.folded in ".؛!?؟" for w in between):
        return False
    if any(light.row.effect == "result" for light in item.lights) or _results(between):
        return len(between) <= _RESULT_REACH
    if _set_apart(parsed.words[here.word]) or any(_set_apart(w) for w in between):
        return False
    if _harm(group[-1]) and _harm(item) and parsed.words[here.word].split.conj:
        return len(between) <= _HARM_REACH
    if len(between) < _NEAR:
        return not _rival(group, item) and not _next_deed(parsed, group, item)
    return (
        len(between) <= _REACH and not _told_apart(parsed, group, item, between) and not _rival(group, item)
    )


def _results(between: Sequence[Word]) -> bool:
    """«… رتلاً، ما | أودى بثلاثة»: tell whether a word is told as what came of the one before."""
    return len(between) > 1 and between[-1].folded in _WHICH and between[-2].pos == "mark"


def _set_apart(word: Word) -> bool:
    return word.folded in _APART or word.split.stem in _APART


def _harm(item: _Filled) -> bool:
    return item.frame.id in _HARM


def _deeds_apart(group: Sequence[_Filled], item: _Filled) -> bool:
    """«خطف … وقتل …»: an abduction, torture and a rape are no part of an attack."""
    modes = {g.frame.mode for g in group}
    return item.frame.mode not in modes and bool(_DEEDS_APART & {item.frame.mode, *modes})


def _told_apart(parsed: Parsed, group: Sequence[_Filled], item: _Filled, between: Sequence[Word]) -> bool:
    """Tell whether what stands between two words some way apart makes them two happenings."""
    before, here = group[-1].candidate, item.candidate
    if _deeds_apart(group, item):
        return True
    if any(w.folded in _LATER or w.split.stem in _LATER for w in between):
        return True  # «قُتل … بعد هجوم …», «… وأكد أن …»
    if any(_accuses(w) or _denies(w) for w in between):
        return True  # «نفى ضلوعه في تفجير …، واتهم الحراس بزرع العبوة», «قصفت موقعاً …، نافياً استهداف مدنيين»
    if before.part == "verb" and here.part == "verb" and not parsed.words[here.word].split.conj:
        return True  # «قتلوا جنوداً … خطفوهم …»
    return item.frame.type != "ASSAULT" and item.frame.mode != group[-1].frame.mode


def _next_deed(parsed: Parsed, group: Sequence[_Filled], item: _Filled) -> bool:
    """«استولوا على المعسكر | وأسروا جنوداً»: of one type, told one after the other in verbs of two modes."""
    both = item.candidate.part == "verb" and group[-1].candidate.part == "verb"
    joined = parsed.words[item.candidate.word].split.conj == "و"
    return both and joined and item.frame.type != "ASSAULT" and item.frame.mode != group[-1].frame.mode


def _accuses(word: Word) -> bool:
    """Tell whether a word is a verb that blames somebody: what he is blamed for is told anew."""
    entries = word.entries if word.pos == "verb" and word.split.conj else ()
    return any(isinstance(e.value, Frame) and e.value.id in _BLAMES for e in entries)


def _denies(word: Word) -> bool:
    """Tell whether a participle denies what follows it: «نافياً»."""
    cues = (e.value for e in word.entries if e.verb is None)
    return any(isinstance(c, Cue) and c.word_class == "participle" and c.stance == "denies" for c in cues)


def _rival(group: Sequence[_Filled], item: _Filled) -> bool:
    """Two finite verbs, each with its own doer: two happenings («قصفت … ، وهاجم مسلحون …»)."""
    if item.candidate.part != "verb":
        return False
    mine = {f.span for f in item.fillers if f.role == "actor" and f.slot == "subject"}
    theirs = {f.span for g in group for f in g.fillers if f.role == "actor"}
    return bool(mine and theirs and not mine & theirs)


def _event(parsed: Parsed, group: Sequence[_Filled]) -> Event:
    main = max(
        group,
        key=lambda g: (g.frame.strong, len({f.role for f in g.fillers}), bool(g.lights), -g.candidate.word),
    )
    ordered = [main, *(g for g in group if g is not main)]
    triggers: list[Span] = []
    for item in ordered:
        triggers += [s for s in spans_of(parsed, item.candidate) if s not in triggers]
    lights = tuple(light for item in ordered for light in item.lights)
    triggers += [parsed.words[word].span for word in dict.fromkeys(light.word for light in lights)]
    return Event(
        parsed.number, main.frame, tuple(i.candidate for i in ordered), tuple(dict.fromkeys(triggers)), _clause(parsed, group),
        _participants(ordered), main.slots, lights,
    )  # fmt: skip


def _participants(ordered: Sequence[_Filled]) -> tuple[Filler, ...]:
    """Unite the participants of the words that tell one event; one phrase has one role."""
    chosen: list[Filler] = []
    for item in ordered:
        for filler in item.fillers:
            if not any(filler.span.overlaps(other.span) for other in chosen):
                chosen.append(filler)
    return tuple(sorted(chosen, key=lambda f: f.span))


def _clause(parsed: Parsed, group: Sequence[_Filled]) -> Span:
    """Return the clause around the event's words: from the clause mark before to the one after."""
    first = min(parsed.chunk_of[g.candidate.word] for g in group)
    last = max(parsed.chunk_of[max((g.candidate.last - 1, *g.candidate.tail))] for g in group)

    def boundary(number: int) -> bool:
        chunk = parsed.chunks[number]
        return chunk.pos == "mark" and parsed.words[chunk.first].folded in ".!?؟؛:،,"

    while first > 0 and not boundary(first - 1):
        first -= 1
    while last + 1 < len(parsed.chunks) and not boundary(last + 1):
        last += 1
    return Span(
        parsed.words[parsed.chunks[first].first].start,
        parsed.words[parsed.chunks[last].last - 1].token.span.end,
    )


def _supported(parsed: Parsed, event: Event) -> bool:
    """A weak word tells an event only with a light verb that says what became of it, a participant that can be one, or a
    stronger word beside it, and not where it only says who someone is («حكومة يدعمها الغرب»); a faint one only with a
    stronger word; a threat needs someone who threatens."""
    if all(c.frame.faint and not c.tail for c in event.candidates):
        return False
    main = event.candidates[0]
    if main.frame.type == "THREATEN" and _present(main) and not any(f.role == "actor" for f in event.fillers):
        return False  # «مجاعة تهدد …»
    denial = parsed.denials.denied.get(main.word)
    if denial is not None and denial.equates and main.part == "masdar":
        return True  # «هذا ليس تنسيقاً»
    if main.part != "verb" and not set(event.frame.needs) <= {f.role for f in event.fillers}:
        return False
    if main.part == "participle" and not _complemented(parsed, main):
        return False
    if any(c.frame.strong or c.tail for c in event.candidates):
        return True
    definite = parsed.words[main.word].split.article
    if any(light.row.effect or not definite for light in event.lights):
        return True  # «اندلع العراك», «شنّ حملة»; but «… جرت العملية»
    if main.part == "verb" and _relative(parsed, main) and not _moved(main):
        return False
    if any(c.suffix in _PEOPLE for c in event.candidates):
        return True  # «توقيفهم», «منعنا»: the pronoun is a participant
    others = (f for f in event.fillers if f.slot != "counted")  # «عشرات القتلى» is the weak word itself
    return any(
        f.actor or (f.chunk and (f.chunk.actor or f.chunk.kind not in _NO_PARTICIPANT)) for f in others
    )


def _complemented(parsed: Parsed, candidate: Candidate) -> bool:
    """«منددين | بالقصف», «مطالبة | الحكومة»; but «كان تصرفاً | مستنكراً»."""
    if candidate.suffix or candidate.last >= len(parsed.words):
        return bool(candidate.suffix)
    following = parsed.words[candidate.last]
    return bool(following.split.prep) or following.pos in ("prep", "noun", "quant", "num")


def _present(candidate: Candidate) -> bool:
    return candidate.verb is not None and candidate.verb.tense == "present"


def _moved(candidate: Candidate) -> bool:
    """«القوات التي | انتشرت»: a movement that is over is told, even of those whom it describes."""
    return (
        candidate.frame.type == "MOBILIZE" and candidate.verb is not None and candidate.verb.tense == "past"
    )


def _relative(parsed: Parsed, candidate: Candidate) -> bool:
    """«التي تدعم …», «حكومة يدعمها …»: the verb describes the noun before it."""
    before = parsed.words[max(0, candidate.word - 2) : candidate.word]
    if any(w.pos == "rel" for w in before):
        return True
    number = parsed.chunk_of[candidate.word] - 1
    noun = parsed.chunks[number] if number >= 0 else None
    return bool(candidate.suffix) and noun is not None and noun.pos == "noun" and not noun.definite
