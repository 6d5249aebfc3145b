"""What a reader asks for → conditions on incidents and on claims, each over indexed columns.

An incident is of the type, the place and the days that its summary tells; an actor or a status is that of any of
its claims. A claim is asked for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, func, or_, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from riwaya.errors import ProjectError
from riwaya.lexicon.gazetteer import GazetteerPlace
from riwaya.lexicon.gazetteer import key as place_key
from riwaya.linking.record import english_key
from riwaya.project import schema
from riwaya.project.views.names import Names

Condition = ColumnElement[bool]
Columns = Mapping[str, ColumnElement[Any]] | ReadOnlyColumnCollection[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """What incidents or claims are asked for; None: whatever it is.

    `actor` is an id or a name of the lexicon, `place` a name (Arabic or English, «town, province» too) or a number of
    GeoNames, `between` the first and the last day, either of which may be open.
    """

    actor: str | None = None
    type: str | None = None
    place: str | None = None
    between: tuple[date | None, date | None] | None = None
    status: str | None = None
    contradicted: bool | None = None


def of_incidents(connection: Connection, wanted: Filter, names: Names) -> list[Condition]:
    """Return the conditions on the table of incidents."""
    i, c, p = schema.incident, schema.claim, schema.participant
    found = _common(connection, i.c, wanted, names)
    if wanted.actor is not None:
        key = names.find_actor(wanted.actor).id
        takes_part = select(c.c.incident).join(p, p.c.claim == c.c.id).where(p.c.key == key, p.c.known)
        found.append(i.c.id.in_(takes_part.where(c.c.incident.is_not(None))))
    if wanted.status is not None:
        stands = select(c.c.id).where(c.c.incident == i.c.id, c.c.status == wanted.status)
        found.append(stands.exists())
    if wanted.contradicted is not None:
        found.append(i.c.contradicted.is_(wanted.contradicted))
    return found


def of_claims(
    connection: Connection, wanted: Filter, names: Names, in_order: bool = False
) -> list[Condition]:
    """Return the conditions on the table of claims; `in_order`: so that it is read in the order of lists."""
    i, c, p = schema.incident, schema.claim, schema.participant
    over = _OUT_OF_ORDER if in_order else _COMMON if wanted.actor is not None else frozenset()
    columns = {one.name: _passed_over(one) if one.name in over else one for one in c.c}
    found = _common(connection, columns, wanted, names)
    if wanted.actor is not None:
        key = names.find_actor(wanted.actor).id
        found.append(columns["id"].in_(select(p.c.claim).where(p.c.key == key, p.c.known)))
    if wanted.status is not None:
        found.append(columns["status"] == wanted.status)
    if wanted.contradicted is not None:
        disputed = columns["incident"].in_(select(i.c.id).where(i.c.contradicted.is_(True)))
        found.append(disputed if wanted.contradicted else or_(c.c.incident.is_(None), ~disputed))
    return found


# Where an actor is asked for, that is what to go by: far fewer claims have it than have a type or lie in a country.
_COMMON = frozenset({"type", "status", "country", "province", "settlement", "incident"})
_OUT_OF_ORDER = frozenset({"id", "incident"})  # whose indexes aren't in the order of lists


def _passed_over(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return what is the same as a column of words, but no index is gone by."""
    return func.coalesce(column, "")


def _common(connection: Connection, columns: Columns, wanted: Filter, names: Names) -> list[Condition]:
    found: list[Condition] = []
    if wanted.type is not None:
        found.append(columns["type"] == wanted.type)
    if wanted.place is not None:
        found.append(_in_place(connection, columns, wanted.place, names))
    if wanted.between is not None:
        found.append(_overlaps(columns, *wanted.between))
    return found


def _overlaps(columns: Columns, first: date | None, last: date | None) -> Condition:
    """What may have been within the days; what has no day at all isn't."""
    earliest, latest = columns["earliest"], columns["latest"]
    held = [or_(earliest.is_not(None), latest.is_not(None))]
    if last is not None:
        held.append(or_(earliest <= last.isoformat(), earliest.is_(None)))
    if first is not None:
        held.append(or_(latest >= first.isoformat(), latest.is_(None)))
    return and_(*held)


# Places


def _in_place(connection: Connection, columns: Columns, given: str, names: Names) -> Condition:
    """What lies in a place of that name: all of them, if several have it and nothing tells them apart."""
    name, _, within = (part.strip() for part in given.replace("،", ",").partition(","))
    found = _by_division(connection, columns, name, within)
    if not found or within:
        found += [_at(columns, place) for place in _places(name, names) if _lies_in(place, within)]
    if not found:
        found = _by_settlement(connection, columns, name, within)
    if not found:
        raise ProjectError(
            f"no place {given!r}: give its Arabic or English name, or its number in GeoNames, "
            "as riwaya incidents --format json has it"
        )
    return or_(*found)


def _by_division(connection: Connection, columns: Columns, name: str, within: str) -> list[Condition]:
    """Countries and provinces that the project's claims have, by their English names."""
    wanted, around = english_key(name), english_key(within) if within else ""
    found: list[Condition] = []
    for province in _distinct(connection, schema.claim.c.province):
        country, _, division = province.partition("/")
        if division == wanted and around in ("", country):
            found.append(columns["province"] == province)
    for country in _distinct(connection, schema.incident.c.country):
        if country == wanted and not around:
            found.append(columns["country"] == country)
    return found


def _places(name: str, names: Names) -> list[GazetteerPlace]:
    if name.isdecimal():
        return list(names.gazetteer.numbered(int(name)))
    found = names.gazetteer.lookup(name)
    if found or not name.isascii():
        return list(found)
    wanted = english_key(name)
    every = {place.id: place for _, places in names.gazetteer.entries() for place in places}
    return [place for place in every.values() if english_key(place.name_en or "") == wanted]


def _lies_in(place: GazetteerPlace, within: str) -> bool:
    if not within:
        return True
    around = (place.admin1, place.admin1_en, place.country, place.country_en)
    return any(name and _bare(name) == _bare(within) for name in around)


def _bare(name: str) -> str:
    return english_key(name) if name.isascii() else place_key(name)


def _at(columns: Columns, place: GazetteerPlace) -> Condition:
    """The column that holds the place: as `riwaya.linking.record` makes the keys."""
    country = english_key(place.country_en or place.country or "") or None
    division = place.admin1_en or place.admin1
    province = f"{country or '-'}/{english_key(division)}" if division else None
    if place.precision == "country":
        return columns["country"] == country
    if place.precision == "admin1":
        return columns["province"] == province
    if place.geonames_id is not None:
        return columns["settlement"] == f"gn:{place.geonames_id}"
    return columns["settlement"] == f"{province or country or '-'}/{place_key(place.name)}"


def _by_settlement(connection: Connection, columns: Columns, name: str, within: str) -> list[Condition]:
    """Places that only the reports know, by their folded names."""
    wanted, keys = place_key(name), _distinct(connection, schema.claim.c.settlement)
    return [
        columns["settlement"] == key
        for key in keys
        if key.rpartition("/")[2] == wanted and (not within or english_key(within) in key.split("/")[:-1])
    ]


def _distinct(connection: Connection, column: Column[Any]) -> list[str]:
    """Return the words of a column, each once: from one to the next in its index, without reading all rows."""
    first = select(func.min(column).label("word")).cte("words", recursive=True)
    after = select(func.min(column)).where(column > first.c.word).scalar_subquery()
    words = first.union_all(select(after).where(first.c.word.is_not(None)))
    return list(connection.execute(select(words.c.word).where(words.c.word.is_not(None))).scalars())
