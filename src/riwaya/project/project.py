"""A project, opened: what the command line and the programmer do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from riwaya import pipeline
from riwaya.errors import InputError, ProjectError
from riwaya.ingest import Problem, collect
from riwaya.lexicon.loader import Lexicon
from riwaya.project import adding
from riwaya.project.adding import Added, AddReport
from riwaya.project.config import Config, read_config, template
from riwaya.project.engine import open_engine
from riwaya.project.folder import Folder, find_root, write_whole
from riwaya.project.migrate import migrate


def init(root: str | Path, by: str | None = None) -> Project:
    """Make a project in a folder, which is made if it isn't there; go on with one whose making was interrupted."""
    folder = Folder(Path(root))
    if folder.config.exists():
        raise ProjectError(f"{folder.root}: there is a project already; add reports with riwaya add")
    try:
        folder.originals.mkdir(parents=True, exist_ok=True)
        engine = open_engine(folder.database)
        migrate(engine)
        engine.dispose()
        write_whole(folder.config, template(by).encode())
    except OSError as error:
        raise ProjectError(f"{folder.root}: can't be made: {error.strerror}; choose another folder") from None
    return Project.open(folder.root)


class Project:
    """A folder with reports, what was read of them and where they meet. Open one with `Project.open`.

    with Project.open("war") as project:
        project.add("reports/", outlet="…")
    """

    def __init__(self, folder: Folder, config: Config, engine: Engine) -> None:
        self.folder = folder
        self.config = config
        self.engine = engine

    @classmethod
    def open(cls, root: str | Path | None = None) -> Project:
        """Return the project of a folder, by default that of the working folder or of one above it."""
        folder = Folder(find_root(Path(root) if root is not None else None))
        if not folder.config.is_file() or not folder.database.is_file():
            raise ProjectError(f"{folder.root}: no project here; make one with riwaya init {folder.root}")
        config = read_config(folder.config)
        engine = open_engine(folder.database)
        migrate(engine)
        return cls(folder, config, engine)

    def close(self) -> None:
        """Let go of the store's files."""
        self.engine.dispose()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def lexicon(self) -> Lexicon:
        """The built-in lexicon, with the project's own folder on top."""
        return pipeline.load(self.config.lexicon)

    def add(
        self,
        *paths: str | Path,
        published: date | str | None = None,
        outlet: str | None = None,
        encoding: str | None = None,
        jobs: int | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        on_added: Callable[[Added], None] | None = None,
    ) -> AddReport:
        """Read files, folders or «-» into the project and return what became of each report.

        What can't be read is given to `on_problem` and the rest is added; without it an InputError is raised.
        """
        report = AddReport()
        options = pipeline.make_options(published, outlet, encoding)

        def problem(one: Problem) -> None:
            report.lost += one.lost
            if on_problem is not None:
                on_problem(one)
            elif one.lost:
                raise InputError(one.message)

        def added(one: Added) -> None:
            report.added.append(one)
            if on_added is not None:
                on_added(one)

        adding.add(self.engine, self.folder, collect(paths, options), self.lexicon, jobs, problem, added)
        return report
