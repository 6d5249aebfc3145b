"""Claims of one incident → accounts: who tells it, counted once however many outlets print it.

A claim goes back to its innermost source that can be told from others; without one to the outlet, or to the agency whose text the
outlet prints. What surely goes back to one origin is one account; what perhaps does is kept apart, with whom it may repeat
(`Account.perhaps`), and counts only towards the most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from riwaya.linking.copies import Credit, Report, Tie, core, credit_of, outlet_key, prints_agencies, ties
from riwaya.linking.model import Account, Independence, Reason, Record, Voice
from riwaya.linking.registry import AGENCIES, HEADS, Registry, Words, load_registry, without_head, words_of

_GENERIC = frozenset(
    "متحدث ناطق مدير رييس قايد وزير مسوول عضو امين عام باسم بلسان في من قيادي مصدر بيان مكتب الرسمي الاعلامي العسكري"
    " المتحدث الناطق المدير الرييس القايد الوزير المسوول السيد اللواء العميد العقيد الشيخ الدكتور".split()
)
# Who is described by a body that he doesn't speak for: «المنشق عن …», «المعارض ل…».
_APART = frozenset(
    "المنشق منشق المنشقون المنشقين السابق السابقه سابق سابقا المعارض المعارضه معارض المناهض المناهضون مناهض المناوي خصم"
    " خصوم ضد".split()
)


@dataclass(frozen=True, slots=True)
class _Seat:
    """The claims of one document, or of several, that one origin is made to say."""

    key: str
    name: str
    kind: str  # "source" | "outlet" | "anonymous"
    claims: tuple[Record, ...]

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(claim.document for claim in self.claims)


def accounts(
    records: Sequence[Record], reports: Mapping[str, Report], registry: Registry | None = None
) -> tuple[tuple[Account, ...], Independence]:
    """Return the accounts of an incident, the earliest first, and how many of them are independent.

    `reports`: what tells each document's origin (`copies.report_of`), by document id.
    """
    registry = registry or load_registry()
    seats = _seats(records, reports, registry)
    tied = ties([reports[d] for d in sorted({r.document for r in records}) if d in reports], registry)
    joins, maybes = _bonds(seats, tied, reports, registry)
    groups = _groups(seats, joins)
    found = _accounts(groups, joins, maybes, reports)
    return found, independence(found)


def independence(found: Iterable[Account]) -> Independence:
    """Return how many accounts are independent: at least those named that repeat nobody else's, at most all."""
    listed = list(found)
    here = {account.origin for account in listed}
    least = [a for a in listed if not a.anonymous and not (here & set(a.perhaps))]
    return Independence(min(len(listed), max(1, len(least))), len(listed))


def _seats(records: Sequence[Record], reports: Mapping[str, Report], registry: Registry) -> list[_Seat]:
    """Group claims by whom they go back to, as far as their own chains and the credits of their texts tell."""
    found: dict[str, tuple[str, str, list[Record]]] = {}
    outlets = {
        core(words_of(r.outlet_name)): r.outlet for r in reports.values() if r.outlet_name and r.outlet
    }
    for record in sorted(records, key=_order):
        key, name, kind = _origin(record, reports.get(record.document), registry, outlets)
        found.setdefault(key, (name, kind, []))[2].append(record)
    return [_Seat(key, name, kind, tuple(claims)) for key, (name, kind, claims) in found.items()]


def _order(record: Record) -> tuple[str, str, int]:
    return (str(record.published or "9"), record.document, record.start)


def _origin(
    record: Record, report: Report | None, registry: Registry, outlets: Mapping[Words, str]
) -> tuple[str, str, str]:
    """Return (key, name, kind) of whom a claim goes back to."""
    medium = _medium(record.chain, registry, outlets)
    inner = record.chain[-1] if record.chain else None
    if inner is None or (medium is not None and medium[1] is inner):
        key, name = (medium[0], inner.name) if medium and inner else _outlet(record, report, registry)
        return key, name, "outlet"
    if inner.named:
        return inner.key, inner.name, "source"
    root = medium[0] if medium else _outlet(record, report, registry)[0]
    return f"anonymous:{root}:{inner.key}", inner.name, "anonymous"


def _medium(
    chain: Sequence[Voice], registry: Registry, outlets: Mapping[Words, str]
) -> tuple[str, Voice] | None:
    """Return the innermost outlet or agency of a chain with its key: «نقلت رويترز عن مسؤول» → reuters."""
    for voice in reversed(chain):
        if voice.key in registry.wires or voice.key in registry.outlets:
            return voice.key, voice
        words = words_of(voice.name)
        bare = without_head(words)
        here = next((key for name, key in outlets.items() if bare[: len(name)] == name), None)
        if here or (words and (words[0] in HEADS or words in registry.names)):
            return here or outlet_key(voice.name, registry) or voice.key, voice
    return None


def _outlet(record: Record, report: Report | None, registry: Registry) -> tuple[str, str]:
    """Return the key and name of whose text a claim without a source stands in: the agency's that it credits, or the outlet's."""
    if report is None:
        key = outlet_key(record.outlet, registry)
        return (key, record.outlet or key) if key else (f"document:{record.document}", record.document)
    wires = [c.key for c in report.credits if c.whole and c.key in registry.wires and c.key != AGENCIES]
    if len(wires) == 1:
        return wires[0], registry.arabic[wires[0]]
    if report.outlet:
        return report.outlet, report.outlet_name or report.outlet
    return f"document:{record.document}", record.document


@dataclass(frozen=True, slots=True)
class _Bond:
    """Two seats that go back to one origin, and why. `later` repeats `earlier`."""

    earlier: str
    later: str
    reason: Reason


def _bonds(
    seats: Sequence[_Seat], tied: Sequence[Tie], reports: Mapping[str, Report], registry: Registry
) -> tuple[list[_Bond], list[_Bond]]:
    """Return which seats surely are one, and which perhaps."""
    sure: list[_Bond] = []
    perhaps: list[_Bond] = []
    for bond, certain in (
        *_by_text(seats, tied),
        *_by_credit(seats, reports, registry),
        *_by_house(seats, registry),
        *_by_name(seats, registry),
        *_by_short_form(seats),
    ):
        (sure if certain else perhaps).append(bond)
    return sure, perhaps


def _by_text(seats: Sequence[_Seat], tied: Sequence[Tie]) -> Iterator[tuple[_Bond, bool]]:
    """Bonds of near-copies: outlet with outlet, unnamed source with unnamed source, else with the other's only voice."""
    of: dict[str, list[_Seat]] = defaultdict(list)
    for seat in seats:
        for document in seat.documents:
            of[document].append(seat)
    for tie in tied:
        if tie.kind != "copy":
            continue
        reason = Reason("near-copies", (tie.first, tie.second, f"{tie.score:.0%}"))
        for kind in ("outlet", "anonymous"):
            first, second = ([s for s in of[d] if s.kind == kind] for d in (tie.first, tie.second))
            yield from _aligned(first, second, of[tie.first], of[tie.second], reason)


def _aligned(
    first: list[_Seat], second: list[_Seat], all_first: list[_Seat], all_second: list[_Seat], reason: Reason
) -> Iterator[tuple[_Bond, bool]]:
    left = []
    for seat in first:
        twin = next((s for s in second if _words(s) == _words(seat)), None) or (
            second[0] if len(second) == len(first) == 1 else None
        )
        if twin is None:
            left.append((seat, all_second))
        elif twin.key != seat.key:
            yield _Bond(seat.key, twin.key, reason), True
    matched = {_words(s) for s in first}
    if len(first) != 1 or len(second) != 1:
        left += [(s, all_first) for s in second if _words(s) not in matched]
    for seat, others in left:
        certain = len(others) == 1
        yield from ((_Bond(o.key, seat.key, reason), certain) for o in others if o.key != seat.key)


def _words(seat: _Seat) -> str:
    return "" if seat.kind == "outlet" else seat.key.rpartition(":")[2]


def _by_credit(
    seats: Sequence[_Seat], reports: Mapping[str, Report], registry: Registry
) -> Iterator[tuple[_Bond, bool]]:
    """Bonds of an outlet's own voice with those that its text credits: sure where it credits one for the whole text."""
    outlets = [seat for seat in seats if seat.kind == "outlet"]
    credited: dict[str, list[str]] = defaultdict(list)
    for seat in outlets:
        for report in [reports[d] for d in sorted(seat.documents) if d in reports]:
            given = [(o, c) for o in outlets if o.key != seat.key and (c := _credit(report, o, reports))]
            sure = [o for o, c in given if c.whole or c.lead]
            for other, _ in given:
                reason = Reason("credits", (report.document, *_named(other.key, other.name, registry)))
                yield _Bond(other.key, seat.key, reason), sure == [other]
            yield from _unnamed_agencies(seat, report, outlets, reports, registry)
            for credit in report.credits:
                credited[credit.key].append(seat.key)
    for key, keys in credited.items():  # two outlets that credit a third which isn't here itself
        for later in dict.fromkeys(keys):
            if key not in (keys[0], later, AGENCIES) and later != keys[0]:
                yield _Bond(keys[0], later, Reason("both-credit", _named(key, key, registry))), False


def _named(key: str, name: str, registry: Registry) -> tuple[str, str]:
    """Return what an origin is called in Arabic and in English; who has no English name keeps the Arabic one."""
    arabic = registry.arabic.get(key, name)
    return arabic, registry.english.get(key, f"«{arabic}»")


def _credit(report: Report, other: _Seat, reports: Mapping[str, Report]) -> Credit | None:
    """How a report credits the outlet of a seat, or the outlets that print that agency's text."""
    keys = {other.key} | {r.outlet for d in other.documents if (r := reports.get(d)) and r.outlet}
    found = [c for key in keys if key != report.outlet and (c := credit_of(report, key))]
    return max(found, key=lambda credit: credit.whole, default=None)


def _unnamed_agencies(
    seat: _Seat, report: Report, outlets: Sequence[_Seat], reports: Mapping[str, Report], registry: Registry
) -> Iterator[tuple[_Bond, bool]]:
    if any(c.key == AGENCIES for c in report.credits):
        for other in outlets:
            known = [reports[d] for d in other.documents if d in reports]
            if other.key != seat.key and any(prints_agencies(r, registry) for r in known):
                yield _Bond(other.key, seat.key, Reason("credits-agencies", (report.document,))), False


def _by_house(seats: Sequence[_Seat], registry: Registry) -> Iterator[tuple[_Bond, bool]]:
    """Bonds by owner: two outlets of one house, a party's own medium; perhaps organs of one state or party."""
    lines = {s.key: registry.lineage(s.key) for s in seats if s.kind != "anonymous"}
    for a, b in combinations([s for s in seats if s.key in lines], 2):
        shared = [key for key in lines[a.key] if key in lines[b.key]]
        if not shared:
            continue
        owned = {registry.owners.get(a.key), registry.owners.get(b.key)}
        one = (
            "outlet" in (a.kind, b.kind)
            and not shared[0].startswith("state.")
            and owned & {shared[0], a.key, b.key}
        )
        yield (
            _Bond(
                a.key,
                b.key,
                Reason("one-owner" if one else "both-of", _named(shared[0], shared[0], registry)),
            ),
            bool(one),
        )


def _by_name(seats: Sequence[_Seat], registry: Registry) -> Iterator[tuple[_Bond, bool]]:
    """Bonds of sources whose names contain each other: «مدير المرصد» and «المرصد السوري لحقوق الإنسان»."""
    sources = [s for s in seats if s.kind == "source"]
    named = {s.key: frozenset(words_of(s.name)) - _GENERIC for s in sources}
    for shorter in sources:
        fits = [
            s for s in sources
            if s.key != shorter.key and named[shorter.key] and _holds(named, shorter, s)
            and not {s.key, shorter.key} <= registry.arabic.keys()  # the lexicon tells these apart
        ]  # fmt: skip
        for longer in fits:
            reason = Reason("stands-for", (shorter.name, longer.name))
            yield _Bond(longer.key, shorter.key, reason), len(fits) == 1


def _by_short_form(seats: Sequence[_Seat]) -> Iterator[tuple[_Bond, bool]]:
    """Bonds within a document of «المصدر», «المتحدثة» with the only one it can take up: «مصدر في المخيم»."""
    for short in seats:
        head = words_of(short.name)
        if short.kind == "outlet" or len(head) != 1 or not head[0].startswith("ال"):
            continue
        fuller = [
            s for s in seats
            if s.key != short.key and s.documents & short.documents and words_of(s.name)[:1] == (head[0][2:],)
        ]  # fmt: skip
        yield from (
            (_Bond(s.key, short.key, Reason("short-form", (short.name, s.name))), len(fuller) == 1)
            for s in fuller
        )


def _holds(named: Mapping[str, frozenset[str]], shorter: _Seat, longer: _Seat) -> bool:
    inner, outer = named[shorter.key], named[longer.key]
    if outer & _APART - inner:
        return False
    return inner < outer or (inner == outer and shorter.key > longer.key)


def _groups(seats: Sequence[_Seat], joins: Iterable[_Bond]) -> list[list[_Seat]]:
    """Return the seats joined by sure bonds, in the order of their first claim."""
    parent = {seat.key: seat.key for seat in seats}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    place = {seat.key: i for i, seat in enumerate(seats)}
    for bond in joins:
        first, second = sorted((root(bond.earlier), root(bond.later)), key=place.__getitem__)
        parent[second] = first
    groups: dict[str, list[_Seat]] = defaultdict(list)
    for seat in seats:
        groups[root(seat.key)].append(seat)
    return list(groups.values())


def _accounts(
    groups: Sequence[Sequence[_Seat]],
    joins: Sequence[_Bond],
    maybes: Sequence[_Bond],
    reports: Mapping[str, Report],
) -> tuple[Account, ...]:
    heads = [_head(group, joins) for group in groups]
    origin = {seat.key: head.key for group, head in zip(groups, heads, strict=True) for seat in group}
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for bond in joins:
        if bond.reason not in reasons[origin[bond.later]]:
            reasons[origin[bond.later]].append(bond.reason)
    repeats = _repeats(maybes, origin)
    found = []
    for group, head in zip(groups, heads, strict=True):
        claims = sorted((c for seat in group for c in seat.claims), key=_order)
        account = Account(
            head.key, head.name, all(s.kind == "anonymous" for s in group),
            tuple(c.claim for c in claims), (*_printed(group, reports), *reasons[head.key]),
        )  # fmt: skip
        found.append(replace(account, perhaps=tuple(sorted(repeats[head.key]))))
    return tuple(found)


def _head(group: Sequence[_Seat], joins: Sequence[_Bond]) -> _Seat:
    """The seat that the others repeat: one that no bond calls a repetition, a named source before an outlet."""
    repeating = {bond.later for bond in joins}
    order = {"source": 0, "outlet": 1, "anonymous": 2}
    return min(group, key=lambda seat: (seat.key in repeating, order[seat.kind]))


def _repeats(maybes: Sequence[_Bond], origin: Mapping[str, str]) -> dict[str, set[str]]:
    """Return whom each account perhaps repeats; never round in a circle: of two that may repeat each other one counts."""
    found: dict[str, set[str]] = defaultdict(set)
    for bond in maybes:
        earlier, later = origin[bond.earlier], origin[bond.later]
        if earlier != later and not _leads(found, earlier, later):
            found[later].add(earlier)
    return found


def _leads(found: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, queue = {start}, [start]
    while queue:
        for key in found.get(queue.pop(), ()):
            if key == goal:
                return True
            if key not in seen:
                seen.add(key)
                queue.append(key)
    return False


def _printed(group: Sequence[_Seat], reports: Mapping[str, Report]) -> Iterator[Reason]:
    """Say which documents print one origin's words: «AFP in two papers», one source in two reports."""
    for seat in group:
        documents = sorted(seat.documents)
        if len(documents) > 1 and seat.kind != "anonymous":
            yield Reason("all-give", (seat.name, *documents))
