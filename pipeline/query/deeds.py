"""Events one by one, and how many of each type there were when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.query.periods import Period, place_in


@dataclass(frozen=True, slots=True)
class Deed:
    """One coded event with the sentence that it stands in.

    ``day`` is when the article was published, ``date`` when the event is said to happen;
    ``place`` is the name of where, "" when the sentence does not say.
    """

    doc_id: str
    sentence: int
    event_id: int
    day: date | None
    date: date | None
    type: str
    mode: str
    status: str
    intensity: float
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    speaker: str | None
    place: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class DeedPeriod:
    """Number of events of a type in articles of a period, and their mean intensity."""

    period: Period
    type: str
    events: int
    intensity: float


def deeds(query: Database, wanted: Filter, limit: int | None = None) -> list[Deed]:
    """Return the events of a filter, the latest first."""
    where, values = wanted.events()
    rows = query.rows(
        f"WITH chosen AS (SELECT * FROM events WHERE {where}),"  # noqa: S608
        " named AS (SELECT place_id, any_value(name) AS name FROM places GROUP BY place_id)"
        " SELECT c.doc_id, c.sentence, c.event_id, c.published AS day, c.date, c.type,"
        " coalesce(c.mode, '') AS mode, c.status, c.intensity, c.actors, c.targets, c.speaker,"
        " coalesce(n.name, '') AS place, coalesce(c.source, '') AS source, s.text"
        " FROM chosen c JOIN sentences s USING (doc_id, sentence)"
        " LEFT JOIN named n ON n.place_id = c.place"
        " ORDER BY day DESC NULLS LAST, c.doc_id, c.sentence, c.event_id"
        + ("" if limit is None else f" LIMIT {int(limit)}"),
        values,
    )
    sides = ("actors", "targets")
    return [Deed(**row | {side: tuple(row[side] or ()) for side in sides}) for row in rows]


def deeds_over_time(query: Database, wanted: Filter, spans: list[Period]) -> list[DeedPeriod]:
    """Return the number of events by period and type; the periods must adjoin."""
    if not spans:
        return []
    where, values = wanted.between(spans[0].first, spans[-1].last).events()
    place, starts = place_in(spans)
    rows = query.rows(
        f"SELECT {place} AS place, type, count(*) AS events, avg(intensity) AS intensity"  # noqa: S608
        f" FROM events WHERE {where} GROUP BY ALL ORDER BY place, type",
        [*starts, *values],
    )
    return [DeedPeriod(spans[row.pop("place")], **row) for row in rows]
