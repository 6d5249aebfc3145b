"""All that the analysis found in a document, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.analysis.attribution import AttributionLayer
from riwaya.analysis.events import Event
from riwaya.analysis.parsed import Parsed
from riwaya.model import Place, Time, Toll


@dataclass(frozen=True, slots=True)
class Layers:
    """What the analysis found in a document, as the claims need it."""

    parsed: tuple[Parsed, ...]
    events: tuple[Event, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    tolls: tuple[Toll, ...]
    attributions: tuple[AttributionLayer, ...]
