"""Reading: a snapshot shows the tables as they were when a run ended, whatever is written since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb
import pyarrow.dataset as ds
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from pipeline.remote import Folder, RemotePath, located
from pipeline.store.integrity import listed_files
from pipeline.store.manifest import Manifest, StoreError, read_manifest, way_back
from pipeline.store.schema import SCHEMAS, TABLES


def data_files(delta: DeltaTable, folder: Folder) -> list[str]:
    """Return the paths of a table's files; ``folder`` is the absolute path of the table.

    Tables have no partitions, so that all files lie in the folder itself; what deltalake gives are
    addresses, in which a space or an umlaut of the folder's name is escaped.
    """
    return sorted(str(folder / uri.rpartition("/")[2]) for uri in delta.file_uris())


def dataset_of(files: list[str], table: str) -> ds.Dataset:
    """Return Parquet files of a table as one Arrow dataset, also when there are none.

    Arrow reads the files itself. The dataset that deltalake offers reads through a Python object
    on Arrow's threads, and one of those may still want the interpreter while it is being shut
    down, which aborts the process at its very end.
    """
    schema = TABLES[table]
    if not files:
        return ds.dataset(schema.empty_table())
    paths = [located(file) for file in files]
    remote = [path for path in paths if isinstance(path, RemotePath)]
    if remote:
        keys, source = [path.key for path in remote], remote[0].filesystem
        return ds.dataset(keys, schema=schema, format="parquet", filesystem=source)
    return ds.dataset(files, schema=schema, format="parquet")


def relation(
    database: duckdb.DuckDBPyConnection, files: list[str], table: str
) -> duckdb.DuckDBPyRelation:
    """Return files of a table as DuckDB sees them, which reads local ones itself."""
    if "://" in files[0]:
        return database.from_arrow(dataset_of(files, table))
    return database.read_parquet(files)


class Snapshot:
    """One state of the store; open it anew to see a later one.

    Attributes:
        folder: Folder of the store.
        manifest: What the snapshot consists of.
    """

    def __init__(self, folder: Folder, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest

    @classmethod
    def open(cls, store: str | Folder) -> Snapshot:
        """Open the current snapshot of a store.

        Args:
            store: Folder of the store.

        Raises:
            StoreError: When there is no snapshot, or none that this version can read.
        """
        folder = located(store)
        manifest = read_manifest(folder)
        if manifest is None:
            raise StoreError(
                f"{folder}: there is no store yet; make one with "
                f"`python -m pipeline run FOLDER --store {folder}`"
            )
        return cls(folder, manifest)

    @property
    def version(self) -> str:
        """A name that no other snapshot has; good as the key of a cache."""
        return self.manifest.version

    @property
    def created(self) -> datetime:
        """When the snapshot was published, UTC."""
        return datetime.fromisoformat(self.manifest.created)

    @property
    def age_seconds(self) -> float:
        """Seconds since the snapshot was published; negative when the clock was set back since."""
        return (datetime.now(UTC) - self.created).total_seconds()

    @property
    def methodology(self) -> str:
        """Version of the rules of the run that published the snapshot."""
        return self.manifest.methodology

    def tables(self) -> dict[str, ds.Dataset]:
        """Return all tables that are written document by document, by name."""
        return {name: self.dataset(name) for name in SCHEMAS}

    def dataset(self, table: str) -> ds.Dataset:
        """Return a table as an Arrow dataset; it has its columns also when it has no rows.

        Raises:
            StoreError: When a file of the table is missing or shorter than it was.
            KeyError: When there is no such table.
        """
        return dataset_of(self.files(table), table)

    def files(self, table: str) -> list[str]:
        """Return the absolute paths of a table's Parquet files; none when it has no rows.

        Raises:
            StoreError: When one of them is missing or shorter than it was.
            KeyError: When there is no such table.
        """
        if self.manifest.files:
            return listed_files(self.folder, self.manifest, table)
        with self._opened(table) as delta:
            return data_files(delta, self.folder.resolve() / table)

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each of these tables."""
        return {name: self.dataset(name).count_rows() for name in SCHEMAS}

    @contextmanager
    def _opened(self, table: str) -> Iterator[DeltaTable]:
        version = self.manifest.tables[table]
        try:
            yield DeltaTable(str(self.folder.resolve() / table), version=version)
        except (DeltaError, OSError) as error:
            raise StoreError(
                f"{self.folder / table}: version {version} cannot be read ({error}); "
                f"{way_back(self.folder)}"
            ) from error
