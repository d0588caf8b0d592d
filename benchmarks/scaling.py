"""What a partitioned run takes with one and with more workers, and what it writes.

``python -m benchmarks.scaling ARTICLES.jsonl [--articles 400] [--workers 1 2]`` divides the file
into partitions, analyses them from a cold start with each number of workers, and prints words a
second, processor time, and the bytes that the store takes for an article. Nothing of it is kept.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from itertools import islice
from pathlib import Path

import orjson

from pipeline.bulk import run_partitioned
from pipeline.engine import Local
from pipeline.methodology import methodology
from pipeline.settings import load
from pipeline.store import TABLES, Snapshot

#: So many partitions a worker, so that all of them end at about the same time.
_PARTITIONS = 16


def divide(source: Path, articles: int, folder: Path) -> tuple[int, int]:
    """Write the first articles to so many files; returns their number of words and bytes."""
    with source.open("rb") as file:
        lines = list(islice(file, articles))
    for number in range(_PARTITIONS):
        (folder / f"{number:02}.jsonl").write_bytes(b"".join(lines[number::_PARTITIONS]))
    words = sum(len(orjson.loads(line)["text"].split()) for line in lines)
    return words, sum(map(len, lines))


def measure(folder: Path, store: Path, workers: int) -> tuple[float, float]:
    """Run with so many workers; returns seconds on the clock and of the workers' processors."""
    settings = load().model_copy(update={"partition_bytes": 1})
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    run_partitioned([folder], store, Local(workers), settings, methodology("de"))
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def written(store: Path) -> dict[str, int]:
    """Return the bytes of the files of each table."""
    snapshot = Snapshot.open(store)
    return {
        table: sum(one.bytes for one in snapshot.manifest.files[table].values()) for table in TABLES
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        words, size = divide(given.source, given.articles, folder / "in")
        print(f"{given.articles} articles, {words} words, {size} bytes")
        for workers in given.workers:
            store = folder / f"store-{workers}"
            seconds, busy = measure(folder / "in", store, workers)
            print(
                f"{workers} workers: {seconds:.1f} s, {words / seconds:.0f} words/s; "
                f"{busy:.1f} s of processors, {words / busy:.0f} words/s of each"
            )
        total = written(store)
        for table, number in total.items():
            print(f"{table}: {number / given.articles:.0f} bytes an article")
        print(f"all: {sum(total.values()) / given.articles:.0f} bytes an article")


if __name__ == "__main__":
    main()
