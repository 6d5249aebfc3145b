"""What a person writes for participants and sources → arguments and sources, as claims have them.

المرصد السوري         words of the report, or a name or id of the lexicon
120..133              words of the report, by where they stand (120-133 is read alike)
120..133=sohr         and who they are: an id of the lexicon, or none
120..133=sohr:denies  of a source: its stance; «:anonymous», «:named», «:organisation» say what kind of source
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from riwaya.errors import InputError
from riwaya.lexicon.loader import Lexicon
from riwaya.model import SourceKind, Stance
from riwaya.text.fold import fold

Json = dict[str, Any]
NONE = "none"
_EXTENT = re.compile(r"(\d{1,9})(?:\.\.|-)(\d{1,9})")
_WHO = re.compile(r"(?P<words>.+)=(?P<entity>[\w.\-]+)", re.DOTALL)
_NOWHERE: Json = {"start": None, "end": None, "text": ""}


def read_extent(value: str, text: str) -> Json:
    """Return the words of «12..16», without the white space at their ends."""
    match = _EXTENT.fullmatch(value.strip())
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    words = text[start:end]
    if not words.strip() or end > len(text):
        raise InputError(
            f"--value: {value!r} are no words of the report; write START..END, in code points from 0"
        )
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return {"start": start, "end": end, "text": text[start:end]}


def read_party(role: str, value: str, claim: Json, text: str, lexicon: Lexicon) -> Json:
    """Return a participant; one that the claim has already keeps what is known of it."""
    words, who = _parts(value)
    known = _known(words, who, claim["arguments"])
    span, entity = _named(words, who, claim, text, lexicon, known)
    kept = known or {"refers_to": None, "antecedent": None, "via": None}
    return {**kept, **span, "role": role, "entity": entity}


def read_source(value: str, claim: Json, text: str, lexicon: Lexicon) -> Json:
    """Return a link of the chain of sources. Of whom nothing is known, and who isn't called named, counts as anonymous."""
    marks: list[str] = []
    while (parted := value.rpartition(":"))[2] in (*get_args(Stance), *get_args(SourceKind)) and parted[0]:
        value, marks = parted[0], [*marks, parted[2]]
    words, who = _parts(value)
    known = _known(words, who, claim["sources"])
    span, entity = _named(words, who, claim, text, lexicon, known)
    kept = known or {
        "kind": _kind(entity), "refers_to": None, "antecedent": None, "cue": _NOWHERE, "medium": None,
        "stance": "neutral",
    }  # fmt: skip
    said = {("stance" if mark in get_args(Stance) else "kind"): mark for mark in marks}
    return {**kept, **span, "entity": entity, **said}


def _kind(entity: Json | None) -> str:
    if entity is None:
        return "anonymous"
    return "named" if entity["kind"] == "official" else "organisation"


def _parts(value: str) -> tuple[str, str | None]:
    match = _WHO.fullmatch(value.strip())
    return (match["words"].strip(), match["entity"]) if match else (value.strip(), None)


def _known(words: str, who: str | None, held: Iterable[Json]) -> Json | None:
    """Return the participant or source that the claim has at these words; or the one who it is."""
    match = _EXTENT.fullmatch(words)
    at = (int(match[1]), int(match[2])) if match else None
    for one in held:
        entity = (one["entity"] or {}).get("id")
        if at == (one["start"], one["end"]) or words == one["text"] or (who is None and words == entity):
            return one
    return None


def _named(
    words: str, who: str | None, claim: Json, text: str, lexicon: Lexicon, known: Json | None
) -> tuple[Json, Json | None]:
    """Return the words, and who they are."""
    if known is not None:
        span = {name: known[name] for name in ("start", "end", "text")}
        return span, known["entity"] if who is None else _entity(who, lexicon)
    if _EXTENT.fullmatch(words):
        return read_extent(words, text), None if who is None else _entity(who, lexicon)
    entity = _find(words, lexicon) if who is None else _entity(who, lexicon)
    starts = [m.start() for m in re.finditer(re.escape(words), text)] if words else []
    if not starts and (entity is None or who is not None):
        raise InputError(
            f"--value: {words!r} is neither in the lexicon nor words of the report; copy its words exactly"
        )
    start = _nearest(starts, claim)
    if start is None:
        return {"start": None, "end": None, "text": entity["name"] if entity else words}, entity
    return {"start": start, "end": start + len(words), "text": words}, entity


def _nearest(starts: Sequence[int], claim: Json) -> int | None:
    return min(starts, key=lambda at: abs(at - int(claim["trigger"]["start"])), default=None)


def _entity(given: str, lexicon: Lexicon) -> Json | None:
    """Return whom an id means; «none» is nobody whom the lexicon knows."""
    if given == NONE:
        return None
    found = _find(given, lexicon)
    if found is None:
        raise InputError(f"--value: the lexicon has nobody {given!r}; take an id from riwaya actors, or none")
    return found


def _find(given: str, lexicon: Lexicon) -> Json | None:
    wanted = fold(given)
    actor = lexicon.actors.get(given) or next(
        (a for a in lexicon.actors.values() if wanted in (fold(a.name), fold(a.name_en))), None
    )
    if actor is None:
        return None
    return {"id": actor.id, "name": actor.name, "name_en": actor.name_en, "kind": actor.kind, "link": "is"}
