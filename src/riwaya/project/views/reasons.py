"""Stored reasons of accounts and grades (codes and values) → words in either language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from riwaya.linking.model import Reason
from riwaya.linking.wording import Language, reason_words
from riwaya.project.codec import decode


def reasons_in(language: Language, stored: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return what the store keeps as reasons, in words."""
    return tuple(reason_words(decode(Reason, dict(one)), language) for one in stored)
