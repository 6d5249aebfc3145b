"""Ratings of left-out texts → figures: claims, events, reports of peace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from corpus import Corpus
from examples import LABELLED, PEACEFUL, Proposed, claims_json, happened

from riwaya.evaluate import figures, score_document
from riwaya.model import Claim

Ratings = dict[str, list[float]]  # by a text's key, one for each of its proposed claims
_LEVELS = np.arange(0.2, 0.601, 0.02)


def told(text: Proposed, rated: Ratings | None, threshold: float | None) -> tuple[Claim, ...]:
    """Return the claims of a text that are told at a threshold; without one, those that the grammar alone would tell."""
    if rated is None or threshold is None:
        return tuple(c for c, supported in zip(text.claims, text.supported, strict=True) if supported)
    return tuple(c for c, r in zip(text.claims, rated[text.key], strict=True) if r >= threshold)


def claims_figures(corpus: Corpus, rated: Ratings | None, threshold: float) -> dict[str, dict[str, float]]:
    """Return P, R and F1 of the claims by set; the scorer pairs them anew."""
    found = {}
    for name, gold in corpus.gold.items():
        by_id = {text.document.id: text for text in corpus.texts[name]}
        counts: Any = sum(
            (
                score_document(
                    g, claims_json(by_id[g["docno"]], told(by_id[g["docno"]], rated, threshold))
                ).counts
                for g in gold
            ),
            start=type(score_document(gold[0], []).counts)(),
        )
        found[name] = figures(counts)["claims"]
    return found


def best_threshold(corpus: Corpus, rated: Ratings) -> float:
    """Return the threshold with the best claims F1 over all sets, by the examples' labels (a pairing for each is too slow)."""
    total = sum(len(g["claims"]) for gold in corpus.gold.values() for g in gold)
    ratings = np.array([rated[e.text.key][e.claim] for e in corpus.of_claims])
    right = np.array([e.right for e in corpus.of_claims])

    def f1(level: float) -> float:
        kept = ratings >= level
        return float(2 * (right & kept).sum() / (kept.sum() + total))

    # The curve is flat and bumpy: the middle of the levels that are nearly as good as the best holds better on other texts.
    best = max(map(f1, _LEVELS))
    return round(float(np.mean([level for level in _LEVELS if f1(level) >= best - 0.002])), 2)


def events_figures(corpus: Corpus, rated: Ratings, threshold: float | None) -> dict[str, dict[str, float]]:
    """Return P, R and F1 of «a text tells of this type», yes against easy no."""
    return {
        kind: _prf(corpus, kind, lambda text, kind=kind: _tells(text, kind, rated, threshold))
        for kind in LABELLED
    }


def _tells(text: Proposed, kind: str, rated: Ratings, threshold: float | None) -> bool:
    return any(c.type == kind and happened(c) for c in told(text, rated, threshold))


def _prf(corpus: Corpus, kind: str, tells: Callable[[Proposed], bool]) -> dict[str, float]:
    labels = corpus.labels[kind]
    positive = {text.document.text for text in corpus.texts["events"] if tells(text)}
    yes = {text for text, label in labels.items() if label == "yes"}
    easy = {text for text, label in labels.items() if label == "easy no"}
    hits, false = len(yes & positive), len(easy & positive)
    precision, recall = hits / max(1, hits + false), hits / max(1, len(yes))
    return {"p": precision, "r": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


def peace_count(corpus: Corpus, rated: Ratings, threshold: float | None) -> int:
    """Return how many claims of violence are told in reports of peace."""
    return sum(c.type in PEACEFUL for text in corpus.texts["peace"] for c in told(text, rated, threshold))
