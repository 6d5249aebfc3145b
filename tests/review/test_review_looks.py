"""Every page, in both languages and themes, wide and narrow: nothing overflows, and axe finds nothing serious."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from review_fixtures import WIDTHS, Served, opened, serious_faults

pytestmark = pytest.mark.browser
LOOKS = [
    ("en", "light", WIDTHS[0]),
    ("ar", "dark", WIDTHS[0]),
    ("ar", "light", WIDTHS[1]),
    ("en", "dark", WIDTHS[1]),
]


def addresses(served: Served) -> dict[str, str]:
    """An address of each kind of page."""
    from riwaya.project import queries

    with queries.of(served.project) as asked:
        document = next(asked.documents(1)).id
        incident = next(asked.incidents(limit=1)).id
        actor = next(asked.actors(limit=1)).id
        source = next(asked.sources(1)).key
    return {
        "reading": f"/documents/{document}",
        "incidents": "/incidents",
        "incident": f"/incidents/{incident}",
        "findings": "/findings",
        "map": "/incidents/map",
        "timeline": "/incidents/timeline",
        "actors": "/actors",
        "actor": f"/actors/{actor}",
        "network": "/actors/network",
        "search": "/search?q=مدينة&type=ASSAULT",
        "claims": "/claims",
        "documents": "/documents",
        "erase": f"/erase?document={document}",
        "sources": "/sources",
        "source": f"/sources/{source}",
        "history": "/history",
        "proposals": "/proposals",
        "add": "/add",
    }


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_pages(
    browser: Browser, looked_at: Served, language: str, theme: str, width: int, tmp_path: Any
) -> None:
    with opened(browser, looked_at, language, theme, width) as page:
        for name, address in addresses(looked_at).items():
            page.goto(looked_at.origin + address)
            assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr"), (
                name
            )
            assert overflow(page) <= 0, f"{name} is wider than the screen"
            assert serious_faults(page) == [], name


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
