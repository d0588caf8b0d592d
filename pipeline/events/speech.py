"""Who says something, and the words that show it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pipeline.language import read_table


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something.

    Attributes:
        name: Country code, identifier of an organisation, or the words as written.
        first: Index of the first word in ``clip.words`` of the sentence that names it.
        last: Index of the last word.
        sentence: Index of that sentence.
    """

    name: str
    first: int
    last: int
    sentence: int


@cache
def speech_verbs() -> dict[str, frozenset[str]]:
    """Return verbs of saying to the words that must stand beside them, "" for none."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_table("de/speech.tsv", ("lemma", "with")):
        found[row["lemma"]].add(row["with"])
    return {lemma: frozenset(words) for lemma, words in found.items()}


@cache
def source_words(kind: str) -> frozenset[str]:
    """Return the words of a group of ``speech_phrases.tsv``."""
    rows = read_table("de/speech_phrases.tsv", ("word", "kind"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)
