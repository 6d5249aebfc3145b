"""The gold sets as the training uses them: what the grammar proposes in their texts, examples, folds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examples import (
    CLAIM_SETS,
    ROLES,
    CastExample,
    Example,
    Proposed,
    examples_of_casting,
    examples_of_claims,
    examples_of_events,
    examples_of_news,
    examples_of_peace,
    propose_all,
    read_labels,
)
from model import Recipe, folds_of
from riwaya.evaluate import load_gold
from riwaya.pipeline import load

OWN = Path(__file__).resolve().parents[1] / "gold"  # the project's own texts
OWN_SETS = ("fiction",)


@dataclass(frozen=True)
class Corpus:
    """`texts` by the name of their set; `gold` has the annotated documents, `labels` those of the events by type and text."""

    texts: dict[str, tuple[Proposed, ...]]
    gold: dict[str, list[dict[str, Any]]]
    labels: dict[str, dict[str, str]]
    of_claims: list[Example]  # judged claim by claim
    of_texts: list[Example]  # judged by their text's label
    of_news: list[Example]  # … whether they are their sentence's news
    of_roles: dict[str, list[CastExample]]  # phrases beside claims, by role
    folds: dict[str, int]

    @property
    def examples(self) -> list[Example]:
        """Return all that is learned from."""
        return self.of_claims + self.of_texts

    def gold_claims(self, wanted: Callable[[Proposed], bool]) -> int:
        """Return how many claims gold has in the texts that are wanted."""
        by_key = {
            f"{name} {g['docno']}": len(g["claims"]) for name, found in self.gold.items() for g in found
        }
        return sum(
            by_key[t.key] for name in self.gold for t in self.texts[name] if t.key in by_key and wanted(t)
        )


def load_corpus(folder: Path, recipe: Recipe) -> Corpus:
    """Read the gold sets of a folder with the grammar as it is now."""
    lexicon = load(None)
    own = {name: OWN if name in OWN_SETS else folder for name in (*CLAIM_SETS, "peace")}
    texts = {name: propose_all(at / f"{name}_articles.jsonl", name, lexicon) for name, at in own.items()}
    texts["events"] = propose_all(folder / "events" / "sentences.jsonl", "events", lexicon)
    labels = read_labels(folder / "events")
    known = frozenset(text.group for name in CLAIM_SETS for text in texts[name])
    of_claims = [e for n in CLAIM_SETS for e in examples_of_claims(texts[n], own[n] / f"{n}.jsonl")]
    of_texts = [
        *examples_of_events(texts["events"], labels, known, recipe.event_weight),
        *examples_of_peace(texts["peace"], recipe.peace_weight),
    ]
    of_news = list(examples_of_news(texts["events"], labels, recipe.split_weight))
    folds = folds_of([text.group for found in texts.values() for text in found], recipe)
    of_roles = {
        role: [e for n in CLAIM_SETS for e in examples_of_casting(texts[n], own[n] / f"{n}.jsonl", role)]
        for role in ROLES
    }
    gold = {name: load_gold(own[name] / f"{name}.jsonl") for name in CLAIM_SETS}
    return Corpus(texts, gold, labels, of_claims, of_texts, of_news, of_roles, folds)
