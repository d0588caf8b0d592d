"""Finds copies of one text: reprints of wire copy, lightly edited ones, cut ones.

Two texts are copies when they are the same words; or share at least half of all their sequences of
three words; or when nearly all of the shorter one stands in the longer one. Of short texts more is
asked, and that they give no other numbers: a report of each day's figures is no copy of the last.
Only texts that were published within some days of each other are compared. Copies of copies are one
cluster.

What is compared with what depends on the two texts alone, so that the clusters are the same in
whatever order, and in however many runs, the texts come in. MinHash signatures (rensa) only choose
the pairs that are looked at; whether they are copies is decided on the sequences themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

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
_FEWEST = 12
#: Up to so many sequences of the shorter text, so much has to be shared.
_SHORT = 30
_RESEMBLING_SHORT = 0.7
#: Up to so many, its numbers must all stand in the longer text.
_NUMBERS_COUNT = 60
_FEWEST_CONTAINED = 20
#: 42 bands of 3 rows: of pairs that share half of their sequences 99.6 % become candidates, of
#: those that share a third 79 %, of those that share a twentieth 0.5 %.
_BANDS, _ROWS = 42, 3
_SEED = 20_220_118
#: Pairs whose signatures agree in less than this share are not looked at: twice the error of an
#: estimate from 126 values lies between it and what can count as a copy.
_AGREEING = 0.22

_WORD = re.compile(r"\w+")
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Piece:
    """A document to be compared.

    Attributes:
        day: Publication date; undated documents are compared with undated ones.
        cluster: The cluster that it belongs to so far; its own identifier when to none.
        fresh: Whether it is new, or its former cluster has to be found anew.
    """

    doc_id: str
    day: date | None
    text: str
    cluster: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Shingles:
    """What texts are compared by.

    Attributes:
        words: Hash of all words.
        hashes: Hashes of the sequences, sorted, each once.
        numbers: All numbers, in figures.
    """

    words: int
    hashes: Hashes
    numbers: frozenset[str]


@dataclass(slots=True)
class _Entry:
    cluster: str
    fresh: bool
    shingles: Shingles
    digest: NDArray[np.uint32]


@dataclass(slots=True)
class _Day:
    """Texts of one day: by their words, and by the bands of their signatures.

    Of a band the last text is known, and of a text the one before it in each band, so that texts
    that share none, which most are, take little memory.
    """

    day: date | None
    same: dict[int, str] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)
    before: list[dict[int, int]] = field(default_factory=list)
    bands: dict[int, int] = field(default_factory=dict)

    def add(self, entry: _Entry, keys: list[int]) -> None:
        """Add a text under its bands."""
        number = len(self.entries)
        self.entries.append(entry)
        self.before.append({key: self.bands[key] for key in keys if key in self.bands})
        self.bands.update(dict.fromkeys(keys, number))

    def sharing(self, key: int) -> Iterator[int]:
        """Yield the numbers of the texts that have a band, the last first."""
        number = self.bands.get(key)
        while number is not None:
            yield number
            number = self.before[number].get(key)


class _Union:
    """Clusters that turned out to be one."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        root = name
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while name != root:
            self._parent[name], name = root, self._parent.get(name, name)
        return root

    def join(self, one: str, other: str) -> None:
        one, other = self.find(one), self.find(other)
        if one != other:
            self._parent[max(one, other)] = min(one, other)

    def groups(self) -> Iterator[tuple[str, ...]]:
        """Yield the clusters that became one."""
        groups = defaultdict(list)
        for name in {*self._parent, *self._parent.values()}:
            groups[self.find(name)].append(name)
        yield from (tuple(group) for group in groups.values() if len(group) > 1)


def joined_clusters(pieces: Iterable[Piece], days: int) -> tuple[tuple[str, ...], ...]:
    """Return which clusters are one, each group of at least two.

    Args:
        pieces: Undated ones first, then by day; only the texts of a few days are held in memory.
        days: How far apart copies may have been published.
    """
    union = _Union()
    window: deque[_Day] = deque()
    for piece in pieces:
        if not window or window[-1].day != piece.day:
            window.append(_Day(piece.day))
        while _beyond(window[0].day, piece.day, days):
            window.popleft()
        _compare(piece, window, union)
    return tuple(union.groups())


def _beyond(former: date | None, day: date | None, days: int) -> bool:
    if former is None or day is None:
        return former is not day
    return (day - former).days > days


def _compare(piece: Piece, window: deque[_Day], union: _Union) -> None:
    shingles = shingles_of(piece.text)
    today = window[-1]
    short = len(shingles.hashes) < _FEWEST
    for former in (today,) if short else window:
        if (same := former.same.get(shingles.words)) is not None:
            union.join(piece.cluster, same)
    if shingles.words in today.same:
        return  # the one of the same words stands for it
    today.same[shingles.words] = piece.cluster
    if short:
        return
    digest = _digest(shingles.hashes)
    entry = _Entry(piece.cluster, piece.fresh, shingles, digest)
    keys = _bands(digest)
    for former in window:
        for number in sorted({number for key in keys for number in former.sharing(key)}):
            _join_copies(entry, former.entries[number], union)
    today.add(entry, keys)


def _join_copies(one: _Entry, other: _Entry, union: _Union) -> None:
    """Join the clusters of two candidates when they are copies; known ones are not looked at."""
    if not (one.fresh or other.fresh) or union.find(one.cluster) == union.find(other.cluster):
        return
    if float((one.digest == other.digest).mean()) < _AGREEING * _size_ratio(one, other):
        return
    if are_copies(one.shingles, other.shingles):
        union.join(one.cluster, other.cluster)


def _size_ratio(one: _Entry, other: _Entry) -> float:
    """Return the largest measure that two texts can have for their lengths."""
    small, large = sorted((len(one.shingles.hashes), len(other.shingles.hashes)))
    return small / large


def are_copies(one: Shingles, other: Shingles) -> bool:
    """Decide on two texts by their sequences of words."""
    one, other = sorted((one, other), key=lambda text: len(text.hashes))
    shorter, longer = len(one.hashes), len(other.hashes)
    if shorter < _FEWEST or (shorter <= _NUMBERS_COUNT and not _numbers_agree(one, other)):
        return False
    shared = len(np.intersect1d(one.hashes, other.hashes, assume_unique=True))
    resembling = _RESEMBLING_SHORT if shorter <= _SHORT else _RESEMBLING
    if shared >= resembling * (shorter + longer - shared):
        return True
    return shorter >= _FEWEST_CONTAINED and shared >= _CONTAINED * shorter


def _numbers_agree(one: Shingles, other: Shingles) -> bool:
    if len(one.hashes) == len(other.hashes):
        return one.numbers <= other.numbers or other.numbers <= one.numbers
    return one.numbers <= other.numbers


def shingles_of(text: str) -> Shingles:
    """Return the sequences of words of a text, whatever its case and punctuation."""
    words = _WORD.findall(text.casefold())
    sequences = [" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    (whole,), hashes = RMinHash.hash_token_sets([[" ".join(words)], sequences])
    numbers = frozenset(word for word in words if word.isdigit())
    return Shingles(whole, np.unique(np.array(hashes, dtype=np.uint64)), numbers)


def _digest(hashes: Hashes) -> NDArray[np.uint32]:
    matrix = RMinHash.digest_matrix_from_token_hash_sets(
        [hashes.tolist()], num_perm=_BANDS * _ROWS, seed=_SEED
    )
    return np.array(matrix.to_rows()[0], dtype=np.uint32)


def _bands(digest: NDArray[np.uint32]) -> list[int]:
    """Return the keys under which texts with an equal band meet; a band's number is part of it."""
    raw = digest.tobytes()
    size = _ROWS * digest.itemsize
    return [hash(bytes((band,)) + raw[band * size : (band + 1) * size]) for band in range(_BANDS)]
