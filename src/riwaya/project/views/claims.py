"""Rows of claims → ClaimViews, with what people decided in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, type_coerce

from riwaya.linking.model import Ground
from riwaya.project import schema
from riwaya.project.columns import Frozen
from riwaya.project.judged import Json, Judged, Judgement, apply, judgements_on
from riwaya.project.parts import IDS, parts
from riwaya.project.views.filters import Filter, of_claims
from riwaya.project.views.gloss import gloss_of
from riwaya.project.views.names import Names
from riwaya.project.views.values import ClaimView, Review, day

_FEW = 1_500  # claims that are sorted rather than read in the order of lists
_c, _d, _p = schema.claim, schema.document, schema.placement
GROUNDS = Frozen(tuple[Ground, ...])
# Made once: what a statement costs is mostly making it.
_READ = select(_c.c.id, _c.c.digest, _c.c.data).where(_c.c.id.in_(IDS))
_STORED = (
    select(
        _c.c.id, _c.c.document, _c.c.incident, _c.c.digest, _c.c.data, _p.c.by, _p.c.score,
        type_coerce(_p.c.grounds, GROUNDS).label("grounds"),
    )
    .outerjoin(_p, _p.c.claim == _c.c.id)
    .where(_c.c.id.in_(IDS))
)  # fmt: skip
_DOCUMENTS: Select[Any] = select(_d.c.key, _d.c.id, _d.c.outlet, _d.c.published, _d.c.text).where(
    _d.c.key.in_(IDS)
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A claim's row with the judgements on it."""

    row: Row[Any]
    judged: Judged
    review: Review | None


def claim_ids(
    connection: Connection, wanted: Filter, names: Names, limit: int | None = None, offset: int = 0
) -> list[str]:
    """Return the claims of current documents that are asked for, by document and in the text's order."""
    c = schema.claim
    if limit is not None and (wanted.actor or wanted.between or wanted.contradicted):
        few = _few(connection, wanted, names)
        if few is not None:
            return few[offset : offset + limit]
    statement = _wanted(connection, select(c.c.id), wanted, names, in_order=limit is not None)
    found = connection.execute(statement.order_by(c.c.document, c.c.ordinal).limit(limit).offset(offset))
    return list(found.scalars())


def _few(connection: Connection, wanted: Filter, names: Names) -> list[str] | None:
    """Return all claims that are asked for, in order, if there are few: reading claims in order until a page is full
    would take long. None if there are more, of which a page is soon full."""
    c = schema.claim
    columns: tuple[Any, ...] = (c.c.document, c.c.ordinal, c.c.id)
    statement = _wanted(connection, select(*columns), wanted, names).limit(_FEW + 1)
    rows = sorted(map(tuple, connection.execute(statement)))
    return [claim for *_, claim in rows] if len(rows) <= _FEW else None


def count_claims(connection: Connection, wanted: Filter, names: Names) -> int:
    """Return how many claims are asked for."""
    statement = _wanted(connection, select(func.count()).select_from(schema.claim), wanted, names)
    return int(connection.execute(statement).scalar_one())


def _wanted(
    connection: Connection, statement: Select[Any], wanted: Filter, names: Names, in_order: bool = False
) -> Select[Any]:
    """Add the conditions. Few reports have a former version: to leave out their claims is faster than to join."""
    c, d = schema.claim, schema.document
    former = select(d.c.key).where(d.c.state == "superseded")
    return statement.where(c.c.document.not_in(former), *of_claims(connection, wanted, names, in_order))


def stored(connection: Connection, ids: Sequence[str]) -> list[Stored]:
    """Return the rows of claims, in that order, with their judgements."""
    held: dict[str, Row[Any]] = {}
    for some in parts(ids):
        held |= {row.id: row for row in connection.execute(_STORED, {"ids": some})}
    judgements = judgements_on(connection, list(held))
    return [_stored(held[one], judgements.get(one, [])) for one in ids if one in held]


def judged_data(connection: Connection, ids: Sequence[str]) -> dict[str, Json]:
    """Return what claims say, as judged, by their ids."""
    rows = [row for some in parts(ids) for row in connection.execute(_READ, {"ids": some})]
    judgements = judgements_on(connection, [row.id for row in rows])
    return {row.id: apply(row.data, row.digest, judgements.get(row.id, ())).data for row in rows}


def _stored(row: Row[Any], judgements: Sequence[Judgement]) -> Stored:
    judged = apply(row.data, row.digest, judgements)
    return Stored(row, judged, _review(judged, judgements))


def _review(judged: Judged, judgements: Sequence[Judgement]) -> Review | None:
    """Return the last word on what the claim says; where it belongs (link, unlink) is no word on that."""
    said = [one for one in judgements if one.action in ("accept", "reject", "correct")]
    if not said or judged.reviewed is None:
        return None
    last = said[-1]
    return Review(last.who, last.at, judged.reviewed, judged.corrected, last.note)


def views(connection: Connection, ids: Sequence[str]) -> Iterator[ClaimView]:
    """Yield the claims, in that order."""
    for some in parts(ids):
        rows = stored(connection, some)
        documents = _documents(connection, {one.row.document for one in rows})
        yield from (_view(one, documents[one.row.document]) for one in rows)


def _documents(connection: Connection, keys: set[int]) -> dict[int, Row[Any]]:
    return {row.key: row for row in connection.execute(_DOCUMENTS, {"ids": sorted(keys)})}


def _view(one: Stored, document: Row[Any]) -> ClaimView:
    row, data = one.row, one.judged.data
    clause = data["clause"]
    return ClaimView(
        row.id, document.id, document.outlet, day(document.published), row.incident, data,
        document.text[clause["start"] : clause["end"]], gloss_of(data, one.judged.corrected), one.review,
        row.by, row.score, row.grounds or (),
    )  # fmt: skip
