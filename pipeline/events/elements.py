"""Which words satisfy the elements of a pattern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from pipeline.events.lexicon import Lexicon
from pipeline.events.patterns import Element, Sequence
from pipeline.language import Clip

if TYPE_CHECKING:
    from pipeline.events.naming import Told
    from pipeline.events.vocabulary import Vocabulary

#: How many words are remembered for each set of alternatives; news repeats them.
_REMEMBERED = 500
#: How many letters of an end are looked at first.
_TAIL = 3


@dataclass(frozen=True, slots=True)
class Field:
    """The words of one clause, and what was separated and is reunited.

    Attributes:
        clip: The sentence.
        indices: Of the words, in order.
        verbs: Indices of the verb forms among them.
        joined: Index of a verb to the separable verb that it is part of and its particle's index.
        around: Returns the words of the clauses that this one hangs on or that hang on it.
        told: Called for the sentences before, of whose parties the clause may go on to tell.
    """

    clip: Clip
    indices: tuple[int, ...]
    verbs: frozenset[int]
    joined: Mapping[int, tuple[str, int]]
    around: Callable[[], tuple[int, ...]] = tuple
    told: Callable[[], Told] | None = None

    def surroundings(self) -> Field:
        """Return the words around the clause as a field of their own."""
        return Field(self.clip, self.around(), frozenset(), {})

    def consumed(self, start: int, end: int) -> tuple[int, ...]:
        """Return the words at some places, each verb followed by its particle."""
        words = self.indices[start:end]
        if not self.joined:
            return words
        return tuple(
            p for i in words for p in (i, *(self.joined[i][1:] if i in self.joined else ()))
        )


class Step(Protocol):
    """A part of a pattern that words standing next to each other may satisfy."""

    def ends(self, field: Field, start: int) -> Iterator[int]:
        """Yield where its words may end, exclusive, if they begin at a place.

        Both count the entries of ``field.indices``.
        """


class Test:
    """Whether a word satisfies an element that is no class."""

    __slots__ = ("_ends", "_is_verb", "_lexicon", "_lower", "forms", "kind", "value")

    def __init__(self, element: Element, lexicon: Lexicon) -> None:
        self.kind, self.value = element.kind, element.value
        self.forms = lexicon.inflected(element)
        self._lexicon = lexicon
        self._ends = tuple(self.forms) if element.kind == "head" else ()
        self._lower = element.value.lower()
        self._is_verb = element.kind == "lemma" and lexicon.is_verb_only(element.value)

    def ends(self, field: Field, start: int) -> Iterator[int]:
        """Yield the place behind the word, if it satisfies the element."""
        if self._accepts(field, field.indices[start]):
            yield start + 1

    def _accepts(self, field: Field, i: int) -> bool:
        if self.kind == "lemma" and i in field.joined:
            return field.joined[i][0] == self.value
        text = field.clip.texts[i]
        if not self.accepts(text, opens=i == 0):
            return False
        # "die verdächtigen Personen" has no verb.
        attribute = self._is_verb and i not in field.verbs
        return not (attribute and self._lexicon.is_verb_only(text.lower() if i == 0 else text))

    @property
    def asks_for_verb(self) -> bool:
        """Whether it matters to it if a word is a verb of its clause."""
        return self._is_verb

    def accepts(self, text: str, *, opens: bool) -> bool:
        """Whether a word satisfies the element by its form; ``opens`` if it is a sentence's first.

        It may still be part of a verb that is told apart, or no verb where one is asked for.
        """
        if self.kind == "lemma":
            return text in self.forms or (opens and text.lower() in self.forms)
        if self.kind == "head":
            return self._lexicon.compound(text, self._ends)
        if self.kind == "prefix":
            return text.startswith(self.value) and len(text) > len(self.value)
        # "Kämpfe" with a capital is the noun only.
        return text.lower() == self._lower and (self.value.islower() or not text.islower())


class Options:
    """Alternatives, indexed by the word that they may begin with.

    A word class has thousands, few of which a process ever meets: each is compiled when it does.
    """

    def __init__(self, runs: tuple[Sequence, ...], vocabulary: Vocabulary) -> None:
        self._runs, self._vocabulary = runs, vocabulary
        self._steps: dict[int, tuple[Step, ...]] = {}
        self._forms: dict[str, list[int]] = defaultdict(list)
        self._classes: list[int] = []
        self._inner: list[Callable[[str], bool]] = []
        self._others: list[int] = []
        ends: set[str] = set()
        prefixes: list[str] = []
        for number, (first, *_) in enumerate(runs):
            if first.kind == "class":
                self._classes.append(number)
                self._inner.append(vocabulary.begins(first.value))
                continue
            forms = vocabulary.lexicon.inflected(first)
            if first.kind in {"lemma", "exact"}:
                for form in {form.lower() for form in forms}:
                    self._forms[form].append(number)
                continue
            self._others.append(number)
            if first.kind == "head":
                ends.update(forms)
            else:
                prefixes.append(first.value)
        self._ends, self._prefixes = frozenset(ends), tuple(prefixes)
        self._lengths = sorted({len(end) for end in ends})
        self._tail = min([_TAIL, *self._lengths])
        #: The last letters of the ends, by which most words are told from those with one.
        self._tails = frozenset(end[-self._tail :] for end in ends)
        self._known: dict[str, bool] = {}

    @cached_property
    def are_parted(self) -> bool:
        """Whether an alternative may begin with a verb whose parts stand apart."""
        words = self._vocabulary
        if any(words.members(self._runs[n][0].value).are_parted for n in self._classes):
            return True
        verbs = (first for first, *_ in self._runs if first.value[:1].islower())
        return any(words.lexicon.particle(first) is not None for first in verbs)

    def may_begin(self, text: str) -> bool:
        """Whether an alternative may begin at a word that is no part of a reunited verb."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[text] = self._may_begin(text)
        return known

    def _may_begin(self, text: str) -> bool:
        lower = text.lower()
        if lower in self._forms or text.startswith(self._prefixes):
            return True
        if text[:1].isupper() and self._has_end(lower):
            return True
        for begins in self._inner:  # noqa: SIM110  quicker, and asked very often
            if begins(text):
                return True
        return False

    def _has_end(self, lower: str) -> bool:
        # A class has so many heads that ``str.endswith`` takes longer.
        return lower[-self._tail :] in self._tails and any(
            lower[-length:] in self._ends for length in self._lengths
        )

    def ends(self, field: Field, start: int) -> Iterator[int]:
        """Yield where an alternative may end that begins at a place, the written order first."""
        for number in self._beginning(field, field.indices[start]):
            steps = self._steps.get(number)
            if steps is None:
                steps = self._steps[number] = self._vocabulary.steps(self._runs[number])
            if len(steps) == 1:
                yield from steps[0].ends(field, start)
            else:
                yield from run_ends(steps, field, start)

    def _beginning(self, field: Field, i: int) -> Iterator[int]:
        word = field.clip.words[i]
        yield from self._forms.get(field.joined[i][0] if i in field.joined else word.lower, ())
        yield from self._classes
        if word.text.startswith(self._prefixes) or (
            word.text[:1].isupper() and self._has_end(word.lower)
        ):
            yield from self._others


def run_ends(steps: tuple[Step, ...], field: Field, start: int) -> Iterator[int]:
    """Yield where steps next to each other may end that begin at a place of a field."""
    if not steps:
        yield start
    elif start < len(field.indices):
        for end in steps[0].ends(field, start):
            yield from run_ends(steps[1:], field, end)
