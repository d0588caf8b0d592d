"""Sentences as plain tuples of words: what every analysis room reads.

spaCy builds a Python object for each token each time it is asked for one. The rooms ask often, so
the tokens of a document are taken out once, column by column, and kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from operator import add
from types import MappingProxyType
from typing import NamedTuple, cast

from spacy.tokens import Doc

from pipeline.language.numbering import Column, Words

_KEY = "lagebild.clips"
_NOTHING: Mapping[int, int] = MappingProxyType({})


class Word(NamedTuple):
    """A token that is not white space.

    Attributes:
        text: As written.
        lower: In lower case.
        start: Offset of the first character in the document.
        end: Offset behind the last character.
    """

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_title(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether the word begins with a letter or a digit, so is no punctuation."""
        return self.text[:1].isalnum()


@dataclass(frozen=True)
class Clip:
    """A sentence before anything was found in it.

    ``text == document[start:end]``; the words are in order and lie within those offsets. Most
    sentences concern no room, so their words are columns, and ``Word`` objects are made of them
    only where a room asks.

    Attributes:
        texts: The words as written.
        starts: Offset of the first character of each in the document.
        document: All words of the document; None for a sentence on its own.
    """

    index: int
    text: str
    start: int
    end: int
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    document: Words | None = field(default=None, repr=False, compare=False)

    @cached_property
    def numbered(self) -> tuple[Words, int]:
        """The words as numbers: those of the document, and which of its sentences this is."""
        return (Words.of([self.texts]), 0) if self.document is None else (self.document, self.index)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words with their offsets."""
        ends = map(add, self.starts, map(len, self.texts))
        columns = zip(self.texts, map(str.lower, self.texts), self.starts, ends, strict=True)
        # As ``Word(...)`` would make them, without a call in Python for each.
        return tuple(map(tuple.__new__, repeat(Word), columns))

    def marked(self, column: Column) -> Mapping[int, int]:
        """Return the words for which a question is answered with anything but 0, and the answer."""
        words, index = self.numbered
        return column.by_sentence(words).get(index, _NOTHING)

    def stretch(self, first: int, last: int) -> str:
        """Return the text from one word to another, last inclusive."""
        return self.slice(self.starts[first], self.starts[last] + len(self.texts[last]))

    def slice(self, start: int, end: int) -> str:
        """Return the text between two document offsets that lie within the sentence."""
        return self.text[start - self.start : end - self.start]


def words_of(doc: Doc) -> Words:
    """Return the words of a document as numbers.

    Raises:
        ValueError: As ``clips_of``.
    """
    clips = clips_of(doc)
    document = clips[0].document if clips else None
    return document or Words.of(clip.texts for clip in clips)


def set_clips(doc: Doc, clips: tuple[Clip, ...]) -> None:
    """Keep the sentences of a document for the rooms that follow."""
    doc.user_data[_KEY] = clips


def clips_of(doc: Doc) -> tuple[Clip, ...]:
    """Return the sentences of a document.

    Raises:
        ValueError: When ``lagebild_sentences`` has not run on the document.
    """
    try:
        return cast("tuple[Clip, ...]", doc.user_data[_KEY])
    except KeyError:
        raise ValueError(
            "the document has no sentences yet: add 'lagebild_sentences' before this component"
        ) from None
