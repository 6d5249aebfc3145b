"""Work in a process of its own, which tells this one how far it is.

The process is started anew and not forked: the server has threads, whose locks a fork would copy as they stand. In
it nothing runs but the work, which may then fork its own helpers.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

from riwaya.errors import InputError, RiwayaError

if TYPE_CHECKING:
    from riwaya.review.jobs import Job

_LOOK = 0.2  # seconds between two looks at whether the job is to stop
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
        return _listen(job, here, process)
    finally:
        _end(process)
        here.close()


def _end(process: BaseProcess) -> None:
    """End the process with all its helpers, at once: what it was writing is in the store whole or not at all."""
    if process.pid is not None:
        _end_helpers(process.pid)
    process.kill()
    process.join()


def _end_helpers(group: int) -> None:
    """End all that is in the process's group. Elsewhere than on POSIX helpers end with it by themselves."""
    if hasattr(os, "killpg"):
        with suppress(OSError):  # there is no such group where it had just begun
            os.killpg(group, signal.SIGKILL)


def _listen(job: Job, pipe: Connection, process: BaseProcess) -> Any:
    from riwaya.review.jobs import Cancelled

    while True:
        if job.stopping:
            raise Cancelled
        if not pipe.poll(_LOOK):
            # The pipe alone doesn't tell: its helpers hold it open.
            if process.exitcode is not None and not pipe.poll():
                raise InputError(ENDED)
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
    if hasattr(os, "setpgrp"):
        os.setpgrp()  # with its helpers; and Ctrl+C is the server's to handle
    try:
        pipe.send(("result", work(Teller(pipe), *args)))
    except BrokenPipeError:  # the app is gone
        _end_helpers(os.getpid())
    except RiwayaError as error:
        pipe.send(("mistake", str(error)))
    except Exception as error:
        pipe.send(("fault", f"{type(error).__name__}: {error}"))
