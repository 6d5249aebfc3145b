"""The values of linking: what of a claim is compared, and what comes of it. All frozen; the store keeps them, views show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Relation = Literal["same", "part", "near", "apart", "unknown"]
FindingKind = Literal[
    "contradiction-status",
    "contradiction-actor",
    "contradiction-place",
    "contradiction-date",
    "contradiction-toll",
    "place-containment",
    "impossible-date",
]


@dataclass(frozen=True, slots=True)
class Party:
    """A participant as it is compared: by the lexicon's entity if it has one, else by its folded words.

    `above` are entities that it belongs to (parent group, army of a spokesman), nearest first.
    """

    key: str  # "hts", or the folded phrase
    name: str  # as the text has it
    kind: str | None = None
    known: bool = False  # `key` is an id of the lexicon
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """A place as it is compared: its keys from the settlement up, None where it isn't known."""

    name: str
    settlement: str | None  # geonames id or folded name within its province
    province: str | None  # country and first-level division
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = (
        None  # of the gazetteer: "site", "settlement", "admin2", "admin1", "region", "country"
    )
    area: str | None = None  # the province, or the country, as Arabic has it
    stated_ar: str | None = None
    stated: str | None = None  # the province that the text puts it in, where the gazetteer has it in another


@dataclass(frozen=True, slots=True)
class When:
    """Days from `earliest` to `latest`, both included; None is an open end."""

    earliest: date | None
    latest: date | None
    stated: bool = True  # False: only bounded by the day of publication
    part: str | None = None  # of the day, where the words tell: "night", "dawn", "morning", "noon", "evening"


@dataclass(frozen=True, slots=True)
class Toll:
    """The least and the most dead or injured that a claim tells of its own event; `most` None is open."""

    kind: str
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a claim's chain of sources. `named`: a person or a body that can be told from others."""

    key: str
    name: str
    named: bool
    stance: str = "neutral"
    known: bool = False  # `key` is an id of the lexicon


@dataclass(frozen=True, slots=True)
class Record:
    """A claim as linking compares it."""

    claim: str
    document: str
    published: date | None
    outlet: str | None
    type: str
    family: str
    mode: str | None
    weapon: str | None
    status: str
    specific: bool
    word: str  # the trigger's stem
    start: int  # offset of the trigger
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    where: Where | None = None
    when: When | None = None
    tolls: tuple[Toll, ...] = ()
    chain: tuple[Voice, ...] = ()  # outermost source first; empty: the outlet itself
    content_of: str | None = None
    confidence: float = 0.5
    also: tuple[Where, ...] = ()  # further places where it happened: «في بلدتي كذا وكذا»
    sites: tuple[str, ...] = ()  # what kind of thing was struck or where people met: "market", "hospital"
    definite: bool = False  # its word takes up what was told before: «الغارة», «القصف ذاته»
    another: bool = False  # its words set it apart from what was told before: «غارة أخرى»
    passage: tuple[
        int, ...
    ] = ()  # hashes of the runs of three words around its trigger, by which copies are told
    rejected: tuple[int, ...] = ()  # numbers that its words say are wrong: «خمسة لا ثلاثة»
    nearby: Where | None = (
        None  # without a place of its own: that of the claim told nearest to it in its document
    )
    around: tuple[Where, ...] = ()  # without a place of its own: further places that its document names
    meanwhile: When | None = (
        None  # without days of its own: those of the claim told nearest before it in its document
    )

    @property
    def general(self) -> bool:
        """Whether it tells of a kind of deeds: nothing of its own, nothing told before: «العمليات التي تنفذها …»."""
        return not self.specific and not self.definite


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for or against two claims telling of one happening; `weight` in log-odds."""

    rule: str  # "type", "place", "time", "actor", "recipient", "toll", "document", …
    weight: float
    detail: str
    how: str = (
        ""  # with the rule the name of its weight: "same", "near", "far"; `wording.ground_words` says it
    )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why claims are one account, or why a grade stands, in no language: `wording.reason_words` says it in either."""

    code: str  # of `reasons.toml`
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """How well a claim fits an incident, or another claim."""

    score: float
    grounds: tuple[Ground, ...]
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """What becomes of a claim: the incident that it joins (None: it founds one), and those it possibly belongs to."""

    claim: str
    incident: str | None
    match: Match | None
    possible: tuple[tuple[str, Match], ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """The claims on an incident that go back to one origin. `anonymous` ones never raise the least number of accounts."""

    origin: str  # key
    name: str  # as a reader should see it
    anonymous: bool
    claims: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()  # why its claims count as one: near-copies, credits AFP, …
    perhaps: tuple[
        str, ...
    ] = ()  # origins of accounts that it may repeat; it then doesn't count towards the least


@dataclass(frozen=True, slots=True)
class Independence:
    """How many accounts are independent of one another, at least and at most."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or worth a second look, with the claims whose passages show it."""

    id: str
    kind: FindingKind
    claims: tuple[str, ...]
    message: str
    message_ar: str


@dataclass(frozen=True, slots=True)
class Grade:
    """Information credibility on the Admiralty scale, 1 (confirmed) to 6 (can't be judged), with its reasons."""

    credibility: int
    reasons: tuple[Reason, ...]
