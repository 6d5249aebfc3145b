"""All documents read anew, with today's lexicon: a transaction a document, so that what was interrupted can go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, func, select, update

from riwaya import __version__, pipeline
from riwaya.ingest import Problem
from riwaya.lexicon.loader import Lexicon
from riwaya.model import Document
from riwaya.project import judging, missed, rounds, schema
from riwaya.project.engine import reading, writing
from riwaya.project.prepare import Prepare, Prepared
from riwaya.project.writing import replace_reading, update_document

_UNFINISHED = "rebuilding"  # in `meta`: what the round that isn't finished reads with


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild found: documents read, claims that came, went and changed, and what that means for judgements."""

    documents: int
    claims: int
    new: int
    gone: int
    changed: int
    again: int  # judged claims to be reviewed again
    orphans: tuple[judging.Orphan, ...]
    resumed: bool  # it went on with a rebuild that was interrupted


def rebuild(
    engine: Engine,
    lexicon: Lexicon,
    jobs: int | None,
    on_problem: Callable[[Problem], None],
    on_document: Callable[[str], None],
) -> RebuildReport:
    """Read all current documents anew; go on with a rebuild by the same lexicon that was interrupted."""
    number, resumed = _begin(engine, f"{__version__} {lexicon.version}")
    sums: Counter[str] = Counter()
    read = pipeline.render_documents(
        Prepare(lexicon), _documents(engine, number), lexicon=lexicon, jobs=jobs, on_problem=on_problem
    )
    with closing(read):
        for prepared in read:
            with writing(engine) as connection:
                sums.update(_write(connection, prepared, number, lexicon))
            on_document(prepared.document["id"])
    with writing(engine) as connection:
        rounds.put(connection, _UNFINISHED, "")
        again, orphans = judging.to_review_again(connection), tuple(judging.orphans(connection))
    return RebuildReport(
        documents=sums["documents"], claims=sums["claims"], new=sums["new"], gone=sums["gone"],
        changed=sums["changed"], again=again, orphans=orphans, resumed=resumed,
    )  # fmt: skip


def _begin(engine: Engine, reader: str) -> tuple[int, bool]:
    """Return the number of the round, and whether it had begun before."""
    with writing(engine) as connection:
        number = rounds.current_round(connection)
        if rounds.get(connection, _UNFINISHED) == reader:
            return number, True
        rounds.set_round(connection, number + 1)
        rounds.put(connection, _UNFINISHED, reader)
        return number + 1, False


def count_documents(engine: Engine) -> int:
    """Return how many current documents there are."""
    d = schema.document
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).where(d.c.state == "current")).scalar_one())


def _documents(engine: Engine, number: int) -> Iterator[Document]:
    """Yield the current documents that this round hasn't read yet; one at a time, so that memory stays small."""
    d = schema.document
    unread = select(d.c.key).where(d.c.round < number, d.c.state == "current").order_by(d.c.key)
    with reading(engine) as connection:
        keys = connection.execute(unread).scalars().all()
    for key in keys:
        with reading(engine) as connection:
            row = connection.execute(select(d).where(d.c.key == key)).first()
        if row is not None:  # else erased meanwhile
            published = date.fromisoformat(row.published) if row.published else None
            yield Document(
                row.id, row.text, row.sha256, row.title, row.outlet, published, row.url, row.language
            )


def _write(connection: Connection, prepared: Prepared, number: int, lexicon: Lexicon) -> dict[str, int]:
    """Write a document's new reading; return how many claims it has, and how many came, went and changed."""
    d, c = schema.document, schema.claim
    document = prepared.document
    key = connection.execute(
        select(d.c.key).where(
            d.c.id == document["id"], d.c.sha256 == document["sha256"], d.c.state == "current"
        )
    ).scalar()
    if key is None:  # superseded or erased meanwhile
        return {}
    rows = connection.execute(select(c.c.id, c.c.digest).where(c.c.document == key))
    before = {row.id: row.digest for row in rows}
    after = {claim.id: claim.digest for claim in prepared.claims}
    update_document(connection, key, prepared)
    connection.execute(update(d).where(d.c.key == key).values(round=number))
    replace_reading(connection, key, prepared, lexicon)
    added = missed.restore(connection, key, lexicon)
    changed = sum(before[claim] != digest for claim, digest in after.items() if claim in before)
    return {
        "documents": 1,
        "claims": len(after) + len(added),
        "new": len(after.keys() - before.keys()),
        "gone": len(before.keys() - after.keys() - set(added)),
        "changed": changed,
    }
