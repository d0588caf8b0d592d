"""Asks the feeds that are due, politely, and lays what is new into the inbox."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from pipeline.fetch import Fetched, Fetcher, FetchError
from pipeline.fetch.politeness import Politeness
from pipeline.files import write_atomically
from pipeline.watch.state import FeedState, read_states, write_states

#: A feed that fails is left alone for longer each time, up to this many seconds.
LONGEST_PAUSE: Final = 6 * 3600.0
#: How far times are spread, as a share, so that feeds are not all asked at the same moment.
_JITTER: Final = 0.1


@dataclass(frozen=True, slots=True)
class Polled:
    """What asking a feed gave: ``file`` in the inbox, if there is something new."""

    url: str
    outcome: Literal["new", "unchanged", "failed"]
    file: Path | None = None
    detail: str = ""


@dataclass(slots=True)
class Collector:
    """Asks feeds; what it knows of them survives in ``folder``.

    Args:
        feeds: Their addresses.
        fetcher: Does the asking.
        folder: Where inbox and state lie: the store.
        every: Seconds between two requests of a feed.
        clock: Seconds since 1970.
        politeness: Spaces requests to the same host; it may be shared with others that ask.
        chance: For the jitter.
    """

    feeds: tuple[str, ...]
    fetcher: Fetcher
    folder: Path
    every: float
    clock: Callable[[], float] = time.time
    politeness: Politeness = field(default_factory=Politeness)
    chance: random.Random = field(default_factory=random.Random)
    _states: dict[str, FeedState] = field(init=False)

    def __post_init__(self) -> None:
        known = read_states(self.folder)
        now = self.clock()
        # A clock that was set back must not silence a feed for as long as it was ahead.
        latest = now + max(self.every * (1 + _JITTER), LONGEST_PAUSE * (1 + _JITTER))
        self._states = {
            url: replace(state, due=state.due if state.due <= latest else now)
            for url in self.feeds
            for state in (known.get(url, FeedState()),)
        }

    @property
    def states(self) -> dict[str, FeedState]:
        """What is known of each feed."""
        return dict(self._states)

    @property
    def inbox(self) -> Path:
        """Where fetched feeds wait for a run."""
        return self.folder / "inbox"

    def waiting(self, feeds: frozenset[str] | None = None) -> list[Path]:
        """Return what waits for a run, the newest first; of some feeds only if they are named.

        Of two versions of an entry that wait both, a run takes the one that it meets first.
        """
        wanted = feeds and {_digest(url) for url in feeds}
        files = (
            file for file in self.inbox.glob("*.xml") if wanted is None or feed_of(file) in wanted
        )
        return sorted(files, key=lambda file: (file.stem.rpartition("-")[2], file.name))[::-1]

    def next_due(self) -> float | None:
        """Return when the next feed is to be asked, seconds since 1970; None without feeds."""
        return min((state.due for state in self._states.values()), default=None)

    def poll(self) -> Iterator[Polled]:
        """Ask the feeds that are due, one after the other, and yield what each gave.

        The answer is in the inbox before its state is written: a kill in between costs a second
        fetch, no document.

        Raises:
            OSError: When inbox or state cannot be written.
        """
        for url, state in self._states.items():
            if state.due <= self.clock():
                self.politeness.wait(url)
                polled, self._states[url] = self._ask(url, state)
                write_states(self.folder, self._states)
                yield polled

    def _ask(self, url: str, state: FeedState) -> tuple[Polled, FeedState]:
        now = self.clock()
        try:
            answer = self.fetcher.get(url, state.etag, state.last_modified)
        except FetchError as error:
            failures = state.failures + 1
            pause = max(self._back_off(failures), error.retry_after or 0.0)
            failed = replace(
                state, asked=now, failures=failures, due=now + pause, error=str(error)[:500]
            )
            return Polled(url, "failed", detail=str(error)), failed
        due = now + self._spread(self.every)
        known = replace(state, asked=now, answered=now, failures=0, due=due, error="")
        if answer.status == 304:
            return Polled(url, "unchanged"), known
        file = self._keep(url, answer, now)
        changed = replace(known, changed=now, etag=answer.etag, last_modified=answer.last_modified)
        return Polled(url, "new", file), changed

    def _keep(self, url: str, answer: Fetched, now: float) -> Path:
        path = self.inbox / f"{_digest(url)}-{int(now * 1000)}.xml"
        write_atomically(path, answer.content)
        return path

    def _back_off(self, failures: int) -> float:
        # The exponent is bounded so that a feed that is gone for years overflows nothing.
        return self._spread(min(self.every * 2.0 ** min(failures, 16), LONGEST_PAUSE))

    def _spread(self, seconds: float) -> float:
        return seconds * self.chance.uniform(1 - _JITTER, 1 + _JITTER)


def feed_of(file: Path) -> str:
    """Return what the names of all files of a feed in the inbox begin with."""
    return file.stem.partition("-")[0]


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8")).hexdigest()[:16]
