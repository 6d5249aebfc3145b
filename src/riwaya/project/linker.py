"""The seam to `riwaya.linking`: all that the store asks of it, in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riwaya.lexicon.loader import DATA, Lexicon
from riwaya.linking import incidents, keys, record
from riwaya.linking.accounts import accounts
from riwaya.linking.contradictions import contradictions
from riwaya.linking.copies import Report, bands, report_of
from riwaya.linking.grades import credibility
from riwaya.linking.model import Account, Finding, Grade, Independence, Placement, Record
from riwaya.linking.registry import Registry, load_registry

Json = Mapping[str, Any]
MEMBERS = 12  # of an incident are compared with a new claim; the rest adds nothing


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an incident's claims amount to."""

    accounts: tuple[Account, ...]
    independence: Independence
    findings: tuple[Finding, ...]
    grade: Grade


def record_of(reading: Json, claim: Json, lexicon: Lexicon) -> Record:
    """Return what of a claim is compared."""
    return record.record_of(reading, claim, lexicon)


def keys_of(one: Record) -> frozenset[str]:
    """Return the keys under which claims of one happening meet."""
    return keys.keys_of(one)


def place(one: Record, candidates: Mapping[str, Sequence[Record]]) -> Placement:
    """Return which incident a claim joins, of those that share a key with it."""
    return incidents.place(one, candidates)


def report(reading: Json, lexicon: Lexicon | None = None) -> Report:
    """Return what of a document tells whose text it is, by the outlets and agencies of the lexicon's folders too."""
    folders = [folder for folder in lexicon.folders if folder != DATA] if lexicon else []
    return report_of({**reading["document"], "text": reading["text"]}, load_registry(*folders))


def bands_of(one: Report) -> tuple[str, ...]:
    """Return the keys under which near-copies meet."""
    return tuple(dict.fromkeys(str(band) for band in bands(one.signature)))


def assess(
    incident: str,
    records: Sequence[Record],
    reports: Mapping[str, Report],
    reliability: Callable[[Sequence[str]], Mapping[str, str]],
    registry: Registry | None = None,
) -> Assessment:
    """Return an incident's accounts, what contradicts in it, and how credible that makes it.

    `reports` has the document of each record by its id; `reliability` gives the user's grades of origins;
    `registry` has the outlets of the lexicon's folders too, without one those of the package.
    """
    found, independence = accounts(records, reports, registry)
    findings = contradictions(incident, records, found, registry)
    marks = reliability([account.origin for account in found])
    return Assessment(
        found, independence, findings, credibility(records, found, independence, findings, marks)
    )
