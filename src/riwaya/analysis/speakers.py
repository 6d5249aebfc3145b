"""Cues → who is meant: the subject that a cue's own clause gives, and whom a cue without one goes back to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riwaya.analysis.coreference import verb_agrees
from riwaya.analysis.cues import Hit, speech_nouns
from riwaya.analysis.parsed import Parsed
from riwaya.analysis.sources import (
    ORGANISED,
    Phrase,
    describes_mute,
    governed_after,
    phrase_after,
    phrase_before,
    phrase_of,
    relative_head,
)
from riwaya.analysis.words import Word
from riwaya.lexicon.conjugate import VerbForm
from riwaya.lexicon.loader import Cue

_IN_IT = frozenset({"فيه", "فيها", "فيهم"})
_HIS = ("قوله", "زعمه", "وصفه", "تعبيره")
_BY = frozenset({"من قبل", "من جانب", "من طرف", "علي يد", "علي ايدي"})
_OFFICIAL = frozenset(
    "say state announce announce.about declare.that mention report.afad report.that confirm confirm.on explain add".split()
)  # cues with which a prison, a hospital or a palace speaks
_CIRCUMSTANCE = re.compile(r"م\w{3,}(ا|ه|ين)")  # «مشيراً», «ملمحة»
_AS_FOR = frozenset({"اما", "واما"})
_AS_FOR_REACH = 12  # words from «أما» to the verb that answers it
_AGENT_REACH = 10  # words between a passive and its «من قبل»
_OBJECTS = frozenset({None, "adjective", "person"})  # phrases that agreement can't tell to be objects


def subject_of(
    parsed: Parsed, hit: Hit, until: int, stop: int, clause: bool, turned: bool
) -> tuple[Phrase | None, bool]:
    """Return the source that a verb's own clause gives, and whether it gives one (None, True: it says that nobody is).

    `until` ends the search for a subject, `stop` for one after the verb's completion; `clause`: an «أن» or a quotation follows.
    """
    if hit.order[0] not in ("subject", "before"):
        phrase = _governed(parsed, hit, stop, clause)
        return phrase, phrase is not None
    agent = _agent(parsed, hit, stop)
    if agent is not None:
        return agent, True
    if hit.verb is not None and hit.verb.person == 1:
        return None, True  # «نطالب»: the speaker of the quotation itself
    if not turned and not relates_back(hit):
        if in_it(parsed, hit) and not _named_in_it(parsed, hit, until, clause):
            return None, False  # «بلاغاً اتهمت فيه الشرطة»: its subject is the one before
        if hit.act and describes_mute(parsed, hit.first, hit.verb):
            return None, True
        free = not parsed.words[hit.first].split.conj or _answers_as_for(parsed, hit)
        if free and not _follows_at_once(parsed, hit, until):
            phrase = phrase_before(parsed, hit.first, hit.verb)
            if phrase is not None:
                return phrase, True
    greedy = clause and not hit.act and hit.stance != "accuses"
    phrase = phrase_after(parsed, hit.last, until, greedy, hit.cue_id in _OFFICIAL and not hit.act)
    if phrase is not None and phrase.chunk.kind == "place" and hit.verb is not None:
        phrase = phrase if _same_gender(hit.verb, phrase) else None
    if phrase is None and hit.tail and len(hit.order) == 1:  # «أدلى بتصريح | الوزير»
        phrase = phrase_after(parsed, hit.end, stop, greedy)
    if phrase is not None and (_is_object(hit, phrase) or _is_accused(parsed, hit, phrase, until)):
        return None, False
    if phrase is None and not turned and not relates_back(hit):
        phrase = relative_head(parsed, hit.first)
        if phrase is not None and hit.verb is not None and not verb_agrees(hit.verb, *phrase.gender):
            phrase = None
    return phrase, phrase is not None


def _answers_as_for(parsed: Parsed, hit: Hit) -> bool:
    """«أما الناطق باسم الجيش | فنفى أن …»: tell whether a verb answers «أما»."""
    before = [w.folded for w in parsed.words[max(0, hit.first - _AS_FOR_REACH) : hit.first]]
    return parsed.words[hit.first].split.conj == "ف" and any(w in _AS_FOR for w in before)


def _follows_at_once(parsed: Parsed, hit: Hit, until: int) -> bool:
    """«بعد مقتل الرهينة، أعلنت | الوزارة …»: tell whether a subject stands right behind a verb that a comma sets off."""
    if hit.verb is None or not hit.first or parsed.words[hit.first - 1].folded not in ("،", ","):
        return False
    phrase = phrase_after(parsed, hit.last, until, False)
    if phrase is None or phrase.first != hit.last or _is_object(hit, phrase):
        return False
    known = phrase.chunk.kind is not None or phrase.chunk.actor is not None
    return known and _same_gender(hit.verb, phrase)


def _same_gender(verb: VerbForm, phrase: Phrase) -> bool:
    """Tell whether a verb agrees with a subject behind it, where number doesn't count («قال المسؤولون»)."""
    gender, _ = phrase.gender
    return "?" in gender or verb.gender in ("c", gender)


def in_it(parsed: Parsed, hit: Hit) -> bool:
    """«بيان قال | فيه إن»: tell whether a verb describes what was written or recorded."""
    return _word(parsed, hit.last) in _IN_IT


def _named_in_it(parsed: Parsed, hit: Hit, until: int, clause: bool) -> bool:
    """«رسالة أبلغ فيها | الملك الرئيس أن»: tell whether such a verb has a subject of its own behind it."""
    if hit.act or hit.stance == "accuses" or not clause:
        return not (hit.act or hit.stance == "accuses")
    return phrase_after(parsed, hit.last + 1, until, False) is not None


def _word(parsed: Parsed, index: int) -> str:
    return parsed.words[index].folded if index < len(parsed.words) else ""


def _governed(parsed: Parsed, hit: Hit, stop: int, clause: bool) -> Phrase | None:
    """«نُقل عن | مسؤول», «جاء في | بيان»; «جاء في سنغافورة» names no source."""
    phrase = governed_after(parsed, hit.end, stop, clause)
    if phrase is not None and hit.order[0] == "في":
        written = any(True for _ in speech_nouns(parsed, phrase.first, phrase.first + 1))
        return phrase if written else None
    return phrase


def _agent(parsed: Parsed, hit: Hit, stop: int) -> Phrase | None:
    """«اتُّهم الرجل من قبل | النيابة بـ…»: return who says it of a verb in the passive."""
    for chunk in parsed.chunks[parsed.chunk_of[hit.first] + 1 :]:
        if chunk.first >= min(stop, hit.first + _AGENT_REACH) or chunk.pos in ("verb", "sub", "mark"):
            return None
        if chunk.prep in _BY and chunk.pos == "noun":
            return governed_after(parsed, chunk.first, stop, False)
    return None


def inner_source(parsed: Parsed, hit: Hit, stop: int, clause: bool) -> Phrase | None:
    """«نقلت الوكالة عن | مسؤول»: return the source behind the source."""
    if len(hit.order) < 2 or not hit.tail or hit.order[0] != "subject":
        return None
    last = hit.tail[-1]
    return governed_after(parsed, last if parsed.words[last].split.prep else last + 1, stop, clause)


def relates_back(hit: Hit) -> bool:
    """Tell whether a verb carries a pronoun of what was said: «بيان أوردته | الوكالة»."""
    return hit.verb is not None and hit.suffix in ("ه", "ها", "هم", "هما")


def addresses(parsed: Parsed, hit: Hit, phrase: Phrase, until: int) -> bool:
    """«قال الوزير …، ودعا | السكان إلى …»: tell whether the only phrase may be whom an earlier speaker addresses."""
    before = parsed.words[hit.first - 1].folded if hit.first else ""
    if not hit.addresses or before not in ("،", ",") or not parsed.words[hit.first].split.conj:
        return False
    nominative = parsed.words[phrase.chunk.head].split.stem.endswith("ون")
    return not nominative and phrase_after(parsed, phrase.last, until, False) is None


def _is_object(hit: Hit, phrase: Phrase) -> bool:
    """«دعا | الولايات المتحدة إلى …»: what doesn't agree with the verb isn't its subject."""
    if hit.verb is None:
        return False
    if phrase.chunk.kind in _OBJECTS:
        return hit.verb.gender == "m" and _is_things(phrase)
    gender, number = phrase.gender
    head = phrase.parsed.words[phrase.chunk.head]
    plural = head.split.stem.endswith("ين") and len(head.split.stem) > 4
    if head.split.article and plural and phrase.first > hit.first:
        return True  # «اتهم | المتظاهرين»; «الأمين العام» is one
    if hit.verb.gender == "m" and gender != "m":
        after = phrase.parsed.words[head.index + 1] if head.index + 1 < phrase.chunk.last else None
        masculine = after is None or (after.split.article and not after.split.stem.endswith("ه"))
        if not head.split.article and masculine:
            return False  # «نائبه», «نائبه السابق»: written like a feminine
        return head.split.stem.endswith(("ه", "ات"))
    office = phrase.chunk.kind in ("office", "rank", "role", "official")
    return hit.verb.gender == "f" and (gender, number) == ("m", "s") and office


def _is_accused(parsed: Parsed, hit: Hit, phrase: Phrase, until: int) -> bool:
    """«كما اتهمت | المسلحين بنهب …»: the one phrase between an accusing verb and the charge is whom it accuses."""
    if hit.cue_id != "accuse" or hit.suffix or phrase.first < hit.last:
        return False
    rest = parsed.words[phrase.last : until]
    charged = until < len(parsed.words) and parsed.words[until].split.prep == "ب"
    if not charged or not _is_one(phrase):
        return False
    return not any(w.pos in ("noun", "quant", "num") and not w.split.prep for w in rest)


def _is_one(phrase: Phrase) -> bool:
    """Tell whether a phrase surely names one party: subject and object are sometimes taken for one phrase («فتح حماس»)."""
    words = phrase.parsed.words[phrase.first : phrase.last]
    names = [m for m in phrase.parsed.matches if phrase.first <= m.first < phrase.last]
    named = any(m.first <= phrase.first + 1 and m.last >= phrase.last for m in names)
    if named or len(words) == 1:
        return True
    actors = sum(any(e.kind == "actor" for e in m.entries) for m in names)
    return actors < 2 and all(w.split.article for w in words)


def _is_things(phrase: Phrase) -> bool:
    """«يلقي | محاضرات»: tell whether an undescribed phrase is an indefinite plural in -ات, which takes no masculine verb."""
    head = phrase.parsed.words[phrase.chunk.head]
    plural = head.split.stem.endswith("ات") and len(head.split.stem) > 5
    return plural and not head.split.article and not any(e.kind == "name" for e in head.split.entries)


def fits(parsed: Parsed, hit: Hit, phrase: Phrase) -> bool:
    """Tell whether a cue without a source of its own can go on with a source: verb, participle or possessive agree."""
    if hit.verb is not None:
        return verb_agrees(hit.verb, *phrase.gender)
    return hit.masdar or agrees(parsed.words[hit.last - 1], phrase)


def agrees(word: Word, phrase: Phrase) -> bool:
    """Tell whether a participle («مؤكدة») or a possessive («قولها») can belong to a source."""
    gender, number = phrase.gender
    stem = word.folded
    if stem.endswith(("ين", "هم")):
        return number != "s"
    if stem.endswith(("ه", "ها")) and not stem.endswith(_HIS):
        return gender != "m"
    if stem.endswith(("ا", "ه")):
        return gender != "f" and not (gender == "m" and number == "p")
    return True


def is_body_or_many(phrase: Phrase) -> bool:
    """Tell whether «they» may stand for a source: several people, or a body, which is one and many."""
    return phrase.chunk.kind in ORGANISED or phrase.gender[1] == "p"


def subjects(parsed: Parsed, until: int, events: bool = False) -> Iterator[Phrase]:
    """Yield the subjects of the verbs before word `until`, nearest first; with `events` only of those that tell an event."""
    for word in reversed(parsed.words[:until]):
        if events and not any(e.kind == "trigger" for e in word.entries):
            continue
        if word.pos != "verb" or (word.index and parsed.words[word.index - 1].pos == "rel"):
            continue
        phrase = _subject_of(parsed, word, until)
        if phrase is not None and _can_be_meant(phrase):
            yield phrase


def _subject_of(parsed: Parsed, verb: Word, until: int) -> Phrase | None:
    """Return the one phrase that follows a verb at once and agrees with it, or that it is linked to."""
    form = next((e.verb for e in verb.entries if e.verb is not None), None)
    phrase = phrase_after(parsed, verb.index + 1, until, False)
    subject = parsed.subjects.get(verb.index)
    plural = (
        form is not None and form.number == "p"
    )  # «يخدعون | جنودهم»: a verb before its subject is singular
    behind = phrase is not None and phrase.first == verb.index + 1 and not verb.split.suffix and not plural
    if phrase is not None and form is not None and behind:
        known = phrase.chunk.kind is not None or phrase.chunk.actor is not None
        apart = parsed.words[verb.index - 1].pos == "mark" if verb.index else False
        surer = subject is None or subject.how == "before" or (subject.how == "relative" and apart)
        if known and surer and phrase.chunk.case != "a" and _same_gender(form, phrase):
            return phrase
    if subject is None or subject.how == "relative" or len(subject.chunks) > 1:
        return None
    return phrase_of(parsed, subject.chunks[0], until)


def _can_be_meant(phrase: Phrase) -> bool:
    known = phrase.chunk.kind not in (None, "adjective") or phrase.chunk.actor is not None
    head = phrase.parsed.words[phrase.chunk.head]
    if head.split.stem.endswith(("ون", "و")) and len(head.split.stem) > 4:
        return True  # «خاطفو العمال»
    return known or (not head.split.entries and _CIRCUMSTANCE.fullmatch(head.folded) is None)


def effect_of_source(phrase: Phrase | None) -> str | None:
    """«تسريبات تتحدث عن …»: return what the source's own word does to what it says, if it doubts or accuses."""
    if phrase is None:
        return None
    for word in speech_nouns(phrase.parsed, phrase.chunk.head, phrase.chunk.head + 1):
        for entry in word.split.entries:
            if isinstance(entry.value, Cue) and entry.value.stance in ("doubts", "accuses"):
                return "alleged"
    return None
