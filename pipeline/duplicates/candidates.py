"""Which texts may be copies: those whose signatures have a band in common and agree enough.

The bands of all texts are sorted, some bands at a time: equal ones then lie side by side. That
takes a few megabytes, however many texts there are of a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.sketches import BANDS, ROWS, Sketches, Texts

#: Pairs whose signatures agree in less than this share are not looked at: twice the error of an
#: estimate from 126 values lies between it and what can count as a copy.
_AGREEING = 0.22
#: Keys that are sorted together, signatures that are read together.
_KEYS = 1 << 17
_AT_ONCE = 1_000
#: Odd, so that multiplying by it loses nothing.
_MIX = np.uint64(0x9E37_79B9_7F4A_7C15)

Mask = NDArray[np.bool_]


def candidates(
    sketches: Sketches,
    sizes: NDArray[np.int64],
    texts: Texts,
    first: int,
    wanted: Callable[[Texts, Texts], Mask],
) -> Iterator[tuple[int, int]]:
    """Yield pairs of texts, each once.

    Args:
        sketches: Of all texts.
        sizes: Numbers of sequences of all texts.
        texts: Those that may be in a pair.
        first: From this place on in ``texts``, one of a pair is.
        wanted: Says of pairs which to look at; what is yielded may change the answer.
    """
    for bands in np.array_split(np.arange(BANDS), -(-BANDS * len(texts) // _KEYS) or 1):
        for one, other, band in _meeting(_keys(sketches, texts, bands), first):
            pair = texts[one], texts[other]
            left = np.flatnonzero(wanted(*pair))
            later, earlier = pair[0][left], pair[1][left]
            equal = sketches.signatures(later) == sketches.signatures(earlier)
            ratio = np.minimum(sizes[later], sizes[earlier]) / np.maximum(
                sizes[later], sizes[earlier]
            )
            good = _first_shared(equal, bands[band[left]]) & (
                np.count_nonzero(equal, axis=1) >= _AGREEING * ratio * (BANDS * ROWS)
            )
            yield from zip(later[good].tolist(), earlier[good].tolist(), strict=True)


def _keys(sketches: Sketches, texts: Texts, bands: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return a key a band and text, a line each band; texts with an equal band have equal keys."""
    keys = np.empty((len(bands), len(texts)), np.uint64)
    for start in range(0, len(texts), _AT_ONCE):
        lines = sketches.signatures(texts[start : start + _AT_ONCE])
        values = lines.reshape(-1, BANDS, ROWS)[:, bands].astype(np.uint64)
        mixed = np.broadcast_to(bands.astype(np.uint64), values.shape[:2])
        for row in range(ROWS):
            mixed = (mixed ^ values[:, :, row]) * _MIX
            mixed ^= mixed >> np.uint64(29)
        keys[:, start : start + _AT_ONCE] = mixed.T
    return keys


def _meeting(
    keys: NDArray[np.uint64], first: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Yield places of texts with equal keys, the later first, and the line of the key."""
    order = np.argsort(keys, axis=None, kind="stable")
    line, place = np.divmod(order, keys.shape[1])
    ordered = keys.ravel()[order]
    later = np.flatnonzero(place >= first)
    back = 1
    # Of equal keys each is compared with the one before it, then with the one before that.
    while len(later := later[later >= back]):
        later = later[ordered[later] == ordered[later - back]]
        for start in range(0, len(later), _AT_ONCE):
            some = later[start : start + _AT_ONCE]
            yield place[some], place[some - back], line[some]
        back += 1


def _first_shared(equal: Mask, bands: NDArray[np.int64]) -> Mask:
    """Say where a band is the first that two signatures share, so that a pair comes once."""
    by_band = equal.reshape(-1, BANDS, ROWS)
    shared: Mask = by_band[:, :, 0]
    for row in range(1, ROWS):  # much faster than to reduce so short an axis
        shared = shared & by_band[:, :, row]
    first: Mask = shared.argmax(axis=1) == bands
    return np.logical_and(first, shared[np.arange(len(bands)), bands])
