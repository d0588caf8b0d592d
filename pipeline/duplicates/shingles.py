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


def shingles_of(text: str) -> Shingles:
    """Return the sequences of words of a text, whatever its case and punctuation."""
    words = _WORD.findall(text.casefold())
    sequences = [" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    numbers = [word for word in words if word.isdigit()]
    (whole,), *sets = RMinHash.hash_token_sets([[" ".join(words)], sequences, numbers])
    return Shingles(whole, *(np.unique(np.array(hashes, dtype=np.uint64)) for hashes in sets))


def are_copies(one: Shingles, other: Shingles) -> bool:
    """Decide on two texts by their sequences of words."""
    one, other = sorted((one, other), key=lambda text: len(text.hashes))
    shorter, longer = len(one.hashes), len(other.hashes)
    if shorter < FEWEST or (shorter <= _NUMBERS_COUNT and not _numbers_agree(one, other)):
        return False
    shared = len(np.intersect1d(one.hashes, other.hashes, assume_unique=True))
    resembling = _RESEMBLING_SHORT if shorter <= _SHORT else _RESEMBLING
    if shared >= resembling * (shorter + longer - shared):
        return True
    return shorter >= _FEWEST_CONTAINED and shared >= _CONTAINED * shorter


def _numbers_agree(one: Shingles, other: Shingles) -> bool:
    if len(one.hashes) == len(other.hashes) and _all_in(other.numbers, one.numbers):
        return True
    return _all_in(one.numbers, other.numbers)


def _all_in(some: Hashes, numbers: Hashes) -> bool:
    return bool(np.isin(some, numbers).all())
