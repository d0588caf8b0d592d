"""When a day is an alert."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpikeRule:
    """A day of a country is a spike when all of this holds; the defaults are our own choice.

    Besides, the day must have enough articles for a figure, and a z-score: enough days before it.

    Attributes:
        z: Least z-score against the country's own 90 days before.
        points: Least height above the mean of these 90 days, in points.
        articles: Least number of articles with tension, reprints counted once.
        sources: Least number of different sources of these.
    """

    z: float = 3.0
    points: float = 10.0
    articles: int = 3
    sources: int = 2

    def holds(self, height: float, z: float, articles: int, sources: int) -> bool:
        """Whether a day is a spike.

        Args:
            height: Tension above the mean of the days before, in points.
            z: Its z-score.
            articles: Articles with tension.
            sources: Their sources.
        """
        return (
            z >= self.z
            and height >= self.points
            and articles >= self.articles
            and sources >= self.sources
        )
