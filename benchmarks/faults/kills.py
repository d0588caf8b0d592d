"""Runs that are killed at any moment, on input that grows, and the run after them."""

from __future__ import annotations

import random
import signal
import time
from dataclasses import dataclass, replace
from os import kill
from pathlib import Path

from benchmarks.faults.articles import write_round
from benchmarks.faults.child import STAGES, Task, finish, start
from benchmarks.faults.contents import contents, faults, twice
from pipeline.cli.console import Exit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a store.

    Attributes:
        killed: Runs that the signal ended.
        ended: Runs that were left alone, or had ended before the signal came.
        equal: Whether the store holds what an undisturbed run gives, row for row.
        lost: Documents that are missing.
        twice: Documents that are there more than once.
        faults: What ``repair --check`` finds in any snapshot.
        documents: Documents in the store.
    """

    killed: int
    ended: int
    equal: bool
    lost: int
    twice: int
    faults: tuple[str, ...]
    documents: int


def random_kills(
    folder: Path,
    number: int,
    task: Task,
    new: int,
    sentences: int = 2,
    seed: int = 1,
    with_: signal.Signals = signal.SIGKILL,
) -> Outcome:
    """Send a signal to runs, each at a random moment of what a run takes, until many were hit.

    Args:
        folder: For input and stores.
        number: How many runs must be hit.
        task: Settings and analysis; arguments and stage are set here.
        new: New articles a round.
        sentences: Sentences an article.
        seed: Of the moments.
        with_: Which signal.
    """
    chance = random.Random(seed)
    write_round(folder / "in", 0, new, sentences)
    seconds = _measured(folder, task)
    killed = ended = round_ = 0
    while killed < number:
        round_ += 1
        write_round(folder / "in", round_, new, sentences)
        began = time.monotonic()
        process = start(_to(folder, "store", task))
        if round_ % 8:
            time.sleep(chance.uniform(0, 1.2 * seconds))
        else:  # now and then a run is left alone, so that there is a snapshot to lose
            process.join()
            seconds = time.monotonic() - began
        if process.exitcode is None and process.pid is not None:
            kill(process.pid, with_)
        process.join()
        if process.exitcode not in {0, 3, -with_}:
            raise RuntimeError(f"a run ended with {process.exitcode}")
        hit = process.exitcode in {-with_, int(Exit.PARTIAL)}
        killed, ended = killed + hit, ended + (not hit)
    return _compared(folder, task, killed, ended)


def stage_kills(folder: Path, each: int, task: Task, new: int, seed: int = 1) -> Outcome:
    """Kill runs at each stage of a run, ``each`` times."""
    chance = random.Random(seed)
    write_round(folder / "in", 0, new)
    finish(_to(folder, "store", task))
    killed = round_ = 0
    for stage in STAGES:
        for _ in range(each):
            round_ += 1
            write_round(folder / "in", round_, new)
            dying = replace(_to(folder, "store", task), stage=stage, call=chance.randint(1, 4))
            killed += finish(dying) == -signal.SIGKILL
            if stage in {"tidying", "publishing"}:
                finish(_to(folder, "store", task))
    return _compared(folder, task, killed, len(STAGES) * each - killed)


def _to(folder: Path, store: str, task: Task) -> Task:
    arguments = ("run", str(folder / "in"), "--store", str(folder / store), "--workers", "1")
    return replace(task, arguments=arguments)


def _measured(folder: Path, task: Task) -> float:
    """Return the seconds of a run; the first one is not counted, it starts the server of forks."""
    for name in ("warm", "timed"):
        began = time.monotonic()
        finish(_to(folder, name, task))
    return time.monotonic() - began


def _compared(folder: Path, task: Task, killed: int, ended: int) -> Outcome:
    for store in ("store", "undisturbed"):
        if code := finish(_to(folder, store, task)):
            raise RuntimeError(f"the last run ended with {code}")
    found, wanted = contents(folder / "store"), contents(folder / "undisturbed")
    return Outcome(
        killed,
        ended,
        found == wanted,
        len(set(wanted["documents"]) - set(found["documents"])),
        twice(folder / "store"),
        tuple(faults(folder / "store")),
        len(found["documents"]),
    )
