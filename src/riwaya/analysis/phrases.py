"""Words → chunks: whole noun phrases, with the preposition that governs them, and what stands between them.

Shallow chunking of news Arabic. A noun phrase grows rightwards from its first noun: through annexation until something
definite closes it, then through adjectives that agree; «من» after a quantity, «في» after an office, a person's
apposition; it ends at verbs, other prepositions, relatives and marks. Coordinated phrases stay apart, linked by `conj`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.analysis.phrase_words import (
    RANKS_TOO,
    adjective_shape,
    common_noun,
    head_of,
    is_adjectival,
    is_adjective,
    is_name,
    is_plural_by_form,
    is_plural_people,
    is_quantity,
    names_body,
    names_doers,
    nisba_agrees,
    title_of,
)
from riwaya.analysis.phrase_words import event_entries as event_entries
from riwaya.analysis.phrase_words import modifies as modifies
from riwaya.analysis.words import Match, Word
from riwaya.lexicon.frames import Frame
from riwaya.lexicon.loader import Actor
from riwaya.model import Span

_PARTITIVE_MAX = 12  # words; a longer phrase is a misreading more often than a phrase
_AND = frozenset({"و", "أو", "او", "ثم"})  # written apart
_QUOTES = frozenset("\"'")
_HERE = frozenset({"هناك", "هنالك", "هنا", "ثمه"})
_BY_WAY = frozenset({"نقلا", "خلافا", "استنادا", "تعقيبا", "تعليقا"})  # «نقلاً عن وكالة، خرج …»: no subject
_DOING = frozenset({"قيام", "اقدام"})  # «قيام الجيش بقصف»: read like a preposition before who does it
_AMONG = frozenset({"بينهم", "بينها", "بينهن", "منهم", "منها"})
_AT_LEAST = (["علي", "الاقل"], ["في", "الاقل"], ["علي", "الاكثر"])
_BODIES = frozenset("military police intelligence armed_group government party igo ngo media company".split())
_BINDING_PARTICIPLES = tuple(
    "تابع مدعوم موال منتم مقرب مناهض مناوي معارض مويد مسوول مكلف مرتبط متعاون متحالف محسوب "
    "منشق متهم مشتبه مشارك متورط محتج مطالب معني متعلق مطلوب محكوم ممول منضو "
    "مرافق محيط خاضع حليف منبثق مناصر متعاطف متضامن مدان مجاور قريب قادم واقع متمركز متواجد موجود منتشر".split()
)  # they take their complement with them: «ضابط مسؤول عن الأمن», «متظاهرون مؤيدون للحكومة»
_AGAINST = tuple("منشق مناهض مناوي معارض مطرود مفصول مستقيل".split())  # «المنشق عن الحركة» is none of hers
_WITH_ORIGIN = frozenset(
    "fighters people civilians victims official military police group government armed_group party ngo media".split()
)
_OWNED = frozenset({"place", "thing", "military", "police"})
_SUFFERED = frozenset({"بجروح", "بجراح", "باصابات"})
_CROWDS = frozenset({"people"})
_TITLED = frozenset(
    "official office rank role honorific fighters military police media victims people".split()
)
_COLLECTIVE = frozenset({"police", "military", "media"})
_ONE = frozenset({"واحد", "واحده", "واحدا"})
_AGENCIES = frozenset({"وكاله", "وكالات"})
_NEWS = "انباء"
_MEMBERS = frozenset("افراد افرادا رجال اعضاء عناصر".split())
_ARMED = frozenset({"military", "police", "armed_group", "intelligence"})
_HELD = "خاضع"
_ONE_OF_THEM = ("شرطي", "دركي", "رجل")
_FALSELY_ANNEXED = tuple(
    "شديد بعيد قصير طويل متوسط واسع كبير صغير سريع متعدد عال ثقيل خفيف عديم قليل كثير مجهول محدود مزدوج معروف "
    "مختلف رفيع كبار صغار ضخم عظيم هايل بالغ حسن سيء واضح دايم ملطخ مكتوف مقطوع".split()
)  # «أسلحة شديدة التأثير»: an adjective that takes a definite noun
_OTHER = frozenset({"اخر", "اخري", "اخرين", "اخرون", "اخران"})
_NAME_PARTS = frozenset({"بن", "ابن", "ابو", "ابي", "ابا", "ام", "ال", "عبد", "بنت", "نور", "سيف", "شمس"})
_PATRONYMICS = frozenset({"عبد", "ابو", "ابي", "ابا", "بن"})
_PERSONS = frozenset("people civilians victims fighters official office rank role honorific person".split())
_OFFICES = frozenset({"office", "official", "role"})
_OF_RANK = frozenset(
    "عام عامه اول اعلي تنفيذي خاص دايم سابق".split()
)  # «القائد العام لـ», «المبعوث الخاص لـ»
_GOVERNED = frozenset({"ل", "ب", "عن", "من", "الي", "علي", "مع"})
_RANKS = frozenset({"rank", "honorific"})
_HONOURS = RANKS_TOO | {"شيخ", "ملك", "امير", "دكتور"}  # written like other words
_ONE_OF = frozenset({"احد", "احدي"})
_HARM = frozenset({"ASSAULT", "COERCE"})
_ACCUSING = frozenset("متهما متهمه متهمين محملا محمله محملين".split())
_AFFAIRS = "شوون"
_DIRECTIONS = frozenset("شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split())


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of words. For a noun phrase (`pos` "noun") the fields after `span` are set."""

    pos: str  # noun verb prep conj rel sub dem neg part adv pron aux mark time
    first: int  # word index
    last: int  # exclusive
    span: Span
    prep: str = ""  # folded preposition that governs a noun phrase: "ب", "علي", "من قبل"
    conj: bool = False  # joined by و / أو to the chunk before
    head: int = -1  # word index of its head noun
    kind: str | None = None  # of the head: a kind of `heads.tsv`, `titles.tsv`, `actors.tsv`, "person"
    actor: Actor | None = None  # the named actor that it is, or that it belongs to
    whole: bool = False  # the named actor is the phrase itself (not a member of it)
    definite: bool = False
    case: str = ""  # "n" (نون الرفع: مسلحون), "a" (منصوب أو مجرور: مسلحين، عدداً) where the writing shows it
    event: bool = False  # its head is an event noun, which ends the phrase but for its adjectives
    genitive: bool = False  # annexed to the event noun just before («قصف | المدينة»)
    tail: tuple[int, int] | None = None  # words of a complement (relative or prepositional) inside the phrase


@dataclass(frozen=True, slots=True)
class _Context:
    words: Sequence[Word]
    matches: Mapping[int, Match]  # expressions by first word
    barred: Mapping[int, str]  # words that belong to a time: "time"


def find_chunks(
    words: Sequence[Word], matches: Sequence[Match], barred: Mapping[int, str]
) -> tuple[Chunk, ...]:
    """Return the chunks of a sentence in order; every word lies in exactly one."""
    context = _Context(words, {m.first: m for m in matches}, barred)
    chunks: list[Chunk] = []
    index = 0
    while index < len(words):
        chunk = _next(context, index, chunks)
        chunks.append(chunk)
        index = chunk.last
    return tuple(chunks)


def _next(context: _Context, index: int, before: Sequence[Chunk]) -> Chunk:
    words = context.words
    if index in context.barred:
        last = index
        while last < len(words) and context.barred.get(last) == context.barred[index]:
            last += 1
        return _plain(words, index, last, "time")
    match = context.matches.get(index)
    if match is not None and (word_class := _class_of(match)) is not None and not _has(match, "actor"):
        return _plain(words, index, match.last, word_class)
    if words[index].folded.removeprefix("و") in _HERE | _BY_WAY:
        return _plain(words, index, index + 1, "adv")
    if words[index].split.stem in _DOING and words[index].pos == "noun" and not words[index].definite:
        return _plain(words, index, index + 1, "prep")
    if words[index].folded in _AND:
        return _plain(words, index, index + 1, "conj")  # «و16 آخرين», «و«الجبهة»»
    if _starts_phrase(context, index):
        return _noun_phrase(context, index, before)
    return _plain(words, index, index + 1, words[index].pos)


def _plain(words: Sequence[Word], first: int, last: int, pos: str) -> Chunk:
    return Chunk(
        pos,
        first,
        last,
        Span(words[first].start, words[last - 1].token.span.end),
        conj=bool(words[first].split.conj),
    )


def _class_of(match: Match) -> str | None:
    classes = {"preposition": "prep", "conjunction": "conj", "adverb": "adv", "relative": "rel", "hedge": "adv",
               "auxiliary": "aux", "negation": "neg", "particle": "sub"}  # fmt: skip
    for entry in match.entries:
        if entry.kind == "word" and entry.part in classes and match.last - match.first > 1:
            return classes[entry.part]
    return None


def _is_quantifier(match: Match) -> bool:
    return match.last - match.first > 1 and any(
        e.kind == "word" and e.part == "quantifier" for e in match.entries
    )


def _has(match: Match | None, kind: str) -> bool:
    return match is not None and any(e.kind == kind for e in match.entries)


def _starts_phrase(context: _Context, index: int) -> bool:
    word = context.words[index]
    if word.pos in ("noun", "quant", "num", "dem"):
        return True
    if _has(context.matches.get(index), "actor") and word.pos != "verb":
        return True
    if _about(context.words, index):
        return True
    return word.pos == "mark" and word.folded in _QUOTES and _quoted_end(context.words, index) is not None


def _about(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word that is also a preposition means "about" here: «نحو مئتي شخص»."""
    word = words[index]
    if word.pos != "prep" or index + 1 >= len(words) or words[index + 1].pos not in ("num", "quant"):
        return False
    return any(e.kind == "word" and e.part == "quantifier" for e in word.split.entries)


def _quoted_end(words: Sequence[Word], index: int, named: bool = False) -> int | None:
    """Return the index after the closing quote of a short quoted name that begins at `index`.

    After a noun that it names (`named`) a verb may stand in it: «عناصر "فتح الإسلام"».
    """
    for i in range(index + 1, min(index + 7, len(words))):
        if words[i].pos == "mark":
            return i + 1 if words[i].folded == words[index].folded and i > index + 1 else None
        if words[i].pos in ("sub", "rel", "aux", "neg") or (words[i].pos == "verb" and not named):
            return None
    return None


class _Builder:
    """Grows one noun phrase. Its state is what the words so far allow next."""

    def __init__(self, context: _Context, index: int) -> None:
        self.context = context
        self.words = context.words
        self.first = index
        self.index = index
        self.head = -1
        self.kind: str | None = None
        self.actor: Actor | None = None
        self.whole = False
        self.closed = False  # definite: only agreeing adjectives, names and complements may follow
        self.person = False
        self.counted = False  # begins with a number or a quantity
        self.event = False  # the head is an event noun
        self.tail: tuple[int, int] | None = None
        self.scene = False  # it stands behind «في»: an unknown word is a town

    def run(self) -> None:
        """Take words as long as the phrase admits them."""
        while self.index < len(self.words) and self.index - self.first < _PARTITIVE_MAX * 2:
            if (self.index in self.context.barred and not self._describes()) or not self._take():
                return

    def _describes(self) -> bool:
        """«الوزير | السابق»: what is a time elsewhere is the adjective of an office."""
        word, own = self.words[self.index], self.context.barred[self.index]
        alone = (
            self.context.barred.get(self.index + 1) != own and self.context.barred.get(self.index - 1) != own
        )
        return (
            alone and word.split.article and not word.split.prep and self.head >= 0 and self.kind in _TITLED
        )

    def _take(self) -> bool:
        word = self.words[self.index]
        fresh = self.index == self.first
        if not fresh and (self._take_at_least() or self._take_part_of()):
            return True
        if word.folded in _AND:
            return self._compound_number(word)
        if not fresh and word.split.conj and word.pos != "mark":
            return self._compound_number(word)
        if not fresh and word.split.prep and word.pos != "mark":
            return self._complement(word, own=True)
        match = self.context.matches.get(self.index)
        if _has(match, "actor"):
            assert match is not None
            return self._take_actor(match)
        if word.pos == "mark":
            return self._take_quoted(word)
        if word.pos == "num":
            return self._take_number()
        if self.head < 0 and match is not None and _is_quantifier(match):
            self.counted = True  # «العشرات من», «عدد كبير من»
            self.index = match.last
            return True
        if word.pos == "quant" and self.head >= 0 and word.split.stem in _OTHER:
            self._advance(1)  # «هجوم آخر», «جنود آخرين»
            return True
        if word.pos == "quant" or _about(self.words, self.index):
            return self._take_quantifier()
        if word.pos == "part" and not fresh and self._takes_pronoun(word):
            self._advance(1)  # «القوات التابعة | لها», «المشتبه | بهم»
            return True
        if word.pos == "dem":
            if not fresh:
                return False
            self._advance(1)
            return True
        if word.pos == "prep":
            return self._complement(word, own=False)
        if word.pos == "noun":
            return self._take_noun(word)
        agreeing = word.split.article or any(e.kind == "adj" for e in word.split.entries)
        if (
            word.pos == "adv" and agreeing and not fresh and self.head >= 0
        ):  # «المفترض», «المزعوم»; «ضريحا قديما»
            self._advance(1)
            return True
        return False

    def _advance(self, count: int) -> None:
        self.index += count

    def _takes_pronoun(self, word: Word) -> bool:
        bound = any(e.part == "bound" for e in word.split.entries)
        return (
            bound
            and self.head >= 0
            and self.words[self.index - 1].split.stem.startswith(_BINDING_PARTICIPLES)
        )

    def _take_number(self) -> bool:
        if self.head >= 0 and self.kind == "military" and self.words[self.index - 1].pos == "noun":
            self._advance(1)  # «اللواء 444»
            return True
        if self.index != self.first and not self.counted:
            return self._take_one()
        self.counted = True
        self._advance(1)
        return True

    def _take_one(self) -> bool:
        """«بحار | واحد», «طائرة | واحدة»: behind an indefinite noun it is its adjective."""
        last = self.words[self.index - 1]
        if self.index - 1 != self.head or last.definite or self.words[self.index].split.stem not in _ONE:
            return False
        self._advance(1)
        return True

    def _compound_number(self, word: Word) -> bool:
        """«خمسة وعشرون», «100 و150»: a number goes on after و."""
        following = self.index + 1
        if (
            word.folded == "و"
            and following < len(self.words)
            and self.words[following].pos == "num"
            and self.counted
            and self.head < 0
        ):
            self._advance(2)
            return True
        return False

    def _take_quantifier(self) -> bool:
        if self.head >= 0:
            return False
        self.counted = True
        if self.head < 0:
            self._advance(1)
        return True

    def _take_actor(self, match: Match) -> bool:
        actor = next(e.value for e in match.entries if e.kind == "actor")
        assert isinstance(actor, Actor)
        if (
            self.event
            or (self.closed and not self.person)
            or (self._ends_in_name() and actor.kind != "official")
            or self._of_town()
            or self._accuses()
            or (self.person and self._is_another(self.words[match.first]))
            or (self.index > self.first and self._unannexed(self.words[match.first]))
        ):
            return False  # «انسحاب | القوات الروسية», «الجيش | داعش»: a participant of its own
        if self.head < 0:
            self.head, self.whole, self.kind = match.first, not self.counted, actor.kind
        if self.actor is None:
            self.actor = actor
        self.index = match.last
        self.closed = True
        return True

    def _ends_in_name(self) -> bool:
        """«اتهم بوتين | واشنطن»; but «سمير حداد قائد | قوات …»."""
        last = self.words[self.index - 1]
        return self.person and title_of(last) is None and head_of(last) is None

    def _of_town(self) -> bool:
        """«محافظ درعا | حزب الله»: tell whether an office has just been told of its town."""
        if self.kind not in (*_OFFICES, "rank") or self.index <= self.head + 1:
            return False
        last = self.words[self.index - 1]
        return last.town and not is_name(last)

    def _accuses(self) -> bool:
        """«متهماً | عناصر الحركة بـ…»: tell whether what stands before is a participle, which is annexed to nobody."""
        return self.index == self.head + 1 and self.words[self.head].folded.removeprefix("و") in _ACCUSING

    def _another_body(self, word: Word) -> bool:
        """«مدير أمن أسيوط | الجماعة الإسلامية»: tell whether a body of its own stands behind an office's town."""
        body = head_of(word) is not None and title_of(word) is None and not is_adjective(word)
        return word.split.article and body and self._of_town()

    def _take_quoted(self, word: Word) -> bool:
        if word.folded not in _QUOTES or (self.closed and self.kind in _CROWDS):
            return False  # «هتف المحتجون | "لا للحرب"»
        end = _quoted_end(self.words, self.index, named=self.head >= 0)
        if end is None or (self.head >= 0 and self.words[self.index + 1].split.prep):
            return False  # «قال سلوم | "للجزيرة"»
        inner = self.context.matches.get(self.index + 1)
        if _has(inner, "actor") and self.actor is None:
            assert inner is not None
            self.actor = next(e.value for e in inner.entries if isinstance(e.value, Actor))
            if self.head < 0:
                self.whole, self.kind = True, self.actor.kind
        if self.head < 0:
            self.head = self.index + 1
        self.index = end
        self.closed = True
        return True

    def _take_noun(self, word: Word) -> bool:
        if self.head < 0:
            if self.counted and word.folded in _SUFFERED:
                return False  # «تسعة | بجروح»
            self._set_head(word)
            return True
        if word.split.stem in _DIRECTIONS and not word.split.article:
            return False  # «قرى | جنوب الموصل»
        if self.event:
            return self._take_event_adjective(word)
        own_event = event_entries(word) and not word.split.article and not self.person
        accusative = word.folded.endswith("ا")  # «أعلن المحافظ | حظراً»: no genitive
        if (own_event and (accusative or not modifies(self.kind, word))) or self._unannexed(word):
            return False  # «ضحايا | قصف …»: what is annexed to the event word belongs to it; «مسلحون مجهولون | رئيس البلدية»
        if self.person and self._is_another(word):
            return False  # «الرئيس فادي سلوم | وزير الدفاع سمير حداد»
        if self.person and not word.split.article and (self._name_like(word) or title_of(word) is not None):
            self.closed = title_of(word) is None  # «سمير حداد قائد | الشرطة»
            self._advance(1)
            return True
        if self._behind_place_name(word) or self._another_body(word) or self._accuses():
            return False
        return self._take_closed(word) if self.closed else self._annex(word)

    def _is_another(self, word: Word) -> bool:
        """Tell whether somebody else begins behind a person's name: an office with a name of its own."""
        title = title_of(word)
        if title is None or title.kind not in _OFFICES:
            return False
        inner = _Builder(self.context, self.index)
        inner.run()
        named = next((i for i in range(self.index + 1, inner.index) if is_name(self.words[i])), None)
        if not inner.person or named is None:
            return False
        before = self.words[named - 1]
        unit = before.pos == "noun" and not before.definite and bool(head_of(before) or common_noun(before))
        return not unit  # «سمير حداد قائد لواء عمر بن الخطاب»

    def _behind_place_name(self, word: Word) -> bool:
        """«إقليم كيفو | عودة النازحين», «في غزة | ارتفاع …»: only more of its name is annexed to a place's."""
        last, kinds = self.words[self.index - 1], word.split.kinds
        if self.closed or not _unknown(last) or word.split.article:
            return False
        if self.kind == "place" and self.index - 1 > self.head:
            return bool(kinds & {"noun", "head", "trigger", "title"})
        town = self.scene and self.index - 1 == self.head
        return town and ("trigger" in kinds or common_noun(word) == "abstract")

    def _take_closed(self, word: Word) -> bool:
        """Take an adjective or a part of a name: nothing else goes on behind a definite word."""
        if self.whole and self.actor is not None and self.actor.kind == "state" and not is_adjective(word):
            return False  # «واشنطن | المساعدات»
        if word.split.kinds == {"cue"}:
            return False  # «كذّبت شرطة البصرة | الأنباء عن …»
        if self._takes_rank(word):
            self._advance(1)  # «رئيس الأركان | اللواء سمير حداد»
            return True
        name = self._begins_name(word) or (self.person and self._family_name(word))
        if not name and not (word.split.article and (is_adjective(word) or self._agrees(word))):
            return self._take_participle(word)
        self.person = self.person or name
        self._advance(1)
        return True

    def _takes_rank(self, word: Word) -> bool:
        """Tell whether a rank or an honorific with a name stands behind an office that has none yet."""
        title, behind = title_of(word), self.index + 1
        ranked = word.split.stem in _HONOURS or (title is not None and title.kind in _RANKS)
        if self.person or self.kind not in _OFFICES or not ranked:
            return False
        return word.split.article and behind < len(self.words) and is_name(self.words[behind])

    def _take_participle(self, word: Word) -> bool:
        """Take a participle with its complement, though it may head a phrase too: «المسلحين | المتهمين بـ», «مركز للتدريب |
        تابع لـ»."""
        head, stem = self.words[self.head], word.split.stem
        if not stem.startswith(_BINDING_PARTICIPLES) or word.split.article != head.split.article:
            return False
        if not self._governs(self.index + 1) or not (stem.startswith("مشتبه") or _numbers_agree(head, stem)):
            return False
        if not word.split.article and self.tail is None:
            return False
        body = self.kind in _COLLECTIVE or self.kind == "government"
        if body and head.split.stem.endswith("ه") and (head_of(word) or title_of(word)):
            return False  # «أوقفت الشرطة | المتهمة بالقتل»
        self._advance(1)
        return True

    def _governs(self, index: int) -> bool:
        """Tell whether a preposition stands at `index`, with its noun or a pronoun."""
        if index >= len(self.words):
            return False
        word = self.words[index]
        return (
            bool(word.split.prep) or word.pos == "prep" or any(e.part == "bound" for e in word.split.entries)
        )

    def _annex(self, word: Word) -> bool:
        counted_thing = self.counted and self.index - self.head > 1 and not word.split.article
        if counted_thing and word.token.folded.endswith("ا"):
            return False
        if self.kind in ("rank", "honorific") and self._name_like(word):
            self.person = True
        if is_name(word) and self.kind in ("office", "rank", "honorific", "role"):
            self.person = True
            self.closed = True
        self._advance(1)
        if word.definite or (word.town and word.split.stem.startswith("ال")):
            self.closed = True  # «شرطة البصرة | الأنباء»
        return True

    def _begins_name(self, word: Word) -> bool:
        """«النائب | سمير العلي», «الجندي الأسير | سمير …»: a given name behind a definite title or description."""
        if word.split.article or self.person:
            return False
        if self.kind in _COLLECTIVE and not self._one_of_them():
            return False  # «اعتقلت الشرطة | سمير حداد»
        if self.kind in _TITLED and (is_name(word) or word.split.stem in _NAME_PARTS):
            return True
        return self.kind in ("office", "rank", "honorific", "role", "official") and self._name_like(word)

    def _one_of_them(self) -> bool:
        """«الشرطي | سمير», «اللواء | سمير», «قيادة الدكتور | سمير»; not «الشرطة | سمير»."""
        head, last = self.words[self.head], self.words[self.index - 1]
        return head.split.stem.startswith(_ONE_OF_THEM) or bool(title_of(head) or title_of(last))

    def _family_name(self, word: Word) -> bool:
        """«سمير | العلي»: a definite word right behind a given name is a part of it unless it is known as something else."""
        last = self.words[self.index - 1]
        if not word.split.article or not self._name_like(last):
            return False
        if last.split.article and self.words[self.index - 2].split.stem not in _PATRONYMICS:
            return False  # but «عبد الفتاح | البرهان»
        known = any(e.kind in ("head", "title", "noun", "trigger", "adjective") for e in word.split.entries)
        return not known or (self._trade(word) and is_name(last))

    def _trade(self, word: Word) -> bool:
        """«وليد | المعلم»: many trades are family names; right behind the first name of somebody they are no object."""
        head, stem = head_of(word), word.split.stem
        alone = not is_name(self.words[self.index - 2]) if self.index - 2 >= self.first else True
        plural = stem.endswith(("ون", "ين", "ات", "ه", "اء")) or (len(stem) == 4 and stem[2] in "او")
        return head is not None and head.kind == "people" and alone and not plural

    def _unannexed(self, word: Word) -> bool:
        """Tell whether a word can't be annexed to the one before it: that ends in نون or tanwin, or is an adjective."""
        last = self.words[self.index - 1]
        if self.closed or self.person or last.pos != "noun" or is_name(word):
            return False
        if (
            word.split.stem.endswith("ا")
            and not word.split.article
            and not self.counted
            and head_of(word) is not None
        ):
            return True  # «شبان | جنودا»: in the accusative, so no genitive
        ended = last.split.stem.endswith(("ون", "ين")) and len(last.split.stem) > 4 and title_of(last) is None
        if word.split.article:
            return ended or (self.index - 1 > self.head and _closes(last))
        if not ended and not (self.index - 1 > self.head and is_adjective(last)):
            return False
        if any(last.split.stem.endswith(e) and word.split.stem.endswith(e) for e in ("ون", "ين")):
            return False  # «متظاهرون معارضون», «منزلين آمنين»
        known = any(e.kind in ("head", "noun", "title", "trigger") for e in word.split.entries)
        if any(e.kind in ("adj", "adjective") for e in word.split.entries):
            return False
        return known or not adjective_shape(word.split.stem)

    def _take_event_adjective(self, word: Word) -> bool:
        """«غارة جوية», «القصف الإسرائيلي العنيف»; «مقتل | جندي» and «قصف | المدينة» are annexations."""
        head = self.words[self.head]
        masdar = any(e.part == "masdar" and not _aimed(e.value) for e in event_entries(head))
        of_actor = any(e.kind == "adjective" for e in word.split.entries)
        if of_actor and word.split.article == head.split.article and (word.split.article or not masdar):
            self._advance(1)  # «القصف الإسرائيلي», «غارة تركية»; but «مقتل | إسرائيلي»
            return True
        if word.split.article != head.split.article or head.split.suffix:
            return False
        if head_of(word) is not None and not nisba_agrees(head, word):
            return False
        if is_adjective(word) or head_of(word) is not None:
            self._advance(1)
            return True
        if masdar and not head.split.article and not word.split.stem.endswith(("ا", "ه")):
            return False
        if not word.split.article and not is_adjectival(word, head):
            return False
        if word.split.article and not self._agrees(word):
            return False
        self._advance(1)
        return True

    def _set_head(self, word: Word) -> None:
        self.head = self.index
        match = self.context.matches.get(self.index)
        told = _has(match, "trigger") and not names_body(word)
        if match is not None and match.last - match.first > 1 and told:
            self.event, self.index = True, match.last  # «هجوم انتحاري», «إطلاق النار»
            self.closed = self.words[match.last - 1].definite
            return
        if self._names_person(word, match):
            self.person = True
            self.kind = "person"
            self.index = match.last if match is not None and _has(match, "name") else self.index + 2
            self.closed = True
            return
        if names_doers(word):
            self.kind = "people"
            self.closed = word.definite
            self._advance(1)
            return
        if event_entries(word) and head_of(word) is None and title_of(word) is None:
            self.event, self.closed = True, word.definite
            self._advance(1)
            return
        self.counted = self.counted or is_quantity(word)
        title = title_of(word) if not (word.split.article and head_of(word)) else None
        head = head_of(word)
        self.kind = (title or head).kind if (title or head) else None  # type: ignore[union-attr]
        if title is None and head is None:
            if is_name(word):
                self.person, self.kind = True, "person"
            elif (common := common_noun(word)) is not None:
                self.kind = common
            elif is_adjective(word):
                several = word.split.stem.endswith(("ون", "ين")) and len(word.split.stem) > 4
                self.kind = "people" if self.counted or several else "adjective"
            elif is_plural_by_form(word):
                self.kind = "people"
        if word.definite:
            self.closed = True
        self._advance(1)

    def _names_person(self, word: Word, match: Match | None) -> bool:
        """Tell whether a name of several words begins here: «عبد الله», «أبو مازن», «بن زايد»."""
        if _has(match, "name"):
            return True
        following = self.words[self.index + 1] if self.index + 1 < len(self.words) else None
        bare = not word.split.article and not word.split.suffix and word.split.stem in _PATRONYMICS
        return bare and following is not None and following.pos == "noun" and not following.split.conj

    def _name_like(self, word: Word) -> bool:
        if is_name(word) or word.split.stem in _NAME_PARTS:
            return True
        known = any(e.kind in ("head", "trigger", "title", "word", "noun", "adj") for e in word.split.entries)
        return (
            not known
            and not word.split.suffix
            and word.pos == "noun"
            and not word.token.folded.endswith("ا")
            and not is_plural_by_form(word)
        )

    def _agrees(self, word: Word) -> bool:
        """Tell whether a definite word can be an adjective of what stands before."""
        kinds = {e.kind for e in word.split.entries}
        if kinds == {"number"}:
            return True  # «الجنود الثلاثة»
        if kinds & {"head", "title", "noun"} and "adjective" not in kinds:
            return "noun" not in kinds and self._nisba_of(word)  # «المجلس العسكري», «الناشطين المعارضين»
        if not kinds & {"adjective", "adj"} and not adjective_shape(word.split.stem):
            return False
        feminine = word.split.stem.endswith(("ه", "ات"))
        sound = word.split.stem.endswith(("ون", "ين"))
        before = [w for w in self.words[self.head : self.index] if w.pos == "noun"]
        if not before:
            return True
        if sound:
            plural = ("ون", "ين", "ان", "ي", "و", "اء")
            return any(w.split.stem.endswith(plural) or is_plural_people(w) for w in before)
        if all(w.split.stem.endswith(("ه", "ات")) for w in before) and not feminine:
            return False
        return not before[-1].split.stem.endswith(("ون", "ين")) or feminine

    def _nisba_of(self, word: Word) -> bool:
        """Tell whether a word that may head a phrase is an adjective here: a nisba of a body, or in one plural with the last."""
        stem, last = word.split.stem, self.words[self.index - 1].split.stem
        if any(stem.endswith(e) and last.endswith(e) for e in ("ون", "ين")):
            return True
        own = head_of(self.words[self.index - 1])
        if self.index - 1 > self.head and own is None and common_noun(self.words[self.index - 1]):
            return stem.endswith(("ي", "يه"))  # «مدير إدارة الشأن | الإعلامي»
        kind = own.kind if own is not None and self.index - 1 > self.head else self.kind
        return stem.endswith(("ي", "يه")) and kind not in _PERSONS

    def _complement(self, word: Word, own: bool) -> bool:
        """Take «من/في/باسم …» and its noun phrase where it belongs to the phrase itself."""
        if self.head < 0 and not self.counted:
            return False
        preposition = word.split.prep if own else word.split.stem
        if not self._binds(preposition):
            return False
        start = self.index + (0 if own else 1)
        if start >= len(self.words) or start in self.context.barred:
            return False
        if not own and not _starts_phrase(self.context, start):
            return False
        inner = _Builder(self.context, start)
        inner.scene = preposition == "في"
        inner.run()
        if inner.index == start or inner.head < 0 or (inner.event and not self._is_for(preposition, inner)):
            return False
        if preposition == "في" and (inner.kind not in _BODIES or self._ends_in_name()):
            return False  # «ضابط في الشرطة», but «جندي | في بغداد», «الوزير سمير حداد | في بغداد»
        origin = preposition == "من" and self.head >= 0 and not self._ends_in_participle()
        if origin and not self._may_come_from(inner):
            return False  # «خرج الوزير | من منزله», but «المسلحون من الموالين لـ»
        apart = self.index - 1 > self.head and self.words[self.index - 1].split.stem.startswith(_AGAINST)
        if preposition == "من" and self.kind is None:
            self.kind = inner.kind
        if inner.event and not inner.closed:
            inner = self._with_genitive(inner)
        if self.head < 0:  # «عدد من الجنود»: the noun counted is the head
            self.head, self.kind = inner.head, inner.kind
        else:
            self.tail = (self.tail[0] if self.tail else self.index, inner.index)
        if self.actor is None and not apart:
            self.actor = inner.actor
        self.index = inner.index
        self.closed = True
        return True

    def _is_for(self, preposition: str, inner: _Builder) -> bool:
        """«مركز للتدريب», «مصنع لإنتاج …»: what a place is for tells no event."""
        head = self.words[self.head]
        if self._ends_in_participle() and self.words[self.index - 1].split.stem.startswith(_HELD):
            return True  # «القرى الخاضعة لسيطرة …»
        bare = self.head == self.index - 1 and not head.definite
        return preposition == "ل" and self._place() and bare and modifies("place", self.words[inner.head])

    def _place(self) -> bool:
        """Tell whether the head is a place, of a body too: «مركز»."""
        return self.kind == "place" or (self.head >= 0 and common_noun(self.words[self.head]) == "place")

    def _with_genitive(self, inner: _Builder) -> _Builder:
        """Return the phrase annexed to an action noun: «مركز لتدريب | المقاتلين الأجانب»."""
        following = self.words[inner.index] if inner.index < len(self.words) else None
        if following is None or following.split.conj or following.split.prep or following.pos != "noun":
            return inner
        genitive = _Builder(self.context, inner.index)
        genitive.run()
        return inner if genitive.event or genitive.index == inner.index else genitive

    def _ends_in_participle(self) -> bool:
        last = self.index - 1
        return last > self.head and self.words[last].split.stem.startswith(_BINDING_PARTICIPLES)

    def _may_come_from(self, inner: _Builder) -> bool:
        """«المسلحون من الموالين لـ», «وفد من الحركة», «العشرات من السكان»; a place or a thing is where someone leaves."""
        if is_quantity(self.words[self.head]):
            return True
        if inner.kind is None and inner.actor is None:
            return inner.index - inner.first > 1  # «وفد من المجتمع المدني»; one word alone may be a town
        return inner.kind not in ("place", "thing", "abstract", "state")

    def _take_at_least(self) -> bool:
        """«خمسة جنود على الأقل»."""
        two = [w.folded for w in self.words[self.index : self.index + 2]]
        if not self.counted or self.head < 0 or two not in _AT_LEAST:
            return False
        self._advance(2)
        return True

    def _take_part_of(self) -> bool:
        """«26 شخصا بينهم ستة جنود»: who is among those counted belongs to the phrase."""
        at = self.index
        if self.words[at].folded == "من" and at + 1 < len(self.words):
            at += 1
        if (
            not self.counted
            or self.tail is not None
            or self.words[at].folded not in _AMONG
            or at + 1 >= len(self.words)
        ):
            return False
        inner = _Builder(self.context, at + 1)
        if self.words[at + 1].split.conj or not _starts_phrase(self.context, at + 1):
            return False
        inner.run()
        if inner.index == at + 1 or inner.event:
            return False
        end = inner.index
        while end < len(self.words) and self.words[end].split.conj and _starts_phrase(self.context, end):
            inner = _Builder(self.context, end)
            inner.run()
            if inner.index == end or inner.event:
                break
            end = inner.index
        self.tail = (self.index, end)
        self.index = end
        return True

    def _binds(self, preposition: str) -> bool:
        """Tell whether a preposition may go on with this phrase; what stands behind it is judged by `_complement`."""
        if self.head < 0:
            return preposition in ("من", "ب", "عن", "علي") and self.counted
        last = self.words[self.index - 1].split
        described = self.index - 1 > self.head
        if self._ends_in_participle():
            return preposition in _GOVERNED  # «المتهمة بـ», «المدعومة من», «المناهضون لـ»
        if self.tail is not None:
            return False
        if preposition == "من":
            return self.kind in _WITH_ORIGIN or self.counted
        if preposition == "ل" and (self.kind in _OWNED or self._place()):
            owned = described and last.article and self.kind in ("place", "thing")
            return owned or not self.closed  # «نقطة تفتيش للشرطة», «دورية للجيش», «المدخل الرئيسي للقصر»
        if preposition in ("ل", "عن") and self.kind in _OFFICES:
            if self.words[self.index].split.stem == _AFFAIRS:
                return True  # «مستشار الرئيس لشؤون الإعلام»
            return (
                described and last.stem.removesuffix("ه") in _OF_RANK
            ) or not self.closed  # «الأمين العام للحزب», «ممثل عن البلدية»
        return preposition in ("في", "باسم", "لدي") and self.kind in (*_OFFICES, "media", *_TITLED)


def _aimed(frame: object) -> bool:
    """«عدوان | إسرائيلي», not «مقتل | إسرائيلي»: tell whether what a deed is aimed at stands behind «على»."""
    return isinstance(frame, Frame) and "recipient" in frame.slots.get("علي", ())


def _closes(word: Word) -> bool:
    """«صاروخ إسرائيلي | السيارة»: behind an adjective without article stands nothing definite in annexation."""
    if word.split.article or word.split.suffix:
        return False
    kinds, stem = word.split.kinds, word.split.stem
    if "adjective" in kinds:
        return stem.endswith(("ي", "يه"))
    elative = len(stem) == 4 and stem[0] == "ا" and stem not in _OTHER  # «أكبر الأحزاب»
    return (
        "adj" in kinds
        and not elative
        and not stem.startswith(_FALSELY_ANNEXED)
        and not kinds & {"head", "title", "noun"}
    )


def _unknown(word: Word) -> bool:
    split = word.split
    return word.pos == "noun" and not split.entries and not split.article and not split.suffix


def _numbers_agree(head: Word, stem: str) -> bool:
    """Tell whether a participle's number and gender fit a noun as far as the writing shows: «الجنود المتهمين»."""
    own = head.split.stem
    if stem.endswith(("ون", "ين")):
        return not own.endswith("ه") and (own[-2:] == stem[-2:] or not own.endswith(("ون", "ين")))
    feminine = own.endswith(("ه", "ات"))
    if stem.endswith("ه"):
        return feminine or (len(own) >= 4 and "ا" in own[1:])  # «الفصائل المتهمة», «الكتائب»
    return not feminine and not own.endswith(("ون", "ين"))


def _noun_phrase(context: _Context, index: int, before: Sequence[Chunk]) -> Chunk:
    words = context.words
    builder = _Builder(context, index)
    builder.scene = _governor(words, index, before) == "في"
    builder.run()
    if builder.index == index:
        return _plain(words, index, index + 1, words[index].pos)
    builder = _with_apposition(context, builder)
    first, last = words[index], builder.index
    match = context.matches.get(index)
    start = match.span.start if _has(match, "actor") and match is not None else first.start
    return Chunk(
        "noun", index, last, Span(start, words[last - 1].token.span.end), prep=_governor(words, index, before),
        conj=bool(first.split.conj) or _after_conjunction(before), head=max(builder.head, index), kind=_kind(builder),
        actor=builder.actor, whole=builder.whole, definite=builder.closed, event=builder.event,
        genitive=_annexed(words[index], before, words), case=_case(words[max(builder.head, index)], last - index == 1),
        tail=builder.tail,
    )  # fmt: skip


def _kind(builder: _Builder) -> str | None:
    """Return the kind of a phrase, which what is annexed to its head may settle: «وكالة أنباء», «أفراد الشرطة»."""
    head, following = builder.words[max(builder.head, 0)].split, builder.head + 1
    if builder.head < 0 or following >= builder.index or builder.event:
        return builder.kind
    word = builder.words[following]
    if head.stem in _AGENCIES and builder.kind == "igo" and builder.actor is None:
        named = word.pos == "mark" or _unknown(word) or is_name(word) or word.split.stem == _NEWS
        return "media" if named else builder.kind
    if head.stem in _MEMBERS and not head.article and word.pos == "noun":
        own = builder.actor.kind if builder.actor is not None else getattr(head_of(word), "kind", None)
        if own in _ARMED:
            return "police" if own == "police" else "fighters"
    return builder.kind


def _with_apposition(context: _Context, builder: _Builder) -> _Builder:
    """«فادي سلوم، رئيس …», «رئيس الوزراء، القائد العام، …»: behind a comma an office still describes a person, and a name
    an office if a comma closes it."""
    words, comma = context.words, builder.index
    if _is_described(context, builder):
        inner = _Builder(context, builder.index)
        inner.run()
        builder.index, builder.actor = inner.index, builder.actor or inner.actor
        return builder
    officer = builder.kind in ("office", "official", "role")
    if not (builder.person or officer) or comma + 1 >= len(words) or words[comma].folded not in "،,":
        return builder
    following = words[comma + 1]
    if following.split.conj or following.split.prep or following.pos != "noun":
        return builder
    title = title_of(following)
    named = officer and not builder.person and is_name(following)
    if not named and (title is None or title.kind not in ("office", "role")):
        return builder
    inner = _Builder(context, comma + 1)
    inner.run()
    closed = inner.index < len(words) and words[inner.index].folded in "،,"
    if inner.index > comma + 1 and (builder.person or closed):
        builder.index = inner.index
        builder.actor = builder.actor or inner.actor
    return builder


def _is_described(context: _Context, builder: _Builder) -> bool:
    """«قتل سمير حداد | القيادي في الحركة»: tell whether what is right behind a name says what he is in a body.

    So it is where something befell him, or a preposition governs him; else it may be whom he met or named.
    """
    words, at = context.words, builder.index
    if not (builder.person and builder.kind == "person") or at >= len(words) or words[at].split.conj:
        return False
    word, before = words[at], words[builder.first - 1] if builder.first else None
    befallen = before is not None and any(
        isinstance(e.value, Frame) and e.value.type in _HARM for e in before.entries
    )
    governed = bool(words[builder.first].split.prep) or (before is not None and before.pos == "prep")
    one_of = word.split.stem in _ONE_OF and at + 1 < len(words) and _leads(words[at + 1])
    if not (befallen or governed) or not (one_of or _is_member(word)):
        return False
    inner = _Builder(context, at)
    inner.run()
    bound = one_of or inner.tail is not None or inner.actor is not None
    return inner.index > at + 1 and bound and not inner.person and not inner.event


def _is_member(word: Word) -> bool:
    """«القيادي», «الأمين العام»: tell whether a definite word says what one person is."""
    several = len(word.split.stem) > 4 and word.split.stem.endswith(("ون", "ين", "ات"))
    return word.pos == "noun" and word.split.article and not several and bool(title_of(word) or head_of(word))


def _leads(word: Word) -> bool:
    """«أحد | قادة …», «أحد | مسؤولي …»"""
    head = head_of(word)
    return word.pos == "noun" and head is not None and head.kind == "official"


def _governor(words: Sequence[Word], index: int, before: Sequence[Chunk]) -> str:
    """Return the preposition of a noun phrase: its own proclitic, or the preposition just before it."""
    quoted = words[index].pos == "mark" and index + 1 < len(words)
    own = words[index + quoted].split.prep
    if own in ("ب", "ل", "ك"):
        return own
    if (
        words[index].split.stem in _DIRECTIONS
        and before
        and before[-1].pos == "noun"
        and not words[index].split.article
    ):
        return words[index].split.stem  # it tells where, like a preposition
    if before and before[-1].pos == "prep":
        first, *rest = words[before[-1].first : before[-1].last]
        return " ".join([first.split.prep + first.split.stem, *(word.folded for word in rest)])
    return ""


def _case(word: Word, alone: bool) -> str:
    """Return the case that a noun's ending shows, "" if it shows none."""
    stem = word.split.stem
    if word.pos not in ("noun", "quant") or any(e.kind in ("name", "actor") for e in word.split.entries):
        return ""
    if stem.endswith(("ون", "تان")):
        return "n"
    if stem.endswith(("ين", "تين")) and len(stem) > 4:
        return "a"
    tanwin = stem.endswith("ا") and not word.split.article and not word.split.suffix and len(stem) > 3
    return (
        "a" if tanwin and (word.split.entries or not alone) else ""
    )  # an unknown word in ا may be a name («قال سيدا»)


def _annexed(word: Word, before: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """Tell whether a phrase stands in annexation to the event noun before it."""
    if not before or not before[-1].event or word.split.conj or word.split.prep:
        return False
    last = before[-1]
    plain = last.last - 1 == last.head or not _ends_in_adjective(last, words)
    return last.last == word.index and not last.definite and plain


def _ends_in_adjective(chunk: Chunk, words: Sequence[Word]) -> bool:
    """«غارة جوية | مبنى البلدية»: behind its adjective nothing is annexed to a noun."""
    last = words[chunk.last - 1]
    return is_adjective(last) or last.split.stem.endswith(("يه", "يين", "يتين"))


def _after_conjunction(before: Sequence[Chunk]) -> bool:
    return bool(before) and before[-1].pos == "conj" and before[-1].last - before[-1].first == 1
