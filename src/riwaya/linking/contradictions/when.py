"""Days → the accounts that date one happening otherwise than the most do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.linking.contradictions.pairs import Pair, Side, disjoint, odd_ones


def of_dates(facts: Sequence[Side]) -> Iterator[Pair]:
    """The accounts that date it otherwise than the most do, each with one of those."""
    dated = [s for s in facts if s.record.when is not None and s.record.when.stated]
    yield from odd_ones(
        "contradiction-date", dated, lambda a, b: a.family == b.family and disjoint(a.when, b.when)
    )
