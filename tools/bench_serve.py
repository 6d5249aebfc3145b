"""Speed of the review app: ten readers at once on a project of 100,000 made-up claims, and how soon a page answers in a browser.

usage: bench_serve.py [--folder DIR] [--claims N] [--users N] [--seconds N] [--wait SECONDS …]

`--folder` takes a project that bench_project.py left there. `--wait` is how long a reader looks at a page before the next; with 0
the server is never idle, and what is measured is how many pages it can make at all. The readers are a Python program: with 0 they
take about a core from the server. wrk takes next to nothing; where it is installed, it asks for each kind of page by itself,
without a pause. Each page was asked before.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.sync_api import sync_playwright

TOOLS = Path(__file__).resolve().parent
WRK_SECONDS = 8
RIWAYA = Path(sys.executable).with_name("riwaya")


def main() -> None:
    """Serve a store, ask it for pages, print how long they took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, help="a project that is there")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--wait", type=float, nargs="+", default=[1.0, 0.0])
    options = parser.parse_args()
    root = options.folder or Path(tempfile.mkdtemp(prefix="riwaya-bench-"))
    if options.folder is None:
        fill = [
            sys.executable,
            str(TOOLS / "bench_project.py"),
            "--claims",
            str(options.claims),
            "--folder",
            str(root),
        ]
        subprocess.run(fill, check=True)
    command = [str(RIWAYA), "serve", str(root), "--no-browser"]
    try:
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().split()[-1]
            try:
                pages = find_pages(address)
                warm(address, pages)
                for wait in options.wait:
                    load(address, pages, options.users, options.seconds, wait)
                saturate(server.pid, address, pages, options.users)
                look(address, pages)
            finally:
                server.terminate()
    finally:
        if options.folder is None:
            shutil.rmtree(root)


def find_pages(address: str) -> dict[str, list[str]]:
    """Return addresses of every kind of page."""
    with httpx.Client(base_url=address.partition("?")[0], follow_redirects=True, timeout=60) as client:
        client.get(address)

        def ids(path: str, key: str = "id") -> list[str]:
            items = client.get(path).raise_for_status().json()["items"]
            return [str(item[key]) for item in items]

        incidents = [one for n in range(1, 200, 20) for one in ids(f"/api/incidents?page={n}")]
        documents = [one for n in range(1, 100, 20) for one in ids(f"/api/documents?page={n}")]
        actors, sources = ids("/api/actors"), ids("/api/sources", "key")
    random.seed(1)
    filters = (
        "type=ASSAULT",
        "status=denied",
        "contradicted=yes",
        "place=Syria",
        "from=2021-01&to=2021-06",
        "page=300",
    )
    filters += tuple(f"actor={one}" for one in actors[:3])
    return {
        "incidents": ["/incidents"],
        "incidents, filtered": [f"/incidents?{one}" for one in filters],
        "incident": [f"/incidents/{one}" for one in random.sample(incidents, 50)],
        "findings": ["/findings", "/findings?page=20"],
        "documents": ["/documents", "/documents?page=50"],
        "reading": [f"/documents/{one}" for one in random.sample(documents, 50)],
        "claims, filtered": [f"/claims?{one}" for one in filters],
        "search": [f"/search?q={word}" for word in ("قصف", "درعا", "المرصد", "براميل متفجرة")],
        "sources": ["/sources"],
        "source": [f"/sources/{one}" for one in sources[:20]],
        "actors": ["/actors"],
        "actor": [f"/actors/{one}" for one in actors[:20]],
        "map": ["/incidents/map", *(f"/incidents/map?{one}" for one in filters)],
        "timeline": ["/incidents/timeline", *(f"/incidents/timeline?{one}" for one in filters)],
        "network": ["/actors/network", "/actors/network?type=ASSAULT"],
        "history": ["/history"],
    }  # fmt: skip


def warm(address: str, pages: dict[str, list[str]]) -> None:
    """Ask for each page, then four times at once, so that all processes that make pages have made it.

    What the first reader waits for is kept for all others until the project changes.
    """
    every = [one for some in pages.values() for one in some]
    with (
        httpx.Client(base_url=address.partition("?")[0], follow_redirects=True, timeout=60) as client,
        ThreadPoolExecutor(4) as readers,
    ):
        client.get(address)
        worst = max((client.get(one).elapsed.total_seconds(), one) for one in every)
        for one in every:
            list(readers.map(client.get, [one] * 4))
    print(f"the slowest first answer after the start: {worst[0] * 1000:.0f} ms ({worst[1]})")


def load(address: str, pages: dict[str, list[str]], users: int, seconds: int, wait: float) -> None:
    """Let readers ask, all at once."""
    print(f"{users} readers at once, {wait:g} s between an answer and the next question, {seconds} s")
    told = {"RIWAYA_ADDRESS": address, "RIWAYA_PAGES": json.dumps(pages), "RIWAYA_WAIT": str(wait)}
    subprocess.run(
        [
            sys.executable, "-m", "locust", "--headless", "--locustfile", str(TOOLS / "bench_readers.py"), "--loglevel", "ERROR",
            "--host", address.partition("?")[0].rstrip("/"), "--users", str(users), "--spawn-rate", str(users),
            "--run-time", f"{seconds}s", "--reset-stats",
        ],
        env={**os.environ, **told}, check=False, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def saturate(server: int, address: str, pages: dict[str, list[str]], users: int) -> None:
    """Let wrk ask for one kind of page after another. What a page costs in time of a core doesn't hang on who else is at work."""
    wrk = shutil.which("wrk")
    if wrk is None:
        print("no wrk here: what the server can do by itself isn't measured")
        return
    print(f"wrk, {users} connections without a pause, {WRK_SECONDS} s each kind of page")
    print(f"{'page':<26}{'a second':>9}{'median':>9}{'p95':>9}{'worst':>9}{'of a core':>11}   (as asked, ms)")
    parts = urlsplit(address)
    token = parse_qs(parts.query)["token"][0]
    for kind, addresses in pages.items():
        paths = [httpx.URL(one).raw_path.decode() for one in addresses]
        command = [
            wrk, "-t1", f"-c{users}", f"-d{WRK_SECONDS}s", "-s", str(TOOLS / "bench_pages.lua"),
            "-H", f"Authorization: Bearer {token}", f"http://{parts.netloc}", "--", *paths,
        ]  # fmt: skip
        before = cpu(server)
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
        asked, median, p95, worst, failed = map(float, said.split())
        each = (cpu(server) - before) / asked
        print(f"{kind:<26}{asked / WRK_SECONDS:>9.0f}{median:>9.1f}{p95:>9.1f}{worst:>9.1f}{each:>11.1f}")
        if failed:
            print(f"{failed:.0f} times no page: {kind}", file=sys.stderr)


def cpu(server: int) -> float:
    """Return how many milliseconds of a core the server and its processes have taken; nan where Linux isn't there to ask."""
    try:
        tasks = [one.read_text().split() for one in Path(f"/proc/{server}/task").glob("*/children")]
        every = [server, *(int(one) for some in tasks for one in some)]
        stats = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in every]
    except OSError:
        return float("nan")
    return sum(int(one[11]) + int(one[12]) for one in stats) * 1000 / os.sysconf("SC_CLK_TCK")


def look(address: str, pages: dict[str, list[str]]) -> None:
    """Open pages in a browser; they answer to a reader when their scripts have run."""
    browser = os.environ.get("RIWAYA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("no Chromium here: how soon pages answer in it isn't measured")
        return
    print(f"{'page':<26}{'interactive after':>20}")
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
        page.goto(address)
        origin = address.partition("?")[0].rstrip("/")
        for kind, addresses in pages.items():
            times = []
            for one in addresses[:3]:
                page.goto(origin + one)
                times.append(
                    page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
                )
            print(f"{kind:<26}{max(times):>17.0f} ms")


if __name__ == "__main__":
    main()
