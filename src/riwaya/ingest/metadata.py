"""What a web page says of itself: title, outlet, address and day of publication.

Sources are tried from the most to the least reliable; what the page doesn't say stays None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate
from typing import Any

from lxml.html import HtmlElement

from riwaya.ingest.dateline import stated_days

_TITLE_METAS = ("og:title", "twitter:title")
_OUTLET_METAS = ("og:site_name", "application-name", "dc.publisher")
_DAY_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish_date", "publish-date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date",
    "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_DAY = re.compile(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_DATE_CLASS = re.compile(r"date|time|publish|posted|تاريخ", re.IGNORECASE)
_NOT_OF_ARTICLE = frozenset(("aside", "footer", "nav", "header"))
_LONGEST_DATE_LINE = 80  # characters: more is a paragraph that mentions a day


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself."""

    title: str | None
    outlet: str | None
    published: date | None
    url: str | None


def find_metadata(tree: HtmlElement) -> Metadata:
    """Return what the page's head, its JSON-LD and its visible lines say."""
    metas, linked = _metas(tree), _linked_data(tree)
    return Metadata(
        title=_first(
            [
                *(metas.get(n) for n in _TITLE_METAS[:1]),
                *(_text_of(e.get("headline")) for e in linked),
                *(metas.get(n) for n in _TITLE_METAS[1:]),
                _only_heading(tree),
                tree.findtext(".//title"),
            ]
        ),
        outlet=_first(
            [
                *(metas.get(n) for n in _OUTLET_METAS[:1]),
                *(_text_of(e.get("publisher")) for e in linked),
                *(metas.get(n) for n in _OUTLET_METAS[1:]),
            ]
        ),
        published=next(_days(tree, metas, linked), None),
        url=_first([*tree.xpath("//link[@rel='canonical']/@href"), metas.get("og:url")]),
    )


def parse_page_day(value: str) -> date | None:
    """Return the day that a page's date means: ISO, RFC 2822, day/month/year or Arabic words; else None."""
    if match := _DAY.match(value):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.match(value):
        return _day(match[3], match[2], match[1])
    if parts := parsedate(value):
        return _day(*parts[:3])
    return next((day for _, day in stated_days(value)), None)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _days(tree: HtmlElement, metas: dict[str, str], linked: list[dict[str, Any]]) -> Iterator[date]:
    for value in _day_values(tree, metas, linked):
        day = parse_page_day(value) if isinstance(value, str) else None
        if day:
            yield day


def _day_values(tree: HtmlElement, metas: dict[str, str], linked: list[dict[str, Any]]) -> Iterator[Any]:
    yield from (metas.get(name) for name in _DAY_METAS)
    yield from (entry.get("datePublished") for entry in linked)
    times = [e for e in tree.iter("time") if _is_of_article(e)]
    yield from (e.get("datetime") for e in times)
    yield from (e.text_content() for e in times)
    for element in tree.xpath("//*[@class or @id or @itemprop]"):
        names = " ".join(element.get(k, "") for k in ("class", "id", "itemprop"))
        if _DATE_CLASS.search(names) and _is_of_article(element):
            text = element.text_content().strip()
            if len(text) <= _LONGEST_DATE_LINE:
                yield element.get("content") or text


def _is_of_article(element: HtmlElement) -> bool:
    # The dates of related articles, of comments and of today stand in other parts of the page; a header
    # within the article is its own.
    for ancestor in element.iterancestors():
        if ancestor.tag in ("article", "main"):
            return True
        names = f"{ancestor.get('class', '')} {ancestor.get('id', '')}".lower()
        if ancestor.tag in _NOT_OF_ARTICLE or "comment" in names or "related" in names:
            return False
    return True


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = meta.get(attribute)
            if name and content and content.strip():
                found.setdefault(name.strip().lower(), content.strip())
    return found


def _linked_data(tree: HtmlElement) -> list[dict[str, Any]]:
    """Return the JSON-LD entries that are articles, in order."""
    entries: list[dict[str, Any]] = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            entries.extend(_entries(json.loads(script.text or "", strict=False)))
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common, and the page says the same elsewhere
    return [e for e in entries if "Article" in str(e.get("@type")) or "datePublished" in e]


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _entries(item)
    elif isinstance(value, dict):
        yield value
        yield from _entries(value.get("@graph", []))


def _text_of(value: Any) -> str | None:
    """Return a JSON-LD value that is text, or the name of a thing."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _only_heading(tree: HtmlElement) -> str | None:
    headings = tree.findall(".//h1")
    return str(headings[0].text_content()) if len(headings) == 1 else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((" ".join(v.split()) for v in values if v and v.strip()), None)
