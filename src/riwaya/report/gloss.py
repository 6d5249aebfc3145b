"""Claim → one English line: «SDF officials met with HTS officials in Jarablus, Aleppo, on 12 December 2022,
according to unnamed sources of Darka Mazi».

Nothing is translated that isn't known: a resolved entity or place has its English name, a head noun the
lexicon's; any other words stay Arabic, in quotes «…». What a claim doesn't say is left unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from riwaya.model import Argument, Claim, Document, Entity, Source, Span, Toll
from riwaya.report import english
from riwaya.report.number import counts_many
from riwaya.report.whereabouts import whereabouts
from riwaya.text.fold import fold

Translate = Callable[[str], str | None]
"""Arabic word or phrase → its English, None if the lexicon has none: «مسؤولون» → «officials»."""

_QUOTES = '«»"“”„ '
_MANY = ("armed_group", "military", "group", "people", "civilians")
_COUNTED = re.compile(r"(\d+(?:[.,]\d+)*)\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FrameWords:
    """A frame's English: the past participle and the noun, («shelled», «shelling»)."""

    past: str
    noun: str


@dataclass(frozen=True, slots=True)
class Party:
    """A participant or source in English; `plural` as far as the words tell."""

    words: str
    plural: bool


def gloss(claim: Claim, document: Document, words: FrameWords, translate: Translate | None = None) -> str:
    """Return the English line of a claim; `words` are its frame's."""
    return _Line(claim, document, words, translate).text()


@dataclass(frozen=True, slots=True)
class _Line:
    claim: Claim
    document: Document
    words: FrameWords
    translate: Translate | None

    def text(self) -> str:
        speakers = self._speakers()
        line = self._statement(speakers[-1] if speakers else None)
        if self.claim.status in _SPOKEN and speakers:
            speakers = speakers[:-1]  # the innermost source already stands in the statement
        if speakers:
            line += f", according to {_chain(speakers)}"
        if not line.startswith("possibly"):
            line = {"probable": "probably: ", "possible": "possibly: "}.get(self.claim.certainty, "") + line
        return line[:1].upper() + line[1:]

    # What is said, by status.

    def _statement(self, speaker: Party | None) -> str:
        status = self.claim.status
        who = speaker.words if speaker else None
        if status == "denied":
            return f"{who} denied {self._that()}" if who else f"it is denied {self._that('that ')}"
        if status == "alleged":
            return f"{who} alleged {self._that()}" if who else f"allegedly, {self._said('past')}"
        if status == "requested":
            return f"{who} asked {self._wanted()}" if who else f"requested: {self._said('noun')}"
        if status == "planned":
            return self._said("planned")
        return self._said("possible" if status == "hypothetical" else "past")

    def _that(self, lead: str = "") -> str:
        """«that A shelled B», or «the shelling of …» where neither side is known."""
        return f"that {self._said('past')}" if self._parties() or lead else self._said("noun")

    def _wanted(self) -> str:
        clause = self._said("wanted")
        return f"that {clause}" if self._clause("wanted") else f"for {clause}"

    def _said(self, form: str) -> str:
        """The clause in a form of the verb, else the noun; with toll, places and time."""
        clause = self._clause(form)
        if clause is None:
            clause = self._noun()
            lead = {"planned": "planned: ", "possible": "possibly: "}.get(form, "")
            clause = lead + clause
        return clause + self._circumstances()

    # The clause.

    def _parties(self) -> bool:
        return bool(self.claim.arguments)

    def _clause(self, form: str) -> str | None:
        """Return subject, verb and object, None where the words don't allow a sentence."""
        if form == "noun":
            return None
        verb = english.verb(self.words.past)
        actors, recipients = self._all("actor"), self._all("recipient")
        active = _active(verb, form, actors, recipients) if actors and (recipients or verb.bare) else None
        if active is None and recipients and verb.preposition in _PASSIVE_WITH:
            by = f" by {_names(actors)}" if actors else ""
            return _passive(verb, form, recipients) + by
        return active

    def _noun(self) -> str:
        verb = english.verb(self.words.past)
        actors, recipients = self._all("actor"), self._all("recipient")
        by = [f"by {_names(actors)}"] if actors else []
        to = [f"{verb.preposition or 'of'} {_names(recipients)}"] if recipients else []
        return " ".join([self.words.noun, *(by + to if verb.preposition else to + by)])

    def _circumstances(self) -> str:
        tolls = ", ".join(t for t in map(_toll, self.claim.tolls) if t)
        places = " ".join(whereabouts(self.claim.places, lambda place: self._quoted(place.span)))
        time = self._time()
        comma = "," if "," in places and time else ""  # «in Jarablus, Aleppo, on 12 December 2022»
        return "".join([f" ({tolls})" if tolls else "", f" {places}{comma}" if places else "", time])

    def _time(self) -> str:
        time = self.claim.time
        if time is None:
            return ""
        words = english.period(time.earliest, time.latest)
        return f" {words}" if words else f" ({self._quoted(time.span)})"

    # Who.

    def _all(self, role: str) -> tuple[Party, ...]:
        return tuple(self._argument(argument) for argument in self.claim.of(role))

    def _argument(self, argument: Argument) -> Party:
        return self._party(argument.antecedent or argument.span, argument.entity)

    def _speakers(self) -> list[Party]:
        """The chain, outermost first; a speaker who is also the actor isn't named twice, unless he denies or accuses."""
        actors = {argument.span for argument in self.claim.of("actor")}
        stands = self.claim.sources[-1:] if self.claim.status in ("denied", "alleged") else ()
        told = (source for source in self.claim.sources if source.span not in actors or source in stands)
        return [self._source(source) for source in told]

    def _source(self, source: Source) -> Party:
        party = self._party(source.antecedent or source.span, source.entity)
        if source.kind != "anonymous":
            return party
        quoted = party.words.startswith("«")
        return Party(f"{party.words} (unnamed)" if quoted else f"unnamed {party.words}", party.plural)

    def _party(self, span: Span, entity: Entity | None) -> Party:
        words = span.of(self.document.text)
        head = self._head(words)
        if entity is None or entity.name_en is None:
            return self._unresolved(words, head)
        name = " ".join(_plain(entity.name_en))
        if entity.link == "is":
            return Party(name, entity.kind in _MANY and name.partition(" (")[0].endswith("s"))
        plural = self._counts_many(words)
        if entity.link == "alleged":
            return Party(f"{_quote(words)} (allegedly {name})", plural)
        if head is None:
            return Party(f"{_quote(words)} (of {name})", plural)
        return Party(f"{head} of {name}" if head.startswith("source") else f"{name} {head}", plural)

    def _unresolved(self, words: str, head: str | None) -> Party:
        plural = self._counts_many(words)
        counted = _COUNTED.fullmatch(fold(words))
        noun = self._english(counted.group(2)) if counted else None
        if counted and noun:
            return Party(f"{counted.group(1)} {english.plural(noun) if plural else noun}", plural)
        if self._english(words):
            return Party(head or _quote(words), plural)
        quoted = _quote(words)
        return Party(f"{head} ({quoted})" if head else quoted, plural)

    def _head(self, words: str) -> str | None:
        """The English of the phrase's first word, in the word's number: «مصادر محلية» → «sources»."""
        first, _, rest = words.strip().partition(" ")
        found = self._english(first) or self._english(first.removeprefix("ال"))
        if found is None:
            return self._english(words) if rest else None
        return english.plural(found) if self._counts_many(first) else found

    def _counts_many(self, words: str) -> bool:
        return counts_many(words, self._english)

    def _english(self, words: str) -> str | None:
        return self.translate(words) if self.translate else None

    def _quoted(self, span: Span) -> str:
        return _quote(span.of(self.document.text))


_SPOKEN = ("denied", "alleged", "requested")
_PASSIVE_WITH = ("", "on", "at")  # «was shelled», «was called on», but not «was agreed with»


def _active(
    verb: english.Verb, form: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> str | None:
    """Return «A shelled B», «A plans to shell B», «A might shell B» or, wanted, «A shell B».

    None if the form of the verb isn't known.
    """
    known = verb.past if form == "past" else verb.base
    if known is None:
        return None
    leads = {"planned": "plan to" if _plural(actors) else "plans to", "possible": "might"}
    said = verb.say(known, _names(recipients) if recipients else "")
    return " ".join(part for part in (_names(actors), leads.get(form, ""), said) if part)


def _passive(verb: english.Verb, form: str, recipients: tuple[Party, ...]) -> str:
    many = _plural(recipients)
    be = {
        "past": "were" if many else "was",
        "planned": "are to be" if many else "is to be",
        "possible": "might be",
        "wanted": "be",
    }
    done = f"{verb.say(verb.participle)} {verb.preposition}".strip()
    return f"{_names(recipients)} {be[form]} {done}"


def _names(parties: Iterable[Party]) -> str:
    return english.join(list(dict.fromkeys(party.words for party in parties)))


def _plural(parties: tuple[Party, ...]) -> bool:
    return len(parties) > 1 or parties[0].plural


def _chain(speakers: list[Party]) -> str:
    """«C, quoted by B, quoted by A» for the sources A → B → C."""
    return ", quoted by ".join(party.words for party in reversed(speakers))


def _toll(toll: Toll) -> str | None:
    """Return «at least 70 dead», «11 injured in total»; None where no number is known."""
    number = _number(toll.min, toll.max)
    if number is None:
        return None
    return f"{number} {toll.kind}{' in total' if toll.scope == 'cumulative' else ''}"


def _number(least: int | None, most: int | None) -> str | None:
    if least is not None and most is not None:
        return f"{least:,}" if least == most else f"{least:,} to {most:,}"
    if least is not None:
        return f"at least {least:,}"
    return f"up to {most:,}" if most is not None else None


def _quote(words: str) -> str:
    plain = " ".join(_plain(words)).strip('"“”„ ')
    inner = plain.replace("«", "‹").replace("»", "›")
    if inner.startswith("‹") and inner.find("›") == len(inner) - 1:
        inner = inner[1:-1]  # quoted as a whole already
    return f"«{inner}»"


def _plain(words: str) -> list[str]:
    """Return the words without control characters: a line stays a line, a terminal stays itself."""
    return "".join(c if c.isprintable() or c.isspace() else "" for c in words).split()
