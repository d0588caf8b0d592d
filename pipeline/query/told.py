"""What is counted over the sentences of a filter: all in one question, day by day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import add, attrgetter

from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.query.periods import Period
from pipeline.query.window.counted import day_counts
from pipeline.query.window.sentences import sentences_of

#: ``chosen`` are the sentences, ``found`` and ``claimed`` events and troops of any sentence: each
#: sentence meets its own.
_TOLD = """
WITH chosen AS (
    SELECT doc_id, sentence, published, escalation, sentiment, len(sentiment_cues) > 0 AS toned
    FROM sentences WHERE {where}
), found AS (
    SELECT doc_id, sentence, count(*) AS events FROM events WHERE {events} GROUP BY ALL
), claimed AS (
    SELECT doc_id, sentence, count(*) AS troops FROM troops WHERE {dates} GROUP BY ALL
)
SELECT published, count(DISTINCT doc_id) AS documents, count(*) AS sentences,
    coalesce(sum(greatest(escalation, 0)), 0) AS up,
    coalesce(sum(greatest(-escalation, 0)), 0) AS down,
    count(*) FILTER (escalation > 0) AS escalating,
    count(*) FILTER (escalation < 0) AS relaxing,
    coalesce(sum(sentiment), 0) AS total, count(*) FILTER (toned) AS toned,
    coalesce(sum(events), 0)::BIGINT AS events, count(events) AS with_events,
    coalesce(sum(troops), 0)::BIGINT AS troops, count(troops) AS with_troops
FROM chosen LEFT JOIN found USING (doc_id, sentence) LEFT JOIN claimed USING (doc_id, sentence)
GROUP BY published ORDER BY published
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

    def __add__(self, other: Told) -> Told:
        """Add the counts of other days."""
        return Told(*map(add, _counts(self), _counts(other)))


#: The fields of a row of counts; quicker than ``astuple``, which looks into each of them.
_counts = attrgetter(*Told.__slots__)


def told(query: Database, wanted: Filter) -> Told:
    """Return the counts of a filter."""
    days = told_by_day(query, wanted).values()
    return Told(*map(sum, zip(*map(_counts, days), strict=True)))


def told_by_period(query: Database, wanted: Filter, spans: Sequence[Period]) -> list[Told]:
    """Return the counts of each of some adjoining periods; one may be that before the filter."""
    first, last = spans[0].first, spans[-1].last
    known = wanted.with_past()
    inside = (known.first or first) <= first and last <= (known.last or last)
    starts = [span.first for span in spans]
    found = [Told() for _ in spans]
    for day, one in _days(query, known if inside else wanted.between(first, last)).items():
        if day is not None and first <= day <= last:
            found[bisect_right(starts, day) - 1] += one
    return found


def told_by_day(query: Database, wanted: Filter) -> dict[date | None, Told]:
    """Return the counts of each day of a filter that has a sentence, in order; None without one."""
    first = wanted.first or date.min
    days = _days(query, wanted.with_past()).items()
    return {day: one for day, one in days if day is None or day >= first}


def _days(query: Database, wanted: Filter) -> dict[date | None, Told]:
    if window := sentences_of(query, wanted, past=False):
        counted = query.kept(f"told {wanted}", lambda: list(day_counts(window, wanted)))
        return {day: Told(*counts) for day, *counts in counted}
    where, chosen = wanted.sentences()
    dates, bounds = wanted.dates()
    events, more = wanted.event_terms()
    sql = _TOLD.format(
        where=where,
        events=" AND ".join([*dates, *events]) or "true",
        dates=" AND ".join(dates) or "true",
    )
    rows = query.tuples(sql, [*chosen, *bounds, *more, *bounds])
    return {day: Told(*counts) for day, *counts in rows}
