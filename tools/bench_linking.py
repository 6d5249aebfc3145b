"""Speed of linking: generated claims, 1,000 then ten and a hundred times as many, and how large the buckets grow.

usage: bench_linking.py [--claims N] [--seed N]

The claims are made up: happenings on the gazetteer's towns over three years, most on few towns and in bursts, each told by one
to nine reports with what reports differ in: the province only, a day less, another toll, nobody named. No text is read.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from riwaya.lexicon.gazetteer import GazetteerPlace
from riwaya.lexicon.loader import Lexicon
from riwaya.linking.evaluate import b_cubed
from riwaya.linking.incidents import link_all
from riwaya.linking.keys import keys_of
from riwaya.linking.model import Party, Record, Toll, When, Where
from riwaya.linking.record import FAMILIES, english_key
from riwaya.linking.words import above
from riwaya.pipeline import load

COUNTRIES = ("SY", "IQ", "YE", "SD", "LY", "LB", "PS", "SO", "EG", "AF")
ARMED = ("armed_group", "military", "police")
TYPES = (
    ("ASSAULT", 50), ("COERCE", 15), ("CONSULT", 6), ("REQUEST", 6), ("MOBILIZE", 5), ("ACCUSE", 5), ("RETREAT", 4),
    ("AID", 3), ("PROTEST", 3), ("AGREE", 2), ("SANCTION", 1),
)  # fmt: skip
MODES = {
    "ASSAULT": ("aerial", "heavy-weapons", "explosives", "firearms", None),
    "COERCE": ("arrest", "seize", None),
}
STATUSES = (("asserted", 88), ("denied", 5), ("alleged", 5), ("planned", 2))
SITES = ("market", "hospital", "school", "camp", "checkpoint", "house", "convoy")
FIRST = date(2022, 1, 1)
DAYS = 3 * 365
STEPS = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class World:
    """What the claims are made of: towns and armed actors by country."""

    towns: dict[str, list[Where]]
    actors: dict[str, list[Party]]


def main() -> None:
    """Link ever more claims and print what it costs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, help="this many only")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    world = make_world(load(None))
    print(" claims   incidents   seconds   claims/s   keys/claim   largest bucket   B-cubed F1")
    for count in [options.claims] if options.claims else STEPS:
        records, true = make_claims(world, count, options.seed)
        start = time.perf_counter()
        found = link_all(records)
        seconds = time.perf_counter() - start
        sizes = Counter(key for record in records for key in keys_of(record))
        f1 = b_cubed(true, found).f1
        print(
            f"{len(records):7,}{len(set(found.values())):12,}{seconds:10.1f}{len(records) / seconds:11,.0f}"
            f"{sizes.total() / len(records):13.1f}{max(sizes.values()):17,}{f1:13.3f}"
        )


def make_world(lexicon: Lexicon) -> World:
    """Return the towns of the gazetteer and the actors of the lexicon, for the countries of the bench."""
    towns: dict[str, list[Where]] = {code: [] for code in COUNTRIES}
    places = {p for _, found in lexicon.gazetteer.entries() for p in found if p.precision == "settlement"}
    for place in sorted(places, key=lambda p: (-p.population, p.id)):
        if place.country_code in towns:
            towns[place.country_code].append(_town(place))
    actors: dict[str, list[Party]] = {code: [] for code in COUNTRIES}
    for actor in lexicon.actors.values():
        if actor.country in actors and actor.kind in ARMED:
            party = Party(actor.id, actor.name, actor.kind, True, above(actor.id, lexicon))
            actors[actor.country].append(party)
    return World(towns, {code: found for code, found in actors.items() if len(found) > 1})


def _town(place: GazetteerPlace) -> Where:
    country = english_key(place.country_en or "")
    province = f"{country}/{english_key(place.admin1_en)}" if place.admin1_en else None
    key = f"gn:{place.geonames_id}" if place.geonames_id else f"{province or country}/{place.name}"
    return Where(place.name, key, province, country, place.latitude, place.longitude, "settlement")


def make_claims(world: World, count: int, seed: int) -> tuple[list[Record], dict[str, str]]:
    """Return so many claims and the happening that each tells of. A report has about three claims."""
    draw = random.Random(seed)
    records: list[Record] = []
    true: dict[str, str] = {}
    happening = 0
    while len(records) < count:
        happening += 1
        first = _happening(world, draw)
        for _ in range(min(1 + int(draw.expovariate(0.6)), 9)):
            record = _told(first, len(records), draw)
            records.append(record)
            true[record.claim] = str(happening)
    return records[:count], {r.claim: true[r.claim] for r in records[:count]}


def _happening(world: World, draw: random.Random) -> Record:
    """One happening: the likelier on a large town, and in the weeks when its country's war flares up."""
    codes = list(world.actors)
    code = codes[
        min(int(draw.paretovariate(0.7)) - 1, draw.randrange(len(codes)))
    ]  # one war has most of the news
    towns = world.towns[code]
    where = towns[min(int(draw.paretovariate(0.5)) - 1, draw.randrange(len(towns)))]
    week = int(draw.betavariate(0.8, 0.8) * DAYS / 7)
    day = FIRST + timedelta(week * 7 + draw.randrange(7))
    kind = draw.choices([name for name, _ in TYPES], [share for _, share in TYPES])[0]
    actor, other = draw.sample(world.actors[code], 2)
    dead = int(draw.expovariate(0.25)) if kind == "ASSAULT" else 0
    return Record(
        claim="", document="", published=day, outlet=None, type=kind, family=FAMILIES[kind],
        mode=draw.choice(MODES.get(kind, (None,))), weapon=None, status="asserted", specific=True, word=kind, start=0,
        actors=(actor,), recipients=(other,), where=where, when=When(day, day),
        tolls=(Toll("dead", dead, dead),) if dead else (), sites=(draw.choice(SITES),) if draw.random() < 0.4 else (),
    )  # fmt: skip


def _told(happening: Record, number: int, draw: random.Random) -> Record:
    """One claim of a happening, with what its report leaves out or tells otherwise."""
    day = happening.published or FIRST
    told = replace(
        happening, claim=f"c{number:06}", document=f"d{number // 3:06}", outlet=f"o{draw.randrange(60)}",
        start=100 * (number % 3), published=day + timedelta(draw.choice((0, 0, 1, 1, 2))),
    )  # fmt: skip
    told = replace(told, status=draw.choices([s for s, _ in STATUSES], [share for _, share in STATUSES])[0])
    if draw.random() < 0.3:
        told = replace(told, actors=())
    if draw.random() < 0.2 and told.where:
        told = replace(told, where=replace(told.where, settlement=None, precision="admin1"))
    if draw.random() < 0.2:
        told = replace(told, when=When(None, None, False))
    if told.tolls and draw.random() < 0.3:
        least = (told.tolls[0].least or 0) + draw.randrange(4)
        told = replace(told, tolls=(Toll("dead", least, None),))
    return told


if __name__ == "__main__":
    main()
