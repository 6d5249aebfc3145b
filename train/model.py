"""Examples → weights: a logistic model over hashed features, fitted, cross-validated by text, calibrated and written down."""

from __future__ import annotations

import base64
import json
import random
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from examples import CastExample, Example
from riwaya.confidence import PROTOCOL, Ranker, bucket
from riwaya.evidence import Features

if TYPE_CHECKING:
    from corpus import Corpus


_LEVELS = np.arange(0.2, 0.601, 0.02)  # thresholds tried
_AS_GOOD = 0.004  # of F1


@dataclass(frozen=True)
class Recipe:
    """What the training depends on."""

    buckets: int = 1 << 17
    strength: float = 0.03  # C of the logistic model: the smaller, the nearer to zero the weights stay
    folds: int = 10
    seed: int = 1
    event_weight: float = 0.05  # of a claim known right or wrong only by the label of its text
    peace_weight: float = 0.15
    threshold: float | None = None  # None: the one with the best claims F1 on left-out texts
    news_strength: float = 0.1  # C of the model that tells a sentence's news
    news_thresholds: tuple[tuple[str, float], ...] = (("ASSAULT", 0.5), ("PROTEST", 0.38))
    split_weight: float = 0.1  # of claims in texts on which annotators split: events, mostly
    cast_strength: float = 0.05  # C of the models that tell who plays a role
    cast_threshold: float = 0.42  # of a phrase that the grammar left out


def fit(examples: Sequence[Example | CastExample], recipe: Recipe, strength: float | None = None) -> Ranker:
    """Return a ranker fitted to the examples; it isn't calibrated yet, and tells every claim."""
    matrix = _matrix([e.features for e in examples], recipe.buckets)
    used = np.unique(matrix.indices)  # most buckets stand for nothing here
    model = LogisticRegression(C=strength or recipe.strength, max_iter=400, tol=1e-5)
    model.fit(matrix[:, used], [e.right for e in examples], sample_weight=[e.weight for e in examples])
    dense = np.zeros(recipe.buckets)
    dense[used] = model.coef_[0]
    scale = float(np.abs(dense).max()) / 127 or 1.0
    weights = array("b", np.rint(dense / scale).astype(np.int8).tobytes())
    return Ranker(weights, scale, float(model.intercept_[0]), 1.0, 0.0)


def fit_news(examples: Sequence[Example], recipe: Recipe) -> Ranker:
    """Return a ranker that tells which claims are their sentence's news."""
    ranker = fit(examples, recipe, recipe.news_strength)
    return replace(ranker, types=dict(recipe.news_thresholds))


def fit_casters(corpus: Corpus, recipe: Recipe, left_out: int | None = None) -> dict[str, Ranker]:
    """Return by role a ranker that tells who plays it, blind to a fold if one is left out."""
    found = {}
    for role, examples in corpus.of_roles.items():
        seen = [e for e in examples if corpus.folds[e.text.group] != left_out]
        found[role] = replace(fit(seen, recipe, recipe.cast_strength), threshold=recipe.cast_threshold)
    return found


def _matrix(rows: Sequence[Features], buckets: int) -> csr_matrix:
    values, columns, starts = [], [], [0]
    for features in rows:
        for name, value in features.items():
            columns.append(bucket(name, buckets))
            values.append(value)
        starts.append(len(columns))
    matrix = csr_matrix((values, columns, starts), shape=(len(rows), buckets))
    matrix.sum_duplicates()
    return matrix


def folds_of(groups: Sequence[str], recipe: Recipe) -> dict[str, int]:
    """Return the fold of each group: drawn once, groups that several sets share in one."""
    unique = sorted(set(groups))
    random.Random(recipe.seed).shuffle(unique)
    return {group: number % recipe.folds for number, group in enumerate(unique)}


def share_of(examples: Sequence[Example], share: float, seed: int) -> list[Example]:
    """Return the examples of a share of the texts."""
    groups = sorted({e.text.group for e in examples})
    random.Random(seed).shuffle(groups)
    kept = set(groups[: round(share * len(groups))])
    return [e for e in examples if e.text.group in kept]


def cross_fit(
    examples: Sequence[Example], folds: dict[str, int], recipe: Recipe, share: float = 1.0
) -> list[Ranker]:
    """Return, for each fold, a ranker that has seen no text of it; `share` of the rest is learned from."""
    by_fold: dict[int, list[Example]] = defaultdict(list)
    for example in examples:
        by_fold[folds[example.text.group]].append(example)
    rankers = []
    for fold in range(recipe.folds):
        rest = [e for other, held in by_fold.items() if other != fold for e in held]
        rankers.append(fit(share_of(rest, share, recipe.seed) if share < 1 else rest, recipe))
    return rankers


def scores(examples: Sequence[Example], folds: dict[str, int], rankers: Sequence[Ranker]) -> np.ndarray:
    """Return the log-odds that each example gets from the ranker that hasn't seen its text."""
    return np.array([_score(e.features, rankers[folds[e.text.group]]) for e in examples])


def _score(features: Features, ranker: Ranker) -> float:
    return ranker.bias + sum(ranker.weight(name) * value for name, value in features.items())


def blind_rankers(corpus: Corpus, recipe: Recipe, share: float = 1.0) -> list[Ranker]:
    """Return a ranker for each fold: its weights, its calibration and its threshold have seen no text of the fold."""
    rankers = cross_fit(corpus.examples, corpus.folds, recipe, share)
    judged = corpus.of_claims
    odds, right = scores(judged, corpus.folds, rankers), np.array([e.right for e in judged])
    fold = np.array([corpus.folds[e.text.group] for e in judged])
    blind = []
    for number, ranker in enumerate(rankers):
        others = fold != number
        slope, offset = calibrate(odds[others], right[others])
        rated = 1 / (1 + np.exp(-(slope * odds[others] + offset)))
        wanted = corpus.gold_claims(lambda text, number=number: corpus.folds[text.group] != number)
        threshold = recipe.threshold or best_threshold(rated, right[others], wanted)
        news = fit_news([e for e in corpus.of_news if corpus.folds[e.text.group] != number], recipe)
        casters = fit_casters(corpus, recipe, number)
        blind.append(replace(calibrated(ranker, slope, offset, threshold), news=news, casters=casters))
    return blind


def final_ranker(corpus: Corpus, recipe: Recipe) -> Ranker:
    """Return the ranker that has learned from all texts, calibrated by those that have not."""
    judged = corpus.of_claims
    odds = scores(judged, corpus.folds, cross_fit(corpus.examples, corpus.folds, recipe))
    right = np.array([e.right for e in judged])
    slope, offset = calibrate(odds, right)
    rated = 1 / (1 + np.exp(-(slope * odds + offset)))
    threshold = recipe.threshold or best_threshold(rated, right, corpus.gold_claims(lambda text: True))
    ranker = calibrated(fit(corpus.examples, recipe), slope, offset, threshold)
    return replace(ranker, news=fit_news(corpus.of_news, recipe), casters=fit_casters(corpus, recipe))


def best_threshold(rated: np.ndarray, right: np.ndarray, wanted: int) -> float:
    """Return the threshold with the best F1 where `wanted` claims are in gold."""

    def f1(level: float) -> float:
        kept = rated >= level
        return float(2 * (right & kept).sum() / (kept.sum() + wanted))

    # The curve is flat and bumpy: the middle of the levels that are nearly as good as the best holds better on other texts.
    best = max(map(f1, _LEVELS))
    return round(float(np.mean([level for level in _LEVELS if f1(level) >= best - _AS_GOOD])), 2)


def calibrate(odds: np.ndarray, right: Sequence[bool]) -> tuple[float, float]:
    """Return the slope and the offset that turn log-odds into ones that come true as often as they say."""
    model = LogisticRegression(C=1e6).fit(odds.reshape(-1, 1), right)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def calibrated(ranker: Ranker, slope: float, offset: float, threshold: float) -> Ranker:
    """Return the ranker with its calibration and the threshold under which a claim isn't told."""
    return Ranker(ranker.weights, ranker.scale, slope * ranker.bias + offset, slope, threshold)


def bins(confidence: np.ndarray, right: np.ndarray, number: int = 10) -> Iterator[tuple[float, float, int]]:
    """Yield (mean confidence, share that is right, number) of claims in each tenth of the confidence."""
    place = np.minimum((confidence * number).astype(int), number - 1)
    for n in range(number):
        inside = place == n
        if inside.any():
            yield float(confidence[inside].mean()), float(right[inside].mean()), int(inside.sum())


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Return the expected calibration error over ten bins."""
    return sum(abs(said - true) * n for said, true, n in bins(confidence, right)) / len(confidence)


def write(ranker: Ranker, path: Path) -> None:
    """Write the weights as `riwaya.confidence.load_ranker` reads them."""
    assert ranker.news is not None
    casters = {role: _packed(caster) for role, caster in ranker.casters.items()}
    data = {"protocol": PROTOCOL, **_packed(ranker), "news": _packed(ranker.news), "casters": casters}
    path.write_text(json.dumps(data) + "\n", encoding="utf-8")


def _packed(ranker: Ranker) -> dict[str, Any]:
    weights = base64.b64encode(zlib.compress(ranker.weights.tobytes(), 9)).decode()
    numbers = {key: round(getattr(ranker, key), 8) for key in ("scale", "bias", "slope", "threshold")}
    return {**numbers, "types": dict(ranker.types), "weights": weights}
