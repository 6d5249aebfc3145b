"""What the page of a project is drawn from: frozen values that know nothing of the store.

`gather.py` makes them of the project's queries; the drawing parts are pure functions over them. An incident's `tone` says how far
its claims go, and stands before its name wherever it is named: an allegation never reads as a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Tone = Literal[
    "reported", "contested", "disputed", "denied", "alleged", "planned", "requested", "hypothetical"
]
TONES: tuple[Tone, ...] = (
    "reported", "contested", "disputed", "denied", "alleged", "planned", "requested", "hypothetical",
)  # fmt: skip
FIRM = ("reported", "contested")  # that it happened is asserted, and nobody denies it


@dataclass(frozen=True, slots=True)
class Label:
    """A name in the two languages of the page; where only one is known it stands for both."""

    en: str
    ar: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an incident is shown on a map. `precision` is the gazetteer's, after sheltered places were coarsened."""

    name: Label
    latitude: float
    longitude: float
    precision: str  # "settlement", "admin2", "admin1", "region"
    country: Label | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident as lists and drawings name it. `earliest` and `latest` are days, None is an open end."""

    id: str
    type: str
    tone: Tone
    place: Label | None = None
    earliest: date | None = None
    latest: date | None = None
    spot: Spot | None = None
    country: Label | None = None
    statuses: Mapping[str, int] = field(default_factory=dict)
    claims: int = 0
    reports: int = 0
    outlets: int = 0
    least: int = 0  # independent accounts
    most: int = 0
    contradicted: bool = False
    reviewed: int = 0  # of its claims
    shown: bool = True  # its accounts are on the page

    @property
    def dated(self) -> bool:
        """Whether anything is known of its days."""
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True, slots=True)
class Report:
    """A document as the page names it."""

    id: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a claim's chain of sources, outermost first, with its stand towards what follows it."""

    name: str
    stance: str = "neutral"
    named: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report around a claim: stretches in order, each with whether it is the event's own word.

    «[…]» stands for the name of a person without office where the page hides them.
    """

    start: int
    end: int
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The words as they are shown."""
        return "".join(words for words, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as it stands in an account."""

    id: str
    status: str | None  # None: words that no claim stands for
    report: Report
    passage: Passage
    gloss: str = ""
    speakers: tuple[Speaker, ...] | None = ()  # None: not looked up here
    reviewed: str | None = None  # "accepted", "corrected", "again"; rejected claims are in no incident
    corrected: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()  # words that name who did it and to whom; they are found by them


@dataclass(frozen=True, slots=True)
class Side:
    """One account of an incident: the tellings that go back to one origin."""

    name: Label
    anonymous: bool
    tellings: tuple[Telling, ...]
    reasons: tuple[Label, ...] = ()
    repeats: tuple[Label, ...] = ()  # names of accounts that it may repeat
    reliability: str = "F"


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding: what is wrong or worth a second look, with the tellings that show it. `kind`: "contradiction-toll", …"""

    id: str
    kind: str
    message: Label
    tellings: tuple[Telling, ...] = ()
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reason for or against two claims telling of one happening, with its weight."""

    words: Label
    weight: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An incident that may be the same, and what speaks for and against it."""

    incident: str | None  # None: that claim is in none
    claim: str
    score: float
    grounds: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with all that the page shows of it."""

    entry: Entry
    sides: tuple[Side, ...]
    credibility: int
    reasons: tuple[Label, ...] = ()
    flags: tuple[Flag, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation or the holder of an office."""

    key: str
    name: Label
    incidents: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """What one claim says of two actors: that they act with one another, or the first against the second."""

    first: str  # keys of actors
    second: str
    kind: Literal["with", "against"]
    status: str  # of the claim
    entry: Entry | None = None  # the incident that it is in
    earliest: date | None = None  # as the claim tells it
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes, how reliable the user finds it (A to F), and how many reports it has here."""

    name: str | None
    reports: int
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """The project in numbers."""

    reports: int
    outlets: int
    claims: int
    incidents: int
    contradictions: int
    findings: int
    reviewed: int  # claims


@dataclass(frozen=True, slots=True)
class ProjectView:
    """All that the page shows."""

    name: str
    totals: Totals
    statuses: Mapping[str, int]
    outlets: tuple[Outlet, ...]
    entries: tuple[Entry, ...]
    cases: tuple[Case, ...]
    flags: tuple[Flag, ...]
    actors: tuple[Actor, ...] = ()
    ties: tuple[Tie, ...] = ()
    with_names: bool = False  # persons without office are shown by name


def tone_of(statuses: Mapping[str, int], contradicted: bool = False) -> Tone:
    """Return how far the claims of an incident go together: {"alleged": 2} → "alleged".

    `contradicted`: accounts disagree, if not about whether it happened then about who did it, where, when or the toll.
    """
    if statuses.get("asserted"):
        asserted: Tone = "contested" if contradicted else "reported"
        return "disputed" if statuses.get("denied") else asserted
    if statuses.get("alleged"):
        return "alleged"
    if statuses.get("denied"):
        return "denied"
    rest = [tone for tone in ("planned", "requested", "hypothetical") if statuses.get(tone)]
    best = max(rest, key=lambda tone: statuses[tone], default="hypothetical")
    return next(tone for tone in TONES if tone == best)
