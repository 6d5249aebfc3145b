"""Readings made by hand from small reports, for the tests of what people see."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from riwaya.model import (
    Argument,
    Claim,
    Document,
    Entity,
    Finding,
    Place,
    Reading,
    Reason,
    Source,
    Span,
    Time,
    Toll,
    Unread,
)
from riwaya.report.gloss import FrameWords, gloss

HEADS = {
    "مسؤولون": "officials", "مسؤولين": "officials", "وفد": "delegation", "متحدث": "spokesman", "مصادر": "sources",
    "مدنيين": "civilians", "مدنياً": "civilians", "مدنيا": "civilians", "المقاتلين": "fighters", "شهود": "witnesses",
}  # fmt: skip
translate = HEADS.get

SDF = Entity("actor.sdf", "قوات سوريا الديمقراطية", "SDF", "armed_group")
HTS = Entity("actor.hts", "هيئة تحرير الشام", "HTS", "armed_group")
DARKA_MAZI = Entity("media.darka_mazi", "داركا مازي", "Darka Mazi", "media")
COALITION = Entity("actor.coalition", "التحالف العربي", "Saudi-led coalition", "military")
MSF = Entity("ngo.msf", "أطباء بلا حدود", "MSF", "ngo")


def document(text: str, **fields: Any) -> Document:
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(**{"id": sha[:12], "text": text, "sha256": sha, "language": "ar", **fields})


def at(text: str, words: str, nth: int = 1) -> Span:
    """Return the span of the n-th place where `words` stand."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def member(entity: Entity) -> Entity:
    return replace(entity, link="member")


def claim(text: str, trigger: str, clause: str, **fields: Any) -> Claim:
    span = at(text, trigger)
    base = {
        "id": f"c{span.start}",
        "type": "ASSAULT",
        "mode": None,
        "trigger": span,
        "triggers": (span,),
        "clause": at(text, clause),
        "frame": "assault.test",
        "status": "asserted",
    }
    return Claim(**{**base, **fields})


MEETING = """لقاء ثالث في جرابلس

قالت مصادر خاصة لموقع داركا مازي إن مسؤولين في قسد اجتمعوا مع مسؤولين في الهيئة في مدينة جرابلس بريف حلب في 12 كانون الأول/ ديسمبر 2022، بعد لقاء سابق في منبج التابعة لمحافظة إدلب.

وطلب وفد الهيئة سحب المقاتلين من البلدة. وكان الطرفان على اتصال دائم."""

JARABLUS = Place(
    Span(0, 0),
    "جرابلس",
    "Jarablus",
    "حلب",
    "Aleppo",
    "سوريا",
    "Syria",
    36.8175,
    38.0111,
    168845,
    "settlement",
)


def meeting() -> Reading:
    text = MEETING
    source = Source(
        at(text, "مصادر خاصة لموقع داركا مازي"), "anonymous", at(text, "قالت"), "neutral", member(DARKA_MAZI)
    )
    met = claim(
        text,
        "اجتمعوا",
        "مسؤولين في قسد اجتمعوا مع مسؤولين في الهيئة في مدينة جرابلس بريف حلب في 12 كانون الأول/ ديسمبر 2022",
        type="CONSULT",
        arguments=(
            Argument("actor", at(text, "مسؤولين في قسد"), member(SDF)),
            Argument("recipient", at(text, "مسؤولين في الهيئة"), member(HTS)),
        ),
        places=(replace(JARABLUS, span=at(text, "مدينة جرابلس بريف حلب")),),
        time=Time(
            at(text, "12 كانون الأول/ ديسمبر 2022"), date(2022, 12, 12), date(2022, 12, 12), "day", "stated"
        ),
        sources=(source,),
        confidence=0.86,
        reasons=(
            Reason("frame", "«اجتمع» opens the frame consult.meet", at(text, "اجتمعوا")),
            Reason("place", "the nearest place after the verb, in «ريف حلب»", at(text, "ريف حلب")),
        ),
    )
    asked = claim(
        text,
        "طلب",
        "طلب وفد الهيئة سحب المقاتلين من البلدة",
        type="REQUEST",
        mode="yield",
        arguments=(Argument("actor", at(text, "وفد الهيئة"), member(HTS)),),
        confidence=0.7,
    )
    content = claim(
        text,
        "سحب",
        "سحب المقاتلين من البلدة",
        type="RETREAT",
        mode="withdraw",
        status="requested",
        content_of=asked.id,
        arguments=(Argument("actor", at(text, "المقاتلين")),),
        sources=(Source(at(text, "وفد الهيئة"), "organisation", at(text, "طلب"), "neutral", member(HTS)),),
        certainty="probable",
        confidence=0.55,
    )
    report = document(
        text,
        title="لقاء ثالث في جرابلس",
        outlet="أخبار نموذجية",
        published=date(2023, 8, 20),
        url="https://news.example/a?b=1&c=2",
    )
    return Reading(
        report,
        (
            _glossed(met, report, "met", "meeting"),
            _glossed(asked, report, "demanded", "demand"),
            _glossed(content, report, "withdrawn", "withdrawal"),
        ),
        (
            Finding(
                "place-containment",
                "Manbij is said to be in Idlib; the gazetteer has it in Aleppo, Syria",
                "يرد في النص أن منبج في إدلب، وهي في حلب بحسب معجم الأماكن",
                (at(text, "منبج التابعة لمحافظة إدلب"),),
            ),
        ),
        (Unread(at(text, "وكان الطرفان على اتصال دائم."), "a habitual statement tells no event"),),
    )


STRIKE = """قُتل 70 شخصاً على الأقل في غارة شنها التحالف على مركز احتجاز في صعدة فجر الجمعة، وفق أطباء بلا حدود نقلاً عن المستشفى. ونفى متحدث باسم التحالف قصف المركز.

وتوعدت الجماعة بقصف الرياض 🚀 مجدداً."""


def strike() -> Reading:
    text = STRIKE
    saada = Place(
        at(text, "صعدة"),
        "صعدة",
        "Saada",
        "صعدة",
        "Saada",
        "اليمن",
        "Yemen",
        16.94,
        43.76,
        71137,
        "settlement",
    )
    coalition = Argument("actor", at(text, "التحالف"), COALITION)
    killed = claim(
        text,
        "قُتل",
        "قُتل 70 شخصاً على الأقل في غارة شنها التحالف على مركز احتجاز في صعدة فجر الجمعة",
        mode="aerial",
        triggers=(at(text, "قُتل"), at(text, "غارة")),
        weapon="air",
        target_kind="infrastructure",
        arguments=(
            coalition,
            Argument("recipient", at(text, "70 شخصاً")),
            Argument("recipient", at(text, "مركز احتجاز")),
        ),
        places=(saada,),
        time=Time(at(text, "فجر الجمعة"), date(2022, 1, 21), date(2022, 1, 21), "day", "published"),
        tolls=(Toll("dead", 70, None, "event", at(text, "70 شخصاً على الأقل"), at(text, "شخصاً")),),
        sources=(
            Source(at(text, "أطباء بلا حدود"), "organisation", at(text, "وفق"), "neutral", MSF),
            Source(at(text, "المستشفى"), "organisation", at(text, "نقلاً عن"), "neutral"),
        ),
        confidence=0.91,
    )
    denied = claim(
        text,
        "قصف",
        "متحدث باسم التحالف قصف المركز",
        status="denied",
        mode="heavy-weapons",
        arguments=(
            Argument("actor", at(text, "التحالف", 2), COALITION),
            Argument("recipient", at(text, "المركز"), antecedent=at(text, "مركز احتجاز")),
        ),
        sources=(
            Source(
                at(text, "متحدث باسم التحالف"), "organisation", at(text, "نفى"), "denies", member(COALITION)
            ),
        ),
        confidence=0.64,
    )
    planned = claim(
        text,
        "بقصف",
        "بقصف الرياض 🚀 مجدداً",
        status="planned",
        arguments=(Argument("recipient", at(text, "الرياض")),),
        confidence=0.31,
        certainty="possible",
    )
    report = document(text, title="غارة على صعدة", published=date(2022, 1, 21))
    return Reading(
        report,
        (
            _glossed(killed, report, "killed", "killing"),
            _glossed(denied, report, "shelled", "shelling"),
            _glossed(planned, report, "shelled", "shelling"),
        ),
    )


def hostile() -> Reading:
    """An article that tries to be code: for a browser and for a terminal."""
    text = 'قصف </p><script>alert("x")</script> الجيش & "البلدة"\x1b[31m \u202eabc\n\n<img src=x onerror=alert(1)>'
    shelled = claim(
        text,
        "قصف",
        text[:60],
        arguments=(
            Argument("actor", at(text, "<script>alert"), Entity("x", "<b>", "<i>x</i>\x1b[0m", "person")),
        ),
    )
    report = document(
        text, id='d"><script>', title="<script>t</script>", outlet="</style>", url="javascript:alert(1)"
    )
    return Reading(report, (_glossed(shelled, report, "shelled", "shelling"),))


def empty() -> Reading:
    return Reading(document("طقس معتدل اليوم.", title="الطقس"))


def _glossed(made: Claim, report: Document, past: str, noun: str) -> Claim:
    return replace(made, gloss_en=gloss(made, report, FrameWords(past, noun), translate))
