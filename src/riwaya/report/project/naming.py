"""How incidents, days and months are named on the page, in both languages, the tone always first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from riwaya.report.english import period
from riwaya.report.labels import label, quad
from riwaya.report.markup import esc
from riwaya.report.project.values import Entry, Label
from riwaya.report.project.words import Language, shown, word

_MONTHS = (
    "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيو", "تموز/يوليو",
    "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
)  # fmt: skip
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:–\d{4}-\d\d-\d\d)?")
_APART = re.compile(rf"(«[^»]*»?|{_DAYS.pattern})")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def months(day: date) -> Label:
    """Return the month of a day: «Dec 2022», «كانون الأول/ديسمبر 2022»."""
    return Label(f"{_ENGLISH[day.month - 1]} {day.year}", f"{_MONTHS[day.month - 1]} {day.year}")


def days(earliest: date | None, latest: date | None) -> Label | None:
    """Return an interval in words, None if nothing is known of it."""
    found = period(earliest, latest)
    if found is None:
        return None
    if earliest is not None and latest is not None:
        found = found.removeprefix("on ").removeprefix("in ")
    return Label(found, _arabic_days(earliest, latest))


def _arabic_days(earliest: date | None, latest: date | None) -> str:
    if earliest is None or latest is None:
        known = earliest or latest
        assert known is not None
        return f"{_arabic_day(known)} أو {'بعده' if latest is None else 'قبله'}"
    if earliest == latest:
        return _arabic_day(earliest)
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        return f"{earliest.year}" if earliest.year == latest.year else f"{earliest.year}–{latest.year}"
    ends = latest == date.max or (latest + timedelta(days=1)).day == 1
    if earliest.day == 1 and ends and (earliest.year, earliest.month) == (latest.year, latest.month):
        return months(earliest).ar
    return f"بين {_arabic_day(earliest)} و{_arabic_day(latest)}"


def _arabic_day(day: date) -> str:
    return f"{day.day} {months(day).ar}"


def entry_label(entry: Entry) -> Label:
    """Return an incident's name: «Alleged: Assault · Jarablus · 12 December 2022»."""
    kind, tone = label("type", entry.type), word(f"tone_{entry.tone}")
    when = days(entry.earliest, entry.latest) or word("no_day")
    where = entry.place or word("no_place")
    return Label(
        f"{tone.en}: {kind[0]} · {where.en} · {when.en}", f"{tone.ar}: {kind[1]} · {where.ar} · {when.ar}"
    )


def entry_name(entry: Entry, language: Language = "both") -> str:
    """Return an incident's name as HTML, each part apart from the direction of the others."""
    kind, tone = Label(*label("type", entry.type)), word(f"tone_{entry.tone}")
    when = days(entry.earliest, entry.latest) or word("no_day")
    where = entry.place or word("no_place")
    parts = [shown(kind, language), apart(where, language), apart(when, language)]
    return f'<b class="tone">{shown(tone, language)}:</b> {" · ".join(parts)}'


def apart(name: Label, language: Language = "both") -> str:
    """Return a name as HTML, kept apart from the direction of what is around it."""
    if name.en == name.ar:
        return f"<bdi>{esc(name.en)}</bdi>"
    if language != "both":
        return f'<bdi lang="{language}">{shown(name, language)}</bdi>'
    return f'<bdi class="en" lang="en">{esc(name.en)}</bdi><bdi class="ar" lang="ar">{esc(name.ar)}</bdi>'


def quoted(line: str) -> str:
    """Return a line as HTML. Words of reports stand in «…» in it: they, and days, are kept apart from the line's direction."""
    return "".join(map(_piece, _APART.split(line)))


def _piece(words: str) -> str:
    if words.startswith("«"):
        return f'<bdi lang="ar">{esc(words)}</bdi>'
    return f'<bdi dir="ltr">{esc(words)}</bdi>' if _DAYS.fullmatch(words) else esc(words)


def anchor(incident: str) -> str:
    """Return the anchor of an incident on the page."""
    return f"i-{''.join(c if c.isalnum() and c.isascii() else '-' for c in incident)}"


def page_link(entry: Entry) -> str | None:
    """Return the address of an incident's accounts on the page, None if they aren't on it."""
    return f"#{anchor(entry.id)}" if entry.shown else None


def entry_link(
    entry: Entry,
    style: str = "",
    inside: str | None = None,
    language: Language = "both",
    link: Callable[[Entry], str | None] = page_link,
) -> str:
    """Return an incident's name as a link to its accounts, or as plain words if `link` knows no address for it."""
    classes = f"q{quad(entry.type)} t-{entry.tone} {style}".strip()
    words = entry_name(entry, language) if inside is None else inside
    address = link(entry)
    if address is None:
        return f'<span class="{classes}">{words}</span>'
    return f'<a class="{classes}" href="{esc(address)}">{words}</a>'
