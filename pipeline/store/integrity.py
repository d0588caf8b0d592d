"""The files of a snapshot: what they were when it was published, and whether they still are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from pipeline.remote import Folder, RemotePath, located
from pipeline.store.manifest import HISTORY, Manifest, StoredFile, StoreError, way_back

#: What is left of a write that was killed: by deltalake, and by ``pipeline.files``.
_LEFT_OVER = re.compile(r".*#\d+|\..*\.tmp")


def digest(path: Folder) -> StoredFile:
    """Return size and SHA-256 of a file, read piece by piece."""
    if isinstance(path, RemotePath):  # the store digests what it is sent; read again, it costs
        return StoredFile(path.stat().st_size, "")
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return StoredFile(path.stat().st_size, sha256)


def digests(files: Iterable[str], known: dict[str, StoredFile]) -> dict[str, StoredFile]:
    """Return the digests of files by name; a Parquet file is never changed once it is there."""
    paths = [located(file) for file in sorted(files)]
    return {path.name: known.get(path.name) or digest(path) for path in paths}


def check_present(folder: Folder, manifest: Manifest) -> None:
    """Check that all files of a snapshot are there and as long as they were; reads none.

    Raises:
        StoreError: Names the first file that is not.
    """
    for table in manifest.files:
        listed_files(folder, manifest, table)


def listed_files(folder: Folder, manifest: Manifest, table: str) -> list[str]:
    """Return the absolute paths of a table's files, checked as ``check_present`` does."""
    if isinstance(folder, RemotePath):  # asked for each of them, it would answer slowly
        return [str(folder / table / name) for name in sorted(manifest.files[table])]
    paths = []
    for name, stored in sorted(manifest.files[table].items()):
        path = folder.resolve() / table / name
        try:
            size = path.stat().st_size
        except OSError as error:
            raise StoreError(
                f"{path} cannot be read ({error.strerror}); {way_back(folder)}"
            ) from error
        if size != stored.bytes:
            raise StoreError(
                f"{path} is damaged ({size} bytes instead of {stored.bytes}); {way_back(folder)}"
            )
        paths.append(str(path))
    return paths


def remove_left_overs(folder: Folder, tables: Iterable[str]) -> int:
    """Remove unfinished files of runs that were killed, and return their number.

    Only for the holder of the writer's lock. They have names that no finished file has.
    """
    if isinstance(folder, RemotePath):  # what is put there is whole or not there
        return 0
    places = [folder, folder / HISTORY, folder / "quarantine", folder / "quarantine" / "raw"]
    for table in tables:
        places += [folder / table, folder / table / "_delta_log"]
    removed = 0
    for place in places:
        for path in place.iterdir() if place.is_dir() else ():
            if path.is_file() and _LEFT_OVER.fullmatch(path.name):
                path.unlink()
                removed += 1
    return removed
