"""One writer at a time. The system frees the lock when its process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.store.manifest import StoreError


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the writer's lock of a store; readers need none.

    Raises:
        StoreError: When another process writes to the store, or it cannot be written to.
    """
    path = folder / "writer.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        raise StoreError(
            f"{folder}: cannot be written to ({error.strerror}); name another folder with --store"
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            raise StoreError(
                f"{folder} is being written to by another run (process {owner}); "
                "wait until it has ended, or name another folder with --store"
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
