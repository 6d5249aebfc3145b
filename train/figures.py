"""Ratings of left-out texts → figures of the events and of the reports of peace; `crossval.py` has those of the claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from corpus import Corpus
from examples import JUDGED, LABELLED, PEACEFUL, Proposed, happened
from riwaya.confidence import Ranker
from riwaya.model import Claim

Ratings = dict[str, list[float]]  # by a text's key, one for each of its proposed claims


def rate(corpus: Corpus, blind: Sequence[Ranker]) -> Ratings:
    """Return the confidence of every proposed claim, from the ranker that hasn't seen its text."""
    return {
        text.key: [blind[corpus.folds[text.group]].confidence(features) for features in text.features]
        for texts in corpus.texts.values()
        for text in texts
    }


def rate_news(corpus: Corpus, blind: Sequence[Ranker]) -> Ratings:
    """Return how likely every proposed claim of the labelled texts is its sentence's news, from a ranker that hasn't seen it."""
    news = [ranker.news for ranker in blind]
    return {
        text.key: [
            rater.confidence(features) if (rater := news[corpus.folds[text.group]]) else 1.0
            for features in text.features
        ]
        for text in corpus.texts["events"]
    }


def told(text: Proposed, rated: Ratings | None, threshold: float) -> tuple[Claim, ...]:
    """Return the claims of a text that are told at a threshold; without ratings, those that the grammar alone would tell."""
    if rated is None:
        return tuple(c for c, supported in zip(text.claims, text.supported, strict=True) if supported)
    return tuple(c for c, r in zip(text.claims, rated[text.key], strict=True) if r >= threshold)


def events_figures(
    corpus: Corpus, rated: Ratings | None, thresholds: dict[str, float]
) -> dict[str, dict[str, float]]:
    """Return P, R and F1 of «a text tells of this type», yes against easy no."""
    found: dict[str, set[str]] = {kind: set() for kind in LABELLED}
    for text in corpus.texts["events"]:
        for kind, threshold in thresholds.items():
            if any(c.type == kind and happened(c) for c in told(text, rated, threshold)):
                found[kind].add(text.document.text)
    return {kind: _prf(corpus.labels[kind], texts) for kind, texts in found.items()}


def _prf(labels: dict[str, str], positive: set[str]) -> dict[str, float]:
    yes = {text for text, label in labels.items() if label == "yes"}
    easy = {text for text, label in labels.items() if label == "easy no"}
    hits, false = len(yes & positive), len(easy & positive)
    precision, recall = hits / max(1, hits + false), hits / max(1, len(yes))
    return {"p": precision, "r": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


def peace_count(corpus: Corpus, rated: Ratings | None, threshold: float) -> int:
    """Return how many claims of violence are told in reports of peace."""
    return sum(c.type in PEACEFUL for text in corpus.texts["peace"] for c in told(text, rated, threshold))


def gold_by_label(corpus: Corpus, kind: str) -> Counter[tuple[str, bool]]:
    """Count the texts that have both labels and gold claims: by label, and whether gold has a claim of the type that happened."""
    gold = {f"{name} {g['docno']}": g["claims"] for name, found in corpus.gold.items() for g in found}
    has = {
        text.document.text.strip(): any(_of_kind(c, kind) for c in gold[text.key])
        for name in corpus.gold
        for text in corpus.texts[name]
        if text.key in gold
    }
    labels = corpus.labels[kind].items()
    return Counter(
        (label, has[text.strip()]) for text, label in labels if label in JUDGED and text.strip() in has
    )


def _of_kind(claim: dict[str, Any], kind: str) -> bool:
    return claim["type"] == kind and claim["status"] in ("asserted", "denied", "alleged")
