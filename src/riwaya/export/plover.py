"""Rows → PLOVER's JSON lines.

PLOVER has no status: it stands first in `comment`, and what hasn't happened has the context hypothetical.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import riwaya
from riwaya.export import wording
from riwaya.export.atlas import Spot
from riwaya.export.columns import count
from riwaya.export.csv import REJECTED
from riwaya.export.dates import Dated, dated
from riwaya.export.output import Target, Written, open_output
from riwaya.export.reference import Reference, load_reference
from riwaya.export.rows import ExportRow
from riwaya.export.view import Party, View, Viewer

UNDATED = "no date, and no day of publication"
NOBODY = "---"  # as PLOVER writes an actor who isn't known

_HELD = frozenset(("type", "trigger", "passage"))


def write_plover(
    rows: Iterable[ExportRow], to: Target, *, side: Target | None = None, reference: Reference | None = None
) -> Written:
    """Write an event a line. A claim without a first day bears that of its publication, and its comment says so."""
    reference = reference or load_reference()
    viewer = Viewer(reference)
    with open_output(to, side, _HELD) as out:
        for row in rows:
            view = viewer.view(row)
            days = dated(view, by_publication=True)
            if view.rejected or days is None:
                out.left_out(view, REJECTED if view.rejected else UNDATED)
                continue
            out.main.write(json.dumps(event(view, days, reference), ensure_ascii=False) + "\n")
            out.kept(view, view.id)
        return out.written


def event(view: View, days: Dated, reference: Reference) -> dict[str, Any]:
    """Return a claim as a PLOVER event; what isn't known has no key."""
    plover, claim = reference.tables.plover, view.claim
    mode = claim["mode"] if claim["mode"] in plover["modes"].get(claim["type"], ()) else None
    context = plover["contexts"].get(view.status)
    fields = {
        "id": view.id,
        "date": days.first,
        "enddate": days.last if days.last != days.first else None,
        "actor": _entities(view.of("actor"), reference) or [{"code": NOBODY}],
        "event": claim["type"],
        "recipient": _entities(view.of("recipient"), reference),
        "event_loc": [_location(spot, reference) for spot in view.spots],
        "event_text": claim["trigger"]["text"],
        "quad_code": plover["quad"][claim["type"]],
        "mode": mode,
        "context": [context] if context else None,
        "size": _known(**(claim["casualties"] or {}), arrested=count(view, "captured", "least")),
        "text": view.passage,
        "text_info": {"start": claim["clause"]["start"], "end": claim["clause"]["end"]},
        "link": view.row.document.url,
        "cite_info": _citation(view),
        "coder": f"riwaya {riwaya.__version__}",
        "comment": _comment(view, days, mode),
    }
    return _known(**fields)


def _comment(view: View, days: Dated, mode: str | None) -> str:
    parts = [f"status={view.status}; {wording.note(view)}"]
    if days.by_publication:
        parts.append("The date is that of publication: the text gives no first day.")
    if mode is None and view.claim["mode"]:
        parts.append(f"Mode outside PLOVER: {view.claim['mode']}.")
    return " ".join(parts)


def _entities(parties: Sequence[Party], reference: Reference) -> list[dict[str, Any]]:
    return [_entity(party, reference) for party in parties]


def _entity(party: Party, reference: Reference) -> dict[str, Any]:
    plover = reference.tables.plover
    country = reference.country(party.country)
    sector = plover["own"].get(party.known or "") or plover["sectors"].get(party.kind)
    return _known(
        code=country.iso3 if country is not None else None,
        sector=[sector] if sector else None,
        entity_text=party.words,
        identifier_id=party.id,
        identifier_text=party.name,
    )


def _location(spot: Spot, reference: Reference) -> dict[str, Any]:
    places, country = reference.tables.places, reference.country(spot.code)
    feature = places["features"].get(spot.precision, [None, None])
    return _known(
        extracted_place=spot.words,
        resolved_place=spot.name,
        geonameid=spot.geonames_id,
        lat=spot.latitude,
        lon=spot.longitude,
        city=spot.name if spot.precision == "settlement" else None,
        district=spot.name if spot.precision == "admin2" else None,
        province=spot.admin1 or (spot.name if spot.precision == "admin1" else None),
        country=spot.country,
        country_code=country.iso3 if country is not None else None,
        feature_class=feature[0],
        feature_code=feature[1] or None,
        resolution=places["plover"].get(spot.precision),
    )


def _citation(view: View) -> dict[str, Any]:
    document = view.row.document
    return _known(
        citation=document.id,
        url=document.url,
        title=document.title,
        language=document.language,
        publication=document.outlet,
        coder=f"riwaya {riwaya.__version__}",
        codebook="PLOVER",
    )


def _known(**fields: Any) -> dict[str, Any]:
    return {
        name: value for name, value in fields.items() if value is not None and value != [] and value != {}
    }
