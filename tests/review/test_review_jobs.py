"""Jobs beside the pages: one at a time, each says how far it is, and whatever happens the next one runs."""

from __future__ import annotations

import os
import sys
import threading
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import InputError
from riwaya.review.jobs import KEPT, PROBLEMS, Job, Jobs, Progress


def three(progress: Progress, what: str) -> str:
    progress.expect(3)
    for number in range(3):
        progress.step()
        if number == 1:
            progress.problem(f"{what}: the second is odd")
    return what * 2


def mistaken(progress: Progress) -> None:
    raise InputError("this can't be read; give another")


def faulty(progress: Progress) -> None:
    raise ZeroDivisionError("by nothing")


def endless(progress: Progress) -> None:
    while True:
        progress.step()
        time.sleep(0.01)


def killed(progress: Progress) -> None:
    os.kill(os.getpid(), 9)


def with_helper(progress: Progress, dies: bool) -> None:
    context = get_context("fork")
    helper = context.Process(target=time.sleep, args=(60,))
    helper.start()
    progress.problem(str(helper.pid))
    if dies:
        os.kill(os.getpid(), 9)
    endless(progress)


def number_of_process(progress: Progress) -> int:
    return os.getpid()


def ended(job: Job, seconds: float = 20) -> Job:
    until = time.monotonic() + seconds
    while not job.ended:
        assert time.monotonic() < until, job
        time.sleep(0.01)
    return job


@pytest.mark.parametrize("apart", [False, True])
def test_done(apart: bool) -> None:
    job = ended(Jobs().start("x", three, "ab", apart=apart))
    assert (job.state, job.result, job.total, job.done) == ("done", "abab", 3, 3)
    assert job.problems == ["ab: the second is odd"]


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(
    ("work", "said"),
    [(mistaken, "this can't be read; give another"), (faulty, "a fault in riwaya itself")],
)
def test_failed(work: Any, said: str, apart: bool) -> None:
    jobs = Jobs()
    job = ended(jobs.start("x", work, apart=apart))
    assert job.state == "failed"
    assert job.error is not None
    assert job.error.startswith(said)
    assert ended(jobs.start("x", three, "c")).state == "done"


def test_a_process_that_dies_is_told_of() -> None:
    job = ended(Jobs().start("x", killed, apart=True))
    assert job.state == "failed"
    assert "ended from outside" in str(job.error)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere helpers aren't forked")
@pytest.mark.parametrize(("dies", "state"), [(True, "failed"), (False, "cancelled")])
def test_helpers_end_with_their_process(dies: bool, state: str) -> None:
    job = Jobs().start("x", with_helper, dies, apart=True)
    while not job.problems:
        time.sleep(0.01)
    if not dies:
        job.cancel()
    assert ended(job).state == state
    for _ in range(100):
        if _gone(int(job.problems[0])):
            return
        time.sleep(0.02)
    raise AssertionError("the helper goes on")


def _gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_apart_is_another_process() -> None:
    jobs = Jobs()
    assert ended(jobs.start("x", number_of_process)).result == os.getpid()
    assert ended(jobs.start("x", number_of_process, apart=True)).result != os.getpid()


@pytest.mark.parametrize("apart", [False, True])
def test_cancel(apart: bool) -> None:
    job = Jobs().start("x", endless, apart=apart)
    while job.done == 0:
        time.sleep(0.01)
    job.cancel()
    assert ended(job).state == "cancelled"


def test_one_at_a_time_and_one_that_waits_can_be_cancelled() -> None:
    jobs, go, order = Jobs(), threading.Event(), list[str]()

    def first(progress: Progress) -> None:
        go.wait(10)
        order.append("first")

    one = jobs.start("x", first)
    two = jobs.start("x", lambda progress: order.append("second"))
    three = jobs.start("x", lambda progress: order.append("third"))
    assert two.state == "waiting"
    two.cancel()
    go.set()
    assert [ended(job).state for job in (one, two, three)] == ["done", "cancelled", "done"]
    assert order == ["first", "third"]


def test_stop_ends_what_runs() -> None:
    jobs = Jobs()
    running, waiting = jobs.start("x", endless, apart=True), jobs.start("x", three, "a")
    while running.done == 0:
        time.sleep(0.01)
    jobs.stop()
    assert (running.state, waiting.state) == ("cancelled", "cancelled")


def test_old_jobs_are_forgotten_and_problems_bounded() -> None:
    jobs = Jobs()

    def many(progress: Progress) -> None:
        for number in range(PROBLEMS + 5):
            progress.problem(str(number))

    first = ended(jobs.start("x", many))
    assert (len(first.problems), first.more_problems) == (PROBLEMS, 5)
    last = [ended(jobs.start("x", three, "a")) for _ in range(KEPT + 3)][-1]
    assert jobs.get(first.id) is None
    assert jobs.get(last.id) is last
    assert jobs.all()[0] is last
