"""Speed, memory and start-up of `riwaya read`, and where its time goes.

usage: bench.py [--articles N] [--length CHARACTERS] [--seed N]

The corpus is made of the sentences of `samples/*.txt`, shuffled anew for each article, so that it has nothing
that isn't in the project. It is read on one core, as a user would read it: in a process of its own.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import riwaya
from riwaya.text.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = str(Path(riwaya.__file__).parent)
PROFILED = 60  # articles that are profiled: profiling slows the reading down


def main() -> None:
    """Make the corpus, read it, print the figures."""
    options = parse_arguments()
    articles = make_corpus(options.articles, options.length, options.seed)
    sentences = sum(len(split_sentences(a["text"])) for a in articles)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text(
            "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8"
        )
        one = Path(folder) / "one.txt"
        one.write_text(articles[0]["text"][:60], encoding="utf-8")
        starting = measure("--version")
        first = measure("read", str(one))
        whole = measure("read", str(corpus), "--jobs", "1")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        reading = whole - first  # what isn't start-up
        size = sum(len(a["text"]) for a in articles) / len(articles)
        print(f"corpus            {len(articles)} articles of {size:,.0f} characters, {sentences} sentences")
        print(
            f"articles/s        {len(articles) / reading:8.1f}   (with start-up {len(articles) / whole:.1f})"
        )
        print(f"sentences/s       {sentences / reading:8.0f}")
        print(f"peak memory       {peak:8.0f} MB")
        print(f"--version         {starting:8.2f} s")
        print(f"one line          {first:8.2f} s")
        print_stages(Path(folder), articles[:PROFILED])


def parse_arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description="Measure riwaya read.")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--length", type=int, default=1300, help="characters of an article")
    parser.add_argument("--seed", type=int, default=1)
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


def measure(*arguments: str) -> float:
    """Return the seconds that the command takes, the faster of two runs."""
    command = [sys.executable, "-m", "riwaya", *arguments]
    return min(run_once(command) for _ in range(2))


def run_once(command: list[str]) -> float:
    """Return the seconds of one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


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
