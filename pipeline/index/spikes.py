"""When a day is an alert."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.index.history import Against


@dataclass(frozen=True, slots=True)
class SpikeRule:
    """A day of a country is a spike when all of this holds; the defaults are our own choice.

    Attributes:
        z: Least z-score against the country's own 90 days before.
        articles: Least number of articles with tension, reprints counted once.
        sources: Least number of different sources of these.
        points: Least height above the mean of these 90 days, in points.
    """

    z: float = 3.0
    articles: int = 3
    sources: int = 2
    points: float = 10.0

    def holds(
        self, tension: float | None, past: Against | None, articles: int, sources: int
    ) -> bool:
        """Whether a day is a spike; never with too few articles or too short a past."""
        return (
            tension is not None
            and past is not None
            and past.z >= self.z
            and tension - past.mean >= self.points
            and articles >= self.articles
            and sources >= self.sources
        )
