"""`riwaya serve`: the review app."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("root", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Default: any that is free."
)
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="127.0.0.1; others are refused for now.")
@click.option("--no-browser", is_flag=True, help="Don't open a browser; the address is printed anyway.")
def serve(root: Path | None, port: int, host: str, no_browser: bool) -> None:
    """Open a project in the browser, to read, check and decide. Ctrl+C ends it.

    The address holds a token: whoever has it can read and change the project while this runs.
    """
    from riwaya.project import Project
    from riwaya.review.serve import serve as serve_project

    with Project.open(root) as project:
        serve_project(project, host, port, not no_browser, _tell)


def _tell(address: str) -> None:
    click.echo(f"Open {address}\nCtrl+C ends it.")
