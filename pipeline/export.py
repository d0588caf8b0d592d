"""Tables of the store in formats that other programs read."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

import orjson
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from pipeline.store import Snapshot

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

#: Characters at which spreadsheets take a cell for a formula (OWASP, CSV injection); the wide ones
#: do so in East Asian settings.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
#: What rows are sorted by, as far as the table has it; exports of one snapshot are identical.
_ORDER = ("published", "doc_id", "sentence", "event_id", "start", "end")
_CHUNK = 10_000


class Format(StrEnum):
    """What a table can be written as; GeoJSON only a table with ``lat`` and ``lon``."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    GEOJSON = "geojson"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How CSV is written: ``decimal`` is the mark in numbers, ``bom`` tells Excel of UTF-8."""

    delimiter: str = ","
    decimal: str = "."
    bom: bool = False


#: What Excel with German settings opens without asking.
GERMAN_EXCEL = Dialect(";", ",", bom=True)


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


def table_of(rows: Sequence[DataclassInstance]) -> pa.Table:
    """Return dataclass rows of the query layer as a table.

    A field that is itself a dataclass becomes one column for each of its fields, named after both;
    lists of such are left out, they are tables of their own.
    """
    return pa.Table.from_pylist([_flat(row) for row in rows])


def _flat(row: DataclassInstance) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if is_dataclass(value) and not isinstance(value, type):
            found |= {f"{field.name}_{name}": part for name, part in _flat(value).items()}
        elif isinstance(value, tuple):
            if not any(is_dataclass(part) for part in value):
                found[field.name] = list(value)
        else:
            found[field.name] = value
    return found


def encode(rows: pa.Table, format_: Format, dialect: Dialect = Dialect()) -> bytes:
    """Return rows as the content of a file."""
    file = io.BytesIO()
    write(rows, file, format_, dialect)
    return file.getvalue()


def write(
    rows: pa.Table,
    file: BinaryIO,
    format_: Format,
    dialect: Dialect = Dialect(),
) -> None:
    """Write rows; ``dialect`` concerns CSV only.

    Raises:
        ValueError: For GeoJSON when the table has no coordinates.
    """
    if format_ is Format.PARQUET:
        pq.write_table(rows, file)
    elif format_ is Format.JSONL:
        for batch in rows.to_batches(max_chunksize=_CHUNK):
            for row in batch.to_pylist():
                file.write(orjson.dumps(row) + b"\n")
    elif format_ is Format.GEOJSON:
        _write_geojson(rows, file)
    else:
        _write_csv(rows, file, dialect)


def _write_geojson(rows: pa.Table, file: BinaryIO) -> None:
    """Write points (RFC 7946); a row without coordinates is a feature without geometry."""
    if not {"lat", "lon"} <= set(rows.column_names):
        raise ValueError("GeoJSON needs the columns lat and lon: export places, or another format")
    file.write(b'{"type":"FeatureCollection","features":[')
    comma = b""
    for batch in rows.to_batches(max_chunksize=_CHUNK):
        for row in batch.to_pylist():
            at = [row.pop("lon"), row.pop("lat")]
            point = None if None in at else {"type": "Point", "coordinates": at}
            feature = {"type": "Feature", "geometry": point, "properties": row}
            file.write(comma + orjson.dumps(feature))
            comma = b",\n"
    file.write(b"]}\n")


def _write_csv(rows: pa.Table, file: BinaryIO, dialect: Dialect) -> None:
    encoding = "utf-8-sig" if dialect.bom else "utf-8"
    text = io.TextIOWrapper(file, encoding=encoding, newline="", write_through=True)
    writer = csv.writer(text, delimiter=dialect.delimiter)
    writer.writerow(rows.column_names)
    cell = partial(_cell, decimal=dialect.decimal)
    for batch in rows.to_batches(max_chunksize=_CHUNK):
        columns = [map(cell, column.to_pylist()) for column in batch.columns]
        writer.writerows(zip(*columns, strict=True))
    text.detach()


def _cell(value: object, decimal: str) -> object:
    if isinstance(value, list):
        value = orjson.dumps(value).decode()
    if isinstance(value, float):
        return str(value).replace(".", decimal)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
