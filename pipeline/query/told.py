"""What is counted over the sentences of a filter, all in one question, also period by period."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.query.periods import Period, place_in

#: ``chosen`` are the sentences, ``found`` and ``claimed`` events and troops of any sentence: each
#: sentence meets its own.
_TOLD = """
WITH chosen AS (
    SELECT doc_id, sentence, {place} AS place, escalation, sentiment,
        len(sentiment_cues) > 0 AS toned
    FROM sentences WHERE {where}
), found AS (
    SELECT doc_id, sentence, count(*) AS events FROM events WHERE {events} GROUP BY ALL
), claimed AS (
    SELECT doc_id, sentence, count(*) AS troops FROM troops WHERE {dates} GROUP BY ALL
)
SELECT place, count(DISTINCT doc_id) AS documents, count(*) AS sentences,
    coalesce(sum(greatest(escalation, 0)), 0) AS up,
    coalesce(sum(greatest(-escalation, 0)), 0) AS down,
    count(*) FILTER (escalation > 0) AS escalating,
    count(*) FILTER (escalation < 0) AS relaxing,
    coalesce(sum(sentiment), 0) AS total, count(*) FILTER (toned) AS toned,
    coalesce(sum(events), 0)::BIGINT AS events, count(events) AS with_events,
    coalesce(sum(troops), 0)::BIGINT AS troops, count(troops) AS with_troops
FROM chosen LEFT JOIN found USING (doc_id, sentence) LEFT JOIN claimed USING (doc_id, sentence)
GROUP BY place
"""


@dataclass(frozen=True, slots=True)
class Told:
    """Counts over sentences.

    Attributes:
        documents: Their articles.
        sentences: Their number.
        up: Sum of their escalation where it is above 0.
        down: The same where it is below 0, with the other sign.
        escalating: Those with an escalation above 0.
        relaxing: Those with one below 0.
        total: Sum of their sentiment.
        toned: Those with a sentiment.
        events: Events of the filter in them.
        with_events: Those with any of these.
        troops: Troop mentions in them.
        with_troops: Those with any of these.
    """

    documents: int = 0
    sentences: int = 0
    up: float = 0.0
    down: float = 0.0
    escalating: int = 0
    relaxing: int = 0
    total: float = 0.0
    toned: int = 0
    events: int = 0
    with_events: int = 0
    troops: int = 0
    with_troops: int = 0


def told(query: Database, wanted: Filter) -> Told:
    """Return the counts of a filter."""
    found = _by_place(query, wanted, "0", [])
    return found.get(0, Told())


def told_by_period(query: Database, wanted: Filter, spans: list[Period]) -> list[Told]:
    """Return the counts of each of some adjoining periods."""
    inside = wanted.between(spans[0].first, spans[-1].last)
    found = _by_place(query, inside, *place_in(spans))
    return [found.get(number, Told()) for number in range(len(spans))]


def _by_place(
    query: Database, wanted: Filter, place: str, values: list[object]
) -> dict[int, Told]:
    where, chosen = wanted.sentences()
    dates, bounds = wanted.dates()
    events, more = wanted.event_terms()
    sql = _TOLD.format(
        place=place,
        where=where,
        events=" AND ".join([*dates, *events]) or "true",
        dates=" AND ".join(dates) or "true",
    )
    rows = query.rows(sql, [*values, *chosen, *bounds, *more, *bounds])
    return {row.pop("place"): Told(**row) for row in rows}
