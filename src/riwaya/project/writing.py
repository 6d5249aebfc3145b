"""A document as read → its rows. Each function runs within one transaction of its caller."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from riwaya.lexicon.loader import Lexicon
from riwaya.linking.model import Record
from riwaya.project import linker, schema, search
from riwaya.project.assessing import refresh
from riwaya.project.changes import note
from riwaya.project.codec import encode
from riwaya.project.engine import insert_rows, insert_values
from riwaya.project.judged import Judged, apply, judgements_on
from riwaya.project.parts import parts
from riwaya.project.placing import Candidate, place_claims, withdraw
from riwaya.project.prepare import Prepared, PreparedClaim, prepare_claim

Json = dict[str, Any]
_INSERT_DOCUMENT = insert(schema.document)


def now() -> str:
    """Return this moment, in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def insert_document(connection: Connection, prepared: Prepared, **known: Any) -> int:
    """Write a document's row and return its key; `known` has the columns that the reading doesn't."""
    document = prepared.document
    row = connection.execute(
        _INSERT_DOCUMENT,
        {
            "id": document["id"],
            "sha256": document["sha256"],
            "text": prepared.reading["text"],
            "added": now(),
            "state": "current",
            **_read_columns(prepared),
            **known,
        },
    )
    assert row.inserted_primary_key is not None
    key = int(row.inserted_primary_key[0])
    note(connection, key)
    return key


def update_document(connection: Connection, key: int, prepared: Prepared, **known: Any) -> None:
    """Write anew what a document's row has of its reading."""
    note(connection, key)
    connection.execute(
        update(schema.document).where(schema.document.c.key == key).values(**_read_columns(prepared), **known)
    )


def _read_columns(prepared: Prepared) -> Json:
    names = ("title", "outlet", "published", "url", "language")
    return {
        **{name: prepared.document[name] for name in names},
        "claims": len(prepared.claims),
        "reading": {k: v for k, v in prepared.reading.items() if k not in ("document", "text", "claims")},
        "lexicon": prepared.lexicon,
        "report": encode(prepared.report),
    }


def replace_reading(connection: Connection, key: int, prepared: Prepared, lexicon: Lexicon) -> None:
    """Write what was read of a current document in place of what was read of it before."""
    touched = withdraw_document(connection, key)
    connection.execute(delete(schema.claim).where(schema.claim.c.document == key))
    connection.execute(delete(schema.finding).where(schema.finding.c.document == key))
    write_readings(connection, [(key, prepared)], lexicon, touched)


def write_readings(
    connection: Connection,
    documents: Sequence[tuple[int, Prepared]],
    lexicon: Lexicon,
    touched: Iterable[str] = (),
) -> None:
    """Write what was read of new documents and link it with the others; `touched` incidents are worked out, too.

    What is around them is looked up once for all, and each incident that they touch is worked out once.
    """
    candidates = []
    for key, prepared in documents:
        judged = _judged(connection, prepared, lexicon)
        write_claims(connection, key, judged)
        search.insert(connection, key, prepared.passages)
        insert_rows(connection, schema.copy, [(band, key) for band in linker.bands_of(prepared.report)])
        _write_findings(connection, key, prepared)
        candidates += [Candidate(claim.record, claim.keys, one) for claim, one in judged]
    refresh(connection, place_claims(connection, candidates).union(touched))


def withdraw_document(connection: Connection, key: int) -> set[str]:
    """Take a document out of the incidents, of the search and of what others are compared with; return those incidents."""
    note(connection, key)
    ids = connection.execute(select(schema.claim.c.id).where(schema.claim.c.document == key)).scalars().all()
    search.delete(connection, key)
    connection.execute(delete(schema.copy).where(schema.copy.c.document == key))
    return withdraw(connection, ids)


def _judged(
    connection: Connection, prepared: Prepared, lexicon: Lexicon
) -> list[tuple[PreparedClaim, Judged]]:
    """Return the claims each with its judgements; one that was corrected is compared as corrected."""
    judgements = judgements_on(connection, [claim.id for claim in prepared.claims])
    found = []
    for claim in prepared.claims:
        judged = apply(claim.data, claim.digest, judgements.get(claim.id, ()))
        found.append((with_judged(claim, judged, prepared.reading, lexicon), judged))
    return found


_TOLD_APART = frozenset({"type", "place", "time"})  # fields that tell one happening from another


def with_judged(claim: PreparedClaim, judged: Judged, reading: Json, lexicon: Lexicon) -> PreparedClaim:
    """Return the claim with record and keys as judged; its data stays what the machine read."""
    if not judged.corrected:
        return claim
    record = prepare_claim(reading, judged.data, lexicon).record
    if not _TOLD_APART.isdisjoint(judged.corrected):
        record = replace(record, passage=())  # a copy of its words tells of what the person says it doesn't
    return PreparedClaim(claim.data, record, linker.keys_of(record), claim.digest)


def write_claims(
    connection: Connection, key: int, claims: Sequence[tuple[PreparedClaim, Judged]], first: int = 0
) -> None:
    """Write claims, their participants and their sources."""
    if not claims:
        return
    rows = [claim_row(key, n, claim, judged) for n, (claim, judged) in enumerate(claims, first)]
    insert_values(connection, schema.claim, rows)
    write_parties(connection, [claim.record for claim, _ in claims])


def write_parties(connection: Connection, records: Sequence[Record]) -> None:
    """Write who takes part in claims and who is quoted for them."""
    for table, make in ((schema.participant, _participants), (schema.voice, _voices)):
        insert_rows(connection, table, [row for record in records for row in make(record)])


def claim_row(key: int, ordinal: int, claim: PreparedClaim, judged: Judged) -> Json:
    """Return a claim's row; its columns for filters have what was judged."""
    record, data = claim.record, judged.data
    where, when, toll = record.where, record.when, data["casualties"] or {}
    return {
        "id": claim.id,
        "document": key,
        "ordinal": ordinal,
        "type": record.type,
        "family": record.family,
        "status": record.status,
        "specific": record.specific,
        "start": data["trigger"]["start"],
        "end": data["trigger"]["end"],
        "country": where.country if where else None,
        "province": where.province if where else None,
        "settlement": where.settlement if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "earliest": encode(when.earliest) if when else None,
        "latest": encode(when.latest) if when else None,
        "dead": toll.get("dead"),
        "injured": toll.get("injured"),
        "confidence": data["confidence"],
        "reviewed": judged.reviewed,
        "digest": claim.digest,
        "data": claim.data,
        "record": encode(record),
    }


def _participants(record: Record) -> Iterator[tuple[Any, ...]]:
    for role, parties in (("actor", record.actors), ("recipient", record.recipients)):
        for position, party in enumerate(parties):
            yield record.claim, role, position, party.key, party.name, party.known, party.kind


def _voices(record: Record) -> Iterator[tuple[Any, ...]]:
    for position, voice in enumerate(record.chain):
        yield record.claim, position, voice.key, voice.name, voice.named, voice.stance


def _write_findings(connection: Connection, key: int, prepared: Prepared) -> None:
    """Write the findings within the document, each with the claims whose clauses hold its words."""
    document = prepared.document["id"]
    rows = []
    for finding in prepared.reading["findings"]:
        spans = finding["spans"]
        words = "\n".join((document, prepared.document["sha256"], finding["kind"], finding["message"]))
        name = f"{words}\n{[(s['start'], s['end']) for s in spans]}"
        rows.append(
            {
                **finding,
                "id": "f" + hashlib.sha256(name.encode()).hexdigest()[:16],
                "document": key,
                "claims": [c.id for c in prepared.claims if _holds(c.data["clause"], spans)],
                "documents": [document],
            }
        )
    unique = {row["id"]: row for row in rows}
    if unique:
        connection.execute(insert(schema.finding), list(unique.values()))


def _holds(clause: Json, spans: Sequence[Json]) -> bool:
    return any(clause["start"] <= s["start"] and s["end"] <= clause["end"] for s in spans)


def stored_reading(connection: Connection, key: int) -> Json:
    """Return a stored document as `riwaya read --format jsonl` prints it."""
    d, c = schema.document, schema.claim
    row = connection.execute(select(d).where(d.c.key == key)).one()
    claims = connection.execute(select(c.c.data).where(c.c.document == key).order_by(c.c.ordinal)).scalars()
    names = ("id", "title", "outlet", "published", "url", "language", "sha256")
    document = {name: row._mapping[name] for name in names}
    return {"document": document, "text": row.text, "claims": list(claims), **row.reading}


def delete_documents(connection: Connection, keys: Sequence[int]) -> set[str]:
    """Remove documents with all that was read of them; return the incidents that they were in."""
    touched: set[str] = set()
    d, c = schema.document, schema.claim
    for key in keys:
        touched |= withdraw_document(connection, key)
    for some in parts(keys):
        connection.execute(delete(c).where(c.c.document.in_(some)))
        connection.execute(delete(schema.finding).where(schema.finding.c.document.in_(some)))
        connection.execute(update(d).where(d.c.former.in_(some)).values(former=None))
        connection.execute(delete(d).where(d.c.key.in_(some)))
    return touched
