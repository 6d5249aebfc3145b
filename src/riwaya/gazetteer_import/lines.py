"""Files → lines and rows with their numbers. What can't be read is an InputError with file, line and next step."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from riwaya.errors import InputError

_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"BZh")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = "\t,;"


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each line with its number from 1 and its line end, without a byte order mark."""
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if number == 1:
                    _refuse(path, line)
                yield number, _decode(path, number, line)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror}; check the path") from None


def header_of(path: Path) -> str:
    """Return the first line that isn't empty, without its end."""
    for _, line in read_lines(path):
        if line.strip():
            return line.rstrip("\r\n")
    raise InputError(f"{path}: empty file; download it again")


def columns_of(header: str) -> list[str]:
    """Return the cells of a header line."""
    return next(csv.reader([header], delimiter=_delimiter(header)), [])


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of a CSV or TSV table as {column: cell}, with the number of its last line."""
    lines = ((n, line) for n, line in read_lines(path) if line.strip())
    numbers = [0]
    reader = csv.reader(_numbered(lines, numbers), delimiter=_delimiter(header_of(path)), strict=True)
    try:
        columns = [column.strip() for column in next(reader)]
        for cells in reader:
            if len(cells) != len(columns):
                raise InputError(
                    f"{path}:{numbers[0]}: {len(cells)} cells where the header has {len(columns)}; "
                    "correct the row or export the table again"
                )
            yield numbers[0], dict(zip(columns, map(str.strip, cells), strict=True))
    except csv.Error as error:
        raise InputError(f"{path}:{numbers[0]}: not a row of CSV ({error}); export the table again") from None


def point(path: Path, number: int, latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Return the coordinates in degrees, or nothing where both are empty."""
    if not latitude and not longitude:
        return None, None
    try:
        y, x = float(latitude), float(longitude)
    except ValueError:
        y = x = 999.0
    if -90 <= y <= 90 and -180 <= x <= 180:
        return y, x
    raise InputError(
        f"{path}:{number}: {latitude!r}, {longitude!r} is no point; coordinates are degrees, as 36.52"
    )


def _numbered(lines: Iterator[tuple[int, str]], numbers: list[int]) -> Iterator[str]:
    """Pass the lines on; `numbers` holds the number of the last one."""
    for number, line in lines:
        numbers[0] = number
        yield line


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _refuse(path: Path, start: bytes) -> None:
    if start.startswith(_ARCHIVES):
        raise InputError(f"{path}: an archive or workbook; unpack it, or save the sheet as CSV (UTF-8)")
    if start.startswith(_UTF16):
        raise InputError(f"{path}: in UTF-16; save it as UTF-8")


def _decode(path: Path, number: int, line: bytes) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}:{number}: byte 0x{line[error.start]:02x} isn't UTF-8; save the file as UTF-8"
        ) from None
