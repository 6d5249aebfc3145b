"""Ratings of left-out texts → figures of the events and of the reports of peace; `crossval.py` has those of the claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus import Corpus
from examples import LABELLED, PEACEFUL, Proposed, happened
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


def told(text: Proposed, rated: Ratings | None, threshold: float) -> tuple[Claim, ...]:
    """Return the claims of a text that are told at a threshold; without ratings, those that the grammar alone would tell."""
    if rated is None:
        return tuple(c for c, supported in zip(text.claims, text.supported, strict=True) if supported)
    return tuple(c for c, r in zip(text.claims, rated[text.key], strict=True) if r >= threshold)


def events_figures(corpus: Corpus, rated: Ratings | None, threshold: float) -> dict[str, dict[str, float]]:
    """Return P, R and F1 of «a text tells of this type», yes against easy no."""
    return {
        kind: _prf(corpus, kind, lambda text, kind=kind: _tells(text, kind, rated, threshold))
        for kind in LABELLED
    }


def _tells(text: Proposed, kind: str, rated: Ratings | None, threshold: float) -> bool:
    return any(c.type == kind and happened(c) for c in told(text, rated, threshold))


def _prf(corpus: Corpus, kind: str, tells: Callable[[Proposed], bool]) -> dict[str, float]:
    labels = corpus.labels[kind]
    positive = {text.document.text for text in corpus.texts["events"] if tells(text)}
    yes = {text for text, label in labels.items() if label == "yes"}
    easy = {text for text, label in labels.items() if label == "easy no"}
    hits, false = len(yes & positive), len(easy & positive)
    precision, recall = hits / max(1, hits + false), hits / max(1, len(yes))
    return {"p": precision, "r": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


def peace_count(corpus: Corpus, rated: Ratings | None, threshold: float) -> int:
    """Return how many claims of violence are told in reports of peace."""
    return sum(c.type in PEACEFUL for text in corpus.texts["peace"] for c in told(text, rated, threshold))
