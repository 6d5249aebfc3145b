"""A claim → the figures that other accounts of the incident can contradict: dead and injured, protesters, captives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from riwaya.linking.model import Party, Record
from riwaya.text.numbers import find_numbers
from riwaya.text.sentences import split_sentences

_COUNTED = {"PROTEST": ("actors", "protesters"), "RETREAT": ("recipients", "captives")}
_MODES = {"abduct": "captives", "arrest": "captives", "deport": "displaced", "release": "captives"}


@dataclass(frozen=True, slots=True)
class Figure:
    """How many a claim tells of one kind; `most` None is open («at least», «hundreds»)."""

    kind: str  # "dead", "injured", "captured", … or "protesters", "captives"
    least: int
    most: int | None
    record: Record


def figures_of(record: Record) -> tuple[Figure, ...]:
    """Return the figures of a claim: its tolls, and the people that its participants count."""
    found = [Figure(t.kind, t.least, t.most, record) for t in record.tolls if t.least is not None]
    role, kind = _COUNTED.get(record.type, ("recipients", ""))
    kind = _MODES.get(record.mode or "", kind)
    if kind and not any(f.kind in (kind, "captured") for f in found):
        counted = [n for party in getattr(record, role) if (n := counted_in(party)) is not None]
        if counted:
            most = [m for _, m in counted]
            total = None if None in most else sum(m for m in most if m is not None)
            found.append(Figure(kind, sum(least for least, _ in counted), total, record))
    return tuple(found)


def counted_in(party: Party) -> tuple[int, int | None] | None:
    """Return (least, most) of a participant that is counted: «أكثر من مئة متظاهر» → (101, None); None if it isn't."""
    return number_in(party.name)


@lru_cache(maxsize=20_000)
def number_in(words: str) -> tuple[int, int | None] | None:
    """Return (least, most) of the first number that the words have; None without one."""
    for sentence in split_sentences(words):
        for number in find_numbers(sentence, words):
            return number.min or 0, number.max
    return None
