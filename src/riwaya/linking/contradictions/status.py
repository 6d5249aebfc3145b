"""Denials → each account that denies, with the assertion that it denies most directly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from riwaya.linking import messages
from riwaya.linking.contradictions.pairs import Pair, Side, different, disjoint
from riwaya.linking.kinship import any_kin, is_ours, speaks_for
from riwaya.linking.model import Party, Record
from riwaya.linking.registry import Registry

_JOINT = frozenset(
    {"CONSULT", "AGREE", "COOPERATE"}
)  # what no side does alone: who denies his part denies it


def of_status(found: Sequence[Side], facts: Sequence[Side], registry: Registry) -> Iterator[Pair]:
    """Each account that denies, with the assertion that it denies most directly."""
    best: dict[str, tuple[float, Side, Side]] = {}
    for denial in found:
        if denial.record.status != "denied":
            continue
        for fact in facts:
            if different(fact, denial) and (weight := _denies(denial, fact, registry)) > 0:
                origin = denial.account.origin
                if origin not in best or weight > best[origin][0]:
                    best[origin] = (weight, fact, denial)
    for _, fact, denial in best.values():
        said = messages.Said("status", fact.record, fact.account, denial.record, denial.account)
        yield Pair("contradiction-status", fact, denial, said)


def _denies(denial: Side, fact: Side, registry: Registry) -> float:
    """Return how directly a denial goes against an assertion; 0 if both may be true.

    Who denies his own part in it doesn't deny that it happened: only claims that name him are against him.
    """
    no, yes, voice = denial.record, fact.record, denial.voice
    if no.family != yes.family or disjoint(no.when, yes.when):
        return 0
    weight = 1.0 + (no.type == yes.type) + 0.5 * (yes.status == "asserted") + 0.25 * (no.word == yes.word)
    if (
        voice is None
    ):  # what an outlet itself puts in the negative («لم تعلن أي جهة …») seldom denies anybody's word
        same = no.word == yes.word or any_kin(no.actors, yes.actors)
        told = no.type == yes.type and same and any_kin(no.recipients, yes.recipients)
        return weight if told or any(is_ours(p) for p in no.actors) else 0
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
