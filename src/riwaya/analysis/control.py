"""Who does or suffers what an event noun tells, where another word says so: verbs, nouns and participles of control.

«حاول متظاهرون | اقتحام», «محاولة مسلحين | اقتحام», «مسؤوليتهم عن | الهجوم», «المتهم بـ | قتل», «بعد تعرض القافلة لـ |
هجوم»: what governs the event noun hands its own subject or possessor down to it, to a second noun joined by «و» too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riwaya.analysis.agreement import gender_of, pronoun_agrees
from riwaya.analysis.clauses import Subject, after_verb
from riwaya.analysis.coreference import ACTING, Referent, governor_subject, pronoun_referents
from riwaya.analysis.no_part import no_part
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.triggers import disowned
from riwaya.analysis.words import Word
from riwaya.lexicon.loader import Head, LightVerb
from riwaya.model import Span
from riwaya.text.fold import fold

_REACH = 9  # chunks from an event noun back to the word that governs it
_JOINED = 4  # chunks from an event noun back to the one that it is joined to by «و»
_BARELY = frozenset({"time", "adv", "part", "prep", "neg", "pron"})
_ENDS = frozenset(".؛!?؟:…")
_PURPOSE = frozenset({"ل", "بهدف", "من اجل", "بغيه", "بغرض", "لغرض", "بقصد"})
_WHO = frozenset({"civilians", "victims"})
_PRONOUNS = ("هما", "هم", "هن", "ها", "ه")
# Nouns → the prepositions before the event noun that their possessor does ("": annexed to them, or their object).
_DOING = {
    "محاوله": ("", "ل"), "محاولات": ("", "ل"), "مسووليه": ("عن",), "مسيوليه": ("عن",), "تورط": ("في", "ب"),
    "ضلوع": ("في", "ب"), "مشاركه": ("في",), "اشتراك": ("في",), "دور": ("في",), "علاقه": ("ب",), "صله": ("ب",),
    "قرار": ("", "ب"), "عزم": ("", "علي"), "نيه": ("",), "رغبه": ("في",), "سعي": ("الي", "ل"), "مساعي": ("الي", "ل"),
    "جهود": ("ل", "في"), "خطه": ("ل",), "خطط": ("ل",), "مخطط": ("ل",), "مخططات": ("ل",), "لجوء": ("الي",),
    "عوده": ("الي",), "استعداد": ("ل",), "فشل": ("في",), "اخفاق": ("في",), "نجاح": ("في",), "تمكن": ("من",),
    "استمرار": ("في", "ب"), "مواصله": ("",), "استئناف": ("",), "استيناف": ("",), "بدء": ("", "ب"), "شروع": ("في", "ب"),
    "اعتراف": ("ب",), "اقرار": ("ب",), "تعهد": ("ب",), "وعد": ("ب",), "اصرار": ("علي",), "وقوف": ("وراء", "خلف"),
    "اقدام": ("علي",), "قيام": ("ب",), "اتهام": ("ب",), "ادانه": ("ب",), "تهديد": ("ب",), "تهديدات": ("ب",),
    "ارتكاب": ("",), "تنفيذ": ("",), "شن": ("",),
}  # fmt: skip
_SUFFERING = {"تعرض": ("ل",), "خضوع": ("ل",), "تلقي": ("",), "نجاه": ("من",)}
_OF_SELF_ONLY = frozenset({"اتهام", "ادانه"})  # «اتهامه بقتل»; but in «اتهام الشرطة له» the possessor blames
_ATTEMPT = frozenset({"محاوله", "محاولات"})  # «في محاولة لاقتحام»: whoever does what is told before
# Participles → the prepositions before what those whom they describe did.
_DESCRIBING = {
    "متهم": ("ب",), "مشتبه": ("في", "ب"), "متورط": ("في", "ب"), "ضالع": ("في", "ب"), "مسوول": ("عن",), "مسيول": ("عن",),
    "مدان": ("ب",),
}  # fmt: skip
_NOUNS = frozenset(_DOING) | frozenset(_SUFFERING)
_PREDICATES = {"مستعد": ("ل",), "جاهز": ("ل",), "عازم": ("علي",), "قادر": ("علي",), "مشارك": ("في",)}
_ACCUSING = frozenset({"متهما", "متهمه", "متهمين", "متهمون", "متهمان"})
_CHARGE = frozenset({"ب", "بتهمه", "بتهم", "بجريمه", "بجرم"})
_CONVICTING = frozenset({"coerce.convict", "coerce.find-guilty"})
_COURTS = frozenset({"government", "state", "police", "office"})
_ENDINGS = ("ون", "ين", "تان", "تين", "ان", "ات", "ه", "")


@dataclass(frozen=True, slots=True)
class Handed:
    """Whom a governing word hands down, to which role, and that word."""

    role: str
    referent: Referent
    via: Span


def handed_down(parsed: Sequence[Parsed], sentence: int, word: int) -> Iterator[Handed]:
    """Yield who does or suffers what the event noun at `word` tells, where a word before it hands somebody down."""
    here = parsed[sentence]
    disowned = no_part(here, word)
    if disowned is not None:
        yield Handed("actor", Referent(here, disowned[1]), disowned[0].span)
        return
    place, wanted = _place(here, here.chunk_of[word])
    at = place - 1
    while at >= 0 and place - at <= _REACH:
        chunk = here.chunks[at]
        hidden = bool(here.words[chunk.first].split.prep)  # «لتورطهم» may be taken for a verb
        if chunk.pos in ("verb", "aux") and not hidden:
            yield from _by_verb(here, at, place, wanted)
            return
        if wanted == "ب" and _accuses(here, at, place):
            yield Handed("actor", Referent(here, here.chunks[at + 1]), here.words[chunk.first].span)
            return
        if chunk.pos == "noun" or hidden:
            noun = _noun(here, at, wanted)
            if noun is not None:
                if _not_claimed(here, chunk.first):
                    return  # «لم تعلن الجماعة مسؤوليتها عن الهجوم»
                found = tuple(_possessors(parsed, sentence, at, place))
                via = here.words[chunk.first].span
                if found:
                    yield from (Handed(noun, referent, via) for referent in found)
                    return
                if here.words[chunk.first].split.article:
                    return
                place, wanted = at, _through(here, chunk)  # «قام بمحاولة | اغتيال»
            elif chunk.event:
                return
        elif chunk.pos not in _BARELY and not _comma(here, chunk):
            return
        at -= 1


def _not_claimed(here: Parsed, noun: int) -> bool:
    verbs = (w for w in here.words[max(0, noun - _REACH) : noun] if w.pos == "verb")
    rows = ((w.index, e.value) for w in verbs for e in w.entries if isinstance(e.value, LightVerb))
    return any(disowned(here.words, index, row) for index, row in rows)


def _accuses(here: Parsed, at: int, place: int) -> bool:
    """«…، متهمةً | القوات الحكومية بقصف سوق»: the participle's object did it."""
    written = here.words[here.chunks[at].first].token.folded.removeprefix("و")
    if written not in _ACCUSING or at + 1 >= place or here.chunks[at].last - here.chunks[at].first > 1:
        return False
    accused = here.chunks[at + 1]
    return accused.pos == "noun" and not accused.prep and not accused.event and not accused.conj


def may_be_handed(chunk: Chunk, role: str) -> bool:
    """Tell whether a phrase can do, or suffer, what another word hands down to it."""
    if chunk.event or chunk.kind in ("abstract", "adjective"):
        return False
    if role == "recipient" or chunk.actor is not None or chunk.kind in ACTING or chunk.kind in _WHO:
        return True
    return chunk.kind is None and chunk.last - chunk.first <= 2 and not chunk.definite


def _through(here: Parsed, chunk: Chunk) -> str:
    base, _ = _base(here.words[chunk.first])
    return "ل" if base in _ATTEMPT and chunk.prep == "في" else chunk.prep


def _comma(here: Parsed, chunk: Chunk) -> bool:
    return chunk.pos == "mark" and here.words[chunk.first].folded not in _ENDS


def _place(here: Parsed, number: int) -> tuple[int, str]:
    """Return the chunk whose governor is sought and its preposition: of joined nouns it is the first («بالخطف | والقتل»)."""
    chunk = here.chunks[number]
    if not chunk.conj or chunk.prep:
        return number, chunk.prep
    for at in range(number - 1, max(-1, number - 1 - _JOINED), -1):
        before = here.chunks[at]
        if before.pos != "noun":
            break
        if before.event or before.prep:
            return at, before.prep
    return number, chunk.prep


def _by_verb(here: Parsed, at: int, place: int, wanted: str) -> Iterator[Handed]:
    word = here.words[here.chunks[at].first]
    subject = here.subjects.get(word.index)
    if wanted in _CHARGE and any(getattr(e.value, "id", "") in _CONVICTING for e in word.entries):
        yield from (Handed("actor", Referent(here, c), word.span) for c in _convicted(here, at, subject))
        return
    if subject is None:
        return
    for entry in word.entries:
        row = entry.value
        if not isinstance(row, LightVerb) or row.subject not in ("actor", "recipient"):
            continue
        if (entry.verb is not None and entry.verb.voice == "passive") or disowned(
            here.words, word.index, row
        ):
            continue
        preposition = "" if row.noun == "object" else fold(row.noun).strip("ـ ")
        if wanted == preposition or (wanted == "من" and _resumed(here, at, place, preposition)):
            yield from (Handed(row.subject, Referent(here, c), word.span) for c in subject.chunks)
            return
    if wanted in _PURPOSE:  # the purpose itself stands for them: «خرج الطلاب | للمطالبة»
        via = here.words[here.chunks[place].first].span
        yield from (Handed("actor", Referent(here, c), via) for c in subject.chunks)


def _convicted(here: Parsed, at: int, subject: Subject | None) -> Sequence[Chunk]:
    """Return who is found guilty: «أدانت المحكمة | الضابط | بقتل …», «أدين | الضابط | بقتل …»."""
    told = subject.chunks if subject is not None else ()
    objects = [g for g in after_verb(here.words, here.chunks, at) if not any(c in told for c in g)]
    courts = any(c.kind in _COURTS for c in told)
    return objects[0] if objects else (() if courts else told)


def _resumed(here: Parsed, at: int, place: int, preposition: str) -> bool:
    """«ما أقدم عليه الجنود من | قتل»: a pronoun stands for what the masdar behind «من» names."""
    words = here.words[here.chunks[at].last : here.chunks[place].first]
    return bool(preposition) and any(w.folded in (preposition + "ه", preposition + "ها") for w in words[:2])


def _noun(here: Parsed, at: int, wanted: str) -> str | None:
    """Return the role that a noun of control or a participle hands down before `wanted`, None if it is neither."""
    base, _ = _base(here.words[here.chunks[at].first])
    if wanted in _DOING.get(base, ()):
        return "actor"
    if wanted in _SUFFERING.get(base, ()):
        return "recipient"
    return "actor" if _participle(here, at, wanted) is not None else None


def _base(word: Word) -> tuple[str, str]:
    """Return a noun of control without clitics and its pronoun: «بمحاولتهم» → ("محاوله", "هم"); ("", "") for other nouns."""
    stem = word.split.stem
    bare = stem[1:] if not word.split.prep and stem[:1] in ("ب", "ل") else stem  # of an unknown word
    for form in (stem, bare):
        for pronoun in ("", *_PRONOUNS):
            body = form.removesuffix(pronoun)
            if pronoun and body == form:
                continue
            for noun in (body, body[:-1] + "ه") if body.endswith("ت") else (body,):
                if noun in _NOUNS:
                    return noun, word.split.suffix or pronoun
    return "", ""


def _participle(here: Parsed, at: int, wanted: str) -> int | None:
    """Return the word of a phrase that says what those it names did: «الرجل | المتهم», «أحد المشتبه بهم»."""
    chunk = here.chunks[at]
    index = chunk.last - 1
    word = here.words[index]
    known = _DESCRIBING if index > chunk.first or word.split.article else {}  # «متهمةً الحكومة بـ»: it accuses
    if index and here.words[index - 1].folded in ("غير", "وغير"):
        return None
    for ending in _ENDINGS:
        stem = word.split.stem
        bare = stem[: len(stem) - len(ending)]
        if stem.endswith(ending) and wanted in (*known.get(bare, ()), *_PREDICATES.get(bare, ())):
            return index
    return None


def _possessors(parsed: Sequence[Parsed], sentence: int, at: int, place: int) -> Iterator[Referent]:
    """Yield whom a noun of control belongs to, or whom a participle describes."""
    here = parsed[sentence]
    chunk = here.chunks[at]
    word = here.words[chunk.first]
    base, suffix = _base(word)
    if not base:
        described = _described(here, at)
        if described is not None:
            yield Referent(here, described)
    elif suffix:
        subject = governor_subject(here, word.index)
        if subject is not None and pronoun_agrees(suffix, *gender_of(here.words, subject.chunk)):
            yield subject
        else:
            yield from pronoun_referents(parsed, sentence, word.index, suffix)
    elif base in _OF_SELF_ONLY:
        return
    elif chunk.last > chunk.first + 1:
        rest = annexed_to(here, chunk)
        if rest is not None:
            yield Referent(here, rest)
    elif at + 1 < place and here.chunks[at + 1].pos == "noun" and not here.chunks[at + 1].prep:
        yield Referent(here, here.chunks[at + 1])


def annexed_to(here: Parsed, chunk: Chunk) -> Chunk | None:
    """Return what a chunk's head is annexed to, as a phrase: «محاولة | مسلحين ملثمين»; None if only adjectives follow."""
    first = here.words[chunk.first + 1]
    if any(e.kind == "adj" for e in first.entries) and not any(
        isinstance(e.value, Head) for e in first.entries
    ):
        return None
    kind = next((e.value.kind for e in first.entries if isinstance(e.value, Head)), None)
    if kind is None and chunk.actor is not None:
        kind = chunk.actor.kind
    span = Span(first.start, here.words[chunk.last - 1].token.span.end)
    return replace(
        chunk,
        first=first.index,
        span=span,
        prep="",
        conj=False,
        head=first.index,
        kind=kind,
        whole=chunk.actor is not None,
    )


def _described(here: Parsed, at: int) -> Chunk | None:
    """Return whom a participle describes: the phrase before it («الرجل | المتهم», «موسكو | مستعدة»), else its own phrase or
    that one's end («محاكمة | المتهمين»)."""
    chunk = here.chunks[at]
    if chunk.last - chunk.first > 1:
        annexed = here.words[chunk.last - 1].split.article and not here.words[chunk.head].split.article
        return (annexed_to(here, chunk) or chunk) if annexed and chunk.kind in (None, "abstract") else chunk
    before = here.chunks[at - 1] if at > 0 else None
    beside = before is not None and before.pos == "noun" and before.last == chunk.first and not before.event
    if not here.words[chunk.first].split.article:
        return before if beside else None
    joined = beside and before is not None and before.definite and not chunk.conj and not chunk.prep
    return before if joined else chunk
