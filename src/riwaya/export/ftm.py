"""Rows → entities of Follow the Money, JSON lines, built and checked with its own library.

A report is an Article, a claim an Event whose name begins with its status; an organisation, a public body or an office that
the lexicon knows is an entity of its own. Only what is asserted links its participants (`involved`); of what is alleged, denied
or planned they are mentions in the report. Persons without office get no entity.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from riwaya.errors import RiwayaError
from riwaya.export import wording
from riwaya.export.csv import REJECTED
from riwaya.export.output import Target, Written, open_output
from riwaya.export.reference import Reference, load_reference
from riwaya.export.rows import ExportDocument, ExportRow
from riwaya.export.view import Party, View, Viewer

if TYPE_CHECKING:
    from followthemoney.proxy import EntityProxy

MISSING = "Follow the Money's library isn't installed; install it with: pip install 'riwaya[ftm]'"
_HELD = frozenset(("summary", "status"))
_REMEMBERED = 20_000  # entities written lately aren't written again; older ones may be, and merge by their id


def write_ftm(
    rows: Iterable[ExportRow], to: Target, *, side: Target | None = None, reference: Reference | None = None
) -> Written:
    """Write the entities. The same entity may stand twice in a large export: they have one id, and merge."""
    reference = reference or load_reference()
    maker = _Maker(reference)
    viewer = Viewer(reference)
    lately: OrderedDict[str, None] = OrderedDict()
    with open_output(to, side, _HELD) as out:
        for row in rows:
            view = viewer.view(row)
            if view.rejected:
                out.left_out(view, REJECTED)
                continue
            for proxy in maker.entities(view):
                if _is_new(str(proxy.id), lately):
                    out.main.write(json.dumps(proxy.to_dict(), ensure_ascii=False) + "\n")
            out.kept(view, maker.id_of("claim", view.id))
        return out.written


def _is_new(identity: str, lately: OrderedDict[str, None]) -> bool:
    if identity in lately:
        lately.move_to_end(identity)
        return False
    lately[identity] = None
    if len(lately) > _REMEMBERED:
        lately.popitem(last=False)
    return True


class _Maker:
    """Makes entities; holds the library, which is imported only here."""

    def __init__(self, reference: Reference) -> None:
        try:
            from followthemoney import model
        except ImportError as error:
            raise RiwayaError(MISSING) from error
        self._model = model
        self._reference = reference
        self._schemata = reference.tables.ftm["schemata"]

    def id_of(self, *parts: str) -> str:
        """Return the id of what these parts name: the same in every export."""
        return hashlib.sha1("\0".join(("riwaya", *parts)).encode()).hexdigest()

    def entities(self, view: View) -> Iterator[EntityProxy]:
        """Yield the claim's report, participants and event, and what links them."""
        article = self._article(view.row.document)
        yield article
        event = self._event(view, str(article.id))
        for party in dict.fromkeys((*view.parties, *(voice.party for voice in view.voices))):
            entity = self._entity(party)
            if entity is None:
                continue
            yield entity
            if party.role != "source" and self._takes_part(view, entity):
                event.add("involved", entity.id)
            yield self._mention(article, entity, party)
        yield event
        yield self._link(article, event, f"reports: {view.status}")

    def _takes_part(self, view: View, entity: EntityProxy) -> bool:
        return view.status == "asserted" and bool(entity.schema.is_a("LegalEntity"))

    def _article(self, document: ExportDocument) -> EntityProxy:
        return self._made(
            "Article", ("document", document.id), title=document.title or document.id, publishedAt=document.published,
            publisher=document.outlet, sourceUrl=document.url, language=document.language,
        )  # fmt: skip

    def _event(self, view: View, article: str) -> EntityProxy:
        label, spot = self._reference.tables.ftm["status"][view.status], view.spot
        document, time = view.row.document, view.time
        return self._made(
            "Event", ("claim", view.id), name=f"{label}: {view.summary}", summary=wording.note(view),
            description=_described(view), keywords=[f"status={view.status}", view.claim["type"]],
            startDate=time.get("earliest"), endDate=time.get("latest"), location=_address(view),
            country=spot.code if spot is not None else None, recordId=view.id, proof=article,
            publisher=document.outlet, sourceUrl=document.url,
        )  # fmt: skip

    def _entity(self, party: Party) -> EntityProxy | None:
        """Return the entity of a body or an office of the lexicon.

        None for persons, crowds and things; for members of a body, and those alleged to be; and for what only this
        report calls so («الجيش»), which would be taken for one with its namesakes elsewhere.
        """
        schema = self._schemata.get(party.kind)
        if schema is None or party.known is None or party.link != "is":
            return None
        return self._made(schema, ("entity", party.known), name=party.name, country=party.country)

    def _mention(self, article: EntityProxy, entity: EntityProxy, party: Party) -> EntityProxy:
        if not entity.schema.is_a("LegalEntity"):
            return self._link(article, entity, "mentions")
        return self._made(
            "Mention", ("mention", str(article.id), str(entity.id)), document=article.id, resolved=entity.id,
            name=party.name, detectedSchema=entity.schema.name,
        )  # fmt: skip

    def _link(self, article: EntityProxy, entity: EntityProxy, role: str) -> EntityProxy:
        return self._made(
            "Documentation", ("documentation", str(article.id), str(entity.id)), document=article.id,
            entity=entity.id, role=role,
        )  # fmt: skip

    def _made(self, schema: str, identity: tuple[str, ...], **values: Any) -> EntityProxy:
        proxy = self._model.make_entity(schema)
        proxy.id = self.id_of(*identity)
        for name, value in values.items():
            if value is not None:
                proxy.add(name, value)
        return proxy


def _described(view: View) -> str:
    named = [f"{party.role}: {party.name}" for party in view.parties]
    return "\n".join([*named, *([view.passage] if view.passage else [])])


def _address(view: View) -> str | None:
    spot = view.spot
    if spot is None:
        return None
    parts = dict.fromkeys(part for part in (spot.name or spot.words, spot.admin1, spot.country) if part)
    return ", ".join(parts)
