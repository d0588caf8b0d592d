"""A running pipeline: killed, asked to stop, beside others, short of disk or memory.

The same with the real analysis, and with larger numbers: ``python -m benchmarks.faults``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.faults.articles import write_round
from benchmarks.faults.child import STAGES, Task, finish, start
from benchmarks.faults.contents import contents, faults
from benchmarks.faults.kills import random_kills, stage_kills
from benchmarks.faults.memory import peaks
from benchmarks.faults.reads import reads_while_writing
from pipeline.store import Snapshot

Found = TypeVar("Found")

ROOT = Path(__file__).parent.parent
SMALL = {"BATCH_DOCUMENTS": "40", "COMPACT_FILES": "3", "KEEP_HOURS": "0"}


def run_of(folder: Path, source: str, **given: object) -> Task:
    arguments = ("run", str(folder / source), "--store", str(folder / "store"), "--workers", "1")
    return Task(arguments, report=folder / f"{source}.report", **given)  # type: ignore[arg-type]


def messages(task: Task) -> str:
    assert task.report
    return task.report.with_suffix(".err").read_text(encoding="utf-8")


def test_after_10_kills_the_store_equals_an_undisturbed_run(tmp_path: Path) -> None:
    outcome = random_kills(tmp_path, 10, Task((), SMALL, pause=0.001), new=3)
    assert outcome.killed == 10
    assert (outcome.equal, outcome.lost, outcome.twice, outcome.faults) == (True, 0, 0, ())


def test_a_kill_at_each_stage_of_a_run_loses_nothing(tmp_path: Path) -> None:
    outcome = stage_kills(tmp_path, 1, Task((), SMALL), new=3)
    assert outcome.killed == len(STAGES)
    assert (outcome.equal, outcome.lost, outcome.twice, outcome.faults) == (True, 0, 0, ())


def test_four_requests_to_stop_are_followed_in_good_order(tmp_path: Path) -> None:
    task = Task((), {"SINGLE_PROCESS_BELOW": "1"}, pause=0.02)
    outcome = random_kills(tmp_path, 4, task, new=10, with_=signal.SIGTERM)
    assert outcome.killed == 4
    assert (outcome.equal, outcome.lost, outcome.twice, outcome.faults) == (True, 0, 0, ())


def test_a_run_that_is_asked_to_stop_stores_what_it_has(tmp_path: Path) -> None:
    write_round(tmp_path / "in", 0, 400)
    task = run_of(tmp_path, "in", pause=0.02)
    process = start(task)
    assert task.report
    wait_for(task.report.with_suffix(".err").exists)
    time.sleep(2.5)
    assert process.pid
    os.kill(process.pid, signal.SIGTERM)
    process.join(60)
    assert process.exitcode == 3, messages(task)
    assert "event=stopping signal=SIGTERM" in messages(task)
    assert "Stopped early: what was analysed is stored" in messages(task)
    assert 0 < Snapshot.open(tmp_path / "store").counts()["documents"] < 600
    assert finish(run_of(tmp_path, "in")) == 0
    assert Snapshot.open(tmp_path / "store").counts()["documents"] == 600


def test_workers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    write_round(tmp_path / "in", 0, 4_000)
    arguments = ["run", str(tmp_path / "in"), "--store", str(tmp_path / "store"), "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    workers = wait_for(lambda: workers_of(process.pid))
    process.kill()
    process.wait()
    wait_for(lambda: not any(alive(pid) for pid in workers))


def workers_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    names = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return [child for child, name in names.items() if b"spawn_main" in name]


def alive(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


def wait_for(condition: Callable[[], Found], seconds: float = 60) -> Found:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come about in time")


def test_pipelines_on_one_store_wait_for_each_other(tmp_path: Path) -> None:
    tasks = []
    for number, name in enumerate(("a", "b", "c")):
        write_round(tmp_path / name, number, 5)
        tasks.append(run_of(tmp_path, name, pause=0.02))
    processes = [start(task) for task in tasks]
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert sum("event=waits_for_other_run" in messages(task) for task in tasks) >= 1
    ids = Snapshot.open(tmp_path / "store").dataset("documents").to_table()["doc_id"].to_pylist()
    new = [f"n{number}-{at}" for number in range(3) for at in range(5)]
    assert sorted(ids) == sorted([*new, "c-0", "c-1"])


def test_200_reads_while_others_write_see_whole_snapshots_only(tmp_path: Path) -> None:
    settings = {"BATCH_DOCUMENTS": "40", "COMPACT_FILES": "3"}
    seen = reads_while_writing(tmp_path, 200, Task((), settings), new=3)
    assert seen.reads >= 200
    assert seen.torn == 0
    assert seen.snapshots > 1


def test_a_full_disk_is_said_and_leaves_the_former_snapshot(tmp_path: Path) -> None:
    write_round(tmp_path / "in", 0, 5)
    assert finish(run_of(tmp_path, "in")) == 0
    before = contents(tmp_path / "store")
    write_round(tmp_path / "in", 1, 300, sentences=20)
    for limit in (2_000, 6_000, 20_000):
        failing = run_of(tmp_path, "in", file_limit=limit)
        assert finish(failing) == 1
        assert "the former snapshot is untouched" in messages(failing)
        assert contents(tmp_path / "store") == before
    assert finish(run_of(tmp_path, "in")) == 0
    assert Snapshot.open(tmp_path / "store").counts()["documents"] == 5 + 300 + 150
    assert faults(tmp_path / "store") == []


def test_ten_times_the_input_needs_hardly_more_memory(tmp_path: Path) -> None:
    task = Task((), {"BATCH_CHARS": "100000"})
    small, large = peaks(tmp_path, [300, 3_000], 5, task)
    assert large.input_mib > 9.5 * small.input_mib
    assert large.peak_mib < 1.25 * small.peak_mib
