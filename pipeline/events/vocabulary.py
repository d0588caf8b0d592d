"""Compiles the elements, word classes and terms of patterns, each once.

Word classes have thousands of members and stand in hundreds of patterns, so a class is no list of
alternatives of its terms but one matcher that they share, indexed by the words it may begin with.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from pipeline.events.elements import Lexicon, Options, Step, Test
from pipeline.events.patterns import Element, Sequence, Term
from pipeline.events.reunion import Reunions
from pipeline.events.screen import Screen
from pipeline.language.forms import Forms
from pipeline.language.numbering import Words


class Vocabulary:
    """Compiles elements, word classes and terms, each once.

    Coders that read the same sentences share one, which then looks at each sentence once.

    Args:
        classes: Word classes, as ``patterns.word_classes`` returns them.
        forms: Inflection.
        excluded: Compounds that no head element matches.
        particles: First parts of separable verbs; True where one may stand before the clause's end.
        limits: What may not stand right before the head of a compound.
    """

    def __init__(
        self,
        classes: Mapping[str, tuple[Sequence, ...]],
        forms: Forms,
        excluded: Iterable[str] = (),
        particles: Mapping[str, bool] | None = None,
        limits: Iterable[str] = (),
    ) -> None:
        self.forms, self.classes = forms, classes
        self.lexicon = Lexicon(forms, excluded, limits)
        self.reunions = Reunions(forms, particles or {})
        self.screen = Screen()
        self._seen: tuple[Words, NDArray[np.bool_]] | None = None
        self._tests: dict[Element, Test] = {}
        self._members: dict[str, Options] = {}
        self._options: dict[Term, Options] = {}
        self._terms: dict[Element, int] = {}
        #: The terms that say that a verb and this particle may belong together in the sentence.
        self.reunited = {particle: self.new_term() for particle in particles or {}}

    def presence(self, words: Words) -> NDArray[np.bool_]:
        """Return which terms (columns) each of some sentences (rows) may have."""
        if self._seen is None or self._seen[0] is not words:
            self._seen = words, self.screen.presence(words, self._verbs(words))
        return self._seen[1]

    def _verbs(self, words: Words) -> Iterator[tuple[int, list[int]]]:
        """Yield the terms of the verbs whose parts may stand apart in a sentence."""
        for sentence, particle, verb in self.reunions.in_words(words):
            yield sentence, [self.reunited[particle], *self.screen.of_verb(verb)]

    def test(self, element: Element) -> Test:
        """Compile an element that is no class."""
        if element not in self._tests:
            self._tests[element] = Test(element, self.lexicon)
        return self._tests[element]

    def members(self, name: str) -> Options:
        """Compile a word class."""
        if name not in self._members:
            self._members[name] = Options(self.classes[name], self)
        return self._members[name]

    def steps(self, run: Sequence) -> tuple[Step, ...]:
        """Compile elements that stand next to each other."""
        return tuple(
            self.members(element.value) if element.kind == "class" else self.test(element)
            for element in run
        )

    def options(self, term: Term) -> Options:
        """Compile the alternatives of a term."""
        if term not in self._options:
            self._options[term] = Options(term.alternatives, self)
        return self._options[term]

    def new_term(self) -> int:
        """Return a new term of the screen; sentences must be looked at anew then."""
        self._seen = None
        return self.screen.term()

    def term_of(self, runs: Iterable[Sequence]) -> int:
        """Make a term of the screen of alternatives; each is known by its longest element."""
        term = self.new_term()
        for run in runs:
            self._note(term, max(run, key=lambda e: len(e.value) if e.kind != "class" else 0))
        return term

    def _note(self, term: int, element: Element) -> None:
        if element.kind == "class":
            self.screen.add_holder(term, self.members(element.value).term)
        elif element.kind == "prefix":
            self.screen.add_prefix(term, element.value)
        elif element.kind == "head":
            self.screen.add_ends(term, self.test(element).forms)
        else:
            self.screen.add_forms(term, self.test(element).forms)

    @functools.cache  # noqa: B019  a vocabulary lives as long as the process
    def terms_of(self, run: Sequence) -> frozenset[int]:
        """Return a term for each element of a run."""
        for element in run:
            if element not in self._terms:
                self._terms[element] = self.term_of([(element,)])
        return frozenset(self._terms[element] for element in run)
