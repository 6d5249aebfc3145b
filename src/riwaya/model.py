"""The values that flow through Riwaya. All are frozen; all spans are half-open and count code points.

Every value points into the text of its Document; none holds a copy of the words. `Reading.to_json`
(in `contract.py`) turns them into the output contract.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["asserted", "denied", "alleged", "planned", "requested", "hypothetical"]
Stance = Literal["affirms", "neutral", "doubts", "denies", "accuses"]
Certainty = Literal["certain", "probable", "possible"]
SourceKind = Literal["named", "organisation", "anonymous"]
PlaceRole = Literal["at", "from", "to", "via"]
TollKind = Literal["dead", "injured", "missing", "captured", "displaced"]
Link = Literal["is", "member", "alleged"]
MentionForm = Literal["name", "short", "title", "epithet", "description", "metonym", "adjective", "pronoun"]

EVENT_TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open `[start, end)` in code points of the document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One report as collected. `text` never changes; `published` is None when it isn't known."""

    id: str
    text: str
    sha256: str  # of the text in UTF-8
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None  # ISO 639-1 or -3 of the text, None if it can't be told


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark, with its folded form (see `text/fold.py`)."""

    span: Span
    folded: str
    kind: Literal["word", "number", "mark"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens; `paragraph` counts the paragraphs of the document from 0."""

    span: Span
    paragraph: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a mention resolves to. `link` says how: it is it, is a member of it, or allegedly so."""

    id: str
    name: str
    name_en: str | None
    kind: str
    link: Link = "is"


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant of an event. `antecedent` is where a short form is named in full; `via` is the word
    that carries a participant which the clause leaves out (an attached pronoun)."""

    role: str  # "actor" | "recipient"
    span: Span
    entity: Entity | None = None
    antecedent: Span | None = None
    via: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a span names, resolved if it could be; `candidates` counts the gazetteer's readings."""

    span: Span
    name: str | None = None
    name_en: str | None = None
    admin1: str | None = None
    admin1_en: str | None = None
    country: str | None = None
    country_en: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    precision: str | None = None  # "site" | "settlement" | "admin2" | "admin1" | "region" | "country" | None
    role: PlaceRole = "at"
    stated_in: Span | None = None  # the container that the text itself names
    antecedent: Span | None = None  # where a short form («العاصمة») is named in full
    candidates: int = 0
    located: bool = (
        False  # a preposition or a word of direction says that something is there, not just its name
    )


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression as an interval of days, both ends included; an open or unknown end is None."""

    span: Span
    earliest: date | None
    latest: date | None
    precision: str  # "day" | "part-of-month" | "week" | "month" | "quarter" | "season" | "year" | "decade" | "range" | "vague"
    basis: str  # "stated" | "published" | "context" | "unresolved"


@dataclass(frozen=True, slots=True)
class Toll:
    """People dead, injured, missing, captured or displaced: `min` is never guessed, `max` may be open."""

    kind: TollKind
    min: int | None
    max: int | None
    scope: Literal["event", "cumulative"]
    span: Span
    of: Span | None = None  # whom: the noun that is counted
    vague: bool = (
        False  # «عشرات», «بضعة»: `min` is the least that the word can mean, no number that the text states
    )


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a claim's chain of sources, with the word that shows it and its stand on what follows."""

    span: Span
    kind: SourceKind
    cue: Span
    stance: Stance
    entity: Entity | None = None
    medium: Span | None = None
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was read so: the rule's name, plain words, and the words of the text it rests on."""

    rule: str
    detail: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An event under its attributions: who says what happened, at its exact words."""

    id: str
    type: str  # one of EVENT_TYPES
    mode: str | None
    trigger: Span
    triggers: tuple[Span, ...]
    clause: Span
    frame: str  # id of the lexicon's frame
    status: Status
    specific: bool = True  # False: told in general
    in_passing: bool = False  # referred to (background, a sum of many), not told as the sentence's news
    content_of: str | None = None
    weapon: str | None = None
    target_kind: str | None = None
    arguments: tuple[Argument, ...] = ()
    places: tuple[Place, ...] = ()
    time: Time | None = None
    tolls: tuple[Toll, ...] = ()
    sources: tuple[Source, ...] = ()
    certainty: Certainty = "certain"
    confidence: float = 0.5
    gloss_en: str = ""
    reasons: tuple[Reason, ...] = field(default=(), compare=False)

    @property
    def place(self) -> Place | None:
        """The first place of: at, to, from; a place only passed through isn't the event's."""
        for role in ("at", "to", "from"):
            for place in self.places:
                if place.role == role:
                    return place
        return None

    def of(self, role: str) -> tuple[Argument, ...]:
        """Return the arguments with this role, in the text's order."""
        return tuple(a for a in self.arguments if a.role == role)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or worth a second look, said in English and Arabic, with the words it is about."""

    kind: str  # "place-containment" | "impossible-date"
    message: str
    message_ar: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that holds a trigger or a cue but gave no claim, with the reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names or describes an actor."""

    span: Span
    kind: str  # "name" | "person" | "group" | "victims" | "pronoun" | ...
    entity: Entity | None = None
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Words that mean an entity of the document, how they do, and why they are thought to."""

    span: Span
    form: MentionForm
    reason: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """An entity of the document: the mentions that mean it. `id` is the lexicon's, else one that holds in this document
    only; `named` is where the text names it best, for those whom the lexicon doesn't know."""

    id: str
    kind: str
    named: Span
    mentions: tuple[EntityMention, ...]
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, its cue, and the stretch of text that it is made to say."""

    source: Source
    content: Span


@dataclass(frozen=True, slots=True)
class Analysis:
    """The layers under the claims, for those who want to see or measure them."""

    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    general: tuple[Claim, ...] = ()  # habitual or general events, kept out of the claims


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    document: Document
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    analysis: Analysis = Analysis()
    entities: tuple[Cluster, ...] = ()
