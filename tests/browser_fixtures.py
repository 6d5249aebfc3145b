"""A real Chromium for the tests of pages: one for all of them, since a process can drive no two."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright


def without(what: str) -> NoReturn:
    """Skip a test and say what it lacks; fail where RIWAYA_BROWSER is "required", as it is in CI."""
    if os.environ.get("RIWAYA_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


def chromium() -> str | None:
    """The browser: RIWAYA_CHROMIUM, else one that the system has."""
    given = os.environ.get("RIWAYA_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return given or next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        without("no Chromium here: install it, or name it in RIWAYA_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
