"""The commands that make and change a project. Those that list what it holds are in `cli_listing.py`."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from riwaya.ingest import Problem
    from riwaya.project import AddReport, Decided, RebuildReport

FAILED = 2
_SHOWN = 40  # reports that are listed one by one; of more the sums
FIELDS = (  # that can be corrected: those of `project/judged.py`, which is slow to load
    "type", "mode", "status", "specific", "weapon", "place", "time", "actor", "recipient", "dead", "injured",
    "sources", "trigger", "clause",
)  # fmt: skip

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
    from riwaya.ingest import count_inputs
    from riwaya.project import Project

    total = count_inputs(paths) if sys.stderr.isatty() else None
    with Project.open(root) as project, _progress(total, "Adding") as move:
        report = project.add(
            *paths, published=published, outlet=outlet, encoding=encoding, jobs=jobs, on_problem=_complain,
            on_added=lambda _: move(),
        )  # fmt: skip
    _show_added(report)
    if report.lost or report.number("erased"):
        raise SystemExit(FAILED)


def _complain(problem: Problem) -> None:
    click.echo(f"riwaya: {problem.message}", err=True)


@contextmanager
def _progress(total: int | None, label: str) -> Iterator[Callable[[], None]]:
    """Give what moves a bar on stderr, if that is a terminal and the total is known."""
    if not total or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr, show_pos=True) as bar:
        yield lambda: bar.update(1)


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


@click.command()
@in_project
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to read with (default: all cores)."
)
def rebuild(root: Path | None, jobs: int | None) -> None:
    """Read all reports of a project anew, with today's lexicon. What people decided stays.

    A judged claim that has changed asks for review again; judgements whose claim is no longer read are listed.
    """
    from riwaya.project import Project

    lost: list[Problem] = []

    def complain(problem: Problem) -> None:
        _complain(problem)
        lost.append(problem)

    with Project.open(root) as project, _progress(project.count_documents(), "Reading") as move:
        report = project.rebuild(jobs, complain, lambda _: move())
    _show_rebuilt(report)
    if lost:
        raise SystemExit(FAILED)


def _show_rebuilt(report: RebuildReport) -> None:
    rows = [
        (one.document, one.claim, f"{one.action} by {one.who}, {one.at[:10]}", f"«{one.quote}»")
        for one in report.orphans
    ]
    show_table(("report", "claim", "judgement without its claim", "words"), rows)
    went_on = "Went on with a rebuild that was interrupted. " if report.resumed else ""
    click.echo(
        f"{went_on}{report.documents} reports read anew: {report.claims} claims, {report.new} new, "
        f"{report.changed} changed, {report.gone} gone. Judged claims to review again: {report.again}; "
        f"judgements without their claim: {len(report.orphans)}."
    )


@click.command()
@click.argument("claim")
@click.argument("action", type=click.Choice(("accept", "reject", "correct")))
@click.option("--field", type=click.Choice(FIELDS), help="correct: the field that is something else.")
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="VALUE",
    help="correct: what it is; none if it is nothing. Several actors or recipients: repeat it.",
)
@click.option("--note", metavar="TEXT", help="Why.")
@judged_by
@in_project
def judge(
    claim: str,
    action: Literal["accept", "reject", "correct"],
    field: str | None,
    values: tuple[str, ...],
    note: str | None,
    by: str | None,
    root: Path | None,
) -> None:
    """Decide on a claim: accept it, reject it, or correct a field of it. The last word on a field stands.

    \b
    A time is YYYY-MM-DD, YYYY-MM, YYYY, or two of them with .. between.
    A place is its Arabic name, with «, province» where several have it, its number in GeoNames, or a point
    LATITUDE,LONGITUDE: the nearest settlement.
    An actor or source is an id or name of the lexicon, or words of the report: as they are, or START..END.
    WORDS=ID says who they are, WORDS=none that the lexicon has them not; of a source WORDS:denies its stance.
    A trigger or clause is START..END.
    """
    from riwaya.project import Project

    with Project.open(root) as project:
        decided = project.judge(claim, action, field, values, by, note)
    _show_decided([decided])


@click.command()
@click.argument("document")
@click.option("--words", metavar="TEXT", help="The words that tell the event, if they stand there once.")
@click.option("--start", type=int, metavar="N", help="Else: where they start, in code points from 0.")
@click.option("--end", type=int, metavar="N", help="Where they end.")
@click.option("--type", "kind", required=True, metavar="TYPE", help="One of PLOVER's 16 types.")
@click.option(
    "--status",
    default="asserted",
    show_default=True,
    metavar="STATUS",
    help="Whether it is said to have happened.",
)
@click.option(
    "--set", "fields", nargs=2, multiple=True, metavar="FIELD VALUE", help="More of it, as judge takes it."
)
@click.option("--note", metavar="TEXT", help="Why.")
@judged_by
@in_project
def claim(
    document: str,
    words: str | None,
    start: int | None,
    end: int | None,
    kind: str,
    status: str,
    fields: tuple[tuple[str, str], ...],
    note: str | None,
    by: str | None,
    root: Path | None,
) -> None:
    """Add a claim that the machine missed, of words of a report. Say more of it with --set: actor, place, time, dead, …"""
    from riwaya.errors import InputError
    from riwaya.project import Project

    if (words is None) == (start is None or end is None):
        raise InputError("say where it is told: --words TEXT, or --start N --end N")
    values: dict[str, list[str]] = {}
    for field, value in fields:
        values.setdefault(field, []).append(value)
    with Project.open(root) as project:
        if words is not None:
            start, end = project.find_words(document, words)
        added = project.add_claim(document, start or 0, end or 0, kind, status, values, by, note)
    _show_decided([added])


@click.command()
@click.argument("claim", metavar="CLAIM|INCIDENT")
@click.argument("incident", metavar="INCIDENT|CLAIM")
@click.option("--note", metavar="TEXT", help="Why.")
@judged_by
@in_project
def link(claim: str, incident: str, note: str | None, by: str | None, root: Path | None) -> None:
    """Put a claim into an incident; of an incident, all its claims. There they stay, whatever the machine thinks."""
    from riwaya.project import Project

    with Project.open(root) as project:
        _show_decided(project.link(claim, incident, by, note))


@click.command()
@click.argument("claim")
@click.option("--note", metavar="TEXT", help="Why.")
@judged_by
@in_project
def unlink(claim: str, note: str | None, by: str | None, root: Path | None) -> None:
    """Take a claim out of its incident; only a person can put it there again."""
    from riwaya.project import Project

    with Project.open(root) as project:
        _show_decided([project.unlink(claim, by, note)])


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--note", metavar="TEXT", help="Why.")
@judged_by
@in_project
def split(claims: tuple[str, ...], note: str | None, by: str | None, root: Path | None) -> None:
    """Put claims together into a new incident, out of those that they are in."""
    from riwaya.project import Project

    with Project.open(root) as project:
        _show_decided(project.split(claims, by, note))


@click.command()
@click.argument("claim", required=False)
@click.option("--note", metavar="TEXT", help="Why.")
@judged_by
@in_project
def undo(claim: str | None, note: str | None, by: str | None, root: Path | None) -> None:
    """Take back the last judgement on a claim; without CLAIM the last that you made. It stays in the history."""
    from riwaya.project import Project

    with Project.open(root) as project:
        undone = project.undo(claim, by, note)
    rows = [
        (one.claim, one.action, one.field or "", f"{one.who}, {one.at[:10]}", one.incident or "none")
        for one in undone
    ]
    show_table(("claim", "taken back", "field", "by", "incident now"), rows)


def _show_decided(decided: Sequence[Decided]) -> None:
    rows = [
        (one.claim, one.action, one.field or "", one.who, one.was or "none", one.incident or "none")
        for one in decided
    ]
    show_table(("claim", "judgement", "field", "by", "incident before", "incident now"), rows)


@click.command("proposals")
@click.option("--accept", metavar="ID", help="Write this one into the project's own lexicon.")
@click.option("--dismiss", metavar="ID", help="This one is none; it isn't made again.")
@click.option("--note", metavar="TEXT", help="Why.")
@judged_by
@in_project
def proposals_(
    accept: str | None, dismiss: str | None, note: str | None, by: str | None, root: Path | None
) -> None:
    """List what recurring corrections propose for the project's own lexicon: names of actors and places, words for events."""
    from riwaya.errors import InputError
    from riwaya.project import Project

    if accept and dismiss:
        raise InputError("--accept and --dismiss: give one of them")
    with Project.open(root) as project:
        if accept:
            path = project.accept_proposal(accept, by, note)
            click.echo(f"{path}: written. Read with it: riwaya rebuild")
        elif dismiss:
            click.echo(f"{project.dismiss_proposal(dismiss, by, note).id}: dismissed.")
        else:
            rows = [
                (
                    one.id,
                    one.words,
                    f"{one.kind} {one.value}",
                    one.name,
                    str(len(one.claims)),
                    str(len(one.documents)),
                )
                for one in project.proposals()
            ]
            show_table(("proposal", "words", "mean", "", "claims", "reports"), rows)
            click.echo(f"{len(rows)} proposals.")


@click.command()
@click.argument("source")
@click.argument("mark", type=click.Choice(("A", "B", "C", "D", "E", "F")), metavar="A|B|C|D|E|F")
@click.option("--note", metavar="TEXT", help="Why.")
@judged_by
@in_project
def grade(source: str, mark: str, note: str | None, by: str | None, root: Path | None) -> None:
    """Say how reliable a source is: A (completely) to E (not at all), F (can't be judged; so is every source until you say).

    SOURCE is the key of an account's origin, as riwaya incident shows it.
    """
    from riwaya.project import Project

    with Project.open(root) as project:
        incidents = project.grade(source, mark, by, note)
    show_table(("source", "grade", "incidents with an account of it"), [(source, mark, str(incidents))])


@click.command()
@click.argument("document")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept.")
@judged_by
@in_project
def erase(document: str, reason: str, by: str | None, root: Path | None) -> None:
    """Remove a report and all that was read of it, for good: text, original, claims, judgements, copies of the same text.

    Its id, a digest of its text, the reason and the date are kept, so that it isn't added again.
    """
    from riwaya.project import Project

    with Project.open(root) as project:
        erased = project.erase(document, reason, by)
    show_table(("erased", ""), [(name, "for good") for name in erased.documents])
    click.echo(
        f"{erased.versions} texts, {erased.claims} claims, {erased.judgements} judgements; "
        f"{erased.incidents} incidents worked out anew."
    )
    if not erased.cleared:
        click.echo(
            "riwaya: another process has the project open, so its files still hold bytes of the text; "
            "they go when the project is opened next",
            err=True,
        )
        raise SystemExit(FAILED)


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
@click.option(
    "--format", "kind", type=click.Choice(("table", "json")), help="Default: table on a terminal, else json."
)
@in_project
def search(words: tuple[str, ...], limit: int, kind: str | None, root: Path | None) -> None:
    """Find the sentences that hold all the words, in any spelling, with or without what clings to them.

    «حلب» finds «وبحلب» and «حلبي»; words between quotation marks are looked for as they stand.
    """
    from riwaya.project import Project

    with Project.open(root) as project:
        found = project.search(" ".join(words), limit)
    if (kind or ("table" if sys.stdout.isatty() else "json")) == "json":
        for one in found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
        return
    show_table(
        ("report", "outlet", "published", "words", "incidents"),
        [
            (one.document, one.outlet or "", one.published or "", one.text, " ".join(one.incidents))
            for one in found
        ],
    )
    click.echo(f"{len(found)} sentences{' (there may be more: --limit)' if len(found) == limit else ''}.")


COMMANDS = (init, add, rebuild, judge, claim, link, unlink, split, undo, proposals_, grade, erase, search)
