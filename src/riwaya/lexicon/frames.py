"""A frame: the words that tell one kind of event and what stands for whom beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from riwaya.errors import LexiconError
from riwaya.model import EVENT_TYPES, STATUSES
from riwaya.text.fold import fold

_LISTS = ("verbs", "phrases", "masdars", "nouns", "participles")
_KEYS = frozenset(
    {"id", "type", "mode", "weapon", "target_kind", "strength", "passive", "gloss", "provenance", "roles",
     "content", "content_status", "examples", "unless", "beside", "behind", "doer", "done_to", "needs", *_LISTS}
)  # fmt: skip
STRENGTHS = ("strong", "weak", "faint")
Contexts = Mapping[str, tuple[str, ...]]  # a context's name → its expressions, as `contexts.tsv` has them
Expressions = frozenset[tuple[str, ...]]  # folded words in turn


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence written for the lexicon, with what must be read from it; `event` False for a near miss."""

    text: str
    event: bool
    trigger: str | None
    arguments: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)  # one value an id: compared by identity
class Frame:
    """See `docs/lexicon.md` for what each field means."""

    id: str
    type: str
    mode: str | None
    weapon: str | None
    target_kind: str | None
    verbs: tuple[str, ...]
    phrases: tuple[str, ...]
    masdars: tuple[str, ...]
    nouns: tuple[str, ...]
    participles: tuple[str, ...]
    strong: bool  # tells an event alone
    faint: bool  # only beside a stronger word of the same event
    unless: Expressions  # one of these in the sentence cancels a single word of the frame
    beside: Expressions  # the frame counts only near one of these, and then before other frames
    behind: Expressions  # the frame counts only right behind one of these, and then before other frames; it is part of the event
    doer: Expressions  # the frame counts only if its actor is called so, and then before other frames
    done_to: Expressions  # the frame counts only if what its word is done to heads so, and then before other frames
    needs: tuple[str, ...]  # roles that must be filled for a noun of the frame to tell an event
    passive_often: bool
    gloss: tuple[str, str]
    roles: Mapping[str, tuple[str, ...]]
    content: tuple[str, ...]
    content_status: str | None
    examples: tuple[Example, ...]
    path: Path
    slots: Mapping[str, tuple[str, ...]]  # folded syntax → roles, as the chunks name it: «بـ» → "ب"

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Return the trigger lemmas: every verb, phrase, masdar, noun and participle as written."""
        return self.verbs + self.phrases + self.masdars + self.nouns + self.participles


def read_frames(path: Path, contexts: Contexts = MappingProxyType({})) -> Iterator[Frame]:
    """Yield the frames of one TOML file; `unless` and `beside` may name `contexts` or hold words.

    Raises LexiconError naming the file, the frame and the next step if an entry can't be used.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: not a TOML file ({error}); mend the line and check again") from error
    for number, entry in enumerate(data.get("frame", []), 1):
        yield _frame(entry, path, number, contexts)


def _frame(entry: dict[str, Any], path: Path, number: int, contexts: Contexts) -> Frame:
    where = f"{path}: frame {number} ({entry.get('id', 'without id')})"
    for key in ("id", "type"):
        if not isinstance(entry.get(key), str):
            raise LexiconError(f"{where}: {key!r} is missing; give it as text")
    if unknown := sorted(set(entry) - _KEYS):
        raise LexiconError(f"{where}: unknown key {unknown[0]!r}; use one of {', '.join(sorted(_KEYS))}")
    if entry["type"] not in EVENT_TYPES:
        raise LexiconError(f"{where}: unknown type {entry['type']!r}; use one of {', '.join(EVENT_TYPES)}")
    if entry.get("content_status") not in (None, *STATUSES):
        raise LexiconError(
            f"{where}: unknown content_status {entry['content_status']!r}; use one of {', '.join(STATUSES)}"
        )
    strength = entry.get("strength", "strong")
    if strength not in STRENGTHS:
        raise LexiconError(f"{where}: unknown strength {strength!r}; use one of {', '.join(STRENGTHS)}")
    lists = {key: _texts(entry, key, where) for key in _LISTS}
    roles = {role: _texts(entry.get("roles", {}), role, where) for role in entry.get("roles", {})}
    return Frame(
        id=entry["id"], type=entry["type"], mode=entry.get("mode"), weapon=entry.get("weapon"),
        target_kind=entry.get("target_kind"), **lists, strong=strength == "strong", faint=strength == "faint",
        unless=_expressions(entry, "unless", where, contexts), beside=_expressions(entry, "beside", where, contexts),
        behind=_expressions(entry, "behind", where, contexts),
        doer=_expressions(entry, "doer", where, contexts), done_to=_expressions(entry, "done_to", where, contexts),
        needs=_texts(entry, "needs", where),
        passive_often=entry.get("passive") == "often", gloss=_gloss(entry, where), roles=MappingProxyType(roles),
        content=_texts(entry, "content", where), content_status=entry.get("content_status"),
        examples=tuple(_example(x, where) for x in entry.get("examples", [])),
        path=path, slots=_slots(roles),
    )  # fmt: skip


def _expressions(entry: Mapping[str, Any], key: str, where: str, contexts: Contexts) -> Expressions:
    """Return the folded expressions that a key lists, those of the contexts that it names among them."""
    found: set[tuple[str, ...]] = set()
    for name in _texts(entry, key, where):
        if name not in contexts and name.isascii():
            raise LexiconError(
                f"{where}: {key!r} names no context {name!r}; use a word or one of {', '.join(sorted(contexts))}"
            )
        found.update(tuple(fold(expression).split()) for expression in contexts.get(name, (name,)))
    return frozenset(found)


def _slots(roles: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    slots: dict[str, tuple[str, ...]] = {}
    for role in ("actor", "recipient"):
        for syntax in roles.get(role, ()):
            name = fold(syntax).strip("ـ ")
            slots[name] = (*slots.get(name, ()), role)
    return MappingProxyType(slots)


def _texts(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
        raise LexiconError(f"{where}: {key!r} must be a list of texts")
    return tuple(value)


def _gloss(entry: Mapping[str, Any], where: str) -> tuple[str, str]:
    gloss = _texts(entry, "gloss", where)
    if len(gloss) not in (0, 2):
        raise LexiconError(
            f'{where}: \'gloss\' needs two English words, participle and noun: ["shelled", "shelling"]'
        )
    return (gloss[0], gloss[1]) if gloss else (entry["type"].lower(), entry["type"].lower())


def _example(entry: Mapping[str, Any], where: str) -> Example:
    text = entry.get("text")
    if not isinstance(text, str):
        raise LexiconError(f"{where}: an example has no 'text'")
    arguments = tuple((role, _texts(entry, role, where)) for role in ("actor", "recipient"))
    return Example(text, entry.get("event", True), entry.get("trigger"), arguments)
