"""Writes what is mapped into memory, so that processes that have it open keep the former file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path


def replaced(path: Path, write: Callable[[str], object]) -> None:
    """Let a function write a file under another name, then put it in its place."""
    fresh = path.with_suffix(".new")
    write(str(fresh))
    fresh.replace(path)


def digest(paths: Iterable[Path]) -> str:
    """Return lines of the digest and the name of each file, as ``sha256sum`` prints them."""
    found = ((hashlib.sha256(path.read_bytes()).hexdigest(), path.name) for path in paths)
    return "".join(f"{value}  {name}\n" for value, name in found)
