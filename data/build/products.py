"""Writes what is mapped into memory, so that processes that have it open keep the former file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def replaced(path: Path, write: Callable[[str], object]) -> None:
    """Let a function write a file under another name, then put it in its place."""
    fresh = path.with_suffix(".new")
    write(str(fresh))
    fresh.replace(path)
