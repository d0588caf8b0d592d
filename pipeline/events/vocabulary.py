"""Compiles the elements, word classes and terms of patterns, each once.

Word classes have thousands of members and stand in hundreds of patterns, so a class is no list of
alternatives of its terms but one matcher that they share, indexed by the words it may begin with.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping

from pipeline.events.elements import Options, Step, Test
from pipeline.events.lexicon import Lexicon
from pipeline.events.patterns import Element, Sequence, Term
from pipeline.events.reunion import Reunions
from pipeline.language.forms import Forms

#: How many words are remembered for each word class; news repeats them.
_REMEMBERED = 2_000


class Vocabulary:
    """Compiles elements, word classes and terms, each once, when they are first asked for.

    Args:
        classes: Returns the word classes, as ``patterns.word_classes`` does.
        forms: Inflection.
        excluded: Compounds that no head element matches.
        particles: First parts of separable verbs; True where one may stand before the clause's end.
        limits: What may not stand right before the head of a compound.
    """

    def __init__(
        self,
        classes: Callable[[], Mapping[str, tuple[Sequence, ...]]],
        forms: Forms,
        excluded: Iterable[str] = (),
        particles: Mapping[str, bool] | None = None,
        limits: Iterable[str] = (),
    ) -> None:
        self.forms, self._load_classes = forms, classes
        self.lexicon = Lexicon(forms, excluded, limits)
        self.particles = particles or {}
        self.reunions = Reunions(forms, self.particles)
        self._tests: dict[Element, Test] = {}
        self._members: dict[str, Options] = {}
        self._begins: dict[str, Callable[[str], bool]] = {}
        self._options: dict[Term, Options] = {}

    def unrestricted(self) -> Vocabulary:
        """Return one that knows no word classes and excludes no compound; it shares the verbs."""
        words = Vocabulary(dict, self.forms, particles=self.particles)
        words.reunions = self.reunions
        return words

    @functools.cached_property
    def classes(self) -> Mapping[str, tuple[Sequence, ...]]:
        """The word classes; read when they are first asked for."""
        return self._load_classes()

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

    def begins(self, name: str) -> Callable[[str], bool]:
        """Return what tells whether a member of a word class may begin at a word."""
        if name not in self._begins:
            remembered = functools.lru_cache(maxsize=_REMEMBERED)
            self._begins[name] = remembered(self.members(name).may_begin)
        return self._begins[name]

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
