"""What a filter can be set to: only values that occur."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pipeline.query.database import Database

#: More places would make the list of a page slow; the most named are offered.
_MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class Options:
    """Values that occur in a snapshot, the most frequent first; ``places`` has names by id."""

    types: tuple[str, ...]
    statuses: tuple[str, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    speakers: tuple[str, ...]
    sources: tuple[str, ...]
    places: dict[str, str]


def options(query: Database) -> Options:
    """Return what the filters of a snapshot can be set to; asked once, a snapshot never changes."""
    return query.once("options", partial(_options, query))


def _options(query: Database) -> Options:

    def values(column: str, table: str) -> tuple[str, ...]:
        rows = query.rows(
            f"SELECT value, count(*) AS n FROM (SELECT {column} AS value FROM {table})"  # noqa: S608
            " WHERE value <> '' GROUP BY value ORDER BY n DESC, value",
            [],
        )
        return tuple(row["value"] for row in rows)

    places = query.rows(
        "SELECT place_id, any_value(name) AS name, count(*) AS n FROM places WHERE role = 'place'"
        " GROUP BY place_id ORDER BY n DESC, place_id LIMIT ?",
        [_MOST_PLACES],
    )
    return Options(
        types=values("type", "events"),
        statuses=values("status", "events"),
        actors=values("unnest(actors)", "events"),
        targets=values("unnest(targets)", "events"),
        speakers=values("speaker", "events"),
        sources=values("source", "documents"),
        places={row["place_id"]: row["name"] for row in places},
    )
