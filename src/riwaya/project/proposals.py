"""Corrections that recur → proposals for the project's own lexicon, which a person accepts or dismisses.

The same words, corrected to the same actor, place or type in two claims of two reports or more, are a gap of the lexicon.
What the lexicon knows already isn't proposed: which of two readings a name has is for its context to say.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from riwaya.errors import ProjectError
from riwaya.lexicon.gazetteer import key as place_key
from riwaya.lexicon.loader import Lexicon, folded_words
from riwaya.project import schema
from riwaya.project.judged import Judgement, judgements_on
from riwaya.project.writing import now

Kind = Literal["actor", "place", "type"]
LEAST = 2  # claims, and reports
_FIELD_KINDS: dict[str, Kind] = {
    "actor": "actor", "recipient": "actor", "sources": "actor", "place": "place", "type": "type",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that should mean something: another name of an actor, a name of a place, a word for a type of event.

    `value` is the actor's id, the place's number in GeoNames, or the type; `name` what it is called.
    """

    id: str
    kind: Kind
    words: str
    value: str
    name: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    by: tuple[str, ...]  # who corrected it so


@dataclass(frozen=True, slots=True)
class _Seen:
    kind: Kind
    words: str
    value: str
    name: str
    claim: str
    document: str
    who: str


def proposals(connection: Connection, lexicon: Lexicon) -> list[Proposal]:
    """Return the proposals that nobody answered, those that most claims show first."""
    groups: dict[tuple[Kind, str, str], list[_Seen]] = defaultdict(list)
    for seen in _corrections(connection):
        groups[seen.kind, " ".join(folded_words(seen.words)), seen.value].append(seen)
    answered = set(connection.execute(select(schema.answer.c.proposal)).scalars())
    found = [
        one
        for group in groups.values()
        if (one := _proposal(group)).id not in answered and _recurs(one) and not _knows(lexicon, one)
    ]
    return sorted(found, key=lambda one: (-len(one.claims), one.kind, one.words))


def find_proposal(connection: Connection, lexicon: Lexicon, given: str) -> Proposal:
    """Return the proposal of that id, or of that beginning of one; a ProjectError if there is none."""
    found = [one for one in proposals(connection, lexicon) if given and one.id.startswith(given)]
    if len(found) != 1:
        raise ProjectError(f"no proposal {given!r}; take its id from riwaya proposals")
    return found[0]


def answer(
    connection: Connection,
    proposal: Proposal,
    verdict: Literal["accepted", "dismissed"],
    who: str,
    note: str | None,
) -> None:
    """Append what a person said to a proposal; it isn't made again."""
    connection.execute(
        insert(schema.answer).values(proposal=proposal.id, verdict=verdict, who=who, at=now(), note=note)
    )


def _proposal(group: Sequence[_Seen]) -> Proposal:
    first = group[0]
    words = " ".join(folded_words(first.words))
    digest = hashlib.sha256(f"{first.kind}\n{words}\n{first.value}".encode()).hexdigest()
    return Proposal(
        "p" + digest[:12], first.kind, " ".join(first.words.split()), first.value, first.name,
        tuple(sorted({one.claim for one in group})), tuple(sorted({one.document for one in group})),
        tuple(sorted({one.who for one in group})),
    )  # fmt: skip


def _recurs(one: Proposal) -> bool:
    return len(one.claims) >= LEAST and len(one.documents) >= LEAST


def _corrections(connection: Connection) -> Iterator[_Seen]:
    """Yield the corrections in force on claims of current reports: the last of each field."""
    j, c, d = schema.judgement, schema.claim, schema.document
    corrected = (
        select(j.c.claim)
        .distinct()
        .join(c, c.c.id == j.c.claim)
        .join(d, d.c.key == c.c.document)
        .where(j.c.action == "correct", d.c.state == "current")
    )
    claims = connection.execute(corrected).scalars().all()
    for held in judgements_on(connection, claims).values():
        last = {one.field: one for one in held if one.action == "correct"}
        for one in last.values():
            yield from _seen(one)


def _seen(one: Judgement) -> Iterator[_Seen]:
    kind = _FIELD_KINDS.get(one.field or "")
    if kind == "type":
        yield _Seen("type", one.quote, one.value, one.value, one.claim, one.document, one.who)
    elif kind == "place" and one.value and one.value["start"] is not None and one.value["geonames_id"]:
        name = one.value["name_en"] or one.value["name"]
        words, number = one.value["text"], str(one.value["geonames_id"])
        yield _Seen("place", words, number, name, one.claim, one.document, one.who)
    elif kind == "actor":
        for party in one.value:
            who: dict[str, Any] | None = party["entity"]
            if who and party["start"] is not None and who["link"] == "is":
                name = who["name_en"] or who["name"]
                yield _Seen("actor", party["text"], who["id"], name, one.claim, one.document, one.who)


def _knows(lexicon: Lexicon, one: Proposal) -> bool:
    """Tell whether the lexicon has that these words may mean this."""
    if one.kind == "place":
        return any(
            str(place.geonames_id) == one.value for place in lexicon.gazetteer.lookup(place_key(one.words))
        )
    words = tuple(folded_words(one.words))
    entries = [entry.value for entry in _entries(lexicon, words)]
    if one.kind == "actor":
        return any(getattr(value, "id", None) == one.value for value in entries)
    return any(getattr(value, "type", None) == one.value for value in entries)


def _entries(lexicon: Lexicon, words: tuple[str, ...]) -> Sequence[Any]:
    """Return what the lexicon has of words, one or several."""
    if len(words) == 1:
        return lexicon.words.get(words[0], ())
    node: Any = lexicon.phrases
    for word in words:
        node = node.get(word)
        if node is None:
            return ()
    return tuple(node.get("", ()))
