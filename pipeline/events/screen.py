"""What the words of a sentence may begin, so that patterns with no chance are never tried.

Thousands of patterns have common words as anchors, and nearly all of them fail because another of
their terms is missing. Each term has one bit here; a word has the bits of the terms that it may be
part of, looked up once a word form. A pattern is tried only where the words of the sentence
together have the bits of all terms that it needs. Too many bits cost time, never a match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache, reduce
from itertools import chain
from operator import or_

#: A set of terms, one bit each.
Bits = int


class Screen:
    """The terms of a vocabulary by the words that they need."""

    def __init__(self) -> None:
        self._number = 0
        self._forms: dict[str, list[Bits]] = defaultdict(list)
        self._ends: dict[str, list[Bits]] = defaultdict(list)
        self._prefixes: dict[str, list[Bits]] = defaultdict(list)
        self._holders: dict[Bits, list[Bits]] = defaultdict(list)
        #: The terms that a word, or the lemma of a reunited verb, may be part of.
        self.of = lru_cache(maxsize=100_000)(self._look_up)

    def bit(self) -> Bits:
        """Return the bit of a new term."""
        self.of.cache_clear()
        self._number += 1
        return 1 << (self._number - 1)

    def add_forms(self, bit: Bits, forms: Iterable[str]) -> None:
        """Say that a word may be part of a term whose form, in lower case, is one of these."""
        for form in forms:
            self._forms[form.lower()].append(bit)

    def add_ends(self, bit: Bits, ends: Iterable[str]) -> None:
        """The same for capitalised words that end so."""
        for end in ends:
            self._ends[end].append(bit)

    def add_prefix(self, bit: Bits, prefix: str) -> None:
        """The same for words that begin so."""
        self._prefixes[prefix].append(bit)

    def add_holder(self, bit: Bits, inner: Bits) -> None:
        """Say that what may be part of the term ``inner`` may be part of another."""
        self._holders[inner].append(bit)

    def _look_up(self, text: str) -> Bits:
        lower = text.lower()
        terms = [self._forms.get(lower, ())]
        terms += [self._prefixes.get(text[:cut], ()) for cut in range(1, len(text) + 1)]
        if text[:1].isupper():
            terms += [self._ends.get(lower[cut:], ()) for cut in range(len(lower))]
        found = _union(chain.from_iterable(terms))
        held = (terms for inner, terms in self._holders.items() if found & inner)
        return found | _union(chain.from_iterable(held))


def _union(terms: Iterable[Bits]) -> Bits:
    return reduce(or_, terms, 0)
