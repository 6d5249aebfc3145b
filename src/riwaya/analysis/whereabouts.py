"""Places that no list has → their division and country: what the text puts them in, else where its scene lies.

Such a place keeps its own words and gets no name. `name_en` then tells the town («a site in Mosul»).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from riwaya.analysis.layers import Layers
from riwaya.analysis.unlisted import parsed_at
from riwaya.lexicon.gazetteer import Gazetteer, GazetteerPlace
from riwaya.model import Place, Span

_TOWNS = frozenset({"settlement", "admin1", "admin2", "region"})
_UNLISTED_TOWNS = frozenset({"settlement", "admin2"})
_LOOKED_BACK = 50  # places before a sentence
_RIGHT_BEHIND = 25  # characters between a place and what contains it
_BELONGING = 16  # the same, without a preposition of place: «التابعة لقضاء …»
_NAMED_AFTER = frozenset({"settlement", "admin2", "site"})  # narrower than the division that is told anyway
_KINDS = {"site": "a site", "settlement": "a settlement", "region": "an area"}
# Words of the seats of a state, folded, article apart: they stand in its capital.
_SEATS = frozenset({"برلمان", "رئاسه", "رئاسي", "جمهوري", "وزراء", "وزاره", "دستوريه"})


def with_whereabouts(layers: Layers, gazetteer: Gazetteer) -> Layers:
    """Return the layers with every place that no list has put where it lies, as far as the report tells."""
    if all(p.name is not None for p in layers.places):
        return layers
    main = _main_country(layers, gazetteer)
    places = [_placed(layers, p, main, gazetteer) if _is_open(p) else p for p in layers.places]
    by_span = {p.span: p for p in places}
    places = [_as_before(p, by_span) for p in places]
    towns = {p.span: p for p in places if p.name_en and p.precision in _NAMED_AFTER}
    return replace(layers, places=tuple(_in_town(layers, p, towns, gazetteer) for p in places))


def _as_before(place: Place, by_span: Mapping[Span, Place]) -> Place:
    """Put a place that no list has, and that was named before, where it was then."""
    first = by_span.get(place.antecedent) if place.antecedent is not None and place.name is None else None
    return _within(place, first) if first is not None and first.country is not None else place


def _is_open(place: Place) -> bool:
    return place.country is None and place.name is None and place.candidates == 0


def _placed(layers: Layers, place: Place, main: GazetteerPlace | None, gazetteer: Gazetteer) -> Place:
    """Put a place where its scene lies; the seat of a state without one in its capital, any other in the report's country."""
    sentence = layers.sentence_at(place.span.start)
    scene = _scene(layers, place, sentence, main, gazetteer)
    seat = main is not None and _is_seat(layers, place)
    if main is not None and (scene is None or (seat and not sentence.contains(scene.span))):
        capital = _capital(main, gazetteer) if seat and (not scene or scene.country == main.country) else None
        return _within(place, capital or scene or main)
    return _within(place, scene) if scene else place


def _within(place: Place, wider: Place | GazetteerPlace) -> Place:
    """Return the place with the division and country of a wider one, and the name of the town that no words of the text name."""
    town = isinstance(wider, GazetteerPlace) and wider.precision == "settlement"
    return replace(
        place,
        name_en=_described(place, wider.name_en) if town else None,
        admin1=wider.admin1,
        admin1_en=wider.admin1_en,
        country=wider.country,
        country_en=wider.country_en,
        stated_in=wider.span if isinstance(wider, Place) else None,
    )


def _in_town(layers: Layers, place: Place, towns: Mapping[Span, Place], gazetteer: Gazetteer) -> Place:
    """Tell in English which town a place lies in that has no name of its own."""
    town = towns.get(place.stated_in) if place.stated_in and place.name is None else None
    if town is None or place.name_en is not None or town is place:
        return place
    if place.precision in _UNLISTED_TOWNS and not _belongs(layers, place, town, gazetteer):
        return place  # no town lies in another
    return replace(place, name_en=_described(place, town.name_en))


def _belongs(layers: Layers, place: Place, town: Place, gazetteer: Gazetteer) -> bool:
    """Tell whether the text says that a village belongs to a town: «التابعة لقضاء خانقين», not «قرب خانقين»."""
    between = Span(place.span.end, town.span.start) if place.span.end <= town.span.start else None
    parsed = parsed_at(layers, place.span.start)
    words = [w.folded for w in parsed.words if between is not None and between.contains(w.token.span)]
    return any(word in gazetteer.words["within"] for word in words)


def _described(place: Place, town_en: str | None) -> str:
    return f"{_KINDS.get(place.precision or '', 'a place')} in {town_en}"


def _is_seat(layers: Layers, place: Place) -> bool:
    """«مبنى البرلمان», «القصر الجمهوري», «المحكمة العليا»."""
    parsed = parsed_at(layers, place.span.start)
    return any(w.split.stem in _SEATS for w in parsed.words if place.span.contains(w.token.span))


def _capital(country: GazetteerPlace, gazetteer: Gazetteer) -> GazetteerPlace | None:
    known = gazetteer.countries.get(country.country_code or "")
    found = gazetteer.numbered(known.capital) if known and known.capital else ()
    return found[0] if found else None


def _scene(
    layers: Layers, place: Place, sentence: Span, main: GazetteerPlace | None, gazetteer: Gazetteer
) -> Place | None:
    """Return the known place that tells where another lies: right behind it («حي المنصور في بغداد»), else the town that its
    sentence, or one before it, was set in last. Of a report on several countries only what its own paragraph tells counts."""
    near = (*layers.places_before(sentence.start, _LOOKED_BACK), *layers.places_in(sentence))
    named = [p for p in near if p.country and not p.span.overlaps(place.span)]
    known = [p for p in named if p.located]
    for places, far in ((known, _RIGHT_BEHIND), (named, _BELONGING)):
        if behind := [p for p in places if 0 <= p.span.start - place.span.end <= far]:
            return behind[0]
    before = [p for p in known if p.span.end <= place.span.start and p.precision in _TOWNS]
    here = [p for p in before if p.span.start >= sentence.start]
    if place.precision in _UNLISTED_TOWNS:  # spokesmen are in capitals, villages seldom near
        known = [p for p in known if p.geonames_id not in gazetteer.capitals]
        before, here = ([p for p in some if p in known] for some in (before, here))
    paragraph = _paragraph(layers, place)
    before = [p for p in before if p.country == (main.country if main else None) or p.span.start >= paragraph]
    # «في الموصل (شمال بغداد)»: what a direction tells lies elsewhere
    for towns in ([p for p in here if p.precision != "region"], here, before):
        if towns:
            return towns[-1]
    return next((p for p in known if sentence.contains(p.span)), None)


def _paragraph(layers: Layers, place: Place) -> int:
    """Return where the paragraph of a place begins."""
    paragraph = parsed_at(layers, place.span.start).sentence.paragraph
    return layers.parsed[
        bisect_left(layers.parsed, paragraph, key=lambda p: p.sentence.paragraph)
    ].sentence.span.start


def _main_country(layers: Layers, gazetteer: Gazetteer) -> GazetteerPlace | None:
    """Return the country that most of the report's places and adjectives of nationality are of."""
    votes = Counter(p.country for p in layers.places if p.country)
    for parsed in layers.parsed:
        for word in parsed.words:
            code = gazetteer.nationality(word.folded)
            if code is not None:
                votes[gazetteer.countries[code].name] += 1
    if not votes:
        return None
    name, most = votes.most_common(1)[0]
    found = [p for p in gazetteer.lookup(name) if p.precision == "country"]
    return found[0] if found and most * 2 > votes.total() else None
