"""Compiles the elements, word classes and terms of patterns, each once.

Word classes have thousands of members and stand in hundreds of patterns, so a class is no list of
alternatives of its terms but one matcher that they share, indexed by the words it may begin with.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.events.elements import Lexicon, Options, Step, Test
from pipeline.events.patterns import Element, Sequence, Term
from pipeline.events.reunion import Reunions
from pipeline.events.screen import Bits, Screen
from pipeline.language import Clip
from pipeline.language.forms import Forms


@dataclass(frozen=True, slots=True)
class Presence:
    """What a sentence may hold.

    Attributes:
        words: The terms that each of its words may be part of.
        terms: All of these together, with those of the verbs whose parts may stand apart.
        particles: The particles of such verbs.
    """

    words: tuple[Bits, ...]
    terms: Bits
    particles: frozenset[str]


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
        self._seen: tuple[Clip, Presence] | None = None
        self._tests: dict[Element, Test] = {}
        self._members: dict[str, Options] = {}
        self._options: dict[Term, Options] = {}
        self._bits: dict[Element, Bits] = {}

    def presence(self, clip: Clip) -> Presence:
        """Return what the words of a sentence may be part of."""
        if self._seen is None or self._seen[0] is not clip:
            reunited = tuple(self.reunions.in_sentence(clip))
            words = tuple(map(self.screen.of, clip.texts))
            verbs = (self.screen.of(verb) for _, verb in reunited)
            terms = functools.reduce(operator.or_, (*words, *verbs), 0)
            particles = frozenset(particle for particle, _ in reunited)
            self._seen = clip, Presence(words, terms, particles)
        return self._seen[1]

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

    def new_bit(self) -> Bits:
        """Return a bit of the screen; sentences must be looked at anew then."""
        self._seen = None
        return self.screen.bit()

    def bit_of(self, runs: Iterable[Sequence]) -> Bits:
        """Give some alternatives a bit in the screen; each is known by its longest element."""
        bit = self.new_bit()
        for run in runs:
            self._note(bit, max(run, key=lambda e: len(e.value) if e.kind != "class" else 0))
        return bit

    def _note(self, bit: Bits, element: Element) -> None:
        if element.kind == "class":
            self.screen.add_holder(bit, self.members(element.value).bit)
        elif element.kind == "prefix":
            self.screen.add_prefix(bit, element.value)
        elif element.kind == "head":
            self.screen.add_ends(bit, self.test(element).forms)
        else:
            self.screen.add_forms(bit, self.test(element).forms)

    @functools.cache  # noqa: B019  a vocabulary lives as long as the process
    def bits_of(self, run: Sequence) -> Bits:
        """Return the bits of all elements of a run."""
        for element in run:
            if element not in self._bits:
                self._bits[element] = self.bit_of([(element,)])
        return functools.reduce(operator.or_, (self._bits[element] for element in run), 0)
