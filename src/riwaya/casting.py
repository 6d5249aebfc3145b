"""Claims → claims with their participants settled: the grammar proposes who plays which role, two small rankers decide.

Every phrase of a claim's sentence that may take part is rated as its actor and as its recipient by the evidence of
`cast_evidence.py`. What the grammar chose is dropped only if it is unlikely; who it left out must be likelier than that, and
more so to play the other role. Participants carried in from another sentence stay where nobody else fills their role.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.analysis.arguments import entity_of
from riwaya.analysis.layers import Layers
from riwaya.analysis.phrases import Chunk
from riwaya.cast_evidence import Stage, candidates, evidence, find_parts, set_stage
from riwaya.confidence import Ranker, hashed, weighed
from riwaya.model import Argument, Claim, Reason

_KEPT = 0.2  # the least rating of what the grammar chose
_TURNED = 0.5  # … of a phrase that it gave the other role
_FAVOUR = 0.2  # what the grammar's choice is worth where two readings of a phrase compete

Casters = Mapping[str, Ranker]  # role → who rates it


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A phrase in a role, and how likely that is."""

    rating: float
    role: str
    chunk: Chunk
    features: Sequence[str]


def cast(layers: Layers, claims: Sequence[Claim], casters: Casters) -> tuple[Claim, ...]:
    """Return the claims with the participants that the casters choose; without casters as they are."""
    if not casters or not claims:
        return tuple(claims)
    part = find_parts(layers)
    events = {(e.triggers[0], e.frame.id): e for e in layers.events}
    stages = (set_stage(layers, events[claim.trigger, claim.frame], claim, part) for claim in claims)
    return tuple(_settle(layers, stage, casters) for stage in stages)


def _settle(layers: Layers, stage: Stage, casters: Casters) -> Claim:
    claim, found = stage.claim, tuple(candidates(stage))
    chosen = _choose(stage, found, casters)
    arguments = [_argument(layers, stage, one) for one in chosen]
    for argument in claim.arguments:
        rated = argument.role in casters and any(c.span == argument.span for c in found)
        rivals = [a for a in arguments if a.role == argument.role or a.span.overlaps(argument.span)]
        if argument.role not in casters or (not rated and not rivals):
            arguments.append(argument)
    before, after = _roles(claim.arguments), _roles(arguments)
    if before == after:
        return claim
    lost = tuple(
        Reason(f"{a.role} lost", "other phrases are likelier, or none is", a.span)
        for a in claim.arguments
        if (a.role, a.span) not in after
    )
    won = tuple(
        Reason(c.role, f"{c.rating:.2f} likely; {weighed(casters[c.role], c.features)}", c.chunk.span)
        for c in chosen
        if (c.role, c.chunk.span) not in before
    )
    gone = {(r.rule[: -len(" lost")], r.span) for r in lost}
    reasons = tuple(r for r in claim.reasons if (r.rule, r.span) not in gone)
    ordered = tuple(sorted(arguments, key=lambda a: a.span))
    return replace(claim, arguments=ordered, reasons=(*reasons, *won, *lost))


def _roles(arguments: Sequence[Argument]) -> set[tuple[str, object]]:
    return {(a.role, a.span) for a in arguments}


def _choose(stage: Stage, found: Sequence[Chunk], casters: Casters) -> list[_Chosen]:
    """Return the phrases that are likely enough in a role, each in its likeliest, none overlapping a likelier one."""
    own = {a.span: a.role for a in stage.claim.arguments}
    rated: list[tuple[float, _Chosen]] = []
    for chunk in found:
        features = evidence(stage, chunk)
        hashes = list(map(hashed, features))
        for role, caster in casters.items():
            rating = caster.rate(hashes)
            chosen = own.get(chunk.span)
            if rating >= (caster.threshold if chosen is None else _KEPT if chosen == role else _TURNED):
                favoured = rating + _FAVOUR * (chosen == role)
                rated.append((favoured, _Chosen(rating, role, chunk, features)))
    kept: list[_Chosen] = []
    for _, one in sorted(rated, key=lambda r: (-r[0], r[1].chunk.first)):
        if not any(one.chunk.span.overlaps(other.chunk.span) for other in kept):
            kept.append(one)
    return kept


def _argument(layers: Layers, stage: Stage, chosen: _Chosen) -> Argument:
    """Return the participant as the grammar has it, in its role, or as a new one."""
    for argument in stage.claim.arguments:
        if argument.span == chosen.chunk.span:
            return replace(argument, role=chosen.role)
    new = Argument(chosen.role, chosen.chunk.span, entity_of(stage.parsed, chosen.chunk))
    return layers.linked.named_in_full(new)
