"""How sure and how real: negation, future, demand, condition and hedges around an event's words."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.analysis.events import Event
from riwaya.analysis.parsed import Parsed
from riwaya.model import Certainty, Reason, Status

_NEGATIONS = frozenset("لم لن ليس ليست ليسوا ما لا دون بدون عدم غير بلا نفي".split())
_NEGATED_NOUNS = frozenset("عدم دون بدون غير نفي".split())
_FUTURE = frozenset("سوف".split())
_PLANS = frozenset(
    "يعتزم تعتزم ينوي تنوي تنوون اعتزم نيه عزم عزمه عزمها عزمهم ينوون يعتزمون خطط خطه خططا يخطط تخطط يخططون يستعد تستعد يستعدون قرر قررت قرار مقرر "
    "مقررا المقرر المقرره يتوقع متوقع يتهيا المزمع تمهيدا محاوله محاولات يحاول تحاول حاول حاولت يحاولون يسعي تسعي سعي مسعي "
    "استعداد استعدادا استعداداتها موعد يفترض يتاهب تتاهب".split()
)
_CONDITIONS = frozenset("اذا لو ان_شرط لولا حال".split())
_POSSIBLE = frozenset(
    "يمكن ممكن احتمال احتمالات محتمل محتمله المحتمل المحتمله امكان امكانيه خشيه مخاوف تخوف تحسبا خوفا خطر مخاطر يحتمل قد ربما لعل "
    "يهدد توقع توقعات تجنب لتجنب لمنع منع تفادي تفاديا".split()
)
_HEDGES = frozenset("ربما يعتقد يبدو يرجح مرجح يشتبه يظن لعل يحتمل".split())
_ALLEGED = frozenset(
    "المزعوم المزعومه المزعومين مزعوم مزعومه المفترض المفترضه مفترض مفترضه مشتبه المشتبه المتهم المتهمه المتهمين المتهمون متهم متهمه متهمين "
    "متهمون بتهمه تهمه تهم بتهم شبهه اشتباه للاشتباه يزعم زعم مزاعم ينسب نسب شائعات اشاعات تسريبات".split()
)
_WINDOW = 6  # words before the trigger in which a mark of status can stand


@dataclass(frozen=True, slots=True)
class Reality:
    """The status that the clause itself gives, before attribution, with its reason."""

    status: Status
    certainty: Certainty = "certain"
    reason: Reason | None = None


def read_reality(parsed: Parsed, event: Event) -> Reality:
    """Return what the words around an event say of its reality; "asserted" if they say nothing."""
    certainty: Certainty = "certain"
    for position, index in enumerate(_before(parsed, event)):
        word = parsed.words[index]
        forms = {word.folded, word.split.stem, word.split.prep + word.split.stem}
        if index != event.candidates[0].word and forms & _HEDGES:
            certainty = "possible"
        status = _marked(parsed, event, index, forms, position)
        if status is not None:
            detail = f"«{word.folded}» before the event's word"
            return Reality(status, "possible" if status == "hypothetical" else certainty, Reason(f"status: {status}", detail, word.token.span))
    return Reality("asserted", certainty)


def _before(parsed: Parsed, event: Event) -> list[int]:
    """Return the trigger's word, then those before it in its clause, nearest first."""
    first = min([event.candidates[0].word, *(light.word for light in event.lights if light.word < event.candidates[0].word)])
    found = [event.candidates[0].word]
    for index in range(event.candidates[0].word - 1, max(-1, first - _WINDOW - 1), -1):
        word = parsed.words[index]
        if word.pos == "mark" and word.folded in ".؛:!?؟":
            break
        if word.pos == "mark" and word.folded in "،," and index < first - 1:
            break
        found.append(index)
        if index < first and word.pos in ("verb",) and not _plan_word(word.folded, word.split.stem):
            break
    return found


def _plan_word(*forms: str) -> bool:
    return any(f in _PLANS or f in _POSSIBLE or f in _ALLEGED or f in _HEDGES for f in forms)


def _marked(parsed: Parsed, event: Event, index: int, forms: set[str], position: int) -> Status | None:
    word = parsed.words[index]
    main = event.candidates[0]
    near = index >= min([main.word, *(light.word for light in event.lights)]) - 2
    if index == main.word or any(index == light.word for light in event.lights):
        if word.pos == "verb" and word.split.prep == "س":
            return "planned"
        return None
    if forms & _NEGATED_NOUNS and near:
        return "denied"
    if word.pos in ("neg", "aux") and forms & _NEGATIONS and near and _negates_verb(parsed, event, index):
        return "denied"
    if word.folded in _FUTURE:
        return "planned"
    if forms & _ALLEGED:
        return "alleged"
    if "قد" in forms:
        return "hypothetical" if main.verb is not None and main.verb.tense == "present" and near else None
    if forms & _POSSIBLE and index != main.word:
        return "hypothetical"
    if word.folded in _CONDITIONS:
        return "hypothetical"
    if forms & _PLANS:
        return "planned"
    return None


def _negates_verb(parsed: Parsed, event: Event, index: int) -> bool:
    """«لم يقصف», «لم تقع أي هجمات»; «ما» and «لا» only right before their verb."""
    word = parsed.words[index]
    following = parsed.words[index + 1] if index + 1 < len(parsed.words) else None
    if word.split.stem in ("ما", "لا"):
        return following is not None and following.pos == "verb" and following.index >= min(
            [event.candidates[0].word, *(light.word for light in event.lights)]
        )
    return True
