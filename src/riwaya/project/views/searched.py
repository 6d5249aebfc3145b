"""Full text with a filter, by the page: sentences that hold the words, with the claims that were read of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Integer, Select, column, func, select, table, text

from riwaya.project import schema, search
from riwaya.project.views.claims import views
from riwaya.project.views.filters import Filter, of_claims
from riwaya.project.views.names import Names
from riwaya.project.views.values import ClaimView, day

_passage = table("passage", column("rowid", Integer), column("start", Integer), column("stop", Integer))
_document = _passage.c.rowid.op(">>")(search.PER_DOCUMENT_BITS)  # its key


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that was found: its report, its span and words, and the claims whose triggers stand in it."""

    document: str
    title: str | None
    outlet: str | None
    published: date | None
    start: int
    end: int
    text: str
    claims: tuple[ClaimView, ...]


def searched(
    connection: Connection, words: str, wanted: Filter, names: Names, limit: int, offset: int = 0
) -> list[Found]:
    """Return the sentences that hold all the words and a claim that is asked for, the best first.

    Without a filter sentences of which no claim was read are found, too.
    """
    shown = select(_document.label("document"), _passage.c.start, _passage.c.stop)
    best = (text("bm25(passage, 4.0, 1.0)"), _passage.c.rowid)
    statement = _holding(connection, shown, words, wanted, names).order_by(*best).limit(limit).offset(offset)
    hits = connection.execute(statement).all()
    reports = _reports(connection, {hit.document for hit in hits})
    inside = _claims_in(connection, hits)
    held = {one.id: one for one in views(connection, [claim for some in inside.values() for claim in some])}
    return [
        Found(
            report.id, report.title, report.outlet, day(report.published), hit.start, hit.stop,
            report.text[hit.start : hit.stop],
            tuple(held[claim] for claim in inside[hit.document, hit.start] if claim in held),
        )
        for hit in hits
        for report in (reports[hit.document],)
    ]  # fmt: skip


def count_searched(connection: Connection, words: str, wanted: Filter, names: Names) -> tuple[int, int]:
    """Return how many sentences are found, and in how many reports."""
    counted: Any = select(func.count(), func.count(_document.distinct()))
    sentences, reports = connection.execute(_holding(connection, counted, words, wanted, names)).one()
    return int(sentences), int(reports)


def _holding(
    connection: Connection, statement: Select[Any], words: str, wanted: Filter, names: Names
) -> Select[Any]:
    match = text("passage MATCH :words").bindparams(words=search.query(words))
    statement = statement.select_from(_passage).where(match)
    if wanted == Filter():
        return statement
    c = schema.claim
    conditions = of_claims(connection, wanted, names)
    inside = select(c.c.id).where(
        c.c.document == _document, c.c.start >= _passage.c.start, c.c.end <= _passage.c.stop
    )
    # Reports first: those that have such a claim are listed once, and most sentences needn't be looked at.
    listed = _document.in_(select(c.c.document).where(*conditions))
    return statement.where(listed, inside.where(*conditions).exists())


def _reports(connection: Connection, keys: Iterable[int]) -> dict[int, Any]:
    d = schema.document
    columns = (d.c.key, d.c.id, d.c.title, d.c.outlet, d.c.published, d.c.text)
    return {
        row.key: row for row in connection.execute(select(*columns).where(d.c.key.in_(sorted(keys)))).all()
    }


def _claims_in(connection: Connection, hits: Sequence[Any]) -> dict[tuple[int, int], list[str]]:
    """Return the claims of each sentence, by its report and start, in the text's order."""
    c = schema.claim
    found: dict[tuple[int, int], list[str]] = {(hit.document, hit.start): [] for hit in hits}
    keys = sorted({hit.document for hit in hits})
    rows = connection.execute(
        select(c.c.document, c.c.id, c.c.start, c.c.end)
        .where(c.c.document.in_(keys))
        .order_by(c.c.document, c.c.ordinal)
    ).all()
    for hit in hits:
        found[hit.document, hit.start] = [
            row.id for row in rows
            if row.document == hit.document and row.start >= hit.start and row.end <= hit.stop
        ]  # fmt: skip
    return found
