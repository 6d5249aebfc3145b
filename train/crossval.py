"""The gold sets' own scorers on texts that the ranker hasn't seen: `python train/crossval.py [--output DIR]`.

Each text is read in full with the ranker of its fold. `--output` keeps what was read, for `riwaya evaluate --baseline`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus import OWN, OWN_SETS, Corpus, load_corpus
from examples import CLAIM_SETS
from model import Recipe, blind_rankers
from riwaya import to_json
from riwaya.confidence import Ranker
from riwaya.evaluate import all_figures, load_predicted, score
from riwaya.pipeline import load
from riwaya.reading import read_document

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"


def main() -> None:
    """Read every set with rankers that haven't seen its texts, and score it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of the gold sets")
    parser.add_argument("--output", type=Path, help="folder to keep what was read")
    parser.add_argument("--threshold", type=float, help="instead of the one that each fold's rest chooses")
    parser.add_argument("--alone", action="store_true", help="the grammar alone, for comparison")
    arguments = parser.parse_args()
    recipe = replace(Recipe(), threshold=arguments.threshold)
    corpus = load_corpus(arguments.gold, recipe)
    rankers = [None] * recipe.folds if arguments.alone else blind_rankers(corpus, recipe)
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.output or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        read_sets(corpus, rankers, folder)
        run_scorers(arguments.gold, folder)


def read_sets(corpus: Corpus, rankers: Sequence[Ranker | None], folder: Path) -> None:
    """Write what is read from each set's texts as `riwaya read --format jsonl` prints it."""
    lexicon = load(None)
    for name, texts in corpus.texts.items():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for text in texts:
                reading = read_document(text.document, lexicon, rankers[corpus.folds[text.group]])
                file.write(json.dumps(to_json(reading), ensure_ascii=False) + "\n")


def run_scorers(gold: Path, folder: Path) -> None:
    """Print the figures of the gold sets' scorers."""
    for name in CLAIM_SETS:
        print(f"\n{name}", flush=True)
        annotated = (OWN if name in OWN_SETS else gold) / f"{name}.jsonl"
        subprocess.run(
            [sys.executable, gold / "score_claims.py", annotated, folder / f"{name}.jsonl"], check=True
        )
    print("\nevents", flush=True)
    subprocess.run([sys.executable, gold / "events" / "score_gsr.py", folder / "events.jsonl"], check=True)


def claims_figures(corpus: Corpus, rankers: Sequence[Ranker | None]) -> dict[str, dict[str, float]]:
    """Return P, R and F1 of the claims by set, each text read with its fold's ranker."""
    with tempfile.TemporaryDirectory() as scratch:
        read_sets(
            replace(corpus, texts={name: corpus.texts[name] for name in corpus.gold}), rankers, Path(scratch)
        )
        read = {name: load_predicted(Path(scratch) / f"{name}.jsonl") for name in corpus.gold}
    return {name: all_figures(score(corpus.gold[name], found))["claims"] for name, found in read.items()}


if __name__ == "__main__":
    main()
