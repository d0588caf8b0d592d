"""Small files are merged, and what no reader and no kept snapshot can want is dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import structlog
from deltalake import DeltaTable

from pipeline.remote import Folder
from pipeline.settings import Settings
from pipeline.store.manifest import Manifest, StoreError, history, load_manifest
from pipeline.store.migrate import properties

#: After no snapshot for so long, the next one drops what nobody needs.
_PAUSE = timedelta(hours=1)


def tidy(
    folder: Folder, tables: dict[str, DeltaTable], former: Manifest | None, settings: Settings
) -> None:
    """Tidy the tables of a store before the snapshot after ``former`` is published.

    To drop files, all files of a table and its log are listed, and the log grows by two entries:
    too much for each of the snapshots that a watch makes every few seconds or minutes.
    """
    kept, due = _kept(folder, former, settings), _is_due(former, settings)
    for name, table in tables.items():
        if len(table.file_uris()) > settings.compact_files:
            table.optimize.compact(writer_properties=properties(name))
        if due:
            table.vacuum(
                retention_hours=settings.keep_hours,
                dry_run=False,
                enforce_retention_duration=False,
                full=True,
                keep_versions=[one.tables[name] for one in kept if name in one.tables],
            )


def _is_due(former: Manifest | None, settings: Settings) -> bool:
    if former is None:
        return True
    passed = datetime.now(UTC) - datetime.fromisoformat(former.created)
    # A clock that was set back gives less than no time, and the number decides.
    return passed >= _PAUSE or (former.number + 1) % settings.tidy_every == 0


def _kept(folder: Folder, former: Manifest | None, settings: Settings) -> list[Manifest]:
    """Return the snapshots that one can go back to, and forget older ones."""
    paths = history(folder)
    kept = [former] if former else []
    for path in paths[: settings.keep_snapshots]:
        try:
            manifest = load_manifest(path)
        except StoreError as error:
            structlog.get_logger().warning("damaged_manifest", path=str(path), error=str(error))
        else:
            kept.append(manifest)
    for path in paths[settings.keep_snapshots :]:
        path.unlink()
    return kept
