"""A sentence with all that the shallow analysis found in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from riwaya.analysis.clauses import Subject, link_subjects
from riwaya.analysis.datelines import dateline_length
from riwaya.analysis.nominal import Denials, find_denials
from riwaya.analysis.phrases import Chunk, find_chunks
from riwaya.analysis.words import Match, Word, find_matches, read_words
from riwaya.lexicon.loader import Entry, Lexicon
from riwaya.model import Sentence, Time


@dataclass(frozen=True)
class Parsed:
    """A sentence, its words, the expressions found in it and its chunks."""

    number: int  # of the sentence in the document
    sentence: Sentence
    words: tuple[Word, ...]
    matches: tuple[Match, ...]
    chunks: tuple[Chunk, ...]

    @cached_property
    def chunk_of(self) -> Mapping[int, int]:
        """Return the chunk's number for each word index."""
        return {i: n for n, chunk in enumerate(self.chunks) for i in range(chunk.first, chunk.last)}

    @cached_property
    def subjects(self) -> Mapping[int, Subject]:
        """Return the subject of each finite verb by the verb's word index."""
        return link_subjects(self.words, self.chunks)

    @cached_property
    def denials(self) -> Denials:
        """Return what the sentence's nominal negations deny: «ليس تنسيقاً»."""
        return find_denials(self.words, self.chunks, self.chunk_of)

    @cached_property
    def named(self) -> frozenset[int]:
        """Return the words inside names of actors: «فتح» is no verb in «حركة فتح»."""
        names = (m for m in self.matches if any(e.kind == "actor" for e in m.entries))
        return frozenset(i for match in names for i in range(match.first, match.last))


def parse(number: int, sentence: Sentence, lexicon: Lexicon, text: str, times: Sequence[Time] = ()) -> Parsed:
    """Return the sentence parsed, without its dateline; the words of `times` stay out of noun phrases."""
    words = read_words(_without_dateline(sentence, lexicon, text, times), lexicon, text)
    matches = find_matches(words, lexicon, text)
    chunks = find_chunks(words, matches, _barred(words, sentence, times))
    return Parsed(number, sentence, words, matches, chunks)


def _without_dateline(sentence: Sentence, lexicon: Lexicon, text: str, times: Sequence[Time]) -> Sentence:
    """Return a paragraph's first sentence without the city, day and agency that it opens with."""
    tokens = sentence.tokens
    if text[: sentence.span.start].rstrip(" \t\u00a0")[-1:] not in ("", "\n", "\r", "\u2028", "\u2029"):
        return sentence
    spans = [t.span for t in times if t.span.overlaps(sentence.span)]
    dated = {i for i, token in enumerate(tokens) if any(token.span.overlaps(s) for s in spans)}
    return replace(sentence, tokens=tokens[dateline_length(tokens, dated, lexicon) :])


def with_names(parsed: Parsed, names: Collection[int], times: Sequence[Time]) -> Parsed:
    """Return the sentence parsed again with the words of these indices known as names of people."""
    words = tuple(_named(w) if w.index in names else w for w in parsed.words)
    chunks = find_chunks(words, parsed.matches, _barred(words, parsed.sentence, times))
    return replace(parsed, words=words, chunks=chunks)


def _named(word: Word) -> Word:
    name = Entry("name", word.split.stem)
    return replace(word, split=replace(word.split, entries=(*word.split.entries, name)))


def _barred(words: Sequence[Word], sentence: Sentence, times: Sequence[Time]) -> dict[int, str]:
    return {
        word.index: f"time {n}"
        for n, time in enumerate(times)
        if time.span.overlaps(sentence.span)
        for word in words
        if word.token.span.overlaps(time.span)
    }
