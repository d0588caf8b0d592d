"""From paths to checked documents: finds files, reads them by suffix, checks what they hold."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.clean import check
from pipeline.quarantine import Reason, Rejected
from pipeline.readers import READERS, Item, Reader, jsonl
from pipeline.settings import Settings


def read_path(path: Path, settings: Settings) -> Iterator[Item]:
    """Yield the checked documents of one file, and what was rejected in it."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        yield _unknown(path, settings)
        return
    yield from _read(path, reader, settings)


def read_standard_input(settings: Settings) -> Iterator[Item]:
    """Yield the checked documents of JSON lines on standard input."""
    for item in jsonl.read(sys.stdin.buffer, "-", settings):
        yield item if isinstance(item, Rejected) else check(item, settings)


def _read(path: Path, reader: Reader, settings: Settings) -> Iterator[Item]:
    try:
        with path.open("rb") as file:
            for item in reader(file, str(path), settings):
                yield item if isinstance(item, Rejected) else check(item, settings)
    except OSError as error:
        yield Rejected(Reason.UNREADABLE, error.strerror or type(error).__name__, str(path))


def _unknown(path: Path, settings: Settings) -> Rejected:
    suffix = path.suffix or "no suffix"
    try:
        with path.open("rb") as file:
            raw = file.read(settings.quarantine_bytes)
    except OSError as error:
        return Rejected(Reason.UNREADABLE, error.strerror or type(error).__name__, str(path))
    return Rejected(Reason.UNKNOWN_SUFFIX, suffix, str(path), raw=raw)
