"""Reports in their current versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, case, func, select

from riwaya.project import schema
from riwaya.project.parts import parts
from riwaya.project.views.values import DocumentRow, day


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
    d = schema.document
    columns = (
        d.c.key, d.c.id, d.c.version, d.c.title, d.c.outlet, d.c.published, d.c.url, d.c.language, d.c.sha256,
        d.c.added, d.c.claims,
    )  # fmt: skip
    for some in parts(ids):
        rows = connection.execute(select(*columns).where(d.c.id.in_(some), d.c.state == "current")).all()
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
    c = schema.claim
    looked_at = case((c.c.reviewed.in_(("accepted", "rejected", "corrected")), 1))
    statement = (
        select(c.c.document, func.count(c.c.incident.distinct()), func.count(looked_at))
        .where(c.c.document.in_(keys))
        .group_by(c.c.document)
    )
    return {key: (incidents, reviewed) for key, incidents, reviewed in connection.execute(statement)}
