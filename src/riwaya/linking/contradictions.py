"""Accounts of one incident → what can't all be true: status, doers, places, dates, figures.

Only claims of different accounts contradict each other. A vague claim contradicts nobody: places contain one another, days are
intervals, «at least» is open, unnamed gunmen may be anybody's. Each finding shows one pair of claims, the clearest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from riwaya.linking import messages
from riwaya.linking.counts import Figure, figures_of
from riwaya.linking.kinship import (
    any_kin,
    armed_side,
    identified,
    kin,
    one_sort,
    own_words,
    side_of,
    speaks_for,
)
from riwaya.linking.model import Account, Finding, FindingKind, Party, Record, Voice, When, Where
from riwaya.linking.registry import Registry, load_registry
from riwaya.linking.sounds import one_name
from riwaya.linking.words import event_word

_FACTS = frozenset({"asserted", "alleged"})
_PLACED = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "CONSULT", "AGREE"}
)  # they have one place; moves have several
_DEEDS = frozenset({"ASSAULT", "COERCE"})  # of which somebody is the doer
_FREEING = frozenset({("AID", "RETREAT"), ("RETREAT", "AID")})  # freed by others, or let go by their captors
_JOINT = frozenset(
    {"CONSULT", "AGREE", "COOPERATE"}
)  # what no side does alone: who denies his part denies it
_CLASHES = frozenset(
    event_word(w)
    for w in (
        "اشتباك اشتباكات قتال معركة معارك مواجهة مواجهات صدام صدامات اشتبك اشتبكت اشتبكوا قاتل قاتلوا واجه واجهت واجهوا"
        " تصدى تصدت تصدوا التصدي صد صدت قاوم قاومت قاوموا دافع دافعت دافعوا"
    ).split()
)
_FAR = 40.0  # kilometres: places of two provinces that are nearer lie on their border
_RATIO = 1.2  # of two tolls: what is nearer than this is a difference of counting
_RIVAL = 1.5  # of two tolls told on the same day
_BOAST = 2.0  # of a party's own figure over what others told before
_FEW = 3  # people: by so few tolls of one day may differ for having been told hours apart
_CROWD = 2.0  # of two counts of one crowd


@dataclass(frozen=True, slots=True)
class Side:
    """A claim with its account: one side of a contradiction."""

    record: Record
    account: Account

    @property
    def voice(self) -> Voice | None:
        """The innermost source, None where the outlet itself speaks."""
        return self.record.chain[-1] if self.record.chain else None


@dataclass(frozen=True, slots=True)
class _Pair:
    kind: FindingKind
    first: Side
    second: Side
    said: messages.Said


def contradictions(
    incident_id: str,
    records: Sequence[Record],
    accounts: Sequence[Account],
    registry: Registry | None = None,
) -> tuple[Finding, ...]:
    """Return what contradicts what in an incident, each contradiction of two accounts once.

    `incident_id` only tells findings of two incidents apart; the claims are those of `records`, grouped by `accounts`.
    """
    registry = registry or load_registry()
    of = {claim: account for account in accounts for claim in account.claims}
    found = [Side(r, of[r.claim]) for r in sorted(records, key=_order) if r.claim in of]
    facts = [side for side in found if side.record.status in _FACTS]
    pairs = [
        *_of_status(found, facts, registry),
        *_of_actors(facts, registry),
        *_of_places(facts, registry),
        *_of_dates(facts, registry),
        *_of_figures(facts, registry),
    ]
    return tuple(_finding(incident_id, pair, registry) for pair in pairs)


def _order(record: Record) -> tuple[str, str, int]:
    return (str(record.published or "9"), record.document, record.start)


def _finding(incident: str, pair: _Pair, registry: Registry) -> Finding:
    claims = (pair.first.record.claim, pair.second.record.claim)
    digest = hashlib.sha256("\0".join((incident, pair.kind, *claims)).encode()).hexdigest()[:12]
    return Finding(
        f"f-{digest}",
        pair.kind,
        claims,
        messages.english(pair.said, registry),
        messages.arabic(pair.said, registry),
    )


def _different(a: Side, b: Side) -> bool:
    return a.account.origin != b.account.origin


# status


def _of_status(found: Sequence[Side], facts: Sequence[Side], registry: Registry) -> Iterator[_Pair]:
    """Each account that denies, with the assertion that it denies most directly."""
    best: dict[str, tuple[float, Side, Side]] = {}
    for denial in found:
        if denial.record.status != "denied":
            continue
        for fact in facts:
            if _different(fact, denial) and (weight := _denies(denial, fact, registry)) > 0:
                origin = denial.account.origin
                if origin not in best or weight > best[origin][0]:
                    best[origin] = (weight, fact, denial)
    for _, fact, denial in best.values():
        said = messages.Said("status", fact.record, fact.account, denial.record, denial.account)
        yield _Pair("contradiction-status", fact, denial, said)


def _denies(denial: Side, fact: Side, registry: Registry) -> float:
    """Return how directly a denial goes against an assertion; 0 if both may be true.

    Who denies his own part in it doesn't deny that it happened: only claims that name him are against him.
    """
    no, yes, voice = denial.record, fact.record, denial.voice
    if no.family != yes.family or _disjoint(no.when, yes.when):
        return 0
    weight = 1.0 + (no.type == yes.type) + 0.5 * (yes.status == "asserted") + 0.25 * (no.word == yes.word)
    if (
        voice is None
    ):  # what an outlet itself puts in the negative («لم تعلن أي جهة …») seldom denies anybody's word
        same = (no.type, no.word) == (yes.type, yes.word) and any_kin(no.recipients, yes.recipients)
        return weight if same else 0
    if no.type in _JOINT:
        mine, yours = ((*r.actors, *r.recipients) for r in (no, yes))
        if any_kin(mine, yours) or any(speaks_for(voice, p, registry) for p in yours):
            shared = {p.key for p in mine} & {p.key for p in yours}
            return weight + 3 + _same_sides(no, yes) + 0.5 * len(shared)
        return 0 if _singled_out(mine) and _singled_out(yours) else weight
    own = any(speaks_for(voice, p, registry) for p in no.actors)
    blamed = any(speaks_for(voice, p, registry) for p in yes.actors)
    if any_kin(no.actors, yes.actors) or blamed:
        return weight + 3
    if own or (_singled_out(no.actors) and _singled_out(yes.actors)):
        return 0
    if no.actors and not yes.actors and voice.key in registry.arabic:
        return 0.5 * weight  # «نفت أن تكون طائراتها …» against a report that names nobody
    return weight


def _same_sides(a: Record, b: Record) -> bool:
    """Tell whether two claims tell of the same two sides, in whichever order."""
    straight = any_kin(a.actors, b.actors) and any_kin(a.recipients, b.recipients)
    return straight or (any_kin(a.actors, b.recipients) and any_kin(a.recipients, b.actors))


def _singled_out(parties: Iterable[Party]) -> bool:
    return any(party.known for party in parties)


# doers


def _of_actors(facts: Sequence[Side], registry: Registry) -> Iterator[_Pair]:
    """Two accounts that name doers of whom neither is part of the other: the clearest pair for each doer more."""
    best: dict[frozenset[str], tuple[float, Side, Side]] = {}
    for a, b in combinations(facts, 2):
        if _different(a, b) and (weight := _exclude(a.record, b.record)) > 0:
            doers = frozenset({_doer(a.record), _doer(b.record)})
            if doers not in best or weight > best[doers][0]:
                best[doers] = (weight, a, b)
    taken: list[frozenset[str]] = []
    for doers, (_, a, b) in sorted(best.items(), key=lambda item: -item[1][0]):
        if any(_same_doers(doers, known) for known in taken):
            continue
        taken.append(doers)
        said = messages.Said("actor", a.record, a.account, b.record, b.account)
        yield _Pair("contradiction-actor", a, b, said)


def _doer(record: Record) -> str:
    return record.actors[0].key if record.actors else ""


def _same_doers(doers: frozenset[str], known: frozenset[str]) -> bool:
    """Tell whether a pair of doers only repeats a finding in other words: one doer is the same."""
    return bool(doers & known)


def _exclude(a: Record, b: Record) -> float:
    """Return how clearly two claims name doers that exclude each other; 0 if both may be right."""
    if not a.actors or not b.actors or any_kin(a.actors, b.actors) or _disjoint(a.when, b.when):
        return 0
    if (a.type, b.type) in _FREEING:
        return 2.0 if any_kin(a.recipients, b.recipients) else 0
    if a.type not in _DEEDS or b.type not in _DEEDS or a.family != b.family:
        return 0
    if _mutual(a, b) or not _same_victims(a, b) or _is_clash(a) or _is_clash(b):
        return 0
    if not all(any(identified(p, r.status == "alleged") for p in r.actors) for r in (a, b)):
        return float(_either_side(a, b))
    if any(one_sort(p, q) for p in a.actors for q in b.actors):
        return 0
    known = sum(any(p.known for p in r.actors) for r in (a, b))
    return 1.0 + known + (a.type == b.type) + 0.5 * (a.word == b.word) + 0.25 * (a.status == b.status)


def _either_side(a: Record, b: Record) -> bool:
    """Tell whether one blames soldiers or police, the other rebels or the like, for what befell civilians."""
    did = [{side for p in r.actors if (side := armed_side(p))} for r in (a, b)]
    hit = [{side_of(p) for p in r.recipients} for r in (a, b)]
    struck = hit[0] | hit[1]
    return (
        bool(did[0] and did[1] and not did[0] & did[1])
        and "civilians" in struck
        and struck <= {"civilians", None}
    )


def _is_clash(record: Record) -> bool:
    """Tell whether a claim tells of a fight, which has no doer, and blames nobody for having begun it."""
    return record.status != "alleged" and not _CLASHES.isdisjoint(record.word.split())


def _mutual(a: Record, b: Record) -> bool:
    """Tell whether the one's doer is the other's target: two sides of one fight, each told from its own."""
    return any_kin(a.actors, b.recipients) or any_kin(b.actors, a.recipients)


def _same_victims(a: Record, b: Record) -> bool:
    """Tell whether two deeds may have struck the same: not one an army, the other a group that the lexicon knows."""
    mine, yours = ([p for p in r.recipients if p.known] for r in (a, b))
    return not mine or not yours or any(kin(p, q) for p in mine for q in yours)


# places


def _of_places(facts: Sequence[Side], registry: Registry) -> Iterator[_Pair]:
    """The accounts that put it elsewhere than the most do, each with one of those."""
    placed = [s for s in facts if s.record.where is not None and s.record.type in _PLACED]
    yield from _odd_ones("contradiction-place", placed, _apart)


def _apart(a: Record, b: Record) -> bool:
    """Tell whether two claims put one happening into provinces or countries that exclude each other."""
    here, there = a.where, b.where
    if here is None or there is None or a.family != b.family:
        return False
    if here.stated or there.stated:
        mine, yours = (w.stated or w.province for w in (here, there))
        return bool(mine and yours) and not _one_area(mine, yours)
    if here.settlement and here.settlement == there.settlement:
        return False
    if here.province == there.province:
        return _two_towns(here, there) and not (_is_clash(a) or _is_clash(b))  # a battle has a front
    if here.settlement and there.settlement and one_name(here.name, there.name):
        if any(w.precision == "site" and w.latitude is None for w in (here, there)):
            return False  # of a building or a roadblock that no map has the province is the report's
        return bool(here.province and there.province) and not _one_area(here.province, there.province)
    if not (_sure(here) and _sure(there)):
        return False
    if here.country and there.country and here.country != there.country:
        return not _near(here, there)
    if here.province and there.province and not _one_area(here.province, there.province):
        return not _near(here, there)
    return False


def _two_towns(here: Where, there: Where) -> bool:
    """Tell whether one happening can't be in both: two towns on the map that aren't suburbs of each other."""
    towns = all(w.settlement is not None and w.latitude is not None for w in (here, there))
    return towns and not one_name(here.name, there.name) and not _near(here, there)


def _sure(where: Where) -> bool:
    """Tell whether the gazetteer knows the place: two names that it doesn't know may be two for one place on a border."""
    return where.latitude is not None or where.precision in ("admin1", "country")


def _one_area(a: str | None, b: str | None) -> bool:
    return _bare_area(a) == _bare_area(b)


def _bare_area(area: str | None) -> str:
    """Return a province without the article that English spellings have or not: "yemen/al dhale" → "yemen/dhale"."""
    country, _, name = (area or "").partition("/")
    first, _, rest = name.partition(" ")
    return (
        f"{country}/{rest if rest and first in ('al', 'ad', 'ar', 'as', 'az', 'an', 'ash', 'at') else name}"
    )


def _near(a: Where, b: Where) -> bool:
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return False
    return _kilometres(a, b) < _FAR


def _kilometres(a: Where, b: Where) -> float:
    lat1, lon1, lat2, lon2 = (radians(x or 0.0) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(h))


# dates


def _of_dates(facts: Sequence[Side], registry: Registry) -> Iterator[_Pair]:
    """The accounts that date it otherwise than the most do, each with one of those."""
    dated = [s for s in facts if s.record.when is not None and s.record.when.stated]
    yield from _odd_ones(
        "contradiction-date", dated, lambda a, b: a.family == b.family and _disjoint(a.when, b.when)
    )


def _disjoint(a: When | None, b: When | None) -> bool:
    """Tell whether two stated intervals of days share no day, and no night lies between them."""
    if a is None or b is None or not (a.stated and b.stated):
        return False
    for early, late in ((a, b), (b, a)):
        if early.latest is not None and late.earliest is not None and early.latest < late.earliest:
            return not ((late.earliest - early.latest).days == 1 and _around_midnight(early, late))
    return False


def _around_midnight(early: When, late: When) -> bool:
    """Tell whether one night may have two dates: late on the one day, before morning on the other."""
    return early.part == "night" or late.part == "night" or (late.part == "dawn" and early.part == "evening")


def _odd_ones(
    kind: FindingKind, told: Sequence[Side], excludes: Callable[[Record, Record], bool]
) -> Iterator[_Pair]:
    """Yield each account that disagrees with one that more agree with (of equals with the first told), and that one."""
    firsts: dict[str, list[Side]] = {}
    for side in told:
        firsts.setdefault(side.account.origin, []).append(side)
    if len(firsts) < 2:
        return
    agreeing = {
        origin: sum(
            not any(excludes(x.record, y.record) for x in mine for y in others) for others in firsts.values()
        )
        for origin, mine in firsts.items()
    }
    order = {origin: i for i, origin in enumerate(firsts)}
    for odd, theirs in firsts.items():
        against = [
            (agreeing[origin], -order[origin], x, y)
            for origin, ours in firsts.items() for x in ours for y in theirs
            if (agreeing[origin], -order[origin]) > (agreeing[odd], -order[odd]) and excludes(x.record, y.record)
        ]  # fmt: skip
        if against:
            _, _, a, b = max(against, key=lambda found: found[:2])
            what = kind.removeprefix("contradiction-")
            yield _Pair(kind, a, b, messages.Said(what, a.record, a.account, b.record, b.account))


# figures


@dataclass(frozen=True, slots=True)
class _Count:
    side: Side
    figure: Figure
    day: date | None  # on which its account first told it


def _of_figures(facts: Sequence[Side], registry: Registry) -> Iterator[_Pair]:
    """Tolls that don't fit as a rise over time, and counts of one crowd: each account with the clearest against it."""
    counts = _counts(facts)
    parties = list({p.key: p for side in facts for p in side.record.actors}.values())
    of_party = {id(c): _of_party(c.side, parties, registry) for c in counts}
    best: dict[str, tuple[float, _Count, _Count]] = {}
    for a, b in combinations(counts, 2):
        low, high = (a, b) if a.figure.least <= b.figure.least else (b, a)
        if a.figure.kind != b.figure.kind or not _different(a.side, b.side):
            continue
        if _unfit(low, high, counts, of_party[id(high)], of_party[id(low)]):
            weight = high.figure.least / max(1, low.figure.least) + (a.figure.kind in ("dead", "protesters"))
            origin = low.side.account.origin
            if origin not in best or weight > best[origin][0]:
                best[origin] = (weight, low, high)
    for _, low, high in best.values():
        one, other = sorted((low, high), key=lambda c: _order(c.side.record))
        yield _Pair(
            "contradiction-toll", one.side, other.side,
            messages.Said(
                "toll", one.side.record, one.side.account, other.side.record, other.side.account,
                one.figure, other.figure,
            ),
        )  # fmt: skip


def _counts(facts: Sequence[Side]) -> list[_Count]:
    """Return the figures; a copy printed later keeps the day on which its account first gave the number."""
    first: dict[tuple[str, str, int], date] = {}
    found = [(side, figure) for side in facts for figure in figures_of(side.record)]
    for side, figure in found:
        key, day = (side.account.origin, figure.kind, figure.least), side.record.published
        if day is not None and day < first.get(key, date.max):
            first[key] = day
    return [
        _Count(side, figure, first.get((side.account.origin, figure.kind, figure.least)))
        for side, figure in found
    ]


def _unfit(low: _Count, high: _Count, counts: Sequence[_Count], claimed: bool, owned: bool) -> bool:
    """Tell whether two figures can't both be right; `claimed`: the higher is a party's own, `owned`: the lower is."""
    if low.figure.most is None or low.figure.most >= high.figure.least:
        return False
    ratio = high.figure.least / max(1, low.figure.least)
    if low.figure.kind == "protesters":
        return ratio >= _CROWD
    if low.day is None or high.day is None:
        return False
    if not _same_dead(low.side.record, high.side.record):
        return owned and ratio >= _RIVAL and _disowned(low.side.record, high.side.record)
    if low.figure.least in high.side.record.rejected or high.figure.least in low.side.record.rejected:
        return True
    claimed = claimed or high.side.record.status == "alleged"
    if low.day < high.day:  # a rise, unless it is what a party says that it did
        return claimed and ratio >= _BOAST and high.figure.least - low.figure.least >= _FEW
    if low.day > high.day:
        return ratio >= _RATIO and not _repeats(low, high, counts) and not _is_part(low, high, counts)
    if ratio < _RIVAL or _is_part(low, high, counts) or _sums(high.side.record):
        return False
    played_down = owned and "state" not in map(side_of, low.side.record.recipients)  # not its own losses
    return claimed or ((played_down or _settled(low, high)) and high.figure.least - low.figure.least >= _FEW)


def _disowned(low: Record, high: Record) -> bool:
    """Tell whether whom a party says that it hit were others: «three fighters», where others count twelve residents."""
    hit, others = ({side_of(p) for p in r.recipients} for r in (low, high))
    return "rebels" in hit and "civilians" in others and "rebels" not in others and low.type == high.type


def _sums(record: Record) -> bool:
    """Tell whether a toll is that of a whole country or region, of which other accounts may give a part."""
    return record.where is not None and record.where.precision in ("country", "region")


def _settled(a: _Count, b: _Count) -> bool:
    """Tell whether two reports of one day came after the day of the event, on which tolls rise by the hour."""
    if a.side.record.document == b.side.record.document:
        return False  # a part and its sum, more often
    days = [c.side.record.when for c in (a, b)]
    last = [w.latest for w in days if w is not None and w.stated and w.latest is not None]
    return bool(last) and a.day is not None and max(last) < a.day


def _repeats(low: _Count, high: _Count, counts: Sequence[_Count]) -> bool:
    """Tell whether a lower figure told later only repeats what others gave before the higher one: it lags behind."""
    return any(
        other.figure.kind == low.figure.kind and other.figure.least == low.figure.least
        and other.day is not None and high.day is not None and other.day <= high.day
        and _different(other.side, high.side)
        for other in counts
    )  # fmt: skip


def _is_part(low: _Count, high: _Count, counts: Sequence[_Count]) -> bool:
    """Tell whether the report with the lower figure has a sum that fits beside it: «17, after four more died»."""
    return any(
        other.figure.kind == low.figure.kind
        and other.side.record.document == low.side.record.document
        and _different(other.side, high.side)
        and other.figure.least >= high.figure.least
        and _same_dead(other.side.record, high.side.record)
        and _same_dead(other.side.record, low.side.record)
        for other in counts
    )


def _same_dead(a: Record, b: Record) -> bool:
    """Tell whether two tolls may count the same people: those of one side of a fight aren't those of the other."""
    if any_kin(a.recipients, b.recipients):
        return True
    mine, yours = (frozenset(filter(None, map(side_of, r.recipients))) for r in (a, b))
    if mine and yours and not mine & yours:
        return False
    return not (_told_whose(a) and _told_whose(b))


def _told_whose(record: Record) -> bool:
    """Tell whether words say whose fighters were struck: «مسلحو حركة كذا»."""
    return any(
        p.known or ((side_of(p) == "rebels" or p.kind == "fighters") and own_words(p.name))
        for p in record.recipients
    )


def _of_party(side: Side, parties: Sequence[Party], registry: Registry) -> bool:
    voice = side.voice
    return voice is not None and voice.named and any(speaks_for(voice, p, registry) for p in parties)
