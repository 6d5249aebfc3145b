"""What takes longer than a page may: adding reports, a rebuild. It goes on beside the pages, one job at a time.

    job = jobs.start(request.app.state, "rebuild", rebuild, project.folder.root, apart=True)

    def rebuild(progress: Progress, root: Path) -> RebuildReport:
        with Project.open(root) as project:
            progress.expect(project.count_documents())
            return project.rebuild(on_problem=…, on_document=lambda _: progress.step())

With `apart` the work runs in a process of its own, where it may use all cores and doesn't slow the pages down: it has to be
a function of a module, and what it is given and returns must be picklable. `/jobs/ID` shows a job; its result is drawn by
`templates/parts/job_KIND.html`. Whatever interrupts a job, the store holds each report whole or not at all.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Literal, Protocol

from riwaya.errors import RiwayaError
from riwaya.review import apart as process

State = Literal["waiting", "running", "done", "failed", "cancelled"]
KEPT = 20  # jobs that ended and can still be looked at
PROBLEMS = 200  # sentences that a job keeps; more are counted
_PATIENCE = 10  # seconds for a job to end when the app does


class Cancelled(Exception):
    """The reader stopped the job."""


class Progress(Protocol):
    """What a job says while it runs. `step` raises Cancelled once the reader has stopped it."""

    def expect(self, total: int | None) -> None:
        """Say how many steps there will be, None if that isn't known."""

    def step(self) -> None:
        """Say that one more is done."""

    def problem(self, message: str) -> None:
        """Say what is wrong with one of them, in a sentence."""


@dataclass(eq=False)
class Job:
    """A job as it stands now. `result` is what its work returned; `error` says in a sentence why it failed."""

    id: str
    kind: str
    state: State = "waiting"
    total: int | None = None
    done: int = 0
    problems: list[str] = field(default_factory=list)
    more_problems: int = 0  # beyond those that are kept
    result: Any = None
    error: str | None = None
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def ended(self) -> bool:
        """Whether nothing of it will change any more."""
        return self.state in ("done", "failed", "cancelled")

    @property
    def stopping(self) -> bool:
        """Whether the reader has asked it to stop."""
        return self._stop.is_set()

    def expect(self, total: int | None) -> None:
        """Keep how many steps there will be."""
        self.total = total

    def step(self) -> None:
        """Count a step."""
        self.done += 1
        if self._stop.is_set():
            raise Cancelled

    def problem(self, message: str) -> None:
        """Keep a sentence on what went wrong."""
        if len(self.problems) < PROBLEMS:
            self.problems.append(message)
        else:
            self.more_problems += 1

    def cancel(self) -> None:
        """Stop after what is being done now; what is done stays done."""
        self._stop.set()


class Jobs:
    """The jobs of a running app: they wait for each other, for one writes at a time."""

    def __init__(self) -> None:
        self._held: dict[str, Job] = {}
        self._queue: SimpleQueue[tuple[Job, Callable[[], Any], Callable[[], None] | None]] = SimpleQueue()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def start(
        self,
        kind: str,
        work: Callable[..., Any],
        *args: Any,
        apart: bool = False,
        after: Callable[[], None] | None = None,
    ) -> Job:
        """Let `work(progress, *args)` run as soon as the jobs before it have ended; `after` comes whatever happened."""
        job = Job(secrets.token_hex(8), kind)
        with self._lock:
            self._held[job.id] = job
            self._forget()
            if self._worker is None:
                self._worker = threading.Thread(target=self._run_all, name="riwaya-jobs", daemon=True)
                self._worker.start()
        run = (lambda: process.run(job, work, *args)) if apart else (lambda: work(job, *args))
        self._queue.put((job, run, after))
        return job

    def get(self, id: str) -> Job | None:
        """Return a job, None if it is long gone."""
        return self._held.get(id)

    def all(self) -> list[Job]:
        """Return the jobs, the latest first."""
        return list(reversed(list(self._held.values())))

    def stop(self) -> None:
        """Stop them all and wait a little for the one that runs: the app is ending."""
        running = [job for job in self.all() if not job.ended]
        for job in running:
            job.cancel()
        if running and self._worker is not None:
            self._queue.put((Job("", "end", "cancelled"), lambda: None, None))
            self._worker.join(_PATIENCE)

    def _forget(self) -> None:
        ended = [job.id for job in self._held.values() if job.ended]
        for id in ended[: max(0, len(ended) - KEPT)]:
            del self._held[id]

    def _run_all(self) -> None:
        while True:
            job, run, after = self._queue.get()
            if job.kind == "end":
                return
            state = _run(job, run)
            if after is not None:
                after()
            job.state = state  # not before: what waits for its end may count on what comes after it


def _run(job: Job, run: Callable[[], Any]) -> State:
    if job.stopping:
        return "cancelled"
    job.state = "running"
    try:
        job.result = run()
        return "done"
    except Cancelled:
        return "cancelled"
    except RiwayaError as error:
        job.error = str(error)
    except Exception as error:  # a fault of ours must not end the jobs that wait
        job.error = f"a fault in riwaya itself ({type(error).__name__}: {error}); please report it"
    return "failed"


_FIRST = threading.Lock()


def of(state: Any) -> Jobs:
    """Return the jobs of an app, by its `state`."""
    with _FIRST:
        if not hasattr(state, "jobs"):
            state.jobs = Jobs()
        found: Jobs = state.jobs
        return found


def start(
    state: Any,
    kind: str,
    work: Callable[..., Any],
    *args: Any,
    apart: bool = False,
    after: Callable[[], None] | None = None,
) -> Job:
    """Start a job of an app: `work(progress, *args)`."""
    return of(state).start(kind, work, *args, apart=apart, after=after)
