"""What people decided on a claim, and the claim as it reads after that. What the machine read is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from riwaya.project import schema
from riwaya.project.parts import IDS, parts

Json = dict[str, Any]
Action = Literal["accept", "reject", "correct", "link", "unlink", "split", "add", "undo"]
Reviewed = Literal["accepted", "rejected", "corrected", "again"]

PLACED = ("link", "unlink", "split")  # where a claim belongs, not what it says
_ON_CLAIMS = (  # made once: what a statement costs is mostly making it
    select(schema.judgement).where(schema.judgement.c.claim.in_(IDS)).order_by(schema.judgement.c.id)
)
_REVIEWED: dict[str, Reviewed] = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
_TOLLS = {"dead": "dead", "injured": "injured"}
_ROLES = ("actor", "recipient")
FIELDS = (
    "type",
    "mode",
    "status",
    "specific",
    "weapon",
    "place",
    "time",
    *_ROLES,
    *_TOLLS,
    "sources",
    "trigger",
    "clause",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person on one claim. `digest` is what the machine had read of the claim then."""

    id: int
    claim: str
    document: str
    action: Action
    field: str | None
    value: Any
    who: str
    at: str
    quote: str
    before: str
    after: str
    note: str | None
    digest: str
    carried: int | None = None
    act: int | None = None  # the first of those that were made together
    withdraws: int | None = None  # of an undo: the judgement that it takes back
    stood: Json | None = None  # where the claim stood before


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim as judged: its JSON, the fields that a person corrected, and the state of its review (None: none yet).

    `rejected` holds on when the claim is to be reviewed again.
    """

    data: Json
    corrected: tuple[str, ...] = ()
    reviewed: Reviewed | None = None
    rejected: bool = False
    linked: bool = False  # a person put it where it is


def judgements_on(connection: Connection, claims: Sequence[str]) -> dict[str, list[Judgement]]:
    """Return the judgements on claims that nobody took back, each claim's in the order in which they were made."""
    found: dict[str, list[Judgement]] = {}
    for ids in parts(claims):
        for row in connection.execute(_ON_CLAIMS, {"ids": ids}):
            found.setdefault(row.claim, []).append(Judgement(**row._mapping))
    return {claim: kept for claim, held in found.items() if (kept := _in_force(held))}


def _in_force(judgements: Sequence[Judgement]) -> list[Judgement]:
    withdrawn = {one.withdraws for one in judgements if one.action == "undo"}
    return [one for one in judgements if one.action != "undo" and one.id not in withdrawn]


def apply(claim: Json, digest: str, judgements: Iterable[Judgement]) -> Judged:
    """Return a claim (as read, with its digest) under all judgements on it; the last word on a field stands."""
    data, corrected = claim, dict[str, None]()
    last: Judgement | None = None
    linked = False
    for one in judgements:
        if one.action in PLACED:
            linked = True
        elif one.action != "add":  # whoever adds a claim accepts it, too
            last = one
            if one.action == "correct" and one.field is not None:
                data = with_value(data, one.field, one.value)
                corrected[one.field] = None
    reviewed = _review(last, digest, bool(corrected)) if last else None
    rejected = last is not None and last.action == "reject"
    return Judged(data, tuple(corrected), reviewed, rejected, linked)


def _review(last: Judgement, digest: str, corrected: bool) -> Reviewed:
    if last.digest != digest:
        return "again"
    return "corrected" if corrected and last.action == "accept" else _REVIEWED[last.action]


def with_value(claim: Json, field: str, value: Any) -> Json:
    """Return a claim with one field's value replaced by a person's."""
    if field == "place":
        return {**claim, "place": value, "places": [{**value, "role": "at"}] if value else []}
    if field in _ROLES:
        others = [a for a in claim["arguments"] if a["role"] != field]
        return {**claim, "arguments": [*value, *others] if field == "actor" else [*others, *value]}
    if field == "trigger":
        clause = {
            "start": min(claim["clause"]["start"], value["start"]),
            "end": max(claim["clause"]["end"], value["end"]),
        }
        return {**claim, "trigger": value, "triggers": [value], "clause": clause}
    if field in _TOLLS:
        return _with_toll(claim, field, value)
    if field == "type" and value != claim["type"]:
        return {**claim, "type": value, "mode": None}  # a mode is of its type
    return {**claim, field: value}


def _with_toll(claim: Json, kind: str, number: int | None) -> Json:
    kept = [t for t in claim["tolls"] if (t["kind"], t["scope"]) != (kind, "event")]
    told = {"start": None, "end": None, "text": "", "kind": kind, "min": number, "max": number, "of": None}
    casualties = {"dead": None, "injured": None, **(claim["casualties"] or {}), kind: number}
    return {
        **claim,
        "tolls": kept if number is None else [*kept, {**told, "scope": "event"}],
        "casualties": casualties if any(n is not None for n in casualties.values()) else None,
    }
