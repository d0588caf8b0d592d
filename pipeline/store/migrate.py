"""From the tables of an earlier schema to those of this one, where nothing has to be guessed.

A step is allowed only when the newer schema adds columns or tables. Their values are missing in
rows written before, so each document is marked as analysed by unknown rules: the next run over the
same files analyses it again and fills them in. Where derived tables alone were added, the rows stay
as they are and keep their rules. Derived tables are made anew when the run is published. Any other
change of the schema is refused.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.dataset as ds
import structlog
from deltalake import DeltaTable, WriterProperties, write_deltalake

from pipeline.remote import Folder
from pipeline.store.manifest import Manifest, StoreError
from pipeline.store.schema import DERIVED, SCHEMA_VERSION, TABLES
from pipeline.store.snapshot import data_files, dataset_of

#: Schemas whose tables lack nothing but columns whose absence makes no figure wrong. Schemas 1 and
#: 2 are not among them: schema 3 added the parts of the scores. They can be made of scores of the
#: same rules only, and without them the index would show old articles as ones without tension.
ADDED_TO: Final[frozenset[int]] = frozenset()
#: Schemas that lack nothing but derived tables, and which.
DERIVED_FROM: Final[dict[int, frozenset[str]]] = {3: frozenset({"index_parts", "index_types"})}
#: The methodology of rows that were taken over: no run has it.
UNKNOWN_RULES: Final = "0.migrated"
#: Cells are sorted by role and country; small row groups let a reader pass over the others.
_SMALL: Final = WriterProperties(compression="ZSTD", max_row_group_size=20_000)
#: A row group is held in memory while it is written and read: a few megabytes of each table.
_GROUPS: Final = {"documents": 1_000, "sentences": 20_000}
_GROUP: Final = 100_000
#: Rows that are held in memory at once.
_ROWS = 10_000


def must_migrate(folder: Folder, manifest: Manifest) -> bool:
    """Return whether a snapshot has to be brought to the schema of this version.

    Raises:
        StoreError: When that cannot be done.
    """
    if manifest.schema == SCHEMA_VERSION:
        return False
    if manifest.schema in ADDED_TO | DERIVED_FROM.keys():
        return True
    raise StoreError(
        f"{folder} was written with schema {manifest.schema}, which cannot be brought to "
        f"{SCHEMA_VERSION}; nothing was changed. Name another folder with --store and run over the "
        "articles again, or use the version that wrote it"
    )


def tables_of_schema(schema: int) -> frozenset[str] | None:
    """Return the tables of a schema whose rows this version reads as they are, None for another."""
    if schema == SCHEMA_VERSION:
        return frozenset(TABLES)
    lacking = DERIVED_FROM.get(schema)
    return None if lacking is None else frozenset(TABLES) - lacking


def is_rewritten(manifest: Manifest) -> bool:
    """Return whether the rows of a snapshot are written anew, by unknown rules, to migrate it."""
    return manifest.schema in ADDED_TO


def migrate(folder: Folder, former: Manifest) -> dict[str, DeltaTable]:
    """Bring the tables of a snapshot of an earlier schema to this one, as new versions of them.

    Readers see nothing of it until the next snapshot is published.

    Raises:
        StoreError: When a stored column is not what the earlier schema says.
    """
    structlog.get_logger().warning(
        "store_migrated", store=str(folder), schema=former.schema, to=SCHEMA_VERSION
    )
    return {name: _table(folder.resolve() / name, name, former) for name in TABLES}


def _table(path: Folder, name: str, former: Manifest) -> DeltaTable:
    if name not in former.tables or name in DERIVED:
        return DeltaTable.create(str(path), TABLES[name], mode="overwrite")
    if former.schema in DERIVED_FROM:
        return at_version(path, former.tables[name])
    files = data_files(DeltaTable(str(path), version=former.tables[name]), path)
    if files:
        _must_be_kept(path, ds.dataset(files, format="parquet").schema, TABLES[name])
    refill(path, dataset_of(files, name), UNKNOWN_RULES)
    return DeltaTable(str(path))


def at_version(path: Folder, version: int) -> DeltaTable:
    """Open a table as a snapshot has it, without what came after."""
    table = DeltaTable(str(path))
    if table.version() != version:
        table.restore(version)
    return table


def refill(path: Folder, rows: ds.Dataset, methodology: str | None = None) -> None:
    """Replace all rows of a table, made when it is not there; what was in it stays as versions.

    Args:
        path: Absolute path of the table.
        rows: The new rows, read piece by piece.
        methodology: What the rows say about their rules from now on; None leaves it.
    """
    pieces = (_piece(batch, methodology) for batch in rows.scanner(batch_size=_ROWS).to_batches())
    reader = pa.RecordBatchReader.from_batches(rows.schema, pieces)
    write_deltalake(
        str(path),
        reader,
        mode="overwrite",
        schema_mode="overwrite",
        writer_properties=properties(path.name),
    )


def properties(table: str) -> WriterProperties:
    """Return how the files of a table are written."""
    if table in DERIVED:
        return _SMALL
    group = _GROUPS.get(table, _GROUP)
    return WriterProperties(compression="SNAPPY", max_row_group_size=group)


def _piece(batch: pa.RecordBatch, methodology: str | None) -> pa.RecordBatch:
    if methodology is None or "methodology" not in batch.schema.names:
        return batch
    position = batch.schema.get_field_index("methodology")
    return batch.set_column(position, "methodology", pa.repeat(methodology, batch.num_rows))


def _must_be_kept(path: Folder, stored: pa.Schema, wanted: pa.Schema) -> None:
    changed = [
        field.name
        for field in stored
        if field.name not in wanted.names or _kind(field) != _kind(wanted.field(field.name))
    ]
    if changed:
        raise StoreError(
            f"{path} has columns that this version does not know ({', '.join(changed)}); "
            "nothing was changed. Name another folder with --store and run over the articles again"
        )


def _kind(field: pa.Field) -> str:
    # Parquet and Arrow name the entries of a list differently.
    return str(field.type).replace("<element: ", "<item: ")
