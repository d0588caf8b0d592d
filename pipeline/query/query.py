"""Figures over a snapshot of the store, computed by DuckDB on its Parquet files.

All figures count sentences, events or mentions under a ``Filter``; ``evidence`` returns the very
sentences that a figure counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from pipeline import index
from pipeline.query.database import COUNTRIES
from pipeline.query.filter import Filter
from pipeline.query.index_query import IndexQuery
from pipeline.query.rows import (
    EventCount,
    KeyFigures,
    Overview,
    PlacePoint,
    ToneDay,
    TroopClaim,
)
from pipeline.query.search import Search
from pipeline.query.told import told, told_by_day
from pipeline.query.window.counted import event_counts, points
from pipeline.query.window.sentences import sentences_of
from pipeline.settings import Settings, load
from pipeline.store.snapshot import Snapshot


class Query(Search):
    """Answers questions about one snapshot; safe to share between threads."""

    def __init__(self, snapshot: Snapshot, settings: Settings | None = None) -> None:
        """Take the settings that the caller has read; without them they are read when needed."""
        super().__init__(snapshot)
        self._settings = settings

    @property
    def index(self) -> IndexQuery:
        """The index of tension; its baseline comes from the settings.

        Made anew each time: were it kept, the two would hold each other, and the tables of an old
        snapshot would stay in memory until Python looks for circles.
        """
        return IndexQuery(self, *self._window)

    @cached_property
    def _window(self) -> tuple[date | None, date | None]:
        settings = self._settings or load()
        return settings.baseline_first, settings.baseline_last

    def overview(self) -> Overview:
        """Return what the snapshot holds."""
        return self.once("overview", self._overview)

    def _overview(self) -> Overview:
        row = self.one(
            "SELECT count(*) AS documents, coalesce(sum(sentences), 0)::BIGINT AS sentences,"
            " count(*) FILTER (published IS NULL) AS undated,"
            " count(DISTINCT source) FILTER (source <> '') AS sources,"
            " min(published) AS first, max(published) AS last FROM documents",
            [],
        )
        snapshot = self.snapshot
        return Overview(
            version=snapshot.version,
            created=snapshot.created,
            methodology=snapshot.methodology,
            **row,
        )

    def reach(self, doc_ids: Iterable[str]) -> dict[str, int]:
        """Return how many copies of its text each document has, itself among them.

        Twenty reprints of one report are one event with a reach of twenty.
        """
        rows = self.rows(
            "SELECT doc_id, count(*) OVER (PARTITION BY cluster) AS reach FROM documents"
            " QUALIFY list_contains(?, doc_id)",
            [list(doc_ids)],
        )
        return {row["doc_id"]: row["reach"] for row in rows}

    def countries(self) -> list[str]:
        """Return all countries that any sentence concerns, those named most often first."""
        rows = self.rows(COUNTRIES, [])
        return [row["country"] for row in rows]

    def key_figures(self, wanted: Filter) -> KeyFigures:
        """Return the counts of a filter."""
        found, base = told(self, wanted), self._base(wanted)
        return KeyFigures(
            documents=found.documents,
            sentences=found.sentences,
            base=base,
            escalating=found.escalating,
            relaxing=found.relaxing,
            events=found.events,
            troops=found.troops,
            tension=index.tension(found.up, base),
            relief=index.relief(found.down, base),
            tone=index.tone(found.total, found.toned),
            with_events=found.with_events,
            with_troops=found.with_troops,
            with_tone=found.toned,
        )

    def _base(self, wanted: Filter) -> int:
        terms, values = wanted.base()
        where = " AND ".join(terms) or "true"
        counted = f"SELECT coalesce(sum(sentences), 0) AS n FROM documents WHERE {where}"  # noqa: S608
        return int(self.one(counted, values)["n"])

    def tone_by_day(self, wanted: Filter) -> list[ToneDay]:
        """Return the daily tone of the sentences of a filter."""
        return [
            ToneDay(day, tone, found.toned)
            for day, found in told_by_day(self, wanted).items()
            if day is not None and (tone := index.tone(found.total, found.toned)) is not None
        ]

    def points(self, wanted: Filter) -> list[PlacePoint]:
        """Return the locations of the sentences of a filter, the most named first."""
        if window := sentences_of(self, wanted):
            return self.kept(f"points {wanted}", lambda: points(window, wanted))
        where, values = wanted.sentences()
        rows = self.rows(
            "SELECT place_id, any_value(name) AS name, any_value(country) AS country,"  # noqa: S608
            " any_value(kind) AS kind, any_value(lat) AS lat, any_value(lon) AS lon,"
            " count(*) AS mentions, count(DISTINCT (doc_id, sentence)) AS sentences,"
            " list_sort(list(DISTINCT text)) AS written, any_value(disputed) AS disputed"
            f" FROM places WHERE role = 'place' AND lat IS NOT NULL AND {where}"
            " GROUP BY place_id ORDER BY mentions DESC, place_id",
            values,
        )
        return [PlacePoint(**{**row, "written": tuple(row["written"])}) for row in rows]

    def event_counts(self, wanted: Filter) -> list[EventCount]:
        """Return the number of events of each type and status."""
        if window := sentences_of(self, wanted):
            return self.kept(f"events {wanted}", lambda: event_counts(window, wanted))
        where, values = wanted.events()
        rows = self.rows(
            "SELECT type, status, count(*) AS events FROM events"  # noqa: S608
            f" WHERE {where} GROUP BY type, status ORDER BY type, status",
            values,
        )
        return [EventCount(**row) for row in rows]

    def troops(self, wanted: Filter) -> list[TroopClaim]:
        """Return every troop mention, by date."""
        where, values = wanted.sentences()
        rows = self.rows(
            "SELECT doc_id, sentence, published AS day, source, text, unit, count_min, count_max,"  # noqa: S608
            " approximate, nationality, place_country, casualties FROM troops"
            f' WHERE {where} ORDER BY published, doc_id, sentence, "start"',
            values,
        )
        return [TroopClaim(**row) for row in rows]
