"""A claim's English line. One that a person corrected gets a new line, since the old one says what was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from riwaya.project.views.values import day
from riwaya.report.english import join, period
from riwaya.report.labels import label

Json = Mapping[str, Any]

_SAID = {
    "asserted": "", "denied": "denied: ", "alleged": "alleged: ", "planned": "planned: ",
    "requested": "requested: ", "hypothetical": "only supposed: ",
}  # fmt: skip


_DEED = {  # the noun of a type, and what leads to whom it was done
    "AGREE": ("agreement", "with"), "CONSULT": ("meeting", "with"), "SUPPORT": ("support", "for"),
    "CONCEDE": ("concession", "to"), "COOPERATE": ("cooperation", "with"), "AID": ("aid", "to"),
    "RETREAT": ("retreat or release", "as to"), "REQUEST": ("request", "to"), "ACCUSE": ("accusation", "against"),
    "REJECT": ("rejection", "towards"), "THREATEN": ("threat", "against"), "PROTEST": ("protest", "against"),
    "SANCTION": ("sanction", "against"), "MOBILIZE": ("mobilization", "against"), "COERCE": ("coercion", "against"),
    "ASSAULT": ("assault", "against"),
}  # fmt: skip


def gloss_of(data: Json, corrected: tuple[str, ...]) -> str:
    """Return the line; the status leads it wherever the line is made here, so that no allegation reads as a fact."""
    made = str(data.get("gloss_en") or "")
    if made and not corrected:
        return made
    line = _SAID[data["status"]] + " ".join(_parts(data))
    return line[:1].upper() + line[1:]


def _parts(data: Json) -> Iterator[str]:
    deed, towards = _DEED[data["type"]]
    yield f"{deed} ({label('mode', data['mode'])[0]})" if data["mode"] else deed
    for lead, role in (("by", "actor"), (towards, "recipient")):
        names = [party_name(a) for a in data["arguments"] if a["role"] == role]
        if names:
            yield f"{lead} {join(names)}"
    counts = [f"{number} {kind}" for kind, number in (data["casualties"] or {}).items() if number is not None]
    if counts:
        yield f"({join(counts)})"
    place = data["place"]
    if place is not None:
        yield f"in {place_name(place)}"
    time = data["time"]
    said = period(day(time["earliest"]), day(time["latest"])) if time else None
    if said:
        yield said
    if data["sources"]:
        yield f"according to {join([party_name(source) for source in data['sources']])}"


def party_name(party: Json) -> str:
    """Return the English name of who is known, else the words: «HTS», "«مسلحون»"."""
    entity = party.get("entity")
    if entity and entity["name_en"] and entity["link"] == "is":
        return str(entity["name_en"])
    words = f"«{_line((party.get('antecedent') or party)['text'])}»"
    if entity and entity["name_en"]:
        return f"{words} ({'allegedly ' if entity['link'] == 'alleged' else 'of '}{entity['name_en']})"
    return words


def place_name(place: Json) -> str:
    """Return a place with what it lies in: «Saraqib, Idlib, Syria»."""
    listed = (place.get("name_en"), place.get("admin1_en"), place.get("country_en"))
    names = list(dict.fromkeys(name for name in listed if name))
    return ", ".join(names) if place.get("name_en") else ", ".join([f"«{_line(place['text'])}»", *names])


def _line(words: str) -> str:
    return " ".join(words.split())
