"""Where an export goes: a path, written whole or not at all, or an open stream; beside it the side file."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from riwaya.errors import InputError
from riwaya.export.side import record
from riwaya.export.view import View

Target = str | Path | TextIO
SIDE = ".side.jsonl"  # after the name of the export
_UNFINISHED = ".part"


@dataclass(slots=True)
class Written:
    """How many rows an export has, and how many claims it left out, by reason."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


class Output:
    """An export being written: its stream, its side file and its count."""

    def __init__(self, main: TextIO, side: TextIO | None, held: frozenset[str]) -> None:
        self.main = main
        self.written = Written()
        self._side = side
        self._held = held

    def kept(self, view: View, row: str) -> None:
        """Note that the claim stands in the export under the id `row`; the side file gets what the format can't hold."""
        self.written.rows += 1
        self._aside(view, {"claim": view.id, "row": row, "left_out": None}, self._held)

    def left_out(self, view: View, reason: str) -> None:
        """Note that the claim doesn't stand in the export; the side file gets all of it, and the reason."""
        self.written.left_out[reason] += 1
        self._aside(view, {"claim": view.id, "row": None, "left_out": reason}, frozenset())

    def _aside(self, view: View, head: Mapping[str, Any], held: frozenset[str]) -> None:
        if self._side is None:
            return
        rest = {key: value for key, value in record(view).items() if key not in held and key not in head}
        self._side.write(json.dumps({**head, **rest}, ensure_ascii=False) + "\n")


@contextmanager
def open_output(
    to: Target, side: Target | None, held: frozenset[str], encoding: str = "utf-8"
) -> Iterator[Output]:
    """Open an export and its side file; both take their names only when all is written.

    Without `side` the side file of `claims.csv` is `claims.csv.side.jsonl`; an open stream has none.
    """
    if side is None and isinstance(to, str | Path):
        side = Path(f"{to}{SIDE}")
    with ExitStack() as stack:
        main = stack.enter_context(_opened(to, encoding))
        beside = None if side is None else stack.enter_context(_opened(side, "utf-8"))
        yield Output(main, beside, held)


@contextmanager
def _opened(target: Target, encoding: str) -> Iterator[TextIO]:
    """Open a path for writing under a passing name, and give it its own if nothing goes wrong; a stream stays as it is."""
    if not isinstance(target, str | Path):
        yield target
        return
    path = Path(target)
    part = path.with_name(path.name + _UNFINISHED)
    try:
        with _created(part, encoding) as stream:
            yield stream
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _created(path: Path, encoding: str) -> TextIO:
    try:
        return path.open("w", encoding=encoding, newline="")
    except OSError as error:
        raise InputError(
            f"{path}: {error.strerror}; name a file in a folder that can be written to"
        ) from error
