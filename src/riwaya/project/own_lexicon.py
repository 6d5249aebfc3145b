"""A proposal that was accepted → a line in the project's own lexicon folder, which `riwaya rebuild` then reads.

The user's files are kept as they are; a line is added at the end, and a file is whole before it takes the old one's place.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from riwaya.errors import LexiconError, ProjectError
from riwaya.lexicon.gazetteer import EXTRA_COLUMNS
from riwaya.lexicon.loader import Lexicon, load_lexicon, read_table
from riwaya.project.config import Config, read_config
from riwaya.project.folder import Folder, write_whole
from riwaya.project.proposals import Proposal
from riwaya.project.views.names import names_of

ACTOR_COLUMNS = (
    "id", "name", "name_en", "kind", "country", "aliases", "metonyms", "adjectives", "from", "to", "parent",
    "provenance",
)  # fmt: skip
_DEFAULT = "lexicon"
_PROVENANCE = "corrections in this project"
_SETTING = re.compile(r"^#?[ \t]*lexicon[ \t]*=.*$", re.MULTILINE)
_TABLE = re.compile(r"^\[reading\][^\n]*$", re.MULTILINE)


def own_folder(folder: Folder, config: Config) -> tuple[Path, Config]:
    """Return the project's own lexicon folder, made and set in `riwaya.toml` if there was none, and the settings."""
    if config.lexicon is not None:
        config.lexicon.mkdir(parents=True, exist_ok=True)
        return config.lexicon, config
    path = folder.root / _DEFAULT
    path.mkdir(exist_ok=True)
    said = folder.config.read_text(encoding="utf-8")
    line = f'lexicon = "{_DEFAULT}"'
    table = _TABLE.search(said)
    if table is None:
        said = f"{said.rstrip()}\n\n[reading]\n{line}\n".lstrip()
    elif (commented := _SETTING.search(said, table.end())) is not None and commented[0].startswith("#"):
        said = said[: commented.start()] + line + said[commented.end() :]
    else:
        said = f"{said[: table.end()]}\n{line}{said[table.end() :]}"
    write_whole(folder.config, said.encode())
    return path, read_config(folder.config)


def accept(proposal: Proposal, folder: Path, lexicon: Lexicon) -> Path:
    """Write a proposal's entry into a lexicon folder and return its file; nothing changes if the lexicon can't be read then."""
    if proposal.kind == "actor":
        path = folder / "actors.tsv"
        return _write(path, _with_row(path, ACTOR_COLUMNS, _actor(proposal, lexicon)), folder)
    if proposal.kind == "place":
        path = folder / "places_extra.tsv"
        return _write(path, _with_row(path, EXTRA_COLUMNS, _place(proposal, lexicon)), folder)
    path = folder / "frames" / "own.toml"
    path.parent.mkdir(exist_ok=True)
    return _write(path, _before(path) + _frame(proposal), folder)


def _write(path: Path, said: str, folder: Path) -> Path:
    was = path.read_bytes() if path.exists() else None
    write_whole(path, said.encode())
    load_lexicon.cache_clear()
    names_of.cache_clear()
    try:
        load_lexicon(folder)
    except LexiconError as error:
        if was is None:
            path.unlink()
        else:
            write_whole(path, was)
        load_lexicon.cache_clear()
        raise ProjectError(f"the lexicon can't be read with this entry: {error}") from None
    return path


def _before(path: Path) -> str:
    """Return a file's text, with a line's end at its end; empty if it isn't there."""
    said = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    return said if not said or said.endswith("\n") else said + "\n"


def _with_row(path: Path, columns: tuple[str, ...], row: dict[str, str]) -> str:
    """Return a list with a row added, under the columns that it has."""
    said = _before(path)
    header = next((line for line in said.splitlines() if line.strip() and not line.startswith("#")), None)
    if header is None:
        header = "\t".join(columns)
        said += header + "\n"
    names = [name.strip() for name in header.split("\t")]
    if missing := [name for name in row if row[name] and name not in names]:
        raise ProjectError(f"{path}: it has no column {missing[0]!r}; add it to the header")
    return said + "\t".join(row.get(name, "") for name in names) + "\n"


def _actor(proposal: Proposal, lexicon: Lexicon) -> dict[str, str]:
    """Return the actor's own row with one alias more."""
    known = [row for row in read_table("actors.tsv", lexicon.folders) if row["id"] == proposal.value]
    if not known:
        raise ProjectError(f"the lexicon has no actor {proposal.value!r} any more; dismiss the proposal")
    row = {name: known[-1].get(name, "") for name in ACTOR_COLUMNS}
    aliases = [name for name in row["aliases"].split("|") if name]
    return {**row, "aliases": "|".join([*aliases, _cell(proposal.words)]), "provenance": _PROVENANCE}


def _place(proposal: Proposal, lexicon: Lexicon) -> dict[str, str]:
    """Return a row that adds a name to a place: what it leaves empty stays as it is."""
    found = lexicon.gazetteer.numbered(int(proposal.value))
    if not found:
        raise ProjectError(f"the gazetteer has no place {proposal.value} any more; dismiss the proposal")
    place = found[0]
    return {
        "name": place.name, "name_en": place.name_en, "aliases": _cell(proposal.words),
        "country": place.country_code or "", "precision": place.precision, "geonames_id": proposal.value,
        "provenance": _PROVENANCE,
    }  # fmt: skip


def _cell(words: str) -> str:
    return " ".join(words.replace("|", " ").split())


def _frame(proposal: Proposal) -> str:
    """Return a frame of its own for words, as an event noun: whoever knows its verb writes that instead."""
    words = json.dumps(_cell(proposal.words), ensure_ascii=False)
    return (
        f'\n[[frame]]\nid = "{proposal.value.lower()}.own.{proposal.id}"\ntype = "{proposal.value}"\n'
        f'nouns = [{words}]\nstrength = "strong"\nprovenance = "{_PROVENANCE}"\n[frame.roles]\n'
        'actor = ["subject", "adjective", "من قبل", "على يد"]\nrecipient = ["object", "genitive", "على", "ضد", "مع"]\n'
    )
