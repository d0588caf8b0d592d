"""Clusters of copies, found day by day among all texts."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.candidates import Mask, candidates
from pipeline.duplicates.shingles import FEWEST, may_be_copies, share_enough, shingles_of
from pipeline.duplicates.sketches import Sketches, Texts, on_disk

#: The day of texts without one: further from all days than copies can be.
_UNDATED = -1_000_000_000


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


def joined_clusters(pieces: Iterable[Piece], days: int) -> tuple[tuple[str, ...], ...]:
    """Return which clusters are one, each group of at least two.

    Args:
        pieces: In any order; of each some hundred bytes stay in memory, its text does not.
        days: How far apart copies may have been published.
    """
    with on_disk() as sketches:
        return _Search(sketches, pieces).groups(days)


class _Search:
    """Texts by their numbers, and which of their clusters turned out to be one."""

    def __init__(self, sketches: Sketches, pieces: Iterable[Piece]) -> None:
        names: dict[str, int] = {}
        day, fresh, cluster = array("i"), array("b"), array("i")
        for piece in pieces:
            sketches.add(shingles_of(piece.text))
            day.append(_UNDATED if piece.day is None else piece.day.toordinal())
            fresh.append(piece.fresh)
            cluster.append(names.setdefault(piece.cluster, len(names)))
        sketches.flush()
        self._sketches = sketches
        self._names = list(names)
        self._parent = np.arange(len(names))
        self._day = np.array(day, dtype=np.int64)
        self._fresh: Mask = np.array(fresh, dtype=np.bool_)
        self._cluster = np.array(cluster, dtype=np.int64)
        self._words, self._sizes = sketches.words(), sketches.sizes()
        #: Texts that are compared by their sequences; of the same words of a day the first is.
        self._compared: Mask = self._sizes >= FEWEST

    def groups(self, days: int) -> tuple[tuple[str, ...], ...]:
        """Compare the texts of each day with each other and with those of the days before."""
        texts = np.argsort(self._day, kind="stable")
        ordered = self._day[texts]
        begins = np.flatnonzero(np.diff(ordered, prepend=_UNDATED - 1))
        for begin, end in pairwise([*begins.tolist(), len(texts)]):
            low = int(np.searchsorted(ordered, ordered[begin] - days))
            self._join_same_words(texts[low:end], begin - low)
            self._join_copies(texts[low:begin], texts[begin:end])
        found = defaultdict(list)
        for number, root in enumerate(self._roots(np.arange(len(self._names))).tolist()):
            found[root].append(number)
        groups = (group for group in found.values() if len(group) > 1)
        return tuple(tuple(self._names[number] for number in group) for group in groups)

    def _join_same_words(self, texts: Texts, first: int) -> None:
        """Join texts of the same words; those from the place ``first`` on are of the last day."""
        words = self._words[texts]
        order = np.argsort(words, kind="stable")
        for place in np.flatnonzero(words[order][1:] == words[order][:-1]).tolist():
            earlier, later = int(order[place]), int(order[place + 1])
            one, other = int(texts[later]), int(texts[earlier])
            if later < first or (earlier < first and self._sizes[one] < FEWEST):
                continue
            self._join(one, other)
            if earlier >= first:
                self._compared[one] = False  # the other stands for it

    def _join_copies(self, before: Texts, today: Texts) -> None:
        before, today = before[self._compared[before]], today[self._compared[today]]
        texts = np.concatenate((before, today))
        for one, other in candidates(
            self._sketches, self._sizes, texts, len(before), self._undecided
        ):
            if self._root(one) != self._root(other) and self._are_copies(one, other):
                self._join(one, other)

    def _are_copies(self, one: int, other: int) -> bool:
        outline, shingles = self._sketches.outline, self._sketches.shingles
        return may_be_copies(outline(one), outline(other)) and share_enough(
            shingles(one), shingles(other)
        )

    def _root(self, text: int) -> int:
        """Return what ``_roots`` does, of one text."""
        root = cluster = int(self._cluster[text])
        while (above := int(self._parent[root])) != root:
            root = above
        self._parent[cluster] = root
        return root

    def _undecided(self, one: Texts, other: Texts) -> Mask:
        """Say which pairs may make clusters one; pairs of known texts were looked at before."""
        apart: Mask = self._roots(self._cluster[one]) != self._roots(self._cluster[other])
        return apart & (self._fresh[one] | self._fresh[other])

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self._parent[high] = low

    def _roots(self, clusters: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return of each cluster the one that stands for all that are one with it."""
        roots = self._parent[clusters]
        while not np.array_equal(above := self._parent[roots], roots):
            roots = above
        self._parent[clusters] = roots
        return roots
