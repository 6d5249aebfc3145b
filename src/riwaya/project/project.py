"""A project, opened: what the command line and the programmer do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine

from riwaya import pipeline
from riwaya.errors import InputError, ProjectError
from riwaya.ingest import Problem, collect
from riwaya.lexicon.loader import Lexicon
from riwaya.linking.registry import Registry, load_registry
from riwaya.project import adding, erasing, judging, missed, own_lexicon, proposals, rebuilding, undoing
from riwaya.project.adding import Added, AddReport
from riwaya.project.assessing import knows_outlets
from riwaya.project.config import Config, read_config, template, who_judges
from riwaya.project.engine import open_engine, reading, writing
from riwaya.project.erasing import Erased
from riwaya.project.folder import Folder, find_root, write_whole
from riwaya.project.judging import Decided, Orphan
from riwaya.project.migrate import migrate
from riwaya.project.nearest import Near, nearest_places
from riwaya.project.passages import Passage, passages
from riwaya.project.proposals import Proposal
from riwaya.project.rebuilding import RebuildReport
from riwaya.project.undoing import Undone
from riwaya.project.values import read_value

GRADES = ("A", "B", "C", "D", "E", "F")


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
        knows_outlets(engine, self._registry)

    @classmethod
    def open(cls, root: str | Path | None = None) -> Project:
        """Return the project of a folder, by default that of the working folder or of one above it."""
        folder = Folder(find_root(Path(root) if root is not None else None))
        if not folder.config.is_file() or not folder.database.is_file():
            raise ProjectError(f"{folder.root}: no project here; make one with riwaya init {folder.root}")
        config = read_config(folder.config)
        engine = open_engine(folder.database)
        migrate(engine)
        project = cls(folder, config, engine)
        if erasing.unfinished(engine):
            erasing.finish(engine, folder)
        return project

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

    def _registry(self) -> Registry:
        return load_registry(*([self.config.lexicon] if self.config.lexicon else []))

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

        missed.restore_all(self.engine, self.lexicon)

        def added(one: Added) -> None:
            if one.fate in ("version", "completed"):
                missed.restore_all(self.engine, self.lexicon)
            report.added.append(one)
            if on_added is not None:
                on_added(one)

        adding.add(self.engine, self.folder, collect(paths, options), self.lexicon, jobs, problem, added)
        return report

    def rebuild(
        self,
        jobs: int | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        on_document: Callable[[str], None] | None = None,
    ) -> RebuildReport:
        """Read all documents anew with today's lexicon; what people decided stays."""
        return rebuilding.rebuild(
            self.engine, self.lexicon, jobs, on_problem or _ignore, on_document or _ignore
        )

    def judge(
        self,
        claim: str,
        action: Literal["accept", "reject", "correct"],
        field: str | None = None,
        values: Sequence[str] = (),
        by: str | None = None,
        note: str | None = None,
    ) -> Decided:
        """Append a person's decision on a claim: it is right, it isn't, or a field of it is something else.

        project.judge("12cda4fc", "correct", "dead", ["3"], by="…")
        """
        who = who_judges(by, self.config)
        if (action == "correct") != (field is not None and bool(values)):
            raise InputError("correct takes --field and --value; accept and reject take neither")
        with writing(self.engine, lasting=True) as connection:
            row = judging.find_claim(connection, claim)
            value = None
            if field is not None:
                value = read_value(field, values, row.data, row.text, self.lexicon)
            return judging.judge(connection, row, action, field, value, who, note, self.lexicon)

    def add_claim(
        self,
        document: str,
        start: int,
        end: int,
        type: str,
        status: str = "asserted",
        values: Mapping[str, Sequence[str]] | None = None,
        by: str | None = None,
        note: str | None = None,
    ) -> Decided:
        """Make a claim of words in which none was read: `[start, end)` in code points of the report's current text.

        `values` says more of it, field by field, as a correction does. It counts as reviewed.

        project.add_claim("report-7", 120, 125, "ASSAULT", values={"place": ["درعا"], "dead": ["3"]})
        """
        who = who_judges(by, self.config)
        with writing(self.engine, lasting=True) as connection:
            return missed.add_claim(
                connection, document, start, end, type, status, values or {}, who, note, self.lexicon
            )

    def find_words(self, document: str, words: str) -> tuple[int, int]:
        """Return where words stand in a report's current text; a ProjectError unless they stand there once."""
        with reading(self.engine) as connection:
            return missed.find_words(connection, document, words)

    def nearest_places(self, latitude: float, longitude: float, limit: int = 5) -> list[Near]:
        """Return the settlements around a point of a map, the nearest first, none further away than 50 km."""
        return nearest_places(self.lexicon.gazetteer, latitude, longitude, limit)

    def link(self, what: str, incident: str, by: str | None = None, note: str | None = None) -> list[Decided]:
        """Put a claim, or all claims of an incident, into an incident (named by its id or by a claim of it)."""
        who = who_judges(by, self.config)
        with writing(self.engine, lasting=True) as connection:
            target = judging.incident_named(connection, incident)
            rows = [judging.find_claim(connection, claim) for claim in judging.members(connection, what)]
            rows = [row for row in rows if row.incident != target]
            if not rows:
                raise ProjectError(f"{what} is in {target} already")
            return judging.link(connection, rows, target, who, note)

    def unlink(self, claim: str, by: str | None = None, note: str | None = None) -> Decided:
        """Take a claim out of its incident; it isn't put there again, unless a person does."""
        who = who_judges(by, self.config)
        with writing(self.engine, lasting=True) as connection:
            row = judging.find_claim(connection, claim)
            if row.incident is None:
                raise ProjectError(f"claim {row.id} is in no incident")
            return judging.unlink(connection, row, who, note)

    def split(self, claims: Sequence[str], by: str | None = None, note: str | None = None) -> list[Decided]:
        """Put claims together into a new incident, out of those that they are in."""
        who = who_judges(by, self.config)
        with writing(self.engine, lasting=True) as connection:
            found = {row.id: row for row in (judging.find_claim(connection, claim) for claim in claims)}
            rows = list(found.values())
            if not rows:
                raise InputError("which claims? Name those that belong together")
            for row in rows:
                if judging.judged_so_far(connection, row).rejected:
                    raise ProjectError(f"claim {row.id} is rejected, and in no incident; accept it first")
            held = {
                claim for row in rows if row.incident for claim in judging.members(connection, row.incident)
            }
            if held == set(found) and len({row.incident for row in rows}) == 1:
                raise ProjectError(
                    f"{rows[0].incident} has no other claims; there is nothing to part them from"
                )
            return judging.split(connection, rows, who, note)

    def undo(self, claim: str | None = None, by: str | None = None, note: str | None = None) -> list[Undone]:
        """Take back the last judgement on a claim, else the last of all by this person, with those made together with it.

        The undo is appended, too; the store is as it was before the judgement.
        """
        who = who_judges(by, self.config)
        with writing(self.engine, lasting=True) as connection:
            return undoing.undo(connection, claim, who, note, self.lexicon)

    def proposals(self) -> list[Proposal]:
        """Return what recurring corrections propose for the project's own lexicon, and nobody answered yet."""
        with reading(self.engine) as connection:
            return proposals.proposals(connection, self.lexicon)

    def accept_proposal(self, proposal: str, by: str | None = None, note: str | None = None) -> Path:
        """Write a proposal's entry into the project's own lexicon folder; return the file. `rebuild` then reads with it."""
        who = who_judges(by, self.config)
        with writing(self.engine, lasting=True) as connection:
            found = proposals.find_proposal(connection, self.lexicon, proposal)
            folder, self.config = own_lexicon.own_folder(self.folder, self.config)
            path = own_lexicon.accept(found, folder, self.lexicon)
            proposals.answer(connection, found, "accepted", who, note)
        return path

    def dismiss_proposal(self, proposal: str, by: str | None = None, note: str | None = None) -> Proposal:
        """Say that a proposal is none; it isn't made again."""
        who = who_judges(by, self.config)
        with writing(self.engine, lasting=True) as connection:
            found = proposals.find_proposal(connection, self.lexicon, proposal)
            proposals.answer(connection, found, "dismissed", who, note)
        return found

    def grade(self, source: str, grade: str, by: str | None = None, note: str | None = None) -> int:
        """Say how reliable a source is, A to F; return how many incidents have an account of it.

        A source is the key of an account's origin: an outlet's or agency's id, or an entity of the lexicon.
        """
        if grade not in GRADES:
            raise InputError(f"{grade!r} is no grade; use one of {', '.join(GRADES)}")
        if not source.strip():
            raise InputError("which source? Give the key of an account's origin")
        with writing(self.engine, lasting=True) as connection:
            return judging.grade(connection, source, grade, who_judges(by, self.config), note)

    def erase(self, document: str, reason: str, by: str | None = None) -> Erased:
        """Remove a text, its original and all that was read of it, for good; a tombstone keeps that, why and when."""
        return erasing.erase(self.engine, self.folder, document, reason, who_judges(by, self.config))

    def count_documents(self) -> int:
        """Return how many reports there are, each in its current version."""
        return rebuilding.count_documents(self.engine)

    def orphans(self) -> list[Orphan]:
        """Return the judgements whose claims aren't read any more."""
        with reading(self.engine) as connection:
            return judging.orphans(connection)

    def search(self, wanted: str, limit: int | None = None) -> list[Passage]:
        """Return the sentences that hold the words, the best first."""
        with reading(self.engine) as connection:
            return passages(connection, wanted, limit)


def _ignore(_: object) -> None:
    """Hear of it, and do nothing."""
