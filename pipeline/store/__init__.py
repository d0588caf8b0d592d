"""The only room that writes: Delta tables, published together as snapshots.

Read with ``Snapshot.open(folder)``; write with ``open_writer``. A store is a folder:

- ``current.json``: the manifest, which names the version of every table of the current snapshot;
- ``documents``, ``sentences``, ``places``, ``events``, ``troops``, ``dates``: Delta tables, see
  ``schema``;
- ``quarantine``: what could not be read;
- ``writer.lock``: held by the one run that writes.
"""

from __future__ import annotations

from pipeline.store.manifest import Manifest, StoreError
from pipeline.store.schema import SCHEMA_VERSION, SCHEMAS
from pipeline.store.snapshot import Snapshot
from pipeline.store.writer import State, Writer, open_writer

__all__ = [
    "SCHEMAS",
    "SCHEMA_VERSION",
    "Manifest",
    "Snapshot",
    "State",
    "StoreError",
    "Writer",
    "open_writer",
]
