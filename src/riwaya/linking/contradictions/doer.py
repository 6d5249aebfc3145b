"""Deeds → two accounts that name doers of whom neither is part of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from riwaya.linking import messages
from riwaya.linking.contradictions.pairs import Pair, Side, different, is_clash
from riwaya.linking.kinship import any_kin, identified, kin, one_sort, side_of, standing
from riwaya.linking.model import Party, Record

_PEOPLE = frozenset({"civilians", "person"})
_CIVIL_SITES = frozenset({"market", "hospital", "school", "worship", "wedding"})
_DEEDS = frozenset({"ASSAULT", "COERCE"})  # of which somebody is the doer
_FREEING = frozenset({("AID", "RETREAT"), ("RETREAT", "AID")})  # freed by others, or let go by their captors


def of_doers(facts: Sequence[Side]) -> Iterator[Pair]:
    """Two accounts that name doers of whom neither is part of the other: the clearest pair for each doer more."""
    best: dict[frozenset[str], tuple[float, Side, Side]] = {}
    for a, b in combinations(facts, 2):
        if different(a, b) and (weight := _exclude(a.record, b.record)) > 0:
            doers = frozenset({_doer(a.record), _doer(b.record)})
            if doers not in best or weight > best[doers][0]:
                best[doers] = (weight, a, b)
    taken: list[frozenset[str]] = []
    for doers, (_, a, b) in sorted(best.items(), key=lambda item: -item[1][0]):
        if any(_same_doers(doers, known) for known in taken):
            continue
        taken.append(doers)
        said = messages.Said("actor", a.record, a.account, b.record, b.account)
        yield Pair("contradiction-actor", a, b, said)


def _doer(record: Record) -> str:
    return record.actors[0].key if record.actors else ""


def _same_doers(doers: frozenset[str], known: frozenset[str]) -> bool:
    """Tell whether a pair of doers only repeats a finding in other words: one doer is the same."""
    return bool(doers & known)


def _exclude(a: Record, b: Record) -> float:
    """Return how clearly two claims name doers that exclude each other; 0 if both may be right."""
    if not a.actors or not b.actors or any_kin(a.actors, b.actors):
        return 0
    if (a.type, b.type) in _FREEING:
        return 2.0 if any_kin(a.recipients, b.recipients) else 0
    if a.type not in _DEEDS or b.type not in _DEEDS or a.family != b.family:
        return 0
    if _mutual(a, b) or not _same_victims(a, b) or is_clash(a) or is_clash(b):
        return 0
    if not all(any(identified(p, r.status == "alleged") for p in r.actors) for r in (a, b)):
        return float(_either_side(a, b))
    if any(one_sort(p, q) for p in a.actors for q in b.actors):
        return 0
    known = sum(any(p.known for p in r.actors) for r in (a, b))
    return 1.0 + known + (a.type == b.type) + 0.5 * (a.word == b.word) + 0.25 * (a.status == b.status)


def _either_side(a: Record, b: Record) -> bool:
    """Tell whether one blames soldiers or police, the other rebels, residents or the like, for what befell civilians."""
    did = [{side for p in r.actors if (side := _stands(p, r))} for r in (a, b)]
    hit = [{"civilians" if p.kind in _PEOPLE else side_of(p) for p in r.recipients} for r in (a, b)]
    struck = hit[0] | hit[1]
    unarmed = "civilians" in struck or not _CIVIL_SITES.isdisjoint({*a.sites, *b.sites})
    return bool(did[0] and did[1] and not did[0] & did[1]) and unarmed and struck <= {"civilians", None}


def _stands(party: Party, record: Record) -> str | None:
    """As what words describe a doer; one that they single out, without saying of what kind, stands for itself."""
    singled_out = identified(party, record.status == "alleged") and not party.known and not party.above
    return standing(party) or (party.key if singled_out else None)


def _mutual(a: Record, b: Record) -> bool:
    """Tell whether the one's doer is the other's target: two sides of one fight, each told from its own."""
    return any_kin(a.actors, b.recipients) or any_kin(b.actors, a.recipients)


def _same_victims(a: Record, b: Record) -> bool:
    """Tell whether two deeds may have struck the same: not one an army, the other a group that the lexicon knows."""
    mine, yours = ([p for p in r.recipients if p.known] for r in (a, b))
    return not mine or not yours or any(kin(p, q) for p in mine for q in yours)
