"""What every engine offers: a function applied to many items, results in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")

#: How often work is begun again whose worker died, or that failed on the way.
RETRIES = 3


class EngineError(Exception):
    """The engine cannot be used, or gave up; the message says what helps."""


class Engine(Protocol):
    """Applies a function to items, somewhere."""

    def run(self, function: Callable[[Given], Result], items: Iterable[Given]) -> Iterator[Result]:
        """Yield the result of each item once, in any order.

        Items are taken as workers get free, so that the input may be longer than the memory. Work
        whose worker was killed is done again, ``RETRIES`` times at most.

        Args:
            function: Must be importable by name where the workers run, and may be called again
                with an item that another worker began; what it loads it should keep.
            items: What to work on.

        Raises:
            EngineError: When the engine cannot be reached or workers die again and again, and when
                the function raises it: that is not tried again.
        """
        ...
