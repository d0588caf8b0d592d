"""How sure a figure is: bootstrap intervals over articles.

A figure is a ratio of sums over articles: their tension over their sentences. The articles of a
period are a sample of what could have been reported, and sentences of one article hang together;
so whole articles are drawn anew. Each replicate weighs every article by a Poisson number with mean
1, which is the bootstrap for samples whose size is itself by chance (Efron and Tibshirani, 1993, An
Introduction to the Bootstrap; Chamandy and others, 2012, Estimating Uncertainty for Massive Data
Streams). Articles without any tension matter only by their sentences; their weighted sum is
drawn from the normal distribution with its mean and variance.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

REPLICATES: Final = 400
#: Lower and upper quantile: an interval of 90 per cent.
QUANTILES: Final = (0.05, 0.95)
#: With fewer articles that have tension there is no interval.
MIN_DRAWN: Final = 2
_SEED: Final = 20220224
#: More articles than this are drawn in this many blocks, which leaves the variance as it is.
_BLOCKS: Final = 512


def intervals(
    values: Sequence[Sequence[float]],
    lengths: Sequence[Sequence[int]],
    others: Sequence[tuple[float, float]],
) -> list[tuple[float, float] | None]:
    """Return lower and upper bound of ``sum(values) / sum(sentences)`` for each figure.

    The same figures give the same bounds. The bounds enclose the figure.

    Args:
        values: For each figure the tension of each article that has any.
        lengths: The sentences of these articles.
        others: Of the articles without tension the sum of their sentences and the sum of squares.

    Returns:
        None where fewer than ``MIN_DRAWN`` articles have tension.
    """
    found: list[tuple[float, float] | None] = [None] * len(values)
    drawn = [n for n, row in enumerate(values) if len(row) >= MIN_DRAWN]
    if not drawn:
        return found
    y, n = _padded([values[i] for i in drawn]), _padded([lengths[i] for i in drawn])
    rest = np.array([others[i] for i in drawn], dtype=np.float64).reshape(-1, 2)
    weights, normal = _weights(y.shape[1]), _normal()
    base = n @ weights + np.maximum(
        rest[:, :1] + np.sqrt(np.maximum(rest[:, 1:], 0.0)) * normal[None, :], 0.0
    )
    drawn_sums = y @ weights
    ratios = np.divide(drawn_sums, base, out=np.zeros_like(drawn_sums), where=base > 0)
    low, high = np.quantile(ratios, QUANTILES, axis=1)
    estimate = y.sum(axis=1) / np.maximum(n.sum(axis=1) + rest[:, 0], 1e-12)
    for place, i in enumerate(drawn):
        bounds = float(min(low[place], estimate[place])), float(max(high[place], estimate[place]))
        found[i] = bounds
    return found


def _padded(rows: Sequence[Sequence[float]]) -> Floats:
    """Return rows as a matrix, long ones folded into blocks, short ones filled with zeros."""
    width = min(max(map(len, rows)), _BLOCKS)
    matrix = np.zeros((len(rows), width))
    for number, row in enumerate(rows):
        if len(row) <= width:
            matrix[number, : len(row)] = row
        else:
            np.add.at(matrix[number], np.arange(len(row)) % width, np.asarray(row, np.float64))
    return matrix


@cache
def _weights(articles: int) -> Floats:
    generator = np.random.default_rng(_SEED)
    return generator.poisson(1.0, (articles, REPLICATES)).astype(np.float64)


@cache
def _normal() -> Floats:
    return np.random.default_rng(_SEED + 1).standard_normal(REPLICATES)
