"""Files → Lexicon: the only place that reads the data folder. The rest receives the value.

A user's folder is laid on top: its frames and rows replace those with the same id (or word) and add the others.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from riwaya.errors import LexiconError
from riwaya.lexicon.conjugate import VerbForm, conjugate, inflect_adjective, inflect_noun, masdar
from riwaya.lexicon.frames import Frame, read_frames
from riwaya.lexicon.gazetteer import Gazetteer, load_gazetteer
from riwaya.text.fold import fold

_NUMBER_CLASSES = frozenset({"unit", "part", "ten", "tens", "hundred", "hundreds", "scale", "double"})
_SHORTEST_NOUN = 4  # letters
MEMO_SIZE = (
    50_000  # words that an answer is kept for: those of news fit, an endless input doesn't fill the memory
)
DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of `actors.tsv`."""

    id: str
    name: str
    name_en: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `cues.tsv`: a word that shows who says what. `order` is where its source stands."""

    id: str
    word_class: str  # "verb" | "noun" | "preposition" | "phrase"
    order: str
    stance: str
    continues: bool
    en: str
    takes: str = "clause"  # what may be said: a "clause" or quotation only, or a bare "noun" phrase too («أعلن مقتل …»)


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A row of `light_verbs.tsv`: a verb that hands over to an event noun."""

    form: str
    noun: str  # where the event noun stands: "object", "subject", "passive" or a preposition
    subject: str  # what its own subject is to the event: "actor", "recipient", "place", "cause", "none"
    effect: str  # "", "result", "foiled", "planned", "begins", "ends", "claimed", "control"


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A row of `status_words.tsv`: a word that settles whether the event beside it happened."""

    effect: str  # "denied", "negation", "planned", "requested", "hypothetical", "alleged", "hedge"
    reach: int  # words before the event's word
    after: bool  # also right behind it


@dataclass(frozen=True, slots=True)
class Remention:
    """A row of `rementions.tsv`: a common noun that takes up one of these kinds, or who did (suffered) such a deed."""

    kinds: tuple[str, ...]
    deed: tuple[str, str] | None  # role and event type


@dataclass(frozen=True, slots=True)
class Head:
    """A row of `heads.tsv` or `titles.tsv`: a noun that heads a description of an actor."""

    word: str
    kind: str
    en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one folded word may be. `tail` are the folded words that must follow (at most two words between)."""

    # "trigger", "cue", "light", "verb", "word" (closed classes), "head", "title", "name", "adjective" (of an actor: «التركي»),
    # "adj" (common), "noun" (common), "number", "status", "actor", "idiom"
    kind: str
    value: Frame | Cue | LightVerb | StatusWord | Head | Actor | str
    part: str = ""  # of a trigger: "verb" | "masdar" | "noun" | "participle"; of a word: its class
    verb: VerbForm | None = None
    tail: tuple[str, ...] = ()


Trie = dict[str, "Trie | tuple[Entry, ...]"]  # the key "" holds the entries that end here


@dataclass(frozen=True)
class Lexicon:
    """All that is known of words before a text is read. Built by `load_lexicon`; never changed."""

    frames: Mapping[str, Frame]
    words: Mapping[str, tuple[Entry, ...]]  # by folded word
    phrases: Trie  # by folded words in turn
    actors: Mapping[str, Actor]
    rementions: Mapping[str, Remention]  # by folded word
    gazetteer: Gazetteer
    version: str  # of the files' bytes: kept with what was read
    folders: tuple[Path, ...]

    @cached_property
    def memo(self) -> dict[str, object]:
        """A place where pure functions of a word keep their answers (news repeats its words)."""
        return {}

    def __reduce__(self) -> tuple[object, tuple[Path, ...]]:
        """Another process loads the same files: quicker than sending what was made of them."""
        return load_lexicon, self.folders[1:]

    def english(self, word: str) -> str | None:
        """Return the English of a head noun or title («مسؤولون» → official), None if the lists have none."""
        known = cast("dict[str, str | None]", self.memo.setdefault("english", {}))
        if word not in known:
            entries = self.words.get(fold(word), ())
            head = next((e.value for e in entries if isinstance(e.value, Head)), None)
            if len(known) >= MEMO_SIZE:
                known.clear()
            known[word] = (head.en or None) if head is not None else None
        return known[word]


@cache
def load_lexicon(*folders: Path) -> Lexicon:
    """Return the lexicon of the package with the user's folders on top.

    Raises LexiconError naming file, entry and next step for a file that can't be used.
    """
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError(
                f"{folder}: no such lexicon folder; give a folder laid out as docs/lexicon.md says"
            )
    everywhere = (DATA, *folders)
    contexts = {
        row["context"]: tuple(row["words"].split("|")) for row in read_table("contexts.tsv", everywhere)
    }
    paths = [path for folder in everywhere for path in sorted((folder / "frames").glob("*.toml"))]
    frames = {frame.id: frame for path in paths for frame in read_frames(path, contexts)}
    actors, names = _read_actors(everywhere)
    index: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for key, entry in [*_entries(frames.values(), everywhere), *names]:
        if entry.kind == "noun" and any(e.kind == "trigger" and e.verb is None for e in index[key]):
            continue  # what tells an event isn't a common noun, whichever list says so
        if entry not in index[key]:
            index[key].append(entry)
    for key, entry in _masdar_entries(everywhere):
        if not any(e.verb is None for e in index[key]):  # a list that has the word knows better
            index[key].append(entry)
    words = {key[0]: tuple(entries) for key, entries in index.items() if len(key) == 1}
    return Lexicon(
        frames, words, _trie((k, v) for k, v in index.items() if len(k) > 1), actors,
        _read_rementions(everywhere), load_gazetteer(*everywhere), _version(everywhere), everywhere,
    )  # fmt: skip


@cache
def _columns(name: str) -> tuple[str, ...]:
    """Return the columns of a list as the package has it."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines() if (DATA / name).exists() else []
    header = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return tuple(header.split("\t")) if header else ()


def read_table(name: str, folders: Iterable[Path] = (DATA,)) -> Iterator[dict[str, str]]:
    """Yield the rows of a TSV list from each folder that has it, as {column: cell}.

    A column that a user's file leaves out is empty, as an empty cell is.
    Raises LexiconError naming file and line for a row with too many or too few cells.
    """
    for folder in folders:
        path = folder / name
        if not path.exists():
            continue
        columns: list[str] | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if columns is None:
                columns = cells
                continue
            if len(cells) > len(columns):
                raise LexiconError(
                    f"{path}:{number}: {len(cells)} cells where the header has {len(columns)}; remove a tab"
                )
            row = dict.fromkeys((*_columns(name), *columns), "") | dict(zip(columns, cells, strict=False))
            row["where"] = f"{path}:{number}"
            yield row


def _version(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted([*folder.glob("*.tsv"), *folder.glob("frames/*.toml")]):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def folded_words(text: str) -> tuple[str, ...]:
    """Return the folded words of an expression: «هيئة تحرير الشام» → ("هييه", "تحرير", "الشام")."""
    return tuple("".join(c if c.isalnum() else " " for c in fold(text)).split())


_Keyed = tuple[tuple[str, ...], Entry]


def _entries(frames: Iterable[Frame], folders: tuple[Path, ...]) -> Iterator[_Keyed]:
    for frame in frames:
        yield from _frame_entries(frame)
    yield from _light_entries(folders)
    yield from _cue_entries(folders)
    yield from _status_entries(folders)
    for row in read_table("verbs.tsv", folders):
        verb = next(iter(row.values()))
        yield from _verb_entries(verb, Entry("verb", verb), row["where"])
    for row in read_table("words.tsv", folders):
        yield folded_words(row["word"]), Entry("word", row["word"], row["class"])
    yield from _nominal_entries(folders)
    for table in ("idioms.tsv", "idioms_speech.tsv"):
        for row in read_table(table, folders):
            yield folded_words(row["expression"]), Entry("idiom", row["expression"])


def _masdar_entries(folders: tuple[Path, ...]) -> Iterator[_Keyed]:
    """Yield the action nouns of common verbs: they are nouns, and no event."""
    for row in read_table("verbs.tsv", folders):
        verb = next(iter(row.values()))
        noun = masdar(verb.split()[0])
        for form in inflect_noun(noun) if noun else ():
            yield (form,), Entry("noun", verb, "abstract")


def _light_entries(folders: tuple[Path, ...]) -> Iterator[_Keyed]:
    for row in read_table("light_verbs.tsv", folders):
        light = LightVerb(row["form"], row["noun"], row["subject"], row.get("effect", ""))
        yield from _verb_entries(row["form"], Entry("light", light), row["where"])


def _cue_entries(folders: tuple[Path, ...]) -> Iterator[_Keyed]:
    for row in read_table("cues.tsv", folders):
        cue = Cue(
            row["id"],
            row["class"],
            row["order"],
            row["stance"],
            row["continues"] == "yes",
            row["en"],
            row.get("takes") or "clause",
        )
        for form in filter(None, row["forms"].split("|")):
            yield from _written_entries(form, Entry("cue", cue), row["where"])


def _status_entries(folders: tuple[Path, ...]) -> Iterator[_Keyed]:
    for row in read_table("status_words.tsv", folders):
        status = StatusWord(row["effect"], int(row["reach"]), row["after"] == "yes")
        for form in row["forms"].split("|"):
            yield from _written_entries(form, Entry("status", status), row["where"])
            yield from ((key, Entry("status", status)) for key in _with_tanwin(form))


def _with_tanwin(form: str) -> Iterator[tuple[str, ...]]:
    """Yield the accusative of a status noun: «متهم» → «متهماً»; short words are particles and have none."""
    key = folded_words(form)
    if len(key) > 1 or "/" in form or len(key[0]) < _SHORTEST_NOUN:
        return
    if not key[0].startswith("ال") and key[0][-1] not in "اهين":
        yield (key[0] + "ا",)


def _written_entries(form: str, entry: Entry, where: str) -> Iterator[_Keyed]:
    """Yield a verb's forms («قال/يقول»), or a word as it is written."""
    if "/" in form:
        yield from _verb_entries(form, entry, where)
    else:
        yield folded_words(form), entry


def _nominal_entries(folders: tuple[Path, ...]) -> Iterator[_Keyed]:
    for row in read_table("heads.tsv", folders):
        head = Entry("head", Head(row["word"], row["kind"], row["en"]))
        for form in inflect_noun(row["word"], plural=False):
            yield folded_words(form), head
    for row in read_table("titles.tsv", folders):
        yield folded_words(row["title"]), Entry("title", Head(row["title"], row["kind"], row["en"]))
    for table in ("given_names.tsv", "family_names.tsv"):
        for row in read_table(table, folders):
            yield folded_words(row["name"]), Entry("name", row["name"])
    for row in read_table("nouns.tsv", folders):
        for form in inflect_noun(row["word"]):
            yield (form,), Entry("noun", row["word"], row["class"])
    for row in read_table("adjectives.tsv", folders):
        for form in inflect_adjective(row["word"]):
            yield (form,), Entry("adj", row["word"])
    for row in read_table("number_words.tsv", folders):
        if row["class"] in _NUMBER_CLASSES:
            for form in row["form"].split("|"):
                yield folded_words(form), Entry("number", form)


def _frame_entries(frame: Frame) -> Iterator[_Keyed]:
    where = f"{frame.path}: {frame.id}"
    for verb in (*frame.verbs, *frame.phrases):
        yield from _verb_entries(verb, Entry("trigger", frame, "verb"), where)
    for part, words in (("masdar", frame.masdars), ("noun", frame.nouns)):
        for word in words:
            yield from ((forms, Entry("trigger", frame, part)) for forms in _noun_forms(folded_words(word)))
    for word in frame.participles:
        key = folded_words(word)
        for form in inflect_adjective(key[0]):
            yield (form, *key[1:]), Entry("trigger", frame, "participle")


def _noun_forms(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the forms of a noun or of a noun with its adjective: «دعماً سياسياً», «الغارة الجوية»."""
    if len(key) == 1:
        for form in inflect_noun(key[0]):
            yield (form,)
        return
    yield key
    for pronoun in ("ه", "ها", "هم", "هما"):  # «إطلاق سراحهم»
        yield (*key[:-1], key[-1].removesuffix("ه") + ("ت" if key[-1].endswith("ه") else "") + pronoun)
    if len(key) == 2:
        yield tuple(word if word.endswith("ه") else word + "ا" for word in key)  # tanwin
        yield ("ال" + key[0], "ال" + key[1])


def _verb_entries(verb: str, entry: Entry, where: str) -> Iterator[_Keyed]:
    pair, *tail = verb.split()
    try:
        forms = _conjugated(pair)
    except ValueError as error:
        raise LexiconError(f"{where}: {error}; write it so") from error
    folded_tail = folded_words(" ".join(tail))
    for form in forms:
        yield (form.form,), Entry(entry.kind, entry.value, entry.part or "verb", form, folded_tail)


_conjugated = cache(conjugate)


def _read_actors(folders: tuple[Path, ...]) -> tuple[dict[str, Actor], list[tuple[tuple[str, ...], Entry]]]:
    actors: dict[str, Actor] = {}
    names: list[tuple[tuple[str, ...], Entry]] = []
    for row in read_table("actors.tsv", folders):
        actor = Actor(row["id"], row["name"], row["name_en"], row["kind"], row["country"])
        actors[actor.id] = actor
        for part, cells in (
            ("name", f"{row['name']}|{row.get('aliases', '')}"),
            ("metonym", row.get("metonyms", "")),
        ):
            names += [
                (folded_words(name), Entry("actor", actor, part)) for name in cells.split("|") if name.strip()
            ]
        for adjective in filter(None, row.get("adjectives", "").split("|")):
            names += [((form,), Entry("adjective", actor)) for form in inflect_adjective(adjective)]
    return actors, names


def _read_rementions(folders: tuple[Path, ...]) -> dict[str, Remention]:
    rows: dict[str, Remention] = {}
    for row in read_table("rementions.tsv", folders):
        role, _, event_type = row["deed"].partition(" ")
        kinds = tuple(filter(None, row["kinds"].split("|")))
        for word in row["word"].split("|"):
            rows[fold(word)] = Remention(kinds, (role, event_type) if role else None)
    return rows


def _trie(items: Iterable[tuple[tuple[str, ...], list[Entry]]]) -> Trie:
    root: Trie = {}
    for key, entries in items:
        node = root
        for word in key:
            node = node.setdefault(word, {})  # type: ignore[assignment]
        node[""] = tuple(entries)
    return root
