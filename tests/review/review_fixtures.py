"""The app as its readers have it: a real project, a real server on loopback, a real Chromium."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser_fixtures import without
from riwaya.project import Project, init
from riwaya.review.guard import TOKEN, Keys
from riwaya.review.render import STATIC
from riwaya.review.serve import BUILT, listen, make_server

ROOT = Path(__file__).resolve().parents[2]
REPORTS = (ROOT / "samples", ROOT / "gold" / "incidents_articles.jsonl")
AXE = ROOT / "web" / "build" / "axe.min.js"
WIDTHS = (1440, 390)


@dataclass(frozen=True)
class Served:
    """A project that is being served."""

    project: Project
    keys: Keys

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.keys.port}"

    @property
    def address(self) -> str:
        """What `riwaya serve` prints."""
        return f"{self.origin}/?{TOKEN}={self.keys.token}"

    def client(self) -> httpx.Client:
        """A browser without scripts: it has the cookie, and sends what a form of ours would."""
        client = httpx.Client(base_url=self.origin, headers={"origin": self.origin}, follow_redirects=True)
        client.get(self.address)
        return client


@contextmanager
def serving(project: Project) -> Iterator[Served]:
    listening = listen("127.0.0.1", 0)
    keys = Keys.new(listening.getsockname()[1])
    server = make_server(project, keys)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Served(project, keys)
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()


@pytest.fixture(scope="session")
def built() -> None:
    """Scripts and fonts, without which no page is whole."""
    if not (STATIC / BUILT).is_file():
        without("the app's scripts aren't built: make web")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project with the samples and the reports of the linking gold; nobody changes it."""
    folder = tmp_path_factory.mktemp("filled") / "project"
    with init(folder, by="tests") as project:
        project.add(*REPORTS, jobs=1)
    return folder


@pytest.fixture(scope="session")
def looked_at(filled: Path, built: None) -> Iterator[Served]:
    """A served project for tests that only look."""
    with Project.open(filled) as project, serving(project) as served:
        yield served


@pytest.fixture
def served(filled: Path, built: None, tmp_path: Path) -> Iterator[Served]:
    """A served project of the test's own, to change."""
    folder = tmp_path / "project"
    shutil.copytree(filled, folder)
    with Project.open(folder) as project, serving(project) as one:
        yield one


@contextmanager
def opened(
    browser: Browser, served: Served, language: str = "en", theme: str = "light", width: int = 1440
) -> Iterator[Page]:
    """A page that is let in. At the end: nothing was asked of another host, no script failed, no policy was broken."""
    context = browser.new_context(
        viewport={"width": width, "height": 900 if width > 500 else 844}, reduced_motion="reduce",
        locale="ar" if language == "ar" else "en", color_scheme="dark" if theme == "dark" else "light",
    )  # fmt: skip
    context.add_cookies(
        [
            {"name": "riwaya-language", "value": language, "url": served.origin},
            {"name": "riwaya-theme", "value": theme, "url": served.origin},
        ]
    )
    page = context.new_page()
    faults = watched(context, page)
    page.goto(served.address)
    try:
        yield page
    finally:
        context.close()
    assert not faults, faults


def watched(context: BrowserContext, page: Page) -> list[str]:
    """Collect what must not happen on a page."""
    faults: list[str] = []

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname not in ("127.0.0.1", "localhost"):
            faults.append(f"asked of another host: {url}")

    context.on("request", lambda request: asked(request.url))
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "console",
        lambda message: (
            faults.append(f"console: {message.text}")
            if message.type == "error" and not re.search(r"status of 4\d\d", message.text)
            else None
        ),
    )
    return faults


def serious_faults(page: Page) -> list[str]:
    """What axe-core finds serious or critical on the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # No rule here needs style sheets fetched once more, and nobody reads the selectors: that is half of the time.
    found = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations'], preload: false, selectors: false})).violations"
    )
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
