"""Partitioned runs on a real cluster of own processes: killed workers, killed drivers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.faults.articles import write_round
from benchmarks.faults.child import Task, finish, start
from benchmarks.faults.cluster import Cluster, cluster
from benchmarks.faults.contents import contents, faults, twice
from pipeline.store import Snapshot

SETTINGS = {"PARTITION_BYTES": "1", "COMMIT_PARTITIONS": "2"}


def on_cluster(folder: Path, cluster: Cluster) -> Task:
    where = ("--store", str(folder / "store"), "--engine", "dask", "--scheduler", cluster.address)
    task = ("run", str(folder / "in"), *where)
    return Task(task, SETTINGS, report=folder / "driver")


def messages(task: Task) -> str:
    assert task.report
    return task.report.with_suffix(".err").read_text(encoding="utf-8")


def undisturbed(folder: Path) -> dict[str, list[bytes]]:
    store = folder / "undisturbed"
    arguments = ("run", str(folder / "in"), "--store", str(store), "--workers", "1")
    assert finish(Task(arguments)) == 0
    return contents(store)


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.02)


def committed(folder: Path) -> int:
    """Return how many commits of documents there are; the first one makes the table."""
    return len(list((folder / "store" / "documents" / "_delta_log").glob("*.json")))


def write(folder: Path) -> None:
    for number in range(9):
        write_round(folder / "in", number, 12)


def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    write(tmp_path)
    with cluster(2, pause=0.02) as running:
        task = on_cluster(tmp_path, running)
        driver = start(task)
        wait_for(lambda: committed(tmp_path) > 1)
        running.workers[0].kill()
        running.add_worker()
        driver.join(90)
        assert driver.exitcode == 0, messages(task)
        found = contents(tmp_path / "store")
        assert found == undisturbed(tmp_path)
        assert (twice(tmp_path / "store"), faults(tmp_path / "store")) == (0, [])


def test_a_killed_driver_goes_on_and_a_third_run_does_nothing(tmp_path: Path) -> None:
    write(tmp_path)
    with cluster(2, pause=0.02) as running:
        task = on_cluster(tmp_path, running)
        driver = start(task)
        wait_for(lambda: committed(tmp_path) > 2)
        driver.kill()
        driver.join()
        assert not (tmp_path / "store" / "current.json").exists()
        assert finish(task) == 0, messages(task)
        assert "partitions were there from a run that had not ended" in messages(task)
        assert " 0 partitions were there" not in messages(task)
        assert contents(tmp_path / "store") == undisturbed(tmp_path)
        assert (twice(tmp_path / "store"), faults(tmp_path / "store")) == (0, [])
        before = Snapshot.open(tmp_path / "store").version
        # Whatever the third run would analyse, it would analyse it too late.
        third = replace(task, report=tmp_path / "third")
        assert finish(third) == 0, messages(third)
        assert "10 files are in the store by these rules" in messages(third)
        assert Snapshot.open(tmp_path / "store").version == before
