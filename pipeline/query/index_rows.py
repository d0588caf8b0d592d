"""What the index answers with: frozen rows, figures in points, no formatting.

100 points are the mean tension of the world over the baseline. A figure is None where there are
too few articles for one (``pipeline.index.MIN_ARTICLES``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.index.cells import Role
from pipeline.index.change import Piece
from pipeline.index.estimate import Estimate
from pipeline.query.evidence import Evidence

#: What a sentence is looked up for: all tension, one half of it, or relief.
Wanted = Literal["tension", "threat", "act", "relief"]


@dataclass(frozen=True, slots=True)
class View:
    """How the index is looked at.

    Attributes:
        role: In which role countries count: in any, as the place, as who acts, as whom it is
            against. The world has no role.
        unrealised: Whether hypothetical and denied events count.
    """

    role: Role = "any"
    unrealised: bool = True


@dataclass(frozen=True, slots=True)
class Baseline:
    """What 100 points are: ``share`` is the world's tension per 100 sentences over these days."""

    first: date | None
    last: date | None
    share: float
    articles: int


@dataclass(frozen=True, slots=True)
class PeriodTension:
    """A country, or the world (""), or several countries ("") over a period.

    Attributes:
        tension: ``threats + acts``.
        low: Lower bound of the 90 % interval; None when too few articles have tension.
        high: Upper bound.
        articles: Articles with tension, reprints once.
        escalating: Sentences with tension in these.
        sources: Outlets of these.
        reach: Number of these articles with all their reprints.
        base_articles: All articles of the dates and sources, reprints once.
        base_sentences: All sentences of these.
    """

    country: str
    first: date | None
    last: date | None
    tension: float | None
    low: float | None
    high: float | None
    threats: float | None
    acts: float | None
    relief: float | None
    articles: int
    escalating: int
    sources: tuple[str, ...]
    reach: int
    base_articles: int
    base_sentences: int


@dataclass(frozen=True, slots=True)
class TensionDay:
    """A country, or the world (""), on one day; the fields of ``PeriodTension`` and some more.

    ``average`` is the figure of the seven days that end here, taken together; ``z`` is the
    tension against the country's 90 days before. ``estimate`` is the tension drawn towards the
    seven days before (``pipeline.index.estimate``); None where there is too little to go by.
    """

    day: date
    country: str
    tension: float | None
    low: float | None
    high: float | None
    threats: float | None
    acts: float | None
    relief: float | None
    average: float | None
    z: float | None
    estimate: Estimate | None
    articles: int
    escalating: int
    sources: tuple[str, ...]
    reach: int
    base_articles: int
    base_sentences: int


@dataclass(frozen=True, slots=True)
class CountryTension:
    """A country over a period, beside the period of the same length before.

    ``z`` is against the former periods of this length; ``before`` and ``change`` are None where
    there were too few articles. ``sources`` is how many outlets told of tension on the day when
    most of them did, so that there are at least so many.
    """

    country: str
    tension: float | None
    threats: float | None
    acts: float | None
    relief: float | None
    before: float | None
    change: float | None
    z: float | None
    articles: int
    escalating: int
    sources: int
    reach: int


@dataclass(frozen=True, slots=True)
class Mover:
    """A country that moved; ``reasons`` are the types and pairs that moved it most."""

    country: str
    before: float
    after: float
    change: float
    z: float | None
    articles: int
    sources: int
    types: tuple[Piece, ...]
    pairs: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two periods; the changes of each tuple of pieces add up to ``change``."""

    before: PeriodTension
    after: PeriodTension
    change: float
    types: tuple[Piece, ...]
    pairs: tuple[Piece, ...]
    sources: tuple[Piece, ...]
    articles: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PairTension:
    """Tension and relief of what one party does to another; "?" where the text names none.

    An event with several actors or targets counts for each pair with an equal share, and in
    ``events`` for each.
    """

    actor: str
    target: str
    tension: float
    relief: float
    events: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a heading; ``reach`` counts it and its reprints.

    ``title`` is its first sentence where it has none.
    """

    doc_id: str
    day: date | None
    source: str
    title: str
    url: str
    reach: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence and the points that it adds to a figure."""

    points: float
    reach: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Spike:
    """A day of a country, or of the world (""), that rises above its past; see ``SpikeRule``."""

    day: date
    country: str
    tension: float
    z: float
    mean: float
    articles: int
    sources: tuple[str, ...]
    reach: int
    types: tuple[Piece, ...]
    evidence: tuple[Weighed, ...]
