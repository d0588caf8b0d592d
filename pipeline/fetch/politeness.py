"""How long a host is left in peace between two requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

#: Seconds between two requests to the same host.
HOST_PAUSE: Final = 1.0


@dataclass(slots=True)
class Politeness:
    """Knows when each host was asked last; shared by all that ask.

    Args:
        clock: Seconds since 1970.
        sleep: Waits; replaced where a stop must wake it.
    """

    clock: Callable[[], float] = time.time
    sleep: Callable[[float], object] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)

    def remaining(self, url: str, pause: float = HOST_PAUSE) -> float:
        """Return the seconds until the host of a URL may be asked again."""
        since = self.clock() - self._asked.get(urlsplit(url).netloc, float("-inf"))
        # A clock that was set back must not silence a host.
        return pause - since if 0 <= since < pause else 0.0

    def wait(self, url: str, pause: float = HOST_PAUSE) -> None:
        """Wait until the host may be asked, and note that it is asked now."""
        if remaining := self.remaining(url, pause):
            self.sleep(remaining)
        self._asked[urlsplit(url).netloc] = self.clock()
