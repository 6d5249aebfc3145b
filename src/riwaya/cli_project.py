"""The commands that make and change a project. Those that list what it holds are in `cli_listing.py`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from riwaya.ingest import Problem
    from riwaya.project import Added, AddReport

FAILED = 2
_SHOWN = 40  # reports that are listed one by one; of more the sums
F = TypeVar("F", bound=Callable[..., Any])

in_project = click.option(
    "--project",
    "root",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The project; default: the working folder's, or that of a folder above it.",
)
judged_by = click.option("--by", metavar="NAME", help="Who decides; default: judgements.by in riwaya.toml.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--by", metavar="NAME", help="Who judges in this project, where a command doesn't say it.")
def init(folder: Path, by: str | None) -> None:
    """Make a project: one SQLite file, a folder for originals, and its settings."""
    from riwaya.project import init as init_project

    init_project(folder, by).close()
    click.echo(f"{folder}: a new project. Add reports to it: riwaya add --project {folder} PATH...")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@in_project
@click.option("--published", metavar="DATE", help="Publication date, where a report doesn't state it.")
@click.option("--outlet", metavar="NAME", help="Outlet, where a report doesn't state it.")
@click.option("--encoding", metavar="NAME", help="Encoding of files that aren't UTF-8: windows-1256, …")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to read with (default: all cores)."
)
def add(
    paths: tuple[str, ...],
    root: Path | None,
    published: str | None,
    outlet: str | None,
    encoding: str | None,
    jobs: int | None,
) -> None:
    """Read reports into a project: .txt, .html, .jsonl, folders, or - for standard input.

    A report that is there already changes nothing; one that changed becomes a new version. What was interrupted goes on
    where it was when the command is given again.
    """
    from riwaya.project import Project

    with Project.open(root) as project, _counting(paths) as on_added:
        report = project.add(
            *paths, published=published, outlet=outlet, encoding=encoding, jobs=jobs, on_problem=_complain,
            on_added=on_added,
        )  # fmt: skip
    _show_added(report)
    if report.lost or report.number("erased"):
        raise SystemExit(FAILED)


def _complain(problem: Problem) -> None:
    click.echo(f"riwaya: {problem.message}", err=True)


@contextmanager
def _counting(paths: tuple[str, ...]) -> Iterator[Callable[[Added], None]]:
    """Move a bar on stderr for each report, if that is a terminal."""
    from riwaya.ingest import count_inputs

    total = count_inputs(paths) if sys.stderr.isatty() else None
    if not total:
        yield lambda added: None
        return
    with click.progressbar(length=total, label="Adding", file=sys.stderr, show_pos=True) as bar:
        yield lambda added: bar.update(1)


def _show_added(report: AddReport) -> None:
    if len(report.added) <= _SHOWN:
        fates = {"version": "new version", "completed": "date or outlet filled in"}
        rows = [
            (
                one.document,
                fates.get(one.fate, one.fate),
                str(one.version),
                str(one.claims),
                str(one.incidents),
            )
            for one in report.added
        ]
        show_table(("report", "", "version", "claims", "incidents"), rows)
    words = {"new": "new", "version": "new versions", "completed": "filled in", "unchanged": "unchanged"}
    counts = [f"{report.number(fate)} {said}" for fate, said in words.items()]  # type: ignore[arg-type]
    refused = report.number("erased")
    counts += [f"{refused} refused"] if refused else []
    counts += [f"{report.lost} that couldn't be read"] if report.lost else []
    claims = sum(one.claims for one in report.added)
    click.echo(f"{', '.join(counts)}; {claims} claims read.")


def show_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their columns, each cell on one line, Arabic kept to itself."""
    if not rows:
        return
    from rich.box import HORIZONTALS
    from rich.table import Table

    from riwaya.report.table import draw, isolate, plain

    table = Table(box=HORIZONTALS, padding=(0, 1), header_style="bold dim")
    for name in columns:
        table.add_column(name)
    for row in rows:
        table.add_row(*(isolate(plain(cell)) for cell in row))
    width = shutil.get_terminal_size((120, 40)).columns
    click.echo(draw(table, width, sys.stdout.isatty()), nl=False)


COMMANDS = (init, add)
