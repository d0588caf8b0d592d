"""Several pipelines on one store at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.faults.articles import write_round
from benchmarks.faults.child import Task, start
from benchmarks.faults.contents import faults, twice
from pipeline.store import Snapshot


@dataclass(frozen=True, slots=True)
class Together:
    """What came of runs that began together.

    Attributes:
        codes: Their exit codes.
        waited: How many said that they wait for another one.
        documents: Documents in the store.
        lost: Documents of their inputs that are missing.
        twice: Documents that are there more than once.
        faults: What ``repair --check`` finds in any snapshot.
    """

    codes: tuple[int | None, ...]
    waited: int
    documents: int
    lost: int
    twice: int
    faults: tuple[str, ...]


def together(folder: Path, runs: int, task: Task, new: int) -> Together:
    """Start so many runs at once, each with input of its own beside a file that all have."""
    store, tasks = folder / "store", []
    for number in range(runs):
        write_round(folder / str(number), number, new)
        arguments = ("run", str(folder / str(number)), "--store", str(store), "--workers", "1")
        report = folder / f"{number}.report"
        tasks.append(replace(task, arguments=arguments, report=report))
    processes = [start(one) for one in tasks]
    for process in processes:
        process.join(600)
    told = [(folder / f"{n}.err").read_text(encoding="utf-8") for n in range(runs)]
    ids = Snapshot.open(store).dataset("documents").to_table()["doc_id"].to_pylist()
    wanted = {f"n{run}-{at}" for run in range(runs) for at in range(new)}
    return Together(
        tuple(process.exitcode for process in processes),
        sum("event=waits_for_other_run" in one for one in told),
        len(ids),
        len(wanted - set(ids)),
        twice(store),
        tuple(faults(store)),
    )
