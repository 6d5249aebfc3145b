"""A text and what was read of it out of a project, for good: a person withdrew consent. A tombstone stays.

Rows first, in one transaction with the tombstone; then the files' bytes. What is interrupted between the two is
finished when the project is opened next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, select, update

from riwaya.errors import ProjectError
from riwaya.project import schema, search
from riwaya.project.assessing import refresh
from riwaya.project.engine import reading, scrub, writing
from riwaya.project.folder import Folder
from riwaya.project.judging import find_claim, put_in_force
from riwaya.project.parts import parts
from riwaya.project.writing import delete_documents, now


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: the documents of the text's versions and of the same text, with claims and judgements."""

    documents: tuple[str, ...]
    versions: int
    claims: int
    judgements: int
    incidents: int  # that lost claims
    cleared: bool  # no byte is left; else another process was reading, and the next opening finishes


def erase(engine: Engine, folder: Folder, document: str, reason: str, who: str) -> Erased:
    """Erase a document, all versions of it, and every document with the same text as one of them."""
    if not reason.strip():
        raise ProjectError("--reason: say why it is erased; the tombstone keeps that")
    with writing(engine, lasting=True) as connection:
        keys = _with_its_text(connection, document)
        erased = _erase(connection, keys, reason.strip(), who)
    cleared = finish(engine, folder)
    return Erased(*erased, cleared)


def _with_its_text(connection: Connection, document: str) -> list[int]:
    """Return the keys of a document's versions, and of all documents that have one of their texts."""
    d = schema.document
    rows = connection.execute(select(d.c.key).where(d.c.id == document)).scalars().all()
    if not rows:
        t = schema.tombstone
        at = connection.execute(select(t.c.at).where(t.c.document == document).limit(1)).scalar()
        said = f"was erased on {at[:10]}" if at else "isn't in the project; take its id from riwaya search"
        raise ProjectError(f"{document}: {said}")
    found = dict.fromkeys(rows)
    todo = list(rows)
    while todo:
        key = todo.pop()
        row = connection.execute(select(d.c.former, d.c.sha256, d.c.id).where(d.c.key == key)).one()
        same = (d.c.former == key) | (d.c.sha256 == row.sha256) | (d.c.id == row.id) | (d.c.key == row.former)
        for other in connection.execute(select(d.c.key).where(same)).scalars():
            if other not in found:
                found[other] = None
                todo.append(other)
    return sorted(found)


def _erase(
    connection: Connection, keys: Sequence[int], reason: str, who: str
) -> tuple[tuple[str, ...], int, int, int, int]:
    d, c = schema.document, schema.claim
    rows = connection.execute(select(d.c.id, d.c.sha256, d.c.file).where(d.c.key.in_(keys))).all()
    claims = connection.execute(select(c.c.id).where(c.c.document.in_(keys))).scalars().all()
    names = tuple(dict.fromkeys(row.id for row in rows))
    tombstones = [
        {
            "document": row.id, "sha256": row.sha256, "reason": reason, "who": who, "at": now(),
            "files": [row.file], "cleared": False,
        }
        for row in rows
    ]  # fmt: skip
    connection.execute(insert(schema.tombstone), tombstones)
    judged = _erase_judgements(connection, claims, names)
    touched = delete_documents(connection, keys)
    refresh(connection, touched)
    _link_anew(connection, touched)
    search.purge(connection)
    return names, len(rows), len(claims), judged, len(touched)


def _link_anew(connection: Connection, incidents: Iterable[str]) -> None:
    """Link those claims again whose reasons may quote what is erased."""
    for part in parts(sorted(incidents)):
        claims: set[str] = set()
        for table in (schema.placement, schema.possible):
            claims.update(
                connection.execute(select(table.c.claim).where(table.c.incident.in_(part))).scalars()
            )
        for claim in sorted(claims):
            put_in_force(connection, find_claim(connection, claim), None)


def _erase_judgements(connection: Connection, claims: Sequence[str], documents: Sequence[str]) -> int:
    """Remove the judgements on what is erased: they quote it. Those on claims that are no longer read, too."""
    j, b = schema.judgement, schema.bond
    ids = set(connection.execute(select(j.c.id).where(j.c.document.in_(documents))).scalars())
    for some in parts(claims):
        ids.update(connection.execute(select(j.c.id).where(j.c.claim.in_(some))).scalars())
        connection.execute(delete(b).where(b.c.claim.in_(some) | b.c.other.in_(some)))
    for part in parts(sorted(ids)):
        connection.execute(update(j).where(j.c.carried.in_(part)).values(carried=None))
        connection.execute(delete(j).where(j.c.id.in_(part)))
    return len(ids)


def unfinished(engine: Engine) -> bool:
    """Tell whether an erasure was interrupted before its bytes were gone."""
    t = schema.tombstone
    with reading(engine) as connection:
        return connection.execute(select(t.c.id).where(t.c.cleared.is_(False)).limit(1)).first() is not None


def finish(engine: Engine, folder: Folder) -> bool:
    """Remove the originals of what was erased, and its bytes from the database's files; return whether that could be done."""
    t, d = schema.tombstone, schema.document
    with reading(engine) as connection:
        rows = connection.execute(select(t.c.id, t.c.files).where(t.c.cleared.is_(False))).all()
        names = {name for row in rows for name in row.files}
        kept = set(connection.execute(select(d.c.file).where(d.c.file.in_(names))).scalars())
    folder.remove(sorted(names - kept))
    folder.sweep()
    if not scrub(engine):
        return False
    with writing(engine, lasting=True) as connection:
        for row in rows:
            connection.execute(update(t).where(t.c.id == row.id).values(cleared=True, files=[]))
    return True
