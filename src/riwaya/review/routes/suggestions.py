"""What a form offers while a name is typed: the actors that the lexicon knows, and no private person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request

from riwaya.lexicon.loader import Actor, Lexicon, read_table
from riwaya.review.render import language_of
from riwaya.text.fold import fold

router = APIRouter(include_in_schema=False)
_MOST = 12


@router.get("/suggest/actors")
def actors(request: Request, q: Annotated[str, Query(max_length=200)] = "") -> list[dict[str, str]]:
    """Return actors whose name or id has these letters, those that begin with them first: [{"value", "label"}]."""
    wanted = fold(q.strip()).casefold()
    if len(wanted) < 2:
        return []
    lexicon: Lexicon = request.app.state.project.lexicon
    found = sorted(_found(lexicon, wanted), key=lambda one: one[0])[:_MOST]
    arabic = language_of(request) == "ar"
    return [{"value": one.id, "label": one.name if arabic else one.name_en or one.name} for _, one in found]


def _found(lexicon: Lexicon, wanted: str) -> Iterator[tuple[tuple[int, int, str], Actor]]:
    """Yield actors with how well they fit: the beginning of a name before the middle, short before long."""
    for actor, names in _named(lexicon.folders, lexicon.version):
        places = [name.find(wanted) for name in names if wanted in name]
        if places:
            yield (min(min(places), 1), len(actor.name), actor.id), actor


@lru_cache(maxsize=2)
def _named(folders: tuple[Path, ...], version: str) -> tuple[tuple[Actor, tuple[str, ...]], ...]:
    """Return all actors with their names and aliases as they are compared; `version` is that of the files."""
    found = {}
    for row in read_table("actors.tsv", folders):
        actor = Actor(row["id"], row["name"], row["name_en"], row["kind"], row["country"])
        names = (row["name"], row["name_en"], row["id"], *row.get("aliases", "").split("|"))
        found[actor.id] = (actor, tuple(fold(name).casefold() for name in names if name))
    return tuple(found.values())
