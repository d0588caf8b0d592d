"""The order of rows in a table: by month and country, so that a question about both reads little.

Runs append in the order of their input. ``compact`` writes all tables anew in this order, in few
files, and publishes that as a snapshot of the same rows.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
from deltalake import WriterProperties, write_deltalake

from pipeline.remote import Folder
from pipeline.settings import Settings
from pipeline.store.manifest import Manifest, read_manifest
from pipeline.store.schema import SCHEMAS, TABLES
from pipeline.store.snapshot import relation
from pipeline.store.writer import Writer, writing

#: Bytes that a file of a table has at least, where the table has so many.
FILE_BYTES: Final = 128 * 1024**2
#: A question that wants a few rows reads one of these, at least.
ROWS_OF_GROUP: Final = 50_000
_PROPERTIES: Final = WriterProperties(compression="ZSTD", max_row_group_size=ROWS_OF_GROUP)
#: Rows are sorted on the disk where they need more than this.
_MEMORY: Final = "1GB"
_ROWS: Final = 20_000


def ordered(
    database: duckdb.DuckDBPyConnection, files: list[str], table: str
) -> pa.RecordBatchReader:
    """Return the rows of a table in the order that this module is about."""
    names = TABLES[table].names
    keys = ["date_trunc('month', published) NULLS FIRST"]
    keys += [name for name in ("country", "published", "doc_id", "sentence") if name in names]
    rows = relation(database, files, table).order(", ".join(keys))
    return rows.to_arrow_reader(_ROWS).cast(TABLES[table])


class Compactor(Writer):
    """Writes the tables of a store anew, in order."""

    def compact(self) -> Manifest | None:
        """Rewrite every table that has rows and publish that; returns the new snapshot.

        Readers are not disturbed: files of the former snapshots are kept as after any run.
        """
        for name in SCHEMAS:
            if files := self._files(name):
                self._rewrite(name, files)
                self._written = True
        return self.publish()

    def _rewrite(self, name: str, files: list[str]) -> None:
        with tempfile.TemporaryDirectory() as folder, duckdb.connect() as database:
            database.execute(f"SET memory_limit = '{_MEMORY}'")
            database.execute("SET temp_directory = ?", [str(Path(folder))])
            database.execute("SET enable_progress_bar = false")
            write_deltalake(
                self._tables[name],
                ordered(database, files, name),
                mode="overwrite",
                target_file_size=FILE_BYTES,
                writer_properties=_PROPERTIES,
            )


def compact(folder: Folder, settings: Settings) -> Manifest | None:
    """Write the tables of a store anew, see ``Compactor.compact``; None when there is no store.

    Raises:
        StoreError: When the store cannot be written; the former snapshot stays.
    """
    former = read_manifest(folder)
    if former is None:
        return None
    with writing(folder, settings, lambda: False):
        return Compactor(folder, settings, former.methodology).compact()
