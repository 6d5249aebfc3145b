"""Incidents found, measured against gold: B-cubed, which asks of every claim how pure and how whole its incident is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 if both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> Figures:
    """Return B-cubed of {claim: incident} over the claims of gold; one that wasn't placed is alone."""
    placed = {claim: found.get(claim, f"alone:{claim}") for claim in gold}
    true, made = _groups(gold), _groups(placed)
    pure = whole = 0.0
    for claim in gold:
        shared = len(true[gold[claim]] & made[placed[claim]])
        pure += shared / len(made[placed[claim]])
        whole += shared / len(true[gold[claim]])
    return Figures(pure / len(gold), whole / len(gold)) if gold else Figures(1.0, 1.0)


def _groups(incidents: Mapping[str, str]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for claim, incident in incidents.items():
        groups[incident].add(claim)
    return groups


def against_pairs(gold: Iterable[Pair], found: Iterable[Pair], allowed: Iterable[Pair] = ()) -> Figures:
    """Return how many of the pairs found are right and how many of gold's are found; `allowed` ones are neither."""
    wanted, made = set(gold), set(found)
    told = made - (set(allowed) - wanted)
    right = len(wanted & made)
    return Figures(right / len(told) if told else 1.0, right / len(wanted) if wanted else 1.0)


def pairs_of(groups: Iterable[Iterable[str]]) -> set[Pair]:
    """Return the pairs that lie in one group: documents that are copies of one another, claims of one incident."""
    return {(a, b) for group in groups for a, b in combinations(sorted(group), 2)}
