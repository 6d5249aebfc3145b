"""Text and what is known about it → a Document, or an InputError that says what is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from riwaya.errors import InputError
from riwaya.ingest.dateline import find_dateline
from riwaya.ingest.language import find_language
from riwaya.model import Document

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_LANGUAGES = {
    "ckb": "Central Kurdish", "ku": "Kurdish", "fa": "Persian", "ur": "Urdu", "ug": "Uyghur", "ps": "Pashto",
    "sd": "Sindhi", "azb": "South Azerbaijani", "pnb": "Western Punjabi", "en": "English", "fr": "French",
    "de": "German", "es": "Spanish", "ru": "Russian", "tr": "Turkish", "he": "Hebrew",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about the inputs: it fills in, and overrides what a web page says of itself."""

    published: date | None = None
    outlet: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about an input; `lost` tells whether some of the input was left out because of it."""

    message: str
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """A report as its file gives it, before it is checked. `name` says where it is: «file.jsonl:3»."""

    name: str
    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


def make_document(article: Article) -> Iterator[Document | Problem]:
    """Yield the article's Document, after a Problem if it isn't in Arabic; refuse it with an InputError.

    An id that isn't given is made of the text: the same report has the same id wherever it lies. A day of
    publication that isn't known otherwise is that of the report's own dateline.
    """
    _check(article)
    digest = hashlib.sha256(article.text.encode()).hexdigest()
    language = find_language(article.text)
    if language not in ("ar", None):
        named = _LANGUAGES.get(language, "another language than Arabic")
        yield Problem(f"{article.name}: language: {language} ({named}), nothing read", lost=False)
    yield Document(
        id=article.id or digest[:16],
        text=article.text,
        sha256=digest,
        title=article.title,
        outlet=article.outlet,
        published=article.published or find_dateline(article.text),
        url=article.url,
        language=language,
    )


def parse_day(value: str, name: str) -> date:
    """Return the day of «2022-12-12» or «2022-12-12T08:00:00Z» as it is written there, whatever the zone."""
    match = _ISO_DAY.fullmatch(value.strip())
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:  # such as 2023-02-30
        pass
    raise InputError(f"{name}: {value[:40]!r} isn't a date; write it as YYYY-MM-DD")


def _check(article: Article) -> None:
    for field in ("text", "id", "title", "outlet", "url"):
        value = getattr(article, field)
        if value is not None:
            _check_characters(article.name, field, value)
    if not article.text.strip():
        raise InputError(f"{article.name}: the text is empty; give the report's words")


def _check_characters(name: str, field: str, value: str) -> None:
    nul = value.find("\0")
    if nul >= 0:
        raise InputError(f"{name}: a NUL character in the {field} at offset {nul}; remove it and read again")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{name}: a lone surrogate (half a character) in the {field} at offset {error.start}; "
            "convert the article again from its source"
        ) from None
