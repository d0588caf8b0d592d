"""Compiles sets of rules into the entries of a lookup, from which ``Anchors`` and ``Screen`` read.

Each term that a sentence must have gets a number, and so does each set, each rule and each
candidate: an anchor that a rule may have. Numbers are noted by the word forms that they concern.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from itertools import chain, zip_longest

from pipeline.events import word_index
from pipeline.events.anchors import CANDIDATES, NEEDS, rule_key, set_key
from pipeline.events.matching import CueRule, anchors, is_needed
from pipeline.events.patterns import Element, Sequence, check, parse
from pipeline.events.screen import ANYTHING, HOLDERS, SIZE, particle_key
from pipeline.events.vocabulary import Vocabulary
from pipeline.events.word_index import beginning_key, end_key, form_key
from pipeline.language.lookup import packed

_KEYS = {"lemma": form_key, "exact": form_key, "head": end_key, "prefix": beginning_key}


def entries(sets: Mapping[str, Iterable[CueRule]], words: Vocabulary) -> dict[str, bytes]:
    """Compile sets of rules that read the same sentences.

    Args:
        sets: The rules by the name of their set.
        words: Of the language.

    Raises:
        ValueError: When a pattern is none or speaks of an unknown word class.
    """
    terms = _Terms(words)
    rules = _Rules(words, terms)
    for name, found in sets.items():
        rules.add(name, found)
    return rules.entries() | terms.entries() | word_index.entries(rules.by_word, terms.by_word)


class _Terms:
    """Numbers the terms."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._known: dict[tuple[Sequence, ...], int] = {}
        #: The terms by the keys of words.
        self.by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._holders: list[int] = []
        self._size = ANYTHING + 1
        self.particles = {particle: self._number() for particle in words.particles}

    def _number(self) -> int:
        self._size += 1
        return self._size - 1

    def of(self, runs: tuple[Sequence, ...]) -> int:
        """Return the number of some alternatives; each is known by its longest element."""
        if runs not in self._known:
            number = self._known[runs] = self._number()
            for run in runs:
                self._note(number, max(run, key=lambda e: len(e.value) if e.kind != "class" else 0))
        return self._known[runs]

    def _note(self, number: int, element: Element) -> None:
        if element.kind == "class":
            self._holders += (self.of(self._words.classes[element.value]), number)
            return
        forms = self._words.lexicon.inflected(element)
        if element.kind != "prefix":
            forms = frozenset(form.lower() for form in forms)
        for form in forms:
            self.by_word[_KEYS[element.kind](form)].append(number)

    def entries(self) -> dict[str, bytes]:
        """Return what is known of them beside their words."""
        particles = {particle_key(p): [number] for p, number in self.particles.items()}
        noted = {**particles, HOLDERS: self._holders, SIZE: [self._size]}
        return {key: packed(numbers) for key, numbers in noted.items()}


class _Rules:
    """Numbers the sets, their rules and their candidates."""

    def __init__(self, words: Vocabulary, terms: _Terms) -> None:
        self._words, self._terms = words, terms
        self._sets: list[str] = []
        self._rules: list[CueRule] = []
        #: The candidates by the keys of words.
        self.by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._candidates: list[tuple[int, int, int, bool]] = []
        self._needs: list[list[int]] = []

    def add(self, name: str, rules: Iterable[CueRule]) -> None:
        """Note a set of rules."""
        for rule in rules:
            self._add(rule)
            self._rules.append(rule)
        self._sets.append(name)

    def _add(self, rule: CueRule) -> None:
        pattern, of = parse(rule.pattern), self._terms.of
        check(pattern, self._words.classes)
        needed = {of(term.alternatives) for term in pattern.terms[1:] if is_needed(term)}
        # Rules are looked up by the forms of their anchors, so those are spelt out.
        for anchor, run in enumerate(anchors(pattern, self._words.classes)):
            beside = {of(((element,),)) for element in run[1:]}
            for particle, forms in self._known_by(run[0]):
                parted = {self._terms.particles[particle]} if particle else set()
                for form in forms:
                    self.by_word[_KEYS[run[0].kind](form)].append(len(self._candidates))
                numbers = len(self._sets), len(self._rules)
                self._candidates.append((*numbers, anchor, bool(particle)))
                self._needs.append(sorted(needed | beside | parted))

    def _known_by(self, element: Element) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the forms of an anchor, and those of a verb without its particle."""
        lexicon = self._words.lexicon
        if element.kind in {"exact", "prefix"}:
            yield "", [element.value.lower() if element.kind == "exact" else element.value]
            return
        yield "", lexicon.inflected(element)
        parts = lexicon.particle(element)
        if parts and parts[1] in self._terms.particles:
            yield parts[1], dict.fromkeys(self._words.forms.forms(parts[0]))

    def entries(self) -> dict[str, bytes]:
        """Return what is known of them beside their words."""
        noted: dict[str, Iterable[int]] = {
            CANDIDATES: map(int, chain.from_iterable(self._candidates)),
            NEEDS: chain.from_iterable(zip_longest(*self._needs, fillvalue=ANYTHING)),
            **{set_key(name): [number] for number, name in enumerate(self._sets)},
        }
        rules = {
            rule_key(number): json.dumps(astuple(rule), ensure_ascii=False).encode()
            for number, rule in enumerate(self._rules)
        }
        return rules | {key: packed(numbers) for key, numbers in noted.items()}
