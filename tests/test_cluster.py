"""Partitioned runs on a real cluster of own processes: killed workers, killed drivers."""

from __future__ import annotations

import re
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.faults.articles import write_round
from benchmarks.faults.child import Task, finish
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


def write(folder: Path) -> None:
    for number in range(6):
        write_round(folder / "in", number, 12)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[bytes]]:
    """Return what an ordinary run stores."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write(folder)
    arguments = ("run", str(folder / "in"), "--store", str(folder / "store"), "--workers", "1")
    assert finish(Task(arguments)) == 0
    return contents(folder / "store")


def test_a_killed_worker_costs_nothing(tmp_path: Path, undisturbed: dict[str, list[bytes]]) -> None:
    write(tmp_path)
    with cluster(1) as running:
        dying = running.add_worker(dies_at=5)
        task = on_cluster(tmp_path, running)
        assert finish(task) == 0, messages(task)
        dying.join()
        assert dying.exitcode == -signal.SIGKILL
    assert contents(tmp_path / "store") == undisturbed
    assert (twice(tmp_path / "store"), faults(tmp_path / "store")) == (0, [])


def test_a_killed_driver_goes_on_and_a_third_run_does_nothing(
    tmp_path: Path, undisturbed: dict[str, list[bytes]]
) -> None:
    write(tmp_path)
    with cluster(2) as running:
        task = on_cluster(tmp_path, running)
        assert finish(replace(task, stage="committing", call=6)) == -signal.SIGKILL
        assert not (tmp_path / "store" / "current.json").exists()
        assert finish(task) == 0, messages(task)
        resumed = re.search(r"(\d+) partitions were there", messages(task))
        assert resumed
        assert 1 <= int(resumed[1]) <= 5
        assert contents(tmp_path / "store") == undisturbed
        assert (twice(tmp_path / "store"), faults(tmp_path / "store")) == (0, [])
        before = Snapshot.open(tmp_path / "store").version
        assert finish(task) == 0, messages(task)
        assert "7 files are in the store by these rules" in messages(task)
        assert Snapshot.open(tmp_path / "store").version == before
