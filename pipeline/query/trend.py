"""The key figures period by period, for a line beside the number."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import index
from pipeline.query.filter import Filter
from pipeline.query.index_rows import View
from pipeline.query.periods import Period
from pipeline.query.query import Query
from pipeline.query.told import told_by_period


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The key figures of one period; tension and relief in points, None for too few articles."""

    period: Period
    documents: int
    events: int
    troops: int
    tension: float | None
    relief: float | None
    tone: float | None


def trend(query: Query, wanted: Filter, spans: list[Period], view: View) -> list[TrendPoint]:
    """Return the key figures of periods that adjoin, also of those without a sentence."""
    if not spans:
        return []
    counts = told_by_period(query, wanted, spans)
    shares = query.index.by_period(wanted, spans, view)
    return [
        TrendPoint(
            period=span,
            documents=one.documents,
            events=one.events,
            troops=one.troops,
            tension=share[0],
            relief=share[1],
            tone=index.tone(one.total, one.toned),
        )
        for span, one, share in zip(spans, counts, shares, strict=True)
    ]
