"""An incident → its accounts side by side: the reports' words at the exact span, who stands behind them and how, since when."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from riwaya.model import STATUSES
from riwaya.report.labels import label, quad, sign
from riwaya.report.markup import arabic, both, english, esc, ui
from riwaya.report.project.naming import anchor, apart, entry_label, entry_link, entry_name, quoted
from riwaya.report.project.values import (
    Case,
    Entry,
    Flag,
    Label,
    Neighbour,
    Passage,
    Report,
    Side,
    Speaker,
    Telling,
)
from riwaya.report.project.words import say, shown, word


def render_case(
    case: Case, entries: Mapping[str, Entry], flagged: Container[str] = (), opened: bool = False
) -> Iterator[str]:
    """Yield the part of one incident. `entries` has all incidents of the page by their ids, `flagged` the findings' ids."""
    entry, name = case.entry, anchor(case.entry.id)
    classes = " ".join(
        ["case", f"q{quad(entry.type)}", f"t-{entry.tone}", f"y-{entry.type}", *_filters(entry)]
    )
    words = entry_label(entry)
    find = esc(f"{words.en} {words.ar} {' '.join(sorted(_names(case)))}".lower())
    yield f'<details class="{esc(classes)}" data-find="{find}"{" open" if opened else ""}>'
    yield f"<summary><h3>{entry_name(entry)}</h3>{_badges(entry)}</summary>"
    yield f'<div class="inside" id="{name}">'
    yield from _standing(case)
    yield f'<div class="sides">{"".join(_side(side) for side in case.sides)}</div>'
    yield from _when_said(case)
    yield from _flags(case.flags, flagged)
    yield from _neighbours(case.neighbours, entries)
    yield f'<p class="note"><code>{esc(entry.id)}</code></p></div></details>\n'


def _names(case: Case) -> set[str]:
    tellings = [telling for side in case.sides for telling in side.tellings]
    names = {name for side in case.sides for name in (side.name.en, side.name.ar)}
    names |= {speaker.name for telling in tellings for speaker in telling.speakers or ()}
    return names | {name for telling in tellings for name in telling.parties}


def _filters(entry: Entry) -> Iterator[str]:
    yield from (f"has-{status}" for status in STATUSES if entry.statuses.get(status))
    if entry.contradicted:
        yield "contradicted"
    if entry.reports > 1:
        yield "several"


def _badges(entry: Entry) -> str:
    badges = [_stand(status, entry.statuses[status]) for status in STATUSES if entry.statuses.get(status)]
    if entry.contradicted:
        badges.append(
            f'<span class="badge flag"><span aria-hidden="true">⚑</span> {say("contradicted")}</span>'
        )
    if entry.reviewed:
        badges.append(
            f'<span class="badge reviewed">{say("reviewed")} {entry.reviewed}/{entry.claims}</span>'
        )
    counts = " · ".join(
        f"{number} {say(key if number != 1 else key + '_1')}"
        for key, number in (("reports", entry.reports), ("outlets", entry.outlets))
    )
    told = f'<span class="note">{counts} · {accounts(entry.least, entry.most)}</span>'
    return f'<span class="badges">{"".join(badges)}{told}</span>'


def _stand(status: str, count: int | None = None) -> str:
    """A status as a badge; its sign and its word say it, not the colour alone."""
    number = "" if count is None else f" <b>{count}</b>"
    mark = f'<span aria-hidden="true">{esc(sign(status))}</span> {ui("status", status)}'
    return f'<span class="badge status s-{esc(status)}">{mark}{number}</span>'


def accounts(least: int, most: int) -> str:
    """Return the independent accounts as a range: «1–3 independent accounts»."""
    number = f"{least}" if least == most else f'<bdi dir="ltr">{least}–{most}</bdi>'
    return f"{number} {say('independent_1' if least == most == 1 else 'independent')}"


def _standing(case: Case) -> Iterator[str]:
    """The grade with its reasons, never as a bare number, and what the incident's name doesn't say."""
    if case.entry.tone != "reported":
        yield f'<p class="caution t-{case.entry.tone}">{say(f"caution_{case.entry.tone}")}{_about(case)}</p>'
    yield f'<p class="grade"><b>{say("credibility")} {case.credibility}</b> – {say(f"grade_{case.credibility}")}'
    reasons = "".join(f"<li>{_reason(reason)}</li>" for reason in case.reasons)
    yield f"</p><ul class='reasons'>{reasons}</ul>" if reasons else "</p>"


def _about(case: Case) -> str:
    """What the accounts disagree about: a name that says «Reported» would hide it."""
    kinds = [flag.kind for flag in case.flags if flag.kind.startswith("contradiction-")]
    said = [shown(word(f"about_{kind}")) for kind in dict.fromkeys(kinds)]
    return f" {say('disagree')} {' · '.join(said)}." if said else ""


def _reason(words: Label) -> str:
    """A sentence in both languages; words of reports in it are kept apart from its direction."""
    en, ar = quoted(words.en), quoted(words.ar)
    return f'<span class="en" lang="en" dir="ltr">{en}</span><span class="ar" lang="ar" dir="rtl">{ar}</span>'


def _side(side: Side) -> str:
    mark = f' <span class="badge">{say("anonymous")}</span>' if side.anonymous else ""
    lines = [f'<section class="side"><h4>{apart(side.name)}{mark}</h4>']
    days = [t.report.published for t in side.tellings if t.report.published]
    if days:
        lines.append(f'<p class="note">{say("since")} {_day(min(days))}</p>')
    for reason in side.reasons:
        lines.append(f'<p class="note">{_reason(reason)}</p>')
    if side.repeats:
        names = " · ".join(apart(name) for name in side.repeats)
        lines.append(f'<p class="note">{say("may_repeat")} {names}</p>')
    return "".join(lines) + "".join(render_telling(telling) for telling in side.tellings) + "</section>"


def _apart(name: str) -> str:
    return f"<bdi>{esc(name)}</bdi>"


def _day(day: date) -> str:
    return f'<time datetime="{day}" dir="ltr">{day}</time>'


def render_telling(telling: Telling) -> str:
    """Return a claim: its status first, the words, the English line, who says it, in which report."""
    stand = f'<p class="badges">{_stand(telling.status)}{_review(telling)}</p>' if telling.status else ""
    words = render_passage(telling.passage)
    lines = [f'<article class="telling s-{esc(telling.status or "none")}">{stand}{words}']
    if telling.gloss:
        # Whoever reads Arabic has the words; only what a person corrected isn't in them.
        style = "gloss" if telling.reviewed == "corrected" else "gloss en"
        lines.append(f'<p class="{style}" lang="en" dir="ltr">{quoted(telling.gloss)}</p>')
    if telling.speakers is not None:
        lines.append(f'<p class="said">{_chain(telling.speakers, telling.report)}</p>')
    lines.append(f'<p class="note about">{render_report(telling.report)}</p></article>')
    return "".join(lines)


def _review(telling: Telling) -> str:
    if telling.reviewed is None:
        return ""
    fields = f": {english(', '.join(telling.corrected))}" if telling.corrected else ""
    return f'<span class="badge reviewed">{say(f"review_{telling.reviewed}")}{fields}</span>'


def render_passage(passage: Passage) -> str:
    """Return the words as the report has them, the event's own marked; the span is that of the words."""
    words = "".join(f"<mark>{esc(part)}</mark>" if marked else esc(part) for part, marked in passage.pieces)
    return f'<blockquote lang="ar" dir="rtl" data-start="{passage.start}" data-end="{passage.end}">{words}</blockquote>'


def _chain(speakers: Sequence[Speaker], report: Report) -> str:
    """Who says it, the innermost first: it is who asserts, denies or accuses."""
    outlet = _apart(report.outlet) if report.outlet else say("no_outlet")
    if not speakers:
        return f'{outlet} <span class="stance">{say("itself")}</span>'
    inner = [
        f'{arabic(s.name)} <span class="stance st-{esc(s.stance)}">{both(*label("stance", s.stance))}</span>'
        + ("" if s.named else f' <span class="note">{say("unnamed")}</span>')
        for s in reversed(speakers)
    ]
    via = f' <span class="note">{say("through")}</span> '
    return via.join([*inner, outlet])


def render_report(report: Report) -> str:
    """Return a report's outlet, day and title."""
    parts = [_apart(report.outlet)] if report.outlet else []
    parts.append(_day(report.published) if report.published else say("no_published"))
    if report.title:
        parts.append(arabic(report.title))
    parts.append(f"<code>{esc(report.id)}</code>")
    if report.url and report.url.lower().startswith(("http://", "https://")):
        parts.append(f'<a href="{esc(report.url)}" rel="noopener noreferrer nofollow">{say("original")}</a>')
    return " · ".join(parts)


def _when_said(case: Case) -> Iterator[str]:
    """Who said it when, in the order of publication: shown where reports follow one another."""
    tellings = [(t, side) for side in case.sides for t in side.tellings if t.report.published]
    if len({t.report.published for t, _ in tellings}) < 2:
        return
    ordered = sorted(tellings, key=lambda pair: (pair[0].report.published or date.max, pair[0].report.id))
    yield f'<details class="when"><summary>{say("when_said")}</summary><ol>'
    for telling, side in ordered:
        assert telling.report.published is not None
        status = _stand(telling.status or "asserted")
        outlet = _apart(telling.report.outlet) if telling.report.outlet else say("no_outlet")
        yield f"<li>{_day(telling.report.published)} {status} {apart(side.name)} <span class='note'>{outlet}</span></li>"
    yield "</ol></details>"


def _flags(flags: Sequence[Flag], flagged: Container[str]) -> Iterator[str]:
    if not flags:
        return
    links = [
        f'<a href="#f-{esc(flag.id)}">{_reason(flag.message)}</a>'
        if flag.id in flagged
        else _reason(flag.message)
        for flag in flags
    ]
    items = "".join(f"<li>{link}</li>" for link in links)
    yield f'<div class="findings"><h4><span aria-hidden="true">⚑</span> {say("findings")}</h4><ul>{items}</ul></div>'


def _neighbours(neighbours: Sequence[Neighbour], entries: Mapping[str, Entry]) -> Iterator[str]:
    if not neighbours:
        return
    yield f'<details class="maybe"><summary>{say("possible")} <span class="note">{len(neighbours)}</span></summary><ul>'
    for one in neighbours:
        other = entries.get(one.incident or "")
        name = entry_link(other) if other else f"<code>{esc(one.incident or one.claim)}</code>"
        grounds = "".join(f"<li>{_number(g.weight)} {_reason(g.words)}</li>" for g in one.grounds)
        yield f'<li>{name} <span class="note">{say("score")} {_number(one.score)}</span><ul class="reasons">{grounds}</ul></li>'
    yield "</ul></details>"


def _number(weight: float) -> str:
    return f'<bdi dir="ltr">{weight:+.1f}</bdi>'


def render_flag(flag: Flag, entries: Mapping[str, Entry]) -> str:
    """Return a finding with the passages that show it side by side."""
    entry = entries.get(flag.incident or "")
    link = f'<p class="note">{say("in_incident")} {entry_link(entry)}</p>' if entry else ""
    kind = word(f"kind_{flag.kind}")
    lines = [
        f'<article class="flagged" id="f-{esc(flag.id)}" tabindex="-1"><h3><span class="badge">{both(kind.en, kind.ar)}</span> '
        f'{_reason(flag.message)}</h3>{link}<div class="sides">'
    ]
    lines += [f'<section class="side">{render_telling(telling)}</section>' for telling in flag.tellings]
    return "".join(lines) + "</div></article>\n"
