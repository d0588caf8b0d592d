"""Applies a function to many items, in this process or in several of this machine."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import Generic, TypeVar

import structlog

from pipeline.engine.engine import RETRIES, EngineError
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


@dataclass(slots=True)
class _Chunk(Generic[Given, Result]):
    """Items that travel together, and how often they were sent out."""

    items: list[Given]
    future: Future[list[Result]]
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Local:
    """The engine of this machine; ``workers`` are processes, 0 means one a processor."""

    workers: int = 0

    def run(self, function: Callable[[Given], Result], items: Iterable[Given]) -> Iterator[Result]:
        """Yield the result of each item, see ``Engine``; each item is a piece of work of its own.

        Raises:
            EngineError: When processes were killed again and again.
        """
        workers = _processes(self.workers)
        try:
            yield from _in_processes(function, iter(items), workers, chunk=1, ahead=2)
        except BrokenProcessPool as error:
            raise EngineError(
                f"worker processes were killed {RETRIES + 1} times over the same work, perhaps for "
                "want of memory; try fewer with --workers, or smaller partitions"
            ) from error


def run(
    function: Callable[[Given], Result],
    items: Iterable[Given],
    workers: int = 0,
    single_process_below: int = 0,
) -> Iterator[Result]:
    """Yield the result of each item, in the order of the items, whatever the number of workers.

    Items are taken as they are needed, so that the input may be longer than the memory. When a
    process is killed, what it had not given back is done again.

    Args:
        function: Must be importable by name when several processes run; what it loads it should
            keep, since it is called many times in each process.
        items: What to work on.
        workers: Processes; 0 means one a processor, eight at most, and 1 this process.
        single_process_below: With fewer items this process does the work, whatever ``workers``.

    Raises:
        concurrent.futures.process.BrokenProcessPool: When processes were killed again and again
            over the same items.
    """
    workers = _processes(workers)
    if workers == 1:
        yield from map(function, items)
        return
    items = iter(items)
    first = list(islice(items, single_process_below))
    if len(first) < single_process_below:
        yield from map(function, first)
    else:
        chained = chain(first, items)
        yield from _in_processes(function, chained, workers, _CHUNK, _CHUNKS_PER_WORKER)


def _processes(workers: int) -> int:
    return workers or min(os.cpu_count() or 1, _MOST_WORKERS)


def _in_processes(
    function: Callable[[Given], Result],
    items: Iterator[Given],
    workers: int,
    chunk: int,
    ahead: int,
) -> Iterator[Result]:
    """Yield results in order, ``ahead`` chunks a worker being under way at a time."""
    pool = _pool(workers)
    under_way: deque[_Chunk[Given, Result]] = deque()
    try:
        while True:
            while len(under_way) < workers * ahead and (taken := list(islice(items, chunk))):
                future, pool = _sent(pool, workers, function, taken)
                under_way.append(_Chunk(taken, future))
            if not under_way:
                return
            try:
                results = under_way[0].future.result()
            except BrokenProcessPool:
                pool = _rebuilt(pool, workers, function, under_way)
            else:
                under_way.popleft()
                yield from results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # A fresh interpreter a worker: a forked one would inherit the threads of Arrow half.
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_prepare)


def _sent(
    pool: ProcessPoolExecutor,
    workers: int,
    function: Callable[[Given], Result],
    items: list[Given],
) -> tuple[Future[list[Result]], ProcessPoolExecutor]:
    """Send items to the pool, or to a new one where it broke meanwhile."""
    try:
        return pool.submit(_apply, function, items), pool
    except BrokenProcessPool:
        pool.shutdown(wait=True, cancel_futures=True)
        pool = _pool(workers)
        return pool.submit(_apply, function, items), pool


def _rebuilt(
    pool: ProcessPoolExecutor,
    workers: int,
    function: Callable[[Given], Result],
    under_way: deque[_Chunk[Given, Result]],
) -> ProcessPoolExecutor:
    """Return a new pool that has what the broken one had not done.

    The pool does not tell which of its processes died over what, so that all of it counts as tried.
    """
    structlog.get_logger().warning("worker_killed", tries=under_way[0].tries)
    if under_way[0].tries > RETRIES:
        under_way[0].future.result()
    pool.shutdown(wait=True, cancel_futures=True)
    pool = _pool(workers)
    for chunk in under_way:
        if chunk.future.cancelled() or chunk.future.exception() is not None:
            chunk.future = pool.submit(_apply, function, chunk.items)
            chunk.tries += 1
    return pool


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
