"""Reads ``.zip`` and ``.gz``: the files inside, each by the reader of its own suffix.

Nothing is unpacked to the disk under a name that the archive chooses. What may come out is bounded
in bytes, in files and in depth, over all archives inside each other; links, encrypted files and
paths that lead out of the archive are refused.
"""

from __future__ import annotations

import gzip
import io
import lzma
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from pipeline.files import printable
from pipeline.quarantine import Reason, Rejected
from pipeline.readers.items import Item
from pipeline.readers.registry import reader_of
from pipeline.settings import Settings

#: What any archive may hold, however small it is: a few articles compress well.
_FLOOR_BYTES = 16_000_000
#: A list of files longer than this is refused before it is read.
_DIRECTORY_BYTES = 64_000_000
_SPOOL_BYTES = 8_000_000
_BLOCK = 65_536
_FAULTS = (
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # encrypted
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
)


class _LimitError(Exception):
    """The archive holds more than may be unpacked."""


@dataclass(slots=True)
class _Budget:
    """What may still come out of an archive and all inside it."""

    bytes: int
    members: int
    depth: int

    def take_bytes(self, number: int) -> None:
        self.bytes -= number
        if self.bytes < 0:
            raise _LimitError("too many bytes")

    def take_member(self) -> None:
        self.members -= 1
        if self.members < 0:
            raise _LimitError("too many files")


def read(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield what the files of an archive give; what was read before a fault is kept."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    allowed = max(_FLOOR_BYTES, size * settings.archive_max_ratio)
    budget = _Budget(
        min(allowed, settings.archive_max_bytes),
        settings.archive_max_members,
        settings.archive_max_depth,
    )
    try:
        yield from _archive(file, path, settings, budget)
    except _LimitError as error:
        yield Rejected(Reason.ARCHIVE_LIMIT, str(error), path)


def _archive(file: BinaryIO, path: str, settings: Settings, budget: _Budget) -> Iterator[Item]:
    if budget.depth == 0:
        yield Rejected(Reason.ARCHIVE_LIMIT, "archives too deep in each other", path)
        return
    inner = _Budget(budget.bytes, budget.members, budget.depth - 1)
    members = _zip if path.lower().endswith(".zip") else _gzip
    try:
        yield from members(file, path, settings, inner)
    except _FAULTS as error:
        yield Rejected(Reason.DAMAGED, type(error).__name__, path)
    finally:
        budget.bytes, budget.members = inner.bytes, inner.members


def _gzip(file: BinaryIO, path: str, settings: Settings, budget: _Budget) -> Iterator[Item]:
    budget.take_member()
    with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
        yield from _member(cast("BinaryIO", unpacked), path, path[: -len(".gz")], settings, budget)


def _zip(file: BinaryIO, path: str, settings: Settings, budget: _Budget) -> Iterator[Item]:
    if _directory_bytes(file) > _DIRECTORY_BYTES:
        raise _LimitError("too many files")
    with zipfile.ZipFile(file) as archive:
        for entry in sorted(archive.infolist(), key=lambda one: one.filename):
            budget.take_member()
            where = f"{path}!{printable(entry.filename)}"
            if fault := _unsafe(entry):
                yield Rejected(Reason.UNSAFE_MEMBER, fault, where)
                continue
            if entry.is_dir() or _hidden(entry.filename):
                continue
            try:
                with archive.open(entry) as unpacked:
                    stream = cast("BinaryIO", unpacked)
                    yield from _member(stream, where, entry.filename, settings, budget)
            except _FAULTS as error:
                yield Rejected(Reason.DAMAGED, type(error).__name__, where)


def _member(
    stream: BinaryIO, path: str, name: str, settings: Settings, budget: _Budget
) -> Iterator[Item]:
    counted = cast("BinaryIO", io.BufferedReader(_Counted(stream, budget), _BLOCK))
    inner = name.lower().endswith((".zip", ".gz")) and not name.lower().endswith(".warc.gz")
    with _seekable(counted, name) as file:
        reader = reader_of(name, file)
        if inner:
            yield from _archive(file, path, settings, budget)
        elif reader is None:
            raw = file.read(settings.quarantine_bytes)
            detail = PurePosixPath(name).suffix or "no suffix"
            yield Rejected(Reason.UNKNOWN_SUFFIX, detail, path, raw=raw)
        else:
            yield from reader(file, path, settings)


@contextmanager
def _seekable(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give a file that can be set back where its reader needs it: a bounded copy without a name."""
    if not name.lower().endswith((".zip", ".gz", ".parquet", ".xml")):
        yield file
        return
    with tempfile.SpooledTemporaryFile(_SPOOL_BYTES) as copy:
        while block := file.read(_BLOCK):
            copy.write(block)
        copy.seek(0)
        yield cast("BinaryIO", copy)


class _Counted(io.RawIOBase):
    """A stream that takes what it gives from a budget."""

    def __init__(self, stream: BinaryIO, budget: _Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        block = self._stream.read(len(view))
        self._budget.take_bytes(len(block))
        view[: len(block)] = block
        return len(block)


def _unsafe(entry: zipfile.ZipInfo) -> str:
    """Say why a file of an archive is refused, "" when it is not."""
    name = entry.filename.replace("\\", "/")
    if not name:
        return "it has no name"
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
        return "its path leads out of the archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a symbolic link"
    return "encrypted" if entry.flag_bits & 1 else ""


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _directory_bytes(file: BinaryIO) -> int:
    """Return the size of a ZIP's list of files as its end says, before anything is read of it."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 16:
        return 0
    written = int.from_bytes(tail[end + 12 : end + 16], "little")
    locator = tail.rfind(b"PK\x06\x06")
    if written == 0xFFFFFFFF and locator >= 0:
        return int.from_bytes(tail[locator + 40 : locator + 48], "little")
    return 0 if written == 0xFFFFFFFF else written
