"""Which patterns may have their anchor at a word, those left out that the sentence rules out.

Patterns are indexed by the forms of their anchors. All sets of patterns with one vocabulary are
looked up together, a document at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.events.patterns import Sequence as Run
from pipeline.events.screen import ANYTHING, Ends
from pipeline.language.numbering import Indices, Lists, Words

if TYPE_CHECKING:
    from pipeline.events.matching import Rule


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that may have its anchor, or the verb that a particle belongs to, at a word.

    Attributes:
        coder: Number of the set of rules.
        run: The words of the anchor.
        reunited: Whether the word is a verb whose particle stands apart.
        needs: The terms that the sentence must have besides.
    """

    coder: int
    rule: Rule
    run: Run
    reunited: bool
    needs: frozenset[int]


#: Words of a sentence that may be anchors, with what may have its anchor there.
Likely = dict[int, list[Candidate]]


class Anchors:
    """The candidates of all rules of a vocabulary by the forms of their anchors."""

    def __init__(self) -> None:
        self._coders = 0
        self._candidates: list[Candidate] = []
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._ends = Ends()
        self._begins: dict[str, list[int]] = defaultdict(list)
        self._by_form = Lists(self.at)

    def new_coder(self) -> int:
        """Return the number of a new set of rules."""
        self._coders += 1
        return self._coders - 1

    def add(self, candidate: Candidate, kind: str, forms: Iterable[str]) -> None:
        """Note a candidate under the forms of its anchor, an element of some kind."""
        number = len(self._candidates)
        for form in forms:
            if kind == "head":
                self._ends.add(form, number)
            else:
                (self._begins if kind == "prefix" else self._exact)[form].append(number)
        self._candidates.append(candidate)
        self._by_form.forget()
        self.__dict__.pop("_prefixes", None)
        self.__dict__.pop("_columns", None)

    def at(self, text: str) -> list[int]:
        """Return the numbers of the candidates that may have their anchor at a word."""
        found = list(self._exact.get(text, ()))
        lower = text.lower()
        if lower != text:
            found += self._exact.get(lower, ())
        if text[:1].isupper() and len(text) > 2:
            found += chain.from_iterable(self._ends.of(lower))
            if text.startswith(self._prefixes):
                begins = (self._begins.get(text[:cut], ()) for cut in range(1, len(text)))
                found += chain.from_iterable(begins)
        return found

    def may_stand_at(self, text: str, coder: int) -> bool:
        """Whether one set of rules may have an anchor at a word."""
        return any(self._candidates[number].coder == coder for number in self.at(text))

    def likely(self, words: Words, present: NDArray[np.bool_]) -> dict[tuple[int, int], Likely]:
        """Return by set and sentence the candidates that the words do not rule out.

        Args:
            words: Of the sentences.
            present: Which terms (columns) each sentence (row) may have.
        """
        candidates, where = self._by_form.of(words)
        sentences = words.sentences[where]
        for needs in self._columns:
            chance = present[sentences, needs[candidates]]
            candidates, where, sentences = candidates[chance], where[chance], sentences[chance]
        found: dict[tuple[int, int], Likely] = {}
        places = (where - words.bounds[sentences]).tolist()
        for sentence, i, number in zip(
            sentences.tolist(), places, candidates.tolist(), strict=True
        ):
            candidate = self._candidates[number]
            likely = found.setdefault((candidate.coder, sentence), {})
            likely.setdefault(i, []).append(candidate)
        return found

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        return tuple(self._begins)

    @cached_property
    def _columns(self) -> list[Indices]:
        """The first, second ... term that each candidate needs, as columns."""
        needed = [candidate.needs for candidate in self._candidates]
        most = max(map(len, needed), default=0)
        rows = [(*sorted(needs), *[ANYTHING] * (most - len(needs))) for needs in needed]
        return list(np.array(rows, dtype=np.intp).reshape(len(rows), most).T)
