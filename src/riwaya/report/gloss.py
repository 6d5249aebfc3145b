"""Claim → one English line: «SDF officials met with HTS officials in Jarablus, Aleppo, on 12 December 2022,
according to unnamed sources of Darka Mazi».

Nothing is translated that isn't known: a resolved entity or place has its English name, a head noun the
lexicon's; any other words stay Arabic, in quotes «…». What a claim doesn't say is left unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from riwaya.model import Argument, Claim, Document, Entity, Place, Source, Span, Toll
from riwaya.report import english
from riwaya.text.fold import fold

Translate = Callable[[str], str | None]
"""Arabic word or phrase → its English, None if the lexicon has none: «مسؤولون» → «officials»."""

_PLACE_WORDS = {"at": "in", "from": "from", "to": "to", "via": "via"}
_MOST_PLACES = 3
_QUOTES = '«»"“”„ '
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
        line = {"probable": "Probably: ", "possible": "Possibly: "}.get(self.claim.certainty, "") + line
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
        if actors:
            active = _active(verb, form, _plural(actors))
            return f"{_names(actors)} {active}{_object(verb, recipients)}" if active else None
        if recipients and not verb.preposition:
            return f"{_names(recipients)} {_passive(verb, form, _plural(recipients))}"
        return None

    def _noun(self) -> str:
        verb = english.verb(self.words.past)
        actors, recipients = self._all("actor"), self._all("recipient")
        parts = [self.words.noun]
        if recipients and not verb.preposition:
            parts.append(f"of {_names(recipients)}")
        if actors:
            parts.append(f"by {_names(actors)}")
        if recipients and verb.preposition:
            parts.append(f"{verb.preposition} {_names(recipients)}")
        return " ".join(parts)

    def _circumstances(self) -> str:
        tolls = ", ".join(t for t in map(_toll, self.claim.tolls) if t)
        places = " ".join(self._place(place) for place in self.claim.places[:_MOST_PLACES])
        time = self._time()
        comma = "," if "," in places and time else ""  # «in Jarablus, Aleppo, on 12 December 2022»
        return "".join([f" ({tolls})" if tolls else "", f" {places}{comma}" if places else "", time])

    def _place(self, place: Place) -> str:
        lead = _PLACE_WORDS[place.role]
        if place.name_en is None:
            return f"{lead} {self._quoted(place.span)}"
        wider = place.admin1_en if place.precision not in ("admin1", "region", "country") else None
        names = [place.name_en, wider or place.country_en]
        return f"{lead} {', '.join(dict.fromkeys(name for name in names if name))}"

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
        """The chain, outermost first; a speaker who is also the actor isn't named twice."""
        actors = {argument.span for argument in self.claim.of("actor")}
        return [self._source(source) for source in self.claim.sources if source.span not in actors]

    def _source(self, source: Source) -> Party:
        span = source.antecedent or source.span
        party = self._party(span, source.entity)
        if source.kind != "anonymous":
            return party
        known = "«" not in party.words
        return Party(f"unnamed {party.words}" if known else f"{party.words} (unnamed)", party.plural)

    def _party(self, span: Span, entity: Entity | None) -> Party:
        words = span.of(self.document.text)
        head = self._head(words)
        if entity is None or entity.name_en is None:
            return self._unresolved(words, head)
        name = " ".join(_plain(entity.name_en))
        if entity.link == "is":
            return Party(name, False)
        if entity.link == "alleged":
            return Party(f"{_quote(words)} (allegedly {name})", _looks_plural(words, head))
        if head is None:
            return Party(f"{_quote(words)} (of {name})", _looks_plural(words, None))
        of = f"{head} of {name}" if head.endswith("sources") else f"{name} {head}"
        return Party(of, _looks_plural(words, head))

    def _unresolved(self, words: str, head: str | None) -> Party:
        whole = self._english(words)
        counted = _COUNTED.fullmatch(fold(words))
        noun = self._english(counted.group(2)) if counted else None
        if counted and noun:
            return Party(f"{counted.group(1)} {noun}", counted.group(1) != "1")
        if whole:
            return Party(whole, _looks_plural(words, whole))
        quoted = _quote(words)
        return Party(f"{head} ({quoted})" if head else quoted, _looks_plural(words, head))

    def _head(self, words: str) -> str | None:
        first = words.split(maxsplit=1)
        return self._english(first[0]) if first else None

    def _english(self, words: str) -> str | None:
        return self.translate(words) if self.translate else None

    def _quoted(self, span: Span) -> str:
        return _quote(span.of(self.document.text))


_SPOKEN = ("denied", "alleged", "requested")


def _active(verb: english.Verb, form: str, plural: bool) -> str | None:
    """Return «shelled», «plans to shell», «might shell» or, wanted, «shell»; None if the form isn't known."""
    if form == "past":
        return verb.form(verb.past) if verb.past else None
    if verb.base is None:
        return None
    base = verb.form(verb.base)
    return {
        "planned": f"{'plan' if plural else 'plans'} to {base}",
        "possible": f"might {base}",
        "wanted": base,
    }[form]


def _passive(verb: english.Verb, form: str, plural: bool) -> str:
    done = verb.form(verb.participle)
    be = {
        "past": "were" if plural else "was",
        "planned": "are to be" if plural else "is to be",
        "possible": "might be",
        "wanted": "be",
    }
    return f"{be[form]} {done}"


def _object(verb: english.Verb, recipients: tuple[Party, ...]) -> str:
    if not recipients:
        return ""
    return f" {verb.preposition} {_names(recipients)}" if verb.preposition else f" {_names(recipients)}"


def _names(parties: Iterable[Party]) -> str:
    return english.join(list(dict.fromkeys(party.words for party in parties)))


def _plural(parties: tuple[Party, ...]) -> bool:
    return len(parties) > 1 or parties[0].plural


def _chain(speakers: list[Party]) -> str:
    """«C, quoted by B, quoted by A» for the sources A → B → C."""
    return ", quoted by ".join(party.words for party in reversed(speakers))


def _looks_plural(words: str, head: str | None) -> bool:
    """Tell whether an Arabic phrase counts more than one: by its head, number or ending."""
    if head is not None:
        return head.endswith("s") or head in ("people", "forces", "men", "women", "children")
    first = fold(words).split(maxsplit=1)[0] if words.strip() else ""
    sound_plural = len(first) > 4 and first.endswith(("ون", "ين", "ات"))
    return sound_plural or (first.isdigit() and first != "1")


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
    plain = " ".join(_plain(words))
    return f"«{plain.strip(_QUOTES)}»"


def _plain(words: str) -> list[str]:
    """Return the words without control characters: a line stays a line, a terminal stays itself."""
    return "".join(c if c.isprintable() or c.isspace() else "" for c in words).split()
