"""Riwaya reads Arabic conflict reports into a record of who says what happened.

    import riwaya

    for reading in riwaya.read("reports/"):
        for claim in reading.claims:
            print(claim.type, claim.status, claim.trigger.of(reading.document.text))

`read` takes files and folders, `read_text` a text, `to_json` gives the JSON that the command line prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"
__all__ = ["Document", "Reading", "RiwayaError", "__version__", "read", "read_text", "to_json"]

if TYPE_CHECKING:
    from riwaya.contract import to_json
    from riwaya.errors import RiwayaError
    from riwaya.model import Document, Reading
    from riwaya.pipeline import read, read_text

_HOMES = {
    "Document": "riwaya.model",
    "Reading": "riwaya.model",
    "RiwayaError": "riwaya.errors",
    "read": "riwaya.pipeline",
    "read_text": "riwaya.pipeline",
    "to_json": "riwaya.contract",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that the command line starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
