"""Figures → tolls that don't fit as a rise over time, and counts of one crowd."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from riwaya.linking import messages
from riwaya.linking.contradictions.pairs import Pair, Side, different, order_of
from riwaya.linking.counts import Figure, figures_of
from riwaya.linking.kinship import any_kin, own_words, side_of, speaks_for
from riwaya.linking.model import Party, Record
from riwaya.linking.registry import Registry
from riwaya.linking.words import event_word

_RATIO = 1.05  # of two tolls: what is nearer than this is a difference of counting
_RIVAL = 1.3  # of two tolls told on the same day
_BOAST = 1.5  # of a party's own figure over what others told before
_FEW = 3  # people: by so few tolls of one day may differ for having been told hours apart
_CROWD = 1.5  # of two counts of one crowd
_SWAP = event_word("تبادل")


@dataclass(frozen=True, slots=True)
class _Count:
    side: Side
    figure: Figure
    day: date | None  # on which its account first told it


def of_tolls(facts: Sequence[Side], registry: Registry) -> Iterator[Pair]:
    """Tolls that don't fit as a rise over time, and counts of one crowd: each account with the clearest against it."""
    counts = _counts(facts)
    parties = list({p.key: p for side in facts for p in side.record.actors}.values())
    of_party = {id(c): _of_party(c.side, parties, registry) for c in counts}
    best: dict[str, tuple[float, _Count, _Count]] = {}
    for a, b in combinations(counts, 2):
        low, high = (a, b) if a.figure.least <= b.figure.least else (b, a)
        if a.figure.kind != b.figure.kind or not different(a.side, b.side):
            continue
        claimed = _boasts(high.side, of_party[id(high)], registry)
        if _unfit(low, high, counts, claimed, of_party[id(low)]):
            weight = high.figure.least / max(1, low.figure.least) + (a.figure.kind in ("dead", "protesters"))
            origin = low.side.account.origin
            if origin not in best or weight > best[origin][0]:
                best[origin] = (weight, low, high)
    for _, low, high in best.values():
        one, other = sorted((low, high), key=lambda c: order_of(c.side.record))
        yield Pair(
            "contradiction-toll", one.side, other.side,
            messages.Said(
                "toll", one.side.record, one.side.account, other.side.record, other.side.account,
                one.figure, other.figure,
            ),
        )  # fmt: skip


def _counts(facts: Sequence[Side]) -> list[_Count]:
    """Return the figures; a copy printed later keeps the day on which its account first gave the number."""
    first: dict[tuple[str, str, int], date] = {}
    found = [(side, figure) for side in facts for figure in figures_of(side.record)]
    for side, figure in found:
        key, day = (side.account.origin, figure.kind, figure.least), side.record.published
        if day is not None and day < first.get(key, date.max):
            first[key] = day
    return [
        _Count(side, figure, first.get((side.account.origin, figure.kind, figure.least)))
        for side, figure in found
    ]


def _unfit(low: _Count, high: _Count, counts: Sequence[_Count], claimed: bool, owned: bool) -> bool:
    """Tell whether two figures can't both be right; `claimed`: the higher is a party's or an accuser's, `owned`: the lower is."""
    if low.figure.most is None or low.figure.most >= high.figure.least:
        return False
    ratio = high.figure.least / max(1, low.figure.least)
    if low.figure.kind == "protesters":
        return ratio >= _CROWD
    if low.figure.kind == "captives" and _at_once(low.side.record, high.side.record):
        return not _is_part(low, high, counts)
    if low.day is None or high.day is None:
        return False
    if not _same_dead(low.side.record, high.side.record):
        return owned and ratio >= _RIVAL and _disowned(low.side.record, high.side.record)
    if low.figure.least in high.side.record.rejected or high.figure.least in low.side.record.rejected:
        return True
    if low.day < high.day:  # a rise, unless it is what a party says that it did
        return claimed and ratio >= _BOAST and high.figure.least - low.figure.least >= _FEW
    if low.day > high.day:
        return ratio >= _RATIO and not _repeats(low, high, counts) and not _is_part(low, high, counts)
    if ratio < _RIVAL or _is_part(low, high, counts) or _sums(high.side.record):
        return False
    played_down = owned and "state" not in map(side_of, low.side.record.recipients)  # not its own losses
    return claimed or ((played_down or _settled(low, high)) and high.figure.least - low.figure.least >= _FEW)


def _at_once(a: Record, b: Record) -> bool:
    """Tell whether both count the same people, taken or let go at once: arrests go on, an exchange has two counts."""
    ongoing = any(r.type == "COERCE" or _SWAP in r.word.split() for r in (a, b))
    return not ongoing and _same_dead(a, b)


def _boasts(side: Side, of_party: bool, registry: Registry) -> bool:
    """Tell whether a figure is a party's or an accuser's, who would have it high; its own dead a state counts as they die."""
    own_dead = of_party and "state" in map(side_of, side.record.recipients)
    if own_dead and not _of_party(side, side.record.actors, registry):
        return False
    return of_party or side.record.status == "alleged"


def _disowned(low: Record, high: Record) -> bool:
    """Tell whether whom a party says that it hit were others: «three fighters», where others count twelve residents."""
    hit, others = ({side_of(p) for p in r.recipients} for r in (low, high))
    return "rebels" in hit and "civilians" in others and "rebels" not in others and low.type == high.type


def _sums(record: Record) -> bool:
    """Tell whether a toll is that of a whole country or region, of which other accounts may give a part."""
    return record.where is not None and record.where.precision in ("country", "region")


def _settled(a: _Count, b: _Count) -> bool:
    """Tell whether two reports of one day came after the day of the event, on which tolls rise by the hour."""
    if a.side.record.document == b.side.record.document:
        return False  # a part and its sum, more often
    days = [c.side.record.when for c in (a, b)]
    last = [w.latest for w in days if w is not None and w.stated and w.latest is not None]
    return bool(last) and a.day is not None and max(last) < a.day


def _repeats(low: _Count, high: _Count, counts: Sequence[_Count]) -> bool:
    """Tell whether a lower figure told later only repeats what others gave before the higher one: it lags behind."""
    return any(
        other.figure.kind == low.figure.kind and other.figure.least == low.figure.least
        and other.day is not None and high.day is not None and other.day <= high.day
        and different(other.side, high.side)
        for other in counts
    )  # fmt: skip


def _is_part(low: _Count, high: _Count, counts: Sequence[_Count]) -> bool:
    """Tell whether the report with the lower figure has a sum beside it, and not the other's: «17, after four more died»."""
    return any(
        other.figure.kind == low.figure.kind
        and other.side.record.document == low.side.record.document
        and (other.figure.least > high.figure.least or not different(other.side, low.side))
        and other.figure.least >= high.figure.least
        and _same_dead(other.side.record, high.side.record)
        and _same_dead(other.side.record, low.side.record)
        for other in counts
    )


def _same_dead(a: Record, b: Record) -> bool:
    """Tell whether two tolls may count the same people: those of one side of a fight aren't those of the other."""
    if any_kin(a.recipients, b.recipients):
        return True
    mine, yours = (frozenset(filter(None, map(side_of, r.recipients))) for r in (a, b))
    if mine and yours and not mine & yours:
        return False
    return not (_told_whose(a) and _told_whose(b))


def _told_whose(record: Record) -> bool:
    """Tell whether words say whose fighters were struck: «مسلحو حركة كذا»."""
    return any(
        p.known or ((side_of(p) == "rebels" or p.kind == "fighters") and own_words(p.name))
        for p in record.recipients
    )


def _of_party(side: Side, parties: Sequence[Party], registry: Registry) -> bool:
    voice = side.voice
    return voice is not None and voice.named and any(speaks_for(voice, p, registry) for p in parties)
