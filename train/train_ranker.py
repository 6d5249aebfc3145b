"""Train the ranker on the gold sets: `python train/train_ranker.py`. Prints the figures on left-out texts, writes the weights."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from corpus import Corpus, load_corpus
from examples import Example
from figures import best_threshold, claims_figures, events_figures, peace_count
from model import (
    Recipe,
    bins,
    calibrate,
    calibrated,
    calibration_error,
    cross_fit,
    cross_rate,
    fit,
    scores,
    write,
)

from riwaya.confidence import Ranker

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Cross-validate, report, and train on everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--gold", type=Path, default=ROOT.parent / "shared" / "gold", help="folder of the gold sets"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "src" / "riwaya" / "data" / "ranker.json")
    parser.add_argument("--event-weight", type=float, default=Recipe.event_weight)
    parser.add_argument("--threshold", type=float, help="instead of the one with the best claims F1")
    parser.add_argument("--quick", action="store_true", help="no learning curve")
    arguments = parser.parse_args()
    recipe = replace(Recipe(), event_weight=arguments.event_weight, threshold=arguments.threshold)
    corpus = load_corpus(arguments.gold, recipe)
    ranker = report(corpus, recipe, () if arguments.quick else (0.25, 0.5, 1.0))
    write(ranker, arguments.output)
    print(f"wrote {arguments.output} ({arguments.output.stat().st_size / 1024:.0f} KB)")


def report(corpus: Corpus, recipe: Recipe, shares: Sequence[float]) -> Ranker:
    """Print the figures on left-out texts and return the ranker that is trained on all."""
    judged = corpus.of_claims
    right = np.array([e.right for e in judged])
    print(
        f"{len(judged)} proposed claims judged by gold, {right.mean():.0%} right; {len(corpus.examples)} examples in all"
    )
    rankers = cross_fit(corpus.examples, corpus.folds, recipe)
    odds = scores(judged, corpus.folds, rankers)
    rated = cross_rate(corpus, rankers, recipe)
    threshold = recipe.threshold or best_threshold(corpus, rated)
    _print_claims(corpus, rated, threshold)
    _print_events(corpus, rated, threshold)
    _print_calibration(judged, rated, right)
    for share in shares:
        some = cross_rate(corpus, cross_fit(corpus.examples, corpus.folds, recipe, share), recipe)
        f1 = claims_figures(corpus, some, best_threshold(corpus, some))
        print(
            f"learned from {share:4.0%} of the texts: "
            + ", ".join(f"{n} F1 {x['f1']:.3f}" for n, x in f1.items())
        )
    return calibrated(fit(corpus.examples, recipe), *calibrate(odds, right), threshold)


def _print_claims(corpus: Corpus, rated: dict[str, list[float]], threshold: float) -> None:
    print(f"\nclaims on left-out texts, threshold {threshold:.2f}")
    alone = claims_figures(corpus, None, 0.0)
    for name, found in claims_figures(corpus, rated, threshold).items():
        before = alone[name]
        print(
            f"  {name:10} the grammar alone P {before['p']:.3f} R {before['r']:.3f} F1 {before['f1']:.3f}"
            f"   ranked P {found['p']:.3f} R {found['r']:.3f} F1 {found['f1']:.3f}"
        )


def _print_events(corpus: Corpus, rated: dict[str, list[float]], threshold: float) -> None:
    print("\nevents, yes against easy no, on left-out texts")
    at = {"at the threshold": threshold, "at .5": 0.5, "at .8": 0.8}
    for label, level in (("the grammar alone", None), *at.items()):
        found = events_figures(corpus, rated, level)
        print(
            f"  {label:18} "
            + "   ".join(f"{k} P {x['p']:.3f} R {x['r']:.3f} F1 {x['f1']:.3f}" for k, x in found.items())
        )
    counts = [
        f"{peace_count(corpus, rated, level)} {label}" for label, level in (("alone", None), *at.items())
    ]
    print(f"  claims of violence in reports of peace: {', '.join(counts)}")


def _print_calibration(judged: Sequence[Example], rated: dict[str, list[float]], right: np.ndarray) -> None:
    confidence = np.array([rated[e.text.key][e.claim] for e in judged])
    print("\ncalibration on left-out texts: said, right, claims")
    for said, true, number in bins(confidence, right):
        print(f"  {said:.2f} {true:.2f} {number}")
    print(f"expected calibration error: {calibration_error(confidence, right):.3f}")
    for name in sorted({e.text.name for e in judged}):
        of = np.array([e.text.name == name for e in judged])
        print(f"  {name}: {calibration_error(confidence[of], right[of]):.3f} of {of.sum()}")
    print()


if __name__ == "__main__":
    main()
