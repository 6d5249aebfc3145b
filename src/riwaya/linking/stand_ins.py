"""Words that stand for participants named elsewhere → those: «الطرفان» after talks, «مقاتلونا» of the body that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from riwaya.lexicon.loader import Lexicon, folded_words
from riwaya.linking.kinship import is_own
from riwaya.linking.model import Party, Voice
from riwaya.linking.words import above

Json = Mapping[str, Any]

_BOTH = frozenset(
    "الطرفان الطرفين الجانبان الجانبين الوفدان الوفدين للطرفين للجانبين للوفدين كلاهما كليهما".split()
)
_COUNTRY = frozenset("بلاده بلادها بلادهم بلادنا بلده بلدها بلدنا".split())
_SIDES = ("actor", "recipient")


def arguments_of(claim: Json, role: str, claims: Sequence[Json]) -> Iterator[Json]:
    """Yield a claim's arguments of a role; for «الطرفان» the two sides of what its report told of two before it."""
    for argument in claim.get("arguments", ()):
        if argument["role"] == role:
            if _both(argument) and (sides := _told_before(claim, claims)):
                yield from sides
            else:
                yield argument


def _both(argument: Json) -> bool:
    words = folded_words(argument["text"])
    return not argument.get("antecedent") and len(words) == 1 and words[0] in _BOTH


def _told_before(claim: Json, claims: Sequence[Json]) -> list[Json]:
    """The participants of the claim told last before this one that has two or more, both sides known by the lexicon."""
    start = claim["trigger"]["start"]
    for other in sorted(claims, key=lambda c: -int(c["trigger"]["start"])):
        sides = [a for a in other.get("arguments", ()) if a["role"] in _SIDES and a.get("entity")]
        if other["trigger"]["start"] < start and len({a["entity"]["id"] for a in sides}) > 1:
            return sides
    return []


def with_country(parties: tuple[Party, ...], chain: Sequence[Voice], lexicon: Lexicon) -> tuple[Party, ...]:
    """Return participants with the state of who tells of them where the words are «his country», «our country»."""
    voice = chain[-1] if chain else None
    if voice is None or voice.key not in lexicon.actors:
        return parties
    line = (voice.key, *above(voice.key, lexicon))
    state = next((key for key in line if key.startswith("state.")), None)
    if state is None:
        return parties
    own = Party(state, lexicon.actors[state].name, "state", True)
    return tuple(own if _is_country(p) else p for p in parties)


def _is_country(party: Party) -> bool:
    words = folded_words(party.name)
    return not party.known and len(words) == 1 and words[0] in _COUNTRY


def owned(parties: tuple[Party, ...], chain: Sequence[Voice], lexicon: Lexicon) -> tuple[Party, ...]:
    """Return participants with the body that tells of them where their words are «our fighters», «the air force»."""
    voice = chain[-1] if chain else None
    if voice is None or voice.key not in lexicon.actors:
        return parties
    line = above(voice.key, lexicon)
    own = Party(voice.key, voice.name, lexicon.actors[voice.key].kind, True, line)
    state = any(key.startswith("state.") for key in (voice.key, *line))
    return tuple(
        own if not (p.known or p.above) and is_own(p.name, voice.name, state) else p for p in parties
    )
