"""Rows → a table in ACLED's 31 columns: asserted violence, protest and strategic developments that have a day and a place.

ACLED has no status. So only what is asserted becomes a row; what is alleged too if it is asked for, with its status first in
`notes` and `tags`. What is denied, planned, requested or hypothetical never does: the side file has it, with the reason.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riwaya.export import wording
from riwaya.export.atlas import Spot
from riwaya.export.cells import Cell, guard
from riwaya.export.csv import REJECTED
from riwaya.export.dates import Dated, dated
from riwaya.export.output import Target, Written, open_output
from riwaya.export.reference import Reference, load_reference
from riwaya.export.rows import ExportRow
from riwaya.export.tables import CountryCodes
from riwaya.export.view import Party, View, Viewer

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_HELD = frozenset(("summary",))
_WEEK, _MONTH = 7, 31  # days


@dataclass(frozen=True, slots=True)
class _Side:
    """Those on one side of an event. `classes` are of the mapping's; an empty one is somebody whose class isn't known."""

    parties: tuple[Party, ...]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    """What a row needs: an event of ACLED's, at a day and in a country."""

    view: View
    sub_event: str
    actor: _Side
    recipient: _Side
    days: Dated
    spot: Spot
    country: CountryCodes


def write_acled(
    rows: Iterable[ExportRow],
    to: Target,
    *,
    side: Target | None = None,
    reference: Reference | None = None,
    with_alleged: bool = False,
    date_by_publication: bool = False,
) -> Written:
    """Write the table; `with_alleged` lets in what is alleged.

    `date_by_publication` dates what has no day by its report's, to the month, and `notes` says so.
    """
    reference = reference or load_reference()
    viewer = Viewer(reference)
    with open_output(to, side, _HELD) as out:
        table = csv.writer(out.main)
        table.writerow(COLUMNS)
        for row in rows:
            view = viewer.view(row)
            event = _event(view, reference, with_alleged, date_by_publication)
            if isinstance(event, str):
                out.left_out(view, event)
                continue
            cells = _cells(event, reference)
            table.writerow([guard(cells[name]) for name in COLUMNS])
            out.kept(view, str(cells["event_id_cnty"]))
        return out.written


def _event(view: View, reference: Reference, with_alleged: bool, by_publication: bool) -> _Event | str:
    """Return the event, or why ACLED can't hold the claim."""
    reason = _not_told_as_done(view, with_alleged)
    if reason:
        return reason
    spot = view.spot
    country = reference.country(spot.code) if spot is not None else None
    if spot is None or country is None:
        return "no country"
    days = dated(view, by_publication)
    if days is None:
        return "no date"
    if days.days is None or days.days > _MONTH:
        return "no date to the month"
    actor, recipient = _sides(view, spot, reference.tables.acled)
    sub_event = sub_event_of(view, actor.classes, recipient.classes, reference.tables.acled)
    if sub_event is None:
        return "ACLED has no such event, or it depends on participants who aren't told"
    return _Event(view, sub_event, actor, recipient, days, spot, country)


def _not_told_as_done(view: View, with_alleged: bool) -> str | None:
    if view.rejected:
        return REJECTED
    if view.status == "alleged" and with_alleged:
        return (
            None  # of what somebody is accused of its sentence tells in passing: the accusation is the news
        )
    if view.status != "asserted":
        return f"status {view.status}"
    return None if view.claim["specific"] else "told in passing or in general"


def sub_event_of(
    view: View, actors: Sequence[str], recipients: Sequence[str], acled: Mapping[str, Any]
) -> str | None:
    """Return ACLED's sub-event type by the first rule that fits, None if none does."""
    claim = view.claim
    told = {
        "mode": {claim["mode"] or ""},
        "weapon": {claim["weapon"] or ""},
        "target_kind": {claim["target_kind"] or ""},
        "actor": set(actors) or {""},
        "recipient": set(recipients) or {""},
    }
    hurt = any(c.kind in ("dead", "injured") and c.scope == "event" for c in view.counts)
    for rule in acled["rule"]:
        if rule["type"] != claim["type"] or rule.get("hurt", hurt) != hurt:
            continue
        if all(not told[name].isdisjoint(rule[name]) for name in told if name in rule):
            return rule["sub_event"] or None
    return None


def _sides(view: View, spot: Spot, acled: Mapping[str, Any]) -> tuple[_Side, _Side]:
    actors, recipients = (
        tuple(p for p in view.of(role) if p.kind in acled["actor"]) for role in ("actor", "recipient")
    )
    one = [_class(party, spot, acled, acled["actor"]) for party in actors]
    other = [_class(party, spot, acled, {**acled["actor"], **acled["recipient"]}) for party in recipients]
    if view.claim["type"] == "PROTEST":
        crowd = "Rioters" if view.claim["mode"] in ("riot", "vandalize") else "Protesters"
        one = [crowd if name == "Civilians" else name for name in one]
    return _Side(actors, tuple(one)), _Side(recipients, tuple(other))


def _class(party: Party, spot: Spot, acled: Mapping[str, Any], kinds: Mapping[str, str]) -> str:
    own = acled["own"].get(party.known or "")
    if own:
        return str(own)
    if party.known is None and party.kind in acled["known_only"]:
        return ""
    found = str(kinds.get(party.kind, ""))
    # A body of the lexicon without a country is one of several countries: a coalition.
    abroad = party.country != spot.code and (party.country is not None or party.known is not None)
    return "External/Other forces" if found and abroad and party.kind in acled["foreign"] else found


def _cells(event: _Event, reference: Reference) -> dict[str, Cell]:
    view, spot, acled = event.view, event.spot, reference.tables.acled
    event_type = acled["events"][event.sub_event]
    first, second = _inter(event.actor, acled), _inter(event.recipient, acled)
    precision = 3 if event.days.by_publication else _time_precision(event.days)
    note = (
        " The date is that of publication: the text gives no first day." if event.days.by_publication else ""
    )
    return {
        "event_id_cnty": f"{event.country.iso3}-riwaya-{view.id}",
        "event_date": event.days.first,
        "year": int(event.days.first[:4]),
        "time_precision": precision,
        "disorder_type": acled["disorder"].get(event.sub_event) or acled["disorder"][event_type],
        "event_type": event_type,
        "sub_event_type": event.sub_event,
        **_actors(1, event.actor, first, spot, acled),
        **_actors(2, event.recipient, second, spot, acled),
        "interaction": _interaction(first, second),
        "civilian_targeting": "Civilian targeting" if "Civilians" in event.recipient.classes else None,
        "iso": event.country.number,
        "region": event.country.region,
        "country": spot.country,
        "admin1": spot.admin1 or (spot.name if spot.precision == "admin1" else None),
        "admin2": spot.name if spot.precision == "admin2" else None,
        "admin3": None,
        "location": spot.name or spot.words,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "geo_precision": reference.tables.places["acled"].get(spot.precision, 3) if spot.located else 3,
        "source": wording.sources(view),
        "source_scale": None,
        "notes": wording.note(view) + note,
        "fatalities": (view.claim["casualties"] or {}).get("dead"),
        "tags": wording.tags(view),
        "timestamp": None,
    }


def _time_precision(days: Dated) -> int:
    span = days.days or _MONTH
    return 1 if span == 1 else 2 if span <= _WEEK else 3


def _inter(side: _Side, acled: Mapping[str, Any]) -> str | None:
    return next((name for name in side.classes if name in acled["classes"]), None)


def _interaction(first: str | None, second: str | None) -> str | None:
    if first and second:
        return f"{first}-{second}"
    return f"{first or second} only" if first or second else None


def _actors(
    number: int, side: _Side, inter: str | None, spot: Spot, acled: Mapping[str, Any]
) -> dict[str, Cell]:
    """Return the cells of one side: first who the class is of, then the others and the bodies that civilians belong to."""
    pairs = sorted(zip(side.parties, side.classes, strict=True), key=lambda pair: pair[1] != (inter or ""))
    names = [_name(party, group, spot, acled) for party, group in pairs]
    names += [party.body for party, group in pairs if party.body and group in acled["unnamed"]]
    names = list(dict.fromkeys(names))
    return {
        f"actor{number}": names[0] if names else None,
        f"assoc_actor_{number}": wording.join(names[1:]) or None,
        f"inter{number}": inter,
    }


def _name(party: Party, group: str, spot: Spot, acled: Mapping[str, Any]) -> str:
    """Return «Civilians (Syria)» for those who have no name of their own in ACLED, else the name, of members their body's."""
    unnamed = acled["unnamed"].get(group)
    return f"{unnamed} ({spot.country})" if unnamed else party.body or party.name
