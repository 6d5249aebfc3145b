"""`riwaya serve` as its user has it: a process that prints an address, answers there, and ends when told to."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from riwaya.cli import main
from riwaya.project import Project, init
from riwaya.review.render import STATIC
from riwaya.review.serve import BUILT, OPENER

needs_scripts = pytest.mark.skipif(not (STATIC / BUILT).is_file(), reason="the app's scripts aren't built")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with init(tmp_path / "war", by="tests") as made:
        return made.folder.root


@contextmanager
def serving(
    project: Path, *options: str, env: dict[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address that it prints."""
    command = [sys.executable, "-m", "riwaya", "serve", str(project), *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(env or {})}
    )
    try:
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], 30)[0], "no address within 30 seconds"
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


@needs_scripts
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_an_address_and_answers_and_ends(project: Path, how: signal.Signals) -> None:
    with serving(project, "--no-browser") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client(follow_redirects=True, timeout=30) as client:
            page = client.get(address)
            assert page.status_code == 200
            assert "token" not in str(page.url)
        assert httpx.get(address.partition("?")[0]).status_code == 403
        process.send_signal(how)
        out, err = process.communicate(timeout=15)
        assert process.returncode == 0, err
        assert "Traceback" not in err
        assert address.partition("token=")[2] not in out + err  # the address was on the line that was read
    assert not (project / OPENER).exists()


@needs_scripts
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_it_ends_with_the_job_that_runs(project: Path) -> None:
    text = "قصفت طائرات حربية سوق بلدة الحراك في ريف درعا يوم 3 مارس 2021، وقُتل 4 مدنيين، بحسب ناشطين. " * 8
    lines = "\n".join(json.dumps({"id": str(n), "text": f"{n} {text}"}) for n in range(300))
    with serving(project, "--no-browser") as (process, address):
        origin = address.partition("/?")[0]
        with httpx.Client(
            base_url=origin, follow_redirects=True, headers={"origin": origin}, timeout=30
        ) as client:
            csrf = re.findall(r'name="csrf" value="(\w+)"', client.get(address).text)[0]
            job = client.post("/add", data={"csrf": csrf}, files={"files": ("a.jsonl", lines.encode())})
            until = time.monotonic() + 60
            while not re.search(r"[1-9]\d* of 300", client.get(str(job.url)).text):
                assert time.monotonic() < until
                time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=15)
        assert (process.returncode, "Traceback" in err) == (0, False), err
    assert list((project / ".passing").iterdir()) == []
    time.sleep(0.5)
    assert not [one for one in Path("/proc").glob("[0-9]*") if _holds(one, project)]
    with Project.open(project) as opened:
        assert 0 < opened.count_documents() < 300


def _holds(process: Path, project: Path) -> bool:
    """Whether another process has the project's store open."""
    if process.name == str(os.getpid()):
        return False
    try:
        return any(os.readlink(one) == str(project / "riwaya.db") for one in (process / "fd").iterdir())
    except OSError:
        return False


@needs_scripts
def test_the_browser_is_started_without_the_token(project: Path, tmp_path: Path) -> None:
    """Whoever lists the machine's processes sees what programs were started with."""
    said, browser = tmp_path / "said", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" > {said}\n')
    browser.chmod(0o700)
    with serving(project, env={"BROWSER": f"{browser} %s"}) as (process, address):
        httpx.get(address)
        opened = said.read_text().strip()
        assert opened == (project / OPENER).resolve().as_uri()
        assert address.partition("token=")[2] not in opened
        page = project / OPENER
        assert page.stat().st_mode & 0o077 == 0
        assert address in page.read_text()
        process.send_signal(signal.SIGINT)
        process.wait(15)
        assert not page.exists()


@needs_scripts
def test_a_port_of_ones_own(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with serving(project, "--port", str(port), "--no-browser") as (_, address):
        assert f":{port}/" in address


@needs_scripts
def test_a_port_that_is_taken(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", str(project), "--port", str(port), "--no-browser"])
    assert done.exit_code == 2
    assert f"--port {port}: Address already in use; choose another" in done.output


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "::1", "192.168.1.2", "example.org", "127.0.0.2", ""])
def test_other_hosts_are_refused(project: Path, host: str) -> None:
    done = CliRunner().invoke(main, ["serve", str(project), "--host", host, "--no-browser"])
    assert done.exit_code == 2
    assert f"--host {host}: refused; the app has no login yet" in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_no_project(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["serve", str(tmp_path), "--no-browser"])
    assert done.exit_code == 2
    assert "no project here; make one with riwaya init" in done.output
    assert len(done.output.strip().splitlines()) == 1
