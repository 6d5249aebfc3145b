"""`riwaya report`: a project as one page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from riwaya.cli_project import in_project
from riwaya.errors import InputError

DEFAULT = "riwaya.html"


@click.command()
@click.option("--html", is_flag=True, required=True, help="As one self-contained HTML page.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE",
    help=f"File to write to, or - for standard output. Default: {DEFAULT} in the project's folder.",
)  # fmt: skip
@click.option(
    "--accounts", type=click.IntRange(min=0), default=300, show_default=True, metavar="N",
    help="Show the accounts of so many incidents: contradicted ones first, then those that most reports tell.",
)  # fmt: skip
@click.option(
    "--with-names", is_flag=True,
    help="Show persons without office by name, as the reports do. Don't share such a page.",
)  # fmt: skip
@in_project
def report(html: bool, output: Path | None, accounts: int, with_names: bool, root: Path | None) -> None:
    """Write a page of the project: incidents with their accounts, findings, a timeline, a map, and who acts with whom.

    One file that loads nothing from elsewhere. An allegation is marked as one wherever it is named. Names of persons without
    office are left out, as in exports.
    """
    from riwaya.project import Project
    from riwaya.report.project import gather, render_project

    with Project.open(root) as project:
        target = project.folder.root / DEFAULT if output is None else output
        view, countries = gather(project, accounts, with_names)
    _write("".join(render_project(view, countries)).encode(), target)
    if str(target) != "-":
        click.echo(f"{target}: {view.totals.incidents} incidents, {len(view.cases)} with their accounts.")


def _write(page: bytes, target: Path) -> None:
    """Write to standard output, a pipe or a device as they are; to a file so that it is whole or not there."""
    from riwaya.project.folder import write_whole

    if str(target) == "-":
        sys.stdout.buffer.write(page)
        return
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(page)
        else:
            write_whole(target, page)
    except OSError as error:
        raise InputError(f"--output: can't write {target}: {error.strerror}; choose another place") from None
