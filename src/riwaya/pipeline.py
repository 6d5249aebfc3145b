"""Inputs → Readings, in the inputs' order: on one core if there is little to read, else on all."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from riwaya.errors import InputError, RiwayaError
from riwaya.ingest import Article, Options, Problem, check_encoding, make_document, parse_day, read_paths
from riwaya.model import Document, Reading

if TYPE_CHECKING:
    from riwaya.lexicon.loader import Lexicon

OnProblem = Callable[[Problem], None]

_CHUNK = 50_000  # characters that a worker gets at a time
_SMALL = 4 * _CHUNK  # below this, starting workers costs more than it saves
_AHEAD = 4  # chunks in flight a worker, so that memory doesn't grow with the input


def read(
    *paths: str | Path,
    published: date | str | None = None,
    outlet: str | None = None,
    lexicon: str | Path | Lexicon | None = None,
    encoding: str | None = None,
    jobs: int | None = None,
    ranked: bool = True,
    on_problem: OnProblem | None = None,
) -> Iterator[Reading]:
    """Yield what is read from each report in files, folders or «-», in order.

    `published` and `outlet` are taken where a report doesn't state its own. `lexicon` is a folder that
    comes on top of the built-in one. `jobs` is the number of processes, None for one a core.
    Without `ranked` the grammar decides alone, at one constant confidence. An input
    that can't be read is given to `on_problem` and the rest is read; without it an InputError is raised.

        for reading in riwaya.read("reports/"):
            for claim in reading.claims:
                print(claim.type, claim.trigger.of(reading.document.text))
    """
    options = _options(published, outlet, encoding)
    report = on_problem or _raise
    documents = _documents(read_paths(paths, options), report)
    return _read_all(documents, load(lexicon), jobs or os.cpu_count() or 1, report, ranked)


def read_text(
    text: str,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    id: str | None = None,
    lexicon: str | Path | Lexicon | None = None,
    ranked: bool = True,
) -> Reading:
    """Return what is read from one report, given as text."""
    options = _options(published, outlet, None)
    article = Article("<text>", text, id=id, title=title, outlet=options.outlet, published=options.published)
    (document,) = (d for d in make_document(article) if isinstance(d, Document))
    return read_one(document, load(lexicon), ranked)


def read_one(document: Document, lexicon: Lexicon, ranked: bool = True) -> Reading:
    """Return what is read from a document; nothing if it isn't in Arabic."""
    if document.language not in ("ar", None):
        return Reading(document)
    from riwaya.confidence import built_in_ranker
    from riwaya.reading import read_document

    return read_document(document, lexicon, built_in_ranker() if ranked else None)


def load(lexicon: str | Path | Lexicon | None) -> Lexicon:
    """Return the lexicon: the built-in one, with a folder on top, or one that is loaded already."""
    if lexicon is None:
        return _built_in()
    return _load(Path(lexicon)) if isinstance(lexicon, (str, Path)) else lexicon


@cache
def _built_in() -> Lexicon:
    return _load()


def _load(*folders: Path) -> Lexicon:
    from riwaya.lexicon.loader import load_lexicon

    # All that is made here stays: looking for garbage in it would take as long as the loading itself.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return load_lexicon(*folders)
    finally:
        if collecting:
            gc.enable()


def _options(published: date | str | None, outlet: str | None, encoding: str | None) -> Options:
    day = parse_day(published, "published") if isinstance(published, str) else published
    return Options(day, outlet, check_encoding(encoding) if encoding else None)


def _raise(problem: Problem) -> None:
    if problem.lost:
        raise InputError(problem.message)


def _documents(items: Iterable[Document | Problem], report: OnProblem) -> Iterator[Document]:
    for item in items:
        if isinstance(item, Problem):
            report(item)
        else:
            yield item


def _read_all(
    documents: Iterator[Document], lexicon: Lexicon, jobs: int, report: OnProblem, ranked: bool = True
) -> Iterator[Reading]:
    chunks = _chunks(documents)
    first = list(islice(chunks, _SMALL // _CHUNK)) if jobs > 1 else []
    results: Iterator[list[Reading | Problem]]
    if len(first) < _SMALL // _CHUNK:
        results = (_read_chunk(chunk, lexicon, ranked) for chunk in chain(first, chunks))
    else:
        results = _read_parallel(chain(first, chunks), lexicon, jobs, ranked)
    for result in results:
        yield from _readings(result, report)


def _readings(results: list[Reading | Problem], report: OnProblem) -> Iterator[Reading]:
    for result in results:
        if isinstance(result, Problem):
            report(result)
        else:
            yield result


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.text)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read_chunk(documents: list[Document], lexicon: Lexicon, ranked: bool) -> list[Reading | Problem]:
    return [_read_safely(document, lexicon, ranked) for document in documents]


def _read_safely(document: Document, lexicon: Lexicon, ranked: bool) -> Reading | Problem:
    """Read one document; a fault of ours in it is reported by name and doesn't cost the others."""
    try:
        return read_one(document, lexicon, ranked)
    except RiwayaError:
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}:{at.lineno}"
        return Problem(
            f"{document.id}: a fault in riwaya itself ({type(error).__name__} in {where}: {error}); "
            "please report it with the text"
        )


def _read_parallel(
    chunks: Iterable[list[Document]], lexicon: Lexicon, jobs: int, ranked: bool
) -> Iterator[list[Reading | Problem]]:
    # On Linux workers are forked and share the loaded lexicon; elsewhere they get a copy.
    context = get_context("fork") if sys.platform == "linux" else None
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(lexicon, ranked))
    pending: deque[Future[list[Reading | Problem]]] = deque()
    try:
        for chunk in chunks:
            pending.append(pool.submit(_work, chunk))
            if len(pending) >= jobs * _AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_worker: list[tuple[Lexicon, bool]] = []  # what a worker process was started with


def _start(lexicon: Lexicon, ranked: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _worker[:] = [(lexicon, ranked)]


def _work(documents: list[Document]) -> list[Reading | Problem]:
    return _read_chunk(documents, *_worker[0])
