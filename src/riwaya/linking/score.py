"""Two Records → Match: how much speaks for one happening, each reason named, its weight in log-odds.

The weights stand in `weights.toml` (docs/incidents.md says where they come from).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from riwaya.linking.keys import DENIED_WITHIN, span_of
from riwaya.linking.kinship import named, own_words, side_of
from riwaya.linking.model import Ground, Match, Party, Record, Toll, Where
from riwaya.linking.sounds import consonants, one_name
from riwaya.linking.words import PARTS

JOINS = 0.0  # from here on two claims tell of one happening
MAYBE = -1.0  # from here on it is worth a look: about one in four


def _read_weights() -> dict[str, float]:
    """Return the learned weight of every reason: "type/same" → 1.6."""
    table = tomllib.loads(files("riwaya.linking").joinpath("weights.toml").read_text("utf-8"))
    return {name: learned for name, (_, learned) in table.items()}


WEIGHTS = _read_weights()
_NAMED = {name: tuple(name.split("/")) for name in WEIGHTS}  # a rule, and how it finds two claims
SPLITS = -3.0  # a reason of this weight alone sets two happenings apart
_VETO = -8.0  # a reason of this weight excludes
_CONTEXT = 0.5  # what a claim's report is about counts so much of what the claim itself says
_ELSEWHERE = 0.65  # and more where all that the report names lies elsewhere
_PERSON = 0.2  # and where one person was taken or killed less still
_PERSONS = frozenset({"person", "office"})
_BARE = frozenset({"person", None})  # as a name alone is read
_TALKS = 0.4  # where people agreed matters less than who: sides name the towns of their own
_TO_COME = ("planned", "requested")
_SHARED = 0.5  # of the runs of words around two triggers are the same: one text
_LONG = 31  # days: what lasts longer is a war or a siege, no single blow in it
_NEAR = 12.0  # kilometres
_REGION = 40.0  # within it a town may lie in a district, or on a front, that another report names
_DAYS = 2  # days by which reports of one happening are mistaken
_RARE_TOLL = 5  # dead or injured: fewer are as many in many a blow
_SHOWING = frozenset(
    "place actor recipient site toll text".split()
)  # without any two claims only have a type and days
_PARTS_APART = 2  # steps around the clock
_KIN = (
    {"RETREAT", "CONCEDE"}, {"AGREE", "CONSULT"},
    {"AGREE", "COOPERATE"}, {"CONSULT", "COOPERATE"}, {"RETREAT", "AGREE"}, {"RETREAT", "COOPERATE"},
    {"ACCUSE", "REJECT"}, {"AID", "COOPERATE"}, {"CONCEDE", "AGREE"}, {"REQUEST", "THREATEN"},
)  # fmt: skip
_ACTS = frozenset({"abduct", "torture", "sexual", "beat"})  # modes of ASSAULT that are no way of fighting
_ARMED = frozenset({"military", "armed_group", "fighters", "police"})
_GENERIC = frozenset(
    {"civilians", "victims", "people", "fighters", "thing"}
)  # every report of a war has them
_CARRIED = frozenset({"vehicle"})  # stand at any site, and bring the attackers
_BATTLES = frozenset("اشتباك معرك معارك مواجه قتال تشتبك اشتبك قتتال".split())  # stems
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def match(a: Record, b: Record) -> Match:
    """Return how well two claims fit; the same whichever comes first."""
    grounds = tuple(ground for rule in _RULES for ground in rule(a, b))
    if a.document != b.document and not any(g.rule in _SHOWING and g.weight > 0 for g in grounds):
        grounds = (*grounds, _ground("common/nothing", a.type))
    return Match(
        round(WEIGHTS["prior"] + sum(g.weight for g in grounds), 3),
        grounds,
        any(g.weight <= _VETO for g in grounds),
    )


def forget_grounds() -> None:
    """Forget the grounds that are remembered with their weights: `WEIGHTS` has changed."""
    _ground.cache_clear()


@lru_cache(maxsize=20_000)
def _ground(name: str, detail: str, share: float = 1.0) -> Ground:
    rule, how = _NAMED[name]
    return Ground(rule, round(WEIGHTS[name] * share, 3), detail, how)


def _types(a: Record, b: Record) -> Iterator[Ground]:
    if a.type == b.type:
        yield _ground("type/same", a.type)
        if a.mode and b.mode and a.mode != b.mode:
            yield _ground(_mode(a, b), f"{a.mode}, {b.mode}", _parts_of_one(a, b))
        if a.word == b.word:
            yield _ground("word/same", a.word)
        elif a.type == "COERCE" and not (a.mode and b.mode) and not _reworded(a, b):
            yield _ground("word/other", f"{a.word}, {b.word}")
    else:
        yield _ground(_kinship(a, b), f"{a.type}, {b.type}")
    if a.weapon and b.weapon and a.weapon != b.weapon:
        yield _ground("weapon/other", f"{a.weapon}, {b.weapon}")


def _parts_of_one(a: Record, b: Record) -> float:
    """Of a report that stays where it was other acts may be parts of one: gunmen took a man and shot at his kin."""
    first, later = sorted((a, b), key=lambda r: (r.start, r.claim))
    return _CONTEXT if a.document == b.document and a.family == "force" and _goes_on(later, first) else 1.0


def _kinship(a: Record, b: Record) -> str:
    """An abduction may be told as an arrest, but a battle is no takeover and a strike no siege."""
    if {a.type, b.type} == {"ASSAULT", "COERCE"}:
        return "type/twin" if {a.mode, b.mode} == {"abduct", "arrest"} else "type/force"
    if {a.type, b.type} == {"RETREAT", "AID"}:
        return "type/twin"  # freed or let go, let in or brought
    return "type/kin" if {a.type, b.type} in _KIN else "type/other"


def _mode(a: Record, b: Record) -> str:
    """A strike may be told from the air or by shells; an arrest is no siege, and no strike an abduction."""
    modes = {a.mode, b.mode}
    apart = a.type == "COERCE" or (a.type == "ASSAULT" and _ACTS & modes) or "ceasefire" in modes
    return "act/other" if apart else "mode/other"


def _places(a: Record, b: Record) -> Iterator[Ground]:
    """Places that the claims name; one that only its report is about counts half, and never against another report."""
    mine, yours = _named_places(a), _named_places(b)
    if not mine or not yours or a.family == "words":
        return
    front = partial(_both_fought, a, b)
    name, detail = max(
        [_place(x, y, front) for x in mine for y in yours], key=lambda found: WEIGHTS[found[0]]
    )
    if name == "place/next" and not (_is_dated(a) and _is_dated(b) and _one_target(a, b)):
        name = "place/apart"
    told = (a.where is not None) + (b.where is not None)
    if told == 2 or a.document != b.document:
        share = 1.0 if told == 2 else _CONTEXT if WEIGHTS[name] > 0 else _ELSEWHERE
        if told < 2 and WEIGHTS[name] < 0 and _denied_elsewhere(a, b):
            return
        yield _ground(name, detail, share * _bearing(a, b))


def _named_places(record: Record) -> tuple[Where, ...]:
    """The places of a claim, else those that its report names: it may have happened in any of them."""
    first = record.where or record.nearby
    return (*((first,) if first else ()), *record.also, *record.around)


def _one_target(a: Record, b: Record) -> bool:
    """Tell whether both struck one kind of site, or left as many dead: then a town or a day is sooner mistaken."""
    dead = ({t.least for t in r.tolls if t.least and t.least > 1} for r in (a, b))
    return not (set(a.sites).isdisjoint(b.sites) and set.isdisjoint(*dead))


def _bearing(a: Record, b: Record) -> float:
    """How much where it happened matters beside who it was: of talks less, of what befell one person least."""
    if _one_person(a, b):
        return _PERSON
    return _TALKS if a.family == "accord" else 1.0


def _one_person(a: Record, b: Record) -> bool:
    """Tell whether both befell one person, by a name or an office of two words or more: taken or killed but once a day."""
    return any(
        x.kind in _PERSONS and y.kind in _PERSONS and _one_phrase(x, y)
        for x in a.recipients
        for y in b.recipients
    )


def _one_phrase(a: Party, b: Party) -> bool:
    """Tell whether one phrase says the other in full: «رئيس النقابة» is neither its deputy nor its former one."""
    if a.known or b.known:
        return a.key == b.key
    one, other = (p.key.split("/")[-1].split() for p in (a, b))
    if a.kind == b.kind == "office" and one[:1] != other[:1]:
        return False
    more, less = sorted((set(one), set(other)), key=len, reverse=True)
    return len(less) > 1 and less <= more and "سابق" not in more - less


def _denied_elsewhere(a: Record, b: Record) -> bool:
    """Tell whether a denial has no place of its own: that of its report is where it was denied."""
    return any(r.status == "denied" and r.where is None for r in (a, b))


def _denied_later(denial: Record, deed: Record, gap: int) -> bool:
    """Tell whether a denial has no day of its own, and denies what was dated days before: its report's is that of denying."""
    if denial.status != "denied" or _is_dated(denial) or denial.published is None or gap > DENIED_WITHIN:
        return False
    days = span_of(deed)
    return days is not None and days[1] <= denial.published


def _is_dated(record: Record) -> bool:
    return record.when is not None and record.when.stated


def _fought(record: Record) -> bool:
    """Tell whether arms met arms, by the word or by who was met.

    Battles have a front and are called by any town on it, strikes hit one.
    """
    return record.word in _BATTLES or any(
        p.kind in _ARMED or side_of(p) in ("state", "rebels") for p in record.recipients
    )


def _both_fought(a: Record, b: Record) -> bool:
    return _fought(a) and _fought(b)


def _place(a: Where, b: Where, front: Callable[[], bool]) -> tuple[str, str]:
    said = f"{a.name}, {b.name}"
    if a.country and b.country and a.country != b.country:
        return _abroad(a, b), said
    if a.settlement and b.settlement and _one_town(a, b):
        return "place/same", said
    apart = _kilometres(a, b)
    if not a.settlement or not b.settlement:
        return _wider(a, b, apart), said
    if apart is not None and apart <= _REGION:
        return ("place/near" if apart <= _NEAR else "place/region" if front() else "place/next"), said
    if "site" in (a.precision, b.precision) and apart is None and not one_name(a.name, b.name):
        return _site(a, b), said
    if a.province is None or b.province is None:
        return ("place/same" if one_name(a.name, b.name) else "place/unplaced"), said
    if a.province == b.province:
        return "place/apart" if apart is not None else "place/unplaced", said
    return ("place/homonym" if one_name(a.name, b.name) else "place/apart"), said


def _site(a: Where, b: Where) -> str:
    """Of a site that no map has, and a town: the site may lie in it."""
    one, other = (set(consonants(place.name).split()) for place in (a, b))
    if a.province == b.province or one <= other or other <= one:
        return "place/part"
    return "place/far" if a.province and b.province else "place/unplaced"


def _abroad(a: Where, b: Where) -> str:
    """Of two countries: a town that two claim, or two towns on either side of a border."""
    if not (a.settlement and b.settlement):
        return "place/far"
    apart = _kilometres(a, b)
    if apart is not None and apart <= _NEAR:
        return "place/near"
    return "place/homonym" if one_name(a.name, b.name) else "place/far"


def _wider(a: Where, b: Where, apart: float | None) -> str:
    """Where one is a province, a region or a country."""
    if a.province and b.province and a.province != b.province:
        return "place/near" if apart is not None and apart <= _REGION else "place/apart"
    return "place/part"


def _one_town(a: Where, b: Where) -> bool:
    """Also of one name in two scripts, if the gazetteer doesn't tell them apart."""
    if a.settlement == b.settlement:
        return True
    return a.province == b.province and not (_listed(a) and _listed(b)) and one_name(a.name, b.name)


def _listed(place: Where) -> bool:
    return bool(place.settlement and place.settlement.startswith("gn:"))


def _kilometres(a: Where, b: Where) -> float | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    x1, y1, x2, y2 = map(radians, (a.longitude, a.latitude, b.longitude, b.latitude))
    h = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 12742 * asin(sqrt(h))


def _times(a: Record, b: Record) -> Iterator[Ground]:
    one, other = span_of(a), span_of(b)
    if one is None or other is None:
        if a.document != b.document:
            yield _ground("time/unknown", "")
        return
    said = f"{one[0]}–{one[1]}, {other[0]}–{other[1]}"
    stated = _is_dated(a) + _is_dated(b)
    if stated < 2 and a.document == b.document:
        return
    share = 1.0 if stated == 2 else _CONTEXT
    gap = max((max(one[0], other[0]) - min(one[1], other[1])).days, 0)
    longest = max((one[1] - one[0]).days, (other[1] - other[0]).days)
    if gap and (_denied_later(a, b, gap) or _denied_later(b, a, gap)):
        return
    if gap > 7:
        yield _ground("time/far", said, share)
    elif gap > 1:
        yield _ground("time/days" if gap <= _DAYS and _one_target(a, b) else "time/apart", said, share)
    elif gap == 1 and stated == 2 and a.document == b.document:
        yield _ground("time/apart", said)  # no report is at odds with itself
    elif gap == 1:
        yield _ground("time/next" if stated == 2 and longest <= 1 else "time/near", said, share)
    elif longest <= 1:
        yield _ground("time/same", said, share)
    elif longest > _LONG:
        both = min((one[1] - one[0]).days, (other[1] - other[0]).days) > _LONG
        yield _ground(
            "time/wide", said, share * (2 if both else 1)
        )  # of all that happens in a year few are one
    else:
        yield _ground("time/part", said, share * min(1.0, 7 / longest))


def _parts(a: Record, b: Record) -> Iterator[Ground]:
    one, other = a.when and a.when.part, b.when and b.when.part
    if one and other and (a.status in _TO_COME) == (b.status in _TO_COME):  # plans are carried out later
        steps = abs(PARTS.index(one) - PARTS.index(other))
        apart = min(steps, len(PARTS) - steps)
        if apart >= _PARTS_APART:
            yield _ground("part/other", f"{one}, {other}")


def _actors(a: Record, b: Record) -> Iterator[Ground]:
    if a.type in _MUTUAL and b.type in _MUTUAL:
        yield from _sides(a, b)
        return
    did = _related(a.actors, b.actors)
    suffered = "same" if _one_person(a, b) else _related(a.recipients, b.recipients)
    crossed = max((_related(a.actors, b.recipients), _related(a.recipients, b.actors)), key=_rank)
    if did == suffered == "other" and crossed in ("other", None):
        yield _ground("actor/strangers", _names(a.actors + a.recipients, b.actors + b.recipients))
        return
    if crossed == "same" and did in ("other", None) and a.type == b.type in ("ASSAULT", "RETREAT"):
        yield _ground("actor/swapped", _names(a.actors, b.actors))
    elif did:
        yield _ground(f"actor/{did}", _names(a.actors, b.actors))
    if suffered:
        yield _ground(f"recipient/{suffered}", _names(a.recipients, b.recipients))


def _sides(a: Record, b: Record) -> Iterator[Ground]:
    """Of what is done with one another: the two best pairs of any roles, for each report names its own side first."""
    one, other = list(a.actors + a.recipients), list(b.actors + b.recipients)
    for role in ("recipient", "actor"):
        pairs = [(x, y, _pair(x, y, False)) for x in one for y in other]
        if pairs:
            x, y, relation = max(pairs, key=lambda pair: (_rank(pair[2]), sorted((pair[0].key, pair[1].key))))
            one.remove(x)
            other.remove(y)
            if relation:
                yield _ground(f"{role}/{relation}", f"{x.name}; {y.name}")


def _names(a: Iterable[Party], b: Iterable[Party]) -> str:
    return "; ".join("، ".join(p.name for p in side) for side in (a, b))


_RANKS = {"same": 6, "kin": 5, "alike": 4, "generic": 3, "side": 2, "other": 1, None: 0}


def _rank(relation: str | None) -> int:
    return _RANKS[relation]


def _related(a: tuple[Party, ...], b: tuple[Party, ...]) -> str | None:
    """How the best pair of two sides is related: same, kin, alike in words, other; None if one side is empty."""
    if len(a) == len(b) == 1:  # most are
        return _pair(a[0], b[0])
    return max((_pair(x, y) for x in a for y in b), key=_rank, default=None)


def _pair(a: Party, b: Party, by_name: bool = True) -> str | None:
    """How two participants are related; `by_name`: also the words for one that a list has are compared with those of others."""
    if a.known and b.known:
        if a.key == b.key:
            return "same"
        if a.key in b.above or b.key in a.above:
            return "kin"
        return "other" if not a.above or not b.above or set(a.above).isdisjoint(b.above) else "side"
    if _one_person_named(a, b) or _one_person_named(b, a):
        return "same"
    if not (a.known or b.known) and a.key == b.key and a.kind not in _PERSONS | _GENERIC and named(a):
        return "same"
    if a.kind == "person" and b.kind == "person":
        one, other = (set(p.key.split("/")[-1].split()) for p in (a, b))
    elif by_name and (a.known or b.known):
        one, other = set(own_words(a.name)), set(own_words(b.name))
    else:
        one, other = set(a.key.split()), set(b.key.split())
    if one & other:
        return "generic" if a.kind in _GENERIC and b.kind in _GENERIC else "alike"
    if (a.known and a.key in b.above) or (b.known and b.key in a.above) or set(a.above) & set(b.above):
        return "kin"
    return None


def _one_person_named(bare: Party, other: Party) -> bool:
    """«فادي سلوم» and «رئيس الحزب فادي سلوم»: tell whether a name of two words stands whole in what another is called."""
    words = own_words(bare.name)
    return not bare.known and bare.kind in _BARE and len(words) > 1 and words <= own_words(other.name)


def _sites(a: Record, b: Record) -> Iterator[Ground]:
    if a.sites and b.sites:
        same = set(a.sites) & set(b.sites)
        if same or not _CARRIED & {*a.sites, *b.sites}:
            yield _ground("site/same" if same else "site/other", ", ".join(same or {*a.sites, *b.sites}))


def _tolls(a: Record, b: Record) -> Iterator[Ground]:
    pairs = [(x, y) for x in a.tolls for y in b.tolls if x.kind == y.kind and x.least and y.least]
    if not pairs or _related(a.recipients, b.recipients) == "other" or _other_side(a, b) or _other_side(b, a):
        return  # the dead of either side
    for x, y in pairs:
        if a.document == b.document and _toll(x, y) == "toll/apart":
            continue  # one report counts parts, and the dead of either side
        yield _ground(_toll(x, y), f"{x.kind}: {x.least}, {y.least}")


def _other_side(a: Record, b: Record) -> bool:
    """Tell whether who struck in one is of the side that was struck in the other: «قتلت القوات 22 من المهاجمين»."""
    striking, struck = (
        {side_of(p) for p in parties} - {None, "civilians"} for parties in (a.actors, b.recipients)
    )
    return bool(striking & struck)


def _toll(x: Toll, y: Toll) -> str:
    low, high = sorted((x.least or 0, y.least or 0))
    if low == high:
        return "toll/same" if low >= _RARE_TOLL else "toll/few"
    return "toll/rise" if high <= 2 * low + 2 else "toll/apart"


def _copies(a: Record, b: Record) -> Iterator[Ground]:
    """Of two reports the same words around the same trigger: one text, whatever of it was read."""
    if a.document != b.document and a.type == b.type and a.word == b.word:
        shared = len(set(a.passage) & set(b.passage))
        if shared >= _SHARED * max(1, min(len(a.passage), len(b.passage))):
            yield _ground("text/copy", f"{a.document}, {b.document}")


def _denials(a: Record, b: Record) -> Iterator[Ground]:
    """Only what was told is denied, and soon: of two happenings neither would be. Nothing is denied before its day."""
    if _denied_before(a, b) or _denied_before(b, a):
        yield _ground("status/before", a.type)
    elif a.type == b.type and _denies(a, b):
        yield _ground("status/denied", a.type)


def _denied_before(denial: Record, deed: Record) -> bool:
    """Tell whether a denial came out before the day that a deed is dated to."""
    days = span_of(deed) if _is_dated(deed) else None
    if denial.status != "denied" or denial.published is None or days is None or deed.status in _TO_COME:
        return False
    return denial.published < days[0]


def _denies(a: Record, b: Record) -> bool:
    """Tell whether one report denies what another told by then."""
    denial, deed = (a, b) if a.status == "denied" else (b, a)
    if a.document == b.document or denial.status != "denied" or deed.status in ("denied", *_TO_COME):
        return False
    return denial.published is None or deed.published is None or deed.published <= denial.published


def _reworded(a: Record, b: Record) -> bool:
    """Tell whether a denial may call in its own words what befell the same: «لم يُعتقل القائد» and «ألقي القبض على القائد»."""
    return _denies(a, b) and _related(a.recipients, b.recipients) not in (None, "other")


def _documents(a: Record, b: Record) -> Iterator[Ground]:
    if a.document == b.document:
        yield _ground(_retold(a, b), a.document)


def _retold(a: Record, b: Record) -> str:
    """A report that names neither place nor day anew is still with what it told: surely so of «الهجوم»."""
    later = max(a, b, key=lambda r: (r.start, r.claim))
    if later.another:
        return "document/another"
    if _goes_on(later, b if later is a else a) and a.type == b.type and a.family != "words":
        if (a.status in _TO_COME) != (b.status in _TO_COME):
            return "document/ahead"
        return "document/resumed" if later.definite else "document/on"
    return "document/again" if later.definite else "document/same"


def _goes_on(record: Record, before: Record) -> bool:
    """Tell whether it names no new place and day; «الهجوم» may add the day of what was told without one."""
    dated = [bool(r.when and r.when.stated) for r in (record, before)]
    here = record.where is None or (before.where is None and before.nearby == record.where)
    return here and (not dated[0] or (record.definite and not dated[1]))


_RULES = (_types, _places, _times, _parts, _actors, _sites, _tolls, _copies, _denials, _documents)
