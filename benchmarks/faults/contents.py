"""What a store holds, in a form that can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from pipeline.remote import Folder
from pipeline.store import TABLES, Snapshot, examine


def contents(store: Folder) -> dict[str, list[bytes]]:
    """Return all rows of all tables of the current snapshot, sorted."""
    snapshot = Snapshot.open(store)
    return {
        table: sorted(
            orjson.dumps(_comparable(row)) for row in snapshot.dataset(table).to_table().to_pylist()
        )
        for table in TABLES
    }


def _comparable(value: Any) -> Any:
    """Round what is added up in parallel, whose last digits depend on the order."""
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {name: _comparable(inner) for name, inner in value.items()}
    return [_comparable(inner) for inner in value] if isinstance(value, list) else value


def faults(store: Path) -> list[str]:
    """Return what is wrong with any snapshot of a store."""
    return [str(fault) for one in examine(store) for fault in one.faults]


def twice(store: Path) -> int:
    """Return how many documents are there more than once."""
    ids = Snapshot.open(store).dataset("documents").to_table()["doc_id"].to_pylist()
    return len(ids) - len(set(ids))
