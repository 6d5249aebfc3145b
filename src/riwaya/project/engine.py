"""The database's engine: what is particular to SQLite is here and in `search.py`, and nowhere else.

Many processes may read while one writes (WAL); a second writer waits its turn. What is deleted is
overwritten, so that an erased text can't be found in the file's free pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Dialect, Engine, Table, create_engine, event, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from riwaya.errors import ProjectError

WAIT = 120  # seconds for another process to finish its report
_WRITING = "riwaya_writing"
_LASTING = "riwaya_lasting"
_READERS = 10  # connections that are kept open: another costs as much as a page
_CACHE = 64_000  # kilobytes of pages kept in memory
_CHECKPOINT = 8_000  # pages: one that many reports change is written into the store once


def open_engine(path: Path) -> Engine:
    """Return the engine of a store's file; the file is made if it isn't there."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=_READERS,
        pool_use_lifo=True,  # the one used last has what is asked most in its cache; others stay small
        json_serializer=_to_json,
        json_deserializer=_of_json,
        connect_args={"timeout": WAIT, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _to_json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _of_json(value: str | float) -> Any:
    return orjson.loads(value) if isinstance(value, str) else value  # SQLite makes a number of "7"


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    for pragma in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        "secure_delete = ON",
        f"cache_size = -{_CACHE}",
        f"wal_autocheckpoint = {_CHECKPOINT}",
        "temp_store = MEMORY",  # no copy of a text elsewhere on the disk
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(_WRITING):
        connection.exec_driver_sql("BEGIN")
        return
    # What a machine read is read again if the power fails before it is on the disk; what a person decided isn't.
    connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if options.get(_LASTING) else 'NORMAL'}")
    # Whoever means to write says so at once: a reader can't become a writer after another wrote.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees the store as it is now, all the while."""
    with _told_plainly(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, lasting: bool = False) -> Iterator[Connection]:
    """Give a connection whose changes all come to be at the end, or none of them.

    Killing the process loses nothing of what ended; with `lasting` cutting the power doesn't either.
    """
    with (
        _told_plainly(engine),
        engine.connect().execution_options(**{_WRITING: True, _LASTING: lasting}) as connection,
        connection.begin(),
    ):
        yield connection


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of plain numbers and words, in the order of the table's columns; many of them cost little so."""
    if rows:
        statement, names = _insertion(table, connection.dialect)
        connection.exec_driver_sql(
            statement, [dict(zip(names, row, strict=True)) for row in rows] if names else list(rows)
        )


def insert_values(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of any values by the names of their columns; a column that isn't named stays empty."""
    columns = _writers(table, connection.dialect)
    made = [
        tuple(write(row.get(name)) if write else row.get(name) for name, write in columns) for row in rows
    ]
    insert_rows(connection, table, made)


@cache
def _writers(table: Table, dialect: Dialect) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """Return the columns, each with what makes of a value what the database holds."""
    return tuple(
        (column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in table.columns
    )


@cache
def _insertion(table: Table, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """Return the statement, and the names of its parameters if they have names."""
    made = insert(table).compile(dialect=dialect)
    return str(made), () if made.positional else tuple(table.c.keys())


def scrub(engine: Engine) -> bool:
    """Leave no byte of what was deleted in the store's files; return whether that could be done now.

    It can't while another process reads or writes.
    """
    with _told_plainly(engine):
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()
            return row is not None and row[0] == 0
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                return False
            raise
        finally:
            raw.close()


@contextmanager
def _told_plainly(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _plain(engine, error.orig) from error
    except sqlite3.Error as error:
        raise _plain(engine, error) from error


def _plain(engine: Engine, error: BaseException | None) -> ProjectError:
    name, said = engine.url.database, str(error)
    if "locked" in said:
        return ProjectError(f"{name}: another process has been writing for {WAIT} seconds; try again later")
    if "full" in said:
        return ProjectError(f"{name}: the disk is full; make room and give the command again")
    if "readonly" in said or "unable to open" in said:
        return ProjectError(f"{name}: can't be written to; check the folder's permissions")
    if "malformed" in said or "not a database" in said:
        return ProjectError(f"{name}: damaged, or not a store of riwaya; restore it from a copy")
    return ProjectError(f"{name}: the database refuses: {said}; please report it")
