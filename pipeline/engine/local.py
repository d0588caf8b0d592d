"""Applies a function to many items, in this process or in several of this machine."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from pipeline.logs import configure
from pipeline.settings import load
from pipeline.stopping import SIGNALS

Given = TypeVar("Given")
Result = TypeVar("Result")

#: More processes than this gain little: one process reads and writes for all.
_MOST_WORKERS = 8
#: Items that travel to a process together; several chunks a worker are under way at a time.
_CHUNK = 16
_CHUNKS_PER_WORKER = 4


def run(
    function: Callable[[Given], Result],
    items: Iterable[Given],
    workers: int = 0,
    single_process_below: int = 0,
) -> Iterator[Result]:
    """Yield the result of each item, in the order of the items, whatever the number of workers.

    Items are taken as they are needed, so that the input may be longer than the memory.

    Args:
        function: Must be importable by name when several processes run; what it loads it should
            keep, since it is called many times in each process.
        items: What to work on.
        workers: Processes; 0 means one a processor, eight at most, and 1 this process.
        single_process_below: With fewer items this process does the work, whatever ``workers``.

    Raises:
        concurrent.futures.process.BrokenProcessPool: When a process was killed.
    """
    workers = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
    if workers == 1:
        yield from map(function, items)
        return
    items = iter(items)
    first = list(islice(items, single_process_below))
    if len(first) < single_process_below:
        yield from map(function, first)
    else:
        yield from _in_processes(function, chain(first, items), workers)


def _in_processes(
    function: Callable[[Given], Result], items: Iterator[Given], workers: int
) -> Iterator[Result]:
    # A fresh interpreter a worker: a forked one would inherit the threads of Arrow half.
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_prepare) as pool:
        under_way: deque[Future[list[Result]]] = deque()
        try:
            while chunk := list(islice(items, _CHUNK)):
                under_way.append(pool.submit(_apply, function, chunk))
                if len(under_way) >= workers * _CHUNKS_PER_WORKER:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _prepare() -> None:
    """Make a process a good worker: it logs as its parent does, and it ends with it.

    A signal to the whole group of processes, as Ctrl-C sends it, is for the parent alone, which
    wants the results that are under way still. A parent that is killed tells nobody.
    """
    configure(load().log_level)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _apply(function: Callable[[Given], Result], chunk: list[Given]) -> list[Result]:
    return [function(item) for item in chunk]
