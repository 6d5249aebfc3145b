"""Full text over folded Arabic, by SQLite's FTS5: with `engine.py` all that another database would need anew.

A row is a sentence. Its words are indexed as they are (folded) and without what clings to them («وبالمدينة»
is found by «مدينة»); a word that is asked for also finds those that begin with it («حلب»: «حلبي»). Words
between quotation marks are looked for as they stand. Current versions of documents only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, text

from riwaya.errors import InputError
from riwaya.text.fold import fold

PER_DOCUMENT_BITS = 20
_PER_DOCUMENT = 1 << PER_DOCUMENT_BITS  # rows that a document's key leaves room for
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"([^"]*)"')
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ه", "ي", "ك")
_SHORTEST = 3  # letters that a word keeps when something is taken off
_PREFIX_FROM = 3  # letters from which the beginning of a word finds it


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found: its document's key and its span in that text; the best have the lowest rank."""

    document: int
    start: int
    end: int
    rank: float


@dataclass(frozen=True, slots=True)
class Term:
    """A part of what is asked for: words that follow one another as they stand, or one word in any form, itself first."""

    words: tuple[str, ...]
    as_it_stands: bool = False

    @property
    def begins(self) -> bool:
        """Whether the word is long enough to find those that begin with it."""
        return not self.as_it_stands and len(self.words[0]) >= _PREFIX_FROM


def create(connection: Connection) -> None:
    """Make the index, if it isn't there."""
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS passage USING fts5("
            'words, stems, start UNINDEXED, stop UNINDEXED, tokenize = "unicode61 remove_diacritics 0")'
        )
    )


def insert(connection: Connection, document: int, passages: Sequence[tuple[int, int, str, str]]) -> None:
    """Index a document's passages, as `passages_of` makes them."""
    rows = [
        {"id": document * _PER_DOCUMENT + n, "words": words, "stems": stems, "start": start, "stop": end}
        for n, (start, end, words, stems) in enumerate(passages)
    ]
    if rows:
        statement = "INSERT INTO passage(rowid, words, stems, start, stop) VALUES (:id, :words, :stems, :start, :stop)"
        connection.execute(text(statement), rows)


def delete(connection: Connection, document: int) -> None:
    """Take a document out of the index."""
    first = document * _PER_DOCUMENT
    statement = "DELETE FROM passage WHERE rowid >= :first AND rowid < :end"
    connection.execute(text(statement), {"first": first, "end": first + _PER_DOCUMENT})


def purge(connection: Connection) -> None:
    """Leave no word of what was deleted in the index."""
    connection.execute(text("INSERT INTO passage(passage) VALUES ('optimize')"))


def find(connection: Connection, wanted: str, limit: int | None = None) -> Iterator[Hit]:
    """Yield the sentences that hold all the words, the best first; None for `limit` means all."""
    statement = (
        "SELECT rowid, start, stop, bm25(passage, 4.0, 1.0) AS rank FROM passage "
        "WHERE passage MATCH :query ORDER BY rank, rowid LIMIT :limit"
    )
    rows = connection.execute(
        text(statement), {"query": query(wanted), "limit": -1 if limit is None else limit}
    )
    for row in rows:
        yield Hit(row.rowid // _PER_DOCUMENT, row.start, row.stop, row.rank)


def passages_of(words: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int, str, str]]:
    """Return each stretch of a text as (start, end, its folded words, their bare forms)."""
    passages = []
    for start, end in spans:
        tokens = _WORD.findall(fold(words[start:end]))
        bare = dict.fromkeys(form for token in tokens for form in bare_forms(token))
        passages.append((start, end, " ".join(tokens), " ".join(bare)))
    return passages


def query(wanted: str) -> str:
    """Return FTS5's query: «والجيش» → words or stems with «والجيش», «الجيش» or «جيش», or what begins so."""
    return " AND ".join(f"({_asked_for(term)})" for term in terms(wanted))


def terms(wanted: str) -> list[Term]:
    """Return what is asked for, part by part; an InputError if it is nothing."""
    folded = fold(wanted)
    phrases = [_WORD.findall(quoted) for quoted in _QUOTED.findall(folded)]
    found = [Term(tuple(phrase), as_it_stands=True) for phrase in phrases if phrase]
    for word in _WORD.findall(_QUOTED.sub(" ", folded)):
        found.append(Term(tuple(dict.fromkeys((word, *_without_before(word))))))
    if not found:
        raise InputError("nothing to look for: give a word, or words between quotation marks")
    return found


def _asked_for(term: Term) -> str:
    if term.as_it_stands:
        return f'words : "{" ".join(term.words)}"'
    exact = " OR ".join(f'"{form}"' for form in term.words)
    longer = f' OR "{term.words[0]}"*' if term.begins else ""
    return f'words : "{term.words[0]}" OR stems : ({exact}{longer})'


@lru_cache(maxsize=50_000)
def bare_forms(word: str) -> tuple[str, ...]:
    """Return a folded word and what it may be without clitics: «وبمدينتهم» → «بمدينتهم», «مدينتهم», «مدينه» …"""
    forms = dict.fromkeys((word, *_without_before(word)))
    for form in tuple(forms):
        forms.update(dict.fromkeys(_without_after(form)))
    return tuple(forms)


def _without_before(word: str) -> Iterator[str]:
    """Yield the word without و/ف, without a preposition, without the article, in turn."""
    for lead in ("و", "ف"):
        if word.startswith(lead) and len(word) > _SHORTEST:
            yield word[1:]
            yield from _without_preposition(word[1:])
    yield from _without_preposition(word)


def _without_preposition(word: str) -> Iterator[str]:
    if word.startswith("ال") and len(word) >= _SHORTEST + 2:
        yield word[2:]
    elif word.startswith("لل") and len(word) >= _SHORTEST + 2:
        yield "ال" + word[2:]
        yield word[2:]
    elif word[:1] in ("ب", "ك", "ل", "س") and len(word) > _SHORTEST:
        yield word[1:]
        if word.startswith("ال", 1) and len(word) >= _SHORTEST + 3:
            yield word[3:]


def _without_after(word: str) -> Iterator[str]:
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun) and len(word) - len(pronoun) >= _SHORTEST:
            stem = word.removesuffix(pronoun)
            yield stem
            if stem.endswith("ت") and len(stem) > _SHORTEST:
                yield stem[:-1] + "ه"  # «مدينتهم»: «مدينة»
