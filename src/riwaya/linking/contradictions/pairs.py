"""Two sides of a contradiction; what all kinds of them have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from riwaya.linking import messages
from riwaya.linking.model import Account, FindingKind, Record, Voice, When
from riwaya.linking.words import event_word

_CLASHES = frozenset(
    event_word(w)
    for w in (
        "اشتباك اشتباكات قتال معركة معارك مواجهة مواجهات صدام صدامات اشتبك اشتبكت اشتبكوا قاتل قاتلوا واجه واجهت واجهوا"
        " تصدى تصدت تصدوا التصدي صد صدت قاوم قاومت قاوموا دافع دافعت دافعوا"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Side:
    """A claim with its account: one side of a contradiction."""

    record: Record
    account: Account

    @property
    def voice(self) -> Voice | None:
        """The innermost source, None where the outlet itself speaks."""
        return self.record.chain[-1] if self.record.chain else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that can't both be true, and what is said of them."""

    kind: FindingKind
    first: Side
    second: Side
    said: messages.Said


def order_of(record: Record) -> tuple[str, str, int]:
    """Return what claims are sorted by: when their reports came out, then as they are told."""
    return (str(record.published or "9"), record.document, record.start)


def different(a: Side, b: Side) -> bool:
    """Tell whether two claims are of different accounts."""
    return a.account.origin != b.account.origin


def is_clash(record: Record) -> bool:
    """Tell whether a claim tells of a fight, which has no doer, and blames nobody for having begun it."""
    return record.status != "alleged" and not _CLASHES.isdisjoint(record.word.split())


def disjoint(a: When | None, b: When | None) -> bool:
    """Tell whether two stated intervals of days share no day, and no night lies between them."""
    if a is None or b is None or not (a.stated and b.stated):
        return False
    for early, late in ((a, b), (b, a)):
        if early.latest is not None and late.earliest is not None and early.latest < late.earliest:
            return not ((late.earliest - early.latest).days == 1 and _around_midnight(early, late))
    return False


def _around_midnight(early: When, late: When) -> bool:
    """Tell whether one night may have two dates: late on the one day, before morning on the other."""
    return early.part == "night" or late.part == "night" or (late.part == "dawn" and early.part == "evening")


def odd_ones(
    kind: FindingKind, told: Sequence[Side], excludes: Callable[[Record, Record], bool]
) -> Iterator[Pair]:
    """Yield each account that disagrees with one that more agree with (of equals with the first told), and that one."""
    firsts: dict[str, list[Side]] = {}
    for side in told:
        firsts.setdefault(side.account.origin, []).append(side)
    if len(firsts) < 2:
        return
    agreeing = {
        origin: sum(
            not any(excludes(x.record, y.record) for x in mine for y in others) for others in firsts.values()
        )
        for origin, mine in firsts.items()
    }
    order = {origin: i for i, origin in enumerate(firsts)}
    for odd, theirs in firsts.items():
        against = [
            (agreeing[origin], -order[origin], x, y)
            for origin, ours in firsts.items() for x in ours for y in theirs
            if (agreeing[origin], -order[origin]) > (agreeing[odd], -order[odd]) and excludes(x.record, y.record)
        ]  # fmt: skip
        if against:
            _, _, a, b = max(against, key=lambda found: found[:2])
            what = kind.removeprefix("contradiction-")
            yield Pair(kind, a, b, messages.Said(what, a.record, a.account, b.record, b.account))
