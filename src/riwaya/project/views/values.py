"""What the queries of a project give. All frozen; claims carry their JSON with the judged values in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from riwaya.linking.model import Ground

Json = Mapping[str, Any]
Relation = Literal["with", "against"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its names and those of what it lies in, None where nobody knows them; `precision` is the gazetteer's."""

    name: str
    name_en: str | None = None
    admin1: str | None = None
    admin1_en: str | None = None
    country: str | None = None
    country_en: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Claims of an incident that go back to one origin. `reliability` is the user's grade A to F of that source."""

    origin: str
    name: str
    name_en: str | None
    anonymous: bool
    claims: tuple[str, ...]
    reasons: tuple[str, ...] = ()  # why its claims count as one
    perhaps: tuple[str, ...] = ()  # origins of accounts that it may repeat
    reliability: str = "F"
    reasons_ar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One happening, as it stands in a list. `reviewed` counts its claims that a person has looked at."""

    id: str
    family: str
    type: str
    place: Spot | None
    earliest: date | None
    latest: date | None
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    reports: int
    outlets: int
    least: int  # independent accounts, at least and at most
    most: int
    statuses: Mapping[str, int]
    accounts: tuple[AccountRow, ...]
    contradicted: bool
    credibility: int
    reasons: tuple[str, ...]
    reviewed: int = 0
    reasons_ar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentHead:
    """What a list shows of an incident, without its accounts; the fields are those of `IncidentRow`, the claims a number."""

    id: str
    type: str
    place: Spot | None
    earliest: date | None
    latest: date | None
    claims: int
    reports: int
    outlets: int
    least: int
    most: int
    statuses: Mapping[str, int]
    contradicted: bool
    credibility: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Review:
    """A person's last word on a claim. `verdict` is "again" where the claim says something else since."""

    who: str
    at: str
    verdict: Literal["accepted", "rejected", "corrected", "again"]
    fields: tuple[str, ...] = ()  # that a person set
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with judged values in `data`, its words and where they stand. `words` are those of its clause."""

    id: str
    document: str
    outlet: str | None
    published: date | None
    incident: str | None
    data: Json
    words: str
    gloss: str
    review: Review | None = None
    linked_by: str | None = None  # "machine" | "person": who put it into its incident
    score: float | None = None  # how well it fits the incident; None: it founded it, or a person put it there
    grounds: tuple[Ground, ...] = ()

    @property
    def type(self) -> str:
        """PLOVER's event type."""
        return str(self.data["type"])

    @property
    def status(self) -> str:
        """asserted, denied, alleged, planned, requested or hypothetical."""
        return str(self.data["status"])

    @property
    def start(self) -> int:
        """Where its clause starts in the document's text."""
        return int(self.data["clause"]["start"])

    @property
    def end(self) -> int:
        """Where its clause ends."""
        return int(self.data["clause"]["end"])

    @property
    def reviewed(self) -> bool:
        """Whether a person has reviewed it as it is now."""
        return self.review is not None and self.review.verdict != "again"


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account with its claims, the earliest told first; `since` is the day on which the first was published."""

    row: AccountRow
    claims: tuple[ClaimView, ...]
    since: date | None

    @property
    def statuses(self) -> tuple[str, ...]:
        """The stands that it takes, each once."""
        return tuple(dict.fromkeys(claim.status for claim in self.claims))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an incident's timeline: on that day (of publication; None: unknown) that origin said that."""

    day: date | None
    origin: AccountRow
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class PassageView:
    """Words of a report that a finding is about."""

    document: str
    outlet: str | None
    published: date | None
    start: int
    end: int
    text: str
    claim: str | None = None
    status: str | None = None
    gloss: str = ""
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something worth a second look, with its passages. `about` tells what a contradiction is about: "status", "toll" …"""

    id: str
    kind: str
    about: str | None
    incident: str | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    message: str
    message_ar: str
    passages: tuple[PassageView, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An incident that is possibly the same: a claim of the one fits the other, but not well enough to join them.

    `claim` and `document` are those that fit; `incident` is the other one, None where that claim is in none.
    """

    claim: str
    document: str
    incident: IncidentRow | None
    score: float
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with all that is known of it."""

    row: IncidentRow
    documents: tuple[DocumentRow, ...]
    accounts: tuple[AccountView, ...]
    timeline: tuple[Entry, ...]
    findings: tuple[FindingView, ...]
    possible: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A report in its current version. `reviewed` counts claims."""

    id: str
    version: int
    title: str | None
    outlet: str | None
    published: date | None
    url: str | None
    language: str | None
    sha256: str
    added: str
    claims: int
    incidents: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An outlet, or an organisation or office that reports quote. `reliability` is A to F; F until somebody sets it."""

    key: str
    name: str
    name_en: str | None
    kind: str  # "outlet", or the lexicon's
    reliability: str
    note: str | None
    documents: int
    claims: int
    incidents: int
    statuses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An organisation, a state or an office that takes part in claims: never a private person."""

    id: str
    name: str
    name_en: str | None
    kind: str
    claims: int
    documents: int
    incidents: int
    as_actor: int  # claims
    as_recipient: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What one claim says of two actors: that they acted with or against each other, and with which status."""

    actor: str
    other: str
    relation: Relation
    claim: str
    incident: str | None
    type: str
    status: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Tie:
    """What claims say of an actor and another: in how many incidents with or against it, and with which statuses."""

    other: str
    name: str
    name_en: str | None
    kind: str
    relation: Relation
    incidents: tuple[str, ...]
    claims: tuple[str, ...]
    statuses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor with its names, its incidents and those whom it acts with and against."""

    row: ActorRow
    aliases: tuple[str, ...]  # of the lexicon
    seen: tuple[str, ...]  # those of them that reports use
    incidents: tuple[IncidentRow, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The sums over a project. `placed` claims are in an incident."""

    documents: int
    outlets: int
    claims: int
    placed: int
    rejected: int
    reviewed: int
    incidents: int
    contradicted: int
    findings: int
    first: date | None  # days of publication
    last: date | None


def day(text: str | None) -> date | None:
    """Return the day that a column holds."""
    return date.fromisoformat(text[:10]) if text else None
