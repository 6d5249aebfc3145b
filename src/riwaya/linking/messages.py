"""Contradictions → one plain sentence in English and one in Arabic: who says what against whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from riwaya.linking.counts import Figure
from riwaya.linking.model import Account, Party, Record, When, Where
from riwaya.linking.registry import Registry

_EVENTS = {
    "ASSAULT": ("attack", "الهجوم"), "ASSAULT abduct": ("abduction", "الخطف"), "COERCE": ("use of force", "الإجراء القسري"),
    "COERCE seize": ("takeover", "السيطرة"), "COERCE arrest": ("arrest", "الاعتقال"), "COERCE restrict": ("siege", "الحصار"),
    "COERCE deport": ("displacement", "التهجير"), "CONSULT": ("meeting", "اللقاء"), "AGREE": ("agreement", "الاتفاق"),
    "COOPERATE": ("cooperation", "التنسيق"), "PROTEST": ("protest", "الاحتجاج"),
    "RETREAT": ("release or withdrawal", "الإفراج أو الانسحاب"),
    "RETREAT release": ("release", "الإفراج"), "RETREAT withdraw": ("withdrawal", "الانسحاب"), "AID": ("aid", "المساعدة"),
    "SANCTION": ("sanctions", "العقوبات"), "MOBILIZE": ("deployment", "الانتشار"), "CONCEDE": ("concession", "التنازل"),
}  # fmt: skip
_FIGURES = {
    "dead": ("dead", "عدد القتلى"), "injured": ("injured", "عدد الجرحى"), "missing": ("missing", "عدد المفقودين"),
    "captured": ("captives", "عدد الأسرى"), "captives": ("captives", "عدد الأسرى والمحتجزين"),
    "displaced": ("displaced", "عدد النازحين"), "protesters": ("protesters", "عدد المحتجين"),
}  # fmt: skip
_MONTHS = (
    "كانون الثاني/يناير شباط/فبراير آذار/مارس نيسان/أبريل أيار/مايو حزيران/يونيو تموز/يوليو آب/أغسطس أيلول/سبتمبر"
    " تشرين الأول/أكتوبر تشرين الثاني/نوفمبر كانون الأول/ديسمبر"
)
_MONTHS_AR = tuple(
    name.replace("_", " ") for name in _MONTHS.replace("كانون ", "كانون_").replace("تشرين ", "تشرين_").split()
)
_MONTHS_EN = "January February March April May June July August September October November December".split()


_JOINT = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # whose actors are one side of several


@dataclass(frozen=True, slots=True)
class Said:
    """What two accounts say against each other; `what` is status, actor, place, date or toll."""

    what: str
    first: Record
    first_account: Account
    second: Record
    second_account: Account
    first_figure: Figure | None = None
    second_figure: Figure | None = None


def english(said: Said, registry: Registry) -> str:
    """Return the sentence in English; Arabic names that the lexicon has no English for stay as they are, in «»."""
    one, other = (_who_en(a, r, registry) + _alleged(said, r, " (an allegation)") for a, r in _sides(said))
    event = _event(said, 0)
    if said.what == "status":
        told = "alleges" if said.first.status == "alleged" else "says"
        doers = _names_en(said.first.actors, registry)
        did = "took part" if said.first.type in _JOINT else "did it"
        deed = f"that {doers} {did}" if doers else "that it happened"
        return f"On the {event}: {one} {told} {deed}; {other} denies it."
    if said.what == "actor":
        first, second = (_names_en(r.actors, registry) for r in (said.first, said.second))
        return (
            f"Two accounts name different doers of the {event}: {one} {_blames(said.first)} {first}, "
            f"{other} {_blames(said.second)} {second}."
        )
    if said.what == "place":
        first, second = (_where_en(r.where) for r in (said.first, said.second))
        return f"Two accounts put the {event} in different places: {one} in {first}, {other} in {second}."
    if said.what == "date":
        first, second = (_when(r.when, _day_en) for r in (said.first, said.second))
        return f"Two accounts date the {event} differently: {one} {first}, {other} {second}."
    counted = _FIGURES.get(said.first_figure.kind if said.first_figure else "", ("people", ""))[0]
    a, b = (_figure_en(f, r) for f, r in _figures(said))
    return f"The numbers of {counted} of the {event} don't fit: {one} gives {a}, {other} {b}."


def arabic(said: Said, registry: Registry) -> str:
    """Return the sentence in Arabic."""
    one, other = (_who_ar(a, r, registry) + _alleged(said, r, " (اتهاماً)") for a, r in _sides(said))
    event = _event(said, 1)
    if said.what == "status":
        return f"{event}: {_told_ar(said.first, registry)} بحسب {one}، والنفي من {other}."
    if said.what == "actor":
        first, second = (
            f"{_blames_ar(r)} {_names_ar(r.actors, registry)}" for r in (said.first, said.second)
        )
        return f"{event}: روايتان تسمّيان فاعلين مختلفين: {first} بحسب {one}، و{second} بحسب {other}."
    if said.what == "place":
        a, b = (_where_ar(r.where) for r in (said.first, said.second))
        return f"{event}: روايتان تضعانه في مكانين مختلفين: {a} بحسب {one}، و{b} بحسب {other}."
    if said.what == "date":
        a, b = (_when(r.when, _day_ar) for r in (said.first, said.second))
        return f"{event}: روايتان تؤرّخانه بتاريخين مختلفين: {a} بحسب {one}، و{b} بحسب {other}."
    counted = _FIGURES.get(said.first_figure.kind if said.first_figure else "", ("", "العدد"))[1]
    a, b = (_figure_ar(f, r) for f, r in _figures(said))
    return f"{event}: {counted} لا يستقيم بين روايتين: {a} بحسب {one}، و{b} بحسب {other}."


def _alleged(said: Said, record: Record, words: str) -> str:
    """What marks where, when or how many as only alleged; sentences on doers and denials say it themselves."""
    return words if record.status == "alleged" and said.what in ("place", "date", "toll") else ""


def _told_ar(record: Record, registry: Registry) -> str:
    """Say what is denied: nouns, for a verb would need the gender of who says it."""
    doers = _names_ar(record.actors, registry)
    if record.status == "alleged":
        return f"اتهام {doers} به" if doers else "زعم وقوعه"
    if doers and record.type in _JOINT:
        return f"تأكيد وقوعه ومشاركة {doers} فيه"
    return f"تأكيد وقوعه ونسبته إلى {doers}" if doers else "تأكيد وقوعه"


def _sides(said: Said) -> tuple[tuple[Account, Record], tuple[Account, Record]]:
    return ((said.first_account, said.first), (said.second_account, said.second))


def _figures(said: Said) -> tuple[tuple[Figure | None, Record], tuple[Figure | None, Record]]:
    return ((said.first_figure, said.first), (said.second_figure, said.second))


def _event(said: Said, language: int) -> str:
    record = said.first
    mode = f"{record.type} {record.mode}"
    name = _EVENTS.get(mode, _EVENTS.get(record.type, ("event", "الحدث")))[language]
    if said.what == "place" or record.where is None:
        return name
    return f"{name} {'in' if language == 0 else 'في'} {_quoted(record.where.name)}"


def _who_en(account: Account, record: Record, registry: Registry) -> str:
    """Name an account: its source as this claim has it, and the outlet that quotes it."""
    voice = record.chain[-1] if record.chain else None
    outlet = registry.english.get(registry.outlet(record.outlet or "") or "") or _quoted(
        record.outlet or record.document
    )
    if voice is None:
        return registry.english.get(account.origin, outlet)
    if not voice.named:
        return f"an unnamed source of {outlet} ({_quoted(voice.name)})"
    return f"{registry.english.get(voice.key) or _quoted(voice.name)} (in {outlet})"


def _who_ar(account: Account, record: Record, registry: Registry) -> str:
    voice = record.chain[-1] if record.chain else None
    outlet = record.outlet or record.document
    if voice is None:
        return registry.arabic.get(account.origin, outlet)
    return f"{voice.name} ({outlet})" if voice.named else f"مصدر لم يُسمَّ في {outlet} («{voice.name}»)"


def _names_en(parties: tuple[Party, ...], registry: Registry) -> str:
    return " and ".join(registry.english.get(p.key) or _quoted(p.name) for p in parties)


def _names_ar(parties: tuple[Party, ...], registry: Registry) -> str:
    return " و".join(registry.arabic.get(p.key) or _quoted(p.name) for p in parties)


def _blames(record: Record) -> str:
    return "blames" if record.status == "alleged" else "names"


def _blames_ar(record: Record) -> str:
    return "المتهم" if record.status == "alleged" else "الفاعل"


def _where_en(where: Where | None) -> str:
    if where is None:
        return "an unknown place"
    area = where.stated or where.province or where.country
    return _quoted(where.name) + (f" ({_area(area)})" if area else "")


def _area(area: str) -> str:
    """Return a province's key as words: "syria/al hasakah" → "Al Hasakah, Syria"."""
    return ", ".join(part.title() for part in reversed(area.split("/")) if part)


def _where_ar(where: Where | None) -> str:
    if where is None:
        return "مكان غير معروف"
    area = where.stated_ar or where.area
    return _quoted(where.name) + (f" ({area})" if area and area != where.name else "")


def _when(when: When | None, day: Callable[[date], str]) -> str:
    ends = (when.earliest, when.latest) if when else (None, None)
    told = [day(d) for d in dict.fromkeys(ends) if d is not None]
    return "–".join(told) or "?"


def _day_en(day: date) -> str:
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def _day_ar(day: date) -> str:
    return f"{day.day} {_MONTHS_AR[day.month - 1]} {day.year}"


def _figure_en(figure: Figure | None, record: Record) -> str:
    if figure is None:
        return "another number"
    number = f"{figure.least:,}" if figure.most == figure.least else f"{figure.least:,} or more"
    if figure.most is not None and figure.most != figure.least:
        number = f"{figure.least:,} to {figure.most:,}"
    return number + (f" ({_day_en(record.published)})" if record.published else "")


def _figure_ar(figure: Figure | None, record: Record) -> str:
    if figure is None:
        return "عدد آخر"
    number = f"{figure.least}" if figure.most == figure.least else f"{figure.least} أو أكثر"
    if figure.most is not None and figure.most != figure.least:
        number = f"{figure.least} إلى {figure.most}"
    return number + (f" ({_day_ar(record.published)})" if record.published else "")


def _quoted(name: str) -> str:
    return f"«{name.strip('«»')}»"
