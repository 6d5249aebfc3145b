"""Values → the JSON that listings print, one object a line; `docs/project.md` describes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from riwaya.linking.grades import GRADES
from riwaya.linking.model import Ground
from riwaya.project.passages import Passage
from riwaya.project.views.values import (
    AccountRow,
    ActorRow,
    ActorView,
    DocumentRow,
    Entry,
    FindingView,
    IncidentRow,
    IncidentView,
    Neighbour,
    PassageView,
    Review,
    SourceRow,
)

Json = dict[str, Any]


def incident(row: IncidentRow) -> Json:
    """Return an incident of a list."""
    return {
        "id": row.id,
        "type": row.type,
        "place": asdict(row.place) if row.place is not None else None,
        "time": _days(row.earliest, row.latest),
        "documents": list(row.documents),
        "claims": list(row.claims),
        "reports": row.reports,
        "outlets": row.outlets,
        "independent": {"min": row.least, "max": row.most},
        "statuses": dict(row.statuses),
        "accounts": [_account(one) for one in row.accounts],
        "contradicted": row.contradicted,
        "grade": _grade(row),
        "reviewed": row.reviewed,
    }


def incident_view(view: IncidentView) -> Json:
    """Return an incident with what its accounts say, its findings and its neighbours."""
    return {
        **incident(view.row),
        "timeline": [_entry(entry) for entry in view.timeline],
        "findings": [finding(one) for one in view.findings],
        "possible": [_neighbour(one) for one in view.possible],
    }


def _account(row: AccountRow) -> Json:
    return {
        "origin": row.origin,
        "name": row.name,
        "name_en": row.name_en,
        "anonymous": row.anonymous,
        "reliability": row.reliability,
        "claims": list(row.claims),
        "reasons": list(row.reasons),
        "perhaps": list(row.perhaps),
    }


def _grade(row: IncidentRow) -> Json:
    meaning = GRADES[row.credibility][0]
    return {"credibility": row.credibility, "meaning": meaning, "reasons": list(row.reasons)}


def _entry(entry: Entry) -> Json:
    claim = entry.claim
    return {
        "published": _day(entry.day),
        "origin": entry.origin.origin,
        "document": claim.document,
        "outlet": claim.outlet,
        "claim": claim.id,
        "status": claim.status,
        "gloss_en": claim.gloss,
        "start": claim.start,
        "end": claim.end,
        "text": claim.words,
        "placed": {"by": claim.linked_by, "score": claim.score, "grounds": _grounds(claim.grounds)},
        "review": _review(claim.review),
    }


def _review(review: Review | None) -> Json | None:
    return None if review is None else {**asdict(review), "fields": list(review.fields)}


def _neighbour(one: Neighbour) -> Json:
    return {
        "incident": one.incident.id if one.incident else None,
        "claim": one.claim,
        "document": one.document,
        "score": one.score,
        "grounds": _grounds(one.grounds),
    }


def _grounds(grounds: Sequence[Ground]) -> list[Json]:
    return [asdict(ground) for ground in grounds]


def finding(one: FindingView) -> Json:
    """Return a finding with its passages."""
    return {
        "id": one.id,
        "kind": one.kind,
        "about": one.about,
        "incident": one.incident,
        "claims": list(one.claims),
        "documents": list(one.documents),
        "message": one.message,
        "message_ar": one.message_ar,
        "passages": [_passage(passage) for passage in one.passages],
    }


def _passage(one: PassageView) -> Json:
    return {
        "document": one.document,
        "claim": one.claim,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "status": one.status,
        "gloss_en": one.gloss,
        "reviewed": one.reviewed,
    }


def actor(row: ActorRow) -> Json:
    """Return an actor of a list."""
    return asdict(row)


def actor_view(view: ActorView) -> Json:
    """Return an actor with its names, incidents and ties."""
    ties = [
        {**asdict(tie), "incidents": list(tie.incidents), "claims": list(tie.claims)} for tie in view.ties
    ]
    return {
        **actor(view.row),
        "incident_ids": [row.id for row in view.incidents],
        "aliases": list(view.aliases),
        "seen": list(view.seen),
        "ties": ties,
    }


def source(row: SourceRow) -> Json:
    """Return a source."""
    return {**asdict(row), "statuses": dict(row.statuses)}


def document(row: DocumentRow) -> Json:
    """Return a report."""
    return {**asdict(row), "published": _day(row.published)}


def passage(one: Passage) -> Json:
    """Return a sentence that was searched for."""
    return {**asdict(one), "claims": list(one.claims), "incidents": list(one.incidents)}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _days(earliest: date | None, latest: date | None) -> Json | None:
    if earliest is None and latest is None:
        return None
    return {"earliest": _day(earliest), "latest": _day(latest)}
