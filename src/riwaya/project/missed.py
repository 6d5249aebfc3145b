"""Claims that a person made of words in which the machine read none.

The claim is the value of a judgement of action "add": so it survives whatever is read anew, and goes when that is taken back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select, update

from riwaya.errors import InputError, ProjectError
from riwaya.lexicon.loader import Lexicon
from riwaya.model import EVENT_TYPES, STATUSES
from riwaya.project import schema
from riwaya.project.assessing import refresh
from riwaya.project.carrying import claim_id
from riwaya.project.engine import reading, writing
from riwaya.project.judged import Json, Judgement, apply, judgements_on, with_value
from riwaya.project.judging import Decided, Subject, decide
from riwaya.project.placing import Candidate, place_claims
from riwaya.project.prepare import digest_of, prepare_claim
from riwaya.project.values import read_value
from riwaya.project.views.gloss import gloss_of
from riwaya.project.writing import stored_reading, with_judged, write_claims
from riwaya.text.sentences import split_sentences

_LONGEST = 200  # characters of a trigger: words for an event, not its story


def add_claim(
    connection: Connection,
    document: str,
    start: int,
    end: int,
    type_: str,
    status: str,
    values: Mapping[str, Sequence[str]],
    who: str,
    note: str | None,
    lexicon: Lexicon,
) -> Decided:
    """Make a claim whose trigger is `[start, end)`; `values` gives other fields what is written for a correction."""
    row = current(connection, document)
    _check(row.text, start, end, type_, status)
    start, end = _trimmed(row.text, start, end)
    earlier = _added(connection, row.id)
    if any(_same(one.value, start, end, type_) for one in earlier):
        raise ProjectError(f"{row.id}: there is a claim of these words already; correct that one")
    claim = _bare(row.text, start, end, type_, status)
    for field, given in values.items():
        claim = with_value(claim, field, read_value(field, given, claim, row.text, lexicon))
    claim["id"] = claim_id(row.id, row.sha256, start, _count(connection, row.id))
    claim["gloss_en"] = gloss_of(claim, ())
    _decide(connection, row, claim, who, note)
    (added,) = restore(connection, row.key, lexicon)
    c = schema.claim
    incident = connection.execute(select(c.c.incident).where(c.c.id == added)).scalar()
    return Decided(added, "add", None, claim, who, None, incident)


def find_words(connection: Connection, document: str, words: str) -> tuple[int, int]:
    """Return where words stand in a report; a ProjectError if they don't, or more than once."""
    text: str = current(connection, document).text
    start = text.find(words) if words.strip() else -1
    if start < 0:
        raise ProjectError(f"{document}: it has no words {words!r}; copy them exactly")
    if text.find(words, start + 1) >= 0:
        raise ProjectError(
            f"{document}: {words!r} stands there more than once; say where with --start and --end"
        )
    return start, start + len(words)


def current(connection: Connection, document: str) -> Row[Any]:
    """Return the row of a report in its current version."""
    d = schema.document
    row = connection.execute(select(d).where(d.c.id == document, d.c.state == "current")).first()
    if row is None:
        raise ProjectError(f"{document}: no such report; take its id from riwaya documents")
    return row


def restore(connection: Connection, key: int, lexicon: Lexicon) -> list[str]:
    """Write the claims that persons added to a current report and that aren't there (any more); return their ids."""
    c, d = schema.claim, schema.document
    name = connection.execute(select(d.c.id).where(d.c.key == key)).scalar_one()
    held = set(connection.execute(select(c.c.id).where(c.c.document == key)).scalars())
    missing = [one for one in _added(connection, name) if one.claim not in held]
    for one in missing:
        _write(connection, key, one.value, lexicon)
    return [one.claim for one in missing]


def restore_all(engine: Engine, lexicon: Lexicon) -> None:
    """Write those that are missing in any report: reading it anew was interrupted before they were."""
    j, c, d = schema.judgement, schema.claim, schema.document
    later = j.alias()
    withdrawn = select(later.c.id).where(later.c.withdraws == j.c.id)
    missing = (
        select(d.c.key)
        .distinct()
        .join(j, j.c.document == d.c.id)
        .outerjoin(c, c.c.id == j.c.claim)
        .where(j.c.action == "add", c.c.id.is_(None), d.c.state == "current", ~withdrawn.exists())
    )
    with reading(engine) as connection:
        keys = connection.execute(missing).scalars().all()
    for key in keys:
        with writing(engine) as connection:
            restore(connection, key, lexicon)


def _check(text: str, start: int, end: int, type_: str, status: str) -> None:
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise InputError(f"{start}..{end}: no words of the report; it has {len(text)} characters, from 0")
    if end - start > _LONGEST:
        raise InputError(f"{start}..{end}: too long; choose only the words that tell the event")
    for given, known in ((type_, EVENT_TYPES), (status, STATUSES)):
        if given not in known:
            raise InputError(f"{given!r}: use one of {', '.join(known)}")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a selection without the white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _bare(text: str, start: int, end: int, type_: str, status: str) -> Json:
    """Return a claim of which nothing is known but its words, as docs/output.md has it, and who made it."""
    trigger = {"start": start, "end": end, "text": text[start:end]}
    around = next(
        (s.span for s in split_sentences(text) if s.span.start <= start and end <= s.span.end), None
    )
    clause = {"start": around.start, "end": around.end} if around else {"start": start, "end": end}
    return {
        "id": "", "type": type_, "mode": None, "trigger": trigger, "triggers": [trigger], "specific": True,
        "content_of": None, "clause": clause, "weapon": None, "target_kind": None, "arguments": [], "place": None,
        "time": None, "places": [], "casualties": None, "tolls": [], "sources": [], "status": status,
        "certainty": "certain", "confidence": 1.0, "gloss_en": "", "made_by": "person",
    }  # fmt: skip


def _added(connection: Connection, document: str) -> list[Judgement]:
    """Return the judgements that added claims to a report's current text, but for those that were taken back."""
    j = schema.judgement
    rows = connection.execute(
        select(j.c.claim).where(j.c.document == document, j.c.action == "add").order_by(j.c.id)
    )
    held = judgements_on(connection, list(rows.scalars()))
    added = [one for some in held.values() for one in some if one.action == "add"]
    text = current(connection, document).sha256
    return [one for one in added if (one.stood or {}).get("text") == text]


def _count(connection: Connection, document: str) -> int:
    j = schema.judgement
    asked = select(func.count()).where(j.c.document == document, j.c.action == "add")
    return int(connection.execute(asked).scalar_one())


def _same(claim: Json, start: int, end: int, type_: str) -> bool:
    trigger = claim["trigger"]
    return (trigger["start"], trigger["end"], claim["type"]) == (start, end, type_)


def _decide(connection: Connection, row: Row[Any], claim: Json, who: str, note: str | None) -> None:
    """Append that the claim was added, and that it is accepted by whoever added it."""
    about = Subject(claim["id"], row.id, digest_of(claim), row.text, claim)
    act = decide(connection, about, "add", None, claim, who, note, stood={"text": row.sha256})
    decide(connection, about, "accept", None, None, who, note, act=act)


def _write(connection: Connection, key: int, claim: Json, lexicon: Lexicon) -> None:
    """Write a claim's row as judged, and let its incident follow."""
    c, d = schema.claim, schema.document
    read = stored_reading(connection, key)
    prepared = prepare_claim(read, claim, lexicon)
    held = judgements_on(connection, [prepared.id]).get(prepared.id, ())
    judged = apply(claim, prepared.digest, held)
    prepared = with_judged(prepared, judged, read, lexicon)
    last = connection.execute(select(func.max(c.c.ordinal)).where(c.c.document == key)).scalar()
    write_claims(connection, key, [(prepared, judged)], 0 if last is None else last + 1)
    connection.execute(update(d).where(d.c.key == key).values(claims=d.c.claims + 1))
    refresh(connection, place_claims(connection, [Candidate(prepared.record, prepared.keys, judged)]))
