"""A Dask cluster on this machine: scheduler and workers are processes of their own."""

from __future__ import annotations

import asyncio
import importlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

from distributed import Scheduler, Worker

from benchmarks.faults.child import StandIn, dying_after, preload


@dataclass(slots=True)
class Cluster:
    """Scheduler and workers; ``pause`` are the seconds that the stand-in takes for a document."""

    pause: float
    address: str = ""
    scheduler: ForkServerProcess | None = None
    workers: list[ForkServerProcess] = field(default_factory=list)

    def add_worker(self, dies_at: int = 0) -> ForkServerProcess:
        """Start one more worker; it may kill itself at a document, the first being 1."""
        process, _ = _started(_work, self.address, self.pause, dies_at)
        self.workers.append(process)
        return process


@contextmanager
def cluster(workers: int, pause: float = 0) -> Iterator[Cluster]:
    """Start a scheduler and workers on loopback; all of them are killed at the end."""
    preload(__name__)
    found = Cluster(pause)
    try:
        found.scheduler, found.address = _started(_schedule)
        for _ in range(workers):
            found.add_worker()
        yield found
    finally:
        for process in (found.scheduler, *found.workers):
            if process is not None:
                process.kill()
                process.join()


def _started(target: Any, *arguments: Any) -> tuple[ForkServerProcess, str]:
    context = get_context("forkserver")
    here, there = context.Pipe()
    process = context.Process(target=target, args=(there, *arguments), daemon=True)
    process.start()
    if not here.poll(60):
        process.kill()
        raise TimeoutError("a process of the cluster did not start")
    return process, here.recv()


def _schedule(connection: Connection) -> None:
    async def serve() -> None:
        async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
            connection.send(scheduler.address)
            await scheduler.finished()

    asyncio.run(serve())


def _work(connection: Connection, address: str, pause: float, dies_at: int) -> None:
    stand_in: Any = StandIn(pause)
    if dies_at:
        stand_in = dying_after(stand_in, dies_at)
    work: Any = importlib.import_module("pipeline.engine.work")
    work.annotator = lambda _language: stand_in

    async def serve() -> None:
        folder = tempfile.mkdtemp()
        async with Worker(
            address, host="127.0.0.1", nthreads=1, dashboard=False, local_directory=folder
        ) as worker:
            connection.send(worker.address)
            await worker.finished()

    asyncio.run(serve())
