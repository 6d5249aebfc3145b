"""Claims as `riwaya read --format jsonl` prints them → Records: what of a claim is compared with other reports.

Persons without office get a key that holds inside their document only, so that no two reports meet over a private
person. Sources are compared by their words: two outlets that quote one speaker give one account.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from unicodedata import combining, normalize

from riwaya.lexicon.gazetteer import key as place_key
from riwaya.lexicon.loader import Lexicon, folded_words
from riwaya.linking.copies import runs_of
from riwaya.linking.counts import number_in
from riwaya.linking.model import Party, Record, Toll, Voice, When, Where
from riwaya.linking.registry import words_of
from riwaya.linking.stand_ins import arguments_of, owned, with_country
from riwaya.linking.words import (
    above,
    event_word,
    is_definite,
    name_key,
    part_of_day,
    sets_apart,
    sites,
    stem,
)

Json = Mapping[str, Any]

FAMILIES = {
    "ASSAULT": "force", "COERCE": "force", "MOBILIZE": "force",
    "AGREE": "accord", "CONSULT": "accord", "COOPERATE": "accord", "CONCEDE": "accord", "RETREAT": "accord",
    "AID": "accord", "PROTEST": "protest", "SANCTION": "sanction",
    "REQUEST": "words", "ACCUSE": "words", "REJECT": "words", "THREATEN": "words", "SUPPORT": "words",
}  # fmt: skip
AHEAD = ("planned", "requested", "hypothetical")  # still to happen
_FILLERS = frozenset(
    {"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "the", "governorate", "province", "state"}
)
_POINTS = ("site", "settlement")
_NOT_SO_MANY = re.compile(r"(?:^|\s)(?:و?لا|و?ليس|و?ليست|و?ليسوا|بدلاً? من|عوضاً عن|خلافاً ل)\s+(\S+)")
_SENTENCE_END = re.compile(r"[.؟!\n]")
_WINDOW = 90  # letters on each side of a trigger in which there are surely …
_WORDS = 7  # … so many words, by which a passage is told from others
_PLACES = 4  # of a report where a claim without a place may be
_AROUND = 60  # letters on each side of a trigger that stand for a clause where none is given


def record_of(reading: Json, claim: Json, lexicon: Lexicon) -> Record:
    """Return a claim's record. `reading` is the line that has it: its document, its text, its entities.

    `tolls`, `place`, `time` and `sources` are taken as read; nothing is guessed that the claim doesn't say.
    """
    document = reading["document"]
    words = _clause(reading["text"], claim)
    names = _names(reading)
    chain = tuple(_voice(source, names) for source in claim.get("sources", ()))
    places, named = _places(claim), _named(claim)
    if places and (stated := _stated(reading, claim["place"])):
        places = (replace(places[0], stated=stated.province, stated_ar=stated.area), *places[1:])
    when = _past(
        _when(claim.get("time"), words), claim["status"], _day((document.get("published") or "")[:10])
    )
    return Record(
        claim=claim["id"],
        document=document["id"],
        published=_day((document.get("published") or "")[:10]),
        outlet=document.get("outlet"),
        type=claim["type"],
        family=FAMILIES.get(claim["type"], "other"),
        mode=claim.get("mode"),
        weapon=claim.get("weapon"),
        status=claim["status"],
        specific=claim.get("specific", True) or _tells_anew(reading, claim, bool(places) or when.stated),
        word=event_word(claim["trigger"]["text"]),
        start=claim["trigger"]["start"],
        actors=_parties(reading, claim, "actor", chain, lexicon),
        recipients=_parties(reading, claim, "recipient", chain, lexicon),
        where=places[0] if places else None,
        when=when,
        tolls=_tolls(claim.get("tolls", ())),
        chain=chain,
        content_of=claim.get("content_of"),
        confidence=claim.get("confidence") or 0.5,
        also=places[1:],
        sites=sites(words, lexicon, named),
        definite=is_definite(claim["trigger"]["text"]),
        passage=_passage(reading["text"], claim["trigger"]),
        rejected=_rejected(reading["text"], claim),
        another=sets_apart(_around(reading["text"], claim["trigger"])),
        nearby=None if places else _nearby(reading, claim),
        around=() if places else _around_places(reading, claim),
        meanwhile=None if when.stated else _meanwhile(reading, claim),
    )


def _names(reading: Json) -> Mapping[str, Json]:
    return {entity["id"]: entity for entity in reading.get("entities", ())}


def _tells_anew(reading: Json, claim: Json, placed: bool) -> bool:
    """Tell whether what is told in passing can stand for itself: it has a place, a day or a toll, or isn't «القصف» told before.

    Nor is a verb behind such a noun that sums up what is done in general: «العمليات التي تنفذها … تستهدف». Not where a
    person says that it can't: the reading itself has it otherwise.
    """
    if any(c["id"] == claim["id"] and c.get("specific", True) for c in reading.get("claims", ())):
        return False
    words = [claim["trigger"], *claim.get("triggers", ())]
    if is_definite(words[0]["text"]):
        return placed
    before = (word for word in words if word["start"] < words[0]["start"])
    return placed or bool(claim.get("tolls")) or not any(is_definite(word["text"]) for word in before)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _clause(text: str, claim: Json) -> str:
    extent = claim.get("clause") or claim["trigger"]
    if claim.get("clause"):
        return text[extent["start"] : extent["end"]]
    return text[max(0, extent["start"] - _AROUND) : extent["end"] + _AROUND]


def _passage(text: str, trigger: Json) -> tuple[int, ...]:
    """The runs of three words around a trigger, hashed: near-copies tell one happening at the same words."""
    before = words_of(text[max(0, trigger["start"] - _WINDOW) : trigger["start"]])[-_WORDS:]
    behind = words_of(text[trigger["start"] : trigger["end"] + _WINDOW])[: _WORDS + 1]
    return tuple(run & 0xFFFFFFFF for run in runs_of((*before, *behind)))


def _rejected(text: str, claim: Json) -> tuple[int, ...]:
    """The numbers that a sentence puts against its own: «قتل خمسة لا ثلاثة», «وليس عشرة كما أعلن»."""
    if not claim.get("tolls"):
        return ()
    behind = _SENTENCE_END.split(text[claim["trigger"]["start"] :], maxsplit=1)[0]
    told = (number_in(found[1]) for found in _NOT_SO_MANY.finditer(behind))
    return tuple(number[0] for number in told if number is not None)


def _named(claim: Json) -> frozenset[str]:
    """The stems of what is compared for itself: the claim's places and days, and the bodies that the lexicon knows."""
    told = [
        place["text"] for place in claim.get("places") or ([claim["place"]] if claim.get("place") else [])
    ]
    told += [claim["time"]["text"]] if claim.get("time") else []
    told += [argument["text"] for argument in claim.get("arguments", ()) if argument.get("entity")]
    return frozenset(stem(w) for phrase in told for w in folded_words(phrase))


def _parties(
    reading: Json, claim: Json, role: str, chain: tuple[Voice, ...], lexicon: Lexicon
) -> tuple[Party, ...]:
    document, names = reading["document"]["id"], _names(reading)
    found: dict[str, Party] = {}
    for argument in arguments_of(claim, role, reading.get("claims", ())):
        party = _party(argument, document, names.get(argument.get("refers_to") or ""), lexicon)
        found.setdefault(party.key, party)
    parties = with_country(tuple(found.values()), chain, lexicon)
    if claim["status"] == "denied":
        return parties  # whose «its forces» are that somebody denies isn't sure
    return owned(parties, chain, lexicon)


def _party(argument: Json, document: str, cluster: Json | None, lexicon: Lexicon) -> Party:
    """A participant by its entity; else by the words that name it in full."""
    entity = argument.get("entity")
    name = _full_name(argument, cluster)
    if entity and entity.get("link") != "alleged":
        return Party(entity["id"], name, entity["kind"], True, above(entity["id"], lexicon))
    kind = cluster["kind"] if cluster else None
    words = name_key(name) or name
    if kind == "person":
        return Party(f"{document}/{words}", name, kind)
    return Party(words, name, kind, False, _nation(name, lexicon) if not entity else ())


def _full_name(argument: Json, cluster: Json | None) -> str:
    if cluster is not None and (argument.get("antecedent") or argument.get("via")):
        return str(cluster["name"])
    antecedent = argument.get("antecedent")
    return str(antecedent["text"] if antecedent else argument["text"])


def _nation(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The state that an adjective of the phrase names: «طائرات روسية» → ("state.ru",)."""
    codes = (lexicon.gazetteer.nationality(word) for word in folded_words(name))
    states = (f"state.{code.lower()}" for code in codes if code)
    return tuple(dict.fromkeys(state for state in states if state in lexicon.actors))


def _places(claim: Json) -> tuple[Where, ...]:
    """Where it happened, the first the most exact: «في ريف حلب، في بلدة كذا» is the town."""
    main = claim.get("place")
    if not main:
        return ()
    listed = [
        p for p in claim.get("places") or () if p.get("role", "at") == "at" and p["text"] != main["text"]
    ]
    wheres = [_where(main), *(_where(p) for p in listed)]
    inside = [w for w in wheres[1:] if w.settlement and _within(w, wheres[0])]
    if wheres[0].settlement is None and inside:
        return tuple(dict.fromkeys(inside))
    return tuple(dict.fromkeys([wheres[0], *(w for w in wheres[1:] if w.settlement)]))


def _stated(reading: Json, place: Json) -> Where | None:
    """Return the province that the text puts a place in where the gazetteer has it in another: the reading's own finding."""
    for finding in reading.get("findings", ()):
        if finding["kind"] == "place-containment" and finding["spans"][0]["start"] == place["start"]:
            start = finding["spans"][1]["start"]
            told = [
                *reading.get("places", ()),
                *(p for c in reading["claims"] for p in c.get("places") or ()),
            ]
            return next((w for p in told if p["start"] == start and (w := _where(p)).province), None)
    return None


def _within(inner: Where, outer: Where) -> bool:
    return inner.country == outer.country and (outer.province is None or outer.province == inner.province)


def _where(place: Json) -> Where:
    country = _slug(place.get("country_en") or place.get("country"))
    admin = _without_country(_slug(place.get("admin1_en") or place.get("admin1")), country)
    province = f"{country or '-'}/{admin}" if admin else None
    name = place.get("name") or place["text"]
    precision = place.get("precision")
    settlement = None
    if precision in _POINTS or (precision is None and not admin and not country):
        number = place.get("geonames_id")
        settlement = f"gn:{number}" if number else f"{province or country or '-'}/{place_key(name)}"
    return Where(
        name, settlement, province, country, place.get("latitude"), place.get("longitude"), precision,
        place.get("admin1") or place.get("country"),
    )  # fmt: skip


def english_key(name: str) -> str:
    """Return an English place name without its article and the word for a province: «Al-Hasakah Governorate» → "hasakah"."""
    plain = "".join(c for c in normalize("NFKD", name) if not combining(c) and c not in "'’‘ʿʾ")
    words = place_key(plain).split()
    kept = [w for w in words if w not in _FILLERS]
    return " ".join(kept or words)


def _without_country(admin: str | None, country: str | None) -> str | None:
    """A province without its country's name: "south lebanon" → "south", as others call it."""
    if admin is None or country is None or admin == country:
        return admin
    return " ".join(w for w in admin.split() if w not in country.split()) or admin


def _slug(name: str | None) -> str | None:
    return english_key(name) if name else None


def _nearby(reading: Json, claim: Json) -> Where | None:
    """The place of the claim told last before this one, else of the first after it: a report stays where it is."""
    told = [c for c in reading.get("claims", ()) if c.get("place")]
    return _places(min(told, key=lambda c: _distance(c, claim)))[0] if told else None


def _around_places(reading: Json, claim: Json) -> tuple[Where, ...]:
    """The places that a report names, those that it names most first."""
    told = reading.get("places")
    if told is None:
        told = [p for c in reading.get("claims", ()) for p in c.get("places") or ()]
    counted = Counter(w for p in told if (w := _where(p)).settlement)
    return tuple(w for w, _ in counted.most_common(_PLACES))


def _meanwhile(reading: Json, claim: Json) -> When | None:
    """The days of the claim told last before this one, else of the first after it; plans date only plans."""
    told = [
        c
        for c in reading.get("claims", ())
        if _when(c.get("time"), "").stated and (c["status"] not in AHEAD or claim["status"] in AHEAD)
    ]
    return _when(min(told, key=lambda c: _distance(c, claim))["time"], "") if told else None


def _distance(other: Json, claim: Json) -> tuple[bool, bool, int]:
    """Of a happening like it first: a protest abroad over an attack isn't where the attack was."""
    ahead = int(other["trigger"]["start"]) - int(claim["trigger"]["start"])
    return FAMILIES.get(other["type"]) != FAMILIES.get(claim["type"]), ahead > 0, abs(ahead)


def _around(text: str, trigger: Json) -> str:
    """The trigger and the three words behind it."""
    return " ".join(text[trigger["start"] : trigger["end"] + _AROUND].split()[:4])


def _when(time: Json | None, clause: str) -> When:
    """The days that the words name; without any only the part of the day is kept, for `stated` tells the rest."""
    part = part_of_day(time["text"]) if time else None
    part = part or part_of_day(clause)
    if time and time.get("basis") != "unresolved" and (time.get("earliest") or time.get("latest")):
        return When(_day(time.get("earliest")), _day(time.get("latest")), True, part)
    return When(None, None, False, part)


def _past(when: When, status: str, published: date | None) -> When:
    """The days, unless a deed would have been done after it was told: such days were misread."""
    late = when.earliest is not None and published is not None and when.earliest > published
    return When(None, None, False, when.part) if late and status not in AHEAD else when


def _tolls(tolls: Iterable[Json]) -> tuple[Toll, ...]:
    """The sums of the event's own: the highest of each kind, since parts («بينهم طفلان») are told beside it."""
    best: dict[str, Toll] = {}
    for toll in tolls:
        if toll.get("scope", "event") == "event":
            told = Toll(toll["kind"], toll.get("min"), toll.get("max"))
            if told.kind not in best or (told.least or 0) > (best[told.kind].least or 0):
                best[told.kind] = told
    return tuple(best.values())


def _voice(source: Json, names: Mapping[str, Json]) -> Voice:
    entity, cluster = source.get("entity"), names.get(source.get("refers_to") or "")
    name = str(cluster["name"] if cluster and not entity else source["text"])
    named = source.get("kind") != "anonymous"
    key = entity["id"] if entity and named else name_key(name) or name
    return Voice(key, name, named, source.get("stance", "neutral"), bool(entity and named))
