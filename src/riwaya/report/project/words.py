"""Labels of the project's page in English and Arabic, from `labels.toml` beside this file, in one language or in both."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from riwaya.report.markup import both, esc
from riwaya.report.project.values import Label

Language = Literal["en", "ar", "both"]
"""Whose words are drawn. «both»: each in an element of class `en` or `ar`, of which the page's style shows one."""


@cache
def _data() -> dict[str, list[str]]:
    text = files("riwaya.report.project").joinpath("labels.toml").read_text(encoding="utf-8")
    return {key: value for group in tomllib.loads(text).values() for key, value in group.items()}


def word(key: str) -> Label:
    """Return a label; a key that has none stands for itself in both languages."""
    found = _data().get(key)
    return Label(*found) if found else Label(key, key)


def say(key: str, language: Language = "both") -> str:
    """Return a label as HTML."""
    return shown(word(key), language)


def shown(label: Label, language: Language = "both") -> str:
    """Return words as HTML."""
    return both(label.en, label.ar) if language == "both" else esc(label.en if language == "en" else label.ar)


def plain(label: Label, language: Language = "both") -> str:
    """Return words for an attribute, where style can't choose: in both languages one after the other."""
    if language == "both":
        words = label.en if label.en == label.ar else f"{label.en} · {label.ar}"
        return esc(words)
    return esc(label.en if language == "en" else label.ar)


def spoken(name: Label, language: Language = "both") -> tuple[tuple[str, str], ...]:
    """Return the words of a name with their languages, one where both are the same (then of no known language)."""
    if name.en == name.ar:
        return (("", name.en),)
    pairs = (("en", name.en), ("ar", name.ar))
    return pairs if language == "both" else tuple(pair for pair in pairs if pair[0] == language)


def counted(key: str, count: int) -> Label:
    """Return a noun in the number that a count wants: «incident», «incidents»."""
    return word(f"{key}_1" if count == 1 else key)
