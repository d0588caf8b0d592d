"""Events that tell of the same: rewordings by many outlets are one incident with many sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.sources import source_of

#: The day of an event: as its sentence says, else that of the article. None where the sentence
#: names no day but a month or the like, in which there may be many such events.
_DAY = """
CASE WHEN date IS NULL THEN published
WHEN EXISTS (
    SELECT 1 FROM dates AS named WHERE named.published IS NOT DISTINCT FROM events.published
    AND named.doc_id = events.doc_id AND named.sentence = events.sentence
    AND named.date = events.date AND named.precision = 'day'
) THEN date END
"""
_SIDE = "coalesce(array_to_string(list_sort(list_distinct({})), '+'), '')"
#: Events with the same key are one incident. Without a day or without parties an event is its own;
#: those without a place are not taken for any of those with one.
_KEY = (
    "coalesce(type || ':' || status || ':' || ({day}) || ':' ||"
    f" nullif({_SIDE.format('actors')} || '>' || {_SIDE.format('targets')}, '>')"
    " || coalesce('@' || place, ''),"
    " doc_id || ':' || sentence || ':' || event_id)"
)
#: The key as an expression over rows of the table of events.
KEY = _KEY.format(day=_DAY)

#: ``articles`` has one row for all copies of a text, which its first outlet stands for.
_INCIDENTS = """
WITH told AS (
    SELECT doc_id, sentence, event_id, published, coalesce(source, '') AS source, type, status,
        intensity, list_sort(list_distinct(actors)) AS actors,
        list_sort(list_distinct(targets)) AS targets, place, {day} AS said
    FROM events WHERE {where}
), keyed AS (
    SELECT *, {key} AS key FROM told
), texts AS (
    SELECT doc_id, coalesce(cluster, doc_id) AS copies, published_at FROM documents
    WHERE doc_id IN (SELECT doc_id FROM told)
), articles AS (
    SELECT DISTINCT key, copies, first_value(source) OVER (
        PARTITION BY key, copies ORDER BY published NULLS LAST, published_at NULLS LAST, doc_id
    ) AS outlet
    FROM keyed JOIN texts USING (doc_id)
), spread AS (
    SELECT key, count(*) AS articles,
        greatest(1, count(DISTINCT outlet) FILTER (outlet <> '')) AS sources
    FROM articles GROUP BY key
)
SELECT key, min(said) AS day, min(published) AS first,
    any_value(type) AS type, any_value(status) AS status, any_value(actors) AS actors,
    any_value(targets) AS targets, any_value(sources) AS sources, any_value(articles) AS articles,
    count(*) AS reports, avg(intensity) AS intensity,
    list(DISTINCT source) FILTER (source <> '') AS outlets
FROM keyed JOIN spread USING (key) GROUP BY key
ORDER BY sources DESC, day NULLS LAST, key
"""


@dataclass(frozen=True, slots=True)
class Incident:
    """Events of the same type, status, actors, targets, place and day.

    Attributes:
        key: What its events have in common; the value of a figure "incident".
        day: When it happened; None where the sentence says a month or the like, or nobody says.
        first: When it was first reported.
        type: PLOVER type.
        status: Of all its events.
        actors: Who acts, sorted.
        targets: Against or towards whom, sorted.
        sources: Outlets that report it independently: of copies of one text the first outlet
            counts, and all articles without an outlet together as one at most.
        articles: Articles that report it, copies of one text once.
        reports: Its events, those of copies too; they add up to the events of the filter.
        intensity: Mean intensity of these, -10 (conflict) to 10 (cooperation).
        outlets: All outlets that report it, sorted.
        country: Where all of them have their seat, "" when not in one country or not known.
    """

    key: str
    day: date | None
    first: date | None
    type: str
    status: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    sources: int
    articles: int
    reports: int
    intensity: float
    outlets: tuple[str, ...]
    country: str


def incidents(query: Database, wanted: Filter) -> list[Incident]:
    """Return the events of a filter by incident: most sources first, then the earliest."""
    where, values = wanted.events()
    sql = _INCIDENTS.format(day=_DAY, where=where, key=_KEY.format(day="said"))
    found = []
    for row in query.rows(sql, values):
        outlets = tuple(sorted(row["outlets"] or ()))
        sides = {side: tuple(row[side] or ()) for side in ("actors", "targets")}
        found.append(Incident(**row | sides | {"outlets": outlets, "country": _seat(outlets)}))
    return found


def _seat(outlets: Sequence[str]) -> str:
    known = [source_of(name) for name in outlets]
    seats = {outlet.country if outlet else "" for outlet in known}
    return seats.pop() if len(seats) == 1 else ""
