"""Tables of the store in formats that other programs read."""

from __future__ import annotations

import csv
import io
from datetime import date
from enum import StrEnum
from typing import BinaryIO

import orjson
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from pipeline.store import Snapshot

#: Characters at which spreadsheets take a cell for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What rows are sorted by, as far as the table has it; exports of one snapshot are identical.
_ORDER = ("published", "doc_id", "sentence", "event_id", "start", "end")
_CHUNK = 10_000


class Format(StrEnum):
    """What a table can be written as."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def read(
    snapshot: Snapshot, table: str, since: date | None = None, until: date | None = None
) -> pa.Table:
    """Read a table in a fixed order; rows without a date are left out when a date is asked for.

    Args:
        snapshot: Where to read.
        table: Name from ``pipeline.store.SCHEMAS``.
        since: First publication date.
        until: Last publication date.
    """
    condition = ds.scalar(value=True)
    if since is not None:
        condition &= ds.field("published") >= since
    if until is not None:
        condition &= ds.field("published") <= until
    rows = snapshot.dataset(table).to_table(filter=condition)
    return rows.sort_by([(name, "ascending") for name in _ORDER if name in rows.column_names])


def write(
    rows: pa.Table, file: BinaryIO, format_: Format, delimiter: str = ",", *, bom: bool = False
) -> None:
    """Write rows; ``delimiter`` and ``bom`` concern CSV only."""
    if format_ is Format.PARQUET:
        pq.write_table(rows, file)
    elif format_ is Format.JSONL:
        for batch in rows.to_batches(max_chunksize=_CHUNK):
            for row in batch.to_pylist():
                file.write(orjson.dumps(row) + b"\n")
    else:
        _write_csv(rows, file, delimiter, "utf-8-sig" if bom else "utf-8")


def _write_csv(rows: pa.Table, file: BinaryIO, delimiter: str, encoding: str) -> None:
    text = io.TextIOWrapper(file, encoding=encoding, newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(rows.column_names)
    for batch in rows.to_batches(max_chunksize=_CHUNK):
        columns = [map(_cell, column.to_pylist()) for column in batch.columns]
        writer.writerows(zip(*columns, strict=True))
    text.detach()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return orjson.dumps(value).decode()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
