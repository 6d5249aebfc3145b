"""A project → the app: its pages, its API, and what happens when something goes wrong. Who may ask is the guard's to say."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from riwaya.errors import RiwayaError
from riwaya.project import Project
from riwaya.review import jobs, passing
from riwaya.review.render import STATIC, render
from riwaya.review.routes import (
    actors,
    adding,
    api,
    documents,
    exports,
    findings,
    history,
    incidents,
    judging,
    maps,
    preferences,
    proposals,
    reading,
    search,
    sources,
    suggestions,
    timeline,
    who,
)
from riwaya.review.warming import Warming

PAGES = (
    preferences, reading, judging, suggestions, who, incidents, maps, timeline, actors, findings, adding,
    exports, api, search, documents, sources, history, proposals,
)  # fmt: skip
AT_ONCE = 6  # requests that are worked on: more of them only hinder one another
_MISSING = ("no report", "no claim", "no incident", "no organisation", "no source", "no proposal")
FOR_GOOD = "public, max-age=31536000, immutable"


def nothing() -> None:
    """Do nothing."""


def create_app(project: Project, warmed: Callable[[], None] = nothing) -> FastAPI:
    """Return the app on an open project, for whoever is let in; `warmed` is called when its first reader needn't wait."""
    app = FastAPI(
        title="Riwaya",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_alive,
    )
    app.state.project = project
    app.state.name = project.folder.root.resolve().name
    app.state.warmed = warmed
    for page in PAGES:
        app.include_router(page.router)
    app.mount("/static", KeptStatic(directory=STATIC))
    app.add_exception_handler(RiwayaError, _user_mistake)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    return app


@asynccontextmanager
async def _alive(app: FastAPI) -> AsyncIterator[None]:
    passing.sweep(app.state.project.folder.root)
    current_default_thread_limiter().total_tokens = AT_ONCE
    warming = Warming(app.state.project, app.state.warmed)
    yield
    await run_in_threadpool(warming.stop)
    await run_in_threadpool(jobs.of(app.state).stop)


class KeptStatic(StaticFiles):
    """Static files; their addresses change with their content."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return a file that the browser may keep."""
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["cache-control"] = FOR_GOOD
        return answer


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _told(request: Request, status: int, message: str) -> Response:
    if _wants_json(request):
        return JSONResponse({"detail": message}, status)
    if request.headers.get("hx-request"):
        return render(request, "parts/problem.html", status, message=message)
    return render(request, "problem.html", status, message=message)


async def _user_mistake(request: Request, error: Exception) -> Response:
    """What the command line ends with exit code 2 for: one sentence that says what to do."""
    missing = str(error).startswith(_MISSING)
    return _told(request, 404 if missing else 400, str(error))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = _told(request, error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


async def _not_valid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return _told(request, 422, f"{where}: {first['msg']}")
