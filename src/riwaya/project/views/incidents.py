"""Incidents: rows for lists, and the view of one with its accounts side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select, type_coerce

from riwaya.errors import ProjectError
from riwaya.project import schema
from riwaya.project.parts import IDS, parts
from riwaya.project.views import claims as claim_views
from riwaya.project.views.documents import document_rows
from riwaya.project.views.filters import Filter, of_incidents
from riwaya.project.views.findings import findings_of
from riwaya.project.views.grades import reliabilities
from riwaya.project.views.heads import spot_of
from riwaya.project.views.names import Names
from riwaya.project.views.reasons import reasons_in
from riwaya.project.views.values import (
    AccountRow,
    AccountView,
    ClaimView,
    Entry,
    IncidentRow,
    IncidentView,
    Neighbour,
    Spot,
    day,
)

_i, _c, _d, _a, _p = schema.incident, schema.claim, schema.document, schema.account, schema.possible
# Made once: what a statement costs is mostly making it.
_INCIDENTS = select(_i).where(_i.c.id.in_(IDS))
_MEMBERS: Select[Any] = (
    select(
        _c.c.incident, _c.c.id, _c.c.country, _c.c.province, _c.c.settlement, _c.c.reviewed, _d.c.id.label("name")
    )
    .join(_d, _d.c.key == _c.c.document)
    .where(_c.c.incident.in_(IDS))
    .order_by(func.coalesce(_d.c.published, "9"), _c.c.document, _c.c.ordinal)
)  # fmt: skip
_ACCOUNTS: Select[Any] = select(
    _a.c.incident, _a.c.origin, _a.c.name, _a.c.anonymous, _a.c.claims, _a.c.reasons, _a.c.perhaps
).where(_a.c.incident.in_(IDS))
_FITS: Select[Any] = (
    select(
        _p.c.claim, _p.c.incident, _p.c.score, type_coerce(_p.c.grounds, claim_views.GROUNDS).label("grounds"),
        _c.c.incident.label("home"), _d.c.id.label("name"),
    )
    .join(_c, _c.c.id == _p.c.claim)
    .join(_d, _d.c.key == _c.c.document)
)  # fmt: skip
_POSSIBLE = [_FITS.where(column == bindparam("which")) for column in (_c.c.incident, _p.c.incident)]


def incident_ids(
    connection: Connection, wanted: Filter, names: Names, limit: int | None = None, offset: int = 0
) -> list[str]:
    """Return the incidents that are asked for: those that most reports tell of first, then the latest."""
    i = schema.incident
    statement = select(i.c.id).where(*of_incidents(connection, wanted, names))
    order = (column.desc() for column in (i.c.reports, i.c.claims, i.c.earliest, i.c.id))  # that of an index
    return list(connection.execute(statement.order_by(*order).limit(limit).offset(offset)).scalars())


def count_incidents(connection: Connection, wanted: Filter, names: Names) -> int:
    """Return how many incidents are asked for."""
    statement = select(func.count()).select_from(schema.incident)
    return int(connection.execute(statement.where(*of_incidents(connection, wanted, names))).scalar_one())


def incident_rows(connection: Connection, ids: Sequence[str], names: Names) -> Iterator[IncidentRow]:
    """Yield the rows of incidents, in that order."""
    for some in parts(ids):
        rows = {row.id: row for row in connection.execute(_INCIDENTS, {"ids": some})}
        members = _members(connection, some)
        accounts = _accounts(connection, some, names)
        spots = _spots(connection, rows, members)
        for one in some:
            if one in rows:
                yield _row(rows[one], members[one], accounts.get(one, ()), spots.get(one))


def _members(connection: Connection, ids: Sequence[str]) -> dict[str, list[Row[Any]]]:
    """Return the claims of each incident in the order of their publication and of the text."""
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_MEMBERS, {"ids": ids}):
        found[row.incident].append(row)
    return found


def _accounts(connection: Connection, ids: Sequence[str], names: Names) -> dict[str, tuple[AccountRow, ...]]:
    marks = reliabilities(connection)
    found: dict[str, list[AccountRow]] = defaultdict(list)
    rows = connection.execute(_ACCOUNTS, {"ids": ids}).all()
    for incident, origin, name, anonymous, claims, reasons, perhaps in rows:
        found[incident].append(
            AccountRow(
                origin, name, names.english(origin), anonymous, tuple(claims), reasons_in("en", reasons),
                tuple(perhaps), marks.get(origin, "F"), reasons_in("ar", reasons),
            )
        )  # fmt: skip
    return {incident: tuple(accounts) for incident, accounts in found.items()}


def _spots(
    connection: Connection, rows: Mapping[str, Row[Any]], members: Mapping[str, Sequence[Row[Any]]]
) -> dict[str, Spot]:
    """Return the place of each incident, as the first of its claims has it that tells of that place."""
    telling: dict[str, str] = {}
    for row in rows.values():
        where = (row.settlement, row.province, row.country)
        same = (m.id for m in members[row.id] if (m.settlement, m.province, m.country) == where)
        claim = next(same, None) if row.place is not None else None
        if claim is not None:
            telling[row.id] = claim
    told = claim_views.judged_data(connection, list(telling.values()))
    return {incident: spot_of(told[claim], rows[incident]) for incident, claim in telling.items()}


def _row(
    row: Row[Any], members: Sequence[Row[Any]], accounts: Sequence[AccountRow], spot: Spot | None
) -> IncidentRow:
    place = {member.id: n for n, member in enumerate(members)}
    ordered = sorted(accounts, key=lambda one: min((place.get(c, 0) for c in one.claims), default=0))
    return IncidentRow(
        row.id, row.family, row.type, spot, day(row.earliest), day(row.latest),
        tuple(dict.fromkeys(member.name for member in members)), tuple(member.id for member in members),
        row.reports, row.outlets, row.least, row.most, row.statuses, tuple(ordered), row.contradicted,
        row.credibility, reasons_in("en", row.reasons), sum(m.reviewed not in (None, "again") for m in members),
        reasons_in("ar", row.reasons),
    )  # fmt: skip


# One incident


def incident_named(connection: Connection, given: str) -> str:
    """Return the id of an incident by its id, by a beginning of it that no other has, or by a claim of it."""
    i, c = schema.incident, schema.claim
    begun = (i.c.id >= given, i.c.id < given + "\U0010ffff")
    found = connection.execute(select(i.c.id).where(*begun).order_by(i.c.id).limit(2)).scalars().all()
    if given and (given in found or len(found) == 1):
        return str(given if given in found else found[0])
    if given and found:
        raise ProjectError(f"several incidents begin with {given!r}; give more of the id")
    of_claim = connection.execute(select(c.c.incident).where(c.c.id == given)).scalar()
    if of_claim is None:
        raise ProjectError(f"no incident {given!r}; take its id from riwaya incidents")
    return str(of_claim)


def incident_view(connection: Connection, given: str, names: Names) -> IncidentView:
    """Return an incident with all that is known of it."""
    (row,) = incident_rows(connection, [incident_named(connection, given)], names)
    claims = {claim.id: claim for claim in claim_views.views(connection, row.claims)}
    accounts = tuple(_account(account, claims, row) for account in row.accounts)
    entries = [Entry(claim.published, one.row, claim) for one in accounts for claim in one.claims]
    rank = {claim: n for n, claim in enumerate(row.claims)}
    return IncidentView(
        row, tuple(document_rows(connection, row.documents)), accounts,
        tuple(sorted(entries, key=lambda entry: rank[entry.claim.id])),
        tuple(findings_of(connection, row.id, claims)), tuple(_neighbours(connection, row, names)),
    )  # fmt: skip


def _account(account: AccountRow, claims: Mapping[str, ClaimView], row: IncidentRow) -> AccountView:
    told = tuple(claims[one] for one in row.claims if one in account.claims)
    return AccountView(account, told, min((c.published for c in told if c.published), default=None))


def _neighbours(connection: Connection, row: IncidentRow, names: Names) -> Iterator[Neighbour]:
    """Yield what is possibly the same: claims of this incident that fit others, and others' that fit this one."""
    rows = [one for fitting in _POSSIBLE for one in connection.execute(fitting, {"which": row.id})]
    found = [(one.incident if one.home == row.id else one.home, one) for one in rows]
    found = [(other, one) for other, one in found if other != row.id]
    found.sort(key=lambda pair: (-pair[1].score, pair[1].claim))
    best: dict[str, tuple[str | None, Row[Any]]] = {}
    for other, one in found:  # an incident once, by its best claim; claims in no incident each
        best.setdefault(other or one.claim, (other, one))
    ids = [other for other, _ in best.values() if other]
    others = {other.id: other for other in incident_rows(connection, ids, names)}
    for other, one in best.values():
        yield Neighbour(one.claim, one.name, others.get(other or ""), one.score, one.grounds)
