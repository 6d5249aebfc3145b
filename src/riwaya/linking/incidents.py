"""Records → incidents: each claim joins the happening that it fits best, founds one, or abstains where two fit alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean

from riwaya.linking.keys import keys_of
from riwaya.linking.model import Match, Placement, Record
from riwaya.linking.score import JOINS, MAYBE, SPLITS, match

_UNLIKE = -2.0  # below which two incidents aren't one
_CLOSE = 0.5  # by less than this the best isn't better than the next
_MEMBERS = 12  # of an incident are compared: a hundredth retelling adds nothing
_FEW = 3  # members stand for their incident where two incidents are compared
_LISTED = 5  # near misses are worth a look, in a town under fire there may be hundreds
_PENALTY = 0.75  # of what members speak against it, on the whole, against the best


def place(record: Record, candidates: Mapping[str, Sequence[Record]]) -> Placement:
    """Return what becomes of a claim. `candidates` has incidents with their members that share a key with it.

    It joins the best incident from `JOINS` on. Where one that excludes the best fits about as well it founds its own;
    those, and the nearest misses, are `possible`, the best first. What is told in general is no part of any.
    """
    if record.general:
        return Placement(record.claim, None, None)
    scored = [(incident, against(record, members)) for incident, members in candidates.items() if members]
    maybe = [(i, m) for i, m in scored if m.score >= MAYBE and not m.vetoed]
    maybe.sort(key=lambda found: (-found[1].score, found[0]))
    if not maybe or maybe[0][1].score < JOINS:
        return Placement(record.claim, None, None, tuple(maybe[:_LISTED]))
    if any(_excludes(candidates[maybe[0][0]], candidates[rival]) for rival in _rivals(maybe)):
        return Placement(record.claim, None, None, tuple(maybe[:_LISTED]))
    return Placement(record.claim, *maybe[0], tuple(maybe[1 : 1 + _LISTED]))


def _rivals(maybe: Sequence[tuple[str, Match]]) -> Iterator[str]:
    """The incidents that a claim fits about as well as the best."""
    best = maybe[0][1].score
    for incident, found in maybe[1:]:
        if found.score >= JOINS and found.score > best - _CLOSE:
            yield incident


def _excludes(one: Sequence[Record], other: Sequence[Record]) -> bool:
    """Tell whether two incidents can't be one. If they can, choosing either is no error between two happenings."""
    return all(_apart(match(a, b)) for a in one[:_FEW] for b in other[:_FEW])


def _apart(found: Match) -> bool:
    return found.score < _UNLIKE or any(ground.weight <= SPLITS for ground in found.grounds)


def against(record: Record, members: Sequence[Record]) -> Match:
    """Return how a claim fits an incident: as its best member, less where its members on the whole speak against."""
    found = [match(record, member) for member in members[:_MEMBERS]]
    best = max(found, key=lambda m: m.score)
    if any(m.vetoed for m in found):
        return Match(best.score, best.grounds, True)
    whole = fmean(m.score for m in found)
    return Match(round(best.score + _PENALTY * min(0.0, whole - best.score + 2), 3), best.grounds)


def link_all(records: Iterable[Record]) -> dict[str, str]:
    """Return the incident of each claim, as adding report by report in order of publication gives it.

    An incident is called by the claim that founds it.
    """
    found: dict[str, str] = {}
    buckets: dict[str, list[Record]] = defaultdict(list)
    for record in sorted(records, key=in_order):
        keys = keys_of(record)
        candidates = _candidates(record, keys, buckets, found)
        placement = place(record, candidates)
        incident = placement.incident or record.claim
        found[record.claim] = incident
        if record.specific:
            for key in keys:
                buckets[key].append(record)
    return found


def in_order(record: Record) -> tuple[date, str, int, str]:
    """Sort key: claims come as their reports come out."""
    return record.published or date.max, record.document, record.start, record.claim


def _candidates(
    record: Record, keys: Iterable[str], buckets: Mapping[str, Sequence[Record]], found: Mapping[str, str]
) -> dict[str, list[Record]]:
    near = {r.claim: r for key in keys for r in buckets.get(key, ())}
    candidates: dict[str, list[Record]] = defaultdict(list)
    for claim in sorted(near):
        candidates[found[claim]].append(near[claim])
    return candidates
