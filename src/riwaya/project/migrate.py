"""Bring a store to today's schema: the one place that knows Alembic. Opening a store that is up to date doesn't load it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from riwaya.errors import ProjectError
from riwaya.project import search
from riwaya.project.engine import reading, writing

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"  # the newest of `migrations/versions`
SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Apply the migrations that the store lacks, all or none."""
    with reading(engine) as connection:
        if version(connection) == HEAD:
            return
    with writing(engine) as connection:
        found = version(connection)
        if found == HEAD:  # another process was quicker
            return
        if found is not None and found > HEAD:
            raise ProjectError(
                f"{engine.url.database}: made by a later riwaya (schema {found}); update riwaya to open it"
            )
        _upgrade(connection)
        search.create(connection)


def version(connection: Connection) -> str | None:
    """Return the number of the last migration that was applied, None for an empty store."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def config() -> Config:
    """Return Alembic's settings: where the scripts are."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return settings


def _upgrade(connection: Connection) -> None:
    from alembic import command

    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
