"""The round that is repeated: ask what is due, analyse what came in, tell how it went."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from pipeline.batch import Report
from pipeline.stopping import graceful
from pipeline.store import StoreError
from pipeline.watch.collector import Collector, Polled, feed_of
from pipeline.watch.pages import Pages
from pipeline.watch.state import FeedState, write_health

_log = structlog.get_logger()
#: Seconds between two rounds while article pages are wanted still.
_PENDING_PAUSE = 60.0


@dataclass(slots=True)
class Watch:
    """Repeats rounds until it is told to stop; what a round has begun it ends.

    Args:
        collector: Asks the feeds.
        paths: Folders and files that every round looks through.
        analyse: Reads, analyses and stores files.
        every: Seconds between two looks at ``paths``, and at feeds.
        clock: Seconds since 1970.
        pages: Fetches article pages, if any.
        pages_of: The feeds whose article pages are wanted.
    """

    collector: Collector
    paths: tuple[Path, ...]
    analyse: Callable[[Sequence[Path]], Report]
    every: float
    clock: Callable[[], float] = time.time
    pages: Pages | None = None
    pages_of: frozenset[str] = frozenset()
    _stop: threading.Event = field(default_factory=threading.Event)
    _rounds: int = 0
    _documents: int = 0
    _began: float = 0.0
    _pending: set[Path] = field(default_factory=set)

    @property
    def rounds(self) -> int:
        """Rounds that were made."""
        return self._rounds

    @property
    def documents(self) -> int:
        """Documents that were new or changed."""
        return self._documents

    def stop(self) -> None:
        """Ask for an end after the round that runs."""
        self._stop.set()

    def run(self, rounds: int | None = None) -> None:
        """Repeat rounds until ``stop``, a signal, or so many rounds.

        What cannot be written is logged, told in health, and tried again after ``every``.
        """
        self._began = self.clock()
        self.collector.politeness.sleep = self._stop.wait
        with self._signals():
            while not self._stop.is_set():
                fault = self._round()
                if rounds is not None and self._rounds >= rounds:
                    break
                self._stop.wait(self.every if fault else self._pause())
        _log.info("watch_ended", rounds=self._rounds, documents=self._documents)

    def _round(self) -> str:
        fault = self._polled()
        fault = self._fetched_pages() or fault
        fault = self._analysed(self.collector.waiting()) or fault
        self._rounds += 1
        self._tell(fault)
        return fault

    def _polled(self) -> str:
        """Ask the feeds; returns why their answers could not be kept, as on a full disk."""
        try:
            for polled in self.collector.poll():
                self._log_polled(polled)
                if self._stop.is_set():
                    break
        except OSError as error:
            _log.error("inbox_failed", detail=str(error))
            return f"the inbox cannot be written: {error}"
        return ""

    def _fetched_pages(self) -> str:
        """Fetch article pages; returns why they could not be kept."""
        if self.pages is None:
            return ""
        try:
            self.pages.forget()
            files = self.collector.waiting(self.pages_of)
            self._pending = self.pages.fetch(files, self._stop.is_set)
        except OSError as error:
            _log.error("pages_failed", detail=str(error))
            return f"pages cannot be kept: {error}"
        return ""

    @staticmethod
    def _log_polled(polled: Polled) -> None:
        told = {"feed": polled.url, "outcome": polled.outcome}
        if polled.outcome == "failed":
            _log.warning("feed_polled", **told, detail=polled.detail)
        else:
            _log.info("feed_polled", **told)

    def _analysed(self, waiting: list[Path]) -> str:
        """Analyse what waits; returns why it could not be stored, then it goes on waiting."""
        files = [*waiting, *self.paths]
        if not files:
            return ""
        try:
            report = self.analyse(files)
        except StoreError as error:
            _log.error("run_failed", detail=str(error))
            return str(error)
        self._clear(waiting)
        self._documents += report.states["new"] + report.states["changed"]
        _log.info(
            "run_ended",
            files=len(files),
            new=report.states["new"],
            changed=report.states["changed"],
            unchanged=report.states["unchanged"],
            set_aside=report.rejected.total(),
            missing=len(report.missing),
        )
        return ""

    def _clear(self, waiting: list[Path]) -> None:
        """Take out of the inbox what is stored, the oldest first, each feed up to a pending file.

        Were a newer file to go before an older one of its feed, the older would be read alone in
        the next round, or after a kill, and its entries would replace the newer ones.
        """
        held: set[str] = set()
        for file in reversed(waiting):
            feed = feed_of(file)
            if file in self._pending:
                held.add(feed)
            if feed not in held:
                file.unlink(missing_ok=True)

    def _pause(self) -> float:
        """Return the seconds until something is due; paths are looked at as often as feeds."""
        due = self.collector.next_due()
        wait = self.every if due is None else due - self.clock()
        soon = min(max(wait, 0.05), self.every)
        return min(soon, _PENDING_PAUSE) if self._pending else soon

    def _tell(self, fault: str) -> None:
        states = self.collector.states
        health: dict[str, Any] = {
            "began": _iso(self._began),
            "last_round": _iso(self.clock()),
            "pid": os.getpid(),
            "rounds": self._rounds,
            "documents": self._documents,
            "every_seconds": self.every,
            "waiting": len(self.collector.waiting()),
            "fault": fault,
            "feeds": {url: _health(state) for url, state in states.items()},
        }
        try:
            write_health(self.collector.folder, health)
        except OSError as error:
            _log.error("health_failed", detail=str(error))

    def _signals(self) -> AbstractContextManager[object]:
        """Let Ctrl-C and SIGTERM end the watch after its round; signals reach the main thread."""
        main = threading.current_thread() is threading.main_thread()
        return graceful(self.stop) if main else nullcontext()


def _health(state: FeedState) -> dict[str, Any]:
    return {
        "answered": _iso(state.answered),
        "changed": _iso(state.changed),
        "due": _iso(state.due),
        "failures": state.failures,
        "error": state.error,
    }


def _iso(seconds: float) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds else None
