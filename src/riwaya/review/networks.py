"""What claims say of two actors → a network of those in most incidents: who with, who against whom, how it stands, when.

Actors are organisations, states and offices of the lexicon; a person without office is never one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from riwaya.project.views.names import Known
from riwaya.project.views.values import Edge, Relation

Stance = Literal["told", "alleged", "denied", "ahead"]
_STANCE: Mapping[str, Stance] = {"asserted": "told", "alleged": "alleged", "denied": "denied"}
MOST_LINKS = 300  # are drawn, those of most claims
Months = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, with the number of incidents that it has ties in."""

    who: Known
    incidents: int


@dataclass(frozen=True, slots=True)
class Link:
    """Claims of one stance that say that two act with each other, or the first against the second.

    `months`: so many claims tell of the time between two months; None is an open end.
    """

    first: str
    second: str
    relation: Relation
    stance: Stance
    claims: int
    incidents: int
    months: Mapping[Months, int]


@dataclass(frozen=True, slots=True)
class Net:
    """The nodes and the links among them, both most first; `others` actors have ties too, but aren't among the nodes.

    `left` links among the nodes are of too few claims to be drawn.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    months: tuple[str, ...]
    others: int = 0
    left: int = 0


def stance_of(status: str) -> Stance:
    """Return how a claim's status is drawn: what is planned, demanded or supposed is "ahead"."""
    return _STANCE.get(status, "ahead")


def make_net(edges: Iterable[Edge], actors: Mapping[str, Known], most: int) -> Net:
    """Return the network of the actors that have ties in most incidents."""
    known = [edge for edge in edges if edge.actor in actors and edge.other in actors]
    met: dict[str, set[str]] = defaultdict(set)
    for edge in known:
        met[edge.actor].add(edge.incident or edge.claim)
        met[edge.other].add(edge.incident or edge.claim)
    ranked = sorted(met, key=lambda key: (-len(met[key]), key))
    chosen = set(ranked[:most])
    links = list(_links(edge for edge in known if edge.actor in chosen and edge.other in chosen))
    kept = links[:MOST_LINKS]
    months = sorted({month for link in kept for ends in link.months for month in ends if month})
    nodes = tuple(Node(actors[key], len(met[key])) for key in ranked[:most])
    return Net(nodes, tuple(kept), tuple(months), max(0, len(ranked) - most), len(links) - len(kept))


def pair_of(edge: Edge) -> tuple[str, str]:
    """Return the two actors: who did it first, or for what is done together in one order."""
    swap = edge.relation == "with" and edge.other < edge.actor
    return (edge.other, edge.actor) if swap else (edge.actor, edge.other)


def _links(edges: Iterable[Edge]) -> Iterator[Link]:
    groups: dict[tuple[str, str, Relation, Stance], list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[*pair_of(edge), edge.relation, stance_of(edge.status)].append(edge)
    ordered = sorted(groups.items(), key=lambda item: (-len({edge.claim for edge in item[1]}), item[0]))
    for (first, second, relation, stance), held in ordered:
        claims = {edge.claim: edge for edge in held}
        months = Counter(_months(edge) for edge in claims.values())
        incidents = {edge.incident for edge in held if edge.incident}
        yield Link(first, second, relation, stance, len(claims), len(incidents), months)


def _months(edge: Edge) -> Months:
    return (
        edge.earliest.isoformat()[:7] if edge.earliest else None,
        edge.latest.isoformat()[:7] if edge.latest else None,
    )


def as_json(net: Net, arabic: bool) -> dict[str, Any]:
    """Return the network as the page's script draws it; months are numbers in `months`, −1 an end that nobody tells."""
    number = {month: n for n, month in enumerate(net.months)} | {None: -1}
    return {
        "months": net.months,
        "nodes": [
            {
                "id": node.who.id, "kind": node.who.kind, "incidents": node.incidents,
                "name": node.who.name if arabic else node.who.name_en or node.who.name,
            }
            for node in net.nodes
        ],
        "links": [
            {
                "a": link.first, "b": link.second, "relation": link.relation, "stance": link.stance,
                "months": [[number[a], number[b], n] for (a, b), n in link.months.items()],
            }
            for link in net.links
        ],
    }  # fmt: skip
