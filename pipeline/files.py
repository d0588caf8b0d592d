"""Files that are whole or not there at all, and their names as they can be shown."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.remote import Folder, RemotePath


def printable(name: str) -> str:
    """Return the name of a file as it can be stored, logged and shown on a terminal.

    Names may hold bytes of any encoding, line ends and marks of writing direction; these are
    written as Python escapes. Other names stay as they are.
    """
    if name.isprintable():
        return name
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in name
    )


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the name ``path`` only when all went well.

    The content is forced to the disk before the name changes, and the folder after it, so that a
    power cut leaves the old file or the new one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield cast("BinaryIO", file)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_atomically(path: Folder, content: bytes) -> None:
    """Write a whole file, see ``atomic_file``; an object store does that by itself."""
    if isinstance(path, RemotePath):
        path.write_bytes(content)
        return
    with atomic_file(path) as file:
        file.write(content)
