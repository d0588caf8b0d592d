"""How sure a figure is: bootstrap intervals over articles.

A figure is a ratio of sums over articles: their tension over their sentences. The articles of a
period are a sample of what could have been reported, and sentences of one article hang together;
so whole articles are drawn anew. Each replicate weighs every article by a Poisson number with mean
1, which is the bootstrap for samples whose size is itself by chance (Efron and Tibshirani, 1993, An
Introduction to the Bootstrap; Chamandy and others, 2012, Estimating Uncertainty for Massive Data
Streams). Where many articles are drawn, the two sums are drawn at once from the normal distribution
that they tend to, which has the same means, variances and covariance; so are the sentences of the
articles without tension.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
#: Up to so many articles are drawn one by one.
LISTED: Final = 32
_SEED: Final = 20220224


@dataclass(frozen=True, slots=True)
class Sample:
    """The articles behind a figure.

    Attributes:
        articles: Articles with tension.
        tension: Sum of their tension.
        squares: Sum of the squares of that.
        cross: Sum of the products of tension and sentences.
        sentences: Sum of their sentences.
        sentence_squares: Sum of the squares of that.
        others: Sentences of the articles without tension.
        other_squares: Sum of the squares of that.
        tensions: The tension of each, where there are ``LISTED`` articles at most.
        lengths: The sentences of each.
    """

    articles: int
    tension: float
    squares: float
    cross: float
    sentences: float
    sentence_squares: float
    others: float
    other_squares: float
    tensions: Sequence[float] = ()
    lengths: Sequence[float] = ()

    @property
    def ratio(self) -> float:
        """Tension over all sentences."""
        base = self.sentences + self.others
        return self.tension / base if base else 0.0


def intervals(samples: Sequence[Sample]) -> list[tuple[float, float] | None]:
    """Return lower and upper bound of the ratio of each sample.

    The same samples give the same bounds, and these enclose the ratio.

    Returns:
        None where fewer than ``MIN_DRAWN`` articles have tension.
    """
    found: list[tuple[float, float] | None] = [None] * len(samples)
    few = [n for n, one in enumerate(samples) if MIN_DRAWN <= one.articles <= LISTED]
    many = [n for n, one in enumerate(samples) if one.articles > LISTED]
    for places, draw in ((few, _one_by_one), (many, _at_once)):
        if not places:
            continue
        chosen = [samples[place] for place in places]
        above, below = draw(chosen)
        below += _normal(
            _column(chosen, "others"), np.sqrt(np.maximum(_column(chosen, "other_squares"), 0.0)), 2
        )
        above = np.maximum(above, 0.0)
        ratios = np.divide(above, below, out=np.zeros_like(above), where=below > 0)
        for place, (low, high) in zip(
            places, np.quantile(ratios, QUANTILES, axis=1).T, strict=True
        ):
            ratio = samples[place].ratio
            found[place] = min(float(low), ratio), max(float(high), ratio)
    return found


def _one_by_one(samples: Sequence[Sample]) -> tuple[Floats, Floats]:
    weights = _weights()
    above, below = np.zeros((2, len(samples), LISTED))
    for number, one in enumerate(samples):
        above[number, : len(one.tensions)] = one.tensions
        below[number, : len(one.lengths)] = one.lengths
    return above @ weights, below @ weights


def _at_once(samples: Sequence[Sample]) -> tuple[Floats, Floats]:
    spread = np.sqrt(_column(samples, "squares"))
    common = np.divide(
        _column(samples, "cross"), spread, out=np.zeros_like(spread), where=spread > 0
    )
    own = np.sqrt(np.maximum(_column(samples, "sentence_squares") - common**2, 0.0))
    above = _normal(_column(samples, "tension"), spread, 0)
    below = _normal(_column(samples, "sentences"), common, 0)
    return above, below + _normal(np.zeros_like(own), own, 1)


def _column(samples: Sequence[Sample], name: str) -> Floats:
    return np.array([[getattr(one, name)] for one in samples], dtype=np.float64)


def _normal(mean: Floats, deviation: Floats, stream: int) -> Floats:
    """Return replicates of a sum, a row each, by the standard normal numbers of a stream."""
    found: Floats = mean + deviation * _standard()[stream]
    return found


@cache
def _weights() -> Floats:
    generator = np.random.default_rng(_SEED)
    return generator.poisson(1.0, (LISTED, REPLICATES)).astype(np.float64)


@cache
def _standard() -> Floats:
    return np.random.default_rng(_SEED + 1).standard_normal((3, REPLICATES))
