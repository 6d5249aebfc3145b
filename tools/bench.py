"""Speed, memory and start-up of `riwaya read`, and where its time goes.

usage: bench.py [--articles N] [--length CHARACTERS] [--seed N] [--jobs N]

The corpus is made of the sentences of `samples/*.txt`, shuffled anew for each article, so that it has nothing
that isn't in the project. It is read as a user would read it, in a process of its own: on one core, on several, and
ten times as much of it.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import riwaya
from riwaya.text.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = str(Path(riwaya.__file__).parent)
TIMES = 10  # how many times as long the longer corpus is: it takes as many times as long, and no more memory
PROFILED = 60  # articles that are profiled: profiling slows the reading down


def main() -> None:
    """Make the corpora, read them, print the figures."""
    options = parse_arguments()
    many = make_corpus(TIMES * options.articles, options.length, options.seed)
    articles = many[: options.articles]
    with tempfile.TemporaryDirectory() as folder:
        corpus = write_corpus(Path(folder) / "corpus.jsonl", articles)
        longer = write_corpus(Path(folder) / "longer.jsonl", many)
        one = Path(folder) / "one.txt"
        one.write_text(articles[0]["text"][:60], encoding="utf-8")
        size = sum(len(a["text"]) for a in articles) / len(articles)
        sentences = sum(len(split_sentences(a["text"])) for a in articles)
        print(f"corpus: {len(articles)} articles of {size:,.0f} characters, {sentences} sentences\n")
        print(f"--version         {measure('--version').seconds:8.2f} s")
        start = measure("read", str(one))
        print(f"one line          {start.seconds:8.2f} s\n")
        print("                      jobs   articles/s   with start-up   peak memory of a process")
        for name, path, count, jobs in (
            ("corpus", corpus, len(articles), 1),
            ("corpus", corpus, len(articles), options.jobs),
            (f"{TIMES} times the corpus", longer, len(many), options.jobs),
        ):
            run = measure("read", str(path), "--jobs", str(jobs), runs=2 if path is corpus else 1)
            reading = count / (run.seconds - start.seconds)  # what isn't start-up
            print(f"{name:20}{jobs:6}{reading:13.1f}{count / run.seconds:16.1f}{run.peak:16.0f} MB")
        print_stages(Path(folder), articles[:PROFILED])


def parse_arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description="Measure riwaya read.")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--length", type=int, default=1300, help="characters of an article")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="processes of the second and third measurement")
    return parser.parse_args()


def make_corpus(count: int, length: int, seed: int) -> list[dict[str, str]]:
    """Return articles of about `length` characters, made of shuffled sentences of the samples."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "samples").glob("*.txt"))]
    pool = [s.span.of(text) for text in texts for s in split_sentences(text)]
    draw = random.Random(seed)
    return [
        {"id": str(n), "published": "2023-08-20", "text": make_text(pool, length, draw)} for n in range(count)
    ]


def write_corpus(path: Path, articles: list[dict[str, str]]) -> Path:
    """Write one article a line; return the path."""
    lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def make_text(pool: list[str], length: int, draw: random.Random) -> str:
    """Return an article of about `length` characters: paragraphs of three sentences."""
    sentences: list[str] = []
    left = length
    while left > 0:
        sentence = draw.choice(pool)
        if len(sentence) > 2 * left and sentences:
            break
        sentences.append(sentence)
        left -= len(sentence) + 1
    return "\n\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds, and the megabytes of its largest process."""

    seconds: float
    peak: float


def measure(*arguments: str, runs: int = 2) -> Run:
    """Return what the command takes, the fastest of several runs."""
    command = [sys.executable, "-m", "riwaya", *arguments]
    return min((run_once(command) for _ in range(runs)), key=lambda run: run.seconds)


def run_once(command: list[str]) -> Run:
    """Return what one run takes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def print_stages(folder: Path, articles: list[dict[str, str]]) -> None:
    """Print each module's share of the time in which articles are read, the lexicon already loaded."""
    corpus = write_corpus(folder / "profiled.jsonl", articles)
    riwaya.read_text(articles[0]["text"])
    profile = cProfile.Profile()
    profile.enable()
    for reading in riwaya.read(corpus, jobs=1):
        json.dumps(riwaya.to_json(reading), ensure_ascii=False)
    profile.disable()
    seconds = by_module(pstats.Stats(profile))
    total = sum(seconds.values())
    print("\nwhere the time goes (calls into the standard library count for the caller's module)")
    for module, spent in seconds.most_common(16):
        print(f"  {module:28}{spent / total:7.1%}")


def by_module(stats: pstats.Stats) -> Counter[str]:
    """Return the seconds spent in each module of the package and in what it calls outside of it."""
    seconds: Counter[str] = Counter()
    for (path, _, _), (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if path.startswith(PACKAGE):
            seconds[module_name(path)] += own
            continue
        for (caller, _, _), (_, _, spent, _) in callers.items():
            seconds[module_name(caller) if caller.startswith(PACKAGE) else "other libraries"] += spent
    return seconds


def module_name(path: str) -> str:
    """Return «analysis.times» for the file of riwaya.analysis.times."""
    return str(Path(path).relative_to(PACKAGE).with_suffix("")).replace("/", ".")


if __name__ == "__main__":
    main()
