"""Who acts towards whom: events counted by pairs of parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.query.periods import Period, place_in


@dataclass(frozen=True, slots=True)
class Dyad:
    """Events of one party towards another; an event with two targets is in two dyads.

    Attributes:
        actor: Who acts, as country code or identifier.
        target: Against or towards whom.
        events: All coded events, whatever their status.
        asserted: Those that the text says are so.
        conflict: Those with an intensity below 0.
        cooperation: Those with an intensity above 0.
        intensity: Mean intensity of all of them, -10 (conflict) to 10 (cooperation).
        types: Types of the events, the most frequent first.
    """

    actor: str
    target: str
    events: int
    asserted: int
    conflict: int
    cooperation: int
    intensity: float
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DyadPeriod:
    """Events of one party towards another in one period of publication."""

    period: Period
    actor: str
    target: str
    events: int
    intensity: float


_PAIRS = (
    "SELECT *, unnest(targets) AS target FROM"
    " (SELECT *, unnest(actors) AS actor FROM events WHERE {})"
)


def dyads(query: Database, wanted: Filter, party: str = "") -> list[Dyad]:
    """Return the pairs of a filter, those with most events first.

    Args:
        query: Where to ask.
        wanted: Which events count.
        party: Only pairs with this party on either side.
    """
    where, values = wanted.events()
    only = " WHERE actor = ? OR target = ?" if party else ""
    rows = query.rows(
        f"WITH pairs AS ({_PAIRS.format(where)}),"  # noqa: S608
        " typed AS (SELECT actor, target, type, count(*) AS n FROM pairs GROUP BY ALL),"
        " named AS (SELECT actor, target, list(type ORDER BY n DESC, type) AS types FROM typed"
        " GROUP BY actor, target)"
        " SELECT actor, target, count(*) AS events,"
        " count(*) FILTER (status = 'asserted') AS asserted,"
        " count(*) FILTER (intensity < 0) AS conflict,"
        " count(*) FILTER (intensity > 0) AS cooperation,"
        " avg(intensity) AS intensity, any_value(types) AS types"
        f" FROM pairs JOIN named USING (actor, target){only}"
        " GROUP BY actor, target ORDER BY events DESC, actor, target",
        [*values, *([party, party] if party else [])],
    )
    return [Dyad(**{**row, "types": tuple(row["types"])}) for row in rows]


def dyads_over_time(query: Database, wanted: Filter, spans: list[Period]) -> list[DyadPeriod]:
    """Return the pairs of each period, which must adjoin and cover all dates of the filter."""
    if not spans:
        return []
    where, values = wanted.between(spans[0].first, spans[-1].last).events()
    place, starts = place_in(spans)
    rows = query.rows(
        f"SELECT {place} AS place, actor, target, count(*) AS events,"  # noqa: S608
        f" avg(intensity) AS intensity FROM ({_PAIRS.format(where)})"
        " GROUP BY ALL ORDER BY place, events DESC, actor, target",
        [*starts, *values],
    )
    return [
        DyadPeriod(
            spans[row["place"]], row["actor"], row["target"], row["events"], row["intensity"]
        )
        for row in rows
    ]


def busiest(found: Sequence[Dyad], most: int) -> list[str]:
    """Return the parties with most events on either side, the busiest first."""
    totals: dict[str, int] = {}
    for dyad in found:
        for party in {dyad.actor, dyad.target}:
            totals[party] = totals.get(party, 0) + dyad.events
    return sorted(totals, key=lambda party: (-totals[party], party))[:most]
