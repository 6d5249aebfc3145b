"""Paths → documents: files, folders with all that lies in them, and «-» for standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from riwaya.errors import InputError
from riwaya.ingest.articles import read_articles
from riwaya.ingest.decode import refuse_binary
from riwaya.ingest.document import Options, Problem
from riwaya.ingest.page import read_page
from riwaya.ingest.plain import read_plain
from riwaya.model import Document


@dataclass(frozen=True, slots=True)
class Collected:
    """A document with the bytes that it was made of: a whole file, or its line of a `.jsonl` file."""

    document: Document
    raw: bytes
    kind: str  # ".txt", ".html" or ".jsonl"
    file: Path | None  # None for standard input


Items = Iterator[Document | Problem]
Collection = Iterator[Collected | Problem]

STDIN = "-"
_KINDS: dict[str, Callable[[str, bytes, Options], Items]] = {
    ".txt": read_plain,
    ".html": read_page,
    ".htm": read_page,
}
_LINES = ".jsonl"
_READ = "riwaya reads .txt, .html and .jsonl"


def read_paths(paths: tuple[str | Path, ...], options: Options) -> Items:
    """Yield the documents of all paths in order, each Problem where it arises; nothing stops the rest."""
    for item in collect(paths, options):
        yield item.document if isinstance(item, Collected) else item


def collect(paths: tuple[str | Path, ...], options: Options) -> Collection:
    """Yield what `read_paths` does, each document with its original bytes."""
    for path in paths:
        if str(path) == STDIN:
            yield from _guarded(_read_stream("<stdin>", sys.stdin.buffer, options))
        else:
            for file in _files(Path(path)):
                yield from _guarded(_read_file(file, options))


def count_inputs(paths: tuple[str | Path, ...]) -> int | None:
    """Return how many reports the paths hold at most, None for standard input."""
    if STDIN in map(str, paths):
        return None
    return sum(_count(file) for path in paths for file in _files(Path(path)))


def _count(path: Path) -> int:
    if path.suffix.lower() != _LINES:
        return 1
    try:
        with path.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    except OSError:
        return 0  # the reading itself says what is wrong with it


def _guarded(items: Collection) -> Collection:
    try:
        yield from items
    except InputError as error:
        yield Problem(str(error))


def _files(path: Path, above: tuple[Path, ...] = ()) -> Iterator[Path]:
    """Yield the file itself, or a folder's files in the order of their names, hidden ones left out."""
    try:
        children = sorted(path.iterdir()) if path.is_dir() else None
    except OSError:
        children = None  # the reading says why
    if children is None:
        yield path
        return
    here = path.resolve()
    if here in above:  # a link back to a folder that holds it
        return
    for child in children:
        if not child.name.startswith("."):
            yield from _files(child, (*above, here))


def _read_file(path: Path, options: Options) -> Collection:
    try:
        if not path.exists():
            raise InputError(f"{path}: there is no such file; check the path")
        if path.is_dir():
            raise InputError(f"{path}: this folder can't be opened; check its permissions")
        if not path.is_file():
            raise InputError(f"{path}: not a file; give a file, a folder or - for standard input")
        with path.open("rb") as stream:
            yield from _read_kind(path, stream, options)
    except OSError as error:
        raise InputError(f"{path}: can't be opened: {error.strerror}") from None


def _read_kind(path: Path, stream: BinaryIO, options: Options) -> Collection:
    name, kind = str(path), path.suffix.lower()
    if kind == _LINES:
        _refuse_head(name, stream)
        yield from _lines(name, stream, options, path)
    elif kind in _KINDS:
        yield from _whole(kind, name, stream.read(), options, path)
    else:
        _refuse_head(name, stream)
        raise InputError(f"{name}: unknown kind of file {kind or 'without an ending'}; {_READ}")


def _whole(kind: str, name: str, raw: bytes, options: Options, file: Path | None = None) -> Collection:
    for item in _KINDS[kind](name, raw, options):
        yield Collected(item, raw, kind, file) if isinstance(item, Document) else item


def _lines(name: str, lines: Iterable[bytes], options: Options, file: Path | None = None) -> Collection:
    last = b""

    def tapped() -> Iterator[bytes]:
        nonlocal last
        for line in lines:
            last = line
            yield line

    for item in read_articles(name, tapped(), options):
        yield Collected(item, last, _LINES, file) if isinstance(item, Document) else item


def _refuse_head(name: str, stream: BinaryIO) -> None:
    refuse_binary(name, stream.read(512))
    stream.seek(0)


def _read_stream(name: str, stream: BinaryIO, options: Options) -> Collection:
    """Tell by its beginning what standard input holds: «{» begins articles a line, «<» a page."""
    first = stream.readline()
    while first and not first.strip(b"\xef\xbb\xbf \t\r\n"):
        following = stream.readline()
        if not following:
            break
        first += following
    head = first.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{") and not head.startswith(b"{\\rtf"):
        lines = first.splitlines(keepends=True)
        yield from _lines(name, chain(lines, stream), options)
    elif head[:9].lower().startswith((b"<!doctype", b"<html")):
        yield from _whole(".html", name, first + stream.read(), options)
    else:
        yield from _whole(".txt", name, first + stream.read(), options)
