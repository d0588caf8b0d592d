"""Large word lists as files that are mapped into memory, not read.

Such a file is one column of an Arrow file: a trie of its keys, the digest of the tables that it was
made of, then the value of each key in the order of the trie's numbers. A process touches the pages
that its words lead to, and processes share them. ``make data`` writes the files; where a table was
edited since, its list is made anew in memory, so that an edit shows at once.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
from marisa_trie import Trie
from numpy.typing import NDArray

#: Rows of the column before the values.
_TRIE, _DIGEST, _VALUES = 0, 1, 2


class Lookup:
    """Strings to bytes, read-only.

    Args:
        column: As ``compiled`` returns it or as a file holds it.
    """

    def __init__(self, column: pa.BinaryArray) -> None:
        _, offsets, values = column.buffers()
        self._offsets, self._values = memoryview(offsets).cast("i"), memoryview(values)
        self._trie = Trie()
        self._trie.map(self._row(_TRIE))
        self.digest = bytes(self._row(_DIGEST))

    def _row(self, row: int) -> memoryview:
        return self._values[self._offsets[row] : self._offsets[row + 1]]

    def __contains__(self, key: object) -> bool:
        """Whether there is a value for a key."""
        return key in self._trie

    def get(self, key: str) -> bytes:
        """Return the value of a key, empty bytes for an unknown one."""
        number = self._trie.get(key)
        return b"" if number is None else bytes(self._row(number + _VALUES))

    def numbers(self, key: str) -> list[int]:
        """Return the value of a key as the numbers that ``packed`` made bytes of."""
        number = self._trie.get(key)
        return [] if number is None else self._row(number + _VALUES).cast("I").tolist()

    def column(self, key: str) -> NDArray[np.int32]:
        """Return the value of a key as an array over the mapped file, empty for an unknown one."""
        number = self._trie.get(key)
        found = b"" if number is None else self._row(number + _VALUES)
        return np.frombuffer(found, np.int32)

    def begins(self, text: str) -> list[tuple[int, list[int]]]:
        """Return length and numbers of the keys that a text begins with, shorter ones first."""
        keys = self._trie.prefixes(text)
        return [(len(key), self.numbers(key)) for key in keys] if keys else []


def packed(numbers: Iterable[int]) -> bytes:
    """Return numbers from 0 to 2**31 - 1 as the value of a key."""
    return array("I", numbers).tobytes()


@cache
def _file_digest(path: Path) -> bytes:
    return hashlib.blake2b(path.read_bytes()).digest()


def digest(sources: Iterable[Path]) -> bytes:
    """Return the digest of names and content of some files, whose order does not matter."""
    found = hashlib.blake2b()
    for path in sorted(sources):
        found.update(path.name.encode() + b"\0" + _file_digest(path))
    return found.digest()


def compiled(entries: Mapping[str, bytes], sources: bytes = b"") -> pa.BinaryArray:
    """Return the column of a lookup; ``sources`` is the digest of what the entries come from."""
    trie = Trie(sorted(entries))
    values = [b""] * len(entries)
    for key, value in entries.items():
        values[trie[key]] = value
    return pa.array([trie.tobytes(), sources, *values], pa.binary())


def write(path: Path, entries: Mapping[str, bytes], sources: Iterable[Path]) -> None:
    """Write a lookup; processes that have the former file open keep it."""
    batch = pa.record_batch({"value": compiled(entries, digest(sources))})
    fresh = path.with_suffix(".new")
    with pa.ipc.new_file(str(fresh), batch.schema) as file:
        file.write_batch(batch)
    fresh.replace(path)


def load(path: Path, sources: Iterable[Path], make: Callable[[], Mapping[str, bytes]]) -> Lookup:
    """Return the lookup of a file, or make it of its tables where these were edited since.

    Args:
        path: Written by ``write``; may be missing.
        sources: The tables, as when it was written.
        make: Returns the entries.
    """
    wanted = digest(sources)
    if path.exists():
        found = Lookup(pa.ipc.open_file(pa.memory_map(str(path))).get_batch(0).column(0))
        if found.digest == wanted:
            return found
    from structlog import get_logger  # noqa: PLC0415  its import takes as long as all lookups

    get_logger().warning("compiled_list_out_of_date", path=path.name, help="make data")
    return Lookup(compiled(make(), wanted))
