"""The reports, by outlet, days and how far they are reviewed; one erased for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from riwaya.errors import RiwayaError
from riwaya.project import queries
from riwaya.project.engine import reading
from riwaya.project.views.documents_listed import (
    REVIEW_STATES,
    DocumentFilter,
    count_listed,
    documents_listed,
    outlet_sums,
)
from riwaya.project.views.values import DocumentRow
from riwaya.review.filters import PAGE, Page, Parameters, days_between, one_of, pages
from riwaya.review.forms import Checked
from riwaya.review.render import render
from riwaya.review.who import decides, judged_by

router = APIRouter(include_in_schema=False)
OFFERED = 200  # outlets that the filter suggests


@dataclass(frozen=True, slots=True)
class AskedDocuments(Parameters):
    """What is asked of reports."""

    outlet: str = ""
    review: str = ""
    since: str = ""
    until: str = ""
    page: int = 1

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters of the address without the page."""
        yield from (
            ("outlet", self.outlet), ("review", self.review), ("from", self.since), ("to", self.until),
        )  # fmt: skip

    def filter(self) -> DocumentFilter:
        """Return what the store is asked; an InputError that says which parameter is wrong."""
        return DocumentFilter(
            self.outlet or None,
            one_of("review", self.review, REVIEW_STATES),
            days_between(self.since, self.until),
        )


def asked_documents(
    outlet: Annotated[str, Query(max_length=300)] = "",
    review: Annotated[str, Query(max_length=10)] = "",
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    page: Page = 1,
) -> AskedDocuments:
    """Return what an address asks for."""
    return AskedDocuments(outlet.strip(), review, since.strip(), until.strip(), page)


@router.get("/documents")
def listed(request: Request, wanted: Annotated[AskedDocuments, Depends(asked_documents)]) -> Response:
    """List the reports that fit, the latest first."""
    rows: list[DocumentRow] = []
    outlets: dict[str, int] = {}
    count, problem = 0, None
    try:
        asked_for = wanted.filter()
        with reading(request.app.state.project.engine) as connection:
            rows = documents_listed(connection, asked_for, PAGE, wanted.offset)
            count = count_listed(connection, asked_for)
            outlets = outlet_sums(connection)
    except RiwayaError as error:
        problem = str(error)
    return render(
        request, "documents.html", 400 if problem else 200, asked=wanted, rows=rows, count=count, problem=problem,
        outlets=dict(list(outlets.items())[:OFFERED]), REVIEW_STATES=REVIEW_STATES, pages=pages(count),
    )  # fmt: skip


@router.get("/erase")
def ask(request: Request, document: Annotated[str, Query(max_length=1000)]) -> Response:
    """Ask whether, and why, a report is to be erased."""
    return _asking(request, document)


@router.post("/erase", dependencies=[Checked])
def erase(
    request: Request,
    document: Annotated[str, Form(max_length=1000)],
    reason: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Erase a report with all that was read of it, and show the tombstone."""
    try:
        done = request.app.state.project.erase(document, reason, decides(request))
    except RiwayaError as error:
        return _asking(request, document, 400, str(error), reason)
    told = {"action": "erase", "document": document, "done": "erase" if done.cleared else "erase_later"}
    return RedirectResponse(f"/history?{urlencode(told)}", 303)


def _asking(
    request: Request, document: str, status: int = 200, problem: str | None = None, reason: str = ""
) -> Response:
    with queries.of(request.app.state.project) as asked:
        row = asked.report(document).row
    return render(
        request, "erase.html", status, row=row, problem=problem, reason=reason, by=judged_by(request),
    )  # fmt: skip
