"""Findings, of incidents and within one report, each with its passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from riwaya.project import schema
from riwaya.project.parts import IDS, parts
from riwaya.project.views import claims as claim_views
from riwaya.project.views.values import ClaimView, FindingView, PassageView, day

CONTRADICTION = "contradiction"
_NAMED: Select[Any] = select(schema.finding).where(schema.finding.c.id.in_(IDS))


def findings(
    connection: Connection, kind: str | None = None, limit: int | None = None, offset: int = 0
) -> Iterator[FindingView]:
    """Yield the findings: contradictions first, then those within reports. `kind` may be «contradiction-toll», too."""
    return findings_named(connection, finding_ids(connection, kind, limit, offset))


def finding_ids(
    connection: Connection, kind: str | None = None, limit: int | None = None, offset: int = 0
) -> list[str]:
    """Return the findings that `findings` yields: an index has them, and the rows before the page needn't be read."""
    f = schema.finding
    order = (f.c.incident.is_(None), f.c.kind, f.c.id)
    page = _wanted(select(f.c.id), kind).order_by(*order).limit(limit).offset(offset)
    return list(connection.execute(page).scalars())


def findings_named(connection: Connection, ids: Sequence[str]) -> Iterator[FindingView]:
    """Yield the findings of these ids, in their order."""
    for some in parts(ids):
        rows = {row.id: row for row in connection.execute(_NAMED, {"ids": some})}
        yield from _views(connection, [rows[one] for one in some if one in rows])


def findings_of(connection: Connection, incident: str, claims: Mapping[str, ClaimView]) -> list[FindingView]:
    """Return the findings of an incident; `claims` has its claims."""
    f = schema.finding
    rows = connection.execute(select(f).where(f.c.incident == incident).order_by(f.c.kind, f.c.id)).all()
    return [_view(connection, row, claims) for row in rows]


def count_findings(connection: Connection, kind: str | None = None) -> int:
    """Return how many findings there are."""
    statement = _wanted(select(func.count()).select_from(schema.finding), kind)
    return int(connection.execute(statement).scalar_one())


def finding_kinds(connection: Connection) -> dict[str, int]:
    """Return how many findings of each kind there are, contradictions by what they are about: {"contradiction-toll": 2}."""
    f = schema.finding
    statement = _wanted(select(f.c.kind, func.count()), None).group_by(f.c.kind).order_by(f.c.kind)
    return {row[0]: row[1] for row in connection.execute(statement)}


def _wanted(statement: Select[Any], kind: str | None) -> Select[Any]:
    """Add the conditions: those of former versions of reports are left out. `kind` may be «contradiction-toll», too."""
    f, d = schema.finding, schema.document
    former = select(d.c.key).where(d.c.state == "superseded")
    statement = statement.where(or_(f.c.document.is_(None), f.c.document.not_in(former)))
    if kind == CONTRADICTION:
        return statement.where(f.c.kind >= f"{kind}-", f.c.kind < f"{kind}.")
    return statement if kind is None else statement.where(f.c.kind == kind)


def _views(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[FindingView]:
    ids = dict.fromkeys(claim for row in rows for claim in row.claims)
    claims = {claim.id: claim for claim in claim_views.views(connection, list(ids))}
    for row in rows:
        yield _view(connection, row, claims)


def _view(connection: Connection, row: Row[Any], claims: Mapping[str, ClaimView]) -> FindingView:
    contradicts = row.kind.startswith(f"{CONTRADICTION}-")
    passages = [_of_claim(claims[claim]) for claim in row.claims if claim in claims]
    if row.document is not None:
        passages = _of_spans(connection, row, claims)
    return FindingView(
        row.id, CONTRADICTION if contradicts else row.kind,
        row.kind.removeprefix(f"{CONTRADICTION}-") if contradicts else None, row.incident, tuple(row.claims),
        tuple(row.documents), row.message, row.message_ar, tuple(passages),
    )  # fmt: skip


def _of_claim(claim: ClaimView) -> PassageView:
    return PassageView(
        claim.document, claim.outlet, claim.published, claim.start, claim.end, claim.words, claim.id,
        claim.status, claim.gloss, claim.reviewed,
    )  # fmt: skip


def _of_spans(connection: Connection, row: Row[Any], claims: Mapping[str, ClaimView]) -> list[PassageView]:
    """Return the words that a finding within a report points at, each with the claim whose clause holds it."""
    d = schema.document
    document = connection.execute(
        select(d.c.id, d.c.outlet, d.c.published, d.c.text).where(d.c.key == row.document)
    ).one()
    found = []
    for span in row.spans:
        start, end = span["start"], span["end"]
        holding = (claims[c] for c in row.claims if c in claims)
        claim = next((c for c in holding if c.start <= start and end <= c.end), None)
        told = (claim.id, claim.status, claim.gloss, claim.reviewed) if claim else (None, None, "", False)
        words = document.text[start:end]
        published = day(document.published)
        found.append(PassageView(document.id, document.outlet, published, start, end, words, *told))
    return found
