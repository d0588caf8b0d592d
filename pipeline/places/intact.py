"""Whether the files of the gazetteer are those that the methodology stands for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.language import DATA, TableError


def check_gazetteer(folder: Path = DATA / "places") -> None:
    """Compare each file with the SHA-256 that ``data/build`` noted in ``gazetteer.digest``.

    They are mapped into memory, so that a damaged one would give wrong places rather than an error.
    It takes about a tenth of a second: once a run, before its workers start.

    Raises:
        TableError: When a file is missing or another one; names it and what to do.
    """
    for line in (folder / "gazetteer.digest").read_text(encoding="utf-8").splitlines():
        noted, name = line.split()
        path = folder / name
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise TableError(f"{path}: {error.strerror}; {_WAY}") from error
        if found != noted:
            raise TableError(f"{path}: damaged, or built without its digest; {_WAY}")


_WAY = "restore data/places from the repository, or build it with `make data`"
