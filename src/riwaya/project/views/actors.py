"""Organisations, states and offices of the lexicon: where they take part, and with and against whom.

Whom the lexicon doesn't know isn't here: a private person has no key that holds across reports, and «قوات الأمن»
of two countries aren't one body. Who misses an organisation adds it to the project's lexicon.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from riwaya.errors import ProjectError
from riwaya.linking.words import name_key
from riwaya.project import schema
from riwaya.project.views.filters import Filter
from riwaya.project.views.incidents import incident_ids, incident_rows
from riwaya.project.views.live import counted, live_claims
from riwaya.project.views.names import Known, Names
from riwaya.project.views.values import ActorRow, ActorView, Edge, Relation, Tie, day
from riwaya.report.labels import quad

_COOPERATION = (1, 2)  # quad classes


def actors(connection: Connection, names: Names, only: str | None = None) -> Iterator[ActorRow]:
    """Yield the actors, those in most incidents first."""
    c, d, p = schema.claim, schema.document, schema.participant
    incidents = func.count(c.c.incident.distinct())
    columns: tuple[Any, ...] = (
        p.c.key,
        func.count(c.c.id.distinct()).label("claims"),
        func.count(d.c.key.distinct()).label("documents"),
        incidents.label("incidents"),
        func.count(case((p.c.role == "actor", c.c.id)).distinct()).label("as_actor"),
        func.count(case((p.c.role == "recipient", c.c.id)).distinct()).label("as_recipient"),
    )
    statement = select(*columns).select_from(live_claims().join(p, p.c.claim == c.c.id))
    statement = statement.where(p.c.known, counted()).group_by(p.c.key).order_by(incidents.desc(), p.c.key)
    for row in connection.execute(statement if only is None else statement.where(p.c.key == only)):
        who = names.actors.get(row.key)
        if who is not None:  # an entity that the lexicon has lost is shown again after a rebuild
            yield ActorRow(who.id, who.name, who.name_en, who.kind, *row[1:])


def actor_view(connection: Connection, given: str, names: Names) -> ActorView:
    """Return an actor, by its id or name, with its incidents and ties."""
    who = names.find_actor(given)
    row = next(actors(connection, names, who.id), None)
    if row is None:
        raise ProjectError(f"{who.name_en or who.name} takes part in no claim here; see riwaya actors")
    ids = incident_ids(connection, Filter(actor=who.id), names)
    return ActorView(
        row, who.aliases, tuple(_seen(connection, who)), tuple(incident_rows(connection, ids, names)),
        tuple(_ties(who.id, edges(connection, who.id), names)),
    )  # fmt: skip


def _seen(connection: Connection, who: Known) -> Iterator[str]:
    """Yield the words by which reports call it, if they are a name of it: words about it may name a person."""
    p = schema.participant
    rows = connection.execute(
        select(p.c.name)
        .where(p.c.key == who.id, p.c.known)
        .group_by(p.c.name)
        .order_by(func.count().desc(), p.c.name)
    )
    own = {name_key(name) for name in (who.name, *who.aliases)}
    yield from (name for name in rows.scalars() if name_key(name) in own)


def edges(connection: Connection, only: str | None = None) -> Iterator[Edge]:
    """Yield what claims say of two actors: who did it and to whom it was done, and who did it together.

    Every edge has its claim's status: that somebody is accused of it makes no fact of it.
    """
    c, p = schema.claim, schema.participant
    other = p.alias("other")
    columns: tuple[Any, ...] = (
        p.c.key, other.c.key.label("other"), other.c.role, c.c.id, c.c.incident, c.c.type, c.c.status, c.c.earliest,
        c.c.latest,
    )  # fmt: skip
    joined = live_claims().join(p, p.c.claim == c.c.id).join(other, other.c.claim == c.c.id)
    together = (other.c.role == "actor") & (other.c.position > p.c.position)
    statement = select(*columns).select_from(joined)
    statement = statement.where(
        counted(), p.c.known, other.c.known, p.c.role == "actor", or_(other.c.role == "recipient", together),
        p.c.key != other.c.key,
    ).order_by(c.c.document, c.c.ordinal, p.c.position, other.c.role, other.c.position)  # fmt: skip
    if only is not None:
        statement = statement.where(or_(p.c.key == only, other.c.key == only))
    for row in connection.execute(statement):
        yield Edge(
            row.key, row.other, _relation(row.role, row.type), row.id, row.incident, row.type, row.status,
            day(row.earliest), day(row.latest),
        )  # fmt: skip


def _relation(role: str, type_: str) -> Relation:
    return "with" if role == "actor" or quad(type_) in _COOPERATION else "against"


def _ties(actor: str, found: Iterable[Edge], names: Names) -> Iterator[Tie]:
    """Yield an actor's edges by the other and by relation, those in most claims first."""
    by: dict[tuple[str, Relation], list[Edge]] = defaultdict(list)
    for edge in found:
        by[(edge.other if edge.actor == actor else edge.actor, edge.relation)].append(edge)
    for (other, relation), held in sorted(by.items(), key=lambda one: (-_claims(one[1]), one[0])):
        who = names.actors.get(other)
        if who is None:
            continue
        claims = {edge.claim: edge for edge in held}
        incidents = tuple(dict.fromkeys(edge.incident for edge in held if edge.incident))
        statuses = Counter(edge.status for edge in claims.values())
        yield Tie(other, who.name, who.name_en, who.kind, relation, incidents, tuple(claims), dict(statuses))


def _claims(held: Sequence[Edge]) -> int:
    return len({edge.claim for edge in held})
