"""A web page → one article: its body without menus, comments and related lists."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.errors import InputError
from riwaya.ingest.decode import decode, refuse_binary
from riwaya.ingest.document import Article, Options, Problem, make_document
from riwaya.model import Document


def read_page(name: str, raw: bytes, options: Options) -> Iterator[Document | Problem]:
    """Yield the document of a page."""
    refuse_binary(name, raw[:512])
    html = decode(name, raw, options.encoding)
    text = extract_body(html)
    if not text:
        raise InputError(f"{name}: no report found in this page; save its text as .txt")
    yield from make_document(Article(name, text, outlet=options.outlet, published=options.published))


def extract_body(html: str) -> str:
    """Return the report's paragraphs, a line each."""
    import trafilatura  # slow to import

    return trafilatura.extract(html, include_comments=False, include_tables=False, output_format="txt") or ""
