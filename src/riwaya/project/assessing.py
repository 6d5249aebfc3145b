"""What incidents amount to: their accounts, contradictions and grade, and the columns that lists show and filter by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from riwaya.linking.copies import Report
from riwaya.linking.model import Record
from riwaya.project import linker, schema
from riwaya.project.codec import decode, encode
from riwaya.project.parts import parts
from riwaya.project.summary import summarise

Json = dict[str, Any]


def refresh(connection: Connection, incidents: Iterable[str]) -> None:
    """Work out anew what incidents amount to; one that has no claim left goes."""
    for some in parts(sorted(incidents)):
        _refresh(connection, some)


def _refresh(connection: Connection, incidents: Sequence[str]) -> None:
    c, d = schema.claim, schema.document
    rows = connection.execute(
        select(c.c.incident, c.c.record, d.c.key, d.c.id, d.c.outlet)
        .join(d, d.c.key == c.c.document)
        .where(c.c.incident.in_(incidents))
        .order_by(c.c.document, c.c.ordinal)
    ).all()
    members: dict[str, list[Any]] = {incident: [] for incident in incidents}
    for row in rows:
        members[row.incident].append(row)
    for table in (schema.account, schema.finding):
        connection.execute(delete(table).where(table.c.incident.in_(incidents)))
    _remove(connection, [incident for incident, held in members.items() if not held])
    reports = _reports(connection, sorted({row.key for row in rows}))
    assessed = [_assessed(connection, incident, held, reports) for incident, held in members.items() if held]
    _write(connection, [row for one in assessed for row in one[0]], schema.account)
    _write(connection, [row for one in assessed for row in one[1]], schema.finding)
    if assessed:
        table = schema.incident
        connection.execute(
            update(table).where(table.c.id == bindparam("which")), [values for _, _, values in assessed]
        )


def _remove(connection: Connection, incidents: Sequence[str]) -> None:
    if incidents:
        for table, column in (
            (schema.possible, schema.possible.c.incident),
            (schema.incident, schema.incident.c.id),
        ):
            connection.execute(delete(table).where(column.in_(incidents)))


def _reports(connection: Connection, keys: Sequence[int]) -> dict[str, Report]:
    d = schema.document
    found: dict[str, Report] = {}
    for some in parts(keys):
        rows = connection.execute(select(d.c.id, d.c.report).where(d.c.key.in_(some)))
        found.update((row.id, decode(Report, row.report)) for row in rows)
    return found


def _assessed(
    connection: Connection, incident: str, rows: Sequence[Any], reports: dict[str, Report]
) -> tuple[list[Json], list[Json], Json]:
    """Return the rows of an incident's accounts, those of its findings, and its own columns."""
    records = [decode(Record, row.record) for row in rows]
    homes = {r.claim: r.document for r in records}
    here = {document: reports[document] for document in homes.values()}
    assessment = linker.assess(incident, records, here, partial(grades_of, connection))
    accounts = [{"incident": incident, **encode_all(account)} for account in assessment.accounts]
    findings = [
        {
            **encode_all(finding),
            "incident": incident,
            "documents": list(dict.fromkeys(homes[claim] for claim in finding.claims)),
            "spans": [],
        }
        for finding in assessment.findings
    ]
    columns = {
        "which": incident,
        **summarise(records),
        "claims": len(records),
        "reports": len({row.key for row in rows}),
        "outlets": len({row.outlet for row in rows if row.outlet}),
        "least": assessment.independence.least,
        "most": assessment.independence.most,
        "contradicted": bool(assessment.findings),
        "statuses": dict(sorted(Counter(r.status for r in records).items())),
        "credibility": assessment.grade.credibility,
        "reasons": encode(assessment.grade.reasons),
    }
    return accounts, findings, columns


def _write(connection: Connection, rows: Sequence[Json], table: Any) -> None:
    if rows:
        connection.execute(insert(table), rows)


def grades_of(connection: Connection, sources: Sequence[str]) -> dict[str, str]:
    """Return the reliability (A–F) that the user gave to sources; the last word stands."""
    g = schema.source_grade
    found: dict[str, str] = {}
    for some in parts(sources):
        rows = connection.execute(select(g.c.key, g.c.grade).where(g.c.key.in_(some)).order_by(g.c.id))
        found.update((row.key, row.grade) for row in rows)
    return found


def encode_all(value: Any) -> Json:
    """Return all fields of a value as plain JSON, defaults too."""
    return {name: encode(getattr(value, name)) for name in type(value).__slots__}
