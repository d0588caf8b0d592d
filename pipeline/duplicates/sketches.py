"""What texts are compared by, kept on the disk; some forty bytes a text stay in memory."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from pipeline.duplicates.shingles import FEWEST, Outline, Shingles

#: 42 bands of 3 rows: of pairs that share half of their sequences 99.6 % become candidates, of
#: those that share a third 79 %, of those that share a twentieth 0.5 %.
BANDS, ROWS = 42, 3
_SEED = 20_220_118
#: Outlines that are remembered: some hundred bytes each. Of reports that differ in their figures
#: alone, each is compared with each.
_OUTLINES = 10_000

#: Numbers of texts, in the order in which they were added.
Texts = NDArray[np.int64]
Signatures = NDArray[np.uint32]


class Sketches:
    """Shingles and signatures of texts, by number; read them when all texts were added."""

    def __init__(self, signatures: IO[bytes], hashes: IO[bytes]) -> None:
        self._signatures = signatures
        self._hashes = hashes
        self._words = array("Q")
        self._sizes = array("l")
        self._ends = array("q", [0])
        #: What decides on most pairs; see ``may_be_copies``.
        self.outline = lru_cache(maxsize=_OUTLINES)(self._outline)

    def add(self, shingles: Shingles) -> None:
        """Add a text."""
        values = np.concatenate((shingles.hashes, shingles.numbers))
        self._signatures.write(_signature(shingles).tobytes())
        self._hashes.write(values.tobytes())
        self._words.append(shingles.words)
        self._sizes.append(len(shingles.hashes))
        self._ends.append(self._ends[-1] + values.nbytes)

    def flush(self) -> None:
        """Make what was added readable."""
        self._signatures.flush()
        self._hashes.flush()

    def words(self) -> NDArray[np.uint64]:
        """Return the hash of all words of each text."""
        return np.array(self._words, dtype=np.uint64)

    def sizes(self) -> NDArray[np.int64]:
        """Return the number of sequences of each text."""
        return np.array(self._sizes, dtype=np.int64)

    def signatures(self, texts: Texts) -> Signatures:
        """Return the signatures of some texts, a line each."""
        if not len(texts):
            return np.empty((0, BANDS * ROWS), np.uint32)
        low, high = int(texts.min()), int(texts.max()) + 1
        if high - low <= 2 * len(texts):
            return self._lines(low, high)[texts - low]
        return np.concatenate([self._lines(text, text + 1) for text in texts.tolist()])

    def shingles(self, text: int) -> Shingles:
        """Return what a text is compared by."""
        start, end = self._ends[text], self._ends[text + 1]
        raw = os.pread(self._hashes.fileno(), end - start, start)
        values, size = np.frombuffer(raw, np.uint64), self._sizes[text]
        return Shingles(self._words[text], values[:size], values[size:])

    def _outline(self, text: int) -> Outline:
        size = self._sizes[text]
        start, end = self._ends[text] + 8 * size, self._ends[text + 1]
        raw = os.pread(self._hashes.fileno(), end - start, start)
        return Outline(size, frozenset(np.frombuffer(raw, np.uint64).tolist()))

    def _lines(self, low: int, high: int) -> Signatures:
        size = BANDS * ROWS * np.dtype(np.uint32).itemsize
        raw = os.pread(self._signatures.fileno(), (high - low) * size, low * size)
        return np.frombuffer(raw, np.uint32).reshape(high - low, BANDS * ROWS)


@contextmanager
def on_disk() -> Iterator[Sketches]:
    """Give files for sketches; they have no name, and are gone with the process at the latest."""
    with TemporaryFile() as signatures, TemporaryFile() as hashes:
        yield Sketches(signatures, hashes)


def _signature(shingles: Shingles) -> Signatures:
    if len(shingles.hashes) < FEWEST:  # never a candidate
        return np.zeros(BANDS * ROWS, np.uint32)
    matrix = RMinHash.digest_matrix_from_token_hash_sets(
        [shingles.hashes.tolist()], num_perm=BANDS * ROWS, seed=_SEED
    )
    return np.array(matrix.to_rows()[0], dtype=np.uint32)
