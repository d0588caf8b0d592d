"""A day's estimate: its share drawn towards the week before it as far as few articles ask for it.

A day has few articles, so that much of what its share does from day to day is chance. Small-area
estimation (Fay and Herriot, 1979, Journal of the American Statistical Association 74(366); Rao and
Molina, 2015, Small Area Estimation) weighs such a figure against what is expected of it::

    estimate = own * share + (1 - own) * week
    own      = between / (between + error)

``week`` is the share of the seven days before, taken together. ``error`` is the variance of the
share by the choice of articles, noise / sentences of the day; ``noise`` comes from how the articles
of a day differ. ``between`` is the variance of a day about its week beyond both errors. Both are
moments of the ``WINDOW_DAYS`` days before, never of the day itself or of later ones.

An estimate lies no farther from the share than chance can move that, 1.645 standard errors (limited
translation: Efron and Morris, 1972, Journal of the American Statistical Association 67(337)), so
that a quiet past cannot hide a day that is unlike it. Its interval of 90 % is normal, by the mean
square error of Prasad and Rao (1990, same journal, 85(409)): a bootstrap of the articles alone
would leave out by how much the day itself may differ from its week. That error supposes that the
day is like its past; where the limit holds it back, the interval of the share is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.index.figures import MIN_ARTICLES
from pipeline.index.history import AVERAGE_DAYS, WINDOW_DAYS, Floats, needed, ratio, sums_before
from pipeline.index.interval import QUANTILES

#: Days before the first one of a row that its estimate rests on.
MEMORY_DAYS: Final = WINDOW_DAYS + AVERAGE_DAYS
_MARGIN: Final = NormalDist().inv_cdf(QUANTILES[1])


@dataclass(frozen=True, slots=True)
class Estimate:
    """A day's estimate with its interval, and the figure of the week before; in points."""

    value: float
    low: float
    high: float
    week: float


@dataclass(frozen=True, slots=True)
class Counted:
    """A day's articles, reprints once: what its share and the error of that are reckoned from.

    Attributes:
        tension: Sum of the tension of all articles.
        squares: Sum of the squares of the tension of each.
        cross: Sum of the products of tension and sentences of each.
        articles: All articles.
        sentences: Sum of their sentences.
        lengths: Sum of the squares of these.
    """

    tension: float = 0.0
    squares: float = 0.0
    cross: float = 0.0
    articles: int = 0
    sentences: int = 0
    lengths: float = 0.0

    @property
    def noise(self) -> float:
        """Variance of the share times the square of the sentences, as that of a ratio; >= 0."""
        if self.articles < 2:
            return 0.0
        share = self.tension / self.sentences
        apart = self.squares - 2 * share * self.cross + share**2 * self.lengths
        return max(apart, 0.0) * self.articles / (self.articles - 1)


def estimates(days: Sequence[Counted], unit: float) -> list[Estimate | None]:
    """Return the estimate of each of a row of days, none left out.

    None for a day with too few articles, for one without enough articles in the week before, and
    where too few of the days before have enough articles and tension.

    Args:
        days: What was counted on each day.
        unit: Tension per 100 sentences that is 100 points.
    """
    total, noise, base, count = (
        np.array([getattr(day, name) for day in days], np.float64)
        for name in ("tension", "noise", "sentences", "articles")
    )
    share = ratio(total, base)
    week = sums_before(base, AVERAGE_DAYS, own=False)
    expected = ratio(sums_before(total, AVERAGE_DAYS, own=False), week)
    known = (count >= MIN_ARTICLES) & (sums_before(count, AVERAGE_DAYS, own=False) >= MIN_ARTICLES)
    single, between, number = _moments(known, (share - expected) ** 2, noise, base, week)
    error = ratio(single, base)
    own = ratio(between, between + error)
    drawn = own * share + (1 - own) * expected
    reach = _MARGIN * np.sqrt(error)
    value = np.clip(drawn, share - reach, share + reach)
    # The error of the weighted mean, of the week and, twice, of the weight.
    unsure = ratio(2 * 2 * error**2, number * (between + error))
    square = own * error + (1 - own) ** 2 * ratio(single, week) + unsure
    margin = _MARGIN * np.sqrt(square)
    telling = sums_before((known & (total > 0)).astype(np.float64), WINDOW_DAYS, own=False)
    there = known & (telling >= needed(WINDOW_DAYS))
    scale = 1e4 / unit if unit else 0.0
    # A day unlike its past has that error no more; its own share, with its own error, counts, too.
    far = value != drawn
    low = np.where(far, np.minimum(value - margin, share - reach), value - margin)
    high = np.where(far, np.maximum(value + margin, share + reach), value + margin)
    rows = scale * np.stack([value, np.maximum(low, 0.0), high, expected])
    return [
        Estimate(*row) if one else None
        for row, one in zip(rows.T.tolist(), there.tolist(), strict=True)
    ]


def _moments(
    known: npt.NDArray[np.bool_], apart: Floats, noise: Floats, base: Floats, week: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return, of the days before each: variance a sentence, variance about the week, and number.

    Args:
        known: Which days count.
        apart: Squared difference of a day's share from that of its week.
        noise: Of each day.
        base: Its sentences.
        week: The sentences of its week.
    """

    def past(values: Floats) -> Floats:
        return sums_before(np.where(known, values, 0.0), WINDOW_DAYS, own=False)

    one = np.ones_like(base)
    number = past(one)
    single = np.maximum(ratio(past(noise), past(base)), 0.0)
    chance = single * past(ratio(one, base) + ratio(one, week))
    return single, np.maximum(ratio(past(apart) - chance, number), 0.0), number
