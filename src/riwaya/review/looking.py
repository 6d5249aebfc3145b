"""What a page reads of the store: all at one moment, with the names that the project knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request
from sqlalchemy import Connection

from riwaya.project.engine import reading
from riwaya.project.views.names import Names, names_of


@contextmanager
def looking(request: Request) -> Iterator[tuple[Connection, Names]]:
    """Give a connection that sees the same all the while, whoever writes, and the project's names."""
    project = request.app.state.project
    folders = [project.config.lexicon] if project.config.lexicon else []
    with reading(project.engine) as connection:
        yield connection, names_of(*folders)
