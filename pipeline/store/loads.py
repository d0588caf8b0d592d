"""Which load is under way: its name is part of every transaction that it commits.

A load commits to the tables long before it publishes a snapshot, and a driver that was killed goes
on from what is committed. That holds only while nobody goes back behind it. So the name is kept in
a file beside the snapshot that the load began from; who goes back removes the file first, and then
no transaction of that load counts any more.

Rows are kept by document, so that a load cannot tell rows of an input or of rules that were changed
meanwhile from its own. The file therefore says by which rules the load began and which partitions
it commits; who goes on must have the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

import orjson

from pipeline.files import write_atomically
from pipeline.remote import Folder
from pipeline.store.lock import writer_lock
from pipeline.store.manifest import Manifest, StoreError

_FILE = "load.json"


@dataclass(frozen=True, slots=True)
class Load:
    """A load that is under way.

    Attributes:
        name: Of this load alone.
        methodology: Version of the rules by which it began; "" where that is not known.
        partitions: Names of those that it committed or was about to commit.
        unread: Digests of files in them that could not be read or analysed.
    """

    name: str
    methodology: str
    partitions: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    def with_more(self, partitions: Iterable[str], unread: Iterable[str]) -> Load:
        """Return the load with partitions that come to be committed."""
        return Load(
            self.name,
            self.methodology,
            self.partitions.union(partitions),
            self.unread.union(unread),
        )


def new_name() -> str:
    """Return a name that no other load has."""
    return uuid4().hex[:12]


def under_way(folder: Folder, former: Manifest | None) -> Load | None:
    """Return the load that began from this snapshot and did not end, if any."""
    try:
        found = orjson.loads((folder / _FILE).read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return None
    if found["base"] != _base(former):
        return None
    return Load(
        str(found["load"]),
        str(found.get("methodology", "")),
        frozenset(found.get("partitions", ())),
        frozenset(found.get("unread", ())),
    )


def keep(folder: Folder, former: Manifest | None, load: Load) -> None:
    """Remember that a load is under way; before each of its commits."""
    facts = {
        "load": load.name,
        "base": _base(former),
        "methodology": load.methodology,
        "partitions": sorted(load.partitions),
        "unread": sorted(load.unread),
    }
    write_atomically(folder / _FILE, orjson.dumps(facts))


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
            f"go on with it, or {_way_out(folder)}"
        )


def must_be_same(folder: Folder, load: Load, methodology: str) -> None:
    """Refuse to go on by other rules than a load began with.

    Raises:
        StoreError: When the rules differ.
    """
    if load.methodology != methodology:
        raise StoreError(
            f"{folder} holds a partitioned run that did not end, by the rules "
            f"{load.methodology or 'of an earlier version'}; now they are {methodology}. Go on "
            f"with the former version and settings, or {_way_out(folder)}"
        )


def must_be_met(folder: Folder, missing: int) -> None:
    """Refuse to go on with a load of which committed partitions are not in the input.

    Raises:
        StoreError: When ``missing`` is not 0.
    """
    if missing:
        raise StoreError(
            f"{folder} holds a partitioned run that did not end, and {missing} of the partitions "
            "that it committed are not what is read now: files or settings were changed, or other "
            f"paths are given. Give it the same again, or {_way_out(folder)}"
        )


def _way_out(folder: Folder) -> str:
    return f"`python -m pipeline run --discard --store {folder}` to drop it"


def _base(former: Manifest | None) -> str:
    return former.version if former else ""
