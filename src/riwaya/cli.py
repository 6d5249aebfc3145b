"""The command line. Errors of the user end here: one sentence on stderr, exit code 2."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from riwaya import __version__
from riwaya.cli_listing import COMMANDS as LISTING_COMMANDS
from riwaya.cli_project import COMMANDS as PROJECT_COMMANDS
from riwaya.cli_report import report as report_command
from riwaya.cli_serve import serve as serve_command
from riwaya.errors import InputError, RiwayaError

if TYPE_CHECKING:
    from riwaya.ingest import Problem
    from riwaya.model import Reading

FAILED = 2
INTERRUPTED = 130
FORMATS = ("table", "jsonl", "html")
T = TypeVar("T")
_MANY = 20  # inputs from which a progress bar helps


class Group(click.Group):
    """Translates errors once, for all commands."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command: a RiwayaError is shown as the sentence it is, Ctrl-C ends quietly."""
        try:
            return super().invoke(ctx)
        except RiwayaError as error:
            click.echo(f"riwaya: {error}", err=True)
            ctx.exit(FAILED)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="riwaya")
def main() -> None:
    """Read Arabic conflict reports into a record of who says what happened."""


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--published", metavar="DATE", help="Publication date, where a report doesn't state it.")
@click.option("--outlet", metavar="NAME", help="Outlet, where a report doesn't state it.")
@click.option("--lexicon", metavar="DIR", help="A lexicon folder on top of the built-in one.")
@click.option("--encoding", metavar="NAME", help="Encoding of files that aren't UTF-8: windows-1256, …")
@click.option("--analysis", is_flag=True, help="jsonl: add sentences, mentions, places, times, attributions.")
@click.option("--gloss", is_flag=True, help="table: the English line of each claim only.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to use (default: all cores)."
)
@click.option(
    "--format", "kind", type=click.Choice(FORMATS), help="Default: table on a terminal, else jsonl."
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="File to write to.")
def read(
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    lexicon: str | None,
    encoding: str | None,
    analysis: bool,
    gloss: bool,
    jobs: int | None,
    kind: str | None,
    output: Path | None,
) -> None:
    """Read reports into claims: .txt, .html, .jsonl, folders, or - for standard input.

    What can't be read is named on stderr, the rest is read, and the exit code is 2.
    """
    from riwaya import pipeline

    problems = Problems()
    loaded = pipeline.load(lexicon)
    pipeline.settle()
    given: dict[str, Any] = {
        "published": published,
        "outlet": outlet,
        "lexicon": loaded,
        "encoding": encoding,
        "jobs": jobs,
        "on_problem": problems,
    }
    kind = kind or _default_format(output)
    parts: Iterable[str]
    if kind == "jsonl":
        parts = _with_progress(
            pipeline.render(partial(_json_line, analysis=analysis), *paths, **given), paths
        )
    else:
        parts = _render(_with_progress(pipeline.read(*paths, **given), paths), kind, gloss)
    _write(output, parts)
    if problems.lost:
        raise SystemExit(FAILED)


@main.command()
@click.argument("path")
@click.option("--at", "offset", type=click.IntRange(min=0), required=True, help="An offset within the claim.")
@click.option("--published", metavar="DATE", help="Publication date, where the report doesn't state it.")
@click.option("--outlet", metavar="NAME", help="Outlet, where the report doesn't state it.")
@click.option("--lexicon", metavar="DIR", help="A lexicon folder on top of the built-in one.")
@click.option("--encoding", metavar="NAME", help="Encoding of a file that isn't UTF-8: windows-1256, …")
@click.option("--id", "wanted", metavar="ID", help="Which report, if the file holds several.")
def explain(
    path: str,
    offset: int,
    published: str | None,
    outlet: str | None,
    lexicon: str | None,
    encoding: str | None,
    wanted: str | None,
) -> None:
    """Show how the claim at an offset of the report's text came about."""
    from riwaya import pipeline
    from riwaya.explain import explain as explain_claim

    loaded = pipeline.load(lexicon)
    readings = pipeline.read(
        path, published=published, outlet=outlet, lexicon=loaded, encoding=encoding, jobs=1
    )
    reading = _choose(path, readings, wanted)
    _write(None, [explain_claim(reading, offset, loaded).rstrip("\n") + "\n"])


@main.group("lexicon")
def lexicon_group() -> None:
    """Work on the lexicon's files."""


@lexicon_group.command("check")
@click.argument("folder", required=False, metavar="[DIR]")
def check_lexicon(folder: str | None) -> None:
    """Run every frame's examples and near misses, and report what is wrong in the files."""
    from riwaya.lexicon.check import check

    problems = check([Path(folder)] if folder else [])
    for problem in problems:
        click.echo(problem if problem.error else f"note: {problem}")
    errors = sum(problem.error for problem in problems)
    if errors:
        noun = "problem" if errors == 1 else "problems"
        raise RiwayaError(f"{errors} {noun} in the lexicon; correct the entries named above")
    click.echo("The lexicon is in order.")


@main.group("gazetteer")
def gazetteer_group() -> None:
    """Work on the places that the reading knows."""


@gazetteer_group.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--lexicon",
    "folder",
    default="lexicon",
    show_default=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The lexicon folder to write to; made if it isn't there.",
)
@click.option("--country", default="", metavar="CODE", help="Country of tables that don't tell theirs: SY, …")
def import_gazetteer(files: tuple[Path, ...], folder: Path, country: str) -> None:
    """Take places from GeoNames dumps, OCHA p-code tables and Who's On First tables."""
    from riwaya.gazetteer_import import import_places

    outcome = import_places(files, folder, country)
    click.echo(
        f"{outcome.path}: {outcome.rows} rows; of what was read {outcome.new} new places, {outcome.known} known, "
        f"{outcome.nameless} left out for want of an Arabic name.\n"
        f"Read with them: riwaya read --lexicon {folder} PATH..."
    )


@main.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path))
@click.option("--baseline", type=click.Path(path_type=Path), metavar="OLD", help="An earlier output.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--errors", is_flag=True, help="List the claims missed, read in part, or not in gold.")
def evaluate(gold: Path, predicted: Path, baseline: Path | None, as_json: bool, errors: bool) -> None:
    """Measure what was read (jsonl) against gold claims; with --baseline, what was gained and lost."""
    from riwaya import compare

    result = compare.evaluate(gold, predicted, baseline)
    for note in result.notes:
        click.echo(f"riwaya: {note}", err=True)
    if as_json:
        _write(None, [json.dumps(compare.as_json(result), ensure_ascii=False) + "\n"])
    else:
        _write(None, compare.render(result, errors))


for _command in (*PROJECT_COMMANDS, *LISTING_COMMANDS, report_command, serve_command):
    main.add_command(_command)


class Problems:
    """Prints each problem on stderr as it arises, and remembers whether any input was left out."""

    def __init__(self) -> None:
        self.lost = False

    def __call__(self, problem: Problem) -> None:
        """Take one problem."""
        click.echo(f"riwaya: {problem.message}", err=True)
        self.lost |= problem.lost


def _default_format(output: Path | None) -> str:
    if output is not None and output.suffix.lower() in (".html", ".htm"):
        return "html"
    return "table" if output is None and sys.stdout.isatty() else "jsonl"


def _render(readings: Iterable[Reading], kind: str, gloss: bool) -> Iterable[str]:
    if kind == "table":
        from riwaya.report.table import render_table

        width = shutil.get_terminal_size((120, 40)).columns
        return render_table(readings, width, gloss, colour=sys.stdout.isatty())
    from riwaya.report.html import render_html

    return render_html(readings)


def _json_line(reading: Reading, analysis: bool) -> str:
    from riwaya.contract import to_json

    return json.dumps(to_json(reading, analysis), ensure_ascii=False) + "\n"


def _choose(path: str, readings: Iterable[Reading], wanted: str | None) -> Reading:
    found = [r for r in readings if wanted in (None, r.document.id)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(f"{path}: no report with the id {wanted!r}; look at the ids in the file")
    ids = ", ".join(r.document.id for r in found[:5])
    raise InputError(f"{path}: {len(found)} reports here; choose one with --id, for example {ids}")


def _with_progress(readings: Iterator[T], paths: tuple[str, ...]) -> Iterator[T]:
    """Pass through what is read; many reports move a bar on stderr if that is a terminal."""
    if not sys.stderr.isatty():
        yield from readings
        return
    from riwaya.ingest import count_inputs

    total = count_inputs(paths)
    if total is None or total < _MANY:
        yield from readings
        return
    with click.progressbar(length=total, label="Reading", file=sys.stderr, show_pos=True) as bar:
        for reading in readings:
            yield reading
            bar.update(1)


def _write(output: Path | None, parts: Iterable[str]) -> None:
    """Write to stdout, or to a file that appears under its name only when it is whole."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            _speak_utf8(sys.stdout)
        _copy(parts, sys.stdout)
    elif output.exists() and not output.is_file():  # /dev/null, a named pipe
        with _open(output) as stream:
            _copy(parts, stream)
    else:
        _write_atomically(output, parts)


def _write_atomically(output: Path, parts: Iterable[str]) -> None:
    draft = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with _open(draft) as stream:
            _copy(parts, stream)
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)


def _open(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        folder = path.parent
        raise InputError(
            f"--output: can't write in {folder}: {error.strerror}; choose another place"
        ) from None


def _copy(parts: Iterable[str], stream: TextIO) -> None:
    for part in parts:
        stream.write(part)
    stream.flush()


def _speak_utf8(stream: io.TextIOWrapper) -> None:
    # A pipe gets UTF-8 whatever the locale; a terminal knows best what it can show.
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", newline="\n")
