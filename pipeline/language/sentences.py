"""Sentence boundaries by rule, for text as news sites deliver it.

A full stop ends a sentence unless it belongs to an abbreviation (which the tokeniser keeps in one
piece) or to an ordinal ("am 18. Januar"); quotation marks behind it belong to the sentence that
they close; a blank line always ends one, a single line break does unless the text is hard-wrapped.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from pipeline.language.marks import UNMARKED
from pipeline.language.numbering import Column, Indices, WordForms, Words, word_forms
from pipeline.language.tables import read_table
from pipeline.language.words import Clip, set_clips

if TYPE_CHECKING:
    from thinc.types import Ints2d

_TERMINAL = frozenset({".", "!", "?", "…", "...", "..", "?!", "!!", "!?", "??", "...."})
_CLOSING = frozenset({'"', "“", "”", "«", "»", "‹", "›", "'", "’", "‘", ")", "]"})
#: Longer sentences are cut: lists and broken markup, no prose. In words.
MAX_WORDS = 400
#: How spaCy writes that a token begins a sentence, or does not.
_START, _INSIDE = 1, -1
#: White space of two kinds, beside words (0) and words that may end a sentence (1).
_BLANK, _BREAK = 2, 3


def is_hard_wrapped(text: str) -> bool:
    """Whether single line breaks in a text are layout: many lines of nearly one length."""
    lengths = [len(line) for line in text.splitlines() if line.strip()]
    if len(lengths) < 4:
        return False
    ends = sum(line.rstrip()[-1:] in '.!?"“»' for line in text.splitlines() if line.strip())
    middle = statistics.median(lengths)
    return 50 <= middle <= 100 and max(lengths) <= 1.3 * middle and ends < 0.6 * len(lengths)


class _Numbers(dict[int, int]):
    """The numbers of word forms by the hashes that spaCy has for them."""

    def __init__(self, forms: WordForms) -> None:
        super().__init__()
        self.forms = forms
        #: What spaCy knows while the document is read that is to be numbered.
        self.strings: StringStore = StringStore()

    def __missing__(self, key: int) -> int:
        """Take a form out of the vocabulary of spaCy."""
        found = self[key] = self.forms[self.strings[key]]
        return found

    def renewed(self, forms: WordForms) -> _Numbers:
        """Return the numbers that forms have which go on from these, or of none when they do not.

        Nothing that spaCy may have forgotten is asked of it.
        """
        numbers = _Numbers(forms)
        if forms.former is self.forms.name:
            texts = self.forms.texts
            found = ((key, forms.get(texts[number])) for key, number in self.items())
            numbers.update((key, number) for key, number in found if number is not None)
        return numbers


class _Text:
    """The tokens of a document that are no white space, column by column.

    Attributes:
        document: The whole text.
        texts: The words as written.
        starts: Offset of the first character of each.
        tokens: Index of each in the spaCy ``Doc``.
        numbers: Number of each as a word form.
        possible: Indices of words that may end a sentence, in order.
    """

    def __init__(self, doc: Doc, numbers: _Numbers) -> None:
        columns = doc.to_array(["ORTH", "SPACY"])
        given = np.array([numbers[orth] for orth in columns[:, 0].tolist()], dtype=np.intp)
        forms = numbers.forms.texts
        texts = [forms[number] for number in given.tolist()]
        spaced = columns[:, 1].astype(np.intp)
        #: ``doc.text`` would build an object for each token.
        self.document = "".join(
            [f"{t} " if space else t for t, space in zip(texts, spaced.tolist(), strict=True)]
        )
        ends = np.cumsum(_LENGTH.answers(numbers.forms, given) + spaced)
        starts = np.concatenate([[0], ends[:-1]])
        kinds = _KIND.answers(numbers.forms, given)
        self.tokens = np.flatnonzero(kinds < _BLANK)
        if len(self.tokens) < len(texts):
            broken = np.append(kinds[1:] == _BREAK, False)
            kinds = (kinds | broken)[self.tokens]
            given, starts = given[self.tokens], starts[self.tokens]
            texts = [texts[token] for token in self.tokens.tolist()]
        self.texts: list[str] = texts
        self.starts: list[int] = starts.tolist()
        self.numbers: Indices = given
        self.possible: list[int] = np.flatnonzero(kinds).tolist()

    def gap(self, i: int) -> str:
        """Return the white space behind a word that is not the last."""
        return self.document[self.starts[i] + len(self.texts[i]) : self.starts[i + 1]]


class SentenceSplitter:
    """The spaCy component ``lagebild_sentences``: sets ``Clip`` tuples and ``is_sent_start``."""

    def __init__(self, language: str) -> None:
        rows = read_table(f"{language}/sentence_starters.tsv", ("word",))
        self._starters = frozenset(row["word"] for row in rows)
        self._numbers = _Numbers(word_forms())

    def __call__(self, doc: Doc) -> Doc:
        """Split a document into sentences."""
        if self._numbers.forms is not (forms := word_forms()):
            self._numbers = self._numbers.renewed(forms)
        self._numbers.strings = doc.vocab.strings
        text = _Text(doc, self._numbers)
        bounds = [0, *(last + 1 for last in self._last_words(text))]
        words = Words.cut(self._numbers.forms, text.numbers, bounds)
        words.forms.count(words.numbers)
        clips = []
        for index, (first, behind) in enumerate(pairwise(bounds)):
            texts, offsets = text.texts[first:behind], text.starts[first:behind]
            begin, end = offsets[0], offsets[-1] + len(texts[-1])
            cut = text.document[begin:end]
            clips.append(Clip(index, cut, begin, end, tuple(texts), tuple(offsets), words))
        set_clips(doc, tuple(clips))
        if not doc.user_data.get(UNMARKED):
            _set_starts(doc, text.tokens[bounds[:-1]])
        return doc

    def _last_words(self, words: _Text) -> Iterator[int]:
        """Yield the last word of each sentence."""
        wrapped = is_hard_wrapped(words.document)
        final = len(words.texts) - 1
        first = 0
        for i in words.possible:
            if i < final and self._ends(words, i, wrapped):
                yield from range(first + MAX_WORDS - 1, i, MAX_WORDS)
                yield i
                first = i + 1
        yield from range(first + MAX_WORDS - 1, final, MAX_WORDS)
        if final >= 0:
            yield final

    def _ends(self, words: _Text, i: int, wrapped: bool) -> bool:
        """Whether a sentence ends behind word ``i``."""
        gap, following = words.gap(i), words.texts[i + 1]
        breaks = gap.count("\n")
        if breaks > 1 or (breaks == 1 and not wrapped):
            return True
        if following in _CLOSING and not gap:
            return False
        if following[:1].islower() or following in {",", ";", ":", "–", "-", ")"}:
            return False
        last = i
        while last > 0 and words.texts[last] in _CLOSING and not words.gap(last - 1):
            last -= 1
        if words.texts[last] in _TERMINAL:
            return bool(gap) or last < i or following[:1].isupper()
        return self._ordinal_ends(words.texts[last], following)

    def _ordinal_ends(self, word: str, following: str) -> bool:
        """Whether the stop of "2022." or "18." ends the sentence instead of marking an ordinal."""
        digits = _ordinal(word)
        return bool(digits) and (len(digits) >= 3 or following in self._starters)


def _set_starts(doc: Doc, firsts: Indices) -> None:
    """Tell spaCy where sentences begin: the indices of their first tokens."""
    starts = np.full(len(doc), _INSIDE, dtype=np.int64)
    starts[:1] = _START
    starts[firsts] = _START
    # One call for all: setting it token by token looks at the whole document each time.
    doc.from_array(["SENT_START"], cast("Ints2d", starts.astype(np.uint64).reshape(-1, 1)))


def _ordinal(word: str) -> str:
    """Return the digits of "18.", nothing for other words."""
    digits = word[:-1]
    return digits if word.endswith(".") and digits.replace(".", "").isdigit() else ""


def _kind(text: str) -> int:
    """Return what a token is: a word, a word that may end a sentence, white space, a line break."""
    if text.isspace():
        return _BREAK if "\n" in text else _BLANK
    # Where a line ends, any word may be the last.
    return int(text in _TERMINAL or text in _CLOSING or bool(_ordinal(text)))


_KIND, _LENGTH = Column(_kind), Column(len)


@Language.factory("lagebild_sentences", default_config={"language": "de"})
def make_sentences(nlp: Language, name: str, language: str) -> SentenceSplitter:
    """Build the component for a language."""
    return SentenceSplitter(language)
