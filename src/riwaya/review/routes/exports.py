"""Taking out what a filtered view shows: the files that `riwaya export` and `riwaya report` write, as downloads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal
from zipfile import ZIP_DEFLATED, ZipFile

from fastapi import APIRouter, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from riwaya.errors import InputError
from riwaya.export import FORMATS, load_reference, write
from riwaya.export.output import SIDE
from riwaya.project import Project, queries
from riwaya.project.queries import Filter
from riwaya.report.project import gather, render_project
from riwaya.review.filters import Wanted
from riwaya.review.passing import passing_folder, remove, safe_name

router = APIRouter(include_in_schema=False)
# Names of the files, with their types.
ENDINGS = {
    "csv": ("claims.csv", "text/csv"),
    "plover": ("plover.jsonl", "application/x-ndjson"),
    "acled": ("acled.csv", "text/csv"),
    "ftm": ("entities.ftm.json", "application/x-ndjson"),
    "geojson": ("claims.geojson", "application/geo+json"),
}
ZIP = "application/zip"
_OF = {"bom": "csv", "with_alleged": "acled", "date_by_publication": "acled"}  # options of one format


@router.get("/export/html")
def report(request: Request) -> FileResponse:
    """Send the page of the whole project, as `riwaya report --html` writes it."""
    project: Project = request.app.state.project
    return _sent(project, "riwaya.html", "text/html", lambda path: _write_report(project, path))


@router.get("/export/{name}")
def export(
    request: Request,
    name: str,
    asked: Wanted,
    side: Annotated[Literal["yes", "no"], Query()] = "yes",
    bom: bool = False,
    with_alleged: bool = False,
    date_by_publication: bool = False,
) -> FileResponse:
    """Send the claims that are asked for: the export with its side file in a zip, or without it (`side=no`)."""
    if name not in FORMATS:
        raise InputError(f"no format {name!r}; there are {', '.join(FORMATS)} and html")
    switches = {"bom": bom, "with_alleged": with_alleged, "date_by_publication": date_by_publication}
    options = {switch: True for switch, given in switches.items() if given}
    for switch in options:
        if name != _OF[switch]:
            raise InputError(f"{switch} is for {_OF[switch]} only")
    file, kind = ENDINGS[name]
    project: Project = request.app.state.project

    def made(path: Path) -> None:
        _write(project, name, path, asked.filter(), options)

    if side == "no":
        return _sent(project, file, kind, made)
    return _sent(project, f"{file}.zip", ZIP, lambda path: _zip(path, file, made))


def _sent(project: Project, name: str, kind: str, make: Callable[[Path], None]) -> FileResponse:
    """Return a file that is made now, and removed once it is sent; its name begins with the project's."""
    folder = passing_folder(project.folder.root)
    try:
        made = folder / "export"
        make(made)
    except BaseException:
        remove(folder)
        raise
    given = safe_name(f"{project.folder.root.resolve().name}.{name}")
    return FileResponse(made, media_type=kind, filename=given, background=BackgroundTask(remove, folder))


def _write(project: Project, name: str, path: Path, wanted: Filter, options: dict[str, bool]) -> None:
    with queries.of(project) as asked:
        rows = asked.export_rows(wanted)
        write(name, rows, path, reference=load_reference(*asked.names.folders), **options)


def _zip(path: Path, name: str, make: Callable[[Path], None]) -> None:
    """Write an export and its side file, and both into a zip."""
    main = path.with_name("main")
    make(main)
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        packed.write(main, name)
        packed.write(f"{main}{SIDE}", name + SIDE)


def _write_report(project: Project, path: Path) -> None:
    view, countries = gather(project)
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(render_project(view, countries))
