"""Learn the weights of linking from the sets of `gold/`: `python tools/fit_linking.py [--write] [--blind SET...]`.

What is learned from are the pairs of claims of different reports that linking compares, gold's own and those read from the
text: the reasons of each pair, and whether gold has both in one incident. The sets have few happenings near one another, and
a war has many: so pairs of the made-up war of bench_linking.py count as much as all sets together. The fit is a logistic
regression whose weights are drawn to those set by hand. What sets two happenings apart by itself stays as it was set, for the
sets hold many more accounts that disagree about place or day than the press does; and of two claims of one report as much
speaks for one happening as by hand, for the sets' reports are short and tell of little.

Printed are the figures of each set under weights that were learned from the other sets; a set named in `--blind` is learned
from by none. `--write` puts the weights learned from all others into `weights.toml` and into the table of `docs/incidents.md`.
Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from bench_linking import make_claims, make_world
from linking import GOLD, GoldSet, Linked, link_gold, link_text, measure, read_set
from riwaya.lexicon.loader import Lexicon
from riwaya.linking import score
from riwaya.linking.incidents import in_order, link_all
from riwaya.linking.keys import keys_of
from riwaya.linking.model import Record
from riwaya.linking.score import SPLITS, WEIGHTS, match
from riwaya.pipeline import load

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "riwaya" / "linking" / "weights.toml"
PAGE = ROOT / "docs" / "incidents.md"
WAR, DRAWN, SEED = 20_000, 20_000, 7  # made-up claims, pairs drawn from those compared, of which world
PULL = 3.0  # towards the weights set by hand: the squared distance counts so much, a pair's loss counts one
FAR = 0.5  # from the weight set by hand at most
WITHIN = "document/"  # the rule for two claims of one report
BY_HAND = {name: pair[0] for name, pair in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}
NAMES = tuple(BY_HAND)
FREE = np.array([BY_HAND[name] > SPLITS for name in NAMES])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims compared: a row of reasons for each, and whether they are one happening."""

    reasons: np.ndarray
    one: np.ndarray


@dataclass(frozen=True, slots=True)
class Learned:
    """A set with its claims linked both ways, and the pairs compared."""

    gold: GoldSet
    linked: tuple[Linked, Linked]
    pairs: Pairs


def main() -> None:
    """Print the figures on sets left out; with `--write`, write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write weights.toml and the table of the docs")
    parser.add_argument(
        "--blind", nargs="*", default=[], metavar="SET", help="sets that nothing is learned from"
    )
    options = parser.parse_args()
    lexicon = load(None)
    war = made_up(lexicon)
    names = sorted(str(path)[: -len("_links.json")] for path in GOLD.glob("*_links.json"))
    sets = []
    for gold in map(read_set, names):
        linked = link_gold(gold, lexicon), link_text(gold, lexicon)
        sets.append(Learned(gold, linked, pairs_of(gold, linked)))
    known = [one for one in sets if one.gold.name not in options.blind]
    print(f"{'set':14}{'weights':10}{'from':6}B-cubed P R F1      copies P R      contradictions P R")
    for one in sets:
        show(one, "by hand", BY_HAND)
        show(one, "left out", fit([o for o in known if o is not one], war))
    if options.write:
        write(fit(known, war))


def pairs_of(gold: GoldSet, linked: Sequence[Linked]) -> Pairs:
    """Return the pairs of gold's claims, and of those read from its texts."""
    found: list[tuple[Record, Record]] = []
    one: list[bool] = []
    for way in linked:
        home = {read: gold.incidents[claim] for claim, read in way.names.items()}
        found += (pairs := list(compared([r for r in way.records if r.claim in home])))
        one += [home[a.claim] == home[b.claim] for a, b in pairs]
    return Pairs(np.array([reasons_of(a, b) for a, b in found]), np.array(one))


def made_up(lexicon: Lexicon) -> Pairs:
    """Return pairs of a made-up war's claims, drawn from all that linking would compare."""
    records, true = make_claims(make_world(lexicon), WAR, SEED)
    pairs = random.Random(SEED).sample(list(compared(records)), DRAWN)
    one = [true[a.claim] == true[b.claim] for a, b in pairs]
    return Pairs(np.array([reasons_of(a, b) for a, b in pairs]), np.array(one))


def compared(records: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    """Yield each claim with those of reports before its own that share a key with it."""
    buckets: dict[str, list[Record]] = defaultdict(list)
    for record in sorted((r for r in records if not r.general), key=in_order):
        keys = keys_of(record)
        near = {o.claim: o for key in keys for o in buckets[key] if o.document != record.document}
        yield from ((record, other) for other in near.values())
        for key in keys if record.specific else ():
            buckets[key].append(record)


def reasons_of(a: Record, b: Record) -> list[float]:
    """Return how much of each reason speaks: 1, a part where it counts for less, 0."""
    told = dict.fromkeys(NAMES, 0.0)
    told["prior"] = 1.0
    for ground in match(a, b).grounds:
        name = f"{ground.rule}/{ground.how}"
        told[name] += ground.weight / WEIGHTS[name] if WEIGHTS[name] else 1.0
    return list(told.values())


def fit(sets: Sequence[Learned], war: Pairs) -> dict[str, float]:
    """Return the weights under which the pairs are likeliest, less their distance from those set by hand."""
    told = [s.pairs for s in sets]
    reasons = np.vstack([*(p.reasons for p in told), war.reasons])
    signs = np.where(np.concatenate([*(p.one for p in told), war.one]), 1.0, -1.0)
    counts = np.ones(len(signs))
    counts[-len(war.one) :] = (len(signs) - len(war.one)) / len(war.one)
    hand = np.array(list(BY_HAND.values()))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (reasons @ weights)
        away = weights - hand
        slope = reasons.T @ (-signs * counts / (1 + np.exp(margins))) + 2 * PULL * away
        total = counts @ np.logaddexp(0, -margins) + PULL * away @ away
        return float(total), slope

    bounds = [(w - reach, w + reach) for w, reach in zip(hand, np.where(FREE, FAR, 0.0), strict=True)]
    found = minimize(loss, hand, jac=True, method="L-BFGS-B", bounds=bounds).x
    learned = {name: round(float(weight), 1) for name, weight in zip(NAMES, found, strict=True)}
    more = sum(learned[name] - BY_HAND[name] for name in ("prior", "type/same"))
    return {
        name: round(weight - more * (name.startswith(WITHIN) and weight > SPLITS), 1) + 0.0
        for name, weight in learned.items()
    }


def show(one: Learned, label: str, weights: Mapping[str, float]) -> None:
    """Print the figures of a set under some weights."""
    use(weights)
    for source, found in zip(("gold", "text"), one.linked, strict=True):
        again = Linked(found.records, link_all(found.records), found.names)
        print(f"{one.gold.name:14}{label:10}{source:6}{measure(one.gold, again)}")
    use(BY_HAND)


def use(weights: Mapping[str, float]) -> None:
    """Let linking count with these weights."""
    WEIGHTS.update(weights)
    score.forget_grounds()


def write(weights: Mapping[str, float]) -> None:
    """Write the learned weights into `weights.toml` and the table of the docs."""
    table, page = TABLE.read_text(encoding="utf-8"), PAGE.read_text(encoding="utf-8")
    for name, weight in weights.items():
        table = re.sub(rf'(?m)^("{name}" = \[[-\d.]+), [-\d.]+\]', rf"\g<1>, {weight:.1f}]", table)
        shown = f"{weight:.1f}".replace("-", "−")
        page = re.sub(rf"(?m)^\| `{name}` \| \S+ \|", f"| `{name}` | {shown} |", page)
    TABLE.write_text(table, encoding="utf-8")
    PAGE.write_text(page, encoding="utf-8")
    print(f"wrote {TABLE.name} and the table of {PAGE.name}")


if __name__ == "__main__":
    main()
