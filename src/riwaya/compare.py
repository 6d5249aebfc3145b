"""Scores in words: the table of figures, the errors, what was gained and lost against an earlier output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from riwaya.evaluate import (
    Json,
    Outcome,
    Scored,
    all_figures,
    complaints,
    load_gold,
    load_predicted,
    score,
)

FIELDS = ("actor", "recipient", "source", "status", "place", "time", "dead")
_USABLE = ("actor", "recipient", "source", "status")


@dataclass(frozen=True, slots=True)
class Changes:
    """Gold claims met now and not before, and the other way round; false positives come and gone; fields."""

    gained: tuple[Outcome, ...]
    lost: tuple[Outcome, ...]
    new_extras: tuple[tuple[str, Json], ...]
    gone_extras: tuple[tuple[str, Json], ...]
    righted: tuple[tuple[str, Outcome], ...]  # the field, and the claim as it is now
    wronged: tuple[tuple[str, Outcome], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What `riwaya evaluate` prints."""

    figures: Json
    documents: tuple[Scored, ...]
    notes: tuple[str, ...]
    baseline: Json | None = None
    changes: Changes | None = None


def evaluate(gold_path: Path, predicted_path: Path, baseline_path: Path | None = None) -> Evaluation:
    """Measure an output against gold, and against an earlier output if there is one."""
    gold, predicted = load_gold(gold_path), load_predicted(predicted_path)
    documents = tuple(score(gold, predicted))
    notes = tuple(complaints(gold, predicted))
    if baseline_path is None:
        return Evaluation(all_figures(documents), documents, notes)
    earlier = score(gold, load_predicted(baseline_path))
    return Evaluation(
        all_figures(documents), documents, notes, all_figures(earlier), find_changes(earlier, documents)
    )


def find_changes(earlier: Sequence[Scored], now: Sequence[Scored]) -> Changes:
    """Compare two scorings of the same gold, claim by claim."""
    pairs = [p for a, b in zip(earlier, now, strict=True) for p in zip(a.outcomes, b.outcomes, strict=True)]
    fields = [
        (field, new, old.right.get(field), new.right.get(field))
        for old, new in pairs
        if old.read and new.read
        for field in FIELDS
    ]
    before, after = _extras(earlier), _extras(now)
    return Changes(
        gained=tuple(new for old, new in pairs if new.read and not old.read),
        lost=tuple(new for old, new in pairs if old.read and not new.read),
        new_extras=tuple(e for key, e in after.items() if key not in before),
        gone_extras=tuple(e for key, e in before.items() if key not in after),
        righted=tuple((field, new) for field, new, was, now_right in fields if now_right and was is False),
        wronged=tuple((field, new) for field, new, was, now_right in fields if was and now_right is False),
    )


def as_json(result: Evaluation) -> Json:
    """Return the figures, and with a baseline its figures and the changes, as plain values."""
    if result.changes is None:
        return result.figures
    changes = result.changes
    return {
        **result.figures,
        "baseline": result.baseline,
        "changes": {
            "gained": [_outcome_json(o) for o in changes.gained],
            "lost": [_outcome_json(o) for o in changes.lost],
            "new_extras": [_extra_json(d, e) for d, e in changes.new_extras],
            "gone_extras": [_extra_json(d, e) for d, e in changes.gone_extras],
            "righted": [{"field": f, **_outcome_json(o)} for f, o in changes.righted],
            "wronged": [{"field": f, **_outcome_json(o)} for f, o in changes.wronged],
        },
    }


def render(result: Evaluation, errors: bool = False) -> Iterator[str]:
    """Yield the lines of the report."""
    if errors:
        for document in result.documents:
            yield from _error_lines(document)
        yield "\n"
    yield from _table(result.figures, result.baseline)
    if result.changes:
        yield from _change_lines(result.changes)


def _table(figures: Json, baseline: Json | None) -> Iterator[str]:
    head = f"{'':20}{'P':>7}{'R':>7}{'F1':>7}{'n':>7}"
    yield head + (f"{'before':>10}{'change':>9}" if baseline else "") + "\n"
    for name, value in figures.items():
        yield f"{name:20}{_cells(value)}{_against(value, baseline.get(name)) if baseline else ''}\n"


def _cells(value: Json | list[float] | float | None) -> str:
    if isinstance(value, dict):
        return f"{value['p']:7.3f}{value['r']:7.3f}{value['f1']:7.3f}{value['n']:7d}"
    if isinstance(value, list):
        return f"{f'{value[0]:.3f} to {value[1]:.3f}':>21}{'':7}"
    return f"{'':14}{'none' if value is None else f'{value:.3f}':>7}{'':7}"


def _against(value: Json | list[float] | float | None, old: Json | list[float] | float | None) -> str:
    new, before = (v["f1"] if isinstance(v, dict) else v for v in (value, old))
    if not isinstance(new, (int, float)) or not isinstance(before, (int, float)):
        return ""
    return f"{before:10.3f}{new - before:+9.3f}"


def _error_lines(document: Scored) -> Iterator[str]:
    for outcome in document.outcomes:
        if outcome.read is None:
            yield f"missed  {_say(outcome)}\n"
        elif wrong := [f for f in _USABLE if not outcome.right.get(f, True)]:
            yield f"partly  {_say(outcome)}: {', '.join(wrong)}\n"
    for extra in document.extras:
        yield f"extra   {_say_extra(document.docno, extra)}\n"


def _change_lines(changes: Changes) -> Iterator[str]:
    sections = (
        ("Claims gained", [_say(o) for o in changes.gained]),
        ("Claims lost", [_say(o) for o in changes.lost]),
        ("False positives gone", [_say_extra(d, e) for d, e in changes.gone_extras]),
        ("New false positives", [_say_extra(d, e) for d, e in changes.new_extras]),
        ("Fields now right", [f"{f}: {_say(o)}" for f, o in changes.righted]),
        ("Fields now wrong", [f"{f}: {_say(o)}" for f, o in changes.wronged]),
    )
    for title, lines in sections:
        yield f"\n{title}: {len(lines)}\n"
        yield from (f"  {line}\n" for line in lines)


def _say(outcome: Outcome) -> str:
    gold = outcome.gold
    return f"{outcome.docno} {gold['id']} {gold['type']} {_gold_words(gold)}"


def _say_extra(docno: str, extra: Json) -> str:
    trigger = extra["trigger"]
    words = f"«{trigger['text']}»" if trigger.get("text") else ""
    return f"{docno} {trigger['start']} {extra['type']} {words}".rstrip()


def _gold_words(gold: Json) -> str:
    return " ".join(f"«{t[2]}»" if len(t) > 2 else f"[{t[0]}, {t[1]})" for t in gold["triggers"])


def _extras(documents: Sequence[Scored]) -> dict[tuple[str, str, int, int, int], tuple[str, Json]]:
    """Return the false positives by document, type and trigger; a number tells equal ones apart."""
    found: dict[tuple[str, str, int, int, int], tuple[str, Json]] = {}
    for document in documents:
        for extra in document.extras:
            at, number = extra["trigger"], 0
            while (key := (document.docno, extra["type"], at["start"], at["end"], number)) in found:
                number += 1
            found[key] = (document.docno, extra)
    return found


def _outcome_json(outcome: Outcome) -> Json:
    gold = outcome.gold
    return {"docno": outcome.docno, "id": gold["id"], "type": gold["type"], "triggers": gold["triggers"]}


def _extra_json(docno: str, extra: Json) -> Json:
    return {"docno": docno, "id": extra.get("id"), "type": extra["type"], "trigger": extra["trigger"]}
