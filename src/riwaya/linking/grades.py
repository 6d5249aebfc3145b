"""Accounts and contradictions of an incident → its credibility on the Admiralty scale, by the rule of docs/incidents.md.

1 confirmed · 2 probably true · 3 possibly true · 4 doubtful · 5 improbable · 6 can't be judged
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.linking.accounts import independence as count
from riwaya.linking.model import Account, Finding, Grade, Independence, Reason, Record

GRADES = {
    1: ("confirmed", "مؤكد"), 2: ("probably true", "مرجّح الصحة"), 3: ("possibly true", "محتمل الصحة"),
    4: ("doubtful", "مشكوك فيه"), 5: ("improbable", "مستبعد"), 6: ("can't be judged", "لا يمكن الحكم عليه"),
}  # fmt: skip
RELIABILITIES = {
    "A": "reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "can't be judged",
}  # fmt: skip
RELIABILITIES_AR = {
    "A": "موثوق", "B": "موثوق عادةً", "C": "موثوق إلى حد ما", "D": "غير موثوق عادةً", "E": "غير موثوق",
    "F": "لا يمكن الحكم عليه",
}  # fmt: skip
_DETAILS = ("contradiction-place", "contradiction-date", "contradiction-toll")
_DISCOUNTED = frozenset("DE")  # the user's own grades of sources that corroborate nobody


@dataclass(frozen=True, slots=True)
class _Stand:
    """The accounts that take one stand; `least` of them are independent and named, and none discounted."""

    accounts: tuple[Account, ...]
    least: int


def credibility(
    records: Sequence[Record],
    accounts: Sequence[Account],
    independence: Independence,
    findings: Sequence[Finding],
    reliability: Mapping[str, str] | None = None,
) -> Grade:
    """Return the credibility that it happened, with the reasons. `reliability`: the user's A–F by origin of account.

    `independence` tells how many accounts there are in all; who asserts and who denies are counted here.
    """
    marks = reliability or {}
    status = {r.claim: r.status for r in records}
    said = {a.origin: {status[c] for c in a.claims if c in status} for a in accounts}
    asserting = _stand((a for a in accounts if "asserted" in said[a.origin]), marks)
    accusing = _stand((a for a in accounts if said[a.origin] and said[a.origin] <= {"alleged"}), marks)
    refuting = _refuting(findings, status)
    denying = _stand(
        (
            a for a in accounts
            if "denied" in said[a.origin] and "asserted" not in said[a.origin]
            and (not asserting.accounts or refuting & set(a.claims))
        ),
        marks,
    )  # fmt: skip
    lowered, why = _ceiling(findings)
    reasons = [
        *_told(asserting, denying, accusing),
        *_in_all(independence),
        *why,
        *_discounted(accounts, marks),
    ]
    return Grade(max(_base(asserting, denying, accusing), lowered), tuple(reasons))


def _refuting(findings: Iterable[Finding], status: Mapping[str, str]) -> frozenset[str]:
    """Return the denials that stand against an assertion; one of an accusation only says who didn't do it."""
    return frozenset(
        claim
        for f in findings
        if f.kind == "contradiction-status" and any(status.get(c) == "asserted" for c in f.claims)
        for claim in f.claims
        if status.get(claim) == "denied"
    )


def _stand(accounts: Iterable[Account], marks: Mapping[str, str]) -> _Stand:
    listed = tuple(accounts)
    counted = [a for a in listed if marks.get(a.origin, "F") not in _DISCOUNTED]
    # One that perhaps repeats another counts only if the other isn't here.
    here = {a.origin for a in counted}
    kept = [replace(a, perhaps=tuple(o for o in a.perhaps if o in here)) for a in counted if not a.anonymous]
    return _Stand(listed, count(kept).least if kept else 0)


def _base(asserting: _Stand, denying: _Stand, accusing: _Stand) -> int:
    """Return the grade by who asserts and who denies, before doers and details are looked at."""
    if not asserting.accounts:
        if denying.accounts and not accusing.accounts:
            return 5
        return 4 if accusing.accounts else 6
    if not denying.accounts:
        return {0: 6, 1: 3, 2: 2}.get(asserting.least, 1)
    if asserting.least > max(1, denying.least):
        return 3
    return 5 if denying.least > max(1, asserting.least) else 4


def _ceiling(findings: Sequence[Finding]) -> tuple[int, list[Reason]]:
    """Return the best grade that contradictions about doers and details leave, with the reasons."""
    kinds = {f.kind for f in findings}
    ceiling = 1
    reasons: list[Reason] = []
    details = [k.removeprefix("contradiction-") for k in _DETAILS if k in kinds]
    if details:
        ceiling = 2
        reasons.append(Reason("details", tuple(details)))
    if "contradiction-actor" in kinds:
        ceiling = 3
        reasons.append(Reason("doers"))
    return ceiling, reasons


def _in_all(independence: Independence) -> Iterable[Reason]:
    if independence.least != independence.most:
        yield Reason("range", (str(independence.least), str(independence.most)))


def _told(asserting: _Stand, denying: _Stand, accusing: _Stand) -> Iterable[Reason]:
    if asserting.accounts:
        unnamed = sum(a.anonymous for a in asserting.accounts)
        yield Reason("asserting", (str(len(asserting.accounts)), str(asserting.least), str(unnamed)))
    else:
        yield Reason("nobody-asserts")
    if accusing.accounts:
        yield Reason("alleging", (str(len(accusing.accounts)),))
    if denying.accounts:
        yield Reason("denying", tuple(a.name for a in denying.accounts))


def _discounted(accounts: Iterable[Account], marks: Mapping[str, str]) -> Iterable[Reason]:
    for account in accounts:
        mark = marks.get(account.origin, "F")
        if mark in _DISCOUNTED:
            yield Reason("discounted", (account.name, mark))
