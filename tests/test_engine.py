"""The engine gives the same results in the same order, however many processes work."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from pipeline.engine import run


def process_of(_: int) -> int:
    return os.getpid()


def square(number: int) -> int:
    return number * number


def test_results_come_in_the_order_of_the_items_from_several_processes() -> None:
    assert list(run(square, range(100), workers=2)) == [number * number for number in range(100)]


def test_several_workers_are_other_processes() -> None:
    assert os.getpid() not in set(run(process_of, range(40), workers=2))


@pytest.mark.parametrize("items", [0, 9])
def test_few_items_stay_in_this_process(items: int) -> None:
    pids = set(run(process_of, range(items), workers=2, single_process_below=10))
    assert pids <= {os.getpid()}


def test_one_worker_takes_items_as_they_are_asked_for() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            yield number

    results = run(square, items(), workers=1)
    assert next(results) == 0
    assert taken == [0]
