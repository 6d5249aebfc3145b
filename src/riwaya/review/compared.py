"""An incident's accounts, compared: who takes which stand, which claims are contradicted, whose reliability can be set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from riwaya.linking.copies import outlet_key
from riwaya.model import STATUSES
from riwaya.project.views.history import HistoryRow
from riwaya.project.views.names import Names
from riwaya.project.views.values import AccountRow, AccountView, ClaimView, FindingView, IncidentView
from riwaya.review.phrasing import kind_of

SHEET = 60  # claims


def stands(view: IncidentView) -> dict[str, list[AccountRow]]:
    """Return the accounts by their stands, in the order of the statuses; one that takes two is in both."""
    found = {status: [one.row for one in view.accounts if status in one.statuses] for status in STATUSES}
    return {status: rows for status, rows in found.items() if rows}


def accounts_by(view: IncidentView) -> dict[str, AccountRow]:
    """Return the accounts by their origins."""
    return {row.origin: row for row in view.row.accounts}


def accused(view: IncidentView) -> dict[str, list[tuple[str, str | None]]]:
    """Return whom each account that alleges the deed names as its doer: (Arabic, English) names, the words of others."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for one in view.accounts:
        doers = [doer for claim in one.claims if claim.status == "alleged" for doer in _doers(claim)]
        if doers:
            found[one.row.origin] = list(dict.fromkeys(doers))
    return found


def _doers(claim: ClaimView) -> Iterator[tuple[str, str | None]]:
    for argument in claim.data["arguments"]:
        entity = argument["entity"]
        if argument["role"] != "actor":
            continue
        if entity is not None and entity["link"] == "is":
            yield entity["name"], entity["name_en"]
        else:
            yield (argument["antecedent"] or argument)["text"], None


def sheets(accounts: Iterable[AccountView]) -> tuple[tuple[AccountView, ...], ...]:
    """Return the accounts by the page, so many that a page has at most `SHEET` claims; a longer account goes on."""
    found: list[list[AccountView]] = [[]]
    for account in accounts:
        for start in range(0, len(account.claims), SHEET):
            piece = replace(account, claims=account.claims[start : start + SHEET])
            if sum(len(one.claims) for one in found[-1]) + len(piece.claims) > SHEET:
                found.append([])
            found[-1].append(piece)
    return tuple(tuple(sheet) for sheet in found)


def pages_of(view: IncidentView) -> dict[str, int]:
    """Return on which page each claim stands, and on which each account begins; by ids and origins."""
    found: dict[str, int] = {}
    for page, accounts in enumerate(sheets(view.accounts), 1):
        for account in accounts:
            found.setdefault(account.row.origin, page)
            found |= {claim.id: page for claim in account.claims}
    return found


def place_on(stands_on: Mapping[str, int], page: int, key: str, anchor: str) -> str:
    """Return where an account or a claim stands, seen from a page of the incident, which may have several."""
    other = stands_on[key]
    return f"?page={other}#{anchor}" if other != page else f"#{anchor}"


def contested(view: IncidentView) -> Mapping[str, list[FindingView]]:
    """Return the contradictions that each claim is part of."""
    found: dict[str, list[FindingView]] = defaultdict(list)
    for one in view.findings:
        if one.about is not None:
            for claim in one.claims:
                found[claim].append(one)
    return dict(found)


def disputes(view: IncidentView) -> dict[str, str]:
    """Return what the accounts contradict each other about, with the first finding of each: {"contradiction-toll": id}."""
    found: dict[str, str] = {}
    for one in view.findings:
        if one.about is not None:
            found.setdefault(kind_of(one), one.id)
    return found


def gradable(view: IncidentView, names: Names) -> frozenset[str]:
    """Return the origins whose reliability can be set here: outlets, bodies and offices. No unnamed source, no private person."""
    outlets = {outlet_key(one.outlet, names.registry) for one in view.documents if one.outlet}
    return frozenset(
        one.row.origin
        for one in view.accounts
        if not one.row.anonymous
        and (
            one.row.origin in outlets
            or one.row.origin in names.actors
            or one.row.origin in names.registry.arabic
            or _is_body(one)
        )
    )


def undoables(decisions: Iterable[HistoryRow]) -> frozenset[int]:
    """Return the judgements that can be taken back, given the newest first: of each claim the last that still holds."""
    last: dict[str, int] = {}
    for one in decisions:
        if one.kind == "judgement" and one.action != "undo" and one.undone is None:
            last.setdefault(one.of, one.number)
    return frozenset(last.values())


def _is_body(account: AccountView) -> bool:
    """Whether all that the account says is said by a body, by its last source."""
    last = [claim.data["sources"][-1]["kind"] for claim in account.claims if claim.data["sources"]]
    return bool(last) and all(kind == "organisation" for kind in last)
