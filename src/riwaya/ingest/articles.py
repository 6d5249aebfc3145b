"""A `.jsonl` file → its articles, one a line: {"id", "text", "title", "published", "outlet", "url"}."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from riwaya.errors import InputError
from riwaya.ingest.decode import decode
from riwaya.ingest.document import Article, Options, Problem, make_document, parse_day
from riwaya.model import Document


def read_articles(name: str, lines: Iterable[bytes], options: Options) -> Iterator[Document | Problem]:
    """Yield the documents of the lines; a broken line gives a Problem that names it, and the rest is read."""
    seen: dict[str, int] = {}
    for number, raw in enumerate(lines, 1):
        where = f"{name}:{number}"
        try:
            line = decode(where, raw, options.encoding).strip()
            if not line:
                continue
            for item in _read_line(where, line, options):
                if isinstance(item, Document):
                    if item.id in seen:
                        yield Problem(
                            f"{where}: id {item.id!r} is also that of line {seen[item.id]}; both are read, "
                            "but give each article an id of its own",
                            lost=False,
                        )
                    seen.setdefault(item.id, number)
                yield item
        except InputError as error:
            yield Problem(str(error))


def _read_line(where: str, line: str, options: Options) -> Iterator[Document | Problem]:
    fields = _parse(where, line)
    published, problem = _published(where, fields.get("published"))
    if problem:
        yield problem
    article = Article(
        name=where,
        text=_text(where, fields),
        id=_string(where, fields, "id"),
        title=_string(where, fields, "title"),
        outlet=_string(where, fields, "outlet") or options.outlet,
        published=published or options.published,
        url=_string(where, fields, "url"),
    )
    yield from make_document(article)


def _parse(where: str, line: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}: not JSON at column {error.colno}: {error.msg}; write one article a line"
        ) from None
    except (RecursionError, ValueError):  # nested without end, a number of thousands of digits
        raise InputError(f"{where}: JSON that can't be read; write one article a line") from None
    if not isinstance(fields, dict):
        raise InputError(f'{where}: not an article; write one a line as {{"text": "…"}}')
    return fields


def _text(where: str, fields: dict[str, Any]) -> str:
    text = fields.get("text")
    if not isinstance(text, str):
        raise InputError(f'{where}: the article has no "text"; give the report\'s words there')
    return text


def _string(where: str, fields: dict[str, Any], field: str) -> str | None:
    value = fields.get(field)
    if value is None or isinstance(value, str):
        return value or None
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(f'{where}: "{field}" isn\'t text; write it in quotes')


def _published(where: str, value: Any) -> tuple[date | None, Problem | None]:
    """Return the day, and a Problem if it can't be read: the article is still worth reading without it."""
    if value is None or value == "":
        return None, None
    try:
        return parse_day(str(value), f'{where}: "published"'), None
    except InputError as error:
        return None, Problem(f"{error}; the article is read without its date")
