"""Which reports changed, in order: so that sums kept in memory are brought up to date by those alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, insert, select

from riwaya.project import schema
from riwaya.project.parts import IDS, parts

_h, _c = schema.change, schema.claim
_OF_NONE = 0  # no report has that key
_NOTE = insert(_h)
_NOTE_OF_CLAIMS = insert(_h).from_select(
    ["document"], select(_c.c.document).where(_c.c.id.in_(IDS)).distinct()
)
_LAST = select(func.max(_h.c.id))
_SINCE = select(_h.c.document).where(_h.c.id > bindparam("last")).distinct()


def note(connection: Connection, document: int) -> None:
    """Note that what lists say of a document, or of its claims, isn't what it was."""
    connection.execute(_NOTE, {"document": document})


def note_of_none(connection: Connection) -> None:
    """Note that lists tell something otherwise which is of no report by itself: how reliable a source is."""
    note(connection, _OF_NONE)


def note_of_claims(connection: Connection, claims: Sequence[str]) -> None:
    """Note it of the documents of claims."""
    for some in parts(claims):
        connection.execute(_NOTE_OF_CLAIMS, {"ids": some})


def last(connection: Connection) -> int:
    """Return the number of the last change, 0 before the first."""
    return connection.execute(_LAST).scalar() or 0


def since(connection: Connection, number: int) -> list[int]:
    """Return the keys of the documents that changed after that, also of those that are gone."""
    return list(connection.execute(_SINCE, {"last": number}).scalars())
