"""A store of millions of mentions that the dashboard opens, without an analysis or a run.

The tables of ``benchmarks.queries`` get the columns that pages read beside those of the index, one
sentence and one event for each part, and the log and manifest that a run leaves.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb
import pyarrow.parquet as pq
from deltalake import DeltaTable, convert_to_deltalake

from benchmarks.queries import generate
from pipeline.methodology import methodology
from pipeline.store.integrity import digests
from pipeline.store.manifest import Manifest, publish
from pipeline.store.schema import SCHEMA_VERSION, TABLES
from pipeline.store.snapshot import data_files

_TEXT: Final = "Die Regierung warnt vor einem Angriff."
_CUE: Final = "[{'text': 'Angriff', 'start': 30, 'end': 37, 'rule': 'made'}]"
_NO_CUE: Final = "[]"
#: Tables made of others: what each column is; a column that is not named here has its own name.
_MADE: Final = {
    "documents": ("documents", {"text": f"'{_TEXT}'", "language": "'de'"}),
    "places": ("places", {"form": "'name'", "confidence": "0.9"}),
    "sentences": (
        "parts",
        {
            "text": f"'{_TEXT}'",
            "start": "0",
            "end": f"{len(_TEXT)}",
            "language": "'de'",
            "escalation": "value",
            "sentiment": "-value",
            "escalation_cues": _CUE,
            "sentiment_cues": _NO_CUE,
        },
    ),
    "events": ("parts", {"intensity": "-10 * value", "cues": _CUE}),
    "parts": ("parts", {}),
}


def generate_store(folder: Path, millions: float) -> None:
    """Write a store with so many million mentions of places, a tenth as many articles."""
    generate(folder, millions)
    database = duckdb.connect()
    database.execute("SET enable_progress_bar = false")
    for name in ("sentences", "events", "documents", "places", "parts"):
        _complete(database, folder, name)
    tables = {name: _table(folder / name, name) for name in TABLES}
    files = {name: digests(data_files(table, folder / name), {}) for name, table in tables.items()}
    documents = sum(
        pq.read_metadata(path).num_rows for path in (folder / "documents").glob("*.parquet")
    )
    versions = {name: table.version() for name, table in tables.items()}
    created = datetime.now(UTC).isoformat()
    publish(
        folder, Manifest(1, created, methodology("de"), SCHEMA_VERSION, versions, documents, files)
    )


def _complete(database: duckdb.DuckDBPyConnection, folder: Path, name: str) -> None:
    """Write a table with all its columns; of a column that nothing says, all values are empty."""
    origin, made = _MADE[name]
    files = [str(path) for path in sorted((folder / origin).glob("*.parquet"))]
    known = set(pq.read_schema(files[0]).names)
    database.execute(f"CREATE OR REPLACE VIEW origin AS SELECT * FROM read_parquet({files})")
    columns = ", ".join(
        f"{made.get(column) or (chr(34) + column + chr(34) if column in known else 'NULL')}"
        f' AS "{column}"'
        for column in TABLES[name].names
    )
    (folder / name).mkdir(exist_ok=True)
    target = folder / name / "made.parquet"
    schema = TABLES[name].empty_table()
    database.register("schema_of", schema)
    database.execute(
        f"COPY (SELECT * FROM schema_of UNION ALL SELECT {columns} FROM origin)"
        f" TO '{target}' (COMPRESSION zstd)"
    )
    for file in files if origin == name else ():
        Path(file).unlink()


def _table(path: Path, name: str) -> DeltaTable:
    if any(path.glob("*.parquet")):
        convert_to_deltalake(str(path))
        return DeltaTable(str(path))
    return DeltaTable.create(str(path), TABLES[name])
