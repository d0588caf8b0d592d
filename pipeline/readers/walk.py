"""Finds the files of a folder, in an order that does not depend on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import overload

from pipeline.remote import Folder, RemotePath

#: Files in a folder that describe it and are passed over without a word.
_DESCRIPTIONS = frozenset({"readme.md", "readme.txt", "license", "licence"})


class MissingPathError(FileNotFoundError):
    """A path that was named does not exist, or is a folder that cannot be opened."""


@overload
def find_files(path: Path, leave_out: Folder | None = None) -> Iterator[Path]: ...
@overload
def find_files(path: Folder, leave_out: Folder | None = None) -> Iterator[Folder]: ...
def find_files(path: Folder, leave_out: Folder | None = None) -> Iterator[Folder]:
    """Yield ``path`` itself when it is a file, else all files below it, sorted by name.

    Below a folder, hidden files and folders, symbolic links and descriptions of the folder
    (README.md, LICENSE) are passed over. A file that is named is always taken. A folder further
    down that cannot be opened is yielded itself, so that reading it fails by name and the others
    are read.

    Args:
        path: File or folder.
        leave_out: A folder that is not walked: the store, should it lie below ``path``.

    Raises:
        MissingPathError: When there is nothing at ``path``, or a folder that cannot be opened.
    """
    if isinstance(path, RemotePath):
        yield from _remote(path, leave_out)
    elif path.is_file():
        yield path
    elif path.is_dir():
        try:
            entries = _entries(path)
        except OSError as error:
            raise MissingPathError(
                f"{path}: {error.strerror}; check that you may read it"
            ) from error
        local = leave_out.resolve() if isinstance(leave_out, Path) else None
        yield from _below(path, entries, local)
    else:
        raise MissingPathError(f"{path}: no such file or folder; check the spelling")


def _remote(path: RemotePath, leave_out: Folder | None) -> Iterator[RemotePath]:
    """Yield an object, or all below an address, without hidden ones and descriptions."""
    if path.is_file():
        yield path
        return
    found = path.below()
    if not found:
        raise MissingPathError(f"{path}: there is nothing at this address; check the spelling")
    start = len(str(path)) + 1
    for one in found:
        inside = str(one)[start:].split("/")
        stored = leave_out is not None and str(one).startswith(f"{leave_out}/")
        hidden = any(part.startswith(".") for part in inside)
        if not stored and not hidden and one.name.lower() not in _DESCRIPTIONS:
            yield one


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as listing:
        return sorted(listing, key=lambda entry: entry.name)


def _below(folder: Path, entries: list[os.DirEntry[str]], leave_out: Path | None) -> Iterator[Path]:
    if folder.resolve() == leave_out:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            inside = Path(entry.path)
            try:
                below = _entries(inside)
            except OSError:
                yield inside
            else:
                yield from _below(inside, below, leave_out)
        elif entry.is_file() and entry.name.lower() not in _DESCRIPTIONS:
            yield Path(entry.path)
