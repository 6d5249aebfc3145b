"""The project's queries → what its page shows. Nothing is counted here that the queries count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from riwaya.export.atlas import Spot as ShownSpot
from riwaya.export.reference import load_reference
from riwaya.linking.model import Ground
from riwaya.model import Span
from riwaya.project.project import Project
from riwaya.project.queries import Queries, of
from riwaya.project.views.values import (
    AccountRow,
    AccountView,
    ClaimView,
    DocumentRow,
    FindingView,
    IncidentRow,
    IncidentView,
    PassageView,
)
from riwaya.project.views.values import Neighbour as FoundNeighbour
from riwaya.project.views.values import Spot as Place
from riwaya.report.marks import Mark, cut
from riwaya.report.project.page import order
from riwaya.report.project.values import (
    Actor,
    Case,
    Entry,
    Flag,
    Label,
    Neighbour,
    Outlet,
    Passage,
    ProjectView,
    Report,
    Side,
    Speaker,
    Spot,
    Telling,
    Tie,
    Totals,
    tone_of,
)
from riwaya.report.project.words import word

MOST_DRAWN = 3000  # incidents in lists and drawings; beyond, those that fewest reports tell are left out, and the page says so
MOST_CASES = 300  # incidents with all their accounts
MOST_FLAGS = 200


def gather(project: Project, most_cases: int = MOST_CASES) -> tuple[ProjectView, dict[str, Label]]:
    """Return what the page shows of a project as it is now, and the names of countries by their codes."""
    folders = (project.config.lexicon,) if project.config.lexicon else ()
    reference = load_reference(*folders)
    with of(project) as asked:
        view = _Gatherer(asked, reference.atlas.spot).view(project.folder.root.resolve().name, most_cases)
    return view, {code: Label(c.name_en, c.name) for code, c in reference.gazetteer.countries.items()}


class _Gatherer:
    """Asks the queries and puts their answers into the page's values."""

    def __init__(self, asked: Queries, shown_at: Callable[[Mapping[str, Any]], ShownSpot]) -> None:
        self._asked = asked
        self._shown_at = shown_at

    def view(self, name: str, most_cases: int) -> ProjectView:
        asked = self._asked
        sums = asked.overview()
        totals = Totals(
            sums.documents,
            sums.outlets,
            sums.claims,
            sums.incidents,
            sums.contradicted,
            sums.findings,
            sums.reviewed,
        )
        entries = sorted((self._entry(row) for row in asked.incidents(limit=MOST_DRAWN)), key=order)
        entries = [replace(entry, shown=n < most_cases) for n, entry in enumerate(entries)]
        cases = [_case(asked.incident(entry.id), entry) for entry in entries if entry.shown]
        told = {t.id: t for case in cases for side in case.sides for t in side.tellings}
        flags = tuple(_flag(found, told) for found in asked.findings(limit=MOST_FLAGS))
        documents = list(asked.documents())
        statuses = Counter(claim.status for claim in asked.claims())
        return ProjectView(
            name, totals, statuses, tuple(_outlets(documents, asked)), tuple(entries), tuple(cases), flags,
            tuple(_actors(asked)), tuple(_ties(asked, {entry.id: entry for entry in entries})),
        )  # fmt: skip

    def _entry(self, row: IncidentRow) -> Entry:
        spot = self._spot(row.place)
        place = row.place
        return Entry(
            row.id, row.type, tone_of(row.statuses), _place_label(place), row.earliest, row.latest, spot,
            _label(place.country_en, place.country) if place else None, row.statuses, len(row.claims), row.reports,
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


def _place_label(place: Place | None) -> Label | None:
    if place is None:
        return None
    wider_en, wider_ar = place.admin1_en or place.country_en, place.admin1 or place.country
    en, ar = place.name_en or place.name, place.name
    return Label(
        f"{en}, {wider_en}" if wider_en and wider_en != en else en,
        f"{ar}، {wider_ar}" if wider_ar and wider_ar != ar else ar,
    )


# Incidents.


def _case(view: IncidentView, entry: Entry) -> Case:
    reports = {row.id: _report(row) for row in view.documents}
    names = {account.row.origin: _origin(account.row) for account in view.accounts}
    sides = tuple(_side(account, reports, names) for account in view.accounts)
    told = {t.id: t for side in sides for t in side.tellings}
    return Case(
        entry, sides, view.row.credibility, view.row.reasons, tuple(_flag(found, told) for found in view.findings),
        tuple(_neighbour(found) for found in view.possible),
    )  # fmt: skip


def _report(row: DocumentRow) -> Report:
    return Report(row.id, row.title, row.outlet, row.published, row.url)


def _origin(row: AccountRow) -> Label:
    """A report without an outlet has no name but its id: say what it is."""
    if row.origin.startswith("document:"):
        return word("the_report")
    return Label(row.name_en or row.name, row.name)


def _side(account: AccountView, reports: Mapping[str, Report], names: Mapping[str, Label]) -> Side:
    row = account.row
    tellings = tuple(_telling(claim, reports[claim.document]) for claim in account.claims)
    repeats = tuple(names[origin] for origin in row.perhaps if origin in names)
    return Side(names[row.origin], row.anonymous, tellings, row.reasons, repeats, row.reliability)


def _telling(claim: ClaimView, report: Report) -> Telling:
    data = claim.data
    speakers = tuple(
        Speaker(_words(source), source["stance"], source["kind"] != "anonymous") for source in data["sources"]
    )
    review = claim.review
    return Telling(
        claim.id, claim.status, report, _passage(claim), claim.gloss, speakers, review.verdict if review else None,
        review.fields if review else (), tuple(dict.fromkeys(_names(data["arguments"]))),
    )  # fmt: skip


def _words(party: Mapping[str, Any]) -> str:
    return str((party.get("antecedent") or party)["text"])


def _names(parties: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for party in parties:
        yield _words(party)
        entity = party.get("entity")
        if entity and entity["link"] == "is":
            yield from (name for name in (entity["name"], entity["name_en"]) if name)


def _passage(claim: ClaimView) -> Passage:
    """The clause in its exact words, the event's own words marked."""
    whole = Span(claim.start, claim.end)
    spans = {(t["start"], t["end"]) for t in (claim.data["trigger"], *claim.data["triggers"])}
    marks = [Mark(Span(*span), "trigger", 1) for span in spans]
    pieces = tuple(
        (claim.words[p.span.start - whole.start : p.span.end - whole.start], bool(p.marks))
        for p in cut(whole, marks)
    )
    return Passage(whole.start, whole.end, pieces)


def _neighbour(found: FoundNeighbour) -> Neighbour:
    incident = found.incident.id if found.incident else None
    return Neighbour(incident, found.claim, found.score, tuple(filter(None, map(_ground, found.grounds))))


def _ground(ground: Ground) -> str:
    detail = f" {ground.detail}" if ground.detail else ""
    return f"{ground.rule} {ground.weight:+.1f}{detail}" if ground.weight else ""


# Findings.


def _flag(found: FindingView, told: Mapping[str, Telling]) -> Flag:
    kind = f"{found.kind}-{found.about}" if found.about else found.kind
    tellings = tuple(_shown(passage, told) for passage in found.passages)
    return Flag(found.id, kind, Label(found.message, found.message_ar), tellings, found.incident)


def _shown(passage: PassageView, told: Mapping[str, Telling]) -> Telling:
    telling = told.get(passage.claim or "")
    if telling is not None and (telling.passage.start, telling.passage.end) == (passage.start, passage.end):
        return telling
    report = Report(passage.document, None, passage.outlet, passage.published)
    words = Passage(passage.start, passage.end, ((passage.text, False),))
    return Telling(passage.claim or "", passage.status, report, words, passage.gloss, None)


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
