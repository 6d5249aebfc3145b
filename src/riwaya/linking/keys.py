"""Record → blocking keys: claims of one happening share at least one, and few others share it.

A key is a family with where or who, and a stretch of days. Stretches overlap by half, so that days at most half a stretch
apart share one. A claim without a day counts for the days before its publication (a plan: those after).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from riwaya.linking.kinship import named, own_words
from riwaya.linking.model import Party, Record, When, Where
from riwaya.linking.record import AHEAD
from riwaya.linking.sounds import consonants
from riwaya.linking.words import name_key

BEFORE = 3  # days before its publication in which what is told without a day has happened
AFTER = 6  # days after it in which what is planned is to happen
DENIED_WITHIN = 7  # days in which a denial that names none of its own comes after what it denies
_PLACE_DAYS = 4
_PARTY_DAYS = 2
_RARE = frozenset(
    "market hospital school worship wedding port airport prison bridge convoy depot factory power".split()
)
_PEOPLE = frozenset({"person", "civilians", "victims", "people"})  # whom no report is found by
_MANY = 12  # dead or injured: few other blows of those days cost as many
_NAMES = 3  # words of a body that no list has by which it is looked for, wherever it is
_LONG = 45  # days beyond which an interval meets only those of the same month or year


def keys_of(record: Record) -> frozenset[str]:
    """Return the keys under which a claim is looked for and found; they never depend on other claims."""
    own = f"{record.family}|d|{record.document}"
    return frozenset((own, *_keys(record)))


def span_of(record: Record) -> tuple[date, date] | None:
    """Return the days in which it happened as far as it is bounded, None if nothing bounds it."""
    when = record.when
    if when is not None and when.stated:
        return _days(when)
    if record.meanwhile is not None and record.status not in AHEAD:
        return _days(record.meanwhile)
    if record.published is None:
        return None
    if record.status in AHEAD:
        return record.published, record.published + timedelta(AFTER)
    return record.published - timedelta(BEFORE), record.published


def _days(when: When) -> tuple[date, date] | None:
    first, last = when.earliest or when.latest, when.latest or when.earliest
    return (first, last) if first and last and first <= last else None


def _keys(record: Record) -> Iterator[str]:
    wide, narrow = _stretches(record, _PLACE_DAYS), _stretches(record, _PARTY_DAYS)
    places = () if record.family == "words" else _place_names(record)  # what is said isn't bound to a place
    for place in places:
        yield from (f"{record.family}|{place}|{days}" for days in wide)
    country = _country(record)
    if country and record.family not in ("force", "words"):
        yield from (f"{record.family}|c:{country}|{days}" for days in narrow)  # few happen, told of any town
    for party in _party_names(record):
        yield from (f"{record.family}|{party}|{days}" for days in narrow)
    if record.passage:
        yield f"{record.family}|x:{record.passage[0]:x}"  # the same words: a near-copy of the report
    for site in record.sites:
        if site in _RARE:
            yield from (f"{record.family}|s:{site}|{days}" for days in narrow)
    for count in _counts(record):
        yield from (f"{record.family}|{count}|{days}" for days in narrow)


def _stretches(record: Record, size: int) -> tuple[str, ...]:
    span = _looked_for(record)
    if span is None:
        return ("-",)
    first, last = (day.toordinal() for day in span)
    if last - first > _LONG:
        return (f"{span[0]:%Y-%m}/{span[1]:%Y-%m}",)
    half = size // 2
    found = [f"{size}a{n}" for n in range(first // size, last // size + 1)]
    found += [f"{size}b{n}" for n in range((first + half) // size, (last + half) // size + 1)]
    return tuple(found)


def _looked_for(record: Record) -> tuple[date, date] | None:
    """Return the days in which it may have happened; of an undated denial also those before it came out."""
    span = span_of(record)
    if (
        span is None
        or record.status != "denied"
        or record.published is None
        or (record.when and record.when.stated)
    ):
        return span
    return min(span[0], record.published - timedelta(DENIED_WITHIN)), span[1]


def _place_names(record: Record) -> tuple[str, ...]:
    places = (record.where or record.nearby, *record.also, *record.around)
    return tuple(dict.fromkeys(name for place in places if place for name in _levels(place)))


def _levels(place: Where) -> Iterator[str]:
    """The town by its name, for reports differ on the province; the province, for some name nothing closer."""
    if place.settlement:
        yield f"n:{consonants(place.name) or name_key(place.name)}"
    if place.province:
        yield f"p:{place.province}"
    elif place.country and not place.settlement:
        yield f"c:{place.country}"


def _party_names(record: Record) -> tuple[str, ...]:
    """Who took part; who denies it mostly is who is said to have done it."""
    parties = record.actors if record.family == "words" else (*record.actors, *record.recipients)
    country = _country(record) or "-"
    denying = [f"a:{voice.key}" for voice in record.chain[-1:] if record.status == "denied" and voice.known]
    bodies = (name for party in parties for name in _bodies(party, country))
    return tuple(dict.fromkeys((*denying, *bodies, *_own_names(record))))


def _country(record: Record) -> str | None:
    place = record.where or record.nearby
    return place.country if place else None


def _bodies(party: Party, country: str) -> Iterator[str]:
    if party.known:
        yield f"a:{party.key}"
        yield from (f"a:{body}" for body in party.above[:1])
    elif party.kind not in _PEOPLE and party.kind != "thing":
        yield f"h:{country}/{party.key.split()[0]}"  # each report describes them in its own words, the noun is the same


def _own_names(record: Record) -> Iterator[str]:
    """The words that are a body's own, wherever it is: «أبناء البلدة الفلانية»; not those of «عشرة قتلى»."""
    for party in () if record.family == "words" else (*record.actors, *record.recipients):
        told = party.kind is not None or party in record.actors or named(party)
        if told and not party.known and party.kind not in _PEOPLE:
            yield from (f"w:{word}" for word in sorted(own_words(party.name))[:_NAMES])


def _counts(record: Record) -> Iterator[str]:
    """Tolls, in one country; high ones also where no place says in which."""
    country = _country(record)
    for toll in record.tolls:
        if toll.least and toll.least > 1 and country:
            yield f"t:{country}:{toll.kind}:{toll.least}"
        if toll.least and toll.least >= _MANY:
            yield f"t:{toll.kind}:{toll.least}"
