"""Hold the reading to the floors of `gold_floors.toml`: exit 1 if a figure is worse.

usage: gold_floor.py GOLD_FOLDER
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from riwaya.compare import evaluate

FLOORS = Path(__file__).with_name("gold_floors.toml")


def main() -> int:
    """Read each gold set, compare its figures with the floors, print them all."""
    gold = Path(sys.argv[1])
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, limits in floors.items():
            output = read(gold / f"{name}_articles.jsonl", Path(folder) / f"{name}.jsonl")
            if name == "peace":
                failures += check_peace(output, limits)
            else:
                figures = evaluate(gold / f"{name}.jsonl", output).figures
                failures += check_figures(name, figures, limits)
    failures += check_tests()
    for failure in failures:
        print(f"gold floor: {failure}", file=sys.stderr)
    return 1 if failures else 0


def read(articles: Path, output: Path, *options: str) -> Path:
    """Read the articles as a user would; return the output."""
    command = [
        sys.executable,
        "-m",
        "riwaya",
        "read",
        str(articles),
        "--format",
        "jsonl",
        "--output",
        str(output),
        *options,
    ]
    subprocess.run(command, check=True)
    return output


def check_figures(name: str, figures: dict[str, Any], limits: dict[str, dict[str, float]]) -> list[str]:
    """Return what is below its minimum or above its maximum."""
    failures = []
    for kind, sign in (("min", 1), ("max", -1)):
        for figure, limit in limits.get(kind, {}).items():
            value = look_up(figures, figure)
            print(f"{name:8}{figure:24}{'none' if value is None else f'{value:.3f}':>8}  {kind} {limit}")
            if value is None or sign * value < sign * limit:
                failures.append(f"{name}: {figure} is {value}, {kind} {limit}")
    return failures


def look_up(figures: dict[str, Any], path: str) -> float | None:
    """Return `figures["claims"]["f1"]` for «claims.f1»."""
    value: Any = figures
    for key in path.split("."):
        value = value[key]
    return None if value is None else float(value)


def check_peace(output: Path, limits: dict[str, Any]) -> list[str]:
    """Return a failure if peaceful articles gave too many claims of conflict."""
    count = conflict_claims(output, limits["types"])
    print(f"{'peace':8}{'claims of conflict':24}{count:8}  max {limits['most']}")
    return [f"peace: {count} claims of conflict, max {limits['most']}"] if count > limits["most"] else []


def conflict_claims(output: Path, types: Sequence[str]) -> int:
    """Return how many claims of these types were read."""
    with output.open(encoding="utf-8") as lines:
        return sum(claim["type"] in types for line in lines for claim in json.loads(line)["claims"])


def check_tests() -> list[str]:
    """Return a failure if a test that needs the gold sets was skipped or failed although they are here."""
    command = [sys.executable, "-m", "pytest", "-m", "gold", "-rs", "-p", "no:cacheprovider"]
    result = subprocess.run(command, capture_output=True, text=True)
    print(result.stdout[-300:])
    if result.returncode or "skipped" in result.stdout:
        return ["the tests that need gold were skipped or failed: run pytest -m gold -rs"]
    return []


if __name__ == "__main__":
    sys.exit(main())
