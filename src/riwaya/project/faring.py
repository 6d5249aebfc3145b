"""How the account of one origin fares beside the others of its incident: alone, corroborated, contradicted, denied later.

The rules are those of docs/incidents.md: who is unnamed, perhaps repeats it, or is graded D or E corroborates nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

_DISCOUNTED = ("D", "E")  # corroborate nobody


class Told(Protocol):
    """An account, of linking or of the store."""

    @property
    def claims(self) -> Sequence[str]:
        """Ids."""

    @property
    def anonymous(self) -> bool:
        """Whether nobody says who tells it."""

    @property
    def perhaps(self) -> Sequence[str]:
        """Origins that it may repeat."""


class Found(Protocol):
    """A finding, of linking or of the store."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> str:
        """What it is about: "contradiction-toll"."""

    @property
    def claims(self) -> Sequence[str]:
        """Ids."""


@dataclass(frozen=True, slots=True)
class Faring:
    """How an account stands to the others, which are told by their origins."""

    others: tuple[str, ...]
    corroborated_by: tuple[str, ...]
    contradictions: tuple[str, ...]  # ids of findings
    denied_later_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """An incident: its accounts by origin, status and day of publication (ISO) of its claims, its contradictions.

    `marks` are the user's grades by origin.
    """

    accounts: Mapping[str, Told]
    statuses: Mapping[str, str]
    days: Mapping[str, str | None]
    findings: Sequence[Found]
    marks: Mapping[str, str]

    def faring(self, key: str) -> Faring:
        """Return how the account of one origin fares."""
        own = self.accounts[key]
        others = {origin: one for origin, one in self.accounts.items() if origin != key}
        if not others:
            return Faring((), (), tuple(one.id for one in self.findings if self._is_side(own, one)), ())
        said, since = self._said(own), min(self._told(own, "asserted"), default=None)
        backing = [
            origin for origin, one in others.items()
            if not one.anonymous and key not in one.perhaps and origin not in own.perhaps
            and self.marks.get(origin) not in _DISCOUNTED and said & self._said(one)
        ]  # fmt: skip
        denying = [
            origin
            for origin, one in others.items()
            if since is not None and max(self._told(one, "denied"), default="") > since
        ]
        against = [one.id for one in self.findings if self._is_side(own, one)]
        return Faring(tuple(others), tuple(backing), tuple(against), tuple(denying))

    def _said(self, account: Told) -> set[str | None]:
        return {self.statuses.get(claim) for claim in account.claims}

    def _told(self, account: Told, status: str) -> list[str]:
        days = (self.days.get(claim) for claim in account.claims if self.statuses.get(claim) == status)
        return [day for day in days if day is not None]

    def _is_side(self, account: Told, finding: Found) -> bool:
        """Tell whether an account is a side of a contradiction; one about whether it happened names two of many."""
        if finding.kind != "contradiction-status":
            return bool(set(finding.claims) & set(account.claims))
        sides = {self.statuses.get(claim) for claim in finding.claims}
        return bool(self._said(account) & sides)
