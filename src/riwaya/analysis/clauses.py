"""Verbs → their subjects: one pass over a sentence links every finite verb to the phrases that it speaks of.

A subject stands after its verb («اعتقلت الشرطة»), before it («الشرطة اعتقلت»), heads the relative clause that the verb
is in («المسلحون الذين هاجموا»), or is shared with a verb before («دخلت القوات البلدة واعتقلت …»). Gender and number
decide between them; where nothing agrees the verb keeps none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from riwaya.analysis.agreement import (
    Form,
    follows_verb,
    forms_of,
    gender_of,
    is_counted,
    pronoun_agrees,
    subject_fits,
)
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.words import Word
from riwaya.lexicon.frames import Frame

_STOPS = frozenset(".!?؟؛:…")
_WHO = "من"
_SELF = frozenset("هو هي هم هما هن".split())
_SINGLED = 5  # chunks from «هي التي» back to whom it means
_OPENING = frozenset("\"'«“([")
_BARELY = frozenset({"time", "adv", "neg", "aux", "part"})  # they may stand between a subject and its verb
_STARTERS = frozenset({"sub", "conj", "aux", "part", "pron"})  # a subject may follow them
_ARMED = frozenset("state government military police intelligence armed_group party fighters".split())
_SUFFERING = frozenset("civilians victims people person".split())
_SPEECH = frozenset("SUPPORT ACCUSE REQUEST REJECT THREATEN".split())
_NAMED_BEHIND = frozenset(
    "official office rank role honorific media fighters people civilians victims".split()
)
_USING = frozenset(
    "مستخدما مستخدمه مستخدمين مستعملا مستعمله مستعملين حاملين رافعين مرددين هاتفين مستغلين مستغله مستغلا متجهين قادمين".split()
)  # participles that go on with the subject
_AMOUNTS = frozenset("عدد عددا اعداد اعدادا كثير كثيرا كثيرون قسم قسما بعض بعضا مجموع".split())
_ASIDE = 7  # chunks between two commas that set something aside
_CROWDS = frozenset("العشرات عشرات الميات ميات الالاف الاف الالوف عشرات الملايين ملايين".split())
_HERE = frozenset({"هناك", "هنالك", "هنا", "ثمه"})
_OF_THEM = ("بينهم", "بينها", "بينهما", "بينهن", "منهم", "منها", "فيهم", "ضمنهم")
_PARTS = ("معظم", "غالبيت", "اغلب", "جميع", "بعض", "احد", "كل", "ابرز", "اثن", "ثلاث")
_NO_SUBJECT = frozenset({"abstract", "thing", "place", "adjective"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a verb speaks of, and how it is known: "after", "before", "relative", "shared"."""

    chunks: tuple[Chunk, ...]
    how: str


@dataclass(slots=True)
class _Pass:
    """The state of the pass: the sentence, and what the verbs so far have been linked to."""

    words: Sequence[Word]
    chunks: Sequence[Chunk]
    found: dict[int, Subject] = field(default_factory=dict)  # by the verb's word
    taken: set[int] = field(
        default_factory=set
    )  # first words of phrases that are some verb's subject or object
    objects: set[int] = field(default_factory=set)


def link_subjects(words: Sequence[Word], chunks: Sequence[Chunk]) -> Mapping[int, Subject]:
    """Return the subject of each finite verb of a sentence by the verb's word index; verbs without one are left out."""
    state = _Pass(words, chunks)
    for number, chunk in enumerate(chunks):
        if chunk.pos == "verb" or (chunk.pos == "aux" and _is_light(words[chunk.first])):
            subject = _subject(state, number)
            if subject is not None:
                state.found[chunk.first] = subject
                state.taken.update(c.first for c in subject.chunks)
            state.objects.update(c.first for g in after_verb(words, chunks, number) for c in g)
    return state.found


def _behind_relative(state: _Pass, number: int) -> bool:
    """Tell whether a verb opens a relative clause."""
    at = number - 1
    while at >= 0 and state.chunks[at].pos in _BARELY:
        at -= 1
    return (
        at >= 0
        and state.chunks[at].pos == "rel"
        and relative_before(state.words, state.chunks, number) is None
    )


def _is_light(word: Word) -> bool:
    """Tell whether an auxiliary is a light verb too: «قام», «بدأ»."""
    return any(e.kind == "light" for e in word.split.entries)


def _subject(state: _Pass, number: int) -> Subject | None:
    word = state.words[state.chunks[number].first]
    forms = forms_of(word)
    if not any(f.person == 3 for f in forms):
        return None
    groups = after_verb(state.words, state.chunks, number)
    after = groups[0] if groups and _can_follow(state, number, forms, groups[0]) else None
    relative = relative_before(state.words, state.chunks, number)
    if relative is not None:
        fits = _names_the_one(state, number) or subject_fits(forms, state.words, (relative,))
        if fits and not _resumed(state, number, relative):
            return Subject((relative,), "relative")
        if after is not None or not _resumed(state, number, relative):
            return Subject(after, "after") if after is not None else None
    if _behind_relative(state, number):
        return Subject(after, "after") if after is not None else None
    before = None if word.split.conj else _before(state, number, forms)
    if before is not None and not (word.split.suffix and after):
        return Subject(before, "before")
    shared = _shared(state, number, forms)
    if after is not None and not (shared is not None and _goes_on(state, number, shared, after)):
        return Subject(after, "after")
    return Subject(shared, "shared") if shared is not None else None


def _names_the_one(state: _Pass, number: int) -> bool:
    """«حراسه هم من | أطلق النار»: tell whether a verb agrees with «من», whoever is meant."""
    before = state.words[max(0, state.chunks[number].first - 2) : state.chunks[number].first]
    return len(before) == 2 and before[0].folded in _SELF and before[1].folded == _WHO


def _goes_on(state: _Pass, number: int, shared: Sequence[Chunk], after: Sequence[Chunk]) -> bool:
    """Tell whether a verb goes on with the subject before it rather than with the phrase behind it.

    «دخلت القوات البلدة واحتجزت 20 امرأة»: forces act, the women don't; «وقع انفجار وقُتلت امرأة» begins anew. Behind «إنها»
    and «إنهم» the pronoun is the subject.
    """
    verb = state.words[state.chunks[number].first]
    if after[0].event and _is_light(verb):
        return False  # «وبدأ الهجوم»
    if not verb.split.conj:
        return is_that(state.words[state.chunks[number - 1].first]) and not mostly_passive(verb)
    if mostly_passive(verb):
        return all(c.kind in _ARMED and not c.event for c in shared) and after[0].kind in _SUFFERING
    return _hardly(state.words, after)


def _hardly(words: Sequence[Word], chunks: Sequence[Chunk]) -> bool:
    """Tell whether phrases are unlikely to do what a verb says: things, places, what is neither named nor counted."""
    counted = is_counted(words, chunks[0])
    return all(
        c.actor is None and (c.kind in _NO_SUBJECT or c.event or (c.kind is None and not counted))
        for c in chunks
    )


def mostly_passive(word: Word) -> bool:
    """Tell whether a verb is a trigger whose one participant suffers («قُتل», «اعتُقل», «أُصيب»)."""
    entries = [e for e in word.split.entries if e.verb is not None]
    if any(e.verb is not None and e.verb.voice == "passive" for e in entries):
        return True
    return any(isinstance(e.value, Frame) and e.value.passive_often for e in entries)


def after_verb(words: Sequence[Word], chunks: Sequence[Chunk], number: int) -> list[tuple[Chunk, ...]]:
    """Return the bare phrases to the right of a verb within its clause, coordinated ones grouped."""
    groups: list[list[Chunk]] = []
    for at in range(number + 1, len(chunks)):
        chunk = chunks[at]
        if in_brackets(words, chunks, at, number) or manner(words, chunk) or named_behind(chunks, at):
            continue
        if chunk.pos in ("verb", "sub", "rel", "aux", "neg") or names_part(words, chunk):
            break
        if chunk.pos == "conj" and words[chunk.first].folded != "و":
            break
        if chunk.pos == "mark" and words[chunk.first].folded in _STOPS:
            break
        if (
            chunk.pos == "mark"
            and words[chunk.first].folded in "،,"
            and groups
            and not in_aside(words, chunks, at)
        ):
            break
        if chunk.pos != "noun" or chunk.prep or chunk.genitive or joins_other(chunks, at):
            continue
        if _points(words, chunk):
            continue
        if groups and chunk.conj:
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return [tuple(g) for g in groups]


def _points(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a phrase is a bare «هناك» or «ذلك»."""
    word = words[chunk.first]
    return chunk.last - chunk.first == 1 and (word.pos == "dem" or word.folded in _HERE)


def in_brackets(words: Sequence[Word], chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """Tell whether a chunk stands in brackets that open behind chunk `start`: «(110 كلم شرق العاصمة)»."""
    for chunk in reversed(chunks[start + 1 : at]):
        if chunk.pos == "mark" and words[chunk.first].folded in "([":
            return True
        if chunk.pos == "mark" and words[chunk.first].folded in ")]":
            return False
    return False


def in_aside(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a comma opens or closes an aside behind which the clause goes on with a bare phrase: «قصف الطيران، ظهر
    أمس، | أربع قرى»."""
    if at + 2 < len(chunks) and chunks[at + 1].pos == "time" and _bare(chunks[at + 2]):
        return True  # the second comma is left out: «اغتال الطيران، فجر أمس | قيادياً»
    for opening in (at, _comma_before(words, chunks, at)):
        closing = _aside_end(words, chunks, opening) if opening >= 0 else None
        if closing is not None and at <= closing < len(chunks) - 1 and _bare(chunks[closing + 1]):
            return True
    return False


def _bare(chunk: Chunk) -> bool:
    return chunk.pos == "noun" and not (chunk.prep or chunk.conj or chunk.genitive or chunk.event)


def _comma_before(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> int:
    for number in range(at - 1, max(-1, at - _ASIDE), -1):
        if _is_comma(words, chunks[number]):
            return number
    return -1


def _aside_end(words: Sequence[Word], chunks: Sequence[Chunk], opening: int) -> int | None:
    """Return the comma that closes what the comma at `opening` opens, where only times, places and manners stand between."""
    for number in range(opening + 1, min(len(chunks), opening + _ASIDE)):
        chunk = chunks[number]
        if _is_comma(words, chunk):
            return number if number > opening + 1 else None
        aside = (
            chunk.pos in ("time", "adv", "prep", "num", "part")
            or chunk.kind == "adjective"
            or bool(chunk.prep)
        )
        if not aside or chunk.conj:
            return None
    return None


def _is_comma(words: Sequence[Word], chunk: Chunk) -> bool:
    return chunk.pos == "mark" and words[chunk.first].folded in "،,"


def named_behind(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a chunk is the unknown name of someone behind a preposition: «عن المصور البولندي | توماش يانوفسكي»."""
    chunk, before = chunks[at], chunks[at - 1]
    if (
        at == 0
        or chunk.pos != "noun"
        or chunk.conj
        or chunk.prep
        or chunk.kind not in (None, "person")
        or chunk.actor is not None
    ):
        return False
    return (
        before.pos == "noun"
        and bool(before.prep)
        and before.kind in _NAMED_BEHIND
        and before.definite
        and not chunk.definite
    )


def manner(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a bare word says how: «قائلا», «غدرا», «مستخدمين»."""
    if chunk.pos == "noun" and words[chunk.first].split.stem in _USING and not chunk.prep:
        return True
    if (
        chunk.pos != "noun"
        or chunk.last - chunk.first > 1
        or chunk.kind not in (None, "adjective")
        or chunk.actor is not None
    ):
        return False
    word = words[chunk.first]
    if word.split.article or word.split.prep or word.pos != "noun":
        return False
    if any(e.kind == "cue" for e in word.entries):
        return True
    tanwin = word.split.stem.endswith("ا") and not word.split.suffix and len(word.split.stem) > 3
    return tanwin and bool(word.entries) and all(e.kind in ("adj", "word") for e in word.entries)


def joins_other(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a phrase goes on with one behind a preposition or an event word: «بالضرب | والإهانة»."""
    if not chunks[at].conj or at == 0:
        return False
    before = chunks[at - 1]
    if before.pos == "conj" and at > 1:
        before = chunks[at - 2]
    return before.pos == "noun" and (bool(before.prep) or before.event)


def names_part(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether what follows only names some of those before: «بينهم طفلان», «منهم …», «معظمهم …»."""
    word = words[chunk.first].folded.removeprefix("و")
    if chunk.last < len(words) and words[chunk.last].folded == "وبين":
        return False  # «بينهم | وبين الحكومة»
    return word.endswith(_OF_THEM) or (word.endswith(("هم", "ها", "هما", "هن")) and word.startswith(_PARTS))


def _can_follow(state: _Pass, number: int, forms: Sequence[Form], group: Sequence[Chunk]) -> bool:
    """Tell whether the first phrases behind a verb can be its subject: case, gender and number allow it."""
    first = group[0]
    if first.case == "a" and not is_counted(state.words, first) and not _annexed_dual(state.words, first):
        return False
    gender, amount = ("?", "p") if _only_counted(state.words, first) else gender_of(state.words, first)
    apart = first.first > state.chunks[number].last
    return any(follows_verb(f, gender, amount, apart) for f in forms)


def _annexed_dual(words: Sequence[Word], chunk: Chunk) -> bool:
    """«رئيسا | البلدين», «وزيرا | خارجية …»: what is annexed takes no tanwin, so its «ا» is that of a dual subject."""
    head = words[chunk.head]
    long = chunk.last - chunk.head > 1 and chunk.kind is not None
    return long and chunk.definite and not head.split.article and head.split.stem.endswith("ا")


def _only_counted(words: Sequence[Word], chunk: Chunk) -> bool:
    """«أصيب | ثمانية», «تظاهر | العشرات»: a bare number's ending tells nothing of its gender."""
    return all(
        w.pos in ("num", "quant") or w.split.stem in _CROWDS or any(e.kind == "number" for e in w.entries)
        for w in words[chunk.first : chunk.last]
    )


def relative_before(words: Sequence[Word], chunks: Sequence[Chunk], number: int) -> Chunk | None:
    """Return the phrase that the clause of this verb describes: «الفصائل التي | قاتلت», «هجوم بسيارة | استهدف»."""
    at = number - 1
    while at >= 0 and chunks[at].pos in _BARELY:
        at -= 1
    if at < 0:
        return None
    if chunks[at].pos == "rel":
        return _phrase_before(words, chunks, at)
    word = words[chunks[number].first]
    if word.split.conj:
        return None
    if at + 1 != number or chunks[at].pos == "mark":
        return _event_before(words, chunks, at, word) if at + 2 >= number else None
    while at >= 0 and chunks[at].pos in ("noun", "prep", "time") and not chunks[at].definite:
        chunk = chunks[at]
        described = chunk.pos == "noun" and (chunk.prep or chunk.event or _argument(words, chunks, at))
        if described and _described_by(words, word, chunk):
            return chunk
        at -= 1
    return None


def _event_before(words: Sequence[Word], chunks: Sequence[Chunk], at: int, verb: Word) -> Chunk | None:
    """«انفجار سيارة، | استهدف»: behind a comma a verb may still describe the event noun before."""
    if not _is_comma(words, chunks[at]):
        return None
    opening = _comma_before(words, chunks, at)
    if opening > 0 and _aside_end(words, chunks, opening) == at and opens_clause(words, chunks, opening - 1):
        return None  # «أن الجيش، بعد معارك عنيفة، | سيطر»
    at -= 1
    while at >= 0 and chunks[at].pos in ("noun", "prep", "time"):
        if chunks[at].event and _described_by(words, verb, chunks[at]):
            return chunks[at]
        at -= 1
    return None


def _described_by(words: Sequence[Word], verb: Word, chunk: Chunk) -> bool:
    """Tell whether a verb, or the pronoun attached to it, agrees with the phrase before it."""
    gender, number = gender_of(words, chunk)
    if verb.split.suffix:
        return pronoun_agrees(verb.split.suffix, gender, number)
    return subject_fits(forms_of(verb), words, (chunk,))


def _argument(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a phrase belongs to a verb or an event noun before it in the clause."""
    if chunks[at].genitive:
        return True
    for chunk in reversed(chunks[:at]):
        if chunk.pos == "verb":
            return True
        if chunk.pos not in ("noun", "time", "adv", "prep"):
            return False
    return False


def _phrase_before(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> Chunk | None:
    """Return the noun phrase before a relative pronoun; «الذي» and «التي» tell its gender."""
    pronoun = words[chunks[at].first].split.stem
    if at and chunks[at - 1].pos == "pron" and words[chunks[at - 1].first].folded in _SELF:
        return _singled_out(chunks, at - 1)
    for chunk in reversed(chunks[max(0, at - 4) : at]):
        if chunk.pos == "noun":
            if _relates(pronoun, *gender_of(words, chunk)):
                return chunk
            if not chunk.prep or chunk.kind not in (*_NO_SUBJECT, "state", None):
                return None  # «عائلات الجنود | الذين»: the pronoun means a word inside the phrase
            continue
        if chunk.pos not in ("mark", "time", "prep"):
            return None
        if chunk.pos == "mark" and words[chunk.first].folded in _STOPS:
            return None
    return None


def _singled_out(chunks: Sequence[Chunk], at: int) -> Chunk | None:
    """Return who is said to be the one: «أن تكون خلايا من التنظيم | هي | التي أطلقت …», «حراسه | هم | من …»."""
    for chunk in reversed(chunks[max(0, at - _SINGLED) : at]):
        if chunk.pos == "noun" and not chunk.prep:
            return chunk
        if chunk.pos not in ("noun", "prep", "time", "adv"):
            return None
    return None


def _relates(pronoun: str, gender: str, number: str) -> bool:
    """Tell whether a relative pronoun can mean a phrase of this gender and number."""
    if pronoun == "الذي":
        return gender != "f" and number != "p"
    if pronoun == "التي":
        return gender != "m" or number != "s"
    if pronoun == "الذين":
        return number != "s" and gender != "f"
    return True


def _resumed(state: _Pass, number: int, head: Chunk) -> bool:
    """Tell whether a pronoun in the relative clause stands for its head: «البلدة التي قصفتها | الطائرات», «دخل إليها»."""
    gender, amount = gender_of(state.words, head)
    verb = state.words[state.chunks[number].first]
    if verb.split.suffix and pronoun_agrees(verb.split.suffix, gender, amount):
        return True
    for chunk in state.chunks[number + 1 :]:
        if chunk.pos in ("verb", "sub", "rel", "conj", "mark"):
            return False
        word = state.words[chunk.first]
        if chunk.pos in ("part", "pron", "prep") and word.folded.endswith(("ه", "ها", "هم", "هما")):
            pronoun = next(p for p in ("هما", "هم", "ها", "ه") if word.folded.endswith(p))
            if pronoun_agrees(pronoun, gender, amount):
                return True
    return False


def _before(state: _Pass, number: int, forms: Sequence[Form]) -> tuple[Chunk, ...] | None:
    """Return the phrases that stand as subject before a verb, other verbs' phrases and relative clauses jumped over."""
    at = number - 1
    while at >= 0:
        chunk = state.chunks[at]
        if chunk.pos in ("sub", "pron", "conj") or _stop(state.words, chunk):
            return None
        if chunk.pos == "verb" and not _in_relative(state, at):
            return None
        if (
            chunk.pos == "noun"
            and chunk.kind != "adjective"  # «قوات الأمن، | مدعومة بالمروحيات، اعتقلت»
            and opens_clause(state.words, state.chunks, at)
            and chunk.first not in state.objects
        ):
            group = coordinated_from(state.chunks, at)
            return group if subject_fits(forms, state.words, group) or _amount(state.words, group) else None
        at -= 1
    return None


def _amount(words: Sequence[Word], group: Sequence[Chunk]) -> bool:
    """«عددا من المخطوفين | عذبوا»: an amount agrees as what it counts does, or as it does itself."""
    return group[0].kind == "abstract" and words[group[0].head].split.stem in _AMOUNTS


def _stop(words: Sequence[Word], chunk: Chunk) -> bool:
    return chunk.pos == "mark" and words[chunk.first].folded in _STOPS


def _in_relative(state: _Pass, number: int) -> bool:
    subject = state.found.get(state.chunks[number].first)
    return (subject is not None and subject.how == "relative") or relative_before(
        state.words, state.chunks, number
    ) is not None


def coordinated_from(chunks: Sequence[Chunk], at: int) -> tuple[Chunk, ...]:
    """Return the phrase at `at` with those joined to it by و."""
    group = [chunks[at]]
    for chunk in chunks[at + 1 :]:
        if chunk.pos == "noun" and chunk.conj and not chunk.prep:
            group.append(chunk)
        elif not (chunk.pos == "noun" and chunk.prep) and not chunk.genitive:
            break
    return tuple(group)


def opens_clause(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a bare phrase stands where a clause's subject stands: first, or behind «أن», «فيما», «كان»."""
    chunk = chunks[at]
    object_case = chunk.case == "a" and not is_counted(words, chunk) and not _after_inna(words, chunks, at)
    if chunk.prep or chunk.genitive or object_case or _points(words, chunk):
        return False
    at -= 1
    while at >= 0 and (chunks[at].pos in ("time", "adv") or _opening(words, chunks[at])):
        at -= 1
    if at < 0 or chunks[at].pos in _STARTERS:
        return True
    return chunks[at].pos == "mark" and words[chunks[at].first].folded in ".!?؟؛:،,"


def _after_inna(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«أن المتظاهرين …», «أن «مسلحين …»: behind «أن» a subject is in the accusative."""
    at -= 1
    while at >= 0 and _opening(words, chunks[at]):
        at -= 1
    return at >= 0 and chunks[at].pos == "sub"


def _opening(words: Sequence[Word], chunk: Chunk) -> bool:
    return chunk.pos == "mark" and words[chunk.first].folded in _OPENING


def _shared(state: _Pass, number: int, forms: Sequence[Form]) -> tuple[Chunk, ...] | None:
    """Return the subject of the nearest verb before that this one can speak of too.

    «قال إنه دخل البلدة واعتقل …» yes; «قال مصدر إن جنديا قُتل وأصيب …» doesn't speak of the source: behind و only what
    tells who says it goes back beyond «أن».
    """
    word = state.words[state.chunks[number].first]
    speech = says(word)
    inside = not speech if word.split.conj else not _right_behind_that(state, number)
    for chunk in reversed(state.chunks[:number]):
        first = state.words[chunk.first]
        if chunk.pos == "mark" and first.folded in (_STOPS if inside else ".!?؟"):
            return None
        if inside and (chunk.pos == "sub" or is_that(first)):
            return None
        if chunk.pos != "verb":
            continue
        subject = state.found.get(chunk.first)
        if subject is None or not subject_fits(forms, state.words, subject.chunks):
            continue
        if not (speech and _hardly(state.words, subject.chunks)):
            return subject.chunks
    return None


def _right_behind_that(state: _Pass, number: int) -> bool:
    """Tell whether a verb stands right behind «أن» or «أنه»: «قال إنه | قصف», «يريدون أن | يقصفوا»."""
    at = number - 1
    while at >= 0 and state.chunks[at].pos in ("neg", "aux", "adv", "time", "part", "pron"):
        if is_that(state.words[state.chunks[at].first]):
            return True
        at -= 1
    return at >= 0 and state.chunks[at].pos == "sub"


def says(word: Word) -> bool:
    """Tell whether a verb tells speech: a cue, or a trigger of demands, blame, threats and the like."""
    values = (e.value for e in word.entries)
    return any(e.kind == "cue" for e in word.entries) or any(
        isinstance(v, Frame) and v.type in _SPEECH for v in values
    )


def is_that(word: Word) -> bool:
    """Tell whether a word is «أنّ» with a pronoun: «أنه», «بأنهم», «لأنها»."""
    stem = word.folded.removeprefix("و").removeprefix("ف").removeprefix("ب").removeprefix("ل")
    return stem in ("انه", "انها", "انهم", "انهما", "انهن")
