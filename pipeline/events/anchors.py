"""Which patterns may have their anchor at a word, unless the sentence rules them out.

Patterns are looked up by the forms of their anchors. All sets of patterns that were compiled
together are looked up together, a document at a time; a rule is read when a text first needs it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from pipeline.events.matching import CueRule, Rule
from pipeline.events.screen import Screen
from pipeline.events.vocabulary import Vocabulary
from pipeline.events.word_index import WordIndex
from pipeline.language import Clip
from pipeline.language.lookup import Lookup
from pipeline.language.numbering import BLOCK, Indices, Lists, Words

#: The keys of the candidates, a row each of set, rule, anchor and whether its verb is parted, and
#: of the terms that each needs: the first of all, the second ...
CANDIDATES, NEEDS = "anchors candidates", "anchors needs"


def set_key(name: str) -> str:
    """Return the key of the number of a set of rules."""
    return f"anchors set {name}"


def rule_key(number: int) -> str:
    """Return the key of a rule."""
    return f"anchors rule {number}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that may have its anchor, or the verb that a particle belongs to, at a word.

    Attributes:
        coder: Number of the set of rules.
        anchor: Which of its anchors.
        reunited: Whether the word is a verb whose particle stands apart.
    """

    coder: int
    rule: Rule
    anchor: int
    reunited: bool


#: Words of a sentence that may be anchors, with what may have its anchor there.
Likely: TypeAlias = dict[int, list[Candidate]]
#: The same of one set as two columns: the numbers of the candidates and their words.
Chance: TypeAlias = tuple[Indices, Indices]
#: By sentence and set.
Chances: TypeAlias = dict[int, dict[int, Chance]]
_NOTHING: Mapping[int, Chance] = MappingProxyType({})


class Anchors:
    """The candidates of all rules of a lookup by the forms of their anchors.

    Args:
        lookup: Of the entries that ``compiler.entries`` returns.
        words: Of the language.
    """

    def __init__(self, lookup: Lookup, words: Vocabulary) -> None:
        self._lookup, self._words = lookup, words
        self._index = WordIndex(lookup)
        self._screen = Screen(lookup, self._index, words.reunions)
        self._stored = lookup.column(CANDIDATES).reshape(-1, 4)
        self._needs = lookup.column(NEEDS).reshape(-1, max(1, len(self._stored)))
        self._rule = cache(self._read_rule)
        self._candidate = cache(self._read_candidate)
        self._by_form = Lists(self._at)
        self._seen: tuple[Words | None, Chances] = (None, {})

    def number(self, name: str) -> int:
        """Return the number of a set of rules.

        Raises:
            ValueError: When there is none of that name.
        """
        (number,) = self._lookup.numbers(set_key(name))
        return number

    def _read_rule(self, number: int) -> Rule:
        fields = json.loads(self._lookup.get(rule_key(number)))
        return Rule(CueRule(*fields), self._words, number)

    def _read_candidate(self, number: int) -> Candidate:
        coder, rule, anchor, reunited = self._stored[number].tolist()
        return Candidate(coder, self._rule(rule), anchor, bool(reunited))

    def _at(self, text: str) -> list[int]:
        """Return the numbers of the candidates that may have their anchor at a word."""
        return self._index.at(text)[0]

    def may_stand_at(self, text: str, coder: int) -> bool:
        """Whether one set of rules may have an anchor at a word, whatever stands around it."""
        return any(self._stored[number, 0] == coder for number in self._at(text))

    def chances(self, clip: Clip) -> Mapping[int, Chance]:
        """Return by set what may stand in a sentence; the document is looked through once."""
        document, index = clip.numbered
        words = document.block(index // BLOCK)
        if self._seen[0] is not words:
            self._seen = words, self._look_through(words)
        return self._seen[1].get(index % BLOCK, _NOTHING)

    def likely(self, clip: Clip, coder: int) -> Likely:
        """Return what one set may find in a sentence."""
        found: Likely = {}
        chance = self.chances(clip).get(coder)
        if chance is None:
            return found
        candidates, places = chance
        for number, i in zip(candidates.tolist(), places.tolist(), strict=True):
            found.setdefault(i, []).append(self._candidate(number))
        return found

    def _look_through(self, words: Words) -> Chances:
        """Return by sentence and set the candidates that the words do not rule out."""
        candidates, where = self._by_form.of(words)
        sentences, present = words.sentences[where], self._screen.presence(words)
        for needs in self._needs:
            chance = present[sentences, needs[candidates]]
            candidates, where, sentences = candidates[chance], where[chance], sentences[chance]
        # Sorted by set and sentence, in the order of the words within.
        keys = self._stored[candidates, 0] * np.intp(len(words)) + sentences
        order = np.argsort(keys, kind="stable")
        candidates, places = candidates[order], (where - words.bounds[sentences])[order]
        kept, first = np.unique(keys[order], return_index=True)
        edges = [*first.tolist(), len(order)]
        found: Chances = {}
        for key, begin, end in zip(kept.tolist(), edges, edges[1:], strict=False):
            coder, sentence = divmod(key, len(words))
            found.setdefault(sentence, {})[coder] = candidates[begin:end], places[begin:end]
        return found
