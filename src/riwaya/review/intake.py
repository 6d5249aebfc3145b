"""What a reader brings → reports in the project, as `riwaya add` puts them there.

The files lie in a passing folder, each in a numbered one under a name that was made safe. That folder says nothing of
where they come from: two files of one name are two reports, and only an id or an address makes one a version of another.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from riwaya import pipeline
from riwaya.ingest import Collected, Problem, collect, count_inputs
from riwaya.project import Project, adding
from riwaya.project.adding import Added, Fate
from riwaya.review.jobs import Progress
from riwaya.review.passing import safe_name

LITTLE = 100_000  # bytes that are read beside the pages; more of it in a process of its own
SHOWN = 200  # reports of an outcome that are listed one by one
BEGINNING = 70  # characters by which a report without a title is shown
PASTED = "pasted.jsonl"
_FATES: tuple[Fate, ...] = ("new", "version", "completed", "unchanged", "erased")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A report that was given as text, with what is known of it. `id` is the reader's own name for it, if there is one."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What the reader says of files that don't say it themselves."""

    outlet: str | None = None
    published: str | None = None
    encoding: str | None = None


@dataclass(slots=True)
class Outcome:
    """What became of the reports: the first ones with their titles, or how they begin, of all the sums."""

    added: list[tuple[Added, str]] = field(default_factory=list)
    fates: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(_FATES, 0))
    claims: int = 0
    lost: int = 0  # inputs that couldn't be read


def keep_file(folder: Path, number: int, name: str | None, stream: BinaryIO) -> int:
    """Write a file into a passing folder; return how many bytes it has."""
    place = folder / str(number)
    place.mkdir()
    with (place / safe_name(name)).open("wb") as kept:
        shutil.copyfileobj(stream, kept)
        return kept.tell()


def keep_pasted(folder: Path, number: int, pasted: Pasted) -> int:
    """Write a pasted report as a line of JSON, so that its original keeps what is known of it."""
    known = {name: getattr(pasted, name) for name in Pasted.__slots__}
    line = json.dumps({name: value for name, value in known.items() if value is not None})
    place = folder / str(number)
    place.mkdir()
    return (place / PASTED).write_bytes(line.encode() + b"\n")


def bring_in(progress: Progress, root: Path, folder: Path, said: Said, jobs: int | None) -> Outcome:
    """Read what lies in the folder into the project: the work of a job."""
    outcome = Outcome()
    titles: dict[str, str] = {}

    def problem(one: Problem) -> None:
        outcome.lost += one.lost
        progress.problem(_told(folder, one.message))

    def added(one: Added) -> None:
        outcome.fates[one.fate] += 1
        outcome.claims += one.claims
        if len(outcome.added) < SHOWN:
            outcome.added.append((one, titles.get(one.document, one.document)))
        progress.step()

    paths = tuple(sorted(folder.glob("*/*"), key=lambda path: int(path.parent.name)))
    options = pipeline.make_options(said.published, said.outlet, said.encoding)
    progress.expect(count_inputs(paths))
    with Project.open(root) as project:
        items = _from_nowhere(collect(paths, options), titles)
        adding.add(project.engine, project.folder, items, project.lexicon, jobs, problem, added)
    return outcome


def _from_nowhere(
    items: Iterable[Collected | Problem], titles: dict[str, str]
) -> Iterator[Collected | Problem]:
    """Yield the items without the folder that they lie in for a moment, and note the reports' titles."""
    for item in items:
        if isinstance(item, Collected):
            titles[item.document.id] = item.document.title or _beginning(item.document.text)
            yield replace(item, file=None)
        else:
            yield item


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= BEGINNING else words[:BEGINNING].rpartition(" ")[0] + " …"


def _told(folder: Path, message: str) -> str:
    """Return a sentence about a file without the folder, in words of the page instead of the command line."""
    named = re.sub(rf"{re.escape(str(folder))}[/\\]\d+[/\\]({re.escape(PASTED)}:1: )?", "", message)
    return named.replace("--encoding", "the encoding")
