"""Every figure of the gold sets in one table, beside the last release's and the targets.

usage: accuracy.py [GOLD_FOLDER] [--outputs FOLDER] [--save] [--only SET]...

GOLD_FOLDER (../shared/gold) isn't part of the project. A set whose reading lies in --outputs as SET.jsonl is taken
from there: so readings of texts left out of training are scored. --save keeps the figures as the release's
(tools/accuracy.json). Targets: tools/accuracy.toml.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gold_floor import conflict_claims, read
from riwaya import __version__
from riwaya.compare import evaluate

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "gold"
TARGETS = Path(__file__).with_suffix(".toml")
RELEASE = Path(__file__).with_suffix(".json")
CONFLICT = ("ASSAULT", "COERCE", "MOBILIZE")
MISSING = 2
Figures = dict[str, float]  # figure → ratio, or count (an int), in the order of the table


@dataclass(frozen=True)
class Target:
    """What a figure should reach. `most`: less is better."""

    floor: float | None = None
    aim: float | None = None
    most: bool = False

    def verdict(self, value: float) -> str:
        """Return what is reached: "aim", "floor", "below", or "" without a target."""
        sign = -1 if self.most else 1
        if self.aim is not None and sign * value >= sign * self.aim:
            return "aim"
        if self.floor is not None:
            return "floor" if sign * value >= sign * self.floor else "below"
        return "" if self.aim is None else "short"


def main() -> int:
    """Read the sets, print the table; return 2 if there is no gold."""
    options = parse_arguments()
    if not (options.gold / "news.jsonl").is_file():
        print(
            f"accuracy: no gold sets in {options.gold}: they aren't part of the project; "
            "give the folder that has news.jsonl: tools/accuracy.py FOLDER",
            file=sys.stderr,
        )
        return MISSING
    sets = [name for name in MEASURES if not options.only or name in options.only]
    with tempfile.TemporaryDirectory() as folder:
        figures = {name: MEASURES[name](options.gold, Reader(options.outputs, Path(folder))) for name in sets}
    print("\n".join(table(figures, load_release(), load_targets())))
    if options.save:
        save(figures)
    return 0


def parse_arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description="Print every figure of the gold sets.")
    parser.add_argument("gold", nargs="?", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--outputs", type=Path, help="folder of readings to score: SET.jsonl")
    parser.add_argument("--save", action="store_true", help="keep the figures as this release's")
    parser.add_argument("--only", action="append", choices=[*MEASURES], help="a set to measure (repeatable)")
    return parser.parse_args()


# Measuring


@dataclass(frozen=True)
class Reader:
    """Gives a set's reading: one that is there already, or made now."""

    outputs: Path | None
    scratch: Path

    def __call__(self, name: str, articles: Path, *options: str) -> Path:
        """Return the jsonl that was read from the articles."""
        if self.outputs is not None and (given := self.outputs / f"{name}.jsonl").is_file():
            return given
        try:
            return read(articles, self.scratch / f"{name}.jsonl", *options)
        except subprocess.CalledProcessError:
            raise SystemExit(
                f"accuracy: {name} wasn't read whole; see the messages above and mend that first"
            ) from None


def claims(name: str, folder: Path | None = None) -> Callable[[Path, Reader], Figures]:
    """Return the measure of a set of claims, of the folder of gold sets if it isn't of another."""

    def measure(gold: Path, reader: Reader) -> Figures:
        gold = folder or gold
        output = reader(name, gold / f"{name}_articles.jsonl")
        return dict(flatten(evaluate(gold / f"{name}.jsonl", output).figures))

    return measure


def flatten(figures: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield «claims.f1» for `figures["claims"]["f1"]`; what is no ratio, or has no case, is left out."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", value[key]) for key in ("p", "r", "f1") if value[key] is not None)
        elif isinstance(value, float):
            yield name, value


def seeds(gold: Path, reader: Reader) -> Figures:
    """Return the figures of the source reports, with the findings that they call for."""
    output = reader("seeds", gold / "seeds_articles.jsonl")
    figures = dict(flatten(evaluate(gold / "seeds.jsonl", output).figures))
    found = [f["kind"] for line in output.open(encoding="utf-8") for f in json.loads(line)["findings"]]
    return figures | {"findings of a misplaced town": found.count("place-containment")}


def peace(gold: Path, reader: Reader) -> Figures:
    """Return how many claims of conflict articles on peaceful things gave."""
    output = reader("peace", gold / "peace_articles.jsonl")
    return {"claims of conflict": conflict_claims(output, CONFLICT)}


EVENT_LINES = (
    ("{} sentence, yes against easy no", r"F1=([\d.]+)", "{} f1, yes against easy no"),
    ("{} sentence, yes against easy no", r"P=([\d.]+)", "{} precision, yes against easy no"),
    ("{} sentence, yes against easy no", r" R=([\d.]+)", "{} recall, yes against easy no"),
    ("{} trigger overlaps any annotator's verb", r"/\d+=([\d.]+);", "{} trigger overlap"),
    ("{} actor gold any50", r"F1=([\d.]+)", "{} actor f1, half covered"),
    ("{} recipient gold any50", r"F1=([\d.]+)", "{} target f1, half covered"),
)


def events(gold: Path, reader: Reader) -> Figures:
    """Return what the events' own scorer prints of sentences, triggers and participants."""
    output = reader("events", gold / "events" / "sentences.jsonl")
    printed = run_scorer(gold / "events" / "score_gsr.py", output)
    figures: Figures = {}
    for kind in ("ASSAULT", "PROTEST"):
        for start, value, name in EVENT_LINES:
            line = next(x for x in printed.splitlines() if x.startswith(start.format(kind)))
            figures[name.format(kind)] = float(re.search(value, line)[1])  # type: ignore[index]
    return figures


def dates(gold: Path, reader: Reader) -> Figures:
    """Return how many expressions were found, and how many read rightly."""
    cases = gold / "dates" / "cases.jsonl"
    articles = reader.scratch / "dates_articles.jsonl"
    lines = (json.loads(line) for line in cases.read_text(encoding="utf-8").splitlines())
    texts = ({"id": c["id"], "text": c["text"], "published": c["reference"]} for c in lines)
    articles.write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in texts), encoding="utf-8")
    printed = run_scorer(gold / "dates" / "score_dates.py", cases, reader("dates", articles, "--analysis"))
    return {name: float(value) for name, value in re.findall(r"(found|right) ([\d.]+)", printed)}


def run_scorer(*command: Path) -> str:
    """Return what a gold set's own scorer prints."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"accuracy: {command[0]} failed:\n{done.stderr}")
    return done.stdout


MEASURES: dict[str, Callable[[Path, Reader], Figures]] = {
    "news": claims("news"),
    "sentences": claims("sentences"),
    "fiction": claims("fiction", OWN),
    "seeds": seeds,
    "peace": peace,
    "events": events,
    "dates": dates,
}


# The table


def load_targets() -> dict[str, dict[str, Target]]:
    """Return set → figure → target."""
    written = tomllib.loads(TARGETS.read_text(encoding="utf-8"))
    return {name: {figure: Target(**t) for figure, t in entries.items()} for name, entries in written.items()}


def load_release() -> dict[str, Any]:
    """Return the last release's version and figures, empty before the first."""
    if not RELEASE.exists():
        return {"version": "none", "figures": {}}
    release: dict[str, Any] = json.loads(RELEASE.read_text(encoding="utf-8"))
    return release


def table(
    figures: dict[str, Figures], release: dict[str, Any], targets: dict[str, dict[str, Target]]
) -> Iterator[str]:
    """Yield the table's lines: a figure a line, and what became of the targets at the end."""
    yield f"{'':42}{'now':>8}{release['version']:>10}{'change':>9}{'floor':>9}{'aim':>9}  reached"
    verdicts: list[str] = []
    for name, values in figures.items():
        yield name
        for figure, value in values.items():
            target = targets.get(name, {}).get(figure, Target())
            verdicts.append(target.verdict(value))
            yield line(figure, value, release["figures"].get(name, {}).get(figure), target).rstrip()
    aims = sum(v in ("aim", "floor", "short", "below") for v in verdicts)
    yield "the shipped ranker has learned from these sets; train/crossval.py reads them with weights that haven't"
    yield f"{aims} targets: {verdicts.count('aim')} aims reached, {verdicts.count('below')} below their floor"


def line(figure: str, value: float, before: float | None, target: Target) -> str:
    """Return a figure's line; a bar before a target says that less is better."""
    change = "" if before is None else "=" if value == before else f"{value - before:+.{places(value)}f}"
    bar = "<=" if target.most else ""
    return (
        f"  {figure:40}{number(value):>8}{number(before):>10}{change:>9}"
        f"{bar + number(target.floor) if target.floor is not None else '':>9}"
        f"{bar + number(target.aim) if target.aim is not None else '':>9}  {target.verdict(value)}"
    )


def places(value: float) -> int:
    """Return how many digits a figure is printed with behind the point."""
    return 0 if isinstance(value, int) else 3


def number(value: float | None) -> str:
    """Return .698 of a ratio, 12 of a count."""
    if value is None:
        return ""
    return f"{value:.{places(value)}f}"


def save(figures: dict[str, Figures]) -> None:
    """Keep the figures as this release's; those of sets that weren't measured stay."""
    kept = load_release()["figures"] | figures
    text = json.dumps({"version": __version__, "figures": kept}, indent=1)
    RELEASE.write_text(text + "\n", encoding="utf-8")
    print(f"{RELEASE}: the figures of {__version__}")


if __name__ == "__main__":
    sys.exit(main())
