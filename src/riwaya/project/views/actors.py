"""Organisations, states and offices of the lexicon: where they take part, and with and against whom.

Whom the lexicon doesn't know isn't here: a private person has no key that holds across reports, and «قوات الأمن»
of two countries aren't one body. Who misses an organisation adds it to the project's lexicon.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, func, select

from riwaya.errors import ProjectError
from riwaya.linking.words import name_key
from riwaya.project import schema
from riwaya.project.views.filters import Filter
from riwaya.project.views.incidents import incident_ids, incident_rows
from riwaya.project.views.names import Known, Names
from riwaya.project.views.tally import Sum, tallied
from riwaya.project.views.values import ActorRow, ActorView, Edge, Relation, Tie


def actors(connection: Connection, names: Names) -> list[ActorRow]:
    """Return the actors, those in most incidents first."""
    with tallied(connection, names) as tally:
        found = sorted(tally.actors.items(), key=lambda one: (-len(one[1].incidents), one[0]))
        # an entity that the lexicon has lost is shown again after a rebuild
        return [_row(names.actors[key], sums) for key, sums in found if key in names.actors]


def _row(who: Known, sums: Sum) -> ActorRow:
    return ActorRow(
        who.id, who.name, who.name_en, who.kind, sums.claims, sums.documents, len(sums.incidents), sums.as_actor,
        sums.as_recipient,
    )  # fmt: skip


def actor_view(
    connection: Connection, given: str, names: Names, limit: int | None = None, offset: int = 0
) -> ActorView:
    """Return an actor, by its id or name, with its incidents (so many) and ties."""
    who = names.find_actor(given)
    with tallied(connection, names) as tally:
        sums = tally.actors.get(who.id)
        row = _row(who, sums) if sums is not None else None
        met = tally.edges_of(who.id)
    if row is None:
        raise ProjectError(f"{who.name_en or who.name} takes part in no claim here; see riwaya actors")
    ids = incident_ids(connection, Filter(actor=who.id), names, limit, offset)
    return ActorView(
        row, who.aliases, tuple(_seen(connection, who)), tuple(incident_rows(connection, ids, names)),
        tuple(_ties(who.id, met, names)),
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


def edges(connection: Connection, names: Names) -> Sequence[Edge]:
    """Return what claims say of two actors: who did it and to whom it was done, and who did it together."""
    with tallied(connection, names) as tally:
        return tally.edges()


def edges_of(connection: Connection, names: Names, actor: str) -> list[Edge]:
    """Return those of one actor, by its id."""
    with tallied(connection, names) as tally:
        return tally.edges_of(actor)


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
