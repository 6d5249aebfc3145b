"""An ExportRow → what may leave the house of it. Every format is written from the View, none from the row.

Here, once for all formats: names of persons without office are cut off, sheltered places are shown at their district, and
every claim has one line of words that says first whether it is asserted, denied, alleged or only planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riwaya.export.atlas import Spot
from riwaya.export.names import hide_spans
from riwaya.export.reference import Reference
from riwaya.export.rows import ExportDocument, ExportRow
from riwaya.lexicon.gazetteer import key

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Party:
    """A participant or a source as it is exported. `id` is the lexicon's, or holds inside its document: `document/local.3`.

    `known` is the lexicon's id alone, of a member that of the body that it belongs to, and `body` that body's name; of those
    only alleged to belong to one both are None. `hidden`: a name was cut off.
    """

    role: str
    name: str
    words: str
    id: str
    known: str | None
    kind: str
    link: str | None
    country: str | None  # ISO's two letters
    body: str | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of the chain of sources."""

    party: Party
    kind: str  # named, organisation, anonymous
    stance: str
    cue: str
    medium: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """People counted."""

    kind: str
    least: int | None
    most: int | None
    scope: str
    of: str | None
    words: str


@dataclass(frozen=True, slots=True)
class View:
    """A claim as it is exported. `claim` has what needs no care: type, mode, trigger, time, confidence."""

    row: ExportRow
    claim: Json
    parties: tuple[Party, ...]
    voices: tuple[Voice, ...]
    spots: tuple[Spot, ...]  # the one that counts first
    counts: tuple[Count, ...]
    summary: str
    passage: str | None

    @property
    def id(self) -> str:
        """The claim's id."""
        return str(self.claim["id"])

    @property
    def status(self) -> str:
        """asserted, denied, alleged, planned, requested or hypothetical."""
        return str(self.claim["status"])

    @property
    def spot(self) -> Spot | None:
        """The place that counts."""
        return self.spots[0] if self.spots else None

    @property
    def time(self) -> Json:
        """The time, empty if there is none."""
        return self.claim.get("time") or {}

    def of(self, role: str) -> tuple[Party, ...]:
        """Return the participants in a role."""
        return tuple(party for party in self.parties if party.role == role)

    @property
    def reviewed(self) -> bool:
        """Whether a person has reviewed the claim as it is now."""
        return self.row.reviewed is not None and self.row.reviewed.verdict != "again"

    @property
    def rejected(self) -> bool:
        """Whether a person has said that the claim isn't there."""
        return self.row.reviewed is not None and self.row.reviewed.verdict == "rejected"


class Viewer:
    """Makes views of rows; remembers the last document, since its claims follow one another."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._people: _People | None = None

    def view(self, row: ExportRow) -> View:
        """Return what may be shown of the row."""
        if self._people is None or self._people.document is not row.document:
            self._people = _People(row.document, self._reference)
        people, claim = self._people, row.claim
        parties = tuple(people.party(a, str(a["role"])) for a in claim["arguments"])
        voices = tuple(_voice(people, source) for source in claim["sources"])
        spots = tuple(self._spots(claim))
        safe = _View(row, parties, voices, spots)
        return View(
            row, claim, parties, voices, spots, tuple(_count(people, t) for t in claim["tolls"]),
            safe.summary(), people.passage(claim),
        )  # fmt: skip

    def _spots(self, claim: Json) -> Iterator[Spot]:
        places = list(claim.get("places") or ())
        first = claim.get("place")
        if first is not None:
            same = next((p for p in places if (p["start"], p["end"]) == (first["start"], first["end"])), None)
            yield self._reference.atlas.spot({"role": same["role"] if same else "at", **first})
            places = [p for p in places if p is not same]
        for place in places:
            yield self._reference.atlas.spot(place)


class _People:
    """Who in a document may be shown by name."""

    def __init__(self, document: ExportDocument, reference: Reference) -> None:
        self.document = document
        self._reference = reference
        self._names = reference.names
        self._kinds: dict[str, str] = {}
        self._in_office: set[str] = set()
        self._hidden: list[tuple[int, int]] = []
        self._shown: list[tuple[int, int]] = []
        for cluster in document.entities:
            self._take(cluster)

    def _take(self, cluster: Json) -> None:
        identity, kind = str(cluster["id"]), str(cluster["kind"])
        self._kinds[identity] = kind
        named = [m for m in cluster["mentions"] if m["form"] != "pronoun"]
        known = not identity.startswith("local.")
        if known or any(self._names.is_office(m["text"], body_known=False) for m in named):
            self._in_office.add(identity)
            self._shown += [(m["start"], m["end"]) for m in named]
        elif self._may_be_person(kind):
            for mention in named:
                if self._is_town(mention["text"], kind):
                    continue
                shown = self._names.shown(mention["text"], self._is_person(kind))
                if shown < len(mention["text"]):
                    self._hidden.append((mention["start"] + shown, mention["end"]))

    def party(self, mention: Json, role: str) -> Party:
        """Return a participant, or a source, by the words and the entity that the claim has."""
        entity: Json = mention.get("entity") or {}
        link, local = entity.get("link"), str(mention.get("refers_to") or "")
        known = str(entity["id"]) if link in ("is", "member") else None
        named = known is not None and link == "is"
        kind = self._kinds.get(local, "")
        if named or (known is not None and (kind == "fighters" or not self._may_be_person(kind))):
            kind = str(
                entity["kind"]
            )  # «مقاتلو الحركة» are of its kind; its victims and employees of their own
        words, hidden = self._words(str(mention["text"]), kind, known, local)
        full: Json = mention.get("antecedent") or mention
        described = self._words(str(full["text"]), kind, known, local)[0]
        within = f"{self.document.id}/{local}" if local else ""
        body = str(entity["name_en"] or entity["name"]) if known is not None else None
        return Party(
            role=role, name=body if named and body else described, words=words,
            id=known if known is not None and named else within, known=known, kind=kind or "unknown", link=link,
            country=self._reference.country_of(known, words), body=body, hidden=hidden,
        )  # fmt: skip

    def _words(self, words: str, kind: str, known: str | None, local: str) -> tuple[str, bool]:
        """Return the words as they may be shown, and whether a name was cut off."""
        office = local in self._in_office or self._names.is_office(words, body_known=known is not None)
        if office or self._is_town(words, kind) or not (self._may_be_person(kind) or not kind):
            return words, False
        shown = self._names.hide(words, person=self._is_person(kind) or not kind)
        return shown, shown != words

    def described(self, words: str) -> str:
        """Return words that may hold a person's name without it."""
        return self._names.hide(words, person=False)

    def passage(self, claim: Json) -> str | None:
        """Return the clause that the claim was read from, without the names of persons without office."""
        if not self.document.text:
            return None
        start, end = claim["clause"]["start"], claim["clause"]["end"]
        places = [(place["start"], place["end"]) for place in claim.get("places") or ()]
        shown = [*places, *self._shown]
        hidden = [span for span in self._hidden if not _meets(span, places)]
        hidden += [n for n in self._names.in_passing(self.document.text, start, end) if not _meets(n, shown)]
        return " ".join(hide_spans(self.document.text, start, end, hidden).split())

    def _is_town(self, words: str, kind: str) -> bool:
        """A bare name that the reading took for nobody's may be a town's: «حلب»."""
        return kind == "name" and self._reference.gazetteer.knows(key(words))

    def _is_person(self, kind: str) -> bool:
        return kind in self._reference.tables.people["persons"]

    def _may_be_person(self, kind: str) -> bool:
        people = self._reference.tables.people
        return kind in people["persons"] or kind in people["described"]


def _meets(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in others)


@dataclass(frozen=True, slots=True)
class _View:
    """What the line of words is made of."""

    row: ExportRow
    parties: tuple[Party, ...]
    voices: tuple[Voice, ...]
    spots: tuple[Spot, ...]

    def summary(self) -> str:
        """Return the claim in one line: its gloss, or one made anew if the gloss says what can't be shown or was corrected."""
        gloss = self.row.claim.get("gloss_en")
        hidden = any(p.hidden for p in (*self.parties, *(v.party for v in self.voices)))
        if gloss and not hidden and not self.row.judged and not any(spot.coarser for spot in self.spots):
            return str(gloss)
        return self._composed()

    def _composed(self) -> str:
        claim = self.row.claim
        deed = f"{claim['type']} ({claim['mode']})" if claim["mode"] else str(claim["type"])
        parts = [deed]
        for word, role in (("by", "actor"), ("against or with", "recipient")):
            names = [party.name for party in self.parties if party.role == role]
            parts += [f"{word} {' and '.join(names)}"] if names else []
        if self.spots and self.spots[0].name:
            parts.append(f"in {self.spots[0].name}")
        parts += [said] if (said := when(claim.get("time") or {})) else []
        line = " ".join(parts)
        return f"{line}, according to {', '.join(v.party.name for v in self.voices)}" if self.voices else line


def when(time: Json) -> str:
    """Return an interval in words: «2022-05-01 to 2022-05-31», empty if nothing is known of it."""
    first, last = time.get("earliest"), time.get("latest")
    if first and last:
        return f"on {first}" if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else ""


def _voice(people: _People, source: Json) -> Voice:
    medium = source.get("medium")
    return Voice(
        party=people.party(source, "source"),
        kind=source["kind"],
        stance=source["stance"],
        cue=source["cue"]["text"],
        medium=people.described(medium["text"]) if medium else None,
    )


def _count(people: _People, toll: Json) -> Count:
    of = toll.get("of")
    return Count(
        toll["kind"], toll["min"], toll["max"], toll["scope"],
        people.described(of["text"]) if of else None, people.described(toll["text"]),
    )  # fmt: skip
