"""Sources: how often each stands alone, is backed, contradicted or denied later, and how reliable the user holds it to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Annotated, Any, Literal, get_args
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from riwaya.errors import RiwayaError
from riwaya.linking.copies import outlet_key
from riwaya.linking.grades import RELIABILITIES
from riwaya.project import Project, queries
from riwaya.project.queries import Queries
from riwaya.project.views.history import HistoryFilter, history
from riwaya.project.views.source_statistics import (
    SourceIncident,
    SourceView,
    source_view,
)
from riwaya.review.filters import PAGE, Page, pages
from riwaya.review.forms import Checked
from riwaya.review.kept import kept
from riwaya.review.looking import looking
from riwaya.review.phrasing import phrasing
from riwaya.review.render import language_of, render
from riwaya.review.who import decides, judged_by
from riwaya.review.words import Language, word

router = APIRouter(include_in_schema=False)
Stand = Literal["alone", "corroborated", "contradicted", "denied_later"]
STANDS: tuple[Stand, ...] = get_args(Stand)
Called = tuple[str, str, str | None]  # key, name, English name


@router.get("/sources")
def listed(request: Request, page: Page = 1) -> Response:
    """List the sources, those with accounts of most incidents first."""
    project: Project = request.app.state.project
    with queries.of(project) as asked:
        count = kept(project, asked, "count of sources", None, asked.count_source_statistics)
        start = (page - 1) * PAGE
        rows = kept(project, asked, "sources", start, lambda: asked.source_statistics(PAGE, start))
    return render(
        request, "sources.html", rows=rows, count=count, page=page, pages=pages(count), RELIABILITIES=tuple(RELIABILITIES),
        source_at=source_at, kind_word=partial(kind_word, language_of(request)),
    )  # fmt: skip


@router.get("/sources/{key:path}")
def one(
    request: Request,
    key: str,
    stand: Annotated[Stand | Literal[""], Query()] = "",
    page: Page = 1,
    done: Annotated[Literal["grade", ""], Query()] = "",
) -> Response:
    """Show a source with its incidents, all or those in which it stands so."""
    return _page(request, key, stand, page, done)


@router.post("/sources/{key:path}", dependencies=[Checked])
def grade(
    request: Request,
    key: str,
    grade: Annotated[str, Form(max_length=1)] = "",
    note: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Set how reliable a source is; only those that are listed, and so no private person."""
    with looking(request) as (connection, names):
        source_view(connection, names, key, 0)
    try:
        request.app.state.project.grade(key, grade, by=decides(request), note=note.strip() or None)
    except RiwayaError as error:
        return _page(request, key, "", 1, "", 400, str(error), note)
    return RedirectResponse(f"{source_at(key)}?done=grade", 303)


def source_at(key: str) -> str:
    """Return the address of a source."""
    return f"/sources/{quote(key)}"


def _page(
    request: Request, key: str, stand: Stand | Literal[""], page: int, done: str,
    status: int = 200, problem: str | None = None, note: str = "",
) -> Response:  # fmt: skip
    project: Project = request.app.state.project
    with looking(request) as (connection, names):
        asked = Queries(connection, names)
        start = (page - 1) * PAGE
        if stand:
            view = source_view(connection, names, key)
            told = [incident for incident in view.incidents if stands(incident, stand)]
            count, shown = len(told), told[start : start + PAGE]
        else:
            view = kept(project, asked, "source", (key, start), lambda: asked.source(key, PAGE, start))
            count, shown = view.row.incidents, list(view.incidents)
        called = calling(project, asked)
        rows = {row.id: row for row in asked.incident_heads([one.incident for one in shown])}
        grades = [one for one in history(connection, HistoryFilter(action="grade")) if one.of == key]
    return render(
        request, "source.html", status, row=view.row, shown=[(rows[one.incident], one) for one in shown if one.incident in rows],
        sums=_sums(view), stand=stand, page=page, pages=pages(count), grades=grades, done=done, problem=problem, note=note,
        RELIABILITIES=tuple(RELIABILITIES), named=called, by=judged_by(request),
        kind_word=partial(kind_word, language_of(request)), **phrasing(request),
    )  # fmt: skip


def kind_word(language: Language, kind: str) -> str:
    """Return what a source is, in words; a kind of the user's own list stands for itself."""
    try:
        return word(language, f"sources.kind_{kind}")
    except KeyError:
        return kind


def stands(one: SourceIncident, stand: Stand) -> bool:
    """Tell whether a source stands so in an incident."""
    told: dict[Stand, Sequence[str] | bool] = {
        "alone": one.alone, "corroborated": one.corroborated_by, "contradicted": one.contradictions,
        "denied_later": one.denied_later_by,
    }  # fmt: skip
    return bool(told[stand])


def calling(project: Project, asked: Queries) -> Callable[[Iterable[str]], tuple[list[Called], int]]:
    """Return what tells, of keys, the outlets, organisations and offices among them, and how many others there are.

    Others may be persons, whom nothing outside their incident names.
    """
    names = asked.names
    spelt = kept(
        project, asked, "outlets", None,
        lambda: {outlet_key(outlet, names.registry): outlet for outlet in asked.outlets()},
    )  # fmt: skip

    def named(keys: Iterable[str]) -> tuple[list[Called], int]:
        found: list[Called] = []
        others = 0
        for key in keys:
            who = names.actors.get(key)
            name = who.name if who else names.registry.arabic.get(key, spelt.get(key))
            if name is None:
                others += 1
            else:
                found.append((key, name, names.english(key)))
        return found, others

    return named


def _sums(view: SourceView) -> dict[str, Any]:
    """Return in how many incidents a source stands how."""
    return {name: getattr(view.row, name) for name in STANDS}
