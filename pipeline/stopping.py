"""A run that is asked to stop stores what is under way; asked again, it stops at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import structlog

#: Asked by ``kill``, by a service manager, and by Ctrl-C.
SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def graceful(then: Callable[[], object] = lambda: None) -> Iterator[Callable[[], bool]]:
    """Yield what tells whether the process was asked to stop; only for the main thread.

    Args:
        then: Called at the first signal, to wake what waits.

    Raises:
        SystemExit: When a second signal comes, with 128 and the number of the signal.
    """
    asked = False

    def on_signal(number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise SystemExit(128 + number)
        asked = True
        structlog.get_logger().warning(
            "stopping", signal=signal.Signals(number).name, hint="again to stop at once"
        )
        then()

    former = {number: signal.signal(number, on_signal) for number in SIGNALS}
    try:
        yield lambda: asked
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
