"""The manifest: one small file that names the version of every table that belongs together.

It is the only thing that is replaced, and it is replaced in one step, at the end of a run. Who
opens the store by it never sees half a run, and a run that dies leaves the former snapshot. The
manifests of the last snapshots are kept beside it, so that there is one to go back to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, overload

import orjson

from pipeline.files import write_atomically
from pipeline.remote import Folder
from pipeline.store.checks import Check
from pipeline.store.schema import SCHEMA_VERSION, TABLES

CURRENT = "current.json"
HISTORY = "snapshots"


class StoreError(Exception):
    """The store cannot be used; the message names it and says what helps."""


class RefusedError(StoreError):
    """A snapshot was not published because the assertions about it do not hold."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One Parquet file as it was when its snapshot was published; ``sha256`` in hexadecimal."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one snapshot consists of.

    Attributes:
        number: Counts the snapshots of the store, from 1.
        created: When a run published it, UTC, ISO 8601; a restored snapshot keeps its age.
        methodology: Version of the rules of the run that published it.
        schema: ``SCHEMA_VERSION`` of its tables.
        tables: Delta version of each table.
        documents: Documents in the snapshot.
        files: The files of each table by name; empty in stores of earlier versions.
        checks: What was asserted before the snapshot was published.
        restored_from: Number of the snapshot that this one repeats, None when a run made it.
        inputs: Digests of the files that partitioned runs read by these rules, see
            ``pipeline/bulk/inputs.py``; they are not read again.
    """

    number: int
    created: str
    methodology: str
    schema: int
    tables: dict[str, int]
    documents: int
    files: dict[str, dict[str, StoredFile]] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    restored_from: int | None = None
    inputs: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """A name of the snapshot that no other has, even after the store was made anew."""
        return f"{self.number}-{datetime.fromisoformat(self.created):%Y%m%dT%H%M%S%f}"


def way_back(folder: Folder) -> str:
    """Return the half sentence that says how a damaged store is mended."""
    return (
        f"`python -m pipeline repair --store {folder}` restores the last good snapshot "
        "(with --check it only reports)"
    )


def load_manifest(path: Folder) -> Manifest:
    """Read a manifest of any schema.

    Raises:
        FileNotFoundError: When there is none.
        StoreError: When it is damaged, or cannot be opened.
    """
    folder = path.parent if path.name == CURRENT else path.parent.parent
    try:
        return _manifest(orjson.loads(path.read_bytes()))
    except FileNotFoundError:
        raise
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise StoreError(f"{path} is damaged ({error}); {way_back(folder)}") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror or error})") from error


def read_manifest(folder: Folder) -> Manifest | None:
    """Read the manifest of a store, None when the store has no snapshot yet.

    Raises:
        StoreError: When it is damaged, missing beside earlier ones, or of another schema.
    """
    manifest = read_any_manifest(folder)
    if manifest is not None and manifest.schema != SCHEMA_VERSION:
        raise StoreError(foreign(folder, manifest.schema))
    if manifest is not None and set(manifest.tables) != set(TABLES):
        raise StoreError(
            f"{folder / CURRENT} is damaged (it names other tables); {way_back(folder)}"
        )
    return manifest


def read_any_manifest(folder: Folder) -> Manifest | None:
    """Read the manifest of a store whatever its schema, see ``read_manifest``."""
    try:
        return load_manifest(folder / CURRENT)
    except FileNotFoundError:
        if any((folder / HISTORY).glob("*.json")):
            raise StoreError(f"{folder / CURRENT} is missing; {way_back(folder)}") from None
        return None


@overload
def history(folder: Path) -> list[Path]: ...
@overload
def history(folder: Folder) -> Sequence[Folder]: ...
def history(folder: Folder) -> Sequence[Folder]:
    """Return the manifests that are kept of a store, the newest first; none need be readable."""
    return sorted((folder / HISTORY).glob("*.json"), key=str, reverse=True)


def history_name(manifest: Manifest) -> str:
    """Return the name of the file in which a manifest is kept."""
    return f"{manifest.number:08}.json"


def publish(folder: Folder, manifest: Manifest) -> None:
    """Make a snapshot the current one, in one step."""
    content = orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2) + b"\n"
    write_atomically(folder / HISTORY / history_name(manifest), content)
    write_atomically(folder / CURRENT, content)


def _manifest(read: dict[str, Any]) -> Manifest:
    files = {
        table: {name: StoredFile(**stored) for name, stored in named.items()}
        for table, named in read.pop("files", {}).items()
    }
    checks = tuple(Check(**check) for check in read.pop("checks", ()))
    inputs = tuple(read.pop("inputs", ()))
    manifest = Manifest(**read, files=files, checks=checks, inputs=inputs)
    datetime.fromisoformat(manifest.created)
    return manifest


def foreign(folder: Folder, schema: int) -> str:
    """Return what to say about a store of another schema."""
    wrong = f"{folder} was written with schema {schema}, this version reads {SCHEMA_VERSION}"
    if schema > SCHEMA_VERSION:
        return f"{wrong}; use the newer version that wrote it, or name another folder with --store"
    return (
        f"{wrong}; the next `python -m pipeline run` brings it up to date where that can be done, "
        "and says so where it cannot"
    )
