"""Many reads as a dashboard makes them, while other processes write to the store."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from benchmarks.faults.articles import write_round
from benchmarks.faults.child import Task, finish, start
from pipeline.query import Filter, Query
from pipeline.store import Snapshot

_THREADS = 4
_AT_ONCE = 20
#: The first run finds nothing new, the second one does.
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Reads:
    """What the readers saw.

    Attributes:
        reads: Number of reads.
        torn: Reads in which tables did not belong together.
        snapshots: Different snapshots that were seen.
        seconds: Longest and mean time of a read.
    """

    reads: int
    torn: int
    snapshots: int
    seconds: tuple[float, float]


def reads_while_writing(folder: Path, number: int, task: Task, new: int) -> Reads:
    """Read so many times at least, until two runs have ended; one starts whenever one has ended.

    Every article has the same number of sentences, each with one event with the stand-in, so that
    a reader can tell whether what it sees is whole.

    Raises:
        StoreError: When a read fails.
    """
    store = folder / "store"
    write_round(folder / "in", 0, new)
    arguments = ("run", str(folder / "in"), "--store", str(store), "--workers", "1")
    writes = Task(arguments, task.settings, task.pause)
    finish(writes)
    seen: list[tuple[str, bool, float]] = []
    with ThreadPoolExecutor(_THREADS) as pool:
        round_ = 0
        process = start(writes)
        while len(seen) < number or round_ < _ROUNDS:
            if process.exitcode is not None:
                round_ += 1
                write_round(folder / "in", round_, new)
                process = start(writes)
            seen += pool.map(_read, [store] * _AT_ONCE)
        process.join()
    times = [one[2] for one in seen]
    return Reads(
        len(seen),
        sum(not whole for _, whole, _ in seen),
        len({version for version, _, _ in seen}),
        (max(times), sum(times) / len(times)),
    )


@lru_cache(maxsize=4)
def _opened(store: Path, version: str) -> Query:
    """Open a snapshot once, as the dashboard does; ``version`` is the key."""
    return Query.open(store)


def _read(store: Path) -> tuple[str, bool, float]:
    began = time.monotonic()
    query = _opened(store, Query.current(store))
    overview, figures = query.overview(), query.key_figures(Filter())
    snapshot = Snapshot.open(store)
    counts = snapshot.counts()
    whole = (
        overview.sentences == figures.sentences
        and figures.documents == overview.documents
        and counts["documents"] == snapshot.manifest.documents
        and counts["sentences"] == 3 * counts["documents"]
    )
    return overview.version, whole, time.monotonic() - began
