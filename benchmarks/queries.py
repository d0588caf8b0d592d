"""``python -m benchmarks.queries [MILLIONS]``: queries of the dashboard beside plain pandas.

Makes a store of so many million mentions of places (10 without an argument) in ten years and forty
outlets, with as many documents and parts as fit them, and asks for the map and the series as a page
does after a change of its filter. pandas answers from a table of mentions in memory what
it can: sums a country, and a day. Times are medians of repeats in one process. On a machine that
does other things too, processor time and its ratio to that of pandas say more than the clock.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import typer

from pipeline.query import Filter, Query, View
from pipeline.query.tension_series import tension_series
from pipeline.store import Snapshot
from pipeline.store.cubes import Cubes, chunks
from pipeline.store.manifest import Manifest
from pipeline.store.schema import DERIVED, SCHEMA_VERSION

_FIRST = date(2014, 1, 1)
_DAYS = 3_652
_LAST = _FIRST + timedelta(days=_DAYS - 1)
_YEAR = (date(2022, 1, 1), date(2022, 12, 31))
#: Of each document.
_MENTIONS, _SENTENCES, _PARTS = 10, 20, 3
_REPEATS = 15

#: Rows that a document has, by a number from 0; hashes make it the same in every run.
_COUNTRY = "chr(65 + (hash({0}) % 26)::INT) || chr(65 + ((hash({0}) // 26) % 7)::INT)"
_SKEWED = _COUNTRY.format("(pow((hash({0}) % 100000) / 100000.0, 3) * 180)::INT")
_ORIGIN = (
    "'d' || (i // {0}) AS doc_id, (hash(i * 3) % 20)::INT AS sentence,"
    f" DATE '{_FIRST}' + ((i // {{0}}) % {_DAYS})::INT AS published,"
    " 'Blatt ' || (hash(i // {0}) % 40) AS source"
)
_TABLES = {
    "documents": (
        1,
        "SELECT doc_id, published, source, 20 AS sentences, NULL::VARCHAR AS cluster, '' AS title,"
        " '' AS url, doc_id AS content_hash, '1' AS methodology, NULL::TIMESTAMPTZ AS published_at"
        " FROM (SELECT {origin} FROM range({rows}) r(i))",
    ),
    "places": (
        _MENTIONS,
        "SELECT {origin}, 'place' || hash(i) % 5000 AS place_id, {country} AS country,"
        " 'Ort' AS name, 'Ort' AS text, 0 AS start, 3 AS \"end\", 50.0 AS lat, 30.0 AS lon,"
        " 'city' AS kind, if(hash(i) % 3 = 0, 'actor', 'place') AS role, '' AS disputed,"
        " (hash(i * 7) % 1000) / 1000.0 AS weight FROM range({rows}) r(i)",
    ),
    "parts": (
        _PARTS,
        "SELECT {origin}, 0 AS event_id, ['ASSAULT', 'THREATEN', 'ACCUSE', 'COERCE', 'SANCTION',"
        " 'CONSULT', 'MOBILIZE', ''][1 + (hash(i * 11) % 8)::INT] AS type,"
        " ['asserted', 'asserted', 'asserted', 'hypothetical', 'denied'][1 + (hash(i) % 5)::INT]"
        " AS status, ['threat', 'act', 'relief'][1 + (hash(i * 13) % 3)::INT] AS side,"
        " (hash(i * 7) % 1000) / 1000.0 AS value, [{country}] AS actors,"
        " if(hash(i) % 2 = 0, [{other}], []) AS targets, [{country}] AS places,"
        " list_distinct([{country}, {other}]) AS countries, 20 AS sentences"
        " FROM range({rows}) r(i)",
    ),
}


class Generated(Snapshot):
    """A snapshot whose tables are plain Parquet files."""

    def files(self, table: str) -> list[str]:
        """Return the files of a table, none for one that the benchmark does not need."""
        return sorted(str(path) for path in (self.folder / table).glob("*.parquet"))


def stored(folder: Path) -> Generated:
    """Return the snapshot that ``generate`` wrote."""
    created = datetime.now(UTC).isoformat()
    return Generated(folder, Manifest(1, created, "1", SCHEMA_VERSION, {}, 0))


def generate(folder: Path, millions: float) -> None:
    """Write the tables; cells are made by the code that a run makes them with."""
    documents = int(millions * 1_000_000 / _MENTIONS)
    database = duckdb.connect()
    database.execute("SET enable_progress_bar = false")
    for name, (each, sql) in _TABLES.items():
        (folder / name).mkdir()
        query = sql.format(
            origin=_ORIGIN.format(each),
            rows=documents * each,
            country=_SKEWED.format("i"),
            other=_SKEWED.format("i + 1"),
        )
        database.execute(
            f"COPY (SELECT * FROM ({query}) ORDER BY published)"
            f" TO '{folder / name / '0.parquet'}' (COMPRESSION zstd)"
        )
    store = stored(folder)
    cubes = Cubes(store.files("documents"), store.files("parts"), [])
    for name in DERIVED:
        (folder / name).mkdir()
    for number, days in enumerate(chunks(cubes.touched())):
        for name, rows in cubes.rows(days).items():
            if rows.num_rows:
                target = folder / name / f"{number}.parquet"
                pq.write_table(rows, target, compression="zstd", row_group_size=20_000)


def mentions(store: Generated) -> pd.DataFrame:
    """Return the mentions as one would hold them in pandas: categories and numbers."""
    columns = ["published", "country", "source", "role", "weight"]
    frame: pd.DataFrame = pq.read_table(store.files("places"), columns=columns).to_pandas()
    frame["published"] = pd.to_datetime(frame["published"])
    for name in ("country", "source", "role"):
        frame[name] = frame[name].astype("category")
    return frame


def by_pandas(frame: pd.DataFrame, code: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the map and the series of a country, over all days, in pandas."""

    def world_map() -> object:
        chosen = frame[frame["published"].between(str(_FIRST), str(_LAST))]
        return chosen.groupby("country", observed=True)["weight"].agg(["sum", "count"])

    def series() -> object:
        days = frame.groupby("published")["weight"].count()
        chosen = frame[frame["country"] == code]
        return chosen.groupby("published")["weight"].sum() / days

    yield "map", world_map
    yield "series", series


def by_index(query: Query, code: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what pages ask for after a change of the filter."""
    index, always = query.index, Filter((), _FIRST, _LAST)
    year = replace(always, first=_YEAR[0], last=_YEAR[1])
    one = year.of((code,))
    yield "map", lambda: index.countries(always)
    yield "map, one year", lambda: index.countries(year)
    yield "map, one year, who acts", lambda: index.countries(year, View("actor"))
    yield "series", lambda: index.series(always.of((code,)))
    yield "series as a page shows it", lambda: tension_series(query, always.of((code,)), View())
    yield "series, one year", lambda: index.series(one)
    yield "series of the world, one year", lambda: index.series(year)
    yield "figure, one year", lambda: index.figure(one)
    yield "map of a type, one year", lambda: index.countries(replace(year, types=("ASSAULT",)))
    yield "series of a source, one year", lambda: index.series(replace(one, sources=("Blatt 7",)))
    yield (
        "reasons, month against month",
        lambda: index.why(one.between(date(2022, 3, 1), date(2022, 3, 31))),
    )
    yield (
        "movers, one month",
        lambda: index.movers(year.between(date(2022, 3, 1), date(2022, 3, 31))),
    )
    yield (
        "spikes of a month",
        lambda: index.spikes(year.between(date(2022, 3, 1), date(2022, 3, 31))),
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """Median milliseconds of a task: on the clock, and of processor time of all threads."""

    wall: float
    cpu: float


def taken(task: Callable[[], object], before: Callable[[], None] = lambda: None) -> Taken:
    """Measure a task; the first try is not counted, nor what is done before each."""
    task()
    wall, cpu = [], []
    for _ in range(_REPEATS):
        before()
        start, used = time.perf_counter(), time.process_time()
        task()
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - used)
    return Taken(statistics.median(wall) * 1_000, statistics.median(cpu) * 1_000)


def memory_mb() -> float:
    """Return the most memory that this process had so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def main(
    millions: Annotated[float, typer.Argument(help="Million mentions.")] = 10.0,
    made: Annotated[Path | None, typer.Option(help="A folder from `generate`, used again.")] = None,
) -> None:
    """Print the time of each query, and as a ratio to pandas."""
    if made is not None:
        _print_times(stored(made))
        return
    with TemporaryDirectory() as name:
        folder, start = Path(name), time.perf_counter()
        # In a process of its own, so that its memory is not counted as that of the queries.
        maker = get_context("spawn").Process(target=generate, args=(folder, millions))
        maker.start()
        maker.join()
        print(f"{millions:g} million mentions, made in {time.perf_counter() - start:.0f} s")
        store = stored(folder)
        _print_sizes(store)
        _print_times(store)


def _print_sizes(store: Generated) -> None:
    for name in (*_TABLES, *DERIVED):
        files = [Path(file) for file in store.files(name)]
        rows = sum(pq.read_metadata(file).num_rows for file in files)
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"  {name:14}{rows:12,} rows{size:9.1f} MB")


def _print_times(store: Generated) -> None:
    start, used = time.perf_counter(), time.process_time()
    query = Query(store)
    code = query.index.countries(Filter())[0].country
    wall, cpu = time.perf_counter() - start, time.process_time() - used
    print(f"opened, first map in {wall * 1_000:.0f} ms, {cpu * 1_000:.0f} ms of processor time")
    # A question that was asked before would be answered from memory; days that were shown before
    # are held, and another filter over them is what a page asks most.
    found = {name: taken(task, query.forget) for name, task in by_index(query, code)}
    other = partial(query.forget, days=True)
    anew = {name: taken(task, other) for name, task in by_index(query, code)}
    print(f"memory {memory_mb():.0f} MB at most")
    frame = mentions(store)
    plain = {name: taken(task) for name, task in by_pandas(frame, code)}
    held = frame.memory_usage(deep=True).sum() / 1e6
    print(f"pandas holds {held:.0f} MB; medians of {_REPEATS}, milliseconds")
    heads = f"{'pandas':>10}{'its cpu':>10}{'ratio of cpu':>14}"
    print(f"{'':34}{'wall':>8}{'cpu':>8}{'new days':>10}{'its cpu':>9}{heads}")
    for name, one in found.items():
        kind = name.partition(",")[0].partition(" of")[0]
        ratio = ""
        if pandas := plain.get(kind):
            ratio = f"{pandas.wall:10.1f}{pandas.cpu:10.1f}{one.cpu / pandas.cpu:14.3f}"
        print(
            f"{name:34}{one.wall:8.1f}{one.cpu:8.1f}{anew[name].wall:10.1f}{anew[name].cpu:9.1f}{ratio}"
        )


if __name__ == "__main__":
    typer.run(main)
