"""Files that pass through the app: what readers bring in, what they take out. They lie in the project and nowhere else.

Each has a folder of its own for a moment. Those of an app that was killed go when the project is served next.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath

from riwaya.errors import ProjectError

NAME = ".passing"
LONGEST = 80  # characters of a file's name
_LEFT_OUT = re.compile(r'[\x00-\x1f\x7f<>:"|?*]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')


def passing_folder(root: Path) -> Path:
    """Return a new, empty folder that only this user can look into."""
    try:
        (root / NAME).mkdir(mode=0o700, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=root / NAME))
    except OSError as error:
        raise ProjectError(
            f"{root}: can't be written to: {error.strerror}; check the folder's permissions"
        ) from None


def remove(folder: Path) -> None:
    """Remove such a folder with all that lies in it."""
    shutil.rmtree(folder, ignore_errors=True)


def sweep(root: Path) -> None:
    """Remove the folders of apps that were killed."""
    for folder in (root / NAME).glob("*-*"):
        if not _runs(folder.name.partition("-")[0]):
            remove(folder)


def safe_name(given: str | None) -> str:
    """Return a file's name without folders and without what could mislead: «../../x/a.txt» → «a.txt».

    The ending stays, for it says how the file is read.
    """
    last = PurePosixPath(_LEFT_OUT.sub("_", (given or "").replace("\\", "/"))).name
    stem, dot, ending = last.lstrip(". ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    ending = ending[:10].strip()
    return (stem.strip(". ")[:LONGEST] or "report") + (f".{ending}" if ending else "")


def _runs(number: str) -> bool:
    """Tell whether the process may be running; it is ours if the number is."""
    if not number.isdigit():
        return True
    if os.name == "nt" or int(number) == os.getpid():
        return int(number) == os.getpid()
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
