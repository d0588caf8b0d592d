"""A figure against its own past: trailing average and z-score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.index.figures import MIN_ARTICLES

#: Days of the trailing average, the day itself included.
AVERAGE_DAYS: Final = 7
#: Days before a day that its z-score is reckoned against.
WINDOW_DAYS: Final = 90
#: A period is compared with so many former periods of its length at least.
MIN_WINDOWS: Final = 8
#: Smallest standard deviation, in points: a country that is hardly ever in the news has almost
#: none, and its first mention would be beyond all measure.
FLOOR: Final = 5.0

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Against:
    """A figure against its past; ``mean`` and ``deviation`` are those of the past, in points."""

    z: float
    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Trailing:
    """A day: the average that ends with it, and the day against the days before; None for too few.

    ``average`` takes the articles of the seven days together; ``mean`` is that of the past.
    """

    average: float | None
    z: float | None
    mean: float | None


def windows_for(days: int) -> int:
    """Return how many former periods of a length a period is compared with."""
    return max(MIN_WINDOWS, -(-WINDOW_DAYS // days))


def needed(windows: int) -> int:
    """Return how many of these must have enough articles for there to be a z-score."""
    return max(6, windows // 4)


def against(value: float | None, past: Sequence[float | None], windows: int) -> Against | None:
    """Compare a figure with its past; None when either has too few articles.

    The standard deviation is that of the sample, ``FLOOR`` at least.

    Args:
        value: The figure, in points; None for too few articles.
        past: Figures of the former periods; None where there were too few articles.
        windows: How many former periods were looked at.
    """
    known = [one for one in past if one is not None]
    if value is None or len(known) < needed(windows):
        return None
    mean = sum(known) / len(known)
    variance = sum((one - mean) ** 2 for one in known) / (len(known) - 1)
    deviation = max(sqrt(variance), FLOOR)
    return Against((value - mean) / deviation, mean, deviation)


def former(first: date, last: date, windows: int) -> list[tuple[date, date]]:
    """Return the periods of the same length before a period, the latest first.

    Where the calendar does not reach back so far there are fewer.
    """
    length = timedelta(days=(last - first).days + 1)
    windows = min(windows, (first - date.min) // length)
    return [(first - length * n, last - length * n) for n in range(1, windows + 1)]


def trailing(
    sums: Sequence[float], sentences: Sequence[int], articles: Sequence[int], unit: float
) -> list[Trailing]:
    """Return average and z-score of each of a row of days, none left out.

    Takes what ``courses`` takes, of one row.
    """
    average, z, mean = (row[0].tolist() for row in courses([sums], sentences, articles, unit))
    return [
        Trailing(*(None if isnan(one) else one for one in day))
        for day in zip(average, z, mean, strict=True)
    ]


def courses(
    sums: Sequence[Sequence[float]] | Floats,
    sentences: Sequence[int],
    articles: Sequence[int],
    unit: float,
) -> tuple[Floats, Floats, Floats]:
    """Return average, z-score and mean of the past of each day of several rows of days.

    The same as ``against`` with the ``WINDOW_DAYS`` days before, for all days at once; NaN stands
    for None.

    Args:
        sums: Tension of each day of each row, 0 for a day without.
        sentences: All sentences of the day.
        articles: All articles of the day; with too few of them a day is not in the past of others.
        unit: Tension per 100 sentences that is 100 points.
    """
    total, base, count = (np.asarray(row, np.float64) for row in (sums, sentences, articles))
    scale = 1e4 / unit if unit else 0.0
    pooled = sums_before(base, AVERAGE_DAYS, own=True)
    average = scale * ratio(sums_before(total, AVERAGE_DAYS, own=True), pooled)
    enough = sums_before(count, AVERAGE_DAYS, own=True) >= MIN_ARTICLES
    known = count >= MIN_ARTICLES
    value = np.where(known, scale * ratio(total, base), 0.0)
    past = sums_before(known.astype(np.float64), WINDOW_DAYS, own=False)
    mean = ratio(sums_before(value, WINDOW_DAYS, own=False), past)
    squares = sums_before(value**2, WINDOW_DAYS, own=False) - past * mean**2
    deviation = np.maximum(np.sqrt(np.maximum(ratio(squares, past - 1), 0.0)), FLOOR)
    scored = known & (past >= needed(WINDOW_DAYS))
    z = (value - mean) / deviation
    return (
        np.where(enough, average, np.nan),
        np.where(scored, z, np.nan),
        np.where(scored, mean, np.nan),
    )


def sums_before(values: Floats, days: int, *, own: bool) -> Floats:
    """Return for each day the sum of so many days before it, or of those that end with it."""
    sums = np.insert(np.cumsum(values, axis=-1), 0, 0.0, axis=-1)
    ends = np.arange(values.shape[-1]) + int(own)
    found: Floats = sums[..., ends] - sums[..., np.maximum(ends - days, 0)]
    return found


def ratio(above: Floats, below: Floats) -> Floats:
    """Return the quotients, 0 where there is nothing to divide by."""
    found: Floats = np.divide(above, below, out=np.zeros(above.shape), where=below > 0)
    return found
