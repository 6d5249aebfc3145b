"""Reports into a project: what is known already is left, what changed becomes a new version beside the old.

Many processes read, one writes: a few documents in a transaction, so that a document is in the store whole or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, Connection, Engine, Row, func, or_, select, update

from riwaya import pipeline
from riwaya.ingest import Collected, Problem
from riwaya.lexicon.loader import Lexicon
from riwaya.model import Document
from riwaya.project import schema
from riwaya.project.assessing import refresh
from riwaya.project.carrying import carry
from riwaya.project.engine import reading, writing
from riwaya.project.folder import Folder
from riwaya.project.prepare import Prepare, Prepared
from riwaya.project.rounds import current_round
from riwaya.project.writing import (
    insert_document,
    replace_reading,
    update_document,
    withdraw_document,
    write_readings,
)

Fate = Literal["new", "version", "completed", "unchanged", "erased"]
OnProblem = Callable[[Problem], None]
TOGETHER = 32  # documents of a transaction, at most: others wait for it
PATIENCE = 1.0  # seconds for which what was read may wait for more


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report. `version` counts the versions of its text from 1."""

    document: str
    fate: Fate
    version: int = 1
    claims: int = 0
    incidents: int = 0
    seconds: float = 0.0  # that the writing took; of many written together its share


@dataclass(slots=True)
class AddReport:
    """What became of all reports that were given."""

    added: list[Added] = field(default_factory=list)
    lost: int = 0  # inputs that couldn't be read

    def number(self, fate: Fate) -> int:
        """Return how many reports met this fate."""
        return sum(one.fate == fate for one in self.added)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands to the store: what is to become of it, and the row that it concerns."""

    fate: Fate
    document: Document  # as it is to be read
    key: int | None = None
    version: int = 1


def add(
    engine: Engine,
    folder: Folder,
    items: Iterable[Collected | Problem],
    lexicon: Lexicon,
    jobs: int | None,
    on_problem: OnProblem,
    on_added: Callable[[Added], None],
) -> None:
    """Add what is given, report by report; `on_added` hears of each as it is in the store."""
    folder.sweep()
    pending: dict[tuple[str, str], Collected] = {}

    def documents() -> Iterator[Document]:
        for item in items:
            if isinstance(item, Problem):
                on_problem(item)
                continue
            with reading(engine) as connection:
                standing = standing_of(connection, item)
            if standing.fate in ("unchanged", "erased"):
                _tell(item, standing, on_problem, on_added)
            else:
                pending[item.document.id, item.document.sha256] = item
                yield standing.document

    read = pipeline.render_documents(
        Prepare(lexicon), documents(), lexicon=lexicon, jobs=jobs, on_problem=on_problem
    )
    with closing(read):
        for some in _together(read, pending):
            _write(engine, folder, some, lexicon, on_problem, on_added)


def _together(
    read: Iterable[Prepared], pending: dict[tuple[str, str], Collected]
) -> Iterator[list[tuple[Collected, Prepared]]]:
    """Yield what was read, as much at once as comes within a second: to write many together is quicker."""
    some: list[tuple[Collected, Prepared]] = []
    since = time.monotonic()
    for prepared in read:
        item = pending.pop((prepared.document["id"], prepared.document["sha256"]), None)
        if item is not None:  # else the same article twice in one input
            some.append((item, prepared))
        if len(some) == TOGETHER or (some and time.monotonic() - since > PATIENCE):
            yield some
            some, since = [], time.monotonic()
    if some:
        yield some


def _tell(
    item: Collected, standing: Standing, on_problem: OnProblem, on_added: Callable[[Added], None]
) -> None:
    if standing.fate == "erased":
        refusal = f"{item.document.id}: this report was erased from the project, and isn't added again"
        on_problem(Problem(refusal, lost=False))
    on_added(Added(item.document.id, standing.fate, standing.version))


def _write(
    engine: Engine,
    folder: Folder,
    some: Sequence[tuple[Collected, Prepared]],
    lexicon: Lexicon,
    on_problem: OnProblem,
    on_added: Callable[[Added], None],
) -> None:
    start = time.perf_counter()
    with writing(engine) as connection:
        written = _write_all(connection, folder, some, lexicon)
        touched = {key: _incidents(connection, key) for _, key in written if key is not None}
    seconds = (time.perf_counter() - start) / len(some)
    for (item, prepared), (standing, key) in zip(some, written, strict=True):
        if key is None:
            _tell(item, standing, on_problem, on_added)
        else:
            claims = len(prepared.claims)
            on_added(Added(item.document.id, standing.fate, standing.version, claims, touched[key], seconds))


def _write_all(
    connection: Connection, folder: Folder, some: Sequence[tuple[Collected, Prepared]], lexicon: Lexicon
) -> list[tuple[Standing, int | None]]:
    """Write documents; return how each stood to the store, and its row, None where there was nothing to write."""
    written: list[tuple[Standing, int | None]] = []
    fresh: list[tuple[int, Prepared]] = []  # rows are there, readings aren't yet
    for item, prepared in some:
        standing = standing_of(connection, item)  # another process may have been quicker
        if standing.fate != "new":  # it concerns a document whose reading must be there
            write_readings(connection, fresh, lexicon)
            fresh = []
        if standing.fate in ("unchanged", "erased"):
            written.append((standing, None))
        elif standing.fate == "completed" and standing.key is not None:
            update_document(connection, standing.key, prepared)
            replace_reading(connection, standing.key, prepared, lexicon)
            written.append((standing, standing.key))
        else:
            key = _insert(connection, folder, standing, item, prepared)
            fresh.append((key, prepared))
            written.append((standing, key))
    write_readings(connection, fresh, lexicon)
    return written


def standing_of(connection: Connection, item: Collected) -> Standing:
    """Tell what is to become of a report.

    The same text under the same id is known, in whatever version. A text is another version of a document with its
    id; of a report without an id of its own, of one from the same address, else from the same file.
    """
    document = item.document
    if _is_erased(connection, document):
        return Standing("erased", document)
    known = _row(connection, schema.document.c.id == document.id, schema.document.c.sha256 == document.sha256)
    if known is not None:
        merged = _merged(document, known)
        told = known.state == "current" and merged != _merged(_bare(document), known)
        return Standing("completed" if told else "unchanged", merged, known.key, known.version)
    former = _former(connection, item)
    if former is None:
        return Standing("new", document)
    return Standing("version", document, former.key, former.version + 1)


def _merged(document: Document, known: Row[Any]) -> Document:
    """Return the document with what the store knows of it already; only what it doesn't know is filled in."""
    published = date.fromisoformat(known.published) if known.published else document.published
    return replace(
        document, title=known.title or document.title, outlet=known.outlet or document.outlet,
        published=published, url=known.url or document.url,
    )  # fmt: skip


def _bare(document: Document) -> Document:
    return replace(document, title=None, outlet=None, published=None, url=None)


def has_own_id(document: Document) -> bool:
    """Tell whether a report came with an id, not one that was made of its text."""
    return document.id != document.sha256[:16]


def _is_erased(connection: Connection, document: Document) -> bool:
    t = schema.tombstone
    same = or_(t.c.sha256 == document.sha256, t.c.document == document.id)
    return connection.execute(select(t.c.id).where(same).limit(1)).first() is not None


def _former(connection: Connection, item: Collected) -> Row[Any] | None:
    d, document = schema.document, item.document
    current = d.c.state == "current"
    if has_own_id(document):
        return _row(connection, d.c.id == document.id, current)
    found = _row(connection, d.c.url == document.url, current) if document.url else None
    origin = origin_of(item)
    return found if found is not None or origin is None else _row(connection, d.c.origin == origin, current)


def _row(connection: Connection, *conditions: ColumnElement[bool]) -> Row[Any] | None:
    d = schema.document
    columns = (d.c.key, d.c.id, d.c.version, d.c.state, d.c.title, d.c.outlet, d.c.published, d.c.url)
    return cast("Row[Any] | None", connection.execute(select(*columns).where(*conditions).limit(1)).first())


def origin_of(item: Collected) -> str | None:
    """Return the file that holds this report alone, None if there is no such file."""
    alone = item.file is not None and item.kind != ".jsonl"
    return str(item.file.resolve()) if alone and item.file is not None else None


def _insert(
    connection: Connection, folder: Folder, standing: Standing, item: Collected, prepared: Prepared
) -> int:
    file = folder.keep(item.raw, item.kind)  # on the disk before the row is
    d = schema.document
    if standing.key is not None:
        connection.execute(update(d).where(d.c.key == standing.key).values(state="superseded"))
        refresh(connection, withdraw_document(connection, standing.key))
        carry(connection, standing.key, prepared)
    return insert_document(
        connection, prepared, version=standing.version, former=standing.key, file=file,
        origin=origin_of(item), round=current_round(connection),
    )  # fmt: skip


def _incidents(connection: Connection, key: int) -> int:
    c = schema.claim
    found = select(func.count(c.c.incident.distinct())).where(c.c.document == key)
    return int(connection.execute(found).scalar_one())
