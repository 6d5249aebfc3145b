"""The seam to `riwaya.linking`: all that the store asks of it, in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from riwaya.lexicon.loader import Lexicon
from riwaya.linking import incidents, keys, record
from riwaya.linking.copies import Report, bands, report_of
from riwaya.linking.model import Account, Finding, Grade, Independence, Placement, Record

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


def report(reading: Json) -> Report:
    """Return what of a document tells whose text it is."""
    return report_of({**reading["document"], "text": reading["text"]})


def bands_of(one: Report) -> tuple[str, ...]:
    """Return the keys under which near-copies meet."""
    return tuple(dict.fromkeys(str(band) for band in bands(one.signature)))


def assess(incident: str, records: Sequence[Record], reports: Mapping[str, Report]) -> Assessment:
    """Return an incident's accounts, what contradicts in it, and how credible that makes it.

    `reports` has the document of each record by its id.
    """
    found, independence = (), Independence(1, 1)
    findings: tuple[Finding, ...] = ()
    grade = Grade(6, ())
    if accounts := _part("accounts"):
        found, independence = accounts.accounts(records, reports)
    if contradictions := _part("contradictions"):
        findings = contradictions.contradictions(incident, records, found)
    if grades := _part("grades"):
        grade = grades.credibility(records, found, independence, findings)
    return Assessment(found, independence, findings, grade)


def _part(name: str) -> Any:
    module = f"riwaya.linking.{name}"
    return import_module(module) if find_spec(module) else None
