"""Ids and names of those whom the lexicon knows: organisations, states, offices, outlets. No persons are in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from riwaya.errors import ProjectError
from riwaya.lexicon.gazetteer import Gazetteer, load_gazetteer
from riwaya.lexicon.loader import DATA, read_table
from riwaya.linking.registry import Registry, load_registry
from riwaya.text.fold import fold

_NAMES = ("aliases", "metonyms")


@dataclass(frozen=True, slots=True)
class Known:
    """An actor or outlet of the lexicon."""

    id: str
    name: str
    name_en: str | None
    kind: str
    aliases: tuple[str, ...]


class Names:
    """The lexicon's actors, outlets and places; each part is loaded when it is first asked for."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    @cached_property
    def actors(self) -> Mapping[str, Known]:
        """Organisations, states and offices by id."""
        return {row["id"]: _known(row) for row in read_table("actors.tsv", (DATA, *self.folders))}

    @cached_property
    def registry(self) -> Registry:
        """Agencies and outlets."""
        return load_registry(*self.folders)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Places, those of the project's lexicon folder too."""
        return load_gazetteer(*self.folders)

    def english(self, key: str) -> str | None:
        """Return the English name of an actor or outlet, if the lists have one."""
        return self.registry.english.get(key)

    def find_actor(self, given: str) -> Known:
        """Return the actor of that id or name (Arabic or English, any spelling), or a ProjectError."""
        if given in self.actors:
            return self.actors[given]
        found = self._by_name.get(_key(given), ())
        if len(found) == 1:
            return self.actors[found[0]]
        if found:
            raise ProjectError(f"several actors are called {given!r}: {', '.join(found)}; give the id of one")
        raise ProjectError(
            f"no organisation or office {given!r} in the lexicon; take an id from riwaya actors, "
            "or add it to the lexicon of the project"
        )

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Ids by name; what is an alias of one and the name of another means the other."""
        exact: dict[str, tuple[str, ...]] = {}
        loose: dict[str, tuple[str, ...]] = {}
        for actor in self.actors.values():
            for name in (actor.name, actor.name_en or ""):
                _add(exact, _key(name), actor.id)
            for name in actor.aliases:
                _add(loose, _key(name), actor.id)
        return {**loose, **exact}


@cache
def names_of(*folders: Path) -> Names:
    """Return the names of the built-in lexicon with the folders on top; they are loaded once."""
    return Names(*folders)


def _known(row: Mapping[str, str]) -> Known:
    aliases = tuple(dict.fromkeys(name for name in _cells(row) if name != row["name"]))
    return Known(row["id"], row["name"], row["name_en"] or None, row["kind"], aliases)


def _cells(row: Mapping[str, str]) -> Iterator[str]:
    for column in _NAMES:
        yield from (cell.strip() for cell in row[column].split("|") if cell.strip())


def _key(name: str) -> str:
    return " ".join(fold(name).casefold().replace("’", "'").split())


def _add(into: dict[str, tuple[str, ...]], key: str, actor: str) -> None:
    if key and actor not in into.get(key, ()):
        into[key] = (*into.get(key, ()), actor)
