"""Whether the files of the gazetteer are those that the methodology stands for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.language import DATA, TableError

#: Where the name begins in a line: behind 64 digits and two blanks.
_NAME = 66
_WAY = "restore data/places from the repository, or build it with `make data`"


def check_gazetteer(folder: Path = DATA / "places") -> None:
    """Compare each file with the SHA-256 that ``data/build`` noted in ``gazetteer.digest``.

    They are mapped into memory, so that a damaged one would give wrong places rather than an error.
    It takes about a tenth of a second: once a run, before its workers start.

    Raises:
        TableError: When a file is missing or another one; names it and what to do.
    """
    try:
        noted = (folder / "gazetteer.digest").read_text(encoding="utf-8").splitlines()
        found = [digest_line(folder / line[_NAME:]) for line in noted]
    except OSError as error:
        raise TableError(f"{error.filename}: {error.strerror}; {_WAY}") from error
    if not noted:
        raise TableError(f"{folder / 'gazetteer.digest'}: empty; {_WAY}")
    for line, one in zip(noted, found, strict=True):
        if line != one:
            raise TableError(
                f"{folder / line[_NAME:]}: damaged, or built without its digest; {_WAY}"
            )


def digest_line(path: Path) -> str:
    """Return the SHA-256 and the name of a file, as ``sha256sum`` prints them."""
    with path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}"
