"""Parts: Parquet files of one input partition, written by a worker and committed by the driver.

A part lies in the folder of its table under a name that its load and partition decide, so that a
worker that does the work again replaces what another left. No reader sees it before it is
committed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.fs as pafs
import pyarrow.parquet as pq
from deltalake.fs import DeltaStorageHandler
from deltalake.transaction import AddAction

from pipeline.model import Annotated
from pipeline.store.rows import tables_of
from pipeline.store.schema import SCHEMAS


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a table; ``first`` and ``last`` are the days that its rows were published on."""

    name: str
    bytes: int
    rows: int
    first: date | None
    last: date | None

    def action(self) -> AddAction:
        """Return what adds the file to its table."""
        days = {"published": self.first}, {"published": self.last}
        stats: dict[str, Any] = {"numRecords": self.rows}
        if self.first is not None:
            stats |= {"minValues": days[0], "maxValues": days[1]}
        return AddAction(
            self.name, self.bytes, {}, int(time.time() * 1000), True, orjson.dumps(stats).decode()
        )


def filesystem(table_uri: str) -> pafs.FileSystem:
    """Return the files of a table, wherever it lies; names are relative to the table."""
    return pafs.PyFileSystem(DeltaStorageHandler(table_uri))


class PartWriter:
    """Writes the rows of documents to one part a table; made by ``open``."""

    def __init__(self, store: str, name: str) -> None:
        self._store = store
        self._name = f"{name}.parquet"
        self._files: dict[str, pq.ParquetWriter] = {}
        self._days: dict[str, list[date]] = {}
        self._rows: dict[str, int] = dict.fromkeys(SCHEMAS, 0)
        self._stack = ExitStack()

    @classmethod
    @contextmanager
    def open(cls, store: str, name: str) -> Iterator[Self]:
        """Open the parts of a store under a name; call ``finish`` when all is written."""
        writer = cls(store, name)
        with writer._stack:
            yield writer

    def write(self, batch: Iterable[Annotated]) -> None:
        """Add the rows of documents; of a table without rows no file is made."""
        for table, rows in tables_of(batch).items():
            if rows.num_rows:
                self._writer(table).write_table(rows)
                self._rows[table] += rows.num_rows
                extremes = pc.min_max(rows["published"]).as_py()
                days = (extremes["min"], extremes["max"])
                self._days.setdefault(table, []).extend(day for day in days if day)

    def finish(self) -> dict[str, Part]:
        """Close all files and return them by table."""
        self._stack.close()
        return {table: self._part(table) for table in self._files}

    def _writer(self, table: str) -> pq.ParquetWriter:
        if table not in self._files:
            stream = filesystem(f"{self._store}/{table}").open_output_stream(self._name)
            self._stack.enter_context(stream)
            writer = self._stack.enter_context(pq.ParquetWriter(stream, SCHEMAS[table]))
            self._files[table] = writer
        return self._files[table]

    def _part(self, table: str) -> Part:
        size = filesystem(f"{self._store}/{table}").get_file_info(self._name).size
        days = self._days.get(table, [])
        first, last = (min(days), max(days)) if days else (None, None)
        return Part(self._name, size, self._rows[table], first, last)


def read_part(store: str, table: str, part: Part, columns: list[str] | None = None) -> pa.Table:
    """Return the rows of a part."""
    source = filesystem(f"{store}/{table}")
    return pq.read_table(part.name, filesystem=source, columns=columns, schema=SCHEMAS[table])
