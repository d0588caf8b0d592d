"""The newest snapshot of a store, as a server follows it."""

from __future__ import annotations

from threading import Lock
from time import monotonic

from pipeline.query.query import Query
from pipeline.remote import Folder
from pipeline.settings import Settings
from pipeline.store.snapshot import Snapshot


class Latest:
    """The query layer over the newest snapshot of a store; safe to share between threads.

    In between looks all readers go on with one snapshot, and with the answers that were given about
    it: a store that is written to every few seconds would otherwise be read anew for each reader.

    Args:
        store: Whose snapshots.
        every: Seconds between two looks.
        settings: Those that the server has read; without them they are read for each snapshot.
    """

    def __init__(self, store: str | Folder, every: float, settings: Settings | None = None) -> None:
        self._store = store
        self._settings = settings
        self._every = every
        self._held: Query | None = None
        self._due = 0.0
        self._looking = Lock()

    def query(self) -> Query:
        """Return the query layer; while one reader looks for a newer snapshot the others go on.

        Raises:
            StoreError: When there is no snapshot, or the newest cannot be read.
        """
        held = self._held
        if held is None:
            with self._looking:
                return self._looked()
        if monotonic() < self._due or not self._looking.acquire(blocking=False):
            return held
        try:
            return self._looked()
        finally:
            self._looking.release()

    def _looked(self) -> Query:
        if self._held is not None and monotonic() < self._due:
            return self._held
        snapshot = Snapshot.open(self._store)
        if self._held is None or self._held.snapshot.version != snapshot.version:
            self._held = Query(snapshot, self._settings)
        self._due = monotonic() + self._every
        return self._held
