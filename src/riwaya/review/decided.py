"""The value that a person gave to a field of a claim → the words that a history shows of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from riwaya.project.views.history import HistoryRow
from riwaya.review.marks import days
from riwaya.review.words import Language, label, word

_LABELLED = ("type", "status", "mode")


def told_value(language: Language, row: HistoryRow) -> str | None:
    """Return the value in words; None of a decision that gives none.

    A place is its name, a time its days, a participant or source the words that stand for it with who that is.
    """
    if row.kind == "grade":
        return str(row.value)
    if row.action != "correct" or row.field is None:
        return None
    value = row.value
    if value is None or value == []:
        return word(language, "page.unknown")
    if isinstance(value, bool):
        return word(language, "filter.yes" if value else "filter.no")
    if isinstance(value, (str, int)):
        return label(language, row.field, str(value)) if row.field in _LABELLED else str(value)
    if isinstance(value, list):
        return ("، " if language == "ar" else ", ").join(_named(language, one) for one in value)
    return _single(language, row.field, value)


def _single(language: Language, field: str, value: dict[str, Any]) -> str:
    if field == "place":
        name = value["name"] if language == "ar" else value["name_en"] or value["name"]
        return str(name or value["text"])
    if field == "time":
        first, last = (value[end] and date.fromisoformat(value[end]) for end in ("earliest", "latest"))
        return days(language, first, last) or word(language, "page.unknown")
    return str(value.get("text") or f"{value['start']}–{value['end']}")


def _named(language: Language, one: dict[str, Any]) -> str:
    """Return a participant's words, and who that is where a person or the lexicon says so."""
    text, who = one.get("text") or "", one.get("entity")
    if not who:
        return text
    name = who["name"] if language == "ar" else who["name_en"] or who["name"]
    return f"«{text}» = {name}" if text and text != name else str(name)
