"""What was decided, by whom and when: judgements on claims, grades of sources, erasures; the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Table, func, literal, select

from riwaya.project import schema
from riwaya.project.parts import parts

Kind = Literal["judgement", "grade", "erasure", "proposal"]


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What of the history is asked for; None: whatever it is.

    `action` is a judgement's ("accept", …, "undo"), "grade", "erase", or "accepted" and "dismissed" of a proposal for the
    lexicon. `between` has the first and the last day (UTC), either of which may be open.
    """

    claim: str | None = None
    document: str | None = None
    who: str | None = None
    action: str | None = None
    between: tuple[date | None, date | None] | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One decision. `number` is that of its kind; `of` the claim, the source, the report or the proposal that it is about.

    `undone`: by which later judgement it was taken back. `withdraws`: of an undo, what it took back. `carried`: from
    which judgement on the former version of the text it was taken over. `act`: the first of those made together.
    """

    kind: Kind
    number: int
    at: str
    who: str
    action: str
    of: str
    document: str | None = None
    field: str | None = None
    value: Any = None
    note: str | None = None
    quote: str | None = None  # the trigger's words
    undone: int | None = None
    withdraws: int | None = None
    carried: int | None = None
    act: int | None = None


def history(
    connection: Connection, wanted: HistoryFilter | None = None, limit: int | None = None, offset: int = 0
) -> list[HistoryRow]:
    """Return the decisions that are asked for, the newest first; `limit` None means all."""
    asked = wanted or HistoryFilter()
    most = None if limit is None else offset + limit
    rows = _judgements(connection, asked, most)
    for table, read in _OTHERS:
        conditions = _conditions(table, asked)
        if conditions is not None:
            newest = select(table).where(*conditions).order_by(table.c.at.desc(), table.c.id.desc())
            rows += [read(row) for row in connection.execute(newest.limit(most))]
    rows.sort(key=lambda row: (row.at, row.kind, row.number), reverse=True)
    return rows[offset:most]


def claim_history(connection: Connection, claim: str) -> list[HistoryRow]:
    """Return all that was decided on a claim, the newest first."""
    return history(connection, HistoryFilter(claim=claim))


def count_history(connection: Connection, wanted: HistoryFilter | None = None) -> int:
    """Return how many decisions are asked for."""
    return sum(history_actions(connection, wanted).values())


def history_actions(connection: Connection, wanted: HistoryFilter | None = None) -> dict[str, int]:
    """Return how many decisions of each action are asked for: {"accept": 12, "correct": 3, "grade": 1}."""
    return _counted(connection, wanted or HistoryFilter(), "action")


def history_persons(connection: Connection, wanted: HistoryFilter | None = None) -> dict[str, int]:
    """Return how many of the decisions that are asked for each person made."""
    return _counted(connection, wanted or HistoryFilter(), "who")


def _counted(connection: Connection, asked: HistoryFilter, by: Literal["action", "who"]) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in (schema.judgement, *(table for table, _ in _OTHERS)):
        conditions = _conditions(table, asked)
        if conditions is None:
            continue
        column = table.c.who if by == "who" else _action(table)
        grouped = select(column, func.count()).select_from(table).where(*conditions).group_by(column)
        for name, number in connection.execute(grouped):
            found[name] = found.get(name, 0) + number
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _judgements(connection: Connection, asked: HistoryFilter, most: int | None) -> list[HistoryRow]:
    j = schema.judgement
    conditions = _conditions(j, asked)
    if conditions is None:
        return []
    newest = select(j).where(*conditions).order_by(j.c.at.desc(), j.c.id.desc()).limit(most)
    rows = connection.execute(newest).all()
    undone = _withdrawn(connection, [row.id for row in rows])
    return [
        HistoryRow(
            "judgement", row.id, row.at, row.who, row.action, row.claim, row.document, row.field, row.value,
            row.note, row.quote, undone.get(row.id), row.withdraws, row.carried, row.act,
        )
        for row in rows
    ]  # fmt: skip


def _withdrawn(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Return by which judgement each of these was taken back."""
    j = schema.judgement
    found: dict[int, int] = {}
    for some in parts(numbers):
        rows = connection.execute(select(j.c.withdraws, j.c.id).where(j.c.withdraws.in_(some)))
        found.update({row.withdraws: row.id for row in rows})
    return found


def _conditions(table: Table, asked: HistoryFilter) -> list[ColumnElement[bool]] | None:
    """Return the conditions on a table, None if nothing of it is asked for."""
    found: list[ColumnElement[bool]] = []
    for column, given in (("claim", asked.claim), ("document", asked.document), ("who", asked.who)):
        if given is not None:
            if column not in table.c:
                return None
            found.append(table.c[column] == given)
    if asked.action is not None:
        if not _may_be(table, asked.action):
            return None
        found.append(_action(table) == asked.action)
    first, last = asked.between or (None, None)
    if first is not None:
        found.append(table.c.at >= first.isoformat())
    if last is not None:
        found.append(table.c.at < (last + timedelta(days=1)).isoformat())
    return found


def _action(table: Table) -> ColumnElement[str]:
    """Return the column that says what was done; of grades and erasures it is always the same."""
    if table is schema.judgement:
        return table.c.action
    return table.c.verdict if table is schema.answer else literal(_ALWAYS[table.name])


def _may_be(table: Table, action: str) -> bool:
    return action == _ALWAYS[table.name] if table.name in _ALWAYS else True


def _grade(row: Row[Any]) -> HistoryRow:
    return HistoryRow("grade", row.id, row.at, row.who, "grade", row.key, value=row.grade, note=row.note)


def _erasure(row: Row[Any]) -> HistoryRow:
    return HistoryRow(
        "erasure", row.id, row.at, row.who, "erase", row.document, row.document, note=row.reason
    )


def _answer(row: Row[Any]) -> HistoryRow:
    return HistoryRow("proposal", row.id, row.at, row.who, row.verdict, row.proposal, note=row.note)


_ALWAYS = {"source_grade": "grade", "tombstone": "erase"}
_OTHERS: tuple[tuple[Table, Callable[[Row[Any]], HistoryRow]], ...] = (
    (schema.source_grade, _grade),
    (schema.tombstone, _erasure),
    (schema.answer, _answer),
)
