"""Stored reasons of accounts and grades (codes and values) → words in either language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import orjson

from riwaya.linking.model import Reason
from riwaya.linking.wording import Language, reason_words
from riwaya.project.codec import decode

_REMEMBERED = 4_096  # the same few reasons stand in most incidents of a list


def reasons_in(language: Language, stored: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return what the store keeps as reasons, in words."""
    return tuple([_words(language, orjson.dumps(one)) for one in stored])


@lru_cache(maxsize=_REMEMBERED)
def _words(language: Language, stored: bytes) -> str:
    return reason_words(decode(Reason, orjson.loads(stored)), language)
