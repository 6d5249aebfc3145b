"""Records as the tests of accounts, contradictions and grades need them: a few words each."""

from __future__ import annotations

from datetime import date
from typing import Any

from riwaya.linking.accounts import accounts
from riwaya.linking.contradictions import contradictions
from riwaya.linking.copies import Report, report_of
from riwaya.linking.model import Account, Finding, Party, Record, Toll, Voice, When, Where

FAMILIES = {
    "ASSAULT": "force",
    "COERCE": "force",
    "AGREE": "accord",
    "CONSULT": "accord",
    "RETREAT": "accord",
    "AID": "aid",
}


def party(name: str, key: str = "", kind: str | None = None, above: tuple[str, ...] = ()) -> Party:
    """A participant; with a `key` one that the lexicon knows."""
    return Party(key or name, name, kind, bool(key), above)


def voice(name: str, key: str = "", named: bool = True) -> Voice:
    return Voice(key or name, name, named)


def unnamed(name: str) -> Voice:
    return voice(name, named=False)


def day(text: str, part: str | None = None) -> When:
    """«2024-03-05» or «2024-03-05..2024-03-07»."""
    first, _, last = text.partition("..")
    return When(date.fromisoformat(first), date.fromisoformat(last or first), True, part)


def town(
    name: str, province: str, latitude: float | None = 35.0, longitude: float | None = 36.0, **more: Any
) -> Where:
    country = province.partition("/")[0]
    return Where(name, f"{province}/{name}", province, country, latitude, longitude, "settlement", **more)


def record(claim: str, *chain: Voice, **fields: Any) -> Record:
    """A claim called «document/n»; its outlet is the document's name, published on 5 March 2024."""
    document = claim.partition("/")[0]
    kind = fields.pop("type", "ASSAULT")
    dead = fields.pop("dead", None)
    if dead is not None:
        least, most = dead if isinstance(dead, tuple) else (dead, dead)
        fields["tolls"] = (Toll("dead", least, most),)
    for side in ("actors", "recipients"):
        if isinstance(fields.get(side), Party):
            fields[side] = (fields[side],)
    values = {
        "document": document, "published": date(2024, 3, 5), "outlet": document, "type": kind,
        "family": FAMILIES.get(kind, kind.lower()), "mode": None, "weapon": None, "status": "asserted", "specific": True,
        "word": "قصف", "start": int(claim.partition("/")[2] or 0),
    }  # fmt: skip
    return Record(claim=claim, chain=chain, **{**values, **fields})


def report(document: str, text: str = "", outlet: str | None = None, published: str = "2024-03-05") -> Report:
    return report_of({"id": document, "text": text, "outlet": outlet or document, "published": published})


def found_in(*records: Record) -> tuple[tuple[Account, ...], tuple[Finding, ...]]:
    """The accounts and contradictions of an incident of these claims, whose texts have nothing in common."""
    told, _ = accounts(records, {r.document: report(r.document) for r in records})
    return told, contradictions("i1", records, told)


def kinds(*records: Record) -> list[str]:
    return sorted(f.kind.removeprefix("contradiction-") for f in found_in(*records)[1])
