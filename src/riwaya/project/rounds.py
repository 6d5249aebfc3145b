"""Rounds of rebuilding: a document's row says in which round it was read, so that a round that stopped can go on."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from riwaya.project import schema

_ROUND = "round"


def current_round(connection: Connection) -> int:
    """Return the number of the round that documents are read in now."""
    value = get(connection, _ROUND)
    return int(value) if value else 0


def set_round(connection: Connection, number: int) -> None:
    """Begin a round."""
    put(connection, _ROUND, str(number))


def get(connection: Connection, key: str) -> str | None:
    """Return a value of the table `meta`."""
    return connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()


def put(connection: Connection, key: str, value: str) -> None:
    """Set a value of the table `meta`."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(insert(schema.meta).values(key=key, value=value))
