"""Incidents and findings as the queries give them → the values that the page shows, names hidden as the veils say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from riwaya.export.names import HIDDEN
from riwaya.linking.model import Ground
from riwaya.linking.wording import ground_words
from riwaya.model import Span
from riwaya.project.views.values import (
    AccountRow,
    AccountView,
    ClaimView,
    DocumentRow,
    FindingView,
    IncidentView,
    PassageView,
)
from riwaya.project.views.values import Neighbour as FoundNeighbour
from riwaya.report.marks import Mark, cut
from riwaya.report.project.people import Veil, Veils
from riwaya.report.project.values import (
    Case,
    Entry,
    Flag,
    Label,
    Neighbour,
    Passage,
    Report,
    Side,
    Speaker,
    Telling,
    Weighed,
)
from riwaya.report.project.words import word

_ONE_DAY = re.compile(r"(\d{4}-\d\d-\d\d)–\1")  # «2022-12-12–2022-12-12» is one day


def passages_shown(
    incidents: Iterable[IncidentView], findings: Iterable[FindingView]
) -> Mapping[str, set[tuple[int, int]]]:
    """Return the stretches of reports that are shown for each claim."""
    shown: dict[str, set[tuple[int, int]]] = defaultdict(set)
    found = list(findings)
    for view in incidents:
        for claim in (claim for account in view.accounts for claim in account.claims):
            shown[claim.id].add((claim.start, claim.end))
        found += view.findings
    for passage in (passage for finding in found for passage in finding.passages):
        if passage.claim:
            shown[passage.claim].add((passage.start, passage.end))
    return shown


def case_of(view: IncidentView, entry: Entry, veils: Veils) -> Case:
    """Return an incident with its accounts side by side."""
    row = view.row
    reports = {one.id: _report(one, veils) for one in view.documents}
    names = {account.row.origin: _origin(account.row, row.documents, veils) for account in view.accounts}
    sides = tuple(_side(account, reports, names, veils) for account in view.accounts)
    told = {t.id: t for side in sides for t in side.tellings}
    return Case(
        entry, sides, row.credibility, _reasons(row.reasons, row.reasons_ar, row.documents, veils),
        tuple(flag_of(found, told, veils) for found in view.findings),
        tuple(_neighbour(found, (*row.documents, found.document), veils) for found in view.possible),
    )  # fmt: skip


def _report(row: DocumentRow, veils: Veils) -> Report:
    title = veils.line(row.title, [row.id]) if row.title else None
    return Report(row.id, title, row.outlet, row.published, row.url)


def _origin(row: AccountRow, documents: Sequence[str], veils: Veils) -> Label:
    """A report without an outlet has no name but its id: say what it is."""
    if row.origin.startswith("document:"):
        return word("the_report")
    if row.name_en:
        return Label(row.name_en, row.name)
    name = veils.line(row.name, documents)
    return word("withheld") if name == HIDDEN else Label(name, name)


def _reasons(
    en: Iterable[str], ar: Iterable[str], documents: Sequence[str], veils: Veils
) -> tuple[Label, ...]:
    pairs = zip(en, ar, strict=True)
    return tuple(Label(veils.line(one, documents), veils.line(other, documents)) for one, other in pairs)


def _side(
    account: AccountView, reports: Mapping[str, Report], names: Mapping[str, Label], veils: Veils
) -> Side:
    row = account.row
    tellings = tuple(_telling(claim, reports[claim.document], veils.of(claim.id)) for claim in account.claims)
    repeats = tuple(names[origin] for origin in row.perhaps if origin in names)
    reasons = _reasons(row.reasons, row.reasons_ar, tuple(reports), veils)
    return Side(names[row.origin], row.anonymous, tellings, reasons, repeats, row.reliability)


def _telling(claim: ClaimView, report: Report, veil: Veil) -> Telling:
    data, review = claim.data, claim.review
    speakers = tuple(
        Speaker(veil.shown(_words(source)), source["stance"], source["kind"] != "anonymous")
        for source in data["sources"]
    )
    parties = tuple(dict.fromkeys(map(veil.shown, _names(data["arguments"]))))
    return Telling(
        claim.id, claim.status, report, _passage(claim, veil), veil.summary or claim.gloss, speakers,
        review.verdict if review else None, review.fields if review else (), parties,
    )  # fmt: skip


def _words(party: Mapping[str, Any]) -> str:
    return str((party.get("antecedent") or party)["text"])


def _names(parties: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for party in parties:
        yield _words(party)
        entity = party.get("entity")
        if entity and entity["link"] == "is":
            yield from (name for name in (entity["name"], entity["name_en"]) if name)


def _passage(claim: ClaimView, veil: Veil) -> Passage:
    """The clause in its exact words, the event's own words marked."""
    spans = {(t["start"], t["end"]) for t in (claim.data["trigger"], *claim.data["triggers"])}
    return _pieces(claim.start, claim.end, claim.words, spans, veil)


def _pieces(start: int, end: int, words: str, triggers: Iterable[tuple[int, int]], veil: Veil) -> Passage:
    marks = [Mark(Span(*span), "trigger", 1) for span in triggers]
    marks += [Mark(Span(*span), "hidden", n) for n, span in enumerate(veil.hidden)]
    shown: list[tuple[str, bool]] = []
    told: set[Mark] = set()  # a trigger in a name would cut it in two: it is hidden once
    for piece in cut(Span(start, end), marks):
        hidden = piece.of("hidden")
        if not hidden:
            shown.append((words[piece.span.start - start : piece.span.end - start], bool(piece.marks)))
        elif not told.issuperset(hidden):
            shown.append((HIDDEN, False))
            told.update(hidden)
    return Passage(start, end, tuple(shown))


def _neighbour(found: FoundNeighbour, documents: Sequence[str], veils: Veils) -> Neighbour:
    incident = found.incident.id if found.incident else None
    grounds = tuple(_ground(ground, documents, veils) for ground in found.grounds if ground.weight)
    return Neighbour(incident, found.claim, found.score, grounds)


def _ground(ground: Ground, documents: Sequence[str], veils: Veils) -> Weighed:
    en, ar = (veils.line(ground_words(ground, language), documents) for language in ("en", "ar"))
    return Weighed(Label(_ONE_DAY.sub(r"\1", en), _ONE_DAY.sub(r"\1", ar)), ground.weight)


# Findings.


def flag_of(found: FindingView, told: Mapping[str, Telling], veils: Veils) -> Flag:
    """Return a finding; `told` has the claims that stand in accounts, by their ids."""
    kind = f"{found.kind}-{found.about}" if found.about else found.kind
    tellings = tuple(_shown(passage, told, veils) for passage in found.passages)
    documents = (*found.documents, *(passage.document for passage in found.passages))
    message = Label(veils.line(found.message, documents), veils.line(found.message_ar, documents))
    return Flag(found.id, kind, message, tellings, found.incident)


def _shown(passage: PassageView, told: Mapping[str, Telling], veils: Veils) -> Telling:
    telling = told.get(passage.claim or "")
    if telling is not None and (telling.passage.start, telling.passage.end) == (passage.start, passage.end):
        return telling
    report = Report(passage.document, None, passage.outlet, passage.published)
    veil = veils.of(passage.claim)
    if passage.claim:
        words = _pieces(passage.start, passage.end, passage.text, (), veil)
    else:
        shown = veils.line(passage.text, [passage.document])
        words = Passage(passage.start, passage.end, ((shown, False),))
    return Telling(passage.claim or "", passage.status, report, words, veil.summary or passage.gloss, None)
