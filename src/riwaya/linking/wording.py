"""Why claims are linked, grouped and graded → plain words, in English ("en") or Arabic ("ar").

    ground_words(Ground("place", 0.5, "الباب, تادف", "near"), "en")   → "places close by (الباب, تادف)"
    reason_words(Reason("one-owner", ("الحدث", "Al Hadath")), "ar")   → "مالك واحد: الحدث"

Stored are codes and values (`model.Ground`, `model.Reason`), so that a page shows either language. The words are in
`words.toml`; names stay as they are.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from riwaya.linking.grades import RELIABILITIES, RELIABILITIES_AR
from riwaya.linking.model import Ground, Reason
from riwaya.report.labels import label

Language = Literal["en", "ar"]

_COLUMN: dict[Language, int] = {"en": 0, "ar": 1}
_COMMA: dict[Language, str] = {"en": ", ", "ar": "، "}


def ground_words(ground: Ground, language: Language) -> str:
    """Return why two claims meet or don't, with what is compared in brackets, without the weight."""
    said = _say("ground", f"{ground.rule}/{ground.how}", language) if ground.how else ground.rule
    if not ground.detail or ground.rule == "document":
        return said
    return f"{said} ({_detail(ground, language)})"


def reason_words(reason: Reason, language: Language) -> str:
    """Return why claims are one account, or why a grade stands."""
    said = _say("reason", reason.code, language)
    filled = said.format(*reason.values, **_filled(reason, language))
    if reason.code == "asserting" and reason.values[2] != "0":
        filled += _say("reason", "unnamed", language).format(reason.values[2])
    return filled


def _filled(reason: Reason, language: Language) -> dict[str, str]:
    """Return what of a sentence isn't a value as it stands: numbers with their noun, lists, names of grades."""
    values, code = reason.values, reason.code
    if code in ("asserting", "alleging"):
        ending = "s" if values[0] == "1" else ""
        told = {"assert": f"assert{ending}", "allege": f"allege{ending}"}
        return {"accounts": _accounts(int(values[0]), language), **told}
    if code == "denying":
        return {"accounts": _accounts(len(values), language), "all": _COMMA[language].join(values)}
    if code == "details":
        return {"all": _COMMA[language].join(_say("detail", value, language) for value in values)}
    if code == "discounted":
        return {"reliability": (RELIABILITIES if language == "en" else RELIABILITIES_AR)[values[1]]}
    return {"rest": _COMMA[language].join(values[1:])}


def _accounts(number: int, language: Language) -> str:
    """Return how many accounts: «روايتان», «5 روايات», «12 رواية»."""
    if language == "en":
        return "1 account" if number == 1 else f"{number} accounts"
    if number in (1, 2):
        return ("رواية واحدة", "روايتان")[number - 1]
    return f"{number} {'روايات' if 3 <= number % 100 <= 10 else 'رواية'}"


def _detail(ground: Ground, language: Language) -> str:
    """Return what was compared: names and dates as they are, types, modes, sites and times of day in words."""
    if ground.rule == "time":
        return _COMMA[language].join(map(_days, ground.detail.split(", ")))
    if ground.rule in ("place", "actor", "recipient", "word", "text"):
        return ground.detail
    kind, colon, figures = ground.detail.partition(": ")  # of a toll: «dead: 3, 5»
    if colon:
        return f"{_value(ground.rule, kind, language)}: {figures.replace(', ', _COMMA[language])}"
    return _COMMA[language].join(_value(ground.rule, part, language) for part in kind.split(", "))


def _days(stretch: str) -> str:
    """«2019-11-12–2019-11-12» is one day."""
    first, _, last = stretch.partition("–")
    return first if first == last else stretch


def _value(rule: str, value: str, language: Language) -> str:
    group = {"type": "type", "mode": "mode", "act": "mode"}.get(rule)
    if group:
        return label(group, value)[_COLUMN[language]].lower()
    return _words()["value"].get(value, [value, value])[_COLUMN[language]]


def _say(group: str, key: str, language: Language) -> str:
    return _words()[group][key][_COLUMN[language]]


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("riwaya.linking").joinpath("words.toml").read_text(encoding="utf-8"))
