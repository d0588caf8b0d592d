"""Which load is under way: its name is part of every transaction that it commits.

A load commits to the tables long before it publishes a snapshot, and a driver that was killed goes
on from what is committed. That holds only while nobody goes back behind it. So the name is kept in
a file beside the snapshot that the load began from; who goes back removes the file first, and then
no transaction of that load counts any more.
"""

from __future__ import annotations

from uuid import uuid4

import orjson

from pipeline.files import write_atomically
from pipeline.remote import Folder
from pipeline.store.lock import writer_lock
from pipeline.store.manifest import Manifest, StoreError

_FILE = "load.json"


def new_name() -> str:
    """Return a name that no other load has."""
    return uuid4().hex[:12]


def under_way(folder: Folder, former: Manifest | None) -> str | None:
    """Return the name of the load that began from this snapshot and did not end, if any."""
    try:
        found = orjson.loads((folder / _FILE).read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return None
    return str(found["load"]) if found["base"] == _base(former) else None


def keep(folder: Folder, former: Manifest | None, name: str) -> None:
    """Remember that a load is under way; before its first commit."""
    content = orjson.dumps({"load": name, "base": _base(former)})
    write_atomically(folder / _FILE, content)


def forget(folder: Folder) -> None:
    """Let no transaction of a load count any more."""
    (folder / _FILE).unlink(missing_ok=True)


def discard(folder: Folder, wait_seconds: float = 0) -> bool:
    """Drop a load that did not end, whose rows go when the next run begins; False if none did.

    Raises:
        StoreError: When another run writes to the store.
    """
    with writer_lock(folder, wait_seconds):
        there = (folder / _FILE).exists()
        forget(folder)
        return there


def must_be_none(folder: Folder, former: Manifest | None) -> None:
    """Refuse to go back behind a load that did not end.

    Raises:
        StoreError: When there is one.
    """
    if under_way(folder, former) is not None:
        raise StoreError(
            f"{folder} holds a partitioned run that did not end; give the same command again to "
            f"go on with it, or `python -m pipeline run --discard --store {folder}` to drop it"
        )


def _base(former: Manifest | None) -> str:
    return former.version if former else ""
