"""The key figures period by period, for a line beside the number."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import index
from pipeline.query.filter import Filter
from pipeline.query.index_rows import View
from pipeline.query.periods import Period, place_in
from pipeline.query.query import Query


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
    inside = wanted.between(spans[0].first, spans[-1].last)
    where, values = inside.sentences()
    chosen, more = inside.events()
    place, starts = place_in(spans)
    rows = query.rows(
        f"WITH told AS (SELECT {place} AS place, count(DISTINCT doc_id) AS documents,"  # noqa: S608
        " sum(sentiment) AS total, count(*) FILTER (len(sentiment_cues) > 0) AS scored"
        f" FROM sentences WHERE {where} GROUP BY ALL),"
        f" found AS (SELECT {place} AS place, count(*) AS events FROM events WHERE {chosen}"
        " GROUP BY ALL),"
        f" claimed AS (SELECT {place} AS place, count(*) AS troops FROM troops WHERE {where}"
        " GROUP BY ALL)"
        " SELECT * FROM told LEFT JOIN found USING (place) LEFT JOIN claimed USING (place)",
        [*starts, *values, *starts, *more, *starts, *values],
    )
    by_place = {row["place"]: row for row in rows}
    shares = query.index.by_period(wanted, spans, view)
    return [_point(span, by_place.get(i), shares[i]) for i, span in enumerate(spans)]


def _point(
    span: Period, row: dict[str, float | None] | None, shares: tuple[float | None, float | None]
) -> TrendPoint:
    found = {name: value or 0 for name, value in (row or {}).items()}
    return TrendPoint(
        period=span,
        documents=int(found.get("documents", 0)),
        events=int(found.get("events", 0)),
        troops=int(found.get("troops", 0)),
        tension=shares[0],
        relief=shares[1],
        tone=index.tone(found.get("total", 0), int(found.get("scored", 0))),
    )
