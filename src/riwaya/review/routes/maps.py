"""The map of incidents, what every map is drawn on, and places to choose from by a name or by a point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from json import dumps
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import JSONResponse, Response

from riwaya.errors import InputError, RiwayaError
from riwaya.lexicon.gazetteer import Country, GazetteerPlace
from riwaya.linking.record import english_key
from riwaya.project import queries
from riwaya.report.project.outlines import outline_rows
from riwaya.review.filters import PAGE, Wanted, pages
from riwaya.review.places import Book, Site, book, folders_of, site_of, sites_of, towns
from riwaya.review.render import language_of, render
from riwaya.review.words import word
from riwaya.text.fold import fold

router = APIRouter(include_in_schema=False)
MOST_SITES = 2000  # are drawn, those of most incidents
MOST_LISTED = 100
MOST_SUGGESTED = 12
FOR_GOOD = {"cache-control": "public, max-age=31536000, immutable"}


@router.get("/incidents/map")
def shown(request: Request, wanted: Wanted) -> Response:
    """Show the places of the incidents that fit, on a map and as a list."""
    found: list[Site] = []
    problem = None
    try:
        with queries.of(request.app.state.project) as asked:
            found = sites_of(request.app.state.project, asked, wanted.filter())
    except RiwayaError as error:
        problem = str(error)
    placed = [site for site in found if site.precision not in ("country", "unknown")]
    return render(
        request, "map.html", 400 if problem else 200, asked=wanted, tab="map", extra={}, problem=problem,
        count=sum(site.total for site in found), listed=placed[:MOST_LISTED], more=len(placed) - MOST_LISTED,
        places=len(placed), countries=[s for s in found if s.precision == "country"],
        unknown=next((s for s in found if s.precision == "unknown"), None), not_drawn=max(0, len(placed) - MOST_SITES),
    )  # fmt: skip


@router.get("/incidents/map.json")
def data(request: Request, wanted: Wanted) -> Response:
    """Return the sites for the map's script, each [id, name, precision, country, latitude, longitude, km, counts]."""
    arabic = language_of(request) == "ar"
    with queries.of(request.app.state.project) as asked:
        found = sites_of(request.app.state.project, asked, wanted.filter())
    drawn = [site for site in found if site.precision != "unknown"][:MOST_SITES]
    return JSONResponse({"sites": [_packed(site, arabic) for site in drawn]})


def _packed(site: Site, arabic: bool) -> list[Any]:
    name = (site.name if arabic else site.name_en) or site.name or site.name_en
    counts = [[quad, stand, count] for (quad, stand), count in sorted(site.counts.items())]
    return [site.id, name, site.precision, site.code, site.latitude, site.longitude, site.km, counts]


@router.get("/incidents/map/place")
def at_place(
    request: Request, wanted: Wanted, at: Annotated[str, Query(max_length=20, pattern="^[0-9a-f]*$")]
) -> Response:
    """Show the incidents that are told of one place: beside the map, or as a page of its own."""
    project, asked_for = request.app.state.project, wanted.filter()
    with queries.of(project) as asked:
        site = next((one for one in sites_of(project, asked, asked_for) if one.id == at), None)
        if site is None:
            raise HTTPException(404, word(language_of(request), "maps.no_such_place"))
        ids = asked.ids_at(site.places, asked_for)
        rows = list(asked.incident_heads(ids[wanted.offset : wanted.offset + PAGE]))
    part = bool(request.headers.get("hx-request"))
    return render(
        request, "parts/site.html" if part else "map_place.html", asked=wanted, site=site, rows=rows, count=len(ids),
        pages=pages(len(ids)), part=part, tab="map", extra={"at": at},
    )  # fmt: skip


# What maps are drawn on


@router.get("/map/settings.json")
def settings(request: Request) -> dict[str, Any]:
    """Return where a map finds its ground and its towns, its tiles (if the project has set some), and its words."""
    language, config = language_of(request), request.app.state.project.config
    names = ("zoom_in", "zoom_out", "choose", "none_near", "km", "incidents", "chosen")
    return {
        "ground": f"/map/ground.json?language={language}&v={_version('ground', language, config.lexicon)}",
        "towns": f"/map/towns.json?language={language}&v={_version('towns', language, config.lexicon)}",
        "tiles": config.tiles,
        "credit": config.attribution or ("" if config.tiles else word(language, "maps.credit")),
        "words": {name: word(language, f"maps.{name}") for name in names},
    }


def _version(*of: object) -> str:
    return sha256(repr((_GROUND, of)).encode()).hexdigest()[:12]


_GROUND = sha256(dumps(list(outline_rows())).encode()).hexdigest()


@router.get("/map/ground.json")
def ground(request: Request, language: str = "en") -> Response:
    """Return the countries: [code, name, rings in hundredths of degrees, each point from the one before]."""
    known = book(folders_of(request.app.state.project)).reference.gazetteer.countries
    found = []
    for code, english, rings in outline_rows():
        name = _in_arabic(known, code, english) if language == "ar" else english
        found.append([code, name, [list(map(int, ring.split())) for ring in rings.split(";")]])
    return _compact(found)


def _in_arabic(known: Mapping[str, Country], code: str | None, english: str) -> str:
    """Return what an area is called in Arabic; what neither the gazetteer nor `words/` has keeps its English name."""
    if code is None:
        return word("ar", f"maps.area_{'_'.join(re.findall('[a-z]+', english.lower()))}")
    return known[code].name if code in known else english


@router.get("/map/towns.json")
def labelled(request: Request, language: str = "en") -> Response:
    """Return the largest towns, those of most people first: [latitude, longitude, name, population in thousands]."""
    return _compact(
        [
            [place.latitude, place.longitude, place.name if language == "ar" else place.name_en, place.population // 1000]
            for place in towns(folders_of(request.app.state.project))
        ]
    )  # fmt: skip


def _compact(value: object) -> Response:
    text = dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text, media_type="application/json", headers=FOR_GOOD)


@router.get("/map/incident.json")
def of_incident(request: Request, id: Annotated[str, Query(max_length=80)]) -> dict[str, Any]:
    """Return where one incident is shown: {"site": a site as /incidents/map.json has it, or null}."""
    with queries.of(request.app.state.project) as asked:
        site = site_of(request.app.state.project, asked, id)
    return {"site": _packed(site, language_of(request) == "ar") if site is not None else None}


# Places to choose from


@router.get("/suggest/places")
def suggested(
    request: Request,
    q: Annotated[str, Query(max_length=200)] = "",
    lat: Annotated[float | None, Query(ge=-90, le=90)] = None,
    lon: Annotated[float | None, Query(ge=-180, le=180)] = None,
) -> list[dict[str, Any]]:
    """Return the places that a name may mean, or the settlements nearest to a point: never the point itself.

    Each is {"value": what a form takes, "label", "km": how far, or null, "latitude", "longitude"}.
    """
    project = request.app.state.project
    arabic, known = language_of(request) == "ar", book(folders_of(project))
    if lat is not None and lon is not None:
        try:
            near = project.nearest_places(lat, lon)
        except InputError:
            return []
        return [_offered(known, one.place, arabic) | {"km": one.km} for one in near]
    return [_offered(known, place, arabic) for place in _found(known, q)]


def _found(known: Book, typed: str) -> list[GazetteerPlace]:
    """Return the places whose name has the letters: names that begin with them first, large before small."""
    wanted = typed.strip()
    key = english_key(wanted) if wanted.isascii() else fold(wanted)
    if len(key) < 2:
        return []
    ranked = sorted(
        ((not name.startswith(key), name != key, -place.population, place.id), place)
        for name, place in known.named(wanted.isascii()) if key in name
    )  # fmt: skip
    return list({place.id: place for _, place in ranked}.values())[:MOST_SUGGESTED]


def _offered(known: Book, place: GazetteerPlace, arabic: bool) -> dict[str, Any]:
    named = (place.name, place.admin1, place.country)
    english = (place.name_en, place.admin1_en, place.country_en)
    label = ("، " if arabic else ", ").join(
        dict.fromkeys(name for name in (named if arabic else english) if name)
    )
    point = {"latitude": place.latitude, "longitude": place.longitude}
    return {"value": known.value(place), "label": label, "km": None, **point}
