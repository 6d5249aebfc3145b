"""How well claims meet in incidents: B-cubed, copies and contradictions, on gold claims and end to end from text.

usage: linking.py [SET...] [--errors]

A set is the beginning of its files' names, such as `gold/incidents`: SET_articles.jsonl, SET.jsonl with the "incident"
of every claim, SET_links.json. Without one all sets of `gold/` are measured. End to end a gold claim is where the claim
read for it is; one that wasn't read is alone.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.contract import places_named, to_json
from riwaya.evaluate import score_document
from riwaya.lexicon.loader import Lexicon
from riwaya.linking.accounts import accounts
from riwaya.linking.contradictions import contradictions
from riwaya.linking.copies import Report, report_of, ties
from riwaya.linking.evaluate import Figures, Pair, against_pairs, b_cubed, pairs_of
from riwaya.linking.gold import gold_records
from riwaya.linking.incidents import link_all
from riwaya.linking.model import Record
from riwaya.linking.record import record_of
from riwaya.pipeline import load, read_text

Json = dict[str, Any]
GOLD = Path(__file__).resolve().parents[1] / "gold"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A linking gold set. `incidents` has the incident of each claim "docno/id"."""

    name: str
    articles: Mapping[str, Json]
    claims: Mapping[str, Json]
    links: Json
    incidents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking made of a set. `names` leads from gold's claims to those that were linked."""

    records: Sequence[Record]
    found: Mapping[str, str]
    names: Mapping[str, str]


def main() -> None:
    """Measure each set both ways and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument(
        "--errors", action="store_true", help="list what was mixed, split, missed and made up"
    )
    options = parser.parse_args()
    lexicon = load(None)
    print(
        f"{'set':16}{'from':8}{'claims':>7}  {'B-cubed P R F1':20}{'copies P R':16}{'contradictions P R':20}"
    )
    for name in options.sets or sorted(str(p)[: -len("_links.json")] for p in GOLD.glob("*_links.json")):
        gold = read_set(name)
        for source, linked in (("gold", link_gold(gold, lexicon)), ("text", link_text(gold, lexicon))):
            print(f"{gold.name:16}{source:8}{len(gold.incidents):7}  {measure(gold, linked)}")
            if options.errors:
                print_errors(gold, linked)


def read_set(name: str) -> GoldSet:
    """Return the set whose files begin with `name`."""
    articles = {a["docno"]: a for a in _lines(Path(f"{name}_articles.jsonl"))}
    claims = {g["docno"]: g for g in _lines(Path(f"{name}.jsonl"))}
    links = json.loads(Path(f"{name}_links.json").read_text(encoding="utf-8"))
    incidents = {f"{d}/{c['id']}": c["incident"] for d, g in claims.items() for c in g["claims"]}
    return GoldSet(Path(name).name, articles, claims, links, incidents)


def _lines(path: Path) -> Iterator[Json]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def link_gold(gold: GoldSet, lexicon: Lexicon) -> Linked:
    """Link gold's own claims."""
    records = [r for d, g in gold.claims.items() for r in gold_records(gold.articles[d], g, lexicon)]
    return Linked(records, link_all(records), {claim: claim for claim in gold.incidents})


def link_text(gold: GoldSet, lexicon: Lexicon) -> Linked:
    """Link the claims that are read from the text."""
    records: list[Record] = []
    names: dict[str, str] = {}
    for docno, article in gold.articles.items():
        reading = read_text(
            article["text"], published=article["published"], outlet=article["outlet"], title=article["title"],
            id=docno, lexicon=lexicon,
        )  # fmt: skip
        line = {**to_json(reading), "places": places_named(reading)}
        records += [record_of(line, claim, lexicon) for claim in line["claims"]]
        outcomes = score_document(gold.claims[docno], line["claims"]).outcomes
        names.update({f"{docno}/{o.gold['id']}": o.read["id"] for o in outcomes if o.read})
    return Linked(records, link_all(records), names)


def measure(gold: GoldSet, linked: Linked) -> str:
    """Return the figures of a set as cells."""
    placed = {claim: linked.found[read] for claim, read in linked.names.items() if read in linked.found}
    cubed = b_cubed(gold.incidents, placed)
    copied = against_pairs(pairs_of(gold.links["copies"]), found_copies(gold, linked))
    told = contradicted(gold, linked)
    cells = [
        f"{cubed.precision:.3f} {cubed.recall:.3f} {cubed.f1:.3f}",
        f"{copied.precision:.2f} {copied.recall:.2f}",
        f"{told.precision:.2f} {told.recall:.2f}",
    ]
    return "".join(f"{cell:20}" if i != 1 else f"{cell:16}" for i, cell in enumerate(cells))


def found_copies(gold: GoldSet, linked: Linked) -> set[Pair]:
    """Return the pairs of reports on one incident that aren't independent."""
    reports = _reports(gold)
    pairs: set[Pair] = set()
    for records in _by_incident(linked).values():
        documents = sorted({r.document for r in records})
        pairs.update(
            (min(t.first, t.second), max(t.first, t.second)) for t in ties([reports[d] for d in documents])
        )
    return pairs


def contradicted(gold: GoldSet, linked: Linked) -> Figures:
    """Return how many of gold's contradictions are found, by incident and kind, and how many found are gold's.

    A finding is of the incident of those of its two claims that gold has.
    """
    reports, home = _reports(gold), {read: gold.incidents[claim] for claim, read in linked.names.items()}
    found: set[Pair] = set()
    for incident, records in _by_incident(linked).items():
        told = accounts(records, reports)[0]
        for finding in contradictions(incident, records, told):
            homes = {home[claim] for claim in finding.claims if claim in home}
            where = homes.pop() if len(homes) == 1 else "mixed" if homes else "read only"
            found.add((where, finding.kind.removeprefix("contradiction-")))
    return against_pairs({(c["incident"], c["kind"]) for c in gold.links["contradictions"]}, found)


def _reports(gold: GoldSet) -> dict[str, Report]:
    return {d: report_of({**a, "id": d}) for d, a in gold.articles.items()}


def _by_incident(linked: Linked) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in linked.records:
        groups[linked.found[record.claim]].append(record)
    return groups


def print_errors(gold: GoldSet, linked: Linked) -> None:
    """List the incidents found that mix several of gold's, and those of gold's that lie in several."""
    records = {r.claim: r for r in linked.records}
    made: dict[str, list[str]] = defaultdict(list)
    true: dict[str, list[str]] = defaultdict(list)
    for claim, incident in gold.incidents.items():
        read = linked.names.get(claim)
        made[linked.found[read] if read else f"unread {claim}"].append(claim)
        true[incident].append(claim)
    owner = {claim: incident for incident, claims in made.items() for claim in claims}

    def say(claim: str) -> str:
        record = records.get(linked.names.get(claim, ""))
        return f"{claim} {record.type if record else 'unread'}"

    for claims in made.values():
        if len({gold.incidents[c] for c in claims}) > 1:
            print("  mixed:", "; ".join(f"{gold.incidents[c]} {say(c)}" for c in claims))
    for incident, claims in true.items():
        if len({owner[c] for c in claims}) > 1:
            print(f"  split: {incident}:", "; ".join(f"{say(c)} in {owner[c]}" for c in claims))


if __name__ == "__main__":
    main()
