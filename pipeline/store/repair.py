"""Back to the last good snapshot. What cannot be read is set aside, never deleted."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from deltalake import DeltaTable

from pipeline.store.examine import Examined, examine
from pipeline.store.integrity import digests, listed_files, remove_left_overs
from pipeline.store.lock import writer_lock
from pipeline.store.manifest import (
    CURRENT,
    Manifest,
    StoredFile,
    StoreError,
    foreign,
    history,
    history_name,
    publish,
)
from pipeline.store.migrate import refill, tables_of_schema
from pipeline.store.schema import TABLES
from pipeline.store.snapshot import data_files, dataset_of

SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did.

    Attributes:
        examined: All snapshots and what was wrong with them, the current one first.
        restored: The snapshot that is current now, None when the current one was good.
        set_aside: Where that which was damaged lies now, None when nothing was moved.
        left_overs: Unfinished files of killed runs that were removed.
    """

    examined: tuple[Examined, ...]
    restored: Manifest | None = None
    set_aside: Path | None = None
    left_overs: int = 0


def repair(folder: Path, wait_seconds: float = 0) -> Repaired:
    """Examine all snapshots of a store, and make the newest good one current if need be.

    Raises:
        StoreError: When no snapshot is whole, or another run writes to the store; then nothing was
            changed.
    """
    with writer_lock(folder, wait_seconds):
        left_overs = remove_left_overs(folder, TABLES)
        found = examine(folder)
        if not found or not found[0].faults:
            return Repaired(tuple(found), left_overs=left_overs)
        must_be_known(folder, found[0])
        good = next((one for one in found if one.whole), None)
        if good is None:
            raise StoreError(_hopeless(folder, found))
        aside = new_set_aside(folder)
        manifest = _restore(folder.resolve(), good, found, aside)
        return Repaired(tuple(found), manifest, aside, left_overs)


def must_be_known(folder: Path, current: Examined) -> None:
    """Refuse to go back from a snapshot that another version wrote, which may be sound.

    Raises:
        StoreError: When the current snapshot has a schema whose tables this version does not know.
    """
    if current.manifest is not None and tables_of_schema(current.manifest.schema) is None:
        raise StoreError(foreign(folder, current.manifest.schema))


def new_set_aside(folder: Path) -> Path:
    """Make a folder within the store for what is set aside now."""
    base = folder / SET_ASIDE / f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    path, number = base, 1
    while path.exists():
        path, number = base.with_name(f"{base.name}-{number}"), number + 1
    path.mkdir(parents=True)
    return path


def _restore(folder: Path, good: Examined, found: list[Examined], aside: Path) -> Manifest:
    """Publish the good snapshot once more, under a new number, so that dashboards notice it."""
    former = good.manifest
    if former is None:
        raise ValueError("a snapshot without a manifest cannot be restored")
    tables, files = dict(former.tables), dict(former.files)
    rebuilt = [fault.path.name for fault in good.faults if fault.kind == "log"]
    for table in rebuilt:
        tables[table], files[table] = _new_log(folder, table, former, aside)
    manifest = replace(
        former,
        number=1 + max(one.manifest.number for one in found if one.manifest),
        tables=tables,
        files=files,
        restored_from=former.number,
    )
    if (folder / CURRENT).exists():
        shutil.copy2(folder / CURRENT, aside / CURRENT)
    publish(folder, manifest)
    # Versions of a table count from 0 again when its log was made anew.
    kept = {one.path.name for one in found if not one.faults and not rebuilt}
    for path in history(folder):
        if path.name not in kept and path.name != history_name(manifest):
            _move(path, folder, aside)
    for path in {fault.path for one in found for fault in one.faults if fault.kind == "file"}:
        _move(path, folder, aside)
    return manifest


def _new_log(
    folder: Path, table: str, former: Manifest, aside: Path
) -> tuple[int, dict[str, StoredFile]]:
    """Make a table anew from its files, of which the good snapshot knows that they are sound.

    A repair that is killed here is repeated as a whole: the log is missing then, the files are not.
    """
    path = folder / table
    rows = dataset_of(listed_files(folder, former, table), table)
    _move(path / "_delta_log", folder, aside)
    refill(path, rows)
    delta = DeltaTable(path)
    return delta.version(), digests(data_files(delta, path), {})


def _move(path: Path, folder: Path, aside: Path) -> None:
    """Set a file or folder of the store aside, under the name that it had within the store."""
    if path.exists():
        target = aside / path.resolve().relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)


def _hopeless(folder: Path, found: Iterable[Examined]) -> str:
    listed = "; ".join(
        f"{one.name}: {one.faults[0]}" + (" and more" if len(one.faults) > 1 else "")
        for one in found
        if one.faults
    )
    return (
        f"{folder}: no snapshot is whole ({listed}); nothing was changed. Restore a backup with "
        f"`python -m pipeline restore BACKUP --store {folder} --replace`, or move the folder away "
        "and run over the articles again"
    )
