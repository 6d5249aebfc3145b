"""Reports brought in: files or pasted text, read by a job whose page says how far it is and what became of each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from riwaya import pipeline
from riwaya.errors import InputError
from riwaya.review import jobs
from riwaya.review.forms import Checked
from riwaya.review.intake import LITTLE, Pasted, Said, bring_in, keep_file, keep_pasted
from riwaya.review.jobs import Job
from riwaya.review.passing import passing_folder, remove
from riwaya.review.render import environment, language_of, render
from riwaya.review.words import word

router = APIRouter(include_in_schema=False)
KIND = "add"
RECENT = 8  # jobs that the page lists
SHORT = 500  # characters of a title, an outlet or an address


@router.get("/add")
def ask(request: Request) -> Response:
    """Ask for files or text."""
    return _page(request)


@router.post("/add", dependencies=[Checked])
def add(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=SHORT)] = "",
    outlet: Annotated[str, Form(max_length=SHORT)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    url: Annotated[str, Form(max_length=4 * SHORT)] = "",
    encoding: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Start a job that adds them, and lead to it."""
    given = [one for one in files or () if one.filename]
    if not given and not text.strip():
        raise InputError(word(language_of(request), "add.nothing"))
    said = Said(outlet.strip() or None, published.strip() or None, encoding.strip() or None)
    # A form sends a line's end as CR LF, whatever was pasted.
    pasted = Pasted(
        text.replace("\r\n", "\n"), title.strip() or None, said.outlet, said.published, url.strip() or None
    )
    job = start(request, given, [pasted] if text.strip() else [], said)
    return RedirectResponse(f"/jobs/{job.id}", 303)


def start(request: Request, files: list[UploadFile], texts: list[Pasted], said: Said) -> Job:
    """Keep what is brought, and start the job that adds it; an InputError if what is said of it can't be."""
    pipeline.make_options(said.published, said.outlet, said.encoding)
    root = request.app.state.project.folder.root
    folder = passing_folder(root)
    try:
        size = sum(keep_file(folder, n, one.filename, one.file) for n, one in enumerate(files))
        size += sum(keep_pasted(folder, n, one) for n, one in enumerate(texts, len(files)))
    except BaseException:
        remove(folder)
        raise
    apart = size > LITTLE
    cores = None if apart else 1
    return jobs.start(
        request.app.state,
        KIND,
        bring_in,
        root,
        folder,
        said,
        cores,
        apart=apart,
        after=lambda: remove(folder),
    )


@router.get("/jobs/{id}")
def look(request: Request, id: str) -> Response:
    """Show how far a job is; to a page that asks again and again, the part that changes."""
    job = job_of(request, id)
    part = bool(request.headers.get("hx-request"))
    return render(request, "parts/job.html" if part else "job.html", job=job, drawn=_drawn(job))


@router.post("/jobs/{id}/cancel", dependencies=[Checked])
def cancel(request: Request, id: str) -> Response:
    """Stop a job."""
    job_of(request, id).cancel()
    return RedirectResponse(f"/jobs/{id}", 303)


def job_of(request: Request, id: str) -> Job:
    """Return a job; 404 if there is none of that id any more."""
    found = jobs.of(request.app.state).get(id)
    if found is None:
        raise HTTPException(404, word(language_of(request), "jobs.gone"))
    return found


def _drawn(job: Job) -> str:
    """The template that draws what a job of its kind brought."""
    own = f"parts/job_{job.kind}.html"
    return own if own in environment().list_templates() else "parts/job_other.html"


def _page(request: Request) -> Response:
    recent = [job for job in jobs.of(request.app.state).all() if job.kind == KIND][:RECENT]
    return render(request, "add.html", recent=recent)
