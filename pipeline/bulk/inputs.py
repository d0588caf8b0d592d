"""Which files belong together in one partition, and what they are called.

The name of a partition follows from what is in its files, from the rules and from the schema: when
any of that changes it is another partition, and the same one has the same name in every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.readers import find_files
from pipeline.remote import Folder, RemotePath
from pipeline.settings import Settings
from pipeline.store import SCHEMA_VERSION

#: Settings that decide what is read from a file.
_READING = (
    "language",
    "table_columns",
    "identify_language",
    "future_hours",
    "max_chars",
    "max_line_bytes",
    "max_field_chars",
    "max_page_bytes",
    "max_list_bytes",
    "archive_max_bytes",
    "archive_max_ratio",
    "archive_max_members",
    "archive_max_depth",
)


@dataclass(frozen=True, slots=True)
class Input:
    """A file.

    Attributes:
        path: Where it is.
        bytes: Its size, 0 when it could not be opened.
        digest: Covers its content and suffix, the rules, the schema and the settings.
        opened: Whether its content is known; if not, the digest covers its path instead and must
            not be recorded as read.
    """

    path: Folder
    bytes: int
    digest: str
    opened: bool = True


@dataclass(frozen=True, slots=True)
class Partition:
    """Files that one worker reads; ``number`` is its place in the run, from 0."""

    number: int
    name: str
    inputs: tuple[Input, ...]


def inputs_of(
    path: Folder, settings: Settings, methodology: str, leave_out: Folder | None = None
) -> Iterator[Input]:
    """Yield the files below a path with their digests, in the order in which a run reads them.

    A file that cannot be opened is an input, too: the worker that reads it says why.

    Raises:
        MissingPathError: When there is nothing at ``path``.
    """
    rules = [methodology, str(SCHEMA_VERSION)]
    rules += [f"{name}={getattr(settings, name)}" for name in _READING]
    for file in find_files(path, leave_out=leave_out):
        found = _content(file)
        size, content = found or (0, f"unopened\0{file}")
        digest = _digest([*rules, "".join(file.suffixes[-2:]).lower(), content])
        yield Input(file, size, digest, opened=found is not None)


def partitions(inputs: Iterable[Input], least_bytes: int) -> Iterator[Partition]:
    """Put files together, in their order, until they have ``least_bytes``."""
    taken: list[Input] = []
    number = size = 0
    for one in inputs:
        taken.append(one)
        size += one.bytes  # not summed anew: a partition may have ten thousands of files
        if size >= least_bytes:
            yield _partition(number, taken)
            number, size, taken = number + 1, 0, []
    if taken:
        yield _partition(number, taken)


def _partition(number: int, inputs: list[Input]) -> Partition:
    return Partition(number, _digest([one.digest for one in inputs]), tuple(inputs))


def _content(file: Folder) -> tuple[int, str] | None:
    """Return the size of a file and what stands for its content, None if it cannot be opened."""
    try:
        if isinstance(file, RemotePath):
            # Reading it would cost as much as analysing it: address, size and age must do.
            found = file.stat()
            return found.st_size, f"{file}\0{found.st_size}\0{found.st_mtime_ns}"
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return stream.tell(), digest
    except OSError:
        return None


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]
