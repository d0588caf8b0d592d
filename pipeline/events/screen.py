"""What the words of a sentence may begin, so that patterns with no chance are never tried.

Thousands of patterns have common words as anchors, and nearly all of them fail because another of
their terms is missing. Each term has one number here; a word form has the numbers of the terms that
it may be part of. A pattern is tried only where the words of the sentence together have all terms
that it needs. Too many terms cost time, never a match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from pipeline.language.numbering import Lists, Words

#: The term that every sentence has.
ANYTHING = 0


class Screen:
    """The terms of a vocabulary by the words that they need."""

    def __init__(self) -> None:
        self._size = ANYTHING + 1
        self._forms: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[int]] = defaultdict(list)
        self._prefixes: dict[str, list[int]] = defaultdict(list)
        self._holders: dict[int, list[int]] = defaultdict(list)
        #: The terms that the lemma of a reunited verb may be part of.
        self.of_verb = lru_cache(maxsize=10_000)(self.of)
        self._by_form = Lists(self.of)

    def term(self) -> int:
        """Return the number of a new term."""
        self.of_verb.cache_clear()
        self._by_form.forget()
        self._size += 1
        return self._size - 1

    def add_forms(self, term: int, forms: Iterable[str]) -> None:
        """Say that a word may be part of a term whose form, in lower case, is one of these."""
        for form in forms:
            self._forms[form.lower()].append(term)

    def add_ends(self, term: int, ends: Iterable[str]) -> None:
        """The same for capitalised words that end so."""
        for end in ends:
            self._ends[end].append(term)

    def add_prefix(self, term: int, prefix: str) -> None:
        """The same for words that begin so."""
        self._prefixes[prefix].append(term)

    def add_holder(self, term: int, inner: int) -> None:
        """Say that what may be part of the term ``inner`` may be part of another."""
        self._holders[inner].append(term)

    def of(self, text: str) -> list[int]:
        """Return the terms that a word may be part of."""
        lower = text.lower()
        found = {*self._forms.get(lower, ())}
        found.update(*(self._prefixes.get(text[:cut], ()) for cut in range(1, len(text) + 1)))
        if text[:1].isupper():
            found.update(*(self._ends.get(lower[cut:], ()) for cut in range(len(lower))))
        held = [self._holders[term] for term in found if term in self._holders]
        return sorted(found.union(chain.from_iterable(held)))

    def presence(
        self, words: Words, more: Iterable[tuple[int, Iterable[int]]]
    ) -> NDArray[np.bool_]:
        """Return which terms (columns) the sentences (rows) may have.

        Args:
            words: Of the sentences.
            more: Sentences with terms that they have besides.
        """
        present = np.zeros((len(words), self._size), dtype=np.bool_)
        present[:, ANYTHING] = True
        terms, holders = self._by_form.of(words)
        present[words.sentences[holders], terms] = True
        for sentence, others in more:
            present[sentence, list(others)] = True
        return present
