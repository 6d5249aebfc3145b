"""The timeline of incidents: each one while they are few, else bars of periods that lead into them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from riwaya.errors import RiwayaError
from riwaya.project import queries
from riwaya.project.queries import Filter, Queries
from riwaya.project.views.values import IncidentRow, Spot
from riwaya.report.project.naming import months
from riwaya.report.project.timeline import Timeline, draw_band, lay_out, timeline_rules
from riwaya.report.project.values import Entry, Label, tone_of
from riwaya.review.calendar import Histogram, histogram
from riwaya.review.filters import Wanted
from riwaya.review.kept import count_incidents, kept
from riwaya.review.render import language_of, render
from riwaya.review.words import Language

router = APIRouter(include_in_schema=False)
MOST_DRAWN = 300


@router.get("/incidents/timeline")
def shown(request: Request, wanted: Wanted) -> Response:
    """Show when the incidents that fit are told to have been."""
    values: dict[str, Any] = {"count": 0, "bars": None, "drawn": None, "problem": None}
    try:
        asked_for = wanted.filter()
        with queries.of(request.app.state.project) as asked:
            values["count"] = count_incidents(request.app.state.project, asked, asked_for)
            if values["count"] > MOST_DRAWN:
                values["bars"] = _bars(request, asked, asked_for)
            else:
                values["drawn"] = _drawn(language_of(request), list(asked.incidents(asked_for)))
    except RiwayaError as error:
        values["problem"] = str(error)
    return render(
        request, "timeline.html", 400 if values["problem"] else 200, asked=wanted, tab="timeline", extra={},
        period_name=period_name, **values,
    )  # fmt: skip


def _bars(request: Request, asked: Queries, wanted: Filter) -> Histogram:
    """Return the bars; days where only one month is asked for."""
    letters = 7
    if wanted.between is not None and None not in wanted.between:
        first, last = wanted.between
        assert first is not None
        assert last is not None
        letters = 10 if (last - first).days < 62 else 7
    return kept(
        request.app.state.project, asked, "bars", (wanted, letters),
        lambda: histogram(asked.by_days(letters, wanted)),
    )  # fmt: skip


def _drawn(language: Language, rows: Iterable[IncidentRow]) -> dict[str, Any]:
    """Return the bands and the rules that put their marks in place. The words in them are escaped where they are drawn."""
    held = {row.id: row for row in rows}
    timeline: Timeline = lay_out(map(entry_of, held.values()))
    bands = "".join(draw_band(band, timeline.unit, language, _address) for band in timeline.bands)
    dated = dict.fromkeys(slot.entry.id for band in timeline.bands for slot in band.slots)
    dated |= dict.fromkeys(entry.id for band in timeline.bands for entry in band.crowded)
    return {
        "unit": timeline.unit,
        "bands": Markup(bands),
        "rules": Markup("".join(timeline_rules(timeline))),
        "dated": [held[one] for one in dated],
        "loose": [held[entry.id] for entry in timeline.loose],
        "undated": [held[entry.id] for entry in timeline.undated],
    }


def _address(entry: Entry) -> str:
    return f"/incidents/{entry.id}"


def entry_of(row: IncidentRow) -> Entry:
    """Return an incident as drawings name it."""
    tone = tone_of(row.statuses, row.contradicted)
    return Entry(row.id, row.type, tone, _label(row.place), row.earliest, row.latest)


def _label(place: Spot | None) -> Label | None:
    if place is None:
        return None
    english, arabic = place.name_en or place.name, place.name
    wider, wider_ar = place.admin1_en or place.country_en, place.admin1 or place.country
    return Label(
        f"{english}, {wider}" if wider and wider != english else english,
        f"{arabic}، {wider_ar}" if wider_ar and wider_ar != arabic else arabic,
    )


def period_name(language: Language, period: str) -> str:
    """Return a period in words: «2023», «Apr 2023», «15 Apr 2023»."""
    if len(period) == 4:
        return period
    name = months(date.fromisoformat(f"{period[:7]}-01"))
    words = name.ar if language == "ar" else name.en
    return words if len(period) == 7 else f"{int(period[8:])} {words}"
