"""The engine of a Dask cluster: scheduler and workers run elsewhere and are there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from pipeline.engine.engine import RETRIES, EngineError

if TYPE_CHECKING:
    from distributed import Client

Given = TypeVar("Given")
Result = TypeVar("Result")

#: Items under way for each worker: one that it works on, and one that waits so that it never does.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Dask:
    """Runs work on the workers of a scheduler.

    Attributes:
        scheduler: Its address, ``tcp://host:8786``.
        seconds: How long to wait for the scheduler and for its first worker.
    """

    scheduler: str
    seconds: float = 60

    def run(self, function: Callable[[Given], Result], items: Iterable[Given]) -> Iterator[Result]:
        """Yield the result of each item, see ``Engine``.

        Workers may come and go meanwhile; there are always some items more under way than
        workers, and never more than that.
        """
        items = iter(items)
        with self._client() as client:
            from distributed import as_completed  # noqa: PLC0415  optional, see _client

            name, number = f"lagebild-{uuid4().hex}", count()
            finished = as_completed(loop=client.loop)
            while True:
                free = _AHEAD * _workers(client) - finished.count()
                for item in islice(items, max(0, free)):
                    key = f"{name}-{next(number)}"
                    # An error of the work may be one of the network: that is tried again, too.
                    finished.add(client.submit(_tried, function, item, key=key, retries=RETRIES))
                if finished.is_empty():
                    return
                yield _result(next(finished))

    @contextmanager
    def _client(self) -> Iterator[Client]:
        try:
            from distributed import Client  # noqa: PLC0415  optional: the cluster requirements
        except ImportError as error:
            raise EngineError(
                "the engine dask needs the package distributed, here and on every worker: "
                "pip install --require-hashes -r requirements-cluster.txt"
            ) from error
        try:
            client = Client(self.scheduler, timeout=self.seconds, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no Dask scheduler answers at {self.scheduler} ({type(error).__name__}); "
                "start one with `dask scheduler`, and workers with `dask worker`"
            ) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=self.seconds)
            except TimeoutError as error:
                raise EngineError(
                    f"the scheduler at {self.scheduler} has no workers; start some with "
                    f"`dask worker {self.scheduler} --nthreads 1`"
                ) from error
            yield client


def _tried(function: Callable[[Given], Result], item: Given) -> Result | EngineError:
    """Do the work; what must not be tried again comes back as a result."""
    try:
        return function(item)
    except EngineError as error:
        return error


def _workers(client: Client) -> int:
    """Return how many workers there are now, at least 1: one that died may come back."""
    threads: dict[str, int] = client.nthreads()
    if any(number > 1 for number in threads.values()):
        raise EngineError(
            "the workers have several threads each, which share one analysis; start them with "
            "`--nthreads 1` and as many of them as there are processors"
        )
    return max(1, len(threads))


def _result(future: Any) -> Any:
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415

    try:
        result = future.result()
    except KilledWorker as error:
        raise EngineError(
            "workers died again and again over the same work, perhaps for want of memory; give "
            "them more, or make partitions smaller (partition_bytes)"
        ) from error
    except CancelledError as error:
        raise EngineError("the connection to the Dask scheduler was lost; run again") from error
    finally:
        future.release()
    if isinstance(result, EngineError):
        raise result
    return result
