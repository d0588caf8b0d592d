"""Reads a snapshot whole and says what is wrong with it; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from pipeline.store.integrity import digest
from pipeline.store.manifest import CURRENT, Manifest, StoreError, history, load_manifest
from pipeline.store.migrate import tables_of_schema
from pipeline.store.schema import SCHEMA_VERSION
from pipeline.store.snapshot import Snapshot, data_files


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a snapshot.

    Attributes:
        kind: ``manifest``, ``file`` (of a table) and ``rows`` cannot be mended; a ``log`` (of a
            table) can be made anew from the files.
        path: What is wrong, a path.
        what: What is wrong with it, for people.
    """

    kind: Literal["manifest", "file", "rows", "log"]
    path: Path
    what: str

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.path}: {self.what}"


@dataclass(frozen=True, slots=True)
class Examined:
    """A manifest and what is wrong with its snapshot; ``manifest`` is None when it is damaged."""

    path: Path
    manifest: Manifest | None
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Whether all its rows can be read, be it with new logs."""
        return self.manifest is not None and all(fault.kind == "log" for fault in self.faults)

    @property
    def name(self) -> str:
        """How people call it."""
        return f"snapshot {self.manifest.number}" if self.manifest else str(self.path)


def examine(folder: Path) -> list[Examined]:
    """Examine the current snapshot, which comes first, and those that are kept, newest first.

    Nothing is returned for a folder without a store. A snapshot that is kept and current comes
    once.
    """
    kept = [_examined(path, folder) for path in history(folder)]
    if not (folder / CURRENT).exists() and not kept:
        return []
    current = _examined(folder / CURRENT, folder)
    number = current.manifest.number if current.manifest else None
    return [
        current,
        *(one for one in kept if one.manifest is None or one.manifest.number != number),
    ]


def _examined(path: Path, folder: Path) -> Examined:
    try:
        manifest = load_manifest(path)
    except FileNotFoundError:
        return Examined(path, None, (Fault("manifest", path, "is missing"),))
    except StoreError as error:
        return Examined(path, None, (Fault("manifest", path, str(error)),))
    return Examined(path, manifest, tuple(faults(folder.resolve(), manifest)))


def faults(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield what is wrong with a snapshot: its files, then its rows, then the logs of its tables.

    Args:
        folder: Absolute path of the store.
        manifest: Of the snapshot.
    """
    if frozenset(manifest.tables) != tables_of_schema(manifest.schema):
        what = f"has schema {manifest.schema}, this version reads {SCHEMA_VERSION}"
        yield Fault("manifest", folder / CURRENT, what)
        return
    broken = [fault for table in manifest.files for fault in _files(folder, manifest, table)]
    broken += broken or _rows(folder, manifest)
    yield from broken
    for table in manifest.tables:
        yield from _log(folder, manifest, table)


def _files(folder: Path, manifest: Manifest, table: str) -> Iterator[Fault]:
    for name, stored in manifest.files[table].items():
        path = folder / table / name
        try:
            found = digest(path)
        except OSError as error:
            yield Fault("file", path, error.strerror or "cannot be read")
            continue
        if found.bytes != stored.bytes:
            yield Fault("file", path, f"has {found.bytes} bytes instead of {stored.bytes}")
        elif found.sha256 != stored.sha256:
            yield Fault("file", path, "has other content than when it was written")


def _rows(folder: Path, manifest: Manifest) -> list[Fault]:
    snapshot = Snapshot(folder, manifest)
    try:
        documents = snapshot.dataset("documents").to_table(columns=["doc_id", "sentences"])
        ids = documents["doc_id"].combine_chunks()
        found = []
        if len(pc.unique(ids)) != len(ids):
            found.append(Fault("rows", folder / "documents", "has a document twice"))
        if len(ids) != manifest.documents:
            what = f"has {len(ids)} documents instead of {manifest.documents}"
            found.append(Fault("rows", folder / "documents", what))
        counts = snapshot.counts() if manifest.files else _read_all(snapshot)
        if counts["sentences"] != (pc.sum(documents["sentences"]).as_py() or 0):
            found.append(Fault("rows", folder / "sentences", "lacks sentences or has too many"))
        return found + [
            Fault("rows", folder / table, "has rows of unknown documents")
            for table in manifest.tables
            if not _known(snapshot, table, ids)
        ]
    except (StoreError, pa.ArrowException, OSError) as error:
        return [Fault("file", folder, str(error))]


def _read_all(snapshot: Snapshot) -> dict[str, int]:
    """Count by reading every row: without digests there is no other way to know that one can."""
    return {
        table: sum(batch.num_rows for batch in snapshot.dataset(table).to_batches())
        for table in snapshot.manifest.tables
    }


def _known(snapshot: Snapshot, table: str, ids: pa.Array) -> bool:
    dataset = snapshot.dataset(table)
    if "doc_id" not in dataset.schema.names:
        return True
    batches = dataset.scanner(columns=["doc_id"]).to_batches()
    return all(
        pc.all(pc.is_in(pc.unique(batch.column("doc_id")), value_set=ids)).as_py() is not False
        for batch in batches
    )


def _log(folder: Path, manifest: Manifest, table: str) -> Iterator[Fault]:
    path = folder / table
    try:
        files = data_files(DeltaTable(path, version=manifest.tables[table]), path)
    except (DeltaError, OSError) as error:
        yield Fault("log", path, f"its log cannot be read ({error})")
        return
    if manifest.files and {Path(file).name for file in files} != set(manifest.files[table]):
        yield Fault("log", path, "its log names other files")
