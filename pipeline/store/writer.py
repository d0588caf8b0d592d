"""Writing: rows are added batch by batch and become visible together, by ``publish``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError

from pipeline.model import Annotated, Document
from pipeline.remote import Folder, located
from pipeline.settings import Settings
from pipeline.store.clusters import Stored, changed_clusters
from pipeline.store.cubes import Cubes, chunks
from pipeline.store.edits import delete, name_clusters
from pipeline.store.integrity import check_present, digests, remove_left_overs
from pipeline.store.loads import Load, forget, must_be_none, new_name
from pipeline.store.lock import writer_lock
from pipeline.store.manifest import (
    Manifest,
    StoredFile,
    StoreError,
    publish,
    read_any_manifest,
    way_back,
)
from pipeline.store.migrate import at_version, is_rewritten, migrate, must_migrate, properties
from pipeline.store.publication import measure, must_hold
from pipeline.store.rows import content_hash, tables_of
from pipeline.store.schema import DERIVED, SCHEMA_VERSION, SCHEMAS, TABLES
from pipeline.store.snapshot import data_files, dataset_of
from pipeline.store.tidying import tidy

#: How a document compares with what is stored under its identifier.
State = Literal["new", "changed", "unchanged"]


class Writer:
    """Writes one run; made by ``open_writer``, which holds the lock meanwhile.

    A document is known by its identifier. It is written again when its content or the methodology
    differs from what is stored, and then all its rows in all tables are replaced.
    """

    def __init__(self, folder: Folder, settings: Settings, methodology: str) -> None:
        self._folder = folder
        self._settings = settings
        self._methodology = methodology
        self._former = read_any_manifest(folder)
        remove_left_overs(folder, TABLES)
        migrates = self._former is not None and must_migrate(folder, self._former)
        # A load of an earlier schema cannot be gone on with: it goes with its rows.
        begun = None if migrates else self._begun()
        #: Whether this goes on from commits that no snapshot names.
        self._resumes = begun is not None
        self.load = begun or Load(new_name(), methodology)
        if not self._resumes:
            forget(folder)
        self._tables = self._opened(migrates)
        #: What the derived tables were made from; after a migration they are empty.
        self._derived_from = [] if migrates else self._published("documents")
        self._stored = self._read_stored(self._files("documents"))
        self._written = migrates
        #: Documents whose copies have to be looked for, and clusters that lost a member.
        rewritten = self._former is not None and is_rewritten(self._former)
        self._fresh: set[str] = set(self._stored) if rewritten else set()
        self._broken: set[str] = set()

    def state(self, document: Document) -> State:
        """Compare a document with what is stored under its identifier."""
        stored = self._stored.get(document.doc_id)
        if stored is None:
            return "new"
        current = (content_hash(document), self._methodology)
        return "unchanged" if (stored.content, stored.methodology) == current else "changed"

    def write(self, batch: Iterable[Annotated]) -> None:
        """Write analysed documents, each identifier once; readers do not see them yet."""
        written: dict[str, Stored] = {}
        rows = tables_of(self._noted(batch, written))
        replaced = [doc_id for doc_id in written if doc_id in self._stored]
        for name in SCHEMAS:
            table = self._tables[name]
            delete(table, "doc_id", replaced)
            if rows[name].num_rows:
                write_deltalake(table, rows[name], mode="append")
        for doc_id, stored in written.items():
            self._mark(doc_id, self._stored.get(doc_id))
            self._stored[doc_id] = stored
        self._written = self._written or bool(written)

    def _noted(self, batch: Iterable[Annotated], written: dict[str, Stored]) -> Iterator[Annotated]:
        """Pass documents on, and note of each what the store will know."""
        for annotated in batch:
            document = annotated.document
            content, rules = content_hash(document), annotated.methodology
            written[document.doc_id] = Stored(content, rules, document.published, document.doc_id)
            yield annotated

    def _mark(self, doc_id: str, former: Stored | None) -> None:
        """Remember that a document was written, and what was stored of it before."""
        if former:
            self._broken.add(former.cluster)
        self._fresh.add(doc_id)

    def _begun(self) -> Load | None:
        """Return the load that this goes on with; such a writer does not."""
        must_be_none(self._folder, self._former)
        return None

    def _inputs(self) -> tuple[str, ...]:
        """Return the digests of the files that partitioned runs read by these rules."""
        same = self._former is not None and self._former.methodology == self._methodology
        return self._former.inputs if self._former and same else ()

    def publish(self, set_aside: float = 0.0) -> Manifest | None:
        """Make what was written the current snapshot; nothing happens when nothing was written.

        Args:
            set_aside: Share of the inputs of the run that were set aside.

        Returns:
            The manifest of the current snapshot, None when the store is empty still.

        Raises:
            RefusedError: When the new snapshot looks like garbage beside the former one.
        """
        if not self._written and self._former is not None:
            return self._former
        documents, places = len(self._stored), self._dataset("places")
        checks = measure(self._former, documents, places, set_aside, self._settings)
        must_hold(checks, self._folder, self._settings)
        self._find_copies()
        self._derive()
        tidy(self._folder, self._tables, self._former, self._settings)
        manifest = Manifest(
            number=self._former.number + 1 if self._former else 1,
            created=datetime.now(UTC).isoformat(),
            methodology=self._methodology,
            schema=SCHEMA_VERSION,
            tables={name: table.version() for name, table in self._tables.items()},
            documents=documents,
            files=self._digests(),
            checks=checks,
            inputs=self._inputs(),
        )
        publish(self._folder, manifest)
        self._former, self._written = manifest, False
        self._derived_from = self._files("documents")
        return manifest

    def _digests(self) -> dict[str, dict[str, StoredFile]]:
        former = self._former.files if self._former else {}
        return {name: digests(self._files(name), former.get(name, {})) for name in self._tables}

    def _files(self, name: str) -> list[str]:
        return data_files(self._tables[name], self._folder.resolve() / name)

    def _published(self, name: str) -> list[str]:
        """Return the files of a table in the current snapshot."""
        if not self._resumes:
            return self._files(name)
        files = self._former.files.get(name, {}) if self._former else {}
        return [str(self._folder.resolve() / name / file) for file in files]

    def _dataset(self, name: str) -> ds.Dataset:
        return dataset_of(self._files(name), name)

    def _opened(self, migrates: bool) -> dict[str, DeltaTable]:
        if self._former:
            check_present(self._folder, self._former)
            if migrates:
                return migrate(self._folder, self._former)
        return {name: self._table(name) for name in TABLES}

    def _table(self, name: str) -> DeltaTable:
        """Open a table as the current snapshot has it, whatever a run that died left behind."""
        path = self._folder.resolve() / name
        if not DeltaTable.is_deltatable(str(path)):
            if self._former is not None:
                raise StoreError(f"{path} is missing; {way_back(self._folder)}")
            return DeltaTable.create(str(path), TABLES[name])
        if self._former is not None and not self._resumes:
            return at_version(path, self._former.tables[name])
        table = DeltaTable(str(path))
        if not self._resumes:
            table.delete()
        return table

    def _find_copies(self) -> None:
        """Put what was written into clusters with its copies, also those of former runs."""
        changed = changed_clusters(
            self._stored,
            self._files("documents"),
            self._fresh,
            self._broken,
            self._settings.duplicate_days,
        )
        for doc_id, cluster in changed.items():
            self._stored[doc_id] = replace(self._stored[doc_id], cluster=cluster)
        name_clusters(self._tables["documents"], changed)
        self._fresh, self._broken = set(), set()

    def _read_stored(self, files: list[str]) -> dict[str, Stored]:
        columns = ["doc_id", "content_hash", "methodology", "published", "cluster"]
        documents = dataset_of(files, "documents").to_table(columns=columns)
        ids, *facts = (documents[name].to_pylist() for name in columns)
        return {doc_id: Stored(*row) for doc_id, *row in zip(ids, *facts, strict=True)}

    def _derive(self) -> None:
        """Make the cells of the index anew for the days that this run touched."""
        cubes = Cubes(self._files("documents"), self._files("parts"), self._derived_from)
        touched = cubes.touched()
        for name in DERIVED:
            delete(self._tables[name], "published", [day.isoformat() for day in touched])
        for days in chunks(touched):
            for name, rows in cubes.rows(days).items():
                if rows.num_rows:
                    write_deltalake(
                        self._tables[name], rows, mode="append", writer_properties=properties(name)
                    )


@contextmanager
def open_writer(
    store: str | Folder,
    settings: Settings,
    methodology: str,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Writer]:
    """Open a store for one run, and make it when it is not there.

    Args:
        store: Folder of the store.
        settings: Limits on files and batches.
        methodology: Version of the rules that the run applies.
        stop: Asked whether to give up while another run writes to the store.

    Raises:
        StoreError: When another run writes to it still, when it is damaged or of another schema,
            and when writing fails.
    """
    folder = located(store)
    with writing(folder, settings, stop):
        yield Writer(folder, settings, methodology)


@contextmanager
def writing(folder: Folder, settings: Settings, stop: Callable[[], bool]) -> Iterator[None]:
    """Hold the writer's lock, and say what helps when writing fails; see ``open_writer``."""
    with writer_lock(folder, settings.wait_seconds, stop):
        try:
            yield
        except (DeltaError, duckdb.Error, pa.ArrowException, OSError) as error:
            raise StoreError(
                f"{folder} cannot be written ({error}); the former snapshot is untouched; "
                f"{_remedy(folder, str(error))}"
            ) from error


def _remedy(folder: Folder, error: str) -> str:
    """Say what helps; deltalake hands the number of the system's error on as text only."""
    if "os error 28" in error or "Errno 28" in error or "No space left" in error:
        return "make room on the disk and run again"
    if any(code in error for code in ("os error 30", "Errno 30", "os error 13", "Errno 13")):
        return "make the folder writable, or name another one with --store"
    return f"if it happens again, {way_back(folder)}"
