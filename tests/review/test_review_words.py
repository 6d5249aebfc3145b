"""Whatever a page says is there, in both languages."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter
from typing import get_args

import pytest

from riwaya.project.judged import FIELDS, Action
from riwaya.review.words import phrases, word

PAGES = sorted(files("riwaya.review").joinpath("templates").rglob("*.html"))  # type: ignore[attr-defined]
ARABIC = re.compile(r"[\u0600-\u06ff]")
NAMES = {"export.acled", "export.ftm", "export.ftm_for", "export.geojson", "export.plover"}  # of formats


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_phrase_of_a_page_is_there(page):
    keys = re.findall(r'\bt\(["\']([a-z_]+\.[a-z_0-9]+)["\'](?!\s*~)', page.read_text(encoding="utf-8"))
    assert [key for key in keys if key not in phrases()] == []


@pytest.mark.parametrize(
    "key", [f"field_{one}" for one in FIELDS] + [f"act_{one}" for one in get_args(Action)]
)
def test_every_decision_has_words(key):
    assert word("en", f"decided.{key}")
    assert word("ar", f"decided.{key}")


@pytest.mark.parametrize("key", sorted(phrases()))
def test_a_phrase_has_the_same_values_in_both_languages(key):
    english, arabic = phrases()[key]
    names = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in (english, arabic)]
    assert names[0] == names[1], key
    assert english.strip()
    assert arabic.strip()
    assert key in NAMES or ARABIC.search(arabic) or not re.search(r"[A-Za-z]{4}", english), (
        f"{key} isn't in Arabic"
    )
