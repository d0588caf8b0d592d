"""Words as numbers: what a room asks of a word form is asked once and looked up in columns.

Most words of a newspaper concern no room. Each form has a number, each question a column of answers
by that number, and one look-up finds all words of a document that a room has to look at. A process
reads with one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

#: How many forms are remembered; with more, at the next document, all but those are forgotten that
#: came in so many documents since the last time, half of all at most.
_REMEMBERED = 40_000
_AGAIN = 2
#: How many sentences are looked at together.
BLOCK = 64
Indices: TypeAlias = NDArray[np.intp]
#: Sentences with the words in them that a question is answered for, and the answers.
Marked: TypeAlias = dict[int, dict[int, int]]


class WordForms(dict[str, int]):
    """The word forms met so far, numbered in the order in which they came.

    Attributes:
        texts: The forms by number.
        former: The forms that these go on from, by their ``name``.
        kept: The numbers there of the forms that were kept, in order; they are the first here.
        name: Of these forms; no other have the same.
    """

    def __init__(self, texts: Iterable[str] = (), former: object = None) -> None:
        super().__init__()
        self.texts: list[str] = list(texts)
        self.update(zip(self.texts, range(len(self.texts)), strict=True))
        self.former = former
        self.kept: Indices = np.zeros(0, dtype=np.intp)
        self.name = object()
        self._documents = np.zeros(_REMEMBERED, dtype=np.int32)

    def __missing__(self, text: str) -> int:
        """Number a new form."""
        number = self[text] = len(self.texts)
        self.texts.append(text)
        return number

    def count(self, numbers: Indices) -> None:
        """Count a document with some words, for the choice of what is kept."""
        size = len(self.texts)
        if size > len(self._documents):
            self._documents = np.append(self._documents, np.zeros(size, dtype=np.int32))
        self._documents[numbers] += 1  # once, however often a number is among them

    def renewed(self) -> WordForms:
        """Return forms that begin with those of these that came again and again."""
        counts = self._documents[: len(self.texts)]
        again = _AGAIN
        while np.count_nonzero(counts >= again) > _REMEMBERED // 2:
            again += 1
        kept = np.flatnonzero(counts >= again)
        forms = WordForms([self.texts[number] for number in kept.tolist()], self.name)
        forms.kept = kept
        return forms


_forms = WordForms()


def word_forms() -> WordForms:
    """Return the forms to number a document with; those of one document are never mixed."""
    global _forms  # noqa: PLW0603  the one table of the process, so that rooms share its numbers
    if len(_forms) > _REMEMBERED:
        _forms = _forms.renewed()
    return _forms


def forget() -> None:
    """Number anew from the next document on: what a question failed at must not fail all others."""
    global _forms  # noqa: PLW0603  as above
    _forms = WordForms()


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of some sentences.

    Attributes:
        forms: What they are numbered by.
        numbers: Of the words, in order.
        bounds: Index of the first word of each sentence, and of the end.
        sentences: Index of the sentence of each word.
    """

    forms: WordForms
    numbers: Indices
    bounds: Indices
    sentences: Indices
    _blocks: dict[int, Words] = field(default_factory=dict)

    @classmethod
    def cut(cls, forms: WordForms, numbers: Indices, bounds: Sequence[int]) -> Words:
        """Put words and the bounds of their sentences together."""
        edges = np.array(bounds, dtype=np.intp)
        sentences = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
        return cls(forms, numbers, edges, sentences)

    @classmethod
    def of(cls, sentences: Iterable[Sequence[str]]) -> Words:
        """Number sentences."""
        forms, bounds, numbers = word_forms(), [0], list[int]()
        for texts in sentences:
            numbers += [forms[text] for text in texts]
            bounds.append(len(numbers))
        return cls.cut(forms, np.array(numbers, dtype=np.intp), bounds)

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def block(self, number: int) -> Words:
        """Return one of the blocks of ``BLOCK`` sentences."""
        if len(self) <= BLOCK:
            return self
        if number not in self._blocks:
            bounds = self.bounds[number * BLOCK : (number + 1) * BLOCK + 1]
            first, last = int(bounds[0]), int(bounds[-1])
            numbers, edges = self.numbers[first:last], (bounds - first).tolist()
            self._blocks[number] = Words.cut(self.forms, numbers, edges)
        return self._blocks[number]

    def text(self, sentence: int, index: int) -> str:
        """Return a word of a sentence."""
        return self.forms.texts[int(self.numbers[self.bounds[sentence] + index])]


class _Growing:
    """Small numbers in a row that is longer than it need be, so that adding to it costs little."""

    def __init__(self, first: Indices | None = None) -> None:
        self._row = np.zeros(1024, dtype=np.int32) if first is None else first.astype(np.int32)
        self._size = 0 if first is None else len(first)

    def __len__(self) -> int:
        return self._size

    def extend(self, values: Sequence[int]) -> None:
        """Add numbers at the end."""
        size = self._size + len(values)
        if size > len(self._row):
            self._row = np.concatenate([self._row, np.zeros(size, dtype=np.int32)])
        self._row[self._size : size] = values
        self._size = size

    def at(self, indices: Indices) -> Indices:
        """Return the numbers at some indices."""
        return self._row[indices].astype(np.intp)

    def kept(self, indices: Indices) -> _Growing:
        """Return the numbers at some indices, in order, of which the last may be missing here."""
        return _Growing(self.at(indices[: np.searchsorted(indices, self._size)]))


class Column:
    """The answers to one question about a word form, an integer each, asked once a form."""

    def __init__(self, ask: Callable[[str], int]) -> None:
        self._ask = ask
        self._name: object = None
        self._answers = _Growing()
        self._seen: tuple[Words | None, Marked] = (None, {})

    def of(self, words: Words) -> Indices:
        """Return the answers for all words."""
        return self.answers(words.forms, words.numbers)

    def answers(self, forms: WordForms, numbers: Indices) -> Indices:
        """Return the answers for the forms with some numbers."""
        if forms.name is not self._name:
            went_on = self._name is not None and forms.former is self._name
            self._answers = self._answers.kept(forms.kept) if went_on else _Growing()
            self._name = forms.name
        if len(self._answers) < len(forms.texts):
            self._answers.extend([self._ask(text) for text in forms.texts[len(self._answers) :]])
        return self._answers.at(numbers)

    def by_sentence(self, words: Words) -> Marked:
        """Return the words whose answer is not 0 by the sentence that they stand in."""
        if self._seen[0] is not words:
            self._seen = words, self._by_sentence(words)
        return self._seen[1]

    def _by_sentence(self, words: Words) -> Marked:
        answers = self.of(words)
        at = np.flatnonzero(answers)
        sentences = words.sentences[at]
        places = (at - words.bounds[sentences]).tolist()
        found: Marked = {}
        for s, place, answer in zip(sentences.tolist(), places, answers[at].tolist(), strict=True):
            found.setdefault(s, {})[place] = answer
        return found


class Lists:
    """The answers to a question that has any number of them, asked once a form."""

    def __init__(self, ask: Callable[[str], Iterable[int]]) -> None:
        self._ask = ask
        self._name: object = None
        self._row, self._begins, self._counts = _Growing(), _Growing(), _Growing()

    def of(self, words: Words) -> tuple[Indices, Indices]:
        """Return the answers for all words in a row, and for each the index of its word."""
        forms = words.forms
        if forms.name is not self._name:
            went_on = self._name is not None and forms.former is self._name
            self._keep(forms.kept if went_on else forms.kept[:0])
            self._name = forms.name
        if len(self._counts) < len(forms.texts):
            self._learn(forms.texts[len(self._counts) :])
        return self._answers(words.numbers)

    def _answers(self, numbers: Indices) -> tuple[Indices, Indices]:
        counts = self._counts.at(numbers)
        holders = np.flatnonzero(counts)
        counts = counts[holders]
        ends = np.cumsum(counts)
        shifts = self._begins.at(numbers[holders]) - ends + counts
        where = np.repeat(shifts, counts) + np.arange(ends[-1] if len(ends) else 0)
        return self._row.at(where), np.repeat(holders, counts)

    def _keep(self, numbers: Indices) -> None:
        """Forget the answers for all forms but some."""
        counts = self._counts.kept(numbers)
        known = numbers[: len(counts)]
        row, _ = self._answers(known)
        held = counts.at(np.arange(len(counts)))
        self._row, self._counts = _Growing(row), counts
        self._begins = _Growing(np.cumsum(held) - held)

    def _learn(self, texts: Sequence[str]) -> None:
        found = [tuple(self._ask(text)) for text in texts]
        counts = [len(answers) for answers in found]
        begins = accumulate(counts[:-1], initial=len(self._row))
        self._begins.extend(list(begins))
        self._counts.extend(counts)
        self._row.extend(list(chain.from_iterable(found)))
