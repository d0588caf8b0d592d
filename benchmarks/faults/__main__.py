"""``python -m benchmarks.faults [NAME ...]``: the figures of ``docs/reliability.md``.

Names are kills, stages, stops, together, damages, reads, memory and disk; all without one.
Linux only; the small disk needs leave to mount one.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.faults.articles import write_round
from benchmarks.faults.beside import together
from benchmarks.faults.child import Task, finish, preload_analysis
from benchmarks.faults.contents import contents, faults
from benchmarks.faults.damages import damages
from benchmarks.faults.kills import random_kills, stage_kills
from benchmarks.faults.memory import peaks
from benchmarks.faults.reads import reads_while_writing

#: The real analysis, written in small batches, so that there are many moments to be killed at.
_REAL = Task((), {"BATCH_DOCUMENTS": "4", "COMPACT_FILES": "4", "KEEP_HOURS": "0"}, pause=None)


def _kills(folder: Path) -> None:
    print("50 kill -9, real analysis:", random_kills(folder, 50, _REAL, new=6, sentences=4))


def _stages(folder: Path) -> None:
    task = Task((), _REAL.settings)
    print("30 kill -9 at each of 9 stages, stand-in:", stage_kills(folder, 30, task, new=4))


def _stops(folder: Path) -> None:
    found = random_kills(folder, 10, _REAL, new=6, sentences=4, with_=signal.SIGTERM)
    print("10 SIGTERM, real analysis:", found)


def _together(folder: Path) -> None:
    print("8 runs at once, real analysis:", together(folder, 8, _REAL, new=10))


def _damages(folder: Path) -> None:
    print("every file damaged, real analysis:", damages(folder, _REAL, new=6))


def _reads(folder: Path) -> None:
    task = Task((), {"BATCH_DOCUMENTS": "40", "COMPACT_FILES": "3"})
    print("1,000 reads while writing, stand-in:", reads_while_writing(folder, 1_000, task, new=20))


def _memory(folder: Path) -> None:
    for peak in peaks(folder, (20, 200), 20, Task((), {"BATCH_DOCUMENTS": "20"}, pause=None)):
        print("peak memory, real analysis:", peak)


def _disk(folder: Path) -> None:
    small = folder / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small], check=True)
    try:
        write_round(folder / "in", 0, 20)
        run = ("run", str(folder / "in"), "--store", str(small / "store"), "--workers", "1")
        code = finish(Task(run, pause=None))
        before = contents(small / "store")
        write_round(folder / "in", 1, 3_000, sentences=20)
        report = folder / "report"
        full = finish(Task(run, {"BATCH_DOCUMENTS": "200"}, report=report))
        print(f"disk of 2 MB: first run {code}, run that fills it {full},", end=" ")
        print("equal:", contents(small / "store") == before, faults(small / "store"))
        print(report.with_suffix(".err").read_text(encoding="utf-8").splitlines()[-1])
    finally:
        subprocess.run(["umount", small], check=True)


_ALL: dict[str, Callable[[Path], None]] = {
    "kills": _kills,
    "stages": _stages,
    "stops": _stops,
    "together": _together,
    "damages": _damages,
    "reads": _reads,
    "memory": _memory,
    "disk": _disk,
}

if __name__ == "__main__":
    preload_analysis()
    for name in sys.argv[1:] or _ALL:
        with tempfile.TemporaryDirectory() as given:
            began = time.monotonic()
            _ALL[name](Path(given))
            print(f"  {name}: {time.monotonic() - began:.0f} s", flush=True)
