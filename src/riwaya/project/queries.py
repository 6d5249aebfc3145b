"""The one set of read queries: what the command line lists, exports write and pages show comes from here.

with queries.of(project) as asked:
    for row in asked.incidents(Filter(place="درعا")):
        print(row.id, row.type, row.statuses)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from riwaya.project import changes
from riwaya.project.engine import reading
from riwaya.project.passages import Passage, passages
from riwaya.project.views import (
    actors,
    claims,
    documents,
    documents_listed,
    export,
    findings,
    heads,
    incidents,
    overview,
    report,
    source_statistics,
    sources,
    whereabouts,
)
from riwaya.project.views.filters import Filter
from riwaya.project.views.names import Names, names_of
from riwaya.project.views.report import ReportView
from riwaya.project.views.source_statistics import SourceStatistics, SourceView
from riwaya.project.views.values import (
    ActorRow,
    ActorView,
    ClaimView,
    DocumentRow,
    Edge,
    FindingView,
    IncidentHead,
    IncidentRow,
    IncidentView,
    Overview,
    SourceRow,
)
from riwaya.project.views.whereabouts import Heap, Where

if TYPE_CHECKING:
    from riwaya.export.rows import ExportRow
    from riwaya.project.project import Project

__all__ = ["Filter", "Queries", "of"]


@contextmanager
def of(project: Project) -> Iterator[Queries]:
    """Give the queries on a project as it is now: all of them see the same, whoever writes meanwhile."""
    folders = [project.config.lexicon] if project.config.lexicon else []
    with reading(project.engine) as connection:
        yield Queries(connection, names_of(*folders))


class Queries:
    """What a project holds at one moment. `limit` None means all."""

    def __init__(self, connection: Connection, names: Names) -> None:
        self._connection = connection
        self.names = names

    def incidents(
        self, wanted: Filter | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[IncidentRow]:
        """Yield the incidents that are asked for: those that most reports tell of first."""
        ids = self.incident_ids(wanted, limit, offset)
        return incidents.incident_rows(self._connection, ids, self.names)

    def incident_ids(
        self, wanted: Filter | None = None, limit: int | None = None, offset: int = 0
    ) -> list[str]:
        """Return the ids of the incidents that `incidents` yields."""
        return incidents.incident_ids(self._connection, wanted or Filter(), self.names, limit, offset)

    def count_incidents(self, wanted: Filter | None = None) -> int:
        """Return how many incidents are asked for."""
        return incidents.count_incidents(self._connection, wanted or Filter(), self.names)

    def incident_heads(self, ids: Sequence[str]) -> Iterator[IncidentHead]:
        """Yield what lists show of the incidents of these ids, in their order."""
        return heads.incident_heads(self._connection, ids)

    def by_place(self, wanted: Filter | None = None) -> Iterator[tuple[Where, Heap]]:
        """Yield the places of the incidents asked for, each with a number of them by quad class and tone."""
        return whereabouts.by_place(self._connection, wanted or Filter(), self.names)

    def place_of(self, incident: str) -> Iterator[tuple[Where, Heap]]:
        """Yield the place of one incident, as `by_place` does; nothing if there is no such incident."""
        return whereabouts.place_of(self._connection, incident)

    def ids_at(self, places: Sequence[Where], wanted: Filter | None = None) -> list[str]:
        """Return the incidents asked for that are told of one of these places, those that most reports tell of first."""
        return whereabouts.ids_at(self._connection, wanted or Filter(), self.names, places)

    def by_days(
        self, letters: int, wanted: Filter | None = None
    ) -> Iterator[tuple[str | None, str | None, Heap]]:
        """Yield first and last month (7 letters) or day (10) of the incidents asked for, each with a number of them."""
        return whereabouts.by_days(self._connection, wanted or Filter(), self.names, letters)

    def moment(self) -> int:
        """Return the number of the last change: what was asked at the same number needn't be asked again."""
        return changes.last(self._connection)

    def incident(self, given: str) -> IncidentView:
        """Return an incident with its accounts side by side; a ProjectError if there is none of that id."""
        return incidents.incident_view(self._connection, given, self.names)

    def claims(
        self, wanted: Filter | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[ClaimView]:
        """Yield the claims of current reports, report by report, with the judged values."""
        ids = claims.claim_ids(self._connection, wanted or Filter(), self.names, limit, offset)
        return claims.views(self._connection, ids)

    def count_claims(self, wanted: Filter | None = None) -> int:
        """Return how many claims are asked for."""
        return claims.count_claims(self._connection, wanted or Filter(), self.names)

    def findings(
        self, kind: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[FindingView]:
        """Yield the findings: contradictions between accounts first, then those within one report."""
        return findings.findings(self._connection, kind, limit, offset)

    def finding_ids(self, kind: str | None = None, limit: int | None = None, offset: int = 0) -> list[str]:
        """Return the ids of the findings that `findings` yields."""
        return findings.finding_ids(self._connection, kind, limit, offset)

    def findings_named(self, ids: Sequence[str]) -> Iterator[FindingView]:
        """Yield the findings of these ids, in their order."""
        return findings.findings_named(self._connection, ids)

    def count_findings(self, kind: str | None = None) -> int:
        """Return how many findings there are."""
        return findings.count_findings(self._connection, kind)

    def finding_kinds(self) -> dict[str, int]:
        """Return how many findings there are of each kind: {"contradiction-toll": 2, "impossible-date": 1}."""
        return findings.finding_kinds(self._connection)

    def documents(self, limit: int | None = None, offset: int = 0) -> Iterator[DocumentRow]:
        """Yield the reports in their current versions, the latest published first."""
        ids = documents.document_ids(self._connection, limit, offset)
        return documents.document_rows(self._connection, ids)

    def count_documents(self) -> int:
        """Return how many reports there are."""
        return documents.count_documents(self._connection)

    def outlets(self) -> dict[str, int]:
        """Return how many reports each outlet has, as they spell it, the most first."""
        return documents_listed.outlet_sums(self._connection)

    def report(self, given: str) -> ReportView:
        """Return a report with its text and claims; a ProjectError if there is none of that id."""
        return report.report_view(self._connection, given)

    def actors(self, limit: int | None = None, offset: int = 0) -> Iterator[ActorRow]:
        """Yield the organisations, states and offices that take part in claims, those in most incidents first."""
        return islice(actors.actors(self._connection, self.names), offset, _end(limit, offset))

    def count_actors(self) -> int:
        """Return how many actors there are."""
        return len(actors.actors(self._connection, self.names))

    def actor(self, given: str, limit: int | None = None, offset: int = 0) -> ActorView:
        """Return an actor by its id or name; a ProjectError if the lexicon has none, or it takes part in no claim.

        `limit` and `offset` are of its incidents.
        """
        return actors.actor_view(self._connection, given, self.names, limit, offset)

    def edges(self, wanted: Filter | None = None) -> Iterator[Edge]:
        """Yield what each claim that is asked for says of two actors: with or against each other, with its status."""
        found = actors.edges(self._connection, self.names)
        if wanted is None or wanted == Filter():
            return iter(found)
        kept = set(claims.claim_ids(self._connection, wanted, self.names))
        return (edge for edge in found if edge.claim in kept)

    def edges_of(self, actor: str) -> list[Edge]:
        """Return what each claim says of an actor, by its id, and another."""
        return actors.edges_of(self._connection, self.names, actor)

    def sources(self, limit: int | None = None, offset: int = 0) -> Iterator[SourceRow]:
        """Yield outlets, and the organisations and offices that are quoted, those of most claims first."""
        return islice(sources.sources(self._connection, self.names), offset, _end(limit, offset))

    def count_sources(self) -> int:
        """Return how many sources there are."""
        return len(sources.sources(self._connection, self.names))

    def source_statistics(self, limit: int | None = None, offset: int = 0) -> list[SourceStatistics]:
        """Return how sources fare, those with accounts of most incidents first."""
        return source_statistics.source_statistics(self._connection, self.names, limit, offset)

    def count_source_statistics(self) -> int:
        """Return how many sources these are: also those that are credited only, whom no report quotes."""
        return source_statistics.count_sources(self._connection, self.names)

    def source(self, key: str, limit: int | None = None, offset: int = 0) -> SourceView:
        """Return a source by its key, with how it fares in its incidents; a ProjectError if there is none.

        `limit` and `offset` are of its incidents.
        """
        return source_statistics.source_view(self._connection, self.names, key, limit, offset)

    def search(self, words: str, limit: int | None = None) -> list[Passage]:
        """Return the sentences that hold the words, the best first."""
        return passages(self._connection, words, limit)

    def overview(self) -> Overview:
        """Return the sums over the project."""
        return overview.overview(self._connection)

    def export_rows(self, wanted: Filter | None = None) -> Iterator[ExportRow]:
        """Yield what `riwaya.export` writes: the claims that are asked for, those that a person rejected too."""
        return export.export_rows(self._connection, wanted or Filter(), self.names)


def _end(limit: int | None, offset: int) -> int | None:
    return None if limit is None else offset + limit
