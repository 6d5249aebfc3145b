"""Outlets, and the organisations and offices that reports quote, with the user's grades. No private persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from riwaya.linking.copies import outlet_key
from riwaya.project import schema
from riwaya.project.views.grades import graded
from riwaya.project.views.live import counted, live_claims
from riwaya.project.views.names import Names
from riwaya.project.views.values import SourceRow

OUTLET = "outlet"


@dataclass(slots=True)
class _Sum:
    name: str
    kind: str
    documents: set[int] = field(default_factory=set)
    incidents: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    statuses: Counter[str] = field(default_factory=Counter)

    def add(self, row: Any) -> None:
        """Count a claim, once."""
        self.documents.add(row.document)
        if row.incident is not None:
            self.incidents.add(row.incident)
        if row.id not in self.claims:
            self.claims.add(row.id)
            self.statuses[row.status] += 1


def sources(connection: Connection, names: Names) -> Iterator[SourceRow]:
    """Yield the sources, those of most claims first: an outlet's are all that it printed, others' those they are quoted for."""
    sums: dict[str, _Sum] = {}
    _add_outlets(connection, names, sums)
    _add_quoted(connection, names, sums)
    grades = graded(connection)
    for key, one in sorted(sums.items(), key=lambda item: (-len(item[1].claims), item[0])):
        grade, note = grades.get(key, ("F", None))
        yield SourceRow(
            key, one.name, names.english(key), one.kind, grade, note, len(one.documents), len(one.claims),
            len(one.incidents), dict(sorted(one.statuses.items())),
        )  # fmt: skip


def _add_outlets(connection: Connection, names: Names, sums: dict[str, _Sum]) -> None:
    d = schema.document
    columns: tuple[Any, ...] = (d.c.key, d.c.outlet)
    documents = connection.execute(
        select(*columns).where(d.c.state == "current", d.c.outlet.is_not(None)).order_by(d.c.key)
    )
    home: dict[int, str] = {}
    for row in documents:
        key = outlet_key(row.outlet, names.registry)
        if key:
            home[row.key] = key
            sums.setdefault(key, _Sum(names.registry.arabic.get(key, row.outlet), OUTLET)).documents.add(
                row.key
            )
    for row in _claims(connection):
        if row.document in home:
            sums[home[row.document]].add(row)


def _claims(connection: Connection) -> Iterable[Any]:
    c = schema.claim
    columns: tuple[Any, ...] = (c.c.id, c.c.document, c.c.incident, c.c.status)
    return connection.execute(select(*columns).select_from(live_claims()).where(counted()))


def _add_quoted(connection: Connection, names: Names, sums: dict[str, _Sum]) -> None:
    c, v = schema.claim, schema.voice
    columns: tuple[Any, ...] = (v.c.key, c.c.id, c.c.document, c.c.incident, c.c.status)
    joined = live_claims().join(v, v.c.claim == c.c.id)
    for row in connection.execute(select(*columns).select_from(joined).where(counted(), v.c.named)):
        who = names.actors.get(row.key)
        arabic = who.name if who is not None else names.registry.arabic.get(row.key)
        if arabic is not None:
            kind = who.kind if who is not None else OUTLET
            sums.setdefault(row.key, _Sum(arabic, kind)).add(row)
