"""The lexicon's actors by what somebody types: all whom the letters may mean, or the one whom a name means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from riwaya.errors import InputError
from riwaya.lexicon.loader import Actor, Lexicon, read_table
from riwaya.text.fold import fold

_MOST = 12


def suggested(lexicon: Lexicon, typed: str) -> list[Actor]:
    """Return actors with these letters in a name, an alias or the id; those that begin with them first."""
    wanted = _key(typed)
    if len(wanted) < 2:
        return []
    return [actor for _, actor in sorted(_found(lexicon, wanted), key=lambda one: one[0])[:_MOST]]


def known_as(lexicon: Lexicon, name: str) -> str:
    """Return the id of the actor who is called so; an InputError if the lexicon has nobody, or several, of that name."""
    wanted = _key(name)
    found = [actor.id for actor, names in _named(lexicon.folders, lexicon.version) if wanted in names]
    if name.strip() in lexicon.actors:
        return name.strip()
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"several are called {name!r}: {', '.join(found[:6])}; give the id of one")
    raise InputError(
        f"the lexicon has nobody {name!r}; choose one of those that are offered, or leave it empty"
    )


def _found(lexicon: Lexicon, wanted: str) -> Iterator[tuple[tuple[int, int, str], Actor]]:
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
        found[actor.id] = (actor, tuple(_key(name) for name in names if name))
    return tuple(found.values())


def _key(name: str) -> str:
    return fold(name.strip()).casefold()
