"""The collection against RFC 7946."""

from __future__ import annotations

import io
import json

from export_rows import changed, golden_rows, real_rows
from riwaya.export.geojson import write_geojson


def collection(rows) -> dict:
    main = io.StringIO()
    write_geojson(rows, main)
    return json.loads(main.getvalue())


def test_every_feature_has_what_the_standard_asks():
    found = collection([*real_rows(), *golden_rows()])
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        properties = feature["properties"]
        assert {"status", "sources", "reviewed", "place_precision", "place_uncertainty_km"} <= set(properties)
        if feature["geometry"] is None:
            assert properties["place_uncertainty_km"] is None
            continue
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert properties["place_uncertainty_km"] > 0
    assert len({feature["id"] for feature in found["features"]}) == len(found["features"])


def test_longitude_stands_first():
    feature = collection(golden_rows())["features"][0]
    assert feature["geometry"]["coordinates"] == [36.8059, 35.8645]


def test_a_place_without_coordinates_has_no_geometry():
    row = next(golden_rows())
    place = {**row.claim["place"], "latitude": None, "longitude": None}
    (feature,) = collection([changed(row, place=place, places=[{**place, "role": "at"}])])["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["place"] == "Saraqib"


def test_the_ring_grows_with_what_is_not_known():
    row = next(golden_rows())
    radii = []
    for precision in ("settlement", "admin2", "admin1", "country"):
        place = {**row.claim["place"], "precision": precision}
        (feature,) = collection([changed(row, place=place)])["features"]
        radii.append(feature["properties"]["place_uncertainty_km"])
    assert radii == sorted(set(radii))
