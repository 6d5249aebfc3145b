"""Texts → which go back to one text: near-copies by shared runs of words, and the agencies and outlets that a text credits.

A signature is made of the runs of three words, hashed; of a long text only the lowest are kept, so that two of them compare in
microseconds and still tell a report from the half of it that a paper printed (what counts is how much of the shorter is in the
longer). A credit is a name where newsrooms put them: in brackets, in the dateline, on a line of its own, or behind «نقلاً عن».
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import combinations
from typing import Any, Literal

from riwaya.linking.registry import (
    AGENCIES,
    HEADS,
    Registry,
    Words,
    join_letters,
    load_registry,
    without_head,
    words_of,
)
from riwaya.text.fold import fold

COPY = 0.3  # of the shorter text's runs are in the other: one was made from the other
_RUN = 3  # words
_KEPT = 384  # runs of a signature; most reports have fewer, theirs are all there
_FEWEST = 8  # runs in common, below which two texts share a name or a phrase, no text
_BAND = 4  # every fourth run is a key that the store looks copies up by
_NAME = 6  # words of the longest name
_HEARD = 4  # words kept of an unlisted outlet's name
_DATELINE = 10  # words before the dash of «بيروت - (أ ف ب) -»
_LEAD = 60  # words of the opening sentence, which says what the rest is about
_LATEST = timedelta(days=4)  # after a report others that quote an outlet mean a newer one

_CUES = frozenset(
    "نقلا نقلت نقل نقلته ينقل تنقل افادت افاد ذكرت ذكر قالت بحسب حسب حسبما وفق وفقا اوردت اورد اوردته اوردها نشرت نشر نشرته"
    " نشرها بثت بث بثته كشفت تحدثت تناقلت تداولت اعلنت اكدت اشارت اضافت تابعت ابلغ ابلغت"
    " قال صرح تصريح تصريحات حديث اتصال مقابله".split()
)
_LOUD = frozenset(
    "نقلا نقلت نقلته اوردت اوردته نشرت نشرته بثت بثته".split()
)  # behind these any listed name is meant
_BETWEEN = HEADS | frozenset("ما عن عنه عنها به بها الي ل مع علي لسان خاص الانباء انباء".split())
_FILLERS = HEADS | frozenset(
    "المصدر مصدر المصادر مصادر متابعات متابعه خاص ترجمه انباء الانباء تحرير و وب".split()
)
_DENYING = frozenset("نفي نفت كذب كذبت فند فندت دحض دحضت رد ردت علق علقت استنكر استنكرت".split())
_CLOSING_WORDS = 8  # of «نقلاً عن موقع كذا الإخباري.» at the end
_CITING = frozenset("بحسب حسب وفق وفقا".split())
_TAILS = frozenset("للانباء الاخباريه الاخباري الرسميه الالكترونيه الالكتروني".split())
_SOURCES = re.compile(r"(المصدر|المصادر) [:\-–]")
_QUOTED = re.compile(r'"([^"\n]{2,40})"')
_LAST_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]\W*$")
_OPENING, _CLOSING, _BREAKING = frozenset("([{<"), frozenset(")]}>"), frozenset("-–—:|")
_JOINING = frozenset("،,/|+&-–—؛;.*:\"'")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_PROCLITICS = ("", "و", "ف", "ل", "ب", "ول", "وب")


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet that a text credits. `whole`: for all of it (dateline, credit line), else for a passage.

    `lead`: the opening sentence already credits it, or the text ends with «نقلاً عن …»: it tells what that one told.
    """

    key: str
    whole: bool
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """Words that may name an outlet which nobody lists. `whole`: where a text says whose it is; `lead` as of credits."""

    words: Words
    whole: bool
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What of a document tells whose text it is. `outlet` is a key: the registry's id, else the folded name."""

    document: str
    outlet: str | None
    outlet_name: str | None
    published: date | None
    signature: tuple[int, ...]
    credits: tuple[Credit, ...]
    heard: tuple[Heard, ...] = ()


TieKind = Literal["copy", "credit", "quote", "owner"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two reports aren't independent. `origin` is the key of the outlet that both go back to, None of bare copies."""

    first: str  # documents
    second: str
    kind: TieKind
    score: float
    origin: str | None = None


def report_of(document: Mapping[str, Any], registry: Registry | None = None) -> Report:
    """Return what tells a document's origin from `{"id", "text", "outlet", "published"}`, as articles and readings have them."""
    registry = registry or load_registry()
    text, name = document["text"], document.get("outlet") or None
    published = document.get("published")
    return Report(
        document["id"], outlet_key(name, registry), name,
        date.fromisoformat(str(published)[:10]) if published else None,
        signature(text), find_credits(text, registry), _strongest(_heard(text)),
    )  # fmt: skip


def outlet_key(name: str | None, registry: Registry) -> str | None:
    """Return an outlet's key: «موقع المدن» → "modon"; the folded name of one that isn't listed."""
    if not name or not words_of(name):
        return None
    return registry.outlet(name) or " ".join(without_head(words_of(name)))


def core(words: Words) -> Words:
    """Return what others call an outlet: «وكالة الضفاف للأنباء» → «الضفاف»."""
    words = without_head(words)
    while len(words) > 1 and words[-1] in _TAILS:
        words = words[:-1]
    return words


def _strongest(heard: Iterable[Heard]) -> tuple[Heard, ...]:
    found: dict[Words, Heard] = {}
    for one in heard:
        old = found.get(one.words, one)
        found[one.words] = Heard(one.words, old.whole or one.whole, old.lead or one.lead)
    return tuple(found[words] for words in sorted(found))


def signature(text: str) -> tuple[int, ...]:
    """Return the sorted hashes of a text's runs of three words, of a long text the lowest."""
    return runs_of(words_of(text))[:_KEPT]


def runs_of(words: Words) -> tuple[int, ...]:
    """Return the sorted hashes of all runs of three words."""
    return tuple(sorted({_hash(" ".join(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1)}))


def bands(signature: tuple[int, ...]) -> tuple[int, ...]:
    """Return the keys that the store looks near-copies up by: two texts of which one was made from the other share some.

    A key that very many documents have is a phrase of the press and tells nothing.
    """
    return tuple(run for run in signature if run % _BAND == 0)


def near_copy(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Return how much of the shorter text's runs of words are in the other, 0 to 1; above COPY one was made from the other."""
    ceiling = min(
        _ceiling(a), _ceiling(b)
    )  # of cut signatures only the stretch that both kept can be compared
    first, second = ({run for run in runs if run <= ceiling} for runs in (a, b))
    shared = len(first & second)
    return shared / min(len(first), len(second)) if shared >= _FEWEST else 0.0


def credits(document: Mapping[str, Any], registry: Registry | None = None) -> frozenset[str]:
    """Return the agencies and outlets that a document's text credits: «بيروت (أ ف ب) - …» → {"afp"}."""
    return frozenset(c.key for c in find_credits(document["text"], registry or load_registry()))


def find_credits(text: str, registry: Registry) -> tuple[Credit, ...]:
    """Return each agency or outlet that the text credits, once, with whether for the whole text."""
    found: dict[str, Credit] = {}
    for line in _lines(text):
        for credit in _line_credits(line, registry):
            old = found.get(credit.key, credit)
            found[credit.key] = Credit(credit.key, old.whole or credit.whole, old.lead or credit.lead)
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text, folded, and its words and marks."""

    text: str
    tokens: list[str]
    number: int
    last: bool

    def leads_to(self, offset: int) -> bool:
        """Tell whether the line opens the text, its first sentence goes so far, and it denies nothing."""
        opening = self.number == 0 and "." not in self.text[:offset]
        return opening and self.tokens[0] not in _DENYING

    def leads(self, i: int, cue: str) -> bool:
        """Tell whether who is credited at a word tells what the whole text tells, and the text doesn't deny it."""
        if self.last and cue == "نقلا" and len(self.tokens) - i <= _CLOSING_WORDS:
            return True
        opening = self.number == 0 and i < _LEAD and "." not in self.tokens[:i]
        return opening and self.tokens[0] not in _DENYING


def _lines(text: str) -> Iterator[_Line]:
    lines = [line for line in join_letters(fold(text)).splitlines() if line.strip()]
    for number, line in enumerate(lines):
        yield _Line(line, _TOKEN.findall(line), number, number == len(lines) - 1)


def ties(reports: Iterable[Report], registry: Registry | None = None) -> tuple[Tie, ...]:
    """Return which of the reports on one incident aren't independent, the strongest reason of each pair."""
    registry = registry or load_registry()
    ordered = sorted(reports, key=lambda r: (str(r.published or "9"), r.document))
    copied = _copied(ordered)
    quoting = set(_quoting(ordered))
    found = []
    for a, b in combinations(ordered, 2):
        tie = copied.get((a.document, b.document)) or _tie(a, b, quoting, registry)
        if tie:
            found.append(tie)
    return tuple(found)


def _quoting(reports: list[Report]) -> Iterator[tuple[str, str]]:
    """Yield which report retells which: of an outlet's several the one that came out last before it."""
    by_outlet: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.outlet:
            by_outlet[report.outlet].append(report)
    for one in reports:
        for outlet, theirs in by_outlet.items():
            if outlet != one.outlet and retells(one, outlet):
                before = [r for r in theirs if _follows(one, r)]
                latest = max((r.published for r in before if r.published), default=None)
                yield from ((one.document, r.document) for r in before if r.published in (None, latest))


def _copied(reports: list[Report]) -> dict[tuple[str, str], Tie]:
    """Return the near-copies among reports: only pairs that share runs of words are compared at all."""
    holders: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        for run in report.signature:
            holders[run].append(report)
    by_id = {report.document: report for report in reports}
    shared = Counter((a.document, b.document) for held in holders.values() for a, b in combinations(held, 2))
    found = {}
    for pair, count in shared.items():
        if count >= _FEWEST:
            score = near_copy(by_id[pair[0]].signature, by_id[pair[1]].signature)
            if score >= COPY:
                found[pair] = Tie(*pair, "copy", round(score, 2))
    return found


def _tie(a: Report, b: Report, quoting: set[tuple[str, str]], registry: Registry) -> Tie | None:
    """Return why two different texts aren't independent, None if nothing tells."""
    for one, quoted in ((a, b), (b, a)):
        if (one.document, quoted.document) in quoting:
            return Tie(a.document, b.document, "quote", 0.8, quoted.outlet)
    printed, others = ({c.key for c in r.credits if c.whole or c.lead} for r in (a, b))
    common = printed & others - {AGENCIES, a.outlet, b.outlet}
    if common and (_follows(a, b) or _follows(b, a)):
        return Tie(a.document, b.document, "credit", 0.7, min(common))
    if (
        a.outlet
        and b.outlet
        and a.outlet != b.outlet
        and registry.house(a.outlet) == registry.house(b.outlet)
    ):
        return Tie(a.document, b.document, "owner", 0.6, registry.house(a.outlet))
    return None


def _follows(later: Report, earlier: Report) -> bool:
    """Tell whether a report came out when what an outlet told before was still its news."""
    if later.published is None or earlier.published is None:
        return True
    return timedelta(0) <= later.published - earlier.published <= _LATEST


def retells(report: Report, outlet: str) -> bool:
    """Tell whether a report tells what an outlet told, not only a passage of it: «نقل موقع كذا …» opens or ends it."""
    credit = credit_of(report, outlet)
    return credit is not None and (credit.whole or credit.lead)


def credit_of(report: Report, outlet: str) -> Credit | None:
    """Return how a report credits an outlet: for the whole text, for a passage, or not at all."""
    found = [credit for credit in report.credits if credit.key == outlet]
    name = core(tuple(outlet.split()))
    found += [Credit(outlet, h.whole, h.lead) for h in report.heard if h.words[: len(name)] == name]
    return max(found, key=lambda credit: (credit.whole, credit.lead), default=None)


def prints_agencies(report: Report, registry: Registry) -> bool:
    """Tell whether a report is an agency's or credits one: what «وكالات» may mean."""
    named = words_of(report.outlet_name or "")[:1] == ("وكاله",)
    return named or report.outlet in registry.wires or any(c.key in registry.wires for c in report.credits)


@dataclass(frozen=True, slots=True)
class _Name:
    first: int
    last: int  # exclusive
    key: str
    strict: bool
    proclitic: str


def _line_credits(line: _Line, registry: Registry) -> Iterator[Credit]:
    tokens, opening = line.tokens, line.number < 2
    names = list(_names(tokens, registry))
    if not names:
        return
    inside = {i for name in names for i in range(name.first, name.last)}
    rest = [t for i, t in enumerate(tokens) if i not in inside and t.isalnum() and t not in _FILLERS]
    for name in names:
        cue = _cue_before(tokens, name, inside)
        if not rest or _SOURCES.match(" ".join(tokens[:2])):
            yield Credit(name.key, True)  # a line of its own, «المصدر: وكالات»
        elif _in_brackets(tokens, name, inside):
            ends = all(not t.isalnum() for t in tokens[name.last :])
            yield Credit(name.key, ends or (opening and name.first < _DATELINE), line.leads(name.first, cue))
        elif opening and not cue and _in_dateline(tokens, name, inside):
            if not name.strict or name.key in registry.wires or tokens[name.last] == '"':
                yield Credit(name.key, True)  # «الرياض -» is the city
        elif (cue and (not name.strict or cue in _LOUD)) or _told_to(tokens, name):
            yield Credit(name.key, False, line.leads(name.first, cue))


def _names(tokens: list[str], registry: Registry) -> Iterator[_Name]:
    i = 0
    while i < len(tokens):
        found = next(_names_at(tokens, i, registry), None)
        if found:
            yield found
        i = found.last if found else i + 1


def _names_at(tokens: list[str], i: int, registry: Registry) -> Iterator[_Name]:
    """Yield the listed names that begin at a word, the longest first."""
    for proclitic in _PROCLITICS:
        if not tokens[i].startswith(proclitic):
            continue
        word = tokens[i][len(proclitic) :]
        if word not in registry.firsts:
            continue
        for last in range(min(len(tokens), i + _NAME), i, -1):
            words = (word, *tokens[i + 1 : last])
            if key := registry.names.get(words):
                yield _Name(i, last, key, words in registry.strict, proclitic)


def _in_brackets(tokens: list[str], name: _Name, inside: set[int]) -> bool:
    """Tell whether a name stands in brackets with nothing but names beside it: «(أ ف ب، رويترز)»."""
    before, after = name.first - 1, name.last
    while before >= 0 and (before in inside or tokens[before] in _JOINING or tokens[before] in _FILLERS):
        before -= 1
    while after < len(tokens) and (after in inside or tokens[after] in _JOINING or tokens[after] in _FILLERS):
        after += 1
    opened = before >= 0 and tokens[before] in _OPENING
    return opened and after < len(tokens) and tokens[after] in _CLOSING


def _in_dateline(tokens: list[str], name: _Name, inside: set[int]) -> bool:
    """Tell whether a name stands before the dash or colon of a dateline: «رويترز/ عدن -», «دمشق - سانا:»."""
    if name.first > _DATELINE or name.proclitic:
        return False
    after = name.last
    while after < len(tokens) and (after in inside or tokens[after] in '،,/+&"'):
        after += 1
    if after < len(tokens) and tokens[after] in _BREAKING:
        return True
    # «رويترز / عدن - …»: places between the name and the dash
    slash = name.last < len(tokens) and tokens[name.last] in "/|"
    return slash and any(t in _BREAKING for t in tokens[name.last : name.last + 5])


def _told_to(tokens: list[str], name: _Name) -> bool:
    """Tell whether something was said to it: «لفرانس برس», «لـ"رويترز"», «لوكالة "معا"»."""
    quoted = name.first > 1 and tokens[name.first - 1] == '"'
    before = tokens[name.first - 2] if quoted else ""
    return (
        (name.proclitic.endswith("ل") and not name.strict)
        or before == "ل"
        or (before[:1] == "ل" and before[1:] in HEADS)
    )


def _cue_before(tokens: list[str], name: _Name, inside: set[int]) -> str:
    """Return the word behind which a name is a source: «نقلاً عن وكالة | رويترز»; "" if there is none."""
    i = name.first - 1
    while i >= 0 and (i in inside or tokens[i] in _BETWEEN or tokens[i] in _JOINING - {":", "."}):
        i -= 1
    if i < 0:
        return ""
    word = tokens[i]
    for stem in (word, word[1:] if word[:1] in "وفل" else word):
        if stem in _CUES:
            return stem
    return ""


def _heard(text: str) -> Iterator[Heard]:
    """Yield what may be the name of an outlet that nobody lists, and whether the whole text would be its.

    Behind a noun for an outlet or a cue, in quotation marks, in the dateline, in the brackets that end the text.
    """
    line = None
    for line in _lines(text):
        tokens = line.tokens
        for i, token in enumerate(tokens):
            bare = token[1:] if token[0] in "لوفب" else token
            head = token in HEADS or bare in HEADS or (token.startswith("لل") and "ال" + token[2:] in HEADS)
            if head or token in _LOUD or bare in _LOUD or bare in _CITING:
                cited = "نقلا" in tokens[max(0, i - 2) : i + 1]
                lead = line.leads(i, "نقلا" if cited else "")
                yield from (Heard(words, False, lead) for words in _phrase(tokens, i + 1))
        opening = line.number == 0 and next((i for i, t in enumerate(tokens[:_DATELINE]) if t in ":)"), 0)
        yield from (Heard(words, True) for words in _pieces(tokens[: opening or 0]))
        yield from (Heard(words, False, line.leads_to(start)) for words, start in _quoted(line.text))
    if line and (last := _LAST_BRACKETS.search(line.text)):
        yield from (Heard(words, True) for words in _pieces(_TOKEN.findall(last[1])))


def _pieces(tokens: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the stretches of words between marks: «طرابلس - "الضفاف"» → طرابلس, الضفاف."""
    words: list[str] = []
    for token in [*tokens, "-"]:
        if token.isalnum():
            words.append(token)
        elif words:
            yield tuple(words)
            words = []


def _quoted(line: str) -> Iterator[tuple[Words, int]]:
    for found in _QUOTED.finditer(line):
        words = tuple(_TOKEN.findall(found[1]))
        if len(words) <= _HEARD:
            yield words, found.start()


def _phrase(tokens: list[str], start: int) -> Iterator[tuple[str, ...]]:
    words: list[str] = []
    for token in tokens[start : start + _HEARD + 4]:
        if token.isalnum() and (words or token not in _BETWEEN):
            words.append(token)
        elif words and token in ".:،":
            break
        if len(words) == _HEARD:
            break
    if words:
        yield tuple(words)
        if words[0][0] == "ل" and len(words[0]) > 3:
            yield (words[0][1:], *words[1:])


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=6).digest(), "big")


def _ceiling(signature: tuple[int, ...]) -> int:
    return signature[-1] if len(signature) == _KEPT else 1 << 62
