"""A sentence's names → the wider place that the text puts each in, and which readings of a name its head allows.

«منبج التابعة لمحافظة حلب» says so, «منبج، حلب» may mean it; a direction, a list or a movement is no container.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.analysis.place_names import NameFound
from riwaya.lexicon.gazetteer import Gazetteer, GazetteerPlace
from riwaya.model import Sentence

_MOST_BETWEEN = 6  # tokens between a name and its container


@dataclass(frozen=True, slots=True)
class Container:
    """The wider place that the text puts a name in; `said` with a preposition, not only after a comma."""

    name: NameFound
    said: bool


def find_containers(
    found: Sequence[NameFound], sentence: Sentence, gazetteer: Gazetteer
) -> dict[int, Container]:
    """Return for each name that the text puts in another, the other: «منبج التابعة لمحافظة حلب»."""
    containers: dict[int, Container] = {}
    for i in range(len(found) - 1):
        inner, outer = found[i], found[i + 1]
        said = _says_within(inner, outer, sentence, gazetteer)
        if said is not None and wide_readings(outer) and not inner.short and not _wider(inner, outer):
            containers[i] = Container(outer, said)
    return containers


def _says_within(inner: NameFound, outer: NameFound, sentence: Sentence, gazetteer: Gazetteer) -> bool | None:
    """True if the words between say that `inner` lies in `outer`, False if a comma may mean it, None if not."""
    start = outer.first
    between = [t.folded for t in sentence.tokens[inner.last : start] if t.folded not in "\"'()"]
    if len(between) > _MOST_BETWEEN or outer.joined:
        return None
    after, within = gazetteer.words["after"], gazetteer.words["within"]
    while between and between[0] in after:
        between.pop(0)
    opened = bool(between) and between[0] in within
    while between and (between[0] in within or between[0] in ("،", ",")):
        opened = opened or between[0] in within
        between.pop(0)
    if (
        between in (["في"], ["ضمن"])
        or (not between and outer.clitic == "ب")
        or (opened and between == ["الي"])
    ):
        return not (
            outer.direction and not outer.heads and all(p.precision != "country" for p in meant(outer)[:1])
        )
    if not between and outer.clitic == "ل" and opened:
        return True
    return False if not between and inner.last != start and not outer.direction and not outer.clitic else None


def wide_readings(name: NameFound) -> tuple[GazetteerPlace, ...]:
    """Return the readings of a name as a container: governorates, countries and regions of one country."""
    head = name.head
    if (name.homograph and head is None) or (head is not None and head.precision in ("settlement", "site")):
        return ()
    wide = tuple(
        c for c in name.candidates if c.precision in ("admin1", "country") or c.precision == "region"
    )
    return tuple(c for c in wide if c.country_code)


def _wider(inner: NameFound, outer: NameFound) -> bool:
    """Tell whether `inner` is as wide as `outer`: a country isn't in a governorate."""
    order = ("site", "settlement", "admin2", "admin1", "region", "country")
    if not inner.candidates:
        return False
    narrow = min(order.index(c.precision) for c in meant(inner))
    return narrow >= max(order.index(c.precision) for c in wide_readings(outer))


def lies_in(place: GazetteerPlace, container: NameFound) -> bool:
    """Tell whether a place lies in any reading of the container, or may: a region's borders aren't known."""
    return any(_within(place, wide) for wide in wide_readings(container))


def _within(place: GazetteerPlace, wide: GazetteerPlace) -> bool:
    if place.country_code != wide.country_code:
        return place.country_code is None
    if wide.precision == "country" or place.admin1_en is None or wide.admin1_en is None:
        return True
    return place.admin1_en == wide.admin1_en


def meant(name: NameFound) -> tuple[GazetteerPlace, ...]:
    """Return the candidates that the head allows; without one a town goes before its governorate."""
    head = name.head
    if head is None or (head.precision == "region" and not head.whole):
        return _without_head(name.candidates) or name.candidates
    everything = name.candidates
    for wanted in _WANTED[head.precision]:
        if chosen := tuple(c for c in everything if c.precision == wanted):
            return chosen
    return everything


def _without_head(places: Sequence[GazetteerPlace]) -> tuple[GazetteerPlace, ...]:
    """Leave out districts, governorates that bear their capital's name, and capitals that bear their country's."""
    countries = {(p.country_code, p.name) for p in places if p.precision == "country"}
    towns = {(p.country_code, p.admin1_en) for p in places if p.precision == "settlement"}
    return tuple(
        p
        for p in places
        if p.precision != "admin2"
        and not (p.precision == "admin1" and (p.country_code, p.admin1_en) in towns)
        and not (p.precision == "settlement" and (p.country_code, p.name) in countries)
    )


_WANTED = {
    "admin1": ("admin1", "region", "admin2"),
    "admin2": ("admin2", "settlement"),
    "settlement": ("settlement", "site"),
    "region": ("region", "admin1", "admin2", "settlement", "country"),
    "site": ("site", "settlement"),
}
