"""Which documents of the store are copies of each other, brought up to date after a run.

Only what was written, what shared a cluster with a replaced document, and what was published within
some days of these is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import pyarrow as pa

from pipeline.duplicates import Piece, joined_clusters
from pipeline.store.snapshot import relation

#: Documents whose texts are held at a time.
_ROWS = 100


@dataclass(frozen=True, slots=True)
class Stored:
    """What the writer knows of a stored document.

    Attributes:
        content: Digest of all that is stored of it.
        methodology: Version of the rules that it was analysed by.
        cluster: Identifier of the earliest of its copies, its own when there is none.
    """

    content: str
    methodology: str
    published: date | None
    cluster: str


def changed_clusters(
    stored: dict[str, Stored],
    files: list[str],
    fresh: set[str],
    broken: set[str],
    days: int,
) -> dict[str, str]:
    """Return the clusters of the documents whose cluster is another one than before.

    Args:
        stored: All documents of the store.
        files: The files of the table of documents, with the texts.
        fresh: What was written since the clusters were found.
        broken: Clusters that a document was replaced in; they are found anew.
        days: How far apart copies may have been published.
    """
    if not fresh:
        return {}
    again = fresh | {doc_id for doc_id, known in stored.items() if known.cluster in broken}

    def current(doc_id: str) -> str:
        return doc_id if doc_id in again else stored[doc_id].cluster

    near = _days_near({stored[doc_id].published for doc_id in again}, days)
    pieces = (
        Piece(doc_id, day, text, current(doc_id), doc_id in again)
        for doc_id, day, text in _texts(files, near)
    )
    first: dict[str, str] = {}
    for group in joined_clusters(pieces, days):
        earliest = min(group, key=lambda name: (stored[name].published or date.min, name))
        first |= dict.fromkeys(group, earliest)
    found = ((doc_id, current(doc_id)) for doc_id in stored)
    return {
        doc_id: first.get(cluster, cluster)
        for doc_id, cluster in found
        if first.get(cluster, cluster) != stored[doc_id].cluster
    }


def _days_near(days: set[date | None], distance: int) -> list[date | None]:
    dated = {
        day + timedelta(days=offset)
        for day in days
        if day is not None
        for offset in range(-distance, distance + 1)
    }
    return [*sorted(dated), *([None] if None in days else [])]


def _texts(files: list[str], days: list[date | None]) -> Iterator[tuple[str, date | None, str]]:
    """Yield documents of some days, in no order: sorting them would hold their texts."""
    wanted = pa.table({"day": pa.array(days, pa.date32())})  # noqa: F841  DuckDB finds it by name
    with duckdb.connect() as database:
        # One thread holds one piece of a file at a time.
        database.execute("SET threads = 1")
        documents = relation(database, files, "documents")  # noqa: F841  the same
        found = database.sql(
            "SELECT doc_id, published, text FROM documents "
            "WHERE EXISTS (SELECT 1 FROM wanted WHERE day IS NOT DISTINCT FROM published)"
        )
        for batch in found.to_arrow_reader(_ROWS):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
