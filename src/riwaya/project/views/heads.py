"""What lists show of incidents: a tenth of what is to be read for whole rows, with their accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from riwaya.project import schema
from riwaya.project.parts import IDS, parts
from riwaya.project.views.claims import judged_data
from riwaya.project.views.values import IncidentHead, Spot, day

_SPOT = tuple(Spot.__slots__)
_i, _c, _d = schema.incident, schema.claim, schema.document
_SAME_PLACE = [
    _c.c[name]
    .concat("")
    .is_not_distinct_from(_i.c[name])  # else SQLite goes by the place, of which thousands tell
    for name in ("settlement", "province", "country")
]
_TELLING = (  # the first claim that tells of the incident's place
    select(_c.c.id)
    .join(_d, _d.c.key == _c.c.document)
    .where(_c.c.incident == _i.c.id, _i.c.place.is_not(None), *_SAME_PLACE)
    .order_by(func.coalesce(_d.c.published, "9"), _c.c.document, _c.c.ordinal)
    .limit(1)
    .correlate(_i)
    .scalar_subquery()
)
_REVIEWED = (
    select(func.count())
    .where(_c.c.incident == _i.c.id, _c.c.reviewed.is_not(None), _c.c.reviewed != "again")
    .correlate(_i)
    .scalar_subquery()
)
_HEADS: Select[Any] = select(
    _i.c.id, _i.c.type, _i.c.place, _i.c.latitude, _i.c.longitude, _i.c.earliest, _i.c.latest, _i.c.claims, _i.c.reports,
    _i.c.outlets, _i.c.least, _i.c.most, _i.c.statuses, _i.c.contradicted, _i.c.credibility, _TELLING.label("telling"),
    _REVIEWED.label("reviewed"),
).where(_i.c.id.in_(IDS))  # fmt: skip


def incident_heads(connection: Connection, ids: Sequence[str]) -> Iterator[IncidentHead]:
    """Yield the heads of incidents, in that order."""
    for some in parts(ids):
        rows = {row.id: row for row in connection.execute(_HEADS, {"ids": some})}
        told = judged_data(connection, [row.telling for row in rows.values() if row.telling])
        for row in (rows[one] for one in some if one in rows):
            yield _head(row, spot_of(told[row.telling], row) if row.telling else None)


def _head(row: Row[Any], place: Spot | None) -> IncidentHead:
    return IncidentHead(
        row.id, row.type, place, day(row.earliest), day(row.latest), row.claims, row.reports, row.outlets, row.least,
        row.most, row.statuses, row.contradicted, row.credibility, row.reviewed,
    )  # fmt: skip


def spot_of(data: Mapping[str, Any], row: Row[Any]) -> Spot:
    """Return an incident's place as a claim tells of it; `data` is what the claim says, `row` is the incident's."""
    listed = [place for place in (data["place"], *data["places"]) if place is not None]
    found = next((place for place in listed if (place.get("name") or place["text"]) == row.place), None)
    if found is None:
        return Spot(row.place, latitude=row.latitude, longitude=row.longitude)
    return Spot(**{name: found.get(name) for name in _SPOT} | {"name": row.place})
