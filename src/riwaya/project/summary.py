"""The claims of an incident → what stands for it in lists: its type, place and days, each the best that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from riwaya.linking.model import Record, When, Where


def summarise(records: Sequence[Record]) -> dict[str, Any]:
    """Return the columns of an incident's row: most claims decide on the type, the most exact place that most tell."""
    family = _commonest([r.family for r in records])
    type_ = _commonest([r.type for r in records if r.family == family])
    where = _place([r.where for r in records if r.where is not None])
    earliest, latest = _days([r.when for r in records if r.when is not None])
    return {
        "family": family,
        "type": type_,
        "country": where.country if where else None,
        "province": where.province if where else None,
        "settlement": where.settlement if where else None,
        "place": where.name if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
    }


def _commonest(values: Sequence[str]) -> str:
    return Counter(values).most_common(1)[0][0]  # of equals the first


def _place(places: Sequence[Where]) -> Where | None:
    if not places:
        return None
    exact = max(_depth(place) for place in places)
    best = [place for place in places if _depth(place) == exact]
    key = Counter((p.settlement, p.province, p.country) for p in best).most_common(1)[0][0]
    return next(p for p in best if (p.settlement, p.province, p.country) == key)


def _depth(place: Where) -> int:
    return 3 if place.settlement else 2 if place.province else 1 if place.country else 0


def _days(whens: Sequence[When]) -> tuple[date | None, date | None]:
    """Return the days that all tell in common; where they have none in common, from the first to the last told."""
    told = [w for w in whens if w.stated] or list(whens)
    firsts = [w.earliest for w in told if w.earliest]
    lasts = [w.latest for w in told if w.latest]
    if firsts and lasts and max(firsts) <= min(lasts):
        return max(firsts), min(lasts)
    return min(firsts, default=None), max(lasts, default=None)
