"""A View → all that is exported of it, as plain JSON: what a format can't hold goes into its side file from here."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from riwaya.export.view import Party, View, Voice


def record(view: View) -> dict[str, Any]:
    """Return the claim in full, but for names and coordinates that aren't exported."""
    row, claim = view.row, view.claim
    return {
        "status": view.status,
        "certainty": claim["certainty"],
        "confidence": claim["confidence"],
        "type": claim["type"],
        "mode": claim["mode"],
        "specific": claim["specific"],
        "content_of": claim["content_of"],
        "weapon": claim["weapon"],
        "target_kind": claim["target_kind"],
        "trigger": dict(claim["trigger"]),
        "clause": dict(claim["clause"]),
        "participants": [_party(party) for party in view.parties],
        "sources": [_voice(voice) for voice in view.voices],
        "places": [asdict(spot) for spot in view.spots],
        "time": dict(view.time) or None,
        "tolls": [asdict(count) for count in view.counts],
        "casualties": claim["casualties"],
        "summary": view.summary,
        "passage": view.passage,
        "review": asdict(row.reviewed) if row.reviewed is not None else None,
        "judged": list(row.judged),
        "source_reliability": row.reliability,
        "incident": asdict(row.incident) if row.incident is not None else None,
        "document": {
            name: getattr(row.document, name)
            for name in ("id", "outlet", "published", "url", "title", "language", "sha256")
        },
    }


def _party(party: Party) -> dict[str, Any]:
    return {name: value for name, value in asdict(party).items() if name not in ("known", "hidden")}


def _voice(voice: Voice) -> dict[str, Any]:
    said = {name: getattr(voice, name) for name in ("kind", "stance", "cue", "medium")}
    return {"name": voice.party.name, "words": voice.party.words, "id": voice.party.id, **said}
