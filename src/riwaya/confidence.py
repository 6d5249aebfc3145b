"""Claims → how likely each is right: the grammar proposes, a small ranker decides.

The ranker is a logistic model over the features of `evidence.py`, hashed into a table of small integers that `train/` made
(`data/ranker.json`). Without it every claim is kept at the constant confidence. A second table of the same kind tells
which attacks and protests are a sentence's news, and which it only refers to («منذ اغتيال الوزير»); two more, who plays
which role (`casting.py`).
"""

from __future__ import annotations

import base64
import json
import zlib
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from heapq import nlargest, nsmallest
from math import exp, fsum
from pathlib import Path
from typing import Any

from riwaya.analysis.events import Event
from riwaya.analysis.layers import Layers
from riwaya.errors import RiwayaError
from riwaya.evidence import Features, gather
from riwaya.lexicon.loader import DATA
from riwaya.model import Claim, Document, Reason, Span

Build = Callable[[Sequence[Event]], tuple[Claim, ...]]
_Key = tuple[Span, str]  # an event's first trigger and its frame
PROTOCOL = 3  # of the file and of the features' names: raised whenever old weights would mean something else
_CONFIDENCE, _PASSING = _OWN_REASONS = ("confidence", "told in passing")  # rules of its reasons
_SHOWN = 3  # features named for and against a claim


_NUMBERS = ("scale", "bias", "slope", "threshold")
_UNHAPPENED = frozenset({"planned", "requested", "hypothetical"})


@dataclass(frozen=True)
class Ranker:
    """The weights of a trained ranker; `scale` turns their integers into log-odds."""

    weights: array[int]  # signed bytes, by bucket; their number is a power of two
    scale: float
    bias: float
    slope: float  # of the calibration, fitted on documents left out
    threshold: float  # claims below it aren't told
    types: Mapping[str, float] = field(default_factory=dict)  # those it rates, with thresholds; empty: all
    news: Ranker | None = None  # rates whether a told claim is the sentence's news; None: every claim is
    casters: Mapping[str, Ranker] = field(
        default_factory=dict
    )  # by role: they rate who plays it (`casting.py`)

    def weight(self, name: str) -> float:
        """Return the log-odds that a feature of value 1 adds."""
        return self.weights[bucket(name, len(self.weights))] * self.scale

    def weigh(self, features: Features) -> tuple[float, list[tuple[float, str]]]:
        """Return how likely a claim with these features is right, and the log-odds that each feature adds."""
        scale, last = self.slope * self.scale, len(self.weights) - 1
        weights = map(self.weights.__getitem__, [hashed(name) & last for name in features])
        gains = [w * scale * value for w, value in zip(weights, features.values(), strict=True)]
        return _share(self.bias + fsum(gains)), list(zip(gains, features, strict=True))

    def rate(self, hashes: Sequence[int]) -> float:
        """Return how likely something is whose features, each of value 1, have these hashes."""
        last = len(self.weights) - 1
        total = sum(map(self.weights.__getitem__, [number & last for number in hashes]))
        return _share(self.bias + self.slope * self.scale * total)

    def confidence(self, features: Features) -> float:
        """Return how likely a claim with these features is right, between 0 and 1."""
        return self.weigh(features)[0]


def _share(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


@lru_cache(maxsize=1 << 17)
def hashed(name: str) -> int:
    """Return a feature's hash: the same on every machine. Most names come again and again."""
    return zlib.crc32(name.encode())


def bucket(name: str, buckets: int) -> int:
    """Return the place of a feature among `buckets` (a power of two)."""
    return hashed(name) & (buckets - 1)


def load_ranker(path: Path) -> Ranker | None:
    """Return the ranker of a file, None if there is no such file.

    Raises RiwayaError if the file was made for another version of the features or is damaged.
    """
    if not path.exists():
        return None
    again = "make it again with train/train_ranker.py, or delete it to read without a ranker"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["protocol"] != PROTOCOL:
            raise RiwayaError(
                f"{path}: made for protocol {data['protocol']}, this version reads {PROTOCOL}; {again}"
            )
        casters = {role: _unpack(part) for role, part in data["casters"].items()}
        ranker = replace(_unpack(data), news=_unpack(data["news"]), casters=casters)
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise RiwayaError(f"{path}: not a ranker's weights ({error!r}); {again}") from error
    return ranker


def _unpack(data: Mapping[str, Any]) -> Ranker:
    weights = array("b", zlib.decompress(base64.b64decode(data["weights"])))
    if not weights or len(weights) & (len(weights) - 1):
        raise ValueError(f"{len(weights)} weights, which is no power of two")
    scale, bias, slope, threshold = (float(data[key]) for key in _NUMBERS)
    return Ranker(weights, scale, bias, slope, threshold, dict(data["types"]))


@cache
def built_in_ranker() -> Ranker | None:
    """Return the package's own ranker, None if it came without one."""
    return load_ranker(DATA / "ranker.json")


@dataclass(frozen=True, slots=True)
class Judged:
    """The claims that are told, and those that the ranker doubts too much."""

    told: tuple[Claim, ...]
    doubted: tuple[Claim, ...] = ()


def judge(document: Document, layers: Layers, ranker: Ranker | None, build: Build) -> Judged:
    """Rate the claims that `build` makes of the events, and set aside those below the ranker's threshold.

    If any is set aside, the rest is built again as if its event had never been proposed: it is no rival for a place, and what
    it asked for stands on its own. Without a ranker every claim is told at the constant confidence.
    """
    if ranker is None:
        return Judged(build([e for e in layers.events if e.supported]))
    proposed = build(layers.events)
    rated = _rate(document, layers, proposed, ranker)
    doubted = tuple(c for c in rated.values() if c.confidence < ranker.threshold)
    if not doubted:
        return Judged(tuple(_unless_ahead(c) for c in rated.values()))
    left_out = {_key(c) for c in doubted}
    kept = tuple(e for e in layers.events if (e.triggers[0], e.frame.id) not in left_out)
    told = build(kept)
    layers = replace(layers, events=kept)
    if any(_key(c) not in rated for c in told):  # an act that its content stood for
        rated = {**_rate(document, layers, told, ranker), **rated}
    final = [_unless_ahead(_like(c, rated[_key(c)])) for c in told]
    sure = [c for c in final if c.confidence >= ranker.threshold]
    ids = {c.id for c in sure}
    alone = (c if c.content_of in ids else replace(c, content_of=None) for c in sure)  # its act isn't told
    return Judged(tuple(alone), (*doubted, *(c for c in final if c.confidence < ranker.threshold)))


def _rate(document: Document, layers: Layers, claims: Sequence[Claim], ranker: Ranker) -> dict[_Key, Claim]:
    """Return the claims with their confidence and its reason, by key and in order."""
    found = zip(claims, gather(document, layers, claims), strict=True)
    return {_key(claim): _rated(claim, features, ranker) for claim, features in found}


def _rated(claim: Claim, features: Features, ranker: Ranker) -> Claim:
    confidence, gains = ranker.weigh(features)
    reasons = [*claim.reasons, Reason(_CONFIDENCE, _weighed(gains))]
    if passing := _in_passing(claim, features, ranker):
        reasons.append(passing)
    return replace(
        claim, confidence=round(confidence, 3), in_passing=passing is not None, reasons=tuple(reasons)
    )


def _in_passing(claim: Claim, features: Features, ranker: Ranker) -> Reason | None:
    """Return why a claim is no news of its sentence, None if it is or if nobody can tell."""
    news = ranker.news
    if news is None or claim.type not in news.types:
        return None
    rating, gains = news.weigh(features)
    if rating >= news.types[claim.type]:
        return None
    return Reason(_PASSING, f"{rating:.2f} likely to be the sentence's news; {_weighed(gains)}")


def weighed(ranker: Ranker, names: Sequence[str]) -> str:
    """Return which of the features weighed most, as a reason names them."""
    return _weighed(ranker.weigh(dict.fromkeys(names, 1.0))[1])


def _weighed(gains: Sequence[tuple[float, str]]) -> str:
    """Return the features that weighed most: «for: ASSAULT by a verb (+0.61), …; against: …»."""
    speaking = [f"{name} ({gain:+.2f})" for gain, name in nlargest(_SHOWN, gains) if gain > 0]
    against = [f"{name} ({gain:+.2f})" for gain, name in nsmallest(_SHOWN, gains) if gain < 0]
    return f"for: {', '.join(speaking) or 'nothing'}; against: {', '.join(against) or 'nothing'}"


def _like(claim: Claim, rated: Claim) -> Claim:
    """Return a claim with the ratings that it got when it was first built, and their reasons."""
    reasons = (r for r in rated.reasons if r.rule in _OWN_REASONS)
    return replace(
        claim,
        confidence=rated.confidence,
        in_passing=rated.in_passing,
        reasons=(*claim.reasons, *reasons),
    )


def _unless_ahead(claim: Claim) -> Claim:
    """What hasn't happened isn't told in passing: a plan has no place among a sentence's news to begin with."""
    if not claim.in_passing or claim.status not in _UNHAPPENED:
        return claim
    reasons = tuple(r for r in claim.reasons if r.rule != _PASSING)
    return replace(claim, in_passing=False, reasons=reasons)


def _key(claim: Claim) -> _Key:
    return claim.trigger, claim.frame
