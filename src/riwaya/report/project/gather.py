"""The project's queries → what its page shows. Nothing is counted here that the queries count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from riwaya.export.atlas import Spot as ShownSpot
from riwaya.export.reference import load_reference
from riwaya.project.project import Project
from riwaya.project.queries import Queries, of
from riwaya.project.views.values import DocumentRow, IncidentRow
from riwaya.project.views.values import Spot as Place
from riwaya.report.project.cases import case_of, flag_of, passages_shown
from riwaya.report.project.page import order
from riwaya.report.project.people import Veils
from riwaya.report.project.values import (
    Actor,
    Entry,
    Label,
    Outlet,
    ProjectView,
    Spot,
    Tie,
    Totals,
    tone_of,
)

MOST_DRAWN = 3000  # incidents in lists and drawings; beyond, those that fewest reports tell are left out, and the page says so
MOST_CASES = 300  # incidents with all their accounts
MOST_FLAGS = 200


def gather(
    project: Project, most_cases: int = MOST_CASES, with_names: bool = False
) -> tuple[ProjectView, dict[str, Label]]:
    """Return what the page shows of a project as it is now, and the names of countries by their codes.

    Persons without office are shown by name only `with_names`.
    """
    folders = (project.config.lexicon,) if project.config.lexicon else ()
    reference = load_reference(*folders)
    with of(project) as asked:
        gatherer = _Gatherer(asked, reference.atlas.spot, Veils(None if with_names else reference))
        view = gatherer.view(project.folder.root.resolve().name, most_cases)
    countries = {code: Label(c.name_en, c.name) for code, c in reference.gazetteer.countries.items()}
    return replace(view, with_names=with_names), countries


class _Gatherer:
    """Asks the queries and puts their answers into the page's values."""

    def __init__(
        self, asked: Queries, shown_at: Callable[[Mapping[str, Any]], ShownSpot], veils: Veils
    ) -> None:
        self._asked = asked
        self._shown_at = shown_at
        self._veils = veils

    def view(self, name: str, most_cases: int) -> ProjectView:
        asked = self._asked
        entries = sorted((self._entry(row) for row in asked.incidents(limit=MOST_DRAWN)), key=order)
        entries = [replace(entry, shown=n < most_cases) for n, entry in enumerate(entries)]
        found = [(asked.incident(entry.id), entry) for entry in entries if entry.shown]
        findings = list(asked.findings(limit=MOST_FLAGS))
        statuses = self._statuses(passages_shown([view for view, _ in found], findings))
        cases = tuple(case_of(view, entry, self._veils) for view, entry in found)
        told = {t.id: t for case in cases for side in case.sides for t in side.tellings}
        flags = tuple(flag_of(finding, told, self._veils) for finding in findings)
        documents = list(asked.documents())
        return ProjectView(
            name, self._totals(), statuses, tuple(_outlets(documents, asked)), tuple(entries), cases, flags,
            tuple(_actors(asked)), tuple(_ties(asked, {entry.id: entry for entry in entries})),
        )  # fmt: skip

    def _totals(self) -> Totals:
        sums = self._asked.overview()
        return Totals(
            sums.documents, sums.outlets, sums.claims, sums.incidents, sums.contradicted, sums.findings, sums.reviewed,
        )  # fmt: skip

    def _statuses(self, passages: Mapping[str, set[tuple[int, int]]]) -> Counter[str]:
        """Count the claims by status, and look at those that are shown, in one go through all of them."""
        statuses: Counter[str] = Counter()
        for row in self._asked.export_rows():
            statuses[row.claim["status"]] += 1
            if (shown := passages.get(row.claim["id"])) is not None:
                self._veils.take(row, shown)
        return statuses

    def _entry(self, row: IncidentRow) -> Entry:
        place, tone = row.place, tone_of(row.statuses, row.contradicted)
        country = _label(place.country_en, place.country) if place else None
        return Entry(
            row.id, row.type, tone, _place_label(place, self._veils), row.earliest, row.latest,
            self._spot(place), country, row.statuses, len(row.claims), row.reports,
            row.outlets, row.least, row.most, row.contradicted, row.reviewed,
        )  # fmt: skip

    def _spot(self, place: Place | None) -> Spot | None:
        """Where it may be shown: never at a house, shelters, camps and hospitals at their district."""
        if place is None:
            return None
        found = self._shown_at({**asdict(place), "text": place.name})
        precision = "settlement" if found.precision == "site" else found.precision
        if found.latitude is None or found.longitude is None or precision in (None, "country"):
            return None
        name = _label(found.name, found.name_ar) or Label(place.name, place.name)
        return Spot(name, found.latitude, found.longitude, precision, _label(found.country, found.country_ar))


def _label(en: str | None, ar: str | None) -> Label | None:
    return Label(en or ar or "", ar or en or "") if en or ar else None


def _place_label(place: Place | None, veils: Veils) -> Label | None:
    """Return a place with what it lies in; one that no list has is in the report's words, in which a name may stand."""
    if place is None:
        return None
    wider_en, wider_ar = place.admin1_en or place.country_en, place.admin1 or place.country
    ar = place.name if place.name_en else veils.line(place.name, ())
    en = place.name_en or ar
    return Label(
        f"{en}, {wider_en}" if wider_en and wider_en != en else en,
        f"{ar}، {wider_ar}" if wider_ar and wider_ar != ar else ar,
    )


# Who publishes, and who acts.


def _outlets(documents: Sequence[DocumentRow], asked: Queries) -> Iterator[Outlet]:
    """Outlets as reports name them, with the user's grade of the source."""
    counts = Counter(row.outlet for row in documents)
    grades = {name: row.reliability for row in asked.sources() for name in (row.name, row.name_en) if name}
    for name, count in sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], item[0] or "")):
        yield Outlet(name, count, grades.get(name or "", "F"))


def _actors(asked: Queries) -> Iterator[Actor]:
    for row in asked.actors():
        yield Actor(row.id, Label(row.name_en or row.name, row.name), row.incidents)


def _ties(asked: Queries, entries: Mapping[str, Entry]) -> Iterator[Tie]:
    for edge in asked.edges():
        entry = entries.get(edge.incident or "")
        yield Tie(edge.actor, edge.other, edge.relation, edge.status, entry, edge.earliest, edge.latest)
