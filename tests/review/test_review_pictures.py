"""The pictures of the docs. They are taken anew, to be looked at, with RIWAYA_PICTURES=docs; else into a folder that goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from review_fixtures import Served, opened

from riwaya.project import queries

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(os.environ["RIWAYA_PICTURES"]) if "RIWAYA_PICTURES" in os.environ else tmp_path


def told_by_most(served: Served) -> str:
    with queries.of(served.project) as asked:
        return next(asked.incidents(limit=1)).id


def longest(served: Served) -> str:
    with queries.of(served.project) as asked:
        return max(asked.documents(), key=lambda row: row.claims).id


def read(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/documents/{longest(served)}")
    for _ in range(3):
        page.keyboard.press("j")


def incident(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/incidents/{told_by_most(served)}")


def on_the_map(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/incidents/map")
    page.wait_for_selector(".leaflet-interactive, .leaflet-marker-icon")


@pytest.mark.parametrize(
    ("name", "language", "show"),
    [("reading", "en", read), ("incident", "ar", incident), ("map", "en", on_the_map)],
)
def test_pictures(browser: Browser, looked_at: Served, folder: Path, name, language, show) -> None:
    with opened(browser, looked_at, language) as page:
        show(page, looked_at)
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"review-{name}.png")
    assert (folder / f"review-{name}.png").stat().st_size > 30_000  # an empty page has a tenth of that
