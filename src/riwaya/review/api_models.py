"""What the API takes and gives, for its OpenAPI document. `docs/project.md` says what the fields mean."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from riwaya.model import EVENT_TYPES, STATUSES

T = TypeVar("T")
Counts = dict[str, int]
Type = Literal[EVENT_TYPES]  # type: ignore[valid-type]
Status = Literal[STATUSES]  # type: ignore[valid-type]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Verdict = Literal["accepted", "rejected", "corrected", "again"]
Short = Annotated[str, Field(max_length=500)]
Note = Annotated[str | None, Field(max_length=5000, description="why")]
By = Annotated[
    str | None, Field(max_length=80, description="who decides; default: judgements.by in riwaya.toml")
]


def _written(value: object) -> object:
    """Refuse what pydantic would make a day of: a number of seconds, a moment."""
    if value is not None and not (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        raise ValueError("write it as YYYY-MM-DD")
    return value


Day = Annotated[date | None, BeforeValidator(_written)]


class Shape(BaseModel):
    """Exactly these fields."""

    model_config = ConfigDict(extra="forbid")


class Problem(Shape):
    """What is wrong, in one sentence."""

    detail: str


class Listed(Shape, Generic[T]):
    """Some rows of a list that has `total`."""

    total: int
    limit: int
    offset: int
    items: list[T]


# What is read


class Place(Shape):
    """A place, with what it lies in as far as that is known."""

    name: str
    name_en: str | None
    admin1: str | None
    admin1_en: str | None
    country: str | None
    country_en: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    precision: str | None


class Days(Shape):
    """Days, both included; null: open or not said."""

    earliest: date | None
    latest: date | None


class Account(Shape):
    """Claims that go back to one origin."""

    origin: str
    name: str
    name_en: str | None
    anonymous: bool
    reliability: Reliability
    claims: list[str]
    reasons: list[str]
    perhaps: list[str]


class Range(Shape):
    """At least and at most."""

    min: int
    max: int


class Grade(Shape):
    """Credibility of the information, 1 to 6, never without its reasons."""

    credibility: int
    meaning: str
    reasons: list[str]


class Incident(Shape):
    """What is told to have happened."""

    id: str
    type: Type
    place: Place | None
    time: Days | None
    documents: list[str]
    claims: list[str]
    reports: int
    outlets: int
    independent: Range
    statuses: Counts
    accounts: list[Account]
    contradicted: bool
    grade: Grade
    reviewed: int


class Ground(Shape):
    """A reason for or against two claims telling of one happening."""

    rule: str
    weight: float
    detail: str
    how: str


class Placed(Shape):
    """Who put a claim into its incident, and why."""

    by: str | None
    score: float | None
    grounds: list[Ground]


class Review(Shape):
    """A person's last word on a claim."""

    who: str
    at: str
    verdict: Verdict
    fields: list[str]
    note: str | None


class Entry(Shape):
    """Who said it when."""

    published: date | None
    origin: str
    document: str
    outlet: str | None
    claim: str
    status: Status
    gloss_en: str
    start: int
    end: int
    text: str
    placed: Placed
    review: Review | None


class Passage(Shape):
    """Words of a report that a finding is about."""

    document: str
    claim: str | None
    start: int
    end: int
    text: str
    status: Status | None
    gloss_en: str
    reviewed: bool


class Finding(Shape):
    """Something worth a second look."""

    id: str
    kind: str
    about: str | None
    incident: str | None
    claims: list[str]
    documents: list[str]
    message: str
    message_ar: str
    passages: list[Passage]


class Neighbour(Shape):
    """What is possibly the same."""

    incident: str | None
    claim: str
    document: str
    score: float
    grounds: list[Ground]


class IncidentView(Incident):
    """An incident with who said it when, its findings and what is possibly the same."""

    timeline: list[Entry]
    findings: list[Finding]
    possible: list[Neighbour]


class Claim(Shape):
    """A claim with judged values in it: `claim` is that of docs/output.md."""

    id: str
    document: str
    outlet: str | None
    published: date | None
    incident: str | None
    words: str
    gloss_en: str
    review: Review | None
    claim: dict[str, Any]


class Document(Shape):
    """A report in its current version."""

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


class Reading(Shape):
    """A report with its text and what was read of it. Offsets are code points of `text`."""

    document: Document
    text: str
    claims: list[Claim]
    entities: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    unread: list[dict[str, Any]]


class Actor(Shape):
    """An organisation, a state or an office; never a private person."""

    id: str
    name: str
    name_en: str | None
    kind: str
    claims: int
    documents: int
    incidents: int
    as_actor: int
    as_recipient: int


class Tie(Shape):
    """What claims say of two actors; an accusation is no fact."""

    other: str
    name: str
    name_en: str | None
    kind: str
    relation: Literal["with", "against"]
    incidents: list[str]
    claims: list[str]
    statuses: Counts


class ActorView(Actor):
    """An actor with its names, incidents and ties."""

    incident_ids: list[str]
    aliases: list[str]
    seen: list[str]
    ties: list[Tie]


class Source(Shape):
    """An outlet, or an organisation or office that reports quote."""

    key: str
    name: str
    name_en: str | None
    kind: str
    reliability: Reliability
    note: str | None
    documents: int
    claims: int
    incidents: int
    statuses: Counts


class Hit(Shape):
    """A sentence that holds what is searched for."""

    document: str
    outlet: str | None
    published: str | None
    start: int
    end: int
    text: str
    claims: list[str]
    incidents: list[str]


class Decision(Shape):
    """A line of the history."""

    kind: str
    number: int
    at: str
    who: str
    action: str
    of: str
    document: str | None
    field: str | None
    value: Any
    note: str | None
    quote: str | None
    undone: int | None
    withdraws: int | None
    carried: int | None
    act: int | None


# What is given


class Judging(Shape):
    """A decision on a claim; `correct` has a field and its values."""

    action: Literal["accept", "reject", "correct"]
    field: Short | None = None
    values: Annotated[list[Short], Field(max_length=50)] = []
    note: Note = None
    by: By = None


class Linking(Shape):
    """The incident that a claim belongs to: its id, or a claim of it."""

    incident: Short
    note: Note = None
    by: By = None


class Deciding(Shape):
    """Who decides, and why."""

    note: Note = None
    by: By = None


class Undoing(Deciding):
    """Whose last decision: the last on a claim, else the last that this person made."""

    claim: Short | None = None


class Grading(Deciding):
    """A source, by its key or name, and how reliable it is: A to E; F, it can't be judged."""

    source: Short
    grade: Reliability


class Report(Shape):
    """A report as text, with what is known of it."""

    text: Annotated[str, Field(min_length=1)]
    title: Short | None = None
    outlet: Short | None = None
    published: Day = None
    url: Annotated[str | None, Field(max_length=2000)] = None
    id: Annotated[str | None, Field(max_length=200, description="default: made of the text")] = None


# What came of it


class Decided(Shape):
    """A judgement as it is in the store, with the claim's incident before and after."""

    claim: str
    action: str
    field: str | None
    value: Any
    who: str
    was: str | None
    incident: str | None


class Undone(Decided):
    """A judgement that was taken back; `who` made it at `at`, `by` took it back."""

    judgement: int
    at: str
    by: str


class Graded(Shape):
    """A grade that was given; so many incidents were worked out anew because of it."""

    key: str
    grade: Reliability
    who: str
    incidents: int


class Added(Shape):
    """What became of a report."""

    document: str
    title: str
    fate: Literal["new", "version", "completed", "unchanged", "erased"]
    version: int
    claims: int
    incidents: int


class Outcome(Shape):
    """What became of all that was given; `lost` couldn't be read."""

    added: list[Added]
    fates: Counts
    claims: int
    lost: int


class Job(Shape):
    """What goes on beside: ask again until it has ended."""

    id: str
    kind: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    total: int | None
    done: int
    problems: list[str]
    more_problems: int
    error: str | None
    result: Outcome | None
