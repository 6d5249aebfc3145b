"""An event → its tolls: which of the sentence's counts are its own, and the victims whom no number counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from riwaya.analysis.agreement import gender_of, is_counted
from riwaya.analysis.events import Event
from riwaya.analysis.layers import Layers
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.tolls import is_dual, is_kin, told_kinds
from riwaya.analysis.words import Word
from riwaya.lexicon.loader import Head
from riwaya.model import Span, Toll

_ADJACENT = 2  # characters between a count and the word that tells it
_APART = 90  # characters between a count outside the event's clause and the event's word that tells of it
_KILLINGS = frozenset({"assault.kill", "assault.assassinate", "assault.execute", "assault.die"})
_WOUNDS = frozenset({"assault.wound", "assault.injury"})
_PERSONS = frozenset("person office rank honorific role official civilians fighters victims people".split())
_AMOUNTS = frozenset({"عدد", "مجموعه", "بعض", "عشر", "جماعه", "عايله", "اسره"})
_NOBODY = frozenset({"place", "thing", "abstract", "adjective"})
_NAMELESS = frozenset({"noun", "adj", "trigger", "light", "cue", "word"})
_SUFFIX_COUNT = {"ه": 1, "هما": 2}
_ATTEMPTS = tuple("محاول مخطط تخطيط خطه نجا ينجو تهديد حاول يحاول دعو فشل احبط احباط".split())
_ATTEMPT_REACH = 4  # words before the killing's
_COMPANY_REACH = 10  # words from a victim to «ومرافقه»


def find_event_tolls(layers: Layers, event: Event, happened: bool = True) -> tuple[Toll, ...]:
    """Return the tolls in the event's clause or right at one of its words.

    A victim who is named or told in the singular is one dead («اغتيال الوزير»), if the killing is said to have `happened`.
    """
    if event.frame.type not in ("ASSAULT", "COERCE"):
        return ()
    sentence = layers.parsed[event.sentence].sentence.span
    inside = layers.tolls[
        bisect_left(layers.tolls, sentence.start, key=_start) : bisect_left(
            layers.tolls, sentence.end, key=_start
        )
    ]
    told = [t for t in inside if _is_own(layers, event, t)]
    if any(t.scope == "cumulative" for t in told):
        told = [*_settled(layers.parsed[event.sentence], event, told)]
    if not happened:
        return tuple(told)
    return tuple(_with_named(layers.parsed[event.sentence], event, told))


def _start(toll: Toll) -> int:
    return toll.span.start


def _is_own(layers: Layers, event: Event, toll: Toll) -> bool:
    """Tell whether a count is of this event's victims: the nearest event that tells of such a toll has it."""
    if _touches(event, toll):
        return True
    others = [e for e in layers.events_of(event.sentence) if e is not event]
    if any(_touches(other, toll) for other in others):
        return False  # «نهبوا متاجر … وقُتل أربعة»
    parsed = layers.parsed[event.sentence]
    mine = _distance(parsed, event, toll)
    theirs = [d for e in others if (d := _distance(parsed, e, toll)) is not None]
    if mine is not None and (_reach(event).contains(toll.span) or mine <= _APART):
        return all(mine <= d for d in theirs)
    return _reach(event).contains(toll.span) and not theirs


def _reach(event: Event) -> Span:
    first, last = min(t.start for t in event.triggers), max(t.end for t in event.triggers)
    return Span(min(first, event.clause.start), max(last, event.clause.end))


def _touches(event: Event, toll: Toll) -> bool:
    return any(
        t.start - _ADJACENT <= toll.span.end and toll.span.start <= t.end + _ADJACENT for t in event.triggers
    )


def _distance(parsed: Parsed, event: Event, toll: Toll) -> int | None:
    """Return how far the event's nearest word that tells of such a toll stands from it; None if it has none."""
    words = (parsed.words[i] for c in event.candidates for i in (*range(c.word, c.last), *c.tail))
    spans = [w.token.span for w in words if toll.kind in told_kinds(w.folded)]
    return min((max(s.start - toll.span.end, toll.span.start - s.end) for s in spans), default=None)


def _settled(parsed: Parsed, event: Event, tolls: Sequence[Toll]) -> Iterator[Toll]:
    """Yield the tolls; a running total is the event's own where it tells of the dead and has no other count of them."""
    for toll in tolls:
        other = any(t.kind == toll.kind and t.scope == "event" for t in tolls)
        if other or toll.scope == "event" or _distance(parsed, event, toll) is None:
            yield toll
        else:
            yield replace(toll, scope="event")


def _with_named(parsed: Parsed, event: Event, told: Sequence[Toll]) -> Iterator[Toll]:
    """Yield the tolls told, with the victims whom no number counts: alone, or beside counted ones."""
    named = _named_victims(parsed, event)
    same = next((t for t in told if named is not None and t.kind == named.kind), None)
    for toll in told:
        yield (
            _sum(named, toll) if toll is same and named is not None and _joined(parsed, named, toll) else toll
        )
    if named is not None and same is None:
        yield named


def _joined(parsed: Parsed, named: Toll, toll: Toll) -> bool:
    """«مقتل القائد | وثلاثة من مرافقيه»"""
    gap = toll.span.start - named.span.end
    follows = next((w for w in parsed.words if w.token.span.end > named.span.end), None)
    return 0 <= gap <= _ADJACENT and follows is not None and follows.token.folded.startswith("و")


def _sum(named: Toll, toll: Toll) -> Toll:
    low = None if toll.min is None or named.min is None else toll.min + named.min
    high = None if toll.max is None or named.max is None else toll.max + named.max
    return replace(toll, min=low, max=high, span=Span(named.span.start, toll.span.end))


def _named_victims(parsed: Parsed, event: Event) -> Toll | None:
    """Return the dead or injured whom an event names or tells in the singular; attempts and unknown numbers give none."""
    killings = [c for c in event.candidates if c.frame.id in _KILLINGS]
    telling = killings or [c for c in event.candidates if c.frame.id in _WOUNDS]
    if not telling or _is_attempt(parsed, event):
        return None
    victims = [f.chunk for f in event.fillers if f.role == "recipient" and f.chunk is not None]
    victims = [c for c in victims if not any(c.span.overlaps(t) for t in event.triggers)]  # «حكم الإعدام»
    if not victims:
        return next((t for c in killings if (t := _by_pronoun(parsed, c.word, c.suffix))), None)
    people = sorted((c for c in victims if c.kind not in _NOBODY), key=lambda c: c.first)
    while len(people) > 1 and is_counted(parsed.words, people[-1]):
        people.pop()  # «القائد وثلاثة من مرافقيه»: a toll tells of them
    if not people or event.candidates[0] not in telling or not all(_is_one(parsed, c) for c in people):
        return None
    company = tuple(_company(parsed, people))
    number = len(_apart(parsed, people)) + len(company)
    last = (*people, *company)[-1]
    span = Span(people[0].span.start, last.span.end)
    return Toll("dead" if killings else "injured", number, number, "event", span, people[0].span)


def _by_pronoun(parsed: Parsed, word: int, suffix: str) -> Toll | None:
    number = _SUFFIX_COUNT.get(suffix)
    span = parsed.words[word].span
    return Toll("dead", number, number, "event", span) if number else None


def _apart(parsed: Parsed, people: Sequence[Chunk]) -> list[Chunk]:
    """Return the phrases that stand for different people: «النائب والصحافي فلان» is one."""
    found: list[Chunk] = []
    for chunk in people:
        if found and chunk.conj and _has_name(parsed, chunk) and not _has_name(parsed, found[-1]):
            found.pop()
        found.append(chunk)
    return found


def _has_name(parsed: Parsed, chunk: Chunk) -> bool:
    words = parsed.words[chunk.first : chunk.last]
    if any(e.kind == "name" for w in words for e in w.split.entries):
        return True
    return chunk.kind == "person" and not _heads(parsed.words[chunk.head])


def _company(parsed: Parsed, people: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield those who died with a victim: «القائد ومرافقه», «الرجل وزوجته وابنهما»."""
    here = parsed.chunk_of[people[-1].last - 1]
    for chunk in parsed.chunks[here + 1 :]:
        far = chunk.first - people[-1].last > _COMPANY_REACH
        if far or chunk.pos in ("verb", "rel", "sub", "neg", "aux") or (chunk.pos == "noun" and chunk.event):
            return
        if chunk.pos == "noun" and chunk.conj:
            if chunk.prep or not is_kin(parsed.words[chunk.head].split.stem):
                return
            yield chunk


def _is_attempt(parsed: Parsed, event: Event) -> bool:
    """«محاولة اغتيال», «نجا من …»: nobody is said to have died."""
    if any(light.row.effect == "foiled" for light in event.lights):
        return True
    return any(
        w.split.stem.startswith(_ATTEMPTS)
        for c in event.candidates
        for w in parsed.words[max(0, c.word - _ATTEMPT_REACH) : c.word]
    )


def _is_one(parsed: Parsed, chunk: Chunk) -> bool:
    """Tell whether a victim is one human: a person, an office, or a singular noun for people."""
    head = parsed.words[chunk.head]
    if chunk.actor is not None and chunk.kind not in _PERSONS:
        return False
    if is_counted(parsed.words, chunk) or _tells_many(head) or is_dual(head.split.stem):
        return False
    nisba = bool(_heads(head)) and head.split.stem.endswith(
        "ي"
    )  # «صحافي», «قيادي» have the shape of a plural
    one = nisba or gender_of(parsed.words, chunk)[1] in ("s", "?")
    return one and (chunk.kind in _PERSONS or _bare_name(chunk, head))


def _bare_name(chunk: Chunk, head: Word) -> bool:
    """«مقتل الحريري»: a word or two that no list has as a common noun."""
    short = chunk.kind is None and chunk.last - chunk.first <= 2
    return short and not any(e.kind in _NAMELESS for e in head.split.entries)


def _tells_many(head: Word) -> bool:
    """Tell whether a list has the noun as a plural («ضباط») or as one of amount («عدد»)."""
    plural = any(
        h.en.endswith(("s", "people", "men", "children", "police")) and not h.en.endswith("ss")
        for h in _heads(head)
    )
    return plural or head.split.stem.removesuffix("ا") in _AMOUNTS


def _heads(head: Word) -> list[Head]:
    return [e.value for e in head.split.entries if isinstance(e.value, Head)]
