"""A refusal as the store words it, for the command line → a sentence for a form, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from riwaya.errors import RiwayaError
from riwaya.review.words import Language, word

_GIVEN = r"""(?P<quote>['"])(?P<given>.*)(?P=quote)"""
_SAID = (  # the first that fits counts
    (rf"no place {_GIVEN};", "no_place"),
    (rf"several places {_GIVEN}: (?P<list>.*); give the number", "several_places"),
    (r"no settlement within (?P<given>\d+) km", "no_settlement"),
    (rf"{_GIVEN} is no time;", "no_time"),
    (rf"{_GIVEN} is no day;", "no_day"),
    (rf"{_GIVEN} is no number of", "no_number"),
    (r"a number of people has at most (?P<given>\d+) digits", "too_many"),
    (rf"{_GIVEN} are no words of the report", "not_there"),
    (rf"{_GIVEN} is neither in the lexicon nor words", "not_there"),
    (rf"the report has no words {_GIVEN};", "not_there"),
    (rf"{_GIVEN} stands there more than once", "more_than_once"),
    (rf"the lexicon has nobody {_GIVEN};", "nobody"),
    (rf"several are called {_GIVEN}: (?P<list>.*); give the id", "several_called"),
    (r"there is a claim of these words already", "there_already"),
    (r"too long: a value has at most (?P<given>\d+)", "too_long"),
)
_KNOWN = tuple((re.compile(pattern, re.DOTALL), f"refusal.{key}") for pattern, key in _SAID)
_OPTION = re.compile(r"^--[\w-]+: ")


@contextmanager
def in_words(language: Language) -> Iterator[None]:
    """Let what is refused within be told to who filled in a form."""
    try:
        yield
    except RiwayaError as error:
        raise type(error)(refusal(language, str(error))) from None


def refusal(language: Language, message: str) -> str:
    """Return a refusal in a reader's words; one that isn't known loses the name of its option and stays as it is."""
    for pattern, key in _KNOWN:
        if found := pattern.search(message):
            named = found.groupdict()
            shown = {name: named[name] for name in ("given", "list") if name in named}
            if "quote" in named:  # Arabic within English, or the other way round, keeps to itself
                shown["given"] = f"\u2068«{shown['given']}»\u2069"
            return word(language, key, **shown)
    return _OPTION.sub("", message)
