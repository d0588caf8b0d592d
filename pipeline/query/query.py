"""Figures over a snapshot of the store, computed by DuckDB on its Parquet files.

All figures count sentences, events or mentions under a ``Filter``; ``evidence`` returns the very
sentences that a figure counts.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb

from pipeline import index
from pipeline.query.evidence import Evidence, Row, assemble
from pipeline.query.filter import Figure, Filter
from pipeline.query.rows import (
    CountryFigure,
    DayFigure,
    EventCount,
    KeyFigures,
    Overview,
    PlacePoint,
    ToneDay,
    TroopClaim,
)
from pipeline.store.manifest import StoreError, way_back
from pipeline.store.schema import SCHEMAS
from pipeline.store.snapshot import Snapshot

_UP = "sum(greatest(escalation, 0))"
_DOWN = "sum(greatest(-escalation, 0))"

#: Which sentence concerns which country: it names a place there, or an event has it as a party.
#: EU, UN and G7 are identifiers of organisations that look like country codes.
_CONCERNS = """
CREATE VIEW concerns AS
SELECT doc_id, sentence, country FROM places WHERE country <> ''
UNION
SELECT doc_id, sentence, party AS country
FROM (SELECT doc_id, sentence, unnest(list_concat(actors, targets)) AS party FROM events)
WHERE length(party) = 2 AND party NOT IN ('EU', 'UN', 'G7')
"""


class Query:
    """Answers questions about one snapshot; safe to share between threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._database = duckdb.connect()
        for table, schema in SCHEMAS.items():
            files = snapshot.files(table)
            empty = schema.empty_table()  # noqa: F841  DuckDB finds it by its name
            if files:
                self._view(table, files)
            else:
                self._database.execute(f"CREATE TABLE {table} AS SELECT * FROM empty")  # noqa: S608
        self._database.execute(_CONCERNS)

    @classmethod
    def open(cls, store: str | Path) -> Query:
        """Open the current snapshot of a store.

        Raises:
            StoreError: When there is none, or it cannot be read.
        """
        return cls(Snapshot.open(store))

    @staticmethod
    def current(store: str | Path) -> str:
        """Return the version of the current snapshot of a store, without reading its tables.

        Raises:
            StoreError: When there is none, or it cannot be read.
        """
        return Snapshot.open(store).version

    def _view(self, table: str, files: list[str]) -> None:
        try:
            self._database.read_parquet(files).create_view(table)
        except duckdb.Error as error:
            folder = self._snapshot.folder
            raise StoreError(f"{folder} cannot be read ({error}); {way_back(folder)}") from error

    def _rows(self, sql: str, values: list[object]) -> list[Row]:
        try:
            cursor = self._database.cursor().execute(sql, values)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except duckdb.Error as error:
            folder = self._snapshot.folder
            raise StoreError(f"{folder} cannot be read ({error}); {way_back(folder)}") from error

    def _one(self, sql: str, values: list[object]) -> Row:
        return self._rows(sql, values)[0]

    def overview(self) -> Overview:
        """Return what the snapshot holds."""
        row = self._one(
            "SELECT count(*) AS documents, coalesce(sum(sentences), 0)::BIGINT AS sentences,"
            " count(*) FILTER (published IS NULL) AS undated,"
            " count(DISTINCT source) FILTER (source <> '') AS sources,"
            " min(published) AS first, max(published) AS last FROM documents",
            [],
        )
        snapshot = self._snapshot
        return Overview(
            version=snapshot.version,
            created=snapshot.created,
            methodology=snapshot.methodology,
            **row,
        )

    def countries(self) -> list[str]:
        """Return all countries that any sentence concerns, the most frequent first."""
        rows = self._rows(
            "SELECT country FROM concerns GROUP BY country ORDER BY count(*) DESC, country", []
        )
        return [row["country"] for row in rows]

    def key_figures(self, wanted: Filter) -> KeyFigures:
        """Return the counts of a filter."""
        where, values = wanted.sentences()
        row = self._one(
            f"SELECT count(DISTINCT doc_id) AS documents, count(*) AS sentences,"  # noqa: S608
            f" coalesce({_UP}, 0) AS up, coalesce({_DOWN}, 0) AS down,"
            " count(*) FILTER (escalation > 0) AS escalating,"
            " count(*) FILTER (escalation < 0) AS relaxing,"
            " coalesce(sum(sentiment), 0) AS total,"
            " count(*) FILTER (len(sentiment_cues) > 0) AS scored"
            f" FROM sentences WHERE {where}",
            values,
        )
        base = self._base(wanted)
        return KeyFigures(
            documents=row["documents"],
            sentences=row["sentences"],
            base=base,
            escalating=row["escalating"],
            relaxing=row["relaxing"],
            events=self._count("events", wanted),
            troops=self._count("troops", wanted),
            tension=index.tension(row["up"], base),
            relief=index.relief(row["down"], base),
            tone=index.tone(row["total"], row["scored"]),
        )

    def _base(self, wanted: Filter) -> int:
        terms, values = wanted.dates()
        where = " AND ".join(terms) or "true"
        return int(self._one(f"SELECT count(*) AS n FROM sentences WHERE {where}", values)["n"])  # noqa: S608

    def _count(self, table: str, wanted: Filter) -> int:
        where, values = wanted.sentences()
        return int(self._one(f"SELECT count(*) AS n FROM {table} WHERE {where}", values)["n"])  # noqa: S608

    def by_country(self, wanted: Filter) -> list[CountryFigure]:
        """Return each country that the sentences of a filter concern, the tensest first."""
        where, values = wanted.sentences()
        base = self._base(wanted)
        rows = self._rows(
            f"SELECT country, {_UP} AS up, {_DOWN} AS down, count(*) AS sentences,"  # noqa: S608
            " count(*) FILTER (escalation > 0) AS escalating,"
            " count(DISTINCT doc_id) AS documents"
            f" FROM sentences JOIN concerns USING (doc_id, sentence) WHERE {where}"
            " GROUP BY country ORDER BY up DESC, country",
            values,
        )
        return [
            CountryFigure(
                country=row["country"],
                tension=index.tension(row["up"], base),
                relief=index.relief(row["down"], base),
                sentences=row["sentences"],
                escalating=row["escalating"],
                documents=row["documents"],
            )
            for row in rows
        ]

    def by_day(self, wanted: Filter) -> list[DayFigure]:
        """Return the daily figures of each country of a filter, or of the world without any."""
        terms, values = wanted.dates()
        where = " AND ".join([*terms, "published IS NOT NULL"])
        named = " JOIN concerns USING (doc_id, sentence)" if wanted.countries else ""
        country = "country" if wanted.countries else "''"
        chosen = " AND country IN (SELECT unnest(?::VARCHAR[]))" if wanted.countries else ""
        rows = self._rows(
            f"WITH days AS (SELECT published AS day, count(*) AS base,"  # noqa: S608
            f" count(DISTINCT doc_id) AS documents FROM sentences WHERE {where} GROUP BY day),"
            f" scored AS (SELECT published AS day, {country} AS country, {_UP} AS up,"
            f" {_DOWN} AS down, count(*) FILTER (escalation > 0) AS escalating,"
            f" count(*) FILTER (escalation < 0) AS relaxing FROM sentences{named}"
            f" WHERE {where}{chosen} GROUP BY ALL)"
            " SELECT * FROM scored JOIN days USING (day) ORDER BY country, day",
            [*values, *values, *([list(wanted.countries)] if wanted.countries else [])],
        )
        return [
            DayFigure(
                day=row["day"],
                country=row["country"],
                tension=index.tension(row["up"], row["base"]),
                relief=index.relief(row["down"], row["base"]),
                escalating=row["escalating"],
                relaxing=row["relaxing"],
                documents=row["documents"],
            )
            for row in rows
        ]

    def tone_by_day(self, wanted: Filter) -> list[ToneDay]:
        """Return the daily tone of the sentences of a filter."""
        where, values = wanted.sentences()
        rows = self._rows(
            "SELECT published AS day, avg(sentiment) AS tone, count(*) AS sentences"  # noqa: S608
            f" FROM sentences WHERE {where} AND len(sentiment_cues) > 0"
            " AND published IS NOT NULL GROUP BY day ORDER BY day",
            values,
        )
        return [ToneDay(**row) for row in rows]

    def points(self, wanted: Filter) -> list[PlacePoint]:
        """Return the locations of the sentences of a filter, the most named first."""
        where, values = wanted.sentences()
        rows = self._rows(
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
        where, values = wanted.sentences()
        rows = self._rows(
            "SELECT type, status, count(*) AS events FROM events"  # noqa: S608
            f" WHERE {where} GROUP BY type, status ORDER BY type, status",
            values,
        )
        return [EventCount(**row) for row in rows]

    def troops(self, wanted: Filter) -> list[TroopClaim]:
        """Return every troop mention, by date."""
        where, values = wanted.sentences()
        rows = self._rows(
            "SELECT doc_id, sentence, published AS day, source, text, unit, count_min, count_max,"  # noqa: S608
            " approximate, nationality, place_country, casualties FROM troops"
            f' WHERE {where} ORDER BY published, doc_id, sentence, "start"',
            values,
        )
        return [TroopClaim(**row) for row in rows]

    def evidence(
        self, wanted: Filter, figure: Figure, search: str = "", limit: int | None = None
    ) -> list[Evidence]:
        """Return the sentences behind a figure, the most escalating first.

        Args:
            wanted: Which sentences count.
            figure: The figure that is asked about.
            search: Only sentences that contain this text, whatever its case.
            limit: At most so many; None for all.
        """
        where, values = wanted.sentences()
        extra, more = figure.condition()
        values = [*values, *more]
        if search:
            extra += " AND contains(lower(text), lower(?))"
            values.append(search)
        sentences = self._rows(
            f"SELECT * FROM sentences WHERE {where} AND {extra}"  # noqa: S608
            " ORDER BY abs(escalation) DESC, published DESC, doc_id, sentence"
            + ("" if limit is None else f" LIMIT {int(limit)}"),
            values,
        )
        keys = [f"{row['doc_id']}\0{row['sentence']}" for row in sentences]
        parts = {
            table: self._grouped(table, keys) for table in ("events", "places", "troops", "dates")
        }
        return [
            assemble(row, *(parts[table].get(key, []) for table in parts))
            for key, row in zip(keys, sentences, strict=True)
        ]

    def evidence_count(self, wanted: Filter, figure: Figure, search: str = "") -> int:
        """Return how many sentences ``evidence`` would return without a limit."""
        where, values = wanted.sentences()
        extra, more = figure.condition()
        values = [*values, *more]
        if search:
            extra += " AND contains(lower(text), lower(?))"
            values.append(search)
        sql = f"SELECT count(*) AS n FROM sentences WHERE {where} AND {extra}"  # noqa: S608
        return int(self._one(sql, values)["n"])

    def _grouped(self, table: str, keys: list[str]) -> dict[str, list[Row]]:
        order = "event_id" if table == "events" else '"start"'
        rows = self._rows(
            f"SELECT * FROM {table} WHERE doc_id || chr(0) || sentence IN"  # noqa: S608
            f" (SELECT unnest(?::VARCHAR[])) ORDER BY {order}",
            [keys],
        )
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for row in rows:
            found[f"{row['doc_id']}\0{row['sentence']}"].append(row)
        return found
