"""Labels in English and Arabic, from `labels.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from riwaya.model import Document

_TITLE = 80


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("riwaya.report").joinpath("labels.toml").read_text(encoding="utf-8"))


def label(group: str, key: str) -> tuple[str, str]:
    """Return the English and the Arabic label; a key that has none stands for itself in both."""
    found = _data()[group].get(key)
    return (found[0], found[1]) if found else (key, key)


def sign(status: str) -> str:
    """Return the mark that goes with a status: ✓ ✕ ? → ! ~."""
    return str(_data()["sign"].get(status, "•"))


def quad(event_type: str) -> int:
    """Return PLOVER's quad class: 1 and 2 are cooperation, 3 and 4 conflict; odd verbal, even material."""
    return int(_data()["quad_of"][event_type])


def title(document: Document) -> str | None:
    """Return the report's title, else the beginning of its text, None if it is empty."""
    if document.title:
        return document.title
    first = next((line for line in document.text[:2000].splitlines() if line.strip()), "")
    words = " ".join(first.split())
    if len(words) > _TITLE:
        words = words[:_TITLE].rpartition(" ")[0] + " …"
    return words or None
