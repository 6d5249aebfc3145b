"""Train the ranker on the gold sets: `python train/train_ranker.py`. Prints the figures on left-out texts, writes the weights."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus import Corpus, load_corpus
from crossval import GOLD, ROOT, claims_figures
from examples import LABELLED, Example
from figures import Ratings, events_figures, gold_by_label, peace_count, rate, rate_news
from model import Recipe, bins, blind_rankers, calibration_error, final_ranker, write
from riwaya.confidence import Ranker

_LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def main() -> None:
    """Cross-validate, report, and train on everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of the gold sets")
    parser.add_argument("--output", type=Path, default=ROOT / "src" / "riwaya" / "data" / "ranker.json")
    parser.add_argument("--event-weight", type=float, default=Recipe.event_weight)
    parser.add_argument("--threshold", type=float, help="instead of the one with the best claims F1")
    parser.add_argument("--quick", action="store_true", help="no learning curve")
    arguments = parser.parse_args()
    recipe = replace(Recipe(), event_weight=arguments.event_weight, threshold=arguments.threshold)
    corpus = load_corpus(arguments.gold, recipe)
    report(corpus, recipe, () if arguments.quick else (0.25, 0.5, 1.0))
    ranker = final_ranker(corpus, recipe)
    write(ranker, arguments.output)
    print(
        f"wrote {arguments.output}, threshold {ranker.threshold:.2f} ({arguments.output.stat().st_size / 1024:.0f} KB)"
    )


def report(corpus: Corpus, recipe: Recipe, shares: Sequence[float]) -> None:
    """Print the figures on left-out texts."""
    judged = corpus.of_claims
    right = np.array([e.right for e in judged])
    print(
        f"{len(judged)} proposed claims judged by gold, {right.mean():.0%} right; {len(corpus.examples)} examples in all"
    )
    blind = blind_rankers(corpus, recipe)
    rated = rate(corpus, blind)
    _print_claims(corpus, blind)
    _print_events(corpus, rated)
    _print_news(corpus, rate_news(corpus, blind), recipe)
    _print_calibration(judged, rated, right)
    for share in shares:
        found = claims_figures(corpus, blind_rankers(corpus, recipe, share))
        print(
            f"learned from {share:4.0%} of the texts: "
            + ", ".join(f"{n} F1 {x['f1']:.3f}" for n, x in found.items())
        )


def _print_claims(corpus: Corpus, blind: Sequence[Ranker]) -> None:
    print(
        f"\nclaims on left-out texts, thresholds {', '.join(sorted({f'{r.threshold:.2f}' for r in blind}))}"
    )
    alone = claims_figures(corpus, [None] * len(blind))
    for name, found in claims_figures(corpus, blind).items():
        before = alone[name]
        print(
            f"  {name:10} the grammar alone P {before['p']:.3f} R {before['r']:.3f} F1 {before['f1']:.3f}"
            f"   ranked P {found['p']:.3f} R {found['r']:.3f} F1 {found['f1']:.3f}"
        )


def _print_events(corpus: Corpus, rated: Ratings) -> None:
    print("\nevents, yes against easy no, on left-out texts; claims of violence in reports of peace")
    for label, ratings, level in (("alone", None, 0.0), *((f"at {x:.2f}", rated, x) for x in _LEVELS)):
        found = events_figures(corpus, ratings, dict.fromkeys(LABELLED, level))
        figures = "   ".join(f"{k} P {x['p']:.3f} R {x['r']:.3f} F1 {x['f1']:.3f}" for k, x in found.items())
        print(f"  {label:8} {figures}   peace {peace_count(corpus, ratings, level)}")


def _print_news(corpus: Corpus, rated: Ratings, recipe: Recipe) -> None:
    print("\nthe sentence's news, on left-out texts")
    for step in (-0.1, -0.05, 0.0, 0.05, 0.1):
        levels = {kind: level + step for kind, level in recipe.news_thresholds}
        found = events_figures(corpus, rated, levels)
        figures = "   ".join(
            f"{k} at {levels[k]:.2f} P {x['p']:.3f} R {x['r']:.3f} F1 {x['f1']:.3f}" for k, x in found.items()
        )
        print(f"  {figures}")
    print("gold claims in the texts that both sets hold: label, whether gold has a claim of the type, texts")
    for kind in LABELLED:
        for (label, has), number in sorted(gold_by_label(corpus, kind).items()):
            print(f"  {kind} {label}: {has} {number}")


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
