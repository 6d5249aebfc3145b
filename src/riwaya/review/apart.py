"""Work in a process of its own, which tells this one how far it is.

The process is started anew and not forked: the server has threads, whose locks a fork would copy as they stand. In
it nothing runs but the work, which may then fork its own helpers.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from riwaya.errors import InputError, RiwayaError

if TYPE_CHECKING:
    from riwaya.review.jobs import Job

_LOOK = 0.2  # seconds between two looks at whether the job is to stop
_PATIENCE = 8  # seconds for the process to put its things away
ENDED = "the process that was reading was ended from outside, mostly for want of memory; add fewer reports at once"


class Teller:
    """The job as its process sees it: what it says goes to the app."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def expect(self, total: int | None) -> None:
        """Say how many steps there will be."""
        self._pipe.send(("expect", total))

    def step(self) -> None:
        """Say that one more is done."""
        self._pipe.send(("step", None))

    def problem(self, message: str) -> None:
        """Say what is wrong with one of them."""
        self._pipe.send(("problem", message))


def run(job: Job, work: Callable[..., Any], *args: Any) -> Any:
    """Return what `work(progress, *args)` returns there, and pass on to the job what it tells meanwhile."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, work, args), name=f"riwaya-{job.kind}")
    process.start()
    there.close()
    try:
        return _listen(job, here)
    finally:
        process.terminate()
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
        here.close()


def _listen(job: Job, pipe: Connection) -> Any:
    from riwaya.review.jobs import Cancelled

    while True:
        if job.stopping:
            raise Cancelled
        if not pipe.poll(_LOOK):
            continue
        try:
            what, value = pipe.recv()
        except EOFError:
            raise InputError(ENDED) from None
        if what == "result":
            return value
        if what == "mistake":
            raise RiwayaError(value)
        if what == "fault":
            raise RuntimeError(value)
        if what == "step":
            job.step()
        elif what == "expect":
            job.expect(value)
        else:
            job.problem(value)


def _work(pipe: Connection, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(1)
    )  # unwinds: helpers end, a transaction is rolled back
    try:
        pipe.send(("result", work(Teller(pipe), *args)))
    except RiwayaError as error:
        pipe.send(("mistake", str(error)))
    except BrokenPipeError:
        sys.exit(1)  # the app is gone
    except Exception as error:
        pipe.send(("fault", f"{type(error).__name__}: {error}"))
