"""Full text with a filter, by the page: sentences that hold the words, with the claims that were read of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Integer, column, select, table, text

from riwaya.project import schema, search
from riwaya.project.parts import parts
from riwaya.project.views.claims import views
from riwaya.project.views.filters import Condition, Filter, of_claims
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """All sentences that were found, the best first, by their numbers in the index; `reports` says in how many reports."""

    passages: array[int]
    reports: int

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return len(self.passages)


def ranked(connection: Connection, words: str, wanted: Filter, names: Names) -> Ranking:
    """Find the sentences that hold all the words, and a claim that is asked for.

    Without a filter sentences of which no claim was read are found, too.
    """
    match = text("passage MATCH :words").bindparams(words=search.query(words))
    best = (text("bm25(passage, 4.0, 1.0)"), _passage.c.rowid)
    statement = select(_passage.c.rowid).where(match).order_by(*best)
    if wanted != Filter():
        statement = statement.where(*_holding(of_claims(connection, wanted, names)))
    found = array("q", connection.execute(statement).scalars())
    return Ranking(found, len({number >> search.PER_DOCUMENT_BITS for number in found}))


def searched(
    connection: Connection, ranking: Ranking, limit: int | None = None, offset: int = 0
) -> list[Found]:
    """Return the sentences of a ranking, a page of them; `limit` None means all."""
    page = ranking.passages[offset : None if limit is None else offset + limit]
    held = {hit.rowid: hit for some in parts(page) for hit in _hits(connection, some)}
    hits = [held[number] for number in page if number in held]  # else gone since they were ranked
    reports = _reports(connection, {hit.document for hit in hits})
    inside = _claims_in(connection, hits)
    claims = {one.id: one for one in views(connection, [claim for some in inside.values() for claim in some])}
    return [
        Found(
            report.id, report.title, report.outlet, day(report.published), hit.start, hit.stop,
            report.text[hit.start : hit.stop],
            tuple(claims[claim] for claim in inside[hit.document, hit.start] if claim in claims),
        )
        for hit in hits
        for report in (reports[hit.document],)
    ]  # fmt: skip


def _hits(connection: Connection, numbers: Sequence[int]) -> Sequence[Any]:
    columns = (_passage.c.rowid, _document.label("document"), _passage.c.start, _passage.c.stop)
    return connection.execute(select(*columns).where(_passage.c.rowid.in_(numbers))).all()


def _holding(conditions: Sequence[Condition]) -> tuple[Condition, Condition]:
    """Return the conditions on a sentence with a claim that is asked for."""
    c = schema.claim
    inside = select(c.c.id).where(
        c.c.document == _document, c.c.start >= _passage.c.start, c.c.end <= _passage.c.stop
    )
    # Reports first: those that have such a claim are listed once, and most sentences needn't be looked at.
    listed = _document.in_(select(c.c.document).where(*conditions))
    return listed, inside.where(*conditions).exists()


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
