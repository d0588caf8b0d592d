"""The article pages behind the entries of feeds, fetched where that was asked for.

A page is fetched once, when robots.txt allows it, and its text is kept in a folder of the store.
Whenever an entry is read, it gets the text of its page, so that the same entry always is the same
document; without a page it keeps the text of the feed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import orjson
import structlog

from pipeline.fetch import Fetched, Fetcher, FetchError
from pipeline.fetch.politeness import HOST_PAUSE, Politeness
from pipeline.fetch.robots import Robots
from pipeline.fetch.urls import checked
from pipeline.files import printable, write_atomically
from pipeline.readers import Found, feed, html
from pipeline.readers.items import Origin
from pipeline.settings import Settings

#: Pages that are fetched in one round, so that other feeds need not wait long.
_A_ROUND: Final = 100
#: A host that wants to be left alone for longer than these seconds gets its turn in a later round.
_LONGEST_WAIT: Final = 5.0
#: How often a page that cannot be had is asked for, and after how many seconds again.
_TRIES: Final = 3
_RETRIED: Final = 900.0
_KINDS: Final = frozenset({"text/html", "application/xhtml+xml"})
#: Seconds for which a text is kept that no feed shows any more.
_KEPT: Final = 60 * 86_400.0


@dataclass(frozen=True, slots=True)
class PageState:
    """What is known of a page.

    Attributes:
        text: Its main text, "" when there is none (yet).
        tries: How often it was asked for in vain.
        fault: Why there is no text.
        due: When it may be asked for again, seconds since 1970.
        final: Whether it is not asked for again.
    """

    url: str
    text: str = ""
    tries: int = 0
    fault: str = ""
    due: float = 0.0
    final: bool = False


@dataclass(slots=True)
class Pages:
    """Fetches and remembers article pages.

    Args:
        fetcher: Does the asking, with all its refusals.
        robots: Says what sites allow.
        politeness: Shared with whoever asks for the feeds.
        folder: The store.
        settings: Limits of pages and feeds.
    """

    fetcher: Fetcher
    robots: Robots
    politeness: Politeness
    folder: Path
    settings: Settings

    def fetch(self, files: list[Path], stopped: Callable[[], bool] = lambda: False) -> set[Path]:
        """Fetch the pages behind the entries of feeds; returns the files that want some still.

        Raises:
            OSError: When a text cannot be kept.
        """
        left = _A_ROUND
        waiting = set()
        for file in files:
            for url in self._links(file):
                state = self._state(url)
                if state.final:
                    continue
                if left and not stopped() and self._may_ask(state):
                    left -= 1
                    state = self._asked(state)
                    self._keep(state)
                if not state.final:
                    waiting.add(file)
        return waiting

    def complete(self, found: Found) -> Found:
        """Return an entry of a watched feed with the text of its page, where that says more."""
        if Path(found.path).parent != Path(printable(str(self.folder / "inbox"))):
            return found
        state = self._state(found.document.url)
        if len(state.text) <= len(found.document.text):
            return found
        return replace(found, document=replace(found.document, text=state.text))

    def forget(self) -> None:
        """Drop what was not wanted for long."""
        oldest = self.politeness.clock() - _KEPT
        for path in (self.folder / "pages").glob("*.json"):
            if path.stat().st_mtime < oldest:
                path.unlink()

    def _links(self, file: Path) -> Iterator[str]:
        """Yield the addresses that a feed names, each once, but for those that are refused."""
        with file.open("rb") as content:
            items = feed.read(content, printable(str(file)), self.settings)
            found = [item.document.url for item in items if isinstance(item, Found)]
        for url in dict.fromkeys(filter(None, found)):
            try:
                checked(url)
            except FetchError as error:
                structlog.get_logger().warning("page_refused", detail=str(error))
            else:
                yield url

    def _may_ask(self, state: PageState) -> bool:
        # The latter for a clock that was set back.
        due = state.due <= self.politeness.clock() or state.due > self.politeness.clock() + _RETRIED
        pause = self._pause(state.url)
        return due and self.politeness.remaining(state.url, pause) <= _LONGEST_WAIT

    def _pause(self, url: str) -> float:
        return max(HOST_PAUSE, self.robots.delay(url))

    def _asked(self, state: PageState) -> PageState:
        host = urlsplit(state.url).netloc
        if not self.robots.known(state.url):
            return self._failed(state, "robots.txt cannot be had")
        if not self.robots.allows(state.url):
            structlog.get_logger().info("page_refused_by_robots", host=host)
            return replace(state, fault="robots.txt does not allow it", final=True)
        self.politeness.wait(state.url, self._pause(state.url))
        try:
            text, fault = self._text(self.fetcher.get(state.url))
        except FetchError as error:
            gone = error.status is not None and 400 <= error.status < 500 and error.status != 429
            return self._failed(state, str(error)[:500], gone)
        structlog.get_logger().info("page_fetched", host=host, chars=len(text))
        return replace(state, text=text, fault=fault, final=True)

    def _failed(self, state: PageState, fault: str, gone: bool = False) -> PageState:
        structlog.get_logger().warning("page_failed", host=urlsplit(state.url).netloc, detail=fault)
        tries = state.tries + 1
        due = self.politeness.clock() + _RETRIED
        return replace(state, tries=tries, fault=fault, due=due, final=gone or tries >= _TRIES)

    def _text(self, answer: Fetched) -> tuple[str, str]:
        """Return the main text of a page, or "" and why there is none."""
        if answer.media_type not in _KINDS:
            return "", f"it is {answer.media_type or 'of no type'}"
        if len(answer.content) > self.settings.max_page_bytes:
            return "", f"more than {self.settings.max_page_bytes:,} bytes"
        origin = Origin(answer.url, None, b"")
        page = html.Page(answer.url, answer.charset)
        item = html.read_page(answer.content, origin, page, self.settings)
        return (item.document.text, "") if isinstance(item, Found) else ("", item.reason.message)

    def _path(self, url: str) -> Path:
        return self.folder / "pages" / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.json"

    def _state(self, url: str) -> PageState:
        """Return what is known of a page; a file that is lost or broken costs a fetch."""
        try:
            state = PageState(**orjson.loads(self._path(url).read_bytes()))
        except (FileNotFoundError, ValueError, TypeError):
            return PageState(url)
        return state if state.url == url else PageState(url)

    def _keep(self, state: PageState) -> None:
        write_atomically(self._path(state.url), orjson.dumps(asdict(state)))
