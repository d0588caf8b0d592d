"""``python -m benchmarks.layout [MILLIONS]``: what a question about a country and a month reads.

Makes so many million mentions of places (10 without an argument), in 16 files in which every file
has all days, as workers write them, and asks for the mentions in one country and month; then the
same after the order of ``pipeline/store/layout.py``. Bytes are what the process read from files.
"""

from __future__ import annotations

import re
import time
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import duckdb
import pyarrow.parquet as pq
import typer

from pipeline.store.layout import ROWS_OF_GROUP

_FILES = 16
_MENTIONS = (
    "SELECT 'd' || (i // 10) AS doc_id, (hash(i * 3) % 20)::INT AS sentence,"
    " DATE '2014-01-01' + (hash(i // 10) % 3652)::INT AS published,"
    " 'C' || (pow((hash(i) % 100000) / 100000.0, 3) * 180)::INT AS country,"
    " (hash(i * 7) % 90)::DOUBLE AS lat, (hash(i * 11) % 180)::DOUBLE AS lon FROM range({}) r(i)"
)
_QUESTION = (
    "SELECT count(*), avg(lat) FROM read_parquet(?) WHERE country = 'C10'"
    " AND published BETWEEN DATE '2022-02-01' AND DATE '2022-02-28'"
)


def _read() -> int:
    found = re.search(r"rchar: (\d+)", Path("/proc/self/io").read_text(encoding="ascii"))
    return int(found[1]) if found else 0


def _ask(files: list[str]) -> None:
    database = duckdb.connect()
    before, began = _read(), time.process_time()
    rows = database.execute(_QUESTION, [files]).fetchall()
    milliseconds = 1000 * (time.process_time() - began)
    size = sum(Path(file).stat().st_size for file in files)
    print(f"{rows}: {_read() - before:,} of {size:,} bytes, {milliseconds:.0f} ms of processor")


def main(millions: Annotated[float, typer.Argument()] = 10) -> None:
    """Make the tables, ask, and print."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        mentions = _MENTIONS.format(int(millions * 1_000_000))
        (folder / "parts").mkdir()
        database = duckdb.connect()
        database.execute("SET enable_progress_bar = false")
        for number in range(_FILES):
            database.execute(
                f"COPY (SELECT * FROM ({mentions}) WHERE hash(doc_id) % {_FILES} = {number})"
                f" TO '{folder}/parts/{number}.parquet' (COMPRESSION snappy)"
            )
        files = sorted(map(str, (folder / "parts").glob("*.parquet")))
        target = folder / "ordered.parquet"
        rows = database.read_parquet(files).order("date_trunc('month', published), country")
        schema = rows.limit(0).to_arrow_table().schema
        with pq.ParquetWriter(target, schema, compression="zstd") as writer:
            for batch in rows.to_arrow_reader(ROWS_OF_GROUP):
                writer.write_batch(batch)
        for asked in (files, [str(target)]):
            process = get_context("spawn").Process(target=_ask, args=(asked,))
            process.start()
            process.join()


if __name__ == "__main__":
    typer.run(main)
