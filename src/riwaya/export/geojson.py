"""Rows → one GeoJSON FeatureCollection (RFC 7946): a feature a claim, a point or, where no coordinates are known, no geometry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from riwaya.export.columns import HELD, wide
from riwaya.export.csv import REJECTED
from riwaya.export.output import Target, Written, open_output
from riwaya.export.reference import Reference, load_reference
from riwaya.export.rows import ExportRow
from riwaya.export.view import View, Viewer

_IN_GEOMETRY = ("latitude", "longitude")


def write_geojson(
    rows: Iterable[ExportRow], to: Target, *, side: Target | None = None, reference: Reference | None = None
) -> Written:
    """Write the collection, a feature a line."""
    reference = reference or load_reference()
    viewer = Viewer(reference)
    with open_output(to, side, HELD) as out:
        out.main.write('{"type": "FeatureCollection", "features": [')
        for row in rows:
            view = viewer.view(row)
            if view.rejected:
                out.left_out(view, REJECTED)
                continue
            comma = "," if out.written.rows else ""
            out.main.write(f"{comma}\n{json.dumps(feature(view, reference), ensure_ascii=False)}")
            out.kept(view, view.id)
        out.main.write("\n]}\n")
        return out.written


def feature(view: View, reference: Reference) -> dict[str, Any]:
    """Return a claim as a feature; `place_uncertainty_km` is the radius of the ring in which it happened."""
    spot = view.spot
    point = None
    if spot is not None and spot.located:
        point = {"type": "Point", "coordinates": [spot.longitude, spot.latitude]}
    properties = {name: value for name, value in wide(view, reference).items() if name not in _IN_GEOMETRY}
    return {"type": "Feature", "id": view.id, "geometry": point, "properties": properties}
