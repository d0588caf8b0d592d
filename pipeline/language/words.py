"""Sentences as plain tuples of words: what every analysis room reads.

spaCy builds a Python object for each token each time it is asked for one. The rooms ask often, so
the tokens of a document are taken out once and kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from spacy.tokens import Doc

_KEY = "lagebild.clips"


@dataclass(frozen=True, slots=True)
class Word:
    """A token that is not white space.

    Attributes:
        text: As written.
        lower: In lower case.
        start: Offset of the first character in the document.
        end: Offset behind the last character.
        token: Index of the token in the spaCy ``Doc``.
    """

    text: str
    lower: str
    start: int
    end: int
    token: int

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

    ``text == document[start:end]``; ``words`` are in order and lie within those offsets.
    """

    index: int
    text: str
    start: int
    end: int
    words: tuple[Word, ...]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words as written."""
        return tuple(word.text for word in self.words)

    def stretch(self, first: int, last: int) -> str:
        """Return the text from one word to another, last inclusive."""
        return self.slice(self.words[first].start, self.words[last].end)

    def slice(self, start: int, end: int) -> str:
        """Return the text between two document offsets that lie within the sentence."""
        return self.text[start - self.start : end - self.start]


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
