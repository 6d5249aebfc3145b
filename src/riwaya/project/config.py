"""`riwaya.toml` → the settings of a project. A setting that isn't known is an error, not a silence."""

from __future__ import annotations

import getpass
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import ProjectError

NAME = "riwaya.toml"
LOGIN = "@login"
_KNOWN = {"reading": {"lexicon"}, "judgements": {"by"}}
_TEMPLATE = """\
# Settings of this project of riwaya. A line that begins with # is not in force.

[reading]
# A lexicon folder on top of the built-in one, relative to this file.
# lexicon = "lexicon"

[judgements]
# Who judges, where a command doesn't say it with --by.
# "@login" is the name of the account that runs riwaya.
{by}
"""


@dataclass(frozen=True, slots=True)
class Config:
    """What `riwaya.toml` says; None where it says nothing."""

    lexicon: Path | None = None
    by: str | None = None


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
    return Config(path.parent / lexicon if lexicon else None, _text(path, found, "judgements", "by"))


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
