"""Document → Places: which names are places, which places they are, and where the text itself puts them.

Two passes. The first finds the names and counts what the report is about (countries, divisions). The second
keeps the names that this supports, chooses among the places of a name, and abstains on ties: what the rivals
share is kept, the rest stays empty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import log10

from riwaya.analysis.place_containers import Container, find_containers, lies_in, meant, wide_readings
from riwaya.analysis.place_names import NameFound, find_names
from riwaya.lexicon.gazetteer import PRECISIONS, Country, Gazetteer, GazetteerPlace, key
from riwaya.model import Document, Finding, Place, Sentence, Span
from riwaya.text.fold import fold

# A single name of a smaller settlement needs a preposition of place, a head or its container to be one.
SMALL = 15_000
# Where towns bear surnames, or the other way round.
_SURNAMES = frozenset("US GB CA AU NZ IE ZA AR BR MX CL CO RU FR".split())
# A town of that size that the text puts elsewhere is worth a second look; hamlets share their names.
WORTH_A_FINDING = 10_000
# The countries whose towns the reporting names most, without further introduction.
NEAR = frozenset("SY IQ LB PS YE SD LY EG SO JO SA AE QA KW BH OM TN DZ MA EH MR DJ IL TR IR AF PK".split())
ARAB = NEAR - frozenset("IL TR IR AF PK".split())
_HEADED = "headed"  # of a short form: it takes up only what was named with the word
_ANY_TOWN = frozenset({"المدينه"})
_SMALL_TOWN = frozenset({"البلده", "القريه"})
_FIRST = 0.7  # what a capital, or the seat of a province, has over other towns
_OWN = 1.5  # what an Arab town has over a larger one far away: «زنجبار» alone may be either
_STRONG_HEADS = frozenset({"settlement", "admin1", "admin2", "site"})
_DWARFED = 4
_CITY = 150_000  # what bears such a town's name lies in it
_MOST_BACK = 100  # places that a short form may reach back over
_PRIOR = {"country": 8.0, "region": 5.0, "admin1": 4.0, "site": 4.0, "admin2": 2.0}


_Division = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the report is about: what speaks for each country, and the divisions that it names."""

    votes: Counter[str]
    own: Mapping[str | None, Counter[str]]  # by the name that gives them
    divisions: Mapping[_Division, frozenset[str]]  # with the names that lie in each
    told: Mapping[str, frozenset[str]]  # by name: the ids of the places that the text says it is, anywhere
    gazetteer: Gazetteer
    here: str = ""  # the country that the sentence is about, if the report is about several
    sentence: Mapping[str, float] = field(default_factory=dict)  # its own shares of countries

    @property
    def country(self) -> Country | None:
        """The country that the report, or else the sentence, is mostly about."""
        if self.here:
            return self.gazetteer.countries[self.here]
        code, share = max(self.shares().items(), key=lambda c: c[1], default=("", 0.0))
        return self.gazetteer.countries[code] if share > 0.5 else None

    def shares(self, name: str | None = None) -> dict[str, float]:
        """Return how much of the report speaks for each country (0 to 1); a name is no witness of itself."""
        return _shares(self.votes - self.own[name] if name is not None and name in self.own else self.votes)

    def is_capital(self, place: GazetteerPlace) -> bool:
        return place.geonames_id is not None and place.geonames_id in self.gazetteer.capitals

    def supports(self, place: GazetteerPlace, name: str) -> bool:
        """Tell whether another name of the report lies in the place's division."""
        division = (place.country_code, place.admin1_en)
        return bool(place.admin1_en) and bool(self.divisions.get(division, frozenset()) - {name})


@dataclass(frozen=True, slots=True)
class _Told:
    """A place told before, and how it was named."""

    place: Place
    name: NameFound

    def headed(self, short: NameFound) -> bool:
        """Tell whether the short form is the place's head: «بلدة منبج … البلدة»."""
        return any("ال" + fold(h.word) == short.key for h in self.name.heads if not h.whole)

    def may_be(self, short: NameFound) -> bool:
        """Tell whether the short form may take the place up: «البلدة» is no capital, nor the seat of a province."""
        place = self.place
        if not place.name:
            return place.candidates == 0 and bool(self.name.heads) and short.key in _ANY_TOWN
        seat = any(c.precision in ("admin1", "country") for c in self.name.candidates)
        return short.key not in _SMALL_TOWN or not seat


def find_places(
    document: Document, sentences: Sequence[Sentence], gazetteer: Gazetteer, taken: Collection[Span] = ()
) -> tuple[Place, ...]:
    """Return the places that the document names, in order, outside the spans that are taken.

    A span leaves out proclitics («وبحلب» → حلب) and heads that don't belong to the name («مدينة حلب» → حلب).
    """
    free = _Free(taken)
    names = [
        [n for n in find_names(s, document.text, gazetteer) if free(n.name) or _is_ground(n)]
        for s in sentences
    ]
    context = _context(names, sentences, gazetteer)
    places: list[Place] = []
    before: list[_Told] = []
    for found, sentence in zip(names, sentences, strict=True):
        own = sum((counted for _, counted in _votes(found, sentence, gazetteer)), Counter[str]())
        nearby = _narrowed(context, _shares(own))
        places += _places(found, sentence, before, nearby, document.text, gazetteer)
    return tuple(places)


def _is_ground(name: NameFound) -> bool:
    """Tell whether a name that may stand for a government is the town here: «في رام الله», «وسط بغداد»."""
    at = name.role == "at" and name.preposition != "on"
    return bool(name.candidates) and not name.homograph and (at or bool(name.direction))


class _Free:
    """Tell whether a span overlaps none of the taken ones."""

    def __init__(self, taken: Collection[Span]) -> None:
        self._starts = sorted(s.start for s in taken)
        self._reach: list[int] = []  # the furthest end of the spans up to each
        for span in sorted(taken):
            self._reach.append(max([span.end, *self._reach[-1:]]))

    def __call__(self, span: Span) -> bool:
        earlier = bisect_left(self._starts, span.end)
        return earlier == 0 or self._reach[earlier - 1] <= span.start


# What the report is about


def _context(
    names: Sequence[Sequence[NameFound]], sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> _Context:
    votes: Counter[str] = Counter()
    own: dict[str | None, Counter[str]] = defaultdict(Counter)
    divisions: dict[_Division, frozenset[str]] = {}
    told: dict[str, frozenset[str]] = {}
    for found, sentence in zip(names, sentences, strict=True):
        for witness, counted in _votes(found, sentence, gazetteer):
            votes.update(counted)
            own[witness].update(counted)
        for name in found:
            admin = {(c.country_code, c.admin1_en) for c in _voting(name) if c.admin1_en}
            if len(admin) == 1:
                division = admin.pop()
                divisions[division] = divisions.get(division, frozenset()) | {name.key}
        for i, container in find_containers(found, sentence, gazetteer).items():
            inside = {c.id for c in found[i].candidates if container.said and lies_in(c, container.name)}
            told[found[i].key] = told.get(found[i].key, frozenset()) | inside
    return _Context(votes, own, divisions, told, gazetteer)


def _votes(
    found: Sequence[NameFound], sentence: Sentence, gazetteer: Gazetteer
) -> Iterator[tuple[str | None, Counter[str]]]:
    """Yield what a sentence says of countries, with the name that says it, if any: a place twice, adjectives and bodies once."""
    for name in found:
        countries = {c.country_code for c in _likeliest(_voting(name)) if c.country_code}
        if len(countries) == 1:
            yield name.key, Counter({countries.pop(): 2})
    folded = [t.folded for t in sentence.tokens]
    yield None, Counter(code for word in folded if (code := _nationality(word, gazetteer)))
    yield None, Counter(gazetteer.bodies.countries_in(folded))


def _shares(votes: Counter[str]) -> dict[str, float]:
    total = votes.total()
    return {code: n / total for code, n in votes.items()}


def _voting(name: NameFound) -> list[GazetteerPlace]:
    """Return the readings of a name that are surely places of some size."""
    if not name.candidates or name.homograph:
        return []
    if name.role is None and not name.heads and not any(map(_well_known, name.candidates)):
        return []
    return [c for c in meant(name) if c.precision != "settlement" or c.population >= SMALL]


def _narrowed(context: _Context, votes: Mapping[str, float]) -> _Context:
    """Let a sentence say what «البلاد» and «العاصمة» are in it where the report is about several countries."""
    code, most = max(votes.items(), key=lambda v: v[1], default=("", 0.0))
    here = code if context.country is None and most > 0.5 else ""
    return replace(context, here=here, sentence=votes)


def _likeliest(places: Sequence[GazetteerPlace]) -> Sequence[GazetteerPlace]:
    """Leave out far towns that only bear the name of a city several times their size: «أثينا» is no vote for Georgia."""
    largest = max((p.population for p in places), default=0)
    return [p for p in places if p.country_code in NEAR or p.population * _DWARFED >= largest]


def _nationality(folded: str, gazetteer: Gazetteer) -> str | None:
    """Return the country of an adjective, with the ending of an indefinite accusative too: «باكستانيا»."""
    return gazetteer.nationality(folded) or (
        gazetteer.nationality(folded[:-1]) if folded.endswith("يا") else None
    )


# From names to places


def _places(
    found: Sequence[NameFound],
    sentence: Sentence,
    before: list[_Told],
    context: _Context,
    text: str,
    gazetteer: Gazetteer,
) -> Iterator[Place]:
    """Yield the places of a sentence; each is also added to `before`, where short forms look for theirs."""
    found = _share_heads(found)
    containers = find_containers(found, sentence, gazetteer)
    places: list[Place | None] = []
    for i, name in enumerate(found):
        if name.short:
            place = _antecedent(name, before, context)
        elif _believable(name, containers.get(i), _joined(found, i), context):
            place = _resolve(name, containers.get(i), context, text)
        else:
            place = None
        if place is not None:
            before_it = _joined_to(i, found, places)
            located = _is_located(name, place) or bool(before_it and before_it.located)
            role = name.role or (before_it.role if before_it else "at")
            place = replace(place, role=role, located=located)
        places.append(place)
        before += [_Told(place, name)] if place is not None else []
    for i, place in enumerate(places):
        container = containers.get(i)
        stated = container is not None and container.said and places[i + 1] is not None
        if place is not None:
            yield replace(place, stated_in=container.name.span) if stated and container else place


def _is_located(name: NameFound, place: Place) -> bool:
    """Tell whether something is said to be there.

    «على» a country is against it («عقوبات على إيران»), and «من» it what is of it, unless someone leaves.
    A town, quarter or countryside named as such («شوارع بغداد», «قصف بلدة منبج») needs no preposition.
    """
    against = name.preposition in ("on", "of") and place.precision in ("country", "region")
    ground = any(h.precision in ("settlement", "site", "region") for h in name.heads)
    return bool(name.direction) or ground or (name.role is not None and not against)


def _joined_to(i: int, found: Sequence[NameFound], places: Sequence[Place | None]) -> Place | None:
    """Return the place that «و» joins name `i` to: it has that place's preposition too."""
    adjacent = i > 0 and found[i].role is None and found[i].joined and found[i - 1].last == found[i].first
    return places[i - 1] if adjacent else None


def _share_heads(found: Sequence[NameFound]) -> list[NameFound]:
    """Give a name joined by «و» the head of the one before: «محافظتي حلب وإدلب»."""
    shared: list[NameFound] = []
    for name in found:
        before = shared[-1] if shared else None
        adjacent = before is not None and name.joined and before.last == name.first and not name.heads
        if before is not None and adjacent and before.head is not None and not before.head.whole:
            name = replace(name, heads=before.heads)
        shared.append(name)
    return shared


def _joined(found: Sequence[NameFound], i: int) -> list[NameFound]:
    """Return the names joined to name `i` by «و» or standing right beside it in a list."""
    near = [found[j] for j in (i - 1, i + 1) if 0 <= j < len(found)]
    return [
        n for n in near if 0 <= max(n.first, found[i].first) - min(n.last, found[i].last) <= 1 and not n.short
    ]


def _believable(
    name: NameFound, container: Container | None, neighbours: Sequence[NameFound], context: _Context
) -> bool:
    """Tell whether a name stands for a place here, not for the ordinary word or a person of that name."""
    if not name.candidates or _headed(name):
        return True
    inside = container is not None and any(lies_in(c, container.name) for c in name.candidates)
    listed = any(not n.homograph and _alike(name, n) for n in neighbours)
    if inside or listed:
        return True
    prepared = name.role is not None and name.clitic not in ("ل", "ك")
    supported = any(context.supports(c, name.key) for c in name.candidates)
    if name.homograph:
        supported = supported or any(_is_large_here(c, name, context) for c in name.candidates)
        return prepared and supported and name.preposition not in ("from", "of")
    plain = (not prepared or name.clitic) and not name.heads and " " not in name.key
    if plain and not any(map(_well_known, name.candidates)):
        return supported  # «بولتون», «بليون»
    if any(c.precision != "settlement" or c.population >= SMALL for c in name.candidates):
        return True
    arab = any(c.country_code in NEAR for c in name.candidates)
    return supported or (arab and (prepared or bool(name.heads))) or _in_context(name, context)


def _size(place: GazetteerPlace, name: NameFound) -> int:
    """Return how many live in a town; where that isn't known, the seat of a district is taken for a small town."""
    seat = _is_seat(place, name, "admin1", "admin2")
    return max(place.population, SMALL) if seat else place.population


def _is_seat(place: GazetteerPlace, name: NameFound, *divisions: str) -> bool:
    """Tell whether a province or district bears the town's name: «صور» in the district of Tyre."""
    where = (place.country_code, place.admin1_en)
    return any(c.precision in divisions and (c.country_code, c.admin1_en) == where for c in name.candidates)


def _is_large_here(place: GazetteerPlace, name: NameFound, context: _Context) -> bool:
    """Tell whether a place is a town of the country that the report is mostly about: «في حديثة»."""
    here = context.country is not None and context.country.code == place.country_code
    return here and (_size(place, name) >= SMALL or place.precision == "admin1")


def _well_known(place: GazetteerPlace) -> bool:
    """Tell whether a name alone is likelier a place than a surname («بولتون»)."""
    if place.precision != "settlement" or place.country_code in NEAR:
        return True
    return place.population >= (1_000_000 if place.country_code in _SURNAMES else 150_000)


def _in_context(name: NameFound, context: _Context) -> bool:
    shares = context.shares(name.key)
    return any(shares.get(c.country_code or "", 0) >= 0.3 for c in name.candidates) and (
        name.role is not None or bool(name.heads)
    )


def _headed(name: NameFound) -> bool:
    """Tell whether a head shows that a place is named: «بلدة الباب», but not «محور القتال» or «سجن سري»."""
    strong = [h.unknown for h in name.heads if h.precision in _STRONG_HEADS]
    if name.homograph:
        near = any(c.country_code in NEAR or c.precision != "settlement" for c in name.candidates)
        return "yes" in strong and near
    return "yes" in strong or "maybe" in strong


def _alike(name: NameFound, other: NameFound) -> bool:
    """Tell whether two names of a list may lie in one division."""
    divisions = {(c.country_code, c.admin1_en) for c in other.candidates if c.admin1_en}
    return any((c.country_code, c.admin1_en) in divisions for c in name.candidates)


def _resolve(name: NameFound, container: Container | None, context: _Context, text: str) -> Place:
    candidates = meant(name)
    head = name.head
    if head is not None and head.whole and not head.lies_in:  # «شارع بغداد» isn't in Baghdad
        own = tuple(c for c in candidates if c.precision == head.precision)
        inside = container is not None and container.said
        near = tuple(c for c in candidates if inside and container and lies_in(c, container.name))
        candidates = own or near
    candidates = tuple(c for c in candidates if not _is_elsewhere(c, name, container, context))
    if not candidates:
        precision = head.precision if head else None
        return _stated(Place(name.span, precision=precision), container)
    scores = sorted(
        ((_score(c, name, container, context), i) for i, c in enumerate(candidates)),
        key=lambda s: (-s[0], s[1]),
    )
    best = [candidates[i] for score, i in scores if scores[0][0] - score < _margin(candidates[i])]
    place = _shared(name.span, best, len(candidates))
    return _part_of(place, name, best[0], text) if name.direction or (head and head.whole) else place


def _is_elsewhere(
    place: GazetteerPlace, name: NameFound, container: Container | None, context: _Context
) -> bool:
    """Tell whether a place only bears the name: the text puts it in another country, or a site's report is on another.

    «بلدة أنشان بمحافظة درعا» isn't in China, nor «معسكر اليرموك» of a Libyan report in Damascus.
    """
    if place.precision not in ("settlement", "site") or place.country_code is None:
        return False
    minor = place.country_code not in NEAR or name.homograph
    if container is not None and container.said and minor:
        return bool(name.heads) and all(
            w.country_code != place.country_code for w in wide_readings(container.name)
        )
    sited = name.head is not None and name.head.whole and name.head.precision == "site"
    sited = sited and place.population < _CITY
    return sited and bool(context.country) and context.shares(name.key).get(place.country_code, 0.0) == 0.0


def _margin(rival: GazetteerPlace) -> float:
    """Return by how much a reading must win: «طرابلس» alone stays open, «أثينا» needn't."""
    return 1.5 if rival.country_code in NEAR else 1.0


def _score(place: GazetteerPlace, name: NameFound, container: Container | None, context: _Context) -> float:
    """Score a reading: the container that the text names, then the report's countries, then its size."""
    score = _PRIOR.get(place.precision, 0.0)
    if place.precision == "settlement":
        score = log10(_size(place, name) + 300)
    if any(c.precision == "country" for c in name.candidates) and key(place.name) != name.key:
        score -= 3  # «الجزائر» is the country and «عمان» Amman: the others have it as a second name
    code = place.country_code or ""
    first = context.is_capital(place) or _is_seat(place, name, "admin1")
    score += _FIRST * first + _OWN * (code in ARAB)
    score += 6 * context.shares(name.key).get(code, 0.0) + 1.5 * context.sentence.get(code, 0.0)
    score += 2 * context.supports(place, name.key) + 8 * (place.id in context.told.get(name.key, ()))
    if container is not None and lies_in(place, container.name):
        score += 50 if container.said else 20
    return score


def _shared(span: Span, places: Sequence[GazetteerPlace], candidates: int) -> Place:
    """Return a Place with what all the readings share."""
    first = places[0]
    one = len(places) == 1

    def same(field: str) -> bool:
        return all(getattr(p, field) == getattr(first, field) for p in places)

    country, admin1 = same("country_code"), same("country_code") and same("admin1_en")
    return Place(
        span,
        name=first.name if same("name") else None,
        name_en=first.name_en if same("name_en") else None,
        admin1=first.admin1 if admin1 else None,
        admin1_en=first.admin1_en if admin1 else None,
        country=first.country if country else None,
        country_en=first.country_en if country else None,
        latitude=first.latitude if one else None,
        longitude=first.longitude if one else None,
        geonames_id=first.geonames_id if one else None,
        precision=first.precision if same("precision") else None,
        candidates=candidates,
    )


def _part_of(place: Place, name: NameFound, whole: GazetteerPlace, text: str) -> Place:
    """Turn the place of the name into the part that its head or direction names: «ريف حلب الشمالي»."""
    head = name.head if name.head and name.head.whole else None
    if head is not None and not name.direction and place.precision == head.precision:
        return place  # «حي المنصور» is al-Mansour itself
    words = (name.direction, place.name_en, head.en if head else "")
    wide = whole.precision == "country"
    return replace(
        place,
        name=" ".join(name.span.of(text).split()),
        name_en=" ".join(w for w in words if w) if place.name_en else None,
        latitude=None if wide else place.latitude,
        longitude=None if wide else place.longitude,
        geonames_id=None,
        precision=head.precision if head else "site" if whole.precision == "site" else "region",
    )


def _stated(place: Place, container: Container | None) -> Place:
    """Give a place that no list has the division and country that the text puts it in."""
    if container is None or not container.said:
        return place
    wide = {(c.country, c.country_en) for c in wide_readings(container.name)}
    divisions = {(c.admin1, c.admin1_en) for c in wide_readings(container.name)}
    country, country_en = wide.pop() if len(wide) == 1 else (None, None)
    admin1, admin1_en = divisions.pop() if len(divisions) == 1 and country else (None, None)
    return replace(place, admin1=admin1, admin1_en=admin1_en, country=country, country_en=country_en)


def _antecedent(name: NameFound, before: Sequence[_Told], context: _Context) -> Place | None:
    """Return the place that a short form stands for: the nearest before it of its kind, else None.

    «البلاد» is the country that the report is about, «العاصمة» its capital, «القطاع» Gaza if that was named. «البلدة» is what was
    called «بلدة …», known or not, before any other settlement; «القضاء» nothing else.
    """
    recent = list(islice(reversed(before), _MOST_BACK))
    headed = [t.place for t in recent if t.headed(name)]
    alike = [t.place for t in recent if t.place.precision == name.short and t.may_be(name)]
    if headed and (name.key not in _ANY_TOWN or (alike and _is_capital(alike[0], context.gazetteer))):
        alike = headed
    place = next((p for p in alike if p.located), alike[0] if alike else None)  # not the dateline's
    if name.short in ("country", "capital"):
        place = _main(name, context) or place
    elif name.short not in (*PRECISIONS, _HEADED):
        named = [p for p in context.gazetteer.lookup(name.short) if p.precision == "admin1"]
        place = _shared(name.span, named, 1) if named and context.supports(named[0], name.key) else None
    if place is None:  # a capital, and nothing says whose
        return Place(name.span, precision="settlement") if name.short == "capital" else None
    same = (t.place for t in reversed(before) if t.place.name_en == place.name_en)
    first = place.span if place.name is None else next((p.span for p in same if p.span != name.span), None)
    place = replace(place, span=name.span, stated_in=None, antecedent=first)
    return _direction_of(place, name.direction) if name.direction else place


def _is_capital(place: Place, gazetteer: Gazetteer) -> bool:
    """Tell whether a place is a country's capital, where its spokesmen are too."""
    return place.geonames_id is not None and place.geonames_id in gazetteer.capitals


def _direction_of(place: Place, direction: str) -> Place:
    """Turn a place into a part of it: «شمال البلاد»; where that part ends nobody can tell."""
    name_en = f"{direction} {place.name_en}" if place.name_en else None
    return replace(
        place, name_en=name_en, latitude=None, longitude=None, geonames_id=None, precision="region"
    )


def _main(name: NameFound, context: _Context) -> Place | None:
    """Return the country that an adjective names or the report is about, or its capital."""
    country = context.gazetteer.countries.get(name.country) or context.country
    if country is None:
        return None
    wanted = [p for p in context.gazetteer.lookup(country.name) if p.precision == "country"]
    if name.short == "capital":
        wanted = list(context.gazetteer.numbered(country.capital))
    return _shared(Span(0, 0), wanted, 1) if wanted else None


# Findings


def find_containment_findings(
    document: Document, places: Sequence[Place], gazetteer: Gazetteer
) -> tuple[Finding, ...]:
    """Return a finding for each place that the text puts in a division or country where no list has it."""
    by_span = {place.span: place for place in places}
    findings: list[Finding] = []
    for place in places:
        container = by_span.get(place.stated_in) if place.stated_in else None
        if container is not None:
            findings += _containment(document, place, container, gazetteer)
    return tuple(findings)


def _containment(
    document: Document, place: Place, container: Place, gazetteer: Gazetteer
) -> Iterator[Finding]:
    known = [
        c
        for c in gazetteer.lookup(fold(place.span.of(document.text)))
        if c.precision in ("settlement", "admin2")
    ]
    towns = [c for c in known if c.population >= WORTH_A_FINDING or (c.geonames_id is None)]
    if not towns or container.country is None or any(_compatible(c, container) for c in known):
        return
    town = towns[0]
    stated_en = container.admin1_en or container.country_en
    stated = container.admin1 or container.country
    listed_en = ", ".join(filter(None, (town.admin1_en, town.country_en)))
    listed = "، ".join(filter(None, (town.admin1, town.country)))
    yield Finding(
        "place-containment",
        f"{town.name_en} is in {listed_en} by the gazetteer; the text puts it in {stated_en}",
        f"«{town.name}» في {listed} بحسب دليل الأماكن، والنص يضعها في {stated}",
        (place.span, container.span),
    )


def _compatible(town: GazetteerPlace, container: Place) -> bool:
    """Tell whether the town may lie in the container."""
    if town.country_en is None:
        return True
    if town.country_en != container.country_en:
        return False
    return None in (town.admin1_en, container.admin1_en) or town.admin1_en == container.admin1_en
