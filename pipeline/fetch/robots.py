"""What a site allows robots to fetch: its robots.txt, asked for once a day at most."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from pipeline.fetch.client import USER_AGENT, Fetcher
from pipeline.fetch.urls import FetchError

#: RFC 9309, section 2.4: robots.txt should not be taken from a cache for more than 24 hours.
_KEPT_SECONDS: Final = 86_400.0
#: After a failure it is asked for again sooner.
_RETRIED_SECONDS: Final = 900.0


@dataclass(slots=True)
class Robots:
    """Answers whether a page may be fetched, after RFC 9309.

    A site without the file (status 4xx) allows everything; one whose file cannot be had for
    another reason allows nothing until it can.
    """

    fetcher: Fetcher
    clock: Callable[[], float] = time.monotonic
    _known: dict[str, tuple[float, Protego | None]] = field(default_factory=dict)

    def allows(self, url: str) -> bool:
        """Whether a page may be fetched."""
        rules = self._rules(url)
        return rules is not None and rules.can_fetch(url, USER_AGENT)

    def known(self, url: str) -> bool:
        """Whether the site said at all what it allows."""
        return self._rules(url) is not None

    def delay(self, url: str) -> float:
        """Return how many seconds the site wants between two requests; 0 where it does not say."""
        rules = self._rules(url)
        return float(rules.crawl_delay(USER_AGENT) or 0.0) if rules else 0.0

    def _rules(self, url: str) -> Protego | None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._known.get(origin, (0.0, None))
        if origin not in self._known or self.clock() >= until:
            rules = self._asked(origin)
            kept = _RETRIED_SECONDS if rules is None else _KEPT_SECONDS
            self._known[origin] = (self.clock() + kept, rules)
        return rules

    def _asked(self, origin: str) -> Protego | None:
        try:
            answer = self.fetcher.get(f"{origin}/robots.txt")
        except FetchError as error:
            return Protego.parse("") if error.status is not None and error.status < 500 else None
        return Protego.parse(answer.content[:512_000].decode("utf-8", errors="replace"))
