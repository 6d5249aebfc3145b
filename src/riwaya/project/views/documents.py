"""Reports in their current versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, case, func, select

from riwaya.project import schema
from riwaya.project.parts import IDS, parts
from riwaya.project.views.values import DocumentRow, day

_c, _d = schema.claim, schema.document
# Made once: what a statement costs is mostly making it.
_ROWS = select(
    _d.c.key, _d.c.id, _d.c.version, _d.c.title, _d.c.outlet, _d.c.published, _d.c.url, _d.c.language, _d.c.sha256,
    _d.c.added, _d.c.claims,
).where(_d.c.id.in_(IDS), _d.c.state == "current")  # fmt: skip
_LOOKED_AT = case((_c.c.reviewed.in_(("accepted", "rejected", "corrected")), 1))
_SUMS = (
    select(_c.c.document, func.count(_c.c.incident.distinct()), func.count(_LOOKED_AT))
    .where(_c.c.document.in_(IDS))
    .group_by(_c.c.document)
)


def document_ids(connection: Connection, limit: int | None = None, offset: int = 0) -> list[str]:
    """Return the reports, the latest published first, those without a day last."""
    d = schema.document
    order = (d.c.published.desc().nulls_last(), d.c.key)
    # Keys first: an index has them, and the rows before the page needn't be read.
    page = select(d.c.key).where(d.c.state == "current").order_by(*order).limit(limit).offset(offset)
    shown = page.subquery()
    found = select(d.c.id).join(shown, shown.c.key == d.c.key)
    return list(connection.execute(found.order_by(*order)).scalars())


def count_documents(connection: Connection) -> int:
    """Return how many reports there are."""
    d = schema.document
    return int(connection.execute(select(func.count()).where(d.c.state == "current")).scalar_one())


def document_rows(connection: Connection, ids: Sequence[str]) -> Iterator[DocumentRow]:
    """Yield the rows of reports, in that order."""
    for some in parts(ids):
        rows = connection.execute(_ROWS, {"ids": some}).all()
        sums = _sums(connection, [row.key for row in rows])
        held = {row.id: row for row in rows}
        for one in some:
            if one in held:
                row = held[one]
                incidents, reviewed = sums.get(row.key, (0, 0))
                yield DocumentRow(
                    row.id, row.version, row.title, row.outlet, day(row.published), row.url, row.language,
                    row.sha256, row.added, row.claims, incidents, reviewed,
                )  # fmt: skip


def _sums(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return how many incidents a report tells of, and how many of its claims were reviewed."""
    rows = connection.execute(_SUMS, {"ids": keys})
    return {key: (incidents, reviewed) for key, incidents, reviewed in rows}
