"""What a project holds → lines for a terminal: one function a listing. What a person decided is marked «reviewed»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from riwaya.linking.grades import GRADES, RELIABILITIES
from riwaya.linking.wording import ground_words
from riwaya.project.views.values import (
    AccountRow,
    AccountView,
    ActorRow,
    ActorView,
    ClaimView,
    DocumentRow,
    FindingView,
    IncidentRow,
    IncidentView,
    Neighbour,
    PassageView,
    SourceRow,
    Spot,
    Tie,
)
from riwaya.report.labels import sign
from riwaya.report.listing import Cell, Column, block, grid, heading, line, mixed, safe
from riwaya.report.table import NARROW

REVIEWED = "reviewed"
_ABOUT = {"status": "whether", "actor": "who", "place": "where", "date": "when", "toll": "the toll"}


# Lists


def incidents(rows: Iterable[IncidentRow], width: int, colour: bool) -> Iterator[str]:
    """Yield the table of incidents."""
    if width < NARROW:
        for row in rows:
            fields = (("says", [counts(row.statuses)]), ("told by", [told_line(row)]), ("grade", _grade(row)))
            yield block(incident_head(row), fields, width, colour)
        return
    columns = (
        Column("incident"), Column("what", 4), Column("where", 4), Column("when"), Column("told by", 5),
        Column("grade", 7),
    )  # fmt: skip
    yield from _grid(
        columns,
        [[[row.id], _what(row), [place(row.place)], _when(row), _told_by(row), _grade(row)] for row in rows],
        width,
        colour,
    )


def findings(rows: Iterable[FindingView], width: int, colour: bool) -> Iterator[str]:
    """Yield the table of findings, the passages of each under one another."""
    if width < NARROW:
        for row in rows:
            fields = (("what", [mixed(row.message)]), ("passages", _passages(row.passages)))
            yield block(" ".join(_finding_head(row)), fields, width, colour)
        return
    columns = (Column("finding"), Column("what", 4), Column("passages", 6))
    cells = [[_finding_head(row), [mixed(row.message)], _passages(row.passages)] for row in rows]
    yield from _grid(columns, cells, width, colour)


def actors(rows: Iterable[ActorRow], width: int, colour: bool) -> Iterator[str]:
    """Yield the table of actors."""
    if width < NARROW:
        for row in rows:
            sums = (
                f"{kind(row.kind)} · {_number(row.incidents, 'incident')}, {_number(row.claims, 'claim')}: "
            )
            said = f"{sums}did it {row.as_actor}, done to {row.as_recipient}"
            yield block(" · ".join([row.id, both(row.name_en, row.name)]), [("", [said])], width, colour)
        return
    columns = (
        Column("actor"), Column("name", 1), Column("kind"), Column("incidents", right=True),
        Column("claims", right=True), Column("did it", right=True), Column("done to", right=True),
    )  # fmt: skip
    cells = [
        [
            [row.id], [both(row.name_en, row.name)], [kind(row.kind)], [str(row.incidents)],
            [str(row.claims)], [str(row.as_actor)], [str(row.as_recipient)],
        ]
        for row in rows
    ]  # fmt: skip
    yield from _grid(columns, cells, width, colour)


def sources(rows: Iterable[SourceRow], width: int, colour: bool) -> Iterator[str]:
    """Yield the table of sources."""
    if width < NARROW:
        for row in rows:
            sums = [
                _number(row.documents, "report"),
                _number(row.claims, "claim"),
                _number(row.incidents, "incident"),
            ]
            fields = (
                ("", [f"{kind(row.kind)} · {', '.join(sums)}"]), ("graded", _reliability(row.reliability, row.note)),
                ("key", [safe(row.key)]),
            )  # fmt: skip
            yield block(both(row.name_en, row.name), fields, width, colour)
        return
    columns = (
        Column("source", 3), Column("kind"), Column("graded"), Column("reports", right=True),
        Column("claims", right=True), Column("incidents", right=True), Column("key", 2),
    )  # fmt: skip
    cells = [
        [
            [both(row.name_en, row.name), *([safe(row.note)] if row.note else [])], [kind(row.kind)],
            _reliability(row.reliability),
            [str(row.documents)], [str(row.claims)], [str(row.incidents)], [safe(row.key)],
        ]
        for row in rows
    ]  # fmt: skip
    yield from _grid(columns, cells, width, colour)


def documents(rows: Iterable[DocumentRow], width: int, colour: bool) -> Iterator[str]:
    """Yield the table of reports."""
    if width < NARROW:
        for row in rows:
            told = [str(row.published or "day unknown"), safe(row.outlet or "outlet unknown")]
            sums = [_number(row.claims, "claim"), _number(row.incidents, "incident")]
            sums += [f"{row.reviewed} {REVIEWED}"] if row.reviewed else []
            cell = [safe(row.title)] if row.title else []
            yield block(
                " · ".join([_document_id(row), *told]), [("", [*cell, ", ".join(sums)])], width, colour
            )
        return
    columns = (
        Column("report"), Column("published"), Column("outlet", 3), Column("title", 6), Column("claims", right=True),
        Column("incidents", right=True), Column(REVIEWED, right=True),
    )  # fmt: skip
    cells = [
        [
            [_document_id(row)], [str(row.published or "unknown")], [safe(row.outlet or "unknown")],
            [safe(row.title or "")], [str(row.claims)], [str(row.incidents)], [str(row.reviewed) if row.reviewed else ""],
        ]
        for row in rows
    ]  # fmt: skip
    yield from _grid(columns, cells, width, colour)


def _document_id(row: DocumentRow) -> str:
    return f"{safe(row.id)} (version {row.version})" if row.version > 1 else safe(row.id)


def _grid(
    columns: Sequence[Column], cells: Sequence[Sequence[Cell]], width: int, colour: bool
) -> Iterator[str]:
    if cells:
        yield grid(columns, cells, width, colour)


# One incident


def incident(view: IncidentView, width: int, colour: bool) -> Iterator[str]:
    """Yield an incident: its sums, its accounts side by side, who said it when, what contradicts, what is near."""
    row = view.row
    yield heading(incident_head(row), width, colour)
    grade, *reasons = _grade(row)
    told = [counts(row.statuses), told_line(row), f"grade {grade}: {'; '.join(reasons)}"]
    yield "".join(line(one, width) for one in told)
    yield from _titled("Accounts", _accounts(view.accounts, width, colour), colour)
    yield from _titled("Timeline", _timeline(view, width, colour), colour)
    yield from _titled("Findings", findings(view.findings, width, colour), colour)
    yield from _titled("Possibly the same", _neighbours(view.possible, width, colour), colour)
    yield from _titled("Reports", documents(view.documents, width, colour), colour)


def incident_head(row: IncidentRow) -> str:
    """Return what it is in a line: «i4ecc02f0 · ASSAULT · Saraqib, Idlib, Syria · 2019-11-12»."""
    return f"{row.id} · {row.type} · {place(row.place)} · {days(row.earliest, row.latest)}"


def _accounts(accounts: Sequence[AccountView], width: int, colour: bool) -> Iterator[str]:
    if width < NARROW:
        for one in accounts:
            name, *about = _account(one)
            fields = [("", about)]
            for claim in one.claims:
                fields += [
                    ("says", _says(claim)),
                    ("words", [safe(claim.words)]),
                    ("claim", [_standing(claim)]),
                ]
            yield block(name, fields, width, colour)
        return
    columns = (Column("account", 4), Column("what it says", 6), Column("words", 6))
    cells = [
        [_account(one) if n == 0 else [], [*_says(claim), _standing(claim)], [safe(claim.words)]]
        for one in accounts
        for n, claim in enumerate(one.claims)
    ]
    yield from _grid(columns, cells, width, colour)


def _standing(claim: ClaimView) -> str:
    return f"{claim.id} in {safe(claim.document)}, {claim.start}–{claim.end}"


def _account(one: AccountView) -> Cell:
    row = one.row
    lines = [account_name(row)]
    lines += [f"since {one.since}"] if one.since else []
    lines += _reliability(row.reliability)
    lines += [mixed(f"one account: {reason}") for reason in row.reasons]
    lines += [f"perhaps repeats {safe(origin)}" for origin in row.perhaps]
    return lines


def account_name(row: AccountRow) -> str:
    """Return who it is, told apart from those who stay unnamed: «unnamed: مصادر محلية»."""
    if row.origin.startswith("document:"):
        return f"the report {safe(row.name)} itself"
    name = row.name_en if row.name_en and not row.anonymous else safe(row.name)
    return f"unnamed: {name}" if row.anonymous else name


def _says(claim: ClaimView) -> list[str]:
    return [f"{_status(claim.status)}: {mixed(claim.gloss)}", *_review(claim)]


def _review(claim: ClaimView) -> list[str]:
    if claim.review is None:
        return []
    said = claim.review
    by = f"by {safe(said.who)} on {said.at[:10]}"
    if said.verdict == "again":
        return [f"to review again: it changed since it was judged {by}"]
    fields = f" ({', '.join(said.fields)})" if said.fields else ""
    return [f"{REVIEWED}: {said.verdict}{fields} {by}"]


def _timeline(view: IncidentView, width: int, colour: bool) -> Iterator[str]:
    columns = (Column("published"), Column("said by", 4), Column("in", 3), Column("says", 8))
    cells = []
    for entry in view.timeline:
        claim = entry.claim
        mark = f" ({REVIEWED})" if claim.reviewed else ""
        says = f"{_status(claim.status)}{mark}: {mixed(claim.gloss)}"
        printed = safe(claim.outlet or claim.document)
        cells.append([[str(entry.day or "unknown")], [account_name(entry.origin)], [printed], [says]])
    if width < NARROW:
        for (published,), (who,), (printed,), says_ in cells:
            yield block(f"{published} · {who}", [("", [f"in {printed}", *says_])], width, colour)
        return
    yield from _grid(columns, cells, width, colour)


def _neighbours(possible: Sequence[Neighbour], width: int, colour: bool) -> Iterator[str]:
    for one in possible:
        head = incident_head(one.incident) if one.incident else "told in passing, in no incident"
        why = [f"claim {one.claim} in {safe(one.document)} fits with {one.score:+.1f}:"]
        why += [f"{g.weight:+.1f} {mixed(ground_words(g, 'en'))}" for g in one.grounds if g.weight]
        yield block(head, [("", why)], width, colour)


# One actor


def actor(view: ActorView, width: int, colour: bool) -> Iterator[str]:
    """Yield an actor: its names, with and against whom, its incidents."""
    row = view.row
    yield heading(" · ".join([row.id, both(row.name_en, row.name)]), width, colour)
    sums = f"{_number(row.incidents, 'incident')}, {_number(row.claims, 'claim')} in {_number(row.documents, 'report')}"
    told = [f"{kind(row.kind)} · {sums}: did it {row.as_actor}, done to {row.as_recipient}"]
    told += [f"in reports: {'، '.join(view.seen)}"] if view.seen else []
    told += [f"also: {'، '.join(view.aliases)}"] if view.aliases else []
    yield "".join(line(mixed(one), width) for one in told)
    for relation, title in (("with", "With"), ("against", "Against")):
        ties = [tie for tie in view.ties if tie.relation == relation]
        yield from _titled(f"{title} (as the claims have it)", _ties(ties, width, colour), colour)
    yield from _titled("Incidents", incidents(view.incidents, width, colour), colour)


def _ties(ties: Sequence[Tie], width: int, colour: bool) -> Iterator[str]:
    if width < NARROW:
        for tie in ties:
            said = f"{_number(len(tie.incidents), 'incident')} · {counts(tie.statuses)}"
            yield block(" · ".join([tie.other, both(tie.name_en, tie.name)]), [("", [said])], width, colour)
        return
    columns = (
        Column("actor"), Column("name", 4), Column("incidents", right=True), Column("claims", 4),
    )  # fmt: skip
    cells = [
        [
            [tie.other],
            [both(tie.name_en, tie.name)],
            [str(len(tie.incidents))],
            [counts(tie.statuses)],
        ]
        for tie in ties
    ]
    yield from _grid(columns, cells, width, colour)


# Cells


def counts(statuses: Mapping[str, int]) -> str:
    """Return how many claims have each status: «✓ 3 asserted, ✕ 1 denied»."""
    return ", ".join(f"{sign(status)} {number} {status}" for status, number in statuses.items())


def days(earliest: date | None, latest: date | None) -> str:
    """Return an interval: one day, two with «…» between, an open one with ≥ or ≤."""
    if earliest is None or latest is None:
        return f"≥ {earliest}" if earliest else f"≤ {latest}" if latest else "day unknown"
    return f"{earliest}" if earliest == latest else f"{earliest}…{latest}"


def place(spot: Spot | None) -> str:
    """Return a place in English with what it lies in; one without an English name in its own words."""
    if spot is None:
        return "place unknown"
    names = [spot.name_en or safe(spot.name), spot.admin1_en or "", spot.country_en or ""]
    return ", ".join(dict.fromkeys(name for name in names if name))


def both(name_en: str | None, name: str) -> str:
    """Return the English name and the Arabic one, or the one that there is."""
    return f"{safe(name_en)} · {safe(name)}" if name_en else safe(name)


def kind(name: str) -> str:
    """Return a kind in words: «armed group»."""
    return name.replace("_", " ")


def _what(row: IncidentRow) -> Cell:
    marks = [f"{sign(status)} {number} {status}" for status, number in row.statuses.items()]
    return [row.type, *marks, *([f"{REVIEWED}: {row.reviewed}"] if row.reviewed else [])]


def _when(row: IncidentRow) -> Cell:
    if row.earliest and row.latest and row.earliest != row.latest:
        return [f"{row.earliest}…", f"{row.latest}"]
    return [days(row.earliest, row.latest)]


def _told_by(row: IncidentRow) -> Cell:
    lines = [_number(row.reports, "report"), _number(row.outlets, "outlet"), _independent(row)]
    return [*lines, "⚑ contradicted"] if row.contradicted else lines


def told_line(row: IncidentRow) -> str:
    """Return how many tell it: «6 reports of 5 outlets, 4 to 7 independent accounts · ⚑ contradicted»."""
    said = f"{_number(row.reports, 'report')} of {_number(row.outlets, 'outlet')}, {_independent(row)}"
    said += f", {REVIEWED}: {row.reviewed} of {_number(len(row.claims), 'claim')}" if row.reviewed else ""
    return f"{said} · ⚑ contradicted" if row.contradicted else said


def _independent(row: IncidentRow) -> str:
    span = str(row.least) if row.least == row.most else f"{row.least} to {row.most}"
    return f"{span} independent account{'' if row.most == 1 else 's'}"


def _grade(row: IncidentRow) -> Cell:
    return [f"{row.credibility} {GRADES[row.credibility][0]}", *(mixed(reason) for reason in row.reasons)]


def _reliability(grade: str, note: str | None = None) -> Cell:
    said = f"{grade} {RELIABILITIES[grade]}"
    return [said, safe(note)] if note else [said]


def _status(status: str) -> str:
    return f"{sign(status)} {status}"


def _finding_head(row: FindingView) -> Cell:
    head = [f"⚑ {row.kind}", *([f"about {_ABOUT.get(row.about, row.about)}"] if row.about else [])]
    return [*head, *([row.incident] if row.incident else [])]


def _passages(passages: Sequence[PassageView]) -> Cell:
    lines = []
    for one in passages:
        known = [
            safe(one.outlet or one.document),
            str(one.published or ""),
            _status(one.status) if one.status else "",
        ]
        lines.append(" · ".join(part for part in (*known, REVIEWED if one.reviewed else "") if part))
        lines.append(safe(f"«{one.text}»"))
    return lines


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _titled(title: str, parts: Iterator[str], colour: bool) -> Iterator[str]:
    first = next(parts, None)
    if first is not None:
        yield "\n" + heading(title, 100, colour)
        yield first
        yield from parts
