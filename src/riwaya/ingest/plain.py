"""A `.txt` file → one article: its text as it is."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.ingest.decode import decode, refuse_binary
from riwaya.ingest.document import Article, Options, Problem, make_document
from riwaya.model import Document


def read_plain(name: str, raw: bytes, options: Options) -> Iterator[Document | Problem]:
    """Yield the document of a text file."""
    refuse_binary(name, raw[:512])
    text = decode(name, raw, options.encoding)
    yield from make_document(Article(name, text, outlet=options.outlet, published=options.published))
