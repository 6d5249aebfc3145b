"""The commands that show what a project holds, grade its sources and export it. `cli_project.py` has those that change it."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from riwaya.cli_project import in_project, judged_by, show_table
from riwaya.model import EVENT_TYPES, STATUSES

if TYPE_CHECKING:
    from riwaya.export import Written
    from riwaya.project.queries import Filter, Queries

F = TypeVar("F", bound=Callable[..., Any])
_SHOWN = 50  # rows of a table on a terminal, unless --limit says otherwise
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
KINDS = ("table", "json")
EXPORTS = ("csv", "plover", "acled", "ftm", "geojson")

in_format = click.option(
    "--format", "kind", type=click.Choice(KINDS), help="Default: table on a terminal, else json."
)
at_most = click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"At most so many; default: all, in a table {_SHOWN}.",
)


def _days(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[date | None, date | None] | None:
    """Return the first and the last day of «2023-05-01..2023-05-31», of «2023-05..», of «2023»; None for an open end."""
    if value is None:
        return None
    first, dots, last = value.partition("..")
    days = (_end(first, 0), _end(last if dots else first, 1))
    if days == (None, None) or (days[0] and days[1] and days[0] > days[1]):
        raise click.BadParameter(
            f"{value!r} is no time; write YYYY-MM-DD..YYYY-MM-DD, or a day, a month or a year"
        )
    return days


def _end(value: str, which: int) -> date | None:
    """Return the first (0) or the last (1) day of a day, a month or a year."""
    match = _DAY.fullmatch(value.strip())
    try:
        if match:
            year, month = int(match[1]), int(match[2] or (1, 12)[which])
            return date(year, month, int(match[3] or (1, monthrange(year, month)[1])[which]))
    except ValueError:  # such as 2023-02-30
        pass
    if value.strip():
        raise click.BadParameter(f"{value!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY")
    return None


def with_filters(command: F) -> F:
    """Add the options that say which incidents or claims are meant."""
    options = (
        click.option("--actor", metavar="NAME", help="An organisation or office: its id, or a name of it."),
        click.option(
            "--type", "type_", type=click.Choice(EVENT_TYPES, case_sensitive=False), help="Event type."
        ),
        click.option(
            "--place", metavar="NAME", help="A place and all that lies in it, in Arabic or English."
        ),
        click.option(
            "--between",
            callback=_days,
            metavar="FROM..TO",
            help="Days, as 2023-05-01..2023-05-31 or 2023-05; ends may be open.",
        ),
        click.option("--status", type=click.Choice(STATUSES), help="What the source says of it."),
        click.option("--contradicted", is_flag=True, help="Only where accounts contradict each other."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _filter(options: dict[str, Any]) -> Filter:
    from riwaya.project.queries import Filter

    return Filter(
        options["actor"], options["type_"], options["place"], options["between"], options["status"],
        options["contradicted"] or None,
    )  # fmt: skip


@contextmanager
def _asked(root: Path | None) -> Iterator[Queries]:
    from riwaya.project import Project, queries

    with Project.open(root) as project, queries.of(project) as asked:
        yield asked


@click.command()
@with_filters
@at_most
@in_format
@in_project
def incidents(limit: int | None, kind: str | None, root: Path | None, **options: Any) -> None:
    """List what happened, as far as it is told: those that most reports tell of first."""
    from riwaya.project.views import shapes
    from riwaya.report import project_table

    with _asked(root) as asked:
        wanted, table = _filter(options), _as_table(kind)
        rows = asked.incidents(wanted, _most(limit, table))
        if not table:
            _print_json(map(shapes.incident, rows))
            return
        _print(project_table.incidents(rows, *_terminal()))
        _close(asked.count_incidents(wanted), "incident", _most(limit, table))


@click.command()
@click.argument("given", metavar="INCIDENT")
@in_format
@in_project
def incident(given: str, kind: str | None, root: Path | None) -> None:
    """Show one incident: its accounts side by side, who said it when, what contradicts, what is possibly the same.

    Named by its id, by the beginning of it, or by a claim of it.
    """
    from riwaya.project.views import shapes
    from riwaya.report import project_table

    with _asked(root) as asked:
        view = asked.incident(given)
        if _as_table(kind):
            _print(project_table.incident(view, *_terminal()))
        else:
            _print_json([shapes.incident_view(view)])


@click.command()
@click.option(
    "--kind", "what", metavar="KIND", help="contradiction, contradiction-toll, place-containment, …"
)
@at_most
@in_format
@in_project
def findings(what: str | None, limit: int | None, kind: str | None, root: Path | None) -> None:
    """List what is wrong or worth a second look, with the passages: accounts that contradict each other first."""
    from riwaya.project.views import shapes
    from riwaya.report import project_table

    with _asked(root) as asked:
        _check_kind(asked, what)
        table = _as_table(kind)
        rows = asked.findings(what, _most(limit, table))
        if not table:
            _print_json(map(shapes.finding, rows))
            return
        _print(project_table.findings(rows, *_terminal()))
        _close(asked.count_findings(what), "finding", _most(limit, table))


def _check_kind(asked: Queries, what: str | None) -> None:
    """Refuse a kind that neither is here nor could be."""
    from typing import get_args

    from riwaya.linking.model import FindingKind

    known = {"contradiction", *get_args(FindingKind), *asked.finding_kinds()}
    if what is not None and what not in known:
        raise click.BadParameter(f"{what!r} is none of {', '.join(sorted(known))}", param_hint="--kind")


@click.command()
@at_most
@in_format
@in_project
def actors(limit: int | None, kind: str | None, root: Path | None) -> None:
    """List the organisations, states and offices that take part, those in most incidents first. No private persons."""
    from riwaya.project.views import shapes
    from riwaya.report import project_table

    with _asked(root) as asked:
        _list(list(asked.actors()), shapes.actor, project_table.actors, "actor", limit, kind)


@click.command()
@click.argument("name")
@in_format
@in_project
def actor(name: str, kind: str | None, root: Path | None) -> None:
    """Show an organisation, a state or an office: its names, with and against whom, its incidents."""
    from riwaya.project.views import shapes
    from riwaya.report import project_table

    with _asked(root) as asked:
        view = asked.actor(name)
        if _as_table(kind):
            _print(project_table.actor(view, *_terminal()))
        else:
            _print_json([shapes.actor_view(view)])


@click.command()
@at_most
@in_format
@in_project
def sources(limit: int | None, kind: str | None, root: Path | None) -> None:
    """List outlets, and the organisations and offices that are quoted, with your grades of them. No private persons."""
    from riwaya.project.views import shapes
    from riwaya.report import project_table

    with _asked(root) as asked:
        _list(list(asked.sources()), shapes.source, project_table.sources, "source", limit, kind)


@click.command()
@click.argument("source")
@click.argument("mark", type=click.Choice(tuple("ABCDEF"), case_sensitive=False), metavar="A-F")
@click.option("--note", metavar="TEXT", help="Why.")
@judged_by
@in_project
def grade(source: str, mark: str, note: str | None, by: str | None, root: Path | None) -> None:
    """Grade a source by your own judgement, from A (reliable) to E (unreliable); F: it can't be judged.

    SOURCE is its key in riwaya sources, or its name. Incidents are graded anew where it counts.
    """
    from riwaya.linking.grades import RELIABILITIES
    from riwaya.project import Project, queries
    from riwaya.project.config import who_judges
    from riwaya.project.grading import grade_source

    with Project.open(root) as project:
        with queries.of(project) as asked:
            names = asked.names
        done = grade_source(project.engine, names, source, mark.upper(), who_judges(by, project.config), note)
    cells = (done.key, f"{done.grade} {RELIABILITIES[done.grade]}", done.who, str(done.incidents))
    show_table(("source", "grade", "by", "incidents worked out anew"), [cells])


@click.command()
@at_most
@in_format
@in_project
def documents(limit: int | None, kind: str | None, root: Path | None) -> None:
    """List the reports in their current versions, the latest first."""
    from riwaya.project.views import shapes
    from riwaya.report import project_table

    with _asked(root) as asked:
        table = _as_table(kind)
        rows = asked.documents(_most(limit, table))
        if not table:
            _print_json(map(shapes.document, rows))
            return
        _print(project_table.documents(rows, *_terminal()))
        _close(asked.count_documents(), "report", _most(limit, table))


@click.command()
@click.option("--to", "name", type=click.Choice(EXPORTS), required=True, help="The format.")
@with_filters
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="File to write; default: stdout."
)
@click.option(
    "--side", type=click.Path(path_type=Path), metavar="FILE",
    help="File for what the format can't hold; default: FILE.side.jsonl, with stdout none.",
)  # fmt: skip
@click.option("--with-alleged", is_flag=True, help="acled: also what is only alleged.")
@click.option("--date-by-publication", is_flag=True, help="acled: date what has no day by its report's.")
@click.option("--bom", is_flag=True, help="csv: begin with the mark by which Excel knows UTF-8.")
@in_project
def export(name: str, output: Path | None, side: Path | None, root: Path | None, **options: Any) -> None:
    """Write the claims for other tools. Each row has its status, its sources and whether it was reviewed."""
    from riwaya.export import load_reference, write

    switches = _switches(name, options)
    with _asked(root) as asked:
        if output is None and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        rows = asked.export_rows(_filter(options))
        reference = load_reference(*asked.names.folders)
        written = write(name, rows, output or sys.stdout, side=side, reference=reference, **switches)
    click.echo(_said_of(written, output, side), err=True)


def _switches(name: str, options: dict[str, Any]) -> dict[str, bool]:
    """Return the options of that format; one of another is an error, not a silence."""
    found = {}
    for switch, of in (("with_alleged", "acled"), ("date_by_publication", "acled"), ("bom", "csv")):
        if options[switch]:
            if name != of:
                raise click.BadParameter(f"is for --to {of} only", param_hint=f"--{switch.replace('_', '-')}")
            found[switch] = True
    return found


def _said_of(written: Written, output: Path | None, side: Path | None) -> str:
    from riwaya.export.output import SIDE

    rows = f"{written.rows} row{'' if written.rows == 1 else 's'}"
    said = f"{output}: {rows}" if output else rows
    beside = side or (f"{output}{SIDE}" if output else None)
    said += f"; what the format can't hold: {beside}" if beside else ""
    left = "; ".join(f"{number} × {reason}" for reason, number in written.left_out.most_common())
    return f"{said}. Left out: {left}." if left else f"{said}."


# Printing


def _list(rows: list[Any], shape: Any, draw: Any, noun: str, limit: int | None, kind: str | None) -> None:
    """Print a list that is there as a whole."""
    table = _as_table(kind)
    most = _most(limit, table)
    if not table:
        _print_json(map(shape, rows[:most]))
        return
    _print(draw(rows[:most], *_terminal()))
    _close(len(rows), noun, most)


def _as_table(kind: str | None) -> bool:
    return (kind or ("table" if sys.stdout.isatty() else "json")) == "table"


def _most(limit: int | None, table: bool) -> int | None:
    return limit or (_SHOWN if table else None)


def _terminal() -> tuple[int, bool]:
    return shutil.get_terminal_size((120, 40)).columns, sys.stdout.isatty()


def _print_json(objects: Iterable[dict[str, Any]]) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    for one in objects:
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


def _print(parts: Iterable[str]) -> None:
    for part in parts:
        click.echo(part, nl=False)


def _close(total: int, noun: str, most: int | None) -> None:
    many = f"{total} {noun}{'' if total == 1 else 's'}"
    cut = most is not None and total > most
    click.echo(f"{most} of {many}; more with --limit." if cut else f"{many}.")


COMMANDS = (incidents, incident, findings, actors, actor, sources, grade, documents, export)
