"""From paths to clean documents: finds files, reads them by their format, checks what they hold."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

import structlog

from pipeline.clean import clean
from pipeline.quarantine import Reason, Rejected
from pipeline.readers import Item, jsonl, reader_of
from pipeline.remote import Folder
from pipeline.settings import Settings, SettingsError


def read_path(path: Folder, settings: Settings) -> Iterator[Item]:
    """Yield the clean documents of one file, and what was rejected in it."""
    try:
        with path.open("rb") as file:
            yield from _read(path, file, settings)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        if error.filename not in (None, str(path)):  # a file that reading needs, not the one read
            detail = f"{detail}: {error.filename}"
        yield Rejected(Reason.UNREADABLE, detail, str(path))


def read_standard_input(settings: Settings) -> Iterator[Item]:
    """Yield the clean documents of JSON lines on standard input."""
    yield from _cleaned(jsonl.read(sys.stdin.buffer, "-", settings), settings)


def _read(path: Folder, file: BinaryIO, settings: Settings) -> Iterator[Item]:
    reader = reader_of(path.name, file)
    if reader is None:
        raw = file.read(settings.quarantine_bytes)
        yield Rejected(Reason.UNKNOWN_SUFFIX, path.suffix or "no suffix", str(path), raw=raw)
        return
    try:
        yield from _cleaned(reader(file, str(path), settings), settings)
    except (OSError, SettingsError):
        raise
    except Exception as error:  # noqa: BLE001  logged and reported, whatever a parser raises
        structlog.get_logger().exception("reader_failed", path=str(path))
        yield Rejected(Reason.DAMAGED, type(error).__name__, str(path))


def _cleaned(items: Iterator[Item], settings: Settings) -> Iterator[Item]:
    for item in items:
        yield item if isinstance(item, Rejected) else clean(item, settings)
