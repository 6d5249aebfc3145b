"""Gold claims → Records: participants and places resolved by reading the text, all else as gold has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from riwaya.lexicon.gazetteer import GazetteerPlace
from riwaya.lexicon.gazetteer import key as place_key
from riwaya.lexicon.loader import Lexicon
from riwaya.linking.model import Record
from riwaya.linking.record import english_key, record_of

Json = Mapping[str, Any]
Span = Sequence[Any]  # [start, end, words]

_CUES_OF_STATUS = {"denied": "denies", "alleged": "accuses"}
_FIELDS = ("precision", "latitude", "longitude", "geonames_id", "name", "admin1_en", "country_en")
_REGIONS = frozenset(
    "northern southern eastern western north south east west central northeastern northwestern".split()
)
_PROCLITIC = 2  # letters of what is joined to a name: «وال»
_TOLLS = ("dead", "injured")


def gold_records(article: Json, gold: Json, lexicon: Lexicon) -> tuple[Record, ...]:
    """Return the records of an article's gold claims; a claim is called "docno/id"."""
    reading = _read(article, lexicon)
    claims = [_claim(claim, gold["docno"], reading, lexicon) for claim in gold["claims"]]
    told = {**reading, "claims": claims}
    return tuple(record_of(told, claim, lexicon) for claim in claims)


def _read(article: Json, lexicon: Lexicon) -> Json:
    from riwaya.contract import to_json
    from riwaya.pipeline import read_text

    reading = read_text(
        article["text"], published=article.get("published"), outlet=article.get("outlet"),
        title=article.get("title"), id=article.get("id") or article["docno"], lexicon=lexicon,
    )  # fmt: skip
    return to_json(reading, analysis=True)


def _claim(gold: Json, docno: str, reading: Json, lexicon: Lexicon) -> dict[str, Any]:
    """The claim as `riwaya read` would print it had it read what gold says."""
    trigger = gold["triggers"][0]
    alike = [{**c["trigger"], "claim": c} for c in reading["claims"] if c["type"] == gold["type"]]
    met = next(filter(None, (_overlapping(span, alike) for span in gold["triggers"])), None)
    read = met["claim"] if met else {}
    place = _place(gold, reading, lexicon)
    return {
        "id": f"{docno}/{gold['id']}",
        "type": gold["type"],
        "mode": read.get("mode"),
        "weapon": read.get("weapon"),
        "trigger": {"start": trigger[0], "end": trigger[1], "text": reading["text"][trigger[0] : trigger[1]]},
        "clause": _clause(gold),
        "specific": gold.get("specific", True),
        "content_of": None,
        "arguments": [
            {"role": role, **_participant(span, reading)}
            for role in ("actor", "recipient")
            for span in gold[role]
        ],
        "place": place,
        "places": [place] if place else [],
        "time": _time(gold),
        "tolls": list(_tolls(gold, reading)),
        "sources": [_source(span, gold, last, reading) for span, last in _with_last(gold["sources"])],
        "status": gold["status"],
        "confidence": 1.0,
    }


def _clause(gold: Json) -> Json:
    spans = [*gold["triggers"], *gold["actor"], *gold["recipient"]]
    spans += [gold[field] for field in ("place", "time") if gold.get(field)]
    first = gold["triggers"][0]
    near = [s for s in spans if abs(s[0] - first[0]) <= 200]  # an antecedent may stand paragraphs before
    return {"start": min(s[0] for s in near), "end": max(s[1] for s in near)}


def _overlapping(span: Span, candidates: Iterable[Json]) -> Json | None:
    """The candidate that shares most with the span, if it is about the same words."""
    best, most = None, 0.0
    for candidate in candidates:
        shared = min(span[1], candidate["end"]) - max(span[0], candidate["start"])
        part = shared / max(span[1] - span[0], candidate["end"] - candidate["start"])
        if shared > 0 and part > most:
            best, most = candidate, part
    return best


def _mentions(reading: Json) -> Iterator[Json]:
    for entity in reading["entities"]:
        for mention in entity["mentions"]:
            yield {**mention, "cluster": entity["id"]}
    yield from (m for m in reading["mentions"] if m["entity"])


def _participant(span: Span, reading: Json) -> dict[str, Any]:
    """An argument, without the entity that is only named in it: «سوق ليبيا» isn't Libya."""
    found = _argument(span, reading)
    listed = [m for m in _mentions(reading) if (m.get("entity") or {}).get("link", "is") == "is"]
    inner = _overlapping(span, (m for m in listed if span[0] <= m["start"] and m["end"] <= span[1]))
    entity = found["entity"]
    if entity and entity.get("link") == "is" and inner and inner["start"] > span[0] + _PROCLITIC:
        return {**found, "entity": None, "refers_to": None}
    return found


def _argument(span: Span, reading: Json) -> dict[str, Any]:
    text = reading["text"][span[0] : span[1]]
    mention = _overlapping(span, _mentions(reading))
    told = {"start": span[0], "end": span[1], "text": text, "antecedent": None, "via": None}
    if mention is None:
        return {**told, "entity": None, "refers_to": None}
    inner = next((c for c in reading["entities"] if c["id"] == mention.get("cluster")), None)
    entity = mention.get("entity") or _resolved(span, inner, reading)
    return {**told, "entity": entity, "refers_to": mention.get("cluster")}


def _resolved(span: Span, cluster: Json | None, reading: Json) -> Json | None:
    """The entity of the cluster, or what the reader's own arguments and sources make of the words."""
    if cluster is not None and not str(cluster["id"]).startswith("local."):
        return {**cluster, "link": "is"}
    read = [a for c in reading["claims"] for a in (*c["arguments"], *c["sources"]) if a.get("entity")]
    met = _overlapping(span, read)
    return met["entity"] if met else None


def _place(gold: Json, reading: Json, lexicon: Lexicon) -> Json | None:
    """Gold's place, with what the gazetteer knows of it: its English name says which of those that bear the name."""
    if not gold.get("place"):
        return None
    span = gold["place"]
    text = reading["text"][span[0] : span[1]]
    parts = [part.strip() for part in (gold.get("place_en") or "").split(",") if part.strip()]
    read = _overlapping(span, reading["places"])
    told = {"start": span[0], "end": span[1], "text": text, "role": "at", "name": text}
    if not parts:
        return {**read, "role": "at"} if read else {**told, "precision": None}
    known = _known_place(parts, lexicon) or (_known_place(parts[1:], lexicon) if len(parts) > 3 else None)
    if known is not None:
        fields = {field: getattr(known, field) for field in _FIELDS}
        return {**told, **fields, "precision": "site" if len(parts) > 3 else known.precision}
    if read and _agrees(read, parts):
        return {**read, "role": "at"}
    near = read if read and english_key(read["country_en"] or "") == english_key(parts[-1]) else None
    return {**told, **_as_gold_says(text, parts, near, lexicon)}


def _as_gold_says(text: str, parts: Sequence[str], near: Json | None, lexicon: Lexicon) -> dict[str, Any]:
    """A place that no list has there. `near`: one of that name that the reader knows elsewhere in the country."""
    head = lexicon.gazetteer.heads.get(place_key(text).split()[0].removeprefix("ال"))
    precision = ("country", "admin1", "settlement", "site")[min(len(parts), 4) - 1]
    if len(parts) == 2 and english_key(parts[0]).split()[0] in _REGIONS:
        precision = "region"
    namesakes = _english_names(lexicon).get((english_key(parts[0]), english_key(parts[-1])), ())
    return {
        "name": namesakes[0].name if namesakes else near["name"] if near else parts[0],
        "latitude": near["latitude"] if near else None,
        "longitude": near["longitude"] if near else None,
        "precision": head.precision if head and len(parts) > 2 else precision,
        "country_en": parts[-1],
        "admin1_en": parts[-2] if len(parts) > 2 else parts[0] if precision == "admin1" else None,
    }


def _known_place(parts: Sequence[str], lexicon: Lexicon) -> GazetteerPlace | None:
    """The gazetteer's place of that English name in that province and country, the most populous first."""
    table = _english_names(lexicon)
    same = table.get((english_key(parts[0]), english_key(parts[-1])), ())
    if len(parts) == 2:
        return next((p for p in same if p.precision in ("admin1", "region")), None)
    inside = [p for p in same if len(parts) == 1 or _alike(p.admin1_en or p.name_en, parts[-2])]
    return inside[0] if inside else None


def _english_names(lexicon: Lexicon) -> Mapping[tuple[str, str], Sequence[GazetteerPlace]]:
    memo = lexicon.memo
    if "english names" not in memo:
        table: dict[tuple[str, str], list[GazetteerPlace]] = defaultdict(list)
        for place in sorted(
            {p for _, places in lexicon.gazetteer.entries() for p in places},
            key=lambda p: (-p.population, p.id),
        ):
            table[english_key(place.name_en), english_key(place.country_en or "")].append(place)
        memo["english names"] = table
    return cast("Mapping[tuple[str, str], Sequence[GazetteerPlace]]", memo["english names"])


def _agrees(read: Json, parts: Sequence[str]) -> bool:
    """Tell whether the reader's place is gold's: same country, and same province if both name one."""
    if english_key(read["country_en"] or "") != english_key(parts[-1]):
        return False
    admin = read["admin1_en"]
    return len(parts) < 3 or admin is None or _alike(admin, parts[-2])


def _alike(one: str, other: str) -> bool:
    return bool(set(english_key(one).split()) & set(english_key(other).split()))


def _time(gold: Json) -> Json | None:
    if not gold.get("from") and not gold.get("to"):
        return None
    words = gold["time"][2] if gold.get("time") and len(gold["time"]) > 2 else ""
    return {"text": words, "earliest": gold.get("from"), "latest": gold.get("to"), "basis": "stated"}


def _tolls(gold: Json, reading: Json) -> Iterator[Json]:
    """Gold has the least number; whether it is also the most the text's own words tell."""
    read = [t for c in reading["claims"] for t in c["tolls"] if t["scope"] == "event"]
    for kind in _TOLLS:
        least = gold.get(kind)
        if least is not None:
            same = [t["max"] for t in read if t["kind"] == kind and t["min"] == least]
            yield {"kind": kind, "min": least, "max": same[0] if same else least, "scope": "event"}


def _with_last(spans: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    for i, span in enumerate(spans):
        yield span, i == len(spans) - 1


def _source(span: Span, gold: Json, last: bool, reading: Json) -> Json:
    argument = _argument(span, reading)
    kind = gold.get("source_kind") if last else None
    if kind is None:
        met = _overlapping(span, (s for c in reading["claims"] for s in c["sources"]))
        kind = met["kind"] if met else "organisation"
    stance = _CUES_OF_STATUS.get(gold["status"], "neutral") if last else "neutral"
    return {**argument, "kind": kind, "stance": stance}
