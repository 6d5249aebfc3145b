"""What incidents amount to: their accounts, contradictions and grade, and the columns that lists show and filter by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, select, type_coerce, update

from riwaya.linking.copies import Report
from riwaya.linking.model import Record
from riwaya.linking.registry import Registry, load_registry
from riwaya.project import linker, schema
from riwaya.project.codec import encode
from riwaya.project.columns import Frozen
from riwaya.project.engine import insert_values
from riwaya.project.faring import Around
from riwaya.project.parts import IDS, parts
from riwaya.project.summary import summarise

Json = dict[str, Any]
_REGISTRY = "riwaya_registry"
_c, _d, _g, _i = schema.claim, schema.document, schema.source_grade, schema.incident
# Made once: what a statement costs is mostly making it.
_MEMBERS = (
    select(
        _c.c.incident,
        type_coerce(_c.c.record, Frozen(Record)).label("record"),
        _d.c.key,
        _d.c.id,
        _d.c.outlet,
    )
    .join(_d, _d.c.key == _c.c.document)
    .where(_c.c.incident.in_(IDS))
    .order_by(_c.c.document, _c.c.ordinal)
)
_REPORTS = select(_d.c.id, type_coerce(_d.c.report, Frozen(Report)).label("report")).where(_d.c.key.in_(IDS))
_GRADES = select(_g.c.key, _g.c.grade).where(_g.c.key.in_(IDS)).order_by(_g.c.id)
_FILL = update(_i).where(_i.c.id == bindparam("which"))
_DROP = [delete(table).where(table.c.incident.in_(IDS)) for table in (schema.account, schema.finding)]
_REMOVE = [delete(column.table).where(column.in_(IDS)) for column in (schema.possible.c.incident, _i.c.id)]


def knows_outlets(engine: Engine, registry: Callable[[], Registry]) -> None:
    """Let all connections of a store know the outlets of its project, also those that its own lexicon adds."""
    engine.update_execution_options(**{_REGISTRY: registry})


def _registry(connection: Connection) -> Registry:
    known = connection.get_execution_options().get(_REGISTRY)
    return known() if known is not None else load_registry()


def refresh(connection: Connection, incidents: Iterable[str]) -> None:
    """Work out anew what incidents amount to; one that has no claim left goes."""
    for some in parts(sorted(incidents)):
        _refresh(connection, some)


def _refresh(connection: Connection, incidents: Sequence[str]) -> None:
    rows = connection.execute(_MEMBERS, {"ids": incidents}).all()
    members: dict[str, list[Any]] = {incident: [] for incident in incidents}
    for row in rows:
        members[row.incident].append(row)
    for statement in _DROP:
        connection.execute(statement, {"ids": incidents})
    _remove(connection, [incident for incident, held in members.items() if not held])
    reports = _reports(connection, sorted({row.key for row in rows}))
    grades, registry = _Grades(connection), _registry(connection)
    assessed = [
        _assessed(incident, held, reports, grades, registry) for incident, held in members.items() if held
    ]
    insert_values(connection, schema.account, [row for one in assessed for row in one[0]])
    insert_values(connection, schema.finding, [row for one in assessed for row in one[1]])
    if assessed:
        connection.execute(_FILL, [values for _, _, values in assessed])


def _remove(connection: Connection, incidents: Sequence[str]) -> None:
    if incidents:
        for statement in _REMOVE:
            connection.execute(statement, {"ids": incidents})


def _reports(connection: Connection, keys: Sequence[int]) -> dict[str, Report]:
    found: dict[str, Report] = {}
    for some in parts(keys):
        found.update(tuple(row) for row in connection.execute(_REPORTS, {"ids": some}))
    return found


def _assessed(
    incident: str, rows: Sequence[Any], reports: dict[str, Report], grades: _Grades, registry: Registry
) -> tuple[list[Json], list[Json], Json]:
    """Return the rows of an incident's accounts, those of its findings, and its own columns."""
    records = [row.record for row in rows]
    homes = {r.claim: r.document for r in records}
    here = {document: reports[document] for document in homes.values()}
    assessment = linker.assess(incident, records, here, grades, registry)
    accounts = _accounts(incident, records, assessment, grades)
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


def _accounts(
    incident: str, records: Sequence[Record], found: linker.Assessment, grades: _Grades
) -> list[Json]:
    around = Around(
        {account.origin: account for account in found.accounts},
        {r.claim: r.status for r in records},
        {r.claim: r.published.isoformat() if r.published else None for r in records},
        found.findings,
        grades([account.origin for account in found.accounts]),
    )
    rows = []
    for account in found.accounts:
        fares = around.faring(account.origin)
        rows.append(
            {
                "incident": incident,
                **encode_all(account),
                "alone": not fares.others,
                "corroborated": bool(fares.corroborated_by),
                "contradicted": bool(fares.contradictions),
                "denied_later": bool(fares.denied_later_by),
            }
        )
    return rows


class _Grades:
    """The reliability (A–F) that the user gave to sources; the last word stands. Asked for once each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[str, str | None] = {}

    def __call__(self, sources: Sequence[str]) -> dict[str, str]:
        """Return the grades of those that have one."""
        unknown = [source for source in sources if source not in self._found]
        self._found.update(dict.fromkeys(unknown))
        for some in parts(unknown):
            self._found.update(tuple(row) for row in self._connection.execute(_GRADES, {"ids": some}))
        return {source: grade for source in sources if (grade := self._found[source]) is not None}


def encode_all(value: Any) -> Json:
    """Return all fields of a value as plain JSON, defaults too."""
    return {name: encode(getattr(value, name)) for name in type(value).__slots__}
