"""Bytes → text, never by guessing: what isn't UTF-8 is refused with the byte and the encoding to try."""

from __future__ import annotations

import codecs
import re

from riwaya.errors import InputError

_ARABIC = re.compile(r"[\u0621-\u064A]")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF; save its text as .txt"),
    (b"PK\x03\x04", "a ZIP archive or an Office document; unpack it, or save it as .txt"),
    (b"PK\x05\x06", "an empty ZIP archive; give the reports themselves"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"WARC/", "a web archive; export its pages as .html"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .txt"),
    (b"{\\rtf", "a rich text document; save it as .txt"),
    (b"\x89PNG", "a picture; riwaya reads text only"),
    (b"\xff\xd8\xff", "a picture; riwaya reads text only"),
    (b"GIF8", "a picture; riwaya reads text only"),
    (b"\x7fELF", "a program; riwaya reads text only"),
    (b"SQLite format 3", "a database; export its reports as .jsonl"),
)
_TAR = (257, b"ustar", "a tar archive; unpack it first")
_BOMS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("windows-1256", "iso-8859-6", "utf-16-le", "utf-16-be")


def check_encoding(name: str) -> str:
    """Return the encoding's name as Python knows it, or refuse it."""
    try:
        codec = codecs.lookup(name)
        "".encode(name)  # refuses codecs that aren't for text, such as base64
    except (LookupError, ValueError):
        raise InputError(
            f"--encoding: {name!r} isn't an encoding; use a name such as windows-1256 or utf-16"
        ) from None
    return codec.name


def refuse_binary(name: str, head: bytes) -> None:
    """Refuse what its first bytes show to be an archive, a picture or an office document."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise InputError(f"{name}: this is {what}")
    at, magic, what = _TAR
    if head[at : at + len(magic)] == magic:
        raise InputError(f"{name}: this is {what}")


def decode(name: str, raw: bytes, encoding: str | None = None) -> str:
    """Return the text of `raw`, in UTF-8 unless `encoding` says otherwise; a byte order mark isn't text.

    Line ends stay as they are, so that offsets point into the text as it was given.
    """
    try:
        return raw.decode(encoding or "utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        position, byte = error.start, raw[error.start]
    shown = f"{name}: not {encoding or 'UTF-8'}: byte 0x{byte:02X} at offset {position}"
    raise InputError(f"{shown}; {_advice(raw, encoding)}")


def _advice(raw: bytes, tried: str | None) -> str:
    if tried is None and _is_damaged_utf8(raw):
        return "the rest is UTF-8, so the file is cut or damaged there: repair it"
    guess = guess_encoding(raw)
    if guess and guess != tried:
        return f"it looks like {guess}: try --encoding {guess}"
    return "if it is text, give its encoding, for example --encoding windows-1256"


def _is_damaged_utf8(raw: bytes) -> bool:
    # Arabic in UTF-8 read as windows-1256 is a mess of Arabic letters: it must not be taken for that.
    text = raw[: 1 << 16].decode(errors="replace")
    return len(_ARABIC.findall(text)) > 10 * text.count("\ufffd")


def guess_encoding(raw: bytes) -> str | None:
    """Return the encoding under which most of the bytes are Arabic letters, None if none does it."""
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return name
    sample = raw[: 1 << 16]
    shares = {name: _arabic_share(sample, name) for name in _CANDIDATES}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.4 else None


def _arabic_share(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, errors="replace")
    return len(_ARABIC.findall(text)) / max(1, len(text))
