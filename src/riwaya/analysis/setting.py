"""An event → where and when: which of the sentence's places and times are its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from riwaya.analysis.events import Event
from riwaya.analysis.layers import Layers
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.analysis.roles import Filler
from riwaya.model import Place, Span, Time

_SPECIFICITY = {"site": 0, "settlement": 1, "admin2": 2, "admin1": 3, "region": 4, "country": 5}
_ON_THE_GROUND = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_STANDS = frozenset({"REQUEST", "REJECT", "ACCUSE", "SUPPORT"})
_TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_TOPICS = frozenset(
    "بحث لبحث مناقشه لمناقشه نقاش حول بشان بخصوص ازاء حيال وضع اوضاع تطورات ازمه نزاع".split()
)
_ADJACENT = 2  # characters between a noun and what it is annexed to
_HEAD_LENGTH = 8  # characters of a head before the place's name: «مدينة»
_SAME_PLACE = 25  # characters between a place and what contains it
_RECALLED = 6  # sentences over which «المتظاهرون» looks back
_PROTESTERS = ("متظاهر", "محتج", "معتصم", "متجمهر")
_WHEREABOUTS = 15  # characters between a place and what tells only where it lies


class Reach(IntEnum):
    """Where something stands to an event, the likeliest class first."""

    BEHIND = 0  # behind its words, in its clause
    BEFORE = 1  # before them, in its clause
    PAST_BEFORE = 2  # likewise, past another event's word
    SCENE = 3  # in an earlier clause of the sentence: «في كركوك، …»
    PAST_BEHIND = 4
    LATER = 5  # in a later clause
    PAST_SCENE = 6


# How far from its words a deed's place may stand; the place of a meeting, a visit, a retreat stands behind them.
_FURTHEST = {
    "ASSAULT": Reach.PAST_SCENE,
    "PROTEST": Reach.PAST_SCENE,
    "MOBILIZE": Reach.PAST_SCENE,
    "COERCE": Reach.SCENE,
    "THREATEN": Reach.PAST_BEFORE,
}
_FROM_IT = frozenset({"منها", "منه", "عنها", "عنه"})  # «انسحبوا منها»: from the place told before
_IN = frozenset({"في", "وفي"})
_BUT = frozenset(
    {"اما", "واما", "وكذلك", "وايضا"}
)  # before a place that opens its sentence: «أما في بغداد …»


@dataclass(frozen=True, slots=True)
class _Setting:
    """What can place or date an event: the things of its sentence, sorted by where they stand to it.

    Measured on gold: behind the trigger in its clause eight in ten are the event's; past another event's word three in ten.
    What stands outside the words of the source that tells the event («أعلنت أمس أن …») dates the telling.
    """

    layers: Layers
    event: Event
    any_voice: bool  # what stands outside the source's words counts too

    def nearest(self, spans: Sequence[Span], furthest: Reach = Reach.PAST_SCENE) -> list[int]:
        """Return the indices of the spans of the likeliest class that has any, the nearest first."""
        for reach, found in zip(Reach, self._sorted(spans), strict=True):
            if reach > furthest:
                break
            if found:
                return found
        return []

    def _sorted(self, spans: Sequence[Span]) -> Iterator[list[int]]:
        event, sentence = self.event, self.layers.parsed[self.event.sentence].sentence.span
        said = [
            i for i, s in enumerate(spans) if sentence.contains(s) and (self.any_voice or self._same_voice(s))
        ]
        first = min(t.start for t in event.triggers)
        clause = [i for i in said if event.clause.contains(spans[i])]
        behind = [i for i in clause if spans[i].start >= first]
        before = [i for i in reversed(clause) if spans[i].end <= first]
        scene = [i for i in reversed(said) if spans[i].end <= first]
        yield [i for i in behind if not self._rival_between(spans[i])]
        yield [i for i in before if not self._rival_between(spans[i])]
        yield before
        yield [i for i in scene if not self._rival_between(spans[i])]
        yield behind
        yield [i for i in said if spans[i].start >= first and not self._rival_between(spans[i])]
        yield scene

    def _same_voice(self, span: Span) -> bool:
        covering = [a for a in self.layers.attributions if a.covers(self.event.start)]
        return all(a.covers(span.start) for a in covering)

    def _rival_between(self, span: Span) -> bool:
        first, last = min(t.start for t in self.event.triggers), max(t.end for t in self.event.triggers)
        low, high = (last, span.start) if span.start >= last else (span.end, first)
        others = (e for e in self.layers.events_of(self.event.sentence) if e is not self.event)
        return any(low <= other.start < high for other in others)


def find_event_places(layers: Layers, event: Event) -> tuple[Place, ...]:
    """Return the event's places: what stands in its own clause, else what sets its sentence's scene («في كركوك، …»).

    Only a place where something is said to be counts («في», «قرب», «شمال»): a name inside a participant («رئيس وزراء
    الصومال») or a state that acts is none. Deeds happen somewhere; words and policies are placed only by their own clause.
    """
    kind = event.frame.type
    if kind in _STANDS:
        own = _at_protest(layers, event)
    else:
        own = _own_places(layers, event) or (_inherited(layers, event) if kind in _ON_THE_GROUND else ())
    return tuple(own or _opening(layers, event))


def _opening(layers: Layers, event: Event) -> Sequence[Place]:
    """«وفي بيروت، استقبل الوزير …»: the place that its sentence opens with sets the scene of its main clause."""
    parsed = layers.parsed[event.sentence]
    opened = [p for p in layers.places_in(parsed.sentence.span) if p.located and p.role == "at"]
    if not opened or event.candidates[0].part != "verb" or _told_by_another(layers, event):
        return ()
    before = [w.folded for w in parsed.words if w.token.span.end <= opened[0].span.start and w.pos != "mark"]
    opens = bool(before) and before[-1] in _IN and all(w in _BUT for w in before[:-1])
    return _nearest_group(opened) if opens else ()


def _own_places(layers: Layers, event: Event) -> Sequence[Place]:
    parsed = layers.parsed[event.sentence]
    here = layers.places_in(parsed.sentence.span)
    places = [p for p in here if _may_locate(parsed, event, p)]
    furthest = Reach.SCENE if _left(parsed, event) else _FURTHEST.get(event.frame.type, Reach.BEHIND)
    if _is_known_event(parsed, event):
        furthest = Reach.BEHIND
    if event.candidates[0].part == "participle":  # «المتظاهرون في سديروت»: those who are there, right beside
        places = [p for p in places if 0 <= p.span.start - event.triggers[0].end <= _WHEREABOUTS]
    found = _Setting(layers, event, any_voice=True).nearest([p.span for p in places], furthest)
    if not found:  # «حاصروا مبنى البلدية»: a building that the deed is directed at
        places = [p for p in here if _is_site(p) and _is_target(event, p)]
        found = list(range(len(places)))
    words = [t.start for e in layers.events_of(event.sentence) for t in e.triggers]
    group = _nearest_group(_at_first([places[i] for i in found], words))
    return _narrowed(here, event, group)


def _left(parsed: Parsed, event: Event) -> bool:
    """Tell whether a pronoun stands for what is left: «بعد انسحاب الحامية منها», «خرجوا منه»."""
    if event.frame.type != "RETREAT":
        return False
    behind = (w for w in parsed.words if w.token.span.start >= event.triggers[0].end)
    return any(w.folded in _FROM_IT for w in behind if event.clause.contains(w.token.span))


def _told_by_another(layers: Layers, event: Event) -> bool:
    """Tell whether somebody whom the sentence quotes tells the event: he may tell it of anywhere."""
    return any(a.covers(event.start) for a in layers.attributions)


def _narrowed(here: Sequence[Place], event: Event, group: list[Place]) -> list[Place]:
    """Put a place before the group that only tells where it lies: «المنطقة الخضراء وسط بغداد»."""
    for place in here:
        if not group or place in group or _gap(place, group[0]) > _WHEREABOUTS:
            continue
        inside = place.span.end <= group[0].span.start and _breadth(place) < _breadth(group[0])
        if inside and _may_lie_in(place, group[0]) and not _acts(event, place):
            return [replace(place, located=True), *group]
    return group


def _may_lie_in(place: Place, wider: Place) -> bool:
    """Tell whether a known place may lie in another: in the same country, and division if both have one."""
    if place.name is None or place.country is None or place.country != wider.country:
        return False
    return None in (place.admin1, wider.admin1) or place.admin1 == wider.admin1


def _acts(event: Event, place: Place) -> bool:
    """Tell whether a place belongs to who does it; a town that the event's noun is annexed to doesn't («معركة سراقب خلفت …»)."""
    return any(
        f.role == "actor" and f.span.contains(place.span) and not (_is_town(f) and _annexed(event, place))
        for f in event.fillers
    )


def _is_town(filler: Filler) -> bool:
    """Tell whether a filler is no body that is known: «موسكو» stands for its government."""
    return filler.chunk is not None and filler.chunk.actor is None and filler.chunk.kind is None


def _inherited(layers: Layers, event: Event) -> Sequence[Place]:
    """Return the places of the deed told just before: in this sentence («شهدت غزة مقتل شرطي وحرق مدرسة»), or one of the same
    type in the sentence before it in the paragraph, with which this one goes on."""
    near = (*layers.events_of(event.sentence - 1), *layers.events_of(event.sentence))
    for other in reversed(near):
        if other.start >= event.start or other.frame.type not in _ON_THE_GROUND:
            continue
        if not _goes_on(layers, other, event):
            break
        if places := _own_places(layers, other):
            return places
    return _recalled(layers, event)


def _recalled(layers: Layers, event: Event) -> Sequence[Place]:
    """Return the place of the protest told before whose people the event names: «وهاجم المتظاهرون الشرطة».

    Other nouns recall less surely («الهجوم» may be a third one): measured on gold, none in six was right.
    """
    if not _of_protesters(layers.parsed[event.sentence], event):
        return ()
    for number in range(event.sentence - 1, max(-1, event.sentence - _RECALLED), -1):
        for other in layers.events_of(number):
            if other.frame.type == "PROTEST" and (places := _own_places(layers, other)):
                return places
    return ()


def _of_protesters(parsed: Parsed, event: Event) -> bool:
    """Tell whether «the protesters» take part: with their article they were told of before."""
    return any(
        parsed.words[chunk.head].split.article and _are_protesters(parsed, chunk) for chunk in _filled(event)
    )


def _filled(event: Event) -> Iterator[Chunk]:
    return (f.chunk for f in event.fillers if f.chunk is not None)


def _are_protesters(parsed: Parsed, chunk: Chunk) -> bool:
    return parsed.words[chunk.head].split.stem.startswith(_PROTESTERS)


def _at_protest(layers: Layers, event: Event) -> Sequence[Place]:
    """«تظاهر المئات في بيروت مطالبين بـ…»: what protesters demand, refuse or praise they do where they protest.

    Otherwise a stand has no place: one named behind it is that of a speaker («أكبر منظمة في بريطانيا») or of what is asked.
    """
    protests = [e for e in layers.events_of(event.sentence) if e.frame.type == "PROTEST"]
    for protest in sorted(protests, key=lambda e: (e.start > event.start, abs(e.start - event.start))):
        if places := _own_places(layers, protest):
            return places
    return _beside_protesters(layers, event) or _recalled(layers, event)


def _beside_protesters(layers: Layers, event: Event) -> Sequence[Place]:
    """«طالب متظاهرون في عمان بـ…»: where those who demand are said to be."""
    parsed = layers.parsed[event.sentence]
    spans = [chunk.span for chunk in _filled(event) if _are_protesters(parsed, chunk)]
    return [
        place
        for place in layers.places_in(parsed.sentence.span)
        if place.located
        and any(0 <= place.span.start - s.end <= _WHEREABOUTS or s.contains(place.span) for s in spans)
    ]


def _goes_on(layers: Layers, before: Event, event: Event) -> bool:
    if before.sentence == event.sentence:
        return True
    here, there = layers.parsed[event.sentence].sentence, layers.parsed[before.sentence].sentence
    next_to_it = event.sentence - before.sentence == 1 and here.paragraph == there.paragraph
    return next_to_it and before.frame.type == event.frame.type


def _at_first(places: Sequence[Place], words: Sequence[int]) -> Sequence[Place]:
    """Begin with the first place where something is; one that it goes to or comes from counts only without it.

    «قُتلوا وهم ينقلون مؤناً إلى غزة في غارة على رفح»; what only tells where that lies takes its role («إلى المعضمية قرب دمشق»).
    `words` are where the sentence's event words begin: a place behind one is that event's.
    """
    told: list[Place] = []
    for place in places:
        whereabouts = bool(told) and _is_whereabouts(told[-1], place, words)
        told.append(replace(place, role=told[-1].role) if whereabouts else place)
    first = next((i for i, p in enumerate(told) if p.role == "at"), 0)
    return told[first:]


def _is_whereabouts(place: Place, behind: Place, words: Sequence[int]) -> bool:
    """Tell whether what stands right behind where something goes only says where that lies."""
    if place.role not in ("to", "via") or behind.role != "at" or _gap(place, behind) > _SAME_PLACE:
        return False
    same = place.country == behind.country or behind.precision in ("region", "admin1", "country")
    return same and not any(place.span.end <= word < behind.span.start for word in words)


def _may_locate(parsed: Parsed, event: Event, place: Place) -> bool:
    """Tell whether something is said to be at a place, or the event's own words put it there."""
    if _acts(event, place) or _is_topic(parsed, event, place):
        return False
    if place.located:
        return True
    if not parsed.sentence.span.contains(place.span):
        return False
    if _is_site(place):
        return False
    return _annexed(event, place) or _is_target(event, place) or _witnessed(parsed, event, place)


def _is_topic(parsed: Parsed, event: Event, place: Place) -> bool:
    """«التقى الوزيران في سوتشي لبحث الوضع في إدلب»: tell whether a place is only where lies what was talked about."""
    if event.frame.type not in _TALKS:
        return False
    between = (w for w in parsed.words[event.candidates[0].last :] if w.token.span.end <= place.span.start)
    return any(w.split.stem in _TOPICS or w.folded in _TOPICS for w in between)


def _is_site(place: Place) -> bool:
    return place.precision == "site" and place.name is None


def _annexed(event: Event, place: Place) -> bool:
    """«تفجيرات الرياض», «قمة القاهرة», «أحداث درعا»: a town that an event noun is annexed to; a state would be the doer."""
    if place.precision in ("country", None):
        return False
    nouns = (
        t for t, c in zip(event.triggers, event.candidates, strict=False) if c.part in ("noun", "masdar")
    )
    return any(0 < place.span.start - noun.end <= _ADJACENT for noun in nouns)


def _is_target(event: Event, place: Place) -> bool:
    """«قصف مدينة صعدة», «زيارة دمشق», «حصار غزة»: the place is what the deed or the visit is directed at."""
    if event.frame.type not in _ON_THE_GROUND and event.frame.mode != "visit":
        return False
    return any(
        f.role == "recipient" and f.span.contains(place.span) and place.span.start - f.span.start <= _HEAD_LENGTH
        and f.span.end - place.span.end <= _ADJACENT
        for f in event.fillers
    )  # fmt: skip


def _witnessed(parsed: Parsed, event: Event, place: Place) -> bool:
    """«شهدت الخرطوم مظاهرات»: the subject of a verb that says where its event noun happened."""
    for light in event.lights:
        if light.row.subject == "place":
            word = parsed.words[light.word]
            behind = 0 < place.span.start - word.token.span.end <= _HEAD_LENGTH
            before = 0 < word.token.span.start - place.span.end <= _HEAD_LENGTH
            if behind or before:
                return True
    return False


def _nearest_group(places: Sequence[Place]) -> list[Place]:
    """Return the first place with those right beside it, the most specific first: «حي المنصور في بغداد»."""
    if not places:
        return []
    group = [places[0]]
    for place in places[1:]:
        if _gap(group[-1], place) > _SAME_PLACE:
            break
        group.append(place)
    return sorted(group, key=_order)


def _gap(one: Place, other: Place) -> int:
    """Return how many characters lie between two places, whichever comes first."""
    return max(one.span.start, other.span.start) - min(one.span.end, other.span.end)


def _breadth(place: Place) -> tuple[int, bool]:
    """Sort places from the narrowest: a quarter that has a name before the building in it, towns as told."""
    return _SPECIFICITY.get(place.precision or "", 1), place.name is None and place.precision != "settlement"


def _order(place: Place) -> tuple[int, bool, int]:
    """Sort places by breadth, then as told: «بلدة شتورا في زحلة»."""
    return *_breadth(place), place.span.start


def find_event_time(layers: Layers, event: Event) -> Time | None:
    """Return the time in the event's own clause, else the one that sets its sentence's scene.

    A date that says something goes before a vague word («نهاراً»). A noun that names a known event («الهجوم», «اغتياله») isn't
    dated by what comes later: that is what is said of it.
    """
    parsed = layers.parsed[event.sentence]
    times = layers.times_in(parsed.sentence.span)
    headings = [t for t in times if _is_heading(parsed, t)]
    inside = [t for t in times if t not in headings]
    for group in ([t for t in inside if t.precision != "vague"], inside):
        if (found := _dated_by(layers, event, group)) is not None:
            return found
        if above := [t for t in headings if t.span.end <= event.start]:
            return above[-1]
    return None


def _is_heading(parsed: Parsed, time: Time) -> bool:
    """«3 أيار: مقتل …»: a date that heads an entry of a list dates what follows, up to the next."""
    behind = next((w for w in parsed.words if w.token.span.start >= time.span.end), None)
    return behind is not None and behind.folded == ":"


def _dated_by(layers: Layers, event: Event, times: Sequence[Time]) -> Time | None:
    spans = [t.span for t in times]
    furthest = Reach.SCENE if _is_known_event(layers.parsed[event.sentence], event) else Reach.PAST_SCENE
    found = _Setting(layers, event, any_voice=False).nearest(spans, furthest)
    found = found or _Setting(layers, event, any_voice=True).nearest(spans, Reach.BEHIND)
    return times[found[0]] if found else None


def _is_known_event(parsed: Parsed, event: Event) -> bool:
    main = event.candidates[0]
    split = parsed.words[main.word].split
    named = main.part in ("noun", "masdar") and (split.article or bool(split.suffix))
    return named and split.prep != "ل" and not event.lights  # «خرجوا للاحتجاج»: a purpose, not yet known
