"""A web page → one article: its body without menus, comments and related lists."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from riwaya.errors import InputError
from riwaya.ingest.decode import decode, refuse_binary
from riwaya.ingest.document import Article, Options, Problem, make_document
from riwaya.model import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_HEAD = 4096  # bytes in which a page declares its encoding


def read_page(name: str, raw: bytes, options: Options) -> Iterator[Document | Problem]:
    """Yield the document of a page; what the user says of it goes before what the page says."""
    from riwaya.ingest.metadata import find_metadata  # with lxml, slow to import

    refuse_binary(name, raw[:512])
    tree = _parse(name, _decode_page(name, raw, options.encoding))
    metadata = find_metadata(tree)
    article = Article(
        name=name,
        text=_extract_body(name, tree),
        title=metadata.title,
        outlet=options.outlet or metadata.outlet,
        published=options.published or metadata.published,
        url=metadata.url,
    )
    yield from make_document(article)


def _decode_page(name: str, raw: bytes, encoding: str | None) -> str:
    """Decode by the user's word, else as UTF-8, else as the page declares.

    UTF-8 goes before the declaration: pages saved anew keep an old one, and what isn't UTF-8 hardly ever
    passes as such.
    """
    if encoding is None:
        try:
            return decode(name, raw)
        except InputError:
            encoding = _declared(raw)
    return decode(name, raw, encoding)


def _declared(raw: bytes) -> str | None:
    match = _CHARSET.search(raw[:_HEAD])
    if not match:
        return None
    try:
        return codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None


def _parse(name: str, html: str) -> HtmlElement:
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring

    nul = html.find("\0")
    if nul >= 0:
        raise InputError(f"{name}: a NUL character at offset {nul}; remove it and read again")
    if not html.strip():
        raise InputError(f"{name}: the page is empty; save it again")
    try:
        return document_fromstring(_XML_DECLARATION.sub("", html, count=1))
    except (LxmlError, ValueError):
        raise InputError(f"{name}: this can't be read as HTML; save the report's text as .txt") from None


def _extract_body(name: str, tree: HtmlElement) -> str:
    """Return the report's paragraphs, a line each."""
    import trafilatura

    text = trafilatura.extract(tree, include_comments=False, include_tables=False, output_format="txt")
    if not text:
        raise InputError(f"{name}: no report found in this page; save its text as .txt")
    return text
