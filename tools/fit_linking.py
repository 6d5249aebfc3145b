"""Learn the weights of linking from the sets of `gold/`: `python tools/fit_linking.py [--write] [--blind SET...]`.

What is learned from are the pairs of claims that linking compares, gold's own and those read from the text: the reasons of
each pair, and whether gold has both in one incident. The fit is a logistic regression whose weights are drawn to those set by
hand. What sets two happenings apart by itself stays as it was set, for the sets hold many more accounts that disagree
about place or day than the press does.

Printed are the figures of each set under weights that were learned from the other sets; a set named in `--blind` is learned
from by none. `--write` puts the weights learned from all others into `weights.toml` and into the table of `docs/incidents.md`.
Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from linking import GOLD, GoldSet, Linked, link_gold, link_text, measure, read_set
from riwaya.linking import score
from riwaya.linking.incidents import in_order, link_all
from riwaya.linking.keys import keys_of
from riwaya.linking.model import Record
from riwaya.linking.score import SPLITS, WEIGHTS, match
from riwaya.pipeline import load

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "riwaya" / "linking" / "weights.toml"
PAGE = ROOT / "docs" / "incidents.md"
PULL = 3.0  # towards the weights set by hand: the squared distance counts so much, a pair's loss counts one
BY_HAND = {name: pair[0] for name, pair in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}
NAMES = tuple(BY_HAND)
FREE = np.array([BY_HAND[name] > SPLITS for name in NAMES])


@dataclass(frozen=True, slots=True)
class Learned:
    """A set with its claims linked both ways, and the pairs compared: their reasons, and whether they are one."""

    gold: GoldSet
    linked: tuple[Linked, Linked]
    reasons: np.ndarray
    one: np.ndarray


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
    names = sorted(str(path)[: -len("_links.json")] for path in GOLD.glob("*_links.json"))
    sets = []
    for gold in map(read_set, names):
        linked = link_gold(gold, lexicon), link_text(gold, lexicon)
        sets.append(Learned(gold, linked, *pairs(gold, linked)))
    known = [one for one in sets if one.gold.name not in options.blind]
    print(f"{'set':14}{'weights':10}{'from':6}B-cubed P R F1      copies P R      contradictions P R")
    for one in sets:
        show(one, "by hand", BY_HAND)
        show(one, "left out", fit([other for other in known if other is not one]))
    if options.write:
        write(fit(known))


def pairs(gold: GoldSet, linked: Sequence[Linked]) -> tuple[np.ndarray, np.ndarray]:
    """Return the reasons of each pair that linking compares, and whether gold has both claims in one incident."""
    rows: list[list[float]] = []
    one: list[bool] = []
    for found in linked:
        home = {read: gold.incidents[claim] for claim, read in found.names.items()}
        for a, b in compared([r for r in found.records if r.claim in home]):
            rows.append(reasons_of(a, b))
            one.append(home[a.claim] == home[b.claim])
    return np.array(rows), np.array(one)


def compared(records: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    """Yield each claim with those before it that share a key with it."""
    buckets: dict[str, list[Record]] = defaultdict(list)
    for record in sorted((r for r in records if not r.general), key=in_order):
        keys = keys_of(record)
        yield from ((record, other) for other in {o.claim: o for key in keys for o in buckets[key]}.values())
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


def fit(sets: Sequence[Learned]) -> dict[str, float]:
    """Return the weights under which the pairs are likeliest, less their distance from those set by hand."""
    reasons, one = np.vstack([s.reasons for s in sets]), np.concatenate([s.one for s in sets])
    hand = np.array(list(BY_HAND.values()))
    signs = np.where(one, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (reasons @ weights)
        away = weights - hand
        slope = reasons.T @ (-signs / (1 + np.exp(margins))) + 2 * PULL * away
        return float(np.logaddexp(0, -margins).sum() + PULL * away @ away), np.where(FREE, slope, 0.0)

    found = minimize(loss, hand, jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 1) + 0.0 for name, weight in zip(NAMES, found, strict=True)}


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
