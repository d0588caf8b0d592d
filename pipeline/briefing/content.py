"""What stands in a briefing: figures and sentences, not yet in any layout or language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from pipeline.query import Filter, Query
from pipeline.query.index_rows import (
    Article,
    Baseline,
    Change,
    CountryTension,
    Mover,
    PeriodTension,
    Spike,
    Weighed,
)

#: How many of each kind a briefing names; the dashboard has the others.
_MOVERS: Final = 8
_QUOTES: Final = 10
_RELIEF: Final = 5
_ALERTS: Final = 5
_REASONS: Final = 6


@dataclass(frozen=True, slots=True)
class Briefing:
    """The content of a briefing.

    Attributes:
        first: First day.
        last: Last day; the same for a briefing of one day.
        snapshot: When the data was stored.
        methodology: Version of the rules.
        baseline: What 100 points are.
        world: The figure of the world.
        countries: All countries with a figure, the tensest first.
        movers: Countries that moved most.
        why: Division of the world's change; None where the period before has too few articles.
        alerts: Rises within the period.
        quotes: The sentences that add most to the world's tension.
        relief: The sentences that relax most.
        articles: Headings of the articles that ``why`` names.
    """

    first: date
    last: date
    snapshot: datetime
    methodology: str
    baseline: Baseline
    world: PeriodTension
    countries: tuple[CountryTension, ...]
    movers: tuple[Mover, ...]
    why: Change | None
    alerts: tuple[Spike, ...]
    quotes: tuple[Weighed, ...]
    relief: tuple[Weighed, ...]
    articles: dict[str, Article]

    @property
    def days(self) -> int:
        """Days that the briefing covers."""
        return (self.last - self.first).days + 1


def compose(query: Query, last: date, days: int = 1) -> Briefing:
    """Gather what a briefing says.

    Args:
        query: Answers from one snapshot of the store.
        last: Last day.
        days: How many days it covers, 1 or more.

    Raises:
        ValueError: When ``days`` is less than 1.
    """
    if days < 1:
        raise ValueError(f"a briefing covers at least one day, not {days}")
    index, overview = query.index, query.overview()
    first = last - timedelta(days=days - 1)
    wanted = Filter(first=first, last=last)
    why = index.why(wanted, limit=_REASONS)
    named = [piece.key for piece in why.articles] if why else []
    return Briefing(
        first=first,
        last=last,
        snapshot=overview.created,
        methodology=overview.methodology,
        baseline=index.baseline(),
        world=index.figure(wanted),
        countries=tuple(index.countries(wanted)),
        movers=tuple(index.movers(wanted, limit=_MOVERS)),
        why=why,
        alerts=tuple(index.spikes(wanted, limit=_ALERTS)),
        quotes=tuple(index.evidence(wanted, limit=_QUOTES)),
        relief=tuple(index.evidence(wanted, side="relief", limit=_RELIEF)),
        articles=index.articles(named),
    )
