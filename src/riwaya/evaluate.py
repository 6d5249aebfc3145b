"""What was read, measured against gold claims: the figures that every change to the reading is judged by.

Gold has one document a line: {"docno", "claims": [{"id", "type", "triggers", "actor", "recipient", "place",
"place_en", "time", "from", "to", "dead", "injured", "sources", "source_kind", "status", "skip"?}]}; a span is
[start, end, words?]. Predicted is the jsonl of `riwaya read`.

- A claim that was read meets a gold one of the same type if one of its triggers overlaps an accepted one.
  The pairing is one to one and as large as can be. Every other claim read is a false positive, except for the
  content of a demand or a threat (`content_of`), which gold may leave out.
- Spans meet if they share half of the shorter and a third of the longer; an antecedent counts as the span.
- Actors and recipients are counted end to end: a missed claim misses its arguments. All else is counted among
  the claims met; `invented_*` among those whose gold has no place, time or toll.
- A claim is usable if type, trigger, every actor and recipient, innermost source and status are all right.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import InputError

Json = dict[str, Any]
Range = tuple[int, int]
Counts = Counter[str]

ARGUMENTS = ("actor", "recipient")
_DRAWS = 300  # of the bootstrap behind claims_f1_90pct


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold claim and the claim that met it, if any; `right` judges each field on which gold speaks."""

    docno: str
    gold: Json
    read: Json | None
    right: dict[str, bool]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Scored:
    """One document: its gold claims in order, and the claims read that met none."""

    docno: str
    outcomes: tuple[Outcome, ...]
    extras: tuple[Json, ...]
    counts: Counts


def load_gold(path: Path) -> list[Json]:
    """Return the gold documents; raises InputError for a line that isn't one, with the claim that is wrong."""
    documents = []
    for where, entry in _lines(path):
        document = _having(entry, where, "docno", "claims")
        for claim in document["claims"]:
            _check_claim(claim, where)
        documents.append(document)
    return documents


def _check_claim(claim: Any, where: str) -> None:
    _having(claim, where, "type", "status", "triggers", "actor", "recipient", "sources")
    spans = [span for field in ("triggers", "actor", "recipient", "sources") for span in claim[field]]
    spans += [span for span in (claim.get("place"), claim.get("time")) if span]
    for span in spans:
        if not isinstance(span, list) or [type(x) for x in span[:2]] != [int, int]:
            wrong = json.dumps(span, ensure_ascii=False)
            raise InputError(
                f"{where}: claim {claim.get('id')}: {wrong} is no span; write [start, end, words]"
            )


def load_predicted(path: Path) -> dict[str, Json]:
    """Return the documents that `riwaya read --format jsonl` printed, by id."""
    entries = (_having(entry, where, "document", "claims") for where, entry in _lines(path))
    return {entry["document"]["id"]: entry for entry in entries}


def score(gold: Iterable[Json], predicted: dict[str, Json]) -> list[Scored]:
    """Score each gold document; one that wasn't read has missed all its claims."""
    return [score_document(g, predicted.get(g["docno"], {}).get("claims", [])) for g in gold]


def score_document(gold: Json, claims: Sequence[Json]) -> Scored:
    """Pair the gold claims of a document with those read, and judge each pair."""
    owner = _pair_claims(gold["claims"], claims)
    met = {i: j for j, i in owner.items()}
    outcomes = tuple(
        _judge(gold["docno"], c, claims[met[i]]) if i in met else _missed(gold["docno"], c)
        for i, c in enumerate(gold["claims"])
    )
    extras = tuple(p for j, p in enumerate(claims) if j not in owner and not p.get("content_of"))
    counts: Counts = sum((o.counts for o in outcomes), Counter())
    for extra in extras:
        counts["claim_fp"] += 1
        counts.update({f"{role}_fp": len(_role(extra, role)) for role in ARGUMENTS})
    return Scored(gold["docno"], outcomes, extras, counts)


def figures(counts: Counts) -> Json:
    """Return all figures of the counts; a ratio of nothing is None."""

    def ratio(right: str, of: str) -> float | None:
        return round(counts[right] / counts[of], 3) if counts[of] else None

    met, missed, extra = (counts[f"claim_{k}"] for k in ("tp", "fn", "fp"))
    usable = counts["usable"]
    return {
        "claims": _prf(met, missed, extra),
        **{r: _prf(*(counts[f"{r}_{k}"] for k in ("tp", "fn", "fp"))) for r in ARGUMENTS},
        "source": ratio("source_ok", "source_n"),
        "source_when_quoted": ratio("quoted_ok", "quoted_n"),
        "chain_when_nested": ratio("chain_ok", "chain_n"),
        "source_kind": ratio("kind_ok", "source_n"),
        "status": ratio("status_ok", "status_n"),
        "status_when_marked": ratio("marked_ok", "marked_n"),
        "place_span": ratio("place_span_ok", "place_n"),
        "place_resolved": ratio("place_ok", "place_n"),
        "time": ratio("time_ok", "time_n"),
        "dead": ratio("dead_ok", "dead_n"),
        "invented_place": ratio("place_inv", "place_null"),
        "invented_time": ratio("time_inv", "time_null"),
        "invented_toll": ratio("dead_inv", "dead_null"),
        "usable": _prf(usable, met + missed - usable, met + extra - usable),
    }


def all_figures(documents: Sequence[Scored]) -> Json:
    """Return the figures, and the span in which claims F1 lies in nine of ten redrawn sets of documents."""
    counts = [d.counts for d in documents]
    result = figures(_total(counts))
    if len(counts) > 2:
        draw = random.Random(1)
        redrawn = (_total(draw.choices(counts, k=len(counts))) for _ in range(_DRAWS))
        ordered = sorted(figures(c)["claims"]["f1"] for c in redrawn)
        result["claims_f1_90pct"] = [ordered[15], ordered[-16]]
    return result


def complaints(gold: Sequence[Json], predicted: dict[str, Json]) -> Iterator[str]:
    """Say what makes a comparison worth little: documents that weren't read, or whose text is another."""
    absent = [g["docno"] for g in gold if g["docno"] not in predicted]
    if absent:
        yield f"{len(absent)} of {len(gold)} gold documents were not read, for example {absent[0]!r}"
    for g in gold:
        digest = predicted.get(g["docno"], {}).get("document", {}).get("sha256")
        if digest and g.get("sha256") and digest != g["sha256"]:
            yield f"{g['docno']}: the text that was read isn't the one that was annotated"


def _total(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counter())


def _prf(met: int, missed: int, extra: int) -> Json:
    precision, recall = met / max(1, met + extra), met / max(1, met + missed)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(f1, 3), "n": met + missed}


# Pairing


def _pair_claims(gold: Sequence[Json], claims: Sequence[Json]) -> dict[int, int]:
    """Return, by the number of each claim read that meets one, the number of the gold claim it meets."""

    def closeness(c: Json, p: Json) -> int:
        return sum(_pair(_ranges(c[role]), _role(p, role))[0] for role in ARGUMENTS)

    edges = []
    for c in gold:
        near = [j for j, p in enumerate(claims) if p["type"] == c["type"] and _share_trigger(c, p)]
        edges.append(sorted(near, key=lambda j: -closeness(c, claims[j])))
    return _largest_matching(edges)


def _largest_matching(edges: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return a largest one-to-one matching {right: left}; `edges[left]` has the right ones, best first."""
    owner: dict[int, int] = {}

    def place(left: int, seen: set[int]) -> bool:
        for right in edges[left]:
            if right not in seen:
                seen.add(right)
                if right not in owner or place(owner[right], seen):
                    owner[right] = left
                    return True
        return False

    for left in range(len(edges)):
        place(left, set())
    return owner


def _pair(gold: Sequence[Range], read: Sequence[Json]) -> tuple[int, int, int]:
    """Return how many gold spans were met, how many missed, and how many things read met none."""
    edges = [[j for j, p in enumerate(read) if _meets_any(g, p)] for g in gold]
    hits = len(_largest_matching(edges))
    return hits, len(gold) - hits, len(read) - hits


def _share_trigger(gold: Json, read: Json) -> bool:
    return any(_overlap(t, g) for t in _triggers(read) for g in _ranges(gold["triggers"]))


def _overlap(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def meets(a: Range, b: Range) -> bool:
    """Tell whether two spans share half of the shorter and a third of the longer."""
    shared, lengths = _overlap(a, b), (a[1] - a[0], b[1] - b[0])
    return shared > 0 and 2 * shared >= min(lengths) and 3 * shared >= max(lengths)


def _meets_any(gold: Range, read: Json) -> bool:
    return any(meets(gold, span) for span in _own_ranges(read))


def _ranges(spans: Iterable[Sequence[Any]]) -> list[Range]:
    return [(s[0], s[1]) for s in spans]


def _own_ranges(read: Json) -> list[Range]:
    """Return the spans under which something read may be met: its own and its antecedent's."""
    both = (read, read.get("antecedent"))
    return [(x["start"], x["end"]) for x in both if x and x.get("start") is not None]


def _triggers(read: Json) -> list[Range]:
    return [(t["start"], t["end"]) for t in (read["trigger"], *(read.get("triggers") or []))]


def _role(read: Json, name: str) -> list[Json]:
    arguments = read.get("arguments") or []
    return [a for a in arguments if a["role"] == name and a.get("start") is not None]


# Judging a pair, a field at a time. Each judge adds to the counts and returns whether the field is right,
# None where gold has nothing to say.


def _missed(docno: str, gold: Json) -> Outcome:
    counts: Counts = Counter({f"{role}_fn": len(gold[role]) for role in ARGUMENTS})
    counts["claim_fn"] = 1
    return Outcome(docno, gold, None, {}, counts)


def _judge(docno: str, gold: Json, read: Json) -> Outcome:
    counts: Counts = Counter(claim_tp=1)
    judged: dict[str, bool | None] = {role: _judge_role(role, gold, read, counts) for role in ARGUMENTS}
    judges: dict[str, Callable[[Json, Json, Counts], bool | None]] = {
        "source": _judge_source,
        "status": _judge_status,
        "place": _judge_place,
        "time": _judge_time,
        "dead": _judge_dead,
    }
    judged.update({name: judge(gold, read, counts) for name, judge in judges.items()})
    right = {name: value for name, value in judged.items() if value is not None}
    counts["usable"] = int(all(right.get(f, True) for f in (*ARGUMENTS, "source", "status")))
    return Outcome(docno, gold, read, right, counts)


def _judge_role(role: str, gold: Json, read: Json, counts: Counts) -> bool:
    hits, misses, extras = _pair(_ranges(gold[role]), _role(read, role))
    counts.update({f"{role}_tp": hits, f"{role}_fn": misses, f"{role}_fp": extras})
    return not misses and not extras


def _judge_source(gold: Json, read: Json, counts: Counts) -> bool | None:
    if "source" in gold.get("skip", ()):
        return None
    wanted = _ranges(gold["sources"])
    found = [s for s in read.get("sources") or [] if s.get("start") is not None and s.get("kind") != "outlet"]
    right = _meets_any(wanted[-1], found[-1]) if wanted and found else not wanted and not found
    chain = len(wanted) == len(found) and all(map(_meets_any, wanted, found))
    kind = found[-1].get("kind") if found else "outlet"
    counts.update(
        source_ok=right,
        source_n=1,
        quoted_ok=right and bool(wanted),
        quoted_n=bool(wanted),
        chain_ok=chain and len(wanted) > 1,
        chain_n=len(wanted) > 1,
        kind_ok=kind == gold.get("source_kind"),
    )
    return right


def _judge_status(gold: Json, read: Json, counts: Counts) -> bool:
    right, marked = read.get("status") == gold["status"], gold["status"] != "asserted"
    counts.update(status_ok=right, status_n=1, marked_ok=right and marked, marked_n=marked)
    return bool(right)


def _judge_place(gold: Json, read: Json, counts: Counts) -> bool:
    place = read.get("place") or {}
    if not gold.get("place"):
        counts.update(place_inv=bool(place), place_null=1)
        return not place
    names = " ".join(str(place.get(k) or "") for k in ("name_en", "admin1_en", "country_en")).lower()
    containers = (gold.get("place_en") or "").split(",")[1:]
    wanted = [c.strip().lower().split()[0] for c in containers if c.strip()]
    at = _meets_any((gold["place"][0], gold["place"][1]), place)
    right = at and all(w in names for w in wanted)
    counts.update(place_span_ok=at, place_ok=right, place_n=1)
    return right


def _judge_time(gold: Json, read: Json, counts: Counts) -> bool | None:
    time = read.get("time") or {}
    if gold.get("from"):
        right = [str(time.get(k))[:10] for k in ("earliest", "latest")] == [gold["from"], gold["to"]]
        counts.update(time_ok=right, time_n=1)
        return right
    if gold.get("time"):
        return None  # words that mean no days: nothing to compare
    counts.update(time_inv=bool(time.get("earliest")), time_null=1)
    return not time.get("earliest")


def _judge_dead(gold: Json, read: Json, counts: Counts) -> bool:
    dead = (read.get("casualties") or {}).get("dead")
    if gold.get("dead") is None:
        counts.update(dead_inv=dead is not None, dead_null=1)
        return dead is None
    counts.update(dead_ok=dead == gold["dead"], dead_n=1)
    return bool(dead == gold["dead"])


# Files


def _lines(path: Path) -> Iterator[tuple[str, Json]]:
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield f"{path}:{number}", json.loads(line)
    except OSError as error:
        raise InputError(f"{path}: can't be opened: {error.strerror}; check the path") from None
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8 at byte {error.start}; give the jsonl as it was written"
        ) from None
    except json.JSONDecodeError as error:
        where = f"{path}:{number}"
        raise InputError(f"{where}: not JSON: {error.msg}; give one document a line") from None


def _having(entry: Any, where: str, *fields: str) -> Json:
    missing = [f for f in fields if not isinstance(entry, dict) or f not in entry]
    if missing:
        kind = "gold" if "docno" in fields else "the output of riwaya read --format jsonl"
        raise InputError(f'{where}: no "{missing[0]}"; this must be {kind}')
    result: Json = entry
    return result
