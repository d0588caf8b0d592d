"""What a text is compared by, and when two texts are copies."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

#: Words in a sequence.
_SHINGLE = 3
#: Shared sequences among all: Jaccard's measure. An eighth of the words changed leaves 0.5.
_RESEMBLING = 0.5
#: Shared sequences among those of the shorter text.
_CONTAINED = 0.8
#: Texts with fewer sequences are copies only when they are the same words on the same day:
#: headlines resemble each other, stand in many texts, and "Die Lage am Morgen" comes every day.
FEWEST = 12
#: Up to so many sequences of the shorter text, so much has to be shared.
_SHORT = 30
_RESEMBLING_SHORT = 0.7
#: Up to so many, its numbers must all stand in the longer text.
_NUMBERS_COUNT = 60
_FEWEST_CONTAINED = 20

_WORD = re.compile(r"\w+")
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Shingles:
    """What texts are compared by.

    Attributes:
        words: Hash of all words.
        hashes: Hashes of the sequences, sorted, each once.
        numbers: Hashes of all numbers in figures, sorted, each once.
    """

    words: int
    hashes: Hashes
    numbers: Hashes

    @property
    def outline(self) -> Outline:
        """What decides on most texts that resemble each other, and is far quicker to compare."""
        return Outline(len(self.hashes), frozenset(self.numbers.tolist()))


@dataclass(frozen=True, slots=True)
class Outline:
    """Number of sequences of a text, and the hashes of its numbers in figures."""

    size: int
    numbers: frozenset[int]


def shingles_of(text: str) -> Shingles:
    """Return the sequences of words of a text, whatever its case and punctuation."""
    words = _WORD.findall(text.casefold())
    sequences = [" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    numbers = [word for word in words if word.isdigit()]
    (whole,), *sets = RMinHash.hash_token_sets([[" ".join(words)], sequences, numbers])
    return Shingles(whole, *(np.unique(np.array(hashes, dtype=np.uint64)) for hashes in sets))


def may_be_copies(one: Outline, other: Outline) -> bool:
    """Say whether two texts can be copies, by their lengths and numbers alone."""
    if one.size > other.size:
        one, other = other, one
    if one.size < FEWEST:
        return False
    if one.size > _NUMBERS_COUNT or one.numbers <= other.numbers:
        return True
    return one.size == other.size and other.numbers <= one.numbers


def are_copies(one: Shingles, other: Shingles) -> bool:
    """Decide on two texts by their lengths, numbers and sequences of words."""
    return may_be_copies(one.outline, other.outline) and share_enough(one, other)


def share_enough(one: Shingles, other: Shingles) -> bool:
    """Decide on two texts that can be copies by their sequences of words."""
    shorter, longer = sorted((len(one.hashes), len(other.hashes)))
    shared = len(np.intersect1d(one.hashes, other.hashes, assume_unique=True))
    resembling = _RESEMBLING_SHORT if shorter <= _SHORT else _RESEMBLING
    if shared >= resembling * (shorter + longer - shared):
        return True
    return shorter >= _FEWEST_CONTAINED and shared >= _CONTAINED * shorter
