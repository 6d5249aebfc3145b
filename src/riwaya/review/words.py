"""What the app says, in English and Arabic, from `words/*.toml`; a key is «file.name»."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from riwaya.report import labels

Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = ("en", "ar")
_AT = {language: number for number, language in enumerate(LANGUAGES)}
_REMEMBERED = 1_024


@cache
def _data() -> dict[str, tuple[str, str]]:
    found = {}
    for file in sorted(files("riwaya.review").joinpath("words").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            for key, (english, arabic) in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found[f"{file.name.removesuffix('.toml')}.{key}"] = (english, arabic)
    return found


def word(language: Language, key: str, /, **values: object) -> str:
    """Return a phrase with its values put in: word("en", "page.pages", n=3). A KeyError if there is none."""
    phrase = _data()[key][_AT[language]]
    return phrase.format(**values) if values else phrase


@lru_cache(maxsize=_REMEMBERED)
def label(language: Language, group: str, key: str) -> str:
    """Return a label of `riwaya.report.labels` (type, status, role …); a key that has none stands for itself."""
    return labels.label(group, key)[_AT[language]]


def phrases() -> dict[str, tuple[str, str]]:
    """Return all phrases, for tests."""
    return dict(_data())
