"""A copy of a snapshot in a folder of its own, which is a store itself; and back from it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from pipeline.store.examine import examine, faults
from pipeline.store.integrity import digests
from pipeline.store.lock import writer_lock
from pipeline.store.manifest import CURRENT, HISTORY, Manifest, StoreError, publish
from pipeline.store.migrate import refill
from pipeline.store.repair import new_set_aside
from pipeline.store.schema import TABLES
from pipeline.store.snapshot import Snapshot, data_files

_QUARANTINE = "quarantine"


def backup(store: Path, destination: Path) -> Manifest:
    """Copy the current snapshot and the quarantine; runs may write to the store meanwhile.

    The copy is read again before it gets its name: a backup that is there is whole.

    Args:
        store: Folder of the store.
        destination: Folder that does not exist yet, or is empty.

    Raises:
        StoreError: When there is something at ``destination``, or reading or writing fails.
    """
    if destination.exists() and (not destination.is_dir() or any(destination.iterdir())):
        raise StoreError(f"{destination} exists already and is not empty; name a new folder")
    snapshot = Snapshot.open(store)
    with _failures_named(destination):
        destination.parent.mkdir(parents=True, exist_ok=True)
        with _temporary(destination.parent, f".{destination.name}.") as folder:
            manifest = _copy(snapshot, folder, snapshot.manifest.number)
            publish(folder, manifest)
            if (store / _QUARANTINE).is_dir():
                shutil.copytree(store / _QUARANTINE, folder / _QUARANTINE)
            folder.chmod(0o755)
            folder.rename(destination)
    return manifest


def restore(
    source: Path, store: Path, wait_seconds: float = 0, *, replaces: bool = False
) -> Manifest:
    """Make a backup the current snapshot of a store; what was in the store is set aside.

    Args:
        source: A backup, or any other store.
        store: Folder of the store.
        wait_seconds: How long to wait for a run that writes to the store.
        replaces: Whether a store that is there may be set aside.

    Raises:
        StoreError: When there is a store and ``replaces`` is not given, when the backup is damaged,
            or reading or writing fails.
    """
    snapshot = Snapshot.open(source)
    if wrong := list(faults(source.resolve(), snapshot.manifest)):
        raise StoreError(f"{source} is no sound backup ({wrong[0]}); nothing was changed")
    with writer_lock(store, wait_seconds), _failures_named(store):
        former = examine_numbers(store)
        if former and not replaces:
            raise StoreError(
                f"{store} holds a store already; give --replace to set it aside, or name another "
                "folder with --store"
            )
        with _temporary(store, ".restoring.") as folder:
            manifest = _copy(snapshot, folder, 1 + max([snapshot.manifest.number, *former]))
            if (source / _QUARANTINE).is_dir():
                shutil.copytree(source / _QUARANTINE, folder / _QUARANTINE)
            _set_all_aside(store)
            for path in folder.iterdir():
                path.rename(store / path.name)
            publish(store, manifest)
    return manifest


def examine_numbers(store: Path) -> list[int]:
    """Return the numbers of all snapshots of a store; 0 stands for one that cannot be read."""
    return [one.manifest.number if one.manifest else 0 for one in examine(store)]


def _copy(snapshot: Snapshot, folder: Path, number: int) -> Manifest:
    """Write all rows of a snapshot into new tables below ``folder``, and check them."""
    tables, files = {}, {}
    for name in TABLES:
        refill(folder / name, snapshot.dataset(name))
        delta = DeltaTable(folder / name)
        tables[name] = delta.version()
        files[name] = digests(data_files(delta, folder / name), {})
    manifest = replace(
        snapshot.manifest,
        number=number,
        tables=tables,
        files=files,
        restored_from=snapshot.manifest.number,
    )
    if wrong := list(faults(folder, manifest)):
        raise StoreError(f"the copy is not whole ({wrong[0]}); nothing was changed")
    if _counts(Snapshot(folder, manifest)) != _counts(snapshot):
        raise StoreError("the copy lacks rows; nothing was changed")
    return manifest


def _counts(snapshot: Snapshot) -> dict[str, int]:
    return {name: snapshot.dataset(name).count_rows() for name in TABLES}


def _set_all_aside(store: Path) -> None:
    """Set aside what a store consists of; its manifest goes last."""
    present = [store / name for name in (*TABLES, HISTORY, _QUARANTINE, CURRENT)]
    present = [path for path in present if path.exists()]
    if present:
        aside = new_set_aside(store)
        for path in present:
            path.rename(aside / path.name)


@contextmanager
def _temporary(parent: Path, prefix: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix)).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _failures_named(folder: Path) -> Iterator[None]:
    try:
        yield
    except (DeltaError, pa.ArrowException, OSError) as error:
        raise StoreError(f"{folder} cannot be written ({error}); nothing was changed") from error
