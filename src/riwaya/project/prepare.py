"""A Reading → what the store writes of it, made in the process that read it, so that the writer only writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riwaya.contract import places_named, to_json
from riwaya.lexicon.loader import Lexicon
from riwaya.linking.copies import Report
from riwaya.linking.model import Record
from riwaya.model import Reading
from riwaya.project import linker, search
from riwaya.text.sentences import split_sentences

Json = dict[str, Any]
# These may change and the claim says the same.
_NOT_SAID = ("id", "start", "end", "clause", "content_of", "confidence", "gloss_en", "refers_to")


@dataclass(frozen=True, slots=True)
class PreparedClaim:
    """A claim as read, and as linking compares it. `digest` changes when it says something else."""

    data: Json
    record: Record
    keys: frozenset[str]
    digest: str

    @property
    def id(self) -> str:
        """The stable id."""
        return str(self.data["id"])


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as read: `reading` is the JSON of docs/output.md, with all places that the text names."""

    reading: Json
    claims: tuple[PreparedClaim, ...]
    passages: Sequence[tuple[int, int, str, str]]
    report: Report
    lexicon: str

    @property
    def document(self) -> Json:
        """What is known of the document."""
        found: Json = self.reading["document"]
        return found


@dataclass(frozen=True, slots=True)
class Prepare:
    """Makes what the store writes of a reading."""

    lexicon: Lexicon

    def __call__(self, reading: Reading) -> Prepared:
        """Return it."""
        words = {**to_json(reading), "places": places_named(reading)}
        text = reading.document.text
        sentences = reading.analysis.sentences or split_sentences(text)
        return Prepared(
            words,
            tuple(prepare_claim(words, claim, self.lexicon) for claim in words["claims"]),
            search.passages_of(text, ((s.span.start, s.span.end) for s in sentences)),
            linker.report(words, self.lexicon),
            self.lexicon.version,
        )


def prepare_claim(reading: Mapping[str, Any], claim: Json, lexicon: Lexicon) -> PreparedClaim:
    """Return a claim of a reading with its record and keys."""
    record = linker.record_of(reading, claim, lexicon)
    return PreparedClaim(claim, record, linker.keys_of(record), digest_of(claim))


def digest_of(claim: Mapping[str, Any]) -> str:
    """Return a digest of what a claim says: the same as long as a person who judged it would see the same."""
    said = json.dumps(_said(claim), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _said(held) for name, held in value.items() if name not in _NOT_SAID}
    return [_said(held) for held in value] if isinstance(value, list) else value
