"""How many of the claims that are asked for are of each type, and of each status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from riwaya.project import schema
from riwaya.project.views.filters import Filter, of_claims
from riwaya.project.views.names import Names


@dataclass(frozen=True, slots=True)
class ClaimSums:
    """Numbers of claims, the most first: {"ASSAULT": 12, …}. Those of types are over all types, those of statuses over
    all statuses, so that others can be chosen; `count` is of what is asked for."""

    types: dict[str, int]
    statuses: dict[str, int]
    count: int


def claim_sums(connection: Connection, wanted: Filter, names: Names) -> ClaimSums:
    """Return the numbers of claims of current reports."""
    c, d = schema.claim, schema.document
    former = select(d.c.key).where(d.c.state == "superseded")
    around = replace(wanted, type=None, status=None)
    rows = connection.execute(
        select(c.c.type, c.c.status, func.count())
        .where(c.c.document.not_in(former), *of_claims(connection, around, names))
        .group_by(c.c.type, c.c.status)
    )
    found = [(type_, status, count) for type_, status, count in rows]
    types = _sums((t, n) for t, s, n in found if wanted.status in (None, s))
    statuses = _sums((s, n) for t, s, n in found if wanted.type in (None, t))
    count = sum(n for t, s, n in found if wanted.status in (None, s) and wanted.type in (None, t))
    return ClaimSums(types, statuses, count)


def _sums(numbers: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for name, number in numbers:
        found[name] += number
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
