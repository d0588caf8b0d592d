"""The key figures period by period, for a line beside the number."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import index
from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.query.periods import Period, place_in


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The key figures of one period, as ``KeyFigures`` has them."""

    period: Period
    documents: int
    events: int
    troops: int
    tension: float
    relief: float
    tone: float | None


def trend(query: Database, wanted: Filter, spans: list[Period]) -> list[TrendPoint]:
    """Return the key figures of periods that adjoin, also of those without a sentence."""
    if not spans:
        return []
    inside = wanted.between(spans[0].first, spans[-1].last)
    terms, dates = inside.base()
    where, values = inside.sentences()
    chosen, more = inside.events()
    place, starts = place_in(spans)
    rows = query.rows(
        f"WITH base AS (SELECT {place} AS place, count(*) AS base FROM sentences"  # noqa: S608
        f" WHERE {' AND '.join(terms)} GROUP BY ALL),"
        f" told AS (SELECT {place} AS place, count(DISTINCT doc_id) AS documents,"
        " sum(greatest(escalation, 0)) AS up, sum(greatest(-escalation, 0)) AS down,"
        " sum(sentiment) AS total, count(*) FILTER (len(sentiment_cues) > 0) AS scored"
        f" FROM sentences WHERE {where} GROUP BY ALL),"
        f" found AS (SELECT {place} AS place, count(*) AS events FROM events WHERE {chosen}"
        " GROUP BY ALL),"
        f" claimed AS (SELECT {place} AS place, count(*) AS troops FROM troops WHERE {where}"
        " GROUP BY ALL)"
        " SELECT * FROM base LEFT JOIN told USING (place) LEFT JOIN found USING (place)"
        " LEFT JOIN claimed USING (place)",
        [*starts, *dates, *starts, *values, *starts, *more, *starts, *values],
    )
    by_place = {row["place"]: row for row in rows}
    return [_point(span, by_place.get(i)) for i, span in enumerate(spans)]


def _point(span: Period, row: dict[str, float | None] | None) -> TrendPoint:
    found = {name: value or 0 for name, value in (row or {}).items()}
    base = int(found.get("base", 0))
    return TrendPoint(
        period=span,
        documents=int(found.get("documents", 0)),
        events=int(found.get("events", 0)),
        troops=int(found.get("troops", 0)),
        tension=index.tension(found.get("up", 0), base),
        relief=index.relief(found.get("down", 0), base),
        tone=index.tone(found.get("total", 0), int(found.get("scored", 0))),
    )
