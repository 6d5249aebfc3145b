"""What every format says about a claim in words: its status first, its sources, its review, its grade."""

from __future__ import annotations

from riwaya.export.view import View, Voice


def sources(view: View) -> str:
    """Return the chain from the outlet to the innermost source: «Al-Mada; Ministry of Defence»."""
    outlet = view.row.document.outlet
    return join(([outlet] if outlet else []) + [voice.party.name for voice in view.voices])


def chain(view: View) -> str:
    """Return the chain with its stances: «Al-Mada > Ministry of Defence (denies)»."""
    outlet = view.row.document.outlet or "an outlet that isn't named"
    return " > ".join([outlet, *map(_link, view.voices)])


def _link(voice: Voice) -> str:
    kind = "unnamed, " if voice.kind == "anonymous" else ""
    return f"{voice.party.name} ({kind}{voice.stance})"


def reviewed(view: View) -> str:
    """Return «no», or what a person decided, when and who."""
    review = view.row.reviewed
    if review is None:
        return "no"
    if review.verdict == "again":
        return f"no, changed since {review.who} on {review.when[:10]}"
    return f"{review.verdict} by {review.who} on {review.when[:10]}"


def grade(view: View) -> str:
    """Return the Admiralty grade, «B2»; credibility is 6 where no incident was made."""
    incident = view.row.incident
    return f"{view.row.reliability}{incident.credibility if incident is not None else 6}"


def accounts(view: View) -> str:
    """Return how many reports and independent accounts its incident has, empty without one."""
    incident = view.row.incident
    if incident is None:
        return ""
    least, most = incident.least, incident.most
    independent = f"{least}" if least == most else f"{least} to {most}"
    contradicted = ", contradicted" if incident.contradicted else ""
    return f"{incident.reports} reports, {independent} independent{contradicted}"


def note(view: View) -> str:
    """Return the claim in words, its status first: for formats that have no field for it."""
    parts = [
        f"[{view.status.upper()}] {view.summary}",
        f"Sources: {chain(view)}",
        f"Reviewed: {reviewed(view)}",
    ]
    parts.append(f"Grade: {grade(view)}")
    if view.row.incident is not None:
        parts.append(f"Incident {view.row.incident.id}: {accounts(view)}")
    if view.claim["certainty"] != "certain":
        parts.append(f"The text calls it {view.claim['certainty']}")
    return ". ".join(parts) + "."


def tags(view: View) -> str:
    """Return `key=value` pairs, the status first."""
    pairs = {
        "status": view.status,
        "reviewed": "yes" if view.reviewed else "no",
        "grade": grade(view),
        "claim": view.id,
    }
    if view.row.incident is not None:
        pairs["incident"] = view.row.incident.id
    return "; ".join(f"{key}={value}" for key, value in pairs.items())


def join(names: list[str] | tuple[str, ...]) -> str:
    """Return names as one cell; a `;` of their own becomes a comma."""
    return "; ".join(name.replace(";", ",") for name in names)
