"""Projects whose writers are killed, or are several: real processes, ended with SIGKILL at random moments."""

import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from project_fixtures import articles, contents, faults, rows, value, write_lines
from riwaya.project import Project, init

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")

KILLS = 100
REPORTS = 8

# Loads the lexicon once; for each line that it gets («seconds|command|…») it forks a process that runs the command,
# kills it after so many seconds, and says how it ended. A fork is as good a process to kill as any other, and is there at once.
FACTORY = """
import os, signal, sys, time
from riwaya import pipeline
from riwaya.cli import main
from riwaya.project import adding
adding.TOGETHER = 2  # else these few small reports would all be written in one transaction
pipeline.read_text("قصفت مدفعية الجيش مدينة درعا.")
for line in sys.stdin:
    seconds, *command = line.rstrip("\\n").split("|")
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0), os.dup2(null, 1)
        try:
            main(command, standalone_mode=False)
        except SystemExit as left:
            os._exit(left.code or 0)
        except BaseException:
            import traceback
            traceback.print_exc()
            os._exit(99)
        os._exit(0)
    if seconds:
        time.sleep(float(seconds))
        os.kill(child, signal.SIGKILL)  # a zombie at worst
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Factory:
    """Starts commands in processes of their own."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(FACTORY)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def run(self, *command: object, kill_after: float | None = None) -> bool:
        """Run a command, kill it after some seconds; return whether it was killed before its end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        seconds = "" if kill_after is None else f"{kill_after:.4f}"
        self.process.stdin.write("|".join((seconds, *(str(c) for c in command))) + "\n")
        self.process.stdin.flush()
        status = int(self.process.stdout.readline())
        assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0
        return os.WIFSIGNALED(status)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=30)


@pytest.fixture
def factory():
    factory = Factory()
    yield factory
    factory.close()


def test_killed_at_any_moment_nothing_is_half_written_and_it_goes_on(factory, tmp_path):
    source = write_lines(tmp_path / "a.jsonl", *articles(REPORTS))
    whole = tmp_path / "whole"
    init(whole).close()
    start = time.perf_counter()
    factory.run("add", source, "--project", whole, "--jobs", 1)
    lasts = time.perf_counter() - start
    wanted = contents(whole)
    chance = random.Random(20240305)
    killed = number = 0
    seen: set[int] = set()
    while killed < KILLS:
        number += 1
        root = tmp_path / f"p{number}"
        init(root).close()
        for _ in range(1000):
            before = value(root, "SELECT count(*) FROM document")
            if not factory.run(
                "add", source, "--project", root, "--jobs", 1, kill_after=chance.uniform(0, lasts / 3)
            ):
                if value(root, "SELECT count(*) FROM document") == REPORTS:
                    break
                continue
            killed += 1
            assert faults(root) == []
            after = int(value(root, "SELECT count(*) FROM document"))
            assert after >= before  # type: ignore[operator]
            seen.add(after)
        factory.run("add", source, "--project", root, "--jobs", 1)
        assert contents(root) == wanted
        assert list(root.rglob("*.part")) == []
    assert len(seen) >= REPORTS / 2  # killed at many stages, not always before the first report


def test_a_rebuild_that_is_killed_goes_on(factory, tmp_path):
    root = tmp_path / "p"
    init(root).close()
    factory.run("add", write_lines(tmp_path / "a.jsonl", *articles(REPORTS)), "--project", root, "--jobs", 1)
    wanted = contents(root)
    chance = random.Random(7)
    for _ in range(20):
        factory.run("rebuild", "--project", root, "--jobs", 1, kill_after=chance.uniform(0.01, 0.3))
        assert faults(root) == []
    factory.run("rebuild", "--project", root, "--jobs", 1)
    assert contents(root) == wanted
    assert faults(root) == []


def test_an_erasure_that_is_killed_is_finished(factory, tmp_path):
    source = write_lines(
        tmp_path / "a.jsonl", *articles(4), {"id": "x", "text": "قُتل الشاهد زعرورالقمحاوي في درعا أمس."}
    )
    model = tmp_path / "model"
    init(model).close()
    factory.run("add", source, "--project", model, "--jobs", 1)
    chance = random.Random(11)
    stages, longest = set(), 0.0
    for number in range(25):
        root = tmp_path / f"p{number}"
        shutil.copytree(model, root)
        start = time.perf_counter()
        moment = chance.uniform(0, longest) if number else None
        factory.run("erase", "x", "--reason", "r", "--by", "b", "--project", root, kill_after=moment)
        longest = longest or time.perf_counter() - start
        Project.open(root).close()  # finishes what was begun
        assert faults(root) == []
        held = any("زعرورالقمحاوي".encode() in p.read_bytes() for p in root.rglob("*") if p.is_file())
        erased = bool(rows(root, "SELECT * FROM tombstone"))
        assert held != erased
        stages.add(erased)
    assert stages == {True, False}


@pytest.mark.parametrize("same", [True, False], ids=["the same reports", "others"])
def test_two_that_add_at_once_both_complete(tmp_path, same):
    root = tmp_path / "p"
    init(root).close()
    all_of_them = articles(2 * REPORTS)
    halves = [all_of_them] * 2 if same else [all_of_them[:REPORTS], all_of_them[REPORTS:]]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "riwaya", "add", str(write_lines(tmp_path / f"{n}.jsonl", *half)),
             "--project", str(root), "--jobs", "1"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for n, half in enumerate(halves)
    ]  # fmt: skip
    for process in running:
        _, errors = process.communicate(timeout=240)
        assert (process.returncode, errors) == (0, b"")
    assert value(root, "SELECT count(*) FROM document") == 2 * REPORTS
    assert faults(root) == []


def test_a_command_that_is_killed_while_it_reads_in_parallel(tmp_path):
    """The whole command line with its worker processes, and not a fork of a warm one."""
    root = tmp_path / "p"
    init(root).close()
    source = write_lines(tmp_path / "a.jsonl", *articles(150))
    command = [sys.executable, "-m", "riwaya", "add", str(source), "--project", str(root), "--jobs", "2"]
    chance = random.Random(3)
    for _ in range(3):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(1.0, 3.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert faults(root) == []
    assert subprocess.run(command, stdout=subprocess.DEVNULL, timeout=240).returncode == 0
    assert value(root, "SELECT count(*) FROM document") == 150
    assert faults(root) == []
