"""Mentions → entities of the document, each link with its reason: name, short form, title, epithet, pronoun.

One pass over the text. A mention is linked to who was named before by the lexicon, by the same name, by a part of the name,
by the beginning of what it is called («الهيئة» → «هيئة تحرير الشام»), or by a common noun that takes up one of its kind
(«التنظيم»); where two fit it stands alone. `collect` then keeps those who take part in claims or are quoted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from riwaya.analysis.agreement import gender_of
from riwaya.analysis.mentions import NAME_PARTS, Described, describe, in_turn
from riwaya.analysis.national import Home, home_of, is_another
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.phrase_words import is_name
from riwaya.lexicon.loader import Actor, Lexicon, folded_words
from riwaya.model import Argument, Entity, MentionForm, Source, Span

_LATTER = {"اخير": "m", "اخيره": "f"}
_PRESIDENT = frozenset({"رييس", "رييسه"})
_FULL = frozenset({"name", "description"})
_AT_HOME = "the country that the report is about"
_MOST_CANDIDATES = 12  # those named last; who was named before them isn't meant any more


@dataclass(slots=True, eq=False)
class Meant:
    """Who mentions were linked to so far; grows while the text is read."""

    sort: str
    kind: str
    actor: Actor | None
    plural: bool
    called: Described  # the mention with the fullest name
    full: Described | None = None  # the last mention that names it in full
    links: list[Link] = field(default_factory=list)
    names: set[tuple[str, ...]] = field(default_factory=set)
    designations: set[tuple[str, ...]] = field(default_factory=set)
    presides: bool = False  # over a state

    @property
    def last(self) -> int:
        """Return the sentence that mentions it last."""
        return self.links[-1].mention.parsed.number


@dataclass(frozen=True, slots=True)
class Link:
    """A mention, whom it means and why; `antecedent` is where a short form is named in full before."""

    mention: Described
    entity: Meant
    form: MentionForm
    reason: str
    antecedent: Described | None = None
    at_home: bool = False  # a short name that the report's country completes
    another: bool = False  # it only begins like the body that it was taken for


@dataclass(frozen=True, slots=True)
class Linked:
    """The mentions of a document by where they begin, and whom they mean, in the order of their first mention."""

    links: Mapping[int, Link]
    entities: tuple[Meant, ...]
    by_actor: Mapping[str, Meant]  # by the lexicon's id

    def named_in_full(self, argument: Argument) -> Argument:
        """Return a participant with the antecedent of its short form, and with the entity of it."""
        link = self.links.get(argument.span.start)
        if link is None or link.mention.span != argument.span:
            return argument
        known = _known(link)
        if link.another or (link.at_home and argument.entity is None):
            argument = replace(argument, entity=known)
        if link.antecedent is None or argument.antecedent is not None:
            return argument
        return replace(argument, antecedent=link.antecedent.span, entity=argument.entity or known)

    def spoken_in_full(self, source: Source) -> Source:
        """Return a source with the antecedent of its short form, and with the entity of it."""
        link = self.links.get(source.span.start)
        if link is None or link.antecedent is None or source.antecedent is not None:
            return source
        return replace(source, antecedent=link.antecedent.span, entity=source.entity or _known(link))


def _known(link: Link) -> Entity | None:
    actor = link.entity.actor
    return Entity(actor.id, actor.name, actor.name_en, actor.kind) if actor is not None else None


def link_mentions(
    text: str, parsed: Sequence[Parsed], lexicon: Lexicon, sources: Iterable[Span] = ()
) -> Linked:
    """Return whom each mention of the document means, as far as what stands before tells.

    `sources` are the stretches that name who is quoted: «ممثلة المنظمة في حلب | سمر الحلو» is one.
    """
    linker = _Linker(text, lexicon, {span.start: span.end for span in sources}, home_of(parsed, lexicon))
    links = [linker.link(mention) for sentence in parsed for mention in describe(sentence)]
    return Linked({link.mention.span.start: link for link in links}, tuple(linker.entities), linker.by_actor)


_Found = tuple[Meant, MentionForm, str]


class _Linker:
    """Links one mention after the other to those before. Its state is who was mentioned, by what they can be known again."""

    def __init__(self, text: str, lexicon: Lexicon, sources: Mapping[int, int], home: Home) -> None:
        self.text = text
        self.sources = sources
        self.speaker: tuple[int, Meant] | None = None  # where the last source ends, and who it is
        self.lexicon = lexicon
        self.home = home
        self.entities: list[Meant] = []
        self.by_actor: dict[str, Meant] = {}
        self.by_part: dict[str, list[Meant]] = defaultdict(list)  # of a person's name
        self.by_word: dict[str, list[Meant]] = defaultdict(list)  # the first of a designation
        self.by_kind: dict[str, list[Meant]] = defaultdict(list)  # organisations
        self.by_lemma: dict[tuple[str, bool], list[Meant]] = defaultdict(
            list
        )  # those brought in by «ثلاثة مسلحين»
        self.by_end: dict[tuple[str, ...], Meant] = {}
        self.recent: list[Meant] = []  # the named ones, the last mentioned last

    def link(self, mention: Described) -> Link:
        """Return the link of the next mention."""
        another = is_another(mention.parsed, mention.chunk, self.lexicon.gazetteer)
        if another:
            mention = replace(mention, actor=None)
        for step in self._steps(mention):
            found = step(mention)
            if found is not None:
                break
        else:
            found = self._new(mention), *_first_form(mention)
        if mention.span.start in self.sources:
            self.speaker = self.sources[mention.span.start], found[0]
        link = self._add(mention, *found)
        at_home = mention.actor is None and link.reason.endswith(_AT_HOME)
        return replace(link, at_home=at_home, another=another) if at_home or another else link

    def _steps(self, mention: Described) -> Iterable[Callable[[Described], _Found | None]]:
        if self.speaker is not None and mention.span.end <= self.speaker[0] and self._in_apposition(mention):
            return (self._by_apposition,)
        if mention.actor is not None:
            return (self._by_lexicon,)
        if mention.name:
            return (self._by_name, self._by_part_of_name)
        if mention.fresh:
            return ()
        if len(mention.designation) > 1:
            return (self._by_beginning, self._by_same_words, self._by_end, self._by_country)
        if not mention.definite:
            return ()
        return (self._latter, self._by_beginning, self._by_same_words, self._by_introduction, self._by_kind)

    def _in_apposition(self, mention: Described) -> bool:
        """«ممثلة المنظمة في حلب | سمر الحلو»: a name or an office inside a source that goes on with who it is."""
        assert self.speaker is not None
        apart = mention.chunk.prep or mention.chunk.conj or mention.span.start in self.sources
        named = bool(mention.name) and not self.speaker[1].names
        return not apart and self.speaker[1].sort != "organisation" and (named or _is_office(mention))

    def _by_apposition(self, mention: Described) -> _Found | None:
        assert self.speaker is not None
        entity = self.speaker[1]
        return entity, "name" if mention.name else "title", f"in apposition to «{self._words(entity)}»"

    def _by_lexicon(self, mention: Described) -> _Found | None:
        assert mention.actor is not None
        entity = self.by_actor.get(mention.actor.id)
        if entity is None or (mention.name and entity.names and not _compatible(mention, entity)):
            return None  # another holder of the office
        if mention.metonym:
            return entity, "metonym", f"a capital that stands for «{mention.actor.name}»"
        return entity, "name", f"a name of «{mention.actor.name}» in the lexicon"

    def _by_name(self, mention: Described) -> _Found | None:
        same = [e for e in self.by_part.get(mention.name[-1], ()) if mention.name in e.names]
        return (same[0], "name", "the same name") if len(same) == 1 else None

    def _by_part_of_name(self, mention: Described) -> _Found | None:
        """«ماتيس» after «جيمس ماتيس», and a fuller form after a short one."""
        near = (e for part in {mention.name[0], mention.name[-1]} for e in self.by_part.get(part, ()))
        fitting = [e for e in dict.fromkeys(near) if _compatible(mention, e)]
        if len(fitting) != 1:
            return None
        entity = fitting[0]
        longest = max(entity.names, key=len)
        if len(mention.name) > len(longest):
            return entity, "name", f"a fuller form of «{self._words(entity)}»"
        where = "the last part" if longest[-1] == mention.name[-1] else "a part"
        return entity, "short", f"{where} of the name «{self._words(entity)}»"

    def _latter(self, mention: Described) -> _Found | None:
        """«الأخير»: who was named last, in this sentence or the one before, and agrees."""
        gender = _LATTER.get(mention.designation[0]) if mention.designation else None
        if gender is None:
            return None
        for entity in reversed(self.recent):
            if entity.last < mention.parsed.number - 1:
                return None
            if _gender(entity) in ("?", gender):
                return entity, "epithet", f"the last named, «{self._words(entity)}»"
        return None

    def _by_beginning(self, mention: Described) -> _Found | None:
        """«الهيئة» → «هيئة تحرير الشام», «وزير الدفاع» → «وزير الدفاع جيمس ماتيس»."""
        if not mention.designation:
            return None
        found = _stands_out([e for e in self.by_word.get(mention.designation[0], ()) if _begins(mention, e)])
        if found is None:
            return None
        if found.sort == "person" or found.kind == "official":
            return found, "title", f"the office of «{self._words(found)}»"
        return found, "short", f"the beginning of «{self._words(found)}»"

    def _by_same_words(self, mention: Described) -> _Found | None:
        if not mention.designation:
            return None
        near = self.by_word.get(mention.designation[0], ())
        same = [e for e in near if mention.designation in e.designations and not e.names]
        return (same[0], same[0].links[0].form, "the same words") if len(same) == 1 else None

    def _by_end(self, mention: Described) -> _Found | None:
        """«أنصار الوطن» → «حركة أنصار الوطن»."""
        found = self.by_end.get(mention.designation)
        return (found, "short", f"the end of «{self._words(found)}»") if found is not None else None

    def _by_country(self, mention: Described) -> _Found | None:
        """«الجيش الوطني» of a report on Libya → «الجيش الوطني الليبي»."""
        if not mention.definite or mention.sort != "organisation" or self.home.code is None:
            return None
        words = [w for w in mention.parsed.words if mention.span.contains(w.span)]
        actor = self.home.body([("ال" if w.split.article else "") + w.split.stem for w in words])
        if actor is None:
            return None
        entity = self.by_actor.get(actor.id) or self._new(replace(mention, actor=actor))
        return entity, "name", f"«{actor.name}» of {_AT_HOME}"

    def _by_kind(self, mention: Described) -> _Found | None:
        """«التنظيم» → «داعش»: a common noun of its kind."""
        row = self.lexicon.rementions.get(mention.designation[0]) if mention.designation else None
        if row is None or any(
            len(d) > 1 for e in self.by_word.get(mention.designation[0], ()) for d in e.designations
        ):
            return None
        found = _stands_out([e for kind in row.kinds for e in self.by_kind.get(kind, ())])
        return (found, "epithet", f"the {found.kind} named before, «{self._words(found)}»") if found else None

    def _by_introduction(self, mention: Described) -> _Found | None:
        """«المسلحون» → «ثلاثة مسلحين», «المصدر» → «مصدر أمني»: the one introduced before by the same noun."""
        found = _stands_out(self.by_lemma.get((mention.lemma, mention.number in "pd"), ()))
        return (found, "epithet", f"brought in as «{self._words(found)}»") if found else None

    def _new(self, mention: Described) -> Meant:
        kind = mention.actor.kind if mention.actor is not None else mention.chunk.kind
        if mention.name and mention.actor is None:
            kind = "person" if mention.sort == "person" else "name"
        actor = mention.actor if mention.actor is not None and mention.actor.id not in self.by_actor else None
        entity = Meant(mention.sort, kind or "name", actor, mention.number in "pd", mention)
        self.entities.append(entity)
        if actor is not None:
            self.by_actor[actor.id] = entity
        if mention.fresh:
            self.by_lemma[mention.lemma, entity.plural].append(entity)
        if mention.sort == "organisation" and (actor is not None or len(mention.designation) > 1):
            self.by_kind[entity.kind].append(entity)
        return entity

    def _add(self, mention: Described, entity: Meant, form: MentionForm, reason: str) -> Link:
        link = Link(mention, entity, form, reason, entity.full if form not in _FULL else None)
        entity.links.append(link)
        if form in _FULL:
            self._learn(mention, entity)
        if entity.actor is not None or entity.names:
            if entity in self.recent[-_MOST_CANDIDATES:]:
                self.recent.remove(entity)
            self.recent.append(entity)
        return link

    def _learn(self, mention: Described, entity: Meant) -> None:
        """Take in how a full name calls an entity, so that it is known again by it."""
        entity.full = mention
        entity.presides = entity.presides or _presides(mention)
        if entity.actor is None and (mention.sort == "person" if entity.kind == "name" else mention.name):
            entity.kind = "person"
        if len(mention.name) > len(entity.called.name):
            entity.called = mention
        if mention.name and mention.name not in entity.names:
            entity.names.add(mention.name)
            for part in {*mention.name} - NAME_PARTS:
                _register(self.by_part[part], entity)
        if mention.fresh or mention.sort == "unknown":
            return
        for designation in (mention.designation, _canonical(entity)):
            if designation and designation not in entity.designations:
                entity.designations.add(designation)
                _register(self.by_word[designation[0]], entity)
                if len(designation) > 2 and entity.sort == "organisation":
                    self.by_end.setdefault(designation[1:], entity)

    def _words(self, entity: Meant) -> str:
        """Return what an entity is called, for a reason."""
        return (entity.called.name_span or entity.called.span).of(self.text)


def _is_office(mention: Described) -> bool:
    return not mention.name and mention.chunk.kind in ("office", "role", "official")


def _first_form(mention: Described) -> tuple[MentionForm, str]:
    if mention.metonym:
        return "metonym", "a capital that stands for its state"
    if mention.actor is not None:
        return "name", f"«{mention.actor.name}» of the lexicon"
    if mention.name:
        return "name", "named here first"
    if mention.fresh:
        return "description", "brought in here"
    if len(mention.designation) > 1:
        return "name", "called so here first"
    return "description", "nobody before that it takes up, or more than one"


def _stands_out(candidates: Sequence[Meant]) -> Meant | None:
    """Return the one candidate, or the one that a later sentence mentions than all others; None where two fit."""
    near = sorted(dict.fromkeys(candidates[-_MOST_CANDIDATES:]), key=lambda e: e.last)
    if not near or (len(near) > 1 and near[-2].last == near[-1].last):
        return None
    return near[-1]


def _begins(mention: Described, entity: Meant) -> bool:
    """Tell whether what a mention says is the beginning of what an entity is called, or the title of a person."""
    words = mention.designation
    for longer in entity.designations:
        fuller = len(longer) > len(words) or entity.names
        if fuller and longer[0] == words[0] and in_turn(words, longer):
            return words[-1] not in _PRESIDENT or len(words) > 1 or entity.presides
    return False


def _presides(mention: Described) -> bool:
    """Tell whether «الرئيس» may take a mention up: that of a state, not of a club or a council («رئيس البلدية»)."""
    if not mention.designation or mention.designation[0] not in _PRESIDENT:
        return False
    named = mention.actor is not None and mention.actor.name.startswith("الرئيس")
    return named or mention.definite or mention.designation[1:2] in (("جمهوريه",), ("دوله",))


def _compatible(mention: Described, entity: Meant) -> bool:
    """Tell whether a name can be another form of an entity's: its last part, or all of its parts in turn."""
    return any(_same_person(mention.name, known, mention, entity) for known in entity.names)


def _same_person(name: tuple[str, ...], known: tuple[str, ...], mention: Described, entity: Meant) -> bool:
    short, long = sorted((name, known), key=len)
    if len(short) == 1 and short[0] != long[-1] and _is_given(mention if short is name else entity.called):
        return mention.designation != () and mention.designation in entity.designations  # «الملك حسين»
    return in_turn(short, long)


def _is_given(mention: Described) -> bool:
    """Tell whether a name of one word is a common given name, which many bear."""
    assert mention.name_span is not None
    words = [w for w in mention.parsed.words if mention.name_span.contains(w.span)]
    return bool(words) and is_name(words[0])


def _register(entities: list[Meant], entity: Meant) -> None:
    if entity not in entities[-_MOST_CANDIDATES:]:
        entities.append(entity)


def _canonical(entity: Meant) -> tuple[str, ...]:
    return tuple(w.removeprefix("ال") for w in folded_words(entity.actor.name)) if entity.actor else ()


def _gender(entity: Meant) -> str:
    return gender_of(entity.called.parsed.words, entity.called.chunk)[0]
