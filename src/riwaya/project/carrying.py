"""Judgements from one version of a text to the next: only where their words, with those around, stand exactly once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from riwaya.project import schema
from riwaya.project.judged import PLACED, Judgement, judgements_on
from riwaya.project.placing import bind
from riwaya.project.prepare import Prepared, PreparedClaim

_SPANS = ("trigger", "clause", "sources")  # fields that say where in the text something stands
AROUND = 32  # characters on either side that a judgement keeps


def quote_of(text: str, trigger: dict[str, Any]) -> dict[str, str]:
    """Return a trigger's words and those around, as a judgement keeps them."""
    start, end = trigger["start"], trigger["end"]
    return {
        "quote": text[start:end],
        "before": text[max(0, start - AROUND) : start],
        "after": text[end : end + AROUND],
    }


def carry(connection: Connection, former: int, prepared: Prepared) -> int:
    """Append the judgements on a former version again for the claims of the new one; return how many found their place.

    A judgement keeps its author and its moment, and says from which it was carried. What it says of places in the
    text moves with the words; a claim that a person added is carried if all of its words stand there once.
    """
    c, d = schema.claim, schema.document
    ids = connection.execute(select(c.c.id).where(c.c.document == former)).scalars().all()
    old = connection.execute(select(d.c.text).where(d.c.key == former)).scalar_one()
    held = judgements_on(connection, ids)
    targets: dict[str, _Target] = {}
    carried = []
    for one in sorted((one for some in held.values() for one in some), key=lambda one: one.id):
        if one.claim not in targets:
            targets[one.claim] = _target(one, old, prepared)
        row = _anew(one, targets[one.claim], old, prepared)
        if row is not None:
            carried.append(row)
            if one.action in PLACED:
                _carry_bonds(connection, one.claim, row["claim"])
    if carried:
        connection.execute(insert(schema.judgement), carried)
    return len(carried)


@dataclass(frozen=True, slots=True)
class _Target:
    """The claim of the new version that a judgement is about, None if there is none, and how far its words moved."""

    claim: str | None
    moved: int = 0


def _target(one: Judgement, old: str, prepared: Prepared) -> _Target:
    if one.action == "add":  # always the first that was decided of such a claim
        moved = _moved_once(one.value, old, prepared.reading["text"])
        if moved is None:
            return _Target(None)
        start = one.value["trigger"]["start"] + moved
        return _Target(claim_id(prepared.document["id"], prepared.document["sha256"], start, one.id), moved)
    claim = _same_words(prepared, one.before, one.quote, one.after)
    if claim is None:
        return _Target(None)
    at = old.find(one.before + one.quote + one.after) + len(one.before)
    return _Target(claim.id, claim.data["trigger"]["start"] - at)


def _anew(one: Judgement, target: _Target, old: str, prepared: Prepared) -> dict[str, Any] | None:
    """Return the row of a judgement on the new version, None if what it says isn't there any more.

    Where the claim stood before, it didn't stand there.
    """
    if target.claim is None:
        return None
    value = moved_value(one.value, target.moved, old, prepared.reading["text"])
    if one.field in _SPANS and value != moved_value(one.value, target.moved):
        return None
    row = {**asdict(one), "claim": target.claim, "document": prepared.document["id"], "value": value}
    if one.action == "add":
        row["value"] = {**value, "id": target.claim}
        row["stood"] = {"text": prepared.document["sha256"]}
    else:
        row["stood"] = None
    del row["id"]
    return {**row, "carried": one.id}


def moved_value(value: Any, by: int, old: str | None = None, new: str = "") -> Any:
    """Return a value with all its spans moved; where `new` has other words than `old`, they point nowhere."""
    if isinstance(value, list):
        return [moved_value(one, by, old, new) for one in value]
    if not isinstance(value, dict):
        return value
    held = {name: moved_value(one, by, old, new) for name, one in value.items()}
    start, end = value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return held
    if old is not None and old[start:end] != new[max(0, start + by) : max(0, end + by)]:
        return {**held, "start": None, "end": None}
    return {**held, "start": start + by, "end": end + by}


def _moved_once(claim: dict[str, Any], old: str, new: str) -> int | None:
    """Return how far a claim's words moved, None if they don't stand in the new text exactly once."""
    spans = list(_spans(claim))
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    trigger = claim["trigger"]
    first, last = max(0, min(first, trigger["start"] - AROUND)), max(last, trigger["end"] + AROUND)
    words = old[first:last]
    at = new.find(words)
    return None if at < 0 or new.find(words, at + 1) >= 0 else at - first


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield value["start"], value["end"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _spans(one)


def claim_id(document: str, sha256: str, start: int, number: int) -> str:
    """Return the id of a claim that a person added: never that of one that the machine reads at the same words."""
    key = f"{document}\n{sha256}\n{start}\nperson {number}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _carry_bonds(connection: Connection, old: str, new: str) -> None:
    b = schema.bond
    rows = connection.execute(select(b.c.other, b.c.same).where(b.c.claim == old)).all()
    for same in (True, False):
        bind(connection, new, [row.other for row in rows if row.same == same], same)


def _same_words(prepared: Prepared, before: str, quote: str, after: str) -> PreparedClaim | None:
    text: str = prepared.reading["text"]
    words = before + quote + after
    at = text.find(words)
    if at < 0 or text.find(words, at + 1) >= 0:
        return None
    start = at + len(before)
    found = [c for c in prepared.claims if c.data["trigger"]["start"] == start]
    return found[0] if len(found) == 1 else None
