"""What a store holds, in a form that can be compared."""

from __future__ import annotations

from pathlib import Path

import orjson

from pipeline.store import TABLES, Snapshot, examine


def contents(store: Path) -> dict[str, list[bytes]]:
    """Return all rows of all tables of the current snapshot, sorted."""
    snapshot = Snapshot.open(store)
    return {
        table: sorted(orjson.dumps(row) for row in snapshot.dataset(table).to_table().to_pylist())
        for table in TABLES
    }


def faults(store: Path) -> list[str]:
    """Return what is wrong with any snapshot of a store."""
    return [str(fault) for one in examine(store) for fault in one.faults]


def twice(store: Path) -> int:
    """Return how many documents are there more than once."""
    ids = Snapshot.open(store).dataset("documents").to_table()["doc_id"].to_pylist()
    return len(ids) - len(set(ids))
