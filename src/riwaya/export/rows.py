"""What an export is made of: one claim with its report, its incident and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Json = Mapping[str, Any]
Verdict = Literal["accepted", "rejected", "corrected", "again"]


@dataclass(frozen=True, slots=True)
class ExportDocument:
    """The report that a claim stands in. `entities` are those of `docs/output.md`: they tell who is a person without office.

    Without `entities` nobody is shown by name whom the lexicon doesn't know; without `text` there are no passages. Rows of
    one report that follow one another should share one ExportDocument: what is found out about it is found out once.
    """

    id: str
    outlet: str | None = None
    published: str | None = None  # YYYY-MM-DD
    url: str | None = None
    title: str | None = None
    language: str | None = None
    sha256: str | None = None
    text: str = ""
    entities: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class ExportIncident:
    """The happening that a claim tells of, beside the other reports of it. `credibility` is 1 to 6 of the Admiralty scale."""

    id: str
    reports: int
    least: int  # independent accounts, at least and at most
    most: int
    contradicted: bool
    credibility: int
    reasons: tuple[str, ...] = ()  # of the credibility


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about a claim. `again`: it has changed since, so that it isn't reviewed any more."""

    who: str
    when: str  # ISO day or moment
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A claim as `docs/output.md` prints it, with judged values applied; `judged` names the fields that a person set.

    `reliability` is the user's grade, A to F, of the source that the claim goes back to; F until set.
    """

    document: ExportDocument
    claim: Json
    incident: ExportIncident | None = None
    reviewed: Review | None = None
    judged: tuple[str, ...] = ()
    reliability: str = "F"


def rows_of(reading: Json) -> Iterator[ExportRow]:
    """Yield a row for each claim of a reading, as `riwaya.to_json` gives it: a report without a project around it."""
    about = reading["document"]
    known = ("id", "outlet", "published", "url", "title", "language", "sha256")
    fields = {name: about.get(name) for name in known}
    document = ExportDocument(**fields, text=reading["text"], entities=tuple(reading["entities"]))
    for claim in reading["claims"]:
        yield ExportRow(document, claim)
