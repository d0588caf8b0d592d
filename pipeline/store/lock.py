"""One writer at a time. The system frees the lock when its process ends, however it ends.

In an object store there is none: run one writer at a time there.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import structlog

from pipeline.remote import Folder, RemotePath
from pipeline.store.manifest import StoreError

#: Seconds between two tries to get the lock.
_PAUSE = 0.2


@contextmanager
def writer_lock(
    folder: Folder, wait_seconds: float = 0, stop: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Hold the writer's lock of a store; readers need none.

    Args:
        folder: Folder of the store, made when it is not there.
        wait_seconds: How long to wait for a run that writes to it.
        stop: Asked meanwhile whether to give up.

    Raises:
        StoreError: When another process writes to the store still, or it cannot be written to.
    """
    if isinstance(folder, RemotePath):
        # There is no lock that ends with its holder. Two writers meet at the tables' own commits.
        yield
        return
    path = folder / "writer.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        raise StoreError(
            f"{folder}: cannot be written to ({error.strerror}); nothing was changed; make it "
            "writable, or name another folder with --store"
        ) from error
    with file:
        _acquire(file, folder, wait_seconds, stop)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _acquire(file: TextIO, folder: Path, wait_seconds: float, stop: Callable[[], bool]) -> None:
    """Get the lock, by asking again and again: a signal can end the waiting at any time."""
    until = time.monotonic() + wait_seconds  # not the clock on the wall, which may be set
    told = False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            if stop() or time.monotonic() >= until:
                raise StoreError(
                    f"{folder} is being written to by another run (process {owner}); "
                    "wait until it has ended, or name another folder with --store"
                ) from error
        else:
            return
        if not told:
            structlog.get_logger().warning(
                "waits_for_other_run", store=str(folder), process=owner, seconds=wait_seconds
            )
            told = True
        time.sleep(_PAUSE)
