"""Labels of the project's page in English and Arabic, from `labels.toml` beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from riwaya.report.markup import both
from riwaya.report.project.values import Label


@cache
def _data() -> dict[str, list[str]]:
    text = files("riwaya.report.project").joinpath("labels.toml").read_text(encoding="utf-8")
    return {key: value for group in tomllib.loads(text).values() for key, value in group.items()}


def word(key: str) -> Label:
    """Return a label; a key that has none stands for itself in both languages."""
    found = _data().get(key)
    return Label(*found) if found else Label(key, key)


def say(key: str) -> str:
    """Return a label as HTML."""
    label = word(key)
    return both(label.en, label.ar)
