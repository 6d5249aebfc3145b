"""What was decided, by whom and when; what a rebuild has left to decide anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from riwaya.errors import RiwayaError
from riwaya.project.judging import orphans
from riwaya.project.queries import Queries
from riwaya.project.views.claims import views
from riwaya.project.views.history import (
    HistoryFilter,
    count_history,
    history,
    history_actions,
    history_persons,
)
from riwaya.project.views.pending import count_again, to_review_again, undoable
from riwaya.review.decided import told_value
from riwaya.review.filters import PAGE, Page, Parameters, days_between, pages
from riwaya.review.forms import Checked
from riwaya.review.looking import looking
from riwaya.review.phrasing import phrasing
from riwaya.review.render import language_of, render
from riwaya.review.routes.preferences import own_path
from riwaya.review.routes.reading import line
from riwaya.review.routes.sources import calling, source_at
from riwaya.review.who import decides, judged_by

router = APIRouter(include_in_schema=False)
Done = Annotated[Literal["undo", "erase", "erase_later", ""], Query()]
Id = Annotated[str, Query(max_length=1000)]


@dataclass(frozen=True, slots=True)
class AskedHistory(Parameters):
    """What is asked of decisions."""

    who: str = ""
    action: str = ""
    document: str = ""
    claim: str = ""
    since: str = ""
    until: str = ""
    page: int = 1

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters of the address without the page."""
        yield from (
            ("who", self.who), ("action", self.action), ("document", self.document), ("claim", self.claim),
            ("from", self.since), ("to", self.until),
        )  # fmt: skip

    def filter(self) -> HistoryFilter:
        """Return what the store is asked; an InputError that says which parameter is wrong."""
        return HistoryFilter(
            self.claim or None, self.document or None, self.who or None, self.action or None,
            days_between(self.since, self.until),
        )  # fmt: skip


def asked_history(
    who: Annotated[str, Query(max_length=100)] = "",
    action: Annotated[str, Query(max_length=20)] = "",
    document: Id = "",
    claim: Id = "",
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    page: Page = 1,
) -> AskedHistory:
    """Return what an address asks for."""
    return AskedHistory(
        who.strip(), action, document.strip(), claim.strip(), since.strip(), until.strip(), page
    )


Wanted = Annotated[AskedHistory, Depends(asked_history)]


@router.get("/history")
def decisions(request: Request, wanted: Wanted, done: Done = "") -> Response:
    """List the decisions that fit, the newest first."""
    try:
        asked_for, problem = wanted.filter(), None
    except RiwayaError as error:
        asked_for, problem = HistoryFilter(claim=""), str(error)
    with looking(request) as (connection, names):
        rows = history(connection, asked_for, PAGE, wanted.offset)
        found = {
            "rows": rows,
            "undoables": undoable(connection, rows),
            "count": count_history(connection, asked_for),
            "actions": history_actions(connection, replace(asked_for, action=None)),
            "persons": history_persons(connection, replace(asked_for, who=None)),
            "about": next(views(connection, [wanted.claim]), None) if wanted.claim else None,
            "named": calling(request.app.state.project, Queries(connection, names)),
            **tabs(connection),
        }
    language = language_of(request)
    return render(
        request, "history.html", 400 if problem else 200, asked=wanted, tab="decisions", done=done, problem=problem,
        pages=pages(found["count"]), source_at=source_at, line=line, by=judged_by(request),
        told_value=lambda row: told_value(language, row), **found, **phrasing(request),
    )  # fmt: skip


@router.post("/history/undo", dependencies=[Checked])
def undo(
    request: Request,
    claim: Annotated[str, Form(max_length=80)],
    back: Annotated[str, Form(max_length=2000)] = "/history",
) -> Response:
    """Take back the last decision on a claim, with those made together with it."""
    request.app.state.project.undo(claim, by=decides(request))
    address = own_path(back)
    return RedirectResponse(address + ("&" if "?" in address else "?") + "done=undo", 303)


@router.get("/history/again")
def again(request: Request, page: Page = 1) -> Response:
    """List the claims that read otherwise than when they were judged."""
    with looking(request) as (connection, _):
        rows = to_review_again(connection, PAGE, (page - 1) * PAGE)
        found = tabs(connection)
    return render(
        request, "again.html", rows=rows, tab="again", page=page, pages=pages(found["to_look_at"]),
        line=line, **found, **phrasing(request),
    )  # fmt: skip


@router.get("/history/orphans")
def lost(request: Request, page: Page = 1) -> Response:
    """List the decisions on claims that aren't read any more, with the words that they were about."""
    with looking(request) as (connection, _):
        held = orphans(connection)
        found = tabs(connection)
    rows = held[::-1][(page - 1) * PAGE : page * PAGE]
    return render(
        request, "orphans.html", rows=rows, tab="orphans", page=page, pages=pages(len(held)), **found,
    )  # fmt: skip


def tabs(connection: Connection) -> dict[str, Any]:
    """Return what the tabs of the history tell: how many claims to look at again, how many decisions without a claim."""
    return {"to_look_at": count_again(connection), "orphaned": len(orphans(connection))}
