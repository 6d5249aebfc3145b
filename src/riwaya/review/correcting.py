"""What the form for a field of a claim gives → the values that `Project.judge` reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from riwaya.project.values import NONE

OPEN = "-"
FORMS = ("type", "status", "mode", "parties", "place", "time", "toll", "span")


@dataclass(frozen=True, slots=True)
class Given:
    """What a form was filled in with; `since` and `until` are those of a time."""

    values: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


def values_of(field: str, given: Given) -> list[str]:
    """Return the values of a field; a field left empty is «none», for nothing is known of it."""
    if field == "time":
        return [_time(given.since.strip(), given.until.strip())]
    held = [value.strip() for value in given.values if value.strip()]
    return held or [NONE]


def _time(since: str, until: str) -> str:
    """A month or a year alone is all of it, «2023-05»; «-» leaves an end open."""
    if not since and not until:
        return NONE
    if since == OPEN or not since:
        return f"..{until}"
    if until == OPEN:
        return f"{since}.."
    return since if not until or until == since else f"{since}..{until}"


def held_party(party: Mapping[str, Any]) -> str:
    """Return what stands for a participant in its form: the name of who is known, else the words of the report."""
    entity = party["entity"]
    return str(entity["name"] if entity and entity["link"] == "is" else party["text"])


def held_place(place: Mapping[str, Any] | None) -> str:
    """Return what stands for a place in its form: «منبج، حلب»; its words if no list has it; nothing if there is none."""
    if place is None:
        return ""
    within = place.get("admin1") or place.get("country")
    if not place.get("name"):
        return str(place["text"])
    return f"{place['name']}، {within}" if within and within != place["name"] else str(place["name"])
