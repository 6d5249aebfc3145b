"""How far the same features go where only the foreground counts: `python train/foreground.py`.

The events' labels ask whether a sentence tells an attack or a protest as its news; a claim may also be told in passing («منذ
اغتيال …»). So a ranker that learns from the labels alone answers another question than the one that is shipped. This prints its
figures on left-out texts, and how often gold has a claim in texts whose label is no.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from corpus import Corpus, load_corpus
from crossval import GOLD
from examples import LABELLED, Example, happened
from model import Recipe, cross_fit

JUDGED = ("yes", "easy no")


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of the gold sets")
    recipe = Recipe()
    corpus = load_corpus(parser.parse_args().gold, recipe)
    print("learned from the labels alone, on left-out texts, at .5 and at the best level")
    for kind, found in rate_by_labels(corpus, recipe).items():
        best = max(np.arange(0.05, 1.0, 0.05), key=lambda level, found=found: _f1(found, level)[2])
        for level in (0.5, best):
            print("  {} at {:.2f}: P {:.3f} R {:.3f} F1 {:.3f}".format(kind, level, *_f1(found, level)))
    print("gold claims in the texts that both sets hold: label, whether gold has a claim of the type, texts")
    for kind in LABELLED:
        for (label, told), number in sorted(gold_by_label(corpus, kind).items()):
            print(f"  {kind} {label}: {told} {number}")


def rate_by_labels(corpus: Corpus, recipe: Recipe) -> dict[str, list[tuple[float, bool]]]:
    """Return, by type, the best rating among each labelled text's claims and whether its label is yes."""
    examples = [
        Example(text, number, corpus.labels[claim.type][text.document.text] == "yes", 1.0)
        for text in corpus.texts["events"]
        for number, claim in enumerate(text.claims)
        if happened(claim) and corpus.labels.get(claim.type, {}).get(text.document.text) in JUDGED
    ]
    rankers = cross_fit(examples, corpus.folds, recipe)
    rated: dict[tuple[str, str], float] = {}
    for text in corpus.texts["events"]:
        for claim, features in zip(text.claims, text.features, strict=True):
            if happened(claim):
                key = claim.type, text.document.text
                rating = rankers[corpus.folds[text.group]].confidence(features)
                rated[key] = max(rated.get(key, 0.0), rating)
    return {
        kind: [
            (rated.get((kind, text), 0.0), label == "yes")
            for text, label in corpus.labels[kind].items()
            if label in JUDGED
        ]
        for kind in LABELLED
    }


def gold_by_label(corpus: Corpus, kind: str) -> Counter[tuple[str, bool]]:
    """Count the texts that both sets hold, by their label and whether gold has a claim of the type that happened."""
    gold = {f"{name} {g['docno']}": g["claims"] for name, found in corpus.gold.items() for g in found}
    told = {
        text.document.text.strip(): any(c["type"] == kind and happened_in_gold(c) for c in gold[text.key])
        for name in corpus.gold
        for text in corpus.texts[name]
        if text.key in gold
    }
    labels = corpus.labels[kind].items()
    return Counter(
        (label, told[text.strip()]) for text, label in labels if label in JUDGED and text.strip() in told
    )


def happened_in_gold(claim: dict[str, str]) -> bool:
    """Tell whether a gold claim says that something happened, truly or not."""
    return claim["status"] in ("asserted", "denied", "alleged")


def _f1(rated: list[tuple[float, bool]], level: float) -> tuple[float, float, float]:
    told = [yes for rating, yes in rated if rating >= level]
    wanted = sum(yes for _, yes in rated)
    precision, recall = sum(told) / max(1, len(told)), sum(told) / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    main()
