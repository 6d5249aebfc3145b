"""Speed of the review app: ten readers at once on a project of 100,000 made-up claims, and how soon a page answers in a browser.

usage: bench_serve.py [--folder DIR] [--claims N] [--users N] [--seconds N] [--wait SECONDS]

`--folder` takes a project that bench_project.py left there. `--wait` is how long a reader looks at a page before the next; with 0
the server is never idle, and what is measured is how many pages it can make at all. Each page was asked once before.
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
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright

TOOLS = Path(__file__).resolve().parent
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
    parser.add_argument("--wait", type=float, default=1.0)
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
                load(address, pages, options.users, options.seconds, options.wait)
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
    """Ask for each page once: what the first reader waits for is kept for all others until the project changes."""
    with httpx.Client(base_url=address.partition("?")[0], follow_redirects=True, timeout=60) as client:
        client.get(address)
        worst = max((client.get(one).elapsed.total_seconds(), one) for some in pages.values() for one in some)
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
