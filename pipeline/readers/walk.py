"""Finds the files of a folder, in an order that does not depend on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

#: Files in a folder that describe it and are passed over without a word.
_DESCRIPTIONS = frozenset({"readme.md", "readme.txt", "license", "licence"})


class MissingPathError(FileNotFoundError):
    """A path that was named does not exist, or is a folder that cannot be opened."""


def find_files(path: Path, leave_out: Path | None = None) -> Iterator[Path]:
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
    if path.is_file():
        yield path
    elif path.is_dir():
        try:
            entries = _entries(path)
        except OSError as error:
            raise MissingPathError(
                f"{path}: {error.strerror}; check that you may read it"
            ) from error
        yield from _below(path, entries, leave_out.resolve() if leave_out else None)
    else:
        raise MissingPathError(f"{path}: no such file or folder; check the spelling")


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
