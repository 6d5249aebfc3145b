"""Linked mentions and claims → the entities of the document: who takes part or is quoted, with every mention of them.

Here come in what only claims know: the words that carry a participant (a pronoun, a verb without its subject), an adjective
that stands for a state, and epithets of deed («المهاجم» is who is told to have attacked, if that is one person).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from riwaya.analysis.entities import Link, Meant
from riwaya.analysis.layers import Layers
from riwaya.analysis.parsed import Parsed
from riwaya.lexicon.loader import Lexicon
from riwaya.model import Argument, Claim, Cluster, Entity, EntityMention, Source, Span
from riwaya.text.fold import fold

_LOCAL = "local."  # ids that hold inside one document


@dataclass(slots=True, eq=False)
class _Gathered:
    """An entity that takes part, with its mentions by where they stand."""

    kind: str
    named: Span
    entity: Entity | None
    mentions: dict[Span, EntityMention] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Return where the text mentions it first."""
        return min(span.start for span in self.mentions)


def find_clusters(
    text: str, claims: Sequence[Claim], layers: Layers, lexicon: Lexicon
) -> tuple[Cluster, ...]:
    """Return the entities that take part in claims or are quoted, in the order of their first mention."""
    gatherer = _Gatherer(text, claims, layers, lexicon)
    for claim in claims:
        for argument in claim.arguments:
            gatherer.take(claim, argument)
        for source in claim.sources:
            gatherer.take(claim, source)
    return tuple(_numbered(gatherer.found()))


def _numbered(gathered: Sequence[_Gathered]) -> Iterator[Cluster]:
    local = 0
    for one in gathered:
        if one.entity is None:
            local += 1
        identity = one.entity.id if one.entity is not None else f"{_LOCAL}{local}"
        mentions = tuple(one.mentions[span] for span in sorted(one.mentions))
        yield Cluster(identity, one.kind, one.named, mentions, one.entity)


class _Gatherer:
    """Gathers the entities of claims. Its state is what was gathered, by what it is known by."""

    def __init__(self, text: str, claims: Sequence[Claim], layers: Layers, lexicon: Lexicon) -> None:
        self.text = text
        self.layers = layers
        self.acts = frozenset(c.trigger for c in claims)
        self.by_meant: dict[Meant, _Gathered] = {}
        self.by_actor: dict[str, _Gathered] = {}
        self.by_words: dict[str, _Gathered] = {}
        self.by_span: dict[Span, _Gathered] = {}
        self.same_as = dict(_epithets(claims, layers, lexicon))

    def found(self) -> list[_Gathered]:
        """Return what was gathered in the order of the text."""
        everyone = {
            id(g): g for g in (*self.by_meant.values(), *self.by_actor.values(), *self.by_span.values())
        }
        return sorted(everyone.values(), key=lambda g: g.start)

    def take(self, claim: Claim, participant: Argument | Source) -> None:
        """Gather a participant or a source of a claim, and the word that carries it."""
        gathered = self._entity_of(participant)
        if isinstance(participant, Source):
            carrier = participant.cue if self._apart(participant.span, participant.cue) else None
        else:
            carrier = participant.via
        if carrier in self.acts and carrier not in claim.triggers:
            return  # the act of speech that hands its speaker or hearer down
        if carrier is not None and (why := self._carries(carrier)):
            gathered.mentions.setdefault(carrier, EntityMention(carrier, "pronoun", why))

    def _entity_of(self, participant: Argument | Source) -> _Gathered:
        link = self.layers.linked.links.get(participant.span.start)
        if link is not None and participant.span.overlaps(link.mention.span):
            gathered = self._meant(link.entity)
        elif participant.entity is not None and participant.entity.link == "is":
            gathered = self._named(participant, participant.entity)
        else:
            gathered = self._described(participant.span)
        return gathered

    def _meant(self, meant: Meant) -> _Gathered:
        """Return what was gathered for a linked entity, with all its mentions in the text."""
        meant = self.same_as.get(meant, (meant, ""))[0]
        gathered = self.by_meant.get(meant)
        if gathered is None:
            actor = meant.actor
            entity = Entity(actor.id, actor.name, actor.name_en, actor.kind) if actor is not None else None
            known = self.by_actor.get(entity.id) if entity is not None else None
            called = meant.called
            gathered = known or _Gathered(meant.kind, called.name_span or called.span, entity)
            self.by_meant[meant] = gathered
            if entity is not None:
                self.by_actor[entity.id] = gathered
            gathered.mentions |= {link.mention.span: _as_mention(link) for link in meant.links}
            for other, (same, why) in self.same_as.items():
                if same is meant:
                    gathered.mentions |= {
                        link.mention.span: EntityMention(link.mention.span, "epithet", why)
                        for link in other.links
                    }
        return gathered

    def _named(self, participant: Argument | Source, entity: Entity) -> _Gathered:
        """«القصف الإسرائيلي»: an adjective, or a name inside other words, that the lexicon knows."""
        meant = self.layers.linked.by_actor.get(entity.id)
        if meant is not None:
            gathered = self._meant(meant)
        else:
            gathered = self.by_actor.setdefault(entity.id, _Gathered(entity.kind, participant.span, entity))
        why = f"an adjective of «{entity.name}» in the lexicon"
        gathered.mentions.setdefault(participant.span, EntityMention(participant.span, "adjective", why))
        return gathered

    def _described(self, span: Span) -> _Gathered:
        """A thing or a place that takes part: one entity with what is called by the same definite words."""
        gathered = self.by_span.get(span)
        if gathered is None:
            words = fold(span.of(self.text))
            definite = words.startswith("ال")
            known = self.by_words.get(words) if definite else None
            gathered = known or _Gathered("thing", span, None)
            if definite:
                self.by_words[words] = gathered
            self.by_span[span] = gathered
            why = "the same words" if known is not None else "called so here first"
            gathered.mentions[span] = EntityMention(span, "name" if definite else "description", why)
        return gathered

    def _apart(self, one: Span, other: Span) -> bool:
        """Tell whether two spans stand in two sentences: the second goes on with the first."""
        return self._sentence(one.start) is not self._sentence(other.start)

    def _sentence(self, offset: int) -> Parsed:
        sentences = self.layers.parsed
        return sentences[max(0, bisect_right(sentences, offset, key=lambda p: p.sentence.span.start) - 1)]

    def _carries(self, span: Span) -> str:
        """Return how a word stands for somebody named elsewhere, "" if it doesn't by itself."""
        parsed = self._sentence(span.start)
        words = parsed.words
        word = words[max(0, bisect_right(words, span.start, key=lambda w: w.token.span.end))]
        if word.split.suffix and word.pos != "verb":
            return "its pronoun: the nearest that agrees"
        if word.pos == "verb" and word.split.suffix:
            return "the verb's pronoun: the nearest that agrees"
        if word.pos == "verb" and word.index not in parsed.subjects:
            return "a verb without a subject of its own: the one before that agrees"
        return ""


def _as_mention(link: Link) -> EntityMention:
    return EntityMention(link.mention.span, link.form, link.reason)


def _epithets(
    claims: Sequence[Claim], layers: Layers, lexicon: Lexicon
) -> Iterator[tuple[Meant, tuple[Meant, str]]]:
    """Yield the epithets of a deed, «المهاجم», with the one person who is told before to have done it, and why."""
    links = layers.linked.links
    did: dict[tuple[str, str], dict[Meant, int]] = {}
    for claim in claims:
        for argument in claim.arguments:
            link = links.get(argument.span.start)
            if link is not None and link.mention.span == argument.span:
                did.setdefault((argument.role, claim.type), {}).setdefault(link.entity, claim.trigger.start)
    for epithet in layers.linked.entities:
        row = lexicon.rementions.get(epithet.called.designation[0]) if _is_epithet(epithet) else None
        if row is None or row.deed is None:
            continue
        start = epithet.called.span.start
        doers = [
            m for m, at in did.get(row.deed, {}).items() if at < start and _one_person(m) and m is not epithet
        ]
        if len(doers) == 1:
            yield epithet, (doers[0], f"the one {row.deed[0]} of an {row.deed[1]} told before")


def _is_epithet(meant: Meant) -> bool:
    called = meant.called
    return called.definite and len(called.designation) == 1 and not called.name and meant.actor is None


def _one_person(meant: Meant) -> bool:
    """Tell whether an entity is one person, and no epithet itself."""
    return (
        not meant.plural
        and not _is_epithet(meant)
        and meant.sort in ("person", "group")
        and meant.actor is None
    )
