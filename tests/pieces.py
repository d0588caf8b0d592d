"""Work for the processes of an engine; they import this, so that it imports next to nothing."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def square(number: int) -> tuple[int, int]:
    """Return the square of a number and the process that found it."""
    return number * number, os.getpid()


def dies_once(item: tuple[int, Path]) -> int:
    """Kill the process at the first call with number 20 and with number 70."""
    number, folder = item
    mark = folder / str(number)
    if number in {20, 70} and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def dies(_: int) -> int:
    """Kill the process."""
    os.kill(os.getpid(), signal.SIGKILL)
    return 0
