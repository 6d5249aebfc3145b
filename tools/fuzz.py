"""Read broken variations of the sample reports until the time is up: exit 1 if there was a fault.

usage: fuzz.py [--minutes N] [--seed N] [--keep FILE]

A text is a sample that random cuts, swaps, repetitions and foreign characters have been at. It must be read, or
refused with a RiwayaError; every span of the output must lie in the text and repeat its words. The same seed makes
the same texts. The first text of each kind of fault is made smaller, printed, and kept in --keep (jsonl).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import riwaya
from riwaya.pipeline import load

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 3000  # characters of a text
SHRINKING = 10.0  # seconds for making a fault's text smaller
# Characters that texts are broken with: marks, digits of three scripts, bidi and zero-width characters, NUL and lone
# surrogates, presentation forms, line ends, quotes, Kurdish and Persian letters, an emoji with its modifiers.
ODD = (
    "\u064b\u0651\u0670\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202e\u2066\u2069\ufeff\u00ad\u00a0\u2028\u2029"
    "\x00\x0b\x0c\x1c\x85\ud800\udfff\ufdfa\ufdf2\ufefb\ufee0\ufb50٠٩۵5.,،؛:؟!?…«»\"'“”()[]{}<>-–—/\\|%٪٫٬\r\n\t "
    "ەێۆکگیپچژهٔáßﷲ🙂👩\u200d👩\u200d👧𝟛𐤀"
)
DATES = (None, "2024-02-29", "0001-01-01", "9999-12-31", "2023-08-20")
Edit = Callable[[str, random.Random, list[str]], str]


@dataclass(frozen=True)
class Fault:
    """A text that can't be read as it should; `wrong` begins with the fault's kind and a colon."""

    text: str
    published: str | None
    wrong: str

    def __str__(self) -> str:
        entry = {"text": self.text, "published": self.published, "wrong": self.wrong}
        line = json.dumps(entry, ensure_ascii=False)
        return line.encode("utf-8", "backslashreplace").decode("utf-8")  # a lone surrogate as JSON escapes it


def main() -> int:
    """Read until the time is up; print each kind of fault once, or that there was none."""
    options = parse_arguments()
    samples = sample_texts()
    lexicon = load(None)
    draw = random.Random(options.seed)
    count, claims, faults, end = 0, 0, dict[str, Fault](), time.monotonic() + options.minutes * 60
    while time.monotonic() < end:
        text, published = vary(draw, samples), draw.choice(DATES)
        wrong, found = attempt(text, published, lexicon)
        count, claims = count + 1, claims + found
        if wrong and kind_of(wrong) not in faults:
            faults[kind_of(wrong)] = smallest(Fault(text, published, wrong), lexicon)
            print(f"fuzz: {wrong}\n  {faults[kind_of(wrong)]}", file=sys.stderr, flush=True)
    if faults:
        options.keep.write_text("".join(f"{fault}\n" for fault in faults.values()), encoding="utf-8")
        print(f"kept in {options.keep}", file=sys.stderr)
    print(f"fuzz: {count} texts, {claims} claims, seed {options.seed}: {len(faults) or 'no'} kinds of faults")
    return 1 if faults else 0


def parse_arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description="Read broken texts until the time is up.")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, default=Path("fuzz_faults.jsonl"), help="file for the faults' texts"
    )
    return parser.parse_args()


def sample_texts() -> list[str]:
    """Return the texts of `samples/*.txt` and of the project's own annotated reports."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]
    for path in sorted((ROOT / "gold").glob("*_articles.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    return texts


# Variations


def vary(draw: random.Random, samples: list[str]) -> str:
    """Return a stretch of a sample with up to a dozen random edits."""
    sample = draw.choice(samples)
    start = draw.randrange(len(sample))
    text = sample[start : start + draw.randint(1, LONGEST // 2)]
    for _ in range(draw.choice((0, 1, 2, 3, 6, 12))):
        text = draw.choice(EDITS)(text, draw, samples)[:LONGEST]
    return text


def insert_odd(text: str, draw: random.Random, _: list[str]) -> str:
    """Put one to three odd characters somewhere."""
    i = draw.randint(0, len(text))
    return text[:i] + "".join(draw.choices(ODD, k=draw.randint(1, 3))) + text[i:]


def sprinkle(text: str, draw: random.Random, _: list[str]) -> str:
    """Put one character between many letters: diacritics everywhere, text taken apart."""
    mark = draw.choice(ODD)
    return "".join(c + mark if draw.random() < 0.3 else c for c in text)


def delete(text: str, draw: random.Random, _: list[str]) -> str:
    """Leave out a stretch."""
    i = draw.randint(0, len(text))
    return text[:i] + text[i + draw.randint(1, 60) :]


def repeat(text: str, draw: random.Random, _: list[str]) -> str:
    """Say a stretch several times over."""
    i = draw.randint(0, len(text))
    j = i + draw.randint(1, 40)
    return text[:j] + text[i:j] * draw.randint(1, 20) + text[j:]


def shuffle(text: str, draw: random.Random, _: list[str]) -> str:
    """Put the words of the text in another order."""
    words = text.split(" ")
    draw.shuffle(words)
    return " ".join(words)


def swap_words(text: str, draw: random.Random, _: list[str]) -> str:
    """Exchange two words."""
    words = text.split(" ")
    i, j = draw.randrange(len(words)), draw.randrange(len(words))
    words[i], words[j] = words[j], words[i]
    return " ".join(words)


def splice(text: str, draw: random.Random, samples: list[str]) -> str:
    """Put a stretch of another sample in the middle."""
    other = draw.choice(samples)
    i, k = draw.randint(0, len(text)), draw.randrange(len(other))
    return text[:i] + other[k : k + draw.randint(1, 200)] + text[i:]


def number(text: str, draw: random.Random, _: list[str]) -> str:
    """Put a number or a date, likely or not, between two words."""
    digits = "".join(draw.choices("0123456789٠١٢٣٤٥٦٧٨٩", k=draw.choice((1, 2, 4, 9, 40))))
    word = draw.choice(
        (digits, f"{digits}/{digits}/{digits}", f"{digits} آذار {digits}", f"{digits}%", f"عام {digits}")
    )
    words = text.split(" ")
    words.insert(draw.randint(0, len(words)), word)
    return " ".join(words)


def join_words(text: str, draw: random.Random, _: list[str]) -> str:
    """Take the spaces out of a stretch."""
    i = draw.randint(0, len(text))
    j = i + draw.randint(1, 120)
    return text[:i] + text[i:j].replace(" ", "") + text[j:]


def break_lines(text: str, draw: random.Random, _: list[str]) -> str:
    """Turn spaces into line ends of one kind."""
    end = draw.choice(("\n", "\r\n", "\r", "\n\n", "\u2029"))
    return "".join(end if c == " " and draw.random() < 0.2 else c for c in text)


EDITS: tuple[Edit, ...] = (
    insert_odd, sprinkle, delete, repeat, shuffle, swap_words, splice, number, join_words, break_lines,
)  # fmt: skip


# What must hold


def attempt(text: str, published: str | None, lexicon: Any) -> tuple[str, int]:
    """Return what is wrong with the reading of a text, "" if nothing is, and how many claims it has."""
    try:
        reading = riwaya.read_text(text, published=published, lexicon=lexicon)
        output = riwaya.to_json(reading, analysis=True)
        json.dumps(output, ensure_ascii=False)
    except riwaya.RiwayaError:
        return "", 0  # refused, in a sentence
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(frame.filename).name}, {frame.name}: {error}", 0
    if output["text"] != text:
        return "text: the output has another", 0
    return next(wrong_spans(output, text), ""), len(output["claims"])


def wrong_spans(value: Any, text: str, where: str = "") -> Iterator[str]:
    """Yield each span of the output that lies outside the text, or doesn't repeat its words."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from wrong_spans(item, text, f"{where}[{i}]")
    elif isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        if start is not None and end is not None:
            if not 0 <= start <= end <= len(text):
                yield f"span: {where} [{start}, {end}) lies outside the text of {len(text)} characters"
            elif "text" in value and value["text"] != text[start:end]:
                yield f"span: {where} [{start}, {end}) is {text[start:end]!r}, the output has {value['text']!r}"
        for key, item in value.items():
            yield from wrong_spans(item, text, f"{where}.{key}")


# A fault


def kind_of(wrong: str) -> str:
    """Return what faults of one cause have in common: the error and where it arose."""
    return wrong.partition(":")[0]


def smallest(fault: Fault, lexicon: Any) -> Fault:
    """Return the same kind of fault in a text as short as can be found in a few seconds."""

    def same(text: str) -> bool:
        return kind_of(attempt(text, fault.published, lexicon)[0]) == kind_of(fault.wrong)

    text = shrink(fault.text, same)
    return replace(fault, text=text, wrong=attempt(text, fault.published, lexicon)[0])


def shrink(text: str, faulty: Callable[[str], bool]) -> str:
    """Return a shorter text with the same fault: stretches are left out, long ones first, while that lasts."""
    end = time.monotonic() + SHRINKING
    size = len(text) // 2
    while size:
        i = 0
        while i < len(text) and time.monotonic() < end:
            shorter = text[:i] + text[i + size :]
            if faulty(shorter):
                text = shorter
            else:
                i += size
        size //= 2
    return text


if __name__ == "__main__":
    sys.exit(main())
