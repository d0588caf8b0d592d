"""Writing: rows are added batch by batch and become visible together, by ``publish``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError

from pipeline.model import Annotated, Document
from pipeline.settings import Settings
from pipeline.store.cubes import Cubes, chunks
from pipeline.store.lock import writer_lock
from pipeline.store.manifest import Manifest, StoreError, publish, read_manifest
from pipeline.store.rows import content_hash, tables_of
from pipeline.store.schema import DERIVED, SCHEMA_VERSION, SCHEMAS, TABLES
from pipeline.store.snapshot import data_files, dataset_of

#: How a document compares with what is stored under its identifier.
State = Literal["new", "changed", "unchanged"]
#: Identifiers in one delete; keeps the predicate short.
_DELETE_AT_ONCE = 1_000
#: Cells are sorted by role and country; small row groups let a reader pass over the others.
_SMALL = WriterProperties(compression="ZSTD", max_row_group_size=20_000)


class Writer:
    """Writes one run; made by ``open_writer``, which holds the lock meanwhile.

    A document is known by its identifier. It is written again when its content or the methodology
    differs from what is stored, and then all its rows in all tables are replaced.
    """

    def __init__(self, folder: Path, settings: Settings, methodology: str) -> None:
        self._folder = folder
        self._settings = settings
        self._methodology = methodology
        self._former = read_manifest(folder)
        self._tables = {name: self._table(name) for name in TABLES}
        self._documents = self._files("documents")
        self._stored = self._read_stored()
        self._written = False

    def state(self, document: Document) -> State:
        """Compare a document with what is stored under its identifier."""
        stored = self._stored.get(document.doc_id)
        if stored is None:
            return "new"
        current = (content_hash(document), self._methodology)
        return "unchanged" if stored == current else "changed"

    def write(self, batch: Iterable[Annotated]) -> None:
        """Write analysed documents, each identifier once; readers do not see them yet."""
        batch = list(batch)
        replaced = [
            annotated.document.doc_id
            for annotated in batch
            if annotated.document.doc_id in self._stored
        ]
        rows = tables_of(batch)
        for name in SCHEMAS:
            table = self._tables[name]
            _delete(table, "doc_id", replaced)
            if rows[name].num_rows:
                write_deltalake(table, rows[name], mode="append")
        for annotated in batch:
            key = (content_hash(annotated.document), annotated.methodology)
            self._stored[annotated.document.doc_id] = key
        self._written = self._written or bool(batch)

    def publish(self) -> Manifest | None:
        """Make what was written the current snapshot; nothing happens when nothing was written.

        Returns:
            The manifest of the current snapshot, None when the store is empty still.
        """
        if not self._written and self._former is not None:
            return self._former
        self._derive()
        self._tidy()
        manifest = Manifest(
            number=self._former.number + 1 if self._former else 1,
            created=datetime.now(UTC).isoformat(),
            methodology=self._methodology,
            schema=SCHEMA_VERSION,
            tables={name: table.version() for name, table in self._tables.items()},
            documents=len(self._stored),
        )
        publish(self._folder, manifest)
        self._former, self._written = manifest, False
        self._documents = self._files("documents")
        return manifest

    def _table(self, name: str) -> DeltaTable:
        """Open a table as the current snapshot has it, whatever a run that died left behind."""
        path = self._folder.resolve() / name
        if not DeltaTable.is_deltatable(str(path)):
            if self._former is not None:
                raise StoreError(f"{path} is missing; delete the store and run again")
            return DeltaTable.create(path, TABLES[name])
        table = DeltaTable(path)
        if self._former is None:
            table.delete()
        elif table.version() != self._former.tables[name]:
            table.restore(self._former.tables[name])
        return table

    def _read_stored(self) -> dict[str, tuple[str, str]]:
        columns = ["doc_id", "content_hash", "methodology"]
        documents = dataset_of(self._documents, "documents").to_table(columns=columns)
        ids, hashes, versions = (documents[name].to_pylist() for name in columns)
        return dict(zip(ids, zip(hashes, versions, strict=True), strict=True))

    def _files(self, name: str) -> list[str]:
        return data_files(self._tables[name], self._folder.resolve() / name)

    def _derive(self) -> None:
        """Make the cells of the index anew for the days that this run touched."""
        cubes = Cubes(self._files("documents"), self._files("parts"), self._documents)
        touched = cubes.touched()
        for name in DERIVED:
            _delete(self._tables[name], "published", [day.isoformat() for day in touched])
        for days in chunks(touched):
            for name, rows in cubes.rows(days).items():
                if rows.num_rows:
                    write_deltalake(
                        self._tables[name], rows, mode="append", writer_properties=_SMALL
                    )

    def _tidy(self) -> None:
        """Merge small files, and drop those that no reader can want any more."""
        for name, table in self._tables.items():
            if len(table.file_uris()) > self._settings.compact_files:
                table.optimize.compact(writer_properties=_SMALL if name in DERIVED else None)
            table.vacuum(
                retention_hours=self._settings.keep_hours,
                dry_run=False,
                enforce_retention_duration=False,
                full=True,
            )


@contextmanager
def open_writer(store: str | Path, settings: Settings, methodology: str) -> Iterator[Writer]:
    """Open a store for one run, and make it when it is not there.

    Args:
        store: Folder of the store.
        settings: Limits on files and batches.
        methodology: Version of the rules that the run applies.

    Raises:
        StoreError: When another run writes to it, or it is damaged or of another schema.
    """
    folder = Path(store)
    with writer_lock(folder):
        try:
            yield Writer(folder, settings, methodology)
        except (DeltaError, pa.ArrowException, OSError) as error:
            raise StoreError(
                f"{folder} cannot be written ({error}); the former snapshot is untouched"
            ) from error


def _delete(table: DeltaTable, column: str, values: list[str]) -> None:
    for first in range(0, len(values), _DELETE_AT_ONCE):
        quoted = ",".join(_quoted(value) for value in values[first : first + _DELETE_AT_ONCE])
        table.delete(f"{column} IN ({quoted})")


def _quoted(value: str) -> str:
    # In SQL a string is ended by a quotation mark only; doubled, it stands for itself.
    return "'" + value.replace("'", "''") + "'"
