"""A View → the columns of our own table, which the CSV and the properties of GeoJSON share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from riwaya.export import wording
from riwaya.export.cells import Cell
from riwaya.export.reference import Reference
from riwaya.export.view import Count, Party, View

Column = Callable[[View, Reference], Cell]


def _claim(name: str) -> Column:
    return lambda view, _: view.claim[name]


def _document(name: str) -> Column:
    return lambda view, _: getattr(view.row.document, name)


def _spot(name: str) -> Column:
    return lambda view, _: getattr(view.spot, name) if view.spot is not None else None


def _time(name: str) -> Column:
    return lambda view, _: view.time.get(name)


def _incident(name: str) -> Column:
    return lambda view, _: getattr(view.row.incident, name) if view.row.incident is not None else None


def _review(name: str) -> Column:
    return lambda view, _: getattr(view.row.reviewed, name) if view.row.reviewed is not None else None


def _parties(role: str, say: Callable[[Party, Reference], str]) -> Column:
    return lambda view, reference: _joined(say(party, reference) for party in view.of(role))


def _count(kind: str, end: str) -> Column:
    return lambda view, _: count(view, kind, end)


def count(view: View, kind: str, end: str) -> int | None:
    """Return the `least` or the `most` of that kind whom the event itself cost.

    Of several counts the largest stands: the others are parts of it («قتل 9 بينهم 3 أطفال»).
    """
    counts = [c for c in view.counts if c.kind == kind and c.scope == "event"]
    best = max(counts, key=_size, default=None)
    return None if best is None else getattr(best, end)


def _size(one: Count) -> int:
    return one.least if one.least is not None else -1


def _joined(names: object) -> str | None:
    found = list(names)  # type: ignore[call-overload]
    return wording.join(found) if any(found) else None


def _iso3(code: str | None, reference: Reference) -> str:
    country = reference.country(code)
    return country.iso3 if country is not None else ""


def _other_places(view: View, reference: Reference) -> Cell:
    return _joined(f"{spot.role}: {spot.name or spot.words}" for spot in view.spots[1:])


_PARTY: Mapping[str, Callable[[Party, Reference], str]] = {
    "s": lambda party, _: party.name,
    "_words": lambda party, _: party.words,
    "_ids": lambda party, _: party.id,
    "_bodies": lambda party, _: (party.known or "") if party.link == "member" else "",
    "_kinds": lambda party, _: party.kind,
    "_links": lambda party, _: party.link or "",
    "_countries": lambda party, reference: _iso3(party.country, reference),
}

COLUMNS: Mapping[str, Column] = {
    "claim_id": lambda view, _: view.id,
    "status": lambda view, _: view.status,
    "reviewed": lambda view, _: view.reviewed,
    "sources": lambda view, _: wording.sources(view),
    "summary": lambda view, _: view.summary,
    "type": _claim("type"),
    "mode": _claim("mode"),
    "quad_class": lambda view, reference: reference.tables.plover["quad"].get(view.claim["type"]),
    "weapon": _claim("weapon"),
    "target_kind": _claim("target_kind"),
    "specific": _claim("specific"),
    "certainty": _claim("certainty"),
    "confidence": _claim("confidence"),
    "content_of": _claim("content_of"),
    **{f"actor{name}": _parties("actor", say) for name, say in _PARTY.items()},
    **{f"recipient{name}": _parties("recipient", say) for name, say in _PARTY.items()},
    "place": _spot("name"),
    "place_ar": _spot("name_ar"),
    "place_words": _spot("words"),
    "place_role": _spot("role"),
    "place_precision": _spot("precision"),
    "place_uncertainty_km": _spot("uncertainty_km"),
    "place_coarser": _spot("coarser"),
    "admin1": _spot("admin1"),
    "admin1_ar": _spot("admin1_ar"),
    "country": _spot("country"),
    "country_ar": _spot("country_ar"),
    "country_iso3": lambda view, reference: _iso3(view.spot.code if view.spot else None, reference) or None,
    "latitude": _spot("latitude"),
    "longitude": _spot("longitude"),
    "geonames_id": _spot("geonames_id"),
    "other_places": _other_places,
    "date_earliest": _time("earliest"),
    "date_latest": _time("latest"),
    "date_precision": _time("precision"),
    "date_basis": _time("basis"),
    "date_words": _time("text"),
    **{
        f"{kind}_{label}": _count(kind, end)
        for kind in ("dead", "injured", "missing", "captured", "displaced")
        for label, end in (("min", "least"), ("max", "most"))
    },
    "source_chain": lambda view, _: wording.chain(view),
    "source_kinds": lambda view, _: _joined(voice.kind for voice in view.voices),
    "source_stances": lambda view, _: _joined(voice.stance for voice in view.voices),
    "source_reliability": lambda view, _: view.row.reliability,
    "information_credibility": _incident("credibility"),
    "credibility_reasons": lambda view, _: _joined(view.row.incident.reasons) if view.row.incident else None,
    "incident_id": _incident("id"),
    "incident_reports": _incident("reports"),
    "independent_least": _incident("least"),
    "independent_most": _incident("most"),
    "contradicted": _incident("contradicted"),
    "verdict": _review("verdict"),
    "reviewed_by": _review("who"),
    "reviewed_when": _review("when"),
    "judged_fields": lambda view, _: _joined(view.row.judged),
    "document_id": _document("id"),
    "outlet": _document("outlet"),
    "published": _document("published"),
    "url": _document("url"),
    "title": _document("title"),
    "trigger": lambda view, _: view.claim["trigger"]["text"],
    "trigger_start": lambda view, _: view.claim["trigger"]["start"],
    "trigger_end": lambda view, _: view.claim["trigger"]["end"],
    "passage": lambda view, _: view.passage,
}

# What the columns hold of the record in full: the rest goes into the side file.
HELD = frozenset(
    ("status", "certainty", "confidence", "type", "mode", "specific", "content_of", "weapon", "target_kind", "trigger", "time",
     "casualties", "summary", "passage", "review", "judged", "source_reliability", "incident")
)  # fmt: skip


def wide(view: View, reference: Reference) -> dict[str, Cell]:
    """Return the columns by name; None is «not said», never 0."""
    return {name: column(view, reference) for name, column in COLUMNS.items()}
