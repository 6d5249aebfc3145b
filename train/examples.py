"""Gold → examples: each claim that the grammar proposes in a gold text, with its features and whether it is right.

A text that several sets hold is one group, so that a fold never tests on what it was trained on.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya import to_json
from riwaya.analysis.layers import Layers
from riwaya.cast_evidence import candidates, evidence, find_parts, set_stage
from riwaya.claims import ClaimBuilder, build_claims
from riwaya.confidence import judge
from riwaya.evaluate import load_gold, meets, score_document
from riwaya.evidence import Features, gather
from riwaya.ingest import Options, read_paths
from riwaya.lexicon.loader import Lexicon
from riwaya.model import Claim, Document, Reading, Span
from riwaya.reading import analyse
from riwaya.text.sentences import split_sentences

CLAIM_SETS = ("news", "sentences", "seeds", "fiction")
ROLES = ("actor", "recipient")
LABELLED = ("ASSAULT", "PROTEST")
JUDGED = ("yes", "easy no")  # annotators split on the others
PEACEFUL = ("ASSAULT", "COERCE", "MOBILIZE")  # the types that reports of peace have none of


@dataclass(frozen=True)
class Phrase:
    """A phrase that may name a participant of a claim, with what speaks for it."""

    span: Span
    features: Features


@dataclass(frozen=True)
class Proposed:
    """A gold text with the claims that the grammar proposes there, before any rating."""

    name: str  # of the set
    document: Document
    claims: tuple[Claim, ...]
    features: tuple[Features, ...]
    supported: tuple[bool, ...]  # the grammar alone would tell it
    phrases: tuple[tuple[Phrase, ...], ...] = ()  # of each claim's sentence, where it has been asked for

    @property
    def key(self) -> str:
        """Return what no other text has."""
        return f"{self.name} {self.document.id}"

    @property
    def group(self) -> str:
        """Return what is the same for the same text in another set."""
        return " ".join(self.document.text.split())


@dataclass(frozen=True)
class Example:
    """A proposed claim whose rightness is known. `claim` tells which of its text's claims it is."""

    text: Proposed
    claim: int
    right: bool
    weight: float

    @property
    def features(self) -> Features:
        """Return what speaks for the claim."""
        return self.text.features[self.claim]


@dataclass(frozen=True)
class CastExample:
    """A phrase beside a claim, and whether it plays the role."""

    text: Proposed
    features: Features
    right: bool
    weight: float = 1.0


def propose_all(path: Path, name: str, lexicon: Lexicon) -> tuple[Proposed, ...]:
    """Return what the grammar proposes in each text of a file; with the phrases around in sets whose claims are annotated."""
    return tuple(
        _proposed(item, name, lexicon) for item in read_paths([path], Options()) if isinstance(item, Document)
    )


def _proposed(document: Document, name: str, lexicon: Lexicon) -> Proposed:
    layers = analyse(document, split_sentences(document.text), lexicon)
    claims = build_claims(document, layers, lexicon)
    alone = {c.id for c in judge(document, layers, None, ClaimBuilder(document, layers, lexicon).build).told}
    supported = tuple(c.id in alone for c in claims)
    around = tuple(_phrases(layers, claims)) if name in CLAIM_SETS else ()
    return Proposed(name, document, claims, tuple(gather(document, layers, claims)), supported, around)


def _phrases(layers: Layers, claims: Sequence[Claim]) -> Iterator[tuple[Phrase, ...]]:
    part, events = find_parts(layers), {(e.triggers[0], e.frame.id): e for e in layers.events}
    for claim in claims:
        stage = set_stage(layers, events[claim.trigger, claim.frame], claim, part)
        yield tuple(Phrase(c.span, dict.fromkeys(evidence(stage, c), 1.0)) for c in candidates(stage))


def examples_of_claims(texts: tuple[Proposed, ...], gold: Path) -> Iterator[Example]:
    """Yield an example for each proposed claim: right if it is paired with a gold one.

    The content of a speech act that gold doesn't have is neither right nor wrong, and is left out.
    """
    by_id = {g["docno"]: g for g in load_gold(gold)}
    for text in texts:
        if text.document.id not in by_id:
            continue
        scored = score_document(by_id[text.document.id], claims_json(text, text.claims))
        met = {o.read["id"] for o in scored.outcomes if o.read is not None}
        wrong = {extra["id"] for extra in scored.extras}
        for number, claim in enumerate(text.claims):
            if claim.id in met or claim.id in wrong:
                yield Example(text, number, claim.id in met, 1.0)


def examples_of_casting(texts: tuple[Proposed, ...], gold: Path, role: str) -> Iterator[CastExample]:
    """Yield an example for each phrase beside a claim that is paired with a gold one: does it play the role there?

    Of several phrases that meet a gold participant the one with the most of it does; the others are neither.
    """
    by_id = {g["docno"]: g for g in load_gold(gold)}
    for text in texts:
        if text.document.id not in by_id:
            continue
        scored = score_document(by_id[text.document.id], claims_json(text, text.claims))
        met = {o.read["id"]: o.gold for o in scored.outcomes if o.read is not None}
        for claim, around in zip(text.claims, text.phrases, strict=True):
            if claim.id in met:
                playing, beside = _players(around, [Span(*s[:2]) for s in met[claim.id][role]])
                for number, phrase in enumerate(around):
                    if number in playing or number not in beside:
                        yield CastExample(text, phrase.features, number in playing)


def _players(around: Sequence[Phrase], wanted: Sequence[Span]) -> tuple[set[int], set[int]]:
    """Return the phrases that are the wanted ones, and all that meet one of them."""
    playing, beside = set(), set()
    for span in wanted:
        meeting = [
            n
            for n, phrase in enumerate(around)
            if meets((span.start, span.end), (phrase.span.start, phrase.span.end))
        ]
        beside.update(meeting)
        if meeting:
            playing.add(max(meeting, key=lambda n: _likeness(span, around[n].span)))
    return playing, beside


def _likeness(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / max(one.end - one.start, other.end - other.start)


def claims_json(text: Proposed, claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    """Return claims as `riwaya read --format jsonl` prints them."""
    found: list[dict[str, Any]] = to_json(Reading(text.document, claims))["claims"]
    return found


def examples_of_events(
    texts: tuple[Proposed, ...], labels: dict[str, dict[str, str]], known: frozenset[str], weight: float
) -> Iterator[Example]:
    """Yield an example for each claim of a labelled type: right in a «yes», wrong in an «easy no».

    A text with gold claims (`known` groups) is left to them: they say more, and of each claim.
    """
    for text in texts:
        if text.group in known:
            continue
        for number, claim in enumerate(text.claims):
            label = labels.get(claim.type, {}).get(text.document.text)
            if label in JUDGED and happened(claim):
                yield Example(text, number, label == "yes", weight)


def examples_of_news(
    texts: tuple[Proposed, ...], labels: dict[str, dict[str, str]], split_weight: float
) -> Iterator[Example]:
    """Yield an example for each claim of a labelled type: is it its sentence's news? A label says it of the whole text, so
    the more claims share it the less each of them counts. Where annotators split it mostly is, at `split_weight`."""
    weights = {"yes": 1.0, "easy no": 1.0, "difficult no": split_weight}
    for text in texts:
        for kind in LABELLED:
            label = labels[kind].get(text.document.text, "")
            rated = [n for n, claim in enumerate(text.claims) if claim.type == kind and happened(claim)]
            if label in weights:
                weight = weights[label] * len(rated) ** -0.5 if rated else 0.0
                yield from (Example(text, n, label != "easy no", weight) for n in rated)


def happened(claim: Claim) -> bool:
    """Tell whether a claim says that something happened, truly or not: what is only planned or asked for has no label."""
    return claim.status not in ("planned", "requested", "hypothetical")


def examples_of_peace(texts: tuple[Proposed, ...], weight: float) -> Iterator[Example]:
    """Yield each claim of violence in reports of peace as a wrong one."""
    for text in texts:
        for number, claim in enumerate(text.claims):
            if claim.type in PEACEFUL:
                yield Example(text, number, False, weight)


def read_labels(folder: Path) -> dict[str, dict[str, str]]:
    """Return, by type, the one label of each text; a text with both yes and no has none, as the scorer has it."""
    found: dict[str, dict[str, str]] = {}
    for kind in LABELLED:
        labels: dict[str, set[str]] = defaultdict(set)
        with (folder / f"{kind.lower()}_gsr.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                labels[row["text"]].add(row["label"])
        found[kind] = {text: _label(given - {"ambiguous"}) for text, given in labels.items()}
    return found


def _label(given: set[str]) -> str:
    if not given or ("yes" in given and len(given) > 1):
        return ""
    return max(given, key=("easy no", "difficult no", "yes").index)
