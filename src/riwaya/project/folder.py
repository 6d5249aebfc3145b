"""A project's folder: `riwaya.toml`, `riwaya.db`, and `originals/` with the bytes of every report as it came.

An original's name is made of its bytes. It appears under that name only when it is whole and on the disk.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import ProjectError
from riwaya.project.config import NAME

_PART = ".part"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the parts of a project lie."""

    root: Path

    @property
    def config(self) -> Path:
        """The settings; there from the moment that the project is ready."""
        return self.root / NAME

    @property
    def database(self) -> Path:
        """The store."""
        return self.root / "riwaya.db"

    @property
    def originals(self) -> Path:
        """The folder of the reports' bytes."""
        return self.root / "originals"

    def keep(self, raw: bytes, kind: str) -> str:
        """Write an original and return its name within the project; what is there already stays."""
        digest = hashlib.sha256(raw).hexdigest()
        name = f"originals/{digest[:2]}/{digest}{kind}"
        target = self.root / name
        if target.exists():
            return name
        try:
            if not target.parent.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                sync(self.originals)
            write_whole(target, raw)
        except OSError as error:
            raise ProjectError(
                f"{target}: can't be written: {error.strerror}; nothing was added of it"
            ) from None
        return name

    def remove(self, names: Iterable[str]) -> None:
        """Remove originals by name; one that isn't there is no error."""
        for name in names:
            (self.root / name).unlink(missing_ok=True)
            if (self.root / name).parent.exists():
                sync((self.root / name).parent)

    def sweep(self) -> None:
        """Remove the beginnings of originals whose writer was killed."""
        for part in self.originals.glob(f"*/*{_PART}"):
            if not _alive(part.name):
                part.unlink(missing_ok=True)


def write_whole(target: Path, raw: bytes) -> None:
    """Write a file so that it is whole or not there, whatever happens."""
    part = target.with_name(f".{target.name[:16]}.{os.getpid()}{_PART}")
    try:
        with part.open("wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
        sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Put a folder's list of names on the disk; systems that can't do that do it by themselves."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _alive(name: str) -> bool:
    """Tell whether the process that writes a part may still be at it."""
    number = name.removesuffix(_PART).rpartition(".")[2]
    if not number.isdigit() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def find_root(given: Path | None) -> Path:
    """Return the project's folder: the given one, else the nearest from here upwards that has `riwaya.toml`."""
    if given is not None:
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / NAME).is_file():
            return folder
    raise ProjectError("no project here; make one with riwaya init DIR, or name yours with --project DIR")
