"""The user's grades of sources: appended with who and when, and in force at once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from riwaya.errors import InputError, ProjectError
from riwaya.linking.copies import outlet_key
from riwaya.linking.grades import RELIABILITIES
from riwaya.project import judging, schema
from riwaya.project.engine import writing
from riwaya.project.views.names import Names


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade that was given; `incidents` were worked out anew because of it."""

    key: str
    grade: str
    who: str
    incidents: int


def grade_source(engine: Engine, names: Names, given: str, grade: str, who: str, note: str | None) -> Graded:
    """Grade a source, named by its key, or by the name of an outlet, organisation or office; the last word stands."""
    if grade not in RELIABILITIES:
        raise InputError(f"unknown grade {grade!r}; use one of {', '.join(RELIABILITIES)}")
    with writing(engine, lasting=True) as connection:
        key = _key(connection, names, given)
        return Graded(key, grade, who, judging.grade(connection, key, grade, who, note))


def _key(connection: Connection, names: Names, given: str) -> str:
    """Return the key of a source that the project has."""
    candidates = [given]
    with suppress(ProjectError):  # an outlet's name, then
        candidates.append(names.find_actor(given).id)
    candidates.append(outlet_key(given, names.registry) or given)
    for key in candidates:
        if _is_here(connection, names, key):
            return key
    raise ProjectError(f"no source {given!r} here; take its key from riwaya sources")


def _is_here(connection: Connection, names: Names, key: str) -> bool:
    a, d, v = schema.account, schema.document, schema.voice
    for column in (v.c.key, a.c.origin):
        if connection.execute(select(column).where(column == key).limit(1)).first() is not None:
            return True
    outlets = connection.execute(select(d.c.outlet).where(d.c.outlet.is_not(None)).distinct()).scalars()
    return any(outlet_key(outlet, names.registry) == key for outlet in outlets)
