"""An event → its tolls: which of the sentence's counts are its own, and the one victim whom no number counts."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.analysis.agreement import gender_of, is_counted
from riwaya.analysis.events import Event
from riwaya.analysis.layers import Layers
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.roles import Filler
from riwaya.analysis.words import Word
from riwaya.lexicon.loader import Head
from riwaya.model import Span, Toll

_ADJACENT = 2  # characters between a count and the word that tells it
_KILLINGS = frozenset({"assault.kill", "assault.assassinate", "assault.execute"})
_PERSONS = frozenset("person office rank honorific role official civilians fighters victims people".split())
_AMOUNTS = frozenset({"عدد", "مجموعه", "بعض", "عشر", "جماعه", "عايله", "اسره"})
_SUFFIX_COUNT = {"ه": 1, "هما": 2}
_ATTEMPTS = tuple("محاول مخطط تخطيط خطه نجا ينجو تهديد حاول يحاول دعو فشل احبط احباط".split())
_ATTEMPT_REACH = 4  # words before the killing's


def find_event_tolls(layers: Layers, event: Event, happened: bool = True) -> tuple[Toll, ...]:
    """Return the tolls in the event's clause or right at one of its words.

    A victim who is named or told in the singular is one dead («اغتيال الوزير»), if the killing is said to have `happened`.
    """
    if event.frame.type not in ("ASSAULT", "COERCE"):
        return ()
    sentence = layers.parsed[event.sentence].sentence.span
    first, last = min(t.start for t in event.triggers), max(t.end for t in event.triggers)
    reach = Span(min(first, event.clause.start), max(last, event.clause.end))
    inside = [t for t in layers.tolls if sentence.contains(t.span) and reach.contains(t.span)]
    told = tuple(t for t in inside if not _of_another(layers, event, t))
    if any(t.kind == "dead" for t in told) or not happened:
        return told
    return (*told, *_one_victim(layers.parsed[event.sentence], event))


def _of_another(layers: Layers, event: Event, toll: Toll) -> bool:
    """Tell whether the word that counts the victims is another event's: «نهبوا متاجر … وقُتل أربعة»."""
    if _touches(event, toll):
        return False
    others = (e for e in layers.events_of(event.sentence) if e is not event)
    return any(_touches(other, toll) for other in others)


def _touches(event: Event, toll: Toll) -> bool:
    return any(
        t.start - _ADJACENT <= toll.span.end and toll.span.start <= t.end + _ADJACENT for t in event.triggers
    )


def _one_victim(parsed: Parsed, event: Event) -> Iterator[Toll]:
    """Yield the one dead that a killing's victim is; attempts and victims of unknown number give none."""
    if event.frame.id not in _KILLINGS or _is_attempt(parsed, event):
        return
    victims = [f for f in event.fillers if f.role == "recipient"]
    if len(victims) == 1 and _is_one(parsed, victims[0]):
        yield Toll("dead", 1, 1, "event", victims[0].span, victims[0].span)
    elif not victims:
        for candidate, trigger in zip(event.candidates, event.triggers, strict=False):
            if candidate.suffix in _SUFFIX_COUNT:
                n = _SUFFIX_COUNT[candidate.suffix]
                yield Toll("dead", n, n, "event", trigger)
                return


def _is_attempt(parsed: Parsed, event: Event) -> bool:
    """«محاولة اغتيال», «نجا من …»: nobody is said to have died."""
    if any(light.row.effect == "foiled" for light in event.lights):
        return True
    return any(
        w.split.stem.startswith(_ATTEMPTS)
        for c in event.candidates
        for w in parsed.words[max(0, c.word - _ATTEMPT_REACH) : c.word]
    )


def _is_one(parsed: Parsed, victim: Filler) -> bool:
    """Tell whether a victim is one human: a person, an office, or a singular noun for people."""
    chunk = victim.chunk
    if chunk is None or (chunk.actor is not None and chunk.kind not in _PERSONS):
        return False
    if is_counted(parsed.words, chunk) or _tells_many(parsed.words[chunk.head]):
        return False
    number = gender_of(parsed.words, chunk)[1]
    bare_name = chunk.kind is None and chunk.last - chunk.first <= 2
    return number in ("s", "?") and (chunk.kind in _PERSONS or bare_name)


def _tells_many(head: Word) -> bool:
    """Tell whether a list has the noun as a plural («ضباط») or as one of amount («عدد»)."""
    heads = [e.value for e in head.split.entries if isinstance(e.value, Head)]
    plural = any(h.en.endswith(("s", "people", "men", "police")) and not h.en.endswith("ss") for h in heads)
    return plural or head.split.stem.removesuffix("ا") in _AMOUNTS
