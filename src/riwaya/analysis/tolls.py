"""Sentence → the people it counts: dead, injured, missing, captured or displaced.

First everything that can be a count is listed (numbers with their noun, «شخصان», «جندي»); then each word of
`data/toll_words.tsv` takes the count that belongs to it. A number that's part of another («بينهم 3 أطفال»)
and one that counts things (hours, cars) belong to none. Nothing is guessed: «القتلى» alone gives no toll.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal, cast, get_args

from riwaya.errors import LexiconError
from riwaya.model import Sentence, Span, Token, Toll, TollKind
from riwaya.text.numbers import Number, Word, index_words, match, read_table, start_after

_KINDS: tuple[str, ...] = get_args(TollKind)
_CLASSES = frozenset(
    (
        *(
            "verb",
            "masdar",
            "fate",
            "fall",
            "end",
            "victim",
            "victim-dual",
            "person",
            "person-sound",
            "one-of",
        ),
        *(
            "kin",
            "service",
            "went",
            "other",
            "people",
            "thing",
            "subset",
            "release",
            "cumulative",
            "total-of",
            "together",
        ),
    )
)
_BREAKS = frozenset(".؛;:!؟?…")
_LEAST = (("علي", "الاقل"), ("في", "الاقل"), ("علي", "اقل"), ("كحد", "ادني"), ("او", "اكثر"))
_OPEN_PREPOSITIONS = frozenset(
    ("في", "علي", "عن", "بعد", "قبل", "خلال", "منذ", "الساعه", "بين", "نحو", "حتي")
)
_REACH = {"verb": 8, "masdar": 5, "fall": 4}
# What may stand right behind a number without being what it counts, folded.
_NO_NOUNS = frozenset(
    (
        *("علي", "في", "اثر", "جراء", "بعد", "خلال", "امس", "الي", "عندما", "حتفهم", "مصرعهم", "قرب"),
        *("فجر", "صباح", "ظهر", "عصر", "مساء", "ليل", "ليله", "اليوم", "صباحا", "ليلا"),
    )
)
_OWN_WAW = ("وزر", "وزير", "ولد", "وحد", "وفد", "وافد")
_ADDING = (("فضلا", "عن"), ("اضافه", "الي"), ("علاوه", "علي"))
_TIMES = frozenset(
    "بعد قبل فجر صباح ظهر عصر مساء ليل ليله امس اليوم السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه".split()
)
_MODIFIERS = 3  # words of a counted phrase behind its noun
_SHORT = 2  # letters
_ASIDE = 5  # tokens of a time between commas
_CUES = ("verb", "masdar", "fate", "fall")
_VICTIMS = ("victim", "victim-dual")
_PEOPLE = ("person", "person-sound", "two", "two-or-more", "people")


@dataclass(frozen=True, slots=True)
class _Count:
    """People counted at tokens `[first, last)`; `kind` is the toll's, if the counted noun tells it."""

    first: int
    last: int
    min: int | None
    max: int | None
    start: int  # offset of its first character
    of: int | None = None  # index of the counted noun
    kind: str | None = None
    bare: bool = False  # a noun without a number: «جندي», «شخصان»
    vague: bool = False  # «عشرات»


@cache
def told_kinds(folded: str) -> frozenset[str]:
    """Return the kinds of toll that a word tells of: «قتلى», «قُتل» → dead."""
    return frozenset(
        w.value for w in _words().get(folded, ()) if w.kind in (*_CUES, *_VICTIMS, "total-of") and w.value
    )


def is_dual(stem: str) -> bool:
    """Tell whether a noun is the dual of someone: «شخصان», «طفلين»."""
    return any(w.kind in ("two", "victim-dual") and not w.proclitic for w in _words().get(stem, ()))


def is_kin(stem: str) -> bool:
    """Tell whether a noun is one of somebody's family or company: «زوجة», «مرافق»."""
    return any(w.kind == "kin" for w in _words().get(stem, ()))


@cache
def _words() -> dict[str, tuple[Word, ...]]:
    return index_words(_entries(), frozenset(("victim", "total-of")))


def _entries() -> Iterator[tuple[str, str, str]]:
    for forms, kind, value in read_table("toll_words.tsv", 3):
        if kind not in _CLASSES or (value and value not in _KINDS):
            raise LexiconError(
                f"toll_words.tsv: entry «{forms[:20]}…»: unknown {kind!r} {value!r}; see its head"
            )
        for form in forms.split("|"):
            if kind != "kin" or len(form) > _SHORT:
                yield form, kind, value  # «عمه», but not «عم»
            if kind in ("person", "person-sound"):
                yield from _inflected(form, kind)
            if kind == "kin":
                yield from _possessed(form)


def _inflected(form: str, kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield the accusative and the duals: «جندي» → جنديا, جنديان, جنديين."""
    stem = form[:-1] + "ت" if form.endswith("ة") else form
    if stem == form:
        yield form + "ا", kind, ""
    yield stem + "ان", "two", ""
    yield stem + "ي", "annexed-two", ""
    yield stem + "ا", "annexed-two", ""
    if kind == "person" or form.endswith("ة"):
        yield stem + "ين", "two", ""
    else:
        yield stem + "ين", "two-or-more", ""


def _possessed(form: str) -> Iterator[tuple[str, str, str]]:
    """Yield somebody's: «زوجة» → زوجته, زوجتها …, «مرافق» → مرافقه …"""
    stem = form[:-1] + "ت" if form.endswith("ة") else form
    for pronoun in ("ه", "ها", "هم", "هما", "ي", "نا"):
        yield stem + pronoun, "kin", ""


def find_tolls(sentence: Sentence, numbers: Sequence[Number], text: str = "") -> tuple[Toll, ...]:
    """Return the tolls in order: «مقتل تسعة عمال على الأقل وإصابة 14» → dead 9 and more, injured 14.

    `numbers` are the sentence's (`find_numbers`); `text` is needed only for words with diacritics.
    """
    wanted = (*_CUES, *_VICTIMS)
    if not any(w.kind in wanted for t in sentence.tokens for w in _words().get(t.folded, ())):
        return ()
    return _Reader(sentence.tokens, numbers, text).read()


def _sum(a: _Count, b: _Count) -> _Count:
    low = None if a.min is None or b.min is None else a.min + b.min
    high = None if a.max is None or b.max is None else a.max + b.max
    return replace(a, last=b.last, min=low, max=high)


class _Reader:
    """One sentence's tokens, counts and tolls."""

    def __init__(self, tokens: tuple[Token, ...], numbers: Sequence[Number], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.used: set[int] = set()
        counts = [c for n in numbers if (c := self._counted(n))] + list(self._bare_counts(numbers))
        self.counts = sorted(counts, key=lambda c: c.first)

    def read(self) -> tuple[Toll, ...]:
        tolls: list[tuple[int, Toll]] = []
        for count in self.counts:
            if count.kind and not self._is_subset(count):
                tolls.extend((count.first, t) for t in self._of_victims(count))
        for i in range(len(self.tokens)):
            word = self._cue(i)
            found = self._belonging(i, word) if word else None
            if found and word:
                tolls.extend((found.first, t) for t in self._of_cue(i, word, found))
        tolls.extend(self._totals())
        return tuple(t for _, t in sorted(tolls, key=lambda x: (x[0], x[1].kind)))

    # -- what can be counted ------------------------------------------------------------------------------

    def _readings(self, i: int, *kinds: str) -> Iterator[Word]:
        if 0 <= i < len(self.tokens):
            for word in _words().get(self.tokens[i].folded, ()):
                if word.kind in kinds and match(word, self.tokens, i):
                    yield word

    def _is(self, i: int, *kinds: str) -> Word | None:
        """Return the reading of token `i` without a proclitic, if it has one of these kinds."""
        return next((w for w in self._readings(i, *kinds) if not w.proclitic), None)

    def _counted(self, number: Number) -> _Count | None:
        """Return the number with its noun; None if it counts things or stands after a preposition."""
        start = number.span.start
        noun, last = self._noun(number.last)
        victim = self._victim(number, noun)
        if not victim and self._after_preposition(number):
            return None
        if noun is not None and self._is(noun, "thing"):
            return None
        # «20%», «12:30», «3/4» and «(50 كلم» count nobody.
        if number.last < len(self.tokens) and self.tokens[number.last].folded in ("%", "/", ":", "-"):
            return None
        low, high = number.min, number.max
        if self._has_least(last):
            high = None
        return _Count(number.first, last, low, high, start, noun, victim, vague=number.vague)

    def _victim(self, number: Number, noun: int | None) -> str | None:
        """Return the kind of toll that the noun tells: «5 قتلى»; in «مقتل 3 أسرى» the masdar decides."""
        word = self._is(noun, "victim") if noun is not None else None
        cue = self._cue(number.first - 1)
        if word is None or (cue and cue.kind != "fall"):
            return None
        if noun == number.last + 1 and number.max is not None:
            return None  # «واحد من الأسرى»: of them, not all of them
        before = range(max(0, number.first - 4), number.first)
        return None if any(True for k in before for _ in self._readings(k, "release")) else word.value

    def _after_preposition(self, number: Number) -> bool:
        token = self.tokens[number.first]
        if number.span.start > token.span.start and token.folded[0] in "بلك":
            return True
        before = self.tokens[number.first - 1].folded if number.first else ""
        if self._is_added(number.first):
            return False
        return before in _OPEN_PREPOSITIONS or before in ("/", ":", "ال", "رقم", "عام", "-")

    def _noun(self, i: int) -> tuple[int | None, int]:
        """Return the index of the counted noun and the index after it: «5 [من] عناصر», «20 [شخصا]»."""
        if i >= len(self.tokens) or self.tokens[i].kind != "word":
            return None, i
        if self.tokens[i].folded == "من" and i + 1 < len(self.tokens) and self.tokens[i + 1].kind == "word":
            return i + 1, i + 2
        if self._is(i, "subset", "together") or any(True for _ in self._plain_cues(i)):
            return None, i
        if self.tokens[i].folded in _NO_NOUNS:
            return None, i
        return (None, i) if self._joins(i) else (i, i + 1)

    def _plain_cues(self, i: int) -> Iterator[Word]:
        return (w for w in self._readings(i, *_CUES) if not self._is(i, "victim"))

    def _joins(self, i: int) -> bool:
        """Tell whether a word starts with a و that joins it («وأصيب»), not with its own («وزراء»)."""
        if self.tokens[i].folded.startswith("ب"):
            return any(w.proclitic for w in self._readings(i, *_CUES, *_VICTIMS))
        return self.tokens[i].folded.startswith("و") and not self.tokens[i].folded.startswith(_OWN_WAW)

    def _is_added(self, i: int) -> bool:
        """Tell whether «فضلا عن», «إضافة إلى» stands before token `i`."""
        return i >= 2 and (self.tokens[i - 2].folded, self.tokens[i - 1].folded) in _ADDING

    def _has_least(self, i: int) -> bool:
        """Tell whether «على الأقل» follows, after two words at most."""
        folded = [t.folded for t in self.tokens[i : i + 4]]
        return any(pair in pairwise(folded) for pair in _LEAST)

    def _bare_counts(self, numbers: Sequence[Number]) -> Iterator[_Count]:
        """Yield the nouns that tell one or two without a number: «جندي», «شخصان», «قتيلان», «أحد الجنود»."""
        taken = {i for n in numbers for i in range(n.first, n.last + 1)}
        for i, token in enumerate(self.tokens):
            # A nisba behind a person is an adjective: «42 جنديا باكستانيا».
            if i in taken or (not token.folded.startswith("و") and self._is(i - 1, *_PEOPLE)):
                continue
            kinds = (
                "person",
                "person-sound",
                "kin",
                "two",
                "two-or-more",
                "annexed-two",
                "one-of",
                "other",
                "victim-dual",
            )
            for word in sorted(self._readings(i, *kinds), key=lambda w: w.kind != "annexed-two"):
                if word.proclitic in ("", "و", "ل") and (count := self._bare(i, token, word)):
                    yield count
                    break

    def _bare(self, i: int, token: Token, word: Word) -> _Count | None:
        start = start_after(token, word.proclitic, self.text)
        if word.kind in ("two", "victim-dual"):
            kind = word.value or None
            return _Count(i, i + 1, 2, 2, start, i, kind, bare=kind is None)
        if word.kind == "two-or-more":
            sure = i + 1 < len(self.tokens) and self.tokens[i + 1].folded in ("اثنين", "اثنتين")
            return _Count(i, i + 2, 2, 2, start, i, bare=True) if sure else None
        following = self.tokens[i + 1].folded if i + 1 < len(self.tokens) else ""
        if word.kind == "one-of":
            return _Count(i, i + 2, 1, 1, start, i + 1, bare=True) if following else None
        if word.kind == "annexed-two":  # «رجلي أمن», «سائقا شاحنات كانا ينقلان …»
            annexed = self._is(i + 1, "service") is not None or self._of_two(i + 1)
            return _Count(i, i + 2, 2, 2, start, i, bare=True) if annexed else None
        if word.kind == "other":
            loose = not following or following in ("في", "و", "علي", "اثر", "خلال") or following[0] in "بو.،"
            return _Count(i, i + 1, 1, 1, start, i, bare=True) if loose else None
        # «رجل الأعمال», «قائد الفصيل» are definite: a person, and no count.
        if word.kind != "kin" and following.startswith("ال") and following != "الي":
            return None
        return _Count(i, i + 1, 1, 1, start, i, bare=True)

    def _of_two(self, i: int) -> bool:
        """Tell whether a word soon after `i` speaks of two: «كانا», «ينقلان»."""
        near = [t.folded for t in self.tokens[i : i + 3]]
        return any(w in ("كانا", "كانتا") or (w[0] in "يت" and w.endswith("ان") and len(w) > 4) for w in near)

    def _is_subset(self, count: _Count) -> bool:
        """«بينهم 3 أطفال وامرأتان», «اثنان منهم»: part of a number before."""
        for k in range(count.first - 1, max(-1, count.first - 7), -1):
            if self.tokens[k].folded in "،,.؛" or any(True for _ in self._plain_cues(k)):
                return False
            if any(w.kind == "subset" for w in self._readings(k, "subset")):
                return True
        return False

    # -- which word it belongs to -------------------------------------------------------------------------

    def _cue(self, i: int) -> Word | None:
        """Return the verb or masdar at `i`, if it is one that tells of a toll here."""
        word = next(self._readings(i, *_CUES), None)
        if word is None and self._is(i, "victim") and any(True for _ in self._readings(i - 1, "went")):
            return Word((), "verb", "dead")  # «راح ضحية الغارة 7 مدنيين»
        if word and word.kind == "fate":
            ends = range(i + 1, min(i + 12, len(self.tokens)))
            return word if any(self._is(k, "end") for k in ends) else None
        return word

    def _belonging(self, i: int, word: Word) -> _Count | None:
        """Return the count that the word at `i` is about: the first after it, or one before a plural."""
        if self._follows_total(i):
            return None
        several = word.kind != "masdar" and self.tokens[i].folded.endswith(("وا", "ا", "ون"))
        reach = 3 if several else _REACH.get(word.kind, 8)
        fitting = [c for c in self.counts if i < c.first <= i + reach and self._fits(i, c, word)]
        if fitting:
            return self._take(self._not_the_doer(fitting, word))
        return self._before(i, several) if word.kind != "masdar" else None

    def _not_the_doer(self, fitting: list[_Count], word: Word) -> _Count:
        """«قتل مهاجم 47 شخصا»: the noun behind the verb is who did it when a number follows unjoined."""
        first, *others = fitting
        if word.kind == "verb" and first.bare and others:
            second = others[0]
            joined = self.tokens[second.first].folded.startswith("و") or self._is_added(second.first)
            if not second.bare and not joined and self.tokens[second.first - 1].folded != "و":
                return second
        return first

    def _follows_total(self, i: int) -> bool:
        return any(w.kind == "total-of" for w in self._readings(i - 1, "total-of"))

    def _fits(self, i: int, count: _Count, word: Word) -> bool:
        if count.first in self.used or count.kind or self._is_subset(count):
            return False
        if self._is_barred(i + 1, count.first):
            return False
        if word.kind == "fall" and (count.of is None or not self._is(count.of, *_PEOPLE)):
            return False
        if not count.bare:
            return True
        # A noun without a number is a victim only right behind the word; a time may come between.
        other = any(True for _ in self._readings(count.first, "other"))
        near = count.first - i <= (1 if other or word.kind == "masdar" else 2)
        return near and not self._readings_joined(count)

    def _readings_joined(self, count: _Count) -> bool:
        return count.start > self.tokens[count.first].span.start

    def _is_barred(self, first: int, last: int) -> bool:
        """Tell whether another word of tolls or the end of a clause stands between; a time set off by commas doesn't end it."""
        aside = first  # «اغتال الطيران، بعد ظهر أمس، خمسة …»
        for k in range(first, last):
            folded = self.tokens[k].folded
            if folded in ("،", ",") and (k < aside or self.tokens[k + 1].folded in _TIMES):
                aside = k + _ASIDE
            elif (
                folded in _BREAKS
                or folded in ("،", ",", "(", "ان", "بان")
                or any(True for _ in self._readings(k, *_CUES))
            ):
                return True
        return False

    def _before(self, i: int, several: bool) -> _Count | None:
        """«ثلاثة أشخاص بينهم امرأة قتلوا»: the nearest count before a plural verb that isn't part of another.

        A singular verb has one person right before it: «ان شخصا قتل».
        """
        for count in reversed(self.counts):
            if not i - 12 <= count.first < i or count.first in self.used or count.kind:
                continue
            if self._is_before(i, count, several):
                return self._take(self._with_earlier(count))
        return None

    def _is_before(self, i: int, count: _Count, several: bool) -> bool:
        near = count.last == i
        if not several:
            return near and count.bare and count.min == 1 and self._word_before(count.first) in ("ان", "بان")
        if near and not count.bare:
            return True
        if (count.bare and (not near or count.min == 1)) or self._is_subset(count):
            return False
        if self._is(count.last, "subset") and self.tokens[count.last].folded == "منهم":
            return False
        # «الجنود الذين قتلوا» is another group, unless the number stands close.
        relative = self.tokens[i - 1].folded in ("الذين", "اللذين", "اللواتي")
        return not self._ends_clause(count.last, i) and (not relative or i - count.last <= 3)

    def _word_before(self, i: int) -> str:
        """Return the token before `i`, quotation marks aside: «ان «شخصا قتل …»»."""
        while i > 0 and self.tokens[i - 1].kind != "word" and self.tokens[i - 1].folded not in _BREAKS:
            i -= 1
        return self.tokens[i - 1].folded if i else ""

    def _with_earlier(self, count: _Count) -> _Count:
        """«200 مسلح ونحو 50 جنديا قتلوا», «زوجة القائد وثلاثة من أبنائه قتلوا»: add the one that it is joined to."""
        if not self.tokens[count.first].folded.startswith("و") or count.bare:
            return count
        before = [c for c in self.counts if c.last <= count.first and not c.kind and self._is_head(c)]
        if not before or count.first - before[-1].last > 2 or before[-1].first in self.used:
            return count
        self._take(count)
        return _sum(before[-1], count)

    def _is_head(self, count: _Count) -> bool:
        """Tell whether a count can be the first of those that suffer: a number, or somebody's family."""
        return not count.bare or (count.of is not None and self._is(count.of, "kin") is not None)

    def _ends_clause(self, first: int, last: int) -> bool:
        return any(
            t.folded in _BREAKS or any(True for _ in self._plain_cues(k))
            for k, t in enumerate(self.tokens[first:last], first)
        )

    def _take(self, count: _Count) -> _Count:
        self.used.add(count.first)
        return count

    def _with_coordinated(self, count: _Count) -> _Count:
        """«12 جنديا و3 مدنيين», «امرأة وطفلين»: one toll, the sum of both."""
        following = next((c for c in self.counts if c.first >= count.last), None)
        if following is None or following.first in self.used or following.kind or self._is_subset(following):
            return count
        gap = self.tokens[count.last : following.first]
        token = self.tokens[following.first]
        joined = token.folded.startswith("و") and following.start > token.span.start
        if gap and gap[-1].folded == "و":
            joined, gap = True, gap[:-1]
        elif self._is_added(following.first):
            return self._with_coordinated(_sum(count, self._take(following))) if len(gap) <= 4 else count
        if gap and gap[-1].folded in ("،", ","):
            gap = gap[:-1]  # «سبعة من عناصر الشرطة المحلية، ومترجم»
        if not joined or len(gap) > _MODIFIERS or any(not self._is_modifier(t) for t in gap):
            return count
        return self._with_coordinated(_sum(count, self._take(following)))

    def _is_modifier(self, token: Token) -> bool:
        return token.kind == "word" and token.folded not in ("في", "من", "علي", "الي", "عن", "امس", "ان")

    def _is_masdar(self, i: int) -> bool:
        return any(True for _ in self._readings(i, "masdar"))

    def _of_cue(self, i: int, word: Word, count: _Count) -> list[Toll]:
        """«مقتل 5» is one toll; «مقتل وإصابة 50» are two that don't say how many of each."""
        other = self._cue(i - 1) if word.proclitic == "و" and self._is_masdar(i - 1) else None
        count = self._with_coordinated(count)
        both_masdars = other is not None and (self._is_masdar(i) or i == 1)
        if other is None or other.value == word.value or not both_masdars:
            return [self._toll(word.value, count)]
        both = replace(count, min=None)
        return [self._toll(other.value, both), self._toll(word.value, both)]

    # -- the toll -----------------------------------------------------------------------------------------

    def _of_victims(self, count: _Count) -> list[Toll]:
        """«5 قتلى» is one toll; «30 قتيلا وجريحا», «عشرات القتلى والجرحى» don't say how many of each."""
        assert count.kind is not None
        self._take(count)
        second = next((w for w in self._readings(count.last, "victim") if w.proclitic == "و"), None)
        if second is None or second.value == count.kind or count.of is None:
            return [self._toll(count.kind, self._with_coordinated(count))]
        both = replace(count, min=None, last=count.last + 1)
        other = replace(both, of=count.last)
        return [self._toll(count.kind, both), self._toll(second.value, other)]

    def _totals(self) -> Iterator[tuple[int, Toll]]:
        """«ارتفع عدد القتلى إلى 30», «بلغت حصيلة الجرحى 120»."""
        for i in range(1, len(self.tokens)):
            victim = next(self._readings(i, "victim"), None)
            if victim is None or victim.proclitic not in ("", "و"):
                continue
            if self._follows_total(i):
                count = self._stated_total(i)
                if count:
                    toll = self._toll(victim.value, self._take(count))
                    yield count.first, replace(toll, scope="cumulative")
            elif self.tokens[i].folded.removeprefix("و").startswith("ال"):
                yield from self._named_number(i, victim.value)

    def _named_number(self, i: int, kind: str) -> Iterator[tuple[int, Toll]]:
        """«كان القتلى خمسة», «القتلى الخمسة»."""
        for count in self.counts:
            if count.first == i + 1 and count.first not in self.used and not count.bare and not count.kind:
                yield count.first, self._toll(kind, self._with_coordinated(self._take(count)))

    def _stated_total(self, i: int) -> _Count | None:
        """«عدد القتلى إلى 30»; «إلى 30 عدد القتلى»: the count behind, or right before."""
        for count in self.counts:
            if (
                count.last in (i - 1, i)
                and count.first not in self.used
                and self.tokens[count.first - 1].folded == "الي"
            ):
                return count
            if i < count.first <= i + 9 and count.first not in self.used and not count.bare:
                between = self.tokens[i + 1 : count.first]
                if not any(t.folded in _BREAKS for t in between):
                    return count
        return None

    def _toll(self, kind: str, count: _Count) -> Toll:
        end = self.tokens[min(count.last, len(self.tokens)) - 1].span.end
        of = self.tokens[count.of].span if count.of is not None and count.of < len(self.tokens) else None
        if of and count.bare and count.of == count.first:
            of = Span(count.start, of.end)
        scope = self._scope(count)
        return Toll(
            cast(TollKind, kind), count.min, count.max, scope, Span(count.start, end), of, count.vague
        )

    def _scope(self, count: _Count) -> Literal["event", "cumulative"]:
        """A running total says so before the count («ارتفعت الحصيلة إلى»), or «منذ» after it."""
        for k in range(count.first - 1, max(-1, count.first - 13), -1):
            if self.tokens[k].folded in _BREAKS:
                break
            if any(True for _ in self._readings(k, "cumulative")):
                return "cumulative"
        after = self.tokens[count.last : count.last + 10]
        return "cumulative" if any(t.folded in ("منذ", "ومنذ") for t in after) else "event"
