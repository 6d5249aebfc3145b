"""A report's country → which of its bodies a short name means: «الجيش الوطني» of a Libyan report is Libya's.

And which bodies only begin like an international one: «مجلس الأمن القومي العراقي» is no United Nations Security Council.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrases import Chunk
from riwaya.lexicon.gazetteer import Gazetteer
from riwaya.lexicon.loader import Actor, Entry, Lexicon, Trie, folded_words

_OF_A_STATE = frozenset({"القومي", "الوطني", "القوميه", "الوطنيه"})
_ENDINGS = ("", "ه")
_MAINLY = 0.7  # of what a report says of countries
_ENOUGH = 2  # words that say it


@dataclass(frozen=True, slots=True)
class Home:
    """The country that a report is mainly about, None if it is about several, with the words for what is of it."""

    code: str | None
    adjectives: tuple[str, ...]
    lexicon: Lexicon

    def body(self, words: Sequence[str]) -> Actor | None:
        """Return the country's body whose name these folded words begin: «الجيش الوطني» | الليبي."""
        named = (self._named((*words, f"ال{adj}{end}")) for adj in self.adjectives for end in _ENDINGS)
        found = {actor.id: actor for actor in named if actor is not None and actor.country == self.code}
        return found.popitem()[1] if len(found) == 1 else None

    def _named(self, words: Sequence[str]) -> Actor | None:
        node: Trie = self.lexicon.phrases
        for word in words:
            step = node.get(word)
            if not isinstance(step, dict):
                return None
            node = step
        entries = node.get("")
        values = [e.value for e in entries if isinstance(e, Entry)] if isinstance(entries, tuple) else []
        return next((v for v in values if isinstance(v, Actor)), None)


def home_of(parsed: Sequence[Parsed], lexicon: Lexicon) -> Home:
    """Return the country that most of a report's adjectives, bodies, countries and towns speak of."""
    votes: Counter[str] = Counter()
    for sentence in parsed:
        folded = [w.folded for w in sentence.words]
        votes.update(lexicon.gazetteer.bodies.countries_in(folded))
        votes.update(code for word in folded if (code := _country_of(word, lexicon.gazetteer)))
    code, most = max(votes.items(), key=lambda v: v[1], default=("", 0))
    if most < _ENOUGH or most < _MAINLY * votes.total():
        return Home(None, (), lexicon)
    nationalities = lexicon.gazetteer.nationalities
    return Home(code, tuple(a for a, c in nationalities.items() if c == code), lexicon)


def _country_of(folded: str, gazetteer: Gazetteer) -> str | None:
    """Return the country that a word speaks of: an adjective of it, its name, a town that no other country has."""
    if (code := gazetteer.nationality(folded)) is not None:
        return code
    known = gazetteer.knows(folded) and folded not in gazetteer.homographs
    codes = {p.country_code for p in gazetteer.lookup(folded)} if known else set()
    return codes.pop() if len(codes) == 1 else None


def is_another(parsed: Parsed, chunk: Chunk, gazetteer: Gazetteer) -> bool:
    """Tell whether a phrase only begins like the international body that it was taken for: «مجلس الأمن | القومي»."""
    if chunk.actor is None or chunk.actor.kind != "igo":
        return False
    own = folded_words(chunk.actor.name)
    behind = False
    for word in parsed.words[chunk.first : chunk.last]:
        if behind and word.split.article and word.folded not in own:
            return word.folded in _OF_A_STATE or gazetteer.nationality(word.folded) is not None
        behind = word.folded in own
    return False
