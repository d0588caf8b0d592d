"""From paths to clean documents: finds files, reads them by their format, checks what they hold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO

import structlog

from pipeline.clean import clean
from pipeline.files import printable
from pipeline.quarantine import Reason, Rejected
from pipeline.readers import Found, Item, jsonl, reader_of
from pipeline.remote import Folder
from pipeline.settings import Settings, SettingsError


def read_path(
    path: Folder, settings: Settings, complete: Callable[[Found], Found] | None = None
) -> Iterator[Item]:
    """Yield the clean documents of one file, and what was rejected in it.

    Args:
        path: The file.
        settings: Limits.
        complete: Adds to a document what is known of it from elsewhere, before it is cleaned.
    """
    name = printable(str(path))
    try:
        with path.open("rb") as file:
            yield from _read(name, file, settings, complete)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        if error.filename not in (None, str(path)):  # a file that reading needs, not the one read
            detail = f"{detail}: {error.filename}"
        yield Rejected(Reason.UNREADABLE, detail, name)


def read_standard_input(settings: Settings) -> Iterator[Item]:
    """Yield the clean documents of JSON lines on standard input."""
    yield from _cleaned(jsonl.read(sys.stdin.buffer, "-", settings), settings)


def _read(
    name: str, file: BinaryIO, settings: Settings, complete: Callable[[Found], Found] | None
) -> Iterator[Item]:
    reader = reader_of(PurePath(name).name, file)
    if reader is None:
        raw = file.read(settings.quarantine_bytes)
        yield Rejected(Reason.UNKNOWN_SUFFIX, PurePath(name).suffix or "no suffix", name, raw=raw)
        return
    try:
        yield from _cleaned(reader(file, name, settings), settings, complete)
    except (OSError, SettingsError):
        raise
    except Exception as error:  # noqa: BLE001  logged and reported, whatever a parser raises
        structlog.get_logger().exception("reader_failed", path=name)
        yield Rejected(Reason.DAMAGED, type(error).__name__, name)


def _cleaned(
    items: Iterator[Item],
    settings: Settings,
    complete: Callable[[Found], Found] | None = None,
) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Rejected):
            yield item
        else:
            yield clean(complete(item) if complete else item, settings)
