"""Places of a claim → English: «in Saraqib and eastern Idlib, Syria». No place is named twice, and none is put into another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from riwaya.model import Place
from riwaya.report import english

_ROLES = {"at": "in", "from": "from", "to": "to", "via": "via"}
_WIDE = ("admin1", "region", "country")
_MOST = 3


def whereabouts(places: Sequence[Place], quoted: Callable[[Place], str]) -> Iterator[str]:
    """Yield «in A and B», «from C», …: the places of each role together; `quoted` gives the words of one without a name."""
    shown = [place for place in places if not any(_tells(other, place) for other in places)][:_MOST]
    for role in dict.fromkeys(place.role for place in shown):
        here = [place for place in shown if place.role == role]
        names = dict.fromkeys(_name(place, _wider(place, shown), quoted) for place in here)
        yield f"{_ROLES[role]} {english.join(list(_shared(list(names))))}"


def _tells(other: Place, place: Place) -> bool:
    """Tell whether the other place says already that it was there: a town its province, a site its town."""
    if other.role != place.role or not other.name_en or not place.name_en or other.name_en == place.name_en:
        return False
    if other.precision == "site" and _holds(other.name_en, place.name_en):
        return True
    wider = (other.name_en, other.admin1_en, other.country_en)
    return place.precision in _WIDE and any(_holds(name, place.name_en) for name in wider if name)


def _wider(place: Place, shown: Sequence[Place]) -> str | None:
    """Return what it lies in, None if its name or that of another place says so: «Hajjah and northwestern Yemen»."""
    wider = (place.admin1_en if place.precision not in _WIDE else None) or place.country_en
    if wider is None or _holds(place.name_en or "", wider):
        return None
    names = [other.name_en for other in shown if other.name_en and other.name_en != wider]
    return None if any(_holds(name, wider) for name in names) else wider


def _name(place: Place, wider: str | None, quoted: Callable[[Place], str]) -> tuple[str, str | None]:
    return (place.name_en, wider) if place.name_en else (quoted(place), None)


def _shared(names: Sequence[tuple[str, str | None]]) -> Iterator[str]:
    """What several in a row lie in is said once: «Saraqib and Harim, Idlib»."""
    for (name, wider), after in zip(names, [*names[1:], ("", None)], strict=True):
        yield name if wider is None or wider == after[1] else f"{name}, {wider}"


def _holds(name: str, part: str) -> bool:
    """Tell whether a name has all the words of another in it: «a site in Saraqib» has «Saraqib»."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", name) is not None
