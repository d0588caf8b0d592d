"""What the words of a sentence may begin, so that patterns with no chance are never tried.

Thousands of patterns have common words as anchors, and nearly all of them fail because another of
their terms is missing. Each term has one number here; a word form has the numbers of the terms that
it may be part of. A pattern is tried only where the words of the sentence together have all terms
that it needs. Too many terms cost time, never a match.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.events.reunion import Reunions
from pipeline.events.word_index import WordIndex
from pipeline.language.lookup import Lookup
from pipeline.language.numbering import Lists, Words

#: The term that every sentence has.
ANYTHING = 0
#: The keys of the number of terms, and of classes with what holds them.
SIZE, HOLDERS = "terms size", "terms holders"


def particle_key(particle: str) -> str:
    """Return the key of the term that says that a verb and this particle may belong together."""
    return f"terms particle {particle}"


class Screen:
    """The terms of sets of patterns by the words that they need.

    Args:
        lookup: Of the entries that ``compiler.entries`` returns.
        index: The words of the same.
        reunions: Puts verbs together whose parts stand apart.

    Attributes:
        size: Number of terms.
    """

    def __init__(self, lookup: Lookup, index: WordIndex, reunions: Reunions) -> None:
        self._lookup, self._index, self._reunions = lookup, index, reunions
        (self.size,) = lookup.numbers(SIZE)
        #: The terms that a word class is part of, by the term of the class.
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        held = iter(lookup.numbers(HOLDERS))
        for inner, term in zip(held, held, strict=True):
            self._holders[inner].append(term)
        #: The terms that a reunited verb may be part of, by its particle and its lemma.
        self._of_parts = lru_cache(maxsize=10_000)(self._together)
        self._by_form = Lists(self._of)

    def presence(self, words: Words) -> NDArray[np.bool_]:
        """Return which terms (columns) each of some sentences (rows) may have."""
        present = np.zeros((len(words), self.size), dtype=np.bool_)
        present[:, ANYTHING] = True
        terms, holders = self._by_form.of(words)
        present[words.sentences[holders], terms] = True
        for sentence, particle, verb in self._reunions.in_words(words):
            present[sentence, self._of_parts(particle, verb)] = True
        return present

    def _together(self, particle: str, verb: str) -> list[int]:
        """Return the terms of a verb whose parts may stand apart."""
        return [*self._lookup.numbers(particle_key(particle)), *self._of(verb)]

    def _of(self, text: str) -> list[int]:
        """Return the terms that a word may be part of."""
        _, found = self._index.at(text)
        if not found:
            return found
        terms = set(found)
        for term in found:
            if term in self._holders:
                terms.update(self._holders[term])
        return list(terms)
