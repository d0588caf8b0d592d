"""The engine gives the same results in the same order, however many processes work."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.engine import EngineError, Local, run
from pipeline.engine.dask import Dask
from tests.pieces import dies, dies_once, square


def test_results_come_in_the_order_of_the_items_from_other_processes() -> None:
    found = list(run(square, range(100), workers=2))
    assert [result for result, _ in found] == [number * number for number in range(100)]
    assert os.getpid() not in {pid for _, pid in found}


@pytest.mark.parametrize("items", [0, 9])
def test_few_items_stay_in_this_process(items: int) -> None:
    found = list(run(square, range(items), workers=2, single_process_below=10))
    assert found == [(number * number, os.getpid()) for number in range(items)]


def test_one_worker_takes_items_as_they_are_asked_for() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            yield number

    results = run(square, items(), workers=1)
    assert next(results) == (0, os.getpid())
    assert taken == [0]


def test_what_a_killed_worker_had_not_done_is_done_again(tmp_path: Path) -> None:
    items = [(number, tmp_path) for number in range(100)]
    assert list(run(dies_once, items, workers=2)) == list(range(100))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["20", "70"]


def test_work_that_kills_every_worker_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.local.RETRIES", 1)
    with pytest.raises(EngineError, match="killed 2 times over the same work"):
        list(Local(workers=1).run(dies, [1]))


def test_a_scheduler_that_does_not_answer_is_named() -> None:
    with pytest.raises(EngineError, match="no Dask scheduler answers at tcp"):
        list(Dask("tcp://127.0.0.1:1", seconds=0.5).run(square, [1]))


def refuses(folder: Path) -> int:
    (folder / str(len(list(folder.iterdir())))).touch()
    raise EngineError("other rules")


def test_what_the_work_refuses_is_not_tried_again(tmp_path: Path) -> None:
    with (
        LocalCluster(1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        pytest.raises(EngineError, match="other rules"),
    ):
        list(Dask(cluster.scheduler_address).run(refuses, [tmp_path]))
    assert len(list(tmp_path.iterdir())) == 1


def test_workers_of_this_machine_are_not_those_of_a_cluster() -> None:
    where = ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"]
    result = CliRunner().invoke(app, ["run", "seeds", "--workers", "2", *where])
    assert result.exit_code == 2
    assert "the cluster has its own workers" in " ".join(result.output.replace("│", "").split())


def test_a_missing_cluster_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r"pip install .* requirements-cluster\.txt"):
        list(Dask("tcp://127.0.0.1:1").run(square, [1]))
