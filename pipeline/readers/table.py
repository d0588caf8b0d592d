"""Reads ``.csv``, ``.tsv``, ``.parquet`` and ``.json``: one article a row, columns by ``columns``.

CSV is read record by record. The delimiter is the one that gives a header with known columns;
the encoding is decided line by line as for JSON lines (UTF-8, else Windows-1252). A row that does
not have the columns of the header, or a quotation mark that is never closed, costs that row alone.
Parquet is read in small batches; dictionary columns stay so, lest a small file unfolds.
``.json`` is a list of objects, or an object with such a list under "articles", or a JSON Feed.
"""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.quarantine import Reason, Rejected
from pipeline.readers.columns import Preset, preset_for
from pipeline.readers.decoding import NotTextError, decode, wide_mark
from pipeline.readers.fragments import plain_text
from pipeline.readers.items import Item, Origin, make_found, read_whole
from pipeline.readers.rows import read_object
from pipeline.settings import Settings

_DELIMITERS = ",;\t|"
#: Lines that one quoted record may span; longer ones have a quotation mark too many.
_RECORD_LINES = 2_000
_BATCH_ROWS = 64
#: How the version of a JSON Feed begins.
_JSON_FEED = "https://jsonfeed.org/version/"
#: Bytes of one column in one row group of a Parquet file, as stored without compression.
_CHUNK_BYTES = 2**30


def read_csv(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield what each record of a CSV file gives."""
    csv.field_size_limit(settings.max_line_bytes)
    lines = _Lines(file, settings.max_line_bytes)
    first = lines.take()
    if first is None:
        yield Rejected(Reason.EMPTY, "the file has no lines", path)
        return
    if wide_mark(first):
        yield Rejected(
            Reason.UNDECODABLE, "UTF-16 or UTF-32; CSV is read in UTF-8 only", path, raw=first
        )
        return
    try:
        header, delimiter, preset = _header(decode(first)[0], settings.table_columns)
    except NotTextError as fault:
        yield Rejected(fault.reason, fault.detail, path, 1, first)
        return
    if preset is None:
        yield Rejected(Reason.UNKNOWN_COLUMNS, ", ".join(header)[:200], path, 1, first)
        return
    while line := lines.take():
        if line.strip():
            number = lines.number - 1
            raw, cells = _record(line, lines, delimiter)
            yield _row(cells, header, preset, Origin(path, number, raw), settings)


class _Lines:
    """Lines of a file, with the number of the next one, from 1; lines can be put back."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file = file
        self._limit = limit
        self._back: deque[bytes] = deque()
        self.number = 1

    def take(self) -> bytes | None:
        line = self._back.popleft() if self._back else self._file.readline(self._limit + 1)
        self.number += 1
        return line or None

    def put_back(self, lines: list[bytes]) -> None:
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


def _header(line: str, chosen: str | None) -> tuple[list[str], str, Preset | None]:
    """Return names, delimiter and preset: those of the delimiter that gives most known columns."""
    best: tuple[list[str], str, Preset | None] = ([line.strip()], ",", None)
    for delimiter in _DELIMITERS:
        try:
            names = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:  # with this delimiter it is no header; another may fit
            continue
        preset = preset_for(names, chosen)
        if preset and (best[2] is None or len(names) > len(best[0])):
            best = (names, delimiter, preset)
    return [name.strip().lower() for name in best[0]], best[1], best[2]


def _record(
    first: bytes, lines: _Lines, delimiter: str
) -> tuple[bytes, list[str] | tuple[Reason, str]]:
    """Return the bytes and cells of the record that begins with a line, or why it has none."""
    taken = [first]

    def decoded() -> Iterator[str]:
        yield decode(first)[0]
        while len(taken) < _RECORD_LINES and (line := lines.take()):
            taken.append(line)
            yield decode(line)[0]

    try:
        cells = next(csv.reader(decoded(), delimiter=delimiter, strict=True))
    except NotTextError as error:
        fault = (error.reason, error.detail)
    except csv.Error as error:
        fault = (Reason.WRONG_COLUMNS, str(error)[:200])
    else:
        return b"".join(taken), cells
    # The lines behind the first are read anew: they may be good records of their own.
    lines.put_back(taken[1:])
    return first, fault


def _row(
    cells: list[str] | tuple[Reason, str],
    header: list[str],
    preset: Preset,
    origin: Origin,
    settings: Settings,
) -> Item:
    if isinstance(cells, tuple):
        return origin.reject(*cells)
    if len(cells) != len(header):
        return origin.reject(Reason.WRONG_COLUMNS, f"{len(cells)} cells, {len(header)} columns")
    article = preset.article(dict(zip(header, cells, strict=True)))
    return make_found(article, origin, settings)


def read_json(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield what each object of a JSON list gives."""
    raw = read_whole(file, path, settings.max_list_bytes)
    if isinstance(raw, Rejected):
        yield raw
        return
    try:
        rows = json.loads(decode(raw)[0])
    except NotTextError as fault:
        yield Rejected(fault.reason, fault.detail, path, raw=raw)
        return
    except (ValueError, RecursionError) as error:
        detail = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        yield Rejected(Reason.INVALID_JSON, detail or type(error).__name__, path, raw=raw)
        return
    if isinstance(rows, dict):
        rows = _within(rows)
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        yield read_object(row, Origin(path, number, _bytes(row)), settings)


def _within(given: dict[str, Any]) -> Any:
    """Return the list that an object holds: of a service, of a feed, else the object alone."""
    if str(given.get("version", "")).startswith(_JSON_FEED) and isinstance(
        given.get("items"), list
    ):
        return [_entry(entry) for entry in given["items"]]
    return given.get("articles", [given])


def _entry(entry: Any) -> Any:
    """Give an entry of a JSON Feed that has its text as HTML only the plain text, too."""
    if isinstance(entry, dict) and isinstance(markup := entry.get("content_html"), str):
        return entry | {"content_text": entry.get("content_text") or plain_text(markup)}
    return entry


def _bytes(row: Any) -> bytes:
    return json.dumps(row, ensure_ascii=False)[:65_536].encode("utf-8", "surrogatepass")


def read_parquet(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield what each row of a Parquet file gives; rows before a fault are kept."""
    number = 0
    try:
        table = pq.ParquetFile(file)
        preset = preset_for(table.schema_arrow.names, settings.table_columns)
        if preset is None:
            names = ", ".join(table.schema_arrow.names)[:200]
            yield Rejected(Reason.UNKNOWN_COLUMNS, names, path)
            return
        columns = _wanted(table, preset)
        if (size := _largest_chunk(table, columns)) > _CHUNK_BYTES:
            yield Rejected(Reason.TOO_LONG, f"a column of {size:,} bytes in one row group", path)
            return
        file.seek(0)
        table = pq.ParquetFile(file, read_dictionary=columns)
        for batch in table.iter_batches(_BATCH_ROWS, columns=columns):
            for row in _rows(batch):
                number += 1
                yield make_found(preset.article(row), Origin(path, number, _bytes(row)), settings)
    except (pa.ArrowException, OSError, ValueError) as error:
        detail = f"behind row {number}: {type(error).__name__}"
        yield Rejected(Reason.DAMAGED, detail, path)


def _wanted(table: pq.ParquetFile, preset: Preset) -> list[str]:
    wanted = {column.name for column in preset.columns}
    return [name for name in table.schema_arrow.names if name.lower() in wanted]


def _largest_chunk(table: pq.ParquetFile, columns: list[str]) -> int:
    groups = (table.metadata.row_group(index) for index in range(table.metadata.num_row_groups))
    chunks = (group.column(index) for group in groups for index in range(group.num_columns))
    return max(
        (chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema in columns),
        default=0,
    )


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, str]]:
    for index in range(batch.num_rows):
        values = {name.lower(): batch.column(name)[index].as_py() for name in batch.schema.names}
        yield {name: _written(value) for name, value in values.items()}


def _written(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
