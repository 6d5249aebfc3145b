"""Actors: organisations, states and offices; one of them with whom it meets; the network of them. No private person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import JSONResponse, Response

from riwaya.errors import RiwayaError
from riwaya.project import queries
from riwaya.project.queries import Filter, Queries
from riwaya.project.views.names import Known
from riwaya.project.views.values import ActorRow, ActorView, Edge, IncidentHead
from riwaya.review.filters import PAGE, Wanted, pages
from riwaya.review.kept import count_incidents, kept
from riwaya.review.networks import Net, as_json, make_net, pair_of, stance_of
from riwaya.review.render import language_of, render
from riwaya.review.words import word
from riwaya.text.fold import fold

router = APIRouter(include_in_schema=False)
SIZES = (12, 24, 40, 60)  # actors that are drawn
Size = Annotated[int, Query(ge=2, le=SIZES[-1])]
Id = Annotated[str, Query(max_length=120)]


@router.get("/actors")
def listed(
    request: Request,
    q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """List the actors, those in most incidents first, or those whose name, alias or id has the letters."""
    with queries.of(request.app.state.project) as asked:
        found = [row for row in asked.actors() if _has(asked.names.actors[row.id], q)]
    begin = (page - 1) * PAGE
    return render(
        request, "actors.html", q=q, rows=found[begin : begin + PAGE], count=len(found), page=page, pages=pages(len(found)),
    )  # fmt: skip


def _has(who: Known, typed: str) -> bool:
    wanted = fold(typed.strip()).casefold()
    names = (who.id, who.name, who.name_en or "", *who.aliases)
    return not wanted or any(wanted in fold(name).casefold() for name in names)


# The network


@router.get("/actors/network")
def network(request: Request, wanted: Wanted, most: Size = SIZES[1]) -> Response:
    """Show who is told to act with and against whom, drawn and as a table."""
    net, problem = Net((), (), ()), None
    try:
        with queries.of(request.app.state.project) as asked:
            net = _net(request, asked, wanted.filter(), most)
    except RiwayaError as error:
        problem = str(error)
    return render(
        request, "network.html", 400 if problem else 200, asked=wanted, tab="network", most=most, sizes=SIZES, net=net,
        problem=problem, extra={"most": most} if most != SIZES[1] else {}, who={node.who.id: node.who for node in net.nodes},
    )  # fmt: skip


@router.get("/actors/network.json")
def network_data(request: Request, wanted: Wanted, most: Size = SIZES[1]) -> Response:
    """Return the network for the page's script."""
    with queries.of(request.app.state.project) as asked:
        net = _net(request, asked, wanted.filter(), most)
    return JSONResponse(as_json(net, language_of(request) == "ar"))


def _net(request: Request, asked: Queries, wanted: Filter, most: int) -> Net:
    return kept(
        request.app.state.project, asked, "net", (wanted, most),
        lambda: make_net(asked.edges(wanted), asked.names.actors, most),
    )  # fmt: skip


@router.get("/actors/network/between")
def between(
    request: Request,
    wanted: Wanted,
    a: Id,
    b: Id,
    relation: Literal["with", "against"],
    stance: Literal["told", "alleged", "denied", "ahead"] | None = None,
) -> Response:
    """Show the incidents in which two are told to act so: beside the network, or as a page of its own."""
    with queries.of(request.app.state.project) as asked:
        first, second = asked.names.find_actor(a), asked.names.find_actor(b)
        held = [
            edge for edge in asked.edges(wanted.filter())
            if _between(edge, first.id, second.id) and edge.relation == relation
            and stance in (None, stance_of(edge.status))
        ]  # fmt: skip
        if not held:
            raise HTTPException(404, word(language_of(request), "actors.no_tie"))
        ids = list(dict.fromkeys(edge.incident for edge in held if edge.incident))
        rows = list(asked.incident_heads(ids[wanted.offset : wanted.offset + PAGE]))
    part = bool(request.headers.get("hx-request"))
    extra = {"a": a, "b": b, "relation": relation} | ({"stance": stance} if stance else {})
    return render(
        request, "parts/between.html" if part else "between.html", asked=wanted, first=first, second=second,
        relation=relation, stance=stance, rows=rows, count=len(ids), pages=pages(len(ids)), part=part, extra=extra,
        statuses=_statuses(held), lone=sum(edge.incident is None for edge in held), tab="network",
    )  # fmt: skip


def _between(edge: Edge, first: str, second: str) -> bool:
    """Whether the edge is of these two: of what is done against one, only in this order."""
    if edge.relation == "with":
        return {edge.actor, edge.other} == {first, second}
    return pair_of(edge) == (first, second)


def _statuses(edges: Iterable[Edge]) -> dict[str, int]:
    return dict(Counter({edge.claim: edge.status for edge in edges}.values()).most_common())


# One actor


@router.get("/actors/{actor}")
def one(request: Request, actor: str, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1) -> Response:
    """Show an actor: what it is called, with and against whom it is told to act, its incidents."""
    project = request.app.state.project
    with queries.of(project) as asked:
        view, rows, ties = kept(project, asked, "actor", (actor, page), lambda: _told_of(asked, actor, page))
        count = count_incidents(project, asked, Filter(actor=view.row.id))
    return render(
        request, "actor.html", view=view, rows=rows, ties=ties, count=count, page=page, pages=pages(count),
    )  # fmt: skip


def _told_of(
    asked: Queries, actor: str, page: int
) -> tuple[ActorView, list[IncidentHead], list[dict[str, Any]]]:
    """Return an actor, a page of its incidents, and its ties."""
    view = asked.actor(actor, limit=0)
    ids = asked.incident_ids(Filter(actor=view.row.id), PAGE, (page - 1) * PAGE)
    return (
        view,
        list(asked.incident_heads(ids)),
        _ties(view.row, asked.edges_of(view.row.id), asked.names.actors),
    )


def _ties(row: ActorRow, edges: Iterable[Edge], actors: Mapping[str, Known]) -> list[dict[str, Any]]:
    """Return whom it acts with, whom it acts against and who acts against it, those of most claims first."""
    held: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in edges:
        if row.id not in (edge.actor, edge.other):
            continue
        first, second = (edge.actor, edge.other) if edge.relation == "against" else pair_of(edge)
        if first in actors and second in actors:
            held.setdefault((first, second, edge.relation), []).append(edge)
    ties = [
        {
            "asked": urlencode({"a": first, "b": second, "relation": relation}), "relation": relation,
            "other": actors[second if first == row.id else first],
            "kind": relation if relation == "with" else "does" if first == row.id else "suffers",
            "statuses": _statuses(some), "claims": len({edge.claim for edge in some}),
            "incidents": len({edge.incident for edge in some if edge.incident}),
        }
        for (first, second, relation), some in held.items()
    ]  # fmt: skip
    return sorted(ties, key=lambda tie: (-tie["claims"], tie["asked"]))
