"""Accounts of one incident → what can't all be true: status, doers, places, dates, figures.

Only claims of different accounts contradict each other. A vague claim contradicts nobody: places contain one another, days are
intervals, «at least» is open, unnamed gunmen may be anybody's. Each finding shows one pair of claims, the clearest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from riwaya.linking import messages
from riwaya.linking.contradictions.doer import of_doers
from riwaya.linking.contradictions.pairs import Pair, Side, order_of
from riwaya.linking.contradictions.status import of_status
from riwaya.linking.contradictions.toll import of_tolls
from riwaya.linking.contradictions.when import of_dates
from riwaya.linking.contradictions.where import of_places
from riwaya.linking.model import Account, Finding, Record
from riwaya.linking.registry import Registry, load_registry

_FACTS = frozenset({"asserted", "alleged"})


def contradictions(
    incident_id: str,
    records: Sequence[Record],
    accounts: Sequence[Account],
    registry: Registry | None = None,
) -> tuple[Finding, ...]:
    """Return what contradicts what in an incident, each contradiction of two accounts once.

    `incident_id` only tells findings of two incidents apart; the claims are those of `records`, grouped by `accounts`.
    """
    registry = registry or load_registry()
    of = {claim: account for account in accounts for claim in account.claims}
    found = [Side(r, of[r.claim]) for r in sorted(records, key=order_of) if r.claim in of]
    facts = [side for side in found if side.record.status in _FACTS and not side.record.general]
    pairs = [
        *of_status(found, facts, registry),
        *of_doers(facts),
        *of_places(facts),
        *of_dates(facts),
        *of_tolls(facts, registry),
    ]
    return tuple(_finding(incident_id, pair, registry) for pair in pairs)


def _finding(incident: str, pair: Pair, registry: Registry) -> Finding:
    claims = (pair.first.record.claim, pair.second.record.claim)
    digest = hashlib.sha256("\0".join((incident, pair.kind, *claims)).encode()).hexdigest()[:12]
    return Finding(
        f"f-{digest}",
        pair.kind,
        claims,
        messages.english(pair.said, registry),
        messages.arabic(pair.said, registry),
    )
