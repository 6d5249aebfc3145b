"""Outlets, and the organisations and offices that reports quote, with the user's grades. No private persons."""

from __future__ import annotations

from sqlalchemy import Connection

from riwaya.project.views.grades import graded
from riwaya.project.views.names import Names
from riwaya.project.views.tally import Sum, tallied
from riwaya.project.views.values import SourceRow

OUTLET = "outlet"


def sources(connection: Connection, names: Names) -> list[SourceRow]:
    """Return the sources, those of most claims first: an outlet's are all that it printed, others' those they are quoted for."""
    grades = graded(connection)
    with tallied(connection, names) as tally:
        found = sorted(tally.sources.items(), key=lambda one: (-one[1].claims, one[0]))
        return [_row(key, sums, names, *grades.get(key, ("F", None))) for key, sums in found]


def _row(key: str, sums: Sum, names: Names, grade: str, note: str | None) -> SourceRow:
    return SourceRow(
        key, *called(key, sums, names), grade, note, sums.documents, sums.claims, len(sums.incidents),
        dict(sorted(sums.statuses.items())),
    )  # fmt: skip


def called(key: str, sums: Sum, names: Names) -> tuple[str, str | None, str]:
    """Return a source's name, English name and kind; an outlet that no list has is called as most of its reports spell it."""
    who, english = names.actors.get(key), names.english(key)
    if sums.outlets:
        spelt = min(sums.outlets, key=lambda name: (-sums.outlets[name], name))
        return names.registry.arabic.get(key, spelt), english, OUTLET
    if who is not None:
        return who.name, english, who.kind
    return names.registry.arabic[key], english, OUTLET
