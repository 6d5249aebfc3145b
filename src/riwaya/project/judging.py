"""What people decide on claims: appended with who and when, never changed, and in force at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from riwaya.errors import ProjectError
from riwaya.lexicon.loader import Lexicon
from riwaya.linking.model import Record
from riwaya.project import linker, schema
from riwaya.project.assessing import refresh
from riwaya.project.carrying import quote_of
from riwaya.project.changes import note_of_none
from riwaya.project.codec import decode
from riwaya.project.judged import Action, Judged, apply, judgements_on
from riwaya.project.placing import Candidate, bind, place_claims, withdraw
from riwaya.project.prepare import PreparedClaim
from riwaya.project.standing import new_incident, put_into, standing
from riwaya.project.writing import (
    claim_row,
    now,
    stored_reading,
    with_judged,
    write_parties,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement as it is in the store, with the claim's incident before and after."""

    claim: str
    action: Action
    field: str | None
    value: Any
    who: str
    was: str | None
    incident: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a judgement says of its claim: the claim's id, its report's, what was read, the text, the claim itself."""

    id: str
    name: str
    digest: str
    text: str
    data: dict[str, Any]


def find_claim(connection: Connection, given: str) -> Row[Any]:
    """Return the row of a claim of a current document by its id, or by the beginning of it that no other has."""
    c, d = schema.claim, schema.document
    columns = (
        c.c.id,
        c.c.document,
        c.c.ordinal,
        c.c.incident,
        c.c.data,
        c.c.record,
        c.c.digest,
        d.c.state,
        d.c.text,
    )
    found = connection.execute(
        select(*columns, d.c.id.label("name"))
        .join(d, d.c.key == c.c.document)
        .where(c.c.id >= given, c.c.id < given + "\U0010ffff")
        .limit(2)
    ).all()
    exact = [row for row in found if row.id == given] or found
    if len(exact) != 1 or not given:
        what = "several claims begin with" if len(exact) > 1 else "no claim"
        raise ProjectError(f"{what} {given!r}; take its id from riwaya incident or riwaya search")
    if exact[0].state != "current":
        raise ProjectError(
            f"claim {exact[0].id} is of a former version of {exact[0].name}; judge that of the new one"
        )
    return cast("Row[Any]", exact[0])


def decide(
    connection: Connection,
    row: Row[Any] | Subject,
    action: Action,
    field: str | None,
    value: Any,
    who: str,
    note: str | None,
    **more: Any,
) -> int:
    """Append a judgement on a claim and return its number; `more` are the columns `act`, `withdraws`, `stood`."""
    done = connection.execute(
        insert(schema.judgement).values(
            claim=row.id, document=row.name, action=action, field=field, value=value, who=who, at=now(),
            note=note, digest=row.digest, carried=None, **quote_of(row.text, row.data["trigger"]), **more,
        )
    )  # fmt: skip
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])


def judge(
    connection: Connection,
    row: Row[Any],
    action: Action,
    field: str | None,
    value: Any,
    who: str,
    note: str | None,
    lexicon: Lexicon,
) -> Decided:
    """Append a judgement on what a claim says, and put it in force."""
    plain = action == "accept" and not judged_so_far(connection, row).rejected  # nothing else changes
    stood = None if plain else standing(connection, row)
    decide(connection, row, action, field, value, who, note, stood=stood)
    if plain:
        mark_reviewed(connection, row)
        incident = row.incident
    else:
        incident = put_in_force(connection, row, lexicon)
    return Decided(row.id, action, field, value, who, row.incident, incident)


def put_in_force(connection: Connection, row: Row[Any], lexicon: Lexicon | None) -> str | None:
    """Let a claim's row, its incident and what that amounts to follow the judgements on it; return its incident.

    `lexicon` is needed where a value was corrected.
    """
    judged = judged_so_far(connection, row)
    record = decode(Record, row.record)
    claim = PreparedClaim(row.data, record, linker.keys_of(record), row.digest)
    if lexicon is not None:
        claim = with_judged(claim, judged, stored_reading(connection, row.document), lexicon)
    touched = withdraw(connection, [row.id])
    rewrite(connection, row, claim, judged)
    touched |= place_claims(connection, [Candidate(claim.record, claim.keys, judged)])
    refresh(connection, touched)
    incident: str | None = connection.execute(
        select(schema.claim.c.incident).where(schema.claim.c.id == row.id)
    ).scalar()
    return incident


def mark_reviewed(connection: Connection, row: Row[Any]) -> None:
    """Note that a claim was accepted: nothing else of it changes."""
    judged = judged_so_far(connection, row)
    table = schema.claim
    connection.execute(update(table).where(table.c.id == row.id).values(reviewed=judged.reviewed))


def judged_so_far(connection: Connection, row: Row[Any]) -> Judged:
    """Return a claim under the judgements that there are on it."""
    return apply(row.data, row.digest, judgements_on(connection, [row.id]).get(row.id, ()))


def link(
    connection: Connection, rows: Sequence[Row[Any]], incident: str, who: str, note: str | None
) -> list[Decided]:
    """Put claims into an incident by a person's word."""
    found: list[Decided] = []
    act: int | None = None
    for row in rows:
        number, decided = _move(connection, row, "link", incident, who, note, act)
        act = act or number
        found.append(decided)
    return found


def split(connection: Connection, rows: Sequence[Row[Any]], who: str, note: str | None) -> list[Decided]:
    """Put claims together into a new incident by a person's word: apart from those that they leave."""
    ids = [row.id for row in rows]
    fresh, act, found = new_incident(connection, ids[0]), None, list[Decided]()
    for row in rows:
        left = [claim for claim in _beside(connection, row) if claim not in ids]
        value = {
            "incident": row.incident,
            "claims": left,
            "with": [claim for claim in ids if claim != row.id],
        }
        stood = standing(connection, row)
        number = decide(connection, row, "split", None, value, who, note, act=act, stood=stood)
        act = act or number
        bind(connection, row.id, left, same=False)
        bind(connection, row.id, value["with"], same=True)
        put_in_force(connection, row, None)
        record = decode(Record, find_claim(connection, row.id).record)
        here = find_claim(connection, row.id).incident
        put_into(connection, record, fresh, "person")
        refresh(connection, {one for one in (here, fresh) if one is not None})
        found.append(Decided(row.id, "split", None, fresh, who, row.incident, fresh))
    return found


def _beside(connection: Connection, row: Row[Any]) -> Sequence[str]:
    return members(connection, row.incident) if row.incident is not None else ()


def unlink(connection: Connection, row: Row[Any], who: str, note: str | None) -> Decided:
    """Take a claim out of its incident by a person's word."""
    return _move(connection, row, "unlink", row.incident, who, note, None)[1]


def _move(
    connection: Connection,
    row: Row[Any],
    action: Action,
    incident: str,
    who: str,
    note: str | None,
    act: int | None,
) -> tuple[int, Decided]:
    others = [claim for claim in members(connection, incident) if claim != row.id]
    value = {"incident": incident, "claims": others}
    stood = standing(connection, row)
    number = decide(connection, row, action, None, value, who, note, act=act, stood=stood)
    bind(connection, row.id, others, action == "link")
    now_in = put_in_force(connection, row, None)
    return number, Decided(row.id, action, None, incident, who, row.incident, now_in)


def rewrite(connection: Connection, row: Row[Any], claim: PreparedClaim, judged: Judged) -> None:
    """Write a claim's row anew, with its participants and sources, as judged."""
    values = claim_row(row.document, row.ordinal, claim, judged)
    connection.execute(update(schema.claim).where(schema.claim.c.id == row.id).values(**values))
    for table in (schema.participant, schema.voice):
        connection.execute(delete(table).where(table.c.claim == row.id))
    write_parties(connection, [claim.record])


def incident_named(connection: Connection, given: str) -> str:
    """Return the incident of that id, or the one that the claim of that id is in."""
    table = schema.incident
    found: str | None = connection.execute(select(table.c.id).where(table.c.id == given)).scalar()
    if found is not None:
        return found
    row = find_claim(connection, given)
    if row.incident is None:
        raise ProjectError(f"claim {row.id} is in no incident; name an incident, or another claim of it")
    return str(row.incident)


def members(connection: Connection, given: str) -> Sequence[str]:
    """Return the claims of an incident, or the one claim of that id."""
    c = schema.claim
    found = connection.execute(select(c.c.id).where(c.c.incident == given).order_by(c.c.id)).scalars().all()
    return found or [str(find_claim(connection, given).id)]


@dataclass(frozen=True, slots=True)
class Orphan:
    """A judgement whose claim isn't read any more, with the words that it was about."""

    id: int
    claim: str
    document: str
    action: Action
    who: str
    at: str
    quote: str


def grade(connection: Connection, source: str, grade: str, who: str, note: str | None) -> int:
    """Append a person's grade (A–F) of a source; return how many incidents were worked out anew with it."""
    connection.execute(
        insert(schema.source_grade).values(key=source, grade=grade, note=note, who=who, at=now())
    )
    note_of_none(connection)
    a = schema.account
    incidents = connection.execute(select(a.c.incident).where(a.c.origin == source)).scalars().all()
    refresh(connection, set(incidents))
    return len(set(incidents))


def orphans(connection: Connection) -> list[Orphan]:
    """Return the judgements on claims that a current document no longer has.

    One that a new version took over, or that somebody took back, isn't among them.
    """
    j, c, d = schema.judgement, schema.claim, schema.document
    live = select(c.c.id).join(d, d.c.key == c.c.document).where(c.c.id == j.c.claim, d.c.state == "current")
    later = j.alias()
    taken = select(later.c.id).where((later.c.carried == j.c.id) | (later.c.withdraws == j.c.id))
    rows = connection.execute(
        select(j.c.id, j.c.claim, j.c.document, j.c.action, j.c.who, j.c.at, j.c.quote)
        .where(~live.exists(), ~taken.exists(), j.c.action != "undo")
        .order_by(j.c.id)
    )
    return [Orphan(**row._mapping) for row in rows]


def to_review_again(connection: Connection) -> int:
    """Return how many claims say something else than when they were judged."""
    c = schema.claim
    return int(connection.execute(select(func.count()).where(c.c.reviewed == "again")).scalar_one())
