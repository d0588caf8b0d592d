"""Candidates: the longest stretches of words that the gazetteer knows as a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.places.lexicon import first_names

_MAX_WORDS = 5
_GENITIVE = ("s", "'", "’")


class Names(Protocol):
    """What knows names: the gazetteer, or its draft while it is built."""

    def __contains__(self, name: object, /) -> bool:
        """Whether any place has this name, spelled so."""

    def continues(self, first_word: str) -> bool:
        """Whether a name of several words begins so."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of words, last inclusive, with the name as the gazetteer spells it."""

    first: int
    last: int
    name: str
    inflected: bool


def spelled(text: str, names: Names) -> tuple[str, bool] | None:
    """Look a name up as written, without the ending of a genitive, or written in capitals."""
    if text in names:
        return text, False
    if text.endswith(("des", "tes")) and text[:-2] in names:  # Saarlandes, Ostgebietes
        return text[:-2], True
    if text.endswith(_GENITIVE):
        stem = text[:-1].rstrip("'’")
        if stem in names and text not in first_names():  # Nils is no genitive of Nil
            return stem, True
    if len(text) > 3 and text.isupper():
        return (text.title(), False) if text.title() in names else None
    return None


def weak_forms(word: str) -> Iterator[str]:
    """Yield the adjective of a name in other cases ("Sächsischen Schweiz", "Rotes Meer")."""
    if word.endswith(("en", "er", "em", "es")):
        stem = word[:-2]
    elif word.endswith("e"):
        stem = word[:-1]
    else:
        return
    for ending in ("e", "er", "es", "en"):
        if stem + ending != word:
            yield stem + ending


def candidate_at(
    words: Sequence[str], first: int, text_of: Callable[[int, int], str], names: Names
) -> Candidate | None:
    """Return the longest name that begins at a word; ``text_of`` gives the text of a stretch."""
    for spelling in (words[first], *weak_forms(words[first])):
        longest = min(_MAX_WORDS, len(words) - first) if names.continues(spelling) else 1
        for count in range(longest, 1, -1):
            last = first + count - 1
            text = " ".join(text_of(first, last).split())
            found = spelled(spelling + text[len(words[first]) :], names)
            if found:
                return Candidate(first, last, *found)
    found = spelled(words[first], names)
    return Candidate(first, first, *found) if found else None


def candidates(
    words: Sequence[str], text_of: Callable[[int, int], str], names: Names
) -> Iterator[Candidate]:
    """Yield the candidates of a sentence from left to right; they do not overlap."""
    index = 0
    while index < len(words):
        first = words[index][:1]
        found = None
        if first.isalpha() and not first.islower():
            found = candidate_at(words, index, text_of, names)
        if found:
            yield found
        index = found.last + 1 if found else index + 1
