"""The JSON API: what listings print and decisions change, for programs. Its OpenAPI document is /api/openapi.json.

A program sends `Authorization: Bearer TOKEN`, with the token of the address that `riwaya serve` printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Query, Request, Security
from fastapi.security import HTTPBearer
from starlette.responses import Response

from riwaya.errors import ProjectError
from riwaya.project import Project, queries
from riwaya.project.config import who_judges
from riwaya.project.engine import reading
from riwaya.project.grading import grade_source
from riwaya.project.queries import Queries
from riwaya.project.views import shapes
from riwaya.project.views.history import HistoryFilter, count_history, history
from riwaya.project.views.values import ClaimView
from riwaya.review import api_models as model
from riwaya.review.filters import Wanted
from riwaya.review.forms import Checked
from riwaya.review.intake import Outcome, Pasted, Said
from riwaya.review.jobs import Job
from riwaya.review.routes import adding
from riwaya.review.who import cookie_of, judged_by

REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": model.Problem, "description": "What was asked for can't be; the sentence says why"},
    403: {"model": model.Problem, "description": "Token, origin or CSRF token is missing or wrong"},
    404: {"model": model.Problem, "description": "There is nothing of that id"},
    413: {"model": model.Problem, "description": "Too large"},
    421: {"model": model.Problem, "description": "Not an address of the app"},
    422: {"model": model.Problem, "description": "A field is missing or wrong"},
}
_bearer = HTTPBearer(auto_error=False, description="The token of the address that `riwaya serve` printed.")
router = APIRouter(prefix="/api", responses=REFUSALS, dependencies=[Security(_bearer)])
MOST = 1000  # rows of an answer


class Page:
    """Which rows of a list are asked for."""

    def __init__(
        self,
        limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    ) -> None:
        self.limit = limit
        self.offset = offset


Rows = Annotated[Page, Depends()]


@contextmanager
def _asked(request: Request) -> Iterator[Queries]:
    with queries.of(request.app.state.project) as asked:
        yield asked


def _json(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, media_type="application/json")


def _listed(total: int, rows: Page, items: Iterable[Any]) -> Response:
    return _json({"total": total, "limit": rows.limit, "offset": rows.offset, "items": list(items)})


# What is read


@router.get("/incidents", response_model=model.Listed[model.Incident])
def incidents(request: Request, wanted: Wanted, rows: Rows) -> Response:
    """List incidents: those that most reports tell of first. `page` counts for nothing here."""
    with _asked(request) as asked:
        found = asked.incidents(wanted.filter(), rows.limit, rows.offset)
        return _listed(asked.count_incidents(wanted.filter()), rows, map(shapes.incident, found))


@router.get("/incidents/{id}", response_model=model.IncidentView)
def incident(request: Request, id: str) -> Response:
    """Return an incident by its id, the beginning of it, or a claim of it."""
    with _asked(request) as asked:
        return _json(shapes.incident_view(asked.incident(id)))


@router.get("/claims", response_model=model.Listed[model.Claim])
def claims(request: Request, wanted: Wanted, rows: Rows) -> Response:
    """List claims, report by report, with the judged values."""
    with _asked(request) as asked:
        found = asked.claims(wanted.filter(), rows.limit, rows.offset)
        return _listed(asked.count_claims(wanted.filter()), rows, map(_claim, found))


@router.get("/findings", response_model=model.Listed[model.Finding])
def findings(
    request: Request, rows: Rows, kind: Annotated[str | None, Query(max_length=60)] = None
) -> Response:
    """List findings: contradictions between accounts first."""
    with _asked(request) as asked:
        found = asked.findings(kind, rows.limit, rows.offset)
        return _listed(asked.count_findings(kind), rows, map(shapes.finding, found))


@router.get("/documents", response_model=model.Listed[model.Document])
def documents(request: Request, rows: Rows) -> Response:
    """List reports in their current versions, the latest first."""
    with _asked(request) as asked:
        found = asked.documents(rows.limit, rows.offset)
        return _listed(asked.count_documents(), rows, map(shapes.document, found))


@router.get("/documents/{id:path}", response_model=model.Reading)
def document(request: Request, id: str) -> Response:
    """Return a report with its text and all that was read of it."""
    with _asked(request) as asked:
        view = asked.report(id)
    beside = {name: view.reading[name] for name in ("entities", "findings", "unread")}
    told = [_claim(claim) for claim in view.claims]
    return _json({"document": shapes.document(view.row), "text": view.text, "claims": told, **beside})


@router.get("/actors", response_model=model.Listed[model.Actor])
def actors(request: Request, rows: Rows) -> Response:
    """List the organisations, states and offices that take part. No private persons."""
    with _asked(request) as asked:
        return _listed(asked.count_actors(), rows, map(shapes.actor, asked.actors(rows.limit, rows.offset)))


@router.get("/actors/{name}", response_model=model.ActorView)
def actor(request: Request, name: str) -> Response:
    """Return an actor by its id or a name that the lexicon has."""
    with _asked(request) as asked:
        return _json(shapes.actor_view(asked.actor(name)))


@router.get("/sources", response_model=model.Listed[model.Source])
def sources(request: Request, rows: Rows) -> Response:
    """List outlets, and the organisations and offices that are quoted, with the grades that were given."""
    with _asked(request) as asked:
        found = asked.sources(rows.limit, rows.offset)
        return _listed(asked.count_sources(), rows, map(shapes.source, found))


@router.get("/search", response_model=list[model.Hit])
def search(
    request: Request,
    q: Annotated[str, Query(max_length=500)],
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Response:
    """Return the sentences that hold all the words, in any spelling, the best first."""
    with _asked(request) as asked:
        return _json([shapes.passage(one) for one in asked.search(q, limit)])


@router.get("/history", response_model=model.Listed[model.Decision])
def decisions(
    request: Request, rows: Rows, claim: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """List what was decided, the newest first; of one claim or of all."""
    wanted = HistoryFilter(claim=claim)
    with reading(request.app.state.project.engine) as connection:
        found = history(connection, wanted, rows.limit, rows.offset)
        return _listed(count_history(connection, wanted), rows, map(asdict, found))


def _claim(view: ClaimView) -> dict[str, Any]:
    return {
        "id": view.id, "document": view.document, "outlet": view.outlet, "published": view.published,
        "incident": view.incident, "words": view.words, "gloss_en": view.gloss,
        "review": asdict(view.review) if view.review else None, "claim": view.data,
    }  # fmt: skip


# What is decided


def _who(request: Request, given: str | None) -> str:
    """Return who decides; a sentence if nobody is named."""
    if given is not None:
        cookie_of(given)  # refuses what is no name
        return who_judges(given, request.app.state.project.config)
    found = judged_by(request)
    if found is None:
        raise ProjectError("who decides? Give it as `by`, or set judgements.by in riwaya.toml")
    return found


def _project(request: Request) -> Project:
    project: Project = request.app.state.project
    return project


@router.post("/claims/{id}/judgements", dependencies=[Checked], response_model=model.Decided)
def judge(request: Request, id: str, given: model.Judging) -> Response:
    """Accept a claim, reject it, or correct a field of it."""
    who = _who(request, given.by)
    decided = _project(request).judge(id, given.action, given.field, given.values, who, given.note)
    return _json(asdict(decided))


@router.post("/claims/{id}/link", dependencies=[Checked], response_model=list[model.Decided])
def link(request: Request, id: str, given: model.Linking) -> Response:
    """Put a claim into an incident; given an incident's id, all its claims."""
    decided = _project(request).link(id, given.incident, _who(request, given.by), given.note)
    return _json([asdict(one) for one in decided])


@router.post("/claims/{id}/unlink", dependencies=[Checked], response_model=model.Decided)
def unlink(request: Request, id: str, given: model.Deciding) -> Response:
    """Take a claim out of its incident."""
    return _json(asdict(_project(request).unlink(id, _who(request, given.by), given.note)))


@router.post("/undo", dependencies=[Checked], response_model=list[model.Undone])
def undo(request: Request, given: model.Undoing) -> Response:
    """Take back the last decision on a claim, or the last of this person, with those made together with it."""
    undone = _project(request).undo(given.claim, _who(request, given.by), given.note)
    return _json([asdict(one) for one in undone])


@router.post("/grades", dependencies=[Checked], response_model=model.Graded)
def grade(request: Request, given: model.Grading) -> Response:
    """Say how reliable a source is."""
    who, project = _who(request, given.by), _project(request)
    with _asked(request) as asked:
        names = asked.names
    return _json(asdict(grade_source(project.engine, names, given.source, given.grade, who, given.note)))


# What is brought


@router.post("/reports", dependencies=[Checked], response_model=model.Job, status_code=202)
def add(request: Request, given: model.Report) -> Response:
    """Add a report; the job that reads it is at /api/jobs/ID."""
    day = given.published.isoformat() if given.published else None
    pasted = Pasted(given.text, given.title, given.outlet, day, given.url, given.id)
    return _json(_job(adding.start(request, [], [pasted], Said())), 202)


@router.get("/jobs/{id}", response_model=model.Job)
def job(request: Request, id: str) -> Response:
    """Return how far a job is, and what came of it."""
    return _json(_job(adding.job_of(request, id)))


def _job(job: Job) -> dict[str, Any]:
    names = ("id", "kind", "state", "total", "done", "more_problems", "error")
    known = {name: getattr(job, name) for name in names}
    outcome = _outcome(job.result) if isinstance(job.result, Outcome) else None
    return {**known, "problems": list(job.problems), "result": outcome}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    kept = ("document", "fate", "version", "claims", "incidents")
    added = [{**{n: getattr(one, n) for n in kept}, "title": title} for one, title in outcome.added]
    return {"added": added, "fates": outcome.fates, "claims": outcome.claims, "lost": outcome.lost}
