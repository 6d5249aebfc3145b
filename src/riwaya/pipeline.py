"""Inputs → Readings, in the inputs' order: on one core if there is little to read, else on all."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from riwaya.errors import InputError, RiwayaError
from riwaya.ingest import Article, Options, Problem, check_encoding, make_document, parse_day, read_paths
from riwaya.model import Document, Reading

if TYPE_CHECKING:
    from riwaya.lexicon.loader import Lexicon

OnProblem = Callable[[Problem], None]
T = TypeVar("T")

_CHUNK = 10_000  # characters that a worker gets at a time: a fifth of a second of work
_SMALL = 4 * _CHUNK  # below this, starting workers costs more than it saves
_LITTER = 100_000  # values made between two searches for garbage
_AHEAD = 8  # chunks in flight a worker, so that memory doesn't grow with the input


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
    return render(
        _itself, *paths, published=published, outlet=outlet, lexicon=lexicon, encoding=encoding, jobs=jobs,
        ranked=ranked, on_problem=on_problem,
    )  # fmt: skip


def render(
    make: Callable[[Reading], T],
    *paths: str | Path,
    published: date | str | None = None,
    outlet: str | None = None,
    lexicon: str | Path | Lexicon | None = None,
    encoding: str | None = None,
    jobs: int | None = None,
    ranked: bool = True,
    on_problem: OnProblem | None = None,
) -> Iterator[T]:
    """Yield `make(reading)` for each reading, in order, made in the process that read it.

    A line of JSON is handed from process to process at a tenth of what its reading costs.
    """
    options = make_options(published, outlet, encoding)
    documents = _documents(read_paths(paths, options), on_problem or _raise)
    return render_documents(make, documents, lexicon=lexicon, jobs=jobs, ranked=ranked, on_problem=on_problem)


def render_documents(
    make: Callable[[Reading], T],
    documents: Iterator[Document],
    *,
    lexicon: str | Path | Lexicon | None = None,
    jobs: int | None = None,
    ranked: bool = True,
    on_problem: OnProblem | None = None,
) -> Generator[T]:
    """Yield `make(reading)` for each document, in order, as `render` does for paths.

    Whoever may stop before the end closes it (`contextlib.closing`), so that the processes that read end with it.
    """
    return _read_all(documents, _Task(load(lexicon), make, ranked), jobs or _cores(), on_problem or _raise)


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
    options = make_options(published, outlet, None)
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


def make_options(published: date | str | None, outlet: str | None, encoding: str | None) -> Options:
    """Return what the user says about the inputs, checked."""
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


@dataclass(frozen=True, slots=True)
class _Task(Generic[T]):
    """What is done with every document: read it with this lexicon, and make something of the reading."""

    lexicon: Lexicon
    make: Callable[[Reading], T]
    ranked: bool = True

    def do(self, document: Document) -> T | Problem:
        """Do it; a fault of ours in one document is reported by name and doesn't cost the others."""
        try:
            return self.make(read_one(document, self.lexicon, self.ranked))
        except RiwayaError:
            raise
        except Exception as error:
            at = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(at.filename).name}:{at.lineno}"
            return Problem(
                f"{document.id}: a fault in riwaya itself ({type(error).__name__} in {where}: {error}); "
                "please report it with the text"
            )


def _itself(reading: Reading) -> Reading:
    return reading


def _cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def settle() -> None:
    """Tell the interpreter that what is loaded now stays to the end, and that readings hold next to no cycles."""
    gc.freeze()
    gc.set_threshold(_LITTER)


def _read_all(documents: Iterator[Document], task: _Task[T], jobs: int, report: OnProblem) -> Generator[T]:
    chunks = _chunks(documents)
    first = list(islice(chunks, _SMALL // _CHUNK)) if jobs > 1 else []
    results: Iterator[list[T | Problem]]
    if len(first) < _SMALL // _CHUNK:
        results = ([task.do(document)] for chunk in chain(first, chunks) for document in chunk)
    else:
        results = _read_parallel(chain(first, chunks), task, jobs)
    for result in results:
        for made in result:
            if isinstance(made, Problem):
                report(made)
            else:
                yield made


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


def _read_parallel(
    chunks: Iterable[list[Document]], task: _Task[T], jobs: int
) -> Iterator[list[T | Problem]]:
    # On Linux workers are forked and share the loaded lexicon; elsewhere they get a copy.
    context = get_context("fork") if sys.platform == "linux" else None
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(task,))
    pending: deque[Future[list[T | Problem]]] = deque()
    try:
        for chunk in chunks:
            pending.append(pool.submit(_work, chunk))
            if len(pending) >= jobs * _AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool:
        raise RiwayaError(
            "a process that was reading was ended from outside, mostly for want of memory; read with --jobs 1"
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_worker: list[_Task[Any]] = []  # what a worker process was started with


def _start(task: _Task[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    settle()
    _worker[:] = [task]


def _work(documents: list[Document]) -> list[Any]:
    return [_worker[0].do(document) for document in documents]
