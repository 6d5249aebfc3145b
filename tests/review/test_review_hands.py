"""Pages made by other processes: the same ones, never stale; nobody waits for one that has ended, and none outlives the app."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from riwaya.project import Project, init
from riwaya.project.views.names import names_of
from riwaya.review.app import create_app
from riwaya.review.guard import Guard, Keys
from riwaya.review.hands import MOST, Hands, reads, spare_cores
from riwaya.review.render import STATIC
from riwaya.review.serve import BUILT, listen

REPORTS = {
    "a": "قصفت مدفعية الجيش السوري أطراف مدينة درعا في 3 آذار 2021، واتهم ناشطون الجيش بقتل مدنيين.",
    "b": "أعلنت هيئة تحرير الشام أنها سيطرت على قرية الجانودية في 5 آذار 2021.",
}
PATIENCE = 60  # seconds
on_linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux about processes")
needs_scripts = pytest.mark.skipif(not (STATIC / BUILT).is_file(), reason="the app's scripts aren't built")


class Told:
    """An app that keeps which addresses it was asked for: those that no hand answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.asked: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.asked.append(scope["path"])
        await self.app(scope, receive, send)


@dataclass
class Helped:
    """A served project: what the first process answered itself, and a reader."""

    project: Project
    first: Told
    client: httpx.Client

    def by_hand(self, path: str) -> httpx.Response:
        """Return a page that a hand made."""

        def made() -> httpx.Response | None:
            self.first.asked.clear()
            answer = self.client.get(path)
            return None if self.first.asked else answer

        return until(made)


def hands() -> list[int]:
    """The processes that make pages beside this one."""
    return [one.pid for one in multiprocessing.active_children() if one.name == "riwaya-hand" and one.pid]


def until(what: Callable[[], Any]) -> Any:
    """Wait until something is so, and return it."""
    end = time.monotonic() + PATIENCE
    while (found := what()) is None or found is False:
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.05)
    return found


@contextmanager
def serving(project: Project, number: int) -> Iterator[Helped]:
    with listen("127.0.0.1", 0) as listening:
        keys = Keys.new(listening.getsockname()[1])
        first = Told(create_app(project))
        config = uvicorn.Config(
            Guard(Hands(first, project, number), keys), log_level="warning", lifespan="on"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until(lambda: server.started)
        bearer = {"authorization": f"Bearer {keys.token}"}
        with httpx.Client(
            base_url=f"http://127.0.0.1:{keys.port}", headers=bearer, timeout=PATIENCE
        ) as client:
            yield Helped(project, first, client)
        server.should_exit = True
        thread.join(timeout=PATIENCE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hands")
    for name, text in REPORTS.items():
        (root / f"{name}.txt").write_text(text, encoding="utf-8")
    with init(root / "project", by="فاحصة") as project:
        project.add(root / "a.txt", root / "b.txt", jobs=1)
    return root / "project"


@pytest.fixture(scope="module")
def helped(folder: Path) -> Iterator[Helped]:
    """A served project with one hand. At the end none is left."""
    with Project.open(folder) as project, serving(project, 1) as one:
        one.by_hand("/incidents")
        yield one
    until(lambda: not hands())


@pytest.fixture(scope="module")
def alone(folder: Path) -> Iterator[Helped]:
    """The same, without hands."""
    with Project.open(folder) as project, serving(project, 0) as one:
        yield one


@pytest.mark.parametrize(
    ("method", "path", "wanted"),
    [
        ("GET", "/incidents", True), ("GET", "/incidents/i1", True), ("GET", "/claims/c1", True), ("GET", "/api/claims", True),
        ("GET", "/documents/a/b", True), ("POST", "/incidents/i1/judge", False), ("POST", "/api/undo", False),
        ("GET", "/", False), ("GET", "/api", False), ("GET", "/api/jobs/1", False), ("GET", "/jobs/1", False),
        ("GET", "/add", False), ("GET", "/proposals", False), ("GET", "/export/csv", False), ("GET", "/static/css/base.css", False),
        ("GET", "/api/openapi.json", False), ("PUT", "/incidents", False),
    ],
)  # fmt: skip
def test_what_only_reads_may_be_given_away(method: str, path: str, wanted: bool) -> None:
    assert reads({"method": method, "path": path}) is wanted


def test_there_is_a_hand_at_least() -> None:
    assert 1 <= spare_cores() <= MOST


@pytest.mark.parametrize(
    "path",
    [
        "/incidents", "/incidents?type=ASSAULT&status=alleged", "/incidents?type=NONE", "/claims?place=درعا", "/search?q=درعا",
        "/documents", "/documents/none", "/actors/network", "/api/incidents", "/api/claims?status=none", "/history",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_hand_makes_the_same_page(helped: Helped, alone: Helped, path: str, language: str) -> None:
    helped.client.headers["accept-language"] = alone.client.headers["accept-language"] = language
    made, wanted = helped.by_hand(path), alone.client.get(path)
    assert made.status_code == wanted.status_code
    assert made.headers["content-type"] == wanted.headers["content-type"]
    assert made.headers["content-security-policy"].startswith("default-src 'none'")
    assert plain(made.text) == plain(wanted.text)


def plain(page: str) -> str:
    """A page without what is another each time."""
    return re.sub(r'(nonce=|name="csrf" (?:value|content)=)"[^"]*"|&#34;x-csrf-token&#34;[^}]*', "", page)


def test_what_is_asked_of_others_stays_here(helped: Helped) -> None:
    helped.first.asked.clear()
    for path in ("/add", "/export/csv", "/proposals"):
        assert helped.client.get(path).status_code == 200
    assert helped.first.asked == ["/add", "/export/csv", "/proposals"]


def test_a_change_is_seen_at_once(helped: Helped) -> None:
    claim = helped.client.get("/api/claims").json()["items"][0]["id"]

    def decided() -> int:
        return helped.by_hand("/api/history").json()["total"]

    before = decided()
    for n in range(1, 11):
        helped.client.post(f"/api/claims/{claim}/judgements", json={"action": "accept"}).raise_for_status()
        assert decided() == before + 2 * n - 1
        helped.client.post("/api/undo", json={"claim": claim}).raise_for_status()
        assert decided() == before + 2 * n


def test_what_is_kept_is_given_up_when_anything_changes(helped: Helped) -> None:
    """Grades and findings, claims and their incidents: each process keeps sums of its own, none of them stale."""
    source = helped.client.get("/api/sources").json()["items"][0]["key"]
    claim = helped.client.get("/api/claims").json()["items"][0]["id"]
    graded = ("/sources", f"/sources/{quote(source)}")
    others = ("/findings", "/incidents", "/incidents?status=asserted", "/claims", "/actors")
    with serving(helped.project, 0) as first:

        def made(path: str) -> str:
            """A page as the hand makes it, and so does the first process."""
            page = plain(helped.by_hand(path).text)
            assert page == plain(first.client.get(path).text)
            return page

        for grade in "AEC":
            helped.client.post("/api/grades", json={"source": source, "grade": grade}).raise_for_status()
            for path in graded:
                assert re.search(f'(?::|</span>) <b class="mark r-{grade}"', made(path))
        for action in ("reject", "accept"):
            answer = helped.client.post(f"/api/claims/{claim}/judgements", json={"action": action})
            answer.raise_for_status()
            for path in (*graded, *others):
                made(path)
    for _ in range(2):
        helped.client.post("/api/undo", json={"claim": claim}).raise_for_status()


def test_many_readers_are_answered_by_both(helped: Helped) -> None:
    helped.first.asked.clear()
    paths = ["/incidents", "/claims", "/documents", "/actors", "/sources", "/history"] * 10
    with ThreadPoolExecutor(10) as readers:
        found = list(readers.map(lambda path: helped.client.get(path).status_code, paths))
    assert found == [200] * len(paths)
    assert 0 < len(helped.first.asked) < len(paths)


def test_another_takes_the_place_of_one_that_was_killed(helped: Helped) -> None:
    (was,) = hands()
    with ThreadPoolExecutor(6) as readers:
        asked = [readers.submit(helped.client.get, "/incidents") for _ in range(20)]
        os.kill(was, signal.SIGKILL)
        asked += [readers.submit(helped.client.get, "/incidents") for _ in range(20)]
        assert {one.result().status_code for one in asked} == {200}
    assert helped.by_hand("/incidents").status_code == 200
    assert was not in hands()


def test_another_takes_the_place_of_one_that_knows_an_older_lexicon(helped: Helped) -> None:
    (was,) = hands()
    names_of.cache_clear()  # as when a proposal is accepted
    assert helped.client.get("/incidents").status_code == 200
    assert helped.by_hand("/incidents").status_code == 200
    assert was not in hands()


def test_small_answers_come_at_once(helped: Helped) -> None:
    took = []
    for _ in range(8):
        since = time.perf_counter()
        helped.client.get("/nowhere")
        took.append(time.perf_counter() - since)
    assert min(took) < 0.03  # a browser that waits for the end of an answer waits 0.04


@contextmanager
def started(project: Path) -> Iterator[tuple[subprocess.Popen[str], str, int]]:
    """`riwaya serve` with its address and its hand, which is ready."""
    command = [sys.executable, "-m", "riwaya", "serve", str(project), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        try:
            yield process, address, until(lambda: next(iter(children(process.pid)), None))
        finally:
            process.kill()


def children(process: int) -> list[int]:
    """The hands of a process."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    tasks = [
        Path(one).read_text().split() for one in map(str, Path(f"/proc/{process}/task").glob("*/children"))
    ]
    every = {int(one) for some in (found, *tasks) for one in some}
    return [one for one in every if "spawn_main" in Path(f"/proc/{one}/cmdline").read_text()]


def runs(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def ports(process: int) -> set[int]:
    """The ports on which a process listens."""
    links = [os.readlink(one) for one in Path(f"/proc/{process}/fd").iterdir() if one.is_symlink()]
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {
        int(row[1].partition(":")[2], 16) for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in links
    }


@on_linux
@needs_scripts
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_hands_end_with_the_app_and_listen_to_nobody_else(
    folder: Path, tmp_path: Path, how: signal.Signals
) -> None:
    shutil.copytree(folder, tmp_path / "project")
    with started(tmp_path / "project") as (process, address, hand):
        page = httpx.get(address, follow_redirects=True, timeout=PATIENCE)
        assert page.status_code == 200
        assert ports(process.pid) == {page.url.port}
        assert not ports(hand)
        process.send_signal(how)
        _, said = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in said
    until(lambda: not runs(hand))
