"""The daily cells of the index, made when a run ends, for the days that the run touched.

A day is touched when one of its documents came, went or changed, when another document became the
first of a cluster of reprints, or when the first one, of this day, has more or fewer of them. That
is read off the documents before and after, so that it does not matter who changed them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import duckdb
import pyarrow as pa

from pipeline.index.cells import BASE, COPIES, both, cells, spread, world
from pipeline.index.flat import by_type, flat
from pipeline.store.schema import DERIVED, TABLES
from pipeline.store.snapshot import relation

#: Days whose cells are made at once; bounds the memory.
_DAYS_AT_ONCE: Final = 400

#: What a document must have in common with its former self for its day to stay as it is.
_STATE: Final = """
SELECT * EXCLUDE (copies), if(lead = doc_id, copies, 0) AS reach
FROM (
    SELECT doc_id, published, source, content_hash, methodology, sentences,
        first_value(doc_id) OVER (
            PARTITION BY coalesce(cluster, doc_id)
            ORDER BY published NULLS LAST, published_at NULLS LAST, doc_id
        ) AS lead,
        count(*) OVER (PARTITION BY coalesce(cluster, doc_id)) AS copies
    FROM {table}
)
"""
_TOUCHED: Final = f"""
WITH before AS ({_STATE.format(table="former")}), after AS ({_STATE.format(table="documents")})
SELECT DISTINCT published FROM (
    (SELECT * FROM before EXCEPT SELECT * FROM after) UNION ALL
    (SELECT * FROM after EXCEPT SELECT * FROM before)
) WHERE published IS NOT NULL ORDER BY published
"""  # noqa: S608


class Cubes:
    """Makes the derived tables; ``former`` are the documents of the snapshot before."""

    def __init__(self, documents: list[str], parts: list[str], former: list[str]) -> None:
        self._database = duckdb.connect()
        self._database.execute("SET enable_progress_bar = false")
        self._view("documents", documents)
        self._view("parts", parts)
        self._view("former", former, "documents")
        self._database.execute(f"CREATE TABLE index_copies AS {COPIES}")

    def touched(self) -> list[date]:
        """Return the days whose cells must be made anew, in order."""
        return [day for (day,) in self._database.execute(_TOUCHED).fetchall()]

    def rows(self, days: list[date]) -> dict[str, pa.Table]:
        """Return the rows of the derived tables that belong to some days."""
        chosen = "published IN (SELECT unnest(?::DATE[]))"
        spreads = [world(), *(spread(role) for role in ("any", "place", "actor", "target"))]
        queries = {
            "index_copies": f"SELECT * FROM index_copies WHERE {chosen} ORDER BY doc_id",  # noqa: S608
            "index_base": f"SELECT * FROM ({BASE}) WHERE {chosen} ORDER BY published, source",  # noqa: S608
            "index_cells": cells(chosen, spreads, both())
            + " ORDER BY role, realised, country, published",
            "index_parts": flat(chosen),
            "index_types": by_type(chosen, spreads),
        }
        return {
            name: self._database.sql(query, params=[days]).to_arrow_table().cast(DERIVED[name])
            for name, query in queries.items()
        }

    def _view(self, name: str, files: list[str], table: str = "") -> None:
        if files:
            relation(self._database, files, table or name).create_view(name)
        else:
            empty = TABLES[table or name].empty_table()  # noqa: F841  DuckDB finds it by its name
            # The name is one of our own.
            made = f"CREATE TABLE {name} AS SELECT * FROM empty"  # noqa: S608
            self._database.execute(made)


def chunks(days: list[date]) -> list[list[date]]:
    """Divide days into pieces that are made at once."""
    return [days[first : first + _DAYS_AT_ONCE] for first in range(0, len(days), _DAYS_AT_ONCE)]
