"""`riwaya lexicon check`: every example and near miss is read, every list is looked over.

An error is something that must be mended (a near miss that fires, an unknown kind, an alias of two actors); a note is worth a
look (a word of two frames, an example whose participants are read otherwise).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from riwaya.lexicon.frames import Example, Frame
from riwaya.lexicon.loader import DATA, Lexicon, folded_words, load_lexicon, read_table
from riwaya.model import Claim, Document, Span
from riwaya.reading import read_document

KINDS = frozenset(
    "state government military police intelligence armed_group party igo ngo media company group official people civilians "
    "victims fighters person office rank honorific role".split()
)
_ARABIC_COLUMNS = {
    "actors.tsv": ("name", "aliases", "metonyms", "adjectives"), "heads.tsv": ("word",), "titles.tsv": ("title",),
    "given_names.tsv": ("name",), "cues.tsv": ("forms",), "verbs.tsv": ("verb",), "words.tsv": ("word",),
    "idioms.tsv": ("expression",), "light_verbs.tsv": ("form",), "nouns.tsv": ("word",), "adjectives.tsv": ("word",),
    "status_words.tsv": ("forms",), "places_extra.tsv": ("name", "aliases"),
}  # fmt: skip
_NUMBERED = re.compile(r"[A-Z]\d+")  # roads and lines: «طريق M4»


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an entry: where it stands, what it is, what to do."""

    where: str
    message: str
    error: bool

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def check(folders: Sequence[Path] = ()) -> list[Problem]:
    """Return what is wrong with the package's lexicon and the folders on top of it, errors first.

    Raises LexiconError for a file that can't be loaded at all.
    """
    lexicon = load_lexicon(*folders)
    everywhere = (DATA, *folders)
    problems = [
        *_examples(lexicon),
        *_kinds(everywhere),
        *_letters(everywhere),
        *_aliases(everywhere),
        *_shared_words(lexicon),
    ]
    return sorted(problems, key=lambda p: not p.error)


def _examples(lexicon: Lexicon) -> Iterator[Problem]:
    for frame in lexicon.frames.values():
        for number, example in enumerate(frame.examples, 1):
            where = f"{frame.path.name}: {frame.id}, example {number}"
            yield from _written(example, where)
            yield from _read(frame, example, where, lexicon)


def _written(example: Example, where: str) -> Iterator[Problem]:
    words = [example.trigger or "", *(word for _, words in example.arguments for word in words)]
    for word in words:
        if word not in example.text:
            yield Problem(where, f"«{word}» doesn't stand in the example's text; copy the exact words", True)


def _read(frame: Frame, example: Example, where: str, lexicon: Lexicon) -> Iterator[Problem]:
    claims = _claims(example.text, lexicon)
    mine = [c for c in claims if lexicon.frames[c.frame] is frame]
    if not example.event:
        for claim in mine:
            word = claim.trigger.of(example.text)
            yield Problem(
                where,
                f"the near miss is read as an event at «{word}»; narrow the frame or add an idiom",
                True,
            )
        return
    if example.trigger is None:
        return
    start = example.text.find(example.trigger)
    expected = Span(start, start + len(example.trigger))
    found = [c for c in claims if c.type == frame.type and any(t.overlaps(expected) for t in c.triggers)]
    if not found:
        yield Problem(
            where, f"no {frame.type} is read at «{example.trigger}»; add the form or mend the sentence", True
        )
        return
    for role, words in example.arguments:
        spans = [a.span for a in found[0].of(role)]
        for word in words:
            at = example.text.find(word)
            if not any(s.overlaps(Span(at, at + len(word))) for s in spans):
                yield Problem(
                    where,
                    f"the {role} «{word}» isn't read; see whether the frame's roles name its slot",
                    False,
                )


def _claims(text: str, lexicon: Lexicon) -> tuple[Claim, ...]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return read_document(Document(digest[:12], text, digest, language="ar"), lexicon).claims


def _kinds(folders: Sequence[Path]) -> Iterator[Problem]:
    for name in ("actors.tsv", "heads.tsv", "titles.tsv"):
        for row in read_table(name, folders):
            if row["kind"] not in KINDS:
                yield Problem(
                    row["where"], f"unknown kind {row['kind']!r}; use one of {', '.join(sorted(KINDS))}", True
                )


def _letters(folders: Sequence[Path]) -> Iterator[Problem]:
    for name, columns in _ARABIC_COLUMNS.items():
        for row in read_table(name, folders):
            for column in columns:
                for letter in _NUMBERED.sub("", row.get(column, "")):
                    if letter.isalpha() and not unicodedata.name(letter, "").startswith("ARABIC"):
                        yield Problem(
                            row["where"],
                            f"{column} holds {letter!r}, no Arabic letter; write the Arabic one",
                            True,
                        )
                        break


def _aliases(folders: Sequence[Path]) -> Iterator[Problem]:
    owners: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for row in read_table("actors.tsv", folders):
        for name in f"{row['name']}|{row['aliases']}|{row['metonyms']}".split("|"):
            if key := folded_words(name):
                owners[key].setdefault(row["id"], row["where"])
    for key, where in owners.items():
        if len(where) > 1:
            *first, last = where
            yield Problem(
                where[last],
                f"«{' '.join(key)}» is also a name of {', '.join(first)}; keep it in one place",
                True,
            )


def _shared_words(lexicon: Lexicon) -> Iterator[Problem]:
    owners: dict[tuple[str, ...], list[Frame]] = defaultdict(list)
    for frame in lexicon.frames.values():
        for lemma in frame.lemmas:
            owners[folded_words(lemma)].append(frame)
    for key, frames in owners.items():
        told_apart = sum(bool(frame.beside or frame.doer or frame.done_to) for frame in frames)
        if len({frame.type for frame in frames}) > 1 and told_apart < len(frames) - 1:
            names = ", ".join(sorted({frame.id for frame in frames}))
            yield Problem(
                frames[-1].path.name,
                f"«{' '.join(key)}» stands in frames of two types: {names}; the fuller one wins",
                False,
            )
