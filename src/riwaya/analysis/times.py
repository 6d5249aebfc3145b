"""Document → its times: every time expression with its exact words and the days that it means.

The words come from the grammar (`time_grammar.py`), their meaning from `time_values.py`; this stage walks the
text, keeps what it dated last («الشهر ذاته» needs it) and says which dates can't be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from riwaya.analysis.time_grammar import Grammar
from riwaya.analysis.time_tokens import time_words
from riwaya.analysis.time_values import (
    Between,
    CalendarDate,
    Expression,
    Interval,
    Open,
    Period,
    Reference,
    SameDay,
    Vague,
    unresolved,
)
from riwaya.model import Document, Finding, Sentence, Span, Time
from riwaya.text.numbers import match, number_words, start_after
from riwaya.text.sentences import tokenize

# Kinds of words at which a time can start; the rest only stand inside or around one.
_STARTS = frozenset(
    (
        *(
            "weekday",
            "day",
            "daypart",
            "clock",
            "month",
            "part",
            "unit",
            "this",
            "fraction",
            "season",
            "decade",
        ),
        *("since", "until", "before", "after", "within", "between", "from", "latest"),
        *(
            "year-word",
            "years-word",
            "vague",
            "name",
            "ten",
            "tens",
            "ordinal",
            "nth",
            "rest",
            "hundred",
            "scale",
            "double",
        ),
    )
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS_AR = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    expression: Expression
    ahead: bool
    alone: bool  # the sentence says nothing else


def find_times(document: Document, sentences: Sequence[Sentence]) -> tuple[Time, ...]:
    """Return the times in order: «أمس» → the day before publication, precision day, basis published.

    Relative times of a document without a publication date stay unresolved, with their words.
    """
    times: list[Time] = []
    ref = Reference(published=document.published)
    for sentence in sentences:
        for found in _in_sentence(document.text, sentence):
            interval = _resolve(found.expression, replace(ref, ahead=found.ahead, alone=found.alone))
            times.append(_time(found.span, interval))
            ref = _remember(ref, found.expression, interval)
    return tuple(times)


def _time(span: Span, interval: Interval) -> Time:
    return Time(span, interval.earliest, interval.latest, interval.precision, interval.basis)


def _in_sentence(text: str, sentence: Sentence) -> Iterator[_Found]:
    starts = list(_starts(sentence))
    if not starts:
        return
    grammar, tokens = Grammar(sentence.tokens, text), sentence.tokens
    done = 0
    for i, proclitics in starts:
        if i < done:
            continue
        name = _name_at(grammar, i)
        if name:
            done = name
            continue
        for proclitic in proclitics:
            parsed = grammar.parse(i, proclitic)
            if parsed is None:
                continue
            done = parsed[1]
            if grammar.is_name(i, parsed[0]):
                break
            first = i + 1 if not tokens[i].folded.removeprefix(proclitic) else i
            span = Span(start_after(tokens[first], proclitic, text), tokens[parsed[1] - 1].span.end)
            alone = i == 0 and parsed[1] == len(tokens)
            yield _Found(span, parsed[0], grammar.looks_ahead(i, parsed[1]), alone)
            break


def _starts(sentence: Sentence) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the tokens where a time may start, with the proclitics that their readings have."""
    table = _starting_words()
    for i, token in enumerate(sentence.tokens):
        proclitics = ("",) if token.kind == "number" else table.get(token.folded)
        if proclitics:
            yield i, proclitics


@cache
def _starting_words() -> dict[str, tuple[str, ...]]:
    """Return the words at which a time may start («الثالث من أيار» too), with their proclitics."""
    table: dict[str, tuple[str, ...]] = {}
    for source in (time_words(), number_words()):
        for form, readings in source.items():
            proclitics = dict.fromkeys(w.proclitic for w in readings if w.kind in _STARTS)
            if proclitics:
                table[form] = tuple(dict.fromkeys((*table.get(form, ()), *proclitics)))
    return table


def _name_at(grammar: Grammar, i: int) -> int:
    """Return the index after a name that holds a time's words («روسيا اليوم»), or 0."""
    for word in grammar.table.get(grammar.folded(i), ()):
        if word.kind == "name" and match(word, grammar.tokens, i):
            last = i + 1 + len(word.rest)
            if not (any(c.isdigit() for c in grammar.folded(i)) and _is_dated(grammar, i, last)):
                return last
    return 0


def _is_dated(grammar: Grammar, i: int, last: int) -> bool:
    """A name made of a date («14 آذار») is a date after «في», or with its year."""
    if grammar.folded(i - 1) in ("في", "يوم", "منذ", "حتي", "بتاريخ", "بين"):
        return True
    grammar.start, grammar.proclitic = -1, ""
    return grammar.year(last) is not None or grammar.which(last) is not None


def _resolve(expression: Expression, ref: Reference) -> Interval:
    """Return the expression's days; none where they lie outside the calendar («الجمعة» before the year 1)."""
    try:
        return expression.resolve(ref)
    except (OverflowError, ValueError):
        return unresolved("day")


def _remember(ref: Reference, expression: Expression, interval: Interval) -> Reference:
    """Keep the last year, month and day that the text dated by the calendar."""
    inner = expression
    if isinstance(expression, Open):
        inner, interval = expression.inner, _resolve(expression.inner, ref)
    first, last = interval.earliest, interval.latest
    if first is None or last is None or isinstance(expression, Vague):
        return ref
    if interval.precision == "day":
        ref = replace(ref, day=first)
    if isinstance(inner, (CalendarDate, SameDay)) or (isinstance(inner, Period) and inner.which != "same"):
        ref = replace(ref, year=first.year)
        if (first.year, first.month) == (last.year, last.month):
            ref = replace(ref, month=(first.year, first.month))
    return ref


def find_impossible_dates(document: Document, times: Sequence[Time]) -> tuple[Finding, ...]:
    """Return a finding for each date that can't be: 31 نيسان, a wrong weekday, an end before its start."""
    findings: list[Finding] = []
    for time in times:
        tokens = tuple(tokenize(document.text, time.span.start, time.span.end))
        parsed = Grammar(tokens, document.text).parse(0, "") if tokens else None
        if parsed is None:
            continue
        for reason, reason_ar in _reasons(parsed[0], time, Reference(published=document.published)):
            words = time.span.of(document.text)
            message = f"“{words}” {reason}"
            findings.append(Finding("impossible-date", message, f"«{words}» {reason_ar}", (time.span,)))
    return tuple(findings)


def _reasons(expression: Expression, time: Time, ref: Reference) -> Iterator[tuple[str, str]]:
    if isinstance(expression, Open):
        expression = expression.inner
    if isinstance(expression, Between) and expression.is_impossible(ref):
        yield "ends before it starts", "ينتهي قبل أن يبدأ"
    for part in (expression.first, expression.last) if isinstance(expression, Between) else (expression,):
        if isinstance(part, CalendarDate):
            yield from _calendar_reasons(part, time.earliest)


def _calendar_reasons(expression: CalendarDate, day: date | None) -> Iterator[tuple[str, str]]:
    if expression.is_impossible:
        yield "is no day of the calendar", "يوم لا وجود له في التقويم"
    # Only a stated year is sure enough to call the weekday wrong, and a Hijri date may be a day off.
    elif len(expression.weekdays) == 1 and expression.year and day and not expression.hijri:
        right = day.weekday()
        if right != expression.weekdays[0]:
            yield f"was a {_WEEKDAYS[right]}", f"كان يوم {_WEEKDAYS_AR[right]}"
