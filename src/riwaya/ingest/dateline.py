"""The day that a report states of itself in its first lines: «الخرطوم، 16 أبريل 2023 - …»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from riwaya.model import Document, Span

_LINES = 4  # lines in which a dateline may stand
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LABEL = re.compile(r"نشر|تاريخ|تحديث")
_BEFORE = re.compile(r"(?:[^\s،,.:؛]+\s+){0,3}(?:[^\s،,.:؛]+)?\s*[،,\-–—(/|]\s*|\s*")
_AFTER = re.compile(r"\s*(?:$|[)\-–—:|]|[،,]?\s*\d{1,2}:\d{2})")
# «طرابلس 7 يناير 2020 (وال) …», «القاهرة في 3 مايو 2019 /أ ش أ/ …», «رام الله 12-4-2022 وفا - …»: a credit right behind
_CITY = re.compile(
    r"(?!حرب|هجوم|مجزرة|أحداث|ثورة|انقلاب|مقتل|تفجير)(?:[^\s،,.:؛]+[،,]?\s+){1,2}(?:في\s+|يوم\s+)?"
)
_CREDIT = re.compile(
    r"\s*(?:\((?:[^\s()]+\s?){1,4}\)|[/|]\s?(?:[^\s/|]+\s?){1,4}[/|]|[^\W\d_]+\s?[-–—:])\s*[-–—:]*\s*\S"
)
_DASHES = ("-", "–", "—")
_STARTING = re.compile(r"\S[^\r\n]*")


def find_dateline(text: str) -> date | None:
    """Return the day of the dateline; None if the first lines have none, or only speak of a day."""
    for line in islice(_STARTING.finditer(text), _LINES):
        for span, day in stated_days(line.group()):
            if _frames_date(line.group(), span):
                return day
    return None


def stated_days(line: str) -> Iterator[tuple[Span, date]]:
    """Yield the dates of a line that name day, month and year, each with its span in the line."""
    line = line[:200]  # a dateline stands at the start of its line
    if not _YEAR.search(line):
        return
    from riwaya.analysis.times import find_times  # slow to import
    from riwaya.text.sentences import split_sentences

    document = Document(id="", text=line, sha256="")
    for time in find_times(document, split_sentences(line)):
        if time.earliest is not None and time.earliest == time.latest and time.basis == "stated":
            yield time.span, time.earliest


def _frames_date(line: str, span: Span) -> bool:
    before, after = line[: span.start], line[span.end :]
    if _LABEL.search(before) and len(before.split()) <= 4:
        return True
    if _BEFORE.fullmatch(before):
        return bool(_AFTER.match(after) or _CREDIT.match(after))
    return bool(_CITY.fullmatch(before) and (_CREDIT.match(after) or after.lstrip()[:1] in _DASHES))
