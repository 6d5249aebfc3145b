"""Who is meant by a deed that is only denied by name: «هذا تشابه وليس تنسيقاً», «ما حصل ليس اتفاقاً».

Such a sentence is about what was told before, which somebody calls by that name. Of deeds that need two sides the sides are
those of the deed told before under the same type; the one that is missing is the party that answers in somebody else's
words («يقولون لأتباعهم: هذا ليس تحالفاً»), or whose motive the next clause gives («…، وأراد القائد أن …»). Where none of
this holds the sides stay unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.analysis.arguments import entity_of, find_arguments
from riwaya.analysis.coreference import ACTING
from riwaya.analysis.events import Event
from riwaya.analysis.parsed import Parsed
from riwaya.model import Argument, Source

_TWO_SIDED = frozenset({"COOPERATE", "CONSULT", "AGREE"})
_THIS = frozenset("هذا هذه ذلك تلك الامر ذاك".split())
_WHAT = "ما"
_HAPPENED = frozenset("حصل حدث جري يحصل يحدث يجري تم".split())
_MOTIVE = frozenset(
    "اراد اراده ارادت ارادوا سعي سعت سعوا حاول حاولت حاولوا اضطر اضطرت اضطروا قصد قصدت".split()
)
_BODIES = frozenset("armed_group military government party police intelligence state".split())
_REACH = 8  # words from a negation back to what it is said of
_BEFORE = 2  # sentences before
_BEHIND = 8  # words from what is denied to the comma before the next clause


def disputed_sides(
    parsed: Sequence[Parsed],
    event: Event,
    told: Sequence[Event],
    found: Sequence[Argument],
    sources: Sequence[Source],
) -> Iterator[Argument]:
    """Yield the sides of a denied deed that its own words don't name; `told` are the document's events, in order."""
    here = parsed[event.sentence]
    if not _speaks_of_what_was_told(here, event):
        return
    via = event.triggers[0]
    roles = {a.role for a in found}
    if not roles:
        for argument in _told_before(parsed, event, told):
            roles.add(argument.role)
            yield Argument(argument.role, argument.span, argument.entity, argument.antecedent, via)
    if "actor" in roles or "recipient" not in roles:
        return
    if len(sources) > 1 and (speaker := sources[-1]).entity is not None and speaker.entity.kind in _BODIES:
        yield Argument("actor", speaker.span, speaker.entity, speaker.antecedent, via)
    else:
        yield from _whose_motive(here, event)


def _speaks_of_what_was_told(here: Parsed, event: Event) -> bool:
    """Tell whether an event is denied of «this», or of what happened."""
    denial = here.denials.denied.get(event.candidates[0].word)
    if denial is None or not denial.equates or event.frame.type not in _TWO_SIDED:
        return False
    around = here.words[max(0, denial.word - _REACH) : event.candidates[0].word]
    for number, word in enumerate(around):
        following = around[number + 1].folded if number + 1 < len(around) else ""
        if word.folded in _THIS or (word.folded == _WHAT and following in _HAPPENED):
            return True
    return False


def _told_before(parsed: Sequence[Parsed], event: Event, told: Sequence[Event]) -> Sequence[Argument]:
    """Return the sides of the last deed of this type told before in the paragraph, none if none has any."""
    here = parsed[event.sentence].sentence
    for other in reversed([e for e in told if (e.sentence, e.start) < (event.sentence, event.start)]):
        there = parsed[other.sentence].sentence
        if event.sentence - other.sentence > _BEFORE or there.paragraph != here.paragraph:
            break
        if other.frame.type == event.frame.type:
            sides = [a for a in find_arguments(parsed, other) if a.role in ("actor", "recipient")]
            if sides:
                return sides
    return ()


def _whose_motive(here: Parsed, event: Event) -> Iterator[Argument]:
    """«ما حصل ليس تنسيقاً مع الجيش، وأراد | القائد ورفاقه أن …»"""
    last = event.candidates[0].last
    for word in here.words[last : last + _BEHIND]:
        if word.pos == "mark" and word.folded not in "،,":
            return
        subject = here.subjects.get(word.index)
        if word.pos == "verb" and word.split.conj and word.split.stem in _MOTIVE and subject is not None:
            acting = [c for c in subject.chunks if c.actor is not None or c.kind in {*ACTING, "person"}]
            for chunk in acting:
                yield Argument("actor", chunk.span, entity_of(here, chunk), None, event.triggers[0])
            return
