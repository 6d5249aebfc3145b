"""`riwaya.toml` → the settings of a project. A setting that isn't known is an error, not a silence."""

from __future__ import annotations

import getpass
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from riwaya.errors import ProjectError

NAME = "riwaya.toml"
LOGIN = "@login"
_KNOWN = {"reading": {"lexicon"}, "judgements": {"by"}, "map": {"tiles", "attribution"}}
_TILES = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?/[^\s;,\"']*\{z\}[^\s;,\"']*")
_TEMPLATE = """\
# Settings of this project of riwaya. A line that begins with # is not in force.

[reading]
# A lexicon folder on top of the built-in one, relative to this file.
# lexicon = "lexicon"

[judgements]
# Who judges, where a command doesn't say it with --by.
# "@login" is the name of the account that runs riwaya.
{by}

[map]
# Map tiles for riwaya serve. Without them nothing is asked of another host; with them that host learns what you look at.
# tiles = "https://…/{{z}}/{{x}}/{{y}}.png"
# attribution = "© …"
"""


@dataclass(frozen=True, slots=True)
class Config:
    """What `riwaya.toml` says; None where it says nothing."""

    lexicon: Path | None = None
    by: str | None = None
    tiles: str | None = None  # the address of map tiles, with {z}, {x} and {y}
    attribution: str | None = None  # whose tiles they are

    @property
    def tiles_host(self) -> str:
        """The origin of the tiles, "" if there are none: what a page may load pictures from."""
        parts = urlsplit(self.tiles or "")
        return f"{parts.scheme}://{parts.netloc}" if self.tiles else ""


def template(by: str | None) -> str:
    """Return the file of a new project."""
    return _TEMPLATE.format(by=f"by = {_quoted(by)}" if by else '# by = "…"')


def read_config(path: Path) -> Config:
    """Return the settings in a file, or a ProjectError that names the one that can't be used."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path}: can't be read: {error}; restore it") from None
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"{path}: not TOML: {error}; correct it") from None
    for table, settings in found.items():
        if table not in _KNOWN or not isinstance(settings, dict):
            raise ProjectError(f"{path}: unknown table [{table}]; there are {_listed(_KNOWN)}")
        for name in settings:
            if name not in _KNOWN[table]:
                raise ProjectError(
                    f"{path}: unknown setting {table}.{name}; there is {_listed(_KNOWN[table])}"
                )
    lexicon = _text(path, found, "reading", "lexicon")
    tiles = _text(path, found, "map", "tiles")
    if tiles is not None and not all((_TILES.fullmatch(tiles), "{x}" in tiles, "{y}" in tiles)):
        raise ProjectError(
            f"{path}: map.tiles is no address of tiles; write one such as https://tiles.example/{{z}}/{{x}}/{{y}}.png"
        )
    return Config(
        path.parent / lexicon if lexicon else None, _text(path, found, "judgements", "by"), tiles,
        _text(path, found, "map", "attribution"),
    )  # fmt: skip


def who_judges(given: str | None, config: Config) -> str:
    """Return who a judgement is by: what the command says, else the setting; nobody is made up."""
    name = (given or config.by or "").strip()
    if name == LOGIN:
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            raise ProjectError("this account has no name; say who judges with --by NAME") from None
    if not name:
        raise ProjectError(f"who judges? Say it with --by NAME, or set judgements.by in {NAME}")
    return name


def _text(path: Path, found: dict[str, Any], table: str, name: str) -> str | None:
    value = found.get(table, {}).get(name)
    if value is not None and not isinstance(value, str):
        raise ProjectError(f"{path}: {table}.{name} isn't text; write it in quotes")
    return value or None


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _listed(names: Any) -> str:
    return ", ".join(sorted(names))
