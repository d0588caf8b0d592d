"""The manifest: one small file that names the version of every table that belongs together.

It is the only thing that is replaced, and it is replaced in one step, at the end of a run. Who
opens the store by it never sees half a run, and a run that dies leaves the former snapshot.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import orjson

from pipeline.files import write_atomically
from pipeline.store.schema import SCHEMA_VERSION, TABLES

_NAME = "current.json"


class StoreError(Exception):
    """The store cannot be used; the message names it and says what helps."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one snapshot consists of.

    Attributes:
        number: Counts the snapshots of the store, from 1.
        created: When it was published, UTC, ISO 8601.
        methodology: Version of the rules of the run that published it.
        schema: ``SCHEMA_VERSION`` of its tables.
        tables: Delta version of each table.
        documents: Documents in the snapshot.
    """

    number: int
    created: str
    methodology: str
    schema: int
    tables: dict[str, int]
    documents: int

    @property
    def version(self) -> str:
        """A name of the snapshot that no other has, even after the store was made anew."""
        return f"{self.number}-{datetime.fromisoformat(self.created):%Y%m%dT%H%M%S%f}"


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a store, None when the store has no snapshot yet.

    Raises:
        StoreError: When it is damaged or was written with another schema.
    """
    path = folder / _NAME
    try:
        manifest = Manifest(**orjson.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise StoreError(
            f"{path} is damaged ({error}); delete the folder {folder} and run again"
        ) from error
    if manifest.schema != SCHEMA_VERSION or set(manifest.tables) != set(TABLES):
        raise StoreError(
            f"{folder} was written with schema {manifest.schema}, this version reads "
            f"{SCHEMA_VERSION}; delete the folder and run again"
        )
    return manifest


def publish(folder: Path, manifest: Manifest) -> None:
    """Make a snapshot the current one, in one step."""
    content = orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2)
    write_atomically(folder / _NAME, content + b"\n")
