"""Sentence boundaries by rule, for text as news sites deliver it.

A full stop ends a sentence unless it belongs to an abbreviation (which the tokeniser keeps in one
piece) or to an ordinal ("am 18. Januar"); quotation marks behind it belong to the sentence that
they close; a blank line always ends one, a single line break does unless the text is hard-wrapped.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

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
#: How many different words are remembered; news repeats them.
_REMEMBERED = 100_000


def is_hard_wrapped(text: str) -> bool:
    """Whether single line breaks in a text are layout: many lines of nearly one length."""
    lengths = [len(line) for line in text.splitlines() if line.strip()]
    if len(lengths) < 4:
        return False
    ends = sum(line.rstrip()[-1:] in '.!?"“»' for line in text.splitlines() if line.strip())
    middle = statistics.median(lengths)
    return 50 <= middle <= 100 and max(lengths) <= 1.3 * middle and ends < 0.6 * len(lengths)


class _Forms(dict[int, str]):
    """The strings of a spaCy vocabulary by their hash, each taken out once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        """Take out a string."""
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[key] = self._strings[key]
        return found


class _Words:
    """The tokens of a document that are no white space, column by column.

    Attributes:
        document: The whole text.
        texts: The words as written.
        starts: Offset of the first character of each.
        tokens: Index of each in the spaCy ``Doc``.
        broken: Indices of words with a line break behind.
    """

    def __init__(self, doc: Doc, forms: _Forms) -> None:
        columns = doc.to_array(["ORTH", "SPACY"])
        texts = [forms[orth] for orth in columns[:, 0].tolist()]
        spaced = [
            f"{text} " if space else text
            for text, space in zip(texts, columns[:, 1].tolist(), strict=True)
        ]
        starts = list(accumulate(map(len, spaced), initial=0))
        #: ``doc.text`` would build an object for each token.
        self.document = "".join(spaced)
        self.tokens = [i for i, text in enumerate(texts) if not text.isspace()]
        self.texts = [texts[i] for i in self.tokens]
        self.starts = [starts[i] for i in self.tokens]
        breaks = {i for i, text in enumerate(texts) if "\n" in text}
        self.broken = [k for k, i in enumerate(self.tokens) if i + 1 in breaks]

    def gap(self, i: int) -> str:
        """Return the white space behind a word that is not the last."""
        return self.document[self.starts[i] + len(self.texts[i]) : self.starts[i + 1]]


class SentenceSplitter:
    """The spaCy component ``lagebild_sentences``: sets ``Clip`` tuples and ``is_sent_start``."""

    def __init__(self, language: str, strings: StringStore) -> None:
        rows = read_table(f"{language}/sentence_starters.tsv", ("word",))
        self._starters = frozenset(row["word"] for row in rows)
        self._forms = _Forms(strings)

    def __call__(self, doc: Doc) -> Doc:
        """Split a document into sentences."""
        words = _Words(doc, self._forms)
        starts = np.full(len(doc), _INSIDE, dtype=np.int64)
        starts[:1] = _START
        clips = []
        first = 0
        for index, last in enumerate(self._last_words(words)):
            begin, end = words.starts[first], words.starts[last] + len(words.texts[last])
            texts, offsets = words.texts[first : last + 1], words.starts[first : last + 1]
            text = words.document[begin:end]
            clips.append(Clip(index, text, begin, end, tuple(texts), tuple(offsets)))
            starts[words.tokens[first]] = _START
            first = last + 1
        # One call for all: setting it token by token looks at the whole document each time.
        doc.from_array(["SENT_START"], cast("Ints2d", starts.astype(np.uint64).reshape(-1, 1)))
        set_clips(doc, tuple(clips))
        return doc

    def _last_words(self, words: _Words) -> Iterator[int]:
        """Yield the last word of each sentence."""
        wrapped = is_hard_wrapped(words.document)
        final = len(words.texts) - 1
        possible = {i for i, text in enumerate(words.texts) if _may_end(text)}
        first = 0
        for i in sorted(possible.union(words.broken)):
            if i < final and self._ends(words, i, wrapped):
                yield from range(first + MAX_WORDS - 1, i, MAX_WORDS)
                yield i
                first = i + 1
        yield from range(first + MAX_WORDS - 1, final, MAX_WORDS)
        if final >= 0:
            yield final

    def _ends(self, words: _Words, i: int, wrapped: bool) -> bool:
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


def _ordinal(word: str) -> str:
    """Return the digits of "18.", nothing for other words."""
    digits = word[:-1]
    return digits if word.endswith(".") and digits.replace(".", "").isdigit() else ""


@lru_cache(maxsize=_REMEMBERED)
def _may_end(word: str) -> bool:
    """Whether a word may be the last of a sentence where no line ends."""
    return word in _TERMINAL or word in _CLOSING or bool(_ordinal(word))


@Language.factory("lagebild_sentences", default_config={"language": "de"})
def make_sentences(nlp: Language, name: str, language: str) -> SentenceSplitter:
    """Build the component for a language."""
    return SentenceSplitter(language, nlp.vocab.strings)
