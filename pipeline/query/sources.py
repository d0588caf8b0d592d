"""What each outlet covers, in which tone, and what it alone reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline import index
from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.query.periods import Period, place_in


@dataclass(frozen=True, slots=True)
class SourceFigure:
    """An outlet under a filter; shares are over its own sentences of the same dates.

    ``tone`` is the mean sentiment of its sentences that have one, None without any.
    """

    source: str
    documents: int
    sentences: int
    base: int
    events: int
    tension: float
    relief: float
    tone: float | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class SourcePeriod:
    """Articles of an outlet in a period that have a sentence in the filter."""

    period: Period
    source: str
    documents: int


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """A pair of parties and a type of event that one outlet alone reports."""

    source: str
    actor: str
    target: str
    type: str
    events: int
    latest: date | None


def sources(query: Database, wanted: Filter) -> list[SourceFigure]:
    """Return the outlets of a filter, the one with most articles first."""
    where, values = wanted.sentences()
    terms, dates = wanted.base()
    base = " AND ".join(terms) or "true"
    chosen, more = wanted.events()
    rows = query.rows(
        "WITH base AS (SELECT coalesce(source, '') AS source, count(*) AS base FROM sentences"  # noqa: S608
        f" WHERE {base} GROUP BY ALL),"
        f" found AS (SELECT coalesce(source, '') AS source, count(*) AS events FROM events"
        f" WHERE {chosen} GROUP BY ALL),"
        " told AS (SELECT coalesce(source, '') AS source, count(DISTINCT doc_id) AS documents,"
        " count(*) AS sentences, sum(greatest(escalation, 0)) AS up,"
        " sum(greatest(-escalation, 0)) AS down, sum(sentiment) AS total,"
        " count(*) FILTER (len(sentiment_cues) > 0) AS scored, min(published) AS first,"
        f" max(published) AS last FROM sentences WHERE {where} GROUP BY ALL)"
        " SELECT *, coalesce(events, 0) AS number FROM told JOIN base USING (source)"
        " LEFT JOIN found USING (source) ORDER BY documents DESC, source",
        [*dates, *more, *values],
    )
    return [
        SourceFigure(
            source=row["source"],
            documents=row["documents"],
            sentences=row["sentences"],
            base=row["base"],
            events=row["number"],
            tension=index.tension(row["up"], row["base"]),
            relief=index.relief(row["down"], row["base"]),
            tone=index.tone(row["total"], row["scored"]),
            first=row["first"],
            last=row["last"],
        )
        for row in rows
    ]


def coverage(query: Database, wanted: Filter, spans: list[Period]) -> list[SourcePeriod]:
    """Return the articles of each outlet by period; the periods must adjoin."""
    if not spans:
        return []
    where, values = wanted.between(spans[0].first, spans[-1].last).sentences()
    place, starts = place_in(spans)
    rows = query.rows(
        f"SELECT {place} AS place, coalesce(source, '') AS source,"  # noqa: S608
        f" count(DISTINCT doc_id) AS documents FROM sentences WHERE {where}"
        " GROUP BY ALL ORDER BY place, source",
        [*starts, *values],
    )
    return [SourcePeriod(spans[row["place"]], row["source"], row["documents"]) for row in rows]


def only_here(query: Database, wanted: Filter) -> list[OnlyHere]:
    """Return who did what to whom according to one outlet alone, those told most often first.

    Other outlets are asked under the same filter without its sources, so that narrowing to an
    outlet does not make everything its own.
    """
    everywhere = wanted.anywhere()
    where, values = everywhere.events()
    chosen = " AND list_contains(?::VARCHAR[], any_value(source))" if wanted.sources else ""
    rows = query.rows(
        "SELECT any_value(source) AS source, actor, target, type, count(*) AS events,"  # noqa: S608
        " max(published) AS latest FROM (SELECT *, unnest(targets) AS target FROM"
        f" (SELECT *, unnest(actors) AS actor FROM events WHERE {where} AND source <> ''))"
        f" GROUP BY actor, target, type HAVING count(DISTINCT source) = 1{chosen}"
        " ORDER BY events DESC, latest DESC, actor, target, type",
        [*values, *([list(wanted.sources)] if wanted.sources else [])],
    )
    return [OnlyHere(**row) for row in rows]
