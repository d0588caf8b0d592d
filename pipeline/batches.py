"""Results batch by batch: none is held longer than what takes it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

from pipeline.settings import Settings

Result = TypeVar("Result")


def batches(
    results: Iterator[Result], settings: Settings, size: Callable[[Result], int]
) -> Iterator[Iterator[Result]]:
    """Yield batches of results, full by their number or by characters.

    Each takes its results while it is read, so read it to its end before the next.

    Args:
        results: Read once.
        settings: Limits of a batch.
        size: Characters, or bytes, of a result.
    """
    for first in results:
        yield _batch(chain([first], results), settings, size)


def _batch(
    results: Iterator[Result], settings: Settings, size: Callable[[Result], int]
) -> Iterator[Result]:
    taken = 0
    for number, result in enumerate(results, 1):
        taken += size(result)
        yield result
        if number >= settings.batch_documents or taken >= settings.batch_chars:
            return
