"""The only room that writes: Delta tables, published together as snapshots.

Read with ``Snapshot.open(folder)``; write with ``open_writer``. A store is a folder:

- ``current.json``: the manifest, which names the version of every table of the current snapshot;
- ``snapshots``: the manifests of the last snapshots, to which ``repair`` can go back;
- ``documents``, ``sentences``, ``places``, ``events``, ``troops``, ``dates``, ``parts``, and
  ``index_cells``, ``index_base``, ``index_copies``, ``index_parts``, ``index_types``, made from
  these: Delta tables, see ``schema``;
- ``quarantine``: what could not be read;
- ``set-aside``: what ``repair`` found damaged, and what ``restore`` replaced;
- ``load.json``: names the partitioned run that is under way;
- ``writer.lock``: held by the one run that writes.
"""

from __future__ import annotations

from pipeline.store.backup import backup, restore
from pipeline.store.checks import Check
from pipeline.store.examine import Examined, examine
from pipeline.store.loading import Loaded, Loader, open_loader
from pipeline.store.loads import discard
from pipeline.store.manifest import Manifest, RefusedError, StoreError
from pipeline.store.repair import Repaired, repair
from pipeline.store.schema import SCHEMA_VERSION, SCHEMAS, TABLES
from pipeline.store.snapshot import Snapshot
from pipeline.store.writer import State, Writer, open_writer

__all__ = [
    "SCHEMAS",
    "SCHEMA_VERSION",
    "TABLES",
    "Check",
    "Examined",
    "Loaded",
    "Loader",
    "Manifest",
    "RefusedError",
    "Repaired",
    "Snapshot",
    "State",
    "StoreError",
    "Writer",
    "backup",
    "discard",
    "examine",
    "open_loader",
    "open_writer",
    "repair",
    "restore",
]
